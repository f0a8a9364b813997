"""What the window's wishes lead to: importing, creating, steering, playing, and closing."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.core.project import marks_of
from montage_desktop.core.project_file import SUFFIX
from montage_desktop.core.timeline import Timeline
from montage_desktop.jobs.requests import MontageRequest, RenderRequest
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.background import Background
from montage_desktop.ui.bin.importing import Refusal, read_all
from montage_desktop.ui.bin.marks import BinStep
from montage_desktop.ui.bin.model import MediaItem
from montage_desktop.ui.bin.undo import BinCommand
from montage_desktop.ui.connection_state import ConnectionState
from montage_desktop.ui.deliver.desk import DeliverDesk
from montage_desktop.ui.inspector.look_panel import style_looks
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.dashboard import Dashboard
from montage_desktop.ui.jobs.desk import Action, JobDesk
from montage_desktop.ui.jobs.feed import JobFeed
from montage_desktop.ui.language import translated
from montage_desktop.ui.main_window import MainWindow
from montage_desktop.ui.montage.form_rules import unique_path
from montage_desktop.ui.montage.workspace import MontageWorkspace
from montage_desktop.ui.pictures.media_reader import MediaReader
from montage_desktop.ui.pictures.pictures import FramePictures
from montage_desktop.ui.project import closing, sample_project
from montage_desktop.ui.project.closing import Choice, ClosingDialog
from montage_desktop.ui.project.session import ProjectSession
from montage_desktop.ui.settings import EditorSettings, default_output_folder

_MISSING_S = 3.0


class Editor(QObject):
    """Wires window, feed and desk. GUI thread only.

    Attributes:
        ask_before_closing: False in tests and when the session ends.

    Signals:
        quit_requested(): the window has closed.
    """

    quit_requested = Signal()

    def __init__(
        self, window: MainWindow, *, workspace: MontageWorkspace, background: Background, feed: JobFeed, desk: JobDesk,
        reader: MediaReader, pictures: FramePictures, deliver: DeliverDesk, settings: EditorSettings,
    ) -> None:  # fmt: skip
        super().__init__()
        self.window, self.workspace, self.feed, self.desk = window, workspace, feed, desk
        self.ask_before_closing = True
        self._background, self._reader, self._pictures, self._settings = background, reader, pictures, settings
        self.deliver = deliver
        self._own: set[str] = set()
        self._closing = self._is_loading = False
        self._importing = asyncio.Lock()
        self.project = ProjectSession(
            window, workspace, background=background, settings=settings, read=self._import_quietly
        )
        self._connect()

    def _connect(self) -> None:
        window = self.window
        self.feed.changed.connect(self._on_jobs_changed)
        self.feed.connection_changed.connect(self._on_connection_changed)
        self.feed.endpoint_changed.connect(self.desk.use)
        self.desk.submitted.connect(self._on_submitted)
        self._background.failed.connect(window.notice.show_error)
        window.paths_dropped.connect(self.import_paths)
        window.sample_requested.connect(lambda: self._background.spawn(self._open_sample()))
        window.bin.changed.connect(self._on_bin_changed)
        window.bin.played.connect(lambda item: self.play(item.path))
        window.bin.marks_changed.connect(self._on_bin_step)
        window.bin.mark_in_requested.connect(lambda path: self._mark(path, window.bin.set_mark_in))
        window.bin.mark_out_requested.connect(lambda path: self._mark(path, window.bin.set_mark_out))
        window.form.create_requested.connect(lambda request: self._background.spawn(self._create(request)))
        window.form.plan_requested.connect(self._on_plan_requested)
        window.render_requested.connect(self._on_render_requested)
        workspace = self.workspace
        window.split_action.triggered.connect(lambda: workspace.split())
        window.delete_action.triggered.connect(lambda: workspace.delete())
        window.trim_in_action.triggered.connect(lambda: workspace.trim_to_playhead("in"))
        window.trim_out_action.triggered.connect(lambda: workspace.trim_to_playhead("out"))
        window.bar.cancel_requested.connect(self.workspace.cancel_planning)
        window.preview.player.failed.connect(self._on_player_failed)
        window.preview.captions.failed.connect(window.notice.show_error)
        self.workspace.planning_changed.connect(window.bar.show_planning)
        self.workspace.failed.connect(window.notice.show_error)
        self.workspace.sequence.changed.connect(self._on_film_changed)
        self._dashboard = Dashboard(lambda: endpoint.url if (endpoint := self.desk.endpoint) else "", self)
        self._dashboard.failed.connect(window.notice.show_error)
        window.dashboard_action.triggered.connect(self._dashboard.open)
        window.jobs.requested.connect(self._on_requested)
        window.jobs.details.report_copied.connect(lambda: window.notice.tell(self.tr("The report is copied.")))
        window.player.failed.connect(self._on_player_failed)
        window.may_close = self._may_close
        window.closed.connect(self.quit_requested)

    def start(self) -> None:
        """Connect to the job server and begin to look after the bin."""
        self._on_connection_changed(self.feed.state)
        self.feed.start()
        self._background.spawn(self._watch_for_missing())
        self._background.spawn(self._load_looks())
        self.project.desk.look_for_unsaved()

    async def _load_looks(self) -> None:
        self.window.inspector.set_looks(await self._background.run(style_looks))

    # Media ---------------------------------------------------------------------------------------------------

    def import_paths(self, paths: Iterable[Path]) -> asyncio.Future[None]:
        """Take files and folders into the bin; a project's file is opened instead."""
        wanted = list(paths)
        project = next((p for p in wanted if p.suffix == SUFFIX), None)
        if project is not None:
            self.project.open(project)
            wanted = []
        return self._background.spawn(self._import(wanted))

    async def _import_quietly(self, paths: list[Path]) -> None:
        """Take a project's media, without playing any."""
        self._is_loading = True
        try:
            await self._import(paths)
        finally:
            self._is_loading = False

    async def _import(self, paths: list[Path]) -> None:
        async with self._importing:
            self.window.report.clear()
            song_taken = False
            watch = self.window.bin.progress
            async for found in read_all(paths, reader=self._reader, background=self._background, watch=watch):
                if isinstance(found, Refusal):
                    self.window.report.add(found)
                elif found.facts.video is None and song_taken:
                    self.window.report.add(self._second_song(found))
                else:
                    song_taken = song_taken or found.facts.video is None
                    self._take(found)

    def _take(self, item: MediaItem) -> None:
        self.window.bin.add(item)
        if item.facts.video is not None and self.window.player.path is None and not self._is_loading:
            self.window.player.open(item.path, play=False)
        for warning in item.facts.warnings:
            self.window.report.add(Refusal(item.path, translated(warning), ""))

    def _second_song(self, item: MediaItem) -> Refusal:
        cause = self.tr("“{name}” is a second song; a montage has one.").format(name=item.path.name)
        return Refusal(item.path, cause, self.tr("Drop it by itself to use it instead."))

    def _on_bin_step(self, step: BinStep) -> None:
        self.workspace.sequence.stack.push(BinCommand(self.window.bin, step))

    def _mark(self, path: str, set_mark: Callable[[str, float], object]) -> None:
        """Mark in or out where the player shows a clip; one that it does not show is opened first."""
        player = self.window.player
        if player.path == Path(path) and self.window.stage.currentWidget() is player:
            set_mark(path, player.position_ms / 1000)
        else:
            player.open(Path(path), play=False)
            self.window.notice.tell(self.tr("Go to the frame to mark, and press the key again."))

    async def _open_sample(self) -> None:
        self.window.start_page.set_busy(True)
        try:
            await self._import(await self._background.run(sample_project.make_sample))
        finally:
            self.window.start_page.set_busy(False)

    async def _watch_for_missing(self) -> None:
        while True:
            await asyncio.sleep(_MISSING_S)
            song = self.window.bin.song.item
            paths = [*self.window.bin.model.paths(), *([str(song.path)] if song else [])]
            missing = await self._background.run(lambda p=paths: {x for x in p if not Path(x).exists()})
            self.window.bin.mark_missing(missing)

    def _on_bin_changed(self) -> None:
        items, song = self.window.bin.model.items, self.window.bin.song.item
        self.window.form.set_media(
            [str(i.path) for i in items if not i.missing] or [str(i.path) for i in items],
            song.path if song else None,
            missing=sum(1 for i in items if i.missing),
            song_missing=bool(song and song.missing),
        )
        facts = {i.facts.path: i.facts for i in [*items, *([song] if song else [])]}
        self.workspace.set_media(facts, song=str(song.path) if song else "", peaks=song.peaks if song else ())

    # The film ------------------------------------------------------------------------------------------------

    def _on_plan_requested(self, request: MontageRequest) -> None:
        self.window.show_timeline()
        marks = [marks_of(e) for e in self.window.bin.entries() if e.is_judged]
        self.workspace.plan(msgspec.structs.replace(request, marks=marks))

    def _on_film_changed(self, timeline: Timeline | None) -> None:
        for action in (self.window.render_action, *self.window.cuts):
            action.setEnabled(timeline is not None)
        if timeline is None:
            self.window.bar.show_film("")
            return
        words = self.tr("%n clips", "", len(timeline.video))
        self.window.bar.show_film(f"{job_text.duration(float(timeline.duration_s))} · {words}")
        self.window.show_edit()

    def _on_render_requested(self) -> None:
        """As the montage form says; the deliver pane knows more ways."""
        asked = self.window.form.request()
        request = RenderRequest(out=asked.out, profile=asked.profile)
        self.window.deliver.render_requested.emit(request, Priority.DEFAULT)

    # Jobs ----------------------------------------------------------------------------------------------------

    async def _create(self, request: MontageRequest) -> None:
        folder = Path(request.out).parent
        if not folder.is_dir():  # the platform's folder for videos is made when it is needed first
            await self._background.run(lambda: folder.mkdir(parents=True, exist_ok=True))
        if folder != default_output_folder():
            self._settings.output_folder = folder
        kept = {"cache_dir": self._settings.cache_folder, "cache_gb": self._settings.cache_gb}
        await self.desk.submit_montage(msgspec.structs.replace(request, **kept))

    def _on_submitted(self, record: JobRecord) -> None:
        self._own.add(record.id)
        if not record.options.get("plan_only"):
            self.project.note_job(record)
        self.window.jobs.update_jobs([record])
        self.window.jobs.select(record.id)

    def _on_jobs_changed(self, records: list[JobRecord]) -> None:
        self.window.jobs.update_jobs(records)
        self.workspace.on_jobs_changed(records)
        for record in records:
            if record.id in self._own and record.is_over:
                self._own.discard(record.id)
                self._on_own_over(record)

    def _on_own_over(self, record: JobRecord) -> None:
        """A job that was asked for here is over: show its film, unless the person is watching something."""
        if record.options.get("plan_only"):
            return  # the workspace takes it
        if record.status is Status.FAILED:
            self.window.notice.show_error(job_text.error_of(record))
            return
        film = job_text.film_of(record)
        if film is None:
            return
        if self.window.player.is_playing or self.window.preview.player.is_playing:
            self.window.notice.tell(self.tr("“{title}” is ready.").format(title=record.title))
        else:
            self.play(film)

    def _on_player_failed(self, text: str) -> None:
        fix = self.tr("Open it in another player to see whether it is whole.")
        self.window.notice.show_error(MontageError("player.failed", text, fix=fix))

    def _on_connection_changed(self, state: ConnectionState) -> None:
        self.window.status.show_state(state)
        self.window.form.set_connected(state.is_connected)

    def _on_requested(self, action: Action, records: list[JobRecord]) -> None:
        self._background.spawn(self._act(action, records))

    async def _act(self, action: Action, records: list[JobRecord]) -> None:
        for record in records:
            if action is Action.PLAY:
                self.play(self._film(record))
                return
            if action is Action.FOLDER:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._film(record).parent)))
            elif action is Action.FINALIZE:
                await self._finalize(record)
            else:
                await self.desk.steer(action, record.id)
                if action is Action.RETRY:
                    self._own.add(record.id)

    def _film(self, record: JobRecord) -> Path:
        film = job_text.film_of(record)
        if film is None:
            name = Path(str(record.result.get("path", record.title))).name
            raise InputError(
                "job.film_missing", self.tr("The film “{name}” is not there any more.").format(name=name),
                fix=self.tr("It was moved or deleted. Create it again; what is in the cache is reused."),
            )  # fmt: skip
        return film

    async def _finalize(self, record: JobRecord) -> None:
        preview = Path(str(record.options.get("out") or f"{record.title}.mp4"))
        stem = self.tr("{name} final").format(name=preview.stem)
        out = unique_path(preview.parent, stem, preview.suffix or ".mp4", taken=outputs_waiting(self.feed.book.active))
        await self.desk.finalize(record.id, out=str(out), profile="standard")

    def play(self, path: Path) -> None:
        """Show a film or a clip from its begin."""
        self.window.player.open(path, play=True)

    # Closing -------------------------------------------------------------------------------------------------

    def _may_close(self) -> bool:
        if self.ask_before_closing and not self._closing and self.project.would_lose:
            self.project.ask_to_save(self._close_anyway)
            return False
        return self._may_stop()

    def _close_anyway(self) -> None:
        """What is not saved has been decided on."""
        if self._may_stop():
            self._closing = True
            self.window.close()

    def _may_stop(self) -> bool:
        busy = closing.busy_jobs(self.feed.book.active) if self.feed.state.is_connected else []
        if self._closing or not busy or not self.ask_before_closing:
            return True
        dialog = ClosingDialog(busy, self.window)
        dialog.chosen.connect(self._on_closing_chosen)
        dialog.open()
        return False

    def _on_closing_chosen(self, choice: Choice) -> None:
        if choice is not Choice.STAY:
            self._background.spawn(self._close(choice))

    async def _close(self, choice: Choice) -> None:
        if choice is Choice.STOP:
            with contextlib.suppress(MontageError):  # it is gone already
                await self.desk.stop_host()
        self._closing = True
        self.window.close()

    async def close(self) -> None:
        """Let go of everything, in order."""
        self.deliver.close()
        self._dashboard.close()
        self.project.desk.close()
        self.window.player.close_media()
        self.window.preview.close_player()
        self._pictures.close()
        await self.feed.stop()
        await self.desk.close()
        self._reader.close()
        await self._background.close()


def outputs_waiting(records: Iterable[JobRecord]) -> set[str]:
    """Files that jobs which are not over are going to write."""
    return {str(r.options.get("out")) for r in records if r.options.get("out")}
