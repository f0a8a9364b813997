"""A timeline in; what has to be found quickly, many times a second, while it is painted and pointed at, out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise
from statistics import median

from montage_desktop.core.edits import Grid
from montage_desktop.core.timeline import Clip, Timeline

_TICK_PX = 6  #: least distance of two lines for beats


class Film:
    """The clips of a timeline by place and by name. Made anew for each timeline.

    Attributes:
        clips: in order. starts: their first frames. frames: the film's length.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.clips: Sequence[Clip] = timeline.video
        self.frames = timeline.frames
        self.starts = [clip.start for clip in self.clips]
        self._index = {clip.id: n for n, clip in enumerate(self.clips)}
        self._locked = [n for n, clip in enumerate(self.clips) if clip.locked]
        scores = [clip.score for clip in self.clips]
        self._least, self._best = min([0.0, *scores]), max(scores, default=0.0)
        self._sums = [0.0, *accumulate(scores)]

    def index_of(self, clip_id: str) -> int | None:
        """Where a clip stands."""
        return self._index.get(clip_id)

    def indices(self, clip_ids: Collection[str]) -> list[int]:
        """Where clips stand, ascending; those that are gone are left out."""
        return sorted(self._index[i] for i in clip_ids if i in self._index)

    def at(self, frame: float) -> int | None:
        """The clip on a frame."""
        if not self.clips or not 0 <= frame < self.frames:
            return None
        return bisect_right(self.starts, frame) - 1

    def between(self, first: float, last: float) -> range:
        """The clips that have a frame in ``[first, last)``."""
        a = max(0, bisect_right(self.starts, first) - 1)
        return range(a, max(a, bisect_left(self.starts, last)))

    def from_on(self, frame: float) -> int:
        """The first clip that does not begin before a frame."""
        return bisect_left(self.starts, frame)

    def nearest_cut(self, frame: float) -> tuple[int, int]:
        """(index of the clip that begins there, frame) of the cut nearest to a place; the film's end is one, too."""
        after = bisect_left(self.starts, frame)
        bounds = [(n, self.starts[n]) for n in (after - 1, after) if 0 <= n < len(self.starts)]
        return min([*bounds, (len(self.starts), self.frames)], key=lambda b: abs(b[1] - frame))

    def any_locked(self, first: int, last: int) -> bool:
        """Whether one of the clips ``[first, last)`` is locked."""
        return any_within(self._locked, first, last)

    def goodness(self, first: int, last: int) -> float:
        """Mean score of the clips ``[first, last)``, 0…1 of the film's best."""
        if self._best <= self._least or last <= first:
            return 0.0
        mean = (self._sums[last] - self._sums[first]) / (last - first)
        return (mean - self._least) / (self._best - self._least)


def any_within(ascending: Sequence[int], first: int, last: int) -> bool:
    """Whether a number of a sorted list lies in ``[first, last)``."""
    at = bisect_left(ascending, first)
    return at < len(ascending) and ascending[at] < last


class Beats:
    """The beats of a timeline and which of them are heard most.

    Attributes:
        frames: of all beats, ascending; downbeats: those of the first beats of bars. marked: indices of the latter.
    """

    def __init__(self, timeline: Timeline | None = None, downbeats: Collection[int] = ()) -> None:
        grid = Grid.of(timeline) if timeline is not None else None
        self.marked = frozenset(downbeats)
        self._beats = timeline.beats if timeline is not None else []
        self._rate = timeline.rate if timeline is not None else None
        self.frames: Sequence[int] = grid.frames if grid is not None else []
        count = len(timeline.beats) if timeline is not None else 0
        marked = {grid.frame_of(n) for n in downbeats if 0 <= n < count} if grid is not None else set()
        self.downbeats: Sequence[int] = sorted(marked)
        self._beat, self._bar = _usual_step(self.frames), _usual_step(self.downbeats)

    def __bool__(self) -> bool:
        return bool(self.frames)

    def are_of(self, timeline: Timeline | None, downbeats: Collection[int] | None) -> bool:
        """Whether these are the beats of that timeline already."""
        if timeline is None or (downbeats is not None and frozenset(downbeats) != self.marked):
            return False
        return timeline.rate == self._rate and timeline.beats == self._beats

    def ticks(self, first: int, last: int, px_per_frame: float) -> list[tuple[int, bool]]:
        """(frame, whether it is one of the stronger) of the beats in ``[first, last)`` that there is room for.

        Where it is narrow only the downbeats are left, then every second of them, every fourth, and so on.
        """
        if not self._bar or self._beat * px_per_frame >= _TICK_PX:
            strong = set(self.downbeats)
            return [
                (frame, frame in strong) for frame in self._thinned(self.frames, self._beat, first, last, px_per_frame)
            ]
        shown = self._thinned(self.downbeats, self._bar, first, last, px_per_frame)
        strong = set(self._thinned(self.downbeats, self._bar, first, last, px_per_frame / 4))
        return [(frame, frame in strong) for frame in shown]

    @staticmethod
    def _thinned(frames: Sequence[int], step: float, first: int, last: int, px_per_frame: float) -> Sequence[int]:
        stride = 1
        while step and step * stride * px_per_frame < _TICK_PX:
            stride *= 2
        a, b = bisect_left(frames, first), bisect_left(frames, last)
        return frames[a + -a % stride : b : stride]


def _usual_step(frames: Sequence[int]) -> float:
    return float(median(b - a for a, b in pairwise(frames))) if len(frames) > 1 else 0.0
