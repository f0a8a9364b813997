"""The preview shows, at every frame and in any order, the picture that the render shows there."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import msgspec
import numpy as np
import pytest
from footage_corpus import FFMPEG, numbered_pictures, numbered_video, read_code, write_frames
from test_render_frames import CFR, FRAMES, ODD, SIZE, TRANSITIONS, ZOO, Footage, expected, random_cut

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Clip, Look, Reframe, Timeline, Transition, TransitionKind, validate
from montage_desktop.media.preview.composer import Composer
from montage_desktop.media.preview.source_frames import SourceFrames, Stopped
from montage_desktop.media.preview.walk import Walk
from montage_desktop.media.probe import probe
from montage_desktop.media.render.graph import build
from montage_desktop.media.render.pieces import pieces_for
from montage_desktop.media.render.profiles import Profile

NATIVE = Profile(name="native", short_side=0, preset="", crf=0, scaler="bicubic", audio_kbps=0)


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Footage:
    return Footage(tmp_path_factory.mktemp("zoo"))


def luma(timeline: Timeline, facts: dict[str, MediaFacts], order: Iterable[int]) -> dict[int, np.ndarray]:
    """The preview's pictures, as (height, width) luma, made in an order."""
    validate(timeline)
    walk, failures = Walk(timeline, facts), []
    composer = Composer(failures.append)
    found = {k: composer.picture(walk, k).to_ndarray()[: walk.size[1]].copy() for k in order}
    composer.close()
    assert not failures
    return found


def rendered(timeline: Timeline, facts: dict[str, MediaFacts]) -> list[np.ndarray]:
    """The pictures (yuv420p, stacked planes) that the render's graph gives to its encoder."""
    pieces, keep = pieces_for(timeline, 0, timeline.frames, facts=facts, profile=NATIVE, tonemap=False)
    graph = build(pieces, timeline.rate, facts={m.path: m for m in facts.values()}, keep=keep)
    args = [*graph.inputs, "-filter_complex_threads", "1", "-filter_complex", graph.text, "-map", graph.label]
    command = [FFMPEG, "-v", "error", "-nostdin", *args, "-fps_mode", "passthrough"]
    command += ["-pix_fmt", "yuv420p", "-f", "rawvideo", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    width, height = timeline.size
    return list(np.frombuffer(raw, np.uint8).reshape(-1, height * 3 // 2, width))


def orders(frames: int) -> dict[str, list[int]]:
    mixed = list(range(frames))
    random.Random(4).shuffle(mixed)
    return {"forwards": list(range(frames)), "backwards": list(range(frames))[::-1], "mixed": mixed}


def assert_right(footage: Footage, timeline: Timeline, names: list[str]) -> None:
    facts = {footage.facts(n).path: footage.facts(n) for n in names}
    wanted = expected(footage, timeline, names)
    for name, order in orders(timeline.frames).items():
        found = luma(timeline, facts, order)
        wrong = [(k, read_code(found[k]), wanted[k]) for k in order if read_code(found[k]) != wanted[k]]
        assert not wrong, f"{name}: frame, found, wanted: {wrong[:8]} ({len(wrong)} of {len(wanted)})"


@pytest.mark.parametrize("rate", ["24", "30000/1001", "60"])
def test_every_rate_into_every_rate(footage: Footage, rate: str) -> None:
    assert_right(footage, random_cut(footage, CFR, rate=rate, seed=1), CFR)


@pytest.mark.parametrize("name", [n for n in ZOO if n not in CFR])
def test_every_container_gives_the_frame_asked_for(footage: Footage, name: str) -> None:
    assert_right(footage, random_cut(footage, [name] * 3, rate="30", seed=len(name)), [name])


@pytest.mark.parametrize("speed", ["1/2", "3/2", "2"])
def test_speed_shows_the_frame_of_that_time(footage: Footage, speed: str) -> None:
    names = ["cfr-25", "vfr-mp4", "open-gop"]
    assert_right(footage, random_cut(footage, names, rate="30", seed=5, speed=speed), names)


def test_past_the_end_of_a_source_its_last_frame_is_held(footage: Footage) -> None:
    facts = footage.facts("cfr-25")
    clip = Clip(id="a", start=0, frames=12, source=facts.path, source_in=Fraction(FRAMES - 3, 25))
    beyond = Clip(id="b", start=12, frames=4, source=facts.path, source_in=Fraction(FRAMES + 5, 25))
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=16, video=[clip, beyond])
    for order in orders(16).values():
        found = luma(timeline, {facts.path: facts}, order)
        numbers = [code and code[0] for code in (read_code(found[k]) for k in range(16))]
        assert numbers == [FRAMES - 3, FRAMES - 2, *[FRAMES - 1] * 14]


def cut_with(footage: Footage, kind: TransitionKind | None, look: Look) -> tuple[Timeline, dict[str, MediaFacts]]:
    """Clips of three sources, and twice the same one across a transition."""
    names = ["cfr-25", "cfr-30000-1001", "vfr-mp4", "turned"]
    rows = [(0, 20, 0, None), (20, 15, 0, 8), (35, 10, 1, 7), (45, 9, 2, None), (54, 8, 3, 4)]
    clips = [
        Clip(
            id=str(a),
            start=a,
            frames=n,
            source=footage.facts(names[i]).path,
            source_in=Fraction(1 + (a % 20) // 10),
            transition_in=Transition(kind, t) if kind and t else None,
            look=look,
            reframe=Reframe(x=0.4, y=0.3),
        )
        for a, n, i, t in rows
    ]
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=62, video=clips)
    return timeline, {footage.facts(n).path: footage.facts(n) for n in names}


@pytest.mark.parametrize("kind", TRANSITIONS)
def test_transitions_are_those_of_the_render(footage: Footage, kind: TransitionKind) -> None:
    timeline, facts = cut_with(footage, kind, Look())
    wanted = rendered(timeline, facts)
    assert len(wanted) == timeline.frames
    for order in orders(timeline.frames).values():
        found = luma(timeline, facts, order)
        off = [int(np.abs(found[k].astype(int) - wanted[k][: SIZE[1]]).max()) for k in range(timeline.frames)]
        assert max(off) == 0, [(k, o) for k, o in enumerate(off) if o]


LOOKS = {
    "neutral": Look(),
    "tone": Look(name="x", contrast=1.2, saturation=0.8, brightness=0.05, gamma=1.1),
    "warm": Look(name="x", temperature=0.4),
    "vignette": Look(name="x", vignette=0.5),
}


@pytest.mark.parametrize("name", LOOKS)
def test_pixels_are_those_of_the_render(footage: Footage, name: str) -> None:
    """All planes, by another build of libavfilter: to the bit, but for the vignette, which dithers.

    Where a film has transitions the render's chroma goes through 4:4:4 and back, so those are tested by themselves.
    """
    timeline, facts = cut_with(footage, None, LOOKS[name])
    walk, composer = Walk(timeline, facts), Composer()
    for k, wanted in enumerate(rendered(timeline, facts)):
        off = np.abs(composer.picture(walk, k).to_ndarray().astype(int) - wanted)
        assert off.max() <= (2 if name == "vignette" else 0), f"frame {k}: {off.max()}, mean {off.mean():.2f}"
    composer.close()


@pytest.mark.parametrize("name", ODD)
def test_odd_sources(tmp_path: Path, name: str) -> None:
    file, size, codec = ODD[name]
    path = str(write_frames(tmp_path / file, numbered_pictures(8, size=size), codec=codec))
    clip = Clip(id="a", start=0, frames=6, source=path, source_in=Fraction(0))
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=6, video=[clip])
    facts = {path: probe(Path(path))}
    wanted = rendered(timeline, facts)
    for order in orders(6).values():
        found = luma(timeline, facts, order)
        assert [code and code[0] for code in (read_code(found[k]) for k in range(6))] == [0, 1, 2, 3, 4, 5]
        assert all(np.abs(found[k].astype(int) - wanted[k][: SIZE[1]]).mean() < 1.5 for k in range(6))


def test_a_smaller_picture_for_a_smaller_view(footage: Footage) -> None:
    facts = footage.facts("cfr-25")
    clip = Clip(id="a", start=0, frames=4, source=facts.path, source_in=Fraction(1))
    timeline = Timeline(rate=Fraction(25), size=(1920, 1080), frames=4, video=[clip])
    for side, size in ((300, (640, 360)), (360, (640, 360)), (1000, (1920, 1080)), (5000, (1920, 1080))):
        walk = Walk(timeline, {facts.path: facts}, short_side=side)
        composer = Composer()
        picture = composer.picture(walk, 2)
        assert (picture.width, picture.height) == walk.size == size
        assert read_code(picture.to_ndarray(format="gray")) == (27, list(ZOO).index("cfr-25"))
        composer.close()


def test_a_missing_source_is_black_and_told_once(footage: Footage, tmp_path: Path) -> None:
    good = footage.facts("cfr-25")
    gone = msgspec.structs.replace(good, path=str(tmp_path / "gone.mp4"), identity="gone")
    clips = [
        Clip(id="a", start=0, frames=3, source=gone.path, source_in=Fraction(0)),
        Clip(id="b", start=3, frames=3, source=str(tmp_path / "unknown.mp4"), source_in=Fraction(0)),
        Clip(id="c", start=6, frames=3, source=good.path, source_in=Fraction(0)),
    ]
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=9, video=clips)
    told: list[str] = []
    composer, walk = Composer(told.append), Walk(timeline, {gone.path: gone, good.path: good})
    pictures = [composer.picture(walk, k).to_ndarray(format="gray") for k in range(9)]
    assert [p.max() < 20 for p in pictures] == [True] * 6 + [False] * 3
    assert [t.split("”")[0] for t in told] == ["“gone.mp4", "“unknown.mp4"]
    composer.close()


def test_a_source_that_vanished_under_an_open_reader(tmp_path: Path) -> None:
    path = numbered_video(tmp_path / "a.mp4", frames=20, size=SIZE)
    facts = probe(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    clip = Clip(id="a", start=0, frames=20, source=str(path), source_in=Fraction(0))
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=20, video=[clip])
    told: list[str] = []
    composer, walk = Composer(told.append), Walk(timeline, {str(path): facts})
    for k in range(20):
        composer.picture(walk, k)
    assert len(told) <= 1
    composer.close()


def test_what_is_not_wanted_any_more_is_stopped(footage: Footage) -> None:
    facts = footage.facts("one-gop")
    reader = SourceFrames(facts)
    asked = iter([False] * 10 + [True] * 1000)
    with pytest.raises(Stopped):
        reader.frame_at(1 << 61, should_stop=lambda: next(asked))
    assert read_code(reader.frame_at(0).to_ndarray(format="gray")) == (0, list(ZOO).index("one-gop"))
    reader.close()


def test_a_rough_picture_is_near_and_not_kept(footage: Footage) -> None:
    facts = footage.facts("one-gop")
    clip = Clip(id="a", start=0, frames=60, source=facts.path, source_in=Fraction(0))
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=60, video=[clip])
    composer, walk = Composer(), Walk(timeline, {facts.path: facts})
    rough = read_code(composer.picture(walk, 50, rough=True).to_ndarray(format="gray"))
    right = read_code(composer.picture(walk, 50).to_ndarray(format="gray"))
    assert (rough and rough[0], right and right[0]) == (0, 50)
    composer.close()
