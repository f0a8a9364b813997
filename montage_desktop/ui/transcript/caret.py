"""Where the person edits: a caret between two words, and the words from an anchor to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from montage_desktop.core.transcript.edits import Range


class Remembered(NamedTuple):
    """A place by its words: the numbers of the first and the last one selected; without a selection, of the one after
    the caret and the one before it; -1 where there is none. `size`: words selected; `gap`: where it was."""

    first: int
    last: int
    size: int
    gap: int


class Caret(QObject):
    """Places are gaps among the words shown: gap n is before word n. GUI thread only.

    Attributes:
        at, anchor: gaps; the words between them are selected. is_after: at the break of a line, the caret stands at the
        end of the upper one. goal_px: where it stays while it goes up and down; None: where it is.
        by_double_click: the selection is a word that was double-clicked; Return corrects it.

    Signals:
        changed(): another place or selection.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.at = self.anchor = 0
        self.is_after = False
        self.goal_px: float | None = None
        self.by_double_click = False

    @property
    def range(self) -> Range:
        """Half-open places of the words selected; empty where none is."""
        return min(self.at, self.anchor), max(self.at, self.anchor)

    @property
    def has_selection(self) -> bool:
        return self.at != self.anchor

    def put(self, gap: int, *, is_after: bool = False, extend: bool = False, goal_px: float | None = None) -> None:
        """Go to a gap; `extend`: and select on from where the selection began."""
        self.select(self.anchor if extend else gap, gap, is_after=is_after, goal_px=goal_px)

    def select(
        self,
        anchor: int,
        at: int,
        *,
        is_after: bool = False,
        goal_px: float | None = None,
        by_double_click: bool = False,
    ) -> None:
        """Select from one gap to another, where the caret is then."""
        before = (self.anchor, self.at, self.is_after)
        self.anchor, self.at, self.is_after = anchor, at, is_after
        self.goal_px, self.by_double_click = goal_px, by_double_click
        if before != (anchor, at, is_after):
            self.changed.emit()

    def remembered(self, shown: Sequence[int]) -> Remembered:
        """By which `recall` finds the place again when other words are shown."""
        a, b = self.range
        return Remembered(shown[a] if a < len(shown) else -1, shown[b - 1] if b > 0 else -1, b - a, a)

    def recall(self, was: Remembered, place_of: Callable[[int], int], count: int) -> None:
        """Stand where the words are now, of which `count` are shown. A selection that is torn apart or hidden is
        given up.

        Args:
            place_of: of a word, by its number; -1 where it is hidden.
        """
        first, last = (place_of(n) if n >= 0 else -1 for n in (was.first, was.last))
        if was.size and first >= 0 and last - first == was.size - 1:
            anchor, at = (first, last + 1) if self.anchor <= self.at else (last + 1, first)
            self.select(anchor, at, is_after=self.is_after, by_double_click=self.by_double_click)
        else:
            before = last + (0 if was.size else 1)  # of a selection, what is left of it is behind the caret
            gap = first if first >= 0 else before if last >= 0 else was.gap
            self.put(min(gap, count), is_after=self.is_after and last >= 0 and gap == last + 1)


class Blinking(QObject):
    """A caret's light, as the system has it: some do not blink at all. GUI thread only.

    Attributes:
        is_lit: whether the caret is seen now.

    Signals:
        changed(): it went on or off.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_lit = True
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)

    def set_on(self, *, is_on: bool) -> None:
        """Blink, or stay lit."""
        self.is_lit = True
        period = QApplication.cursorFlashTime() // 2
        if is_on and period > 0:
            self._timer.start(period)
        else:
            self._timer.stop()

    def restart(self) -> None:
        """The caret went elsewhere, where it is seen at once."""
        self.is_lit = True
        if self._timer.isActive():
            self._timer.start()

    def _on_time(self) -> None:
        self.is_lit = not self.is_lit
        self.changed.emit()
