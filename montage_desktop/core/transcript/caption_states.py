"""A timeline's captions in; what of them is seen at each frame, and until when it stays the same, out."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript.caption_styles import STYLES
from montage_desktop.core.transcript.document import joined

#: The words of each cue that is seen, and how many of them are said (0 where the style does not tell them apart).
Seen = tuple[tuple[tuple[str, ...], int], ...]


@dataclass(frozen=True)
class CaptionState:
    """What is seen, unchanged, over output frames ``[start, end)``; `seen` is empty where no caption is."""

    start: int
    end: int
    seen: Seen

    @property
    def texts(self) -> tuple[str, ...]:
        """That of each cue, whether it is said or not."""
        return tuple(joined(words) for words, _ in self.seen)


class CaptionStates:
    """Tells what is seen at a frame, without looking at the cues elsewhere. Any thread.

    Attributes:
        style: of the timeline; "": nothing is ever seen.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.style = timeline.caption_style
        self._frames = timeline.frames
        rows = timeline.captions if self.style else []
        self._rows = sorted(rows, key=lambda row: row["start_frame"])
        self._starts: list[int] = [row["start_frame"] for row in self._rows]
        self._longest = max((row["frames"] for row in self._rows), default=0)
        #: Up to where a row, or one before it, is seen.
        self._until = list(accumulate((row["start_frame"] + row["frames"] for row in self._rows), max))
        self._by_words = any(name == self.style and style.word_by_word for name, style in STYLES.items())

    def at(self, frame: int) -> CaptionState:
        """What is seen at an output frame."""
        following = bisect.bisect_right(self._starts, frame)
        end = self._starts[following] if following < len(self._rows) else self._frames
        if following == 0 or self._until[following - 1] <= frame:
            return CaptionState(self._until[following - 1] if following else 0, max(end, frame + 1), ())
        start = 0
        seen: list[tuple[tuple[str, ...], int]] = []
        for row in self._before(following, frame):
            begin, over = row["start_frame"], row["start_frame"] + row["frames"]
            if over <= frame:
                start = max(start, over)
                continue
            words, said, begin, over = self._said(row, frame, begin, over)
            start, end = max(start, begin), min(end, over)
            seen.append((words, said))
        return CaptionState(start, max(end, frame + 1), tuple(seen))

    def _before(self, following: int, frame: int) -> Iterator[Mapping[str, Any]]:
        """Rows that begin at or before a frame and are seen then, or end while one is that is; in their order."""
        yield from self._rows[bisect.bisect_left(self._starts, frame - 2 * self._longest) : following]

    def _said(self, row: Mapping[str, Any], frame: int, begin: int, over: int) -> tuple[tuple[str, ...], int, int, int]:
        """(words, how many are said, from which frame on, up to which) of a row that is seen at a frame."""
        rows = row.get("words", [])
        words = tuple(w["word"] for w in rows)
        if not self._by_words:
            return (row.get("text", ""),), 0, begin, over
        if not words or joined(words) != row.get("text", ""):
            return (row.get("text", ""),), 1, begin, over
        # A word lights up when it begins, but not before the one that stands before it; the first one with the cue.
        lit = list(accumulate([begin, *(min(w["start_frame"], over) for w in rows[1:])], max))
        said = bisect.bisect_right(lit, frame)
        return words, said, lit[said - 1], lit[said] if said < len(lit) else over
