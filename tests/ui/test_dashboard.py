"""RQ's dashboard from the menu: served by a process of ours, opened in the browser, and gone with the window."""

from __future__ import annotations

import sys
import urllib.request

import psutil
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.ui.jobs import dashboard
from montage_desktop.ui.jobs.dashboard import Dashboard


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that the browser was told to show."""
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(QUrl(url).toString()))
    return found


def test_it_opens_and_ends_with_the_window(server: EmbeddedServer, opened: list[str], qtbot: QtBot) -> None:
    shown = Dashboard(lambda: server.url)
    shown.open()
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    with urllib.request.urlopen(opened[0] + "0/data/queues.json", timeout=10) as answer:
        assert answer.status == 200
    shown.open()
    assert opened == [opened[0]] * 2, "the same one again"
    assert shown._process is not None
    process = psutil.Process(shown._process.processId())
    shown.close()
    assert not process.is_running()


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch, opened: list[str], qtbot: QtBot) -> None:
    told = '{"event": "error", "code": "dashboard.not_installed", "message": "It is not installed.", "fix": "pip"}'
    script = f"import sys; print({told!r}); sys.exit(2)"
    monkeypatch.setattr(dashboard, "role_command", lambda *_: [sys.executable, "-c", script])
    shown = Dashboard(lambda: "")
    with qtbot.waitSignal(shown.failed, timeout=10_000) as failed:
        shown.open()
    assert isinstance(failed.args[0], MontageError) and failed.args[0].code == "dashboard.not_installed"
    assert not opened
    shown.close()
