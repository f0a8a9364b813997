"""Boxes to choose from a list with groups, and from a long one by a part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QStyledItemDelegate

_MOST_ROWS = 16
_LINE_PX = 2  #: that a line to write in leaves free before its text


@dataclass(frozen=True)
class Entry:
    """Of a list. `key`: what is chosen with it. `is_group`: it names those that follow."""

    text: str
    key: str
    is_possible: bool = True
    is_group: bool = False


class GroupedBox(QComboBox):
    """A list with names of groups in it, which cannot be chosen, as some of its entries. GUI thread only."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxVisibleItems(_MOST_ROWS)
        view = QListView()
        view.setProperty("role", "choices")
        self.setView(view)
        self.setItemDelegate(QStyledItemDelegate(self))  # the style's own has no look for what cannot be chosen

    def show_entries(self, entries: Sequence[Entry], key: str) -> None:
        """Show these, with the one of this key chosen."""
        if [(self.itemText(n), self.itemData(n)) for n in range(self.count())] != [(e.text, e.key) for e in entries]:
            self.clear()
            for entry in entries:
                self.addItem(entry.text, entry.key)
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        chosen = -1
        for n, entry in enumerate(entries):
            model.item(n).setEnabled(entry.is_possible)
            font = self.font()
            font.setBold(entry.is_group)
            model.item(n).setFont(font)
            if entry.is_possible and entry.key == key and chosen < 0:
                chosen = n
        self.setCurrentIndex(chosen)


class SearchBox(GroupedBox):
    """A name can be typed, or any part of it; what is typed and is no name is forgotten. GUI thread only."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QLineEdit()
        self._line.setTextMargins(-_LINE_PX, 0, 0, 0)  # names begin where those of other boxes do
        self.setEditable(True)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_MOST_ROWS)
        found = QListView()
        found.setProperty("role", "choices")
        completer.setPopup(found)
        found.setItemDelegate(QStyledItemDelegate(found))
        self.setCompleter(completer)

    def show_begin(self) -> None:
        """Of a name that is longer than the box."""
        self._line.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed takes the place of the name."""
        super().focusInEvent(event)
        self._line.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._forget()

    def _forget(self) -> None:
        self.setEditText(self.itemText(self.currentIndex()))
        self.show_begin()
