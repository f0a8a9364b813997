"""Every frame of a rendered film is the source frame that the timeline names, whatever the source is."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import av.filter
import cv2
import numpy as np
import pytest
from footage_corpus import X264, ffmpeg, numbered_pictures, numbered_video, read_code, write_frames

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import SHOWN_GRACE, shown_at
from montage_desktop.core.timeline import Clip, Look, Reframe, Timeline, Transition, TransitionKind, validate
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.chunks import Chunk
from montage_desktop.media.render.encode import render_chunk
from montage_desktop.media.render.look import arguments, as_string, look_filters, picture_filters
from montage_desktop.media.render.profiles import Profile

SIZE = (160, 90)
QUICK = Profile(name="quick", short_side=0, preset="ultrafast", crf=16, scaler="bicubic", audio_kbps=64)
B_FRAMES = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p", "-g", "23")
OPEN_GOP = (*B_FRAMES[:-2], "-x264-params", "keyint=15:min-keyint=15:open-gop=1:bframes=3:scenecut=0")
MPEG2 = ("-c:v", "mpeg2video", "-q:v", "2", "-g", "12", "-bf", "2")
FRAMES = 90

#: name -> (file, rate, recipe)
ZOO: dict[str, tuple[str, str, dict[str, object]]] = {
    **{
        f"cfr-{rate.replace('/', '-')}": (f"cfr-{rate.replace('/', '-')}.mp4", rate, {"codec": B_FRAMES})
        for rate in ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60")
    },
    "mkv-ms": ("ms.mkv", "30000/1001", {"codec": B_FRAMES}),
    "mkv-ms-24": ("ms24.mkv", "24000/1001", {"codec": B_FRAMES}),
    "mov-600": ("six.mov", "30000/1001", {"codec": (*B_FRAMES, "-video_track_timescale", "600")}),
    "ts-offset": ("late.ts", "25", {"codec": (*B_FRAMES, "-output_ts_offset", "7.3")}),
    "ts-open-gop": ("open.ts", "30", {"codec": OPEN_GOP}),
    "ts-one-gop": ("one.m2ts", "25", {"codec": (*B_FRAMES[:-2], "-g", "1000", "-x264-params", "scenecut=0")}),
    "mpeg-ps": ("old.mpg", "25", {"codec": MPEG2}),
    "open-gop": ("open.mp4", "25", {"codec": OPEN_GOP}),
    "open-gop-mkv": ("open.mkv", "25", {"codec": OPEN_GOP}),
    "one-gop": ("one.mp4", "25", {"codec": (*B_FRAMES[:-2], "-g", "1000", "-x264-params", "scenecut=0")}),
    "edit-list": ("edit.mp4", "25", {"codec": (*B_FRAMES, "-output_ts_offset", "0.5")}),
    "vfr-mp4": ("vfr.mp4", "30", {"vfr": True, "codec": B_FRAMES}),
    "vfr-mkv": ("vfr.mkv", "25", {"vfr": True, "codec": B_FRAMES}),
    "turned": ("turned.mp4", "30", {"rotate": 90, "codec": B_FRAMES}),
    "avi": ("old.avi", "25", {"codec": ("-c:v", "mpeg4", "-q:v", "2", "-g", "20")}),
    "flv": ("old.flv", "30", {"codec": B_FRAMES}),
    "webm": ("new.webm", "30", {"codec": ("-c:v", "libvpx", "-b:v", "2M", "-g", "30", "-deadline", "realtime")}),
    "intra": ("intra.mov", "50", {"codec": ("-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj420p")}),
}  # fmt: skip


class Footage:
    """The zoo, each made once; with the truth of which number is shown when, from its own timestamps."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._truth: dict[str, list[tuple[Fraction, int]]] = {}

    def facts(self, name: str) -> MediaFacts:
        file, rate, recipe = ZOO[name]
        path = self._folder / file
        if not path.exists():
            number = list(ZOO).index(name)
            size = SIZE[::-1] if recipe.get("rotate") else SIZE
            numbered_video(path, frames=FRAMES, rate=rate, size=size, source=number, **recipe)  # type: ignore[arg-type]
        return probe(path)

    def truth(self, name: str) -> list[tuple[Fraction, int]]:
        """(source time, number) of each frame, by PyAV, which the engine does not use to render."""
        if name not in self._truth:
            facts = self.facts(name)
            with av.open(facts.path) as container:
                self._truth[name] = [
                    (f.pts * f.time_base - facts.start_s, number)
                    for number, f in enumerate(container.decode(video=0))
                    if f.pts is not None and f.time_base is not None
                ]
            assert len(self._truth[name]) == FRAMES
        return self._truth[name]

    def shown(self, name: str, time_s: Fraction) -> int:
        earlier = [number for pts, number in self.truth(name) if pts <= time_s + SHOWN_GRACE]
        return earlier[-1] if earlier else 0


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Footage:
    return Footage(tmp_path_factory.mktemp("zoo"))


def render(timeline: Timeline, facts: dict[str, MediaFacts], out: Path, *, chunk: Chunk | None = None) -> Path:
    validate(timeline)
    whole = chunk or Chunk(index=0, start_frame=0, frames=timeline.frames)
    render_chunk(timeline, whole, facts=facts, profile=QUICK, out=out, ffmpeg=find_ffmpeg())
    return out


def pictures(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [f.to_ndarray(format="gray") for f in container.decode(video=0)]


def codes(path: Path) -> list[tuple[int, int] | None]:
    return [read_code(picture) for picture in pictures(path)]


def random_cut(footage: Footage, names: Sequence[str], *, rate: str, seed: int, speed: str = "1") -> Timeline:
    """Two clips of each source, at random moments, of random lengths."""
    dice = random.Random(seed)
    clips: list[Clip] = []
    at = 0
    for name in [n for n in names for _ in range(2)]:
        facts = footage.facts(name)
        assert facts.video is not None
        frames = dice.randint(4, 14)
        room = facts.video.duration_s - frames * Fraction(speed) / Fraction(rate)
        source_in = facts.video.start_s + Fraction(dice.randint(0, 90_000), 90_000) * room
        clips.append(
            Clip(
                id=f"c{len(clips)}",
                start=at,
                frames=frames,
                source=facts.path,
                source_in=source_in,
                speed=Fraction(speed),
            )
        )
        at += frames
    return Timeline(rate=Fraction(rate), size=SIZE, frames=at, video=clips)


def expected(footage: Footage, timeline: Timeline, names: Sequence[str]) -> list[tuple[int, int]]:
    by_path = {footage.facts(n).path: n for n in names}
    shown = []
    for clip in timeline.video:
        name = by_path[clip.source]
        times = [shown_at(clip.source_in, k, timeline.rate, clip.speed) for k in range(clip.frames)]
        shown += [(footage.shown(name, t), list(ZOO).index(name)) for t in times]
    return shown


def assert_exact(footage: Footage, timeline: Timeline, names: Sequence[str], out: Path) -> None:
    render(timeline, {footage.facts(n).path: footage.facts(n) for n in names}, out)
    found, wanted = codes(out), expected(footage, timeline, names)
    wrong = [(k, f, w) for k, (f, w) in enumerate(zip(found, wanted, strict=True)) if f != w]
    assert not wrong, f"frame, found, wanted: {wrong[:8]} ({len(wrong)} of {len(wanted)})"


CFR = [n for n in ZOO if n.startswith("cfr-")]


@pytest.mark.parametrize("rate", ["24", "25", "30000/1001", "30", "60"])
def test_every_rate_into_every_rate(footage: Footage, tmp_path: Path, rate: str) -> None:
    assert_exact(footage, random_cut(footage, CFR, rate=rate, seed=1), CFR, tmp_path / "out.mp4")


@pytest.mark.parametrize("name", [n for n in ZOO if n not in CFR])
def test_every_container_gives_the_frame_asked_for(footage: Footage, tmp_path: Path, name: str) -> None:
    timeline = random_cut(footage, [name] * 4, rate="30", seed=len(name))
    assert_exact(footage, timeline, [name], tmp_path / "out.mp4")


@pytest.mark.parametrize("speed", ["1/2", "3/2"])
def test_speed_shows_the_frame_of_that_time(footage: Footage, tmp_path: Path, speed: str) -> None:
    names = ["cfr-25", "vfr-mp4"]
    assert_exact(footage, random_cut(footage, names, rate="30", seed=5, speed=speed), names, tmp_path / "out.mp4")


def test_in_points_on_the_very_timestamps(footage: Footage, tmp_path: Path) -> None:
    """The commonest in-points are frames' own times, and the times of frames of the output's rate."""
    names = ["mkv-ms", "mov-600", "ts-offset", "cfr-30000-1001"]
    clips, at = [], 0
    for name in names:
        for pts, _ in footage.truth(name)[7:80:16]:
            clips.append(Clip(id=str(at), start=at, frames=5, source=footage.facts(name).path, source_in=pts))
            at += 5
    timeline = Timeline(rate=Fraction(30000, 1001), size=SIZE, frames=at, video=clips)
    assert_exact(footage, timeline, names, tmp_path / "out.mp4")


def test_past_the_end_of_a_source_its_last_frame_is_held(footage: Footage, tmp_path: Path) -> None:
    facts = footage.facts("cfr-25")
    clip = Clip(id="a", start=0, frames=12, source=facts.path, source_in=Fraction(FRAMES - 3, 25))
    beyond = Clip(id="b", start=12, frames=4, source=facts.path, source_in=Fraction(FRAMES + 5, 25))
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=16, video=[clip, beyond])
    found = [code and code[0] for code in codes(render(timeline, {facts.path: facts}, tmp_path / "out.mp4"))]
    assert found == [FRAMES - 3, FRAMES - 2, *[FRAMES - 1] * 14]


TRANSITIONS: tuple[TransitionKind, ...] = ("dissolve", "dip_black", "dip_white", "whip", "zoom", "slide")


@pytest.mark.parametrize("kind", TRANSITIONS)
def test_transitions_keep_length_and_places(footage: Footage, tmp_path: Path, kind: TransitionKind) -> None:
    names = ["cfr-25", "cfr-30000-1001", "vfr-mp4"]
    paths = [footage.facts(n).path for n in names]
    rows = [(0, 20, 0, None), (20, 15, 1, Transition(kind, 8)), (35, 10, 2, Transition(kind, 7)), (45, 9, 0, None)]
    clips = [
        Clip(id=str(a), start=a, frames=n, source=paths[i], source_in=Fraction(1), transition_in=t)
        for a, n, i, t in rows
    ]
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=54, video=clips)
    found = codes(render(timeline, {footage.facts(n).path: footage.facts(n) for n in names}, tmp_path / "out.mp4"))
    wanted = expected(footage, timeline, names)
    mixed = [*range(16, 24), *range(32, 39)]
    clean = [k for k in range(54) if k not in mixed]
    assert len(found) == 54
    assert [found[k] for k in clean] == [wanted[k] for k in clean]
    # The first frame of a transition is all of the outgoing clip, shown past its cut only later.
    assert found[16] == wanted[16] or kind in ("whip", "zoom")


def test_a_dissolve_mixes_the_two_handles(footage: Footage, tmp_path: Path) -> None:
    """Half-way through, each picture is the mean of the frames that both clips show at that moment."""
    a, b = (footage.facts(n) for n in ("cfr-25", "cfr-50"))
    first = Clip(id="a", start=0, frames=20, source=a.path, source_in=Fraction(1))
    second = Clip(id="b", start=20, frames=20, source=b.path, source_in=Fraction(1))
    plain = Timeline(rate=Fraction(25), size=SIZE, frames=40, video=[first, second])
    mixed = Timeline(
        rate=Fraction(25),
        size=SIZE,
        frames=40,
        video=[
            first,
            Clip(
                id="b",
                start=20,
                frames=20,
                source=b.path,
                source_in=Fraction(1),
                transition_in=Transition("dissolve", 8),
            ),
        ],
    )
    long_first = Timeline(rate=Fraction(25), size=SIZE, frames=40, video=[Clip("a", 0, 40, a.path, Fraction(1))])
    facts = {a.path: a, b.path: b}
    alone, straight, film = (
        pictures(render(t, facts, tmp_path / f"{i}.mp4")) for i, t in enumerate((long_first, plain, mixed))
    )
    for k, share in ((20, 0.5), (22, 0.75)):
        wanted = (1 - share) * alone[k].astype(float) + share * straight[k].astype(float)
        assert np.abs(film[k] - wanted).mean() < 4


def test_a_range_within_a_transition_is_cut_out_of_the_whole(footage: Footage, tmp_path: Path) -> None:
    a, b = (footage.facts(n) for n in ("cfr-25", "cfr-50"))
    clips = [
        Clip(id="a", start=0, frames=20, source=a.path, source_in=Fraction(1)),
        Clip(id="b", start=20, frames=20, source=b.path, source_in=Fraction(1), transition_in=Transition("slide", 10)),
    ]
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=40, video=clips)
    facts = {a.path: a, b.path: b}
    whole = pictures(render(timeline, facts, tmp_path / "whole.mp4"))
    part = pictures(render(timeline, facts, tmp_path / "part.mp4", chunk=Chunk(index=0, start_frame=18, frames=12)))
    assert len(part) == 12
    for k in range(12):
        assert np.abs(part[k].astype(int) - whole[18 + k]).mean() < 4


def one_clip(path: Path, out: Path, *, frames: int = 6, size: tuple[int, int] = SIZE, **more: object) -> Path:
    clip = Clip(id="a", start=0, frames=frames, source=str(path), source_in=Fraction(0), **more)  # type: ignore[arg-type]
    timeline = Timeline(rate=Fraction(25), size=size, frames=frames, video=[clip])
    return render(timeline, {str(path): probe(path)}, out)


ODD: dict[str, tuple[str, tuple[int, int], tuple[str, ...]]] = {
    "odd size": ("a.mp4", (161, 91), ("-c:v", "libx264", "-pix_fmt", "yuv444p", "-crf", "15")),
    "10 bit": ("a.mp4", SIZE, ("-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-x265-params", "log-level=0:crf=15")),
    "wide pixels": ("a.mp4", SIZE, ("-vf", "scale=80:90,setsar=2", *X264)),
    "interlaced": ("a.mp4", (320, 192), (*B_FRAMES, "-flags", "+ildct+ilme", "-x264-params", "interlaced=1")),
    "prores": ("a.mov", SIZE, ("-c:v", "prores_ks",)),
    "alpha": ("a.mov", SIZE, ("-c:v", "qtrle", "-pix_fmt", "argb")),
    "no matching shape": ("a.mp4", (120, 200), X264),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_sources_fill_the_picture(tmp_path: Path, name: str) -> None:
    file, size, codec = ODD[name]
    path = write_frames(tmp_path / file, numbered_pictures(8, size=size), codec=codec)
    out = one_clip(path, tmp_path / "out.mp4")
    assert [code and code[0] for code in codes(out)] == [0, 1, 2, 3, 4, 5]
    assert pictures(out)[0].shape == (90, 160)


def test_names_mean_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "it's; a [strange], folder: é\n%d"
    folder.mkdir()
    path = folder / "-i weird'%03d\\name=1:2.mp4"
    numbered_video(tmp_path / "plain.mp4", frames=6, size=SIZE).rename(path)
    out = folder / "-o'ut%d;.mp4"
    assert [code and code[0] for code in codes(one_clip(path, out))] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_a_still_is_held(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a%d.{suffix}"
    picture = next(iter(numbered_pictures(1, size=SIZE, start_number=77)))
    path.write_bytes(cv2.imencode(f".{suffix}", picture[..., ::-1])[1].tobytes())
    assert [code and code[0] for code in codes(one_clip(path, tmp_path / "out.mp4", frames=30))] == [77] * 30


def test_reframing_chooses_the_side(tmp_path: Path) -> None:
    picture = np.zeros((90, 160, 3), np.uint8)
    picture[:, 80:] = 255
    path = write_frames(tmp_path / "a.mp4", [picture] * 6)
    left, right = (
        pictures(one_clip(path, tmp_path / f"{x}.mp4", size=(50, 90), reframe=Reframe(x=x)))[0].mean()
        for x in (0.2, 0.8)
    )
    assert left < 20 and right > 230


def rgb(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
        assert frame.colorspace == 1 and frame.color_range == 1, "tagged as BT.709, limited"
        assert frame.color_primaries == 1 and frame.color_trc == 1
        return frame.to_ndarray(format="rgb24")[40:50, 70:90].reshape(-1, 3).mean(axis=0)


BARS = np.array([(200, 30, 40), (20, 160, 60), (30, 60, 190), (235, 235, 235), (16, 16, 16)], np.uint8)


@pytest.mark.parametrize("matrix", ["bt709", "smpte170m"])
@pytest.mark.parametrize("spread", ["tv", "pc"])
def test_colours_stay_what_they_were(tmp_path: Path, matrix: str, spread: str) -> None:
    for i, colour in enumerate(BARS):
        picture = np.broadcast_to(colour, (90, 160, 3)).copy()
        tags = ("-colorspace", matrix, "-color_range", spread, "-color_primaries", "bt709", "-color_trc", "bt709")
        convert = ("-vf", f"scale=out_color_matrix={matrix}:out_range={spread}", "-pix_fmt", "yuv444p")
        codec = (*convert, "-c:v", "libx264", "-qp", "1", *tags)
        path = write_frames(tmp_path / f"{i}.mp4", [picture] * 3, codec=codec)
        found = rgb(one_clip(path, tmp_path / f"out{i}.mp4", frames=2))
        assert np.abs(found - colour).max() < 6, f"{colour} became {found}"


def test_hdr_is_brought_down(tmp_path: Path) -> None:
    """Reference white of a PQ film (203 nits, code 0.58) is nearly white, not the grey it is without tone mapping."""
    if not {"zscale", "tonemap"} <= find_ffmpeg().filters:
        pytest.skip("this build has no zscale")
    picture = np.full((90, 160, 3), round(0.58 * 255), np.uint8)
    tags = "setparams=colorspace=bt2020nc:color_primaries=bt2020:color_trc=smpte2084:range=tv"
    convert = ("-vf", f"scale=out_color_matrix=bt2020:out_range=tv,format=yuv420p10le,{tags}")
    codec = (*convert, "-c:v", "libx265", "-x265-params", "log-level=0")
    path = write_frames(tmp_path / "a.mp4", [picture] * 3, codec=codec)
    facts = probe(path)
    assert facts.video is not None and facts.video.hdr == "pq"
    found = rgb(one_clip(path, tmp_path / "out.mp4", frames=2))
    assert 205 < found.min() < 240 and found.max() - found.min() < 8


def test_looks_change_what_they_say(tmp_path: Path) -> None:
    picture = np.broadcast_to(np.array((150, 100, 90), np.uint8), (90, 160, 3)).copy()
    path = write_frames(tmp_path / "a.mp4", [picture] * 3)

    def seen(**look: float) -> np.ndarray:
        return rgb(one_clip(path, tmp_path / "out.mp4", frames=2, look=Look(name="x", **look)))  # type: ignore[arg-type]

    plain = seen()
    assert np.abs(seen(saturation=0.0) - seen(saturation=0.0).mean()).max() < 4
    assert seen(brightness=0.2).mean() > plain.mean() + 25
    assert seen(gamma=1.5).mean() > plain.mean() + 10
    warm, cold = seen(temperature=0.6), seen(temperature=-0.6)
    assert warm[0] - warm[2] > plain[0] - plain[2] + 8 > cold[0] - cold[2] + 16


def test_the_preview_can_use_the_same_filters(tmp_path: Path) -> None:
    """By PyAV's libavfilter, which is another build, and by a graph's description: the same pixels within rounding."""
    picture = next(iter(numbered_pictures(1, size=SIZE, source=3)))
    path = write_frames(tmp_path / "a.mp4", [picture] * 3)
    video = probe(path).video
    assert video is not None
    look = Look(name="x", contrast=1.2, saturation=0.8, brightness=0.05, gamma=1.1, temperature=0.4, vignette=0.5)
    chain = [*picture_filters(video, size=(90, 90), reframe=Reframe(x=0.4)), *look_filters(look)]
    with av.open(str(path)) as container:
        graph = av.filter.Graph()
        at = graph.add_buffer(template=container.streams.video[0])
        for name, args in [*chain, ("buffersink", {})]:
            following = graph.add(name, arguments(args))
            at.link_to(following)
            at = following
        graph.configure()
        graph.push(next(container.decode(video=0)))
        here = graph.pull().to_ndarray(format="gray")  # type: ignore[union-attr]
    raw = tmp_path / "o.gray"
    ffmpeg("-i", path, "-vf", f"{as_string(chain)},format=gray", "-frames:v", "1", "-f", "rawvideo", raw)
    there = np.frombuffer(raw.read_bytes(), np.uint8).reshape(90, 90)
    assert np.abs(here.astype(int) - there).mean() < 1.0
