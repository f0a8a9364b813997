"""Videos that are listened to, through Redis and RQ: the words come back, and nothing is heard twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from footage_corpus import ffmpeg, numbered_video
from speech_corpus import speak, write_wav
from whole_jobs import finished, wait

from montage_desktop.core.transcript.document import load
from montage_desktop.jobs.requests import TranscriptionRequest
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import Status

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
SAID = "The quick brown fox jumps over the lazy dog. Seven small boats sailed slowly across the cold blue lake."


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A video in which two sentences are spoken."""
    sound = write_wav(tmp_path / "said.wav", speak(SAID))
    pictures = numbered_video(tmp_path / "pictures.mp4", frames=260, size=(320, 180))
    video = tmp_path / "talk.mp4"
    ffmpeg("-i", pictures, "-i", sound, "-c:v", "copy", "-c:a", "aac", "-b:a", "96k", "-shortest", video)
    return video


def test_words_are_heard_and_kept(service: JobService, talk: Path, tmp_path: Path, home: Path) -> None:
    out = tmp_path / "talk.json"
    record = finished(service, service.submit_transcription(TranscriptionRequest(video=str(talk), out=str(out))).id)
    transcript = load(out)
    assert service.transcript_of(record.id) == transcript
    words = [w.word.strip(" .,").lower() for s in transcript.segments for w in s.words]
    wanted = [w.strip(".").lower() for w in SAID.split()]
    assert len(set(words) & set(wanted)) > 0.7 * len(set(wanted)), words
    assert record.result["words"] == len(words)
    times = [(w.start, w.end) for s in transcript.segments for w in s.words]
    assert all(a < b for a, b in times) and times == sorted(times)
    again = finished(service, service.submit_transcription(TranscriptionRequest(video=str(talk))).id)
    heard = [r for part, r in service.flow.board.results(again.id).items() if part.startswith("rendering-")]
    assert heard and all(r["cached"] for r in heard), "it was heard before"
    assert json.loads(out.read_text())["schema"] == "montage.transcript/1"


def test_a_video_without_sound_and_a_model_that_is_not_there_are_refused(service: JobService, tmp_path: Path) -> None:
    silent = numbered_video(tmp_path / "silent.mp4", frames=30)
    for request, code in (
        (TranscriptionRequest(video=str(silent)), "media.no_audio"),
        (TranscriptionRequest(video=str(tmp_path / "none.mp4")), "media.missing"),
    ):
        record = wait(service, service.submit_transcription(request).id)
        assert (record.status, record.error["code"]) == (Status.FAILED, code)
