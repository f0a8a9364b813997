"""What the person chose in; the engine that hears out. Without a choice: the best that is here, and no download."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from montage_desktop.core.errors import InputError
from montage_desktop.media.speech import fetching, models, sphinx, whisper
from montage_desktop.media.speech.engine import SpeechEngine, require_language

ENGINES = ("auto", "whisper", "sphinx")


def open_engine(
    engine: str = "auto",
    *,
    model: str = "",
    language: str = "",
    allow_download: bool = False,
    hub: fetching.Hub | None = None,
    should_stop: Callable[[], bool] = lambda: False,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> SpeechEngine:
    """The engine to use.

    Args:
        engine: one of `ENGINES`. `auto`: whisper where there is a model for it, else pocketsphinx.
        model: of whisper: a folder, the name of one that was fetched or can be (`fetching.OFFERED`), or the packaged
            one (`models.PACKAGED_NAME`). Empty: the largest that was fetched, else the packaged one.
        language: that it has to hear, BCP 47; empty: whatever it hears.
        allow_download: the person has agreed to fetch `model`, whose size is known.
        on_progress: of the download, 0…1.

    Raises:
        InputError: ``speech.unknown_engine``, ``speech.no_model``, ``speech.not_installed``, ``speech.language``, or as
            `fetching.fetch`. TransientError, Cancelled: as `fetching.fetch`.
    """
    if engine not in ENGINES:
        fix = f"Choose one of {', '.join(ENGINES)}."
        raise InputError("speech.unknown_engine", f"There is no speech engine “{engine}”.", fix=fix)
    chosen: SpeechEngine
    if engine == "sphinx":
        chosen = _sphinx()
    elif model:
        chosen = whisper.WhisperEngine(
            _named(model, allow_download=allow_download, hub=hub, should_stop=should_stop, on_progress=on_progress)
        )
    else:
        here = _here(language) if whisper.is_installed() else []
        if here:
            chosen = whisper.WhisperEngine(here[0])
        elif engine == "whisper":
            raise no_model(language) if whisper.is_installed() else whisper.not_installed()
        elif sphinx.is_installed() and language in ("", "en"):
            chosen = _sphinx()
        else:
            raise no_model(language)
    require_language(chosen, language)
    return chosen


def available() -> list[models.Model]:
    """The whisper models that are on this computer, the best first; none if whisper is not installed."""
    return _here("") if whisper.is_installed() else []


def no_model(language: str = "") -> InputError:
    """What to say where nothing here can hear."""
    wanted = f" that understands the language “{language}”" if language else ""
    return InputError(
        "speech.no_model",
        f"There is no speech model{wanted} on this computer.",
        fix="Download one (base is a good first choice), choose a folder with one, or open a transcript.",
    )


def _here(language: str) -> list[models.Model]:
    packaged = models.packaged()
    found = [*models.fetched(), *([packaged] if packaged else [])]
    return [model for model in found if not language or language in model.languages()]


def _named(
    name: str,
    *,
    allow_download: bool,
    hub: fetching.Hub | None,
    should_stop: Callable[[], bool],
    on_progress: Callable[[float], None],
) -> models.Model:
    packaged = models.packaged()
    if packaged is not None and name == models.PACKAGED_NAME:
        return packaged
    folder = Path(name).expanduser()
    if folder.is_dir() and name not in fetching.OFFERED:
        return models.of_folder(folder)
    if any(separator in name for separator in "/\\"):
        missing = f"There is no folder “{name}” with a speech model."
        raise InputError("speech.no_model", missing, fix="Choose a folder that is there.")
    return fetching.fetch(
        name, allow_download=allow_download, hub=hub, should_stop=should_stop, on_progress=on_progress
    )


def _sphinx() -> SpeechEngine:
    if not sphinx.is_installed():
        raise InputError(
            "speech.not_installed",
            "pocketsphinx is not installed.",
            fix="Install it with: pip install pocketsphinx",
        )
    return sphinx.SphinxEngine()
