"""A worker host: the process that keeps this computer's workers for one Redis going, and does what is wanted of it.

The same for the workers that an editor has started (in `host`) and for those of a farm (in `pool`). A part is never
broken off but by a shutdown: to pause, to sleep and to drain are to let each worker end its present part.
"""

from __future__ import annotations

import logging
import os
import queue
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from montage_desktop.core.said import said
from montage_desktop.jobs.children import start_worker
from montage_desktop.jobs.machine import host_name
from montage_desktop.jobs.pulse import Pulse
from montage_desktop.jobs.registry import Wish, WorkerState
from montage_desktop.jobs.sleep_hours import SleepHours
from montage_desktop.jobs.states import Priority

log = logging.getLogger(__name__)

_SHORT_LIFE_S = 3.0
_REST_S = 1.0


@dataclass(frozen=True)
class CrewPlan:
    """What a worker host is to be: how many workers, their tags, when they sleep, and for which priorities."""

    concurrency: int
    tags: tuple[str, ...] = ()
    sleep: SleepHours | None = None
    queues: tuple[Priority, ...] = ()

    def child_options(self) -> list[str]:
        """Of the command line of each worker."""
        tags = ["--tags", ",".join(self.tags)] if self.tags else []
        return tags + (["--queues", ",".join(p.value for p in self.queues)] if self.queues else [])


class _Mode(Enum):
    RUN = auto()
    PAUSE = auto()
    DRAIN = auto()


class Crew:
    """Main thread only: children die with the thread that started them.

    Attributes:
        name: of this worker host, unique on all machines.
    """

    def __init__(
        self, url: str, plan: CrewPlan, *, log_file: Path, may_end: bool, now: Callable[[], datetime] = datetime.now
    ) -> None:
        """
        Args:
            may_end: whether to drain and to shut down end it; else it is only paused by them.
        """
        self.name = f"{host_name()}.{os.getpid()}"
        self._url, self._plan, self._log_file, self._may_end, self._now = url, plan, log_file, may_end, now
        self._pulse = Pulse(url, self.name)
        self._children: dict[subprocess.Popen[bytes], float] = {}
        self._asked: set[subprocess.Popen[bytes]] = set()
        self._mode = _Mode.RUN
        self._woken = False
        self._rest_until = 0.0
        self._wish_seen = ""

    def start(self) -> None:
        """Begin to beat. Workers are started when Redis has said which FFmpeg build counts."""
        self._tell()
        self._pulse.start()

    @property
    def ended(self) -> bool:
        """Whether it was drained or shut down, and nothing runs any more."""
        return self._mode is _Mode.DRAIN and not self._children

    def tick(self) -> None:
        """Do what is to be done now; call it several times a second. Never waits, never raises for Redis."""
        while True:
            try:
                heard = self._pulse.wishes.get_nowait()
            except queue.Empty:
                break
            if heard.wish:
                self.do(heard.wish)
                self._wish_seen = heard.wish_id
        self._reap()
        wanted = self._wanted()
        while len(self._children) < wanted and time.monotonic() >= self._rest_until:
            child = start_worker(self._url, self._log_file, host=self.name, options=self._plan.child_options())
            self._children[child] = time.monotonic()
        if not wanted:
            for child in self._children.keys() - self._asked:
                child.terminate()
                self._asked.add(child)
        self._tell()

    def do(self, wish: Wish) -> None:
        """Carry out a wish, from the farm or from a signal."""
        log.info("%s: %s", self.name, wish.value)
        if wish is Wish.RESUME:
            if self._mode is _Mode.PAUSE:
                self._mode = _Mode.RUN
            self._woken = self._sleeps_by_plan()
            return
        ends = wish in (Wish.DRAIN, Wish.SHUTDOWN) and self._may_end
        if ends or self._mode is not _Mode.DRAIN:
            self._mode = _Mode.DRAIN if ends else _Mode.PAUSE
        if wish is Wish.SHUTDOWN:
            self.kill()

    def kill(self) -> None:
        """End all workers now; their parts are taken up again by others."""
        for child in self._children:
            child.send_signal(signal.SIGKILL)  # its horse and FFmpeg die with it
        for child in self._children:
            child.wait()
        self._reap()

    def close(self) -> None:
        """Kill what still runs, and leave the list of workers."""
        self.kill()
        self._pulse.stop()

    # What it comes to ------------------------------------------------------------------------------------------

    def _reap(self) -> None:
        """Forget workers that have ended, whatever their exit code (RQ ends with 0 when Redis was away)."""
        for child, begun in [(c, b) for c, b in self._children.items() if c.poll() is not None]:
            del self._children[child]
            if child not in self._asked and time.monotonic() - begun < _SHORT_LIFE_S:
                self._rest_until = time.monotonic() + _REST_S  # it cannot even start: do not spin
            self._asked.discard(child)

    def _wanted(self) -> int:
        return self._plan.concurrency if self._state()[0] is WorkerState.IDLE else 0

    def _sleeps_by_plan(self) -> bool:
        return self._plan.sleep is not None and self._plan.sleep.hold(self._now())

    def _state(self) -> tuple[WorkerState, str]:
        """Its state, and why it is refused. IDLE stands for working, too."""
        asleep = self._sleeps_by_plan()
        self._woken = self._woken and asleep
        if self._mode is _Mode.DRAIN:
            return WorkerState.DRAINING, ""
        if self._mode is _Mode.PAUSE:
            return WorkerState.PAUSED, ""
        heard = self._pulse.heard
        if heard is None:
            return WorkerState.STARTING, ""
        facts = self._pulse.machine.facts()
        if heard.farm_build and heard.farm_build != facts["build"]:
            return WorkerState.REFUSED, self._why(str(facts["ffmpeg"]))
        return (WorkerState.ASLEEP if asleep and not self._woken else WorkerState.IDLE), ""

    def _why(self, version: str) -> str:
        if not version:
            return said("The others of this farm have an FFmpeg, this worker has none.")
        return said(f"Its FFmpeg {version} is another build than the farm's, and films must not be mixed of two.")

    def _tell(self) -> None:
        state, reason = self._state()
        fields = {
            "concurrency": self._plan.concurrency, "running": len(self._children), "reason": reason,
            "tags": list(self._plan.tags), "sleep": str(self._plan.sleep or ""),
            "queues": [p.value for p in self._plan.queues], "wish_seen": self._wish_seen,
        }  # fmt: skip
        children = sorted(f"{host_name()}.{c.pid}" for c in self._children)
        self._pulse.tell(state, fields, children=children)
