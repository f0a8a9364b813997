"""The states of a job and the only ways from one to another."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Phase(StrEnum):
    """What a running job is busy with, in this order."""

    PREPARING = "preparing"
    ANALYZING = "analyzing"
    PLANNING = "planning"
    RENDERING = "rendering"
    JOINING = "joining"
    CHECKING = "checking"


class PartState(StrEnum):
    """Where one part of a job stands. ``pending``: not given to RQ yet, or to be given again."""

    PENDING = "pending"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"


class Priority(StrEnum):
    HIGH = "high"
    DEFAULT = "default"
    LOW = "low"


TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.QUEUED: frozenset({Status.RUNNING, Status.PAUSED, Status.FAILED, Status.CANCELLED}),
    Status.RUNNING: frozenset({Status.PAUSED, Status.FINISHED, Status.FAILED, Status.CANCELLED}),
    Status.PAUSED: frozenset({Status.QUEUED, Status.RUNNING, Status.FAILED, Status.CANCELLED}),
    Status.FAILED: frozenset({Status.QUEUED}),
    Status.CANCELLED: frozenset({Status.QUEUED}),
    Status.FINISHED: frozenset(),
}

OVER = frozenset({Status.FINISHED, Status.FAILED, Status.CANCELLED})
"""A job in one of these does nothing more by itself; only a retry brings it back."""


def may_become(now: Status, then: Status) -> bool:
    """Whether the table allows this change."""
    return then in TRANSITIONS[now]
