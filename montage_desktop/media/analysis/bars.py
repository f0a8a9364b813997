"""Beats in; which of them begin bars, and how many beats a bar has, out.

Each beat gets odds of being a downbeat from what is heard on it and on its neighbours (kick, snare, change of
harmony and loudness); a path through the positions of the bar then keeps the count (Krebs, Böck & Widmer 2015).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.ndimage

from montage_desktop.media.analysis.beat_weights import BAR_WEIGHTS
from montage_desktop.media.analysis.onsets import CHROMA_HOP, Floats, Onsets

Doubles = npt.NDArray[np.float64]

_NEIGHBOURS = (-2, -1, 0, 1, 2)
#: What is measured of each beat, in the order of `describe_beats`.
FEATURES = (
    *("all", "low", "middle", "high", "low after", "middle after", "high after"),
    *("chord change", "long chord change", "louder"),
)
#: Cost of losing count, in units of the odds (natural logarithm).
_SLIP = 9.0
#: How much more must speak for three in a bar than for four.
_WALTZ_MARGIN = 0.45


def describe_beats(heard: Onsets, beats: Doubles) -> Doubles:
    """Features of each beat (frames), shape (n, f): its own and its neighbours', each relative to the song."""
    curves = scipy.ndimage.maximum_filter1d(np.vstack([heard.strength[None], heard.parts]), 5, axis=1)
    step = np.gradient(beats)
    own = [np.clip(_at(curve, beats), -1, 4) for curve in curves]
    own += [np.clip(_at(curve, beats + step / 2), -1, 4) for curve in curves[1:]]
    before, after = (_chroma_between(heard.chroma, beats + side * step) for side in (-0.55, 0.45))
    own.append(1 - np.sum(before * after, axis=1))
    long_before, long_after = (_chroma_between(heard.chroma, beats + side * step) for side in (-1.5, 1.5))
    own.append(1 - np.sum(long_before * long_after, axis=1))
    loud = scipy.ndimage.uniform_filter1d(heard.level_db, 31)
    own.append(np.clip(_at(loud, beats + 16) - _at(loud, beats - 16), -12, 12))
    table = np.stack(own, axis=1)
    table = (table - table.mean(axis=0)) / (table.std(axis=0) + 0.05)
    around = [np.roll(table, -n, axis=0) for n in _NEIGHBOURS]
    return np.concatenate(around, axis=1)


def _at(curve: Floats, frames: Doubles) -> Doubles:
    index = np.clip(np.round(frames).astype(np.int64), 0, len(curve) - 1)
    return curve[index].astype(np.float64)


def _chroma_between(chroma: Floats, frames: Doubles) -> Doubles:
    index = np.clip(np.round(frames / CHROMA_HOP).astype(np.int64), 0, len(chroma) - 1)
    return chroma[index].astype(np.float64)


def count_bars(heard: Onsets, beats: Doubles) -> tuple[npt.NDArray[np.int64], int]:
    """(indices of downbeats, beats per bar)."""
    if len(beats) < 8:
        return np.arange(0, len(beats), 4), 4
    odds = describe_beats(heard, beats) @ np.array([BAR_WEIGHTS[name] for name in FEATURES]).T.ravel()
    odds = np.clip(odds - odds.mean(), -4, 4)
    meter = 3 if _waltz(heard, beats, odds) else 4
    positions = _keep_count(odds, meter)
    return np.flatnonzero(positions == 0), meter


def meter_evidence(heard: Onsets, beats: Doubles, odds: Doubles) -> tuple[float, float]:
    """(likeness of beats 3 and 6 apart less that 4 and 8 apart; mean odds of downbeats by three less by four)."""
    table = describe_beats(heard, beats)
    width = table.shape[1] // len(_NEIGHBOURS)
    own = table[:, 2 * width : 3 * width]
    like = {k: float(np.mean(own[:-k] * own[k:])) if len(own) > k + 4 else 0.0 for k in (3, 4, 6, 8)}
    by = {m: odds[_keep_count(odds, m) == 0].mean() for m in (3, 4)}
    return like[3] + like[6] - like[4] - like[8], float(by[3] - by[4])


def _waltz(heard: Onsets, beats: Doubles, odds: Doubles) -> bool:
    alike, by_odds = meter_evidence(heard, beats, odds)
    return alike + 0.25 * by_odds > _WALTZ_MARGIN


def _keep_count(odds: Doubles, meter: int) -> npt.NDArray[np.int64]:
    """The position in the bar of each beat, 0…meter-1: the best path that loses count seldom."""
    n = len(odds)
    score = np.where(np.arange(meter) == 0, odds[0], 0.0)
    back = np.zeros((n, meter), np.int64)
    for i in range(1, n):
        straight = np.roll(score, 1)
        slipped = score.max() - _SLIP
        back[i] = np.where(straight >= slipped, np.roll(np.arange(meter), 1), int(np.argmax(score)))
        score = np.maximum(straight, slipped)
        score[0] += odds[i]
    positions = np.empty(n, np.int64)
    positions[-1] = int(np.argmax(score))
    for i in range(n - 1, 0, -1):
        positions[i - 1] = back[i, positions[i]]
    return positions
