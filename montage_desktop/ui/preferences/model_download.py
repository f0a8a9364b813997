"""One speech model at a time, fetched in another thread: how far it is, and how it ended."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from montage_desktop.core.errors import Cancelled, MontageError
from montage_desktop.ui.background import Background

if TYPE_CHECKING:
    from montage_desktop.media.speech.fetching import Hub

_SHOWN_EVERY_MS = 100


class ModelDownload(QObject):
    """GUI thread only; a click has agreed to the size before it is started. Ends with the program.

    Attributes:
        name: of the model that is being fetched; "" while none is. share: how far it is, 0…1.

    Signals:
        progressed(): `share` is another. ended(object): None when the model is here or was stopped; else the error.
    """

    progressed = Signal()
    ended = Signal(object)

    def __init__(self, background: Background, *, hub: Hub | None = None) -> None:
        super().__init__()
        self._background, self._hub = background, hub
        self._stop = threading.Event()
        self.name, self.share = "", 0.0
        self._told = 0.0  # by the other thread
        self._watch = QTimer(self)
        self._watch.setInterval(_SHOWN_EVERY_MS)
        self._watch.timeout.connect(self._on_watch)

    def start(self, name: str) -> None:
        """Fetch a model; nothing if one is being fetched."""
        if not self.name:
            self.name, self.share, self._told, self._stop = name, 0.0, 0.0, threading.Event()
            self._watch.start()
            self._background.spawn(self._run(name, self._stop))

    def stop(self) -> None:
        """No more; what has arrived is kept. `ended` follows when the hub lets go."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Whether it was told to stop, and has not ended yet."""
        return bool(self.name) and self._stop.is_set()

    async def _run(self, name: str, stop: threading.Event) -> None:
        error: MontageError | None = None
        try:
            await self._background.run(self._work, name, stop)
        except Cancelled:
            pass
        except MontageError as e:
            error = e
        except OSError as e:
            error = MontageError(
                "speech.write", self.tr("The model cannot be written."), fix=self.tr("Look at the disk."), detail=str(e)
            )
        finally:
            stop.set()  # also when the program ends: its threads are waited for
        self._watch.stop()
        self.name = ""
        self.ended.emit(error)

    def _work(self, name: str, stop: threading.Event) -> None:
        """In the other thread. What fetches is imported here: the window must not wait for it when it starts."""
        from montage_desktop.media.speech.fetching import fetch

        def note(share: float) -> None:
            self._told = share

        fetch(name, allow_download=True, hub=self._hub, should_stop=stop.is_set, on_progress=note)

    def _on_watch(self) -> None:
        if self._told != self.share:
            self.share = self._told
            self.progressed.emit()
