"""The pane of a talk's words: which video, what can be done with it, its text, and how long it has become."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from montage_desktop.core.transcript.caption_choice import CHOICES, TRACK
from montage_desktop.ui.pane import GAP, spread, tool_button
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript.find_bar import FindBar
from montage_desktop.ui.transcript.hearing_choice import HearingChoice
from montage_desktop.ui.transcript.hearing_panel import HearingPanel, HearingPopup
from montage_desktop.ui.transcript.statistics_line import StatisticsLine
from montage_desktop.ui.transcript.text_view import TextView


class WordsPane(QWidget):
    """GUI thread only.

    Attributes:
        choice: what videos are heard with. text, find_bar, figures: its parts. actions_list: for menus, keys and the
            palette. popup: the choice over words that are there; None until it is asked for.

    Signals:
        video_chosen(str): another video of the bin, "" for none. open_requested(Path): a transcript in a file.
        transcribe_requested(): listen to the video. export_requested(Path): captions there.
        caption_style_chosen(str): one of `CHOICES`; "" for none. render_requested().
    """

    video_chosen = Signal(str)
    open_requested = Signal(Path)
    transcribe_requested = Signal()
    export_requested = Signal(Path)
    caption_style_chosen = Signal(str)
    render_requested = Signal()

    def __init__(self, theme: Theme, choice: HearingChoice) -> None:
        super().__init__()
        self._theme, self.choice = theme, choice
        self._can_transcribe = self._has_words = False
        self._panel: HearingPanel | None = None
        self.popup: HearingPopup | None = None
        self.text = TextView(theme)
        self.find_bar = FindBar(theme, self.text)
        self.figures = StatisticsLine()
        self.videos = QComboBox()
        self.videos.setAccessibleName(self.tr("Video"))
        self.videos.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.videos.activated.connect(lambda: self.video_chosen.emit(self.videos.currentData() or ""))
        self._make_actions()
        self._build()
        choice.changed.connect(self._show_choice)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def hearing_panel(self) -> HearingPanel:
        """To choose with where there are no words; made when it is asked for."""
        if self._panel is None:
            self._panel = HearingPanel(self.choice)
        return self._panel

    def _make_actions(self) -> None:
        def make(words: str, keys: str, slot) -> QAction:  # type: ignore[no-untyped-def]
            action = QAction(words, self)
            if keys:
                action.setShortcut(QKeySequence(keys))
            action.triggered.connect(slot)
            return action

        self.transcribe_action = make(self.tr("Transcribe"), "", self.transcribe_requested.emit)
        self.hearing_action = make(self.tr("Transcribe with …"), "", self._on_hearing)
        self.hearing_action.setToolTip(self.tr("Transcribe: choose language and model"))
        self.open_action = make(self.tr("Open a transcript …"), "", self._on_open)
        self.export_action = make(self.tr("Export captions …"), "", self._on_export)
        self.render_action = make(self.tr("Render the talk"), "", self.render_requested.emit)
        self.find_action = make(self.tr("Find and replace"), "Ctrl+H", self.find_bar.open)
        self.deleted_action = make(self.tr("Show deleted words"), "", self._on_deleted)
        self.deleted_action.setCheckable(True)
        self.deleted_action.setChecked(True)
        self.styles = QMenu(self.tr("Captions in the picture"), self)
        names = {
            "": self.tr("None"), "clean": self.tr("Clean"), "bold": self.tr("Bold"), "karaoke": self.tr("Karaoke"),
            "cinematic": self.tr("Cinematic"), "minimal": self.tr("Minimal"),
            TRACK: self.tr("As a track that can be switched off"),
        }  # fmt: skip
        self.style_actions = {}
        for style in ("", *CHOICES):
            action = make(names[style], "", lambda _=False, s=style: self.caption_style_chosen.emit(s))
            action.setCheckable(True)
            action.setObjectName(f"captions-{style or 'none'}")
            self.styles.addAction(action)
            self.style_actions[style] = action
        self.show_caption_style("")
        self.actions_list = [
            self.transcribe_action, self.hearing_action, self.open_action, self.export_action, self.render_action,
            self.find_action, self.deleted_action, *self.style_actions.values(),
        ]  # fmt: skip

    def _build(self) -> None:
        more = QToolButton()
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setAutoRaise(True)
        more.setAccessibleName(self.tr("More for this talk"))
        more.setToolTip(more.accessibleName())
        menu = QMenu(more)
        menu.addActions([self.open_action, self.transcribe_action, self.hearing_action])
        menu.addSeparator()
        menu.addActions([self.find_action, self.deleted_action])
        menu.addSeparator()
        menu.addMenu(self.styles)
        menu.addActions([self.export_action, self.render_action])
        more.setMenu(menu)
        self._more = more
        head = spread(QHBoxLayout(), spacing=4)
        head.setContentsMargins(GAP, GAP, GAP, 4)
        head.addWidget(self.videos, 1)
        self._hearing = tool_button(self.hearing_action)
        head.addWidget(self._hearing)
        for action in (self.find_action, self.deleted_action):
            head.addWidget(tool_button(action))
        head.addWidget(more)
        foot = spread(QHBoxLayout())
        foot.setContentsMargins(GAP, 4, GAP, GAP)
        foot.addWidget(self.figures, 1)
        column = spread(QVBoxLayout(self))
        column.addLayout(head)
        column.addWidget(self.find_bar)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.find_bar.hide()

    def show_videos(self, paths: Sequence[str], chosen: str) -> None:
        """What the bin has to choose from."""
        wanted = ["", *paths] if not chosen or chosen not in paths else list(paths)
        if wanted != [self.videos.itemData(n) for n in range(self.videos.count())]:
            self.videos.clear()
            for path in wanted:
                self.videos.addItem(Path(path).name if path else self.tr("Choose a video of the bin"), path)
        self.videos.setCurrentIndex(max(0, self.videos.findData(chosen)))

    def show_caption_style(self, style: str) -> None:
        """Which one holds."""
        for name, action in self.style_actions.items():
            action.setChecked(name == style)

    def set_state(self, *, has_video: bool, has_words: bool, can_transcribe: bool) -> None:
        """What can be done now."""
        self._can_transcribe, self._has_words = can_transcribe, has_words
        if has_video:
            self.choice.refresh_once()
        self._show_choice()
        self.hearing_action.setEnabled(can_transcribe)
        self.open_action.setEnabled(has_video)
        for action in (self.export_action, self.render_action, self.find_action, self.deleted_action):
            action.setEnabled(has_words)
        self.styles.setEnabled(has_words)

    def _show_choice(self) -> None:
        """The button says what it begins."""
        self.transcribe_action.setText(self.choice.words)
        self.transcribe_action.setEnabled(self._can_transcribe and self.choice.can_hear)

    def _on_hearing(self) -> None:
        if self.popup is None:
            self.popup = HearingPopup(self.choice, self.transcribe_action, self)
        self.popup.open_at(self._hearing, has_words=self._has_words)

    def _on_open(self) -> None:
        names = self.tr("Transcripts") + " (*.json *.srt *.vtt)"
        dialog = QFileDialog(self, self.tr("Open a transcript"), self._folder(), f"{names};;{self.tr('All files')} (*)")
        dialog.fileSelected.connect(lambda name: self.open_requested.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_export(self) -> None:
        video = Path(self.videos.currentData() or "captions")
        kinds = "SubRip (*.srt);;WebVTT (*.vtt);;Advanced SubStation Alpha (*.ass);;" + self.tr("Text") + " (*.txt)"
        dialog = QFileDialog(self, self.tr("Export captions"), str(video.with_suffix(".srt")), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("srt")
        dialog.fileSelected.connect(lambda name: self.export_requested.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder(self) -> str:
        chosen = self.videos.currentData()
        return str(Path(chosen).parent) if chosen else str(Path.home())

    def _on_deleted(self) -> None:
        self.text.set_deleted_shown(self.deleted_action.isChecked())

    def _on_theme_changed(self) -> None:
        self.find_action.setIcon(self._theme.icon("search"))
        self.deleted_action.setIcon(self._theme.icon("struck"))
        self._more.setIcon(self._theme.icon("more"))
        for action in (self.transcribe_action, self.hearing_action):
            action.setIcon(self._theme.icon("microphone"))
        self.render_action.setIcon(self._theme.icon("finalize"))
