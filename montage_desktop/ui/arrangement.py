"""The window's panes in; where they are in each workspace at first, out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from montage_desktop.ui.pane import TITLE_PX, Pane

_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_BELOW = Qt.DockWidgetArea.BottomDockWidgetArea
_JOBS_PX, _TIMELINE_PX, _QUEUE_PX, _DELIVER_PX, _WORDS_PX, _TALK_PX = 240, 236, 300, 360, 460, 124


class Arrangement:
    """GUI thread only.

    Args:
        panes: by name, in the order in which they are placed. has_film: whether there is a montage to show.
    """

    def __init__(self, window: QMainWindow, panes: Mapping[str, Pane], *, has_film: Callable[[], bool]) -> None:
        self._window, self._panes, self._has_film = window, panes, has_film

    def place(self) -> None:
        """All panes where they belong, whether they are seen or not."""
        window, panes = self._window, self._panes
        for name in ("bin", "deliver", "words"):
            window.addDockWidget(_LEFT, panes[name])
        for name in ("form", "inspector", "review", "music", "history"):
            window.addDockWidget(_RIGHT, panes[name])
        for first, second in pairwise(("form", "inspector", "review", "music", "history")):
            window.tabifyDockWidget(panes[first], panes[second])
        panes["form"].raise_()
        for name in ("timeline", "talk", "jobs"):
            window.addDockWidget(_BELOW, panes[name])
        for above, below in (("timeline", "talk"), ("talk", "jobs")):  # one under the other, whichever are seen
            window.splitDockWidget(panes[above], panes[below], Qt.Orientation.Vertical)

    def montage(self) -> None:
        """The layout of the first start: to cut."""
        self._put({"bin", "form", "inspector", "jobs", *(("timeline",) if self._has_film() else ())})
        self._panes["form"].raise_()
        self.resize({"bin": 272, "form": 336}, Qt.Orientation.Horizontal)
        self.resize({"timeline": _TIMELINE_PX, "jobs": _JOBS_PX}, Qt.Orientation.Vertical)

    def transcript(self) -> None:
        """To edit a talk: its words, the picture, its sound below."""
        self._put({"words", "review", "music", "talk", "jobs"})
        self._panes["review"].raise_()
        self._fold_jobs(folded=True)
        self.resize({"words": _WORDS_PX, "review": 300}, Qt.Orientation.Horizontal)
        self.resize({"talk": _TALK_PX, "jobs": TITLE_PX}, Qt.Orientation.Vertical)

    def deliver(self) -> None:
        """To render: how, the picture, and the queue below."""
        self._put({"deliver", "jobs"})
        self._fold_jobs(folded=False)
        self.resize({"deliver": _DELIVER_PX}, Qt.Orientation.Horizontal)
        self.resize({"jobs": _QUEUE_PX}, Qt.Orientation.Vertical)

    def show_timeline(self) -> None:
        """Make room for the timeline: the jobs give theirs."""
        self._fold_jobs(folded=True)
        self._panes["timeline"].show()
        self.resize({"timeline": _TIMELINE_PX, "jobs": TITLE_PX}, Qt.Orientation.Vertical)

    def fold_jobs(self) -> None:
        """Fold the jobs to a line, or unfold them."""
        jobs = self._panes["jobs"]
        jobs.set_collapsed(not jobs.is_collapsed)
        height = TITLE_PX if jobs.is_collapsed else jobs.open_height or _JOBS_PX
        QTimer.singleShot(0, lambda: self._window.resizeDocks([jobs], [height], Qt.Orientation.Vertical))

    def resize(self, sizes: Mapping[str, int], orientation: Qt.Orientation) -> None:
        """Now, and once the panes that have just been shown are laid out."""
        panes: Sequence[QDockWidget] = [self._panes[name] for name in sizes]
        pixels = list(sizes.values())
        self._window.resizeDocks(panes, pixels, orientation)
        QTimer.singleShot(0, self._window, lambda: self._window.resizeDocks(panes, pixels, orientation))

    def _fold_jobs(self, *, folded: bool) -> None:
        if self._panes["jobs"].is_collapsed is not folded:
            self.fold_jobs()

    def _put(self, shown: Collection[str]) -> None:
        """All panes in their places, these of them to be seen."""
        for pane in self._panes.values():  # first none: together they would need more room than the window has
            pane.setFloating(False)
            pane.hide()
        self.place()
        for name, pane in self._panes.items():
            pane.setVisible(name in shown)
