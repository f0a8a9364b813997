"""What fails on one worker host goes to another: counted, kept away from where it failed, and given up in the end."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from whole_jobs import assert_true_film, family, finished, request, wait, write_click_song, write_clips
from worker_hosts import WorkerHosts

from montage_desktop.core.errors import InputError, MediaError
from montage_desktop.core.time import seconds
from montage_desktop.jobs import janitor as janitors
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.connection import Endpoint
from montage_desktop.jobs.faults import is_inputs_fault
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.janitor import Janitor
from montage_desktop.jobs.needs import NEEDS
from montage_desktop.jobs.registry import WorkerRegistry
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.stages import ENTRY
from montage_desktop.jobs.states import PartState, Status
from montage_desktop.media.ffmpeg import find_ffmpeg

FULL = MediaError("disk.full", "The disk is full.", fix="Free some space.")
A, B, C = "a.1", "b.2", "c.3"
PARTS = [f"analyzing-clip{n}" for n in range(5)]


@pytest.fixture
def job_id(flow: Flow) -> str:
    """A job whose five analysis parts are queued."""
    job = flow.submit("analysis", {"files": [f"{n}.mp4" for n in range(5)]})
    assert flow.board.claim(job.id, ENTRY, "w0")[0] == "run"
    part = flow.board.part(job.id, ENTRY)
    assert part is not None
    footage = [{"path": f"{n}.mp4", "cost_s": 1.0} for n in range(5)]
    flow.board.report(job.id, part, 1.0, done={"footage": footage, "songs": [], "costs_s": {"analyzing": 5.0}})
    flow.board.release(job.id, ENTRY, "w0")
    flow.store.change(job.id, {"status": "running"})
    flow.advance(job.id)
    return job.id


def alive(flow: Flow, *names: str) -> None:
    for name in names:
        flow.workers.beat(name, {"state": "idle"})


def fails(flow: Flow, job_id: str, part: str, host: str, error: MediaError | InputError = FULL) -> bool:
    """A worker of a host takes a part, and fails."""
    verdict, attempt = flow.board.claim(job_id, part, f"{host}-task", host=host)
    assert verdict == "run"
    flow.queues.remove(flow.client.hget(f"job:{job_id}:rq", part))
    flow.board.release(job_id, part, f"{host}-task", state=PartState.PENDING)
    return flow.part_failed(job_id, part, host, error, attempt=attempt)


def queue_of(flow: Flow, job_id: str, part: str) -> str:
    task = flow.client.hget(f"job:{job_id}:rq", part)
    return next(q.name for q in flow.queues.all() if task in q.job_ids)


def test_a_part_goes_to_another_host_and_three_failures_are_enough(flow: Flow, job_id: str) -> None:
    alive(flow, A, B, C, "d.4")
    assert fails(flow, job_id, PARTS[0], A)
    assert queue_of(flow, job_id, PARTS[0]) == f"montage-default!{A}"
    assert queue_of(flow, job_id, PARTS[1]) == "montage-default"
    assert flow.board.claim(job_id, PARTS[0], "again", host=A)[0] == "elsewhere"
    assert flow.board.attempts(job_id)[PARTS[0]] == 1, "a refused claim is no attempt"
    assert flow.board.states(job_id)[PARTS[0]] is PartState.PENDING
    flow.advance(job_id)
    assert fails(flow, job_id, PARTS[0], B)
    assert queue_of(flow, job_id, PARTS[0]) == f"montage-default!{A}!{B}"
    assert not fails(flow, job_id, PARTS[0], C), "the third time is the last, though a fourth host is there"
    record = flow.store.get(job_id)
    assert (record.status, record.error["code"]) == (Status.FAILED, "disk.full")
    assert flow.retry(job_id)
    assert queue_of(flow, job_id, PARTS[0]) == "montage-default", "a retry begins anew"
    assert flow.board.claim(job_id, PARTS[0], "new", host=A) == ("run", 1)


def test_a_host_that_fails_thrice_in_one_way_gets_no_more_of_the_job(flow: Flow, job_id: str) -> None:
    alive(flow, A, B)
    assert fails(flow, job_id, PARTS[0], A)
    assert fails(flow, job_id, PARTS[1], A, MediaError("memory.full", "No memory."))
    assert fails(flow, job_id, PARTS[2], A)
    assert flow.faults.of(job_id).blocked == set(), "in two ways"
    assert fails(flow, job_id, PARTS[3], A)
    assert flow.faults.of(job_id).blocked == {A}
    task = flow.client.hget(f"job:{job_id}:rq", PARTS[4])
    assert queue_of(flow, job_id, PARTS[4]) == "montage-default", "it was queued before"
    assert flow.board.claim(job_id, PARTS[4], task, host=A)[0] == "elsewhere"
    flow.queues.remove(task)
    flow.advance(job_id)
    assert queue_of(flow, job_id, PARTS[4]) == f"montage-default!{A}", "so that it is not taken again and again"
    assert flow.board.attempts(job_id).get(PARTS[4]) is None
    other = flow.submit("analysis", {"files": ["x"]})
    assert flow.board.claim(other.id, ENTRY, "t", host=A)[0] == "run", "of other jobs it does"


def test_alone_a_host_fails_a_job_at_once(flow: Flow, job_id: str) -> None:
    alive(flow, A)
    flow.workers.beat(B, {"state": "paused"})
    flow.workers.beat(C, {"state": "refused"})
    assert not fails(flow, job_id, PARTS[0], A)
    assert flow.store.get(job_id).error["code"] == "disk.full"
    assert flow.board.attempts(job_id)[PARTS[0]] == 1


def test_what_is_the_inputs_fault_fails_at_once(flow: Flow, job_id: str) -> None:
    alive(flow, A, B)
    assert not fails(flow, job_id, PARTS[0], A, InputError("media.not_media", "0.mp4 is no media."))
    assert flow.store.get(job_id).status is Status.FAILED
    assert flow.faults.of(job_id).failed == {}
    assert is_inputs_fault(MediaError("media.truncated", "x"))
    assert not is_inputs_fault(InputError("media.missing", "x")), "it may be seen from another computer"
    assert not is_inputs_fault(FULL)


def test_when_the_last_that_could_has_gone_the_job_fails_with_the_cause(
    flow: Flow, job_id: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive(flow, A, B)
    assert fails(flow, job_id, PARTS[0], A)
    clock = [1000.0]
    monkeypatch.setattr(janitors.time, "monotonic", lambda: clock[0])
    janitor = Janitor(flow, Archive(home / "h.sqlite3"))
    flow.workers.leave(B, "")
    janitor.sweep()
    clock[0] += janitors.GIVE_UP_S - 1
    janitor.sweep()
    assert not flow.store.get(job_id).is_over, "it may be back in a moment"
    alive(flow, C)
    janitor.sweep()
    flow.workers.leave(C, "")
    clock[0] += 2
    janitor.sweep()
    assert not flow.store.get(job_id).is_over, "the time begins anew"
    flow.workers.leave(A, "")
    clock[0] += 2 * janitors.GIVE_UP_S
    janitor.sweep()
    assert not flow.store.get(job_id).is_over, "without any worker jobs wait"
    alive(flow, A)
    janitor.sweep()
    clock[0] += janitors.GIVE_UP_S + 1
    janitor.sweep()
    assert flow.store.get(job_id).error["code"] == "disk.full"
    assert flow.client.smembers(NEEDS) == {f"!{A}"}
    janitor.sweep()
    assert flow.client.smembers(NEEDS) == set()


# With real workers ------------------------------------------------------------------------------------------------


def broken_ffmpeg(folder: Path) -> str:
    """The same build, but whenever it is to make something it says that the disk is full."""
    path = folder / "broken-ffmpeg"
    real = find_ffmpeg().path
    path.write_text(
        f'#!/bin/sh\ncase "$*" in *-progress*) echo "out.mp4: No space left on device" >&2; exit 1;; esac\n'
        f'exec "{real}" "$@"\n'
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture
def hosts(server: EmbeddedServer, flow: Flow, home: Path, tmp_path: Path) -> Iterator[WorkerHosts]:
    made = WorkerHosts(server, WorkerRegistry(flow.client), tmp_path / "hosts.log")
    yield made
    made.end()
    _gone, left = psutil.wait_procs([p for p in family(home) if p.pid != server.pid], timeout=10)
    for process in left:
        process.kill()
    assert not left


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_a_film_is_made_although_one_of_two_hosts_is_broken(
    hosts: WorkerHosts, server: EmbeddedServer, tmp_path: Path
) -> None:
    service = JobService(Endpoint(server.url, embedded=False))
    clips = write_clips(tmp_path, count=2, frames=300)
    song = write_click_song(tmp_path / "song.wav", seconds=16)
    broken = hosts.start(env={"FFMPEG": broken_ffmpeg(tmp_path)})
    wanted = request(clips, song, tmp_path / "film.mp4", duration_s=seconds(14))
    alone = service.submit_montage(wanted)
    record = wait(service, alone.id)
    assert (record.status, record.error["code"]) == (Status.FAILED, "disk.full")
    assert max(service.flow.board.attempts(alone.id).values()) == 1, "alone it fails at once"
    hosts.start()
    assert service.flow.retry(alone.id)
    finished(service, alone.id, seconds=120)
    timeline = service.timeline_of(alone.id)
    assert timeline is not None
    assert_true_film(tmp_path / "film.mp4", timeline)
    faults = service.flow.faults.of(alone.id)
    assert faults.failed, "the broken one has had its part"
    assert all(h == {broken.name} for h in faults.failed.values())
    assert max(service.flow.board.attempts(alone.id).values()) == 2
    assert (faults.blocked, len(faults.failed)) == ({broken.name}, 3), "after three it gets no more"
    service.close()


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_a_job_that_fails_everywhere_fails_with_the_cause(
    hosts: WorkerHosts, server: EmbeddedServer, tmp_path: Path
) -> None:
    service = JobService(Endpoint(server.url, embedded=False))
    clips = write_clips(tmp_path, count=1, frames=200)
    song = write_click_song(tmp_path / "song.wav", seconds=8)
    for _ in range(2):
        hosts.start(env={"FFMPEG": broken_ffmpeg(tmp_path)})
    job = service.submit_montage(request(clips, song, tmp_path / "film.mp4", duration_s=seconds(3)))
    record = wait(service, job.id)
    assert (record.status, record.error["code"]) == (Status.FAILED, "disk.full")
    assert max(service.flow.board.attempts(job.id).values()) == 2
    assert not (tmp_path / "film.mp4").exists()
    service.close()
