"""Samples in; beats, downbeats, meter, tempo and how sure they are out.

The way: onset strength by spectral flux (`onsets`); periods that may be the beat, and along each both the best
path by dynamic programming and the best grid of equal steps (`tempo`); of all these, and of their halves,
doubles and off-beats, the one a person would tap (`levels`); its beats moved onto what is heard (here); and the
bars (`bars`). Sources: Ellis, "Beat tracking by dynamic programming" (2007); Böck & Widmer, "Maximum filter
vibrato suppression for onset detection" (2013); Krebs, Böck & Widmer, "An efficient state-space model for joint
tempo and meter tracking" (2015); Davies & Plumbley, "Context-dependent beat tracking" (2007).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.linalg

from montage_desktop.core.errors import Cancelled
from montage_desktop.media.analysis.bars import count_bars
from montage_desktop.media.analysis.levels import choose, distinct, is_even, likeness, looked_up, variants, widened
from montage_desktop.media.analysis.onsets import FPS, Floats, Onsets
from montage_desktop.media.analysis.tempo import candidates, grid, paths, periodicity

Doubles = npt.NDArray[np.float64]

#: Beats are moved to onsets within so many frames.
_SEARCH = 5
#: How stiff the sequence of beats is when moved: of a grid, and of a path that follows the music.
_STIFF_GRID, _STIFF_PATH = 2000.0, 3.0


@dataclass(frozen=True)
class BeatTrack:
    """What a song's beat is.

    Attributes:
        beats: seconds, ascending, from begin to end of the samples. downbeats: indices into it.
        meter: beats per bar. tempo: median beats per minute.
        confidence: 0…1; below 0.3 there is no beat to speak of.
    """

    beats: Doubles
    downbeats: npt.NDArray[np.int64]
    meter: int
    tempo: float
    confidence: float


def track(heard: Onsets, *, duration_s: float, should_stop: Callable[[], bool] = lambda: False) -> BeatTrack:
    """Track the beats of a song of at least a few seconds.

    Raises:
        Cancelled: when told to stop.
    """
    found = all_paths(heard)
    if should_stop():
        raise Cancelled()
    chosen, sureness = choose(heard, found)
    moved = _moved(heard.timing, chosen)
    frames = _extended(moved, int(duration_s * FPS) + 1)
    downbeats, meter = count_bars(heard, frames)
    beats = frames / FPS
    # A song that begins on a beat: that beat may be found a moment before the first sample.
    keep = (beats >= -0.03) & (beats <= duration_s)
    shift = int(np.argmax(keep))
    downbeats = downbeats[keep[downbeats]] - shift
    confidence = _confidence(heard, frames) * (0.7 + 0.3 * sureness)
    beats = np.maximum(beats[keep], 0)
    return BeatTrack(beats, downbeats, meter, 60 / float(np.median(np.diff(beats))), confidence)


def all_paths(heard: Onsets) -> list[Doubles]:
    """Grids and free paths near all likely periods, their halves, doubles and off-beats; in frames, all distinct."""
    periods = candidates(heard.strength)
    found = [v for p in periods for v in variants(grid(heard.strength, p))]
    found += [v for path in paths(heard.strength, periods) for v in variants(path)]
    return distinct(found)


def _moved(timing: Floats, beats: Doubles) -> Doubles:
    """Beats moved towards the onsets next to them, keeping an even sequence (penalised least squares).

    Minimises ``sum w (x - peak)^2 + stiff * sum (second difference of x)^2``: loud onsets pull, gaps do not.
    """
    around = np.round(beats).astype(np.int64)[:, None] + np.arange(-_SEARCH, _SEARCH + 1)
    inside = np.clip(around, 1, len(timing) - 2)
    # Nearer onsets count for more, so that a beat is not pulled to its neighbour's flam.
    near = np.exp(-0.5 * ((around - beats[:, None]) / 3.0) ** 2)
    seen = timing[inside] * near
    top = inside[np.arange(len(beats)), seen.argmax(axis=1)]
    left, here, right = timing[top - 1], timing[top], timing[top + 1]
    bend = left - 2 * here + right
    peak = top + np.clip(np.where(bend < 0, 0.5 * (left - right) / np.minimum(bend, -1e-6), 0), -0.5, 0.5)
    pull = np.clip(seen.max(axis=1) / (np.percentile(seen, 95) + 1e-6), 0, 1) + 1e-3
    return _smoothed(peak.astype(np.float64), pull.astype(np.float64), _STIFF_GRID if is_even(beats) else _STIFF_PATH)


def _smoothed(targets: Doubles, weights: Doubles, stiff: float) -> Doubles:
    n = len(targets)
    if n < 4:
        return targets
    second = np.array([1.0, -2.0, 1.0])
    banded = np.zeros((3, n))
    for a in range(3):
        for b in range(a, 3):
            banded[2 - (b - a), b : n - 2 + b] += stiff * second[a] * second[b]
    banded[2] += weights
    return np.asarray(scipy.linalg.solveh_banded(banded, weights * targets))


def _extended(beats: Doubles, frames: int) -> Doubles:
    """Continued to both ends at the tempo there."""
    first, last = (float(np.median(np.diff(part))) for part in (beats[:9], beats[-9:]))
    before = np.arange(beats[0] - first, -3.0, -first)[::-1]
    after = np.arange(beats[-1] + last, frames, last)
    return np.concatenate([before, beats, after])


def _confidence(heard: Onsets, beats: Doubles) -> float:
    """How much there is a beat at all, 0…1: onsets fall on beats, *and* what is heard comes again in time with them.

    The first alone is met by any path through noise or speech, since it was chosen for that; the second is not.
    """
    pattern = looked_up(widened(heard), beats)
    onset = pattern[:, 0]
    contrast = float(onset[:, 0].mean() - onset.mean())
    rows = pattern.reshape(len(pattern), -1)
    correlation, lag = periodicity(heard.strength), round(float(np.median(np.diff(beats))))
    again = max(likeness(rows, k) for k in (1, 2, 3, 4, 8) if 4 * k <= max(4, len(rows)))
    regular = max(again, float(correlation[max(0, lag - 1) : lag + 2].max())) * len(beats) / (len(beats) + 8)
    return float(np.sqrt(np.clip((contrast - 0.2) / 0.8, 0, 1) * np.clip((regular - 0.08) / 0.3, 0, 1)))
