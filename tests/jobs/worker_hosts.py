"""Real worker hosts for tests: started, found in the list, and ended for certain."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from montage_desktop.jobs.registry import WorkerEntry, WorkerRegistry
from montage_desktop.jobs.server import EmbeddedServer


def await_that(
    condition: Callable[[], object], *, within_s: float = 20, why: Callable[[], object] = lambda: ""
) -> float:
    """Wait for it; returns how long that took, in seconds."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() < begun + within_s, why()
        time.sleep(0.05)
    return time.monotonic() - begun


class WorkerHosts:
    """Starts ``montage-desktop worker`` on one server. `log`: what all of them have said on stderr."""

    def __init__(self, server: EmbeddedServer, registry: WorkerRegistry, log: Path) -> None:
        self._server, self._registry, self.log = server, registry, log
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, *args: str, env: dict[str, str] | None = None, state: str = "idle") -> WorkerEntry:
        """One more; returns its entry as soon as it is in a state."""
        command = [sys.executable, "-m", "montage_desktop", "worker", *args]
        with self.log.open("ab") as out:
            process = subprocess.Popen(
                command, env={**os.environ, "REDIS_URL": self._server.url, **(env or {})}, stderr=out
            )
        self.processes.append(process)
        await_that(
            lambda: (e := self.entry(process.pid)) and e.state == state,
            why=lambda: (self._registry.list(), self.log.read_text()),
        )
        found = self.entry(process.pid)
        assert found is not None
        return found

    def entry(self, pid: int) -> WorkerEntry | None:
        return next((e for e in self._registry.list() if e.pid == pid), None)

    def process(self, entry: WorkerEntry) -> subprocess.Popen[bytes]:
        return next(p for p in self.processes if p.pid == entry.pid)

    def end(self) -> None:
        """Drain those that run; a second signal after a while."""
        running = [p for p in self.processes if p.poll() is None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGTERM)
                process.wait(10)
