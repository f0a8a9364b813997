"""What keeps a montage from being created, and the names of films."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from montage_desktop.ui.montage.form_rules import FormState, folder_usable, proposed_name, reason_against, unique_path


@pytest.fixture
def good(tmp_path: Path) -> FormState:
    return FormState(clips=2, has_song=True, folder=str(tmp_path), name="Film")


def test_nothing_against_a_complete_form(good: FormState) -> None:
    assert reason_against(good) == ""


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"clips": 0, "has_song": False}, "clips and a song"),
        ({"clips": 0}, "at least one clip"),
        ({"has_song": False}, "Add a song"),
        ({"song_missing": True}, "song has gone"),
        ({"missing": 2}, "All clips have gone"),
        ({"has_style": False}, "style"),
        ({"duration_s": Fraction(0)}, "length"),
        ({"name": ""}, "name"),
        ({"name": "a/b"}, "name"),
        ({"name": ".."}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"folder": "/nowhere/at/all"}, "folder"),
        ({"connected": False}, "job server"),
    ],
)
def test_each_reason_is_said(good: FormState, change: dict[str, object], word: str) -> None:
    assert word in reason_against(replace(good, **change))


def test_one_missing_clip_of_two_is_no_reason(good: FormState) -> None:
    assert reason_against(replace(good, missing=1)) == ""


def test_a_folder_that_can_be_made_is_usable(tmp_path: Path) -> None:
    assert folder_usable(tmp_path / "Videos")
    assert not folder_usable(tmp_path / "a" / "b")


def test_a_free_name_is_found(tmp_path: Path) -> None:
    (tmp_path / "Film.mp4").touch()
    taken = {str(tmp_path / "Film 2.mp4")}
    assert unique_path(tmp_path, "Film", taken=taken) == tmp_path / "Film 3.mp4"


def test_names_come_from_song_and_style() -> None:
    assert proposed_name(Path("/x/Evening ride.mp3"), "Calm") == "Evening ride Calm"
    assert proposed_name(Path('/x/what? a "song": 1.mp3'), "Calm") == "what a song 1 Calm"
    assert proposed_name(None, "") == "Montage"
