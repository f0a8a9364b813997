"""The command palette: type a few letters of anything the window can do, press Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from montage_desktop.ui.pane import GAP, spread

_ROW_PX = 30
_ActionRole = Qt.ItemDataRole.UserRole


class CommandPalette(QDialog):
    """Lists enabled actions; deletes itself when closed. GUI thread only."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Command palette"))
        self._actions = [a for a in actions if a.isEnabled() and a.text()]
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Type a command"))
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setIconSize(QSize(18, 18))
        self.list.setUniformItemSizes(True)
        blank = QPixmap(18, 18)
        blank.fill(Qt.GlobalColor.transparent)
        self._blank = QIcon(blank)
        self.list.itemActivated.connect(self._on_chosen)
        self.list.itemClicked.connect(self._on_chosen)
        self.search.textChanged.connect(self._on_text)
        self.search.returnPressed.connect(lambda: self._on_chosen(self.list.currentItem()))
        column = spread(QVBoxLayout(self), margin=GAP)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.resize(480, 360)
        self.move(parent.mapToGlobal(parent.rect().center()) - self.rect().center())
        self._on_text("")
        self.search.setFocus()

    def _on_text(self, text: str) -> None:
        self.list.clear()
        for action in self._actions:
            name = words_of(action)
            if matches(text, name):
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                item = QListWidgetItem(f"{name}    {keys}" if keys else name)
                item.setIcon(action.icon() if not action.icon().isNull() else self._blank)
                item.setSizeHint(QSize(0, _ROW_PX))
                item.setData(_ActionRole, action)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            action = item.data(_ActionRole)
            self.close()
            action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in moves:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)


def words_of(action: QAction) -> str:
    """An action's text without its mnemonic."""
    return action.text().replace("&", "").removesuffix(" …")


def matches(text: str, name: str) -> bool:
    """Whether the letters of `text` come in `name` in this order."""
    letters = iter(name.casefold())
    return all(letter in letters for letter in text.casefold() if not letter.isspace())
