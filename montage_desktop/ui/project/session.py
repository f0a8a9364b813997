"""A project in the window: what it is made of, shown and gathered; the dialogs around its file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from montage_desktop.core import project_file, relink
from montage_desktop.core.errors import InputError
from montage_desktop.core.project import (
    BinEntry,
    JobNote,
    MediaFile,
    PlanSettings,
    Project,
    ProjectSettings,
    Sequence,
    Talk,
    with_job,
)
from montage_desktop.core.recovery import Offer
from montage_desktop.jobs.requests import MontageRequest
from montage_desktop.jobs.store import JobRecord
from montage_desktop.media.probe import identity
from montage_desktop.ui import numbers
from montage_desktop.ui.background import Background
from montage_desktop.ui.bin.model import MediaItem
from montage_desktop.ui.language import translated
from montage_desktop.ui.main_window import MainWindow
from montage_desktop.ui.montage.workspace import MontageWorkspace
from montage_desktop.ui.project.desk import ProjectDesk
from montage_desktop.ui.settings import EditorSettings

_FILM = "s1"


class ProjectSession(QObject):
    """Wires a `ProjectDesk` with the window. GUI thread only.

    Args:
        read: takes files into the bin, and tells when all are there.

    Attributes:
        desk: the project's file. unread: clips of the project that are not in the bin: not yet, missing, or unreadable.
    """

    def __init__(
        self, window: MainWindow, workspace: MontageWorkspace, *, background: Background, settings: EditorSettings,
        read: Callable[[list[Path]], Awaitable[None]],
    ) -> None:  # fmt: skip
        super().__init__()
        self.window, self.workspace = window, workspace
        self.unread: dict[str, BinEntry] = {}
        self._unread_song: MediaFile | None = None
        self._is_filling = False
        self._jobs: list[JobNote] = []
        self._background, self._settings, self._read = background, settings, read
        # Set by who knows of talks.
        self.talks: Callable[[], list[Talk]] = list
        self.show_talks: Callable[[list[Talk]], None] = lambda _: None
        self.desk = ProjectDesk(background, self.gather)
        self._connect()

    def _connect(self) -> None:
        window, desk = self.window, self.desk
        window.new_project.triggered.connect(lambda: self._unless_lost(desk.new))
        window.open_project.triggered.connect(lambda: self._unless_lost(self._choose_project))
        window.save_project.triggered.connect(lambda: self.save())
        window.save_project_as.triggered.connect(lambda: self._choose_name())
        window.recent_menu.aboutToShow.connect(self._fill_recent)
        window.find_missing.triggered.connect(self._choose_folder)
        desk.opened.connect(self._show)
        desk.changed.connect(self._on_changed)
        desk.failed.connect(window.notice.show_error)
        desk.offered.connect(self._on_offered)
        self.workspace.sequence.changed.connect(lambda _: desk.note(self.workspace.sequence.step))
        window.bin.changed.connect(self._on_media)
        window.form.changed.connect(lambda: desk.note(self.tr("Settings")))
        self._on_changed()

    def _on_media(self) -> None:
        for item in self.window.bin.model.items:
            self.unread.pop(item.facts.path, None)
        if not self._is_filling:
            self.desk.note(self.tr("Bin"))

    # What a project is made of -------------------------------------------------------------------------------

    def gather(self) -> Project:
        """The project as it is in the window."""
        window, plan = self.window, self.workspace.plan_request
        entries = [*window.bin.entries(), *self.unread.values()]
        song = window.bin.song.item
        asked = plan or window.form.request_or_none()
        settings = PlanSettings() if asked is None else _settings_of(asked)
        film = Sequence(id=_FILM, plan=settings, timeline=self.workspace.timeline)
        return Project(
            bin=entries,
            song=_song(song) if song is not None else self._unread_song,
            sequences=[film],
            active=_FILM,
            settings=ProjectSettings(profile=window.form.profile.currentData(), out_folder=window.form.folder.text()),
            jobs=list(self._jobs),
            talks=self.talks(),
        )

    def _show(self, project: Project) -> None:
        self.window.bin.clear()
        self.window.question.clear()
        self._jobs = list(project.jobs)
        self.unread = {e.path: e for e in project.bin}
        self._unread_song = project.song
        sequence = project.active_sequence or Sequence(id=_FILM)
        self.window.form.show_settings(sequence.plan, project.settings)
        self.workspace.open(sequence.timeline)
        self.show_talks(project.talks)
        self._background.spawn(self._fill(project, sequence))

    async def _fill(self, project: Project, sequence: Sequence) -> None:
        """Read the media that are there; the film can be looked at meanwhile."""
        files = [e.path for e in project.bin] + ([project.song.path] if project.song else [])
        self._is_filling = True
        self.window.bin.set_marks({e.path: e for e in project.bin})
        try:
            paths = await self._background.run(lambda: [Path(f) for f in files if Path(f).exists()])
            if paths:
                await self._read(paths)
        finally:
            self._is_filling = False
        clips = [e.path for e in project.bin]
        if sequence.timeline is not None and clips and project.song is not None:
            self.workspace.remember_request(_request_of(sequence.plan, clips, project.song.path))
        # What was edited while the media were being read is not in the file.
        now = self.gather()
        self.desk.shown(replace(now, sequences=[replace(now.sequences[0], timeline=sequence.timeline)]))
        self._tell_missing()

    def missing(self) -> list[MediaFile]:
        """Files of the project that are not on the disk."""
        song = self._unread_song if self.window.bin.song.item is None else None
        return [f for f in (*self.unread.values(), *([song] if song else [])) if not Path(f.path).exists()]

    def _tell_missing(self) -> None:
        missing = self.missing()
        self.window.find_missing.setEnabled(bool(missing))
        if missing:
            names = ", ".join(Path(m.path).name for m in missing[:3]) + (" …" if len(missing) > 3 else "")
            self.window.question.ask(
                self.tr("%n file(s) of this project are missing.", "", len(missing)),
                names,
                [(self.tr("Look for them …"), self._choose_folder), (self.tr("Later"), lambda: None)],
            )

    def note_job(self, record: JobRecord) -> None:
        """A job was started from this project."""
        note = JobNote(id=record.id, title=record.title)
        self._jobs = with_job(Project(jobs=self._jobs), note).jobs
        self.desk.note()

    # Files ---------------------------------------------------------------------------------------------------

    def open(self, path: Path, *_: object) -> None:
        """Open a project's file, after what is not saved has been asked about."""
        self._unless_lost(lambda: self._open(path))

    def _open(self, path: Path) -> None:
        self._settings.add_recent(path)
        self.desk.open(path)

    def save(self) -> bool:
        """Save; without a name yet, ask for one."""
        if self.desk.path is None:
            self._choose_name()
            return False
        return self._save(self.desk.path)

    def _save(self, path: Path) -> bool:
        if not self.desk.save(path):
            return False
        assert self.desk.path is not None
        self._settings.add_recent(self.desk.path)
        self.window.notice.tell(self.tr("“{name}” is saved.").format(name=self.desk.path.name))
        return True

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        start = self.desk.path.parent if self.desk.path else self._settings.project_folder
        dialog = QFileDialog(self.window, title, str(start))
        dialog.setFileMode(mode)
        dialog.setNameFilter(self.tr("Projects (*{suffix})").format(suffix=project_file.SUFFIX))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _choose_project(self) -> None:
        dialog = self._dialog(self.tr("Open a project"), QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._open(Path(name)))
        dialog.open()

    def _choose_name(self, then: Callable[[], object] = lambda: None) -> None:
        dialog = self._dialog(self.tr("Save the project"), QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(project_file.SUFFIX)

        def chosen(name: str) -> None:
            if self._save(Path(name)):
                then()

        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _fill_recent(self) -> None:
        menu = self.window.recent_menu
        menu.clear()
        for path in self._settings.recent:
            action = menu.addAction(path.stem)
            action.setToolTip(str(path))
            action.triggered.connect(partial(self.open, path))
        menu.setToolTipsVisible(True)
        if menu.isEmpty():
            menu.addAction(self.tr("No projects yet")).setEnabled(False)

    # Nothing is lost -----------------------------------------------------------------------------------------

    @property
    def would_lose(self) -> bool:
        """Whether closing now would lose what a person made: a bin alone is quickly filled again."""
        made = self.workspace.timeline is not None or bool(self.talks())
        return self.desk.is_modified and (self.desk.path is not None or made)

    def _unless_lost(self, work: Callable[[], object]) -> None:
        if self.would_lose:
            self.ask_to_save(work)
        else:
            work()

    def ask_to_save(self, then: Callable[[], object]) -> None:
        """Ask what is to become of unsaved work, then go on, unless the answer is to stay."""
        name = self.desk.name or self.tr("this project")
        box = QMessageBox(self.window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Save the changes to {name}?").format(name=name))
        box.setInformativeText(self.tr("Without saving, what you did since the last time is gone."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def finished(answer: int) -> None:
            if answer == buttons.Discard.value:
                then()
            elif answer == buttons.Save.value:
                if self.desk.path is None:
                    self._choose_name(then)
                elif self._save(self.desk.path):
                    then()

        box.finished.connect(finished)
        box.open()

    def _on_offered(self, offer: Offer) -> None:
        what = Path(offer.path).stem if offer.path else self.tr("a project that was not saved")
        when = numbers.moment(offer.written_s)
        self.window.question.ask(
            self.tr("There is unsaved work on {what}, of {when}.").format(what=what, when=when),
            ", ".join(map(translated, offer.difference.words)),
            [
                (self.tr("Recover it"), lambda: self._unless_lost(lambda: self.desk.accept(offer))),
                (self.tr("Later"), lambda: None),
                (self.tr("Throw it away"), lambda: self.desk.decline(offer)),
            ],
        )

    def _on_changed(self) -> None:
        name = self.desk.name or self.tr("Untitled")
        self.window.setWindowTitle(f"{name}[*] – Montage Desktop")
        self.window.setWindowModified(self.desk.is_modified)
        self.window.setWindowFilePath(str(self.desk.path or ""))

    # Files that have moved -----------------------------------------------------------------------------------

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self.window, self.tr("Folder to look for missing files in"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._background.spawn(self.look_in(Path(name))))
        dialog.open()

    async def look_in(self, folder: Path) -> None:
        """Look for the missing files in a folder; those that are found take their places."""
        project = self.gather()
        wanted = self.missing()
        self.window.notice.tell(self.tr("Looking for %n file(s) …", "", len(wanted)))
        found = await self._background.run(lambda: relink.search(wanted, [folder], identity=identity))
        mapping = {path: matches[0].path for path, matches in found.matches.items()}
        for path, there in list(mapping.items()):
            mapping = {**relink.moved_along(path, there, wanted), **mapping}
        if not mapping:
            fix = self.tr("Choose a folder above it, or add the files again.")
            raise InputError("media.not_found", self.tr("None of the missing files is in this folder."), fix=fix)
        self._take(project, mapping)
        self.window.notice.tell(self.tr("%n file(s) were found.", "", len(mapping)))

    def _take(self, project: Project, mapping: Mapping[str, str]) -> None:
        linked = relink.relink(project, mapping)
        self._show(linked)
        self.desk.diverge()


def _song(item: MediaItem) -> MediaFile:
    facts = item.facts
    return MediaFile(path=facts.path, identity=facts.identity, size_bytes=facts.size_bytes, duration_s=facts.duration_s)


def _settings_of(request: MontageRequest) -> PlanSettings:
    return PlanSettings(
        style=request.style, duration_s=request.duration_s, aspect=request.aspect, seed=request.seed, fps=request.fps
    )


def _request_of(plan: PlanSettings, clips: list[str], song: str) -> MontageRequest:
    return MontageRequest(
        clips=clips, music=song, style=plan.style, duration_s=plan.duration_s, aspect=plan.aspect, seed=plan.seed,
        fps=plan.fps,
    )  # fmt: skip
