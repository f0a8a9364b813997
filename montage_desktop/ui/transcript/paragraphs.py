"""Edited words in; the paragraphs that they are written in, in the order in which they play, out. Pure.

Paragraphs are found once in what was said (`Source`). Words that were moved do not tear the text to pieces: they join
the paragraph in which they play, unless a whole paragraph was moved or somebody else speaks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Range
from montage_desktop.core.transcript.script import ends_sentence

#: Seconds; longer pauses are shown as a glyph.
PAUSE_S = 0.8
#: Seconds of pause that end a paragraph with a sentence, and in any case.
_LONG_S, _LONGEST_S = 2.0, 6.0
#: Words after which a paragraph ends with a sentence, with a segment, and in any case.
_ENOUGH, _MANY, _MOST = 45, 90, 180


class Piece(NamedTuple):
    """A paragraph: half-open ranges of words in playing order; whether the last one's neighbour in the source follows;
    whether any of its words was moved there."""

    ranges: tuple[Range, ...]
    follows: bool
    moved: tuple[Range, ...]


@dataclass(frozen=True)
class Source:
    """What does not change with most edits.

    Attributes:
        starts: a byte for each word, 1 where a paragraph begins. speakers: of each word.
        pauses: seconds between a word and the next, where they are longer than `PAUSE_S`.
    """

    edited: Edited
    starts: bytes
    speakers: tuple[str, ...]
    pauses: dict[int, float]

    @staticmethod
    def of(edited: Edited) -> Source:
        """Takes about 10 ms for 20,000 words."""
        words, segment_of = edited.words.words, edited.words.segment_of
        of_segments = edited.words.segment_speakers
        names = [of_segments[segment] for segment in segment_of]
        for n, name in edited.speakers.items():
            names[n] = name
        speakers = tuple(names)
        starts = bytearray(len(words))
        pauses: dict[int, float] = {}
        count = 0
        for n, word in enumerate(words):
            if n == 0 or _begins(n, words, segment_of, speakers, count):
                starts[n] = 1
                count = 0
            count += 1
            if n + 1 < len(words) and words[n + 1].start - word.end > PAUSE_S:
                pauses[n] = words[n + 1].start - word.end
        return Source(edited, bytes(starts), speakers, pauses)

    def is_of(self, edited: Edited) -> bool:
        """Whether it holds for these as well."""
        mine = self.edited
        return mine.words is edited.words and (mine.speakers is edited.speakers or mine.speakers == edited.speakers)

    def paragraphs(self, edited: Edited) -> list[Piece]:
        """All of them; costs by the paragraph, not by the word."""
        pieces = edited.pieces
        home = at_home(pieces)
        found: list[list[Range]] = []
        moved: list[list[Range]] = []
        last_home = -1
        for index, (a, b) in enumerate(pieces):
            if not found or self._parted(pieces, home, index, last_home):
                found.append([])
                moved.append([])
            begin = a
            while begin < b:
                end = self.starts.find(1, begin + 1, b)
                end = b if end < 0 else end
                found[-1].append((begin, end))
                if not home[index]:
                    moved[-1].append((begin, end))
                if end < b:
                    found.append([])
                    moved.append([])
                begin = end
            last_home = b - 1 if home[index] else last_home
        firsts = [ranges[0][0] for ranges in found[1:]] + [-1]
        return [
            Piece(tuple(ranges), ranges[-1][1] == following, tuple(elsewhere))
            for ranges, following, elsewhere in zip(found, firsts, moved, strict=True)
        ]

    def _parted(self, pieces: Sequence[Range], home: Sequence[bool], index: int, last_home: int) -> bool:
        """Whether a paragraph begins with a piece."""
        (a, b), (before, until) = pieces[index], pieces[index - 1]
        if self.speakers[a] != self.speakers[until - 1]:
            return True
        if not home[index]:
            return self._is_whole(a, b) or (not home[index - 1] and self._is_whole(before, until))
        if not home[index - 1] and self._is_whole(before, until):
            return True
        return last_home >= 0 and self.starts.find(1, last_home + 1, a + 1) >= 0

    def _is_whole(self, a: int, b: int) -> bool:
        return self.starts[a] == 1 and (b == len(self.starts) or self.starts[b] == 1)


def _begins(n: int, words: Sequence, segment_of: Sequence[int], speakers: Sequence[str], count: int) -> bool:  # type: ignore[type-arg]
    pause = words[n].start - words[n - 1].end
    if speakers[n] != speakers[n - 1] or count >= _MOST or pause > _LONGEST_S:
        return True
    if pause > _LONG_S and ends_sentence(words[n - 1].word):
        return True
    if count < _ENOUGH or segment_of[n] == segment_of[n - 1]:
        return False
    return count >= _MANY or ends_sentence(words[n - 1].word)


def at_home(pieces: Sequence[Range]) -> list[bool]:
    """Which pieces stand in the source's order, as many words as possible; the others were moved.

    The heaviest increasing subsequence: sequences by the word that they end with, only those that no lighter one ends
    before.
    """
    if len(pieces) == 1:
        return [True]
    ends: list[int] = []
    weights: list[int] = []
    lasts: list[int] = []
    before = [-1] * len(pieces)
    for index, (a, b) in enumerate(pieces):
        at = bisect_right(ends, a) - 1
        weight = b - a
        if at >= 0:
            weight += weights[at]
            before[index] = lasts[at]
        place = bisect_left(ends, b)
        if place > 0 and weights[place - 1] >= weight:
            continue
        stop = place
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        ends[place:stop], weights[place:stop], lasts[place:stop] = [b], [weight], [index]
    home = [False] * len(pieces)
    index = lasts[-1] if lasts else -1
    while index >= 0:
        home[index] = True
        index = before[index]
    return home
