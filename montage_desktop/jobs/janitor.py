"""What a job needs from outside its workers: dead workers noticed, lost tasks given again, the finished archived."""

from __future__ import annotations

import contextlib
import logging
import time

import redis

from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.needs import tags_of
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.jobs.work import remove_work

log = logging.getLogger(__name__)

GIVE_UP_S = 20.0


class Janitor:
    """Sweeps every few seconds in the process that supervises workers. One thread only."""

    def __init__(self, flow: Flow, archive: Archive) -> None:
        self._flow = flow
        self._archive = archive
        self._stuck: dict[str, float] = {}

    def sweep(self) -> int:
        """Reconcile every job that is not over and archive every one that is; returns how many are not over.

        Raises:
            redis.RedisError: Redis is away; call again later.
        """
        records = self._flow.store.recent(limit=100_000)
        over = [r for r in records if r.is_over]
        known = self._archive.seqs(r.id for r in over) if over else {}
        fresh = [r for r in over if known.get(r.id, -1) < r.seq]
        self._archive.put(fresh)
        for record in fresh:
            if record.status is not Status.FINISHED:
                remove_work(record)
        active = [r for r in records if not r.is_over]
        self._flow.order.heal(active)
        self._flow.queues.forget_needs()
        for record in reversed(active):
            self._look_after(record)
        return len(active)

    def _look_after(self, record: JobRecord) -> None:
        """One job; what somebody has written into it must not keep the others from being looked after."""
        try:
            if tags_of(record.options):
                self._flow.note_workers(record)
            self._flow.reconcile(record.id)
            self._give_up(record)
        except (redis.RedisError, OSError):
            raise
        except Exception as e:  # noqa: BLE001 - a job in Redis may hold anything
            log.warning("job %s cannot be looked after: %r", record.id, e)
            error = MontageError("job.damaged", "What Redis holds of this job makes no sense.")
            with contextlib.suppress(ValueError):  # its queued parts may not be readable either
                self._flow.fail(record.id, error)

    def _give_up(self, record: JobRecord) -> None:
        """Fail a job whose part has failed on all that are left; a host that is started again gets time to be back."""
        error = self._flow.nobody_left(record)
        if error is None:
            self._stuck.pop(record.id, None)
        elif time.monotonic() - self._stuck.setdefault(record.id, time.monotonic()) > GIVE_UP_S:
            self._flow.fail(record.id, error)
