"""The real editor is killed in the middle of a job: the job comes to its end, and the next editor finds it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from whole_jobs import family, ffmpeg_running, finished, request, wait, write_click_song, write_clips

from montage_desktop.core.time import seconds
from montage_desktop.jobs import host
from montage_desktop.jobs.connection import configured_endpoint
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import Status

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture
def editor(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[bytes]]:
    monkeypatch.setenv("MONTAGE_WORKERS", "2")
    process = subprocess.Popen([sys.executable, "-m", "montage_desktop"])
    yield process
    process.kill()
    process.wait()
    host.stop_running()
    _gone, alive = psutil.wait_procs(family(home), timeout=10)
    for left in alive:
        left.kill()
    assert not alive, f"left running: {alive}"


def test_a_killed_editor_loses_nothing(editor: subprocess.Popen[bytes], tmp_path: Path) -> None:
    address = host.HostFiles.of(configured_endpoint()).address
    deadline = time.monotonic() + 60
    while not address.exists():
        assert time.monotonic() < deadline, "the editor has not started its host"
        assert editor.poll() is None, "the editor has ended"
        time.sleep(0.05)
    service = JobService.open()
    clips = write_clips(tmp_path, count=3, frames=200)
    song = write_click_song(tmp_path / "song.wav", seconds=20)
    out = tmp_path / "film.mp4"
    asked = request(clips, song, out, duration_s=seconds(12), profile="standard")
    job = service.submit_montage(asked)
    wait(service, job.id, lambda r: r.phase == "rendering" and ffmpeg_running())
    editor.kill()
    editor.wait()
    finished(service, job.id)
    assert out.exists()
    assert [(r.id, r.status) for r in service.history()] == [(job.id, Status.FINISHED)]
    service.close()
