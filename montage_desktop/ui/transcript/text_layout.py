"""The words of a paragraph in; its lines, in any script, and where each word stands on them, out."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from montage_desktop.core.transcript.edited import Edited

UNSURE = 0.5  #: words of a lower probability are marked
_NBSP, _ISOLATE, _END_ISOLATE = "\u00a0", "\u2068", "\u2069"
_LEAST_DOTS, _MOST_DOTS = 3, 9
_FAR = 1e9


class Box(NamedTuple):
    """A part of a word, or all of it, on a line; pixels from the paragraph's left."""

    line: int
    left: float
    right: float


class Line(NamedTuple):
    """A line. `top` in pixels of the paragraph; all lines are as high as `Look.line_px` at least."""

    top: float
    height: float


class Pause(NamedTuple):
    """A silence as it is written: UTF-16 places, half-open; `dots` stand in its first half; after which word."""

    start: int
    end: int
    dots: int
    number: int


@dataclass(frozen=True)
class Look:
    """How text is written: fonts and formats of a theme and a zoom, and the width there is, in pixels."""

    font: QFont
    deleted: QTextCharFormat
    pause: QTextCharFormat
    line_px: float
    gap_px: float
    width_px: float


class TextLayout:
    """A paragraph's lines. GUI thread only.

    Attributes:
        text: as it is written. numbers: its words, in playing order. starts, ends: of each in the text, UTF-16.
        pauses: silences among them. unsure, corrected: places in `numbers` to be marked.
        lines: top to bottom. height: pixels, with the gap below.
    """

    def __init__(self, edited: Edited, numbers: Sequence[int], pauses: Mapping[int, str], look: Look) -> None:
        """`pauses`: what to write after some words."""
        self.numbers = numbers
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.pauses: list[Pause] = []
        self.unsure: list[int] = []
        self.corrected: list[int] = []
        self._words: list[str] = []
        self._look = look
        self._boxes: list[list[Box]] | None = None
        self._write(edited, pauses)
        self._lay_out(edited)

    def _write(self, edited: Edited, pauses: Mapping[int, str]) -> None:
        words, corrected = edited.words.words, edited.corrected
        pieces: list[str] = []
        at = 0
        for index, number in enumerate(self.numbers):
            word = words[number]
            text = corrected.get(number)
            if text is None:
                text = word.word
                if word.probability < UNSURE:
                    self.unsure.append(index)
            else:
                self.corrected.append(index)
            if at == 0:
                text = text.lstrip()
            start = at + len(text) - len(text.lstrip())
            at += utf16(text)
            self.starts.append(min(start, at))
            self.ends.append(max(min(start, at), at - len(text) + len(text.rstrip())))
            pieces.append(text)
            self._words.append(text)
            label = pauses.get(number)
            if label is not None:
                dots = min(_MOST_DOTS, max(_LEAST_DOTS, round(2 + 2 * log2(max(1.0, _seconds(edited, number))))))
                # Without a space in it, so that it is on one line; isolated, so that it reads alike in every script.
                glyph = f" {_ISOLATE}{_NBSP * (2 * dots)}{label}{_NBSP}{_END_ISOLATE}"
                self.pauses.append(Pause(at + 1, at + len(glyph), dots, number))
                pieces.append(glyph)
                at += len(glyph)
        self.text = "".join(pieces)

    def _lay_out(self, edited: Edited) -> None:
        look = self._look
        layout = QTextLayout(self.text, look.font)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if self.is_right_to_left else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.setFormats(self._formats(edited))
        self.lines: list[Line] = []
        self._of_qt: list[QTextLine] = []
        top = 0.0
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(look.width_px)
            height = max(look.line_px, line.height() + 2)
            line.setPosition(QPointF(0, top + (height - line.height()) / 2))
            self.lines.append(Line(top, height))
            self._of_qt.append(line)
            top += height
            line = layout.createLine()
        layout.endLayout()
        self.layout = layout
        self.height = top + look.gap_px if self.numbers else 0.0

    def _formats(self, edited: Edited) -> list[QTextLayout.FormatRange]:
        runs: list[tuple[int, int, QTextCharFormat]] = []
        last = -2
        for index, number in enumerate(self.numbers):
            if edited.deleted[number]:
                start = runs.pop()[0] if last == index - 1 else self.starts[index]
                runs.append((start, self.ends[index], self._look.deleted))
                last = index
        runs += [(p.start, p.end, self._look.pause) for p in self.pauses]
        return [format_range(*run) for run in runs if run[0] < run[1]]

    @cached_property
    def is_right_to_left(self) -> bool:
        """Whether it begins at the right."""
        return not self.text.isascii() and _direction(self.text) is True

    def runs_left(self, index: int) -> bool:
        """Whether a word is read from right to left; figures and signs are as their paragraph is."""
        found = _direction(self._words[index])
        return self.is_right_to_left if found is None else found

    # Where things are ----------------------------------------------------------------------------------------

    @property
    def boxes(self) -> list[list[Box]]:
        """Where each word stands; one that is written with the word before it, nowhere."""
        if self._boxes is None:
            mixed = not self.text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in self.text)
            find = self._run_spans if mixed else self.spans
            self._boxes = [find(a, b) if a < b else [] for a, b in zip(self.starts, self.ends, strict=True)]
        return self._boxes

    def spans(self, start: int, end: int) -> list[Box]:
        """Where UTF-16 places stand; on a line they are taken to run in one direction."""
        found = []
        index = self.layout.lineForTextPosition(start).lineNumber()
        while start < end and index < len(self._of_qt):
            line = self._of_qt[index]
            stop = min(end, line.textStart() + line.textLength())
            if start < stop:
                a = line.cursorToX(start, QTextLine.Edge.Leading)[0]  # type: ignore[index]
                b = line.cursorToX(stop - 1, QTextLine.Edge.Trailing)[0]  # type: ignore[index]
                found.append(Box(index, min(a, b), max(a, b)))
            start = max(start, stop)
            index += 1
        return found

    def _run_spans(self, start: int, end: int) -> list[Box]:
        """The same from the glyphs themselves: where directions meet, a cursor has two places, and Qt tells one; and a
        word can be in two places on a line."""
        rects = (run.boundingRect() for run in self.layout.glyphRuns(start, end - start))
        found: list[Box] = []
        for line, left, right in sorted((self.line_at(r.center().y()), r.left(), r.right()) for r in rects):
            if found and found[-1].line == line and left <= found[-1].right + 1:
                found[-1] = Box(line, found[-1].left, max(right, found[-1].right))
            else:
                found.append(Box(line, left, right))
        return found or self.spans(start, end)

    def baseline(self, index: int) -> float:
        """Where the letters of a line stand, from the paragraph's top."""
        line = self._of_qt[index]
        return line.y() + line.ascent()

    def line_at(self, y_px: float) -> int:
        """The line at a height; the nearest one above or below the paragraph."""
        for index, line in enumerate(self.lines):
            if y_px < line.top + line.height:
                return index
        return max(0, len(self.lines) - 1)

    def hit(self, x_px: float, y_px: float) -> tuple[int, bool, bool]:
        """The word nearest to a point on its line: its place, whether the point is in its second half (as it is read),
        and whether it is on it."""
        line = self.line_at(y_px)
        best, nearest, is_after = -1, _FAR, False
        for index, boxes in enumerate(self.boxes):
            for box in boxes:
                if box.line != line:
                    continue
                away = max(box.left - x_px, x_px - box.right, 0.0)
                if away < nearest:
                    best, nearest = index, away
                    is_after = (x_px > (box.left + box.right) / 2) != self.runs_left(index)
        if best < 0:  # a line of spaces only
            best = next((i for i, boxes in enumerate(self.boxes) if boxes and boxes[0].line >= line), 0)
        return best, is_after, nearest == 0.0


def utf16(text: str) -> int:
    """How many places Qt counts in a text."""
    return len(text) if text.isascii() or max(text) <= "\uffff" else len(text.encode("utf-16-le", "surrogatepass")) // 2


def format_range(start: int, end: int, made: QTextCharFormat) -> QTextLayout.FormatRange:
    """A format for UTF-16 places, half-open."""
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, made
    return found


def _direction(text: str) -> bool | None:
    """Whether it is from right to left, by the first letter that has a direction, outside of what is isolated, as Qt
    does it; None: there is none."""
    depth = 0
    for c in text:
        direction = unicodedata.bidirectional(c)
        if direction in ("LRI", "RLI", "FSI"):
            depth += 1
        elif direction == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and direction in ("L", "R", "AL"):
            return direction != "L"
    return None


def _seconds(edited: Edited, number: int) -> float:
    words = edited.words.words
    return words[number + 1].start - words[number].end if number + 1 < len(words) else 0.0
