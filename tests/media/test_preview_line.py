"""The order and the times in which a film's frames are shown and its samples heard."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from montage_desktop.core.time import sample_at
from montage_desktop.media.preview.line import Line

RATES = st.sampled_from([Fraction(24), Fraction(30000, 1001), Fraction(25), Fraction(60)])


@st.composite
def lines(draw: st.DrawFn) -> Line:
    frames = draw(st.integers(1, 400))
    loop = None
    if draw(st.booleans()):
        first = draw(st.integers(0, frames - 1))
        loop = (first, draw(st.integers(first + 1, frames)))
    speed = draw(st.sampled_from([1, 2, 4, -1, -2, -4]))
    return Line(draw(st.integers(0, frames - 1)), speed, frames, draw(RATES), loop)


@given(lines(), st.integers(0, 1500))
def test_steps_and_their_times_agree(line: Line, step: int) -> None:
    if line.steps is not None:
        step = min(step, line.steps - 1)
    assert 0 <= line.frame(step) < line.frames
    due = line.due_sample(step)
    assert line.step_at(due) == step
    assert line.step_at(line.due_sample(step + 1) - 1) == step
    assert step == 0 or due > line.due_sample(step - 1)


@given(lines(), st.integers(0, 1500))
def test_a_frame_is_shown_when_its_first_sample_is_heard(line: Line, step: int) -> None:
    if line.speed != 1:
        return
    if line.steps is not None:
        step = min(step, line.steps - 1)
    position, follow = line.heard(line.due_sample(step))
    assert position == sample_at(line.frame(step), line.rate)
    assert follow > 0


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (Line(0, 1, 5, Fraction(25)), [0, 1, 2, 3, 4]),
        (Line(3, -1, 5, Fraction(25)), [3, 2, 1, 0]),
        (Line(1, 4, 12, Fraction(25)), [1, 5, 9]),
        (Line(9, -4, 12, Fraction(25)), [9, 5, 1]),
        (Line(3, 1, 9, Fraction(25), (2, 5)), [3, 4, 2, 3, 4, 2, 3]),
        (Line(0, 1, 9, Fraction(25), (2, 5)), [0, 1, 2, 3, 4, 2, 3]),
        (Line(6, 1, 9, Fraction(25), (2, 5)), [6, 7, 8]),
        (Line(3, -1, 9, Fraction(25), (2, 5)), [3, 2, 4, 3, 2, 4]),
        (Line(7, -1, 9, Fraction(25), (2, 5)), [7, 6, 5, 4, 3, 2, 4]),
        (Line(1, -1, 9, Fraction(25), (2, 5)), [1, 0]),
        (Line(2, 2, 9, Fraction(25), (2, 5)), [2, 4, 3, 2, 4]),
    ],
)
def test_the_order_of_frames(line: Line, wanted: list[int]) -> None:
    assert [line.frame(k) for k in range(len(wanted))] == wanted
    assert line.steps in (None, len(wanted))
