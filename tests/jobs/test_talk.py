"""Talks cut by their words, through Redis, RQ and FFmpeg: the pictures and sounds of what is kept, and nothing else."""

from __future__ import annotations

import json
import time
import wave
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import msgspec
import numpy as np
import pytest
from footage_corpus import ffmpeg, numbered_video, read_code
from whole_jobs import finished, leftovers, wait, write_click_song

from montage_desktop import cli
from montage_desktop.core import documents
from montage_desktop.core.errors import InputError
from montage_desktop.core.time import SAMPLE_RATE
from montage_desktop.core.timeline import Timeline, load
from montage_desktop.core.transcript.music import TalkMusic
from montage_desktop.jobs import queues
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.requests import TranscriptRequest
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import Priority, Status

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

WORD_S, GAP_S, WORDS = 0.4, 0.2, 16
SECONDS = 10


def pitch(number: int) -> float:
    """What a word sounds like: each has its own, and pauses are silent."""
    return 400.0 + 150 * number


def begins(number: int) -> float:
    return 0.2 + number * (WORD_S + GAP_S)


@pytest.fixture
def talk(tmp_path: Path) -> tuple[Path, Path]:
    """A video whose frames are numbered and whose words are tones, and its transcript."""
    pictures = numbered_video(tmp_path / "pictures.mp4", frames=25 * SECONDS, size=(640, 360), source=7)
    t = np.arange(SAMPLE_RATE * SECONDS) / SAMPLE_RATE
    sound = np.zeros_like(t)
    for n in range(WORDS):
        inside = (t >= begins(n)) & (t < begins(n) + WORD_S)
        sound[inside] = 0.4 * np.sin(2 * np.pi * pitch(n) * t[inside])
    with wave.open(str(tmp_path / "sound.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((sound * 32000).astype("<i2").tobytes())
    video = tmp_path / "talk 1.mov"
    ffmpeg("-i", pictures, "-i", tmp_path / "sound.wav", "-c:v", "copy", "-c:a", "pcm_s16le", video)
    words = [
        {"word": f" word{n}", "start": begins(n), "end": begins(n) + WORD_S, "probability": 0.9} for n in range(WORDS)
    ]
    text = "".join(str(w["word"]) for w in words)
    document = {"language": "en", "segments": [{"id": 0, "start": 0.2, "end": 9.6, "text": text, "words": words}]}
    transcript = tmp_path / "talk.json"
    transcript.write_text(json.dumps(document))
    return video, transcript


def heard(film: Path) -> list[int]:
    """Which words are heard, in order, by the pitch of every 20 ms."""
    with av.open(str(film)) as container:
        blocks = [f.to_ndarray() for f in container.decode(audio=0)]
    sound = np.concatenate(blocks, axis=1).mean(axis=0)
    found: list[int] = []
    window = SAMPLE_RATE // 50
    for at in range(0, len(sound) - window, window):
        part = sound[at : at + window]
        if np.sqrt(np.mean(part**2)) < 0.05:
            continue
        spectrum = np.abs(np.fft.rfft(part * np.hanning(window), SAMPLE_RATE))
        word = round((int(spectrum.argmax()) - 400) / 150)
        if found[-1:] != [word]:
            found.append(word)
    return found


def shown(film: Path) -> list[int | None]:
    with av.open(str(film)) as container:
        codes = [read_code(f.to_ndarray(format="gray")) for f in container.decode(video=0)]
    return [code and code[0] for code in codes]


def named(timeline: Timeline) -> list[int]:
    """Source frames that the timeline names."""
    return [int(c.source_in * 25) + n for c in timeline.video for n in range(c.frames)]


EDITS = {
    "schema": "montage.edits/1",
    "ops": [
        {"op": "delete", "words": [3, 5]},
        {"op": "move", "words": [10, 11], "before": 1},
        {"op": "correct", "word": 0, "text": "Ada"},
    ],
}
KEPT = [0, 10, 11, 1, 2, 6, 7, 8, 9, 12, 13, 14, 15]


@pytest.mark.parametrize("smart_cut", ["off", "auto"])
def test_what_is_kept_is_seen_and_heard_in_order(
    service: JobService, talk: tuple[Path, Path], tmp_path: Path, smart_cut: Any
) -> None:
    video, transcript = talk
    out, plan, srt = tmp_path / "cut.mp4", tmp_path / "cut.json", tmp_path / "cut.srt"
    request = TranscriptRequest(
        video=str(video), transcript=str(transcript), edits=EDITS, out=str(out), plan=str(plan), srt=str(srt),
        smart_cut=smart_cut,
    )  # fmt: skip
    record = finished(service, service.submit_transcript(request).id)
    timeline = load(plan)
    assert heard(out) == KEPT
    assert shown(out) == named(timeline)
    assert record.result["frames"] == timeline.frames
    assert record.result["seconds"] == float(timeline.duration_s)
    text = srt.read_text()
    assert "Ada word10 word11 word1" in text.replace("\n", " ")
    assert "word4" not in text
    assert leftovers(tmp_path) == []


def test_without_edits_the_film_is_the_video(service: JobService, talk: tuple[Path, Path], tmp_path: Path) -> None:
    video, transcript = talk
    out = tmp_path / "whole.mp4"
    request = TranscriptRequest(video=str(video), transcript=str(transcript), out=str(out))
    record = finished(service, service.submit_transcript(request).id)
    assert shown(out) == list(range(25 * SECONDS))
    assert heard(out) == list(range(WORDS))
    assert record.result["seconds"] == SECONDS


def test_captions_are_drawn_while_their_words_are_heard(
    service: JobService, talk: tuple[Path, Path], tmp_path: Path
) -> None:
    """On exactly the frames that the timeline says."""
    video, transcript = talk
    films = {}
    for style in ("", "bold"):
        films[style] = tmp_path / f"{style or 'plain'}.mp4"
        request = TranscriptRequest(
            video=str(video), transcript=str(transcript), edits=EDITS, captions=style, out=str(films[style]),
            plan=str(tmp_path / f"plan-{style}.json"), profile="high", smart_cut="off",
        )  # fmt: skip
        record = finished(service, service.submit_transcript(request).id)
    assert record.result["smart_cut"]["copied_frames"] == 0
    pictures = []
    for film in films.values():
        with av.open(str(film)) as container:
            pictures.append([f.to_ndarray(format="gray").astype(int) for f in container.decode(video=0)])
    timeline = load(tmp_path / "plan-bold.json")
    captioned = {f for row in timeline.captions for f in range(row["start_frame"], row["start_frame"] + row["frames"])}
    assert timeline.caption_style == "bold" and 0 < len(captioned) < timeline.frames
    differs = {n for n, (a, b) in enumerate(zip(*pictures, strict=True)) if np.abs(a - b)[270:].max() > 100}
    assert differs == captioned
    assert leftovers(tmp_path) == []


def test_captions_as_a_track_leave_the_pictures_as_they_are(
    service: JobService, talk: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the command: pictures are copied all the same, and the track says what the captions of a file say."""
    video, transcript = talk
    edits, plan, out = tmp_path / "edits.json", tmp_path / "plan.json", tmp_path / "track.mp4"
    edits.write_text(json.dumps(EDITS))
    options = ["--captions", "track", "--plan", str(plan), "--out", str(out), "--smart-cut", "require", "--json"]
    assert cli.main(["transcript-render", str(video), str(transcript), "--edits", str(edits), *options]) == 0
    timeline = load(plan)
    assert (timeline.caption_track, timeline.caption_style) == (True, "")
    with av.open(str(out)) as container:
        (track,) = container.streams.subtitles
        samples = [(p.pts, p.duration, bytes(p)[2:].decode()) for p in container.demux(track) if p.size > 2]
        tick = track.time_base
    assert tick is not None
    frames = [(int(a * tick * timeline.rate), int(n * tick * timeline.rate), text) for a, n, text in samples]
    assert frames == [(row["start_frame"], row["frames"], row["text"]) for row in timeline.captions]
    assert shown(out) == named(timeline)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert any(t.get("result", t).get("smart_cut", {}).get("copied_frames") for t in told), told[-1]


def test_the_task_by_its_name_and_the_older_form(service: JobService, talk: tuple[Path, Path]) -> None:
    """Queued by hand, as a script would; the film is written beside the video."""
    video, transcript = talk
    edits = [{"index": n, "removed": True} for n in range(4, 16)]
    flow: Flow = service.flow
    rq_id = flow.queues.enqueue(
        queues.RUN_TRANSCRIPT, ("byhand01", str(video), str(transcript), edits),
        priority=Priority.DEFAULT, label="byhand01-entry",
    )  # fmt: skip
    assert rq_id
    deadline = time.monotonic() + 60
    while not any(r.id == "byhand01" for r in service.history()):  # until a worker has it
        assert time.monotonic() < deadline
        time.sleep(0.05)
    record = finished(service, "byhand01")
    assert record.status is Status.FINISHED
    assert heard(Path(record.result["path"])) == [0, 1, 2, 3]
    assert Path(record.result["path"]).parent == video.parent


def test_bad_words_and_edits_are_refused(
    service: JobService, talk: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video, transcript = talk
    base = ["transcript-render", str(video), str(transcript), "--out", str(tmp_path / "no.mp4"), "--json"]
    edits = tmp_path / "edits.json"
    for content, code in (
        ('{"schema": "montage.edits/1", "ops": [{"op": "delete", "words": [90, 95]}]}', cli.FAILED),
        ('{"schema": "montage.edits/1", "ops": [{"op": "delete", "words": [0, 15]}]}', cli.FAILED),
        ('{"schema": "montage.edits/1", "ops": [{"op": "explode"}]}', cli.FAILED),
        ("no json", cli.FAILED),
    ):
        edits.write_text(content)
        assert cli.main([*base, "--edits", str(edits)]) in (code, cli.USAGE)
        told = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert told.get("message") or told.get("error", {}).get("message"), told
    assert not (tmp_path / "no.mp4").exists()


# Over music ------------------------------------------------------------------------------------------------------


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write_click_song(tmp_path / "song, with a comma.wav", seconds=6.0, bpm=120.0)


def test_a_talk_over_music_by_the_command(
    service: JobService, talk: tuple[Path, Path], song: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Longer than the song: it is repeated; every word is still heard, and cuts have slid onto beats."""
    video, transcript = talk
    edits, out, plan = tmp_path / "edits.json", tmp_path / "cut.mp4", tmp_path / "cut.json"
    gone = (1, 4, 7, 10, 13)
    ops = [{"op": "delete", "words": [n, n]} for n in gone]
    edits.write_text(json.dumps({"schema": "montage.edits/1", "ops": ops}))
    base = ["transcript-render", str(video), str(transcript), "--edits", str(edits), "--json", "--music", str(song)]
    command = [*base, "--out", str(out), "--plan", str(plan)]
    assert cli.main([*command, "--music-gain", "-20", "--duck", "9", "--beat-slide", "80"]) == cli.OK
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    timeline = load(plan)
    music = [s for s in timeline.audio if s.role == "music"]
    assert {s.source for s in music} == {str(song)} and sum(s.samples for s in music) == timeline.samples
    assert len(music) >= 2 and timeline.beats and timeline.downbeats
    lows = {db for s in music for _, db in s.points}
    assert min(lows) == -9.0 and max(lows) <= 0
    assert heard(out) == [n for n in range(WORDS) if n not in gone]
    assert shown(out) == named(timeline)
    assert result["event"] == "result" and result["frames"] == timeline.frames
    on_beat = {round(b * timeline.rate) for b in timeline.beats}
    cuts = [c.start for c in timeline.video[1:]]
    assert sum(c in on_beat for c in cuts) >= 1
    # Without a slide the cuts are where the pauses are quietest.
    assert cli.main([*base, "--plan", str(tmp_path / "still.json"), "--plan-only", "--beat-slide", "0"]) == cli.OK
    still = load(tmp_path / "still.json")
    assert [c.start for c in still.video[1:]] != cuts
    assert leftovers(tmp_path) == []


def test_music_without_a_beat_or_a_sound(
    service: JobService, talk: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    video, transcript = talk
    noise = np.random.default_rng(2).normal(0, 0.1, SAMPLE_RATE * 6)
    with wave.open(str(tmp_path / "rain.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((np.clip(noise, -1, 1) * 32767).astype("<i2").tobytes())
    request = TranscriptRequest(
        video=str(video), transcript=str(transcript), plan_only=True, plan=str(tmp_path / "rain.json"), edits=EDITS,
        music=TalkMusic(source=str(tmp_path / "rain.wav")),
    )  # fmt: skip
    record = finished(service, service.submit_transcript(request).id)
    timeline = load(tmp_path / "rain.json")
    (music,) = [s for s in timeline.audio if s.role == "music"]
    assert music.samples == 6 * SAMPLE_RATE < timeline.samples and timeline.beats == []
    assert any("no cut slides" in n for n in timeline.notes) and any("ends" in n for n in timeline.notes)
    assert record.result["cuts_on_beat"] == 0 and record.result["cuts"] == 4
    base = ["transcript-render", str(video), str(transcript), "--plan-only", "--json"]
    for path in (tmp_path / "pictures.mp4", transcript, tmp_path / "gone.mp3"):
        assert cli.main([*base, "--plan", str(tmp_path / "no.json"), "--music", str(path)]) in (cli.FAILED, cli.USAGE)
        told = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert path.name in json.dumps(told, ensure_ascii=False)
    late = msgspec.structs.replace(request, music=TalkMusic(source=str(tmp_path / "rain.wav"), source_in=Fraction(60)))
    late = msgspec.structs.replace(late, plan=str(tmp_path / "late.json"))
    failed = wait(service, service.submit_transcript(late).id)
    assert failed.status is Status.FAILED and failed.error["code"] == "music.start"


@pytest.mark.parametrize(
    ("music", "code"),
    [
        ({"source": ""}, "music.source"), ({"source": "s.mp3", "slide_s": 0.5}, "beats.slide"),
        ({"source": "s.mp3", "duck_db": 99.0}, "music.duck"), ({"source": "s.mp3", "source_in": "-3"}, "music.start"),
        ({"source": "s.mp3", "gain_db": float("nan")}, "music.gain"), ("s.mp3", "document.invalid"),
        ({"source": "s.mp3", "fade_out_s": -1.0}, "music.fade"), ({"source": 7}, "document.invalid"),
        ({"slide_s": 0.01}, "document.invalid"),
    ],
)  # fmt: skip
def test_crafted_music_is_refused_by_name(
    service: JobService, talk: tuple[Path, Path], tmp_path: Path, music: object, code: str
) -> None:
    """By the request's check, and again by the worker, where the job was written past it."""
    video, transcript = talk
    options = {"video": str(video), "transcript": str(transcript), "edits": [], "out": str(tmp_path / "no.mp4")}
    if code != "document.invalid":
        asked = documents.from_builtins({**options, "music": music}, TranscriptRequest)
        with pytest.raises(InputError) as told:
            service.submit_transcript(asked)
        assert told.value.code == code
    record = wait(service, service.flow.submit("transcript", {**options, "music": music}, title="crafted").id)
    assert record.status is Status.FAILED and record.error["code"] == code
    assert not (tmp_path / "no.mp4").exists()


def test_the_music_is_never_written_over(service: JobService, talk: tuple[Path, Path], tmp_path: Path) -> None:
    video, transcript = talk
    song = tmp_path / "song.mp4"
    song.write_bytes(b"as it was")
    request = TranscriptRequest(
        video=str(video), transcript=str(transcript), out=str(song), overwrite=True, music=TalkMusic(source=str(song))
    )
    with pytest.raises(InputError) as told:
        service.submit_transcript(request)
    assert told.value.code == "output.is_source"
