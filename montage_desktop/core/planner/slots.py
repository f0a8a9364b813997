"""The film's music, a style and the locked clips in; the slots to fill out: where to cut, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil
from random import Random

import numpy as np
import numpy.typing as npt

from montage_desktop.core.planner.music import Score
from montage_desktop.core.styles import Pacing, Style
from montage_desktop.core.timeline import Clip, Transition

Doubles = npt.NDArray[np.float64]

#: Nothing shorter is a picture to a viewer.
SHORTEST_FRAMES, SHORTEST_S = 6, Fraction(1, 4)
_LONGEST_BEATS = 128.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A run of output frames that wants a moment.

    Attributes:
        beat: index into the film's beats it starts on, or None. energy: 0…1 mean over it.
        hit_frames: offset of the strongest beat within it.
        transition: into this slot. head, tail: frames shown before and after it for the transitions at its ends.
        position: 0…1, of its middle in the film. lock: the clip that stays here.
    """

    start: int
    frames: int
    beat: int | None
    energy: float
    hit_frames: int
    position: float
    section: bool = False
    transition: Transition | None = None
    head: int = 0
    tail: int = 0
    lock: Clip | None = None

    @property
    def end(self) -> int:
        return self.start + self.frames

    @property
    def shown_frames(self) -> int:
        """Output frames for which its source is shown, handles included."""
        return self.head + self.frames + self.tail


def shortest_frames(pacing: Pacing, rate: Fraction) -> int:
    return max(SHORTEST_FRAMES, ceil(max(SHORTEST_S, Fraction(str(pacing.min_s))) * rate))


def cut_grid(
    score: Score, style: Style, *, locks: Sequence[Clip], seed: int, scale: float = 1.0,
    wanted: Sequence[int] | None = None,
) -> list[Slot]:  # fmt: skip
    """Slots that cover the film, cut on beats (and at the ends of locked clips), without transitions yet.

    Args:
        scale: multiplies the style's clip lengths; still within its `min_s`, and `max_s` above 1.
        wanted: cut there instead.
    """
    grid = _Grid(score, style, seed=seed, scale=scale)
    slots: list[Slot] = []
    position = 0
    for lock in [*sorted(locks, key=lambda c: c.start), None]:
        end = lock.start if lock else score.frames
        if end > position:
            edges = grid.cuts(position, end) if wanted is None else _given(wanted, position, end)
            slots += [grid.slot(a, b) for a, b in pairwise(edges)]
        if lock:
            slots.append(replace(grid.slot(lock.start, lock.end), lock=lock))
            position = lock.end
    return slots


def _given(wanted: Sequence[int], start: int, end: int) -> list[int]:
    return [start, *sorted({f for f in wanted if start < f < end}), end]


class _Grid:
    """Chooses cuts among beats by dynamic programming over clip lengths."""

    def __init__(self, score: Score, style: Style, *, seed: int, scale: float) -> None:
        self._score, self._pacing, self._scale = score, style.pacing, scale
        self._cuts = np.array(score.cut_frames)
        self._shortest = shortest_frames(style.pacing, score.rate)
        self._energy_sum = np.concatenate([[0.0], np.cumsum(score.energy)])
        rng = Random(f"cuts:{seed}")
        whim = np.array([rng.random() for _ in score.times]) * 0.35 * style.pacing.variation
        section = np.where(score.section, -0.6, 0.0)
        weights = style.pacing.downbeats, style.pacing.accents
        self._price = weights[0] * ~score.downbeat * 0.5 + weights[1] * (1 - score.accent) * 0.4 + section + whim

    def cuts(self, start: int, end: int) -> list[int]:
        """Frames ``start … end``, both included; all between are frames of beats."""
        inner = np.flatnonzero((self._cuts >= start + self._shortest) & (self._cuts <= end - self._shortest))
        inner = inner[np.concatenate([[True], np.diff(self._cuts[inner]) > 0])] if len(inner) else inner
        frames = np.concatenate([[start], self._cuts[inner], [end]])
        price = np.concatenate([[0.0], self._price[inner], [0.0]])
        section = np.concatenate([[0.0], self._score.section[inner].astype(float), [0.0]])
        path = self._cheapest(frames, price, np.cumsum(section))
        return [int(frames[i]) for i in path]

    def _cheapest(self, frames: npt.NDArray[np.int64], price: Doubles, sections: Doubles) -> list[int]:
        """Indices of the cheapest chain of cuts (shortest path; costs are per beat, so that clips count by length)."""
        n = len(frames)
        beats = frames / (self._score.period_s * float(self._score.rate))
        cost = np.full(n, np.inf)
        cost[0] = 0.0
        origin = np.zeros(n, np.int64)
        for q in range(1, n):
            first = int(np.searchsorted(beats, beats[q] - _LONGEST_BEATS))
            last = int(np.searchsorted(frames, frames[q] - self._shortest, side="right"))
            p = np.arange(min(first, q - 1), max(last, min(first, q - 1) + (first >= last)))
            if q == n - 1 and not np.isfinite(cost[p]).any():
                p = np.flatnonzero(np.isfinite(cost[:q]))
            length = beats[q] - beats[p]
            target = self._target(frames[p], int(frames[q]))
            skipped = np.maximum(sections[q - 1] - sections[p], 0)
            own = self._odd(length, target) * length + 0.9 * skipped * target
            total = np.round(cost[p] + own + price[q] * target, 6)
            best = int(np.argmin(total))
            cost[q], origin[q] = total[best], p[best]
        path = [n - 1]
        while path[-1]:
            path.append(int(origin[path[-1]]))
        return path[::-1]

    def _target(self, starts: npt.NDArray[np.int64], end: int) -> Doubles:
        """Wanted length in beats of clips from each start to `end`, by their energy."""
        a = np.minimum(np.searchsorted(self._cuts, starts), len(self._cuts) - 1)
        b = np.maximum(np.searchsorted(self._cuts, end), a + 1)
        energy = (self._energy_sum[b] - self._energy_sum[a]) / (b - a)
        return self.target_beats(energy)

    def target_beats(self, energy: Doubles) -> Doubles:
        x, y = zip(*self._pacing.points, strict=True)
        beats = 2 ** np.interp(energy, x, np.log2(y)) * self._scale
        period = self._score.period_s
        top = self._pacing.max_s if self._scale >= 1 else max(self._pacing.max_s * self._scale, self._pacing.min_s)
        low, high = max(self._pacing.min_s, float(SHORTEST_S)) / period, max(top, 0.3) / period
        return np.asarray(np.clip(beats, low, high), np.float64)

    def _odd(self, length: Doubles, target: Doubles) -> Doubles:
        """How unwelcome a length in beats is, 0 for a perfect one."""
        octaves = np.log2(np.maximum(length, 1e-6) / target)
        allowed = np.log2(np.array(self._pacing.lengths))
        off = np.abs(np.log2(np.maximum(length, 1e-6))[:, None] - allowed[None, :]).min(axis=1)
        long = np.maximum(length * self._score.period_s / self._pacing.max_s - 1, 0)
        own = octaves**2 * (1.3 - self._pacing.variation) + 0.4 * np.minimum(off * 4, 1) + 4 * long
        return np.asarray(own, np.float64)

    def slot(self, start: int, end: int) -> Slot:
        score = self._score
        a, b = (int(np.searchsorted(self._cuts, f)) for f in (start, end))
        inside = range(a, b) if b > a else range(max(0, a - 1), max(1, a))
        on_beat = a < len(self._cuts) and int(self._cuts[a]) == start
        hit = max(inside, key=lambda i: (round(float(score.accent[i]), 6), -i)) if b > a else a
        return Slot(
            start=start,
            frames=end - start,
            beat=a if on_beat else None,
            energy=float(np.mean([score.energy[i] for i in inside])),
            hit_frames=int(self._cuts[hit]) - start if b > a else 0,
            position=(start + end) / 2 / score.frames,
            section=on_beat and bool(score.section[a]),
        )


def with_transitions(slots: Sequence[Slot], score: Score, style: Style, *, seed: int) -> list[Slot]:
    """The same slots with the style's transitions at some cuts, each short enough for its neighbours."""
    rules = style.transitions
    rng = Random(f"transitions:{seed}")
    cuts = list(range(1, len(slots)))
    whims = [rng.random() for _ in cuts]
    ranked = sorted(cuts, key=lambda i: (-round(_suits(slots[i], rules.where) + 0.7 * whims[i - 1], 6), i))
    chosen = set(ranked[: round(rules.share * len(cuts))])
    out = list(slots)
    beat_frames = score.period_s * float(score.rate)
    for i in cuts:
        lock = slots[i].lock
        kind = rng.choices(rules.kinds, [k.weight for k in rules.kinds])[0] if rules.kinds else None
        if lock is not None:
            transition = lock.transition_in
        elif i in chosen and kind is not None:
            most = min(rules.max_s * float(score.rate), slots[i - 1].frames / 2, slots[i].frames / 2)
            frames = int(min(kind.beats * beat_frames, most)) // 2 * 2
            transition = Transition(kind.kind, frames) if frames >= 2 else None
        else:
            transition = None
        out[i] = replace(out[i], transition=transition)
    return with_handles(out)


def _suits(slot: Slot, where: str) -> float:
    """How much a style wants a transition into a slot."""
    if where == "sections":
        return 2.0 * slot.section
    return {"calm": 1 - slot.energy, "energetic": slot.energy}.get(where, 0.0)


def with_handles(slots: Sequence[Slot]) -> list[Slot]:
    """Heads and tails that follow from the transitions (first half before the cut, see `Transition`)."""
    out = []
    for i, slot in enumerate(slots):
        own = slot.transition.frames // 2 if slot.transition else 0
        following = slots[i + 1].transition if i + 1 < len(slots) else None
        tail = following.frames - following.frames // 2 if following else 0
        out.append(replace(slot, head=own, tail=tail))
    return out
