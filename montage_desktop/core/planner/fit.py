"""A style, the music and the footage in; the cut grid that the footage can fill without showing anything twice out.

Normally that is the style's own pacing. Where footage is scarce, longer clips (fewer transition handles) and then
shorter ones (for short shots) are tried: whatever leaves least of the film to be filled by repetitions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2

import msgspec
import numpy as np
import numpy.typing as npt

from montage_desktop.core.planner.music import Score
from montage_desktop.core.planner.pool import Pool
from montage_desktop.core.planner.scoring import Scorer
from montage_desktop.core.planner.slots import SHORTEST_S, Slot, cut_grid, with_transitions
from montage_desktop.core.styles import Style, Transitions
from montage_desktop.core.timeline import Clip

Ints = npt.NDArray[np.int64]

#: (scale of clip lengths, whether transitions are kept, whether the style's shortest length may be undercut)
_OPTIONS = (
    (1.0, True, False),
    (1.4, True, False),
    (2.0, True, False),
    (0.7, True, False),
    (0.5, True, False),
    (1.0, False, False),
    (0.35, False, False),
    (0.2, False, True),
    (0.1, False, True),
    (0.05, False, True),
)
_STYLE_PRICE = 0.02  #: share of the film that may repeat before the style's pacing is left by an octave


@dataclass(frozen=True, slots=True)
class Fit:
    """How slots go into stretches: the stretch of each slot, -1 where it found no room; seconds without room."""

    stretch: list[int]
    missing_s: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The chosen slots, how they fit, and by what the style's lengths were scaled."""

    slots: list[Slot]
    fit: Fit
    scale: float


def choose_grid(
    score: Score,
    style: Style,
    scorer: Scorer,
    pool: Pool,
    *,
    locks: Sequence[Clip],
    cuts: Sequence[int] | None,
    seed: int,
    checked: Callable[[list[Slot]], list[Slot]],
) -> Grid:
    """The first grid that fits, or the one that misses least; with `cuts` the one that has them.

    `checked` drops transitions that locks do not allow.
    """
    film_s = float(score.frames / score.rate)
    supply_s = _supply_s(pool, scorer)
    best: tuple[float, Grid] | None = None
    for scale, transitions, undercut in _OPTIONS:
        own = _changed(style, transitions=transitions, undercut=undercut)
        slots = cut_grid(score, own, locks=locks, seed=seed, scale=scale, wanted=cuts)
        slots = checked(with_transitions(slots, score, own, seed=seed))
        grid = Grid(slots, fit_slots(slots, scorer, pool), scale)
        if grid.fit.missing_s == 0 or (cuts is not None and not transitions):
            return grid  # with given cuts there is nothing to try but to leave out transitions
        price = _STYLE_PRICE * (abs(log2(scale)) + (not transitions) + undercut)
        value = round(grid.fit.missing_s / film_s + price, 6)
        if best is None or value < best[0]:
            best = value, grid
        if grid.fit.missing_s <= max(0.0, film_s - supply_s) + 0.02 * film_s and scale >= 1:
            return grid  # the footage is simply shorter than the film; no pacing helps
    assert best is not None
    return best[1]


def _changed(style: Style, *, transitions: bool, undercut: bool) -> Style:
    if not transitions:
        style = msgspec.structs.replace(style, transitions=Transitions())
    if undercut:
        pacing = msgspec.structs.replace(style.pacing, min_s=float(SHORTEST_S))
        style = msgspec.structs.replace(style, pacing=pacing)
    return style


def _supply_s(pool: Pool, scorer: Scorer) -> float:
    """Seconds of moving pictures that are free."""
    gaps = pool.layer(0)
    frame_s = np.array([float(s.frame_s) for s in scorer.sources])
    moving = ~pool.still[gaps.source]
    return float(((gaps.end - gaps.start) * frame_s[gaps.source])[moving].sum())


def fit_slots(slots: Sequence[Slot], scorer: Scorer, pool: Pool) -> Fit:
    """Best-fit decreasing bin packing of slots into the free ranges, which stand for their stretches."""
    gaps = pool.layer(0)
    room = (gaps.end - gaps.start).astype(np.float64)
    frame_s = np.array([float(s.frame_s) for s in scorer.sources])[gaps.source]
    still = pool.still[gaps.source]
    guard = pool.guard[gaps.source]
    home = np.searchsorted(pool.axis.start, gaps.start, side="right") - 1
    stretch = [-1] * len(slots)
    missing_s = 0.0
    rate = float(scorer.rate)
    for i in sorted(range(len(slots)), key=lambda i: (-slots[i].shown_frames, i)):
        slot = slots[i]
        if slot.lock is not None:
            continue
        window = scorer.needs(slot).window[gaps.source]
        left_s = np.where(still, np.where(room > 0, 1e6, -1.0), (room - window) * frame_s)
        left_s = np.where(left_s >= 0, left_s, np.inf)
        best = int(np.argmin(np.round(left_s, 6))) if len(left_s) else -1
        if best < 0 or not np.isfinite(left_s[best]):
            missing_s += slot.frames / rate * (1 if pool.ever_fits(scorer.needs(slot).window) else 2)
            continue
        room[best] = 0 if still[best] else room[best] - window[best] - guard[best]
        stretch[i] = int(home[best])
    return Fit(stretch, round(missing_s, 6))


def spread_homes(stretch: Sequence[int], slots: Sequence[Slot], scorer: Scorer) -> list[int]:
    """The same packing with slots of equal needs exchanged, so that a source is not used many times in a row."""
    classes: dict[int, list[int]] = {}
    for home, slot in zip(stretch, slots, strict=True):
        classes.setdefault(id(scorer.needs(slot)), []).append(home)
    last: dict[int, int] = {}
    out = []
    for number, slot in enumerate(slots):
        homes = classes[id(scorer.needs(slot))]
        home = min(homes, key=lambda h: (last.get(int(scorer.axis.source[h]), -1), h))
        homes.remove(home)
        last[int(scorer.axis.source[home])] = number
        out.append(home)
    return out


def fair_shares(slots: Sequence[Slot], scorer: Scorer, pool: Pool) -> npt.NDArray[np.float64]:
    """Slots per source if all sources were used alike, as far as each lasts (water-filling)."""
    axis = pool.axis
    count = len(scorer.sources)
    frames = np.zeros(count)
    np.add.at(frames, axis.source, (axis.end - axis.start).astype(np.float64))
    typical_s = sum(s.shown_frames for s in slots) / float(scorer.rate) / max(len(slots), 1)
    lasts = frames * np.array([float(s.frame_s) for s in scorer.sources]) / max(typical_s, 1e-6)
    lasts = np.where([s.still for s in scorer.sources], np.minimum(frames, 1.0), lasts)
    if lasts.sum() <= len(slots):
        return lasts * len(slots) / max(float(lasts.sum()), 1e-9)
    low, high = 0.0, float(lasts.max())
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if np.minimum(lasts, middle).sum() < len(slots) else (low, middle)
    return np.minimum(lasts, high)
