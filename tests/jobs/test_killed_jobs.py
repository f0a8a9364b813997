"""Whole jobs through Redis, RQ and FFmpeg: no crash of anything, and no wish to stop, loses one."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from whole_jobs import (
    assert_true_film,
    finished,
    leftovers,
    of_role,
    rendering,
    request,
    wait,
)

from montage_desktop.core.time import seconds
from montage_desktop.jobs import host
from montage_desktop.jobs.follow import follow
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import PartState, Status

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def slow_request(clips: list[Path], song: Path, out: Path) -> object:
    """Long enough to be caught in the middle: 18 s at 1080p."""
    return request(clips, song, out, duration_s=seconds(18), profile="standard")


def test_cancel_ends_ffmpeg_within_two_seconds_and_retry_goes_on(
    service: JobService, clips: list[Path], song: Path, tmp_path: Path, home: Path
) -> None:
    out = tmp_path / "film.mp4"
    job = service.submit_montage(slow_request(clips, song, out))  # type: ignore[arg-type]
    wait(service, job.id, rendering)
    assert service.cancel(job.id)
    asked = time.monotonic()
    while of_role(home, "ffmpeg"):
        assert time.monotonic() - asked < 2.0, "FFmpeg still runs"
        time.sleep(0.02)
    assert service.flow.store.get(job.id).status is Status.CANCELLED
    deadline = time.monotonic() + 5
    while leftovers(home) or leftovers(tmp_path):
        assert time.monotonic() < deadline, leftovers(home) + leftovers(tmp_path)
        time.sleep(0.05)
    assert not out.exists()
    assert service.status()["queued"] == 0
    assert not service.cancel(job.id), "it is over already"
    assert service.flow.retry(job.id)
    record = finished(service, job.id)
    assert record.attempt == 2
    assert out.exists()


@pytest.mark.parametrize("victim", ["horse", "worker"])
def test_a_killed_worker_costs_one_part(
    service: JobService, clips: list[Path], song: Path, tmp_path: Path, home: Path, victim: str
) -> None:
    out = tmp_path / "film.mp4"
    job = service.submit_montage(slow_request(clips, song, out))  # type: ignore[arg-type]
    wait(service, job.id, rendering)
    ffmpeg = of_role(home, "ffmpeg")[0]
    horse = ffmpeg.parent()
    assert horse is not None
    parent = horse.parent()
    assert parent is not None
    doomed = horse if victim == "horse" else parent
    doomed.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    while ffmpeg.is_running() and ffmpeg.status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() - killed < 2.0, "FFmpeg outlived its worker"
        time.sleep(0.02)
    record = finished(service, job.id)
    attempts = service.flow.board.attempts(job.id)
    assert sorted(attempts.values())[-1] == 2
    assert sum(n - 1 for n in attempts.values()) == 1, "more than the one part was done again"
    timeline = service.timeline_of(job.id)
    assert timeline is not None
    assert_true_film(out, timeline)
    assert record.attempt == 1
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("victim", ["valkey", "host"])
def test_a_killed_server_or_host_loses_nothing(
    service: JobService, clips: list[Path], song: Path, tmp_path: Path, home: Path, victim: str
) -> None:
    out = tmp_path / "film.mp4"
    job = service.submit_montage(slow_request(clips, song, out))  # type: ignore[arg-type]
    older = service.submit_analysis([str(clips[0])])
    wait(service, job.id, rendering)
    role = "valkey" if victim == "valkey" else "server"
    (doomed,) = of_role(home, role)
    doomed.send_signal(signal.SIGKILL)
    last = list(follow(service, job.id, should_cancel=lambda: False))[-1]
    assert last.status is Status.FINISHED, last.error
    timeline = service.timeline_of(job.id)
    assert timeline is not None
    assert_true_film(out, timeline)
    wait(service, older.id)
    assert {r.id for r in service.history()} == {job.id, older.id}


def test_a_killed_client_leaves_its_job_running_and_the_history_lasts(
    service: JobService, clips: list[Path], song: Path, tmp_path: Path, home: Path
) -> None:
    out = tmp_path / "film.mp4"
    command = [sys.executable, "-m", "montage_desktop", "montage", *map(str, clips), "--music", str(song)]
    command += ["--duration", "8", "--profile", "preview", "--out", str(out), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert b"submitted" in process.stdout.readline()
        process.kill()
    (job,) = service.history()
    finished(service, job.id)
    assert out.exists()
    service.close()
    assert host.stop_running()
    again = JobService.open()
    assert [(r.id, r.status) for r in again.history()] == [(job.id, Status.FINISHED)]
    again.client.flushall()  # past its time in Redis, the archive still knows it
    assert again.get(job.id).result["path"] == str(out)
    again.close()


def test_ctrl_c_cancels_the_job_and_exits_with_130(
    service: JobService, clips: list[Path], song: Path, tmp_path: Path, home: Path
) -> None:
    command = [sys.executable, "-m", "montage_desktop", "montage", *map(str, clips), "--music", str(song)]
    command += ["--duration", "18", "--out", str(tmp_path / "film.mp4")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 60
        while not (jobs := service.history()) or not rendering(jobs[0]):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        _, err = process.communicate(timeout=20)
        assert process.returncode == 130
        assert b"cancelled" in err
    while of_role(home, "ffmpeg"):
        assert time.monotonic() - asked < 2.5
        time.sleep(0.02)
    assert service.get(jobs[0].id).status is Status.CANCELLED
    assert list(tmp_path.iterdir()) == []


def test_pause_feeds_no_more_parts(
    service: JobService, clips: list[Path], song: Path, tmp_path: Path, home: Path
) -> None:
    job = service.submit_montage(slow_request(clips, song, tmp_path / "film.mp4"))  # type: ignore[arg-type]
    wait(service, job.id, rendering)
    assert service.flow.pause(job.id)
    deadline = time.monotonic() + 30
    while PartState.RUNNING in service.flow.board.states(job.id).values():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    before = service.flow.board.states(job.id)
    time.sleep(3)  # longer than a sweep of the janitor
    assert service.flow.board.states(job.id) == before
    assert service.flow.store.get(job.id).status is Status.PAUSED
    assert service.flow.resume(job.id)
    finished(service, job.id)
