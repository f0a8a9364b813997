"""Garbage collection on the GUI thread only.

Python collects reference cycles in whichever thread happens to allocate. A cycle that holds a `QObject` (a closed
dialog and its slots) would then be destroyed in a background thread, and Qt crashes. So automatic collection is off,
and this does it, as often as the interpreter would, from a timer.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 1000


class GuiCollector(QObject):
    """Collects while it lives; `stop` gives collection back to the interpreter. GUI thread only."""

    def __init__(self) -> None:
        super().__init__()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(_INTERVAL_MS)
        gc.disable()
        gc.freeze()  # modules and classes are no garbage: a collection need not look at them

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()

    def _on_timeout(self) -> None:
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
