"""Paints the timeline: rulers, lanes, and what lies over them (playhead, guides, rubber band, words at the mouse)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from montage_desktop.core.time import frame_at, seconds
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.timeline.clips import ClipPainter
from montage_desktop.ui.timeline.film import Film
from montage_desktop.ui.timeline.hits import Band, Lanes
from montage_desktop.ui.timeline.ink import GLYPH_PX, Ink
from montage_desktop.ui.timeline.scale import ruler_steps, timecode_of
from montage_desktop.ui.timeline.scene import Scene
from montage_desktop.ui.timeline.thumbs import Pictures, Thumbs
from montage_desktop.ui.timeline.words import tr

_LABEL_PX = 120  #: a timecode reaches so far from its line
_SECTION_COLOURS = ("accent", "cached", "success", "warning")
_NAMED_PX = 32  #: least height of the music for its name
_PLAYHEAD_PX = 13  #: width of its head


class TimelinePainter:
    """Paints a `Scene`. GUI thread only."""

    def __init__(self, theme: Theme, font: QFont, pictures: Pictures) -> None:
        self._theme = theme
        self._ink = Ink(theme, font)
        self._clips = ClipPainter(self._ink, Thumbs(pictures))

    def renew(self, font: QFont) -> None:
        """The theme or the font has changed."""
        self._ink = Ink(self._theme, font)
        self._clips.set_ink(self._ink)

    def paint(self, painter: QPainter, scene: Scene, area: QRect) -> None:
        """Everything within an area."""
        painter.fillRect(area, self._ink.colour("window"))
        if scene.film is None or not scene.film.clips:
            self._paint_empty(painter, scene, area)
            return
        lanes = scene.lanes
        self._paint_grounds(painter, scene, area, lanes)
        painter.setFont(self._ink.text_font)
        begin, end = area.left() - 2, area.right() + 3
        self._paint_time(painter, scene, scene.film, area)
        if lanes.sections.height:
            self._paint_sections(painter, scene, scene.film, lanes.sections)
        self._paint_beats(painter, scene, lanes, begin, end)
        self._clips.paint(painter, scene, begin, end)
        if lanes.music.height:
            self._paint_music(painter, scene, scene.film, lanes.music)
        self._paint_over(painter, scene, lanes)

    def _paint_empty(self, painter: QPainter, scene: Scene, area: QRect) -> None:
        whole = QRect(0, 0, scene.scale.width_px, scene.height_px)
        painter.setFont(self._ink.strong_font)
        painter.setPen(self._ink.colour("text"))
        line = self._ink.metrics.lineSpacing()
        upper = whole.translated(0, -line // 2 - 2)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, tr("No film yet"))
        painter.setFont(self._ink.text_font)
        painter.setPen(self._ink.colour("muted"))
        words = tr("Create a montage: its clips appear here, on the beats of the song.")
        shown = self._ink.metrics.elidedText(words, Qt.TextElideMode.ElideRight, whole.width() - 24)
        painter.drawText(whole.translated(0, line // 2 + 2), Qt.AlignmentFlag.AlignCenter, shown)
        if scene.has_focus:
            self._paint_focus(painter, scene)

    def _paint_focus(self, painter: QPainter, scene: Scene) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._ink.colour("accent"), 1))
        painter.drawRect(0, 0, scene.scale.width_px - 1, scene.height_px - 1)

    def _paint_grounds(self, painter: QPainter, scene: Scene, area: QRect, lanes: Lanes) -> None:
        rulers = QRect(area.left(), 0, area.width(), lanes.rulers.bottom)
        painter.fillRect(rulers, self._ink.colour("panel"))
        painter.fillRect(QRect(area.left(), lanes.rulers.bottom, area.width(), 1), self._ink.colour("line"))

    # Rulers --------------------------------------------------------------------------------------------------

    def _paint_time(self, painter: QPainter, scene: Scene, film: Film, area: QRect) -> None:
        rate, scale, band = film.timeline.rate, scene.scale, scene.lanes.time
        major, minor = ruler_steps(scale.px_per_frame, rate)
        first, last = scale.visible(area.left() - _LABEL_PX, area.right() + 2)
        small: list[QLineF] = []
        large: list[QLineF] = []
        painter.setPen(self._ink.colour("muted"))
        for frame in range(first // minor * minor, last + 1, minor):
            x = int(scale.x_of(frame)) + 0.5
            is_major = frame % major == 0
            (large if is_major else small).append(QLineF(x, band.bottom - (10 if is_major else 4), x, band.bottom - 1))
            if is_major:
                painter.drawText(QPointF(x + 4, band.bottom - 8), timecode_of(frame, rate))
        painter.setPen(QPen(self._ink.mixed("line", "faint", 0.3), 1))
        painter.drawLines(small)
        painter.setPen(QPen(self._ink.colour("faint"), 1))
        painter.drawLines(large)

    def _paint_sections(self, painter: QPainter, scene: Scene, film: Film, band: Band) -> None:
        kinds = list(dict.fromkeys(s.label for s in scene.sections))
        rate, scale = film.timeline.rate, scene.scale
        for section in scene.sections:
            a = scale.x_of(frame_at(seconds(float(section.start_s)), rate))
            b = scale.x_of(min(film.frames, frame_at(seconds(float(section.end_s)), rate)))
            if b < 0 or a > scale.width_px or b <= a:
                continue
            box = QRectF(a + 0.5, band.top + 2, max(1.0, b - a - 1), band.height - 4)
            name = _SECTION_COLOURS[kinds.index(section.label) % len(_SECTION_COLOURS)]
            painter.fillRect(box, self._ink.mixed("panel", name, 0.14 + 0.22 * min(1.0, max(0.0, section.energy))))
            painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), self._ink.colour(name))
            left = max(box.left(), 0.0) + 7
            room = int(min(box.right(), scale.width_px) - left - 4)
            if room > 10:
                painter.setPen(self._ink.colour("text"))
                words = self._ink.metrics.elidedText(section.label, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QRectF(left, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_beats(self, painter: QPainter, scene: Scene, lanes: Lanes, begin_px: float, end_px: float) -> None:
        band, scale = lanes.beats, scene.scale
        first, last = scale.visible(begin_px, end_px)
        weak, strong, lines = [], [], []
        for frame, is_strong in scene.beats.ticks(first, last + 1, scale.px_per_frame):
            x = int(scale.x_of(frame)) + 0.5
            if is_strong:
                strong.append(QLineF(x, band.top + 2, x, band.bottom - 1))
                lines.append(QLineF(x, band.bottom + 1, x, max(lanes.music.bottom, lanes.clips.bottom)))
            else:
                weak.append(QLineF(x, band.bottom - 6, x, band.bottom - 1))
        painter.setPen(QPen(self._ink.mixed("panel", "accent", 0.55), 1))
        painter.drawLines(weak)
        painter.setPen(QPen(self._ink.colour("accent"), 1))
        painter.drawLines(strong)
        painter.setPen(QPen(self._ink.mixed("window", "line", 0.6), 1))
        painter.drawLines(lines)

    # Lanes and what lies over them -----------------------------------------------------------------------------

    def _paint_music(self, painter: QPainter, scene: Scene, film: Film, band: Band) -> None:
        ink, scale = self._ink, scene.scale
        image = scene.wave.image(scale, scene.wave_frames, band.height, ink.mixed("window", "accent", 0.62))
        painter.drawImage(0, band.top, image)
        song = next((a.source for a in film.timeline.audio if a.role == "music"), "")
        if not song or band.height < _NAMED_PX:
            return
        left = max(4, int(scale.x_of(0)) + 2)
        words = Path(song).stem
        width = ink.metrics.horizontalAdvance(words) + GLYPH_PX + 14
        height = ink.metrics.height() + 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.faded("window", 0.85))
        painter.drawRoundedRect(QRectF(left, band.top + 2, width, height), 3, 3)
        ink.paint_glyph(painter, left + 4, band.top + 2 + (height - GLYPH_PX) / 2, "song", "muted")
        painter.setPen(ink.colour("muted"))
        place = QRect(left + GLYPH_PX + 8, band.top + 2, width, height)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_over(self, painter: QPainter, scene: Scene, lanes: Lanes) -> None:
        scale = scene.scale
        if scene.guide_frame is not None:
            x = int(scale.x_of(scene.guide_frame))
            painter.fillRect(QRect(x - 1, 0, 2, scene.height_px), self._ink.colour("warning"))
        if scene.insert_frame is not None:
            self._paint_insert(painter, int(scale.x_of(scene.insert_frame)), lanes.clips)
        self._paint_playhead(painter, scene, lanes)
        if scene.band is not None:
            painter.setPen(QPen(self._ink.colour("accent"), 1))
            painter.setBrush(self._ink.faded("accent", 0.18))
            painter.drawRect(scene.band.adjusted(0, 0, -1, -1))
        if scene.has_focus and scene.current is None:
            self._paint_focus(painter, scene)
        if scene.hint is not None:
            self._paint_hint(painter, scene)

    def _paint_insert(self, painter: QPainter, x_px: int, lane: Band) -> None:
        """Where a drop would go: a bar with arrows that part the clips."""
        colour = self._ink.colour("warning")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ink.colour("field"), 1))
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(x_px - 2.5, lane.top - 4, 5, lane.height + 8), 2, 2)
        middle = lane.top + lane.height / 2
        for side in (-1, 1):
            tip = [QPointF(x_px + side * d, middle + y) for d, y in ((6, -7), (14, 0), (6, 7))]
            painter.drawPolygon(QPolygonF(tip))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_playhead(self, painter: QPainter, scene: Scene, lanes: Lanes) -> None:
        x = int(scene.scale.x_of(scene.playhead))
        if not -_PLAYHEAD_PX <= x <= scene.scale.width_px + _PLAYHEAD_PX:
            return
        top, half = lanes.time.bottom - 13, _PLAYHEAD_PX / 2
        painter.fillRect(QRect(x - 1, top + 10, 3, scene.height_px), self._ink.faded("window", 0.6))
        painter.fillRect(QRect(x, top + 10, 1, scene.height_px), self._ink.colour("text"))
        head = [(-half, 0.0), (half, 0.0), (half, 6.0), (0.0, 12.0), (-half, 6.0)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ink.colour("panel"), 1))
        painter.setBrush(self._ink.colour("text"))
        painter.drawPolygon(QPolygonF([QPointF(x + 0.5 + dx, top + dy) for dx, dy in head]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_hint(self, painter: QPainter, scene: Scene) -> None:
        assert scene.hint is not None
        hint, metrics = scene.hint, self._ink.metrics
        most = max(80, scene.scale.width_px - 40)
        words = metrics.elidedText(hint.words, Qt.TextElideMode.ElideRight, most)
        box = QRect(0, 0, metrics.horizontalAdvance(words) + 16 + (GLYPH_PX + 5) * hint.refused, metrics.height() + 8)
        x = min(max(2, hint.at.x() + 14), scene.scale.width_px - box.width() - 2)
        y = hint.at.y() - box.height() - 10
        box.moveTo(x, y if y >= 2 else min(hint.at.y() + 20, scene.height_px - box.height() - 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ink.colour("danger" if hint.refused else "line"), 1))
        painter.setBrush(self._ink.colour("danger_soft" if hint.refused else "raised"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if hint.refused:
            self._ink.paint_glyph(painter, box.left() + 7, box.center().y() - GLYPH_PX / 2 + 1, "alert", "danger")
            box.setLeft(box.left() + GLYPH_PX + 5)
        painter.setPen(self._ink.colour("text"))
        painter.drawText(box.adjusted(8, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, words)
