"""The window on a real server: dropping, creating, closing, playing, history."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_helpers import FAST, Run, record, until, write_clip

from montage_desktop.core.errors import TransientError
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.requests import MontageRequest
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobStore
from montage_desktop.ui.app import Program, build, unusable_qt
from montage_desktop.ui.background import Background
from montage_desktop.ui.jobs.feed import JobFeed
from montage_desktop.ui.keys.command_palette import CommandPalette, matches
from montage_desktop.ui.project.closing import Choice, ClosingDialog
from montage_desktop.ui.theme import Appearance
from montage_desktop.ui.workspaces import LAYOUT_VERSION


def drop(program: Program, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    program.window.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, left, none))


async def ready(program: Program, media: Path) -> None:
    """Connected, with clips and a song in the bin."""
    drop(program, media)
    await until(lambda: program.editor.feed.state.is_connected)
    await until(lambda: program.window.bin.song.item and program.window.bin.model.rowCount() == 2)


def test_a_dropped_folder_fills_the_bin(run: Run, program: Program, media: Path) -> None:
    async def scenario() -> None:
        await ready(program, media)
        items = program.window.bin.model.items
        assert [i.path.name for i in items] == ["one.mp4", "two, with a comma.mp4"]
        assert items[0].length == "0:01"
        assert items[0].badges == ("No sound",)
        assert items[0].image.width() == 192
        song = program.window.bin.song.item
        assert song is not None
        assert song.path.name == "song.wav"
        assert len(song.peaks) == 400
        assert max(song.peaks) == 1.0
        await until(lambda: [r.path.name for r in program.window.report.refusals] == ["empty.mov"])

    run(scenario())


def test_a_file_may_be_dropped_on_a_text_field_too(run: Run, program: Program, media: Path) -> None:
    async def scenario() -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(media / "one.mp4"))])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        field = program.window.form.name
        before = field.text()
        for event in (
            QDragEnterEvent(QPoint(3, 3), copy, mime, left, none),
            QDragMoveEvent(QPoint(3, 3), copy, mime, left, none),
            QDropEvent(QPointF(3, 3), copy, mime, left, none),
        ):
            QApplication.sendEvent(field, event)
            assert event.isAccepted()
        await until(lambda: program.window.bin.model.rowCount() == 1)
        assert field.text() == before

    run(scenario())


def test_refused_files_are_listed_with_cause_and_fix(run: Run, program: Program, media: Path) -> None:
    async def scenario() -> None:
        drop(program, media / "notes.txt", media / "empty.mov", media / "gone.mp4", media / "one.mp4")
        await until(lambda: len(program.window.report.refusals) == 3 and program.window.bin.model.rowCount() == 1)
        assert not program.window.report.isHidden()
        causes = {r.path.name: r.cause for r in program.window.report.refusals}
        assert "is not a media file" in causes["notes.txt"]
        assert "0 bytes" in causes["empty.mov"]
        assert "not there" in causes["gone.mp4"]
        assert all(r.fix for r in program.window.report.refusals)
        drop(program, media / "one.mp4")  # the next import begins a new report, and a file is in the bin once
        await until(lambda: program.window.report.isHidden())
        assert program.window.bin.model.rowCount() == 1

    run(scenario())


def test_the_button_says_what_is_missing(run: Run, program: Program, media: Path) -> None:
    async def scenario() -> None:
        form = program.window.form
        assert form.reason == "Add clips and a song to begin."
        assert not form.create_button.isEnabled()
        drop(program, media / "one.mp4")
        await until(lambda: form.reason == "Add a song: the cut follows its beats.")
        await ready(program, media)
        await until(lambda: form.reason == "")
        assert form.create_button.isEnabled()
        assert form.create_action.isEnabled()

    run(scenario())


def test_create_montage_queues_what_the_form_says(
    run: Run, program: Program, media: Path, store: JobStore, home: Path
) -> None:
    async def scenario() -> None:
        await ready(program, media)
        form = program.window.form
        form.folder.setText(str(home))
        form.length.setCurrentIndex(1)
        form.seconds.setValue(3.5)
        form.aspects.buttons()[1].click()
        form.profile.setCurrentIndex(0)
        form.seed.setValue(7)
        (home / f"{form.name.text()}.mp4").touch()
        form.create_button.click()
        await until(lambda: program.window.jobs.model.total == 1)
        job = store.recent()[0]
        expected = MontageRequest(
            clips=[str(media / "one.mp4"), str(media / "two, with a comma.mp4")], music=str(media / "song.wav"),
            style=form.gallery.style_name, aspect="9:16", profile="preview", seed=7,
        )  # fmt: skip
        for name in ("clips", "music", "style", "aspect", "profile", "seed"):
            assert job.options[name] == getattr(expected, name)
        assert job.options["duration_s"] == "7/2"
        assert job.options["out"] == str(home / f"{form.name.text()} 2.mp4")
        await until(lambda: [r.id for r in program.window.jobs.selected()] == [job.id])
        form.create_button.click()  # the first has not written its file yet: its name is taken all the same
        await until(lambda: program.window.jobs.model.total == 2)
        assert store.recent()[0].options["out"].endswith(" 3.mp4")

    run(scenario())


def test_a_refusal_of_the_service_is_shown_not_raised(run: Run, program: Program, media: Path) -> None:
    async def scenario() -> None:
        await ready(program, media)
        request = MontageRequest(clips=[str(media / "one.mp4")], music="", out="/tmp/x.mp4")
        program.window.form.create_requested.emit(request)
        await until(lambda: program.window.notice.text == "No song was given.")

    run(scenario())


def test_jobs_are_steered_from_the_table(run: Run, program: Program, store: JobStore) -> None:
    async def scenario() -> None:
        await until(lambda: program.editor.feed.state.is_connected)
        job = store.create("montage", options={"out": ""}, title="Film")
        jobs = program.window.jobs
        await until(lambda: jobs.model.row_of(job.id) == 0)
        jobs.select(job.id)
        from montage_desktop.ui.jobs.desk import Action

        assert jobs.actions_of[Action.PAUSE].isEnabled()
        assert not jobs.actions_of[Action.RETRY].isEnabled()
        jobs.actions_of[Action.PAUSE].trigger()
        await until(lambda: jobs.model.record_at(0).status is Status.PAUSED)
        jobs.actions_of[Action.CANCEL].trigger()
        await until(lambda: store.status(job.id) is Status.CANCELLED)
        await until(lambda: jobs.actions_of[Action.RETRY].isEnabled())

    run(scenario())


def test_log_and_error_of_the_selected_job(run: Run, program: Program, store: JobStore) -> None:
    async def scenario() -> None:
        await until(lambda: program.editor.feed.state.is_connected)
        job = store.create("montage", options={}, title="Film")
        store.log(job.id, "first line")
        await until(lambda: program.window.jobs.model.total == 1)
        program.window.jobs.select(job.id)
        details = program.window.jobs.details
        await until(lambda: "first line" in details._text.toPlainText())
        store.log(job.id, "second line")
        error = {"code": "disk.full", "message": "The disk is full.", "fix": "Free some space.", "detail": ""}
        store.change(job.id, {"status": "failed", "error": error})
        await until(lambda: details._cause.isVisible() and details._cause.text() == "The disk is full.")
        await until(lambda: "second line" in details._text.toPlainText())
        details._copy.click()
        assert "Free some space." in QApplication.clipboard().text()
        assert "second line" in QApplication.clipboard().text()

    run(scenario())


@pytest.mark.parametrize("busy_player", [False, True])
def test_an_own_film_plays_when_it_is_ready_without_stealing(
    run: Run, program: Program, media: Path, store: JobStore, home: Path, busy_player: bool
) -> None:
    film = home / "film.mp4"
    write_clip(film, seconds=2)

    async def scenario() -> None:
        await ready(program, media)
        player = program.window.player
        program.window.form.folder.setText(str(home))
        program.window.form.create_button.click()
        await until(lambda: program.window.jobs.model.total == 1)
        job = store.recent()[0]
        if busy_player:
            program.editor.play(media / "two, with a comma.mp4")
            await until(lambda: player.is_playing)
        store.change(job.id, {"status": "running"})
        store.change(job.id, {"status": "finished", "result": {"path": str(film)}})
        if busy_player:
            await until(lambda: "is ready" in program.window.notice.text)
            assert player.path == media / "two, with a comma.mp4"
        else:
            await until(lambda: player.path == film and player.surface.frames_shown > 2)

    run(scenario())


def test_the_player_steps_and_shuttles(run: Run, program: Program, media: Path) -> None:
    async def scenario() -> None:
        player = program.window.player
        player.open(media / "two, with a comma.mp4", play=False)
        await until(lambda: player.duration_ms > 0)
        player.step(10)
        await until(lambda: 400 <= player.position_ms < 440)
        player.step(-1)
        await until(lambda: 360 <= player.position_ms < 400)
        player.shuttle(1)
        await until(lambda: player.position_ms > 600)
        player.shuttle(-1)
        assert player.is_playing
        await until(lambda: player.position_ms < 300)
        player.toggle()
        assert not player.is_playing

    run(scenario())


def test_a_clip_that_goes_is_marked_and_comes_back(
    run: Run, program: Program, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("montage_desktop.ui.editor._MISSING_S", 0.1)

    async def scenario() -> None:
        await ready(program, media)
        clip = media / "one.mp4"
        clip.rename(media / "elsewhere")
        await until(lambda: program.window.bin.model.items[0].badges[:1] == ("Missing",))
        assert program.window.form.state().missing == 1
        assert program.window.form.request().clips == [str(media / "two, with a comma.mp4")]
        (media / "elsewhere").rename(clip)
        await until(lambda: not program.window.bin.model.items[0].missing)

    run(scenario())


@pytest.mark.parametrize(("choice", "closes", "stops"), [
    (Choice.KEEP, True, False), (Choice.STOP, True, True), (Choice.STAY, False, False),
])  # fmt: skip
def test_closing_with_jobs_asks(
    run: Run, program: Program, store: JobStore, choice: Choice, closes: bool, stops: bool
) -> None:
    async def scenario() -> None:
        program.editor.ask_before_closing = True
        await until(lambda: program.editor.feed.state.is_connected)
        store.create("montage", options={}, title="Film")
        await until(lambda: program.window.jobs.model.total == 1)
        over: list[bool] = []
        program.editor.quit_requested.connect(lambda: over.append(True))
        program.window.close()
        assert not over
        dialog = program.window.findChild(ClosingDialog)
        assert isinstance(dialog, ClosingDialog)
        {Choice.KEEP: dialog.keep, Choice.STOP: dialog.stop, Choice.STAY: dialog.stay}[choice].click()
        if closes:
            await until(lambda: over)
        else:
            await asyncio.sleep(0.2)
        assert bool(over) is closes
        assert bool(store.client.get("montage:host:stop")) is stops
        program.editor.ask_before_closing = False

    run(scenario())


def test_closing_without_jobs_or_with_paused_ones_does_not_ask(run: Run, program: Program, store: JobStore) -> None:
    async def scenario() -> None:
        program.editor.ask_before_closing = True
        await until(lambda: program.editor.feed.state.is_connected)
        job = store.create("montage", options={})
        store.change(job.id, {"status": "paused"})
        await until(lambda: program.window.jobs.model.total == 1 and not program.editor.feed.book.active[0].is_over)
        await until(lambda: program.editor.feed.book.active[0].status is Status.PAUSED)
        program.window.close()
        assert program.window.isHidden()

    run(scenario())


def test_history_and_layout_survive_a_restart_even_without_a_server(
    run: Run, qapp: QApplication, loop: asyncio.AbstractEventLoop, background: Background
) -> None:
    Archive().put([record(1, status=Status.FINISHED, title="Wedding", result={"path": "/x.mp4"})])

    def away() -> Any:
        raise TransientError("redis.unavailable", "No Redis server answers.", fix="Start it.")

    def start() -> Program:
        made = build(qapp, loop, feed=JobFeed(background, Archive(), find=away, pace=FAST))
        made.window.show()
        made.editor.start()
        return made

    async def scenario() -> None:
        first = start()
        first.window.bin_pane.hide()
        first.theme.set_appearance(Appearance.SYSTEM)
        first.window._on_appearance(Appearance.LIGHT)
        first.window.close()
        await first.editor.close()
        second = start()
        await until(lambda: second.window.jobs.model.total == 1)
        assert second.window.jobs.model.record_at(0).title == "Wedding"
        assert second.window.bin_pane.isHidden()
        assert second.theme.name == "light"
        await until(lambda: "No job server" in second.window.status.sentence.text())
        assert "Start it." in second.window.status.sentence.text()
        assert second.window.form.reason == "Add clips and a song to begin."
        second.window.close()
        await second.editor.close()

    run(scenario())


def test_folding_the_jobs(run: Run, program: Program) -> None:
    async def scenario() -> None:
        pane = program.window.jobs_pane
        before = pane.height()
        program.window.fold_jobs.trigger()
        await until(lambda: pane.height() < 50)
        assert pane.width() > 400
        program.window.fold_jobs.trigger()
        await until(lambda: abs(pane.height() - before) < 24)

    run(scenario())


def test_the_palette_finds_and_triggers(run: Run, program: Program, qtbot: QtBot) -> None:
    async def scenario() -> None:
        palette = CommandPalette(program.window.all_actions(), program.window)
        palette.show()
        qtbot.keyClicks(palette.search, "mute")
        assert palette.list.count() == 1
        qtbot.keyClick(palette.search, Qt.Key.Key_Return)
        assert program.window.player.mute_action.isChecked()

    run(scenario())
    assert matches("crmo", "Create montage")
    assert not matches("omtn", "montage")


def test_space_belongs_to_the_focused_button(run: Run, program: Program, qtbot: QtBot) -> None:
    async def scenario() -> None:
        program.window.activateWindow()
        box = program.window.jobs.only_active
        box.setFocus()
        await asyncio.sleep(0.05)
        qtbot.keyClick(box, Qt.Key.Key_Space)
        assert box.isChecked()

    run(scenario())


def test_every_pane_button_has_a_name_for_screen_readers(program: Program) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit

    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit)
    nameless = [
        w for kind in kinds for w in program.window.centralWidget().window().findChildren(kind)
        if w.isVisible() and not w.accessibleName() and not getattr(w, "text", str)() and "qt_" not in w.objectName()
        and type(w).__name__ not in ("QTableCornerButton", "QHeaderView")
    ]  # fmt: skip
    assert not nameless, [(type(w).__name__, w.objectName(), w.toolTip()) for w in nameless]


def test_the_pair_that_crashes_is_refused() -> None:
    assert "6.12.0" in unusable_qt((3, 11), "6.12.0")
    assert unusable_qt((3, 12), "6.12.0") == ""
    assert unusable_qt((3, 11), "6.11.3") == ""


def test_the_order_of_the_bin_is_remembered(program: Program) -> None:
    from montage_desktop.ui.bin.order import Order
    from montage_desktop.ui.settings import EditorSettings

    assert program.window.bin.shown.order is Order.ADDED
    program.window.bin.set_order(Order.LENGTH, backwards=True)
    assert EditorSettings().bin_order == (Order.LENGTH.value, True)


def test_a_layout_from_before_a_pane_was_there_is_arranged_anew(program: Program) -> None:
    window = program.window
    old = window.saveState(LAYOUT_VERSION - 1)
    window.workspaces.restore({"montage": old, "transcript": old}, "montage")
    assert window.music_pane.isHidden() and not window.form_pane.isHidden()
    window.workspaces.switch("transcript")
    assert not window.music_pane.isHidden() and window.form_pane.isHidden()
    assert window.music_pane in window.tabifiedDockWidgets(window.review_pane)
    kept = window.workspaces.states()
    window.music_pane.hide()
    window.workspaces.restore(kept, "transcript")
    assert not window.music_pane.isHidden(), "one of this version is found again"


def test_timeline_talk_and_jobs_lie_one_under_the_other(program: Program, run: Run, media: Path) -> None:
    """Each as wide as the others, in the workspaces in which two of them are seen."""
    window = program.window

    async def steps() -> None:
        for name, above in (("transcript", window.talk_pane), ("montage", window.timeline_pane)):
            window.workspaces.switch(name)
            above.show()
            window.jobs_pane.show()
            await until(lambda a=above: a.isVisible() and a.width() > 300)  # type: ignore[misc]
            await until(lambda a=above: abs(a.width() - window.jobs_pane.width()) < 2)  # type: ignore[misc]
            assert above.y() < window.jobs_pane.y()

    run(steps())
