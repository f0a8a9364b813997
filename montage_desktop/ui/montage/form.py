"""The montage form: style, length, shape, quality, seed, output, and the button that starts it."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from montage_desktop.core.project import PlanSettings, ProjectSettings
from montage_desktop.jobs.requests import Aspect, MontageRequest
from montage_desktop.ui.montage.form_rules import FormState, proposed_name, reason_against, unique_path
from montage_desktop.ui.montage.style_gallery import StyleGallery
from montage_desktop.ui.pane import GAP, label, spread, tool_button
from montage_desktop.ui.theme import Theme

ASPECTS: tuple[Aspect, ...] = ("16:9", "9:16", "1:1")
_LONGEST_SEED = 999_999


class OptionsArea(QScrollArea):
    """As high as its options; scrolls where the window is low, so that the button is always there."""

    def __init__(self, options: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._options = options
        self.setWidget(options)

    def sizeHint(self) -> QSize:
        return self._options.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 120)


class MontageForm(QWidget):
    """The pane. GUI thread only.

    Attributes:
        gallery, create_button: the styles and the button. taken: gives the outputs of jobs that wait.

    Signals:
        create_requested(MontageRequest): plan and render in one go. plan_requested(MontageRequest).
        changed(): something else is asked for.
    """

    create_requested = Signal(object)
    plan_requested = Signal(object)
    changed = Signal()

    def __init__(self, theme: Theme, *, folder: Path, taken: Callable[[], Collection[str]]) -> None:
        super().__init__()
        self.taken = taken
        self._theme = theme
        self._clips: list[str] = []
        self._song: Path | None = None
        self._facts = FormState()
        self._named_by_person = False
        self._make_actions()
        self._build(folder)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._propose_name()

    # Building ------------------------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        self.create_action = QAction(self.tr("Create montage"), self)
        self.create_action.setShortcut("Ctrl+Shift+E")
        self.create_action.triggered.connect(self._on_create)
        self.plan_action = QAction(self.tr("Plan the cut"), self)
        self.plan_action.setShortcut("Ctrl+P")
        self.plan_action.setToolTip(self.tr("See and change the cut before anything is rendered (Ctrl+P)"))
        self.plan_action.triggered.connect(self._on_plan)
        self.dice_action = QAction(self.tr("Another seed"), self)
        self.dice_action.setToolTip(self.tr("Another seed: another cut of the same clips"))
        self.dice_action.triggered.connect(self._on_dice)
        self.folder_action = QAction(self.tr("Choose the output folder"), self)
        self.folder_action.triggered.connect(self._on_choose_folder)

    def _build(self, folder: Path) -> None:
        self.gallery = StyleGallery(self._theme)
        self.gallery.chosen.connect(self._on_input)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        self._add(grid, 0, self.tr("Len&gth"), self._length_row(), self.seconds)
        self._add(grid, 1, self.tr("&Shape"), self._aspect_row(), self.aspects.buttons()[0])
        self._add(grid, 2, self.tr("&Quality"), self._profile_box(), self.profile)
        self._add(grid, 3, self.tr("See&d"), self._seed_row(), self.seed)
        self._add(grid, 4, self.tr("&Name"), self._name_box(), self.name)
        self._add(grid, 5, self.tr("F&older"), self._folder_row(folder), self.folder)
        options = QWidget()
        options.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self.plan_button = QPushButton(self.tr("Plan"))
        self.plan_button.setProperty("role", "primary")
        self.plan_button.setToolTip(self.plan_action.toolTip())
        self.plan_button.clicked.connect(self._on_plan)
        self.create_button = QPushButton(self.tr("Create montage"))
        self.create_button.setToolTip(self.tr("Plan and render in one go (Ctrl+Shift+E)"))
        self.create_button.clicked.connect(self._on_create)
        self._reason = label(role="reason", wrap=True)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = spread(QVBoxLayout(self), margin=GAP)
        column.addWidget(label(self.tr("Style"), "section"))
        column.addWidget(self.gallery, 1)
        column.addWidget(OptionsArea(options))
        column.addWidget(self._reason)
        column.addWidget(_row(self.plan_button, self.create_button, stretch=self.plan_button))

    def _add(self, grid: QGridLayout, row: int, words: str, widget: QWidget, buddy: QWidget) -> None:
        text = QLabel(words)
        text.setProperty("role", "muted")
        text.setBuddy(buddy)
        grid.addWidget(text, row, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(widget, row, 1)
        buddy.setAccessibleName(words.replace("&", ""))

    def _length_row(self) -> QWidget:
        self.length = QComboBox()
        self.length.addItem(self.tr("Whole song"), "song")
        self.length.addItem(self.tr("Seconds"), "seconds")
        self.length.currentIndexChanged.connect(self._on_input)
        self.length.setAccessibleName(self.tr("Length of the film"))
        self.seconds = QDoubleSpinBox()
        self.seconds.setRange(1, 4 * 3600)
        self.seconds.setDecimals(1)
        self.seconds.setValue(30)
        self.seconds.setSuffix(" s")
        self.seconds.lineEdit().setTextMargins(6, 0, 0, 0)
        self.seconds.setEnabled(False)
        self.seconds.valueChanged.connect(self._on_input)
        return _row(self.length, self.seconds, stretch=self.length)

    def _aspect_row(self) -> QWidget:
        self.aspects = QButtonGroup(self)
        buttons = []
        for aspect in ASPECTS:
            button = QPushButton(aspect)
            button.setCheckable(True)
            button.setAccessibleName(self.tr("Shape {aspect}").format(aspect=aspect))
            self.aspects.addButton(button)
            buttons.append(button)
        buttons[0].setChecked(True)
        row = _row(*buttons, spacing=4)
        for button in buttons:
            row.layout().setStretchFactor(button, 1)  # type: ignore[union-attr]
        return row

    def _profile_box(self) -> QWidget:
        self.profile = QComboBox()
        for name, words, more in (
            ("preview", self.tr("Preview"), self.tr("Small and quick, to judge the cut; finalize it later.")),
            ("standard", self.tr("Standard"), self.tr("1080p, good for the web and for phones.")),
            ("high", self.tr("High"), self.tr("1080p at a higher quality; larger files, slower.")),
            ("master", self.tr("Master"), self.tr("For archiving and further editing; very large files.")),
        ):
            self.profile.addItem(words, name)
            self.profile.setItemData(self.profile.count() - 1, more, Qt.ItemDataRole.ToolTipRole)
        self.profile.setCurrentIndex(1)
        return self.profile

    def _seed_row(self) -> QWidget:
        self.seed = QSpinBox()
        self.seed.setRange(0, _LONGEST_SEED)
        self.seed.lineEdit().setTextMargins(6, 0, 0, 0)
        return _row(self.seed, tool_button(self.dice_action), stretch=self.seed)

    def _name_box(self) -> QWidget:
        self.name = QLineEdit()
        self.name.textEdited.connect(self._on_name_edited)
        return self.name

    def _folder_row(self, folder: Path) -> QWidget:
        self.folder = QLineEdit(str(folder))
        self.folder.textChanged.connect(self._on_input)
        return _row(self.folder, tool_button(self.folder_action), stretch=self.folder)

    def _on_theme_changed(self) -> None:
        self.dice_action.setIcon(self._theme.icon("dice"))
        self.folder_action.setIcon(self._theme.icon("folder"))

    # In and out ----------------------------------------------------------------------------------------------

    def set_media(self, clips: list[str], song: Path | None, *, missing: int, song_missing: bool) -> None:
        """What is in the bin now."""
        self._clips, self._song = clips, song
        self._facts = FormState(
            clips=len(clips), missing=missing, has_song=song is not None, song_missing=song_missing,
            connected=self._facts.connected,
        )  # fmt: skip
        self._on_input()

    def set_connected(self, connected: bool) -> None:
        """Whether jobs can be queued."""
        self._facts = replace(self._facts, connected=connected)
        self._on_input()

    def state(self) -> FormState:
        """What decides whether the button works."""
        return replace(
            self._facts, duration_s=self._duration(), folder=self.folder.text(), name=self.name.text(),
            has_style=bool(self.gallery.style_name),
        )  # fmt: skip

    @property
    def reason(self) -> str:
        """Why the button does not work, or ""."""
        return reason_against(self.state())

    def request(self) -> MontageRequest:
        """What the form asks for, under a name that is free."""
        out = unique_path(Path(self.folder.text()), self.name.text().strip(), taken=self.taken())
        return MontageRequest(
            clips=list(self._clips), music=str(self._song), style=self.gallery.style_name,
            duration_s=self._duration(), aspect=ASPECTS[self._aspect_index()], profile=self.profile.currentData(),
            seed=self.seed.value(), out=str(out),
        )  # fmt: skip

    def request_or_none(self) -> MontageRequest | None:
        """What the form asks for; None as long as something is missing for it."""
        return None if self.reason else self.request()

    def show_settings(self, plan: PlanSettings, project: ProjectSettings) -> None:
        """What a project was planned with."""
        self.gallery.choose(plan.style)
        self.length.setCurrentIndex(self.length.findData("song" if plan.duration_s is None else "seconds"))
        if plan.duration_s is not None:
            self.seconds.setValue(float(plan.duration_s))
        self.aspects.buttons()[ASPECTS.index(plan.aspect)].setChecked(True)
        self.seed.setValue(plan.seed)
        self.profile.setCurrentIndex(max(0, self.profile.findData(project.profile)))
        if project.out_folder:
            self.folder.setText(project.out_folder)
        self._named_by_person = False
        self._on_input()

    def _aspect_index(self) -> int:
        return next(n for n, button in enumerate(self.aspects.buttons()) if button.isChecked())

    def _duration(self) -> Fraction | None:
        if self.length.currentData() == "song":
            return None
        return Fraction(round(self.seconds.value() * 10), 10)

    # Slots ---------------------------------------------------------------------------------------------------

    def _on_input(self) -> None:
        self.seconds.setEnabled(self.length.currentData() == "seconds")
        self._propose_name()
        reason = self.reason
        for part in (self.create_button, self.create_action, self.plan_button, self.plan_action):
            part.setEnabled(not reason)
        self.changed.emit()
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def _propose_name(self) -> None:
        if not self._named_by_person:
            self.name.setText(proposed_name(self._song, self.gallery.style_title))

    def _on_name_edited(self, text: str) -> None:
        self._named_by_person = bool(text.strip())
        self._on_input()

    def _on_dice(self) -> None:
        self.seed.setValue(random.randint(1, _LONGEST_SEED))

    def _on_choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for the film"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_plan(self) -> None:
        if not self.reason:
            self.plan_requested.emit(self.request())

    def _on_create(self) -> None:
        if not self.reason:
            self.create_requested.emit(self.request())


def _row(*widgets: QWidget, stretch: QWidget | None = None, spacing: int = GAP) -> QWidget:
    holder = QWidget()
    row = spread(QHBoxLayout(holder), spacing=spacing)
    for widget in widgets:
        row.addWidget(widget, 1 if widget is stretch else 0)
    return holder
