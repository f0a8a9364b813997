"""The page of the preferences on speech: the models that are here, folders with others, and what can be downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.media.speech.listing import Listed, Place, listed
from montage_desktop.media.speech.models import of_folder, remove_fetched
from montage_desktop.ui.background import Background
from montage_desktop.ui.language import system_words, translated
from montage_desktop.ui.numbers import size
from montage_desktop.ui.pane import label, spread
from montage_desktop.ui.preferences.field import Field, FolderField, Page
from montage_desktop.ui.preferences.model_download import ModelDownload
from montage_desktop.ui.preferences.model_row import ModelRow
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from montage_desktop.media.speech.fetching import Hub


class SpeechPage(Page):
    """GUI thread only; looks at disks and the hub in other threads.

    Attributes:
        rows: of all models that are shown, by key. download: the one that runs, or none. question: before a model is
            removed; None while nothing is asked.

    Signals:
        models_changed(): there are others on this computer.
    """

    models_changed = Signal()

    def __init__(
        self, theme: Theme, settings: EditorSettings, background: Background, *, hub: Hub | None = None
    ) -> None:
        super().__init__(self.tr("Speech"), self.tr("Models that hear what is said in a video."))
        self._settings, self._background = settings, background
        self._looks = 0
        self.rows: dict[str, ModelRow] = {}
        self.question: QMessageBox | None = None
        self.download = ModelDownload(background, hub=hub)
        self.download.progressed.connect(self._show_download)
        self.download.ended.connect(self._on_ended)
        self._here, self._offered = QWidget(), QWidget()
        for box in (self._here, self._offered):
            spread(QVBoxLayout(box))
        self.here_field = Field(self.tr("On this computer"), self._here, "")
        self.folder = FolderField(theme, self.tr("A folder with a model of your own"))
        self.folder_field = Field(
            self.tr("A folder with a model of your own"),
            self.folder,
            self.tr("A Whisper model for CTranslate2 (faster-whisper). It stays where it is."),
        )
        self.offered_field = Field(
            self.tr("To download"),
            self._offered,
            self.tr("Downloads come from the Hugging Face hub; nothing else is sent or fetched."),
        )
        self.folder.chosen.connect(lambda text: background.spawn(self._take_folder(text)))
        for field in (self.here_field, self.folder_field, self.offered_field):
            self.add(field)
        self.finish()

    # What there is -------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look anew at what is here."""
        self._looks += 1
        self._background.spawn(self._find(self._looks))

    async def _find(self, look: int) -> None:
        folders = self._settings.speech_folders
        found = await self._background.run(listed, folders)
        if look == self._looks:
            self._show(found, folders)

    def _show(self, models: Sequence[Listed], folders: Sequence[Path]) -> None:
        self.rows = {}
        seen = {model.folder for model in models}
        here = [self._row(model) for model in models if model.is_here]
        here += [self._lost(folder) for folder in folders if folder not in seen]
        offered = [self._row(model) for model in models if not model.is_here]
        _fill(self._here, here or [label(self._nothing(bool(offered)), "muted", wrap=True)])
        _fill(self._offered, offered)
        self.offered_field.setVisible(bool(offered))
        self._show_download()

    def _nothing(self, can_download: bool) -> str:
        if can_download:
            return self.tr("There is none yet. Download one below, or choose a folder with one.")
        return self.tr("A part of the program is missing. Install it with: {command}").format(
            command="pip install faster-whisper"
        )

    def _row(self, model: Listed) -> ModelRow:
        row = self.rows[model.key] = ModelRow(model)
        if model.place is Place.FETCHED:
            does = self.tr("Remove the speech model {name}").format(name=model.name)
            row.offer(self.tr("Remove"), does).clicked.connect(lambda: self._ask(model))
        elif model.place is Place.FOLDER:
            does = self.tr("Forget the folder of {name}").format(name=model.name)
            row.offer(self.tr("Forget"), does).clicked.connect(lambda: self._forget(Path(model.key)))
        elif model.place is Place.HUB:
            row.offer("", "").clicked.connect(lambda: self._on_download(model))
        return row

    def _lost(self, folder: Path) -> ModelRow:
        """A folder in which there is no model any more."""
        row = ModelRow(Listed(str(folder), folder.name, Place.FOLDER, (), 0, folder))
        row.facts.setText(self.tr("There is no model in it any more"))
        row.facts.setProperty("role", "reason")
        does = self.tr("Forget the folder of {name}").format(name=folder.name)
        row.offer(self.tr("Forget"), does).clicked.connect(lambda: self._forget(folder))
        self.rows[str(folder)] = row
        return row

    # The person's own folders --------------------------------------------------------------------------------

    async def _take_folder(self, text: str) -> None:
        if not text:
            self.folder_field.set_reason("")
            return
        folder = Path(text).expanduser()
        try:
            await self._background.run(of_folder, folder)
        except InputError as e:
            self.folder_field.set_reason(_sentence(e))
            return
        self.folder_field.set_reason("")
        self.folder.show_path("")
        if folder not in self._settings.speech_folders:
            self._settings.speech_folders = [*self._settings.speech_folders, folder]
        self._changed()

    def _forget(self, folder: Path) -> None:
        self._settings.speech_folders = [f for f in self._settings.speech_folders if f != folder]
        self._changed()

    # Removing ------------------------------------------------------------------------------------------------

    def _ask(self, model: Listed) -> None:
        box = QMessageBox(self.window())
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Remove the speech model {name}?").format(name=model.name))
        free = self.tr("{size} are free again. It can be downloaded anew at any time.")
        box.setInformativeText(free.format(size=size(model.size_bytes)))
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def finished() -> None:
            self.question = None
            if box.clickedButton() is remove:
                self._background.spawn(self._remove(model))

        box.finished.connect(finished)
        self.question = box
        box.open()

    async def _remove(self, model: Listed) -> None:
        try:
            await self._background.run(remove_fetched, model.key)
        except OSError as e:
            self.here_field.set_reason(self.tr("Not all was removed: {why}.").format(why=system_words(e)))
        else:
            self.here_field.set_reason("")
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self.models_changed.emit()

    # Downloading ---------------------------------------------------------------------------------------------

    def _on_download(self, model: Listed) -> None:
        if self.download.name == model.key:
            self.download.stop()
        else:
            self.offered_field.set_reason("")
            self.download.start(model.key)
        self._show_download()

    def _show_download(self) -> None:
        """Each offer's button, and how far the one is that runs."""
        download = self.download
        for row in self.rows.values():
            model = row.model
            if model.place is not Place.HUB:
                continue
            runs = download.name == model.key
            row.show_share(download.share if runs else None)
            row.button.setEnabled(not download.name or (runs and not download.is_stopping))
            if runs:
                row.offer(self.tr("Cancel"), self.tr("Cancel the download of {name}").format(name=model.name))
            else:
                words = self.tr("Go on") if model.arrived_bytes else self.tr("Download")
                does = self.tr("Download {name}, {size}").format(name=model.name, size=size(model.left_bytes))
                row.offer(words, does)

    def _on_ended(self, error: MontageError | None) -> None:
        self.offered_field.set_reason(_sentence(error) if error is not None else "")
        self._show_download()
        self._changed()


def _sentence(error: MontageError) -> str:
    return f"{translated(error.message)} {translated(error.fix)}".strip()


def _fill(box: QWidget, rows: Sequence[QWidget]) -> None:
    """Show these, in the place of those before."""
    layout = box.layout()
    assert layout is not None
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
    for row in rows:
        layout.addWidget(row)
