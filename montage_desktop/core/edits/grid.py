"""A film's beats in; frames of beats, and places between them counted in beats, out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction

from montage_desktop.core.time import frame_at, round_half_up, seconds
from montage_desktop.core.timeline import Timeline

_STEADY = 4  #: beats at an end whose mean length is taken to go on beyond it


class Grid:
    """The beats of a timeline, as frames. Of two that fall on the same frame the first counts.

    Attributes:
        frames: ascending.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._frames = [frame_at(seconds(float(beat_s)), timeline.rate) for beat_s in timeline.beats]
        self._index: dict[int, int] = {}
        for n, frame in enumerate(self._frames):
            self._index.setdefault(frame, n)
        self.frames = sorted(self._index)

    @classmethod
    def of(cls, timeline: Timeline) -> Grid:
        """The grid of a timeline; edited ones share their beats, and so this."""
        global _last
        beats, rate, grid = _last
        if beats is not timeline.beats or rate != timeline.rate or grid is None:
            grid = cls(timeline)
            _last = (timeline.beats, timeline.rate, grid)
        return grid

    def __bool__(self) -> bool:
        return len(self.frames) > 1

    def beat_at(self, frame: int) -> int | None:
        """The index into `Timeline.beats` of the beat on a frame."""
        return self._index.get(frame)

    def frame_of(self, beat: int) -> int:
        """The frame of a beat by its index into `Timeline.beats`."""
        return self._frames[beat]

    def nearest(self, frame: int, first: int, last: int) -> int | None:
        """The frame of a beat in ``[first, last]`` that is nearest to `frame`; None if there is none there."""
        a, b = bisect_left(self.frames, first), bisect_right(self.frames, last)
        return min(self.frames[a:b], key=lambda f: (abs(f - frame), f), default=None)

    def position(self, frame: int) -> Fraction:
        """Where a frame lies, in beats from the first one (negative before it). Needs two beats.

        A whole number also where beyond the known beats it is the frame of one that would follow, so that what was
        moved out there comes back onto the beat.
        """
        at = bisect_right(self.frames, frame) - 1
        if 0 <= at < len(self.frames) - 1:
            return at + Fraction(frame - self.frames[at], self.frames[at + 1] - self.frames[at])
        if at < 0:
            exact = Fraction(frame - self.frames[0]) / self._length(0)
        else:
            exact = len(self.frames) - 1 + Fraction(frame - self.frames[-1]) / self._length(-1)
        whole = Fraction(round_half_up(exact))
        return whole if self.frame(whole) == frame else exact

    def frame(self, position: Fraction) -> int:
        """The frame nearest to a position; that of a beat for a whole number."""
        last = len(self.frames) - 1
        if position < 0:
            return round_half_up(self.frames[0] + position * self._length(0))
        if position >= last:
            return round_half_up(self.frames[-1] + (position - last) * self._length(-1))
        at = int(position)
        return round_half_up(self.frames[at] + (position - at) * (self.frames[at + 1] - self.frames[at]))

    def _length(self, end: int) -> Fraction:
        """Frames a beat lasts beyond the first or the last one."""
        part = self.frames[: _STEADY + 1] if end == 0 else self.frames[-_STEADY - 1 :]
        return Fraction(part[-1] - part[0], len(part) - 1)


#: (beats, rate, grid) of the timeline that was asked for last. Its list of beats is held, so that `is` tells.
_last: tuple[list[float] | None, Fraction, Grid | None] = (None, Fraction(0), None)
