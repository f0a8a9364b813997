"""Words that are selected in; the operations that a person asks for with them out. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Correct, Delete, Move, Op, Range, Restore, Speaker
from montage_desktop.core.transcript.script import divided

Wish = tuple[list[Op], str]
"""Operations, and the English name of the step."""


def deletion(edited: Edited, numbers: Sequence[int]) -> Wish:
    """Take words out; where all of them are out already, put them back."""
    if all(edited.is_deleted(n) for n in numbers):
        return [Restore(r) for r in edited.ranges_of(numbers)], "Restore"
    return [Delete(r) for r in edited.ranges_of(numbers)], "Delete"


def move(edited: Edited, numbers: Sequence[int], before: int) -> Wish:
    """Let words play before another one (the number of words: at the end); no operations where they do already."""
    chosen = set(numbers)
    if before in chosen:
        order = list(edited.order())
        rest = (n for n in order[order.index(before) :] if n not in chosen)
        before = next(rest, len(edited))
    ops: list[Op] = [Move(r, before) for r in edited.ranges_of(numbers)]
    if not ops or edited.with_ops(ops).pieces == edited.pieces:
        return [], "Move"
    return ops, "Move"


def corrections(edited: Edited, numbers: Sequence[int], text: str) -> Wish:
    """Write words differently. As `find.replaced` does it: the new text is given to the words in turn, what is too
    much goes to the last, and those that get none are written with the one before them."""
    text = text.strip()
    if not text or not numbers:
        return [], "Correct"
    count = len(numbers)
    parts = [text] if count == 1 else divided(text)
    parts = [*parts[: count - 1], "".join(parts[count - 1 :])]
    parts += [""] * (count - len(parts))
    ops: list[Op] = [
        Correct(number, part.strip())
        for number, part in zip(numbers, parts, strict=True)
        if part.strip() != edited.word(number).strip()
    ]
    return ops, "Correct"


def speaker(name: str, ranges: Sequence[Range]) -> Wish:
    """Say who speaks some words."""
    return [Speaker(name.strip(), words=r) for r in ranges], "Name the speaker"


def rename(name: str, was: str) -> Wish:
    """Another name for a speaker, wherever they speak."""
    if name.strip() == was:
        return [], "Rename the speaker"
    return [Speaker(name.strip(), was=was)], "Rename the speaker"
