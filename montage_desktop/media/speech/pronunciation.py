"""A written English word in; the words of a dictionary that are said for it, out: numbers, signs, abbreviations."""

from __future__ import annotations

import re

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_ORDINALS |= {"twelve": "twelfth"}
_SIGNS = {
    "%": "percent",
    "$": "dollars",
    "€": "euros",
    "£": "pounds",
    "&": "and",
    "+": "plus",
    "@": "at",
    "=": "equals",
}
_PIECES = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*|\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:st|nd|rd|th)?|[%$€£&+@=]")
_NOT_SPELLED = re.compile("[AEIOUY]")


def spoken(written: str) -> list[str]:
    """The words that are said for a written one, lower case: ``"500%"`` → five hundred percent; may be empty."""
    words: list[str] = []
    for piece in _PIECES.findall(written):
        if piece[0].isdigit():
            words += _number(piece)
        elif piece in _SIGNS:
            words.append(_SIGNS[piece])
        elif len(piece) > 1 and piece.isupper() and not _NOT_SPELLED.search(piece):
            words += [f"{letter.lower()}." for letter in piece if letter.isalpha()]
        else:
            words.append(piece.lower().replace("’", "'"))
    if "$" in written and words[:1] == ["dollars"]:
        words = [*words[1:], words[0]]
    return words


def spelled(token: str) -> str:
    """A word of `spoken` as it is written: a letter with a dot after it is its name."""
    return token[0].upper() if len(token) == 2 and token[1] == "." else token


def _number(written: str) -> list[str]:
    """How a number is read: 1234, 1,234, 3.14, 21st; four digits as a year, more than nine one by one."""
    ordinal = written[-1].isalpha()
    whole, _, fraction = written.rstrip("stndrh").replace(",", "").partition(".")
    value = int(whole) if len(whole) <= 12 else 0
    if len(whole) > 9 or (whole[0] == "0" and len(whole) > 1):
        words = [_ONES[int(digit)] for digit in whole]
    elif "," not in written and not ordinal and not fraction and 1100 <= value <= 2099 and value // 100 not in (20,):
        rest = value % 100
        tail = ["hundred"] if not rest else _counted(rest) if rest > 9 else ["oh", _ONES[rest]]
        words = [*_counted(value // 100), *tail]
    else:
        words = _counted(value)
    if fraction:
        words += ["point", *(_ONES[int(digit)] for digit in fraction)]
    if ordinal:
        last = words[-1]
        words[-1] = _ORDINALS.get(last, (last[:-1] + "ie" if last.endswith("y") else last) + "th")
    return words


def _counted(value: int) -> list[str]:
    if value < 20:
        return [_ONES[value]]
    if value < 100:
        return [_TENS[value // 10 - 2], *([_ONES[value % 10]] if value % 10 else [])]
    for scale, name in _SCALES:
        if value >= scale:
            rest = value % scale
            return [*_counted(value // scale), name, *(_counted(rest) if rest else [])]
    return []
