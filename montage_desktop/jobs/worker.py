"""An RQ worker that runs only our tasks, dies with its parent, and gives lost parts back at once."""

from __future__ import annotations

import contextlib
import logging
import os
import zlib
from collections.abc import Callable, Collection, Iterator
from typing import Any

import redis
from rq import Worker
from rq.job import Job
from rq.queue import Queue
from rq.serializers import JSONSerializer
from rq.worker import WorkerStatus

from montage_desktop.jobs.children import HOST_ENV, REDIS_ENV
from montage_desktop.jobs.connection import connect, connect_raw
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.machine import host_name
from montage_desktop.jobs.parts import PartBoard
from montage_desktop.jobs.queues import ALLOWED_TASKS, Queues
from montage_desktop.jobs.registry import work_key
from montage_desktop.jobs.runs import RunEnd
from montage_desktop.jobs.server import die_with_parent
from montage_desktop.jobs.stages import ENTRY
from montage_desktop.jobs.states import PartState, Priority
from montage_desktop.jobs.store import DEFAULT_TTL_S

log = logging.getLogger(__name__)

_WORKER_TTL_S = 30
_MONITOR_S = 5
_MAINTENANCE_S = 15
_LOOK_S = 3
_LARGEST_TASK_BYTES = 16 << 20
_WORK_TTL_S = 24 * 3600


class BoundedJob(Job):  # type: ignore[misc]
    """A task whose data is not unpacked beyond what any task of ours has: RQ compresses it, and believes what is there.

    What is larger is left out, so that the task cannot be decoded, and is refused.
    """

    def restore(self, raw_data: Any) -> Any:
        told = dict(raw_data)
        try:
            unpacked = zlib.decompressobj().decompress(told.get(b"data", b""), _LARGEST_TASK_BYTES + 1)
        except zlib.error:
            unpacked = told.get(b"data", b"")
        if len(unpacked) > _LARGEST_TASK_BYTES:
            told[b"data"] = b""
        return super().restore(told)


class MontageWorker(Worker):  # type: ignore[misc]  # RQ is not imported by the type checker
    """RQ's forking worker with an allow-list and quick recovery.

    A task that is not on the list, that cannot be decoded as JSON, or that brings callbacks (RQ would import and call
    whatever they name) is refused before the fork, logged, and marked as failed.
    """

    url: str = ""
    listening: Callable[[], list[Queue]] | None = None

    @property
    def dequeue_timeout(self) -> int:
        """Seconds after which an idle worker looks whether there are other queues to listen to."""
        return _LOOK_S

    def heartbeat(self, timeout: int | None = None, pipeline: Any = None) -> None:
        """Called before each wait for a task."""
        super().heartbeat(timeout, pipeline)
        if self.listening is not None and pipeline is None and self.get_state() == WorkerStatus.IDLE:
            self._ordered_queues = self.listening()

    def execute_job(self, job: Job, queue: Queue) -> None:
        reason = refusal(job)
        if reason:
            log.warning("refused task %s: %s", job.id, reason)
            execution = self.prepare_execution(job)
            self.handle_job_failure(job, queue, exc_string=f"refused: {reason}", execution=execution)
            return
        with self._busy_with(job):
            super().execute_job(job, queue)

    @contextlib.contextmanager
    def _busy_with(self, job: Job) -> Iterator[None]:
        """Let the worker host tell what this worker has. No fault of the work if Redis is away."""
        name = work_key(os.environ.get(HOST_ENV, "") or worker_name())
        with contextlib.suppress(redis.RedisError, OSError):
            self.connection.hset(name, self.name, job.id)
            self.connection.expire(name, _WORK_TTL_S)
        try:
            yield
        finally:
            with contextlib.suppress(redis.RedisError, OSError):
                self.connection.hdel(name, self.name)

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        die_with_parent()
        super().main_work_horse(job, queue)

    def handle_work_horse_killed(self, job: Job, retpid: Any, ret_val: Any, rusage: Any) -> None:
        """The horse died under its part: give the part back now rather than when its lease runs out."""
        job_id, part_id = str(job.args[0]), part_of(job)
        client = connect(self.url, name="montage-worker-rescue")
        raw = connect_raw(self.url, name="montage-worker-rescue-rq")
        try:
            released = PartBoard(client).release(job_id, part_id, job.id, state=PartState.PENDING, end=RunEnd.LOST)
            if released:
                flow = Flow(client, raw, ttl_s=DEFAULT_TTL_S)
                flow.store.log(job_id, f"{part_id}: its worker process was killed; given to another")
                flow.advance(job_id)
        except (redis.RedisError, OSError) as e:
            log.warning("could not give %s back (%s); its lease will run out", job.id, e)
        finally:
            client.close()
            raw.close()


def refusal(job: Job) -> str:
    """Why a worker must not run this task; empty if it may."""
    try:
        name, instance = job.func_name, job.instance
        if name not in ALLOWED_TASKS or instance:
            return f"task {str(name)[:80]!r} is not on the list"
        if not job.args or not all(isinstance(a, (str, dict, list)) for a in job.args) or job.kwargs:
            return "its arguments have the wrong shape"
    except Exception as e:  # noqa: BLE001 - whatever a hostile payload does while it is decoded, it is refused
        return f"it cannot be decoded as JSON ({type(e).__name__})"
    hooks = (job._success_callback_name, job._failure_callback_name, job._stopped_callback_name)
    if any(hooks):
        return "it brings callbacks"
    return ""


def part_of(job: Job) -> str:
    """The part that an RQ task works on (the first argument of every task is the job's id)."""
    return str(job.args[1]) if str(job.func_name).endswith(".run_part") else ENTRY


def worker_name() -> str:
    """Unique on all machines, and readable."""
    return f"{host_name()}.{os.getpid()}"


def run_worker(url: str, *, tags: Collection[str] = (), priorities: Collection[Priority] = ()) -> None:
    """Work until told to stop (SIGTERM: after the present part; twice: now). Blocks. Main thread only.

    Args:
        tags: what tasks may ask for. priorities: of which it takes tasks; empty: all.
    """
    from montage_desktop.jobs import tasks

    tasks.preload()
    os.environ[REDIS_ENV] = url
    raw = connect_raw(url, name="montage-worker")
    queues, host = Queues(raw), os.environ.get(HOST_ENV, "")
    worker = MontageWorker(
        queues.listened((), host, priorities),
        name=worker_name(),
        connection=raw,
        job_class=BoundedJob,
        serializer=JSONSerializer,
        worker_ttl=_WORKER_TTL_S,
        job_monitoring_interval=_MONITOR_S,
        maintenance_interval=_MAINTENANCE_S,
        log_job_description=False,
    )
    worker.url = url
    worker.listening = lambda: queues.listened(tags, host, priorities)
    worker.work(logging_level="WARNING", with_scheduler=False)
