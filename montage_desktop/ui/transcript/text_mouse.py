"""What the mouse does in a transcript's text: selecting, seeking, moving words, scrolling at the edges."""

from __future__ import annotations

import time
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from montage_desktop.core.transcript.edits import Range
from montage_desktop.ui.transcript.text_page import Hit

if TYPE_CHECKING:
    from montage_desktop.ui.transcript.text_view import TextView

_SCROLL_MS, _SCROLL_SHARE, _SCROLL_MOST_PX = 25, 0.3, 60
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Doing(Enum):
    """What a pressed button means."""

    NOTHING = auto()
    SELECTING = auto()
    PRESSED = auto()  #: on selected words; not moved yet
    MOVING = auto()


class Unit(Enum):
    """What a drag selects by."""

    GAP = auto()
    WORD = auto()
    SENTENCE = auto()


class TextMouse(QObject):
    """Follows the mouse. GUI thread only.

    Attributes:
        doing: what is going on. drop: the gap to which a move would go.
    """

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self.doing = Doing.NOTHING
        self.drop: int | None = None
        self._view = view
        self._unit = Unit.GAP
        self._first: Range = (0, 0)  # what was pressed on, by the unit
        self._at = self._pressed_at = QPoint()
        self._double_s = float("-inf")
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._on_scroll)

    @property
    def is_busy(self) -> bool:
        return self.doing is not Doing.NOTHING

    def press(self, event: QMouseEvent) -> None:
        """A button went down; a second one aborts what the first one does."""
        if self.is_busy:
            self.abort()
            return
        self._at = self._pressed_at = event.position().toPoint()
        hit = self._view.hit(self._at)
        if hit is None:
            return
        left = event.button() is Qt.MouseButton.LeftButton
        if left and event.modifiers() & _CTRL:
            self._view.seek_requested.emit(self._view.page.shown[hit.place])
        elif left and self._is_third(event):
            self._begin(hit, Unit.SENTENCE)
        elif left and not event.modifiers() & _SHIFT and self._is_on_selection(hit):
            self.doing = Doing.PRESSED
        elif left:
            self._begin(hit, Unit.GAP, extend=bool(event.modifiers() & _SHIFT))
        elif event.button() is Qt.MouseButton.RightButton and not self._is_on_selection(hit):
            self._view.select(*self._span(hit, Unit.WORD))

    def double_click(self, event: QMouseEvent) -> None:
        """A word; in the margin, the speaker's name."""
        hit = self._view.hit(event.position().toPoint())
        if hit is None or event.button() is not Qt.MouseButton.LeftButton or event.modifiers() & (_CTRL | _SHIFT):
            self.press(event)
            return
        self._at = self._pressed_at = event.position().toPoint()
        if self._view.is_margin(self._at):
            self._view.edits.name_paragraph(hit.paragraph)
            return
        self._double_s = time.monotonic()
        self._begin(hit, Unit.WORD)

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved, with or without a button."""
        self._at = event.position().toPoint()
        if self.doing is Doing.PRESSED:
            far = (self._at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
            if far and self._view.is_editable:
                self.doing = Doing.MOVING
        if self.doing is Doing.NOTHING:
            self._hover()
            return
        self._go_on()
        if not self._view.viewport().rect().contains(self._at) and self.doing is not Doing.PRESSED:
            self._scroll.start()

    def release(self, event: QMouseEvent) -> None:
        """The button went up: words that were dragged are moved."""
        doing, drop = self.doing, self.drop
        self._at = event.position().toPoint()
        self._stop()
        if doing is Doing.MOVING and drop is not None:
            self._view.edits.move_selection(drop)
        elif doing is Doing.PRESSED:
            hit = self._view.hit(self._at)
            if hit is not None:
                gap = self._gap(hit)
                self._view.caret.put(gap, is_after=hit.is_after)

    def abort(self) -> bool:
        """As if nothing had been pressed; False if nothing was."""
        was = self.is_busy
        self._stop()
        return was

    # What goes on --------------------------------------------------------------------------------------------

    def _begin(self, hit: Hit, unit: Unit, *, extend: bool = False) -> None:
        caret = self._view.caret
        self.doing, self._unit = Doing.SELECTING, unit
        if unit is Unit.GAP:
            gap = self._gap(hit)
            caret.put(gap, is_after=hit.is_after, extend=extend)
            self._first = (caret.anchor, caret.anchor)
        else:
            self._first = self._span(hit, unit)
            caret.select(*self._first, by_double_click=unit is Unit.WORD, is_after=True)

    def _go_on(self) -> None:
        hit = self._view.hit(self._at)
        if hit is None:
            return
        if self.doing is Doing.MOVING:
            self._show_drop(self._gap(hit), is_after=hit.is_after)
        elif self.doing is Doing.SELECTING and self._unit is Unit.GAP:
            self._view.caret.put(self._gap(hit), is_after=hit.is_after, extend=True)
        elif self.doing is Doing.SELECTING:
            (a, b), (begin, end) = self._first, self._span(hit, self._unit)
            if (begin, end) != (a, b):
                self._view.caret.select(*((b, begin) if begin < a else (a, end)), is_after=begin >= a)

    def _show_drop(self, gap: int, *, is_after: bool) -> None:
        a, b = self._view.caret.range
        self.drop = None if a <= gap <= b else gap
        self._view.show_drop(self.drop, is_after=is_after)
        shape = Qt.CursorShape.ForbiddenCursor if self.drop is None else Qt.CursorShape.DragMoveCursor
        self._view.viewport().setCursor(shape)

    def _on_scroll(self) -> None:
        rect = self._view.viewport().rect()
        out = min(0, self._at.y() - rect.top()) + max(0, self._at.y() - rect.bottom())
        if not out or not self.is_busy:
            self._scroll.stop()
            return
        self._view.scroll_by(max(-_SCROLL_MOST_PX, min(_SCROLL_MOST_PX, out * _SCROLL_SHARE)))
        self._go_on()

    def _stop(self) -> None:
        self.doing = Doing.NOTHING
        self._scroll.stop()
        if self.drop is not None:
            self.drop = None
        self._view.show_drop(None)
        self._hover()

    def _hover(self) -> None:
        hit = self._view.hit(self._at) if self._view.viewport().rect().contains(self._at) else None
        shape = Qt.CursorShape.ArrowCursor
        if hit is not None and not self._view.is_margin(self._at) and not self._is_on_selection(hit):
            shape = Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(shape)

    # Where it is ---------------------------------------------------------------------------------------------

    def _gap(self, hit: Hit) -> int:
        return self._view.page.gap_after(hit.place) if hit.is_after else hit.place

    def _span(self, hit: Hit, unit: Unit) -> Range:
        page = self._view.page
        if unit is Unit.SENTENCE:
            return page.sentence(hit.place)
        return hit.place, page.gap_after(hit.place)

    def _is_on_selection(self, hit: Hit) -> bool:
        a, b = self._view.caret.range
        return hit.is_on and a <= hit.place < b

    def _is_third(self, event: QMouseEvent) -> bool:
        soon = time.monotonic() - self._double_s < QApplication.doubleClickInterval() / 1000
        near = (event.position().toPoint() - self._pressed_at).manhattanLength() < QApplication.startDragDistance()
        return soon and near
