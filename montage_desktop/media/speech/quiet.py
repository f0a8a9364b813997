"""A source's sound in; where somebody speaks and how loud it is, every 10 ms, out.

Cuts are placed by it: in the quietest moment between two words.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.media.analysis.cache import cached, known_facts
from montage_desktop.media.speech.sound import RATE, Floats, Listener
from montage_desktop.media.speech.voice import WINDOW, WINDOW_S, VoiceDetector

#: Raise it when the map of the same sound becomes another.
VERSION = 1
HOP_S = 0.01
_HOP = RATE // 100
#: Levels are kept in steps of half a decibel from here to +7.5 dB.
_FLOOR_DB = -120.0
_STEP_DB = 0.5
_BLOCK = 800 * WINDOW  # 25.6 s: a multiple of the detector's window and of the hop
_SPEAKS, _PAUSES = 0.5, 0.35
#: The quietest moment is that of the quietest so many hops together.
_HUSH = 3


class SpeechMap(msgspec.Struct, frozen=True):
    """The speech and the silence of a sound.

    Attributes:
        samples: of the sound, at 16 kHz from the start of its container.
        levels: deflated, one byte every 10 ms: (dB of full scale + 120) × 2.
        voices: deflated, one byte every 32 ms: how likely it is that somebody speaks, × 255.
    """

    samples: int
    levels: bytes
    voices: bytes


class Quiet:
    """A `SpeechMap` unpacked. Times are seconds from the start of the source's container.

    Attributes:
        levels_db: shape (n,), float32, dB of full scale every `HOP_S`, of the 10 ms from there.
        voices: shape (m,), float32, 0…1, every 32 ms (`voice.WINDOW_S`).
    """

    def __init__(self, found: SpeechMap) -> None:
        self.duration_s = found.samples / RATE
        self.levels_db = np.frombuffer(zlib.decompress(found.levels), np.uint8).astype(np.float32)
        self.levels_db = self.levels_db * _STEP_DB + _FLOOR_DB
        self.voices = np.frombuffer(zlib.decompress(found.voices), np.uint8).astype(np.float32) / 255

    @functools.cached_property
    def floor_db(self) -> float:
        """How loud it is where nobody speaks: the 10th percentile of what is no digital silence."""
        heard = self.levels_db[self.levels_db > _FLOOR_DB + 10]
        return float(np.percentile(heard, 10)) if len(heard) else _FLOOR_DB

    def quietest(self, start_s: float, end_s: float) -> float:
        """The quietest moment of ``[start_s, end_s]``: the middle of it, where it is equally quiet for a while.

        An empty range, or one outside the sound, gives its own middle.
        """
        first, last = int(np.ceil(start_s / HOP_S)), int(np.floor(end_s / HOP_S))
        middle = (start_s + end_s) / 2
        if last - first < 1 or first < 0 or first >= len(self.levels_db):
            return middle
        width = min(_HUSH, last - first)
        power = 10 ** (self.levels_db[first:last] / 10)
        together = np.convolve(power, np.full(width, 1 / width), "valid")
        alike = np.flatnonzero(together <= together.min() * 1.12)  # half a decibel
        centres_s = (first + alike + width / 2) * HOP_S
        run = _longest_run(alike)
        wanted = (centres_s[run.start] + centres_s[run.stop - 1]) / 2
        return float(np.clip(wanted, start_s, end_s))

    def level(self, start_s: float, end_s: float) -> float:
        """Mean power of a range in dB of full scale; the floor of the scale outside the sound."""
        part = self.levels_db[max(0, int(start_s / HOP_S)) : max(0, int(np.ceil(end_s / HOP_S)))]
        return float(10 * np.log10(np.mean(10 ** (part / 10)))) if len(part) else _FLOOR_DB

    def speech(self, *, shortest_pause_s: float = 0.25, shortest_s: float = 0.06) -> list[tuple[float, float]]:
        """Where somebody speaks: ``(start, end)`` in order of time, ± 30 ms; shorter pauses do not part them."""
        spans: list[list[float]] = []
        speaking = False
        for index, likely in enumerate(self.voices.tolist()):
            now = likely >= (_PAUSES if speaking else _SPEAKS)
            if now and not speaking:
                begin = index * WINDOW_S
                if spans and begin - spans[-1][1] < shortest_pause_s:
                    begin = spans.pop()[0]
                spans.append([begin, begin])
            if now:
                spans[-1][1] = min((index + 1) * WINDOW_S, self.duration_s)
            speaking = now
        return [(a, b) for a, b in spans if b - a >= shortest_s]


def _longest_run(numbers: npt.NDArray[np.intp]) -> slice:
    """Where in ascending numbers the longest run without a gap stands."""
    breaks = np.flatnonzero(np.diff(numbers) > 1) + 1
    edges = [0, *breaks.tolist(), len(numbers)]
    longest = max(range(len(edges) - 1), key=lambda i: edges[i + 1] - edges[i])
    return slice(edges[longest], edges[longest + 1])


def known_speech(
    path: Path,
    *,
    should_stop: Callable[[], bool] = lambda: False,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> Quiet:
    """The map of a file's sound, from the cache or made now: about 200 times as fast as it plays.

    Raises:
        InputError: as `probe`; ``media.no_audio``; ``speech.not_installed``.
        Cancelled: `should_stop` said so.
    """
    media = known_facts(path)
    require_sound(media)

    def make() -> SpeechMap:
        with Listener(media) as listener:
            return map_of(listener.read, listener.samples, should_stop=should_stop, on_progress=on_progress)

    return Quiet(cached(media.identity, "speech", SpeechMap, make, version=VERSION)[0])


def require_sound(media: MediaFacts) -> None:
    """Refuse a file in which nothing can be heard.

    Raises:
        InputError: ``media.no_audio``.
    """
    if media.audio is None:
        name = Path(media.path).name
        raise InputError("media.no_audio", f"“{name}” has no sound.", fix="Choose a file in which somebody speaks.")


def map_of(
    read: Callable[[int, int], Floats],
    samples: int,
    *,
    should_stop: Callable[[], bool] = lambda: False,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> SpeechMap:
    """The map of a sound that `read(start, count)` gives, 25 s at a time.

    Raises:
        Cancelled, InputError: as `known_speech`.
    """
    detector = VoiceDetector()
    levels, voices = bytearray(), bytearray()
    for start in range(0, samples, _BLOCK):
        if should_stop():
            raise Cancelled()
        block = read(start, _BLOCK)  # zeros after the end
        power = np.mean(block.reshape(-1, _HOP).astype(np.float64) ** 2, axis=1)
        decibels = 10 * np.log10(np.maximum(power, 1e-12))
        levels += np.clip(np.round((decibels - _FLOOR_DB) / _STEP_DB), 0, 255).astype(np.uint8).tobytes()
        voices += np.round(np.clip(detector.hear(block), 0, 1) * 255).astype(np.uint8).tobytes()
        on_progress(min(1.0, (start + _BLOCK) / samples))
    hops, windows = -(-samples // _HOP), -(-samples // WINDOW)
    return SpeechMap(samples, zlib.compress(bytes(levels[:hops])), zlib.compress(bytes(voices[:windows])))
