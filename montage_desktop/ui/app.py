"""The editor's composition root: the one place that creates the application, its services and the window."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")  # read when Qt is loaded

import PySide6
import qasync
from PySide6.QtWidgets import QApplication

from montage_desktop import __version__
from montage_desktop.jobs.archive import Archive
from montage_desktop.ui.background import Background
from montage_desktop.ui.busy_watch import BusyWatch
from montage_desktop.ui.collector import GuiCollector
from montage_desktop.ui.deliver.desk import DeliverDesk
from montage_desktop.ui.diagnostics.report import LogTail
from montage_desktop.ui.editor import Editor, outputs_waiting
from montage_desktop.ui.film_on_view import FilmOnView
from montage_desktop.ui.jobs.desk import JobDesk
from montage_desktop.ui.jobs.details import JobDetails
from montage_desktop.ui.jobs.feed import JobFeed
from montage_desktop.ui.keys.list import KeyGuard
from montage_desktop.ui.language import install
from montage_desktop.ui.main_window import MainWindow, WindowParts
from montage_desktop.ui.montage import style_cards
from montage_desktop.ui.montage.proxies import ProxyDesk
from montage_desktop.ui.montage.sequence import Sequence
from montage_desktop.ui.montage.workspace import MontageWorkspace
from montage_desktop.ui.pictures.media_reader import MediaReader
from montage_desktop.ui.pictures.pictures import FramePictures
from montage_desktop.ui.preferences.desk import PreferencesDesk
from montage_desktop.ui.preferences.server import ServerEnvironment
from montage_desktop.ui.project import sample_project
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript.desk import TalkDesk
from montage_desktop.ui.transcript.listening import Listening
from montage_desktop.ui.transcript.music_desk import MusicDesk
from montage_desktop.ui.transcript.sequence import TalkSequence

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Program:
    """Everything that lives as long as the editor."""

    editor: Editor
    window: MainWindow
    theme: Theme
    guard: KeyGuard
    preferences: PreferencesDesk
    proxies: ProxyDesk
    talks: TalkDesk
    films: FilmOnView
    music: MusicDesk
    listening: Listening


def unusable_qt(python: tuple[int, ...], qt: str) -> str:
    """Why this pair of Python and PySide6 cannot be used; "" if it can.

    PySide6 6.12.0 drops a reference to None at every void call; before Python 3.12 that ends the process.
    """
    if qt == "6.12.0" and python < (3, 12):
        return (
            "PySide6 6.12.0 crashes on Python before 3.12. Install another version:"
            " pip install 'PySide6-Addons>=6.8,<6.12'"
        )
    return ""


def build(
    app: QApplication,
    loop: asyncio.AbstractEventLoop,
    *,
    feed: JobFeed | None = None,
    log_tail: LogTail | None = None,
) -> Program:
    """Create services and window, connected but not shown."""
    settings = EditorSettings()
    environment = ServerEnvironment(settings)
    environment.apply()
    theme = Theme(app, settings.appearance)
    background = Background(loop)
    feed = feed or JobFeed(background, Archive())
    desk, reader = JobDesk(loop), MediaReader(loop)
    sequence, pictures = Sequence(), FramePictures()
    sequence.facts_changed.connect(lambda: pictures.set_facts(sequence.facts))
    window = MainWindow(
        WindowParts(
            theme=theme,
            settings=settings,
            sequence=sequence,
            pictures=pictures,
            background=background,
            details=JobDetails(background, theme, desk.logs),
            is_live=feed.book.is_live,
            taken=lambda: outputs_waiting(feed.book.active),
            with_sample=sample_project.available(),
        )
    )
    window.form.gallery.show_cards(style_cards.load())
    workspace = MontageWorkspace(
        sequence=sequence, preview=window.preview, timeline=window.timeline, inspector=window.inspector, desk=desk,
        background=background,
    )  # fmt: skip
    talks = TalkDesk(
        TalkSequence(sequence.stack), pane=window.words, review=window.review, strip=window.talk,
        preview=window.preview, montage=sequence, background=background,
    )  # fmt: skip
    music = MusicDesk(talks.talk, window.music, strip=window.talk, montage=sequence, background=background)
    listening = Listening(talks, window.words, desk=desk, feed=feed, background=background)
    films = FilmOnView(window, montage=workspace, talks=talks)
    deliver = DeliverDesk(
        window.deliver, window.jobs, background=background, theme=theme, settings=settings, feed=feed, desk=desk,
        film=lambda: films.film,
    )  # fmt: skip
    films.changed.connect(deliver.refresh_film)
    proxies = ProxyDesk(
        sequence, window.preview, bin_=window.bin, feed=feed, desk=desk, settings=settings, background=background
    )
    window.set_jobs_line(deliver.strip)
    editor = Editor(
        window,
        workspace=workspace,
        background=background,
        feed=feed,
        desk=desk,
        reader=reader,
        pictures=pictures,
        deliver=deliver,
        settings=settings,
    )
    project = editor.project
    project.talks, project.show_talks = talks.talks, talks.show_talks
    talks.film_changed.connect(lambda: project.desk.note(sequence.stack.undoText()))
    preferences = PreferencesDesk(
        window, theme=theme, settings=settings, background=background, environment=environment, feed=feed, desk=desk,
        log=log_tail or LogTail(),
    )  # fmt: skip
    preferences.media_changed.connect(proxies.refresh)
    preferences.keys.add([*window.bin.actions_list, *window.jobs.queue.moves.values()])
    return Program(editor, window, theme, KeyGuard(app), preferences, proxies, talks, films, music, listening)


def main(argv: list[str]) -> int:
    """Run the editor until its window is closed. `argv`: files to load; ``--film FILE`` plays one at the start."""
    reason = unusable_qt(sys.version_info[:2], PySide6.__version__)
    if reason:
        sys.stderr.write(f"montage-desktop: {reason}\n")
        return 1
    args = _parse(argv)
    app = QApplication([sys.argv[0]])
    app.setApplicationName("montage-desktop")
    app.setApplicationDisplayName("Montage Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("montage-desktop")
    app.setQuitOnLastWindowClosed(False)
    install(app, EditorSettings().language)
    collector, watch = GuiCollector(), BusyWatch()
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(_run(app, loop, args))
    watch.stop()
    collector.stop()
    return 0


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="montage-desktop")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--film", type=Path)
    return parser.parse_args(argv)


async def _run(app: QApplication, loop: asyncio.AbstractEventLoop, args: argparse.Namespace) -> None:
    tail = LogTail()
    logging.getLogger().addHandler(tail)
    logging.getLogger("montage_desktop").setLevel(logging.INFO)
    program = build(app, loop, log_tail=tail)
    over = asyncio.Event()
    program.editor.quit_requested.connect(over.set)
    app.commitDataRequest.connect(lambda _: setattr(program.editor, "ask_before_closing", False))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: over.set())  # jobs go on in the background
    program.window.show()
    program.editor.start()
    if args.film:
        program.editor.play(args.film.absolute())
    if args.files:
        program.editor.import_paths(args.files)
    await over.wait()
    if program.window.isVisible():  # ended by a signal
        program.window.save_layout()
    await program.editor.close()
