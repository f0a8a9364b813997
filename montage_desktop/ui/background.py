"""The one way off the GUI thread (`Background.run`) and the one way back (its awaitable)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)

T = TypeVar("T")


class Background(QObject):
    """Runs blocking functions in threads and keeps the asyncio tasks of slots alive. GUI thread only.

    Signals:
        failed(Exception): a spawned task ended with an error that nobody awaited; shown to the person.
    """

    failed = Signal(object)

    def __init__(self, loop: asyncio.AbstractEventLoop, *, threads: int = 4) -> None:
        super().__init__()
        self._loop = loop
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="background")
        self._tasks: set[asyncio.Task[Any]] = set()
        self._is_closed = False

    def run(self, function: Callable[..., T], *args: Any) -> Awaitable[T]:
        """Call a blocking function in a thread; await the result (or its exception) on the GUI thread."""
        return self._loop.run_in_executor(self._pool, function, *args)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Future[Any]:
        """Start a coroutine from a slot. An error that escapes it is emitted as `failed`.

        After `close` nothing is started any more: timers may be late.
        """
        if self._is_closed:
            work.close()
            nothing = self._loop.create_future()
            nothing.cancel()
            return nothing
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.info("a task failed", exc_info=error)
            self.failed.emit(error)

    async def close(self) -> None:
        """Cancel what still runs and let go of the threads (those that block end by themselves)."""
        self._is_closed = True
        tasks = [t for t in self._tasks if t is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._pool.shutdown(wait=False, cancel_futures=True)
