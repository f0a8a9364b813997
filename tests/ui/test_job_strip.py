"""All jobs in one line: which is shown, and what is said of the rest."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from window_helpers import record

from montage_desktop.jobs.states import Priority, Status
from montage_desktop.ui.jobs.strip import JobStrip
from montage_desktop.ui.theme import Theme


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> JobStrip:
    made = JobStrip(theme)
    qtbot.addWidget(made)
    made.resize(500, 28)
    return made


def test_what_runs_is_shown_then_what_waits_then_what_ended(strip: JobStrip) -> None:
    assert strip.words() == "No jobs"
    strip.update_jobs(
        [record(1), record(2, priority=Priority.HIGH), record(3, status=Status.FINISHED, finished_at=3.0)]
    )
    assert strip.shown is not None
    assert strip.shown.id == "j00002"
    strip.update_jobs([record(1, status=Status.RUNNING, progress=0.424), record(4, status=Status.RUNNING)])
    assert strip.shown.id == "j00001"
    assert strip.others() == "1 more running · 1 waiting"
    assert "42 %" in strip.accessibleDescription()
    over = [record(n, status=Status.FINISHED, finished_at=float(n)) for n in (1, 2, 4)]
    strip.update_jobs(over)
    assert strip.shown.id == "j00004"
    strip.update_jobs([record(4, status=Status.QUEUED)])
    assert strip.words().startswith("Film 4 · Queued")


@pytest.mark.parametrize("width", [60, 200, 900])
def test_it_paints_at_any_width(strip: JobStrip, width: int) -> None:
    strip.resize(width, 28)
    strip.grab()
    strip.update_jobs([record(1, title="A long name " * 9, status=Status.RUNNING, parts={"total": 9, "done": 3})])
    strip.grab()
    strip.update_jobs(
        [record(1, title="A long name " * 9, status=Status.FAILED, error={"message": "The disk is full."})]
    )
    strip.grab()
