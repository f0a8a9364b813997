"""Exact time: frame rates, frames, samples and rational seconds.

Output time is an integer frame at a rational rate and an integer sample at 48 kHz; source time is a
rational number of seconds. Floats come in only from analysis (a beat at 12.3456 s) and are turned into
a rational at once, so that nothing is ever summed up in floating point. Ranges are half-open.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from montage_desktop.core.said import said

SAMPLE_RATE = 48_000

#: A source frame is *shown* at time ``t`` if it is the last whose pts is at most ``t`` plus this. The grace
#: covers the rounding of container time bases (Matroska: 1 ms ticks, QuickTime: 1/600 s) and is far from
#: the half-frame ties of any rate up to 240 fps, so that 60 -> 30 fps does not wobble.
SHOWN_GRACE = Fraction(1, 1000)

_NTSC = {24: Fraction(24000, 1001), 30: Fraction(30000, 1001), 60: Fraction(60000, 1001), 120: Fraction(120000, 1001)}


def seconds(value: str | int | float | Fraction) -> Fraction:
    """An exact number of seconds from a document's string, an int, or an analysis float (to the microsecond).

    Raises:
        ValueError: not a number, or not finite.
    """
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError(said(f"not a finite time: {value}"))
        return Fraction(round(value * 1_000_000), 1_000_000)
    try:
        return Fraction(value)
    except ZeroDivisionError as e:
        raise ValueError(said(f"not a number of seconds: {value}")) from e


def parse_rate(value: str | int | float | Fraction) -> Fraction:
    """A frame rate from ``"30000/1001"``, ``"25"``, ``"29.97"`` or a number.

    Decimal spellings of the NTSC rates (23.976, 29.97, 59.94, 119.88) become the exact rationals.

    Raises:
        ValueError: not a rate between 1 and 480 frames per second.
    """
    try:
        rate = Fraction(value)
    except (ValueError, ZeroDivisionError, OverflowError) as e:
        raise ValueError(said(f"not a frame rate: {value}")) from e
    for exact in _NTSC.values():
        if rate != exact and abs(rate - exact) < Fraction(6, 1000) and rate.denominator not in (1, 1001):
            rate = exact
    if not 1 <= rate <= 480:
        raise ValueError(said(f"frame rate out of range (1…480): {value}"))
    return rate


#: Frame rates that players and broadcasters know.
STANDARD_RATES = (
    Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30),
    Fraction(50), Fraction(60000, 1001), Fraction(60),
)  # fmt: skip


def standard_rate(rate: Fraction) -> Fraction:
    """The standard rate nearest to a source's own."""
    return min(STANDARD_RATES, key=lambda r: abs(r - rate))


def round_half_up(value: Fraction) -> int:
    """The nearest integer; a tie goes up (the same on every platform, unlike ``round``)."""
    return floor(value + Fraction(1, 2))


def rounded(count: int, each: Fraction) -> int:
    """``round_half_up(count * each)`` for the many: a fraction for each packet of a film would take its time."""
    return (2 * count * each.numerator + each.denominator) // (2 * each.denominator)


def frame_at(time_s: Fraction, rate: Fraction) -> int:
    """The frame *boundary* nearest to a time: where a cut at that time goes (error ≤ ½ frame)."""
    return round_half_up(time_s * rate)


def frame_time(frame: int, rate: Fraction) -> Fraction:
    """Seconds at which a frame begins."""
    return frame / rate


def sample_at(frame: int, rate: Fraction, *, sample_rate: int = SAMPLE_RATE) -> int:
    """The audio sample nearest to the begin of a frame. Always from frame 0, so that nothing accumulates."""
    return rounded(frame, sample_rate / rate)


def shown_at(source_in: Fraction, offset_frames: int, rate: Fraction, speed: Fraction = Fraction(1)) -> Fraction:
    """Source time asked for by the ``offset_frames``-th output frame of a clip.

    The frame that is shown is the last of the source whose pts is ≤ this + `SHOWN_GRACE`.
    """
    return source_in + offset_frames * speed / rate
