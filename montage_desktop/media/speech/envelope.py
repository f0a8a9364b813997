"""Samples in; where their sound begins, ends and dips, to the millisecond, out."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from scipy.ndimage import uniform_filter1d

from montage_desktop.media.speech.sound import RATE, Floats

_HOP = RATE // 1000
_WIDE = 8 * _HOP  #: samples that a level is of: a period of the deepest voice
#: A sound is there where it rises by so much above the silence beside it, but not if it stays so far below the peak.
_RISE_DB = 10.0
_BELOW_PEAK_DB = -40.0
#: A drawn out sound is over where it has become so much softer for so long.
_FADED_DB = 22.0
_DIP_MS = 40
#: A begin is heard from so long before to so long after it.
_RISE_MS = 15
#: dB that a millisecond of drift costs, so that none is assumed where it makes no difference.
_UNLIKELY = 0.002
_MOSTLY = 0.5


class Envelope:
    """The level of a sound every millisecond, in dB of full scale."""

    def __init__(self, samples: Floats) -> None:
        power = uniform_filter1d(samples.astype(np.float64) ** 2, _WIDE, mode="nearest")[::_HOP]
        self.levels_db = 10 * np.log10(np.maximum(power, 1e-12))

    def drift(self, starts_s: Sequence[float], *, reach: float) -> float:
        """By how many seconds all these starts are early or late: what to add so that sounds begin at them."""
        half = _RISE_MS
        rise = np.clip(self.levels_db[2 * half :] - self.levels_db[: -2 * half], 0, 20)  # at half, half + 1, … ms
        if not len(rise) or not len(starts_s):
            return 0.0
        rise = uniform_filter1d(rise, _RISE_MS, mode="nearest")
        at_ms = np.round(np.array(starts_s) * 1000).astype(int) - half
        shifts = np.arange(-round(reach * 1000), round(reach * 1000) + 1, 5)
        found = np.array([rise[np.clip(at_ms + shift, 0, len(rise) - 1)].mean() for shift in shifts])
        return float(shifts[int(np.argmax(found - np.abs(shifts) * _UNLIKELY))]) / 1000

    def is_silent(self, start_s: float, end_s: float) -> bool:
        """Whether most of a span is silent, against the whole."""
        part = self.levels_db[max(0, round(start_s * 1000)) : max(1, round(end_s * 1000))]
        return not len(part) or float((part > _threshold(self.levels_db)).mean()) < _MOSTLY

    def onset(self, at_s: float, *, reach: float) -> float:
        """Where, within `reach` seconds, the sound begins after silence; where it does not, `at_s`."""
        first, part = self._around(at_s, reach)
        loud = part > _threshold(part)
        rising = np.flatnonzero(loud[1:] & ~loud[:-1]) + 1
        if not len(rising):
            return at_s
        return float(first + _nearest(rising, at_s * 1000 - first)) / 1000

    def offset(self, at_s: float, *, reach: float) -> float:
        """Where, within `reach` seconds, the sound ends before silence; where it does not, `at_s`."""
        first, part = self._around(at_s, reach)
        loud = part > _threshold(part)
        falling = np.flatnonzero(loud[:-1] & ~loud[1:]) + 1
        if not len(falling):
            return at_s
        return float(first + _nearest(falling, at_s * 1000 - first)) / 1000

    def sound_around(self, start_s: float, end_s: float, *, before: float, after: float) -> tuple[float, float]:
        """Where a sound begins and ends of which a part is known, not before `before` and not after `after`."""
        first, last = max(0, round(before * 1000)), min(len(self.levels_db), round(after * 1000))
        part = self.levels_db[first:last]
        a, b = round(start_s * 1000) - first, round(end_s * 1000) - first
        if not 0 <= a < b <= len(part):
            return start_s, end_s
        high, low = float(part.max()), float(part.min())
        loud = np.flatnonzero(part > high - min(_FADED_DB, (high - low) / 2))
        loud = np.union1d(loud, np.arange(a, b))
        breaks = np.flatnonzero(np.diff(loud) > _DIP_MS)
        edges = [-1, *breaks.tolist(), len(loud) - 1]
        for i, j in itertools.pairwise(edges):
            if loud[i + 1] <= a <= loud[j]:
                return float(first + loud[i + 1]) / 1000, float(first + loud[j] + 1) / 1000
        return start_s, end_s

    def dip(self, at_s: float, *, reach: float) -> float:
        """The quietest moment within `reach` seconds, rather near than far; `at_s` where nothing dips."""
        first, part = self._around(at_s, reach)
        if len(part) < 3 or float(np.ptp(part)) < 3:
            return at_s
        away = np.abs(np.arange(len(part)) + first - at_s * 1000) / max(1.0, reach * 1000)
        return float(first + int(np.argmin(part + 6 * away))) / 1000

    def _around(self, at_s: float, reach: float) -> tuple[int, np.ndarray]:
        first = max(0, round((at_s - reach) * 1000))
        return first, self.levels_db[first : max(first, round((at_s + reach) * 1000) + 1)]


def _threshold(part: np.ndarray) -> float:
    """The level that parts sound from silence in a range that has both; above all of it where it has not."""
    if not len(part):
        return 0.0
    low, high = float(part.min()), float(part.max())
    if high - low < _RISE_DB:
        return high + 1
    return max(low + _RISE_DB * 0.6, high + _BELOW_PEAK_DB)


def _nearest(places: np.ndarray, wanted: float) -> int:
    return int(places[np.argmin(np.abs(places - wanted))])
