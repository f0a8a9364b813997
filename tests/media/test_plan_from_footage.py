"""From real pictures to a plan: no source cut inside a clip; nothing black or blurred while better exists."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from edited_corpus import Edit

from montage_desktop.core.facts import FootageFacts, SongFacts
from montage_desktop.core.planner import PlanRequest
from montage_desktop.core.planner.planning import plan
from montage_desktop.core.styles import list_styles, load_style
from montage_desktop.core.time import shown_at
from montage_desktop.core.timeline import Timeline, transition_span
from montage_desktop.media.analysis.footage import analyse_footage
from montage_desktop.media.analysis.song import analyse_song
from montage_desktop.media.samples.song import write_demo_song


def shown_frames(timeline: Timeline, name: str, rate: int) -> list[tuple[str, int]]:
    """(clip, source frame) of each frame that a clip shows of a file, handles of its transitions included."""
    out = []
    for clip, following in zip(timeline.video, [*timeline.video[1:], None], strict=True):
        if Path(clip.source).name != name:
            continue
        last = transition_span(following)[1] if following else clip.end
        for frame in range(transition_span(clip)[0], last):
            time_s = shown_at(clip.source_in, frame - clip.start, timeline.rate, clip.speed)
            out.append((clip.id, int((time_s + Fraction(1, 1000)) * rate)))
    return out


@pytest.mark.parametrize("style", [s.name for s in list_styles()])
def test_bad_stretches_and_cuts_stay_out(
    edited: Callable[[str], tuple[Path, Edit]], song_facts: SongFacts, style: str
) -> None:
    films = [edited("quality"), edited("blurred")]
    footage: list[FootageFacts] = [analysed(path) for path, _ in films]
    request = PlanRequest(rate=Fraction(25), size=(1280, 720), duration_s=Fraction(4), seed=1)
    timeline = plan(request, song_facts, footage, load_style(style))
    assert timeline.frames == 100
    shown = shown_frames(timeline, films[0][0].name, 25)
    assert shown_frames(timeline, films[1][0].name, 25) == [], "a blurred file was used while sharp footage remained"
    numbers = {n for _, n in shown}
    assert not numbers & set(range(50, 130)), "blurred or black frames were used while better remained"
    for clip in timeline.video:
        frames = [n for c, n in shown if c == clip.id]
        for edge in (50, 100, 130, 180):
            assert not (min(frames) < edge <= max(frames)), f"a source cut lies inside clip {clip.id}"


_ANALYSED: dict[Path, FootageFacts] = {}


def analysed(path: Path) -> FootageFacts:
    if path not in _ANALYSED:
        _ANALYSED[path] = analyse_footage(path)
    return _ANALYSED[path]


@pytest.fixture(scope="module")
def song_facts(tmp_path_factory: pytest.TempPathFactory) -> SongFacts:
    path = tmp_path_factory.mktemp("song") / "song.wav"
    write_demo_song(path, duration_s=24)
    return analyse_song(path)
