"""Several paths of beats in; the one that is most likely what a person would tap, and how sure that is, out.

A path may be right in time and wrong in level: twice as fast, half as fast, or between the beats. Each path is
described by what happens on it and between it, and by how bars repeat along it; a linear model weighs these.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.ndimage

from montage_desktop.media.analysis.beat_weights import LEVEL_WEIGHTS
from montage_desktop.media.analysis.onsets import CHROMA_HOP, FPS, Floats, Onsets

Doubles = npt.NDArray[np.float64]

#: Positions within a beat at which onsets are looked up, in twelfths: all of twos, threes and fours.
_TWELFTHS = 12
_SPOTS = (0, 3, 4, 6, 8, 9)
SLOWEST_BPM, FASTEST_BPM = 50.0, 215.0


#: Names of what `describe` measures, in its order; numbers with a bar are positions within the beat.
FEATURES = (
    *("octave", "octave squared", "fast", "slow", "bends over 2 %", "bends over 5 %", "even", "hits", "wander"),
    *("kick on", "kick off", "snare on", "snare off", "kick on every", "snare off every"),
    *(f"{band} {spot}/12" for band in ("all", "low", "middle", "high") for spot in _SPOTS),
    *(f"pattern again {k}" for k in (1, 2, 3, 4, 6, 8)),
    *("pattern again 2 - 1", "pattern again 4 - 3"),
    *(f"drum again {k}" for k in (1, 2, 3, 4)),
    *("drum again 2 - 1", "chords on", "chords on - off", "chords by 2", "chords by 3", "chords by 4"),
)
#: By how much (natural logarithm of odds) a grid may score less than a free path it mostly agrees with.
_NEARLY = 1.5


def is_even(beats: Doubles) -> bool:
    """Whether all steps are equal."""
    return float(np.ptp(np.diff(beats))) < 1e-6


def variants(path: npt.NDArray[np.int64] | Doubles) -> list[Doubles]:
    """A path and what it implies: between its beats, every second of them (two ways), and double."""
    beats = path.astype(np.float64)
    if len(beats) < 4:
        return [beats]
    between = (beats[1:] + beats[:-1]) / 2
    double = np.sort(np.concatenate([beats, between]))
    made = [beats, _extended(between), beats[::2], beats[1::2], double]
    quarter = (double[1:] + double[:-1]) / 2
    made += [_extended(quarter[::2]), _extended(quarter[1::2])]
    return [m for m in made if len(m) > 3 and SLOWEST_BPM <= 60 * FPS / float(np.median(np.diff(m))) <= FASTEST_BPM]


def _extended(beats: Doubles) -> Doubles:
    """With one more beat at the begin where there is room for it."""
    step = beats[1] - beats[0]
    return np.concatenate([[beats[0] - step], beats]) if beats[0] >= step else beats


def distinct(paths: list[Doubles]) -> list[Doubles]:
    """Without those that agree with an earlier one at nine beats of ten (within 50 ms)."""
    kept: list[Doubles] = []
    for path in paths:
        if not any(_agreement(path, other) > 0.9 for other in kept):
            kept.append(path)
    return kept


def _agreement(a: Doubles, b: Doubles) -> float:
    """Share of the beats of either that the other has too, 0…1."""
    index = np.clip(np.searchsorted(b, a), 1, len(b) - 1)
    near = np.minimum(np.abs(a - b[index]), np.abs(a - b[index - 1]))
    return float(2 * np.sum(near < 0.05 * FPS) / (len(a) + len(b)))


def looked_up(curves: Floats, beats: Doubles) -> Doubles:
    """Curves (c, n) at the twelfths of each beat, shape (beats - 1, c, 12), limited to -1…4."""
    inside = np.arange(_TWELFTHS) / _TWELFTHS
    where = beats[:-1, None] + np.diff(beats)[:, None] * inside
    index = np.clip(np.round(where).astype(np.int64), 0, curves.shape[1] - 1)
    return np.clip(np.moveaxis(curves[:, index], 0, 1).astype(np.float64), -1.0, 4.0)


def likeness(rows: Doubles, lag: int) -> float:
    """Mean correlation of each row with that ``lag`` later."""
    if len(rows) <= lag + 2:
        return 0.0
    rows = rows - rows.mean(axis=0)
    a, b = rows[:-lag], rows[lag:]
    return float(np.sum(a * b) / (np.sqrt(np.sum(a * a) * np.sum(b * b)) + 1e-9))


def widened(heard: Onsets) -> Floats:
    """Overall and band onsets (4, n), each the maximum of ±20 ms around."""
    curves = np.vstack([heard.strength[None], heard.parts])
    return np.asarray(scipy.ndimage.maximum_filter1d(curves, 5, axis=1))


def describe(heard: Onsets, curves: Floats, beats: Doubles) -> Doubles:
    """Features of a path, shape (f,).

    Args:
        curves: as from `widened`.
    """
    seen = looked_up(curves, beats)
    profile = seen.mean(axis=0)
    bpm = 60 * FPS / float(np.median(np.diff(beats)))
    octave = np.log2(bpm / 115)
    rows = seen[:, 1:].reshape(len(seen), -1)
    like = [likeness(rows, k) for k in (1, 2, 3, 4, 6, 8)]
    on_beat = [likeness(seen[:, 1:, 0], k) for k in (1, 2, 3, 4)]
    step = np.diff(beats)
    bends = np.abs(np.diff(scipy.ndimage.uniform_filter1d(step, 4)))[2:-2] / np.median(step)
    uneven = [
        float(np.sum(bends > 0.02) / len(beats)),
        float(np.sum(bends > 0.05) / len(beats)),
        float(bends.max(initial=0.0) < 1e-6),
    ]
    hit = float(np.mean(seen[:, 0, 0] > 0.5))
    chords = _chord_change(heard.chroma, beats)
    values = [octave, octave**2, max(0.0, octave - 0.35) ** 2, max(0.0, -octave - 0.35) ** 2, *uneven, hit]
    values.append(float(np.mean(np.abs(step / np.median(step) - 1) > 0.08)))
    values += _kicks_and_snares(seen)
    values += list(profile[:, _SPOTS].ravel())
    values += [*like, like[1] - like[0], like[3] - like[2], *on_beat, on_beat[1] - on_beat[0], *chords]
    return np.array(values, dtype=np.float64)


def _kicks_and_snares(seen: Doubles) -> list[float]:
    """Low without middle and middle without low, on beats and off, and whether each beat has the former."""
    low, middle = seen[:, 1, (0, 6)], seen[:, 2, (0, 6)]
    kick = np.maximum(low - np.maximum(middle, 0), 0)
    snare = np.maximum(middle - np.maximum(low, 0), 0)
    each = [min(float(part[0::2, i].mean()), float(part[1::2, i].mean())) for part, i in ((kick, 0), (snare, 1))]
    return [*kick.mean(axis=0).tolist(), *snare.mean(axis=0).tolist(), *each]


def _chord_change(chroma: Floats, beats: Doubles) -> list[float]:
    """How much harmony changes across beats, across the middles between them, and by bars of 2, 3 and 4 beats."""
    step = np.diff(beats)
    marks = {"on": beats[1:-1], "off": beats[1:-1] + step[1:] / 2}
    change = {}
    for name, at in marks.items():
        width = np.median(step) * 0.5 / CHROMA_HOP
        low = np.clip(np.round(at / CHROMA_HOP - width).astype(int), 0, len(chroma) - 1)
        high = np.clip(np.round(at / CHROMA_HOP + width).astype(int), 0, len(chroma) - 1)
        change[name] = 1 - np.sum(chroma[low] * chroma[high], axis=1)
    on = change["on"]
    by_bar = []
    for meter in (2, 3, 4):
        whole = on[: len(on) // meter * meter].reshape(-1, meter)
        means = whole.mean(axis=0) if len(whole) else np.zeros(1)
        by_bar.append(float(means.max() - means.mean()))
    return [float(on.mean()), float(on.mean() - change["off"].mean()), *by_bar]


def choose(heard: Onsets, paths: list[Doubles]) -> tuple[Doubles, float]:
    """(the best path, how much better than the other levels it is, 0…1)."""
    if len(paths) == 1:
        return paths[0], 1.0
    x = features(heard, paths)
    score = x @ np.array([LEVEL_WEIGHTS[name] for name in FEATURES])
    odds = np.exp(score - score.max())
    best = int(np.argmax(score))
    # Of two that tell the same level nearly as well, equal steps: a free path wanders where nothing is played.
    even = [i for i, p in enumerate(paths) if is_even(p) and score[i] > score[best] - _NEARLY]
    even = [i for i in even if _agreement(paths[i], paths[best]) > 0.5]
    if even:
        best = max(even, key=lambda i: float(score[i]))
    return paths[best], float(odds[best] / odds.sum())


def features(heard: Onsets, paths: list[Doubles]) -> Doubles:
    """`describe` for all paths, shape (p, f)."""
    curves = widened(heard)
    return np.stack([describe(heard, curves, path) for path in paths])
