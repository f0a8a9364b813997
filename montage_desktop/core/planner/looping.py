"""A song and a length in; stretches of it that fill the length, repeated where two bar lines sound alike, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from montage_desktop.core.facts import SongFacts
from montage_desktop.core.time import seconds

Doubles = npt.NDArray[np.float64]

_SHORTEST_LOOP_S = Fraction(1)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the song laid into the film: song ``[start_s, end_s)`` at film time ``at_s``."""

    start_s: Fraction
    end_s: Fraction
    at_s: Fraction


@dataclass(frozen=True, slots=True)
class Loop:
    """Two bar lines of a song: seconds at which to leave it, and to go back to. The lower its cost, the better."""

    cost: float
    back_s: Fraction
    out_s: Fraction


def runs_of(
    song: SongFacts,
    *,
    start_s: Fraction,
    film_s: Fraction,
    slack_s: Fraction,
    loops: Sequence[Loop] | None = None,
) -> list[Run]:
    """The song from a place of it on, as often as it takes.

    Args:
        slack_s: by how much it may be too short. loops: what `loops_of` gives for the song, where it is known already.
    """
    length_s = seconds(song.duration_s)
    if start_s + film_s <= length_s + slack_s:
        return [Run(start_s, start_s + film_s, Fraction(0))]
    again_s, out_s = _best(song, loops_of(song) if loops is None else loops, start_s=start_s)
    runs: list[Run] = []
    at_s, begin_s = Fraction(0), start_s
    while at_s < film_s:
        end_s = min(out_s, begin_s + film_s - at_s)
        runs.append(Run(begin_s, end_s, at_s))
        at_s += end_s - begin_s
        begin_s = again_s
    return runs


def loops_of(song: SongFacts) -> list[Loop]:
    """Pairs of bar lines before which the song sounds alike and that lie far apart, the best first.

    Takes a twentieth of a second for four minutes, and four times that for eight.
    """
    length_s = seconds(song.duration_s)
    lines = [i for i in song.downbeats if 0 <= i < len(song.beats)]
    lines = [i for i in lines if song.beats[i] <= song.duration_s]
    at_s = {i: seconds(song.beats[i]) for i in lines}
    energy = np.asarray(song.beat_energy, np.float64)
    bar = max(1, song.meter)
    found: list[Loop] = []
    for out in lines:
        for back in lines:
            span_s = at_s[out] - at_s[back]
            if span_s < max(_SHORTEST_LOOP_S, length_s * 2 / 5):
                break
            apart = _unlike(energy, out, back, bar)
            found.append(Loop(round(apart - 0.8 * float(span_s / length_s), 6), at_s[back], at_s[out]))
    return sorted(found, key=lambda loop: loop.cost)


def _best(song: SongFacts, loops: Sequence[Loop], *, start_s: Fraction) -> tuple[Fraction, Fraction]:
    """(where to go back to, where to leave) for one who begins at a place; without bar lines all of the song."""
    best = next((loop for loop in loops if loop.out_s > start_s), None)
    if best is not None:
        return best.back_s, best.out_s
    length_s = seconds(song.duration_s)
    first = seconds(song.beats[0]) if song.beats else Fraction(0)
    return (first if length_s - first >= _SHORTEST_LOOP_S else Fraction(0)), length_s


def _unlike(energy: Doubles, a: int, b: int, bar: int) -> float:
    """How different the bars before and after two beats are in energy; little known counts as different."""
    near = [(a + k, b + k) for k in range(-bar, bar) if min(a, b) + k >= 0 and max(a, b) + k < len(energy)]
    if not near:
        return 1.0
    return float(np.mean([abs(energy[i] - energy[j]) for i, j in near])) + 0.3 * (1 - len(near) / (2 * bar))
