"""How burnt-in captions look: named styles as lines of Advanced SubStation Alpha, scaled to a film's size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor
from typing import Literal

from montage_desktop.core.transcript.script import width

StyleName = Literal["clean", "bold", "karaoke", "cinematic", "minimal"]

_WHITE, _BLACK, _YELLOW = "&H00FFFFFF", "&H00000000", "&H0000D7FF"  # ASS counts alpha (0 opaque), blue, green, red
_SHADE, _BOX = "&H80000000", "&H60000000"
#: Widths of letters as parts of the em, those of DejaVu Sans Bold: fonts are hardly ever wider.
_NARROW, _SLIM, _BROAD = "iljIJ.,:;'’!|()[] ", 'ftr-/\\"*“”„', "mwMWOQ@%&—…"
_EM = 0.86  # of the height that a font is asked for; the rest is between the lines
_LEAST = 0.75  # of a style's height: lines that would have to be smaller are broken once more instead


@dataclass(frozen=True)
class CaptionStyle:
    """A look.

    Attributes:
        height: of letters, as a part of the film's shorter side. outline, shadow: as a part of the letters' height.
        said: colour of a word once it is said (of all words without `word_by_word`); coming: before that.
        boxed: on a box of `back` instead of an outline. word_by_word: words light up as they are said.
        spacing: between letters, as a part of their height.
    """

    font: str
    height: float
    said: str = _WHITE
    coming: str = _WHITE
    line: str = _BLACK
    back: str = _SHADE
    bold: bool = False
    italic: bool = False
    outline: float = 0.05
    shadow: float = 0.0
    boxed: bool = False
    word_by_word: bool = False
    spacing: float = 0.0


STYLES: dict[StyleName, CaptionStyle] = {
    "clean": CaptionStyle("Sans", 0.05, outline=0.05, shadow=0.03),
    "bold": CaptionStyle("Sans", 0.06, bold=True, outline=0.1, shadow=0.04),
    "karaoke": CaptionStyle("Sans", 0.058, bold=True, said=_YELLOW, outline=0.08, word_by_word=True),
    "cinematic": CaptionStyle("Serif", 0.046, italic=True, outline=0.015, shadow=0.06, spacing=0.03),
    "minimal": CaptionStyle("Sans", 0.04, outline=0.12, boxed=True, back=_BOX, line=_BOX),
}


@dataclass(frozen=True)
class Margins:
    """Pixels that captions keep free at the sides and below."""

    left: int
    right: int
    bottom: int


def safe_margins(size: tuple[int, int]) -> Margins:
    """Margins in which nothing is covered: title-safe 5 %; in upright films what telephones' apps draw over them.

    Those cover about the lowest fifth of the picture, and buttons a strip at the right.
    """
    wide, high = size
    if wide < high:
        return Margins(round(wide * 0.08), round(wide * 0.14), round(high * 0.22))
    return Margins(round(wide * 0.08), round(wide * 0.08), round(high * 0.07))


def fitting_points(lines: Sequence[str], name: StyleName, size: tuple[int, int]) -> float | None:
    """The height of letters with which lines lie between the margins; None: that of the style.

    Lines are made smaller by a quarter at most (libass breaks those that still are too long), single words as far as
    they need to be: nothing breaks them.
    """
    style, margins = STYLES[name], safe_margins(size)
    points = style.height * min(size)
    room = (size[0] - margins.left - margins.right) / points - 2 * style.outline
    line = max((_length(text, style) for text in lines), default=0.0)
    word = max((_length(text, style) for whole in lines for text in whole.split()), default=0.0)
    scale = room / line if _LEAST * line <= room < line else 1.0
    scale = min(scale, room / word) if word else scale
    return floor(points * scale * 100) / 100 if scale < 1 else None


def _length(text: Iterable[str], style: CaptionStyle) -> float:
    """About how long a line is at most, in heights of its letters."""
    return sum(_em(c) * _EM * (1 if style.bold else 0.93) + style.spacing for c in text)


def _em(letter: str) -> float:
    if width(letter) > 1:
        return 1.0
    if letter in _BROAD:
        return 1.11
    if letter in _NARROW:
        return 0.46
    if letter in _SLIM:
        return 0.58
    return 0.86 if letter.isupper() else 0.73


def style_line(name: StyleName, size: tuple[int, int]) -> str:
    """The ``Style:`` line of a look, called ``Caption``, for a film of this size."""
    style, margins = STYLES[name], safe_margins(size)
    points = style.height * min(size)
    fields: list[object] = [
        "Caption", style.font, _decimal(points), style.said, style.coming, style.line, style.back,
        -int(style.bold), -int(style.italic), 0, 0, 100, 100, _decimal(style.spacing * points), 0,
        3 if style.boxed else 1, _decimal(style.outline * points), _decimal(style.shadow * points),
        2, margins.left, margins.right, margins.bottom, 1,
    ]  # fmt: skip
    return "Style: " + ",".join(str(f) for f in fields)


def _decimal(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
