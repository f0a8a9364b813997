"""What tests of the window share: waiting, records, and small media."""

from __future__ import annotations

import asyncio
import time
import wave
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import av
import numpy as np

from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.jobs.feed import Pace


class Run:
    """Runs a coroutine to its end, with Qt's events, for at most 20 seconds.

    Attributes:
        before, after: called around it, while asyncio runs. Tasks must not live longer: pytest-qt handles Qt's events
            between the steps of a test, when no asyncio loop is running.
        is_used: whether it ran anything, and so `after` too.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.before: list[Callable[[], object]] = []
        self.after: list[Callable[[], Awaitable[object]]] = []
        self.is_used = False
        self._loop = loop

    def __call__(self, work: Coroutine[Any, Any, Any]) -> None:
        self._loop.run_until_complete(asyncio.wait_for(self._whole(work), 20))

    async def _whole(self, work: Coroutine[Any, Any, Any]) -> None:
        self.is_used = True
        for step in self.before:
            step()
        try:
            await work
        finally:
            for end in self.after:
                await end()


FAST = Pace(active_s=0.2, idle_s=0.4, look_s=0.1, patience_s=0.5, retry_s=0.2)


async def until(condition: Callable[[], object], *, seconds: float = 8.0) -> None:
    """Wait for something to become true; fails with its source line if it does not."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not become true in time"
        await asyncio.sleep(0.01)


def record(number: int, **fields: Any) -> JobRecord:
    """A record for models; a higher number is newer."""
    basic = {"id": f"j{number:05}", "kind": "montage", "title": f"Film {number}", "created_at": float(number), "seq": 1}
    return JobRecord(**{**basic, **fields})


def write_clip(path: Path, *, seconds: int, size: tuple[int, int] = (160, 90)) -> None:
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        for n in range(25 * seconds):
            pixels = np.full((size[1], size[0], 3), (n * 7 % 255, 80, 160), dtype=np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        out.mux(stream.encode(None))


def write_song(path: Path, *, seconds: int) -> None:
    rate = 16_000
    samples = (np.sin(np.arange(rate * seconds) * 0.2) * 12_000).astype("<i2")
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
