"""What is typed into the bin's search field in; a test of clips out. Pure."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from montage_desktop.ui.bin.model import MediaItem, folded

Test = Callable[[MediaItem], bool]

#: A word, or words in quotes; a quote that is not closed yet reaches to the end.
_WORD = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_RATING = re.compile(r"(?:rating|stars)(?::|(?=[<>=]))(>=|<=|>|<|=|)([0-5])")
_UNFINISHED = re.compile(r"(?:rating|stars):?[<>=]*")
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "=": operator.eq, "": operator.eq,
}  # fmt: skip


class Word(StrEnum):
    """Words with a meaning, as they are offered in the menu of the field."""

    FAVOURITE = "fav"
    NOT_REJECTED = "-reject"
    REJECTED = "reject"
    GOOD = "rating:>=3"
    UNRATED = "unrated"
    CUT = "inout"
    TROUBLE = "trouble"


_FAVOURITES = ("fav", "favourite", "favorite")
_REJECTED = ("reject", "rejected")
_MEANINGS: dict[str, Test] = {
    **dict.fromkeys(_FAVOURITES, lambda item: item.entry.flag == "favourite" or bool(item.entry.favourites)),
    **dict.fromkeys(_REJECTED, lambda item: item.entry.flag == "rejected"),
    "unrated": lambda item: item.entry.rating == 0,
    "rated": lambda item: item.entry.rating > 0,
    "inout": lambda item: item.entry.use is not None,
    "trouble": lambda item: bool(item.troubles),
}


@dataclass(frozen=True)
class Search:
    """All words have to hold of a clip. Without words every clip is found.

    Words: a part of the name or of a badge; one of `Word`; ``rating:3``, ``rating:>=3``. ``-`` in front: not that;
    ``"in quotes"``: as it is written, whatever it means otherwise.
    """

    tests: tuple[Test, ...] = ()

    def finds(self, item: MediaItem) -> bool:
        return all(test(item) for test in self.tests)


def search_of(text: str) -> Search:
    """What a text asks for; anything is a search."""
    found = (_test(*match.groups(default="")) for match in _WORD.finditer(folded(text)))
    return Search(tuple(test for test in found if test is not None))


def has_word(text: str, word: str) -> bool:
    """Whether a text asks for this word."""
    return word in folded(text).split()


def toggled(text: str, word: str) -> str:
    """The text with the word put in, or taken out if it was there; what contradicts it goes too."""
    opposite = word.removeprefix("-") if word.startswith("-") else f"-{word}"
    words = [w for w in text.split() if folded(w) not in (word, opposite)]
    if not has_word(text, word):
        words.append(word)
    return " ".join(words)


def _test(minus: str, quoted: str, word: str) -> Test | None:
    """None: nothing is said (yet)."""
    positive = _part(quoted) if quoted else _meaning(word) if word else None
    if positive is None or not minus:
        return positive
    return lambda item: not positive(item)


def _meaning(word: str) -> Test | None:
    if word in _MEANINGS:
        return _MEANINGS[word]
    rating = _RATING.fullmatch(word)
    if rating is not None:
        compare, stars = _COMPARE[rating[1]], int(rating[2])
        return lambda item: compare(item.entry.rating, stars)
    if word == "-" or ((":" in word or word[-1] in "<>=") and _UNFINISHED.fullmatch(word)):
        return None
    return _part(word)


def _part(text: str) -> Test:
    return lambda item: text in item.searched
