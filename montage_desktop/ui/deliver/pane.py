"""The Deliver pane: a profile, what else decides how the film is made, its name, and the button that queues it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from montage_desktop.core.errors import MontageError
from montage_desktop.core.timeline import Timeline
from montage_desktop.jobs.requests import RenderRequest
from montage_desktop.jobs.states import Priority
from montage_desktop.jobs.store import JobRecord
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.render.hardware import available
from montage_desktop.media.render.profiles import PROFILES
from montage_desktop.ui.background import Background
from montage_desktop.ui.deliver.cards import CARD_PX, ProfileCards, cards_for
from montage_desktop.ui.deliver.estimate import SizeBook
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.montage.form_rules import folder_usable, valid_name
from montage_desktop.ui.numbers import signed
from montage_desktop.ui.pane import GAP, label, spread, tool_button
from montage_desktop.ui.theme import Theme

ENCODER_NAMES = {
    "nvenc": "NVIDIA NVENC", "qsv": "Intel Quick Sync", "videotoolbox": "Apple VideoToolbox", "amf": "AMD AMF",
    "vaapi": "VA-API",
}  # fmt: skip
_LOUDNESS = (-14.0, -16.0, -23.0)


def found_encoders() -> list[str]:
    """Families of hardware encoders that work here, best first. Takes a second or so: not on the GUI thread."""
    try:
        return available(find_ffmpeg())
    except MontageError:
        return []


class _Box(QComboBox):
    """The wheel scrolls the pane, never the choice."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DeliverPane(QWidget):
    """How the film that is being edited is to be rendered. GUI thread only.

    Attributes:
        cards: the profiles. queue_action: adds the film to the queue. reason: why it cannot be; "" if it can.
        taken: gives the outputs of jobs that wait, which no other film may have.

    Signals:
        render_requested(RenderRequest, Priority): the film as it is now is to be queued.
    """

    render_requested = Signal(object, object)

    def __init__(
        self, background: Background, theme: Theme, *, folder: Path,
        find_encoders: Callable[[], list[str]] = found_encoders,
    ) -> None:  # fmt: skip
        super().__init__()
        self.taken: Callable[[], Collection[str]] = tuple
        self._background, self._theme, self._find_encoders = background, theme, find_encoders
        self._film: Timeline | None = None
        self._sizes = SizeBook()
        self._looked = self._named_by_person = False
        self._connected = True
        self.queue_action = QAction(self.tr("Add to queue"), self)
        self.queue_action.triggered.connect(self._on_queue)
        self.folder_action = QAction(self.tr("Choose the output folder"), self)
        self.folder_action.triggered.connect(self._on_choose_folder)
        self._build(folder)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._refresh()

    # Building ------------------------------------------------------------------------------------------------

    def _build(self, folder: Path) -> None:
        self.cards = ProfileCards(self._theme)
        self.cards.setMaximumHeight(CARD_PX * len(PROFILES) + 2)
        self.cards.chosen.connect(self._refresh)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        self._make_boxes()
        self._make_output(folder)
        rows: list[tuple[str, QWidget, QWidget]] = [
            (self.tr("Smar&t cut"), self.smart_cut, self.smart_cut),
            (self.tr("Lo&udness"), self.loudness, self.loudness),
            (self.tr("Encode&r"), self.encoder, self.encoder), (self.tr("Pr&iority"), self.priority, self.priority),
            (self.tr("N&ame"), self.name, self.name), (self.tr("Fo&lder"), self._folder_row, self.folder),
        ]  # fmt: skip
        for row, (words, widget, buddy) in enumerate(rows):
            text = QLabel(words)
            text.setProperty("role", "muted")
            text.setBuddy(buddy)
            buddy.setAccessibleName(words.replace("&", ""))
            grid.addWidget(text, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(widget, row, 1)
        grid.addWidget(self.replace, len(rows), 1)
        grid.setRowStretch(len(rows) + 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._reason = label(role="reason", wrap=True)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.queue_button = QPushButton(self.queue_action.text())
        self.queue_button.setProperty("role", "primary")
        self.queue_button.clicked.connect(self._on_queue)
        column = spread(QVBoxLayout(self), margin=GAP)
        column.addWidget(label(self.tr("Profile"), "section"))
        column.addWidget(self.cards, 3)
        column.addWidget(area, 2)
        column.addWidget(self._reason)
        column.addWidget(self.queue_button)

    def _make_boxes(self) -> None:
        self.smart_cut = _filled(
            ("auto", self.tr("Copy where it pays")), ("off", self.tr("Encode everything")),
            ("require", self.tr("Copy, or fail")),
        )  # fmt: skip
        self.smart_cut.setToolTip(
            self.tr("Stretches that need no change can be copied from the footage: quicker, and without any loss.")
        )
        levels = [(n, self.tr("{n} LUFS").format(n=signed(n, 0))) for n in _LOUDNESS]
        words = {-14.0: self.tr("for streaming"), -16.0: self.tr("for talk"), -23.0: self.tr("for broadcast")}
        self.loudness = _filled((None, self.tr("As it is mixed")), *((n, f"{t} ({words[n]})") for n, t in levels))
        self.encoder = _filled(("software", self.tr("Software")))
        self.encoder.setToolTip(self.tr("The software encoder gives the same film on every computer."))
        self.encoder.currentIndexChanged.connect(self._refresh)
        self.priority = _filled(*((p, job_text.priority_words(p)) for p in Priority))
        self.priority.setCurrentIndex(list(Priority).index(Priority.DEFAULT))

    def _make_output(self, folder: Path) -> None:
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self.name.textChanged.connect(self._refresh)
        self.name.textEdited.connect(self._on_name_edited)
        self.folder = QLineEdit(str(folder))
        self.folder.textChanged.connect(self._refresh)
        self.replace = QCheckBox(self.tr("Replace the file that is there"))
        self.replace.toggled.connect(self._refresh)
        self._folder_row = QWidget()
        row = spread(QHBoxLayout(self._folder_row), spacing=4)
        row.addWidget(self.folder, 1)
        row.addWidget(tool_button(self.folder_action))

    # In ------------------------------------------------------------------------------------------------------

    def show_film(self, film: Timeline | None) -> None:
        """The film as it is now; None while there is none."""
        self._film = film
        if film is not None and not self._named_by_person:
            self.name.setText(film.title or self.tr("Film"))
        self._refresh()

    def learn(self, records: list[JobRecord]) -> None:
        """What the feed tells: finished films make the sizes truer; and the outputs that are taken may be others."""
        learnt = self._sizes.learn(records)
        if learnt or (self.isVisible() and any(r.is_over or not r.started_at for r in records)):
            self._refresh()

    def set_connected(self, connected: bool) -> None:
        """Whether there is a job server."""
        self._connected = connected
        self._refresh()

    # Out -----------------------------------------------------------------------------------------------------

    @property
    def out(self) -> Path:
        """The file that the film would become."""
        return Path(self.folder.text()) / f"{self.name.text().strip()}.mp4"

    @property
    def reason(self) -> str:
        """Why the film cannot be queued, in one sentence; "" if it can."""
        film, name_ok = self._film, valid_name(self.name.text())
        checks = (
            (film is None or not film.frames, self.tr("There is no film yet: plan a cut first.")),
            (not name_ok, self.tr('Give the film a name without / \\ : * ? " < > |.')),
            (not self.folder.text() or not folder_usable(Path(self.folder.text())),
             self.tr("The folder for the film cannot be written to. Choose another.")),
            (name_ok and str(self.out) in self.taken(), self.tr("A job in the queue is going to write this file.")),
            (name_ok and self._is_source(), self.tr("This file is footage of the film. Choose another name.")),
            (name_ok and self.out.exists() and not self.replace.isChecked(), self.tr("This file exists already.")),
            (not self._connected, self.tr("Waiting for the job server.")),
        )  # fmt: skip
        return next((text for wrong, text in checks if wrong), "")

    def _is_source(self) -> bool:
        return self._film is not None and str(self.out) in self._film.sources()

    def request(self) -> RenderRequest:
        """What is asked for; the cache's options are the editor's to add."""
        return RenderRequest(
            profile=self.cards.profile,
            out=str(self.out),
            overwrite=self.replace.isChecked() and self.out.exists(),
            smart_cut=self.smart_cut.currentData(),
            encoder=self.encoder.currentData(),
            loudness_lufs=self.loudness.currentData(),
        )

    # Slots ---------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        if not self._looked:
            self._looked = True
            self._background.spawn(self._look_for_encoders())

    async def _look_for_encoders(self) -> None:
        found = await self._background.run(self._find_encoders)
        if found:
            self.encoder.addItem(self.tr("Automatic"), "auto")
        for family in found:
            self.encoder.addItem(ENCODER_NAMES.get(family, family), family)
        if not found:
            self.encoder.setToolTip(self.tr("No hardware encoder works on this computer."))

    def _refresh(self) -> None:
        family = self.encoder.currentData()
        named = ENCODER_NAMES.get(family, "") if family not in ("software", "auto") else ""
        self.cards.show_cards(cards_for(self._film, self._sizes, encoder=named))
        reason = self.reason
        exists = valid_name(self.name.text()) and self.out.exists()
        self.replace.setVisible(exists)
        if not exists and self.replace.isChecked():
            self.replace.setChecked(False)  # said of one file, not of the next
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.queue_button.setEnabled(not reason)
        self.queue_action.setEnabled(not reason)

    def _on_name_edited(self, text: str) -> None:
        self._named_by_person = bool(text.strip())

    def _on_choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for the film"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_queue(self) -> None:
        self._refresh()  # the disk may have changed since
        if not self.reason:
            self.render_requested.emit(self.request(), Priority(self.priority.currentData()))

    def _on_theme_changed(self) -> None:
        self.folder_action.setIcon(self._theme.icon("folder"))
        self.queue_button.setIcon(self._theme.icon("plus", "on_accent"))


def _filled(*items: tuple[Any, str]) -> QComboBox:
    box = _Box()
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for data, words in items:
        box.addItem(words, data)
    return box
