"""Thumbnails of consecutive frames in; the transitions between shots out: cuts, fades and dissolves.

Cuts are frames whose difference stands out of their neighbours' and stays after motion compensation (see
`likeness`); flashes are told by the picture coming back. Dissolves are found by their definition:
the middle frame is the mean of the ends, the quarters lie a quarter along (cf. Lienhart 2001, "Reliable
transition detection in videos"). Fades are walked outward from flat pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from montage_desktop.media.analysis.frames import Gray, SmallFrame
from montage_desktop.media.analysis.likeness import CUT_PIX, SAME, Compensation, correlation, difference

Floats = npt.NDArray[np.float64]

_BLOCK = 1024  #: frames looked at at a time
_MARGIN = 320  #: frames a block shares with the next: longer than any transition found

_CUT_RATIO = 2.0  #: by how much it stands out of its neighbours'
_FLAT_STD = 4.0  #: luma spread (0…255) below which a picture shows nothing
_LINEAR = 0.22  #: largest deviation of a dissolve from the straight line, of the distance of its ends
_DISSOLVE_DISTANCE = 9.0  #: least mean difference of a dissolve's ends
_LENGTHS = (4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)  #: tested spans in frames


@dataclass(frozen=True, order=True)
class Transition:
    """Frames ``[first, last)`` belong to no shot; the next shot begins at ``last``. A cut has none."""

    first: int
    last: int
    kind: str


@dataclass
class _Window:
    """Thumbnails of a run of frames, and what is measured on them."""

    luma: list[Gray] = field(default_factory=list)
    chroma: list[Gray] = field(default_factory=list)
    change: list[float] = field(default_factory=list)  #: mean difference to the frame before

    def __len__(self) -> int:
        return len(self.luma)

    def drop(self, count: int) -> None:
        del self.luma[:count], self.chroma[:count], self.change[:count]


def _spread(picture: Gray) -> float:
    return float(cv2.meanStdDev(picture)[1][0, 0])


def _ranked(values: Sequence[float], rank: int) -> float:
    """The ``rank``-th largest, 0 if there are fewer."""
    return sorted(values)[-rank] if len(values) >= rank else 0.0


class ShotFinder:
    """Takes frames one by one, reports transitions in frame indices; memory is bounded.

    Args:
        rate: nominal frames per second, from which times such as the longest flash are derived.
    """

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._window = _Window()
        self._offset = 0
        self._found: list[Transition] = []
        self._moved = Compensation()

    def add(self, frame: SmallFrame) -> None:
        """Take the next frame."""
        window = self._window
        change = 0.0
        if window.luma:
            chroma = difference(frame.chroma, window.chroma[-1])
            change = difference(frame.thumb, window.luma[-1]) + chroma
        window.luma.append(frame.thumb)
        window.chroma.append(frame.chroma)
        window.change.append(change)
        if len(window) >= _BLOCK + _MARGIN:
            self._search(final=False)

    def finish(self) -> list[Transition]:
        """All transitions, ascending and disjoint."""
        self._search(final=True)
        return self._found

    def _search(self, *, final: bool) -> None:
        window, n = self._window, len(self._window)
        if n < 2:
            return
        dropped = max(0, n - _MARGIN)
        for t in self._transitions():
            # One near the end is seen whole in the next block, unless its begin is dropped now.
            if final or t.last <= n - _MARGIN // 2 or t.first < dropped:
                self._accept(Transition(t.first + self._offset, t.last + self._offset, t.kind))
        window.drop(dropped)
        self._offset += dropped

    def _accept(self, new: Transition) -> None:
        """Append, or extend the last if this is more of it (blocks overlap; black may last for minutes)."""
        old = self._found[-1] if self._found else None
        if old is None or new.first > old.last:
            self._found.append(new)
        elif new.last > old.last:
            kind = "fade" if "fade" in (old.kind, new.kind) else old.kind
            self._found[-1] = Transition(old.first, new.last, kind)

    def _transitions(self) -> list[Transition]:
        """Those in the window, disjoint: fades first, then cuts, then dissolves where neither is."""
        fades = self._fades()
        cuts = [Transition(i, i, "cut") for i in self._cuts() if not any(f.first <= i <= f.last for f in fades)]
        sure = sorted(fades + cuts)
        return sorted(sure + self._dissolves(sure))

    # ------------------------------------------------------------------ cuts

    def _distinct(self) -> list[int]:
        """Indices of the frames that differ from the one before: 12.5-fps material shows each twice."""
        change = self._window.change
        kept = [0]
        for i in range(1, len(change)):
            after = change[i + 1] if i + 1 < len(change) else change[i]
            if change[i] > 0.4 and change[i] > 0.15 * min(change[i - 1] or 1e9, after):
                kept.append(i)
        return kept

    def _cuts(self) -> list[int]:
        kept = self._distinct()
        change = np.array([self._window.change[i] for i in kept])
        cuts: list[int] = []
        reach = max(6, round(self._rate * 0.4))
        for k in range(1, len(kept)):
            near = [j for j in range(max(1, k - 5), min(len(kept), k + 6)) if 0 < abs(kept[j] - kept[k]) <= reach]
            around = change[near]
            usual = _ranked(around.tolist(), 3)
            if change[k] > CUT_PIX and change[k] > 1.3 * usual and self._is_cut(kept, k):
                cuts.append(kept[k])
        return cuts

    def _is_cut(self, kept: list[int], k: int) -> bool:
        before, after = kept[k] - 1, kept[k]
        rest, same = self._unexplained(before, after)
        if rest < CUT_PIX or same > SAME:
            return False
        near = [j for j in (k - 3, k - 2, k - 1, k + 1, k + 2, k + 3) if 0 < j < len(kept)]
        others = [self._unexplained(kept[j] - 1, kept[j])[0] for j in near]
        # The second largest: another cut may be near. Even two, round a shot of a few frames, but then the
        # pictures must have nothing in common, or a quick movement would pass.
        usual = _ranked(others, 3 if rest > 3 * CUT_PIX and same < 0.35 else 2)
        return rest > _CUT_RATIO * usual and not self._flashes(before, after)

    def _unexplained(self, a: int, b: int) -> tuple[float, float]:
        """(difference left after motion compensation, correlation of the compensated pictures)."""
        luma, chroma = self._window.luma, self._window.chroma
        return self._moved.unexplained((luma[a], luma[b]), (chroma[a], chroma[b]))

    def _flashes(self, before: int, after: int) -> bool:
        """Whether a picture from before comes back soon after, or the one after was there before."""
        luma, span = self._window.luma, max(3, round(self._rate * 0.2))
        jump = difference(luma[before], luma[after])
        earlier = range(max(0, before - span), before + 1)
        later = range(after, min(len(luma), after + span + 1))
        return any(
            difference(luma[a], luma[b]) < 0.5 * jump or correlation(luma[a], luma[b]) > 0.9
            for a in earlier
            for b in later
            if (a == before or b == after) and (a, b) != (before, after)
        )

    # ------------------------------------------------------------------ fades

    def _fades(self) -> list[Transition]:
        """Flat stretches with the fades that lead to and from them."""
        window = self._window
        spread = np.array(
            [_spread(y) + max(_spread(c[0]), _spread(c[1])) for y, c in zip(window.luma, window.chroma, strict=True)]
        )
        flat = spread < _FLAT_STD
        edges = np.flatnonzero(np.diff(np.concatenate([[0], flat.astype(np.int8), [0]])))
        fades: list[Transition] = []
        for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            if last - first < max(3, self._rate * 0.15) and self._returns(first - 1, last):
                continue
            left, right = self._walk(spread, first, -1), self._walk(spread, last - 1, 1) + 1
            kind = "fade" if left < first - 1 or right > last + 1 else "cut"
            if fades and left <= fades[-1].last:
                left = fades.pop().first
            fades.append(Transition(left, right, kind))
        return fades

    def _returns(self, a: int, b: int) -> bool:
        luma = self._window.luma
        return a >= 0 and b < len(luma) and correlation(luma[a], luma[b]) > SAME

    def _walk(self, spread: Floats, start: int, step: int) -> int:
        """The outermost frame of a fade that reaches ``start``: while the same picture gains contrast."""
        luma, i, idle = self._window.luma, start, 0
        best = i
        while 0 <= i + step < len(luma) and abs(i + step - start) < self._rate * 4:
            gain = spread[i + step] - spread[i]
            jump = spread[i] > 2 * _FLAT_STD and correlation(luma[i], luma[i + step]) < SAME
            if jump or gain > 0.5 * max(spread[i + step], 20.0):
                break
            i += step
            # A fade of 4 s at 60 fps still gains a two-hundredth a frame; three idle frames end it.
            idle = 0 if gain > 0.006 * spread[i] else idle + 1
            if idle == 0:
                best = i
            elif idle >= 3:
                break
        return best

    # ------------------------------------------------------------------ dissolves

    def _dissolves(self, sure: list[Transition]) -> list[Transition]:
        small = self._coarse()
        n = len(small)
        taken = np.zeros(n + 1, bool)
        for t in sure:
            taken[max(0, t.first) : t.last + 1] = True
        blocked = np.concatenate([[0], np.cumsum(taken)])
        candidates: list[tuple[float, int, int]] = []
        for length in _LENGTHS:
            if length <= self._rate * 3 and length < n:
                candidates += self._linear(small, length, blocked)
        found: list[Transition] = []
        for _, centre, length in sorted(candidates, reverse=True):
            first, last = self._extent(small, centre, length, blocked)
            overlaps = any(first < t.last and t.first < last for t in found)
            if not overlaps and last - first >= 3:
                found.append(Transition(first, last, "dissolve"))
        return found

    def _coarse(self) -> npt.NDArray[np.float32]:
        """(frames, values) luma at a quarter and chroma at a half of the thumbnails' size, blurred by motion."""
        window = self._window
        height, width = window.luma[0].shape
        size = max(4, width // 4), max(4, height // 4)
        rows = [
            np.concatenate([cv2.resize(p, size, interpolation=cv2.INTER_AREA).ravel() for p in (y, c[0], c[1])])
            for y, c in zip(window.luma, window.chroma, strict=True)
        ]
        return np.array(rows, np.float32)

    def _linear(
        self, small: npt.NDArray[np.float32], length: int, blocked: npt.NDArray[np.int64]
    ) -> list[tuple[float, int, int]]:
        """(strength, centre, length) of the spans of one length that lie on a straight line between their ends."""
        a, b = small[:-length], small[length:]
        distance = np.abs(a - b).mean(axis=1) * 3  # luma is a third of the values
        far = np.flatnonzero(
            (distance > _DISSOLVE_DISTANCE) & (blocked[length + 1 :] == blocked[: -length - 1])[: len(a)]
        )
        found = []
        for i in far.tolist():
            worst = 0.0
            for share in (0.25, 0.5, 0.75):
                at = small[i + round(length * share)]
                off = np.abs(at - (a[i] * (1 - share) + b[i] * share)).mean() * 3
                worst = max(worst, float(off) / float(distance[i]))
            if worst < _LINEAR and correlation(a[i], b[i]) < 0.6 and self._is_mix(i, i + length):
                found.append((float(distance[i]) * (1 - worst / _LINEAR), i + length // 2, length))
        return found

    def _is_mix(self, first: int, last: int) -> bool:
        """Whether the ends really differ: not by motion, and the middle has less contrast than they have."""
        rest, same = self._unexplained(first, last)
        luma = self._window.luma
        ends = (float(luma[first].std()) ** 2 + float(luma[last].std()) ** 2) / 2
        middle = float(luma[(first + last) // 2].std()) ** 2
        return rest > CUT_PIX and same < SAME and middle < 0.93 * ends

    def _extent(
        self, small: npt.NDArray[np.float32], centre: int, length: int, blocked: npt.NDArray[np.int64]
    ) -> tuple[int, int]:
        """Frames [first, last) of a dissolve, by how far along the line between its ends each frame lies."""
        n = len(small)
        low, high = max(0, centre - length), min(n - 1, centre + length)
        while blocked[low + 1] != blocked[centre + 1]:
            low += 1
        while blocked[high + 1] != blocked[centre + 1]:
            high -= 1
        a, b = small[low], small[high]
        line = b - a
        along = (small[low : high + 1] - a) @ line / float(line @ line)
        middle = centre - low
        before = np.flatnonzero(along[: middle + 1] < 0.04)
        after = np.flatnonzero(along[middle:] > 0.96)
        first = low + (int(before[-1]) if len(before) else 0)
        last = low + middle + (int(after[0]) if len(after) else high - low - middle)
        return first, min(n, last + 1)
