"""What parsers of transcripts give and `repair` takes: words and segments as they stood in the file."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec


class RawWord(msgspec.Struct, gc=False):
    """A word that may lack its times. `start`, `end` in seconds; `speaker` empty where the file names none for it."""

    text: str
    start: float | None = None
    end: float | None = None
    probability: float = 1.0
    speaker: str = ""


@dataclass(slots=True)
class RawSegment:
    """A stretch of speech that may lack its words, its text or its times."""

    start: float | None = None
    end: float | None = None
    text: str = ""
    speaker: str = ""
    words: list[RawWord] = field(default_factory=list)


@dataclass(slots=True)
class RawTranscript:
    """A whole file.

    Attributes:
        spaced: whether its words keep the space before them, as Whisper's do.
        grouped: whether its segments mean anything; a mere list of words has none, and gets some.
    """

    segments: list[RawSegment]
    language: str = ""
    notes: list[str] = field(default_factory=list)
    spaced: bool = False
    grouped: bool = True
