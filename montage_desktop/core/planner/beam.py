"""Slots and free footage in; the choice of a window for every slot that is best as a whole out.

A beam search over the slots in order. The states share most of their past: what all agree on is committed to the
pool once, and each keeps only its few open choices, so that thousands of places are scored in one go per slot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from montage_desktop.core.planner.pool import Places, Pool, Use, clashes
from montage_desktop.core.planner.scoring import Scorer, Seen, micro, pair_parts
from montage_desktop.core.planner.slots import Slot

Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_WIDTH = 8  #: states kept
_DEPTH = 14  #: open choices at most; older ones are committed as the best state has them
_KEEP = 56  #: places considered per slot, besides the best of each source and about so many stretches of time
_STRETCHES = 96
_PER_PARENT = 4
_AGAIN = 0.8  #: price of a repetition right after its first showing; it falls with the distance


@dataclass(frozen=True, slots=True)
class Choice:
    """What fills a slot. `use` is None for a locked clip of a source that is not among the footage."""

    use: Use | None
    seen: Seen | None
    score: int = 0


@dataclass(slots=True)
class State:
    """One way to fill the slots so far. `used`: slots per source; `last`: the slot each source was last in."""

    total: int
    open: list[Choice]
    used: Doubles
    last: Ints


@dataclass(frozen=True, slots=True)
class Task:
    """The problem: what stays fixed while searching.

    Attributes:
        fixed: per slot, the window it must take (locks, favourites), or None. uses of locks are out of the pool.
        fair: slots per source if all are used evenly. tight: 0…1, how scarce footage is.
        shortest: per source, window of the shortest slot.
        edges_only: use free ranges from their ends only, which leaves no holes. stretch: per slot, the stretch it
            must lie in, or -1.
    """

    slots: Sequence[Slot]
    fixed: Sequence[Choice | None]
    fair: Doubles
    tight: float
    shortest: Ints
    stretch: Sequence[int] | None = None
    edges_only: bool = False


@dataclass(frozen=True, slots=True)
class _Field:
    """The places considered for one slot, with everything that does not depend on the state."""

    places: Places
    layer: int
    score: Ints
    shot: Ints
    colour: Doubles
    motion: Doubles


class Beam:
    """One search. `search` may be called once."""

    def __init__(self, task: Task, pool: Pool, scorer: Scorer) -> None:
        self._task, self._pool, self._scorer = task, pool, scorer
        # The edges of one state's free ranges are holes in another's, so packing goes without rivals.
        self._width = 1 if task.edges_only or task.stretch is not None else _WIDTH
        self._alone = len({int(s) for s in pool.axis.source}) < 2
        self._committed: list[Choice] = []
        count = len(scorer.sources)
        self._states = [State(0, [], np.zeros(count), np.full(count, -(10**6)))]
        self._gone: set[int] = set()

    def search(self) -> list[Choice | None]:
        """A choice per slot; None where nothing fits in any layer."""
        out: list[Choice | None] = []
        for number in range(len(self._task.slots)):
            self._step(number)
            self._agree()
        best = self._states[0]
        for choice in best.open:
            self._commit(choice)
        for number, choice in enumerate(self._committed):
            out.append(None if number in self._gone else choice)
        return out

    def _step(self, number: int) -> None:
        fixed = self._task.fixed[number]
        if fixed is not None:
            self._states = [self._extended(s, fixed, number, gain=fixed.score) for s in self._states]
            return
        grown: list[tuple[int, int, int, _Field]] = []
        fields: dict[int, _Field | None] = {}
        for parent, state in enumerate(self._states):
            grown += self._children(state, parent, number, fields)
        if not grown:
            self._gone.add(number)
            empty = Choice(None, None)
            self._states = [self._extended(s, empty, number, gain=0) for s in self._states]
            return
        grown.sort(key=lambda g: (-g[0], int(g[3].places.source[g[2]]), int(g[3].places.start[g[2]]), g[1]))
        self._states = self._selected(grown, number)

    def _selected(self, grown: list[tuple[int, int, int, _Field]], number: int) -> list[State]:
        kept: list[State] = []
        children = [0] * len(self._states)
        for total, parent, row, found in grown:
            if children[parent] >= _PER_PARENT:
                continue
            children[parent] += 1
            p = found.places
            source, start = int(p.source[row]), int(p.start[row])
            end = start + int(p.needed[row])
            use = Use(source, start, end, found.layer)
            seen = Seen(source, int(found.shot[row]), start, end, found.colour[row], float(found.motion[row]))
            state = self._states[parent]
            kept.append(self._extended(state, Choice(use, seen, total - state.total), number, gain=total - state.total))
            if len(kept) == self._width:
                break
        return kept

    def _extended(self, state: State, choice: Choice, number: int, *, gain: int) -> State:
        used, last = state.used, state.last
        if choice.seen is not None:
            used, last = used.copy(), last.copy()
            used[choice.seen.source] += 1
            last[choice.seen.source] = number
        return State(state.total + gain, [*state.open, choice], used, last)

    def _agree(self) -> None:
        """Commit what all states have in common, and force the oldest choice when there are too many open."""
        while self._states[0].open:
            first = self._states[0].open[0]
            if any(s.open[0] is not first for s in self._states):
                if len(self._states[0].open) <= _DEPTH:
                    return
                self._states = [s for s in self._states if s.open[0] is first]
            self._commit(first)
            for state in self._states:
                state.open = state.open[1:]

    def _commit(self, choice: Choice) -> None:
        number = len(self._committed)
        self._committed.append(choice)
        if choice.use is not None and self._task.fixed[number] is None:
            self._pool.commit(choice.use)

    def _children(
        self, state: State, parent: int, number: int, fields: dict[int, _Field | None]
    ) -> list[tuple[int, int, int, _Field]]:
        """(total, parent, row, field) of the best continuations of a state, from the lowest layer that has any."""
        mine = [c.use for i, c in enumerate(state.open) if c.use is not None and self._is_open(i)]
        if not self._pool.ever_fits(self._scorer.needs(self._task.slots[number]).window):
            return []
        for layer in self._pool.layers_to_try(self._task.shortest):
            if layer not in fields:
                fields[layer] = self._field(number, layer, full=False)
            found = fields[layer]
            if found is None:
                continue
            free = ~clashes(found.places, mine, layer, self._pool.guard)
            if not free.any():
                found = self._field(number, layer, full=True)
                assert found is not None
                free = ~clashes(found.places, mine, layer, self._pool.guard)
                if not free.any():
                    continue
            rows = np.flatnonzero(free)
            totals = state.total + found.score[rows] + micro(self._context(state, found, rows, number))
            best = np.lexsort((rows, -totals))[:_PER_PARENT]
            return [(int(totals[i]), parent, int(rows[i]), found) for i in best]
        return []

    def _is_open(self, index: int) -> bool:
        """Whether the choice is not in the pool's books already: fixed ones always are."""
        return self._task.fixed[len(self._committed) + index] is None

    def _field(self, number: int, layer: int, *, full: bool) -> _Field | None:
        task, slot = self._task, self._task.slots[number]
        needs = self._scorer.needs(slot)
        beside = [c.use for s in self._states for i, c in enumerate(s.open) if c.use and self._is_open(i)]
        beside = list(dict.fromkeys(beside))
        pinned = task.stretch is not None and task.stretch[number] >= 0
        edges_only = pinned or task.edges_only
        places = self._pool.places(needs.window, layer, beside=beside, edges_only=edges_only)
        if pinned and task.stretch is not None and layer == 0:
            places = places.take(self._scorer.shots(places) == task.stretch[number])
        if not len(places):
            return None
        parts = self._scorer.parts(places, slot, tight=task.tight, shortest=task.shortest)
        score = micro(np.sum(list(parts.values()), axis=0))
        if not full:
            keep = shortlist(places, score)
            places, score = places.take(keep), score[keep]
        colour, motion = self._scorer.looks(places)
        return _Field(places, layer, score, self._scorer.shots(places), colour, motion)

    def _context(self, state: State, found: _Field, rows: npt.NDArray[np.intp], number: int) -> Doubles:
        """What the state's past makes of each place: the clip before, even use of sources, distance of repetitions."""
        source = found.places.source[rows]
        prefer = self._scorer.prefer
        value = np.zeros(len(rows))
        following = self._task.fixed[number + 1] if number + 1 < len(self._task.fixed) else None
        before = state.open[-1].seen if state.open else self._committed[-1].seen if self._committed else None
        for neighbour in (before, following.seen if following else None):
            if neighbour is None:
                continue
            pairs = pair_parts(
                neighbour,
                source=source,
                shot=found.shot[rows],
                colour=found.colour[rows],
                motion=found.motion[rows],
                prefer=prefer,
                alone=self._alone,
            )
            value += np.sum(list(pairs.values()), axis=0)
        value += spread_part(state.used, state.last, source, number, self._task.fair, prefer.spread)
        if found.layer:
            uses = [c.use for c in (*self._committed, *state.open)]
            value += again_part(found.places.take(rows), uses, number)
        return value


def spread_part(used: Doubles, last: Ints, source: Ints, number: int, fair: Doubles, spread: float) -> Doubles:
    """Price of sources that have had their share, or were on screen a moment ago."""
    share = np.minimum(used[source] / np.maximum(fair[source], 0.5), 3)
    recent = np.where(number - last[source] <= 4, 1 / np.maximum(number - last[source], 1), 0.0)
    return np.asarray(-(0.15 + 0.45 * spread) * share - 0.12 * spread * recent, np.float64)


def again_part(places: Places, uses: Sequence[Use | None], number: int) -> Doubles:
    """Price of showing again: highest right after the last showing, less the longer ago that was."""
    rows = [(u.start, u.end, i) for i, u in enumerate(uses) if u is not None]
    if not rows:
        return np.zeros(len(places))
    start, end, slot = np.array(rows).T
    hit = (places.start[:, None] < end[None, :]) & (start[None, :] < (places.start + places.needed)[:, None])
    last = np.where(hit, slot[None, :], -(10**6)).max(axis=1)
    return np.asarray(-_AGAIN * 3 / (1 + np.maximum(number - last, 0) / 4), np.float64)


def shortlist(places: Places, score: Ints) -> npt.NDArray[np.intp]:
    """Rows worth a closer look: the best of all, and the best of each stretch of time of each source; ascending.

    The best alone would not do: they crowd around a few moments, which the state may have used already.
    """
    count = len(score)
    if count <= _KEEP:
        return np.arange(count)
    keep = score >= np.partition(score, count - _KEEP)[count - _KEEP]
    # Places ascend on the axis, so those of a source, and of a stretch of time, are together.
    row = np.arange(count)
    begins = np.concatenate([[True], np.diff(places.source) != 0])
    within = row - np.maximum.accumulate(np.where(begins, row, 0))
    first = np.flatnonzero(begins | (within % -(-count // _STRETCHES) == 0))
    length = np.diff(np.concatenate([first, [count]]))
    keep |= score == np.repeat(np.maximum.reduceat(score, first), length)
    return np.flatnonzero(keep)
