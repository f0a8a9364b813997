"""Tells when the GUI thread was busy for so long that a person feels it."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

log = logging.getLogger(__name__)

_TICK_MS = 20
_LIMIT_S = 0.1
_SCHEDSTAT = Path("/proc/thread-self/schedstat")


class BusyWatch(QObject):
    """Logs a warning for each stretch of more than 0.1 s in which no event was handled. GUI thread only.

    Time in which the thread was ready to run, but other programs had the processor, is not counted where the system
    tells it (Linux): a loaded machine is not this program's doing.

    Args:
        is_sampling: look, from another thread, at what is being done in such a stretch: for tests.
    """

    def __init__(self, *, limit_s: float = _LIMIT_S, is_sampling: bool = False) -> None:
        super().__init__()
        self._limit_s = limit_s
        self._is_over = threading.Event()
        self._stack = ""
        self._seen = self._now()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(_TICK_MS)
        self._thread = threading.Thread(target=self._sample, args=(threading.get_ident(),), daemon=True)
        if is_sampling:
            self._thread.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._is_over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _on_tick(self) -> None:
        wall, waited = self._now()
        busy_s = (wall - self._seen[0]) - (waited - self._seen[1])
        if busy_s > self._limit_s + _TICK_MS / 1000:
            log.warning("the window was busy for %.0f ms%s", busy_s * 1000, f":\n{self._stack}" if self._stack else "")
        self._seen, self._stack = (wall, waited), ""

    def _sample(self, thread: int) -> None:
        while not self._is_over.wait(_TICK_MS / 1000):
            if time.monotonic() - self._seen[0] > self._limit_s and not self._stack:
                frame = sys._current_frames().get(thread)
                self._stack = "".join(traceback.format_stack(frame)[-6:]) if frame is not None else ""

    @staticmethod
    def _now() -> tuple[float, float]:
        """(seconds of the clock, seconds that this thread has waited for a processor so far)."""
        try:
            waited_ns = int(_SCHEDSTAT.read_bytes().split()[1])
        except (OSError, IndexError, ValueError):
            waited_ns = 0
        return time.monotonic(), waited_ns / 1e9
