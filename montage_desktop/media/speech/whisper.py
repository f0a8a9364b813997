"""Whisper as an engine, by faster-whisper (CTranslate2, int8, on the processor)."""

from __future__ import annotations

import os
import threading
from typing import Any

import numpy as np

from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.core.transcript.document import Segment, Word
from montage_desktop.media.speech.engine import Heard
from montage_desktop.media.speech.models import Model, mark_of, require_complete
from montage_desktop.media.speech.sound import RATE, Floats

#: A repetition is tried again a little warmer, twice; more only makes things up.
_TEMPERATURES = (0.0, 0.2, 0.4)
_SEED = 7
_SHORTEST_S = 0.02


class WhisperEngine:
    """Hears with one model, which is loaded at the first use (0.3 s for the smallest) and stays in memory.

    Attributes:
        name, identity, languages, needs: as `SpeechEngine`.

    Raises:
        InputError: ``speech.not_installed``, ``speech.model_incomplete``.
    """

    def __init__(self, model: Model, *, threads: int = 0) -> None:
        if not is_installed():
            raise not_installed()
        require_complete(model)
        self.name = f"whisper {model.name}"
        self.identity = f"{self.name} {mark_of(model)}"
        self.needs = "about three times the model's size in memory"
        self.languages = model.languages()
        self._model = model
        self._threads = threads or min(4, os.cpu_count() or 1)
        self._loaded: Any = None
        self._lock = threading.Lock()  # one that was left to itself may still be hearing

    def language_of(self, samples: Floats) -> dict[str, float]:
        """How likely each language is in up to 30 s of mono samples at 16 kHz."""
        with self._lock:
            whisper = self._whisper()
            if not whisper.model.is_multilingual:
                return {"en": 1.0}
            _, _, likely = whisper.detect_language(samples)
            return {code: float(probability) for code, probability in likely or []}

    def hear(self, samples: Floats, *, language: str, prompt: str = "") -> Heard:
        """The words in up to half a minute of mono samples at 16 kHz; one after the other, whoever asks.

        Raises:
            MontageError: ``speech.failed``.
        """
        with self._lock:
            whisper = self._whisper()
            try:
                return self._heard(whisper, samples, language, prompt)
            except (RuntimeError, ValueError) as e:
                raise MontageError(
                    "speech.failed",
                    f"The speech model {self.name} failed.",
                    fix="Try it again, or choose another model.",
                    detail=str(e),
                ) from e

    def _heard(self, whisper: Any, samples: Floats, language: str, prompt: str) -> Heard:
        import ctranslate2

        ctranslate2.set_random_seed(_SEED)
        found, _ = whisper.transcribe(
            np.ascontiguousarray(samples, np.float32),
            language=language or None,
            beam_size=5,
            temperature=_TEMPERATURES,
            condition_on_previous_text=False,
            initial_prompt=prompt or None,
            word_timestamps=True,
            hallucination_silence_threshold=2.0,
            vad_filter=True,
        )
        limit = len(samples) / RATE
        return Heard([segment for number, part in enumerate(found) if (segment := _segment(number, part, limit))])

    def _whisper(self) -> Any:
        if self._loaded is None:
            import faster_whisper

            try:
                self._loaded = faster_whisper.WhisperModel(
                    str(self._model.folder),
                    device="cpu",
                    compute_type="int8",
                    cpu_threads=self._threads,
                    local_files_only=True,
                )
            except (RuntimeError, ValueError, OSError) as e:
                raise InputError(
                    "speech.model_unreadable",
                    f"The speech model in “{self._model.folder}” cannot be loaded.",
                    fix="Choose a folder with a Whisper model for CTranslate2 (faster-whisper), or fetch it again.",
                    detail=str(e),
                ) from e
        return self._loaded


def is_installed() -> bool:
    """Whether faster-whisper is there; does not import it."""
    import importlib.util

    return all(importlib.util.find_spec(name) is not None for name in ("faster_whisper", "ctranslate2"))


def not_installed() -> InputError:
    """What to say where it is not."""
    return InputError(
        "speech.not_installed",
        "Whisper cannot be used: a part of the program (faster-whisper) is not installed.",
        fix="Install it with: pip install faster-whisper",
    )


def _segment(number: int, part: Any, limit_s: float) -> Segment | None:
    """A segment of faster-whisper; None where no word of it is within the sound."""
    words = []
    for word in part.words or []:
        start, end = max(0.0, float(word.start)), min(limit_s, float(word.end))
        if word.word.strip() and start < limit_s:
            words.append(Word(word.word, start, max(end, start + _SHORTEST_S), round(float(word.probability), 4)))
    if not words:
        return None
    return Segment(id=number, start=words[0].start, end=words[-1].end, text=part.text, words=words)
