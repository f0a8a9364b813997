"""What a job needs from outside its workers: dead workers noticed, lost tasks given again, the finished archived."""

from __future__ import annotations

import logging

from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.work import remove_work

log = logging.getLogger(__name__)


class Janitor:
    """Sweeps every few seconds in the process that supervises workers. One thread only."""

    def __init__(self, flow: Flow, archive: Archive) -> None:
        self._flow = flow
        self._archive = archive

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
        for record in reversed(active):
            self._flow.reconcile(record.id)
        return len(active)
