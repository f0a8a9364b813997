"""The pages of the preferences on looks and language, workers, and how projects are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from montage_desktop.core import paths
from montage_desktop.core.project_file import BACKUPS, BACKUPS_KEPT
from montage_desktop.jobs.host import worker_count
from montage_desktop.ui.pane import label, spread
from montage_desktop.ui.preferences.field import Field, Page
from montage_desktop.ui.preferences.server import ServerEnvironment
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.theme import Appearance, Theme

_MOST_WORKERS = 64
_AUTOMATIC = -1
_TEXT_PX = 6
_SETTLED_MS = 1000
_Spin = TypeVar("_Spin", bound=QAbstractSpinBox)


def narrow(control: QWidget) -> QWidget:
    """A control at its own width, at the left."""
    row = QWidget()
    layout = spread(QHBoxLayout(row))
    layout.addWidget(control)
    layout.addStretch(1)
    row.setFocusProxy(control)
    return row


def roomy(box: _Spin) -> _Spin:
    """A box of numbers whose text does not stick to its border."""
    line = box.findChild(QLineEdit)
    if line is not None:
        line.setTextMargins(_TEXT_PX, 0, 0, 0)
    return box


class AppearancePage(Page):
    """Signals: appearance_chosen(Appearance): applied and kept already."""

    appearance_chosen = Signal(object)

    def __init__(self, theme: Theme, settings: EditorSettings) -> None:
        super().__init__(self.tr("Appearance"))
        self._theme, self._settings = theme, settings
        self.appearance = QComboBox()
        for value, words in (
            (Appearance.SYSTEM, self.tr("As the system")),
            (Appearance.DARK, self.tr("Dark")),
            (Appearance.LIGHT, self.tr("Light")),
        ):
            self.appearance.addItem(words, value)
        self.language = QComboBox()
        # Each language by its own name: who chose the wrong one must find the way back.
        for code, words in (("", self.tr("As the system")), ("en", "English"), ("de", "Deutsch")):
            self.language.addItem(words, code)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.language.activated.connect(self._on_language)
        self.appearance.activated.connect(self._on_appearance)
        for box, name in ((self.appearance, self.tr("Colours")), (self.language, self.tr("Language"))):
            box.setMinimumWidth(200)
            box.setAccessibleName(name)
        self.add(Field(self.tr("Colours"), narrow(self.appearance), self.tr("Dark leaves the eye to the picture.")))
        self._language_field = Field(
            self.tr("Language"), narrow(self.language), self.tr("The window speaks it from its next start on.")
        )
        self.add(self._language_field)
        self.finish()
        self.refresh()

    def refresh(self) -> None:
        """The choice may have been made in a menu."""
        self.appearance.setCurrentIndex(self.appearance.findData(self._theme.appearance))

    def _on_appearance(self) -> None:
        chosen = Appearance(self.appearance.currentData())
        self._settings.appearance = chosen
        self._theme.set_appearance(chosen)
        self.appearance_chosen.emit(chosen)

    def _on_language(self) -> None:
        self._settings.language = self.language.currentData()


class WorkersPage(Page):
    """The number is kept, and in the environment of the next background process, at once.

    Signals: workers_changed(): when no other number came for a second.
    """

    workers_changed = Signal()

    def __init__(self, settings: EditorSettings, environment: ServerEnvironment) -> None:
        super().__init__(self.tr("Workers"))
        self._settings, self._environment = settings, environment
        self._settled = QTimer(self)  # each change makes workers end and start
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self.workers_changed)
        self.count = roomy(QSpinBox())
        self.count.setAccessibleName(self.tr("Workers on this computer"))
        self.count.setRange(_AUTOMATIC, _MOST_WORKERS)
        self.count.setMinimumWidth(200)
        self.count.setKeyboardTracking(False)
        cores = worker_count({})
        self.count.setSpecialValueText(self.tr("One per core ({n})").format(n=cores))
        self.count.setValue(_AUTOMATIC if settings.workers is None else settings.workers)
        self.count.valueChanged.connect(self._on_count)
        self.field = Field(
            self.tr("Workers on this computer"),
            narrow(self.count),
            self.tr(
                "Each renders one part at a time, so that they share the film among them. More than there are cores "
                "does not help; each takes up to 1 GB of memory. With 0 only other computers work."
            ),
        )
        self.add(self.field)
        if environment.forced_workers:
            self.count.setEnabled(False)
            self.field.explain(self.tr("The variable MONTAGE_WORKERS decides; unset it to choose here."))
        self.finish()

    def _on_count(self, value: int) -> None:
        self._settings.workers = None if value == _AUTOMATIC else value
        too_many = value > 2 * worker_count({})
        self.field.set_reason(self.tr("That is more than twice the cores: films take longer.") if too_many else "")
        self._environment.apply_workers()
        self._settled.start()


class ProjectsPage(Page):
    """What is kept of projects without being asked; nothing to set."""

    def __init__(self) -> None:
        super().__init__(self.tr("Projects"))
        folder = paths.data_dir() / "recovery"
        where = label(str(folder), wrap=True)
        self.open_button = QPushButton(self.tr("Open the folder"))
        self.open_button.clicked.connect(lambda: _open(folder))
        self.add(
            Field(
                self.tr("Recovery"),
                where,
                self.tr(
                    "Written after every action. After a crash it is offered; it never replaces your file by itself."
                ),
            )
        )
        self.add(narrow(self.open_button))
        self.add(
            Field(
                self.tr("Backups"),
                label(BACKUPS, wrap=True),
                self.tr(
                    "Each save keeps the version before in this hidden folder beside the project, the last {n} of "
                    "them. Open one with File, Open a project."
                ).format(n=BACKUPS_KEPT),
            )
        )
        self.finish()


def _open(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
