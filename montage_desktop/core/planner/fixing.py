"""Locked clips and favourites in; the choices that stand before the search begins out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor
from pathlib import PurePath

import numpy as np
import numpy.typing as npt

from montage_desktop.core.planner.beam import Choice
from montage_desktop.core.planner.pool import Places, Pool, Use
from montage_desktop.core.planner.scoring import Scorer, Seen, micro
from montage_desktop.core.planner.slots import Slot, with_handles
from montage_desktop.core.planner.sources import Source
from montage_desktop.core.timeline import Clip

Ints = npt.NDArray[np.int64]

_MOST_WINDOWS = 12


def usable_locks(locks: Sequence[Clip], frames: int) -> tuple[list[Clip], list[str]]:
    """The locks that lie within the film, in order; and a note on the others."""
    inside = sorted((c for c in locks if c.end <= frames), key=lambda c: c.start)
    lost = len(locks) - len(inside)
    notes = [f"{lost} locked clip{'s lie' if lost > 1 else ' lies'} beyond the film's end and cannot be kept."]
    return inside, notes if lost else []


def lockable(slots: list[Slot], sources: Sequence[Source], rate: Fraction) -> list[Slot]:
    """The slots without the transitions that locked clips have no handles for, or neighbours no length."""
    out = list(slots)
    for i, slot in enumerate(out):
        before = out[i - 1] if i else None
        if slot.transition is None:
            continue
        half = slot.transition.frames // 2
        fits = before is not None and half <= before.frames and slot.transition.frames - half <= slot.frames
        if before is not None and before.lock is not None and slot.lock is None:
            fits = fits and _tail_allowed(before.lock, slot.transition.frames - half, sources, rate)
        if before is not None and before.transition is not None:
            used = before.transition.frames - before.transition.frames // 2
            fits = fits and used + half <= before.frames
        if not fits:
            out[i] = replace(slot, transition=None)
    return with_handles(out)


def _tail_allowed(lock: Clip, tail: int, sources: Sequence[Source], rate: Fraction) -> bool:
    source = source_of(lock, sources)
    if source is None:
        return False
    last_s = lock.source_in + (lock.frames + tail - 1) * lock.speed / rate + max(source.frame_s / 2, Fraction(1, 500))
    return any(s.start_s <= lock.source_in and last_s < s.end_s for s in source.facts.shots)


def source_of(lock: Clip, sources: Sequence[Source]) -> Source | None:
    """The source a locked clip is taken from: by path, else by a name only one source has."""
    same = [s for s in sources if s.path == lock.source]
    if not same:
        same = [s for s in sources if PurePath(s.path).name == PurePath(lock.source).name]
    return same[0] if len(same) == 1 else None


def locked_choice(slot: Slot, scorer: Scorer) -> Choice:
    """What a locked clip shows, so that nothing else shows it and its neighbours differ from it."""
    lock = slot.lock
    assert lock is not None
    source = source_of(lock, scorer.sources)
    if source is None:
        return Choice(None, None)
    offset = int(scorer.axis.offset[source.index])
    head_s = slot.head * lock.speed / scorer.rate
    first = max(0, floor((lock.source_in - head_s - source.first_s) / source.frame_s))
    count = source.needed(slot.shown_frames, scorer.rate, lock.speed)
    on_grid = source.first_s + first * source.frame_s == lock.source_in - head_s
    return chosen(scorer, source.index, offset + first, count + (not on_grid))


def chosen(scorer: Scorer, source: int, start: int, frames: int) -> Choice:
    """A choice of a window that was not found by the search."""
    one = _places(source, np.array([start]), frames)
    colour, motion = scorer.looks(one)
    seen = Seen(source, int(scorer.shots(one)[0]), start, start + frames, colour[0], float(motion[0]))
    return Choice(Use(source, start, start + frames, 0), seen)


def _places(source: int, start: Ints, frames: int) -> Places:
    n = len(start)
    zero = np.zeros(n, np.int64)
    return Places(start, np.full(n, source), np.full(n, frames), zero, zero)


def place_favourites(
    slots: Sequence[Slot], fixed: list[Choice | None], scorer: Scorer, pool: Pool
) -> list[Choice | None]:
    """Give favourites their slots before anything else, turn by turn, where energy suits, spread over the film."""
    open_ = [(s, f) for s in scorer.sources for f in s.favourites]
    out = list(fixed)
    while open_ and any(c is None for c in out):
        again = []
        for source, span in open_:
            if _place_one(source, span, slots, out, scorer, pool):
                again.append((source, span))
        open_ = again
    return out


def _place_one(
    source: Source, span: tuple[int, int], slots: Sequence[Slot], out: list[Choice | None], scorer: Scorer, pool: Pool
) -> bool:
    """Put one window of a favourite into the slot that suits it best; False if there is no room or no slot."""
    energy = float(scorer.features.motion_at(np.array([source.index]), np.array([max(0, sum(span) // 2)]))[0])
    taken = [i for i, c in enumerate(out) if c is not None and c.use is not None]
    alike = {i for i in taken if (c := out[i]) is not None and c.use is not None and c.use.source == source.index}
    ranked = []
    for i, slot in enumerate(slots):
        if out[i] is not None:
            continue
        near = min((abs(i - t) for t in taken), default=len(slots))
        beside = (i - 1 in alike) + (i + 1 in alike)
        value = abs(energy - slot.energy) + 1.5 * beside + 0.8 / (1 + near)
        ranked.append((round(value, 6), i))
    for _, i in sorted(ranked):
        places = _windows(source, span, slots[i], scorer, pool)
        if len(places):
            parts = scorer.parts(places, slots[i], tight=0.0, shortest=np.ones(len(scorer.sources), np.int64))
            best = int(np.argmax(micro(np.sum(list(parts.values()), axis=0))))
            choice = chosen(scorer, source.index, int(places.start[best]), int(places.needed[best]))
            assert choice.use is not None
            pool.commit(choice.use)
            out[i] = choice
            return True
    return False


def _windows(source: Source, span: tuple[int, int], slot: Slot, scorer: Scorer, pool: Pool) -> Places:
    """Free windows of a slot's length within a favourite, or around it if the favourite is shorter."""
    offset = int(scorer.axis.offset[source.index])
    a, b = offset + span[0], offset + max(span[1], span[0] + 1)
    gaps = pool.layer(0)
    need = int(scorer.needs(slot).window[source.index])
    starts: list[int] = []
    own = gaps.source == source.index
    for gap_a, gap_b in zip(gaps.start[own].tolist(), gaps.end[own].tolist(), strict=True):
        if source.still:
            starts += [gap_a] if gap_a <= a < gap_b else []
            continue
        low, high = (a, b - need) if b - a >= need else (b - need, a)
        low, high = max(low, gap_a), min(high, gap_b - need)
        if low <= high:
            starts += np.linspace(low, high, min(_MOST_WINDOWS, high - low + 1)).astype(np.int64).tolist()
    if source.still and starts:
        need = int(gaps.end[np.searchsorted(gaps.start, starts[0])]) - starts[0]
    return _places(source.index, np.array(sorted(set(starts)), np.int64), need)


def beat_of(frame: int, cuts: Sequence[int]) -> int | None:
    """The beat whose cut frame this is."""
    at = int(np.searchsorted(np.array(cuts), frame)) if cuts else 0
    return at if at < len(cuts) and cuts[at] == frame else None


def within(favourites: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a window (frames of the source) shows a favourite, or is part of one."""
    return any(start < max(b, a + 1) and a < end for a, b in favourites)
