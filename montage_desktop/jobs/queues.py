"""RQ as transport: three queues, JSON only, and the list of tasks that workers accept."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from rq import Queue
from rq.exceptions import NoSuchJobError
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer

from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.states import Priority

QUEUE_NAMES = {p: f"montage-{p.value}" for p in (Priority.HIGH, Priority.DEFAULT, Priority.LOW)}

RUN_MONTAGE = "montage_desktop.jobs.tasks.run_montage"
RUN_RENDER = "montage_desktop.jobs.tasks.run_render"
RUN_ANALYSIS = "montage_desktop.jobs.tasks.run_analysis"
RUN_PART = "montage_desktop.jobs.tasks.run_part"

ALLOWED_TASKS = frozenset({RUN_MONTAGE, RUN_RENDER, RUN_ANALYSIS, RUN_PART})
"""A worker refuses anything else: whoever can write to Redis must not be able to run code."""

_NO_TIME_LIMIT = -1  # FFmpeg's own lack of progress ends a stuck part; a long film is no error
_KEEP_S = 600


class Queues:
    """The three priority queues on one Redis.

    Args:
        raw: a client without ``decode_responses`` (RQ stores bytes).
    """

    def __init__(self, raw: Client) -> None:
        self.raw = raw
        self._queues = {
            p: Queue(name, connection=raw, serializer=JSONSerializer) for p, name in QUEUE_NAMES.items()
        }  # fmt: skip

    def all(self) -> list[Queue]:
        """Highest priority first: the order in which workers look."""
        return list(self._queues.values())

    def enqueue(self, task: str, args: tuple[Any, ...], *, priority: Priority, label: str) -> str:
        """Queue a task of the allow-list; returns RQ's id, which begins with `label`."""
        if task not in ALLOWED_TASKS:
            raise ValueError(f"not an allowed task: {task}")
        rq_id = f"{label}-{secrets.token_hex(4)}"
        self._queues[priority].enqueue(
            task, args=args, job_id=rq_id, job_timeout=_NO_TIME_LIMIT, result_ttl=_KEEP_S, failure_ttl=_KEEP_S,
            description=label, meta={"progress": 0.0},
        )  # fmt: skip
        return rq_id

    def is_waiting(self, rq_id: str) -> bool:
        """Whether RQ still has this task queued or running."""
        try:
            status = Job.fetch(rq_id, connection=self.raw, serializer=JSONSerializer).get_status(refresh=False)
        except NoSuchJobError:
            return False
        return status in (JobStatus.QUEUED, JobStatus.STARTED, JobStatus.DEFERRED, JobStatus.SCHEDULED)

    def remove(self, rq_id: str) -> None:
        """Take a task out of its queue, if it is still there."""
        try:
            Job.fetch(rq_id, connection=self.raw, serializer=JSONSerializer).delete()
        except NoSuchJobError:
            return

    def counts(self) -> Mapping[str, int]:
        """Tasks queued and started, over all queues."""
        queues = self.all()
        return {
            "queued": sum(q.count for q in queues),
            "started": sum(q.started_job_registry.get_job_count(cleanup=False) for q in queues),
        }
