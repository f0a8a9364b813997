"""Choices in; clips with their reasons and runners-up out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import msgspec
import numpy as np
import numpy.typing as npt

from montage_desktop.core.planner.beam import Choice, again_part, shortlist
from montage_desktop.core.planner.fixing import beat_of, within
from montage_desktop.core.planner.pool import Places, Pool
from montage_desktop.core.planner.scoring import Needs, Scorer, Seen, micro, pair_parts
from montage_desktop.core.planner.slots import Slot
from montage_desktop.core.timeline import Candidate, Clip, Look

Doubles = npt.NDArray[np.float64]

RUNNERS_UP = 5
_PER_SOURCE = 2
_FAVOURITE = 1.0


@dataclass(frozen=True, slots=True)
class Film:
    """Everything that is settled: a choice per slot, the pool after all of them, and how clips look.

    Attributes:
        needs: of each slot as it was searched for; `slots` may have lost transitions since.
        slowed: slot -> (source_in, speed) where no shot was long enough.
    """

    slots: Sequence[Slot]
    needs: Sequence[Needs]
    choices: Sequence[Choice]
    slowed: Mapping[int, tuple[Fraction, Fraction]]
    pool: Pool
    scorer: Scorer
    look: Look
    cuts: Sequence[int]


def clips_of(film: Film) -> list[Clip]:
    """One clip per slot, in order; locked ones as they were."""
    taken = {s.lock.id for s in film.slots if s.lock is not None}
    clips: list[Clip] = []
    number = 0
    for index, slot in enumerate(film.slots):
        number += 1
        if slot.lock is not None:
            beat = beat_of(slot.start, film.cuts)
            clips.append(msgspec.structs.replace(slot.lock, locked=True, transition_in=slot.transition, beat=beat))
            continue
        while f"c{number}" in taken:
            number += 1
        clips.append(_clip(film, index, f"c{number}"))
    return clips


def _clip(film: Film, index: int, name: str) -> Clip:
    slot, use = film.slots[index], film.choices[index].use
    assert use is not None
    scorer = film.scorer
    places = Places(*(np.array([v], np.int64) for v in (use.start, use.source, use.end - use.start, 0, 0)))
    why = _row(_parts(film, index, places, use.layer), 0)
    source_in, speed = film.slowed.get(index) or in_point(scorer, film.needs[index], use.source, use.start)
    return Clip(
        id=name,
        start=slot.start,
        frames=slot.frames,
        source=scorer.sources[use.source].path,
        source_in=source_in,
        speed=speed,
        transition_in=slot.transition,
        look=film.look,
        beat=slot.beat,
        score=round(sum(why.values()), 4),
        why=why,
        runners_up=_runners_up(film, index),
    )


def in_point(scorer: Scorer, needs: Needs, source: int, start: int) -> tuple[Fraction, Fraction]:
    """(source_in, speed) of a slot filled by the window that begins at a global frame."""
    frame = start - int(scorer.axis.offset[source]) + int(needs.head[source])
    return scorer.sources[source].time_s(frame), needs.speed[source]


def _parts(film: Film, index: int, places: Places, layer: int) -> dict[str, Doubles]:
    """Named contributions per place, rounded; what was a matter of packing rather than of the picture is left out."""
    scorer, slot = film.scorer, film.slots[index]
    parts = scorer.parts(places, slot, tight=0.0, shortest=np.ones(len(scorer.sources), np.int64))
    del parts["remainder"], parts["reach"]
    colour, motion = scorer.looks(places)
    shot = scorer.shots(places)
    for neighbour in _neighbours(film, index):
        pairs = pair_parts(
            neighbour,
            source=places.source,
            shot=shot,
            colour=colour,
            motion=motion,
            prefer=scorer.prefer,
            alone=len({int(s) for s in film.pool.axis.source}) < 2,
        )
        for key, value in pairs.items():
            parts[key] = parts.get(key, np.zeros(len(places))) + value
    if layer:
        uses = [c.use if i != index else None for i, c in enumerate(film.choices)]
        parts["shown before"] = again_part(places, uses, index)
    frame = scorer.frame(places)
    liked = any(s.favourites for s in scorer.sources) and [
        within(scorer.sources[s].favourites, a, a + n)
        for s, a, n in zip(places.source.tolist(), frame.tolist(), places.needed.tolist(), strict=True)
    ]
    if liked:
        parts["favourite"] = _FAVOURITE * np.array(liked, np.float64)
    return {name: np.round(value, 4) for name, value in parts.items()}


def _row(parts: Mapping[str, Doubles], row: int) -> dict[str, float]:
    """The contributions of one place that are not nil."""
    return {name: float(value[row]) for name, value in parts.items() if value[row]}


def _neighbours(film: Film, index: int) -> list[Seen]:
    around = [film.choices[i].seen for i in (index - 1, index + 1) if 0 <= i < len(film.choices)]
    return [seen for seen in around if seen is not None]


def _runners_up(film: Film, index: int) -> list[Candidate]:
    """The best other moments for the very slot, by the same rules: unused ones as long as there are any."""
    window = film.needs[index].window
    for layer in film.pool.layers_to_try(window):
        places = film.pool.places(window, layer)
        if layer and len(places):
            places = places.take(~_shown_near(film, index, places))
        if len(places):
            return _ranked(film, index, places, layer)
    return []


def _shown_near(film: Film, index: int, places: Places) -> npt.NDArray[np.bool_]:
    """Places that overlap this very clip or one close by."""
    near = [c.use for c in film.choices[max(0, index - 2) : index + 3] if c.use is not None]
    a, b = places.start, places.start + places.needed
    return np.any([(a < u.end) & (u.start < b) for u in near], axis=0) if near else np.zeros(len(places), bool)


def _ranked(film: Film, index: int, places: Places, layer: int) -> list[Candidate]:
    scorer, slot = film.scorer, film.slots[index]
    parts = scorer.parts(places, slot, tight=0.0, shortest=np.ones(len(scorer.sources), np.int64))
    del parts["remainder"], parts["reach"]
    places = places.take(shortlist(places, micro(np.sum(list(parts.values()), axis=0))))
    whys = _parts(film, index, places, layer)
    scores = np.round(np.sum(list(whys.values()), axis=0), 4).tolist()
    picked: list[int] = []
    per_source: dict[int, int] = {}
    for row in sorted(range(len(places)), key=lambda r: (-scores[r], int(places.start[r]))):
        owner, a = int(places.source[row]), int(places.start[row])
        b = a + int(places.needed[row])
        apart = all(b <= places.start[p] or places.start[p] + places.needed[p] <= a for p in picked)
        if not apart or per_source.get(owner, 0) >= _PER_SOURCE:
            continue
        per_source[owner] = per_source.get(owner, 0) + 1
        picked.append(row)
        if len(picked) == RUNNERS_UP:
            break
    out = []
    for row in picked:
        owner = int(places.source[row])
        source_in, _ = in_point(scorer, film.needs[index], owner, int(places.start[row]))
        path, why = scorer.sources[owner].path, _row(whys, row)
        out.append(Candidate(source=path, source_in=source_in, score=scores[row], why=why))
    return out
