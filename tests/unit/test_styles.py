"""Styles: every shipped one loads, no two edit alike, and mistakes are named."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import facts_factory as make
import pytest

from montage_desktop.core.errors import InputError
from montage_desktop.core.planner import PlanRequest
from montage_desktop.core.planner.planning import plan
from montage_desktop.core.styles import Style, builtin_folder, default_folders, list_styles, load_style, parse_style

NAMES = {
    "dynamic", "hitchcock", "mtv", "action", "documentary", "minimalist", "wes_anderson", "travel", "wedding",
    "sport", "vlog", "viral", "gaming", "cinema_trailer", "podcast_highlight", "tutorial",
}  # fmt: skip


def test_all_are_there_with_what_the_gallery_needs() -> None:
    styles = list_styles([builtin_folder()])
    assert {s.name for s in styles} == NAMES
    assert len({s.title for s in styles}) == len({s.description for s in styles}) == len(NAMES)
    for style in styles:
        assert style.description.endswith(".") and style.description.count(". ") == 0, "one sentence"
        assert style.look.name == style.name


@dataclass(frozen=True)
class Outcome:
    """What can be measured of a film."""

    clip_s: float
    transitions: float
    motion: float
    kinds: frozenset[str]
    look: tuple[float, ...]


@cache
def outcome(name: str) -> Outcome:
    """The film that a style makes of one song and footage that would do for any."""
    footage = [
        make.source(f"{i:02}.mp4", duration_s=40, rate=(25, 60)[i % 2], motion=0.03 * i, hue=(i * 0.23) % 1)
        for i in range(12)
    ]
    style = load_style(name, [builtin_folder()])
    asked = PlanRequest(rate=Fraction(25), size=(640, 360), duration_s=Fraction(60))
    video = plan(asked, make.song(duration_s=90), footage, style).video
    motion = {f.media.path: f.tracks.motion[0] for f in footage}
    look = style.look
    return Outcome(
        clip_s=60 / len(video),
        transitions=sum(c.transition_in is not None for c in video) / len(video),
        motion=sum(motion[c.source] * c.frames for c in video) / sum(c.frames for c in video),
        kinds=frozenset(c.transition_in.kind for c in video if c.transition_in),
        look=(look.contrast, look.saturation, look.brightness, look.gamma, look.temperature, look.vignette, look.grain),
    )


@pytest.mark.parametrize(("a", "b"), list(combinations(sorted(NAMES), 2)))
def test_no_two_styles_make_the_same_film(a: str, b: str) -> None:
    """Any two differ in look, and in at least one of pace, transitions and motion that a viewer would notice."""
    x, y = outcome(a), outcome(b)
    assert sum(abs(p - q) for p, q in zip(x.look, y.look, strict=True)) >= 0.1
    pace = max(x.clip_s, y.clip_s) / min(x.clip_s, y.clip_s)
    assert (
        pace >= 1.2
        or abs(x.transitions - y.transitions) >= 0.1
        or x.kinds != y.kinds
        or abs(x.motion - y.motion) > 0.03
    )


def test_styles_keep_what_their_names_promise() -> None:
    pace = sorted(NAMES, key=lambda n: outcome(n).clip_s)
    assert pace[0] == "mtv"
    assert pace[-1] == "minimalist"
    assert outcome("mtv").clip_s < 0.8 < 2 < outcome("documentary").clip_s
    assert outcome("wedding").transitions > 0.4 > outcome("minimalist").transitions == 0
    assert outcome("action").motion > outcome("dynamic").motion > outcome("minimalist").motion


def test_unknown_styles_are_answered_with_the_known_ones() -> None:
    with pytest.raises(InputError) as refused:
        load_style("noir")
    assert refused.value.code == "style.unknown"
    assert all(name in refused.value.fix for name in NAMES)


def _text(**changes: Any) -> bytes:
    raw = json.loads((builtin_folder() / "dynamic.json").read_bytes())
    for path, value in changes.items():
        *folders, last = path.split("__")
        place = raw
        for folder in folders:
            place = place[folder]
        place[last] = value
    return json.dumps(raw).encode()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"schema": "montage.style/2"}, "newer"),
        ({"schema": "montage.timeline/1"}, "schema"),
        ({"pacing__min_s": -1}, "pacing.min_s"),
        ({"pacing__points": [[0, 4], [0, 2]]}, "pacing.points"),
        ({"pacing__points": [[0.5, 0]]}, "pacing.points"),
        ({"pacing__max_s": 0.5, "pacing__min_s": 0.4}, "pacing.max_s"),
        ({"pacing__lengths": []}, "pacing.lengths"),
        ({"transitions__share": 1.5}, "transitions.share"),
        ({"transitions__kinds": []}, "transitions.kinds"),
        ({"transitions__kinds": [{"kind": "explosion"}]}, "transitions.kinds"),
        ({"prefer__motoin": 0.5}, "motoin"),
        ({"prefer__colour": "vivid"}, "prefer.colour"),
        ({"look__saturation": -1}, "look.saturation"),
        ({"look__gamma": 0}, "look.gamma"),
        ({"look__vignette": 2}, "look.vignette"),
        ({"arc__points": [[0, 1]]}, "arc.points"),
        ({"music__start": "middle"}, "music.start"),
        ({"title": ""}, "title"),
    ],
)
def test_a_mistake_is_answered_with_the_name_of_the_field(changes: dict[str, Any], named: str) -> None:
    parse_style(_text(), name="mine")
    with pytest.raises(InputError) as refused:
        parse_style(_text(**changes), name="mine")
    assert refused.value.code == "style.invalid"
    assert named in refused.value.message and "mine" in refused.value.message


def test_a_persons_own_styles_are_found_and_replace_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_bytes(_text(title="Mine"))
    (tmp_path / "mtv.json").write_bytes(_text(title="Slow MTV"))
    folders = [builtin_folder(), tmp_path]
    assert load_style("mine", folders).title == "Mine"
    assert load_style("mtv", folders).title == "Slow MTV"
    assert load_style(tmp_path / "mine.json").name == "mine"
    assert len(list_styles(folders)) == len(NAMES) + 1
    assert default_folders()[0] == builtin_folder()


def test_a_broken_style_hides_itself_only(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "broken.json").write_text("{")
    with caplog.at_level(logging.WARNING):
        assert len(list_styles([builtin_folder(), tmp_path])) == len(NAMES)
    assert "broken" in caplog.text
    with pytest.raises(InputError, match="broken"):
        load_style("broken", [tmp_path])
    with pytest.raises(InputError) as refused:
        load_style(tmp_path / "none.json")
    assert refused.value.code == "style.unreadable"


def test_a_frozen_program_finds_its_styles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert builtin_folder() == tmp_path / "resources" / "styles"
    assert isinstance(list_styles([builtin_folder()]), list)


def test_defaults_of_a_style_are_neutral() -> None:
    plain = {
        "schema": "montage.style/1",
        "title": "Plain",
        "description": "Nothing.",
        "pacing": {"points": [[0, 4]], "lengths": [4]},
        "arc": {"points": [[0, 0.5], [1, 0.5]]},
    }
    style = parse_style(json.dumps(plain).encode(), name="plain")
    assert isinstance(style, Style) and style.look.contrast == 1 and style.transitions.share == 0
