"""The project in the window: saved, opened, told to a second window, found again, and never lost unasked."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec
import pytest
from edit_dice import film
from PySide6.QtWidgets import QMessageBox
from window_helpers import Run, until

from montage_desktop.core import project_file
from montage_desktop.core.project import BinEntry, Project
from montage_desktop.core.project_lock import ProjectLock
from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.ui.app import Program


def short_film(media: Path) -> Timeline:
    """A film of the two clips of the bin."""
    source = [str(media / "one.mp4"), str(media / "two, with a comma.mp4")]
    made = film(2)
    clips: list[Clip] = [
        msgspec.structs.replace(c, source=source[n], source_in=0 * c.source_in, frames=10, start=10 * n, beat=None)
        for n, c in enumerate(made.video)
    ]
    return msgspec.structs.replace(made, video=clips, frames=20, audio=[])


async def imported(program: Program, media: Path) -> None:
    await program.editor.import_paths([media / "one.mp4", media / "two, with a comma.mp4", media / "song.wav"])
    await until(lambda: program.window.bin.model.rowCount() == 2 and program.window.bin.song.item)


async def opened(program: Program, path: Path, clips: int = 2) -> None:
    program.editor.project.open(path)
    await until(lambda: program.editor.project.desk.path == path)
    await until(lambda: program.window.bin.model.rowCount() == clips)
    await until(lambda: not program.window.isWindowModified())


def test_what_is_saved_opens_as_it_was(program: Program, run: Run, media: Path, tmp_path: Path) -> None:
    window, session, path = program.window, program.editor.project, tmp_path / "trip.montage"

    async def steps() -> None:
        await imported(program, media)
        await until(window.isWindowModified)
        program.editor.workspace.sequence.replace(short_film(media), "Plan")
        window.form.seed.setValue(77)
        assert session.desk.save(path)
        saved = session.gather()
        assert not window.isWindowModified()
        assert window.windowTitle() == "trip[*] – Montage Desktop"
        window.new_project.trigger()
        await until(lambda: window.bin.model.rowCount() == 0)
        assert program.editor.workspace.timeline is None
        await opened(program, path)
        await until(lambda: session.gather() == saved and not window.isWindowModified())
        window.recent_menu.aboutToShow.emit()
        assert [a.text() for a in window.recent_menu.actions()] == ["trip"]

    run(steps())


def test_a_second_window_is_told_and_changes_nothing(program: Program, run: Run, media: Path, tmp_path: Path) -> None:
    window, path = program.window, tmp_path / "trip.montage"
    project_file.save(Project(bin=[BinEntry(path=str(media / "one.mp4"))]), path)
    other = ProjectLock(path)
    other.acquire()

    async def steps() -> None:
        await imported(program, media)
        program.editor.project.open(path)
        await until(lambda: "trip" in window.notice.text)
        assert program.editor.project.desk.path is None
        assert window.bin.model.rowCount() == 2
        other.release()
        await asyncio.sleep(0.3)
        program.editor.project.open(path)
        await until(lambda: program.editor.project.desk.path == path)

    run(steps())


def test_missing_files_are_told_found_and_the_film_follows(
    program: Program, run: Run, media: Path, tmp_path: Path
) -> None:
    window, session, path = program.window, program.editor.project, tmp_path / "trip.montage"
    elsewhere = tmp_path / "other disk"

    async def steps() -> None:
        await imported(program, media)
        program.editor.workspace.sequence.replace(short_film(media), "Plan")
        assert session.desk.save(path)
        elsewhere.mkdir()
        (media / "one.mp4").rename(elsewhere / "renamed.mp4")
        window.new_project.trigger()
        await opened(program, path, clips=1)
        await until(lambda: "1 file" in window.question.text)
        assert "one.mp4" in window.question.accessibleName()
        assert len(session.gather().bin) == 2  # it is still of the project
        await session.look_in(elsewhere)
        await until(lambda: window.bin.model.rowCount() == 2)
        film_now = program.editor.workspace.timeline
        assert film_now is not None
        assert film_now.video[0].source == str(elsewhere / "renamed.mp4")
        await until(lambda: not session.unread)
        await asyncio.sleep(0.2)
        assert window.isWindowModified()
        assert not session.unread

    run(steps())


@pytest.mark.parametrize("answer", ["Save", "Discard", "Cancel"])
def test_closing_asks_once_there_is_something_to_lose(
    program: Program, run: Run, media: Path, tmp_path: Path, answer: str
) -> None:
    window, session, path = program.window, program.editor.project, tmp_path / "trip.montage"

    async def steps() -> None:
        await imported(program, media)
        program.editor.workspace.sequence.replace(short_film(media), "Plan")
        assert session.desk.save(path)
        session.workspace.sequence.apply(session.workspace.sequence.editing.lock(["c1"], True))
        await until(window.isWindowModified)
        program.editor.ask_before_closing = True
        window.close()
        await until(lambda: window.findChild(QMessageBox) is not None)
        assert window.isVisible()
        box = window.findChild(QMessageBox)
        assert box is not None
        box.button(getattr(QMessageBox.StandardButton, answer)).click()
        if answer == "Cancel":
            await asyncio.sleep(0.1)
            assert window.isVisible()
            program.editor.ask_before_closing = False
        else:
            await until(lambda: not window.isVisible())
        kept = project_file.load(path).sequences[0].timeline
        assert kept is not None
        assert kept.video[1].locked == (answer == "Save")

    run(steps())


def test_a_damaged_project_says_which_backup_opens(program: Program, run: Run, media: Path, tmp_path: Path) -> None:
    window, session, path = program.window, program.editor.project, tmp_path / "trip.montage"

    async def steps() -> None:
        await imported(program, media)
        assert session.desk.save(path)
        window.form.seed.setValue(5)
        assert session.desk.save(path)
        window.new_project.trigger()
        path.write_bytes(path.read_bytes()[:100])
        session.open(path)
        await until(lambda: window.notice.isVisible() and "trip" in window.notice.accessibleName())
        assert session.desk.path is None

    run(steps())
