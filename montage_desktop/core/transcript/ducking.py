"""Kept ranges in; where in the film words are heard, and the gain curve of music that is lower under them, out."""

from __future__ import annotations

import bisect
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from montage_desktop.core.gain_curve import CurvePoint, shifted
from montage_desktop.core.time import SAMPLE_RATE
from montage_desktop.core.transcript.document import Words
from montage_desktop.core.transcript.kept import Kept

#: Shorter pauses are part of the speech: music that rose in each of them would pump.
HOLD_S = Fraction(6, 10)
#: Music begins to fall so long before a word, and has fallen a little before it, since words begin before they are
#: heard to.
ATTACK_S, AHEAD_S = Fraction(1, 4), Fraction(5, 100)
RELEASE_S = Fraction(6, 10)

_MICRO = 1_000_000
_HOLD, _ATTACK, _AHEAD, _RELEASE = (int(s * SAMPLE_RATE) for s in (HOLD_S, ATTACK_S, AHEAD_S, RELEASE_S))

Span = tuple[int, int]
"""Samples of the film ``[start, end)``."""


class Ducking:
    """Ducks music under the words of one talk. Looks through the words once; then an edit takes a millisecond."""

    def __init__(self, words: Words) -> None:
        self._numbers: list[int] = []  # of words after which it is silent for a while
        self._pauses: list[tuple[Fraction, Fraction]] = []  # and from when to when, seconds of the source
        hold_s = float(HOLD_S)
        for number, (word, following) in enumerate(pairwise(words.words)):
            if following.start - word.end >= hold_s:
                self._numbers.append(number)
                self._pauses.append((_exact(word.end), _exact(following.start)))

    def speech(self, kept: Kept) -> list[Span]:
        """Where words are heard, in order; stretches that are less than `HOLD_S` apart are one."""
        found: list[Span] = []
        for each in kept.ranges:
            if each.last < each.first:
                continue
            shift = each.at - each.start
            first, end = (bisect.bisect_left(self._numbers, n) for n in (each.first, each.last))
            edges = [each.speech_start, *(s for pause in self._pauses[first:end] for s in pause), each.speech_end]
            for a, b in zip(edges[::2], edges[1::2], strict=True):
                start, stop = floor((a + shift) * SAMPLE_RATE), ceil((b + shift) * SAMPLE_RATE)
                if found and start - found[-1][1] < _HOLD:
                    found[-1] = found[-1][0], max(found[-1][1], stop)
                else:
                    found.append((start, stop))
        return found

    def curve(self, kept: Kept, duck_db: float) -> tuple[CurvePoint, ...]:
        """A gain that is `-duck_db` from a little before each word to its end and 0 between, with ramps."""
        return curve_under(self.speech(kept), duck_db)


def curve_under(speech: list[Span], duck_db: float) -> tuple[CurvePoint, ...]:
    """The same from stretches of speech, in order and not nearer to each other than `HOLD_S`.

    Where a pause is too short for music to rise all the way, it rises as far as it can and falls again.
    """
    if duck_db <= 0 or not speech:
        return ()
    points: list[CurvePoint] = []
    falling = _ATTACK - _AHEAD
    before: int | None = None
    for start, end in speech:
        low = start - _AHEAD
        if before is not None and before + _RELEASE >= low - falling:
            meeting = (before * falling + low * _RELEASE) // (_RELEASE + falling)
            points.append((meeting, round(duck_db * ((meeting - before) / _RELEASE - 1), 3)))
        else:
            if before is not None:
                points.append((before + _RELEASE, 0.0))
            points.append((low - falling, 0.0))
        points += [(low, -duck_db), (end, -duck_db)]
        before = end
    assert before is not None
    return shifted([*points, (before + _RELEASE, 0.0)], 0)  # a film that begins with a word begins low


def _exact(second: float) -> Fraction:
    return Fraction(round(second * _MICRO), _MICRO)
