"""Videos that are listened to, through Redis and RQ: the words come back, and nothing is heard twice."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_hub import FakeHub, running
from footage_corpus import ffmpeg, numbered_video
from speech_corpus import speak, write_wav
from whole_jobs import finished, wait

from montage_desktop.core.transcript.document import load
from montage_desktop.jobs.requests import TranscriptionRequest
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import Phase, Status
from montage_desktop.media.speech import models

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


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """A hub with the packaged model under the name of another; it is asked for before `service`, which inherits it."""
    model = models.packaged()
    assert model is not None, "install it: pip install .[offline-speech]"
    files = {p.name: p.read_bytes() for p in model.folder.iterdir() if p.name in dict(model.sha256)}
    with running(FakeHub(files)) as made:
        monkeypatch.setenv("HF_ENDPOINT", made.address)
        yield made


def test_a_model_is_downloaded_only_where_it_was_agreed_to_and_the_job_tells_how_far_it_is(
    hub: FakeHub, service: JobService, talk: Path
) -> None:
    refused = wait(service, service.submit_transcription(TranscriptionRequest(video=str(talk), model="tiny")).id)
    assert (refused.status, refused.error["code"]) == (Status.FAILED, "speech.no_consent") and not hub.asked
    hub.holds_at = [10_000_000, 40_000_000]
    agreed = TranscriptionRequest(video=str(talk), model="tiny", allow_download=True)
    begun = service.submit_transcription(agreed)
    assert hub.holding.wait(30)
    wait(service, begun.id, lambda r: time.time() - r.updated_at > 0.5)  # it reports again only after a while
    hub.go_on()
    record = wait(service, begun.id, lambda r: r.is_over or (r.parts["running"] and r.parts["percent"] > 0))
    assert (record.phase, record.parts["done"], record.parts["total"]) == (Phase.ANALYZING.value, 0, 1)
    assert 10 <= record.parts["percent"] <= 52 and 0 < record.progress < 0.9
    assert service.cancel(begun.id)
    wait(service, begun.id)
    hub.holds_at = []
    hub.hang_up()
    record = finished(service, service.submit_transcription(agreed).id)
    assert [m.name for m in models.fetched()] == ["tiny"] and record.result["engine"] == "whisper tiny"
    assert any(wanted.startswith("bytes=") for _, wanted in hub.asked), "what had arrived was kept"
    asked = len(hub.asked)
    again = finished(service, service.submit_transcription(TranscriptionRequest(video=str(talk), model="tiny")).id)
    assert again.result["words"] == record.result["words"] and len(hub.asked) == asked, "no more is asked"
    assert "analyzing-model" not in service.flow.board.results(again.id)
