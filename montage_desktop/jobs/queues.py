"""RQ as transport: three queues for each need, JSON only, and the list of tasks that workers accept.

RQ is imported where it is used: the window names these queues long before it needs one, and would wait for it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from montage_desktop.jobs import lua
from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.needs import NEEDS, Need
from montage_desktop.jobs.states import Priority

if TYPE_CHECKING:
    from rq import Queue

QUEUE_NAMES = {p: f"montage-{p.value}" for p in (Priority.HIGH, Priority.DEFAULT, Priority.LOW)}

RUN_MONTAGE = "montage_desktop.jobs.tasks.run_montage"
RUN_RENDER = "montage_desktop.jobs.tasks.run_render"
RUN_ANALYSIS = "montage_desktop.jobs.tasks.run_analysis"
RUN_TRANSCRIPT = "montage_desktop.jobs.tasks.run_transcript_render"
RUN_TRANSCRIPTION = "montage_desktop.jobs.tasks.run_transcription"
RUN_PROXY = "montage_desktop.jobs.tasks.run_proxy"
RUN_PART = "montage_desktop.jobs.tasks.run_part"

ALLOWED_TASKS = frozenset(
    {RUN_MONTAGE, RUN_RENDER, RUN_ANALYSIS, RUN_TRANSCRIPT, RUN_TRANSCRIPTION, RUN_PROXY, RUN_PART}
)
"""A worker refuses anything else: whoever can write to Redis must not be able to run code."""

NO_NEED = Need()

_NO_TIME_LIMIT = -1  # FFmpeg's own lack of progress ends a stuck part; a long film is no error
_KEEP_S = 600
_LISTED_FOR_S = 1.0
_TAKEN_FOR_S = 8.0  # from being taken out of its queue to having the lease of its part


class Queues:
    """The three priority queues on one Redis, and those of tasks that need certain workers (see `needs`).

    Args:
        raw: a client without ``decode_responses`` (RQ stores bytes).
    """

    def __init__(self, raw: Client) -> None:
        self.raw = raw
        self._made: dict[str, Queue] = {}
        self._forget = raw.register_script(lua.FORGET_NEEDS)
        self._listed: set[str] = set()
        self._listed_at = float("-inf")
        self._unseen: dict[str, float] = {}

    def all(self) -> list[Queue]:
        """Those of tasks without needs, highest priority first, then those of all needs."""
        return [self._queue(p, suffix) for suffix in ("", *self._suffixes()) for p in QUEUE_NAMES]

    def listened(self, tags: Collection[str], host: str, priorities: Collection[Priority] = ()) -> list[Queue]:
        """Those of which a worker may take tasks, in the order in which it looks: highest priority first, and within
        one the tasks first that not every worker can do.

        Args:
            host: the name of its worker host. priorities: of which ones; empty: all.
        """
        met = [s for s in self._suffixes() if Need.of_suffix(s).met_by(tags, host)]
        chosen = [p for p in QUEUE_NAMES if not priorities or p in priorities]
        return [self._queue(p, suffix) for p in chosen for suffix in (*reversed(met), "")]

    def forget_needs(self) -> None:
        """Forget needs that keep hosts away and that no task has any more (their number would grow for ever)."""
        self._forget(keys=[NEEDS], args=[self._queue(p, "").key for p in QUEUE_NAMES])

    def _suffixes(self) -> list[str]:
        return sorted(s.decode() for s in self.raw.smembers(NEEDS))

    def _queue(self, priority: Priority, suffix: str) -> Queue:
        from rq import Queue
        from rq.serializers import JSONSerializer

        name = f"{QUEUE_NAMES[priority]}{suffix}"
        if name not in self._made:
            self._made[name] = Queue(name, connection=self.raw, serializer=JSONSerializer)
        return self._made[name]

    def enqueue(
        self, task: str, args: tuple[Any, ...], *, priority: Priority, label: str, need: Need = NO_NEED
    ) -> str:  # fmt: skip
        """Queue a task of the allow-list; returns RQ's id, which begins with `label`."""
        if task not in ALLOWED_TASKS:
            raise ValueError(f"not an allowed task: {task}")
        rq_id = f"{label}-{secrets.token_hex(4)}"
        self._queue(priority, need.suffix).enqueue(
            task, args=args, job_id=rq_id, job_timeout=_NO_TIME_LIMIT, result_ttl=_KEEP_S, failure_ttl=_KEEP_S,
            description=label, meta={"progress": 0.0},
        )  # fmt: skip
        if need.suffix:
            self.raw.sadd(NEEDS, need.suffix)  # afterwards: a need without tasks may be forgotten at any time
        return rq_id

    def is_waiting(self, rq_id: str) -> bool:
        """Whether a worker can still be expected to run this task.

        What RQ says of its state is not enough: a worker that is killed right after it has taken a task from its queue
        leaves it "queued", in no queue, for ever. A task that has been in none for some seconds is lost; should a
        worker have it after all, the lease of its part keeps it from being done twice.
        """
        from rq.job import Job

        if not Job.exists(rq_id, connection=self.raw):
            return False
        now = time.monotonic()
        if now - self._listed_at > _LISTED_FOR_S:
            self._listed = {i.decode() for q in self.all() for i in self.raw.lrange(q.key, 0, -1)}
            self._listed_at = now
        if rq_id in self._listed:
            self._unseen.pop(rq_id, None)
            return True
        return now - self._unseen.setdefault(rq_id, now) < _TAKEN_FOR_S

    def remove(self, rq_id: str) -> None:
        """Take a task out of its queue, if it is still there."""
        from rq.exceptions import NoSuchJobError
        from rq.job import Job
        from rq.serializers import JSONSerializer

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
