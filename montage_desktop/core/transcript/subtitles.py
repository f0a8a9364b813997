"""SRT and WebVTT text in; raw segments out, a word's times its own where WebVTT has them, else left to `repair`."""

from __future__ import annotations

import html
import re

from montage_desktop.core.errors import InputError
from montage_desktop.core.said import said
from montage_desktop.core.transcript.raw import RawSegment, RawTranscript, RawWord
from montage_desktop.core.transcript.script import divided, unwrapped

_CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"^\s*(-?){_CLOCK}\s*-->\s*(-?){_CLOCK}(?:\s.*)?$")
_STAMP = re.compile(rf"<{_CLOCK}>")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|\{\\[^{}]*\}")
_LABEL = re.compile(r"^\s*\[((?:SPEAKER|Speaker)[ _]?\w{1,20})\]:\s*")  # as WhisperX writes them into SRT
_WORD_JOINER = "\u2060"
_MERGE_SHARE = 0.4  # cues that leave each other less than this of their time are said at once


def is_srt(text: str) -> bool:
    return any(_TIMING.match(line) for line in text.splitlines()[:200])


def raw_of_srt(text: str) -> RawTranscript:
    """The raw transcript of a SubRip file.

    Raises:
        InputError: ``transcript.bad_cue``: with the number of a cue whose times cannot be read.
    """
    return _raw(_cues(text.splitlines()), rolling=False)


def raw_of_vtt(text: str) -> RawTranscript:
    """The raw transcript of a WebVTT file: voices are speakers, stamps within a cue the times of words.

    Raises:
        InputError: ``transcript.bad_cue``.
    """
    lines = text.splitlines()
    found = _raw(_cues(lines), rolling=_STAMP.search(text) is not None)
    language = next((m[1] for line in lines[1:8] if (m := re.match(r"Language:\s*([\w-]+)", line))), "")
    found.language = language.lower()
    return found


class _Cue:
    def __init__(self, start: float, end: float) -> None:
        self.start, self.end = start, end
        self.lines: list[str] = []


def _cues(lines: list[str]) -> list[_Cue]:
    cues: list[_Cue] = []
    is_open = False
    for number, line in enumerate(lines):
        if "-->" in line and not is_open:
            cues.append(_cue(line, len(cues) + 1))
            is_open = True
        elif not line.strip():
            # A blank line ends a cue, but some programs leave one within its text: then no new cue follows it.
            is_open = False
        elif is_open:
            if "-->" in line and _TIMING.match(line):  # the blank line before it is missing, and this is a new cue
                if cues[-1].lines and cues[-1].lines[-1].strip().isdigit():
                    cues[-1].lines.pop()
                cues.append(_cue(line, len(cues) + 1))
            else:
                cues[-1].lines.append(line)
        elif cues and not _begins_block(lines, number):
            cues[-1].lines.append(line)
    return cues


def _begins_block(lines: list[str], number: int) -> bool:
    """Whether a line after a blank one is a cue's name, or a note, style or region, not the rest of a cue's text."""
    if re.match(r"(NOTE|STYLE|REGION|WEBVTT|X-TIMESTAMP)\b", lines[number]):
        return True
    block = lines[number : number + 3]
    in_block = next((i for i, line in enumerate(block) if not line.strip()), len(block))
    if any("-->" in line for line in block[:in_block]):
        return True
    back = number
    while back and lines[back - 1].strip():
        back -= 1
    return re.match(r"(NOTE|STYLE|REGION)\b", lines[back]) is not None


def _cue(line: str, number: int) -> _Cue:
    match = _TIMING.match(line)
    if match is None:
        raise InputError(
            "transcript.bad_cue",
            f"The times of cue {number} cannot be read: “{line.strip()[:60]}”.",
            fix="Correct that line: 00:00:01,000 --> 00:00:02,500.",
        )
    groups = match.groups()
    return _Cue(_seconds(groups[1:5], sign=groups[0]), _seconds(groups[6:10], sign=groups[5]))


def _seconds(groups: tuple[str | None, ...], *, sign: str = "") -> float:
    hours, minutes, seconds, fraction = groups
    total = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    ms = int((fraction or "0").ljust(3, "0"))
    return (-1 if sign else 1) * (total * 1000 + ms) / 1000


def _raw(cues: list[_Cue], *, rolling: bool) -> RawTranscript:
    if rolling:
        _without_repeats(cues)
    segments: list[RawSegment] = []
    for cue in sorted(cues, key=lambda c: c.start):
        segments += _segments_of(cue)
    notes: list[str] = []
    return RawTranscript(_apart(segments, notes), notes=notes, spaced=True)


def _without_repeats(cues: list[_Cue]) -> None:
    """Take out lines that a rolling display shows a second time: those of the cue before, without stamps."""
    shown: list[str] = []
    for cue in cues:
        plain = [_plain(line) for line in cue.lines]
        kept = [n for n, line in enumerate(cue.lines) if _STAMP.search(line) or plain[n] not in shown]
        shown = plain
        cue.lines = [cue.lines[n] for n in kept if plain[n]]


def _segments_of(cue: _Cue) -> list[RawSegment]:
    """A cue's segments: one for each voice in it. Those without stamps share its time by the length of their text."""
    text = "\n".join(cue.lines)
    label = _LABEL.match(text)
    speaker = ""
    if label:
        speaker, text = label[1], text[label.end() :]
    parts = _VOICE.split(text)
    said = [(speaker, parts[0])] + [(parts[n].strip(), parts[n + 1]) for n in range(1, len(parts), 2)]
    said = [(who, what) for who, what in said if _plain(what)]
    total = sum(len(_plain(what)) for _, what in said)
    segments: list[RawSegment] = []
    at = cue.start
    for who, what in said:
        share = (cue.end - cue.start) * len(_plain(what)) / total
        segment = RawSegment(at, at + share if what is not said[-1][1] else cue.end, _plain(what), html.unescape(who))
        if _STAMP.search(what):
            segment.words = _stamped(what, at, cue.end)
        segments.append(segment)
        at += share
    return segments


def _stamped(text: str, start: float, end: float) -> list[RawWord]:
    """Words between stamps; several between two share the time by `repair`, which gets it as that of the first and
    the end of the last."""
    words: list[RawWord] = []
    pieces: list[tuple[float, str]] = []
    position, at = 0, start
    for match in _STAMP.finditer(text):
        pieces.append((at, _TAG.sub("", text[position : match.start()])))
        at, position = _seconds(match.groups()), match.end()
    pieces.append((at, _TAG.sub("", text[position:])))
    pieces = [(t, p) for t, p in pieces if _plain(p)]
    for n, (since, piece) in enumerate(pieces):
        until = pieces[n + 1][0] if n + 1 < len(pieces) else end
        found = [RawWord(w) for w in divided(_plain(piece))]
        if n:
            found[0].text = _spaced(pieces[n - 1][1], piece, found[0].text.strip())
        found[0].start, found[-1].end = since, until
        words += found
    return words


def _spaced(before: str, piece: str, word: str) -> str:
    """The first word of a piece, with the space that stands around the stamp before it."""
    between = before[len(before.rstrip()) :] + piece[: len(piece) - len(piece.lstrip())]
    if "\n" in between:
        return f" {word}" if unwrapped([before, word]).endswith(f" {word}") else word
    return f" {word}" if between else word


def _plain(text: str) -> str:
    """Text without tags, entities resolved."""
    bare = _TAG.sub("", _STAMP.sub("", text))
    lines = html.unescape(bare).replace(_WORD_JOINER, "").split("\n")
    return unwrapped(" ".join(line.split()) for line in lines)


def _apart(segments: list[RawSegment], notes: list[str]) -> list[RawSegment]:
    """Segments without overlap: a little is taken from the earlier one, and what is said at once becomes one."""
    out: list[RawSegment] = []
    trimmed = 0
    for segment in segments:
        before = out[-1] if out else None
        if before is None or before.end is None or segment.start is None or before.end <= segment.start:
            out.append(segment)
            continue
        assert before.start is not None and segment.end is not None
        trimmed += 1
        if segment.start - before.start >= _MERGE_SHARE * (before.end - before.start):
            before.end = segment.start
            out.append(segment)
        else:
            before.end = max(before.end, segment.end)
            before.text = f"{before.text} {segment.text}"
            before.words = [*before.words, *segment.words] if before.words and segment.words else []
    if trimmed:
        notes.append(
            said("Two cues overlapped; they were put one after the other.")
            if trimmed == 1
            else said(f"{trimmed} cues overlapped the ones before them; they were put one after the other.")
        )
    return out
