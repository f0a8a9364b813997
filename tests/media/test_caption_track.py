"""Captions as a track beside the picture: every text at its frames, and the picture's packets as they were."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import msgspec
import pytest
from footage_corpus import X264, numbered_video

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline
from montage_desktop.media.ffmpeg import find_ffmpeg, run
from montage_desktop.media.probe import probe
from montage_desktop.media.render.film import render_film
from montage_desktop.media.render.profiles import Profile

FAST = Profile(name="fast", short_side=0, preset="veryfast", crf=20, scaler="bicubic", audio_kbps=128)
TEXTS = (
    (0, 20, "Grüße <b>nicht fett</b>"),
    (20, 35, "{\\an8} zwei\nZeilen"),
    (70, 30, "日本"),
    (180, 20, "bis zum Ende"),
)
FRAMES = 200


def caption(start: int, frames: int, text: str) -> dict[str, Any]:
    return {"start_frame": start, "frames": frames, "text": text, "words": [], "speaker": ""}


def film(source: str, rate: Fraction) -> Timeline:
    """Two cuts of a source, most of it as it is."""
    clips = [Clip("a", 0, 90, source, Fraction(0)), Clip("b", 90, 110, source, 110 / rate)]
    samples = round(FRAMES / rate * 48_000)
    return Timeline(
        rate=rate, size=(640, 360), frames=FRAMES, video=clips, audio=[AudioSpan("voice", source, 0, samples)],
        captions=[caption(*t) for t in TEXTS], caption_track=True, caption_language="de",
    )  # fmt: skip


@pytest.fixture(scope="module", params=["25", "30000/1001"])
def footage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Fraction, str]:
    out = tmp_path_factory.mktemp("track") / "talk.mp4"
    numbered_video(out, frames=240, rate=request.param, codec=(*X264, "-g", "20"), tone_hz=440)
    return Fraction(request.param), str(out)


def facts(timeline: Timeline) -> dict[str, MediaFacts]:
    return {s: probe(Path(s)) for s in timeline.sources()}


def shown(path: Path, rate: Fraction) -> list[tuple[int, int, str]]:
    """(first frame, frames, text) of every sample of the track that has one."""
    found = []
    with av.open(str(path)) as container:
        (stream,) = container.streams.subtitles
        for packet in container.demux(stream):
            data = bytes(packet)
            if len(data) > 2 and packet.pts is not None and packet.time_base is not None:
                start, length = packet.pts * packet.time_base * rate, (packet.duration or 0) * packet.time_base * rate
                assert start.denominator == length.denominator == 1, "it does not lie on frames"
                found.append((int(start), int(length), data[2 : 2 + int.from_bytes(data[:2], "big")].decode()))
    return found


def pictures(path: Path) -> list[tuple[int | None, bytes]]:
    with av.open(str(path)) as container:
        return [(p.pts, bytes(p)) for p in container.demux(container.streams.video[0]) if p.size]


def test_texts_and_times_are_the_cues(footage: tuple[Fraction, str], tmp_path: Path) -> None:
    """And smart cut goes on: the packets of the picture are those of the film without captions."""
    rate, source = footage
    timeline = film(source, rate)
    out, bare = tmp_path / "track.mp4", tmp_path / "bare.mp4"
    report = render_film(timeline, out, settings=FAST, facts=facts(timeline), smart_cut="require")
    assert report["copied_frames"] > FRAMES / 2
    without = msgspec.structs.replace(timeline, caption_track=False)
    assert (
        render_film(without, bare, settings=FAST, facts=facts(timeline), smart_cut="require")["copied_frames"]
        == (report["copied_frames"])
    )
    assert shown(out, rate) == list(TEXTS)
    assert pictures(out) == pictures(bare)
    with av.open(str(out)) as container:
        (track,) = container.streams.subtitles
        assert track.codec_context.name == "mov_text"
        assert track.metadata["language"] == "deu"
        assert [s.type for s in container.streams] == ["video", "audio", "subtitle"]
    with av.open(str(bare)) as container:
        assert not container.streams.subtitles


def test_another_program_reads_the_same(footage: tuple[Fraction, str], tmp_path: Path) -> None:
    """FFmpeg's own reader of timed text, whose times are milliseconds."""
    rate, source = footage
    out, srt = tmp_path / "track.mp4", tmp_path / "track.srt"
    timeline = film(source, rate)
    render_film(timeline, out, settings=FAST, facts=facts(timeline))
    run(["-i", str(out), "-map", "0:s", "-f", "srt", str(srt)], ffmpeg=find_ffmpeg())
    blocks = srt.read_text(encoding="utf-8").strip().split("\n\n")
    assert len(blocks) == len(TEXTS)
    for block, (start, frames, text) in zip(blocks, TEXTS, strict=True):
        for clock, frame in zip(block.splitlines()[1].split(" --> "), (start, start + frames), strict=True):
            hours, minutes, seconds = clock.replace(",", ".").split(":")
            told = int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)
            assert abs(told - frame / rate) <= Fraction(1, 1000)
        for line in text.split("\n"):
            assert line.split("}")[-1].strip() in block


def test_an_empty_track_is_none_and_the_bytes_are_the_same_each_time(
    footage: tuple[Fraction, str], tmp_path: Path
) -> None:
    rate, source = footage
    timeline = film(source, rate)
    known = facts(timeline)
    for name in ("a.mp4", "b.mp4"):
        render_film(timeline, tmp_path / name, settings=FAST, facts=known)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()
    silent = msgspec.structs.replace(timeline, captions=[], audio=[])
    render_film(silent, tmp_path / "none.mp4", settings=FAST, facts=known)
    with av.open(str(tmp_path / "none.mp4")) as container:
        assert [s.type for s in container.streams] == ["video"]
    mute = msgspec.structs.replace(timeline, audio=[])
    render_film(mute, tmp_path / "mute.mp4", settings=FAST, facts=known)
    assert shown(tmp_path / "mute.mp4", rate) == list(TEXTS)


def test_what_lies_over_the_next_cue_is_cut_there(footage: tuple[Fraction, str], tmp_path: Path) -> None:
    rate, source = footage
    rows = [caption(10, 60, "long"), caption(30, 20, "next"), caption(30, 20, "at once"), caption(60, 5, "")]
    timeline = msgspec.structs.replace(film(source, rate), captions=rows)
    render_film(timeline, tmp_path / "film.mp4", settings=FAST, facts=facts(timeline))
    assert shown(tmp_path / "film.mp4", rate) == [(10, 20, "long"), (30, 20, "at once")]
