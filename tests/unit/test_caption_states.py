"""What is seen of captions at each frame: of cues, and of words that light up; and how a person chooses them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript.caption_choice import CHOICES, TRACK, style_of, with_choice
from montage_desktop.core.transcript.caption_states import CaptionState, CaptionStates
from montage_desktop.core.transcript.caption_styles import STYLES
from montage_desktop.core.transcript.languages import three_letters


def row(start: int, frames: int, *words: tuple[str, int]) -> dict[str, Any]:
    return {
        "start_frame": start, "frames": frames, "text": "".join(w for w, _ in words), "speaker": "",
        "words": [{"word": w, "start_frame": at, "frames": 1} for w, at in words],
    }  # fmt: skip


def film(*rows: dict[str, Any], style: str = "clean", frames: int = 100) -> Timeline:
    return Timeline(rate=Fraction(25), size=(160, 90), frames=frames, captions=list(rows), caption_style=style)


ROWS = (row(10, 20, ("one", 12), (" two", 18), ("\nthree", 24)), row(30, 10, ("four", 30)))


def test_a_cue_is_one_state_and_gaps_are_states_too() -> None:
    states = CaptionStates(film(*ROWS))
    assert states.at(0) == CaptionState(0, 10, ())
    assert states.at(10) == states.at(29) == CaptionState(10, 30, ((("one two\nthree",), 0),))
    assert states.at(30).texts == ("four",)
    assert states.at(40) == states.at(99) == CaptionState(40, 100, ())


def test_words_light_up_one_after_the_other() -> None:
    """The first with its cue, as in the script that libass gets."""
    states = CaptionStates(film(*ROWS, style="karaoke"))
    words = ("one", " two", "\nthree")
    assert states.at(10) == states.at(17) == CaptionState(10, 18, ((words, 1),))
    assert states.at(18) == CaptionState(18, 24, ((words, 2),))
    assert states.at(29) == CaptionState(24, 30, ((words, 3),))


def test_what_is_made_by_hand_and_what_overlaps() -> None:
    by_hand = {"start_frame": 5, "frames": 20, "text": "by hand"}
    states = CaptionStates(film(*ROWS, by_hand, style="karaoke"))
    assert states.at(5) == CaptionState(5, 10, ((("by hand",), 1),))
    assert [said for _, said in states.at(18).seen] == [1, 2]
    assert (states.at(18).start, states.at(18).end) == (18, 24)
    assert states.at(24).end == 25 and states.at(25).start == 25


def test_nothing_is_seen_without_a_style() -> None:
    assert CaptionStates(film(*ROWS, style="")).at(12) == CaptionState(0, 100, ())


@given(
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 19), st.lists(st.integers(0, 99), min_size=1)), max_size=6),
    st.sampled_from(["clean", "karaoke"]),
)
def test_states_cover_the_film_and_hold_throughout(cues: list[tuple[int, int, list[int]]], style: str) -> None:
    rows = [row(at, n, *((f"w{k}-{i}", w) for k, w in enumerate(words))) for i, (at, n, words) in enumerate(cues)]
    states = CaptionStates(film(*rows, style=style))
    frame = 0
    while frame < 100:
        state = states.at(frame)
        assert state.start == frame
        assert all(states.at(f) == state for f in range(state.start, state.end))
        visible = sum(r["start_frame"] <= frame < r["start_frame"] + r["frames"] for r in rows)
        assert len(state.seen) == visible
        frame = state.end
    assert frame == 100


@pytest.mark.parametrize("choice", ["", *CHOICES])
def test_a_choice_is_a_style_or_a_track(choice: str) -> None:
    made = with_choice(film(*ROWS), choice, language="de")
    assert made.caption_style == (choice if choice in STYLES else "")
    assert made.caption_track == (choice == TRACK)
    assert made.caption_language == "de"
    assert style_of(choice) in STYLES


def test_languages_by_three_letters() -> None:
    known = {"de": "deu", "en-US": "eng", "pt_BR": "por", "ZH": "zho", "yue": "yue", "": "und", "q": "und", "xx": "und"}
    assert {code: three_letters(code) for code in known} == known
