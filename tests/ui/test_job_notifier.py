"""Notifications and progress on the icon: what is said, when it is not, and how it goes out over D-Bus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_helpers import record

from montage_desktop.jobs.states import Status
from montage_desktop.ui.jobs.notifier import JobNotifier


class Recorder:
    """A desktop that remembers."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, bool]] = []
        self.progress: list[float | None] = []

    def notify(self, title: str, text: str, *, bad: bool) -> None:
        self.said.append((title, text, bad))

    def show_progress(self, fraction: float | None) -> None:
        self.progress.append(fraction)


@pytest.fixture
def desktop() -> Recorder:
    return Recorder()


@pytest.fixture
def notifier(desktop: Recorder, qtbot: QtBot) -> Iterator[JobNotifier]:
    made = JobNotifier(desktop, is_looked_at=lambda: False, together_ms=80)
    yield made
    made.deleteLater()


def test_the_end_of_a_job_is_told_once(notifier: JobNotifier, desktop: Recorder, qtbot: QtBot) -> None:
    notifier.update_jobs([record(1, status=Status.FINISHED)])  # history
    notifier.update_jobs([record(2, status=Status.RUNNING), record(3)])
    done = record(2, seq=2, status=Status.FINISHED, result={"seconds": 61.0})
    notifier.update_jobs([done])
    notifier.update_jobs([done])
    notifier.update_jobs([record(3, seq=2, status=Status.CANCELLED)])
    qtbot.wait(150)
    assert desktop.said == [("“Film 2” is ready", "1:01", False)]


def test_a_failure_says_why(notifier: JobNotifier, desktop: Recorder) -> None:
    notifier.update_jobs([record(1, status=Status.RUNNING)])
    notifier.update_jobs([record(1, seq=2, status=Status.FAILED, error={"message": "The disk is full."})])
    assert desktop.said == [("“Film 1” has failed", "The disk is full.", True)]


def test_many_that_end_together_are_one(notifier: JobNotifier, desktop: Recorder, qtbot: QtBot) -> None:
    notifier.update_jobs([record(n, status=Status.RUNNING) for n in range(8)])
    notifier.update_jobs([record(0, seq=2, status=Status.FINISHED)])
    for n in range(1, 6):
        notifier.update_jobs([record(n, seq=2, status=Status.FAILED if n == 4 else Status.FINISHED)])
    qtbot.waitUntil(lambda: len(desktop.said) == 2)
    assert desktop.said[1] == ("5 jobs ended, 1 failed", "Film 4, Film 1, Film 2 and 2 more", True)


@pytest.mark.parametrize("fields", [{"options": {"plan_only": True}}, {"kind": "analysis"}])
def test_steps_on_the_way_are_not_told(notifier: JobNotifier, desktop: Recorder, fields: dict[str, object]) -> None:
    notifier.update_jobs([record(1, status=Status.RUNNING, **fields)])
    notifier.update_jobs([record(1, seq=2, status=Status.FINISHED, **fields)])
    assert desktop.said == []


def test_nothing_is_said_to_one_who_looks(notifier: JobNotifier, desktop: Recorder) -> None:
    notifier.is_looked_at = lambda: True
    notifier.update_jobs([record(1, status=Status.RUNNING)])
    notifier.update_jobs([record(1, seq=2, status=Status.FINISHED)])
    assert desktop.said == []


def test_progress_is_that_of_all_and_goes_away(notifier: JobNotifier, desktop: Recorder) -> None:
    def told(*jobs: object) -> float | None:
        notifier.update_jobs(jobs)  # type: ignore[arg-type]
        notifier._show.flush()
        return desktop.progress[-1]

    assert told(record(1, status=Status.QUEUED)) is None
    assert told(record(1, seq=2, status=Status.RUNNING, progress=0.5), record(2)) == 0.25
    assert told(record(1, seq=3, status=Status.FINISHED), record(2, seq=2, status=Status.RUNNING)) == 0.5
    assert told(record(2, seq=3, status=Status.PAUSED)) is None
    assert told(record(2, seq=4, status=Status.FINISHED)) is None
    assert told(record(3, status=Status.RUNNING, progress=0.1)) == 0.1, "a new batch begins from nothing"
    notifier.close()
    assert desktop.progress[-1] is None


_CHILD = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from montage_desktop.ui.jobs.desktop import FreedesktopDesktop

class Fallback:
    def notify(self, title, text, *, bad):
        print("fallback:", title, text, bad, flush=True)
    def show_progress(self, fraction):
        pass

app = QApplication(sys.argv)
desktop = FreedesktopDesktop(Fallback())
desktop.show_progress(0.25)
desktop.show_progress(0.2501)
desktop.show_progress(None)
desktop.notify("A title", "and a text", bad=True)
QTimer.singleShot(700, app.quit)
app.exec()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no D-Bus here")
def test_what_goes_out_over_a_real_bus(tmp_path: Path) -> None:
    seen = tmp_path / "seen.txt"
    script = (
        f'dbus-monitor --session > {seen} & monitor=$!; sleep 0.5; "{sys.executable}" -c "$CHILD"; sleep 0.2; '
        "kill $monitor; wait $monitor"
    )
    env = {**os.environ, "CHILD": _CHILD, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    sender = tmp_path / "notify-send"
    sender.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/sent.txt\n')
    sender.chmod(0o755)
    subprocess.run(["dbus-run-session", "--", "bash", "-c", script], env=env, check=False, timeout=30)
    text = seen.read_text()
    assert text.count("member=Update") == 2, "no more than what is another per cent"
    assert 'string "application://montage-desktop.desktop"' in text
    assert "variant             double 0.25" in text
    assert "variant             boolean false" in text
    assert "member=AddNotification" in text
    deadline = time.monotonic() + 3
    while not (tmp_path / "sent.txt").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (tmp_path / "sent.txt").read_text().split("\n")[-3:-1] == ["A title", "and a text"], (
        "no portal: the next way"
    )
