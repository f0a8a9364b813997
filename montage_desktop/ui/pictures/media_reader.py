"""Looking at files without risking the window: one file at a time in a child process that may crash or hang."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from montage_desktop.core.errors import InputError
from montage_desktop.ui.media_look import MediaLook, Refused, look_at, prepare_child

_TIME_LIMIT_S = 60.0
_IDLE_S = 30.0


class MediaReader:
    """Calls `look_at` in a child process, started on first use and let go when idle. GUI thread only."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._pool: ProcessPoolExecutor | None = None
        self._one_at_a_time = asyncio.Lock()
        self._idle: asyncio.Handle | None = None

    async def look(self, path: Path) -> MediaLook:
        """Facts, picture and waveform of a file.

        Raises:
            InputError: it cannot be used, or the decoder crashed or hung on it.
        """
        async with self._one_at_a_time:
            if self._idle is not None:
                self._idle.cancel()
            try:
                # Submitting starts the child, which belongs to this thread: it would die with a thread of a pool.
                future = self._running_pool().submit(look_at, str(path))
                seen = await asyncio.wait_for(asyncio.wrap_future(future), _TIME_LIMIT_S)
            except BrokenProcessPool as e:
                self._drop()
                raise _broken(path, _tr("makes the decoder crash")) from e
            except TimeoutError as e:
                self._drop()
                raise _broken(path, _tr("takes the decoder more than a minute to open")) from e
            finally:
                self._idle = self._loop.call_later(_IDLE_S, self._drop)
        if isinstance(seen, Refused):
            raise InputError(seen.code, seen.message, fix=seen.fix, detail=seen.detail)
        return seen

    def close(self) -> None:
        """End the child."""
        if self._idle is not None:
            self._idle.cancel()
        self._drop()

    def _running_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=prepare_child)
        return self._pool

    def _drop(self) -> None:
        if self._pool is None:
            return
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        self._pool = None


def _broken(path: Path, what: str) -> InputError:
    return InputError(
        "media.unreadable", f"“{path.name}” {what}.", fix=_tr("Convert it to MP4 (H.264), or leave it out.")
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("MediaReader", text)
