"""Onset strength in; a few periods that may be the beat, and for each the best path of beats, out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.fft
import scipy.signal

from montage_desktop.media.analysis.onsets import FPS, Floats

Ints = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]

SLOWEST_BPM, FASTEST_BPM = 50.0, 210.0
_RELATIVES = (1.0, 2.0, 0.5, 1.5, 2 / 3, 3.0, 1 / 3, 4 / 3, 0.75)
_MOST = 8
#: A path may stray this far from its hypothesis, in octaves, and pays for it; steps of the intervals searched.
_REACH = 0.45
_STEPS = 61
_STRAY = 0.12
_STRAY_COST = 0.25
#: From beat to beat the interval changes by at most so many steps (1 % each); cost of each.
_HOPS = 7
_HOP_COST = np.float32(45.0 * 2 * _REACH / (_STEPS - 1) * np.log(2))
_DITHER = 16


def periodicity(strength: Floats) -> npt.NDArray[np.float64]:
    """Autocorrelation by lag in frames up to 4 s, of 12 s windows averaged (each lag ÷ lag 0)."""
    window, hop, lags = int(12 * FPS), int(4 * FPS), int(4 * FPS)
    curve = np.maximum(strength, -1.0)
    if len(curve) < window:
        curve = np.pad(curve, (0, window - len(curve)))
    frames = np.lib.stride_tricks.sliding_window_view(curve, window)[::hop]
    frames = (frames - frames.mean(axis=1, keepdims=True)) * np.hanning(window)
    size = scipy.fft.next_fast_len(2 * window)
    spectrum = np.abs(scipy.fft.rfft(frames, size, axis=1)) ** 2
    correlation = scipy.fft.irfft(spectrum, size, axis=1)[:, :lags]
    taper = np.hanning(window)
    own = scipy.signal.correlate(taper, taper)[window - 1 : window - 1 + lags]
    correlation = correlation / (correlation[:, :1] + 1e-9) * (own[0] / own)
    return np.asarray(correlation.mean(axis=0), dtype=np.float64)


def candidates(strength: Floats) -> list[float]:
    """Periods in frames that may be the beat: the strongest of the autocorrelation and their simple relatives."""
    correlation = periodicity(strength)
    lags = np.arange(len(correlation))
    # A beat's period is one whose multiples are periods too.
    comb = sum(np.interp(lags * k, lags, correlation, right=0.0) / k**0.5 for k in (1, 2, 3, 4))
    slowest, fastest = 60 * FPS / SLOWEST_BPM, 60 * FPS / FASTEST_BPM
    bpm = 60 * FPS / np.maximum(lags, 1)
    prior = np.exp(-0.5 * (np.log2(bpm / 115) / 0.9) ** 2)
    salience = np.where((lags >= fastest) & (lags <= slowest), np.asarray(comb) * prior, 0.0)
    peaks = scipy.signal.find_peaks(salience)[0]
    if len(peaks) == 0:
        return [60 * FPS / 120]
    peaks = peaks[np.argsort(-salience[peaks], kind="stable")]
    found: list[float] = []
    for period in [p / r for p in peaks[:2] for r in _RELATIVES] + [float(p) for p in peaks[2:5]]:
        known = any(abs(np.log(period / f)) < 0.06 for f in found)
        if fastest <= period <= slowest and not known and len(found) < _MOST:
            found.append(float(_peak_near(correlation, period)))
    return found


def _peak_near(curve: npt.NDArray[np.float64], lag: float) -> float:
    """The lag of the highest value within 4 % (parabola through it and its neighbours)."""
    a, b = max(1, int(lag * 0.96)), min(len(curve) - 2, int(lag * 1.04) + 1)
    i = a + int(np.argmax(curve[a : b + 1]))
    left, here, right = curve[i - 1], curve[i], curve[i + 1]
    bend = left - 2 * here + right
    return i + float(np.clip(0.5 * (left - right) / bend, -0.5, 0.5)) if bend < 0 else float(i)


def _intervals(periods: list[float]) -> tuple[Doubles, Floats]:
    """(intervals in frames, fractional, shape (h, k); cost of straying from the hypothesis, same shape)."""
    octaves = np.linspace(-_REACH, _REACH, _STEPS)
    exact = np.array(periods)[:, None] * 2.0**octaves
    stray = _STRAY_COST * 0.5 * (octaves / _STRAY) ** 2 * np.ones_like(exact)
    return exact, stray.astype(np.float32)


def _offsets(exact: Doubles) -> Ints:
    """Rounded intervals by time modulo `_DITHER`, shape (_DITHER, h * k): right on average, without drift."""
    dither = (np.arange(_DITHER) * 0.6180339887498949) % 1.0
    return (exact.ravel() + dither[:, None]).astype(np.int64)


def _spread(padded: Floats, cost: np.float32) -> Floats:
    """Highest of each row's neighbours, up to 7 columns off, less the cost of the way: three doublings."""
    one = np.maximum(padded[:, 1:-1], np.maximum(padded[:, :-2], padded[:, 2:]) - cost)
    three = np.maximum(one[:, 2:-2], np.maximum(one[:, :-4], one[:, 4:]) - 2 * cost)
    return np.asarray(np.maximum(three[:, 4:-4], np.maximum(three[:, :-8], three[:, 8:]) - 4 * cost))


def paths(strength: Floats, periods: list[float]) -> list[Ints]:
    """For each period the frames of the best sequence of beats near it, from the begin to the end.

    Dynamic programming over (frame, interval that led to it), so that a tempo is kept or changed gradually
    (Ellis 2007, with the tempo states of Krebs, Böck & Widmer 2015). The strength has mean 0, hence a path gains
    nothing by having more beats. All periods are worked on at once: the loop over frames costs the same.
    """
    exact, stray = _intervals(periods)
    count, steps = exact.shape
    longest, frames, row = int(exact.max()) + 2, len(strength), count * steps
    index = (longest - _offsets(exact)) * row + np.arange(row)
    # onward[longest + t]: the best score of a path with a beat at t, if the next interval is that of the column.
    onward = np.zeros((frames + longest, count, steps), np.float32)
    onward[:longest] = -stray
    arrived = np.empty((frames, count, steps), np.float32)
    everything = onward.reshape(-1)
    padded = np.full((count, steps + 2 * _HOPS), -np.inf, np.float32)
    inner = padded[:, _HOPS:-_HOPS]
    for t in range(frames):
        before = everything.take(index[t % _DITHER] + t * row).reshape(count, steps)
        np.add(before, strength[t], out=arrived[t])
        inner[:] = arrived[t]
        np.subtract(_spread(padded, _HOP_COST), stray, out=onward[longest + t])
    return [_trace(arrived[:, h], exact[h]) for h in range(count)]


def _trace(arrived: Floats, exact: Doubles) -> Ints:
    """Follow a path back from the best last beat (within one interval of the end)."""
    offsets = _offsets(exact)
    columns = np.arange(len(exact))
    first = max(0, len(arrived) - int(exact[len(exact) // 2]))
    top = int(np.argmax(arrived[first:]))
    frame, column = first + top // len(exact), top % len(exact)
    found = [frame]
    while frame - offsets[frame % _DITHER, column] >= 0:
        frame -= int(offsets[frame % _DITHER, column])
        found.append(frame)
        hops = np.abs(columns - column)
        column = int(np.argmax(np.where(hops <= _HOPS, arrived[frame] - _HOP_COST * hops, -np.inf)))
    return np.array(found[::-1], dtype=np.int64)


def grid(strength: Floats, period: float) -> Doubles:
    """The best grid of equal steps near a period (± 1.2 %), as frames: music made on a computer, however syncopated.

    The spectrum of the whole curve and its harmonics tell the period, folding the curve by it the phase.
    """
    count = max(8.0, len(strength) / period)
    tried = period * (1 + np.arange(-0.012, 0.012, 0.25 / count))
    size = 1 << (4 * len(strength)).bit_length()
    spectrum = np.abs(scipy.fft.rfft(strength, size))
    power = sum(np.interp(size * k / tried, np.arange(len(spectrum)), spectrum) for k in (1, 2, 3, 4))
    near = tried[int(np.argmax(power))]
    frames, best, found = np.arange(len(strength)), -np.inf, (float(near), 0.0)
    for exact in near * (1 + np.arange(-4, 5) * 0.06 / count):
        bins = int(exact)
        which = np.minimum((frames % exact * (bins / exact)).astype(np.int64), bins - 1)
        fold = np.bincount(which, strength, minlength=bins)
        fold = fold + 0.5 * (np.roll(fold, 1) + np.roll(fold, -1))
        top = int(np.argmax(fold))
        if fold[top] > best:
            best, found = float(fold[top]), (float(exact), (top + 0.5) * exact / bins)
    return np.arange(found[1] % found[0], len(strength), found[0])
