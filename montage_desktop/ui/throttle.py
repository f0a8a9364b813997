"""Rapid calls in, few calls out: the first at once, then at most one per interval, and never the last one lost."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer


class Throttle(QObject):
    """Calls a function at most once per interval. GUI thread only.

    Attributes:
        interval_ms: least time between two calls.
    """

    def __init__(self, function: Callable[[], None], interval_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.interval_ms = interval_ms
        self._function = function
        self._last = float("-inf")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._fire)

    def __call__(self) -> None:
        if self._timer.isActive():
            return
        wait_ms = self.interval_ms - (time.monotonic() - self._last) * 1000
        if wait_ms <= 0:
            self._fire()
        else:
            self._timer.start(max(1, round(wait_ms)))

    def flush(self) -> None:
        """Call now what is pending, if anything."""
        if self._timer.isActive():
            self._timer.stop()
            self._fire()

    def _fire(self) -> None:
        self._last = time.monotonic()
        self._function()
