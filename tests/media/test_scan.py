"""A film is looked through: black and still stretches are found if nobody planned them, and only then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest
from footage_corpus import X264, ffmpeg, numbered_pictures, numbered_video, texture, write_frames
from test_loudness import ebur128
from test_sound import span, tone, write_wav

from montage_desktop.core.errors import Cancelled, MediaError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Clip, Look, Timeline, Transition, validate
from montage_desktop.media.probe import probe
from montage_desktop.media.render.encoding import encoder_args
from montage_desktop.media.render.film import render_film
from montage_desktop.media.render.profiles import Profile, profile
from montage_desktop.media.render.scan import scan

SIZE = (480, 270)
RATE = Fraction(25)
NATIVE = {name: msgspec.structs.replace(profile(name), short_side=0) for name in ("preview", "standard", "high")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scan")


@pytest.fixture(scope="module")
def moving(folder: Path) -> Path:
    """300 numbered frames of a texture that drifts."""
    codec = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p")
    return numbered_video(folder / "moving.mp4", frames=300, size=SIZE, codec=codec)


def clip(at: int, frames: int, source: Path, first: int = 0, **more: object) -> Clip:
    given = {"id": f"c{at}", "start": at, "frames": frames, "source": str(source), "source_in": first / RATE}
    return Clip(**{**given, **more})  # type: ignore[arg-type]


def timeline_of(*clips: Clip) -> Timeline:
    timeline = Timeline(rate=RATE, size=SIZE, frames=clips[-1].end, video=list(clips))
    validate(timeline)
    return timeline


def facts_of(timeline: Timeline) -> dict[str, MediaFacts]:
    return {s: probe(Path(s)) for s in timeline.sources()}


@pytest.fixture(scope="module")
def plain(moving: Path) -> Timeline:
    """200 frames in three clips."""
    return timeline_of(clip(0, 60, moving, 10), clip(60, 90, moving, 150), clip(150, 50, moving, 70))


@pytest.fixture(scope="module", params=["preview", "high"])
def film(request: pytest.FixtureRequest, folder: Path, plain: Timeline) -> tuple[Path, Profile]:
    """The plain film under a profile."""
    out = folder / f"{request.param}.mp4"
    render_film(plain, out, settings=NATIVE[request.param])
    return out, NATIVE[request.param]


def damaged(film: Path, settings: Profile, out: Path, change: Callable[[int, np.ndarray], int | np.ndarray]) -> Path:
    """The film encoded again, each picture (by number) replaced by what `change` gives: a picture, or one's number."""
    with av.open(str(film)) as container:
        pictures = [f.to_ndarray(format="rgb24") for f in container.decode(video=0)]
    changed = (change(n, p) for n, p in enumerate(pictures))
    frames = (pictures[c] if isinstance(c, int) else c for c in changed)
    return write_frames(out, frames, rate=RATE, codec=encoder_args(settings, RATE))


def near(found: Iterable[list[int]], wanted: list[tuple[int, int]]) -> bool:
    found = list(found)
    return len(found) == len(wanted) and all(
        abs(a - c) <= 2 and abs(b - d) <= 2 for (a, b), (c, d) in zip(found, wanted, strict=True)
    )


# ---------------------------------------------------------------------------------------- what is not planned


def test_a_good_film_has_no_findings(film: tuple[Path, Profile], plain: Timeline) -> None:
    report = scan(film[0], plain, facts=facts_of(plain))
    assert (report["black"], report["frozen"], report["decode_errors"], report["warnings"]) == ([], [], 0, [])
    assert report["keyframes"] >= 4 and report["keyframes_decoded"] >= 2
    assert report["not_looked_at"] == 0
    assert (report["loudness_lufs"], report["true_peak_dbtp"]) == (None, None)


@pytest.mark.parametrize("run", [(0, 14), (40, 58), (64, 120), (91, 105), (30, 179)])
def test_black_that_was_not_planned(
    film: tuple[Path, Profile], plain: Timeline, tmp_path: Path, run: tuple[int, int]
) -> None:
    first, last = run
    bad = damaged(*film, tmp_path / "bad.mp4", lambda n, p: p * 0 if first <= n <= last else p)
    report = scan(bad, plain, facts=facts_of(plain))
    pieces = [(max(first, c.start), min(last, c.end - 1)) for c in plain.video if c.start <= last and first < c.end]
    assert near(report["black"], [p for p in pieces if p[1] - p[0] > 1])
    assert report["frozen"] == []
    assert "is black" in report["warnings"][0] and "moving.mp4" in report["warnings"][0]
    assert report["decode_errors"] == 0


@pytest.mark.parametrize("run", [(20, 34), (62, 140), (110, 148), (152, 199)])
def test_a_freeze_that_was_not_planned(
    film: tuple[Path, Profile], plain: Timeline, tmp_path: Path, run: tuple[int, int]
) -> None:
    first, last = run
    bad = damaged(*film, tmp_path / "bad.mp4", lambda n, p: first if first <= n <= last else p)
    report = scan(bad, plain, facts=facts_of(plain))
    assert near(report["frozen"], [run])
    assert report["black"] == []
    assert "stands still" in report["warnings"][0]


def test_a_short_repeat_is_no_freeze(film: tuple[Path, Profile], plain: Timeline, tmp_path: Path) -> None:
    bad = damaged(*film, tmp_path / "bad.mp4", lambda n, p: 40 if 40 <= n <= 48 else p)
    assert scan(bad, plain, facts=facts_of(plain))["warnings"] == []


# -------------------------------------------------------------------------------------------- what is planned


def test_a_dip_to_black(moving: Path, folder: Path) -> None:
    dip = Transition("dip_black", 40)
    timeline = timeline_of(clip(0, 60, moving, 10), clip(60, 60, moving, 150, transition_in=dip))
    out = folder / "dip.mp4"
    render_film(timeline, out, settings=NATIVE["standard"])
    assert scan(out, timeline, facts=facts_of(timeline))["warnings"] == []
    dark = damaged(out, NATIVE["standard"], folder / "dark.mp4", lambda n, p: p * 0 if 45 <= n < 75 else p)
    assert scan(dark, timeline, facts=facts_of(timeline))["warnings"] == []
    without = msgspec.structs.replace(timeline, video=[timeline.video[0], clip(60, 60, moving, 150)])
    assert near(scan(dark, without, facts=facts_of(timeline))["black"], [(45, 59), (60, 74)])


def test_stills(moving: Path, folder: Path) -> None:
    picture = folder / "still.png"
    ffmpeg("-i", moving, "-frames:v", "1", "-update", "1", picture)
    fade = Transition("dissolve", 10)
    timeline = timeline_of(
        clip(0, 40, moving, 10), clip(40, 90, picture, 0), clip(130, 40, moving, 20, transition_in=fade)
    )
    out = folder / "stills.mp4"
    render_film(timeline, out, settings=NATIVE["standard"])
    assert scan(out, timeline, facts=facts_of(timeline))["warnings"] == []


def test_a_source_that_is_black_or_still_itself(folder: Path) -> None:
    """By the source's own pictures; the same film under a plan with another source is told of."""
    pictures = list(numbered_pictures(200, size=SIZE))
    changed = [p * 0 if 40 <= n < 90 else pictures[120] if 120 <= n < 170 else p for n, p in enumerate(pictures)]
    source = write_frames(folder / "gaps.mp4", changed, rate=RATE, codec=(*X264, "-g", "12"))
    good = write_frames(folder / "good.mp4", pictures, rate=RATE, codec=(*X264, "-g", "12"))
    timeline = timeline_of(clip(0, 195, source, 2))
    out = folder / "gaps film.mp4"
    render_film(timeline, out, settings=NATIVE["standard"])
    report = scan(out, timeline, facts=facts_of(timeline))
    assert (report["black"], report["frozen"], report["warnings"]) == ([], [], [])
    other = timeline_of(clip(0, 195, good, 2))
    report = scan(out, other, facts=facts_of(other))
    assert near(report["black"], [(38, 87)]) and near(report["frozen"], [(118, 167)])


def test_slow_motion_and_a_dark_look(moving: Path, folder: Path) -> None:
    slow = clip(0, 100, moving, 10, speed=Fraction(1, 20))
    dark = clip(100, 50, moving, 10, look=Look(brightness=-1.0))
    timeline = timeline_of(slow, dark)
    out = folder / "slow.mp4"
    render_film(timeline, out, settings=NATIVE["standard"])
    assert scan(out, timeline, facts=facts_of(timeline))["warnings"] == []


def test_noise_is_not_taken_for_movement(folder: Path) -> None:
    """A tripod shot of nothing that moves, with a camera's noise: still in the film, and still in the source."""
    picture = texture(270, 480, seed=3).astype(int)
    rng = np.random.default_rng(5)
    noisy = (np.clip(picture + rng.normal(0, 5, picture.shape), 0, 255).astype(np.uint8) for _ in range(60))
    source = write_frames(folder / "tripod.mp4", noisy, rate=RATE, codec=(*X264, "-g", "12"))
    timeline = timeline_of(clip(0, 58, source))
    out = folder / "tripod film.mp4"
    render_film(timeline, out, settings=NATIVE["preview"])
    assert scan(out, timeline, facts=facts_of(timeline))["warnings"] == []


# ---------------------------------------------------------------------------------------------------- damage


def packets(path: Path) -> list[tuple[int, int, bool]]:
    """(position, size, key frame) of each video packet."""
    with av.open(str(path)) as container:
        return [(p.pos or 0, p.size, p.is_keyframe) for p in container.demux(video=0) if p.size]


@pytest.fixture(scope="module")
def rich(folder: Path, plain: Timeline) -> Path:
    """The plain film with much in every packet."""
    out = folder / "rich.mp4"
    render_film(plain, out, settings=NATIVE["high"])
    return out


@pytest.mark.parametrize("what", ["zeros in it", "length", "kind"])
def test_a_damaged_packet_is_counted(rich: Path, plain: Timeline, tmp_path: Path, what: str) -> None:
    data = bytearray(rich.read_bytes())
    at, size = max(((p, s) for p, s, key in packets(rich) if not key), key=lambda x: x[1])
    if what == "zeros in it":
        data[at + size // 2 : at + size // 2 + 64] = bytes(64)
    elif what == "length":
        data[at : at + 4] = (size + 5).to_bytes(4, "big")
    else:
        data[at + 4] |= 0x80
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(data)
    report = scan(bad, plain, facts=facts_of(plain))
    assert report["decode_errors"] == 1
    assert "1 pictures are damaged" in report["warnings"][0]


def test_a_key_frame_that_does_not_decode_fails(rich: Path, plain: Timeline, tmp_path: Path) -> None:
    data = bytearray(rich.read_bytes())
    at, size = next((p, s) for p, s, key in packets(rich) if key)
    data[at + size // 4 : at + size - 10] = bytes((7 * i) % 255 + 1 for i in range(size - 10 - size // 4))
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(data)
    with pytest.raises(MediaError) as e:
        scan(bad, plain, facts=facts_of(plain))
    assert e.value.code == "check.failed" and "0:0" in e.value.message


def test_what_is_no_film_fails(plain: Timeline, tmp_path: Path) -> None:
    text = tmp_path / "text.mp4"
    text.write_text("not a film")
    for path in (text, tmp_path / "none.mp4"):
        with pytest.raises(MediaError):
            scan(path, plain, facts=facts_of(plain))


def test_it_can_be_cancelled(rich: Path, plain: Timeline) -> None:
    with pytest.raises(Cancelled):
        scan(rich, plain, facts=facts_of(plain), should_stop=lambda: True)


# ----------------------------------------------------------------------------------------------------- sound


def test_loudness_and_peak(moving: Path, folder: Path, tmp_path: Path) -> None:
    source = write_wav(tmp_path / "tone.wav", tone(9, hz=997, level=0.25))
    base = timeline_of(clip(0, 200, moving))
    timeline = msgspec.structs.replace(base, audio=[span(source, 0, base.samples)])
    out = tmp_path / "sounding.mp4"
    render_film(timeline, out, settings=NATIVE["preview"])
    report = scan(out, timeline, facts=facts_of(timeline))
    loudness, peak = ebur128(out)
    assert report["loudness_lufs"] == pytest.approx(loudness, abs=0.15)
    assert report["true_peak_dbtp"] == pytest.approx(peak, abs=0.3)


def test_little_is_decoded(moving: Path, folder: Path) -> None:
    """What it costs: under a twentieth of the pictures of a film in which everything moves."""
    base = [clip(n * 50, 50, moving, (n * 41) % 240) for n in range(12)]
    timeline = timeline_of(*base)
    out = folder / "long.mp4"
    render_film(timeline, out, settings=NATIVE["standard"])
    report = scan(out, timeline, facts=facts_of(timeline))
    assert report["decoded_pictures"] < timeline.frames / 20
    assert report["warnings"] == []
