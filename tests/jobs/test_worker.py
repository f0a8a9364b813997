"""Workers: what they refuse, the thin door, and an outside Redis."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rq.job import Job
from rq.serializers import JSONSerializer
from whole_jobs import finished, request, write_click_song, write_clips

from montage_desktop.core.time import seconds
from montage_desktop.jobs.connection import Endpoint, connect_raw
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.queues import ALLOWED_TASKS, RUN_MONTAGE, Queues
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import new_id

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def worker(server: EmbeddedServer, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``python -m montage_desktop.worker`` on the test's server."""
    env = {**os.environ, "REDIS_URL": server.url}
    process = subprocess.Popen([sys.executable, "-m", "montage_desktop.worker", "--concurrency", "1"], env=env)
    yield process
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def _await(condition: object, *, within_s: float = 20) -> None:
    deadline = time.monotonic() + within_s
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_thin_door_works_for_an_outside_redis(
    worker: subprocess.Popen[bytes], server: EmbeddedServer, tmp_path: Path
) -> None:
    service = JobService(Endpoint(server.url, embedded=False))
    clips = write_clips(tmp_path, count=2, frames=120)
    song = write_click_song(tmp_path / "song.wav", seconds=10)
    job = service.submit_montage(request(clips, song, tmp_path / "film.mp4", duration_s=seconds(4)))
    assert finished(service, job.id).result["frames"] == 120
    assert service.status()["workers"] == 1
    service.close()


def test_a_task_queued_by_hand_in_the_old_way_runs(
    worker: subprocess.Popen[bytes], server: EmbeddedServer, flow: Flow, tmp_path: Path
) -> None:
    clips = write_clips(tmp_path, count=2, frames=120)
    song = write_click_song(tmp_path / "song.wav", seconds=10)
    options = {
        "clips": [str(c) for c in clips], "music": str(song), "duration_s": "3", "profile": "preview",
        "out": str(tmp_path / "film.mp4"),
    }  # fmt: skip
    job_id = new_id()
    flow.queues.enqueue(RUN_MONTAGE, (job_id, "mtv", options), priority=Priority.HIGH, label="by-hand")
    _await(lambda: flow.store.status(job_id) is Status.FINISHED, within_s=60)
    assert (tmp_path / "film.mp4").exists()


def test_hostile_tasks_are_refused(worker: subprocess.Popen[bytes], server: EmbeddedServer, tmp_path: Path) -> None:
    raw = connect_raw(server.url, name="test")
    queue = Queues(raw).all()[0]
    evidence = tmp_path / "evidence"
    touch = f"touch {evidence}"

    class Bomb:
        def __reduce__(self) -> tuple[object, ...]:
            return os.system, (touch,)

    unlisted = queue.enqueue("os.system", args=(touch,))
    attribute = queue.enqueue("subprocess.getoutput", args=(touch,))
    callback = queue.enqueue(next(iter(ALLOWED_TASKS)), args=("x", "y"))
    raw.hset(f"rq:job:{callback.id}", "success_callback_name", "os.system")
    raw.hset(f"rq:job:{callback.id}", "failure_callback_name", "os.system")
    pickled = Job.create("os.system", args=(touch,), connection=raw, id="pickled", serializer=JSONSerializer)
    pickled.origin = queue.name
    pickled.save()
    raw.hset("rq:job:pickled", "data", pickle.dumps(("os.system", None, Bomb(), {})))
    raw.rpush(queue.key, "pickled")
    _await(lambda: queue.count == 0)
    time.sleep(1)
    for job in (unlisted, attribute, callback, pickled):
        assert job.get_status() == "failed", job.id
    assert not evidence.exists()
    raw.close()


def test_only_listed_tasks_can_be_queued(flow: Flow) -> None:
    with pytest.raises(ValueError, match="not an allowed task"):
        flow.queues.enqueue("os.system", ("true",), priority=Priority.LOW, label="x")
