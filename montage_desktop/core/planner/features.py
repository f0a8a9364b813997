"""Measured tracks in; the mean of any quantity over any stretch of any source, at once for thousands, out.

Tracks are resampled to a common hop, laid end to end and summed up, so that a mean is one subtraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from montage_desktop.core.planner.sources import Source, bad_rows

Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HOP_S = 0.1
_STEADY = 0.25  #: shake, picture widths per second, at which a picture counts as not steady at all
COLOURS = 8


@dataclass(frozen=True, slots=True)
class Moments:
    """Means over candidate windows, arrays of one length. All 0…1.

    Attributes:
        quality: of what there is to see (sharp, exposed, not empty). bad: share of rows that are poor or empty.
    """

    sharpness: Doubles
    steadiness: Doubles
    exposure: Doubles
    bad: Doubles
    motion: Doubles
    brightness: Doubles
    saturation: Doubles


class Features:
    """Quantities of all sources along a common time ruler.

    Attributes:
        offset: per source, its first row. rows: per source, how many it has.
    """

    _NAMES = ("sharpness", "steadiness", "exposure", "bad", "motion", "brightness", "saturation")

    def __init__(self, sources: Sequence[Source], *, shake_tolerance: float) -> None:
        tables = [_resampled(s, shake_tolerance=shake_tolerance) for s in sources]
        self.rows = np.array([len(t) for t in tables])
        self.offset = np.concatenate([[0], np.cumsum(self.rows)[:-1]])
        table = np.concatenate(tables)
        column = self._NAMES.index("motion")
        table[:, column] = _ranks(table[:, column])
        self._motion = table[:, column].copy()
        # One row of zeros more than the table, so that a mean over [a, b) is (sum[b] - sum[a]) / (b - a).
        self._sums = np.concatenate([np.zeros((1, table.shape[1])), np.cumsum(table, axis=0)]).T.copy()
        self._first_s = np.array([float(s.first_s) for s in sources])
        self._frame_s = np.array([float(s.frame_s) for s in sources])

    def window(self, source: Ints, first: Ints, frames: Ints) -> tuple[Ints, Ints]:
        """Rows ``[a, b)`` (at least one) that cover frames ``[first, first + frames)`` of sources."""
        start = first * self._frame_s[source] / HOP_S
        a = np.minimum(np.floor(start + 1e-6).astype(np.int64), self.rows[source] - 1)
        end = np.ceil(start + frames * self._frame_s[source] / HOP_S - 1e-6).astype(np.int64)
        b = np.clip(end, a + 1, self.rows[source])
        return self.offset[source] + a, self.offset[source] + b

    def moments(self, a: Ints, b: Ints) -> Moments:
        """Means over windows of rows."""
        length = b - a
        return Moments(*((self._sums[i, b] - self._sums[i, a]) / length for i in range(len(self._NAMES))))

    def colours(self, a: Ints, b: Ints) -> Doubles:
        """Mean colour signatures over windows of rows, shape (n, 8)."""
        part = self._sums[len(self._NAMES) :]
        return np.asarray(((part[:, b] - part[:, a]) / (b - a)).T, np.float64)

    def motion_at(self, source: Ints, frame: Ints) -> Doubles:
        """Motion (rank 0…1) at a frame."""
        row = np.floor(frame * self._frame_s[source] / HOP_S + 1e-6).astype(np.int64)
        return np.asarray(self._motion[self.offset[source] + np.minimum(row, self.rows[source] - 1)], np.float64)


def _resampled(source: Source, *, shake_tolerance: float) -> Doubles:
    """Rows every `HOP_S` from the source's first frame: the scalar quantities, then the colour signature."""
    t = source.facts.tracks
    last = max((b for found in source.stretches.values() for _, b in found), default=1)
    count = 1 if source.still else max(1, int(last * float(source.frame_s) / HOP_S) + 1)
    if not t.times_s:
        return np.full((count, 7 + COLOURS), 0.5)
    times = np.asarray(t.times_s, np.float64) - float(source.first_s)
    poor, empty = bad_rows(source.facts, shake_tolerance=shake_tolerance)
    light = np.asarray(t.brightness, np.float64)
    exposure = np.clip(1 - np.abs(light - 0.47) / 0.47, 0, 1) * np.clip(np.asarray(t.contrast) / 0.12, 0, 1)
    colour = np.asarray(t.colour, np.float64).reshape(len(times), -1)
    colour = colour[:, :COLOURS] if colour.shape[1] >= COLOURS else np.full((len(times), COLOURS), 0.5)
    columns = [
        np.asarray(t.sharpness, np.float64),
        np.clip(1 - np.asarray(t.shake, np.float64) / _STEADY, 0, 1),
        np.sqrt(exposure),
        np.maximum(np.asarray(poor, np.float64), np.asarray(empty, np.float64)),
        np.asarray(t.motion, np.float64),
        light,
        colour[:, 2],
        *colour.T,
    ]
    at = np.arange(count) * HOP_S
    return np.stack([np.interp(at, times, c) for c in columns], axis=1)


def _ranks(values: Doubles) -> Doubles:
    """Where each value stands among all, 0…1; equal values stand alike."""
    rounded = np.round(values, 6)
    ordered = np.sort(rounded)
    low, high = np.searchsorted(ordered, rounded), np.searchsorted(ordered, rounded, side="right")
    return np.asarray((low + high) / 2 / len(values), np.float64)
