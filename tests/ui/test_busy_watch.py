"""A window that does not answer is told, and one that the machine keeps waiting is not."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from montage_desktop.ui.busy_watch import BusyWatch


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[BusyWatch]:
    made = BusyWatch(is_sampling=True)
    yield made
    made.stop()


def _work_for(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


@pytest.mark.expects_busy
def test_a_long_slot_is_told_with_what_it_did(watch: BusyWatch, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    qtbot.wait(60)
    QTimer.singleShot(0, lambda: _work_for(0.25))
    qtbot.waitUntil(lambda: "the window was busy for" in caplog.text)
    assert "_work_for" in caplog.text


@pytest.mark.expects_busy
def test_a_slot_that_waits_is_told_too(watch: BusyWatch, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    qtbot.wait(60)
    QTimer.singleShot(0, lambda: time.sleep(0.2))
    qtbot.waitUntil(lambda: "the window was busy for" in caplog.text)


def test_short_slots_are_not(watch: BusyWatch, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    for _ in range(10):
        QTimer.singleShot(0, lambda: _work_for(0.03))
        qtbot.wait(40)
    assert "busy" not in caplog.text
