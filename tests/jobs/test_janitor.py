"""The janitor and the flow on a real server, without workers: lost parts, lost tasks, the archive, expiry."""

from __future__ import annotations

from pathlib import Path

import pytest
from rq.job import Job
from rq.serializers import JSONSerializer

from montage_desktop.core.errors import InputError
from montage_desktop.jobs import queues
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.janitor import Janitor
from montage_desktop.jobs.parts import MOST_ATTEMPTS, lease_key
from montage_desktop.jobs.stages import ENTRY
from montage_desktop.jobs.states import PartState, Status
from montage_desktop.jobs.store import key
from montage_desktop.jobs.work import work_path

OPTIONS = {"files": ["a.mp4", "b.mp4"]}


def _entry_done(flow: Flow, job_id: str) -> None:
    assert flow.board.claim(job_id, ENTRY, "w0")[0] == "run"
    part = flow.board.part(job_id, ENTRY)
    assert part is not None
    footage = [{"path": f, "cost_s": 1.0} for f in OPTIONS["files"]]
    done = {"footage": footage, "songs": [], "costs_s": {"analyzing": 2.0}}
    flow.board.report(job_id, part, 1.0, done=done)
    flow.board.release(job_id, ENTRY, "w0")
    flow.queues.remove(flow.client.hget(f"{key(job_id)}:rq", ENTRY))  # its worker would have taken it from the queue
    flow.advance(job_id)


def _running(flow: Flow) -> str:
    job = flow.submit("analysis", OPTIONS)
    flow.store.change(job.id, {"status": "running"})
    _entry_done(flow, job.id)
    return job.id


def test_a_stage_opens_when_the_one_before_is_done_and_only_once(flow: Flow) -> None:
    job_id = _running(flow)
    flow.advance(job_id)
    flow.advance(job_id)
    assert set(flow.board.states(job_id)) == {ENTRY, "analyzing-clip0", "analyzing-clip1"}
    waiting = [j for queue in flow.queues.all() for j in queue.get_job_ids()]
    assert sum("analyzing" in j for j in waiting) == 2


def test_a_part_whose_lease_ran_out_is_given_again(flow: Flow, home: Path) -> None:
    job_id = _running(flow)
    assert flow.board.claim(job_id, "analyzing-clip0", "dead") == ("run", 1)
    janitor = Janitor(flow, Archive(home / "h.sqlite3"))
    janitor.sweep()
    assert flow.board.states(job_id)["analyzing-clip0"] is PartState.RUNNING, "its worker is alive"
    flow.client.delete(lease_key(job_id, "analyzing-clip0"))
    janitor.sweep()
    assert flow.board.states(job_id)["analyzing-clip0"] is PartState.QUEUED
    assert flow.board.claim(job_id, "analyzing-clip0", "other") == ("run", 2)


def test_a_task_that_rq_has_lost_is_queued_again(flow: Flow, home: Path) -> None:
    job_id = _running(flow)
    rq_id = flow.client.hget(f"{key(job_id)}:rq", "analyzing-clip1")
    Job.fetch(rq_id, connection=flow.queues.raw, serializer=JSONSerializer).delete()
    Janitor(flow, Archive(home / "h.sqlite3")).sweep()
    again = flow.client.hget(f"{key(job_id)}:rq", "analyzing-clip1")
    assert again != rq_id
    assert flow.queues.is_waiting(again)


def test_a_task_that_a_killed_worker_had_just_taken_is_queued_again(
    flow: Flow, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RQ calls it queued, but it is in no queue any more."""
    job_id = _running(flow)
    rq_id = flow.client.hget(f"{key(job_id)}:rq", "analyzing-clip1")
    queue = flow.queues.all()[1]
    assert flow.queues.raw.lrem(queue.key, 1, rq_id) == 1
    clock = [1000.0]
    monkeypatch.setattr(queues.time, "monotonic", lambda: clock[0])
    janitor = Janitor(flow, Archive(home / "h.sqlite3"))
    for later in (0.0, 3.0, 4.0):
        clock[0] += later
        janitor.sweep()
        assert flow.client.hget(f"{key(job_id)}:rq", "analyzing-clip1") == rq_id, "a worker may be about to begin"
    clock[0] += 4.0
    janitor.sweep()
    again = flow.client.hget(f"{key(job_id)}:rq", "analyzing-clip1")
    assert again != rq_id
    clock[0] += 20.0
    janitor.sweep()
    assert flow.client.hget(f"{key(job_id)}:rq", "analyzing-clip1") == again, "in its queue it may wait for ever"


def test_a_part_is_not_begun_for_ever(flow: Flow) -> None:
    job_id = _running(flow)
    for n in range(MOST_ATTEMPTS):
        assert flow.board.claim(job_id, "analyzing-clip0", f"w{n}") == ("run", n + 1)
        flow.board.release(job_id, "analyzing-clip0", f"w{n}", state=PartState.PENDING)
    assert flow.board.claim(job_id, "analyzing-clip0", "w9")[0] == "exhausted"
    flow.fail(job_id, InputError("x.y", "No."))
    assert flow.retry(job_id)
    assert flow.board.claim(job_id, "analyzing-clip0", "w10") == ("run", 1), "a retry counts anew"


def test_two_workers_cannot_hold_a_part(flow: Flow) -> None:
    job_id = _running(flow)
    assert flow.board.claim(job_id, "analyzing-clip0", "a")[0] == "run"
    assert flow.board.claim(job_id, "analyzing-clip0", "b")[0] == "leased"
    assert not flow.board.release(job_id, "analyzing-clip0", "b")
    assert flow.board.renew(job_id, "analyzing-clip0", "b") == "lost"
    assert flow.board.renew(job_id, "analyzing-clip0", "a") == "running"


def test_cancelled_jobs_take_no_more_parts_and_are_archived(flow: Flow, home: Path, tmp_path: Path) -> None:
    job_id = _running(flow)
    out = tmp_path / "film.mp4"
    flow.client.hset(key(job_id), "options", f'{{"files": [], "out": "{out}"}}')
    work_path(str(out), job_id).write_bytes(b"half a film")
    assert flow.cancel(job_id)
    assert flow.board.claim(job_id, "analyzing-clip0", "a")[0] == "over"
    assert flow.queues.counts()["queued"] == 0
    archive = Archive(home / "h.sqlite3")
    Janitor(flow, archive).sweep()
    (kept,) = archive.recent()
    assert (kept.id, kept.status) == (job_id, Status.CANCELLED)
    assert list(tmp_path.iterdir()) == [], "its half film is removed"
    assert 0 < flow.client.ttl(key(job_id)) <= 3600
    flow.client.delete(key(job_id))
    Janitor(flow, archive).sweep()
    assert archive.get(job_id) == kept, "the archive keeps what Redis forgets"


def test_progress_is_the_weighted_sum_of_the_parts(flow: Flow) -> None:
    job_id = _running(flow)
    part = flow.board.part(job_id, "analyzing-clip0")
    assert part is not None
    assert part.weight == 0.495
    flow.board.claim(job_id, part.id, "a")
    flow.board.report(job_id, part, 0.5)
    record = flow.store.get(job_id)
    assert abs(record.progress - (0.01 + 0.495 / 2)) < 1e-9
    assert record.parts == {"total": 2, "done": 0, "running": 1, "cached": 0, "percent": 25}
    flow.board.report(job_id, part, 0.2)
    assert flow.store.get(job_id).progress == record.progress, "never backwards"
