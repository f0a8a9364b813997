"""A source's sound in; mono samples at 16 kHz from any position out, as recognisers of speech take them."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.signal import firwin, upfirdn

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import SAMPLE_RATE
from montage_desktop.media.sound_reader import SoundReader

Floats = npt.NDArray[np.float32]  #: shape (n,), full scale is ±1

#: Samples a second of what recognisers hear.
RATE = 16_000

_DOWN = SAMPLE_RATE // RATE
#: Samples at 48 kHz on each side that a sample at 16 kHz is made of; a multiple of 3, so that the grids agree.
_REACH = 48
_TAPS = firwin(2 * _REACH + 1, 0.94 / _DOWN, window=("kaiser", 8.0)).astype(np.float32)


class Listener:
    """Reads one source's first sound stream. Positions are samples at 16 kHz from the start of its container.

    What a position gives does not depend on where reading began, but for the resampling of sounds that are not at
    48 kHz (1/1000 of full scale). Use it in a ``with``; one thread at a time.

    Attributes:
        samples: how many there are.

    Raises:
        MediaError: ``media.no_audio``; or as `SoundReader`.
    """

    def __init__(self, media: MediaFacts) -> None:
        self._reader = SoundReader(media)
        self._kept = np.zeros(0, np.float32)  # at 48 kHz, up to where the reader is
        self.samples = samples_of(media)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._reader.close()

    def read(self, start: int, count: int) -> Floats:
        """Samples ``[start, start + count)``, zeros outside the sound; cheapest when asked for in order."""
        a, b = _DOWN * start - _REACH, _DOWN * (start + count) + _REACH
        wide = self._wide(a, b)
        mono = upfirdn(_TAPS, wide, down=_DOWN)[2 * _REACH // _DOWN :][:count]
        return np.asarray(np.nan_to_num(mono, nan=0.0, posinf=0.0, neginf=0.0), np.float32)

    def _wide(self, a: int, b: int) -> Floats:
        """Mono samples at 48 kHz; the last few are kept for the next call."""
        have_from = self._reader.position - len(self._kept)
        if have_from <= a <= self._reader.position <= b:
            kept = self._kept[a - have_from :]
        else:
            kept = self._kept[:0]
            self._reader.seek(a)
        fresh = self._reader.read(b - self._reader.position).mean(axis=1)
        wide = np.concatenate([kept, fresh])
        self._kept = wide[-2 * _REACH :]
        return wide


def samples_of(media: MediaFacts) -> int:
    """How long a source's sound is, in samples at 16 kHz from the start of its container."""
    end_s = media.audio.start_s + media.audio.duration_s if media.audio is not None else media.duration_s
    return max(0, int(end_s * RATE))
