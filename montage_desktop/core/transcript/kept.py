"""What is played of a source: ranges of it, in order, and when each is heard in the film. `cutter` finds them."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from montage_desktop.core.transcript.document import Words

_MICRO = 1_000_000
_NO_REST = Fraction(0)


class Loudness(Protocol):
    """How loud the source's sound is: `energy` holds a number of 0 or more for every `hop_s` seconds from its begin."""

    @property
    def hop_s(self) -> float: ...

    @property
    def energy(self) -> Sequence[float]: ...


@dataclass(frozen=True)
class SpeechMap:
    """A plain `Loudness`; an array does as `energy`."""

    energy: Sequence[float]
    hop_s: float = 0.01


@dataclass(frozen=True)
class Padding:
    """Seconds of pause that stay before and after kept words; at most half a pause where another word is beyond it."""

    lead_s: Fraction = Fraction(6, 100)
    trail_s: Fraction = Fraction(1, 10)


@dataclass(frozen=True)
class KeptRange:
    """A run of the source that is played without a break.

    Attributes:
        start, end: seconds of the source, half-open. at: seconds of the film at which `start` is heard.
        first, last: numbers of its first and last word, all between are in it; ``last < first``: it has none.
        earliest, latest: seconds of the source to which no other word reaches from `start` back and from `end` on.
        speech_start, speech_end: where its first word begins and its last one ends, seconds of the source.
        rest_s: silence before it, under a frame (see `cutter`).
    """

    start: Fraction
    end: Fraction
    at: Fraction
    first: int
    last: int
    earliest: Fraction
    speech_start: Fraction
    speech_end: Fraction
    latest: Fraction
    rest_s: Fraction = _NO_REST

    @property
    def until(self) -> Fraction:
        """Seconds of the film at which it ends."""
        return self.at + self.end - self.start


@dataclass(frozen=True)
class Kept:
    """What is played of a source.

    Attributes:
        rate: frames a second of the film. frames: its length. ranges: in playing order, without overlap in the film.
        source_frames: of the source, all of it. words: the transcript's.
    """

    rate: Fraction
    frames: int
    ranges: tuple[KeptRange, ...]
    source_frames: int
    words: Words

    @property
    def duration_s(self) -> Fraction:
        return self.frames / self.rate

    @property
    def cuts(self) -> int:
        """Places in the film where something else follows than in the source."""
        return max(0, len(self.ranges) - 1)

    @cached_property
    def _starts(self) -> list[Fraction]:
        return [r.at for r in self.ranges]

    @cached_property
    def _by_word(self) -> tuple[list[int], list[KeptRange]]:
        ranges = sorted((r for r in self.ranges if r.last >= r.first), key=lambda r: r.first)
        return [r.first for r in ranges], ranges

    @cached_property
    def _by_source(self) -> tuple[list[Fraction], list[KeptRange]]:
        ranges = sorted(self.ranges, key=lambda r: r.start)
        return [r.start for r in ranges], ranges

    def source_at(self, film_s: Fraction) -> Fraction:
        """Seconds of the source that are heard at a moment of the film; between two ranges the end of the first."""
        index = max(0, bisect.bisect_right(self._starts, film_s) - 1)
        found = self.ranges[index]
        return min(max(found.start, found.start + film_s - found.at), found.end)

    def film_at(self, source_s: Fraction) -> Fraction | None:
        """Seconds of the film at which a moment of the source is heard; None if it is not."""
        starts, ranges = self._by_source
        index = bisect.bisect_right(starts, source_s) - 1
        if index < 0 or source_s >= ranges[index].end:
            return None
        return ranges[index].at + source_s - ranges[index].start

    def range_of(self, number: int) -> KeptRange | None:
        """The range in which a word is heard; None if it is not."""
        firsts, ranges = self._by_word
        index = bisect.bisect_right(firsts, number) - 1
        return ranges[index] if index >= 0 and number <= ranges[index].last else None

    def heard(self, number: int) -> tuple[Fraction, Fraction] | None:
        """Seconds of the film ``[start, end)`` over which a word is heard; None if it is not."""
        found = self.range_of(number)
        return None if found is None else self._heard_in(found, number)

    def all_heard(self) -> Iterator[tuple[int, Fraction, Fraction]]:
        """(number, start, end) of every kept word, seconds of the film, in the order in which they are heard."""
        for each in self.ranges:
            for number in range(each.first, each.last + 1):
                yield (number, *self._heard_in(each, number))

    def _heard_in(self, found: KeptRange, number: int) -> tuple[Fraction, Fraction]:
        word = self.words.words[number]
        shift = found.at - found.start
        a, b = Fraction(round(word.start * _MICRO), _MICRO), Fraction(round(word.end * _MICRO), _MICRO)
        return max(found.start, a) + shift, min(found.end, b) + shift
