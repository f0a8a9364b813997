"""Workers, stragglers and deaths in; how well the scheduler keeps a farm busy, out.

The scheduler is the program's own, unchanged, on a real server: `Flow`, `PartBoard`, RQ's queues and every script. Only
the workers and the clock are simulated: a part takes as long as its cost says, on a virtual clock, and what its worker
asks of Redis takes as long as it really took just now, in processor time of both. The server is one thread: its share
of that, by its own statistics, is served one request after the other. Leases are kept by the simulation, since the
server's clock is real. RQ's own work for a task, above all a fork, is not in it: see `bench_farm`.
"""

from __future__ import annotations

import heapq
import itertools
import random
import time as real_time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from montage_desktop.jobs import flow as flow_module
from montage_desktop.jobs import order, queues, store, tasks
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.parts import LEASE_S, Part, lease_key
from montage_desktop.jobs.stages import ENTRY
from montage_desktop.jobs.states import Priority

_SWEEP_S = 2.0
_GIVE_UP_S = 100 * 3600.0


@dataclass(frozen=True)
class Film:
    """A job: seconds of one core for each chunk, for the sound, and for joining and checking."""

    chunks: tuple[float, ...]
    sound_s: float = 2.0
    end_s: float = 0.5

    @property
    def work_s(self) -> float:
        """Seconds of one core for all of it."""
        return sum(self.chunks) + self.sound_s + 2 * self.end_s


@dataclass(frozen=True)
class Hands:
    """How the workers are.

    Attributes:
        slow: share of workers that are `slower` times as slow. deaths: share that die once, at a random moment, and
            come back after `back_s`. link_s: what every question to the server takes longer.
    """

    count: int
    slow: float = 0.0
    slower: float = 4.0
    deaths: float = 0.0
    back_s: float = 30.0
    link_s: float = 0.0


@dataclass
class Told:
    """What came of it.

    Attributes:
        span_s: virtual seconds from the first part to the end of the last job. efficiency: work done by workers of
            usual speed in that time, against what they could have done. overhead_s: real seconds a part for everything
            but its work, median. commands: requests to the server for each part. lost: parts begun and not ended.
    """

    span_s: float
    efficiency: float
    overhead_s: float
    commands: float
    parts: int
    lost: int
    unfinished: int


class _Clock:
    """Virtual seconds, in place of the module `time`."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now

    def sleep(self, _seconds: float) -> None:
        raise AssertionError("a scheduler does not sleep")


@dataclass
class _Worker:
    name: str
    speed: float
    dies_at: float = float("inf")
    task: tuple[str, str, str] | None = None  # job, part, token
    version: int = field(default=0)  # events of an earlier life do not count


class SimulatedFarm:
    """One run. Not thread-safe.

    Args:
        flow: on a server that is empty.
    """

    def __init__(self, flow: Flow, hands: Hands, *, seed: int = 1) -> None:
        self._flow, self._hands = flow, hands
        self._dice = random.Random(seed)
        self._clock = _Clock()
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._count = itertools.count()
        self._films: dict[str, Film] = {}
        self._server_free = 0.0
        self._overheads: list[float] = []
        self._lost = 0
        self._left = 0
        self._asked = 0
        self._idle: list[tuple[_Worker, int]] = []  # they wait in the server, which serves them when a task comes
        self._given = 0
        self._workers = [
            _Worker(f"sim{n}", hands.slower if self._dice.random() < hands.slow else 1.0) for n in range(hands.count)
        ]

    def run(self, films: list[Film]) -> Told:
        """Render all films; every job is asked for before the first worker comes."""
        enqueue = self._flow.queues.enqueue

        def counted(*args: Any, **options: Any) -> str:
            self._given += 1
            return enqueue(*args, **options)

        with self._on_virtual_time(), mock.patch.object(self._flow.queues, "enqueue", counted):
            for film in films:
                self._films[self._flow.submit("render", {"out": "film.mp4"}).id] = film
            self._left = len(films)
            begin, commands = self._clock.now, self._statistics()["calls"]
            expected = sum(f.work_s for f in films) / sum(1 / w.speed for w in self._workers)
            for worker in self._workers:
                if self._dice.random() < self._hands.deaths:
                    worker.dies_at = begin + self._dice.random() * expected
                    self._at(worker.dies_at, lambda w=worker: self._die(w))
                self._at(begin + self._dice.random() * 0.1, lambda w=worker: self._look(w, w.version))
            self._at(begin + _SWEEP_S, self._sweep)
            while self._events and self._left and self._clock.now < begin + _GIVE_UP_S:
                self._clock.now, _, act = heapq.heappop(self._events)
                act()
        span = self._clock.now - begin
        power = sum(1 / w.speed for w in self._workers)
        parts = len(self._overheads)
        median = sorted(self._overheads)[parts // 2] if parts else 0.0
        return Told(
            span, sum(f.work_s for f in films) / (span * power), median,
            (self._statistics()["calls"] - commands - self._asked) / max(1, parts), parts, self._lost, self._left,
        )  # fmt: skip

    # Workers -------------------------------------------------------------------------------------------------

    def _look(self, worker: _Worker, version: int) -> None:
        """Take the next task, if there is one, and begin it."""
        if version != worker.version:
            return
        spent = _Spent(self)
        with spent:
            task = self._taken()
            verdict = ""
            if task is not None:
                job_id, part_id, token = task
                verdict, _ = self._flow.board.claim(job_id, part_id, token, worker=worker.name)
                if verdict == "run":
                    self._flow.client.persist(lease_key(job_id, part_id))
                    part = self._flow.board.part(job_id, part_id)
                    tasks._mark_started(self._flow, job_id)
                else:
                    self._flow.advance(job_id)
        self._wake(spent.done)
        if task is None:
            self._idle.append((worker, version))
            return
        if verdict != "run":
            self._at(spent.done, lambda: self._look(worker, version))
            return
        assert part is not None
        worker.task = task
        work_s = self._cost_s(task[0], part) * worker.speed
        self._at(spent.done + work_s, lambda: self._finish(worker, version, part, spent.took))

    def _finish(self, worker: _Worker, version: int, part: Part, before: float) -> None:
        if version != worker.version or worker.task is None:
            return
        job_id, part_id, token = worker.task
        with _Spent(self) as spent:
            self._flow.board.report(job_id, part, 1.0, done=self._result(job_id, part))
            self._flow.board.release(job_id, part_id, token)
            self._flow.advance(job_id)
        worker.task = None
        self._overheads.append(before + spent.took)
        if part.kind == "check":
            self._left -= 1
        self._wake(spent.done)
        self._at(spent.done, lambda: self._look(worker, version))

    def _wake(self, when: float) -> None:
        """Workers that waited have as many of the tasks that were given just now."""
        for _ in range(min(self._given, len(self._idle))):
            worker, version = self._idle.pop(0)
            self._at(when, lambda w=worker, v=version: self._look(w, v))
        self._given = 0

    def _die(self, worker: _Worker) -> None:
        """Silently; its lease runs out, and it comes back later."""
        worker.version += 1
        if worker.task is not None:
            job_id, part_id, _ = worker.task
            self._lost += 1
            worker.task = None
            self._at(self._clock.now + LEASE_S, lambda: self._flow.client.delete(lease_key(job_id, part_id)))
        self._at(self._clock.now + self._hands.back_s, lambda v=worker.version: self._look(worker, v))

    def _sweep(self) -> None:
        """The janitor's: it has a connection of its own, and keeps no worker waiting."""
        with _Spent(self) as spent:
            for record in self._flow.store.active():
                self._flow.reconcile(record.id)
        self._wake(spent.done)
        self._at(self._clock.now + _SWEEP_S, self._sweep)

    # What the program's own workers would do -----------------------------------------------------------------

    def _taken(self) -> tuple[str, str, str] | None:
        """As RQ: the first task of the highest queue."""
        from rq.job import Job
        from rq.serializers import JSONSerializer

        for queue in self._flow.queues.all():
            rq_id = queue.connection.lpop(queue.key)
            if rq_id is None:
                continue
            job = Job.fetch(rq_id.decode(), connection=queue.connection, serializer=JSONSerializer)
            args = job.args
            queue.connection.delete(job.key)  # its result lives for ten minutes, which virtually are over
            return str(args[0]), str(args[1]) if str(job.func_name).endswith("run_part") else ENTRY, job.id
        return None

    def _cost_s(self, job_id: str, part: Part) -> float:
        film = self._films[job_id]
        if part.kind == "chunk":
            return sum(film.chunks[i] for i in part.args["chunks"])
        return {"sound": film.sound_s, "join": film.end_s, "check": film.end_s}.get(part.kind, 0.05)

    def _result(self, job_id: str, part: Part) -> dict[str, Any]:
        film = self._films[job_id]
        if part.id != ENTRY:
            return {"cached": False, "counts": [1, 0]}
        chunks = [{"index": n, "cost_s": cost} for n, cost in enumerate(film.chunks)]
        costs = {"rendering": sum(film.chunks), "joining": film.end_s, "checking": film.end_s}
        return {"costs_s": costs, "chunks": chunks, "has_sound": True, "sound_cost_s": film.sound_s}

    # Time ----------------------------------------------------------------------------------------------------

    def _at(self, when: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._events, (max(when, self._clock.now), next(self._count), act))

    def served(self, took: float, server_s: float) -> float:
        """When a worker's questions are answered that took so long in all, and so long in the server."""
        begin = max(self._clock.now, self._server_free)
        self._server_free = begin + server_s
        return max(begin + server_s, self._clock.now + took) + self._hands.link_s

    def _statistics(self) -> dict[str, float]:
        self._asked += 1
        rows = self._flow.client.info("commandstats")
        return {"usec": sum(r["usec"] for r in rows.values()), "calls": sum(r["calls"] for r in rows.values())}

    def server_s(self) -> float:
        """Seconds that the server has been busy."""
        return self._statistics()["usec"] / 1e6

    @contextmanager
    def _on_virtual_time(self) -> Iterator[None]:
        with (
            mock.patch.object(store, "time", self._clock),
            mock.patch.object(flow_module, "time", self._clock),
            mock.patch.object(queues, "time", self._clock),
            mock.patch.object(order, "time", self._clock),
        ):
            yield


class _Spent:
    """What a few questions to the server really took. `done`: virtual seconds when they are answered."""

    def __init__(self, farm: SimulatedFarm) -> None:
        self._farm = farm
        self.took = self.done = 0.0

    def __enter__(self) -> _Spent:
        self._server = self._farm.server_s()
        self._begin = real_time.thread_time()
        return self

    def __exit__(self, *_: object) -> None:
        own = real_time.thread_time() - self._begin  # what else runs on this machine does not count
        server_s = self._farm.server_s() - self._server
        self.took = own + server_s
        self.done = self._farm.served(self.took, server_s)


def films(count: int, *, seconds: float, workers: int, seed: int = 1) -> list[Film]:
    """Films of so many seconds of work, in chunks as the engine would make them for so many workers."""
    dice = random.Random(seed)
    length = max(5.0, min(30.0, seconds / (4 * workers)))
    chunks = max(1, round(seconds / length))
    return [
        Film(tuple(length * dice.uniform(0.6, 1.4) for _ in range(chunks)), 0.5 + 0.03 * seconds) for _ in range(count)
    ]


__all__ = ["Film", "Hands", "Priority", "SimulatedFarm", "Told", "films"]
