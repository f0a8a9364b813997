"""Paints the clips: pictures, names, marks and transitions where there is room, plain bars where there is not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from montage_desktop.core.time import shown_at
from montage_desktop.core.timeline import Clip, transition_span
from montage_desktop.ui.timeline.hits import LEAST_TRANSITION_PX, Band, Zone
from montage_desktop.ui.timeline.ink import GLYPH_PX, Ink
from montage_desktop.ui.timeline.scale import tile_offset
from montage_desktop.ui.timeline.scene import Scene, runs
from montage_desktop.ui.timeline.thumbs import Thumbs
from montage_desktop.ui.timeline.words import score_words, speed_mark

_HEAD_PX, _FOOT_PX = 20, 7
_RADIUS_PX = 4
_PLAIN_PX, _NAME_PX, _SCORE_PX = 16, 44, 96  #: least widths of a clip for a box, its name, and its score
_MOST_NAMES = 4000


class ClipPainter:
    """Paints the lane of clips. GUI thread only.

    Attributes:
        ink: the colours; replaced when the theme changes.
    """

    def __init__(self, ink: Ink, thumbs: Thumbs) -> None:
        self.ink = ink
        self._thumbs = thumbs
        self._names: dict[tuple[str, int], str] = {}

    def set_ink(self, ink: Ink) -> None:
        """Other colours or fonts."""
        self.ink = ink
        self._names.clear()

    def paint(self, painter: QPainter, scene: Scene, begin_px: float, end_px: float) -> None:
        """Everything between two pixels."""
        film, scale, lane = scene.film, scene.scale, scene.lanes.clips
        if film is None:
            return
        self._thumbs.set_height(lane.height - _HEAD_PX - _FOOT_PX, painter.device().devicePixelRatioF())
        painter.setFont(self.ink.text_font)
        found = runs(film, scale, begin_px, end_px)
        for first, last in found:
            left = int(scale.x_of(film.starts[first]))
            right = int(scale.x_of(film.clips[last - 1].end))
            if last - first > 1 or right - left < _PLAIN_PX:
                self._paint_plain(painter, scene, QRect(left, lane.top, right - left, lane.height), first, last)
            else:
                self._paint_clip(painter, scene, QRect(left, lane.top, right - left - 1, lane.height), first)
        for first, last in found:
            if last - first == 1 and film.clips[first].transition_in is not None:
                self._paint_transition(painter, scene, film.clips[first], first)

    # Narrow --------------------------------------------------------------------------------------------------

    def _paint_plain(self, painter: QPainter, scene: Scene, rect: QRect, first: int, last: int) -> None:
        """A narrow clip, or many in one block: a column as high as the score is good."""
        assert scene.film is not None
        ink, single = self.ink, last - first == 1
        selected = scene.is_selected(first, last)
        if single:
            rect = rect.adjusted(0, 0, -1, 0)
        rect.setWidth(max(1, rect.width()))
        painter.fillRect(rect, ink.colour("selection") if selected else ink.mixed("raised", "line", 0.35))
        height = round((rect.height() - _FOOT_PX) * scene.film.goodness(first, last))
        column = QRect(rect.left(), rect.bottom() + 1 - height, rect.width(), height)
        painter.fillRect(
            column, ink.mixed("selection", "accent", 0.4) if selected else ink.mixed("raised", "success", 0.34)
        )
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 3), ink.colour("accent"))
        if scene.film.any_locked(first, last):
            painter.fillRect(QRect(rect.left(), rect.top() + 5, min(3, rect.width()), 3), ink.colour("text"))
        if scene.has_focus and scene.current is not None and first <= scene.current < last:
            x = rect.left() if single else int(scene.scale.x_of(scene.film.starts[scene.current]))
            painter.setPen(QPen(ink.colour("text"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRect(x, rect.top(), rect.width() - 1 if single else 1, rect.height() - 1))

    # Wide ----------------------------------------------------------------------------------------------------

    def _paint_clip(self, painter: QPainter, scene: Scene, rect: QRect, index: int) -> None:
        assert scene.film is not None
        ink, clip = self.ink, scene.film.clips[index]
        selected = scene.is_selected(index, index + 1)
        hovered = scene.hover.index == index and scene.hover.zone is not Zone.NOTHING
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink.colour("line"), 1))
        painter.setBrush(ink.colour("selection" if selected else "hover" if hovered else "raised"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_pictures(painter, scene, rect, clip)
        self._paint_score(painter, scene, rect, index)
        self._paint_head(painter, scene, rect, clip)
        self._paint_frame(painter, scene, rect, index, selected=selected)

    def _paint_pictures(self, painter: QPainter, scene: Scene, rect: QRect, clip: Clip) -> None:
        assert scene.film is not None
        strip = QRect(rect.left() + 1, rect.top() + _HEAD_PX, rect.width() - 2, rect.height() - _HEAD_PX - _FOOT_PX)
        width, per_frame, rate = self._thumbs.width_of(clip.source), scene.scale.px_per_frame, scene.film.timeline.rate
        tile = max(0, -strip.left() // width)
        x = strip.left() + tile * width
        end = min(strip.right() + 1, scene.scale.width_px)
        ratio = painter.device().devicePixelRatioF()
        skipped = max(0, width - strip.width()) // 2  # of a clip narrower than a picture its middle is seen
        while x < end:
            offset = min(tile_offset(tile, width, per_frame), clip.frames - 1)
            pixmap = self._thumbs.get(clip.source, shown_at(clip.source_in, offset, rate, clip.speed))
            shown = min(width, strip.right() + 1 - x)
            target = QRect(x, strip.top(), shown, strip.height())
            if pixmap is None:
                self._paint_missing(painter, target)
            else:
                source = QRect(round(skipped * ratio), 0, round(shown * ratio), pixmap.height())
                painter.drawPixmap(target, pixmap, source)
            x, tile = x + width, tile + 1

    def _paint_missing(self, painter: QPainter, target: QRect) -> None:
        painter.fillRect(target, self.ink.mixed("field", "raised", 0.4))
        if target.width() > 3 * GLYPH_PX and target.height() > 2 * GLYPH_PX:
            middle = target.center()
            self.ink.paint_glyph(painter, middle.x() - GLYPH_PX / 2, middle.y() - GLYPH_PX / 2, "clip", "faint")

    def _paint_score(self, painter: QPainter, scene: Scene, rect: QRect, index: int) -> None:
        """A bar as long as the score is good."""
        assert scene.film is not None
        track = QRect(rect.left() + 4, rect.bottom() - 4, rect.width() - 8, 3)
        painter.fillRect(track, self.ink.colour("track"))
        track.setWidth(round(track.width() * scene.film.goodness(index, index + 1)))
        painter.fillRect(track, self.ink.colour("success"))

    def _paint_head(self, painter: QPainter, scene: Scene, rect: QRect, clip: Clip) -> None:
        """Lock, name, speed and score, in this order of what has to go where it is narrow."""
        left, right = max(rect.left(), 0) + 6, min(rect.right(), scene.scale.width_px) - 5
        head = QRect(left, rect.top(), right - left, _HEAD_PX)
        if clip.locked and right - left >= GLYPH_PX:
            self.ink.paint_glyph(painter, left - 1, rect.top() + (_HEAD_PX - GLYPH_PX) / 2, "lock", "text")
            head.setLeft(left + GLYPH_PX + 3)
        if rect.width() < _NAME_PX:
            return
        marks = [speed_mark(clip), score_words(clip) if rect.width() >= _SCORE_PX else ""]
        for words, colour in ((marks[1], "muted"), (marks[0], "warning")):
            width = self.ink.metrics.horizontalAdvance(words) if words else 0
            if words and width + 20 < head.width():
                painter.setPen(self.ink.colour(colour))
                painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
                head.setRight(head.right() - width - 7)
        painter.setPen(self.ink.colour("text"))
        name = self._name(clip.source, head.width())
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _name(self, source: str, width_px: int) -> str:
        """The name as far as there is room; remembered, since measuring text takes longer than painting it."""
        key = (source, width_px)
        if key not in self._names:
            if len(self._names) > _MOST_NAMES:
                self._names.clear()
            stem = Path(source).stem
            self._names[key] = self.ink.metrics.elidedText(stem, Qt.TextElideMode.ElideRight, width_px)
        return self._names[key]

    def _paint_frame(self, painter: QPainter, scene: Scene, rect: QRect, index: int, *, selected: bool) -> None:
        dragged = index in scene.dragged
        focused = scene.has_focus and scene.current == index
        if not (selected or dragged or focused):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.ink.colour("accent"), 2))
        if selected or dragged:
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), _RADIUS_PX, _RADIUS_PX)
        if focused:
            painter.setPen(QPen(self.ink.colour("text"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(rect).adjusted(3.5, 3.5, -3.5, -3.5), 2, 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # Transitions ---------------------------------------------------------------------------------------------

    def _paint_transition(self, painter: QPainter, scene: Scene, clip: Clip, index: int) -> None:
        first, last = transition_span(clip)
        a, b = scene.scale.x_of(first), scene.scale.x_of(last)
        lane = scene.lanes.clips
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if b - a < LEAST_TRANSITION_PX:
            self._paint_small_transition(painter, scene.scale.x_of(clip.start), lane)
        else:
            box = QRectF(a, lane.top + _HEAD_PX, b - a, lane.height - _HEAD_PX - _FOOT_PX)
            self._paint_box(painter, box)
            for edge, x in (("in", a), ("out", b)):
                hot = scene.hover.zone is Zone.HANDLE and (scene.hover.index, scene.hover.edge) == (index, edge)
                self._paint_handle(painter, x, scene.lanes.handles, hot=hot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_small_transition(self, painter: QPainter, x_px: float, lane: Band) -> None:
        middle = QPointF(x_px - 0.5, lane.top + _HEAD_PX + 8)
        diamond = [middle + QPointF(*d) for d in ((0, -5), (5, 0), (0, 5), (-5, 0))]
        painter.setPen(QPen(self.ink.colour("field"), 1))
        painter.setBrush(self.ink.colour("accent"))
        painter.drawPolygon(QPolygonF(diamond))

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        """What goes and what comes, as two wedges."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ink.faded("window", 0.55))
        painter.drawRect(box)
        painter.setBrush(self.ink.faded("accent", 0.55))
        painter.drawPolygon(QPolygonF([box.bottomLeft(), box.topRight(), box.bottomRight()]))
        painter.setPen(QPen(self.ink.colour("accent"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.drawLine(QLineF(box.bottomLeft(), box.topRight()))

    def _paint_handle(self, painter: QPainter, x_px: float, lane: Band, *, hot: bool) -> None:
        grip = QRectF(x_px - 2.5, lane.top + (lane.height - _FOOT_PX) / 2 - 8, 5, 16)
        painter.setPen(QPen(self.ink.colour("field"), 1))
        painter.setBrush(self.ink.colour("accent" if hot else "text"))
        painter.drawRoundedRect(grip, 2.5, 2.5)
