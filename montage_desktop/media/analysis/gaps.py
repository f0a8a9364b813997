"""Decoded frames with gaps in; a small frame for every frame out, in order.

In a gap nothing happened but what lies on the way from the frame before it to the one after, and so their mean
stands for it. Where these two differ by more than movement explains, the gap and its neighbourhood are read again,
so that a cut is found at its frame by the same pictures as if nothing had been left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import cv2

from montage_desktop.core.facts import VideoFacts
from montage_desktop.media.analysis.foresight import REACH
from montage_desktop.media.analysis.frames import Decoded, FrameReader, SmallFrame, VideoPacket
from montage_desktop.media.analysis.likeness import CUT_PIX, SAME, Compensation, change

_LONGEST = 96  #: frames held back at most
_PATIENCE = 3  #: times that a stretch between key frames is read again before it is no longer trusted
#: Times as much as in its neighbours: change and unexplained change a frame, where one of two frames may be a cut.
_CHANGES, _STANDS_OUT = 1.15, 1.3
_UNDER_WAY = 32  #: more frames than the decoder has under way, for which it is too late to be chosen


class _Again:
    """Reads pieces of a file a second time; reads on where a piece lies behind the last without a key frame between."""

    def __init__(self, path: Path, facts: VideoFacts, threads: int) -> None:
        self._path, self._facts, self._threads = path, facts, threads
        self._reader: FrameReader | None = None
        self._frames: Iterator[Decoded] = iter(())
        self._at = self._first = self._last = 0

    def read(self, first: int, last: int, *, key: int) -> dict[int, SmallFrame]:
        """All sound frames with a pts in [first, last]; ``key`` is that of the last key frame before."""
        self._first, self._last = first, last
        if self._reader is None or key > self._at or not self._is_ahead(self._reader.tick):
            self._reader = FrameReader(self._path, self._facts, threads=self._threads, choose=self._choose, start=first)
            self._frames = iter(self._reader)
        found: dict[int, SmallFrame] = {}
        for decoded in self._frames:
            self._at = decoded.small.pts
            if first <= self._at <= last and not decoded.small.damaged:
                found[self._at] = decoded.small
            if self._at >= last:
                return found
        self._reader = None
        return found

    def _is_ahead(self, tick: Fraction) -> bool:
        return (self._first - self._at) * tick * self._facts.rate > _UNDER_WAY

    def _choose(self, packets: Iterable[VideoPacket]) -> Iterator[tuple[VideoPacket, bool]]:
        for packet in packets:
            yield packet, packet.pts is None or self._first <= packet.pts <= self._last


class GapFiller:
    """Takes decoded frames one by one and gives every frame, some of them later.

    Args:
        distrust: told the pts of a frame after which too many gaps had to be read again, see `Foresight`.
        threads: decoder threads.
    """

    def __init__(self, path: Path, facts: VideoFacts, *, distrust: Callable[[int], None], threads: int = 1) -> None:
        self._again = _Again(path, facts, threads)
        self._distrust = distrust
        self._moved = Compensation()
        self._held: deque[SmallFrame | int] = deque()  #: a number is the pts of a frame that was left out
        self._first = 0  #: index of the first held frame
        self._decoded: deque[tuple[SmallFrame, int]] = deque(maxlen=5)  #: the last, and frames since the one before
        self._given: SmallFrame | None = None
        self._doubt: tuple[int, int] | None = None  #: (first, last) index of what is to be read again
        self._key = self._rereads = 0

    def add(self, decoded: Decoded) -> Iterator[SmallFrame]:
        """Take the next decoded frame; gives those that are settled."""
        small = decoded.small
        if decoded.key:
            self._key, self._rereads = small.pts, 0
        self._held += decoded.skipped
        self._held.append(small)
        self._decoded.append((small, len(decoded.skipped) + 1))
        newest = self._first + len(self._held) - 1
        if self._may_be_cut():
            first = max(self._first, newest - len(decoded.skipped) - 1 - REACH)
            self._doubt = (self._doubt[0] if self._doubt else first, newest + REACH)
        if self._doubt is not None and (newest > self._doubt[1] or newest - self._doubt[0] > _LONGEST):
            self._settle(*self._doubt)
        if self._doubt is None:
            yield from self._give(newest - REACH)

    def finish(self) -> Iterator[SmallFrame]:
        """The frames still held."""
        if self._doubt is not None:
            self._settle(*self._doubt)
        yield from self._give(self._first + len(self._held))

    def _may_be_cut(self) -> bool:
        """Whether `shots` might find a cut between the last two decoded frames, were it to see those between."""
        if len(self._decoded) < 2:
            return False
        (before, _), (last, steps) = self._decoded[-2], self._decoded[-1]
        jump = change(before, last)
        if jump <= CUT_PIX:
            return False
        # A cut's change is 1.3 times the third largest near it, and more than 1.3 times the least of any three.
        pairs = list(pairwise(self._decoded))[:-1]
        if len(pairs) == 3 and jump / steps < _CHANGES * min(change(a, b) / n for (a, _), (b, n) in pairs):
            return False
        rest, same = self._moved.rest(before, last)
        if rest < CUT_PIX or same > SAME:
            return False
        # Of it, movement leaves twice as much unexplained.
        return len(pairs) < 3 or rest / steps > _STANDS_OUT * min(
            self._moved.rest(a, b)[0] / n for (a, _), (b, n) in pairs
        )

    def _settle(self, first: int, last: int) -> None:
        """Read the gaps again that lie in a stretch."""
        self._doubt = None
        stretch = range(first - self._first, min(last - self._first + 1, len(self._held)))
        wanted = {held: i for i in stretch if isinstance(held := self._held[i], int)}
        if not wanted:
            return
        for pts, frame in self._again.read(min(wanted), max(wanted), key=self._key).items():
            if pts in wanted:
                self._held[wanted[pts]] = frame
        self._rereads += 1
        if self._rereads >= _PATIENCE:
            self._distrust(self._decoded[-1][0].pts)

    def _give(self, end: int) -> Iterator[SmallFrame]:
        """The held frames before an index."""
        while self._held and self._first < end:
            frame = self._held[0]
            if isinstance(frame, int):
                frame = self._mean(frame)
            self._held.popleft()
            self._first += 1
            self._given = frame
            yield frame

    def _mean(self, pts: int) -> SmallFrame:
        """What stands for the first held frame, which was left out; a real one comes before and after it."""
        distance, after = next((i, f) for i, f in enumerate(self._held) if not isinstance(f, int))
        before = self._given or after
        share = 1 / (distance + 1)
        thumb = cv2.addWeighted(before.thumb, 1 - share, after.thumb, share, 0)
        chroma = cv2.addWeighted(before.chroma, 1 - share, after.chroma, share, 0)
        return SmallFrame(pts, before.ticks, thumb, chroma, before.damaged or after.damaged)
