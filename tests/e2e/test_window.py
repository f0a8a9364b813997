"""The real editor with its real background process: drop, create, watch, play, restart."""

from __future__ import annotations

import asyncio
import gc
import time
import wave
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import av
import numpy as np
import pytest
import qasync
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from montage_desktop.jobs import host
from montage_desktop.jobs.states import Status
from montage_desktop.ui.app import Program, build

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    # What the offscreen platform and a machine without sound or graphics card say.
    pytest.mark.qt_log_ignore(
        "This plugin does not support", "PulseAudioService", "No RHI backend", "No audio device", extend=True
    ),
]

_SIZE = (320, 180)


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


async def _until(condition: Callable[[], object], seconds: float, program: Program) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        jobs = [(r.status, r.phase, r.error) for r in program.editor.feed.book.records.values()]
        assert time.monotonic() < deadline, f"state {program.editor.feed.state}; jobs {jobs}"
        await asyncio.sleep(0.02)


@asynccontextmanager
async def _opened(qapp: QApplication, loop: asyncio.AbstractEventLoop) -> AsyncIterator[Program]:
    program = build(qapp, loop)
    program.editor.ask_before_closing = False
    program.window.resize(1280, 800)
    program.window.show()
    program.editor.start()
    try:
        yield program
    finally:
        program.window.close()
        await program.editor.close()


def _drop(program: Program, folder: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    program.window.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none))


def test_from_a_drop_to_a_playing_film_and_its_history(
    qapp: QApplication, loop: asyncio.AbstractEventLoop, media: Path, tmp_path: Path
) -> None:
    async def create_and_watch(program: Program) -> Path:
        window = program.window
        _drop(program, media)
        await _until(lambda: window.bin.model.rowCount() == 3 and window.bin.song.item, 30, program)
        await _until(lambda: program.editor.feed.state.workers > 0, 30, program)
        window.form.folder.setText(str(tmp_path))
        window.form.length.setCurrentIndex(1)
        window.form.seconds.setValue(3)
        window.form.profile.setCurrentIndex(0)
        seen: list[float] = []
        window.jobs.model.dataChanged.connect(lambda *_: seen.append(window.jobs.model.record_at(0).progress))
        window.form.create_button.click()
        await _until(lambda: window.jobs.model.total == 1, 10, program)
        await _until(lambda: window.jobs.model.record_at(0).is_over, 180, program)
        job = window.jobs.model.record_at(0)
        assert job.status is Status.FINISHED, job.error
        assert len(set(seen)) >= 4, "the row did not move"
        assert seen == sorted(seen), "its progress went backwards"
        film = Path(job.result["path"])
        assert film.parent == tmp_path
        with av.open(str(film)) as container:
            assert sum(1 for _ in container.decode(video=0)) == job.result["frames"]
        await _until(lambda: window.player.path == film, 5, program)
        shown = window.player.surface.frames_shown
        await _until(lambda: window.player.surface.frames_shown > shown + 10, 10, program)
        await _until(lambda: not window.player.is_playing, 20, program)  # it comes to its end
        return film

    async def find_it_again(program: Program, film: Path) -> None:
        jobs = program.window.jobs
        await _until(lambda: jobs.model.total == 1, 30, program)
        job = jobs.model.record_at(0)
        assert (job.status, Path(job.result["path"])) == (Status.FINISHED, film)
        jobs.select(job.id)
        jobs.table.activated.emit(jobs.model.index(0, 0))  # Enter on the row plays it
        await _until(lambda: program.window.player.path == film and program.window.player.is_playing, 10, program)

    async def both() -> None:
        async with _opened(qapp, loop) as program:
            film = await create_and_watch(program)
        async with _opened(qapp, loop) as program:
            await find_it_again(program, film)

    loop.run_until_complete(both())
