"""The real editor: a film is planned, changed by hand, saved, opened again, rendered and played."""

from __future__ import annotations

import asyncio
from pathlib import Path

import av
import pytest
from driving import drop, opened, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from montage_desktop.core.edits import Grid
from montage_desktop.core.timeline import Timeline, validate
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


def _film(program: Program) -> Timeline:
    timeline = program.editor.workspace.timeline
    assert timeline is not None
    validate(timeline)
    return timeline


async def _planned(program: Program, media: Path, folder: Path) -> Timeline:
    window = program.window
    drop(program, media)
    await until(lambda: window.bin.model.rowCount() == 3 and window.bin.song.item, 30, program)
    await until(lambda: program.editor.feed.state.workers > 0, 30, program)
    window.form.folder.setText(str(folder))
    window.form.name.setText("Cut by hand")
    window.form._on_name_edited("Cut by hand")
    window.form.length.setCurrentIndex(1)
    window.form.seconds.setValue(4)
    window.form.profile.setCurrentIndex(0)
    window.form.plan_button.click()
    await until(lambda: program.editor.workspace.timeline is not None, 120, program)
    return _film(program)


async def _rerolled(program: Program, before: Timeline) -> Timeline:
    program.window.inspector.reroll_action.trigger()
    await until(lambda: program.editor.workspace.planning is not None, 30, program)
    await until(lambda: program.editor.workspace.planning is None, 120, program)
    await until(lambda: program.editor.workspace.timeline is not before, 30, program)
    return _film(program)


def test_plan_swap_lock_reroll_undo_save_open_render_and_play(
    qapp: QApplication, loop: asyncio.AbstractEventLoop, media: Path, tmp_path: Path
) -> None:
    project = tmp_path / "trip.montage"

    async def cut(program: Program) -> Timeline:
        window, stack = program.window, program.editor.workspace.sequence.stack
        planned = await _planned(program, media, tmp_path)
        assert window.stage.currentWidget() is window.preview
        await until(lambda: window.preview.surface.frames_shown > 0, 20, program)
        assert program.editor.project.desk.is_modified

        clip = next(c for c in planned.video if c.runners_up)
        window.timeline.select([clip.id])
        window.inspector.next_action.trigger()
        swapped = _film(program)
        found = next(c for c in swapped.video if c.id == clip.id)
        assert (found.source, found.source_in) != (clip.source, clip.source_in)
        assert (found.start, found.frames) == (clip.start, clip.frames)
        window.inspector.lock_action.trigger()
        locked = _film(program)
        assert next(c for c in locked.video if c.id == clip.id).locked

        rolled = await _rerolled(program, locked)
        kept = next(c for c in rolled.video if c.id == clip.id)
        assert kept == next(c for c in locked.video if c.id == clip.id)
        assert [(c.start, c.frames) for c in rolled.video] == [(c.start, c.frames) for c in planned.video]
        for before in (locked, swapped, planned):
            window.undo.trigger()
            assert _film(program) == before
            await asyncio.sleep(0.03)  # a person is not that quick, and the watch would take it for one step
        window.activateWindow()  # without a window manager nobody else does
        await until(window.isActiveWindow, 10, program)
        window.timeline.setFocus()
        window.preview.player.seek(planned.video[1].start + planned.video[1].frames // 2)
        QTest.keyClick(window.timeline, Qt.Key.Key_S)
        split = _film(program)
        assert len(split.video) == len(planned.video) + 1
        window.timeline.select([planned.video[0].id])
        QTest.keyClick(window.timeline, Qt.Key.Key_Delete)
        shorter = _film(program)
        assert len(shorter.video) == len(planned.video)
        assert shorter.frames < planned.frames
        assert {c.start for c in shorter.video} <= {0, *Grid.of(shorter).frames}, "a cut has left its beat"
        window.undo.trigger()
        await asyncio.sleep(0.03)
        window.undo.trigger()
        assert _film(program) == planned
        rolled = await _rerolled(program, planned)
        assert rolled.frames == planned.frames
        while stack.canUndo():
            window.undo.trigger()
            await asyncio.sleep(0.03)
        assert program.editor.workspace.timeline is None
        while stack.canRedo():
            window.redo.trigger()
            await asyncio.sleep(0.03)
        assert _film(program) == rolled
        assert program.editor.project.desk.save(project)
        assert not window.isWindowModified()
        return rolled

    async def render(program: Program, film: Timeline) -> None:
        window = program.window
        program.editor.project.open(project)
        await until(lambda: window.bin.model.rowCount() == 3 and window.bin.song.item, 30, program)
        assert _film(program) == film
        await until(lambda: not program.editor.project.desk.is_modified, 5, program)
        assert window.windowTitle().startswith("trip")
        await until(lambda: program.editor.feed.state.workers > 0, 30, program)
        window.form.name.setText("Cut by hand")
        window.form._on_name_edited("Cut by hand")
        window.render_action.trigger()
        rows = window.jobs.model
        await until(lambda: rows.total and rows.record_at(0).kind == "render", 30, program)
        await until(lambda: rows.record_at(0).is_over, 180, program)
        job = rows.record_at(0)
        assert job.status is Status.FINISHED, job.error
        out = Path(job.result["path"])
        assert out.name == "Cut by hand.mp4"
        with av.open(str(out)) as container:
            assert sum(1 for _ in container.decode(video=0)) == film.frames
        await until(lambda: window.player.path == out and window.stage.currentWidget() is window.player, 10, program)
        shown = window.player.surface.frames_shown
        await until(lambda: window.player.surface.frames_shown > shown + 10, 20, program)
        window.activateWindow()
        await until(window.isActiveWindow, 10, program)
        window.monitors.setFocus()
        QTest.keyClick(window.monitors, Qt.Key.Key_Left)
        assert window.stage.currentWidget() is window.preview

    async def both() -> None:
        async with opened(qapp, loop) as program:
            film = await cut(program)
        async with opened(qapp, loop) as program:
            await render(program, film)

    loop.run_until_complete(both())


def test_what_a_crash_has_left_is_offered(
    qapp: QApplication, loop: asyncio.AbstractEventLoop, media: Path, tmp_path: Path
) -> None:
    async def crash(program: Program) -> Timeline:
        film = await _planned(program, media, tmp_path)
        desk = program.editor.project.desk
        await until(lambda: desk.is_modified, 10, program)
        desk._lock = None
        desk._autosave._owner = _dead(desk._autosave._owner)
        desk._autosave._last = None
        desk._keep()
        desk._autosave.discard = lambda: None  # type: ignore[method-assign] - a killed process discards nothing
        return film

    async def recover(program: Program, film: Timeline) -> None:
        question = program.window.question
        await until(lambda: question.text, 20, program)
        question.buttons[0].click()
        await until(lambda: program.editor.workspace.timeline == film, 10, program)
        await until(lambda: program.window.bin.model.rowCount() == 3, 30, program)
        await until(lambda: not program.editor.project.unread, 10, program)
        await asyncio.sleep(0.3)
        assert program.window.isWindowModified()

    async def both() -> None:
        async with opened(qapp, loop) as program:
            film = await crash(program)
        async with opened(qapp, loop) as program:
            await recover(program, film)

    loop.run_until_complete(both())


def _dead(owner: object) -> object:
    import msgspec

    return msgspec.structs.replace(owner, pid=2**22 + 1)  # type: ignore[type-var]
