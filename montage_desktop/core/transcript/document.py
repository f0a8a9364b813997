"""The Transcript document: what was said, word by word, and when (``montage.transcript/1``).

It is Whisper's own shape. Words are numbered from 0 through the whole transcript; edits name them by number.

A word keeps Whisper's leading space: ``" Hello"`` stands after a space, ``"-one"`` and ``"日"`` do not. So the text
of any words, in any order, is their strings one after the other (`joined`), in every script. What comes without such
spaces (SRT, WhisperX, a list made by hand) gets them where its script has them (`reading`).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from pathlib import Path

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.errors import DocumentError

SCHEMA = "montage.transcript/1"


class Word(msgspec.Struct, frozen=True, gc=False):
    """A spoken word.

    Attributes:
        word: as written, with the space that stands before it, if one does, and the punctuation after it.
        start, end: seconds of the source (from the start of its container), half-open.
        probability: 0…1, how sure the recogniser was; 1 where it did not say.
    """

    word: str
    start: float
    end: float
    probability: float = 1.0

    @property
    def text(self) -> str:
        """The word without the space before it."""
        return self.word.strip()


class Segment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of speech: a sentence or a breath. `start`, `end` in seconds; `speaker` empty where not known.

    `text` is what the recogniser wrote; it equals ``joined(words)`` in a transcript that was read by `reading`.
    """

    id: int
    start: float
    end: float
    text: str
    speaker: str = ""
    words: list[Word] = []


class Transcript(msgspec.Struct, frozen=True):
    """All that was said in a source.

    Attributes:
        language: BCP 47, lower case (``en``, ``de``); empty where not known.
        segments: in order of time; so are the words in them, and no two words overlap.
        notes: sentences for the person: what had to be repaired when it was read.
    """

    schema: str = SCHEMA
    language: str = ""
    segments: list[Segment] = []
    notes: list[str] = []

    def numbered(self) -> Words:
        """All words under their numbers. Builds lists: call it once for a transcript and keep the result."""
        words: list[Word] = []
        segment_of: list[int] = []
        for position, segment in enumerate(self.segments):
            words += segment.words
            segment_of += [position] * len(segment.words)
        return Words(tuple(words), tuple(segment_of), tuple(s.speaker for s in self.segments))


class Words(msgspec.Struct, frozen=True):
    """The words of a transcript under their numbers.

    Attributes:
        words: the word of each number.
        segment_of: for each word, the position of its segment in ``Transcript.segments``.
        segment_speakers: for each segment, who speaks; empty where not known.
    """

    words: tuple[Word, ...]
    segment_of: tuple[int, ...]
    segment_speakers: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, number: int) -> Word:
        return self.words[number]

    def speaker(self, number: int) -> str:
        """Who says a word, by the transcript; empty where not known."""
        return self.segment_speakers[self.segment_of[number]]


def joined(words: Iterable[str]) -> str:
    """The text of words that keep the space before them, without the one at its begin."""
    return "".join(words).strip()


def validate(transcript: Transcript) -> None:
    """Check what edits and kept ranges rely on: times are finite, not negative, in order, without overlap.

    Raises:
        DocumentError: with the number of the first word that does not fit.
    """
    number = 0
    previous_end = 0.0
    for segment in transcript.segments:
        for word in segment.words:
            if not (isfinite(word.start) and isfinite(word.end)):
                raise _bad(f"word {number} ({word.text}) has no times")
            if word.start < 0 or word.end <= word.start:
                raise _bad(f"word {number} ({word.text}) ends before it begins, or is empty or negative")
            if word.start < previous_end:
                raise _bad(f"word {number} ({word.text}) begins before the word before it ends")
            if not word.text:
                raise _bad(f"word {number} has no text")
            previous_end = word.end
            number += 1


def _bad(what: str) -> DocumentError:
    return DocumentError("transcript.invalid", f"The transcript is not valid: {what}.")


def load(path: Path) -> Transcript:
    """Read and validate a transcript of our own. `reading.read` opens those of other programs too, and repairs.

    Raises:
        DocumentError: unreadable, malformed, invalid or newer.
    """
    try:
        data = path.read_bytes()
    except OSError as e:
        raise DocumentError("document.unreadable", f"{path} cannot be read: {e.strerror}.") from e
    transcript = documents.decode(data, Transcript, schema=SCHEMA)
    validate(transcript)
    return transcript


def save(transcript: Transcript, path: Path) -> None:
    """Validate and write atomically, indented for people and diffs."""
    validate(transcript)
    documents.write_atomic(path, documents.encode(transcript, indent=2))


__all__ = ["SCHEMA", "Segment", "Transcript", "Word", "Words", "joined", "load", "save", "validate"]
