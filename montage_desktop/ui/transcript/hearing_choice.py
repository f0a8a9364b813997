"""What the person chose to have videos heard with, and what that comes to with the models that are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from montage_desktop.jobs.requests import TranscriptionRequest
from montage_desktop.media.speech.fillers import filler_prompt
from montage_desktop.media.speech.listing import SPHINX, Listed, Place, listed
from montage_desktop.ui import numbers
from montage_desktop.ui.background import Background
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.transcript.languages import language_name

#: What is proposed where nothing here understands a language.
_PROPOSED = "base"
Look = Callable[[Sequence[Path]], list[Listed]]


class HearingChoice(QObject):
    """Language, model and fillers, kept in the settings. GUI thread only; models are looked for in another.

    The language leads: where the chosen model does not understand it, the best that does takes its place, and
    `explanation` says so. Choosing another language brings the chosen model back.

    Attributes:
        models: all to choose from, the best first. is_known: whether they were looked for already.

    Signals:
        changed(): of what is chosen, or of what there is.
    """

    changed = Signal()

    def __init__(self, settings: EditorSettings, background: Background, *, look: Look = listed) -> None:
        super().__init__()
        self._settings, self._background, self._look = settings, background, look
        self._looks = 0
        self.models: tuple[Listed, ...] = ()
        self.is_known = False

    # What there is -------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look for models anew."""
        self._looks += 1
        self._background.spawn(self._find(self._looks))

    def refresh_once(self) -> None:
        """Look for models if nobody has yet."""
        if not self._looks:
            self.refresh()

    async def ready(self) -> None:
        """Wait until models were looked for."""
        if not self.is_known:
            self._looks += 1
            await self._find(self._looks)

    async def _find(self, look: int) -> None:
        found = tuple(await self._background.run(self._look, self._settings.speech_folders))
        if look == self._looks and (not self.is_known or found != self.models):
            self.models, self.is_known = found, True
            self.changed.emit()

    # What is chosen ------------------------------------------------------------------------------------------

    @property
    def language(self) -> str:
        """A code; "" for one that is to be found out."""
        return self._settings.speech_language

    @property
    def has_fillers(self) -> bool:
        """Whether "um" and "uh" are wanted too."""
        return self._settings.speech_fillers

    def choose_language(self, code: str) -> None:
        self._settings.speech_language = code
        self.changed.emit()

    def choose_model(self, key: str) -> None:
        """By its key; "" for the best that is here."""
        self._settings.speech_model = key
        self.changed.emit()

    def choose_fillers(self, wanted: bool) -> None:
        self._settings.speech_fillers = wanted
        self.changed.emit()

    # What it comes to ----------------------------------------------------------------------------------------

    @property
    def best(self) -> Listed | None:
        """The best that is here and understands the language, as the jobs choose it; None if nothing does."""
        here = (m for m in self.models if m.is_here and not _is_own(m) and m.hears(self.language))
        return next(here, None)

    @property
    def chosen(self) -> Listed | None:
        """What was chosen, whether or not it understands the language; else what is used without a choice."""
        return self._by_key() or next((m for m in self.models if m.is_here and not _is_own(m)), None)

    @property
    def model(self) -> Listed | None:
        """What will hear; None where nothing understands the language."""
        kept = self._by_key()
        if kept is not None and kept.hears(self.language):
            return kept
        able = [m for m in self.models if m.hears(self.language)]
        own = next((m for m in able if _is_own(m)), None)
        proposed = next((m for m in able if m.key == _PROPOSED), None)
        return self.best or own or proposed or next(iter(able), None)

    @property
    def key(self) -> str:
        """Of `model`; "" for the best that is here, where that was not chosen by its name."""
        model = self.model
        if model is None or (model == self.best and model != self._by_key()):
            return ""
        return model.key

    def _by_key(self) -> Listed | None:
        return next((m for m in self.models if m.key == self._settings.speech_model), None)

    @property
    def left_bytes(self) -> int:
        """What has to be downloaded first."""
        return self.model.left_bytes if self.model is not None else 0

    @property
    def needs_download(self) -> bool:
        """Whether listening begins with a download, which a click on `words` agrees to."""
        return self.model is not None and not self.model.is_here

    @property
    def can_hear(self) -> bool:
        """Whether there is anything to listen with, as far as it is known."""
        return self.model is not None or not self.is_known

    @property
    def fillers_matter(self) -> bool:
        """Whether the model can be asked for fillers in this language."""
        model = self.model
        return model is not None and model.key != SPHINX and bool(filler_prompt(self.language))

    @property
    def words(self) -> str:
        """What the button says that begins it."""
        if not self.needs_download:
            return self.tr("Transcribe")
        return self.tr("Download {size} and transcribe").format(size=numbers.size(self.left_bytes))

    @property
    def explanation(self) -> str:
        """What there is to know of the choice: why another model, what is downloaded from where, what it cannot do."""
        if not self.is_known:
            return ""
        model, chosen = self.model, self.chosen
        if model is None:
            return self._why_nothing()
        said = []
        if chosen is not None and not chosen.hears(self.language):
            said.append(self.tr("{name} understands English only.").format(name=chosen.name))
        elif model.is_english_only and not self.language:
            said.append(
                self.tr("{name} understands English only: for another language, choose it here.").format(
                    name=model.name
                )
            )
        if self.needs_download:
            words = self.tr("{name} ({size}) is downloaded once, from the Hugging Face hub.")
            said.append(words.format(name=model.name, size=numbers.size(model.size_bytes)))
            if model.arrived_bytes:
                arrived = numbers.size(model.arrived_bytes)
                said.append(self.tr("{size} of it have arrived already.").format(size=arrived))
        return " ".join(said)

    def _why_nothing(self) -> str:
        if not self.models:
            return self.tr("Nothing here can listen. Install it with: {command}").format(
                command="pip install faster-whisper"
            )
        return self.tr("No model here understands {language}. Install others with: {command}").format(
            language=language_name(self.language), command="pip install faster-whisper"
        )

    def request(self, video: str) -> TranscriptionRequest:
        """The job that hears a video; a download is agreed to only where `words` says so."""
        model, key = self.model, self.key
        is_sphinx = key == SPHINX
        return TranscriptionRequest(
            video=video,
            engine="sphinx" if is_sphinx else "whisper" if key else "auto",
            model="" if is_sphinx else key,
            language=self.language,
            allow_download=model is not None and not model.is_here,
            fillers=self.has_fillers,
        )


def _is_own(model: Listed) -> bool:
    """Whether it lies in a folder of the person's: such a one is only used where it is chosen."""
    return model.place is Place.FOLDER
