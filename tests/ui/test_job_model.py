"""The job table: order, filter, single-row updates, and 10,000 jobs."""

from __future__ import annotations

import asyncio
import time

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_helpers import Run, record, until

from montage_desktop.jobs.connection import Endpoint
from montage_desktop.jobs.order import Place
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.ui.background import Background
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.delegate import JobDelegate
from montage_desktop.ui.jobs.desk import Action, JobDesk, Rearranged
from montage_desktop.ui.jobs.details import JobDetails
from montage_desktop.ui.jobs.feed import JobFeed
from montage_desktop.ui.jobs.model import Column, JobModel
from montage_desktop.ui.jobs.panel import JobsPanel, JobTable
from montage_desktop.ui.theme import Theme


@pytest.fixture
def model(qtbot: QtBot) -> JobModel:
    made = JobModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def titles(model: JobModel) -> list[str]:
    return [str(model.index(row, Column.TITLE).data()) for row in range(model.rowCount())]


def test_newest_first_however_they_come(model: JobModel) -> None:
    model.update([record(2)])
    model.update([record(3), record(1)])
    assert titles(model) == ["Film 3", "Film 2", "Film 1"]


def test_an_update_touches_one_row_and_keeps_the_rest(model: JobModel, qtbot: QtBot) -> None:
    model.update([record(n) for n in range(5)])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as seen:
        model.update([record(2, seq=2, progress=0.5, status=Status.RUNNING)])
    assert seen.args is not None
    assert (seen.args[0].row(), seen.args[1].row()) == (2, 2)
    assert model.index(2, Column.PROGRESS).data() == "50 %"


def test_the_filter_follows_changes(model: JobModel) -> None:
    model.update([record(1, status=Status.RUNNING), record(2, title="Lake trip"), record(3)])
    model.set_filter("", only_active=True)
    model.update([record(3, seq=2, status=Status.FINISHED)])
    assert titles(model) == ["Film 1", "Lake trip"]
    model.set_filter("trip LAKE", only_active=False)
    assert titles(model) == ["Lake trip"]
    model.update([record(2, seq=2, title="Renamed")])
    assert titles(model) == []
    model.set_filter("running", only_active=False)
    assert titles(model) == ["Film 1"]
    model.update([record(9, status=Status.FAILED, error={"message": "The disk is full."}, workers=["rack.7"])])
    for words in ("disk full", "rack", "failed montage"):
        model.set_filter(words, only_active=False)
        assert titles(model) == ["Film 9"]


def test_ten_thousand_jobs_open_quickly_and_paint(theme: Theme, qtbot: QtBot) -> None:
    jobs = [record(n, status=Status.FINISHED, progress=1.0) for n in range(10_000)]
    model = JobModel()
    table = JobTable(model, JobDelegate(theme, lambda _: True))
    qtbot.addWidget(table)
    table.resize(900, 400)
    begin = time.perf_counter()
    model.update(jobs)
    table.show()
    table.grab()
    opened_s = time.perf_counter() - begin
    assert model.rowCount() == 10_000
    assert opened_s < 0.3, f"{opened_s * 1000:.0f} ms"
    begin = time.perf_counter()
    for n in range(100):
        model.update([record(n * 90, seq=2, progress=0.5)])
    assert (time.perf_counter() - begin) / 100 < 0.005
    begin = time.perf_counter()
    model.set_filter("film 9999", only_active=False)
    filtered_s = time.perf_counter() - begin
    print(f"10,000 opened in {opened_s * 1000:.0f} ms, filtered in {filtered_s * 1000:.0f} ms")  # noqa: T201
    assert filtered_s < 0.2


@pytest.mark.parametrize(
    ("status", "options", "expected"),
    [
        (Status.QUEUED, {}, (Action.PAUSE, Action.CANCEL)),
        (Status.RUNNING, {}, (Action.PAUSE, Action.CANCEL)),
        (Status.PAUSED, {}, (Action.RESUME, Action.CANCEL)),
        (Status.FAILED, {}, (Action.RETRY,)),
        (Status.CANCELLED, {}, (Action.RETRY,)),
        (Status.FINISHED, {"profile": "high"}, (Action.PLAY, Action.FOLDER)),
        (Status.FINISHED, {"profile": "preview"}, (Action.PLAY, Action.FOLDER, Action.FINALIZE)),
    ],
)
def test_what_can_be_done(status: Status, options: dict[str, str], expected: tuple[Action, ...]) -> None:
    job = record(1, status=status, options=options, result={"path": "a.mp4"})
    assert job_text.possible(job) == expected


def test_a_job_of_the_archive_cannot_be_steered() -> None:
    assert job_text.possible(record(1, status=Status.FAILED), live=False) == ()


def test_the_report_says_everything() -> None:
    error = {"code": "disk.full", "message": "The disk is full.", "fix": "Free some space.", "detail": "ENOSPC"}
    text = job_text.report(record(1, status=Status.FAILED, error=error), [(0.0, "the last line")])
    assert all(word in text for word in ("disk.full", "The disk is full.", "Free some space.", "ENOSPC", "last line"))


@pytest.fixture
def panel(theme: Theme, background: Background, qtbot: QtBot) -> JobsPanel:
    async def nothing(_: str) -> list[tuple[float, str]]:
        return []

    made = JobsPanel(theme, JobDetails(background, theme, nothing), lambda _: True)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.only_active.setChecked(True)
    made.update_jobs([record(n, rank=float(n)) for n in range(4)])
    return made


def test_the_queue_is_in_the_order_of_work(model: JobModel) -> None:
    model.set_filter("", only_active=True)
    model.update([record(n, rank=float(n)) for n in range(4)])
    model.update([record(3, seq=2, rank=3.0, priority=Priority.HIGH), record(0, seq=2, rank=2.5)])
    assert titles(model) == ["Film 3", "Film 1", "Film 2", "Film 0"]
    model.update([record(3, seq=3, rank=3.0, priority=Priority.HIGH, status=Status.FINISHED)])
    assert titles(model) == ["Film 1", "Film 2", "Film 0"]
    model.set_filter("", only_active=False)
    assert titles(model) == ["Film 3", "Film 2", "Film 1", "Film 0"]


def test_what_is_selected_stays_so_while_its_row_moves(panel: JobsPanel, run: Run) -> None:
    async def scenario() -> None:
        panel.select("j00002")
        panel.update_jobs([record(2, seq=2, rank=-1.0)])
        assert [r.id for r in panel.selected()] == ["j00002"]
        assert titles(panel.model)[0] == "Film 2"

    run(scenario())


def test_keys_and_menus_ask_for_another_order(panel: JobsPanel, run: Run, qtbot: QtBot) -> None:
    async def scenario() -> None:
        asked: list[Rearranged] = []
        panel.rearranged.connect(asked.append)
        panel.show()
        panel.activateWindow()
        panel.select("j00002")
        panel.table.setFocus()
        await until(panel.table.hasFocus)
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_End):
            qtbot.keyClick(panel.table, key, Qt.KeyboardModifier.AltModifier)
        panel.queue.priorities[Priority.HIGH].trigger()
        assert [a.where for a in asked] == [Place.UP, Place.FIRST, Place.DOWN, Place.LAST, None]
        assert asked[-1] == Rearranged(("j00002",), priority=Priority.HIGH)
        assert not panel.queue.priorities[Priority.HIGH].isChecked(), "until the server has told so"
        panel.update_jobs([record(2, seq=2, status=Status.FINISHED)])
        assert not panel.queue.moves[Place.UP].isEnabled()

    run(scenario())


def test_rows_are_dropped_before_others_and_nothing_moves_until_the_server_tells(panel: JobsPanel) -> None:
    asked: list[Rearranged] = []
    panel.rearranged.connect(asked.append)
    model = panel.model
    data = model.mimeData([model.index(3, 0), model.index(3, 1), model.index(1, 0)])
    assert model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    assert model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    ids = ("j00001", "j00003")
    assert asked == [Rearranged(ids, Place.BEFORE, anchor="j00002"), Rearranged(ids, Place.LAST)]
    assert titles(model) == ["Film 0", "Film 1", "Film 2", "Film 3"]
    panel.only_active.setChecked(False)
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled, "history has no order to change"


def test_the_desk_moves_jobs_on_a_real_server(
    run: Run, loop: asyncio.AbstractEventLoop, feed: JobFeed, server: EmbeddedServer
) -> None:
    async def scenario() -> None:
        desk = JobDesk(loop)
        feed.endpoint_changed.connect(desk.use)
        feed.start()
        await until(lambda: feed.state.is_connected)
        service = await asyncio.to_thread(JobService, Endpoint(server.url, embedded=True))
        ids = [(await asyncio.to_thread(service.submit_analysis, ["x"])).id for _ in range(3)]
        await until(lambda: set(ids) <= set(feed.book.records))
        assert await desk.rearrange(Rearranged((ids[2],), Place.FIRST))
        assert not await desk.rearrange(Rearranged((ids[2],), Place.UP))
        assert await desk.rearrange(Rearranged((ids[1],), priority=Priority.LOW))
        await until(lambda: feed.book.records[ids[2]].rank < feed.book.records[ids[0]].rank)
        await until(lambda: feed.book.records[ids[1]].priority is Priority.LOW)
        assert await desk.runs(dict.fromkeys(ids, "")) == {}
        service.close()
        await desk.close()
        await feed.stop()

    run(scenario())


def test_the_table_takes_a_drag_between_rows(panel: JobsPanel, run: Run) -> None:
    async def scenario() -> None:
        asked: list[Rearranged] = []
        panel.rearranged.connect(asked.append)
        panel.show()
        await asyncio.sleep(0.05)
        table, action = panel.table, Qt.DropAction.MoveAction
        mime = panel.model.mimeData([panel.model.index(3, 0)])
        spot = QPoint(40, table.rowViewportPosition(1) + 1)
        held = (action, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        for event in (QDragEnterEvent(spot, *held), QDragMoveEvent(spot, *held), QDropEvent(QPointF(spot), *held)):
            QApplication.sendEvent(table.viewport(), event)
            assert event.isAccepted()
        assert asked == [Rearranged(("j00003",), Place.BEFORE, anchor="j00001")]

    run(scenario())
