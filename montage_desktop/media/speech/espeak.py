"""Text in; how it is read aloud, as sounds by name or to be heard with the time of every word, out: eSpeak NG.

The library and its data are those of its wheel, never the system's. Nothing is guessed from the sound: its own events
tell the sample of each word and each phoneme.
"""

from __future__ import annotations

import ctypes
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

from montage_desktop.core.errors import InputError

Floats = npt.NDArray[np.float32]

#: What it speaks at.
RATE = 22_050
#: Of its interface: sound and events to a callback; phonemes among the events; a failure is told, not an exit.
_RETRIEVAL, _PHONEME_EVENTS, _DONT_EXIT = 1, 1, 0x8000
_WORD, _PHONEME = 1, 7
_UTF8, _IPA, _BETWEEN = 1, 0x02, "_"
_SPEED, _PITCH = 1, 3
_WRITTEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[0-9]+")


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


def phonemes(text: str, *, voice: str) -> list[str] | None:
    """The sounds of a text, IPA, one by one; None if there is no such voice. Thread-safe, a millisecond a word."""
    with _LOCK:
        library = _library()
        if library.espeak_SetVoiceByName(voice.encode()) != 0:
            return None
        left = ctypes.c_char_p(text.replace("\0", " ").encode())
        found: list[str] = []
        while left.value is not None:  # a clause at a time
            part = library.espeak_TextToPhonemes(ctypes.byref(left), _UTF8, _IPA | ord(_BETWEEN) << 8)
            found += (part or b"").decode("utf-8", "replace").replace(" ", _BETWEEN).split(_BETWEEN)
        return [sound for sound in found if sound]


@functools.lru_cache(64)
def speak(text: str, *, voice: str, words_a_minute: int = 165, pitch: int = 50) -> Speech:
    """The text as it is spoken, much faster than it sounds. Thread-safe.

    Args:
        text: ASCII, so that a position in it is one in the library's bytes. voice: its name, or a language.

    Raises:
        ValueError: other text. InputError: ``speech.voice``.
    """
    if not text.isascii():
        raise ValueError("only ASCII can be spoken with the times of its words")
    with _LOCK:
        library = _library()
        if library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise InputError("speech.voice", f"eSpeak NG has no voice “{voice}”.")
        library.espeak_SetParameter(_SPEED, words_a_minute, 0)
        library.espeak_SetParameter(_PITCH, pitch, 0)
        # Reading sounds leaves an event for each change of the voice, and the first real ones would find no room.
        for said in (".", text):
            _HEARD.blocks, _HEARD.events = [], []
            data = said.encode()
            library.espeak_Synth(data, len(data) + 1, 0, 1, 0, _UTF8, None, None)
            library.espeak_Synchronize()
        samples = np.concatenate([np.zeros(0, np.float32), *_HEARD.blocks])
        return Speech(samples, tuple(_words(text, _HEARD.events, len(samples))))


def write_wav(path: Path, speech: Speech) -> Path:
    """A mono WAV file of 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(speech.rate)
        file.writeframes((np.clip(speech.samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


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


class _Heard:
    """What the library gives to its callback. An event: type, sample, text position, length, name of a phoneme."""

    def __init__(self) -> None:
        self.blocks: list[Floats] = []
        self.events: list[tuple[int, int, int, int, bytes]] = []
        self.callback = _Callback(self._take)

    def _take(self, samples: Any, count: int, events: Any) -> int:
        if samples and count:
            self.blocks.append(np.ctypeslib.as_array(samples, (count,)).astype(np.float32) / np.float32(32768))
        at = 0
        while events[at].type:
            event = events[at]
            self.events.append((event.type, event.sample, event.text_position, event.length, event.id.string))
            at += 1
        return 0


#: The library has one voice and one callback at a time for the whole process.
_LOCK = threading.Lock()
_HEARD = _Heard()


@functools.cache
def _library() -> Any:
    """Loads in a few milliseconds.

    Raises:
        InputError: ``speech.not_installed``.
    """
    try:
        import espeakng_loader

        library: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeakng_loader.get_data_path()).encode()
    except (ImportError, OSError, RuntimeError) as e:
        raise _not_installed(str(e)) from e
    if library.espeak_Initialize(_RETRIEVAL, 0, data, _PHONEME_EVENTS | _DONT_EXIT) != RATE:
        raise _not_installed("its data does not fit")
    library.espeak_SetSynthCallback(_HEARD.callback)
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    return library


def _not_installed(detail: str) -> InputError:
    return InputError(
        "speech.not_installed",
        "Words cannot be read aloud: a part of the program (eSpeak NG) is not installed.",
        fix="Install it with: pip install espeakng-loader",
        detail=detail,
    )


def _words(text: str, events: list[tuple[int, int, int, int, bytes]], samples: int) -> list[Said]:
    """The words of the text. Some it speaks as one ("in the"): the second has no time of its own."""
    words: list[Said] = []
    events = sorted((e for e in events if e[0] in (_WORD, _PHONEME)), key=lambda e: e[1])
    starts = [e for e in events if e[0] == _WORD and e[3] > 0]  # without a length: the begin of a clause
    for event, following in zip(starts, [*starts[1:], None], strict=True):
        limit = following[1] if following else samples
        # A phoneme lasts until the next; a pause or the next word ends the last one of a word.
        pauses = [e[1] for e in events if e[0] == _PHONEME and event[1] < e[1] < limit and e[4][:1] in (b"_", b"")]
        written = _WRITTEN.findall(text, event[2] - 1, following[2] - 1 if following else len(text))
        words.append(Said(written[0], event[1] / RATE, min([*pauses, limit]) / RATE))
        words += [Said(word, math.nan, math.nan) for word in written[1:]]
    return words
