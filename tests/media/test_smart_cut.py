"""Copied stretches: every frame is still the frame that the timeline names, in every codec, and nothing is believed."""

from __future__ import annotations

import random
import resource
import subprocess
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import msgspec
import pytest
from footage_corpus import FFMPEG, numbered_video, read_code, vfr_time

from montage_desktop.core.errors import InputError, MediaError
from montage_desktop.core.time import SHOWN_GRACE
from montage_desktop.core.timeline import Clip, Look, Timeline, Transition, validate
from montage_desktop.media.bitstream import h264, hevc
from montage_desktop.media.bitstream.bits import BitReader, unescaped
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.media.render.copying import _longest
from montage_desktop.media.render.encoding import STANDARD, encoder_args
from montage_desktop.media.render.engine import Engine
from montage_desktop.media.render.film import render_film
from montage_desktop.media.render.profiles import Profile, profile
from montage_desktop.media.render.seams import WRONG, verify_seams
from montage_desktop.media.render.smart_cut import Mode, plan_render

SIZE = (320, 180)
QUICK = Profile(name="quick", short_side=0, preset="veryfast", crf=20, scaler="bicubic", audio_kbps=64)


def x264(*more: str, pix_fmt: str = "yuv420p") -> tuple[str, ...]:
    return ("-c:v", "libx264", "-preset", "fast", "-crf", "18", "-pix_fmt", pix_fmt, *more)


def x265(params: str, pix_fmt: str = "yuv420p") -> tuple[str, ...]:
    codec = ("-c:v", "libx265", "-preset", "superfast", "-crf", "20", "-pix_fmt", pix_fmt, "-tag:v", "hvc1")
    return (*codec, "-x265-params", f"log-level=error:{params}")


VP9 = (
    "-c:v",
    "libvpx-vp9",
    "-deadline",
    "realtime",
    "-cpu-used",
    "8",
    "-crf",
    "24",
    "-b:v",
    "0",
    "-pix_fmt",
    "yuv420p",
)
SVT = ("-c:v", "libsvtav1", "-preset", "9", "-crf", "15", "-g", "40", "-pix_fmt")
LONG = x264("-g", "150", "-bf", "3", "-b_strategy", "0")
#: name: (container, rate, codec, whether anything can be copied)
SOURCES: dict[str, tuple[str, str, Sequence[str], bool]] = {
    "h264": (".mp4", "25", x264("-g", "40"), True),
    "h264 b-frames 29.97 mov": (".mov", "30000/1001", x264("-g", "48", "-bf", "3", "-b_strategy", "0"), True),
    "h264 mkv 23.976": (".mkv", "24000/1001", x264("-g", "48"), True),
    "h264 50": (".mp4", "50", x264("-g", "50"), True),
    "h264 baseline 59.94": (".mp4", "60000/1001", x264("-g", "60", "-profile:v", "baseline"), True),
    "h264 10-bit": (".mp4", "25", x264("-g", "40", pix_fmt="yuv420p10le"), True),
    "h264 long gop": (".mp4", "25", LONG, True),
    "h264 open gop": (".mp4", "25", x264("-g", "40", "-x264-params", "open-gop=1"), False),
    "hevc": (".mp4", "25", x265("keyint=40:open-gop=0"), True),
    "hevc 10-bit mkv": (".mkv", "25", x265("keyint=40:open-gop=0", "yuv420p10le"), True),
    "hevc open gop": (".mp4", "25", x265("keyint=40:open-gop=1"), False),
    "vp9": (".webm", "25", (*VP9, "-g", "40"), True),
    "av1": (".mp4", "25", (*SVT, "yuv420p"), True),
}


def shuffled(source: Path, *, rate: Fraction, frames: int, cuts: int, seed: int, longest: int = 60) -> Timeline:
    """So many stretches of a source, of random lengths from random places, in random order."""
    rng = random.Random(seed)
    clips: list[Clip] = []
    at = 0
    for i in range(cuts):
        length = rng.randint(3, longest)
        clips.append(Clip(f"c{i}", at, length, str(source), rng.randint(0, frames - length) / rate))
        at += length
    timeline = Timeline(rate=rate, size=SIZE, frames=at, video=clips)
    validate(timeline)
    return timeline


def shown(film: Path) -> list[tuple[int, int] | None]:
    with av.open(str(film)) as container:
        return [read_code(f.to_ndarray(format="gray")) for f in container.decode(video=0)]


def named(timeline: Timeline) -> list[tuple[int, int]]:
    """What the timeline names, for a source of constant rate."""
    return [
        (round((c.source_in + (f - c.start) / timeline.rate) * timeline.rate), 3)
        for c in timeline.video
        for f in range(c.start, c.end)
    ]


def complaints(film: Path) -> str:
    """What FFmpeg says when it decodes all of a film."""
    done = subprocess.run([FFMPEG, "-v", "warning", "-i", str(film), "-f", "null", "-"], capture_output=True)
    return done.stderr.decode()


@pytest.mark.parametrize("name", SOURCES)
def test_every_frame_is_the_one_named(name: str, tmp_path: Path) -> None:
    suffix, rate, codec, can = SOURCES[name]
    source = numbered_video(tmp_path / f"s{suffix}", frames=300, rate=rate, size=SIZE, source=3, codec=codec)
    cuts = 50 if name.startswith("h264 b-frames") else 12
    timeline = shuffled(
        source, rate=Fraction(rate), frames=300, cuts=cuts, seed=len(name), longest=30 if cuts == 50 else 70
    )
    facts = {str(source): probe(source)}
    if not can:
        with pytest.raises(InputError, match="key frame"):
            plan_render(timeline, facts, QUICK, mode="require")
    film = tmp_path / "film.mp4"
    report = render_film(timeline, film, settings=QUICK, facts=facts, smart_cut="require" if can else "auto")
    assert shown(film) == named(timeline)
    assert complaints(film) == ""
    assert (report["copied_frames"] >= 8) == can
    if cuts == 50:
        off = tmp_path / "off.mp4"
        assert render_film(timeline, off, settings=QUICK, facts=facts, smart_cut="off")["copied_frames"] == 0
        assert shown(off) == named(timeline)


def test_odd_sources_are_encoded_and_right(tmp_path: Path) -> None:
    """Frames between those of the film, a turned picture, a look, a transition, another size: nothing is copied."""
    codec = x264("-g", "25")
    vfr = numbered_video(tmp_path / "v.mp4", frames=200, size=SIZE, source=3, codec=codec, vfr=True)
    turned = numbered_video(tmp_path / "t.mp4", frames=60, size=SIZE, source=3, codec=codec, rotate=180)
    rate = Fraction(25)
    clips = [Clip("v", 0, 100, str(vfr), Fraction(1, 5)), Clip("t", 100, 50, str(turned), Fraction(0))]
    timeline = Timeline(rate=rate, size=SIZE, frames=150, video=clips)
    facts = {str(p): probe(p) for p in (vfr, turned)}
    film = tmp_path / "film.mp4"
    report = render_film(timeline, film, settings=QUICK, facts=facts)
    asked = [Fraction(1, 5) + f / rate + SHOWN_GRACE for f in range(100)]
    wanted = [max(n for n in range(200) if vfr_time(n, 25) <= a) for a in asked] + list(range(50))
    assert shown(film) == [(n, 3) for n in wanted]
    assert report["copied_frames"] == 0
    for why, change in {
        "look": {"look": Look(contrast=1.2)},
        "speed": {"speed": Fraction(2)},
    }.items():
        plain = numbered_video(tmp_path / f"{why}.mp4", frames=120, size=SIZE, codec=codec)
        clip = msgspec.structs.replace(Clip("a", 0, 50, str(plain), Fraction(0)), **change)
        one = Timeline(rate=rate, size=SIZE, frames=50, video=[clip])
        with pytest.raises(InputError, match=why):
            plan_render(one, {str(plain): probe(plain)}, QUICK, mode="require")
    small = msgspec.structs.replace(timeline, size=(160, 90))
    with pytest.raises(InputError, match="size"):
        plan_render(msgspec.structs.replace(small, video=clips[:1], frames=100), facts, QUICK, mode="require")


def test_transitions_and_looks_are_encoded_beside_what_is_copied(tmp_path: Path) -> None:
    source = numbered_video(tmp_path / "s.mp4", frames=400, size=SIZE, source=3, codec=x264("-g", "25"))
    path, rate = str(source), Fraction(25)
    clips = [
        Clip("a", 0, 90, path, Fraction(0)),
        Clip("b", 90, 100, path, Fraction(5), transition_in=Transition("dissolve", 10)),
        Clip("c", 190, 60, path, Fraction(10), look=Look(saturation=1.0, contrast=1.05)),
        Clip("d", 250, 75, path, Fraction(12)),
    ]
    timeline = Timeline(rate=rate, size=SIZE, frames=325, video=clips)
    facts = {path: probe(source)}
    plan = plan_render(timeline, facts, QUICK, mode="require")
    copied = [f for c in plan.chunks if c.copied for f in range(c.start_frame, c.end_frame)]
    assert len(copied) == plan.copied_frames > 150
    assert not set(copied) & {*range(85, 95), *range(190, 250)}
    film = tmp_path / "film.mp4"
    render_film(timeline, film, settings=QUICK, facts=facts, smart_cut="require")
    found, wanted = shown(film), named(timeline)
    clear = [f for f in range(325) if not 85 <= f < 95]
    assert [found[f] for f in clear] == [wanted[f] for f in clear]


def test_two_sources_whose_headers_contradict_each_other(tmp_path: Path) -> None:
    """One is copied, the other encoded; alike ones are copied both."""
    codecs = {"a": x264("-g", "25"), "b": x264("-g", "25"), "c": x264("-g", "25", "-bf", "0", "-refs", "1")}
    paths = {
        n: str(numbered_video(tmp_path / f"{n}.mp4", frames=150, size=SIZE, source=3, codec=c))
        for n, c in codecs.items()
    }
    facts = {p: probe(Path(p)) for p in paths.values()}

    def film(names: str) -> Timeline:
        clips = [Clip(n, i * 100, 100, paths[n], Fraction(1, 5)) for i, n in enumerate(names)]
        return Timeline(rate=Fraction(25), size=SIZE, frames=100 * len(names), video=clips)

    alike, unlike = film("ab"), film("ac")
    assert {c.copied.source for c in plan_render(alike, facts, QUICK, mode="require").chunks if c.copied} == {
        paths["a"],
        paths["b"],
    }
    plan = plan_render(unlike, facts, QUICK, mode="require")
    assert len({c.copied.source for c in plan.chunks if c.copied}) == 1
    for number, timeline in enumerate((alike, unlike)):
        out = tmp_path / f"{number}-film.mp4"
        render_film(timeline, out, settings=QUICK, facts=facts, smart_cut="require")
        assert shown(out) == named(timeline)


def test_the_header_holds_the_sets_of_all_streams(tmp_path: Path) -> None:
    """Under numbers of their own, as QuickTime wants it, in ``avc1`` and ``hvc1``."""
    for name, codec in (("h264", x264("-g", "25")), ("hevc", x265("keyint=25:open-gop=0"))):
        source = numbered_video(tmp_path / f"{name}.mp4", frames=100, size=SIZE, source=3, codec=codec)
        clips = [Clip("a", 0, 40, str(source), Fraction(2, 5)), Clip("b", 40, 40, str(source), Fraction(1, 5))]
        timeline = Timeline(rate=Fraction(25), size=SIZE, frames=80, video=clips)
        film = tmp_path / f"{name}-film.mp4"
        render_film(timeline, film, settings=QUICK, smart_cut="require")
        with av.open(str(film)) as container:
            track = container.streams.video[0]
            config = track.codec_context.extradata or b""
            assert track.codec_context.codec_tag == {"h264": "avc1", "hevc": "hvc1"}[name]
        if name == "h264":
            avc = h264.parse_config(config)
            assert sorted(h264.parse_sps(s).number for s in avc.sps) == [0, 1]
            assert sorted(h264.parse_pps_numbers(p) for p in avc.pps) == [(0, 0), (1, 1)]
        else:
            sets = hevc.parse_config(config)
            for kind in (sets.vps, sets.sps, sets.pps):
                assert sorted(hevc.numbers(n)[1] for n in kind) == [0, hevc.RENUMBERED]


def test_it_has_to_pay(tmp_path: Path) -> None:
    """On a 1080p talk with a few cuts it does; on a montage of short shots it does not, and the reason is told."""
    size = (1920, 1080)
    source = numbered_video(tmp_path / "s.mp4", frames=150, size=size, source=3, codec=(*x264("-g", "25"),))
    facts = {str(source): probe(source)}
    talk = [Clip("a", 0, 60, str(source), Fraction(0)), Clip("b", 60, 60, str(source), Fraction(3))]
    standard = profile("standard")

    def planned(clips: list[Clip], mode: Mode = "auto"):  # type: ignore[no-untyped-def]
        timeline = Timeline(rate=Fraction(25), size=size, frames=clips[-1].end, video=clips)
        return plan_render(timeline, facts, standard, mode=mode)

    assert planned(talk).copied_frames > 80
    assert planned(talk, "off").copied_frames == 0
    shots = [Clip(f"c{i}", i * 20, 20, str(source), Fraction(i, 5)) for i in range(12)]
    plan = planned(shots)
    assert (plan.copied_frames, plan.reason) == (0, "What could be copied is too short to be worth it.")


def test_what_little_is_encoded_is_encoded_quickly_and_no_worse(tmp_path: Path) -> None:
    """Beside copied stretches: in a good deal less time than the profile's settings take, and no further from it."""
    source = numbered_video(tmp_path / "s.mp4", frames=60, size=(1280, 720), source=3, codec=x264("-g", "60"))
    clips = [Clip("a", 0, 60, str(source), Fraction(0))]
    timeline = Timeline(rate=Fraction(25), size=(1280, 720), frames=60, video=clips)
    standard, facts = profile("standard"), {str(source): probe(source)}
    mostly = plan_render(timeline, facts, standard, mode="require")
    assert mostly.encoding.quick
    half = msgspec.structs.replace(
        timeline,
        frames=120,
        video=[*clips, Clip("b", 60, 60, str(source), Fraction(0), look=Look(name="x", contrast=1.2))],
    )
    partly = plan_render(half, facts, standard, mode="require")
    assert partly.copied_frames and not partly.encoding.quick

    def encoded(*, quick: bool) -> tuple[float, float]:
        out = tmp_path / f"{quick}.mp4"
        args = encoder_args(standard, Fraction(25), msgspec.structs.replace(STANDARD, quick=quick))
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([FFMPEG, "-v", "error", "-i", str(source), *args, str(out)], check=True)
        cpu_s = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        ends = ["-i", str(source), "-i", str(out), "-lavfi", "ssim", "-f", "null", "-"]
        said = subprocess.run([FFMPEG, *ends], capture_output=True, check=True, text=True).stderr
        return cpu_s, float(said.rpartition("All:")[2].split()[0])

    usual_s, usual = encoded(quick=False)
    quick_s, quick = encoded(quick=True)
    assert quick > usual
    assert quick_s < 0.85 * usual_s


@pytest.mark.parametrize("harm", ["another place", "other sets", "a packet short"])
def test_a_wrong_seam_is_found(tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong between planning and joining, the pictures tell."""
    source = numbered_video(tmp_path / "s.mp4", frames=200, size=SIZE, source=3, codec=x264("-g", "25"))
    timeline = shuffled(source, rate=Fraction(25), frames=200, cuts=4, seed=5, longest=90)
    engine = Engine(
        timeline,
        facts={str(source): probe(source)},
        profile=QUICK,
        ffmpeg=find_ffmpeg(),
        cache=ChunkCache(tmp_path / "cache"),
        smart_cut="require",
    )
    film = tmp_path / "film.mp4"
    engine.assemble(film, overwrite=False)
    assert engine.check(film)["seam_frames_compared"] > 10
    true = engine._parts()
    at = next(i for i, c in enumerate(engine.plan.chunks) if c.copied)
    run = engine.plan.chunks[at].copied
    assert run is not None
    if harm == "another place":
        moved = msgspec.structs.replace(run, head=tuple(t + 512 for t in run.head))
        parts = [(a, n, moved if p is run else p) for a, n, p in true]
        with pytest.raises(MediaError) as caught:
            verify_seams(film, parts, engine.facts, timeline.rate)
        assert caught.value.code == WRONG
        return
    film.unlink()
    if harm == "other sets":
        monkeypatch.setattr(h264, "build_config", lambda sps, pps, own=h264.build_config: own(sps[:1], pps[:1]))
    else:
        chunks = list(engine.plan.chunks)
        chunks[at] = msgspec.structs.replace(chunks[at], copied=msgspec.structs.replace(run, packets=run.packets - 1))
        engine.plan = msgspec.structs.replace(engine.plan, chunks=chunks)
    with pytest.raises(MediaError) as caught:
        engine.assemble(film, overwrite=False)
        engine.check(film)
    assert caught.value.code == (WRONG if harm == "other sets" else "join.parts")
    encoded = engine.as_encoded()
    film.unlink(missing_ok=True)
    encoded.assemble(film, overwrite=False)
    encoded.check(film)
    assert shown(film) == named(timeline)


def test_where_a_run_can_end() -> None:
    """Positions in the order of showing, in order of decoding: I0 P3 B1 B2 P6 B4 B5."""
    ranks = [0, 3, 1, 2, 6, 4, 5]
    every = list(range(7))
    assert _longest(ranks, 0, every, 0) == (7, 1)
    assert _longest(ranks, 0, every[:6], 0) == (4, 1), "the last group is not whole"
    assert _longest(ranks, 0, every[:3], 0) == (1, 0)
    assert _longest(ranks, 0, [0, 1, 2, 3, 3, 4, 5], 0) == (4, 1), "a frame is shown twice"
    assert _longest([3, 0, 1, 2], 0, [3, 4, 5, 6], 0) == (1, 0), "frames before it are shown first: an open group"
    assert _longest([5, 6, 7], 0, [9, 5, 6, 7], 1) == (3, 0)


def test_renumbered_sets_say_the_same_but_for_their_number(tmp_path: Path) -> None:
    source = numbered_video(tmp_path / "s.mp4", frames=30, size=SIZE, codec=x265("keyint=10:open-gop=0"))
    with av.open(str(source)) as container:
        track = container.streams.video[0]
        config = hevc.parse_config(track.codec_context.extradata or b"")
        packets = [bytes(p) for p in container.demux(track) if p.size]
    for nal in (*config.vps, *config.sps, *config.pps):
        again = hevc.renumbered_set(nal)
        assert hevc.numbers(nal)[1] == 0
        assert hevc.numbers(again) == (hevc.kind(nal), hevc.RENUMBERED)
    assert [hevc.reorder_of(s) for s in config.sps] == [hevc.reorder_of(hevc.renumbered_set(s)) for s in config.sps]
    assert hevc.is_idr(packets[0]) and not hevc.is_idr(packets[1])
    for packet in packets:
        before = [n for n in h264.nal_units(packet) if hevc.kind(n) < 32]
        after = [n for n in h264.nal_units(hevc.renumbered_packet(packet)) if hevc.kind(n) < 32]
        for a, b in zip(before, after, strict=True):
            assert len(unescaped(b)) == len(unescaped(a)) + 1
            bits = BitReader(unescaped(b[2:]))
            bits.u(2 if 16 <= hevc.kind(a) <= 23 else 1)
            assert bits.ue() == hevc.RENUMBERED
