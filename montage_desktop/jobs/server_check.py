"""A Redis server in; findings out: whether jobs can run on it, and whether they are safe there.

Every command that the program needs is really tried, on keys of its own that are gone at once: what access rules allow
cannot be told otherwise without being an administrator.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any

import redis
from redis.exceptions import NoPermissionError

from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.connection import Client, Endpoint, connect, ping
from montage_desktop.jobs.findings import Finding
from montage_desktop.jobs.server_errors import explained, forbidden_command

MOST_SKEW_S = 2.0
"""Two clocks that differ by more make times of jobs, and who is late, wrong."""
NEARLY_FULL = 0.9
_SAFE_POLICY = "noeviction"
_FAMILIES = ("job:", "jobs:", "rq:", "montage:")
_PROBE_MS = 10_000
_SCRIPT = hashlib.sha1(b"return 1").hexdigest()  # its name to the server


def examine_server(endpoint: Endpoint, *, now: Callable[[], float] = time.time) -> list[Finding]:
    """Look at a server: one finding that it answers, then one for each thing that is wrong. Blocks up to ~10 s.

    Args:
        now: this computer's clock, Unix seconds.
    """
    try:
        version = ping(endpoint.url)
    except MontageError as e:
        return [_of(e)]
    client = connect(endpoint.url, name="montage-check", patient=False)
    try:
        found = [_forbidden(client, endpoint), _clock(client, now), *_settings(client)]
    except (redis.RedisError, OSError) as e:
        found = [_of(explained(e, where=endpoint.label, user=endpoint.user))]
    finally:
        client.close()
    return [Finding("Redis", True, f"version {version} at {endpoint.label}"), *(f for f in found if f)]


def _of(error: MontageError) -> Finding:
    return Finding("Redis", False, error.message, error.fix, blocks_jobs=True, code=error.code)


def _settings(client: Client) -> list[Finding | None]:
    info: Mapping[str, Any] = client.info("everything")
    return [_memory(info), _eviction(info), _durability(info), _replica(info)]


def _clock(client: Client, now: Callable[[], float]) -> Finding | None:
    before = now()
    seconds, micros = client.time()
    after = now()
    skew_s = int(seconds) + int(micros) / 1e6 - (before + after) / 2
    if abs(skew_s) - (after - before) / 2 <= MOST_SKEW_S:
        return None
    text = f"the server's clock and this computer's differ by {abs(skew_s):.1f} s"
    return Finding("Redis clock", False, text, "Let both take their time from the network (NTP).", code="redis.clock")


def _memory(info: Mapping[str, Any]) -> Finding | None:
    used, most = int(info.get("used_memory", 0)), int(info.get("maxmemory", 0))
    if not most or used < NEARLY_FULL * most:
        return None
    text = f"{used / 1e6:.0f} of at most {most / 1e6:.0f} MB are used"
    fix = "Raise maxmemory on the server, or let finished jobs go sooner (JOB_TTL)."
    return Finding("Redis memory", False, text, fix, blocks_jobs=used >= most, code="redis.memory")


def _eviction(info: Mapping[str, Any]) -> Finding | None:
    policy = str(info.get("maxmemory_policy", _SAFE_POLICY))
    if policy == _SAFE_POLICY or not int(info.get("maxmemory", 0)):
        return None
    text = f"when it is full it drops keys ({policy}), and jobs with them"
    return Finding("Redis eviction", False, text, "CONFIG SET maxmemory-policy noeviction", code="redis.eviction")


def _durability(info: Mapping[str, Any]) -> Finding | None:
    if int(info.get("aof_enabled", 0)):
        if info.get("aof_last_write_status", "ok") == "ok":
            return None
        fix = "Free some space on the server's disk."
        text = "the server cannot write its append-only file"
        return Finding("Redis durability", False, text, fix, blocks_jobs=True, code="redis.aof_write")
    text = "the append-only file is off: jobs are lost when the server ends"
    return Finding("Redis durability", False, text, "CONFIG SET appendonly yes", code="redis.aof")


def _replica(info: Mapping[str, Any]) -> Finding | None:
    if info.get("role", "master") == "master":
        return None
    fix = "Use the address of its primary."
    return Finding("Redis role", False, "it is a replica: nothing can be written", fix, blocks_jobs=True,
                   code="redis.replica")  # fmt: skip


def _forbidden(client: Client, endpoint: Endpoint) -> Finding | None:
    """The first of what the server's access rules do not allow, and all the others by name."""
    tag = f"check-{secrets.token_hex(6)}"
    with client.pipeline(transaction=False) as pipe:
        commands = [*(("SET", f"{family}{tag}", "1", "PX", _PROBE_MS) for family in _FAMILIES), *_needed(tag)]
        for command in commands:
            pipe.execute_command(*command)
        answers = pipe.execute(raise_on_error=False)
    lacks: dict[str, None] = {}
    for command, answer in zip(commands, answers, strict=True):
        if isinstance(answer, redis.OutOfMemoryError):
            return _of(explained(answer, where=endpoint.label))
        if isinstance(answer, NoPermissionError):
            lacks[_rule(command, str(answer))] = None
    if not lacks:
        return None
    rules = " ".join(lacks)
    text = f"The Redis user “{endpoint.user}” lacks these permissions: {rules}"
    fix = f"Allow it on the server: ACL SETUSER {endpoint.user} {rules}"
    return Finding("Redis", False, text, fix, blocks_jobs=True, code="redis.permission")


def _rule(command: tuple[str | int, ...], answer: str) -> str:
    """What has to be added to the user's access rules for this command."""
    name = forbidden_command(answer)
    if name:
        return f"+{name}"
    family = str(command[1]).partition(":")[0]
    return f"&{family}:*" if command[0] == "PUBLISH" else f"~{family}:*"


def _needed(tag: str) -> list[tuple[str | int, ...]]:
    """The commands of this program and of RQ, each in a form that changes nothing but keys with this tag."""
    k = f"montage:{tag}"
    h, s, z, x, q = (f"{k}:{n}" for n in "hszxq")
    return [
        ("GET", k), ("EXISTS", k), ("TYPE", k), ("TTL", k), ("PTTL", k), ("PERSIST", k), ("PEXPIRE", k, _PROBE_MS),
        ("HSET", h, "a", "1"), ("HSETNX", h, "a", "1"), ("HGET", h, "a"), ("HMGET", h, "a"), ("HGETALL", h),
        ("HINCRBY", h, "n", 1), ("HINCRBYFLOAT", h, "n", 1), ("HEXISTS", h, "a"), ("HDEL", h, "a"), ("EXPIRE", h, 10),
        ("SADD", s, "a"), ("SMEMBERS", s), ("SCARD", s), ("SISMEMBER", s, "a"), ("SREM", s, "a"),
        ("ZADD", z, 1, "a"), ("ZSCORE", z, "a"), ("ZRANGE", z, 0, -1), ("ZREVRANGEBYSCORE", z, "+inf", "-inf"),
        ("ZRANGEBYSCORE", z, "-inf", "+inf"), ("ZCARD", z), ("ZREM", z, "a"), ("ZREMRANGEBYSCORE", z, 0, 1),
        ("XADD", x, "*", "a", "1"), ("XRANGE", x, "-", "+"), ("XREVRANGE", x, "+", "-"), ("EXPIRE", x, 10),
        ("RPUSH", q, "a"), ("LPUSH", q, "a"), ("LRANGE", q, 0, -1), ("LLEN", q), ("LREM", q, 0, "b"), ("LPOP", q),
        ("LMOVE", q, q, "LEFT", "RIGHT"), ("BLMOVE", q, q, "LEFT", "RIGHT", 1), ("BLPOP", q, 1),
        ("EVAL", "return 1", 0), ("SCRIPT", "LOAD", "return 1"), ("EVALSHA", _SCRIPT, 0), ("PUBLISH", "jobs:check", ""),
        ("PUBLISH", f"rq:pubsub:{tag}", ""), ("TIME",), ("INFO", "server"), ("CLIENT", "LIST"),
        ("DEL", k, h, s, z, x, q), *(("DEL", f"{family}{tag}") for family in _FAMILIES),
    ]  # fmt: skip
