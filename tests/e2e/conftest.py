"""Media and the event loop of tests that drive the whole program."""

from __future__ import annotations

import asyncio
import gc
import wave
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
import qasync
from PySide6.QtWidgets import QApplication

from montage_desktop.jobs import host

_SIZE = (320, 180)


@pytest.fixture(autouse=True)
def never_busy(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test in which the window did not answer for more than a fifth of a second."""
    yield
    told = [r.getMessage() for r in caplog.get_records("call") if "the window was busy" in r.getMessage()]
    # Qt looks for a graphics card when the first picture of a process is painted: a tenth of a second without one.
    first = [m for m in told if "self._frame.paint(" in m][:1]
    assert told == first, "\n".join(told)


@pytest.fixture
def media(tmp_path: Path) -> Path:
    """Three clips whose pictures move, and a song with a beat of 120 per minute."""
    folder = tmp_path / "media"
    folder.mkdir()
    for number in range(3):
        _write_clip(folder / f"clip {number}.mp4", seconds=4, number=number)
    rate, seconds = 22_050, 8
    t = np.arange(rate * seconds) / rate
    clicks = np.exp(-(t % 0.5) * 40) * np.sin(2 * np.pi * 180 * t)
    with wave.open(str(folder / "song.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((clicks * 20_000).astype("<i2").tobytes())
    return folder


def _write_clip(path: Path, *, seconds: int, number: int) -> None:
    width, height = _SIZE
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        stream.width, stream.height = _SIZE
        stream.pix_fmt = "yuv420p"
        for n in range(25 * seconds):
            wave_ = (127 + 120 * np.sin((x * (number + 1) + y + n * 4) / 17)).astype(np.uint8)
            pixels = np.stack([wave_, np.roll(wave_, 40 * number, axis=1), 255 - wave_], axis=2)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")))
        out.mux(stream.encode(None))


@pytest.fixture
def loop(qapp: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[asyncio.AbstractEventLoop]:
    """asyncio on Qt; at the end no background process is left."""
    monkeypatch.setenv("MONTAGE_WORKERS", "2")
    qapp.setQuitOnLastWindowClosed(False)
    gc.disable()  # as the editor does: QObjects are destroyed on this thread only
    made = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(made)
    yield made
    host.stop_running()
    gc.collect()
    gc.enable()
    made.close()
    asyncio.set_event_loop(None)
