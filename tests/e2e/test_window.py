"""The real editor with its real background process: drop, create, watch, play, restart."""

from __future__ import annotations

import asyncio
from pathlib import Path

import av
import pytest
from driving import drop, opened, until
from PySide6.QtWidgets import QApplication

from montage_desktop.jobs.states import Status
from montage_desktop.ui.app import Program

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    # What the offscreen platform and a machine without sound or graphics card say.
    pytest.mark.qt_log_ignore(
        "This plugin does not support", "PulseAudioService", "No RHI backend", "No audio device", extend=True
    ),
]


def test_from_a_drop_to_a_playing_film_and_its_history(
    qapp: QApplication, loop: asyncio.AbstractEventLoop, media: Path, tmp_path: Path
) -> None:
    async def create_and_watch(program: Program) -> Path:
        window = program.window
        drop(program, media)
        await until(lambda: window.bin.model.rowCount() == 3 and window.bin.song.item, 30, program)
        await until(lambda: program.editor.feed.state.workers > 0, 30, program)
        window.form.folder.setText(str(tmp_path))
        window.form.length.setCurrentIndex(1)
        window.form.seconds.setValue(3)
        window.form.profile.setCurrentIndex(0)
        seen: list[float] = []
        window.jobs.model.dataChanged.connect(lambda *_: seen.append(window.jobs.model.record_at(0).progress))
        window.form.create_button.click()
        await until(lambda: window.jobs.model.total == 1, 10, program)
        await until(lambda: window.jobs.model.record_at(0).is_over, 180, program)
        job = window.jobs.model.record_at(0)
        assert job.status is Status.FINISHED, job.error
        assert len(set(seen)) >= 4, "the row did not move"
        assert seen == sorted(seen), "its progress went backwards"
        film = Path(job.result["path"])
        assert film.parent == tmp_path
        with av.open(str(film)) as container:
            assert sum(1 for _ in container.decode(video=0)) == job.result["frames"]
        await until(lambda: window.player.path == film, 5, program)
        shown = window.player.surface.frames_shown
        await until(lambda: window.player.surface.frames_shown > shown + 10, 10, program)
        await until(lambda: not window.player.is_playing, 20, program)  # it comes to its end
        return film

    async def find_it_again(program: Program, film: Path) -> None:
        jobs = program.window.jobs
        await until(lambda: jobs.model.total == 1, 30, program)
        job = jobs.model.record_at(0)
        assert (job.status, Path(job.result["path"])) == (Status.FINISHED, film)
        jobs.select(job.id)
        jobs.table.activated.emit(jobs.model.index(0, 0))  # Enter on the row plays it
        await until(lambda: program.window.player.path == film and program.window.player.is_playing, 10, program)

    async def both() -> None:
        async with opened(qapp, loop) as program:
            film = await create_and_watch(program)
        async with opened(qapp, loop) as program:
            await find_it_again(program, film)

    loop.run_until_complete(both())
