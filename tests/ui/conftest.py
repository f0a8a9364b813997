"""Qt on asyncio for the tests of the window, a real server, and media to drop."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import qasync
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from slowness import slowness
from window_helpers import FAST, Run, write_clip, write_song

from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.connection import Client, Endpoint, connect
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.store import JobStore
from montage_desktop.ui.app import Program, build
from montage_desktop.ui.background import Background
from montage_desktop.ui.busy_watch import BusyWatch
from montage_desktop.ui.jobs.feed import JobFeed
from montage_desktop.ui.language import install
from montage_desktop.ui.theme import Theme

#: Qt messages that say nothing about the editor: what the offscreen platform cannot do, and a machine without sound.
_IGNORED = ("This plugin does not support", "PulseAudioService", "No RHI backend", "No audio device")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(*_IGNORED, extend=True))


@pytest.fixture(autouse=True)
def english_numbers() -> Iterator[None]:
    """As the editor writes them in English, whatever this computer speaks."""
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(QLocale("en"))


@pytest.fixture
def german(qapp: QApplication) -> Iterator[QApplication]:
    """The window is made in German; ask for it before what makes the window."""
    before = {id(t) for t in qapp.findChildren(QTranslator)}
    assert install(qapp, "de") == "de"
    yield qapp
    for translator in qapp.findChildren(QTranslator):
        if id(translator) not in before:
            qapp.removeTranslator(translator)
            translator.deleteLater()
    QLocale.setDefault(QLocale("en"))


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """As in the editor (see `collector`): QObjects in cycles must not be destroyed by a background thread."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def players_are_closed() -> Iterator[None]:
    """Fails the very test that leaves a preview's threads behind, and not some later one."""
    before = set(threading.enumerate())
    yield
    assert not [t for t in set(threading.enumerate()) - before if t.name.startswith("preview")]


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """asyncio on Qt's event loop."""
    qapp.setQuitOnLastWindowClosed(False)
    made = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(made)
    yield made
    made.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def run(loop: asyncio.AbstractEventLoop) -> Run:
    return Run(loop)


@pytest.fixture
def theme(qapp: QApplication, home: Path) -> Theme:
    return Theme(qapp)


@pytest.fixture
def background(loop: asyncio.AbstractEventLoop, run: Run) -> Background:
    made = Background(loop)
    run.after.append(made.close)
    return made


@pytest.fixture
def server(home: Path) -> Iterator[EmbeddedServer]:
    """A running embedded server of this test alone."""
    embedded = EmbeddedServer(data=home / "server")
    embedded.start()
    yield embedded
    embedded.stop()


@pytest.fixture
def client(server: EmbeddedServer) -> Iterator[Client]:
    made = connect(server.url, name="test")
    yield made
    made.close()


@pytest.fixture
def store(client: Client) -> JobStore:
    return JobStore(client)


@pytest.fixture
def feed(server: EmbeddedServer, background: Background) -> JobFeed:
    """A feed on the server, not started."""
    return JobFeed(background, Archive(), find=lambda: Endpoint(server.url, embedded=True), pace=FAST)


@pytest.fixture
def never_busy(qapp: QApplication, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test in which the window did not answer for more than a tenth of a second."""
    watch = BusyWatch(limit_s=0.1 * slowness(), is_sampling=True)
    yield
    watch.stop()
    told = [r.getMessage() for r in caplog.get_records("call") if "the window was busy" in r.getMessage()]
    assert not told or request.node.get_closest_marker("expects_busy"), "\n".join(told)


@pytest.fixture
def program(
    qapp: QApplication, loop: asyncio.AbstractEventLoop, feed: JobFeed, run: Run, request: pytest.FixtureRequest
) -> Iterator[Program]:
    """The whole window on the server of the test, shown; it starts and ends with `run`."""
    request.getfixturevalue("never_busy")
    made = build(qapp, loop, feed=feed)
    made.editor.ask_before_closing = False
    made.window.resize(1280, 800)
    made.window.show()
    run.before.append(made.editor.start)
    run.after.insert(0, made.editor.close)
    yield made
    if not run.is_used:  # a test that only looks at the window
        run(asyncio.sleep(0))
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def media(tmp_path: Path) -> Path:
    """A folder with two clips, a song and two files that are no media."""
    folder = tmp_path / "media"
    folder.mkdir()
    write_clip(folder / "one.mp4", seconds=1)
    write_clip(folder / "two, with a comma.mp4", seconds=2)
    write_song(folder / "song.wav", seconds=4)
    (folder / "notes.txt").write_text("no media")
    (folder / "empty.mov").touch()
    return folder
