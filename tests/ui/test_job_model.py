"""The job table: order, filter, single-row updates, and 10,000 jobs."""

from __future__ import annotations

import time

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from window_helpers import record

from montage_desktop.jobs.states import Status
from montage_desktop.ui import job_text
from montage_desktop.ui.job_delegate import JobDelegate
from montage_desktop.ui.job_desk import Action
from montage_desktop.ui.job_model import Column, JobModel
from montage_desktop.ui.jobs_panel import JobTable
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
    assert titles(model) == ["Lake trip", "Film 1"]
    model.set_filter("trip LAKE", only_active=False)
    assert titles(model) == ["Lake trip"]
    model.update([record(2, seq=2, title="Renamed")])
    assert titles(model) == []
    model.set_filter("running", only_active=False)
    assert titles(model) == ["Film 1"]


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
