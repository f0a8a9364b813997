"""A line to write in, right where the words stand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_LEAST_PX, _AROUND_PX = 120, 8


class InPlace(QLineEdit):
    """Writes what `done` gets with Return, or when the focus goes elsewhere; Esc forgets it. Deletes itself."""

    def __init__(self, parent: QWidget, text: str, name: str, font: QFont, done: Callable[[str], None]) -> None:
        super().__init__(text, parent)
        self._first = text
        self._done: Callable[[str], None] | None = done
        self._room = parent
        self._back = parent.parentWidget() or parent
        self.setFont(font)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.selectAll()

    def put(self, where: QRect) -> None:
        """Stand over these pixels of the parent, as wide as is of use."""
        room = self._room.width()
        width = min(max(_LEAST_PX, where.width() + 4 * _AROUND_PX), room - 2 * _AROUND_PX)
        height = max(where.height(), self.fontMetrics().height() + 10)
        left = max(_AROUND_PX, min(where.left() - _AROUND_PX, room - width - _AROUND_PX))
        self.setGeometry(left, where.center().y() - height // 2, width, height)

    def close_with(self, *, keep: bool) -> None:
        """End; `keep`: with what was written, if it is anything else than before."""
        done, self._done = self._done, None
        if done is None:
            return
        has_focus = self.hasFocus()
        self.hide()
        self.deleteLater()
        if has_focus:
            self._back.setFocus()
        if keep and self.text().strip() != self._first.strip():
            done(self.text())

    @property
    def is_open(self) -> bool:
        return self._done is not None

    def event(self, event: QEvent) -> bool:
        """Its keys are its own: none is the window's while something is written."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_with(keep=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_with(keep=False)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.close_with(keep=True)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False  # Tab ends it; the focus goes back to the text

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        menus = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in menus:
            self.close_with(keep=True)
