"""What a job needs from outside its workers: dead workers noticed, lost tasks given again, the finished archived."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path

import psutil

from montage_desktop.core import paths
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.work import remove_work

log = logging.getLogger(__name__)

_STALE_PART_S = 120.0


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
        for record in reversed(active):
            self._flow.reconcile(record.id)
        return len(active)


def sweep_temporary_files(folder: Path | None = None) -> None:
    """Remove half-written files that a killed process left in the cache.

    A temporary name carries the pid of its writer (``.<name>.<pid>.part``): it is stale when that process is gone,
    or, where the pid cannot be read (another machine's), when nothing was written to it for two minutes.
    """
    for path in (folder or paths.cache_dir()).glob("*/.*.part*"):
        pid = next((int(p) for p in reversed(path.name.split(".")) if p.isdigit()), 0)
        try:
            if pid and psutil.pid_exists(pid) and pid != os.getpid():
                continue
            if not pid and time.time() - path.stat().st_mtime < _STALE_PART_S:
                continue
            path.unlink()
            log.info("removed %s, left by a process that is gone", path)
        except FileNotFoundError:
            continue
