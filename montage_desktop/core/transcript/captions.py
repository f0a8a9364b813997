"""What is said in an edited film in; captions out: cues of a line or two, in the film's time, each word with its own.

Sizes follow the usual guides for subtitles (BBC, Netflix): two lines of 42 characters, none shorter than 0.8 s or
longer than 6 s, broken at the ends of sentences and where the speaker pauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import msgspec

from montage_desktop.core.time import frame_at
from montage_desktop.core.transcript.document import joined
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.kept import Kept
from montage_desktop.core.transcript.script import ends_clause, ends_sentence, width

_PAUSE_S = Fraction(7, 10)  # ends a cue
_BREATH_S = Fraction(2, 10)  # a good place to end one
_UPRIGHT_WIDTH = 22  # of a line in a film that is higher than wide, so that letters are large enough on a telephone
_SQUARE_WIDTH = 24  # and in a square one, of which less is free at the side


@dataclass(frozen=True)
class CaptionLayout:
    """How large cues may be. `line_width` in columns: a wide (Chinese, Japanese, Korean) character takes two."""

    line_width: int = 42
    lines: int = 2
    shortest_s: Fraction = Fraction(8, 10)
    longest_s: Fraction = Fraction(6)

    @staticmethod
    def for_size(size: tuple[int, int]) -> CaptionLayout:
        """The layout for a film of this size in pixels."""
        if size[0] < size[1]:
            return CaptionLayout(line_width=_UPRIGHT_WIDTH)
        widest = CaptionLayout()
        return replace(widest, line_width=min(widest.line_width, _SQUARE_WIDTH * size[0] // size[1]))


class CueWord(msgspec.Struct, frozen=True):
    """A word of a cue.

    `word` begins with the space before it, or with a line break. Seconds of the film; `number` is the transcript's, -1
    where it is not known.
    """

    word: str
    start: Fraction
    end: Fraction
    number: int = -1


class Cue(msgspec.Struct, frozen=True):
    """What is shown at once, over seconds ``[start, end)`` of the film."""

    start: Fraction
    end: Fraction
    words: tuple[CueWord, ...]
    speaker: str = ""

    @property
    def text(self) -> str:
        """Its lines, with line breaks between them. In the order of speech, whatever the script's direction."""
        return joined(w.word for w in self.words)


def cues_of(edited: Edited, kept: Kept, *, layout: CaptionLayout | None = None) -> list[Cue]:
    """Cues for all that is heard, in order, without overlap. Each begins with its first word."""
    layout = layout or CaptionLayout()
    pieces = [piece for phrase in _phrases(edited, kept) for piece in _divided(phrase, layout)]
    pieces = _joined_short(pieces, layout)
    cues: list[Cue] = []
    for n, (speaker, words) in enumerate(pieces):
        limit = pieces[n + 1][1][0].start if n + 1 < len(pieces) else kept.duration_s
        start, end = words[0].start, words[-1].end
        end = max(end, min(limit, start + layout.shortest_s))
        cues.append(Cue(start, end, _in_lines(words, layout), speaker))
    return cues


_Piece = tuple[str, list[CueWord]]


def _phrases(edited: Edited, kept: Kept) -> Iterator[_Piece]:
    """Words up to the end of a sentence, a pause, or another speaker."""
    speaker, phrase = "", list[CueWord]()
    for number, start, end in kept.all_heard():
        text = edited.word(number)
        if not text:  # written with the word before it
            if phrase:
                phrase[-1] = msgspec.structs.replace(phrase[-1], end=end)
            continue
        name = edited.speaker(number)
        if phrase and (name != speaker or start - phrase[-1].end >= _PAUSE_S or ends_sentence(phrase[-1].word)):
            yield speaker, phrase
            phrase = []
        speaker = name
        phrase.append(CueWord(text, start, end, number))
    if phrase:
        yield speaker, phrase


def _divided(phrase: _Piece, layout: CaptionLayout) -> Iterator[_Piece]:
    """A phrase in parts that fit."""
    speaker, words = phrase
    while words:
        most = _longest_fit(words, layout)
        count = most if most == len(words) else _best_break(words, most)
        yield speaker, words[:count]
        words = words[count:]


def _longest_fit(words: Sequence[CueWord], layout: CaptionLayout) -> int:
    """How many words fit into one cue; at least one."""
    lines, column = 1, 0
    for n, word in enumerate(words):
        size = width(word.word if column else word.word.lstrip())
        if column and column + size > layout.line_width:
            lines, column, size = lines + 1, 0, width(word.word.lstrip())
        column += size
        if column > layout.line_width:  # a single word that is wider than a line stands alone
            return max(1, n)
        if n and (lines > layout.lines or word.end - words[0].start > layout.longest_s):
            return n
    return len(words)


def _best_break(words: Sequence[CueWord], most: int) -> int:
    """Where to divide words of which `most` fit: after a clause or at a breath, late, and not before a last word."""

    def worth(count: int) -> float:
        gap_s = words[count].start - words[count - 1].end
        good = 0.4 * ends_clause(words[count - 1].word) + 0.3 * (gap_s >= _BREATH_S)
        return count / most + good - 0.3 * (len(words) - count < 3)

    return max(range(max(1, most // 2), most + 1), key=lambda c: (worth(c), c))


def _joined_short(pieces: list[_Piece], layout: CaptionLayout) -> list[_Piece]:
    """Parts that are shown too briefly joined with a neighbour, if both fit into one cue."""
    out: list[_Piece] = []
    for n, (speaker, words) in enumerate(pieces):
        if out and out[-1][0] == speaker:
            before = out[-1][1]
            following = pieces[n + 1][1][0].start if n + 1 < len(pieces) else None
            brief_before = words[0].start - before[0].start < layout.shortest_s
            brief = following is not None and following - words[0].start < layout.shortest_s
            close = words[0].start - before[-1].end < _PAUSE_S
            both = [*before, *words]
            if close and (brief_before or brief) and _longest_fit(both, layout) == len(both):
                out[-1] = (speaker, both)
                continue
        out.append((speaker, words))
    return out


def _in_lines(words: Sequence[CueWord], layout: CaptionLayout) -> tuple[CueWord, ...]:
    """The words with line breaks before those that begin a line; lines are about equally long."""
    total = sum(width(w.word) for w in words)
    starts = {0}
    for limit in range(max(1, -(-total // layout.lines)), layout.line_width + 1):
        if total <= layout.line_width:
            break
        starts = _wrapped(words, limit)
        if len(starts) <= layout.lines:
            break
    out = []
    for n, word in enumerate(words):
        text = word.word.lstrip() if n in starts or not n else word.word
        out.append(msgspec.structs.replace(word, word=f"\n{text}" if n and n in starts else text))
    return tuple(out)


def _wrapped(words: Sequence[CueWord], limit: int) -> set[int]:
    """Which words begin a line if lines have at most `limit` columns."""
    starts, column = {0}, 0
    for n, word in enumerate(words):
        size = width(word.word if column else word.word.lstrip())
        if column and column + size > limit:
            starts.add(n)
            column, size = 0, width(word.word.lstrip())
        column += size
    return starts


# In a timeline ---------------------------------------------------------------------------------------------------


def timeline_captions(cues: Sequence[Cue], *, rate: Fraction, frames: int) -> list[dict[str, Any]]:
    """Cues as `Timeline.captions` has them, in output frames; those without a frame are left out."""
    rows: list[dict[str, Any]] = []
    for n, cue in enumerate(cues):
        limit = min(frames, frame_at(cues[n + 1].start, rate)) if n + 1 < len(cues) else frames
        start = frame_at(cue.start, rate)
        count = min(max(1, frame_at(cue.end, rate) - start), limit - start)
        if count < 1:
            continue
        words = [_word_row(word, rate, start, start + count) for word in cue.words]
        rows.append({"start_frame": start, "frames": count, "text": cue.text, "words": words, "speaker": cue.speaker})
    return rows


def _word_row(word: CueWord, rate: Fraction, first: int, end: int) -> dict[str, Any]:
    a = min(max(frame_at(word.start, rate), first), end - 1)
    b = min(max(frame_at(word.end, rate), a + 1), end)
    return {"word": word.word, "start_frame": a, "frames": b - a}


def cues_in(captions: Sequence[Mapping[str, Any]], *, rate: Fraction) -> list[Cue]:
    """Cues of `Timeline.captions`, for what burns them in or writes them to a file."""
    cues: list[Cue] = []
    for row in captions:
        start, end = row["start_frame"] / rate, (row["start_frame"] + row["frames"]) / rate
        words = tuple(
            CueWord(w["word"], w["start_frame"] / rate, (w["start_frame"] + w["frames"]) / rate)
            for w in row.get("words", [])
        )
        text = row.get("text", "")
        if not words or joined(w.word for w in words) != text:
            words = (CueWord(text, start, end),)  # made by hand: a text only
        cues.append(Cue(start, end, words, row.get("speaker", "")))
    return cues
