"""The window: panes, menus, keys and drops. What happens then is the editor's business (`editor`)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QUndoView,
    QVBoxLayout,
    QWidget,
)

from montage_desktop.ui.arrangement import Arrangement
from montage_desktop.ui.background import Background
from montage_desktop.ui.bin.import_report import ImportReport
from montage_desktop.ui.bin.importing import MEDIA_SUFFIXES, paths_of
from montage_desktop.ui.bin.media_bin import MediaBin
from montage_desktop.ui.bin.order import Order
from montage_desktop.ui.deliver.pane import DeliverPane
from montage_desktop.ui.inspector.inspector import Inspector
from montage_desktop.ui.jobs.details import JobDetails
from montage_desktop.ui.jobs.panel import JobsPanel
from montage_desktop.ui.keys.command_palette import CommandPalette
from montage_desktop.ui.montage.form import MontageForm
from montage_desktop.ui.montage.sequence import Sequence as EditedSequence
from montage_desktop.ui.notice import Notice
from montage_desktop.ui.pane import Pane, spread, tool_button
from montage_desktop.ui.pictures.pictures import FramePictures
from montage_desktop.ui.preview.media_player import Player
from montage_desktop.ui.preview.view import PreviewView
from montage_desktop.ui.project.question_strip import QuestionStrip
from montage_desktop.ui.project.start_page import StartPage
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.status_line import StatusLine
from montage_desktop.ui.theme import Appearance, Theme
from montage_desktop.ui.timeline.bar import TimelineBar
from montage_desktop.ui.timeline.view import TimelineView
from montage_desktop.ui.transcript.hearing_choice import HearingChoice
from montage_desktop.ui.transcript.music_pane import MusicPane
from montage_desktop.ui.transcript.review import Review
from montage_desktop.ui.transcript.strip import TalkStrip
from montage_desktop.ui.transcript.words_pane import WordsPane
from montage_desktop.ui.workspaces import Workspaces


@dataclass(frozen=True)
class WindowParts:
    """What the window is given by the composition root."""

    theme: Theme
    settings: EditorSettings
    sequence: EditedSequence
    pictures: FramePictures
    background: Background
    details: JobDetails
    is_live: Callable[[str], bool]
    taken: Callable[[], Collection[str]]
    with_sample: bool


class MainWindow(QMainWindow):
    """Media left, preview centre, montage and inspector right, timeline and jobs below. GUI thread only.

    Attributes:
        bin, preview, player, form, inspector, timeline, words, review, music, talk, jobs: the panes' contents: the
            preview plays the film that is cut, the player finished films and clips. notice, report: the strips above.
            status: below.
        may_close: asked before the window closes; the editor sets it.

    Signals:
        paths_dropped(list[Path]), sample_requested(), render_requested(), closed().
    """

    paths_dropped = Signal(list)
    sample_requested = Signal()
    render_requested = Signal()
    closed = Signal()

    def __init__(self, parts: WindowParts) -> None:
        super().__init__()
        self.setWindowTitle("Montage Desktop")
        self.setAcceptDrops(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setDockOptions(QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        self.may_close: Callable[[], bool] = lambda: True
        self._theme, self._settings, self._sequence = parts.theme, parts.settings, parts.sequence
        self.bin = MediaBin(parts.theme)
        order, backwards = parts.settings.bin_order
        if order in set(Order):
            self.bin.set_order(Order(order), backwards=backwards)
        self.bin.order_changed.connect(self._on_bin_order)
        self.player = Player(parts.theme)
        self.preview = PreviewView(parts.theme)
        self.deliver = DeliverPane(parts.background, parts.theme, folder=parts.settings.output_folder)
        self.timeline = TimelineView(parts.theme, parts.pictures)
        self.inspector = Inspector(parts.theme, parts.pictures)
        self.form = MontageForm(parts.theme, folder=parts.settings.output_folder, taken=parts.taken)
        self.words = WordsPane(parts.theme, HearingChoice(parts.settings, parts.background))
        self.review = Review(parts.theme, self.words.text, background=parts.background)
        self.music = MusicPane(parts.theme)
        self.talk = TalkStrip(parts.theme)
        self.jobs = JobsPanel(parts.theme, parts.details, parts.is_live)
        self.notice = Notice(parts.theme)
        self.question = QuestionStrip(parts.theme)
        self.report = ImportReport(parts.theme)
        self.start_page = StartPage(parts.theme, with_sample=parts.with_sample)
        self.status = StatusLine(parts.theme)
        self.setStatusBar(self.status)
        self._build_centre()
        self._make_actions()
        self._build_docks()
        self._build_menus()
        self._connect()
        for field in (*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit)):
            field.setAcceptDrops(False)  # a file dropped on a field is a file for the window, not text for the field
        self._restore()
        self.stage.setMinimumHeight(160)

    # Building ------------------------------------------------------------------------------------------------

    def _build_centre(self) -> None:
        self.stage = QStackedWidget()
        self.stage.addWidget(self.start_page)
        self.stage.addWidget(self.player)
        self.stage.addWidget(self.preview)
        self.monitors = QTabBar()
        self.monitors.setDocumentMode(True)
        self.monitors.setExpanding(False)
        self.monitors.setDrawBase(False)
        self.monitors.addTab(self.tr("Edit"))
        self.monitors.addTab(self.tr("Files"))
        self.monitors.setTabToolTip(0, self.tr("The film as it is cut"))
        self.monitors.setTabToolTip(1, self.tr("Clips of the bin and finished films"))
        self.monitors.setAccessibleName(self.tr("Monitor"))
        self.monitors.currentChanged.connect(self._on_monitor)
        self.monitors.hide()
        centre = QWidget()
        column = spread(QVBoxLayout(centre))
        column.addWidget(self.notice)
        column.addWidget(self.question)
        column.addWidget(self.report)
        column.addWidget(self.monitors)
        column.addWidget(self.stage, 1)
        self.setCentralWidget(centre)

    def _build_docks(self) -> None:
        theme = self._theme
        self.bin_pane = Pane("bin", self.tr("Bin"), self.bin, theme)
        self.form_pane = Pane("form", self.tr("Plan"), self.form, theme)
        self.inspector_pane = Pane("inspector", self.tr("Inspector"), self.inspector, theme)
        self.timeline_pane = Pane("timeline", self.tr("Timeline"), self.timeline, theme)
        self.deliver_pane = Pane("deliver", self.tr("Deliver"), self.deliver, theme)
        self.jobs_pane = Pane("jobs", self.tr("Jobs"), self.jobs, theme)
        steps = QUndoView(self._sequence.stack)
        steps.setEmptyLabel(self.tr("Begin"))
        steps.setAccessibleName(self.tr("Steps"))
        self.history_pane = Pane("history", self.tr("Steps"), steps, theme)
        self.words_pane = Pane("words", self.tr("Words"), self.words, theme)
        self.review_pane = Pane("review", self.tr("Review"), self.review, theme)
        self.music_pane = Pane("music", self.tr("Music"), self.music, theme)
        self.talk_pane = Pane("talk", self.tr("Talk"), self.talk, theme)
        self.panes = (
            self.history_pane, self.bin_pane, self.deliver_pane, self.words_pane, self.form_pane, self.inspector_pane,
            self.review_pane, self.music_pane, self.timeline_pane, self.talk_pane, self.jobs_pane,
        )  # fmt: skip
        named = {pane.objectName(): pane for pane in self.panes}
        self._layout = Arrangement(self, named, has_film=lambda: self._sequence.timeline is not None)
        self._layout.place()
        for widget in (self.preview, self.timeline, self.inspector):
            widget.addActions([*self.preview.marks, *self.cuts])
        for widget in (self.preview, self.timeline):
            widget.addActions(self.inspector.actions_list)
        self.preview.set_active(is_active=False)
        self.bar = TimelineBar(
            self.timeline_pane, theme, tools=[self.undo, self.redo, self.fit_timeline], render=self.render_action
        )
        self.bin.setMinimumWidth(232)
        self.form.setMinimumWidth(304)
        self.jobs.setMinimumHeight(96)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.deliver.setMinimumWidth(304)
        for pane in (self.form_pane, self.inspector_pane, self.history_pane, self.review_pane, self.music_pane):
            pane.setTitleBarWidget(QWidget())  # their tabs name them
        places = self._layout
        titles = {"montage": self.tr("Montage"), "transcript": self.tr("Transcript"), "deliver": self.tr("Deliver")}
        arrange = {"montage": places.montage, "transcript": places.transcript, "deliver": places.deliver}
        self.workspaces = Workspaces(self, titles, arrange)
        self.menuBar().setCornerWidget(self.workspaces.bar, Qt.Corner.TopRightCorner)
        self.workspaces.changed.connect(self._on_workspace)

    def _on_workspace(self, name: str) -> None:
        if name == "montage" and self._sequence.timeline is not None:
            self.show_timeline()

    def _make_actions(self) -> None:
        def make(words: str, keys: str, slot: Callable[..., object]) -> QAction:
            action = QAction(words, self)
            if keys:
                action.setShortcut(QKeySequence(keys))
            action.triggered.connect(slot)
            return action

        self.new_project = make(self.tr("New project"), "Ctrl+N", lambda: None)
        self.open_project = make(self.tr("Open a project …"), "Ctrl+O", lambda: None)
        self.save_project = make(self.tr("Save the project"), "Ctrl+S", lambda: None)
        self.save_project_as = make(self.tr("Save the project as …"), "Ctrl+Shift+S", lambda: None)
        self.find_missing = make(self.tr("Look for missing files …"), "", lambda: None)
        self.find_missing.setEnabled(False)
        self.add_clips = make(self.tr("Add clips …"), "Ctrl+I", lambda: self._choose_files(song=False))
        self.choose_song = make(self.tr("Choose a song …"), "Ctrl+Shift+I", lambda: self._choose_files(song=True))
        self.open_sample = make(self.tr("Open the sample"), "", self.sample_requested.emit)
        self.quit = make(self.tr("Quit"), "Ctrl+Q", self.close)
        self.remove = make(self.tr("Remove the selected clips"), "Del", self.bin.remove_selected)
        self.remove.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.bin.addAction(self.remove)
        self.undo = self._sequence.stack.createUndoAction(self, self.tr("Undo"))
        self.undo.setShortcut(QKeySequence("Ctrl+Z"))
        self.redo = self._sequence.stack.createRedoAction(self, self.tr("Redo"))
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.fit_timeline = make(self.tr("Show the whole film"), "", self.timeline.fit)
        self.render_action = make(self.tr("Render the film"), "Ctrl+E", self.render_requested.emit)
        self.render_action.setToolTip(self.tr("Queue the film as it is now (Ctrl+E)"))
        self.render_action.setEnabled(False)
        self.split_action = make(self.tr("Split at the playhead"), "S", lambda: None)
        self.split_action.setShortcuts([QKeySequence("S"), QKeySequence("Ctrl+K")])
        self.delete_action = make(self.tr("Delete the clips and close up"), "Del", lambda: None)
        self.trim_in_action = make(self.tr("Begin the clip at the playhead"), "Q", lambda: None)
        self.trim_out_action = make(self.tr("End the clip at the playhead"), "W", lambda: None)
        self.cuts = [self.split_action, self.delete_action, self.trim_in_action, self.trim_out_action]
        for action in self.cuts:  # the bin has the same keys for its clips
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setEnabled(False)
        self.fold_jobs = make(self.tr("Fold the jobs"), "Ctrl+J", self._on_fold)
        self.focus_filter = make(self.tr("Filter the jobs"), "Ctrl+F", self._on_focus_filter)
        self.dashboard_action = make(self.tr("RQ’s dashboard in the browser"), "", lambda: None)
        self.reset_layout = make(self.tr("Reset the layout"), "", self._on_reset_layout)
        self.switches = [
            make(self.tr("Workspace: Montage"), "Ctrl+1", lambda: self.workspaces.switch("montage")),
            make(self.tr("Workspace: Transcript"), "Ctrl+2", lambda: self.workspaces.switch("transcript")),
            make(self.tr("Workspace: Deliver"), "Ctrl+3", lambda: self.workspaces.switch("deliver")),
        ]
        self.palette_action = make(self.tr("Command palette …"), "Ctrl+Shift+P", self._on_palette)
        self.keys_action = make(self.tr("Keys …"), "F1", lambda: None)
        self.preferences_action = make(self.tr("Preferences …"), "Ctrl+,", lambda: None)
        self.preferences_action.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.diagnostics_action = make(self.tr("About and diagnostics …"), "", lambda: None)
        self.diagnostics_action.setMenuRole(QAction.MenuRole.AboutRole)

    def _build_menus(self) -> None:
        files = self._menu(self.tr("&File"), [self.new_project, self.open_project])
        self.recent_menu = files.addMenu(self.tr("Open recent"))
        for action in (self.save_project, self.save_project_as, None, self.add_clips, self.choose_song,
                       self.open_sample, self.find_missing, None, self.quit):  # fmt: skip
            if action is None:
                files.addSeparator()
            else:
                files.addAction(action)
        self._menu(
            self.tr("&Edit"),
            [self.undo, self.redo, None, *self.cuts, None, *self.timeline.actions_list, None, self.preferences_action],
        )
        montage = [self.form.plan_action, self.form.create_action, self.form.dice_action, self.render_action, None]
        self._menu(self.tr("&Montage"), [*montage, *self.inspector.actions_list])
        self._menu(self.tr("&Words"), [*self.words.actions_list, None, *self.words.text.actions_list])
        self._menu(self.tr("&Clips"), [*self.bin.actions_list, None, self.remove])
        self._menu(self.tr("&Playback"), [*self.preview.actions_list, *self.player.actions_list])
        self._menu(
            self.tr("&Jobs"),
            [
                *self.jobs.actions_of.values(),
                None,
                *self.jobs.queue.moves.values(),
                None,
                self.deliver.queue_action,
                self.deliver.folder_action,
                None,
                self.focus_filter,
                self.fold_jobs,
                self.dashboard_action,
            ],
        )
        view = self._menu(self.tr("&View"), [])
        for action in self.switches:
            view.addAction(action)
        view.addSeparator()
        for pane in self.panes:
            view.addAction(pane.toggleViewAction())
        view.addSeparator()
        self._appearances = QActionGroup(self)
        words = {
            Appearance.SYSTEM: self.tr("Colours: as the system"),
            Appearance.DARK: self.tr("Colours: dark"),
            Appearance.LIGHT: self.tr("Colours: light"),
        }
        for appearance, text in words.items():
            action = QAction(text, self, checkable=True)
            action.setObjectName(f"colours-{appearance.value}")
            action.setData(appearance)
            action.setChecked(appearance is self._theme.appearance)
            action.triggered.connect(lambda _=False, a=appearance: self._on_appearance(a))
            self._appearances.addAction(action)
            view.addAction(action)
        view.addSeparator()
        view.addAction(self.reset_layout)
        self._menu(self.tr("&Help"), [self.palette_action, self.keys_action, None, self.diagnostics_action])

    def _menu(self, title: str, actions: list[QAction | None]) -> QMenu:
        menu = self.menuBar().addMenu(title)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        return menu

    def _connect(self) -> None:
        self.start_page.clips_requested.connect(self.add_clips.trigger)
        self.start_page.song_requested.connect(self.choose_song.trigger)
        self.start_page.sample_requested.connect(self.sample_requested)
        self.bin.song.choose_requested.connect(self.choose_song.trigger)
        self.player.opened.connect(lambda _: self.show_files())
        self._add_button = tool_button(self.add_clips)
        self._fold_button = tool_button(self.fold_jobs)
        self.bin_pane.title.row.addStretch(1)
        self.bin_pane.title.row.addWidget(self._add_button)
        self.jobs_pane.title.row.addWidget(self._fold_button)
        self.jobs_pane.collapsed_changed.connect(self._on_theme_changed)
        self._theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setWindowIcon(self._theme.icon("app", "accent"))
        self.add_clips.setIcon(self._theme.icon("plus"))
        self.choose_song.setIcon(self._theme.icon("song"))
        self.remove.setIcon(self._theme.icon("remove"))
        self.undo.setIcon(self._theme.icon("undo"))
        self.redo.setIcon(self._theme.icon("redo"))
        self.fit_timeline.setIcon(self._theme.icon("fit"))
        self.keys_action.setIcon(self._theme.icon("keyboard"))
        self.preferences_action.setIcon(self._theme.icon("preferences"))
        self.diagnostics_action.setIcon(self._theme.icon("info"))
        self.focus_filter.setIcon(self._theme.icon("search"))
        folded = self.jobs_pane.is_collapsed
        self.fold_jobs.setIcon(self._theme.icon("chevron-up" if folded else "chevron-down"))
        self.fold_jobs.setText(self.tr("Unfold the jobs") if folded else self.tr("Fold the jobs"))

    def set_jobs_line(self, strip: QWidget) -> None:
        """What the jobs pane says in its title, also when it is folded."""
        self.jobs_pane.title.row.insertWidget(1, strip, 1)

    # Monitors ------------------------------------------------------------------------------------------------

    def show_files(self) -> None:
        """The player of clips and finished films."""
        self.preview.player.pause()
        self._set_monitor(self.player)
        self._mark_monitor(1)

    def show_edit(self) -> None:
        """The preview of the film that is cut, with its timeline."""
        if self.player.is_playing:
            self.player.toggle()
        self._set_monitor(self.preview)
        self.show_timeline()
        self.monitors.show()
        self._mark_monitor(0)

    def _set_monitor(self, monitor: Player | PreviewView) -> None:
        self.stage.setCurrentWidget(monitor)
        self.player.set_active(is_active=monitor is self.player)
        self.preview.set_active(is_active=monitor is self.preview)

    def show_timeline(self) -> None:
        """The timeline's pane, if it is not there yet: the jobs make room for it."""
        if not self.timeline_pane.isHidden() or self.workspaces.current != "montage":
            return
        self._layout.show_timeline()

    def _mark_monitor(self, index: int) -> None:
        self.monitors.blockSignals(True)
        self.monitors.setCurrentIndex(index)
        self.monitors.blockSignals(False)

    def _on_monitor(self, index: int) -> None:
        if index:
            self.show_files()
        else:
            self.show_edit()

    # Layout that is remembered -------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)

    def _restore(self) -> None:
        if not self.restoreGeometry(self._settings.geometry):
            available = self.screen().availableSize()
            self.resize(self.sizeHint().boundedTo(available))
        self.workspaces.restore(self._settings.layouts(("montage", "transcript", "deliver")), self._settings.workspace)

    def save_layout(self) -> None:
        """Remember sizes and places of the panes."""
        if self.jobs_pane.is_collapsed:
            self._on_fold()
        self._settings.geometry = self.saveGeometry()
        self._settings.set_layouts(self.workspaces.states(), self.workspaces.current)

    def _on_bin_order(self, order: Order, backwards: bool) -> None:
        self._settings.bin_order = (order.value, backwards)

    def _on_reset_layout(self) -> None:
        self.workspaces.reset()

    def _on_fold(self) -> None:
        self._layout.fold_jobs()

    def _on_focus_filter(self) -> None:
        if self.jobs_pane.is_collapsed:
            self._on_fold()
        self.jobs_pane.show()
        self.jobs.filter.setFocus()

    def _on_appearance(self, appearance: Appearance) -> None:
        self._theme.set_appearance(appearance)
        self._settings.appearance = appearance

    def mark_appearance(self, appearance: Appearance) -> None:
        """The appearance was chosen elsewhere."""
        for action in self._appearances.actions():
            action.setChecked(action.data() == appearance)

    # Actions, files, drops -----------------------------------------------------------------------------------

    def all_actions(self) -> list[QAction]:
        """Everything the menus offer, for the palette and the key list."""
        out: list[QAction] = []
        for entry in self.menuBar().actions():
            menu = entry.menu()
            if isinstance(menu, QMenu):
                out += [a for a in menu.actions() if not a.isSeparator() and a.menu() is None]
        return out

    def _on_palette(self) -> None:
        CommandPalette(self.all_actions(), self).show()

    def _choose_files(self, *, song: bool) -> None:
        title = self.tr("Choose a song") if song else self.tr("Add clips")
        dialog = QFileDialog(self, title, str(self._settings.import_folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile if song else QFileDialog.FileMode.ExistingFiles)
        patterns = " ".join(f"*{suffix}" for suffix in sorted(MEDIA_SUFFIXES))
        dialog.setNameFilters([self.tr("Media files ({patterns})").format(patterns=patterns), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.open()

    def _on_files_chosen(self, names: list[str]) -> None:
        if names:
            self._settings.import_folder = Path(names[0]).parent
            self.paths_dropped.emit([Path(n) for n in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := paths_of(event.mimeData()):
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.save_layout()
        self._settings.save()
        event.accept()
        self.closed.emit()
