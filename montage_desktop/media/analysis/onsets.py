"""Samples in; how strongly something begins at each moment (by band), loudness and harmony out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.fft
import scipy.ndimage

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

#: Everything is analysed at this rate; decoding resamples to it.
RATE = 22_050
HOP = 220
FPS = RATE / HOP

_WINDOW = 1024
_TIMING_WINDOW = 512
_BANDS = 40
#: Onsets look back this many frames (20 ms): a quarter of the window, where the rise is steepest.
_LAG = 2
#: Upper edges in Hz of what is summed as low (kick, bass), middle (snare, chords) and high (hats, consonants).
_EDGES = (160.0, 2500.0)
_CHROMA_WINDOW = 4096
CHROMA_HOP = 10  #: in frames of `HOP`


@dataclass(frozen=True)
class Onsets:
    """What the ear gets, at `FPS` frames a second; frame ``i`` is centred on sample ``i * HOP``.

    Attributes:
        strength: onset strength, shape (n,), locally normalised to mean 0 and deviation 1, smoothed.
        parts: the same for the low, middle and high band, shape (3, n).
        level_db: loudness, shape (n,), dB relative to full scale (A-weighting-like: lows count less).
        flux: onset strength before normalisation, shape (n,), ≥ 0.
        timing: onset strength for placing beats, shape (n,), ≥ 0: a shorter window, hence nearer to the attack.
        timbre: log band energies, shape (m, bands), one row per `CHROMA_HOP` frames.
        chroma: energy per pitch class, shape (m, 12), rows as in ``timbre``, each of length 1 or 0.
    """

    strength: Floats
    parts: Floats
    level_db: Floats
    flux: Floats
    timing: Floats
    timbre: Floats
    chroma: Floats

    def first(self, frames: int) -> Onsets:
        """The same of the first so many frames."""
        if frames >= len(self.strength):
            return self
        rows = -(-frames // CHROMA_HOP)
        cut = (self.strength[:frames], self.parts[:, :frames], self.level_db[:frames], self.flux[:frames])
        timing = self.timing[:frames]
        return Onsets(*cut, timing, self.timbre[:rows], self.chroma[:rows])


def _blocks(samples: Floats, *, window: int, hop: int) -> Iterator[Floats]:
    """Magnitudes of centred Hann-windowed frames, shape (≤ 1024, window // 2 + 1); full-scale sine: 1."""
    padded = np.pad(samples, (window // 2, window // 2))
    frames = np.lib.stride_tricks.sliding_window_view(padded, window)[::hop]
    shape = np.hanning(window + 1)[:-1].astype(np.float32) * np.float32(4 / window)
    for a in range(0, len(frames), 1024):
        yield np.abs(scipy.fft.rfft(frames[a : a + 1024] * shape, axis=1)).astype(np.float32)


def _bank(window: int) -> tuple[Floats, Doubles]:
    """(triangular filters in equal steps of the mel scale, shape (bins, bands); their centres in Hz)."""
    top = 2595 * np.log10(1 + 10_000 / 700)
    edges = 700 * (10 ** (np.linspace(2595 * np.log10(1 + 30 / 700), top, _BANDS + 2) / 2595) - 1)
    hz = np.arange(window // 2 + 1)[:, None] * RATE / window
    low, mid, high = edges[:-2], edges[1:-1], edges[2:]
    filters = np.clip(np.minimum((hz - low) / (mid - low), (high - hz) / (high - mid)), 0, None)
    # Narrow low bands can fall between two bins.
    nearest = np.argmin(np.abs(hz - mid), axis=0)
    filters[nearest, np.arange(_BANDS)] = np.maximum(filters[nearest, np.arange(_BANDS)], 0.5)
    return (filters / filters.sum(axis=0)).astype(np.float32), mid


def normalised(curve: Floats, *, seconds: float = 5.0) -> Floats:
    """Each value as deviations from the mean of the seconds around it: quiet passages count like loud ones."""
    size = max(3, int(seconds * FPS))
    mean = scipy.ndimage.uniform_filter1d(curve, size, axis=-1, mode="nearest")
    square = scipy.ndimage.uniform_filter1d(curve**2, size, axis=-1, mode="nearest")
    spread = np.sqrt(np.maximum(square - mean**2, 0))
    floor = 0.1 * float(np.median(spread)) + 1e-6
    return np.asarray((curve - mean) / (spread + floor), dtype=np.float32)


def _chroma(samples: Floats, rows: int) -> Floats:
    hz = np.arange(_CHROMA_WINDOW // 2 + 1) * RATE / _CHROMA_WINDOW
    used = (hz > 110) & (hz < 2000)
    pitch = np.round(12 * np.log2(hz[used] / 440)).astype(int) % 12
    fold = (pitch[:, None] == np.arange(12)).astype(np.float32)
    made = []
    for spectra in _blocks(samples, window=_CHROMA_WINDOW, hop=HOP * CHROMA_HOP):
        # Square root: the fundamental does not drown the chord; less the local mean: noise and drums go.
        peaks = spectra[:, used] - scipy.ndimage.uniform_filter1d(spectra[:, used], 9, axis=1)
        made.append(np.sqrt(np.maximum(peaks, 0)) @ fold)
    chroma = np.concatenate(made)[:rows]
    return np.asarray(chroma / (np.linalg.norm(chroma, axis=1, keepdims=True) + 1e-3), dtype=np.float32)


def _timing(samples: Floats, frames: int) -> Floats:
    """Flux of a quarter-as-smeared spectrum: clicks and soft attacks peak at nearly the same place in it."""
    filters, _ = _bank(_TIMING_WINDOW)
    bands = np.concatenate([s @ filters for s in _blocks(samples, window=_TIMING_WINDOW, hop=HOP)])[:frames]
    logs = np.log1p(bands * np.float32(10 / (float(np.percentile(bands, 95)) + 1e-6)))
    rise = np.maximum(np.diff(logs, axis=0, prepend=logs[:1]), 0).mean(axis=1)
    return np.asarray(scipy.ndimage.gaussian_filter1d(rise, 0.7), dtype=np.float32)


def _band_levels(samples: Floats) -> tuple[Floats, Floats, Doubles]:
    """(magnitudes by band (n, bands); loudness in dB (n,); centres of the bands in Hz)."""
    filters, centres = _bank(_WINDOW)
    audible = (centres**2 / (centres**2 + 250.0**2)).astype(np.float32)
    bands, levels = [], []
    for spectra in _blocks(samples, window=_WINDOW, hop=HOP):
        bands.append(spectra @ filters)
        levels.append(10 * np.log10((spectra**2) @ filters @ audible + 1e-9))
    return np.concatenate(bands), np.concatenate(levels).astype(np.float32), centres


def onsets(samples: Floats) -> Onsets:
    """Spectral flux on log bands with a maximum filter against vibrato (Böck & Widmer 2013, "SuperFlux").

    Args:
        samples: mono at `RATE`, float32, shape (n,), nominally ±1.
    """
    bands, level_db, centres = _band_levels(samples)
    scale = float(np.percentile(bands, 95)) + 1e-6
    logs = np.log1p(bands * np.float32(30 / scale))
    before = scipy.ndimage.maximum_filter1d(logs, 3, axis=1)
    rise = np.zeros_like(logs)
    rise[_LAG:] = np.maximum(logs[_LAG:] - before[:-_LAG], 0)
    group = np.searchsorted(_EDGES, centres)
    raw = np.stack([rise[:, group == g].mean(axis=1) for g in range(3)])
    smooth = scipy.ndimage.gaussian_filter1d(raw, 1.0, axis=1)
    parts = normalised(smooth)
    weights = np.array([1.0, 1.0, 0.6], np.float32)
    strength = normalised(np.asarray(weights @ (parts / (1 + 0.1 * np.abs(parts))), dtype=np.float32))
    rows = -(-len(logs) // CHROMA_HOP)
    timbre = np.stack([logs[i * CHROMA_HOP : (i + 1) * CHROMA_HOP].mean(axis=0) for i in range(rows)])
    return Onsets(
        strength=strength,
        parts=parts,
        level_db=level_db,
        flux=smooth.sum(axis=0).astype(np.float32),
        timing=_timing(samples, len(logs)),
        timbre=timbre.astype(np.float32),
        chroma=_chroma(samples, rows),
    )
