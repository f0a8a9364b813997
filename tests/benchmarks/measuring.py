"""Work in; its wall time, CPU seconds and peak memory out, for whole trees of processes.

Programs are compared in interleaved rounds of one run, so that a noisy moment hits all alike, and by medians.
"""

from __future__ import annotations

import contextlib
import resource
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

_GIVE_UP_S = 1200
_LOOK_S = 0.15  #: between two looks at the memory


@dataclass(frozen=True)
class Cost:
    """What something took: seconds on the clock, CPU seconds of all processes, most memory at a time."""

    wall_s: float
    cpu_s: float
    peak_mib: float = 0.0


def _tree(roots: Sequence[psutil.Process]) -> dict[int, psutil.Process]:
    """Processes and their living descendants, by pid."""
    found: dict[int, psutil.Process] = {}
    for root in roots:
        with contextlib.suppress(psutil.Error):
            found |= {p.pid: p for p in (root, *root.children(recursive=True))}
    return found


def tree_cpu_s(root: psutil.Process) -> float:
    """CPU seconds of a process, its living descendants and its dead children."""
    total = 0.0
    for process in _tree([root]).values():
        with contextlib.suppress(psutil.Error):
            t = process.cpu_times()
            total += t.user + t.system + t.children_user + t.children_system
    return total


def _own_cpu_s() -> float:
    """CPU seconds of this process and its dead children."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in usages)


def _memory_mib(process: psutil.Process) -> float:
    """Memory, with shared pages divided among their users where the system tells."""
    with contextlib.suppress(psutil.Error):
        full = process.memory_full_info()
        return float(getattr(full, "pss", full.rss)) / 2**20
    return 0.0


@dataclass
class _Watcher:
    """A thread that looks at the memory of processes; this one, which only measures, is left out."""

    also: Sequence[psutil.Process]
    peak_mib: float = 0.0
    cpu_s: float = 0.0  #: of looking, which is not the work's
    _done: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> _Watcher:
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        me = psutil.Process()
        while not self._done.wait(_LOOK_S):
            found = _tree([me, *self.also])
            self.peak_mib = max(self.peak_mib, sum(_memory_mib(p) for pid, p in found.items() if pid != me.pid))
            self.cpu_s = time.thread_time()


def measured(work: Callable[[], object], *, also: Sequence[psutil.Process] = ()) -> Cost:
    """The cost of a call: this process's, that of the children it waits for, and of ``also`` running trees."""
    spent, start, cpu = [tree_cpu_s(p) for p in also], time.monotonic(), _own_cpu_s()
    with _Watcher(also) as watcher:
        work()
    wall, cpu = time.monotonic() - start, _own_cpu_s() - cpu - watcher.cpu_s
    cpu += sum(tree_cpu_s(p) - was for p, was in zip(also, spent, strict=True))
    return Cost(wall, cpu, watcher.peak_mib)


def run(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, also: Sequence[psutil.Process] = ()
) -> tuple[Cost, str]:
    """(cost, standard output) of a program.

    Raises:
        RuntimeError: it failed; with its last words.
    """
    done: list[subprocess.CompletedProcess[str]] = []

    def work() -> None:
        words = [*map(str, command)]
        done.append(subprocess.run(words, env=env, capture_output=True, text=True, check=False, timeout=_GIVE_UP_S))

    try:
        cost = measured(work, also=also)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"{Path(command[0]).name} did not end within {_GIVE_UP_S} s") from error
    if done[0].returncode:
        words = (done[0].stderr or done[0].stdout).strip().splitlines()
        raise RuntimeError(f"{Path(command[0]).name} ended with {done[0].returncode}: {' | '.join(words[-3:])[:300]}")
    return cost, done[0].stdout


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each number."""
    columns = zip(*((c.wall_s, c.cpu_s, c.peak_mib) for c in costs), strict=True)
    return Cost(*(statistics.median(column) for column in columns))


def rounds(count: int, work: Mapping[str, Callable[[], Cost]]) -> dict[str, Cost]:
    """Medians by name, of so many rounds in each of which everything is done once."""
    rows: dict[str, list[Cost]] = {name: [] for name in work}
    for _ in range(count):
        for name, call in work.items():
            rows[name].append(call())
    return {name: median(costs) for name, costs in rows.items()}
