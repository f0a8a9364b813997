"""Chunks divide a film the same way everywhere, have keys that tell all that matters, and add up to the whole."""

from __future__ import annotations

import dataclasses
import os
import random
import subprocess
import time
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import msgspec
import numpy as np
import psutil
import pytest
from footage_corpus import numbered_video, read_code
from hypothesis import given, settings
from hypothesis import strategies as st

from montage_desktop.core.errors import Cancelled, InputError, MediaError
from montage_desktop.core.facts import MediaFacts, VideoFacts
from montage_desktop.core.timeline import Clip, Look, Reframe, Timeline, Transition, transition_span, validate
from montage_desktop.media.ffmpeg import FFmpeg, find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.chunks import Chunk, chunk_key, divide, warnings
from montage_desktop.media.render.encode import count_frames, render_chunk
from montage_desktop.media.render.film import render_film
from montage_desktop.media.render.graph import build
from montage_desktop.media.render.pieces import pieces_of
from montage_desktop.media.render.profiles import PROFILES, Profile, film_size, output_size, profile
from montage_desktop.media.render.seek import KeyFrames

SIZE = (160, 90)
QUICK = Profile(name="quick", short_side=0, preset="ultrafast", crf=20, scaler="bicubic", audio_kbps=64)
STANDARD = profile("standard")
BUILD = FFmpeg("ffmpeg", "9", 9, "build", frozenset(), frozenset({"zscale", "tonemap"}))


def facts_of(path: str, *, size: tuple[int, int] = (1920, 1080)) -> MediaFacts:
    """Facts of a long file that does not exist."""
    none, zero = "unknown", Fraction(0)
    video = VideoFacts(
        *("h264", *size, size, 0, Fraction(1), Fraction(30), False, Fraction(1, 30), 0, zero, Fraction(10_000)),
        *(8, "yuv420p", "tv", "bt709", none, none, "", False, False, False),
    )  # fmt: skip
    return MediaFacts(path, f"id-{path}", "mov", 1, zero, Fraction(10_000), video, None)


def cut(lengths: list[int], *, rate: str = "30", transitions: dict[int, int] | None = None) -> Timeline:
    clips, at = [], 0
    for i, frames in enumerate(lengths):
        into = Transition("dissolve", transitions[i]) if transitions and i in transitions else None
        clips.append(Clip(f"c{i}", at, frames, f"s{i % 5}", Fraction(50 + i), transition_in=into))
        at += frames
    timeline = Timeline(rate=Fraction(rate), size=SIZE, frames=at, video=clips)
    validate(timeline)
    return timeline


def sources(*, size: tuple[int, int] = (1280, 720)) -> dict[str, MediaFacts]:
    return {f"s{i}": facts_of(f"s{i}", size=size) for i in range(5)}


@settings(max_examples=150, deadline=None)
@given(
    lengths=st.lists(st.integers(20, 700), min_size=1, max_size=80),
    with_transition=st.sets(st.integers(1, 79)),
    big=st.booleans(),
)
def test_chunks_cover_the_film_once_and_keep_the_limits(
    lengths: list[int], with_transition: set[int], big: bool
) -> None:
    timeline = cut(lengths, transitions={i: 2 + i % 17 for i in with_transition if i < len(lengths)})
    size = (3840, 2160) if big else (1280, 720)
    facts = sources(size=size)
    chunks = divide(timeline, facts, STANDARD)
    assert chunks[0].start_frame == 0 and chunks[-1].end_frame == timeline.frames
    assert all(a.end_frame == b.start_frame for a, b in pairwise(chunks))
    assert [c.index for c in chunks] == list(range(len(chunks))) and all(c.frames > 0 for c in chunks)
    ideal_s = min(16, max(3, timeline.frames / 30 / 16))
    for chunk in chunks:
        assert chunk.frames <= ideal_s * 30 * 4 / 3 + 20, "a transition can be in the way"
        for clip in timeline.video:
            a, b = transition_span(clip)
            assert not a < chunk.start_frame < b
        pieces = pieces_of(timeline, chunk.start_frame, chunk.end_frame, facts=facts, profile=STANDARD)
        megapixels = len(pieces) * size[0] * size[1] / 1e6
        # Three are needed where a transition leads into a clip that has another at its end.
        assert len(pieces) <= 40 and (megapixels <= 20.1 or len(pieces) <= 3)


def test_hard_cuts_near_the_ideal_place_are_preferred() -> None:
    timeline = cut([50, 70, 55, 80, 64, 41, 90, 60, 75, 66, 58, 49, 72])  # 28 s: 3 s is ideal
    bounds = [c.start_frame for c in divide(timeline, sources(), STANDARD)]
    cuts = [c.start for c in timeline.video]
    assert len(set(bounds) & set(cuts)) > len(bounds) * 0.7 and len(bounds) >= 7


def test_a_long_shot_is_divided_within() -> None:
    chunks = divide(cut([30 * 600]), sources(), STANDARD)
    assert all(320 <= c.frames <= 640 for c in chunks[:-1]) and 28 <= len(chunks) <= 56


@pytest.mark.parametrize("lengths", [[33, 41, 28, 37, 45, 30] * 20, [1900, 2400, 1700, 2100]])
def test_an_edit_at_the_beginning_leaves_most_chunks_as_they_were(lengths: list[int]) -> None:
    before = cut(lengths)
    facts = sources()
    first = before.video[0]
    later = [msgspec.structs.replace(c, start=c.start - 11) for c in before.video[1:]]
    trimmed = msgspec.structs.replace(first, frames=first.frames - 11, source_in=first.source_in + Fraction(11, 30))
    after = msgspec.structs.replace(before, frames=before.frames - 11, video=[trimmed, *later])
    keys = [
        [chunk_key(t, c, facts=facts, profile=STANDARD, ffmpeg=BUILD) for c in divide(t, facts, STANDARD)]
        for t in (before, after)
    ]
    assert len(set(keys[1]) - set(keys[0])) <= 3
    assert len(keys[1]) > 15


def test_memory_bounds_a_chunk() -> None:
    """Sixty cuts of one second between 4K sources: two at a time; of 1080p: nine."""
    timeline = cut([30] * 60)
    for size, most in (((3840, 2160), 2), ((1920, 1080), 9), ((7680, 4320), 1)):
        chunks = divide(timeline, sources(size=size), STANDARD)
        assert max(c.frames for c in chunks) <= most * 30


def test_hdr_without_the_filters_for_it_is_told() -> None:
    timeline, facts = cut([30, 30]), sources()
    video = msgspec.structs.replace(facts["s1"].video, hdr="pq")  # type: ignore[type-var]
    facts["s1"] = msgspec.structs.replace(facts["s1"], video=video)
    assert warnings(timeline, facts, BUILD) == []
    (told,) = warnings(timeline, facts, dataclasses.replace(BUILD, filters=frozenset()))
    assert "s1" in told and "HDR" in told


def test_keys_tell_what_matters_and_nothing_else() -> None:
    timeline, facts = cut([60, 60, 60], transitions={1: 10}), sources()
    chunk = Chunk(0, 0, 100)

    def key(t: Timeline = timeline, f: dict[str, MediaFacts] = facts, p: Profile = STANDARD, b: FFmpeg = BUILD) -> str:
        return chunk_key(t, chunk, facts=f, profile=p, ffmpeg=b)

    def with_clip(index: int, **changes: object) -> Timeline:
        clips = list(timeline.video)
        clips[index] = msgspec.structs.replace(clips[index], **changes)
        return msgspec.structs.replace(timeline, video=clips)

    same = key()
    different = [
        key(with_clip(0, source_in=Fraction(51, 7))),
        key(with_clip(0, speed=Fraction(2))),
        key(with_clip(1, look=Look(contrast=1.1))),
        key(with_clip(1, reframe=Reframe(x=0.2)), f=sources(size=(1280, 1000))),
        key(with_clip(1, transition_in=Transition("slide", 10))),
        key(with_clip(1, transition_in=Transition("dissolve", 12))),
        key(with_clip(1, source="s4")),
        key(f={**facts, "s0": msgspec.structs.replace(facts["s0"], identity="other")}),
        key(p=profile("high")),
        key(p=profile("preview")),
        key(b=dataclasses.replace(BUILD, build="other build")),
        key(msgspec.structs.replace(timeline, rate=Fraction(25))),
    ]
    assert len({same, *different}) == len(different) + 1
    moved = {name: msgspec.structs.replace(f, path=f"/elsewhere/{name}") for name, f in facts.items()}
    alike = [
        key(f=moved),
        key(b=dataclasses.replace(BUILD, path="/elsewhere/ffmpeg")),
        key(with_clip(2, source_in=Fraction(3))),  # outside the chunk
        key(with_clip(0, score=0.9, why={"motion": 1.0}, locked=True)),
        key(msgspec.structs.replace(timeline, title="New", notes=["x"])),
    ]
    assert set(alike) == {same}


def test_a_source_that_changes_where_it_is_used_gives_another_key(tmp_path: Path) -> None:
    """Though its size, its time and all that `identity` looks at stay the same."""
    path = numbered_video(tmp_path / "a.mp4", frames=300, rate="30", size=(320, 180), source=1)
    facts = {str(path): probe(path)}
    timeline = Timeline(
        rate=Fraction(30), size=(320, 180), frames=20, video=[Clip("c", 0, 20, str(path), Fraction(200, 30))]
    )

    def key() -> str:
        with KeyFrames() as keys:
            return chunk_key(timeline, Chunk(0, 0, 20), facts=facts, profile=QUICK, ffmpeg=BUILD, keys=keys)

    with av.open(str(path)) as container:
        places = [(p.pts * p.time_base, p.pos + p.size // 2) for p in container.demux(video=0) if p.size]
    before, data = key(), path.read_bytes()
    for time_s, position in places:
        changed = bytearray(data)
        changed[position] ^= 0xFF
        path.write_bytes(changed)
        if time_s >= Fraction(250, 30):
            assert key() == before, "nothing of the film lies there"
        elif Fraction(200, 30) <= time_s < Fraction(219, 30):
            assert key() != before
    path.write_bytes(data)
    assert key() == before


def test_frames_that_nothing_needs_are_not_decoded(tmp_path: Path) -> None:
    """With a long way from the key frame to the in-point, the same pictures come for less."""
    path = tmp_path / "a.mp4"
    camera = ("-c:v", "libx264", "-preset", "fast", "-g", "250", "-bf", "3", "-b_strategy", "0", "-pix_fmt", "yuv420p")
    numbered_video(path, frames=250, rate="25", size=(640, 360), source=1, codec=camera)
    facts = {str(path): probe(path)}
    timeline = Timeline(rate=Fraction(25), size=(640, 360), frames=5, video=[Clip("c", 0, 5, str(path), Fraction(9))])
    (piece,) = pieces_of(timeline, 0, 5, facts=facts, profile=QUICK)
    films = []
    for major in (5, find_ffmpeg().major):
        graph = build([piece], Fraction(25), facts=facts, ffmpeg_major=major)
        assert ("-bsf:v" in graph.inputs) == ("-nofind_stream_info" in graph.inputs) == (major >= 8)
        command = [find_ffmpeg().path, "-v", "error", *graph.inputs, "-filter_complex", graph.text]
        films.append(subprocess.run([*command, "-map", graph.label, "-f", "framemd5", "-"], capture_output=True))
    assert films[0].stdout == films[1].stdout and films[0].stdout.count(b"\n") > 5
    with KeyFrames() as keys:
        reading = keys.reading(facts[str(path)], Fraction(9), Fraction(46, 5))
    assert reading.settled and 60 < len(reading.dropped) < 225


def test_a_transition_changes_no_picture_outside_of_it(footage: dict[str, MediaFacts]) -> None:
    """Not even by the way through the pixel formats that mixing needs; before encoding, to the bit."""
    path = next(iter(footage))
    clips = [Clip("a", 0, 30, path, Fraction(1)), Clip("b", 30, 30, path, Fraction(4))]
    hashes = []
    for into in (None, Transition("dissolve", 8)):
        cuts = [clips[0], msgspec.structs.replace(clips[1], transition_in=into)]
        timeline = Timeline(rate=Fraction(25), size=SIZE, frames=60, video=cuts)
        pieces = pieces_of(timeline, 0, 60, facts=footage, profile=QUICK)
        graph = build(pieces, Fraction(25), facts=footage)
        command = [find_ffmpeg().path, "-v", "error", *graph.inputs, "-filter_complex", graph.text]
        done = subprocess.run([*command, "-map", graph.label, "-f", "framemd5", "-"], capture_output=True, text=True)
        hashes.append([line.split()[-1] for line in done.stdout.splitlines() if not line.startswith("#")])
    assert [len(h) for h in hashes] == [60, 60]
    changed = [i for i, (a, b) in enumerate(zip(*hashes, strict=True)) if a != b]
    assert changed and set(changed) <= set(range(26, 34))


def test_a_clip_of_one_frame_has_its_place(footage: dict[str, MediaFacts], tmp_path: Path) -> None:
    path = next(iter(footage))
    clips = [Clip(f"c{i}", i, 1, path, Fraction(i, 5)) for i in range(7)]
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=7, video=clips)
    film = tmp_path / "film.mp4"
    assert render_film(timeline, film, settings=QUICK, facts=footage)["frames"] == 7
    with av.open(str(film)) as container:
        shown = [read_code(f.to_ndarray(format="gray")) for f in container.decode(video=0)]
    assert [s and s[0] for s in shown] == [i * 5 for i in range(7)]


def test_a_clip_that_moves_in_the_film_keeps_its_key() -> None:
    """Inserting a clip before leaves the chunks after it as they are."""
    facts = sources()
    before = cut([60, 150])
    longer = msgspec.structs.replace(before.video[1], start=90)
    after = msgspec.structs.replace(
        before, frames=240, video=[msgspec.structs.replace(before.video[0], frames=90), longer]
    )
    keys = [
        chunk_key(t, Chunk(1, s, 150), facts=facts, profile=STANDARD, ffmpeg=BUILD)
        for t, s in ((before, 60), (after, 90))
    ]
    assert keys[0] == keys[1]


def test_sizes() -> None:
    assert [film_size(a) for a in ("16:9", "9:16", "1:1")] == [(1920, 1080), (1080, 1920), (1080, 1080)]
    assert output_size((1080, 1080), profile("preview")) == (360, 360)
    assert output_size((1920, 1080), profile("preview")) == (640, 360)
    assert output_size((1080, 1350), profile("preview")) == (360, 450)
    assert output_size((320, 180), profile("preview")) == (320, 180), "never enlarged"
    assert output_size((854, 480), QUICK) == (854, 480)
    assert output_size((3840, 2160), STANDARD) == (3840, 2160)
    assert all(p.name == name for name, p in PROFILES.items())
    with pytest.raises(InputError):
        profile("best")


def test_ffmpeg_python_tells_filters_apart() -> None:
    """Version 0.2.0 takes ``hflip`` and ``vflip`` of one stream for one filter."""
    import ffmpeg

    split = ffmpeg.input("a").split()
    both = ffmpeg.concat(split[0].filter("hflip"), split[1].filter("vflip"), v=1, a=0)
    text = " ".join(ffmpeg.get_args(ffmpeg.output(both, "o")))
    assert "hflip" in text and "vflip" in text


def test_two_pieces_of_one_moment_are_two_inputs() -> None:
    timeline, facts = cut([10, 10]), sources()
    same = [msgspec.structs.replace(c, source="s0", source_in=Fraction(0)) for c in timeline.video]
    pieces = pieces_of(msgspec.structs.replace(timeline, video=same), 0, 20, facts=facts, profile=QUICK)
    graph = build(pieces, timeline.rate, facts=facts)
    assert graph.inputs.count("file:s0") == 2


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MediaFacts]:
    folder = tmp_path_factory.mktemp("footage")
    rates = ("25", "30000/1001", "50")
    paths = [numbered_video(folder / f"{i}.mp4", frames=260, rate=r, size=SIZE, source=i) for i, r in enumerate(rates)]
    return {str(p): probe(p) for p in paths}


def random_film(footage: dict[str, MediaFacts], *, seconds: int, seed: int, rate: str = "25") -> Timeline:
    dice = random.Random(seed)
    clips: list[Clip] = []
    at, total = 0, round(seconds * Fraction(rate))
    while at < total:
        frames = min(dice.randint(20, 70), total - at)
        into = Transition("dissolve", 10) if clips and frames > 20 and dice.random() < 0.4 else None
        source_in = Fraction(dice.randint(100, 200), 100)
        clips.append(Clip(f"c{at}", at, frames, dice.choice(list(footage)), source_in, transition_in=into))
        at += frames
    timeline = Timeline(rate=Fraction(rate), size=SIZE, frames=total, video=clips)
    validate(timeline)
    return timeline


def codes(path: Path) -> list[tuple[int, int] | None]:
    with av.open(str(path)) as container:
        return [read_code(f.to_ndarray(format="gray")) for f in container.decode(video=0)]


def test_chunks_add_up_to_the_whole(footage: dict[str, MediaFacts], tmp_path: Path) -> None:
    timeline = random_film(footage, seconds=14, seed=4)
    chunks = divide(timeline, footage, QUICK)
    assert len(chunks) > 1
    common = {"facts": footage, "profile": QUICK, "ffmpeg": find_ffmpeg()}
    found: list[tuple[int, int] | None] = []
    for chunk in chunks:
        out = tmp_path / f"{chunk.index}.mp4"
        render_chunk(timeline, chunk, out=out, **common)  # type: ignore[arg-type]
        assert count_frames(out) == chunk.frames
        found += codes(out)
    whole = tmp_path / "whole.mp4"
    render_chunk(timeline, Chunk(0, 0, timeline.frames), out=whole, **common)  # type: ignore[arg-type]
    mixed = {k for clip in timeline.video for k in range(*transition_span(clip))}
    one = codes(whole)
    clean = [k for k in range(timeline.frames) if k not in mixed]
    assert [found[k] for k in clean] == [one[k] for k in clean] and None not in [one[k] for k in clean]


def test_chunks_share_their_headers_and_begin_with_a_key_frame(footage: dict[str, MediaFacts], tmp_path: Path) -> None:
    timeline = random_film(footage, seconds=11, seed=2)
    small = msgspec.structs.replace(STANDARD, short_side=90)
    heads = set()
    for chunk in divide(timeline, footage, QUICK):
        out = tmp_path / f"{chunk.index}.mp4"
        render_chunk(timeline, chunk, facts=footage, profile=small, out=out, ffmpeg=find_ffmpeg())
        with av.open(str(out)) as container:
            stream = container.streams.video[0]
            heads.add(bytes(stream.codec_context.extradata or b""))
            packets = [p for p in container.demux(stream) if p.size]
            assert packets[0].is_keyframe
            assert stream.codec_context.profile == "High"
    assert len(heads) == 1


def test_the_same_twice_is_the_same_bytes(footage: dict[str, MediaFacts], tmp_path: Path) -> None:
    timeline = random_film(footage, seconds=7, seed=9)
    looks = Look(name="film", contrast=1.1, temperature=0.3, vignette=0.4, grain=0.5)
    timeline = msgspec.structs.replace(
        timeline, title="Film", video=[msgspec.structs.replace(c, look=looks) for c in timeline.video]
    )
    films = [tmp_path / "a.mp4", tmp_path / "b.mp4"]
    for film in films:
        report = render_film(timeline, film, settings=QUICK, facts=footage)
        assert report["frames"] == timeline.frames
        time.sleep(1.1)  # a date in the file would differ
    assert films[0].read_bytes() == films[1].read_bytes()


def test_a_long_graph_goes_by_a_file(footage: dict[str, MediaFacts], tmp_path: Path) -> None:
    path = next(iter(footage))
    clips = [Clip(f"c{i}", i * 2, 2, path, Fraction(i, 10)) for i in range(40)]
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=80, video=clips)
    out = tmp_path / "o.mp4"
    render_chunk(timeline, Chunk(0, 0, 80), facts=footage, profile=QUICK, out=out, ffmpeg=find_ffmpeg())
    assert count_frames(out) == 80
    assert [p.name for p in tmp_path.iterdir()] == ["o.mp4"]


def test_progress_rises_to_the_end(footage: dict[str, MediaFacts], tmp_path: Path) -> None:
    seen: list[float] = []
    render_film(
        random_film(footage, seconds=11, seed=1),
        tmp_path / "o.mp4",
        settings=msgspec.structs.replace(QUICK, preset="slower"),
        facts=footage,
        on_progress=seen.append,
    )
    assert seen == sorted(seen) and 0 < seen[-1] <= 1


def test_cancelling_ends_ffmpeg_and_leaves_nothing(footage: dict[str, MediaFacts], tmp_path: Path) -> None:
    timeline = random_film(footage, seconds=300, seed=3)
    asked = 0.0

    def should_stop() -> bool:
        nonlocal asked
        running = any("ffmpeg" in p.name() for p in psutil.Process().children())
        begun = running and any(p.stat().st_size for p in tmp_path.iterdir())
        asked = asked or (time.monotonic() if begun else 0.0)
        return bool(asked)

    with pytest.raises(Cancelled):
        render_chunk(
            timeline,
            Chunk(0, 0, 2000),
            facts=footage,
            profile=profile("master"),
            out=tmp_path / "o.mp4",
            ffmpeg=find_ffmpeg(),
            should_stop=should_stop,
        )
    assert asked and time.monotonic() - asked < 2.0
    assert not list(tmp_path.iterdir())
    assert not [p for p in psutil.Process().children() if "ffmpeg" in p.name()]


def test_a_damaged_source_is_named_and_leaves_nothing(footage: dict[str, MediaFacts], tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = next(iter(footage))
    gone = tmp_path / "gone.mp4"
    gone.write_bytes(Path(path).read_bytes())
    facts = {str(gone): probe(gone)}
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=10, video=[Clip("a", 0, 10, str(gone), Fraction(1))])
    for damage, code in ((None, "media.missing"), (b"nothing like a film" * 999, "media.truncated")):
        gone.unlink(missing_ok=True)
        if damage:
            gone.write_bytes(damage)
        with pytest.raises(MediaError) as e:
            render_chunk(
                timeline, Chunk(0, 0, 10), facts=facts, profile=QUICK, out=folder / "o.mp4", ffmpeg=find_ffmpeg()
            )
        assert e.value.code == code
    assert not list(folder.iterdir())


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="measures by wait4")
def test_a_chunk_from_4k_sources_stays_within_900_mb(tmp_path: Path) -> None:
    clips, facts = [], {}
    for i in range(2):
        path = tmp_path / f"{i}.mp4"
        make = f"testsrc2=s=3840x2160:r=30:d=1.5,drawbox=x={i}"
        args = ["-f", "lavfi", "-i", make, "-c:v", "libx264", "-preset", "ultrafast", "-g", "60", "-pix_fmt", "yuv420p"]
        subprocess.run([find_ffmpeg().path, "-v", "error", *args, "-refs", "4", "-bf", "3", str(path)], check=True)
        facts[str(path)] = probe(path)
        into = Transition("dissolve", 10) if i else None
        clips.append(Clip(f"c{i}", i * 20, 20, str(path), Fraction(1, 2), transition_in=into))
    timeline = Timeline(rate=Fraction(30), size=(1920, 1080), frames=40, video=clips)
    chunks = divide(timeline, facts, STANDARD)
    assert len(chunks) == 1
    outcome = render_chunk(
        timeline, chunks[0], facts=facts, profile=STANDARD, out=tmp_path / "o.mp4", ffmpeg=find_ffmpeg()
    )
    assert outcome.max_rss_bytes < 900e6, f"{outcome.max_rss_bytes / 1e6:.0f} MB"


def test_preview_and_final_show_the_same(footage: dict[str, MediaFacts], tmp_path: Path) -> None:
    timeline = random_film(footage, seconds=2, seed=8)
    shown = []
    for name in ("preview", "standard"):
        out = tmp_path / f"{name}.mp4"
        render_chunk(
            timeline,
            Chunk(0, 0, timeline.frames),
            facts=footage,
            profile=profile(name),
            out=out,
            ffmpeg=find_ffmpeg(),
        )
        with av.open(str(out)) as container:
            frames = [f.to_ndarray(format="gray") for f in container.decode(video=0)]
        assert frames[0].shape == output_size(SIZE, profile(name))[::-1]
        shown.append([read_code(np.ascontiguousarray(f)) for f in frames[::6]])
    assert shown[0] == shown[1]
