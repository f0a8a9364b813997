"""Points of a gain that changes along a film in; what it is anywhere, and the same curve for a part of it, out.

A point is a sample of the film and a gain in dB. Between two points the gain is linear in dB; before the first and
after the last one it stays what it is there.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

CurvePoint = tuple[int, float]
"""An output sample, counted from the film's begin, and the gain there in dB."""


def gain_at(points: Sequence[CurvePoint], sample: int) -> float:
    """The gain at a sample in dB; 0 where there are no points."""
    if not points:
        return 0.0
    after = bisect.bisect_right(points, sample, key=lambda p: p[0])
    if after in (0, len(points)):
        return points[max(0, after - 1)][1]
    (a, low), (b, high) = points[after - 1], points[after]
    return low + (high - low) * (sample - a) / (b - a)


def needed_over(points: Sequence[CurvePoint], start: int, end: int) -> tuple[CurvePoint, ...]:
    """The points that the gain over samples ``[start, end)`` depends on: those within, and one on each side."""
    first = bisect.bisect_right(points, start, key=lambda p: p[0]) - 1
    last = bisect.bisect_left(points, end, key=lambda p: p[0])
    return tuple(points[max(0, first) : last + 1])


def shifted(points: Sequence[CurvePoint], by: int) -> tuple[CurvePoint, ...]:
    """The curve that many samples later, or earlier; what would lie before the film's begin is cut off there."""
    moved = [(sample + by, gain_db) for sample, gain_db in points]
    if not moved or moved[0][0] >= 0:
        return tuple(moved)
    return (0, gain_at(moved, 0)), *(p for p in moved if p[0] > 0)
