"""JobStore: job records in Redis, changed atomically, each change numbered and published.

``job:<id>`` is a hash, ``jobs:timeline`` a sorted set by creation time, ``jobs:events`` the pub/sub channel and
``job:<id>:log`` a capped stream; ``jobs:order`` ranks the jobs that are not over (see `order`). All changes go through
Lua scripts, so that a late progress report cannot revive a cancelled job, progress never runs backwards and no update
is lost between two writers.

Paths in options, results and documents are those of this computer for whoever reads or writes here, and in Redis the
same for all (see `core.path_map`).
"""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from montage_desktop.core.path_map import PathMap, here
from montage_desktop.jobs import lua
from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.states import OVER, TRANSITIONS, Priority, Status

log = logging.getLogger(__name__)

TIMELINE = "jobs:timeline"
EVENTS = "jobs:events"
ORDER = "jobs:order"
DEFAULT_TTL_S = 24 * 3600
LOG_LINES = 500

_JSON_FIELDS = frozenset({"options", "parts", "workers", "result", "error", "notes"})
_PATH_FIELDS = frozenset({"options", "result"})
_FLOAT_FIELDS = frozenset({"progress", "eta_s", "created_at", "started_at", "finished_at", "updated_at", "rank"})
_INT_FIELDS = frozenset({"seq", "attempt"})


class JobRecord(msgspec.Struct, frozen=True):
    """A job as everybody sees it. Times are Unix seconds (0: not yet); see the design, section 6, for the fields.

    `parts`: of the present phase: how many in total, done, running, cached, and `percent`: how far the phase is.
    `rank`: jobs of one priority get the workers in this order, lowest first; when it was created, until it is moved.
    """

    id: str
    kind: str
    title: str = ""
    status: Status = Status.QUEUED
    phase: str = "preparing"
    progress: float = 0.0
    eta_s: float = -1.0
    created_at: float = 0.0
    started_at: float = 0.0
    finished_at: float = 0.0
    updated_at: float = 0.0
    seq: int = 0
    priority: Priority = Priority.DEFAULT
    attempt: int = 1
    options: dict[str, Any] = {}
    parts: dict[str, int] = {}
    workers: list[str] = []
    result: dict[str, Any] = {}
    error: dict[str, str] = {}
    notes: list[str] = []
    rank: float = 0.0

    @property
    def is_over(self) -> bool:
        return self.status in OVER


class NoSuchJob(LookupError):  # noqa: N818 - reads as what it is
    """No job of that id (never was, or expired; look in the archive)."""


class NotAllowed(RuntimeError):  # noqa: N818
    """The change is not in the table of transitions. ``args[0]`` is the job's present status."""


def new_id() -> str:
    """Sortable by time, unique, and safe as an RQ job id and a file name."""
    return f"{int(time.time()):x}{secrets.token_hex(5)}"


def decode_fields(raw: Mapping[str, str], paths: PathMap | None = None) -> dict[str, Any]:
    """Typed values of a job hash (or of part of one); unknown fields stay strings.

    Args:
        paths: what paths are turned into; None: as this computer's settings say.
    """
    paths = here() if paths is None else paths
    out: dict[str, Any] = {}
    for name, value in raw.items():
        if name in _JSON_FIELDS:
            out[name] = paths.to_local(json.loads(value)) if name in _PATH_FIELDS else json.loads(value)
        elif name in _FLOAT_FIELDS:
            out[name] = float(value)
        elif name in _INT_FIELDS:
            out[name] = int(value)
        else:
            out[name] = value
    return out


def record_from_hash(job_id: str, raw: Mapping[str, str], paths: PathMap | None = None) -> JobRecord:
    """A record from what ``HGETALL job:<id>`` returned; `paths` as in `decode_fields`."""
    known = set(JobRecord.__struct_fields__)
    fields = {k: v for k, v in decode_fields(raw, paths).items() if k in known}
    return msgspec.convert({**fields, "id": job_id}, JobRecord, strict=False)


def _readable(job_id: str, raw: Mapping[str, str], paths: PathMap) -> JobRecord | None:
    """The record; None where the hash is not one of ours: it must not hide all the others."""
    try:
        return record_from_hash(job_id, raw, paths)
    except ValueError as e:
        log.warning("job %s cannot be read: %s", job_id, e)
        return None


def local_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that an event tells of, with this computer's paths."""
    return {name: here().to_local(value) if name in _PATH_FIELDS else value for name, value in fields.items()}


def encode_field(name: str, value: Any) -> str:
    if name in _JSON_FIELDS:
        return json.dumps(value, separators=(",", ":"))
    if name in _FLOAT_FIELDS:
        return repr(float(value))
    return str(value)


class JobStore:
    """Reads and writes job records. Threads: as safe as the redis client it is given (one per thread is best).

    Args:
        client: with ``decode_responses=True``.
        ttl_s: how long a job that is over stays in Redis (it is archived before).
        paths: the folders that are shared; None: as this computer's settings say.
    """

    def __init__(self, client: Client, *, ttl_s: int = DEFAULT_TTL_S, paths: PathMap | None = None) -> None:
        self.client = client
        self.ttl_s = ttl_s
        self.paths = here() if paths is None else paths
        self._change = client.register_script(lua.CHANGE)
        self._table = json.dumps({k.value: sorted(v) for k, v in TRANSITIONS.items()})

    def create(
        self, kind: str, *, options: Mapping[str, Any], title: str = "", priority: Priority = Priority.DEFAULT,
        job_id: str = "",
    ) -> JobRecord:  # fmt: skip
        """Store a new queued job and publish it."""
        job_id = job_id or new_id()
        now = time.time()
        portable = self.paths.to_portable(dict(options))
        fields = {
            "kind": kind, "title": title, "status": Status.QUEUED.value, "phase": "preparing", "progress": 0.0,
            "eta_s": -1.0, "created_at": now, "started_at": 0.0, "finished_at": 0.0, "updated_at": now, "seq": 1,
            "priority": priority.value, "attempt": 1, "options": portable, "parts": {}, "workers": [],
            "result": {}, "error": {}, "notes": [], "rank": now,
        }  # fmt: skip
        with self.client.pipeline(transaction=True) as pipe:
            pipe.hset(key(job_id), mapping={k: encode_field(k, v) for k, v in fields.items()})
            pipe.zadd(TIMELINE, {job_id: now})
            pipe.zadd(ORDER, {job_id: now})
            pipe.publish(EVENTS, json.dumps({"job_id": job_id, "seq": 1, "fields": fields}))
            pipe.execute()
        return self.get(job_id)

    def get(self, job_id: str) -> JobRecord:
        """The record.

        Raises:
            NoSuchJob: it is not in Redis.
        """
        raw = self.client.hgetall(key(job_id))
        if not raw:
            raise NoSuchJob(job_id)
        return record_from_hash(job_id, raw, self.paths)

    def recent(self, *, limit: int = 1000, since: float = 0.0) -> list[JobRecord]:
        """Jobs created after `since`, newest first; drops those that have expired from the timeline."""
        ids = self.client.zrevrangebyscore(TIMELINE, "+inf", since, start=0, num=limit)
        with self.client.pipeline(transaction=False) as pipe:
            for job_id in ids:
                pipe.hgetall(key(job_id))
            rows = pipe.execute()
        gone = [i for i, raw in zip(ids, rows, strict=True) if not raw]
        if gone:
            self.client.zrem(TIMELINE, *gone)
        return [r for i, raw in zip(ids, rows, strict=True) if raw and (r := _readable(i, raw, self.paths))]

    def active(self) -> list[JobRecord]:
        """Jobs that are not over, oldest first (the order in which parts are fed)."""
        return [r for r in reversed(self.recent(limit=100_000)) if not r.is_over]

    def change(self, job_id: str, fields: Mapping[str, Any], *, expect: Iterable[Status] = ()) -> int:
        """Apply `fields` atomically and publish them.

        Without a ``status`` among the fields, a job that is over is left alone. ``progress`` below the present one
        is dropped (unless the status changes: a retry starts anew).

        Args:
            expect: only if the job is in one of these states.

        Returns:
            the new sequence number.

        Raises:
            NoSuchJob: no such job. NotAllowed: not a legal change (nothing was written).
        """
        rows: list[str] = []
        for name, value in fields.items():
            value = self.paths.to_portable(value) if name in _PATH_FIELDS else value
            stored = encode_field(name, value)
            rows += [name, stored, stored if name in _JSON_FIELDS else json.dumps(value)]
        args = [job_id, repr(time.time()), str(self.ttl_s), self._table, ",".join(expect), *rows]
        seq, status = self._change(keys=[key(job_id), ORDER], args=args)
        if status == "missing":
            raise NoSuchJob(job_id)
        if not seq:
            raise NotAllowed(status)
        return int(seq)

    def try_change(self, job_id: str, fields: Mapping[str, Any], *, expect: Iterable[Status] = ()) -> bool:
        """`change`, but a job that is gone or in another state is no error: False."""
        try:
            self.change(job_id, fields, expect=expect)
        except (NoSuchJob, NotAllowed):
            return False
        return True

    def status(self, job_id: str) -> Status | None:
        """The status alone (cheap: workers ask several times a second)."""
        value = self.client.hget(key(job_id), "status")
        return Status(value) if value else None

    def log(self, job_id: str, line: str) -> None:
        """Append a line to the job's log (capped)."""
        with self.client.pipeline(transaction=True) as pipe:
            name = f"{key(job_id)}:log"
            pipe.xadd(name, {"t": repr(time.time()), "line": line[:2000]}, maxlen=LOG_LINES, approximate=True)
            pipe.expire(name, 30 * 24 * 3600)
            pipe.execute()

    def logs(self, job_id: str, *, count: int = LOG_LINES) -> list[tuple[float, str]]:
        """(Unix time, line), oldest first."""
        rows = self.client.xrevrange(f"{key(job_id)}:log", count=count)
        return [(float(fields["t"]), fields["line"]) for _, fields in reversed(rows)]

    def put_document(self, job_id: str, name: str, data: bytes) -> None:
        """Keep a JSON document (the planned timeline) with the job; lives as long as the job."""
        text = json.dumps(self.paths.to_portable(json.loads(data))) if self.paths.roots else data.decode()
        self.client.set(f"{key(job_id)}:doc:{name}", text, ex=30 * 24 * 3600)

    def get_document(self, job_id: str, name: str) -> bytes | None:
        text = self.client.get(f"{key(job_id)}:doc:{name}")
        if text is not None and self.paths.roots:
            text = json.dumps(self.paths.to_local(json.loads(text)))
        return None if text is None else text.encode()


def key(job_id: str) -> str:
    return f"job:{job_id}"
