"""Cues in; the text of a caption file out: SubRip, WebVTT, Advanced SubStation Alpha, or plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from montage_desktop.core.errors import InputError
from montage_desktop.core.time import round_half_up
from montage_desktop.core.transcript.caption_styles import STYLES, StyleName, fitting_points, style_line
from montage_desktop.core.transcript.captions import Cue
from montage_desktop.core.transcript.script import is_unspaced, unwrapped

Format = Literal["srt", "vtt", "ass", "txt"]
_PARAGRAPH_S = 2  # of silence begins a new paragraph of plain text
_JOINER = "\u2060"  # takes no room, and breaks up what a player would take for a tag
_ASS_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
WrapStyle: 0
ScaledBorderAndShadow: yes
YCbCr Matrix: None

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
{style}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def written(cues: Sequence[Cue], kind: str, *, size: tuple[int, int], style: str = "clean") -> str:
    """A whole file's text, for a file ending or a format's name.

    Args:
        size: of the film in pixels; only ASS depends on it and on the style.

    Raises:
        InputError: ``captions.format`` or ``captions.style``: there is no such one.
    """
    kind = kind.lower().removeprefix(".")
    if kind == "srt":
        return srt(cues)
    if kind == "vtt":
        return vtt(cues)
    if kind == "txt":
        return txt(cues)
    if kind == "ass":
        return ass(cues, size=size, style=style)
    raise InputError("captions.format", f"There are no captions of the kind “{kind}”.", fix="Use srt, vtt, ass or txt.")


def srt(cues: Sequence[Cue]) -> str:
    """SubRip. It has no way to escape: what a player would take for a tag or an arrow is broken up invisibly."""
    blocks = []
    for number, cue in enumerate(cues, 1):
        text = re.sub(r"(?<=<)(?=[/a-zA-Z])|(?<=\{)(?=\\)", _JOINER, _no_arrow(cue.text))
        blocks.append(f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{text}\n")
    return "\n".join(blocks)


def vtt(cues: Sequence[Cue], *, word_times: bool = False) -> str:
    """WebVTT, speakers as voices; with `word_times` each word carries when it is said."""
    blocks = ["WEBVTT\n"]
    for cue in cues:
        text = _vtt_words(cue) if word_times else _vtt_text(cue.text)
        voice = f"<v {_vtt_text(cue.speaker).replace('>', '')}>" if cue.speaker else ""
        blocks.append(f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{voice}{text}\n")
    return "\n".join(blocks)


def _vtt_text(text: str) -> str:
    return _no_arrow(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _vtt_words(cue: Cue) -> str:
    """Stamps stand after the space before a word; none for the first, and only such as the format allows: ascending."""
    out, last = "", round_half_up(cue.start * 1000)
    for n, word in enumerate(cue.words):
        text = word.word.lstrip() if not n else word.word
        bare = text.lstrip()
        ms = round_half_up(word.start * 1000)
        stamp = f"<{_clock(word.start, '.')}>" if n and last < ms < round_half_up(cue.end * 1000) else ""
        last = max(last, ms)
        out += text[: len(text) - len(bare)] + stamp + _vtt_text(bare)
    return out


def ass(cues: Sequence[Cue], *, size: tuple[int, int], style: str = "clean") -> str:
    """Advanced SubStation Alpha for libass, in pixels of the film.

    Raises:
        InputError: ``captions.style``.
    """
    name = _style(style)
    head = _ASS_HEAD.format(width=size[0], height=size[1], style=style_line(name, size))
    lines = []
    for cue in cues:
        text = _ass_words(cue) if STYLES[name].word_by_word else _ass_text(cue.text)
        points = fitting_points(cue.text.split("\n"), name, size)
        text = text if points is None else f"{{\\fs{points:g}}}{text}"
        speaker = cue.speaker.replace(",", " ").replace("\n", " ")
        start, end = _centiseconds(cue.start), _centiseconds(cue.end)
        lines.append(f"Dialogue: 0,{_ass_clock(start)},{_ass_clock(end)},Caption,{speaker},0,0,0,,{text}\n")
    return head + "".join(lines)


def _style(name: str) -> StyleName:
    for known in STYLES:
        if known == name:
            return known
    fix = f"Use one of: {', '.join(STYLES)}."
    raise InputError("captions.style", f"There is no caption style “{name}”.", fix=fix)


def _ass_text(text: str) -> str:
    """Text in which libass finds no override and no escape of its own."""
    text = re.sub(r"\\(?=[Nnh{}])", "\\\\" + _JOINER, text)
    return text.replace("{", "\\{").replace("}", "\\}").replace("\n", "\\N")


def _ass_words(cue: Cue) -> str:
    """Words that light up when they are said: ``\\k`` counts hundredths from one to the next, from the cue's begin."""
    starts = [_centiseconds(w.start) for w in cue.words] + [_centiseconds(cue.end)]
    at = _centiseconds(cue.start)
    out = ""
    for word, following in zip(cue.words, starts[1:], strict=True):
        until = max(at, following)
        bare = word.word.lstrip("\n")  # libass never lights up a word whose break is within its own syllable
        out += "\\N" * (len(word.word) - len(bare)) + f"{{\\k{until - at}}}{_ass_text(bare)}"
        at = until
    return out


def txt(cues: Sequence[Cue]) -> str:
    """Plain text in paragraphs: a new one where another speaks, or after two seconds of silence."""
    out = ""
    before: Cue | None = None
    for cue in cues:
        text = unwrapped(cue.text.split("\n"))
        if before is None or cue.speaker != before.speaker or cue.start - before.end >= _PARAGRAPH_S:
            out += ("\n\n" if out else "") + (f"{cue.speaker}: " if cue.speaker else "")
        elif not is_unspaced(text):
            out += " "
        out += text
        before = cue
    return f"{out}\n" if out else ""


def _no_arrow(text: str) -> str:
    return text.replace("-->", "→")


def _clock(time_s: Fraction, point: str) -> str:
    """``HH:MM:SS`` and milliseconds."""
    ms = round_half_up(time_s * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


def _centiseconds(time_s: Fraction) -> int:
    return round_half_up(time_s * 100)


def _ass_clock(centiseconds: int) -> str:
    seconds = centiseconds // 100
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{centiseconds % 100:02}"
