"""Edited words and a pattern in; where it stands, as words, out; and the corrections that put another text there."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

import regex as re  # as the standard library's, but what takes for ever can be given up

from montage_desktop.core.errors import InputError
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Correct, Range
from montage_desktop.core.transcript.script import divided

#: Seconds after which a pattern is given up: some take longer than the universe will last.
_LONGEST_S = 0.5


@dataclass(frozen=True)
class Match:
    """A place where a pattern was found.

    Attributes:
        words: numbers, in playing order, of the words that it touches. text: what matched.
        start, end: characters in the text of all kept words, for `replaced`.
        replacement: what goes in its place (see `find`); None if nothing was asked for.
    """

    words: tuple[int, ...]
    text: str
    start: int
    end: int
    replacement: str | None = None

    def ranges(self, edited: Edited) -> list[Range]:
        """Inclusive ranges of numbers, for operations."""
        return edited.ranges_of(self.words)


class _Text:
    """The text of kept words, and which word each character belongs to. Spaces belong to none."""

    def __init__(self, edited: Edited) -> None:
        self.numbers = [n for n in edited.kept if edited.word(n)]
        self.starts: list[int] = []
        self.ends: list[int] = []
        pieces = [edited.word(n) for n in self.numbers]
        position = 0
        for piece in pieces:
            self.starts.append(position + len(piece) - len(piece.lstrip()))
            position += len(piece)
            self.ends.append(position)
        self.whole = "".join(pieces)

    def touched(self, a: int, b: int) -> tuple[int, int]:
        """Half-open range of places in `numbers` whose words have characters in ``[a, b)``."""
        return bisect.bisect_right(self.ends, a), bisect.bisect_left(self.starts, b)


def find(
    edited: Edited,
    pattern: str,
    *,
    regex: bool = False,
    match_case: bool = False,
    whole_words: bool = False,
    replacement: str | None = None,
) -> list[Match]:
    """All places, in the order in which they are heard; deleted words are not searched.

    Args:
        replacement: text for `replaced`; with `regex` it may refer to groups (``\\1``).

    Raises:
        InputError: ``find.pattern`` or ``find.replacement``: it is no valid regular expression, or names no group;
            ``find.slow``: it would take too long.
    """
    if not pattern:
        return []
    text = _Text(edited)
    compiled = _compiled(pattern, regex=regex, match_case=match_case, whole_words=whole_words)
    found: list[Match] = []
    try:
        for match in compiled.finditer(text.whole, timeout=_LONGEST_S):
            if not match.group().strip():
                continue
            a, b = match.span()
            first, end = text.touched(a, b)
            new = _expanded(match, replacement, regex=regex)
            found.append(Match(tuple(text.numbers[first:end]), match.group(), a, b, new))
    except TimeoutError as e:
        raise InputError(
            "find.slow", f"It would take too long to find “{pattern}”.", fix="Write the expression more simply."
        ) from e
    return found


def _compiled(pattern: str, *, regex: bool, match_case: bool, whole_words: bool) -> re.Pattern[str]:
    source = pattern if regex else re.escape(pattern)
    if whole_words:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    try:
        return re.compile(source, 0 if match_case else re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as e:
        raise InputError("find.pattern", f"“{pattern}” is no regular expression: {e}.") from e


def _expanded(match: re.Match[str], replacement: str | None, *, regex: bool) -> str | None:
    if replacement is None or not regex:
        return replacement
    try:
        return str(match.expand(replacement))
    except (re.error, IndexError) as e:
        raise InputError("find.replacement", f"“{replacement}” cannot be put in: {e}.") from e


def replaced(edited: Edited, matches: Sequence[Match]) -> list[Correct]:
    """Corrections that put each match's replacement in its place. The cut stays as it is.

    The new text is given to the words in turn; what is too much goes to the last, and words left without any are
    written with the one before them. Where nothing at all would be left, the words stay as they are: deleting is
    another operation.

    Args:
        matches: of `find` in these very words, some or all of them, in order.
    """
    text = _Text(edited)
    corrections: list[Correct] = []
    for group in _groups(text, [m for m in matches if m.replacement is not None]):
        first, end = text.touched(group[0].start, group[-1].end)
        position = text.starts[first]
        new = ""
        for match in group:
            new += text.whole[position : match.start] + (match.replacement or "")
            position = max(position, match.end)
        new += text.whole[position : text.ends[end - 1]]
        parts = [new.strip()] if end - first == 1 else divided(new.strip())
        if not "".join(parts).strip():
            continue
        parts = [*parts[: end - first - 1], "".join(parts[end - first - 1 :])]
        parts += [""] * (end - first - len(parts))
        for number, part in zip(text.numbers[first:end], parts, strict=True):
            if part.strip() != edited.word(number).strip():
                corrections.append(Correct(number, part.strip()))
    return corrections


def _groups(text: _Text, matches: Sequence[Match]) -> list[list[Match]]:
    """Matches, those together that touch the same word."""
    groups: list[list[Match]] = []
    reached = -1
    for match in matches:
        first, end = text.touched(match.start, match.end)
        if first < reached:
            groups[-1].append(match)
        else:
            groups.append([match])
        reached = end
    return groups
