"""The parts of a job in Redis: who works on what, how far each is, and which may be given to a worker.

A part is handed out under a lease that its worker renews. A lease that runs out means that the worker died: the
part becomes ``pending`` again and is given to another, up to `MOST_ATTEMPTS` times. Since every part writes to a
temporary name and renames onto its content key, a part that two workers do by accident does no harm.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

import msgspec

from montage_desktop.core.path_map import PathMap, here
from montage_desktop.jobs import lua
from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.faults import faults_key
from montage_desktop.jobs.runs import MOST_RUNS, RunEnd, runs_key
from montage_desktop.jobs.states import PartState
from montage_desktop.jobs.store import key

LEASE_S = 12.0
RENEW_S = 2.0
MOST_ATTEMPTS = 3
_SUBS = ("stages", "specs", "states", "weights", "fractions", "results", "attempts", "runs", "faults", "away")


class Part(msgspec.Struct, frozen=True):
    """One unit of work.

    Attributes:
        id: ``<phase>-<name>``, unique within the job. kind: which handler does it (see `tasks`).
        weight: its share of the job's progress (all parts of a job sum to 1).
        args: plain JSON for the handler.
    """

    id: str
    kind: str
    weight: float
    args: dict[str, Any] = {}

    @property
    def phase(self) -> str:
        return self.id.partition("-")[0]


class PartBoard:
    """All parts of all jobs. Threads: as its redis client; `paths`: as `JobStore`'s, for what parts get and return."""

    def __init__(self, client: Client, *, paths: PathMap | None = None) -> None:
        self.client = client
        self._paths = here() if paths is None else paths
        self._open = client.register_script(lua.OPEN_STAGE)
        self._swap = client.register_script(lua.SWAP_STATE)
        self._claim = client.register_script(lua.CLAIM)
        self._renew = client.register_script(lua.RENEW)
        self._release = client.register_script(lua.RELEASE)
        self._report = client.register_script(lua.REPORT)

    def open_stage(self, job_id: str, stage: str, parts: Sequence[Part]) -> bool:
        """Add a stage's parts, once: False if some other worker has done so already."""
        rows: list[str] = []
        for part in parts:
            spec = msgspec.json.encode(self._with(part, self._paths.to_portable(part.args))).decode()
            rows += [part.id, spec, repr(part.weight), "0", PartState.PENDING.value]
        names = [_sub(job_id, n) for n in ("stages", "specs", "states", "weights", "fractions")]
        return bool(self._open(keys=names, args=[stage, *rows]))

    def stages(self, job_id: str) -> dict[str, int]:
        """Stages opened so far -> how many parts each has."""
        return {k: int(v) for k, v in self.client.hgetall(_sub(job_id, "stages")).items()}

    def states(self, job_id: str) -> dict[str, PartState]:
        return {k: PartState(v) for k, v in self.client.hgetall(_sub(job_id, "states")).items()}

    def part(self, job_id: str, part_id: str) -> Part | None:
        text = self.client.hget(_sub(job_id, "specs"), part_id)
        return self._decoded(text) if text else None

    def parts(self, job_id: str) -> dict[str, Part]:
        rows = self.client.hgetall(_sub(job_id, "specs"))
        return {k: self._decoded(v) for k, v in rows.items()}

    def _decoded(self, text: str) -> Part:
        part = msgspec.json.decode(text, type=Part)
        return self._with(part, self._paths.to_local(part.args))

    @staticmethod
    def _with(part: Part, args: dict[str, Any]) -> Part:
        return part if args is part.args else msgspec.structs.replace(part, args=args)

    def results(self, job_id: str) -> dict[str, dict[str, Any]]:
        """What finished parts returned."""
        rows = self.client.hgetall(_sub(job_id, "results"))
        return {k: self._paths.to_local(json.loads(v)) for k, v in rows.items()}

    def swap(self, job_id: str, part_id: str, before: PartState, after: PartState) -> bool:
        """Compare-and-set of a part's state."""
        return bool(self._swap(keys=[_sub(job_id, "states")], args=[part_id, before.value, after.value]))

    def claim(self, job_id: str, part_id: str, token: str, *, worker: str = "", host: str = "") -> tuple[str, int]:
        """Try to take a part.

        Args:
            worker: who takes it, for the job's runs. host: its worker host; "" for none.

        Returns:
            ("run", attempt) or (reason, _): gone, paused, over, done, leased, elsewhere, exhausted.
        """
        keys = [key(job_id), _sub(job_id, "states"), lease_key(job_id, part_id), _sub(job_id, "attempts")]
        args = [part_id, token, int(LEASE_S * 1000), MOST_ATTEMPTS, worker, MOST_RUNS, host]
        verdict, attempt = self._claim(keys=[*keys, runs_key(job_id), faults_key(job_id)], args=args)
        return str(verdict), int(attempt)

    def renew(self, job_id: str, part_id: str, token: str) -> str:
        """Keep the lease; returns the job's status, "gone", or "lost" when another worker holds the part."""
        keys = [lease_key(job_id, part_id), key(job_id)]
        return str(self._renew(keys=keys, args=[token, int(LEASE_S * 1000)]))

    def release(
        self, job_id: str, part_id: str, token: str, *, state: PartState | None = None, end: RunEnd | None = None
    ) -> bool:
        """Give the lease back, leaving the part in `state`. False if it was not ours any more.

        Args:
            end: what the job's runs tell of it; as a rule given back where a `state` is given, else done.
        """
        keys = [lease_key(job_id, part_id), _sub(job_id, "states"), runs_key(job_id)]
        end = end or (RunEnd.BACK if state else RunEnd.DONE)
        return bool(self._release(keys=keys, args=[token, part_id, state.value if state else "", end.value, MOST_RUNS]))

    def give_back(self, job_id: str, part_id: str, token: str) -> None:
        """Give back a part that was not begun: the attempt does not count."""
        self.client.hincrby(_sub(job_id, "attempts"), part_id, -1)
        self.release(job_id, part_id, token, state=PartState.PENDING)

    def note_lost(self, job_id: str, part_id: str) -> None:
        """Tell the job's runs that a part's worker has died."""
        fields = {"p": part_id, "e": RunEnd.LOST.value}
        self.client.xadd(runs_key(job_id), fields, maxlen=MOST_RUNS, approximate=True, nomkstream=True)

    def leased(self, job_id: str, part_ids: Sequence[str]) -> dict[str, bool]:
        """Which of the parts some living worker holds."""
        with self.client.pipeline(transaction=False) as pipe:
            for part_id in part_ids:
                pipe.exists(lease_key(job_id, part_id))
            return {p: bool(n) for p, n in zip(part_ids, pipe.execute(), strict=True)}

    def report(self, job_id: str, part: Part, fraction: float, *, done: dict[str, Any] | None = None) -> None:
        """Progress of a part (0…1), or its end with a result; updates and publishes the job's progress."""
        names = [_sub(job_id, n) for n in ("states", "weights", "fractions", "results")]
        state, result = "", ""
        if done is not None:
            done = self._paths.to_portable(done)
            state, result = PartState.DONE.value, json.dumps(done, separators=(",", ":"))
        args = [job_id, part.id, repr(1.0 if done is not None else fraction), repr(time.time()), state, result]
        self._report(keys=[key(job_id), *names], args=[*args, f"{part.phase}-"])

    def requeue_unfinished(self, job_id: str) -> None:
        """Before a retry: every part that is not done becomes pending, with no attempts and no faults counted."""
        with self.client.pipeline(transaction=True) as pipe:
            for part_id, state in self.states(job_id).items():
                if state is not PartState.DONE:
                    pipe.hset(_sub(job_id, "states"), part_id, PartState.PENDING.value)
                    pipe.delete(lease_key(job_id, part_id))
            pipe.delete(_sub(job_id, "attempts"), faults_key(job_id), _sub(job_id, "away"))
            pipe.execute()

    def reopen(self, job_id: str, part_id: str) -> None:
        """A part whose file has gone from the cache must be done again."""
        self.client.hset(_sub(job_id, "states"), part_id, PartState.PENDING.value)

    def attempts(self, job_id: str) -> dict[str, int]:
        return {k: int(v) for k, v in self.client.hgetall(_sub(job_id, "attempts")).items()}

    def expire(self, job_id: str, ttl_s: int) -> None:
        """Let everything about a job's parts go with the job."""
        with self.client.pipeline(transaction=True) as pipe:
            for name in _SUBS:
                pipe.expire(_sub(job_id, name), ttl_s)
            pipe.execute()

    def persist(self, job_id: str) -> None:
        """Undo `expire`, for a retry."""
        with self.client.pipeline(transaction=True) as pipe:
            for name in _SUBS:
                pipe.persist(_sub(job_id, name))
            pipe.execute()


def _sub(job_id: str, name: str) -> str:
    return f"{key(job_id)}:{name}"


def lease_key(job_id: str, part_id: str) -> str:
    return f"{key(job_id)}:lease:{part_id}"
