"""Texts in; speech by espeak-ng out, with the time at which it began every word.

The library's own events tell the sample of each word and each phoneme; nothing is guessed from the sound.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import math
import re
import threading
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

#: What the samples of the library's callback come at.
RATE = 22_050
_WORD, _PHONEME = 1, 7
_RETRIEVAL = 1
_PHONEME_EVENTS = 1
_UTF8 = 1
_WRITTEN = re.compile(r"[A-Za-z']+|[0-9]+")
_RATE_PARAMETER, _PITCH_PARAMETER = 1, 3

TEXTS = (
    "The old harbor was quiet in the morning. A small boat came home with fresh fish, and nobody waited for it.",
    "We measured every second of the film twice. After lunch the editor found seven mistakes and corrected them all.",
    "Please open the window before you leave. It is warm today, but the evening will probably be cold again.",
    "My brother bought a bicycle in October. He rides to work on Tuesday and comes back through the forest.",
)
VOICES = ("English (America)", "English (Great Britain)", "English (Received Pronunciation)", "English (Scotland)")


@dataclass(frozen=True)
class Said:
    """A word that was spoken: `start`, `end` (of its last phoneme) in seconds, NaN where the library does not tell."""

    word: str
    start: float
    end: float


@dataclass(frozen=True)
class Speech:
    """Samples (mono, ±1, at `rate`) and the words in them."""

    samples: Floats
    words: tuple[Said, ...]
    rate: int = RATE

    @property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(word.word for word in self.words)


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class _Synthesiser:
    """The library, of which a process has one."""

    def __init__(self) -> None:
        name = ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1"
        self._library: Any = ctypes.CDLL(name)
        rate = self._library.espeak_Initialize(_RETRIEVAL, 0, None, _PHONEME_EVENTS)
        assert rate == RATE, f"espeak-ng speaks at {rate} Hz"
        self._callback = _Callback(self._take)
        self._library.espeak_SetSynthCallback(self._callback)
        self._blocks: list[Floats] = []
        self._events: list[tuple[int, int, int, int, bytes]] = []
        self._lock = threading.Lock()

    def _take(self, samples: Any, count: int, events: Any) -> int:
        if samples and count:
            block = np.ctypeslib.as_array(samples, (count,))
            self._blocks.append(block.astype(np.float32) / 32768)
        at = 0
        while events[at].type:
            event = events[at]
            self._events.append((event.type, event.sample, event.text_position, event.length, event.id.string))
            at += 1
        return 0

    def speak(self, text: str, *, voice: str, words_a_minute: int, pitch: int) -> Speech:
        with self._lock:
            self._blocks, self._events = [], []
            assert self._library.espeak_SetVoiceByName(voice.encode()) == 0, f"espeak-ng has no voice {voice}"
            self._library.espeak_SetParameter(_RATE_PARAMETER, words_a_minute, 0)
            self._library.espeak_SetParameter(_PITCH_PARAMETER, pitch, 0)
            data = text.encode()
            self._library.espeak_Synth(data, len(data) + 1, 0, 1, 0, _UTF8, None, None)
            self._library.espeak_Synchronize()
            return Speech(np.concatenate(self._blocks), tuple(self._words(text)))

    def _words(self, text: str) -> list[Said]:
        """The words of the text. Some it speaks as one ("in the"): the second has no time of its own."""
        words: list[Said] = []
        events = sorted((e for e in self._events if e[0] in (_WORD, _PHONEME)), key=lambda e: e[1])
        starts = [e for e in events if e[0] == _WORD and e[3] > 0]  # without a length: the begin of a clause
        for event, following in zip(starts, [*starts[1:], None], strict=True):
            limit = following[1] if following else sum(map(len, self._blocks))
            # A phoneme lasts until the next; a pause or the next word ends the last one of a word.
            pauses = [e[1] for e in events if e[0] == _PHONEME and event[1] < e[1] < limit and e[4][:1] in (b"_", b"")]
            written = _WRITTEN.findall(text, event[2] - 1, following[2] - 1 if following else len(text))
            words.append(Said(written[0], event[1] / RATE, min([*pauses, limit]) / RATE))
            words += [Said(word, math.nan, math.nan) for word in written[1:]]
        return words


@functools.cache
def _synthesiser() -> _Synthesiser:
    return _Synthesiser()


@functools.lru_cache(64)
def speak(text: str, *, voice: str = VOICES[0], words_a_minute: int = 165, pitch: int = 50) -> Speech:
    """The text as it is spoken; `text` is ASCII, so that a position in it is one in the library's bytes."""
    assert text.isascii()
    return _synthesiser().speak(text, voice=voice, words_a_minute=words_a_minute, pitch=pitch)


def after_each_other(parts: list[Speech], *, pause_s: float = 0.0, noise: float = 0.0, seed: int = 1) -> Speech:
    """The parts with a pause before each, and after the last, under white noise of that amplitude."""
    pause = np.zeros(round(pause_s * RATE), np.float32)
    blocks, words, at = [pause], [], len(pause)
    for part in parts:
        words += [Said(w.word, w.start + at / RATE, w.end + at / RATE) for w in part.words]
        blocks += [part.samples, pause]
        at += len(part.samples) + len(pause)
    samples = np.concatenate(blocks)
    if noise:
        samples = samples + np.random.default_rng(seed).normal(0, noise, len(samples)).astype(np.float32)
    return Speech(samples, tuple(words))


def write_wav(path: Path, speech: Speech) -> Path:
    """A mono WAV file of 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(speech.rate)
        file.writeframes((np.clip(speech.samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path
