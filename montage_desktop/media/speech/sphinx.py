"""pocketsphinx as an engine: English only, many mistakes, but small, and its model is in its wheel."""

from __future__ import annotations

import importlib.util
import re
from typing import Any

import numpy as np

from montage_desktop.core.transcript.document import Segment, Word, joined
from montage_desktop.media.speech.align import decoder
from montage_desktop.media.speech.engine import Heard
from montage_desktop.media.speech.sound import RATE, Floats

_FRAME_S = 0.01
_VARIANT = re.compile(r"\(\d+\)$")
#: A pause that ends a segment.
_BREATH_S = 0.5
#: The model has never heard digital silence.
_HUSH = 1e-3


class SphinxEngine:
    """Hears without any other file than its package. The decoder is made at the first use (1 s, 60 MB).

    Attributes:
        name, identity, languages, needs: as `SpeechEngine`.

    Raises:
        InputError: ``speech.not_installed``, at the first use.
    """

    name = "pocketsphinx en-us"
    identity = "pocketsphinx en-us 5"
    languages: tuple[str, ...] = ("en",)
    needs = "nothing else"

    def __init__(self) -> None:
        self._decoder: Any = None

    def language_of(self, samples: Floats) -> dict[str, float]:
        """English, whatever it hears."""
        return {"en": 1.0}

    def hear(self, samples: Floats, *, language: str, prompt: str = "") -> Heard:
        """The words in mono samples at 16 kHz; the prompt means nothing to it."""
        if len(samples) < RATE // 10:
            return Heard([])
        engine = self._made()
        noise = np.random.default_rng(1).normal(0, _HUSH, len(samples))
        pcm = (np.clip(samples + noise, -1, 1) * 32767).astype("<i2").tobytes()
        engine.reinit_feat()  # forgets the sound before
        engine.start_utt()
        engine.process_raw(pcm, full_utt=True)
        engine.end_utt()
        limit = len(samples) / RATE
        words = []
        for part in engine.seg() or []:
            if part.word[:1] in "<[":
                continue
            start, end = part.start_frame * _FRAME_S, min(limit, (part.end_frame + 1) * _FRAME_S)
            sure = float(engine.get_logmath().exp(part.prob)) if part.prob < 0 else 1.0
            words.append(Word(" " + _VARIANT.sub("", part.word), start, end, round(min(1.0, max(0.0, sure)), 4)))
        return Heard(_segments(words))

    def _made(self) -> Any:
        if self._decoder is None:
            self._decoder = decoder(any_words=True)
        return self._decoder


def is_installed() -> bool:
    """Whether pocketsphinx is there; does not import it."""
    return importlib.util.find_spec("pocketsphinx") is not None


def _segments(words: list[Word]) -> list[Segment]:
    """Words in segments from pause to pause."""
    groups: list[list[Word]] = []
    for word in words:
        if not groups or word.start - groups[-1][-1].end > _BREATH_S:
            groups.append([])
        groups[-1].append(word)
    return [
        Segment(id=number, start=group[0].start, end=group[-1].end, text=joined(w.word for w in group), words=group)
        for number, group in enumerate(groups)
    ]
