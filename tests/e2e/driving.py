"""Starting the whole program in this process, and doing to it what a person does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from slowness import slowness

from montage_desktop.ui.app import Program, build
from montage_desktop.ui.busy_watch import BusyWatch


async def until(condition: Callable[[], object], seconds: float, program: Program) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        jobs = [(r.status, r.phase, r.error) for r in program.editor.feed.book.records.values()]
        assert time.monotonic() < deadline, f"state {program.editor.feed.state}; jobs {jobs}"
        await asyncio.sleep(0.02)


@asynccontextmanager
async def opened(qapp: QApplication, loop: asyncio.AbstractEventLoop) -> AsyncIterator[Program]:
    program = build(qapp, loop)
    program.editor.ask_before_closing = False
    program.window.resize(1280, 800)
    program.window.show()
    # Twice as long as tests/ui allows: here pictures go through a graphics card in software, whose threads and the
    # workers share the same two cores.
    watch = BusyWatch(limit_s=0.2 * slowness(), is_sampling=True)
    program.editor.start()
    try:
        yield program
    finally:
        watch.stop()
        program.window.close()
        await program.editor.close()


def drop(program: Program, folder: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    program.window.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none))
