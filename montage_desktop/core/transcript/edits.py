"""The Edits document: what a person did to the words of a transcript, one operation after the other.

``montage.edits/1``; word ranges are inclusive, and numbers are the transcript's, whatever was moved before. What the
operations mean is in `edited`; that a word exists is checked there too, since a document knows no transcript.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.errors import DocumentError, InputError

SCHEMA = "montage.edits/1"

Range = tuple[int, int]
"""First and last word, both in it."""


class Delete(msgspec.Struct, frozen=True, tag_field="op", tag="delete", omit_defaults=True):
    """Take words out of the film."""

    words: Range
    id: str = ""


class Restore(msgspec.Struct, frozen=True, tag_field="op", tag="restore", omit_defaults=True):
    """Put deleted words back where they were, or where they were moved since."""

    words: Range
    id: str = ""


class Move(msgspec.Struct, frozen=True, tag_field="op", tag="move", omit_defaults=True):
    """Let words play before another one; `before` may be the number of words: at the end.

    They keep the order that they have, and so do deleted ones among them.
    """

    words: Range
    before: int
    id: str = ""


class Correct(msgspec.Struct, frozen=True, tag_field="op", tag="correct", omit_defaults=True):
    """Write a word differently; the cut stays. An empty text: it is heard, but written with the word before it."""

    word: int
    text: str
    id: str = ""


class Speaker(msgspec.Struct, frozen=True, tag_field="op", tag="speaker", omit_defaults=True):
    """Say who speaks: in a range of words, or, without one, wherever `was` speaks (a new name for them)."""

    speaker: str
    words: Range | None = None
    was: str | None = None
    id: str = ""


class ShortenSilence(msgspec.Struct, frozen=True, tag_field="op", tag="shorten_silence", omit_defaults=True):
    """Cut the middle out of pauses between neighbouring words.

    Attributes:
        longer_than: seconds; shorter pauses stay. to: seconds that are left.
        words: only the pauses between these words; without it all. A later operation outranks an earlier one, so
            that ``to >= longer_than`` leaves these pauses as they are again.
    """

    longer_than: float
    to: float
    words: Range | None = None
    id: str = ""


class DeleteFillers(msgspec.Struct, frozen=True, tag_field="op", tag="delete_fillers", omit_defaults=True):
    """Delete every word, or phrase, of a list, in whatever case and with whatever punctuation."""

    phrases: list[str] = msgspec.field(name="list")
    id: str = ""


Op = Delete | Restore | Move | Correct | Speaker | ShortenSilence | DeleteFillers


class Edits(msgspec.Struct, frozen=True):
    """The document."""

    schema: str = SCHEMA
    ops: list[Op] = []


class _Old(msgspec.Struct, frozen=True):
    """One word's state in the older form."""

    index: int
    removed: bool


def load(path: Path) -> Edits:
    """Read an edits document, of either form.

    Raises:
        DocumentError: unreadable, malformed, or newer.
    """
    try:
        data = path.read_bytes()
    except OSError as e:
        raise DocumentError("document.unreadable", f"{path} cannot be read: {e.strerror}.") from e
    return decode(data)


def decode(data: bytes) -> Edits:
    """The edits in JSON bytes. See `load`."""
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"[":
        try:
            return from_builtins(msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf")))
        except msgspec.DecodeError as e:
            raise DocumentError("document.not_json", f"This file is not JSON: {e}.") from e
    return documents.decode(data, Edits, schema=SCHEMA)


def from_builtins(data: Any) -> Edits:
    """The edits in plain data: a document, or a list of ``{"index": n, "removed": true|false}``.

    In the list the last word on an index counts.

    Raises:
        DocumentError: malformed or newer.
    """
    if not isinstance(data, list):
        return documents.decode(msgspec.json.encode(data), Edits, schema=SCHEMA)
    state = {old.index: old.removed for old in documents.from_builtins(data, list[_Old])}
    return Edits(ops=[op for first, last, removed in _runs(state) for op in [_old_op(first, last, removed=removed)]])


def _runs(state: dict[int, bool]) -> list[tuple[int, int, bool]]:
    runs: list[tuple[int, int, bool]] = []
    for index in sorted(state):
        if runs and runs[-1][1] == index - 1 and runs[-1][2] == state[index]:
            runs[-1] = (runs[-1][0], index, state[index])
        else:
            runs.append((index, index, state[index]))
    return runs


def _old_op(first: int, last: int, *, removed: bool) -> Op:
    return Delete((first, last)) if removed else Restore((first, last))


def save(edits: Edits, path: Path) -> None:
    """Write atomically, indented for people and diffs."""
    documents.write_atomic(path, documents.encode(edits, indent=2))


def refused(code: str, message: str, fix: str = "") -> InputError:
    """Why edits cannot be."""
    return InputError(f"edits.{code}", message, fix=fix)
