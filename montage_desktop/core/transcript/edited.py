"""A transcript's words and edits of them in; what is said in the film, in which order, out.

An `Edited` never changes: an operation gives another one, which shares with it what stays. So undo is going back to
the one before, and is identity by construction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from math import isfinite

from montage_desktop.core.transcript.document import Transcript, Words, joined
from montage_desktop.core.transcript.edits import (
    Correct,
    Delete,
    DeleteFillers,
    Edits,
    Move,
    Op,
    Range,
    Restore,
    ShortenSilence,
    Speaker,
    refused,
)
from montage_desktop.core.transcript.script import bare, cleaned


@dataclass(frozen=True)
class SilenceRule:
    """Pauses after the words ``first…last - 1`` that are longer than `longer_than` seconds are cut to `to`."""

    first: int
    last: int
    longer_than: float
    to: float


@dataclass(frozen=True)
class Edited:
    """Words as they were edited.

    Attributes:
        words: the transcript's, under their numbers. ops: what was done, in order.
        pieces: half-open ranges of numbers in the order in which they play, deleted words among them.
        deleted: a byte for each word, 1 if it was deleted.
        corrected: texts that were corrected, with the space before them; speakers: where they were named.
        silences: the later outrank the earlier.
    """

    words: Words
    ops: tuple[Op, ...] = ()
    pieces: tuple[Range, ...] = ()
    deleted: bytes = b""
    corrected: Mapping[int, str] = field(default_factory=dict)
    speakers: Mapping[int, str] = field(default_factory=dict)
    silences: tuple[SilenceRule, ...] = ()

    @staticmethod
    def unedited(words: Words | Transcript) -> Edited:
        """The words as they were said."""
        if isinstance(words, Transcript):
            words = words.numbered()
        count = len(words)
        return Edited(words, pieces=((0, count),) if count else (), deleted=bytes(count))

    def with_op(self, op: Op) -> Edited:
        """These words after one more operation; takes about a millisecond for 20,000 words.

        Raises:
            InputError: ``edits.*``: it names no such word, means nothing, or would leave no word.
        """
        return _something(_after(self, op))

    def with_ops(self, ops: Iterable[Op]) -> Edited:
        """These words after several operations, which only together have to leave a word. See `with_op`."""
        edited = self
        for op in ops:
            edited = _after(edited, op)
        return _something(edited)

    def __len__(self) -> int:
        """How many words there are, deleted ones too."""
        return len(self.deleted)

    def is_deleted(self, number: int) -> bool:
        return self.deleted[number] == 1

    def order(self) -> Iterator[int]:
        """Numbers of all words in the order in which they play, deleted ones in their places."""
        return chain.from_iterable(range(a, b) for a, b in self.pieces)

    @cached_property
    def kept(self) -> tuple[int, ...]:
        """Numbers of the words that are heard, in the order in which they play."""
        deleted = self.deleted
        return tuple(n for n in self.order() if not deleted[n])

    def runs(self) -> list[Range]:
        """Half-open ranges of kept words that follow each other in the source as in the film, in playing order."""
        runs: list[Range] = []
        for a, b in self.pieces:
            position = self.deleted.find(0, a, b)
            while position >= 0:
                end = self.deleted.find(1, position, b)
                end = b if end < 0 else end
                if runs and runs[-1][1] == position:
                    runs[-1] = (runs[-1][0], end)
                else:
                    runs.append((position, end))
                position = self.deleted.find(0, end, b)
        return runs

    def word(self, number: int) -> str:
        """A word as it is written now, with the space before it."""
        text = self.corrected.get(number)
        return self.words.words[number].word if text is None else text

    def speaker(self, number: int) -> str:
        """Who says a word; empty where not known."""
        name = self.speakers.get(number)
        return self.words.speaker(number) if name is None else name

    def text(self) -> str:
        """All that is said, as it is written now."""
        return joined(self.word(n) for n in self.kept)

    def silence_after(self, number: int) -> SilenceRule | None:
        """The rule for the pause after a word; None if it stays."""
        for rule in reversed(self.silences):
            if rule.first <= number < rule.last:
                return rule if rule.to < rule.longer_than else None
        return None

    def ranges_of(self, numbers: Iterable[int]) -> list[Range]:
        """Inclusive ranges, in order, that name these words to operations: what is selected on screen after moves."""
        ranges: list[Range] = []
        for n in numbers:
            if ranges and ranges[-1][1] == n - 1:
                ranges[-1] = (ranges[-1][0], n)
            else:
                ranges.append((n, n))
        return ranges

    def edits(self) -> Edits:
        """The document of what was done."""
        return Edits(ops=list(self.ops))


def apply(words: Words | Transcript, edits: Edits) -> Edited:
    """The words after all edits of a document.

    Raises:
        InputError: ``edits.*``: they name no such word, or delete everything.
    """
    return Edited.unedited(words).with_ops(edits.ops)


def _something(edited: Edited) -> Edited:
    if len(edited) and edited.deleted.find(0) < 0:
        raise refused("nothing_left", "These edits delete every word: nothing is left of the film.", "Keep a word.")
    return edited


def _after(edited: Edited, op: Op) -> Edited:
    if isinstance(op, Delete):
        changed = _marked(edited, op.words, 1)
    elif isinstance(op, Restore):
        changed = _marked(edited, op.words, 0)
    elif isinstance(op, Move):
        changed = _moved(edited, op)
    elif isinstance(op, Correct):
        changed = _corrected(edited, op)
    elif isinstance(op, Speaker):
        changed = _spoken(edited, op)
    elif isinstance(op, ShortenSilence):
        changed = _shortened(edited, op)
    else:
        changed = _without_fillers(edited, op)
    return replace(changed, ops=(*edited.ops, op))


def _checked(edited: Edited, words: Range, op: str) -> Range:
    """A range as half-open."""
    first, last = words
    for number in (first, last):
        if not 0 <= number < len(edited):
            raise _no_word(edited, number, op)
    if last < first:
        raise refused("range", f"The words {first} to {last} of “{op}” stand the wrong way round.")
    return first, last + 1


def _no_word(edited: Edited, number: int, op: str) -> Exception:
    have = f"has the words 0 to {len(edited) - 1}" if len(edited) else "has no words"
    return refused(
        "no_word",
        f"“{op}” names word {number}, but the transcript {have}.",
        "Use the edits with the transcript that they were made for.",
    )


def _marked(edited: Edited, words: Range, mark: int) -> Edited:
    first, end = _checked(edited, words, "delete" if mark else "restore")
    deleted = edited.deleted[:first] + bytes([mark]) * (end - first) + edited.deleted[end:]
    return replace(edited, deleted=deleted)


def _moved(edited: Edited, op: Move) -> Edited:
    first, end = _checked(edited, op.words, "move")
    if op.before != len(edited) and not 0 <= op.before < len(edited):
        raise _no_word(edited, op.before, "move")
    if first <= op.before < end:
        raise refused("range", f"The words {first} to {end - 1} cannot be moved before one of themselves.")
    moved: list[Range] = []
    rest: list[Range] = []
    for a, b in edited.pieces:
        rest += [(x, y) for x, y in ((a, min(b, first)), (max(a, end), b)) if x < y]
        if max(a, first) < min(b, end):
            moved.append((max(a, first), min(b, end)))
    pieces: list[Range] = []
    for a, b in rest:
        if a <= op.before < b:
            pieces += [(a, op.before), *moved, (op.before, b)]
        else:
            pieces.append((a, b))
    if op.before == len(edited):
        pieces += moved
    return replace(edited, pieces=_merged(pieces))


def _merged(pieces: Iterable[Range]) -> tuple[Range, ...]:
    out: list[Range] = []
    for a, b in pieces:
        if a == b:
            continue
        if out and out[-1][1] == a:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return tuple(out)


def _corrected(edited: Edited, op: Correct) -> Edited:
    _checked(edited, (op.word, op.word), "correct")
    text = cleaned(op.text).strip()
    said = edited.words.words[op.word].word
    if text and said[:1].isspace():
        text = f" {text}"
    corrected = {**edited.corrected, op.word: text}
    if text == said:
        del corrected[op.word]
    return replace(edited, corrected=corrected)


def _spoken(edited: Edited, op: Speaker) -> Edited:
    name = cleaned(op.speaker).strip()
    if op.words is None and op.was is None:
        raise refused("speaker", "“speaker” names neither words nor who spoke them.")
    first, end = _checked(edited, op.words, "speaker") if op.words is not None else (0, len(edited))
    speakers = dict(edited.speakers)
    for number in range(first, end):
        if op.was is None or edited.speaker(number) == op.was:
            speakers[number] = name
    return replace(edited, speakers=speakers)


def _shortened(edited: Edited, op: ShortenSilence) -> Edited:
    if not (isfinite(op.longer_than) and isfinite(op.to)) or op.longer_than < 0 or op.to < 0:
        raise refused("silence", "“shorten_silence” needs seconds of 0 or more.")
    if op.words is None:
        return replace(edited, silences=(SilenceRule(0, len(edited), op.longer_than, op.to),))
    first, end = _checked(edited, op.words, "shorten_silence")
    rule = SilenceRule(first, end - 1, op.longer_than, op.to)
    kept = tuple(r for r in edited.silences if not (rule.first <= r.first and r.last <= rule.last))
    return replace(edited, silences=(*kept, rule))


def _without_fillers(edited: Edited, op: DeleteFillers) -> Edited:
    phrases = {tuple(p for w in entry.split() if (p := bare(w))) for entry in op.phrases}
    phrases.discard(())
    if not phrases:
        raise refused("fillers", "“delete_fillers” has no words in its list.")
    deleted = bytearray(edited.deleted)
    for numbers in phrases_in(edited, phrases):
        for number in numbers:
            deleted[number] = 1
    return replace(edited, deleted=bytes(deleted))


def phrases_in(edited: Edited, phrases: Iterable[tuple[str, ...]]) -> list[tuple[int, ...]]:
    """Where kept words are these phrases (of bare words), in playing order, the longest first, without overlap."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(set(phrases), key=len, reverse=True):
        by_first.setdefault(phrase[0], []).append(phrase)
    kept = edited.kept
    said = [bare(edited.word(n)) for n in kept]
    found: list[tuple[int, ...]] = []
    at = 0
    while at < len(said):
        for phrase in by_first.get(said[at], ()):
            if tuple(said[at : at + len(phrase)]) == phrase:
                found.append(kept[at : at + len(phrase)])
                at += len(phrase)
                break
        else:
            at += 1
    return found
