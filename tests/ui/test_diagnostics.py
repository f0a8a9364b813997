"""Diagnostics: everything is found, and the report tells neither secrets nor who somebody is."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from window_helpers import Run, until

from montage_desktop.core import paths
from montage_desktop.doctor import Finding
from montage_desktop.media.ffmpeg_runs import FFmpegRun, remember
from montage_desktop.ui.background import Background
from montage_desktop.ui.connection_state import ConnectionState, Link
from montage_desktop.ui.diagnostics import report as diagnostics
from montage_desktop.ui.diagnostics.page import DiagnosticsPage
from montage_desktop.ui.diagnostics.report import Facts, LogTail, Sources, gather, redacted, report
from montage_desktop.ui.theme import Appearance, Theme

HOME = Path("/home/jane.doe")


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("redis://:hush@box:6379/0", "hush"),
        ("rediss://me:hu@sh/x@box:6379/0 is away", "sh/x"),
        ("https://hush@example.org/x", "hush"),
        ("unix://:hush@/run/r.sock?db=0", "hush"),
        ("REDIS_PASSWORD=hush", "hush"),
        ("requirepass hush", "hush"),
        ("password: hush", "hush"),
        ('{"password": "hu sh"}', "hu sh"),
        ("api_key='hush'", "hush"),
        ("Authorization: Bearer hush", "hush"),
        ("unix:///r.sock?password=hush&db=1", "hush"),
        ("/home/jane.doe/clips/a.mp4", "jane.doe"),
        ("'file:/home/jane.doe/a b.mp4'", "jane.doe"),
        ("file:///home/jane.doe/a%20b.mp4", "jane.doe"),
    ],
)
def test_secrets_and_the_home_folder_are_left_out(text: str, secret: str) -> None:
    assert secret not in redacted(f"before {text} after", home=HOME)


def test_the_rest_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostics.getpass, "getuser", lambda: "jane")
    plain = "redis://box:6379/0 at 12:30:01, /home/jane.doe2/x, 10 tokens read, jane, a@b.c"
    assert redacted(plain, home=HOME) == plain
    assert redacted("/media/jane/disk /home/jane.doe/x", home=HOME) == "/media/<user>/disk ~/x"


def facts() -> Facts:
    run = FFmpegRun(["ffmpeg", "-i", f"{HOME}/a b.mp4", "out.mp4"], time.time(), 1.8, 0, 7, "Chunk 3")
    lost = Finding("Redis", False, "none at redis://:hush@box", "sudo apt install redis-server", blocks_jobs=True)
    return Facts(
        versions=(("Qt", "6"), ("Program", f"{HOME}/bin/ffmpeg")),
        places=(("Cache", f"{HOME}/.cache"),),
        findings=(Finding("Python", True, "3.12"), lost),
        runs=(run, FFmpegRun(["ffmpeg"], time.time(), 0.1, -9)),
        log=("worker: requirepass hush",),
    )


def test_the_report_has_everything_but_secrets() -> None:
    text = report(facts(), home=HOME)
    for part in (
        "Qt: 6",
        "~/bin/ffmpeg",
        "MISSING  Redis",
        "apt install",
        "Chunk 3",
        "'~/a b.mp4'",
        "killed (signal 9)",
    ):
        assert part in text
    assert "hush" not in text and "jane" not in text


def test_facts_come_from_this_computer() -> None:
    remember(["ffmpeg", "-version"], exit_code=0, started=time.monotonic())
    folder = paths.data_dir()
    (folder / "host-local.log").write_bytes(b"started\n\xff\nended\n")
    tail, logger = LogTail(lines=2), logging.getLogger("test.diagnostics")
    logger.addHandler(tail)
    logger.setLevel(logging.INFO)
    for n in range(3):
        logger.info("line %d", n)
    logger.removeHandler(tail)
    state = ConnectionState(Link.CONNECTED, where="this computer", version="9.1", workers=2)
    found = gather(Sources(log=tail, examine=lambda: [Finding("x", True, "y")]), state)
    told = dict(found.versions)
    assert told["Redis"] == "this computer, 9.1" and "libx264" in told["Encoders"] and "2 connected" in told["Workers"]
    assert str(folder) in dict(found.places)["Data and logs"]
    assert found.runs[0].command == "ffmpeg -version"
    assert found.log[0] == "— host-local.log" and [x.split(": ")[-1] for x in found.log[-2:]] == ["line 1", "line 2"]


def test_the_page_shows_and_copies(run: Run, theme: Theme, background: Background, qtbot: QtBot) -> None:
    wanted = facts()
    page = DiagnosticsPage(
        theme, background, Sources(examine=lambda: list(wanted.findings), runs=lambda: list(wanted.runs))
    )
    qtbot.addWidget(page)
    page.show()
    assert not page.copy_button.isEnabled()

    async def work() -> None:
        page.refresh()
        page.refresh()  # one look at a time
        await until(lambda: page.facts is not None and page.look_button.isEnabled())

    run(work())
    assert page.tabs.tabText(1) == "Checks (1 to mend)"
    assert [page.commands.item(n).text().split(" · ")[2] for n in range(2)] == ["ended well", "killed (signal 9)"]
    assert page.command_view.toPlainText() == "ffmpeg -i '/home/jane.doe/a b.mp4' out.mp4"
    page.copy_command.click()
    assert QGuiApplication.clipboard().text() == page.command_view.toPlainText()
    with qtbot.waitSignal(page.report_copied):
        page.copy_button.click()
    assert "Chunk 3" in QGuiApplication.clipboard().text() and "hush" not in QGuiApplication.clipboard().text()
    theme.set_appearance(Appearance.LIGHT)
    theme.set_appearance(Appearance.DARK)


def test_what_is_broken_is_told_and_the_rest_is_shown(
    run: Run, theme: Theme, background: Background, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> list[Finding]:
        raise OSError("a broken disk")

    monkeypatch.setattr(diagnostics.paths, "runtime_dir", fail)
    page = DiagnosticsPage(theme, background, Sources(examine=fail))
    qtbot.addWidget(page)

    async def work() -> None:
        page.refresh()
        await until(lambda: page.facts is not None and page.look_button.isEnabled())

    run(work())
    assert page.facts is not None
    assert page.facts.findings[0].text == "OSError: a broken disk" and page.facts.places[2][1] == "a broken disk"
    assert page.copy_button.isEnabled()
