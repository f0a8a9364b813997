"""The keys as a table: found by name or by pressing them, changed in place, copied, printed, saved and read."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QTextDocument
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from montage_desktop.core.errors import MontageError
from montage_desktop.ui.keys.capture import KeyCapture
from montage_desktop.ui.keys.map import Clash, KeyEntry, KeyMap, for_people, normal
from montage_desktop.ui.language import system_words, translated
from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.theme import Theme

_IdRole = Qt.ItemDataRole.UserRole
_DOES, _KEYS, _MENU = range(3)
_ROW_PX = 32


class KeyEditor(QWidget):
    """Shows a `KeyMap` and changes it at once. GUI thread only.

    Attributes:
        search: by name. pressed: by key; hidden until asked for. table: what was found.

    Signals:
        told(str): a sentence about what was done.
    """

    told = Signal(str)

    def __init__(self, keys: KeyMap, theme: Theme | None = None) -> None:
        super().__init__()
        self._keys, self._theme = keys, theme
        self._wanted = ""  # the key that is looked for
        self._offer: tuple[str, str, bool] | None = None  # id, key, whether beside its others
        self._capture: KeyCapture | None = None
        self._clashes: list[Clash] = []
        top = self._build_search()
        self._build_table()
        self._build_offer()
        column = spread(QVBoxLayout(self))
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.offer)
        column.addLayout(self._build_buttons())
        keys.changed.connect(self.refresh)
        self.told.connect(self._status.setText)
        if theme is not None:
            theme.changed.connect(self._on_theme_changed)
            self._on_theme_changed()
        self.refresh()
        self.table.setCurrentCell(0, _DOES)

    # Building ------------------------------------------------------------------------------------------------

    def _build_search(self) -> QBoxLayout:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search by name"))
        self.search.setAccessibleName(self.tr("Search keys by name"))
        self.search.textChanged.connect(self.refresh)
        self.pressed = KeyCapture()
        self.pressed.captured.connect(self.look_for)
        self.pressed.hide()
        self.press_button = QToolButton()
        self.press_button.setCheckable(True)
        self.press_button.setText(self.tr("By key"))
        self.press_button.setToolTip(self.tr("Press a key to see what it does"))
        self.press_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.press_button.toggled.connect(self._on_press_mode)
        self.pressed.left.connect(lambda: self.press_button.setChecked(False))
        self.more = QToolButton()
        self.more.setText(self.tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.more.setMenu(self._menu())
        row = spread(QHBoxLayout())
        for widget in (self.search, self.pressed):
            row.addWidget(widget, 1)
        for button in (self.press_button, self.more):
            row.addWidget(button)
        return row

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for words, slot in (
            (self.tr("Copy the list"), self.copy),
            (self.tr("Print the list …"), self.print_list),
            (None, None),
            (self.tr("Save the keys …"), partial(self._choose, QFileDialog.AcceptMode.AcceptSave, self.export_to)),
            (
                self.tr("Read keys from a file …"),
                partial(self._choose, QFileDialog.AcceptMode.AcceptOpen, self.import_from),
            ),
            (None, None),
            (self.tr("All keys as at first"), self._keys.reset_all),
        ):
            if words is None or slot is None:
                menu.addSeparator()
            else:
                action = QAction(words, menu)
                action.triggered.connect(lambda _=False, s=slot: s())
                menu.addAction(action)
        return menu

    def _build_table(self) -> None:
        self.table = QTableWidget(0, 3)
        self.table.setHorizontalHeaderLabels([self.tr("Does"), self.tr("Key"), self.tr("Menu")])
        self.table.setAccessibleName(self.tr("Keys"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.table.setShowGrid(False)
        self.table.setStyleSheet("QTableView::item { padding: 0 8px; }")
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(_DOES, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_KEYS, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_MENU, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setColumnWidth(_KEYS, 200)
        self.table.cellDoubleClicked.connect(lambda *_: self.change())
        self.table.itemSelectionChanged.connect(self._on_selection)
        self.table.installEventFilter(self)

    def _build_offer(self) -> None:
        self.offer = QFrame()
        self.offer.setProperty("role", "warning")
        self._offer_words = label(wrap=True)
        self.move_button, keep = QPushButton(self.tr("Move it here")), QPushButton(self.tr("Leave it there"))
        self.move_button.clicked.connect(self._on_move)
        keep.clicked.connect(self._close_offer)
        row = spread(QHBoxLayout(self.offer), margin=GAP)
        row.addWidget(self._offer_words, 1)
        row.addWidget(self.move_button)
        row.addWidget(keep)
        self.offer.hide()

    def _build_buttons(self) -> QBoxLayout:
        row = spread(QHBoxLayout())
        self.change_button = QPushButton(self.tr("Change"))
        self.change_button.setToolTip(self.tr("Press the new key (Return)"))
        self.add_button = QPushButton(self.tr("Add a key"))
        self.none_button = QPushButton(self.tr("No key"))
        self.none_button.setToolTip(self.tr("Take its keys away (Del)"))
        self.reset_button = QPushButton(self.tr("As at first"))
        self.change_button.clicked.connect(lambda: self.change())
        self.add_button.clicked.connect(lambda: self.change(adding=True))
        self.none_button.clicked.connect(lambda: self._keys.set_keys(self.current(), []))
        self.reset_button.clicked.connect(self._on_reset)
        self._status = label(role="muted", wrap=True)
        row.addWidget(self._status, 1)
        for button in (self.change_button, self.add_button, self.none_button, self.reset_button):
            row.addWidget(button)
        return row

    def _on_theme_changed(self) -> None:
        if self._theme is not None:
            self.press_button.setIcon(self._theme.icon("keyboard"))
            self.press_button.setIconSize(QSize(18, 18))

    # Finding -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what is looked for, and keep the row that is chosen."""
        chosen = self.current()
        self._end_capture()
        found = [e for e in self._keys.entries() if self._is_wanted(e)]
        self.table.setRowCount(len(found))
        self._clashes = self._keys.all_clashes()
        for row, entry in enumerate(found):
            self._fill(row, entry)
        rows = [n for n, e in enumerate(found) if e.id == chosen]
        self.table.setCurrentCell(rows[0] if rows else 0, _DOES)
        self._on_selection()

    def _is_wanted(self, entry: KeyEntry) -> bool:
        if self._wanted:
            return self._wanted in entry.keys
        words = f"{entry.words} {entry.group} {for_people(entry.keys)}".casefold()
        return all(part in words for part in self.search.text().casefold().split())

    def _fill(self, row: int, entry: KeyEntry) -> None:
        pairs = [(c.first, c.second) for c in self._clashes if entry.id in (c.first, c.second)]
        clashing = [b if a == entry.id else a for a, b in pairs]
        told = for_people(entry.keys)
        tip = self.tr("At first: {keys}").format(keys=for_people(entry.first_keys) or self.tr("none"))
        if clashing:
            told = self.tr("{keys} (twice)").format(keys=told)
            others = ", ".join(self._keys.entry(o).words for o in clashing)
            tip = self.tr("Also the key of: {names}").format(names=others)
        elif entry.is_changed:
            told = self.tr("{keys} (changed)").format(keys=told or "–")
        for column, text in ((_DOES, entry.words), (_KEYS, told), (_MENU, entry.group)):
            item = QTableWidgetItem(text)
            item.setData(_IdRole, entry.id)
            item.setToolTip(tip)
            if self._theme is not None and column == _MENU:
                item.setForeground(self._theme.colour("muted"))
            self.table.setItem(row, column, item)

    def look_for(self, key: str) -> None:
        """Show what this key does."""
        self._wanted = normal(key)
        self.pressed.setText(for_people([key]))
        self.refresh()

    def _on_press_mode(self, is_on: bool) -> None:
        self.search.setVisible(not is_on)
        self.pressed.setVisible(is_on)
        self.pressed.clear()
        self._wanted = ""
        if is_on:
            self.pressed.setFocus()
        self.refresh()

    def current(self) -> str:
        """The id of the row that is chosen; "" if nothing is shown."""
        item = self.table.item(self.table.currentRow(), _DOES)
        return str(item.data(_IdRole)) if item is not None else ""

    # Changing ------------------------------------------------------------------------------------------------

    def change(self, *, adding: bool = False) -> None:
        """Wait in the chosen row for the new key."""
        if not self.current():
            return
        self._close_offer()
        self._end_capture()
        capture = KeyCapture()
        # The padding of other fields would leave no room in a row.
        capture.setStyleSheet("padding: 0 6px; border-radius: 0;")
        action_id = self.current()
        capture.captured.connect(lambda key: self._on_captured(action_id, key, adding=adding))
        capture.left.connect(self._on_capture_left)
        capture.unfocused.connect(self._end_capture)
        self._capture = capture
        self.table.setCellWidget(self.table.currentRow(), _KEYS, capture)
        capture.setFocus()

    def _on_captured(self, action_id: str, key: str, *, adding: bool) -> None:
        self._end_capture()
        self.table.setFocus()
        others = self._keys.clashes(action_id, key)
        if not others:
            self._keys.move_key(action_id, key, adding=adding)
            return
        names = ", ".join(f"“{self._keys.entry(o).words}”" for o in others)
        self._offer = (action_id, key, adding)
        words = self.tr("{key} is the key of {names}.").format(key=for_people([key]), names=names)
        self._offer_words.setText(words)
        self.offer.show()
        self.move_button.setFocus()

    def _on_move(self) -> None:
        if self._offer is not None:
            action_id, key, adding = self._offer
            self._keys.move_key(action_id, key, adding=adding)
        self._close_offer()

    def _close_offer(self) -> None:
        self._offer = None
        self.offer.hide()
        self.table.setFocus()

    def _on_reset(self) -> None:
        """Its first keys; those of them that another has by now are asked for first."""
        entry = self._keys.entry(self.current())
        taken = [k for k in entry.first_keys if self._keys.clashes(entry.id, k)]
        if taken:
            self._on_captured(entry.id, taken[0], adding=False)
        else:
            self._keys.reset(entry.id)

    def _on_capture_left(self) -> None:
        self._end_capture()
        self.table.setFocus()

    def _end_capture(self) -> None:
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.blockSignals(True)  # it loses the focus on its way out
            for row in range(self.table.rowCount()):
                if self.table.cellWidget(row, _KEYS) is capture:
                    self.table.removeCellWidget(row, _KEYS)

    def _on_selection(self) -> None:
        has_row = bool(self.current())
        for button in (self.change_button, self.add_button, self.none_button, self.reset_button):
            button.setEnabled(has_row)
        if has_row:
            entry = self._keys.entry(self.current())
            self.reset_button.setEnabled(entry.is_changed)
            self.none_button.setEnabled(bool(entry.keys))
        shown = self.tr("{n} of {all}").format(n=self.table.rowCount(), all=len(self._keys.ids))
        twice = self.tr(" · keys that are there twice: {n}").format(n=len(self._clashes)) if self._clashes else ""
        self._status.setText(shown + twice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return and F2 change the row, Delete takes its keys away."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._capture is None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
                self.change()
                return True
            if event.key() == Qt.Key.Key_Delete and self.none_button.isEnabled():
                self._keys.set_keys(self.current(), [])
                return True
        return super().eventFilter(watched, event)

    # Out of here ---------------------------------------------------------------------------------------------

    def as_text(self) -> str:
        """What has keys, one a line."""
        return "\n".join(f"{for_people(e.keys):<24}  {e.words}" for e in self._with_keys())

    def as_html(self) -> str:
        """The same by menus, for paper."""
        parts, group = [f"<h2>{html.escape(self.tr('Keys of Montage Desktop'))}</h2><table cellpadding='3'>"], None
        for entry in self._with_keys():
            if entry.group != group:
                group = entry.group
                parts.append(f"<tr><td colspan='2'><b>{html.escape(group)}</b></td></tr>")
            keys, words = html.escape(for_people(entry.keys)), html.escape(entry.words)
            parts.append(f"<tr><td width='200'>{keys}</td><td>{words}</td></tr>")
        return "".join([*parts, "</table>"])

    def _with_keys(self) -> Sequence[KeyEntry]:
        return [e for e in self._keys.entries() if e.keys]

    def copy(self) -> None:
        """The list to the clipboard."""
        QGuiApplication.clipboard().setText(self.as_text())
        self.told.emit(self.tr("The list is on the clipboard."))

    def print_list(self) -> None:
        """Choose a printer; not modal to the window."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # asks the print system as soon as it is loaded

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        document = QTextDocument(dialog)
        document.setHtml(self.as_html())
        dialog.accepted.connect(lambda: document.print_(printer))
        dialog.show()

    def _choose(self, mode: QFileDialog.AcceptMode, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self)
        dialog.setAcceptMode(mode)
        dialog.setNameFilter(self.tr("Keys (*.json)"))
        dialog.setDefaultSuffix("json")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Save the keys, and say how it went."""
        try:
            self._keys.export_to(path)
        except OSError as e:
            self.told.emit(self.tr("{name} was not written: {why}.").format(name=path.name, why=system_words(e)))
            return
        self.told.emit(self.tr("The keys are in {name}.").format(name=path.name))

    def import_from(self, path: Path) -> None:
        """Take the keys of a file, and say how it went."""
        try:
            got = self._keys.import_from(path)
        except MontageError as e:
            self.told.emit(f"{translated(e.message)} {translated(e.fix)}".strip())
        except OSError as e:
            self.told.emit(self.tr("{name} was not read: {why}.").format(name=path.name, why=system_words(e)))
        else:
            words = self.tr("{n} actions have the keys of {name}.").format(n=got.taken, name=path.name)
            if got.unknown:
                words += " " + self.tr("{n} are unknown here.").format(n=len(got.unknown))
            self.told.emit(words)
