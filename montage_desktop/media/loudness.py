"""Samples in; how loud they are out (EBU R128), and the same samples kept under a true-peak ceiling.

Loudness is ITU-R BS.1770-4: K-weighted power of 400 ms blocks, gated at −70 LUFS and at 10 LU under what is left.
True peak is the largest value between samples too, at four times the rate (the same recommendation, annex 2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log10

import msgspec
import numpy as np
from numpy.typing import NDArray

from montage_desktop.core.time import SAMPLE_RATE

Samples = NDArray[np.float32]  #: shape (n, 2), full scale is ±1
Floats = NDArray[np.float64]

#: The K-weighting of BS.1770-4 at 48 kHz: a shelf for the head, a high-pass for the ear.
_K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
_HOP_SAMPLES = SAMPLE_RATE // 10
_HOPS_A_BLOCK = 4
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_OFFSET_LU = -0.691

_TAPS = 12  #: samples on each side that a value between two samples is made of
_PEAK_BLOCK = 16_384  #: samples that are looked at for peaks at once: what stays in a core's own cache
_CELL = 48  #: the limiter's gain bends at every 48th sample: 1 ms
_HOLD = 10  #: cells for which a gain is held on each side of a peak: from one peak of a low bass to the next
#: What the limiter keeps in hand for peaks between the places where it looks.
_MARGIN_DB = 0.05
#: Samples that the limiter has to see on each side of those that it gives.
CONTEXT_SAMPLES = (2 * _HOLD + 2) * _CELL + 2 * _TAPS

_PASSES = 4
_CLOSE_LU = 0.15  #: near enough to the target
_MOST_GAIN_DB = 30.0
_MOST_LIMITED_DB = 15.0


def _between() -> Floats:
    """Filters of shape (3, 2 * `_TAPS`) for the values ¼, ½ and ¾ of the way to the next sample: windowed sincs."""
    offsets = np.arange(-_TAPS + 1, _TAPS + 1)[None, :] - np.array([[0.25], [0.5], [0.75]])
    window = np.cos(np.pi * offsets / (2 * _TAPS + 1)) ** 2
    taps = np.sinc(offsets) * window
    return np.asarray(taps / taps.sum(axis=1, keepdims=True))


_BETWEEN = _between()


def _true_sizes(samples: NDArray[np.floating]) -> Floats:
    """Largest size from each sample to the next over both channels; shape (n − 2 · `_TAPS` + 1,).

    The first is of sample ``_TAPS − 1`` of those given, which needs as many on each side of it.
    """
    n = len(samples) - 2 * _TAPS + 1
    wide = np.ascontiguousarray(samples.T, np.float64)
    sizes = np.abs(wide[:, _TAPS - 1 : _TAPS - 1 + n]).max(axis=0)
    for taps in _BETWEEN:
        # A sum in a fixed order: the same to the last bit however the sound is cut into blocks.
        value = np.zeros((2, n))
        for k, tap in enumerate(taps):
            value += tap * wide[:, k : k + n]
        np.maximum(sizes, np.abs(value).max(axis=0), out=sizes)
    return np.asarray(sizes)


class Loudness(msgspec.Struct, frozen=True):
    """How loud something is; `integrated_lufs`: None in silence."""

    integrated_lufs: float | None
    true_peak_dbtp: float


class Meter:
    """Measures sound that is fed to it in blocks of any length, in order."""

    def __init__(self) -> None:
        self.samples = 0
        self._state = np.zeros((len(_K_WEIGHTING), 2, 2))
        self._hops: list[float] = []  # summed K-weighted squares of each 100 ms
        self._rest = np.zeros(0)
        self._tail = np.zeros((2 * _TAPS, 2), np.float32)
        self._peak = 0.0

    def feed(self, block: Samples) -> None:
        """Measure the next samples, of shape (n, 2)."""
        self.samples += len(block)
        self._feed_peak(block)
        from scipy.signal import sosfilt  # half a second to load, and the window needs the rest of this module

        weighted, self._state = sosfilt(_K_WEIGHTING, block.astype(np.float64), axis=0, zi=self._state)
        power = np.concatenate([self._rest, np.square(weighted).sum(axis=1)])
        whole = len(power) // _HOP_SAMPLES * _HOP_SAMPLES
        self._hops += power[:whole].reshape(-1, _HOP_SAMPLES).sum(axis=1).tolist()
        self._rest = power[whole:]

    def _feed_peak(self, block: Samples) -> None:
        joined = np.concatenate([self._tail, block])
        for i in range(0, len(joined) - 2 * _TAPS, _PEAK_BLOCK):
            part = joined[i : i + _PEAK_BLOCK + 2 * _TAPS]
            # Values between samples stay within twice the largest of these in any sound not made to break this.
            if float(np.abs(part).max()) * 2 > self._peak:
                self._peak = max(self._peak, float(_true_sizes(part).max()))
        self._tail = joined[-2 * _TAPS :]

    @property
    def true_peak_dbtp(self) -> float:
        """Of all that was fed, in dB over full scale; −120 for silence."""
        last = np.concatenate([self._tail, np.zeros((2 * _TAPS, 2), np.float32)])
        return 20 * log10(max(self._peak, float(_true_sizes(last).max()), 1e-6))

    @property
    def integrated_lufs(self) -> float | None:
        """Gated loudness of all that was fed; None for silence, and for less than 400 ms."""
        hops = np.array(self._hops)
        if len(hops) < _HOPS_A_BLOCK:
            return None
        sums = np.lib.stride_tricks.sliding_window_view(hops, _HOPS_A_BLOCK).sum(axis=1)
        power = sums / (_HOPS_A_BLOCK * _HOP_SAMPLES)
        for gate in (_ABSOLUTE_GATE_LUFS, None):
            threshold = gate if gate is not None else _lufs(float(power.mean())) + _RELATIVE_GATE_LU
            power = power[power > 10 ** ((threshold - _OFFSET_LU) / 10)]
            if not len(power):
                return None
        return _lufs(float(power.mean()))

    @property
    def loudness(self) -> Loudness:
        """What has been measured so far."""
        return Loudness(self.integrated_lufs, self.true_peak_dbtp)


def _lufs(power: float) -> float:
    return _OFFSET_LU + 10 * log10(power)


def limited(samples: Samples, *, start_sample: int, count: int, ceiling_dbtp: float) -> Samples:
    """`count` samples kept under a ceiling by a gain that falls and rises again within 20 ms of each peak.

    The gain at a sample depends on the sound around it and on nothing else, so it is the same in whatever blocks the
    sound is asked for.

    Args:
        samples: the sound, with `CONTEXT_SAMPLES` more on each side (zeros before its begin and after its end).
        start_sample: position in the film of the first sample that is given.
    """
    inner = samples[CONTEXT_SAMPLES : CONTEXT_SAMPLES + count]
    limit = 10 ** ((ceiling_dbtp - _MARGIN_DB) / 20)
    if count == 0 or float(np.abs(samples).max()) * 2 <= limit:
        return inner
    first_cell, last_cell = start_sample // _CELL, (start_sample + count - 1) // _CELL
    reach = 2 * _HOLD
    cells = last_cell - first_cell + 1 + 2 * reach
    # Each cell is judged by the values from its first sample to the first of the next cell.
    begin = (first_cell - reach) * _CELL - (start_sample - CONTEXT_SAMPLES) - (_TAPS - 1)
    sizes = _true_sizes(samples[begin : begin + cells * _CELL + 2 * _TAPS - 1])
    wanted = np.minimum(1.0, limit / np.maximum(sizes.reshape(cells, _CELL).max(axis=1), 1e-9))
    if wanted.min() >= 1.0:
        return inner
    held = np.lib.stride_tricks.sliding_window_view(wanted, 2 * _HOLD + 1).min(axis=1)
    window = np.hanning(2 * _HOLD + 1)[1:-1]
    nodes = np.zeros(len(held) - len(window) + 1)
    for k, weight in enumerate(window / window.sum()):
        nodes += weight * held[k : k + len(nodes)]
    at = np.arange(start_sample, start_sample + count) / _CELL - first_cell
    gain = np.interp(at, np.arange(len(nodes)), nodes)
    return np.asarray(inner * gain[:, None], np.float32)


@dataclass(frozen=True)
class Level:
    """What is done to a whole mix: a gain, then a true-peak ceiling (None: peaks are left as they are)."""

    gain_db: float = 0.0
    ceiling_dbtp: float | None = None


def level_for(blocks: Callable[[Level], Iterable[Samples]], *, target_lufs: float, ceiling_dbtp: float) -> Level:
    """The level that brings a mix to a loudness.

    One pass over the mix where a linear gain is all that is needed. Where peaks would exceed the ceiling, the limiter
    also takes loudness; up to four more passes find the gain that makes up for that.

    Args:
        blocks: gives the mix at a level, from its begin to its end.

    Returns:
        A gain of at most `_MOST_GAIN_DB`, and of no more than leaves the limiter `_MOST_LIMITED_DB` to take away: what
        is nearly silent, or all peaks, stays quieter than asked for. Silence is left as it is.
    """
    plain = measured(blocks(Level()))
    if plain.integrated_lufs is None:
        return Level(0.0, ceiling_dbtp)
    most = min(_MOST_GAIN_DB, ceiling_dbtp + _MOST_LIMITED_DB - plain.true_peak_dbtp)
    gain = min(target_lufs - plain.integrated_lufs, most)
    if plain.true_peak_dbtp + gain <= ceiling_dbtp - _MARGIN_DB:
        return Level(gain, ceiling_dbtp)
    slope, before = 1.0, (gain, 0.0)
    for _ in range(_PASSES):
        heard = measured(blocks(Level(gain, ceiling_dbtp))).integrated_lufs or target_lufs
        missing = target_lufs - heard
        if abs(missing) <= _CLOSE_LU or (missing > 0 and gain >= most):
            break
        if gain != before[0]:  # how much of a gain gets past the limiter
            slope = min(1.0, max(0.25, (heard - before[1]) / (gain - before[0])))
        before = (gain, heard)
        gain = min(gain + missing / slope, most)
    return Level(gain, ceiling_dbtp)


def measured(blocks: Iterable[Samples]) -> Meter:
    """A meter that has been fed all blocks."""
    meter = Meter()
    for block in blocks:
        meter.feed(block)
    return meter
