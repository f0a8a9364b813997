"""Finding words in a talk's text, and writing others in their place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from montage_desktop.core.errors import InputError
from montage_desktop.core.transcript.edits import Op
from montage_desktop.core.transcript.find import Match, find, replaced
from montage_desktop.ui.language import translated
from montage_desktop.ui.numbers import count
from montage_desktop.ui.pane import GAP, label, spread, tool_button
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript.text_view import TextView

_SEARCH_MS = 60  #: after the last key; a long talk takes some milliseconds
_COUNT_PX = 92


class FindBar(QWidget):
    """Stands above the text; open, it marks all that is found. GUI thread only.

    Attributes:
        pattern, replacement: the fields. regex, match_case, whole_words: toggles. matches: in the words as they are.
        index: of the current one, -1 for none.

    Signals:
        ops_requested(list[Op], str): corrections, and the English name of the step.
    """

    ops_requested = Signal(list, str)

    def __init__(self, theme: Theme, view: TextView) -> None:
        super().__init__()
        self._theme, self._view = theme, view
        self.matches: list[Match] = []
        self.index = -1
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_SEARCH_MS)
        self._wait.timeout.connect(self._search_near)
        self._again = QTimer(self)  # other words: what was found is looked for anew
        self._again.setSingleShot(True)
        self._again.setInterval(_SEARCH_MS)
        self._again.timeout.connect(lambda: self._search(keep=self.index))
        self._make_fields()
        self._make_toggles()
        self._build()
        view.edited_changed.connect(self._on_edited)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._show_state()

    def _make_fields(self) -> None:
        self.pattern, self.replacement = QLineEdit(), QLineEdit()
        self.pattern.setPlaceholderText(self.tr("Find in the text"))
        self.replacement.setPlaceholderText(self.tr("Replace with"))
        for field in (self.pattern, self.replacement):
            field.setAccessibleName(field.placeholderText())
            field.setClearButtonEnabled(True)
            field.installEventFilter(self)
        self.pattern.textChanged.connect(lambda: self._wait.start())
        self.replacement.textChanged.connect(lambda: self._wait.start())

    def _make_toggles(self) -> None:
        def toggle(sign: str, words: str, name: str) -> QToolButton:
            button = QToolButton()
            button.setObjectName(name)
            button.setText(sign)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.setCheckable(True)
            button.setProperty("role", "flat")
            button.toggled.connect(lambda: self._search_near())
            return button

        self.match_case = toggle("Aa", self.tr("Match upper and lower case"), "find-case")
        self.whole_words = toggle("|ab|", self.tr("Whole words only"), "find-words")
        self.regex = toggle(".*", self.tr("Regular expression"), "find-regex")

    def _build(self) -> None:
        def action(words: str, icon: str, slot) -> QAction:  # type: ignore[no-untyped-def]
            made = QAction(words, self)
            made.setProperty("icon-name", icon)
            made.triggered.connect(lambda: slot())
            return made

        self.previous_action = action(self.tr("Previous match"), "chevron-up", lambda: self.go(-1))
        self.next_action = action(self.tr("Next match"), "chevron-down", lambda: self.go(1))
        self.close_action = action(self.tr("Close the search"), "cancel", self.close_bar)
        self.replace_button = QPushButton(self.tr("Replace"))
        self.replace_all_button = QPushButton(self.tr("Replace all"))
        self.replace_button.clicked.connect(lambda: self.replace())
        self.replace_all_button.clicked.connect(lambda: self.replace_all())
        self.told = label(role="muted")
        self.told.setMinimumWidth(_COUNT_PX)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.trouble = label(role="danger", wrap=True)
        first, second = spread(QHBoxLayout(), spacing=2), spread(QHBoxLayout(), spacing=GAP)
        first.addWidget(self.pattern, 1)
        first.addSpacing(4)
        for button in (self.match_case, self.whole_words, self.regex):
            first.addWidget(button)
        first.addWidget(self.told)
        first.addSpacing(4)
        for each in (self.previous_action, self.next_action, self.close_action):
            first.addWidget(tool_button(each))
        second.addWidget(self.replacement, 1)
        second.addWidget(self.replace_button)
        second.addWidget(self.replace_all_button)
        column = spread(QVBoxLayout(self), spacing=6)
        column.setContentsMargins(GAP, 4, GAP, GAP)
        column.addLayout(first)
        column.addWidget(self.trouble)
        column.addLayout(second)
        self.trouble.hide()

    # Opening -------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Show the bar, with the few words that are selected as what to find."""
        edited, chosen = self._view.edited, self._view.selection
        self.show()
        if edited is not None and 0 < len(chosen) <= 8 and not self.regex.isChecked():
            self.pattern.setText("".join(edited.word(n) for n in chosen if not edited.is_deleted(n)).strip())
        self.pattern.setFocus()
        self.pattern.selectAll()
        self._search_near()

    def close_bar(self) -> None:
        """Hide the bar and the marks; the current match stays selected."""
        self._wait.stop()
        self._again.stop()
        self.hide()
        self._view.set_matches([])
        self._view.setFocus()

    # Finding -------------------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        if self.isVisibleTo(self.parentWidget() or self):
            self._again.start()
        else:
            self.matches, self.index = [], -1

    def _search_near(self) -> None:
        """Search, and take the match at the caret or the next one after it."""
        self._wait.stop()
        self._search(keep=-1)
        self._take(self._nearest())

    def _search(self, *, keep: int) -> None:
        """Find all; `keep`: the index of the current match, as near as it is still there."""
        edited = self._view.edited
        self._again.stop()
        try:
            self.matches = [] if edited is None else find(
                edited, self.pattern.text(), regex=self.regex.isChecked(), match_case=self.match_case.isChecked(),
                whole_words=self.whole_words.isChecked(), replacement=self.replacement.text(),
            )  # fmt: skip
            self._tell_trouble("")
        except InputError as e:
            self.matches = []
            self._tell_trouble(translated(e.message))
        self.index = min(keep, len(self.matches) - 1)
        self._show_state()

    def _nearest(self) -> int:
        if not self.matches:
            return -1
        page, at = self._view.page, self._view.caret.range[0]
        found = (i for i, m in enumerate(self.matches) if page.place_of(m.words[0]) >= at)
        return next(found, 0)

    def _take(self, index: int) -> None:
        self.index = index
        self._show_state()
        if 0 <= index < len(self.matches):
            self._view.select_words(self.matches[index].words)

    def go(self, by: int) -> None:
        """To the next match, or with -1 the one before; round at the ends."""
        if not self._catch_up() and self.matches:
            self._take((self.index + by) % len(self.matches))

    def _catch_up(self) -> bool:
        """Search now where that is still to be done; whether the match is another one by that."""
        if self._wait.isActive():
            self._search_near()
            return True
        if self._again.isActive():
            self._search(keep=self.index)
        return False

    def _show_state(self) -> None:
        total = len(self.matches)
        if not self.pattern.text():
            words = ""
        elif not total:
            words = self.tr("Not found")
        else:
            words = self.tr("{n} of {total}").format(n=count(self.index + 1), total=count(total))
        self.told.setText(words if self.trouble.isHidden() else "")
        for action in (self.previous_action, self.next_action):
            action.setEnabled(total > 0)
        for button in (self.replace_button, self.replace_all_button):
            button.setEnabled(total > 0 and self._view.is_editable)
        if self.isVisibleTo(self.parentWidget() or self):
            self._view.set_matches([m.words for m in self.matches], self.index if self.index >= 0 else None)

    def _tell_trouble(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    # Replacing -----------------------------------------------------------------------------------------------

    def replace(self) -> None:
        """Write the replacement in the place of the current match, and go to the next one."""
        self._catch_up()
        if not 0 <= self.index < len(self.matches):
            return
        before, total = self.matches[self.index], len(self.matches)
        self._ask([before])
        self._search(keep=self.index)
        if len(self.matches) >= total and self.matches and self.index < len(self.matches):
            is_same = self.matches[self.index].start <= before.start
            self._take((self.index + 1) % len(self.matches) if is_same else self.index)
        else:
            self._take(self.index if self.matches else -1)

    def replace_all(self) -> None:
        """The same for all matches, as one step."""
        self._catch_up()
        self._ask(self.matches)

    def _ask(self, matches: Sequence[Match]) -> None:
        edited = self._view.edited
        if edited is None or not matches:
            return
        ops: list[Op] = list(replaced(edited, matches))
        if ops:
            self.ops_requested.emit(ops, "Replace")

    # Keys ----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the fields: none of them is the window's."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.FindNext):
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if watched is self.replacement and not back:
                self.replace()
            else:
                self.go(-1 if back else 1)
        elif event.matches(QKeySequence.StandardKey.FindNext):
            self.go(1)
        else:
            return False
        return True

    def _on_theme_changed(self) -> None:
        for each in (self.previous_action, self.next_action, self.close_action):
            each.setIcon(self._theme.icon(each.property("icon-name")))
