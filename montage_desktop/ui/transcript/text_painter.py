"""What is seen of a page in; pixels out: words, marks, silences, speakers, the caret and the word that is heard."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QTextCharFormat, QTextLayout

from montage_desktop.core.transcript.edits import Range
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.timeline.ink import Ink
from montage_desktop.ui.transcript.text_layout import Box, Look, TextLayout, format_range
from montage_desktop.ui.transcript.text_page import Page, Paragraph
from montage_desktop.ui.transcript.text_words import clock_of

PAD_PX = 18  #: above the first line and below the last one
_EDGE_PX, _BESIDE_PX = 18, 26
_NAME_LEAST_PX, _NAME_MOST_PX = 44, 132
_COLUMN_EM = 46
_TEXT_SHARE, _SMALL_SHARE = 1.18, 0.82  #: of the widget's font
_LINE_SHARE, _GAP_SHARE = 1.5, 0.75
_ROUND_PX = 3.5
_SPEAKERS = ("accent", "success", "cached", "warning", "danger")


@dataclass
class Marks:
    """What is shown upon the words. Places are those of words shown; numbers name words.

    Attributes:
        selection: places, half-open. caret: left, top, bottom in pixels of the page, and whether it is lit now;
            drop: the same for a move that goes on. playing: number. cut: numbers that wait to be pasted.
        matches: which find each word belongs to, by number; match: the current one. has_focus: of the view.
    """

    selection: Range = (0, 0)
    caret: tuple[float, float, float] | None = None
    drop: tuple[float, float, float] | None = None
    playing: int | None = None
    cut: Collection[int] = frozenset()
    matches: Mapping[int, int] = field(default_factory=dict)
    match: int | None = None
    has_focus: bool = False


class TextPainter:
    """Paints with the colours and fonts of one theme. GUI thread only.

    Attributes:
        look: what the page is laid out with. left_px: where the text's column begins in the viewport.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.left_px = 0.0
        self.renew(QFont(), zoom=1.0, width_px=600, speakers=())

    def renew(self, font: QFont, *, zoom: float, width_px: float, speakers: Iterable[str]) -> Look:
        """Other fonts, colours or room. `speakers`: whose names stand in the margin."""
        self._ink = Ink(self._theme, font)
        text = QFont(font)
        text.setPointSizeF(font.pointSizeF() * _TEXT_SHARE * zoom)
        small = QFont(font)
        small.setPointSizeF(max(6.0, font.pointSizeF() * _SMALL_SHARE * zoom))
        self._name = QFont(small)
        self._name.setPointSizeF(max(6.0, font.pointSizeF() * 0.92 * zoom))
        self._name.setWeight(QFont.Weight.DemiBold)
        self._small = small
        metrics, names = QFontMetricsF(text), QFontMetricsF(self._name)
        self._colours = {name: _SPEAKERS[n % len(_SPEAKERS)] for n, name in enumerate(n for n in speakers if n)}
        widest = max((names.horizontalAdvance(n) for n in self._colours), default=0.0)
        least = QFontMetricsF(small).horizontalAdvance("0:00:00")
        self._margin_px = min(max(widest, least, _NAME_LEAST_PX), _NAME_MOST_PX * zoom, width_px * 0.24)
        self.left_px = _EDGE_PX + self._margin_px + _BESIDE_PX
        room = max(80.0, width_px - self.left_px - _EDGE_PX)
        self.line_px = metrics.height() * _LINE_SHARE
        deleted, pause = QTextCharFormat(), QTextCharFormat()
        deleted.setFontStrikeOut(True)
        deleted.setForeground(QBrush(self._ink.colour("faint")))
        pause.setFont(small, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
        pause.setFontPointSize(small.pointSizeF())
        pause.setForeground(QBrush(self._ink.colour("muted")))
        self.font = text
        self.look = Look(
            font=text, deleted=deleted, pause=pause, line_px=self.line_px, gap_px=self.line_px * _GAP_SHARE,
            width_px=min(room, metrics.averageCharWidth() * 2 * _COLUMN_EM),
        )  # fmt: skip
        return self.look

    # Painting ------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, page: Page, marks: Marks, top_px: float, seen: QRect) -> None:
        """What is seen of a page that is scrolled to `top_px`."""
        painter.fillRect(seen, self._ink.colour("field"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        visible = page.settle(top_px + seen.top() - PAD_PX, top_px + seen.bottom() + 1 - PAD_PX)
        shift = QPointF(self.left_px, PAD_PX - top_px)
        before = self._speaker_before(page, visible.start)
        for index in visible:
            paragraph = page.paragraphs[index]
            if not paragraph.count:
                continue
            layout = page.layout_of(index)
            painter.save()
            painter.translate(shift.x(), shift.y() + page.tops[index])
            self._paint_margin(painter, page, paragraph, layout, is_new=paragraph.speaker != before)
            self._paint_paragraph(painter, paragraph, layout, marks)
            painter.restore()
            before = paragraph.speaker
        painter.translate(shift)
        if marks.caret is not None:
            x, top, bottom = marks.caret
            painter.fillRect(QRectF(x - 1, top, 2, bottom - top), self._ink.colour("accent"))
        if marks.drop is not None:
            self._paint_drop(painter, *marks.drop)
        painter.translate(-shift)

    def paint_focus(self, painter: QPainter, rect: QRect) -> None:
        """The ring of a view that has the focus."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ink.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))

    def _paint_paragraph(self, painter: QPainter, paragraph: Paragraph, layout: TextLayout, marks: Marks) -> None:
        numbers, boxes = layout.numbers, layout.boxes
        colour = self._ink.colour
        a, b = (max(0, min(len(numbers), place - paragraph.first)) for place in marks.selection)
        found = [i for i, n in enumerate(numbers) if n in marks.matches] if marks.matches else []
        for match in dict.fromkeys(marks.matches[numbers[i]] for i in found):
            of_match = [i for i in found if marks.matches[numbers[i]] == match]
            self._paint_bands(painter, layout, of_match, self._ink.mixed("field", "warning", 0.28))
            if match == marks.match:
                self._outline(painter, layout, of_match, QPen(colour("warning"), 1.6))
        if a < b:
            ground = colour("selection") if marks.has_focus else self._ink.mixed("selection", "field", 0.35)
            self._paint_bands(painter, layout, range(a, b), ground)
        cut = [i for i, n in enumerate(numbers) if n in marks.cut] if marks.cut else []
        if cut:
            self._outline(painter, layout, cut, QPen(colour("faint"), 1, Qt.PenStyle.DashLine))
        playing = -1
        if marks.playing is not None and marks.playing in numbers:
            playing = numbers.index(marks.playing)
            self._paint_bands(painter, layout, [playing], colour("accent"))
        for pause in layout.pauses:
            self._paint_pause(painter, layout, pause.start, pause.end, pause.dots)
        painter.setPen(colour("text"))
        layout.layout.draw(painter, QPointF(0, 0), self._upon(layout, range(a, b), cut, playing))
        for index in layout.unsure:
            pen = QPen(colour("on_accent" if index == playing else "warning"), 2, Qt.PenStyle.CustomDashLine)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.01, 2.1])
            self._underline(painter, layout, boxes[index], pen, 3.5)
        for index in layout.corrected:
            self._underline(painter, layout, boxes[index], QPen(self._ink.faded("accent", 0.75), 1.2), 4)

    def _upon(self, layout: TextLayout, selected: range, cut: list[int], playing: int) -> list[QTextLayout.FormatRange]:
        """Colours of words that differ from what they are laid out with."""
        found = []
        if selected:
            found.append(self._coloured(layout, selected[0], selected[-1], self._ink.colour("text")))
        for index in cut:
            found.append(self._coloured(layout, index, index, self._ink.mixed("text", "field", 0.55)))
        if playing >= 0:
            found.append(self._coloured(layout, playing, playing, self._ink.colour("on_accent")))
        return found

    def _coloured(self, layout: TextLayout, first: int, last: int, colour: QColor) -> QTextLayout.FormatRange:
        made = QTextCharFormat()
        made.setForeground(QBrush(colour))
        return format_range(layout.starts[first], max(layout.starts[first], layout.ends[last]), made)

    def _rect(self, layout: TextLayout, box: Box) -> QRectF:
        line = layout.lines[box.line]
        inset = max(1.0, (line.height - self.line_px / _LINE_SHARE * 1.16) / 2)
        return QRectF(box.left - 1.5, line.top + inset, box.right - box.left + 3, line.height - 2 * inset)

    def _bands(self, layout: TextLayout, indexes: Iterable[int]) -> list[QRectF]:
        """Areas of words; those of neighbours on a line are one."""
        near = self.line_px * 0.4
        bands: list[tuple[int, QRectF]] = []
        for box in sorted(box for index in indexes for box in layout.boxes[index]):
            rect = self._rect(layout, box)
            if bands and bands[-1][0] == box.line and rect.left() - bands[-1][1].right() < near:
                bands[-1] = (box.line, bands[-1][1].united(rect))
            else:
                bands.append((box.line, rect))
        return [rect for _, rect in bands]

    def _paint_bands(self, painter: QPainter, layout: TextLayout, indexes: Iterable[int], ground: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        for rect in self._bands(layout, indexes):
            painter.drawRoundedRect(rect, _ROUND_PX, _ROUND_PX)

    def _outline(self, painter: QPainter, layout: TextLayout, indexes: Iterable[int], pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in self._bands(layout, indexes):
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND_PX, _ROUND_PX)

    def _underline(self, painter: QPainter, layout: TextLayout, boxes: list[Box], pen: QPen, below_px: float) -> None:
        painter.setPen(pen)
        for box in boxes:
            y = round(layout.baseline(box.line) + below_px) + 0.5
            painter.drawLine(QLineF(box.left + 1, y, box.right - 1, y))

    def _paint_pause(self, painter: QPainter, layout: TextLayout, start: int, end: int, dots: int) -> None:
        spans = layout.spans(start, end)
        if not spans:
            return
        middle = layout.baseline(spans[0].line) - QFontMetricsF(self._small).capHeight() / 2
        half = self.line_px * 0.31
        painter.setPen(QPen(self._ink.colour("line"), 1))
        painter.setBrush(self._ink.colour("raised"))
        left, right = min(s.left for s in spans), max(s.right for s in spans)
        painter.drawRoundedRect(QRectF(left, middle - half, right - left, 2 * half), half, half)
        room = layout.spans(start + 1, start + 1 + 2 * dots)
        if room:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ink.colour("faint"))
            step = (room[0].right - room[0].left - half * 0.9) / dots
            for n in range(dots):
                painter.drawEllipse(QPointF(room[0].left + half * 0.75 + step * (n + 0.25), middle), 1.4, 1.4)

    def _paint_drop(self, painter: QPainter, x: float, top: float, bottom: float) -> None:
        accent = self._ink.colour("accent")
        painter.fillRect(QRectF(x - 1.5, top, 3, bottom - top), accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawPolygon(QPolygonF([QPointF(x - 6, top - 3), QPointF(x + 6, top - 3), QPointF(x, top + 5)]))

    # The margin ----------------------------------------------------------------------------------------------

    @staticmethod
    def _speaker_before(page: Page, index: int) -> str | None:
        return next((p.speaker for p in reversed(page.paragraphs[:index]) if p.count), None)

    def margin_rect(self, page: Page, index: int) -> QRectF:
        """Where a paragraph's speaker stands, in pixels of the page; left of the column."""
        return QRectF(-self.left_px + _EDGE_PX, page.tops[index], self._margin_px, self.line_px)

    def _paint_margin(
        self, painter: QPainter, page: Page, paragraph: Paragraph, layout: TextLayout, *, is_new: bool
    ) -> None:
        if page.edited is None or not layout.lines:
            return
        left, base = -self.left_px + _EDGE_PX, layout.baseline(0)
        if is_new and paragraph.speaker:
            metrics = QFontMetricsF(self._name)
            painter.setFont(self._name)
            painter.setPen(self._ink.colour(self._colours.get(paragraph.speaker, "muted")))
            name = metrics.elidedText(paragraph.speaker, Qt.TextElideMode.ElideRight, self._margin_px)
            painter.drawText(QPointF(left, base), name)
            base += QFontMetricsF(self._small).height() * 1.12
        painter.setFont(self._small)
        painter.setPen(self._ink.colour("faint"))
        painter.drawText(QPointF(left, base), clock_of(page.edited.words[layout.numbers[0]].start))
        if paragraph.piece.moved:
            self._paint_moved(painter, paragraph, layout)

    def _paint_moved(self, painter: QPainter, paragraph: Paragraph, layout: TextLayout) -> None:
        """A line beside those lines on which words stand that were moved there."""
        ranges = paragraph.piece.moved
        lines = {
            box.line
            for n, boxes in zip(layout.numbers, layout.boxes, strict=True)
            if any(a <= n < b for a, b in ranges)
            for box in boxes
        }
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.faded("accent", 0.8))
        for index in lines:
            line = layout.lines[index]
            painter.drawRoundedRect(QRectF(-_BESIDE_PX / 2 - 1, line.top + 2, 2.5, line.height - 4), 1.2, 1.2)
