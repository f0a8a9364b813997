"""Workers in; how well the scheduler keeps them busy, what a part costs beside its work, and what Redis holds, out.

Alone: ``python tests/benchmarks/bench_farm.py [--quick]``.
"""

from __future__ import annotations

import argparse
import contextlib
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from simulated_farm import Hands, SimulatedFarm, films
from table import Row, Task, markdown

from montage_desktop.jobs.children import start_worker
from montage_desktop.jobs.connection import connect, connect_raw
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.parts import Part
from montage_desktop.jobs.queues import RUN_PART
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.stages import ENTRY
from montage_desktop.jobs.states import PartState, Priority

_FILM_S = 600.0
_JOBS, _PARTS = 10_000, 10
_TASKS = 200
#: Workers, and what is wrong with them.
_FARMS = (
    ("", Hands(1)), ("", Hands(4)), ("", Hands(16)), ("", Hands(64)), ("", Hands(256)), ("", Hands(1000)),
    (", a tenth of them four times as slow", Hands(64, slow=0.1)),
    (", a tenth of them die once", Hands(64, deaths=0.1)),
    (", 50 ms from the server", Hands(64, link_s=0.05)),
)  # fmt: skip


def rows(folder: Path, *, quick: bool) -> list[Task]:
    """The quick mode has the farm that has a budget, and a tenth of the jobs."""
    farms = [(words, hands) for words, hands in _FARMS if not quick or hands == Hands(64)]
    tasks: list[Task] = [
        (f"farm: {hands.count} simulated workers{words}", lambda h=hands, w=words: _simulated(folder, h, w))
        for words, hands in farms
    ]
    tasks.append(("farm: a task with a real worker", lambda: _real(folder)))
    return [*tasks, ("farm: what Redis holds", lambda: _held(folder, _JOBS // 10 if quick else _JOBS))]


@contextlib.contextmanager
def _flow(folder: Path) -> Iterator[tuple[Flow, str]]:
    """A scheduler on a server of its own, and that server's address."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        server = EmbeddedServer(Path(own) / "data", Path(own) / "s")
        server.start()
        client, raw = connect(server.url, name="bench"), connect_raw(server.url, name="bench-rq")
        try:
            yield Flow(client, raw, ttl_s=24 * 3600), server.url
        finally:
            client.close()
            raw.close()
            server.stop()


def _simulated(folder: Path, hands: Hands, words: str) -> list[Row]:
    """Films enough for ten minutes of work for four workers each: the end, when few have any, counts as it would."""
    with _flow(folder) as (flow, _):
        work = films(max(6, hands.count // 4), seconds=_FILM_S, workers=hands.count)
        told = SimulatedFarm(flow, hands).run(work)
    label = f"farm: {hands.count} simulated workers{words}"
    note = f"{told.parts} parts, {told.span_s:.0f} virtual s, {told.lost} lost with their workers"
    if told.unfinished:
        return [Row(label, skipped=f"failed: {told.unfinished} jobs were not done")]
    return [
        Row(f"{label}: efficiency", told.efficiency, unit="", limit=0.9 if hands.count == 64 and not words else None,
            at_least=True, note=note),
        Row(f"{label}: queue overhead of a part", told.overhead_s * 1000, unit="ms", limit=20,
            note=f"{told.commands:.0f} commands a part"),
    ]  # fmt: skip


def _real(folder: Path) -> list[Row]:
    """Tasks of a job that is over: each is taken, forked for, connected for, claimed and left."""
    with _flow(folder) as (flow, url), tempfile.TemporaryDirectory(dir=folder) as own:
        record = flow.store.create("render", options={"out": "/films/film.mp4"})
        flow.cancel(record.id)
        for n in range(_TASKS + 1):
            flow.queues.enqueue(RUN_PART, (record.id, f"rendering-chunk{n}"), priority=Priority.DEFAULT, label=str(n))
        worker = start_worker(url, Path(own) / "log", host="bench")
        try:
            while flow.queues.counts()["queued"] > _TASKS:  # its start is not a task's
                time.sleep(0.001)
            begin = time.perf_counter()
            while any(flow.queues.counts().values()):
                time.sleep(0.001)
            took = time.perf_counter() - begin
        finally:
            worker.terminate()
            worker.wait()
    what = "farm: queue overhead of a task, a real worker"
    return [Row(what, 1000 * took / _TASKS, unit="ms", limit=20, note="RQ, a fork, connections, the claim")]


def _held(folder: Path, jobs: int) -> list[Row]:
    """Memory for jobs of ten parts each, of which all wait in RQ's queues."""
    with _flow(folder) as (flow, _):
        before = flow.client.info("memory")["used_memory"]
        begin = time.perf_counter()
        for _ in range(jobs):
            record = flow.store.create(
                "render", options={"out": "/films/film.mp4", "profile": "standard"}, title="film"
            )
            flow.board.open_stage(record.id, "preparing", [Part(ENTRY, "prepare", 0.01)])
            flow.board.swap(record.id, ENTRY, PartState.PENDING, PartState.DONE)
            parts = [Part(f"rendering-chunk{n}", "chunk", 0.099, {"chunks": [n], "cost_s": 5.0}) for n in range(_PARTS)]
            flow.board.open_stage(record.id, "rendering", parts)
            flow.advance(record.id)
        took = time.perf_counter() - begin
        used = (flow.client.info("memory")["used_memory"] - before) / 1e6
    what = f"farm: memory of Redis for {jobs:,} jobs and {jobs * _PARTS:,} waiting parts"
    limit = 300 * jobs / _JOBS
    return [Row(what, used, unit="MB", limit=limit, note=f"{1000 * took / jobs / _PARTS:.2f} ms to ask for a part")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(markdown([row for _, task in rows(Path(folder), quick=options.quick) for row in task()]))


if __name__ == "__main__":
    main()
