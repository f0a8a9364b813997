"""Talks cut by their words, through Redis, RQ and FFmpeg: the pictures and sounds of what is kept, and nothing else."""

from __future__ import annotations

import json
import time
import wave
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from footage_corpus import ffmpeg, numbered_video, read_code
from whole_jobs import finished, leftovers

from montage_desktop import cli
from montage_desktop.core.time import SAMPLE_RATE
from montage_desktop.core.timeline import Timeline, load
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
