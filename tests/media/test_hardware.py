"""Hardware encoders: found by encoding, never believed, never mixed with another encoder in one film.

There is no such card where tests run: an FFmpeg that calls x264 by another name, and fails when told to, stands in.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import av
import pytest
from footage_corpus import numbered_video, read_number

from montage_desktop.core.errors import MediaError
from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.media.ffmpeg import FFmpeg, find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.media.render.engine import Engine
from montage_desktop.media.render.hardware import FAMILIES, available, device_args, quality_args, trials, upload_filters
from montage_desktop.media.render.profiles import profile

RATE = Fraction(25)
_STAND_IN = """#!{python}
import os, sys
real, broken = {real!r}, {broken!r}
args = sys.argv[1:]
if any(a.endswith("_nvenc") for a in args):
    if os.path.exists(broken) and "null" not in args:
        sys.exit("[h264_nvenc @ 0x1] [error] OpenEncodeSessionEx failed: out of memory (10)")
    at = args.index("-c:v")
    args[at + 1] = "libx264"
    for name, count in (("-preset", 2), ("-rc", 2), ("-cq", 2), ("-forced-idr", 2), ("-no-scenecut", 2)):
        if name in args:
            del args[args.index(name) : args.index(name) + count]
os.execv(real, [real, *args])
"""


@pytest.fixture
def card(tmp_path: Path) -> tuple[FFmpeg, Path]:
    return stand_in(tmp_path)


def stand_in(folder: Path) -> tuple[FFmpeg, Path]:
    """An FFmpeg whose NVENC works until the file at the path given with it is there."""
    broken, program = folder / "broken", folder / "ffmpeg"
    program.write_text(_STAND_IN.format(python=sys.executable, real=find_ffmpeg().path, broken=str(broken)))
    program.chmod(0o755)
    return find_ffmpeg(str(program)), broken


def engine_for(ffmpeg: FFmpeg, folder: Path, encoder: str) -> Engine:
    source = folder / "s.mp4"
    if not source.exists():
        numbered_video(source, frames=200, size=(320, 180))
    clips = [Clip(f"c{i}", i * 60, 60, str(source), Fraction(i * 30, 25)) for i in range(3)]
    timeline = Timeline(rate=RATE, size=(320, 180), frames=180, video=clips)
    facts = {str(source): probe(source)}
    cache = ChunkCache(folder / "cache")
    return Engine(timeline, facts=facts, profile=profile("standard"), ffmpeg=ffmpeg, cache=cache, encoder=encoder)


def test_what_does_not_work_here_is_not_offered(tmp_path: Path) -> None:
    ffmpeg = find_ffmpeg()
    tried = trials(ffmpeg)
    assert tried, "the build has some"
    assert all(t.works or t.said for t in tried)
    missing = [f for f in FAMILIES if f not in available(ffmpeg)]
    plan = engine_for(ffmpeg, tmp_path, missing[0]).plan
    assert plan.encoding.hardware == ""
    assert missing[0] in plan.notes[0] and len(plan.notes[0]) > 80, "and the cause is told"
    if not available(ffmpeg):
        assert engine_for(ffmpeg, tmp_path, "auto").plan.notes == [], "nobody asked for one in particular"


def test_a_film_by_hardware(card: tuple[FFmpeg, Path], tmp_path: Path) -> None:
    ffmpeg, _ = card
    assert "nvenc" in available(ffmpeg)
    engine = engine_for(ffmpeg, tmp_path, "auto")
    assert engine.plan.encoding.encoder == "h264_nvenc"
    film = tmp_path / "film.mp4"
    engine.assemble(film, overwrite=False)
    assert engine.check(film)["frames"] == 180
    with av.open(str(film)) as container:
        shown = [read_number(f.to_ndarray(format="gray")) for f in container.decode(video=0)]
    assert shown == [i * 30 + n for i in range(3) for n in range(60)]


def test_it_fails_on_the_way(card: tuple[FFmpeg, Path], tmp_path: Path) -> None:
    ffmpeg, broken = card
    engine = engine_for(ffmpeg, tmp_path, "nvenc")
    engine.chunk(engine.to_render[0])
    broken.touch()
    with pytest.raises(MediaError, match="memory"):
        engine.chunk(engine.to_render[1])
    software = engine.as_encoded(reason="It failed.")
    assert (software.plan.encoding.hardware, software.plan.fell_back) == ("", True)
    film = tmp_path / "film.mp4"
    software.assemble(film, overwrite=False)
    assert software.check(film)["frames"] == 180, "one encoder throughout, or its headers would not fit"


@pytest.mark.parametrize("family", FAMILIES)
def test_arguments(family: str) -> None:
    encoder = f"h264_{family}"
    args = quality_args(encoder, 20, keyint=60)
    assert args[:2] == ["-c:v", encoder] and args[args.index("-g") + 1] == "60"
    assert "-b:v" not in args or args[args.index("-b:v") + 1] == "0", "constant quality, no rate control"
    before, _ = device_args(encoder)
    assert bool(before) == bool(upload_filters(encoder)) == (family == "vaapi")
