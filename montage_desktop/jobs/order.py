"""The order in which jobs get the workers: ranks in Redis, and RQ's queues kept in that order.

Jobs of a higher priority come first; within a priority the lowest rank. A job's rank is the time of its creation until
it is moved between two others. Every change is one script, which also sorts the tasks that wait in RQ's queues, so that
what a person sees and what workers take next are the same at every moment. What runs already goes on.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from enum import StrEnum

from montage_desktop.jobs import lua
from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.needs import NEEDS, Need
from montage_desktop.jobs.queues import NO_NEED, QUEUE_NAMES
from montage_desktop.jobs.states import Priority
from montage_desktop.jobs.store import ORDER, JobRecord

_KEEP, _SETTLE = "keep", "settle"


class Place(StrEnum):
    """Where to move a job to, among those of its priority. ``before``: another job, whose priority it takes."""

    UP = "up"
    DOWN = "down"
    FIRST = "first"
    LAST = "last"
    BEFORE = "before"


class JobOrder:
    """Moves jobs that are not over. Threads: as its redis client."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._place = client.register_script(lua.PLACE)
        from rq import Queue

        self._keys = [ORDER, *(f"{Queue.redis_queue_namespace_prefix}{name}" for name in QUEUE_NAMES.values()), NEEDS]

    def move(self, ids: Sequence[str], where: Place, *, anchor: str = "") -> bool:
        """Move jobs together, in the order that they have among themselves.

        Args:
            anchor: for `Place.BEFORE`, the job that they come before.

        Returns:
            False if nothing has changed: they were there already, or they or the anchor are over.
        """
        return self._run(where.value, anchor, "", ids)

    def set_priority(self, ids: Sequence[str], priority: Priority) -> bool:
        """Give jobs a priority; among those that have it already their ranks decide. False if nothing has changed."""
        return self._run(_KEEP, "", priority.value, ids)

    def settle(self, job_id: str, *, given: int, need: Need = NO_NEED) -> None:
        """Put tasks that a job has just added at the end of its queue where they belong. Cheap if that is the end.

        Args:
            need: of these tasks; each need has queues of its own, which are in the same order.
        """
        self._run(_SETTLE, str(given), "", [job_id, need.suffix])

    def heal(self, active: Iterable[JobRecord]) -> None:
        """Rank jobs that have no rank: of an earlier version, or the last second of a server that was killed."""
        ranks = {r.id: r.rank or r.created_at for r in active}
        if ranks:
            self._client.zadd(ORDER, ranks, nx=True)

    def _run(self, where: str, anchor: str, priority: str, ids: Sequence[str]) -> bool:
        return bool(self._place(keys=self._keys, args=[f"{time.time():.6f}", where, anchor, priority, *ids]))
