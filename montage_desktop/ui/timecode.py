"""Positions as a person reads them: ``00:01:02:13`` at a frame rate, non-drop."""

from __future__ import annotations

from fractions import Fraction


def timecode(position_ms: int, rate: float) -> str:
    """Hours, minutes, seconds and frames of a position; milliseconds come from a player, so this is for show only."""
    rate = rate if rate > 0 else 25.0
    base = max(1, round(rate))
    frames = int(position_ms * rate / 1000 + 0.001)
    seconds, frame = divmod(frames, base)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}:{frame:02}"


def step_ms(position_ms: int, rate: float, frames: int, duration_ms: int) -> int:
    """The position in the middle of the frame `frames` further, clamped to the film."""
    exact = Fraction(rate if rate > 0 else 25.0).limit_denominator(1001)
    now = int(position_ms * exact / 1000)
    middle = (2 * max(0, now + frames) + 1) * 500 / exact
    return max(0, min(int(middle), max(0, duration_ms - 1)))
