"""Text in; what its script says about words: where they begin, whether a space stands before them, how they compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: Scripts written without spaces whose characters stand for syllables or words (Chinese, Japanese).
_IDEOGRAPHS = "\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f"
#: Their punctuation, and scripts without spaces that need a dictionary to be divided (Thai, Lao, Burmese, Khmer).
_UNSPACED = _IDEOGRAPHS + "\u3000-\u3030\uff01-\uff65\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_OPENING = "([{“‘«‹„「『（《〈【〔"
_PIECE = re.compile(
    rf"[{re.escape(_OPENING)}]*[{_IDEOGRAPHS}][^\s\w{re.escape(_OPENING)}]*|[^\s{_IDEOGRAPHS}]+"
)  # an ideograph with the punctuation around it, or a run of anything else
_STARTS_UNSPACED = re.compile(rf"[{re.escape(_OPENING)}]*[{_UNSPACED}]")
_ENDS_UNSPACED = re.compile(rf"[{_UNSPACED}]$")
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।]+[\"'”’»)\]」』）]*$")
_CLAUSE_END = re.compile(r"[,;:،؛、，；：—–]+[\"'”’»)\]」』）]*$")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2060\ufeff\ufffc]+")
_SPACES = re.compile(r"\s+")


def is_unspaced(text: str) -> bool:
    """Whether text begins in a script that is written without spaces."""
    return _STARTS_UNSPACED.match(text) is not None


def needs_space(before: str, after: str) -> bool:
    """Whether a space goes between two words that came without any."""
    if not after or (not any(c.isalnum() for c in after) and after[0] not in _OPENING):
        return False  # punctuation by itself belongs to the word before it
    return not (is_unspaced(after) or (before and _ENDS_UNSPACED.search(before)))


def unwrapped(lines: Iterable[str]) -> str:
    """Lines as one: with a space between them, unless both sides of a break are written without."""
    text = ""
    for line in lines:
        line = line.strip()
        together = not text or not line or (is_unspaced(line) and _ENDS_UNSPACED.search(text) is not None)
        text += line if together else f" {line}"
    return text


def cleaned(text: str) -> str:
    """Text without control characters, its runs of white space one space each. Direction marks stay."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return _SPACES.sub(" ", _CONTROLS.sub("", text))


def divided(text: str) -> list[str]:
    """The words of a text, each with the space before it; ideographs one by one, with their punctuation.

    The first has a space where its script has spaces, so that it can follow other text.
    """
    text = cleaned(text)
    words: list[str] = []
    for match in _PIECE.finditer(text):
        piece, at = match.group(), match.start()
        spaced = text[at - 1] == " " if at else not is_unspaced(piece)
        if not any(c.isalnum() for c in piece) and words and not spaced:
            words[-1] += piece
        else:
            words.append(f" {piece}" if spaced else piece)
    return words


def weight(word: str) -> int:
    """How long a word takes to say, roughly: its letters and figures, an ideograph counting as three."""
    return max(1, sum(3 if is_unspaced(c) else 1 for c in word if c.isalnum()))


def width(text: str) -> int:
    """Columns that text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def bare(word: str) -> str:
    """A word as it is compared: without case, space and the punctuation around it."""
    word = word.strip().casefold()
    if word.isalnum():
        return word
    start, end = 0, len(word)
    while start < end and not word[start].isalnum():
        start += 1
    while end > start and not (word[end - 1].isalnum() or unicodedata.combining(word[end - 1])):
        end -= 1
    return word[start:end]


def ends_sentence(word: str) -> bool:
    return _SENTENCE_END.search(word) is not None


def ends_clause(word: str) -> bool:
    return _CLAUSE_END.search(word) is not None
