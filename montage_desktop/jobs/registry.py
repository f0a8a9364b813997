"""The worker hosts of a Redis: each tells every two seconds how it is, hears wishes, and is gone when it is silent.

``montage:worker:<name>`` is a hash that ends 15 s after its last heartbeat, ``montage:workers`` the sorted set of names
by their last heartbeat, ``montage:worker:<name>:wish`` what somebody wants of it, and ``montage:farm:build`` the FFmpeg
build of which all films are made: the first host's, for as long as any host has it.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from montage_desktop.core.errors import InputError
from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.needs import Need

WORKERS = "montage:workers"
FARM_BUILD = "montage:farm:build"
BEAT_S = 2.0
ENTRY_TTL_S = 15.0
_WISH_TTL_S = 60
_JSON_FIELDS = frozenset({"encoders", "tags", "works_on", "queues"})

_HEARTBEAT = """
-- KEYS: entry, names, wish, farm's build. ARGV: name, ttl ms, build or '', then fields and values.
-- Returns {the wish or '', the farm's build or ''}.
local t = redis.call('TIME')
local now = t[1] .. '.' .. string.format('%06d', t[2])
redis.call('HSET', KEYS[1], 'seen_at', now, unpack(ARGV, 4))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('ZADD', KEYS[2], now, ARGV[1])
local farm = redis.call('GET', KEYS[4])
if ARGV[3] ~= '' then
  if not farm then
    redis.call('SET', KEYS[4], ARGV[3], 'PX', ARGV[2])
    farm = ARGV[3]
  elseif farm == ARGV[3] then
    redis.call('PEXPIRE', KEYS[4], ARGV[2])
  end
end
local wish = redis.call('GET', KEYS[3])
if wish then redis.call('DEL', KEYS[3]) end
return {wish or '', farm or ''}
"""

_LEAVE = """
-- KEYS: entry, names, wish, farm's build. ARGV: name, build, prefix of entries. The build goes with its last host.
redis.call('DEL', KEYS[1], KEYS[3], KEYS[1] .. ':work')
redis.call('ZREM', KEYS[2], ARGV[1])
if ARGV[2] == '' or redis.call('GET', KEYS[4]) ~= ARGV[2] then return 0 end
for _, name in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  if redis.call('HGET', ARGV[3] .. name, 'build') == ARGV[2] then return 0 end
end
return redis.call('DEL', KEYS[4])
"""


class WorkerState(StrEnum):
    """How a worker host is. ``starting``: it has not heard of the farm's build yet."""

    STARTING = "starting"
    WORKING = "working"
    IDLE = "idle"
    PAUSED = "paused"
    DRAINING = "draining"
    ASLEEP = "asleep"
    REFUSED = "refused"


TAKING = frozenset({WorkerState.STARTING, WorkerState.WORKING, WorkerState.IDLE})
"""States in which it takes parts, or will in a moment."""


class Wish(StrEnum):
    """What can be wanted of a worker host. ``drain``: end after the present parts; ``shutdown``: at once."""

    PAUSE = "pause"
    RESUME = "resume"
    DRAIN = "drain"
    SHUTDOWN = "shutdown"


class WorkerEntry(msgspec.Struct, frozen=True):
    """A worker host as everybody sees it. Times are Unix seconds by the server's clock, but `started_at` and `since`.

    Attributes:
        name: unique; ``<computer>.<process>``. host: the computer. version: of this program.
        build, ffmpeg: identity and version of its FFmpeg. encoders: hardware encoders that work there.
        free_bytes: on the disk of its cache. concurrency: workers it is to have; running: those it has.
        reason: why it is refused. since: when it came into its state. works_on: ``<job>/<part>`` of each busy worker.
        sleep: its sleep hours, "" for none. queues: priorities it works for; empty: all.
        wish_seen: id of the last wish that it has heard.
    """

    name: str
    host: str = ""
    pid: int = 0
    user: str = ""
    version: str = ""
    build: str = ""
    ffmpeg: str = ""
    encoders: list[str] = []
    cores: int = 0
    free_bytes: int = 0
    tags: list[str] = []
    queues: list[str] = []
    concurrency: int = 0
    running: int = 0
    state: WorkerState = WorkerState.STARTING
    reason: str = ""
    started_at: float = 0.0
    since: float = 0.0
    seen_at: float = 0.0
    works_on: list[str] = []
    sleep: str = ""
    wish_seen: str = ""

    @property
    def takes_parts(self) -> bool:
        return self.state in TAKING

    def may_take(self, need: Need) -> bool:
        """Whether it would take a part with this need."""
        return self.takes_parts and need.met_by(self.tags, self.name)


@dataclass(frozen=True)
class Heard:
    """What a heartbeat brings back. `wish_id`, `wish`: "" and None for none. farm_build: "" where nobody has one."""

    farm_build: str
    wish_id: str = ""
    wish: Wish | None = None


class NoSuchWorker(InputError):  # noqa: N818 - reads as what it is
    """No worker host of that name is alive."""


class WorkerRegistry:
    """Reads and writes the list. Threads: as its redis client."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._heartbeat = client.register_script(_HEARTBEAT)
        self._leave = client.register_script(_LEAVE)

    def beat(self, name: str, fields: Mapping[str, Any], *, ttl_s: float = ENTRY_TTL_S) -> Heard:
        """Tell how a worker host is (`fields` of `WorkerEntry`; ``build`` also claims or keeps the farm's)."""
        rows: list[str] = []
        for field, value in fields.items():
            rows += [field, json.dumps(value) if field in _JSON_FIELDS else str(value)]
        args = [name, int(ttl_s * 1000), str(fields.get("build", "")), *rows]
        wish, farm = self._heartbeat(keys=_keys(name), args=args)
        return _heard(str(wish), str(farm))

    def leave(self, name: str, build: str) -> None:
        """It ends: take it from the list at once."""
        self._leave(keys=_keys(name), args=[name, build, _key("")])

    def list(self) -> list[WorkerEntry]:
        """Those alive, by name; forgets those that are not."""
        names = self._client.zrange(WORKERS, 0, -1)
        with self._client.pipeline(transaction=False) as pipe:
            for name in names:
                pipe.hgetall(_key(name))
            rows = pipe.execute()
        gone = [n for n, raw in zip(names, rows, strict=True) if not raw]
        if gone:
            self._client.zrem(WORKERS, *gone)
        return sorted((_entry(n, raw) for n, raw in zip(names, rows, strict=True) if raw), key=lambda e: e.name)

    def find(self, name: str) -> WorkerEntry:
        """By its name, or a beginning of it that only one has.

        Raises:
            NoSuchWorker: none has, or several.
        """
        entries = self.list()
        found = [e for e in entries if e.name == name] or [e for e in entries if name and e.name.startswith(name)]
        if len(found) == 1:
            return found[0]
        how = "Several workers are" if found else "No worker that runs is"
        raise NoSuchWorker("worker.unknown", f"{how} called “{name}”.", fix="See: montage-desktop workers")

    def wish(self, name: str, wish: Wish) -> str:
        """Want something of it; returns the wish's id, which its entry's `wish_seen` tells when it has heard."""
        wish_id = secrets.token_hex(6)
        self._client.set(f"{_key(name)}:wish", json.dumps({"id": wish_id, "wish": wish.value}), ex=_WISH_TTL_S)
        return wish_id

    def await_heard(self, name: str, wish_id: str, *, within_s: float = 3 * BEAT_S) -> bool:
        """Wait until it has heard, or has ended. False if neither came within the time."""
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            told = self._client.hmget(_key(name), "wish_seen", "name")
            if told[0] == wish_id or told[1] is None:
                return True
            time.sleep(0.1)
        return False


def work_key(name: str) -> str:
    """A hash: each busy worker of a worker host -> the RQ task that it has."""
    return f"{_key(name)}:work"


def _keys(name: str) -> list[str]:
    return [_key(name), WORKERS, f"{_key(name)}:wish", FARM_BUILD]


def _key(name: str) -> str:
    return f"montage:worker:{name}"


def _heard(wish: str, farm: str) -> Heard:
    """A wish that makes no sense is none: anybody who can write to Redis may have left it."""
    try:
        told = json.loads(wish) if wish else {}
        return Heard(farm, str(told["id"]), Wish(told["wish"])) if told else Heard(farm)
    except (ValueError, KeyError, TypeError):
        return Heard(farm)


def _entry(name: str, raw: Mapping[str, str]) -> WorkerEntry:
    """What does not fit is left out: a newer program may tell other things."""
    fields: dict[str, Any] = {}
    for field, kind in WorkerEntry.__annotations__.items():
        if field not in raw or field == "name":
            continue
        try:
            value = json.loads(raw[field]) if field in _JSON_FIELDS else raw[field]
            fields[field] = msgspec.convert(value, _TYPES[kind], strict=False)
        except (ValueError, KeyError):
            continue
    return WorkerEntry(name, **fields)


_TYPES: dict[str, Any] = {"str": str, "int": int, "float": float, "list[str]": list[str], "WorkerState": WorkerState}
