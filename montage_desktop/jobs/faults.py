"""Which worker hosts have failed at what of a job, and who therefore does not get it again.

``job:<id>:faults`` is a hash: ``p:<part>:<host>`` is the code of what failed there, ``n:<host>:<code>`` how many parts
of the job failed there in that way, ``b:<host>`` marks a host that has failed in one way too often, and ``e:<part>`` is
the last error. The script that lets a worker claim a part looks there (see `lua.CLAIM`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.store import key

MOST_OF_A_KIND = 3
"""A worker host that has failed so often in one way at a job gets no more of it."""
_OF_A_COMPUTER = frozenset({"media.missing", "file.permission", "path.outside"})
"""What is wrong with an input on one computer, and may not be on another."""

_ADD = """
-- KEYS: faults. ARGV: part, host, code, error JSON, most of a kind. Returns 1 if the host is now blocked for the job.
redis.call('HSET', KEYS[1], 'e:' .. ARGV[1], ARGV[4])
if redis.call('HSETNX', KEYS[1], 'p:' .. ARGV[1] .. ':' .. ARGV[2], ARGV[3]) == 0 then return 0 end
if redis.call('HINCRBY', KEYS[1], 'n:' .. ARGV[2] .. ':' .. ARGV[3], 1) < tonumber(ARGV[5]) then return 0 end
return redis.call('HSETNX', KEYS[1], 'b:' .. ARGV[2], ARGV[3])
"""


@dataclass(frozen=True)
class JobFaults:
    """Faults of one job.

    Attributes:
        blocked: hosts that get nothing more of it. failed: part -> hosts that have failed at it.
        errors: part -> the last error.
    """

    blocked: frozenset[str] = frozenset()
    failed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    errors: Mapping[str, MontageError] = field(default_factory=dict)

    def without(self, part_id: str) -> frozenset[str]:
        """Hosts that must not do this part."""
        return self.blocked | self.failed.get(part_id, frozenset())


class FaultBook:
    """Faults of all jobs. Threads: as its redis client."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._add = client.register_script(_ADD)

    def add(self, job_id: str, part_id: str, host: str, error: MontageError) -> bool:
        """A host has failed at a part; True if it gets no more of this job from now on."""
        told = json.dumps(error.as_dict())
        return bool(self._add(keys=[faults_key(job_id)], args=[part_id, host, error.code, told, MOST_OF_A_KIND]))

    def of(self, job_id: str) -> JobFaults:
        """What is known of a job."""
        raw = self._client.hgetall(faults_key(job_id))
        failed: dict[str, set[str]] = {}
        for name in raw:
            kind, _, rest = name.partition(":")
            if kind == "p":
                part, _, host = rest.rpartition(":")
                failed.setdefault(part, set()).add(host)
        errors = {n[2:]: _error(v) for n, v in raw.items() if n.startswith("e:")}
        blocked = frozenset(n[2:] for n in raw if n.startswith("b:"))
        return JobFaults(blocked, {p: frozenset(h) for p, h in failed.items()}, errors)


def is_inputs_fault(error: MontageError) -> bool:
    """Whether it would fail in the same way on every computer."""
    if error.code in _OF_A_COMPUTER:
        return False
    return isinstance(error, InputError) or error.code.startswith("media.")


def faults_key(job_id: str) -> str:
    return f"{key(job_id)}:faults"


def _error(text: str) -> MontageError:
    told = json.loads(text)
    return MontageError(told["code"], told["message"], fix=told["fix"], detail=told["detail"])
