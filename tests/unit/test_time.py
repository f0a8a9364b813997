"""Exact time: nothing accumulates, nothing wobbles, ties go up."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from montage_desktop.core.time import (
    SAMPLE_RATE,
    SHOWN_GRACE,
    frame_at,
    frame_time,
    parse_rate,
    round_half_up,
    sample_at,
    seconds,
    shown_at,
)

NTSC = [Fraction(n * 1000, 1001) for n in (24, 30, 60, 120)]
rates = st.sampled_from([*NTSC, Fraction(24), Fraction(25), Fraction(30), Fraction(50), Fraction(60), Fraction(240)])


@given(st.floats(0, 24 * 3600), rates)
def test_a_beat_lies_within_half_a_frame_of_its_cut_at_any_minute(beat: float, rate: Fraction) -> None:
    exact = seconds(beat)
    assert abs(frame_time(frame_at(exact, rate), rate) - exact) <= Fraction(1, 2) / rate


@given(st.integers(0, 10**7), rates)
def test_a_frame_survives_the_way_to_seconds_and_samples_and_back(frame: int, rate: Fraction) -> None:
    assert frame_at(frame_time(frame, rate), rate) == frame
    sample = sample_at(frame, rate)
    assert abs(Fraction(sample, SAMPLE_RATE) - frame / rate) <= Fraction(1, 2 * SAMPLE_RATE)
    assert frame_at(Fraction(sample, SAMPLE_RATE), rate) == frame


@given(st.lists(st.integers(1, 400), min_size=1, max_size=60), rates)
def test_samples_of_clips_add_up_to_those_of_the_film(lengths: list[int], rate: Fraction) -> None:
    edges = [sum(lengths[:i]) for i in range(len(lengths) + 1)]
    samples = [sample_at(b, rate) - sample_at(a, rate) for a, b in pairwise(edges)]
    assert sum(samples) == sample_at(sum(lengths), rate)


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4))
def test_ties_go_up(whole: int, part: int) -> None:
    assert round_half_up(Fraction(2 * whole + 1, 2)) == whole + 1
    assert abs(round_half_up(Fraction(whole, part)) - Fraction(whole, part)) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("30000/1001", Fraction(30000, 1001)),
        ("29.97", Fraction(30000, 1001)),
        ("23.976", Fraction(24000, 1001)),
        (59.94, Fraction(60000, 1001)),
        ("119.88", Fraction(120000, 1001)),
        ("25", Fraction(25)),
        (30, Fraction(30)),
        ("30", Fraction(30)),
        (12.5, Fraction(25, 2)),
    ],
)
def test_rates_are_read_as_people_write_them(text: str | float, rate: Fraction) -> None:
    assert parse_rate(text) == rate


@pytest.mark.parametrize("text", ["", "fast", "0", "-25", "1/0", "481", float("nan"), float("inf"), "0.5"])
def test_what_is_no_rate_is_refused(text: str | float) -> None:
    with pytest.raises(ValueError, match="rate"):
        parse_rate(text)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "1/0", "soon"])
def test_what_is_no_time_is_refused(value: str | float) -> None:
    with pytest.raises(ValueError):
        seconds(value)


@given(st.floats(-1e6, 1e6))
def test_analysis_times_become_exact_to_the_microsecond(value: float) -> None:
    exact = seconds(value)
    assert abs(float(exact) - value) <= 0.51e-6
    assert 1_000_000 % exact.denominator == 0


@pytest.mark.parametrize("rate", [Fraction(24), *NTSC[:3]])
def test_a_source_at_the_rate_of_the_film_shows_each_frame_once(rate: Fraction) -> None:
    """Also with pts rounded to the milliseconds of Matroska."""
    pts = [Fraction(round(n * 1000 / rate), 1000) for n in range(2000)]
    shown = []
    for k in range(1500):
        t = shown_at(100 / rate, k, rate) + SHOWN_GRACE
        shown.append(max(n for n in range(k + 98, k + 103) if pts[n] <= t))
    assert shown == list(range(100, 1600))


def test_half_speed_shows_each_frame_twice() -> None:
    times = [shown_at(Fraction(1), k, Fraction(25), Fraction(1, 2)) for k in range(4)]
    assert times == [1, Fraction(51, 50), Fraction(52, 50), Fraction(53, 50)]
