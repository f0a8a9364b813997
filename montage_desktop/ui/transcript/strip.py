"""A talk from begin to end: how loud it is, what of it is kept, where the film is; to look at and to seek in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from montage_desktop.ui.theme import Theme

_HEIGHT_PX, _WAVE_PX, _RULER_PX = 84, 52, 20
_STEPS_S = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800)
_APART_PX = 90
_BEAT_PX = 4  #: nearer to each other beats are no ticks, but a line


class TalkStrip(QWidget):
    """Times are seconds of the source. GUI thread only; what does not change with the playhead is painted once.

    Signals:
        seek_requested(float): a moment was clicked, dragged to or chosen by keys.
    """

    seek_requested = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._duration_s = 0.0
        self._peaks: Sequence[float] = ()
        self._kept: list[tuple[float, float]] = []
        self._beats: Sequence[float] = ()
        self._cuts: Sequence[float] = ()
        self._at_s = 0.0
        self._drawn: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The talk, kept and cut"))
        theme.changed.connect(self._redraw)

    def sizeHint(self) -> QSize:
        return QSize(600, _HEIGHT_PX)

    def show_talk(self, duration_s: float, peaks: Sequence[float]) -> None:
        """Another talk: its length, and how loud it is as equal bars over all of it, 0…1."""
        self._duration_s, self._peaks, self._kept, self._at_s = duration_s, peaks, [], 0.0
        self._beats = self._cuts = ()
        self._redraw()

    def show_kept(self, ranges: Sequence[tuple[float, float]]) -> None:
        """What of it plays, in order of the source."""
        self._kept = sorted(ranges)
        self._redraw()

    def show_beats(self, beats: Sequence[float], cuts: Sequence[float]) -> None:
        """Where beats of the music are heard, and which cuts lie on one: by where in the source they are cut."""
        if (beats, cuts) != (self._beats, self._cuts):
            self._beats, self._cuts = beats, cuts
            self._redraw()

    def set_position(self, at_s: float) -> None:
        """Where the film is."""
        if at_s != self._at_s:
            before, self._at_s = self._at_s, at_s
            for each in (before, at_s):
                x = self._x(each)
                self.update(QRectF(x - 6, 0, 12, self.height()).toAlignedRect())

    # Painting ------------------------------------------------------------------------------------------------

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def _x(self, at_s: float) -> float:
        return at_s / self._duration_s * self.width() if self._duration_s else 0.0

    def _s(self, x: float) -> float:
        return max(0.0, min(self._duration_s, x / max(1, self.width()) * self._duration_s))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawn = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawn is None:
            self._drawn = self._picture()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        if self._duration_s:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            x = round(self._x(self._at_s)) + 0.5
            painter.setPen(QPen(self._theme.colour("text"), 1.2))
            painter.drawLine(QPointF(x, 4), QPointF(x, self.height()))
            painter.setBrush(self._theme.colour("text"))
            painter.drawRoundedRect(QRectF(x - 4, 2, 8, 8), 2, 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1))

    def _picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.colour("panel"))
        painter = QPainter(picture)
        if self._duration_s:
            self._paint_ruler(painter)
            self._paint_wave(painter)
            self._paint_beats(painter)
        painter.end()
        return picture

    def _paint_ruler(self, painter: QPainter) -> None:
        step = next((s for s in _STEPS_S if self._x(s) >= _APART_PX), _STEPS_S[-1])
        painter.setPen(self._theme.colour("muted"))
        at = 0.0
        while at <= self._duration_s:
            x = round(self._x(at))
            painter.drawLine(x, _RULER_PX - 5, x, _RULER_PX - 1)
            minutes, seconds = divmod(at, 60)
            text = f"{int(minutes)}:{seconds:04.1f}" if step < 1 else f"{int(minutes)}:{int(seconds):02}"
            painter.drawText(QPointF(x + 4, _RULER_PX - 6), text)
            at += step

    def _paint_wave(self, painter: QPainter) -> None:
        top, middle = _RULER_PX + 4, _RULER_PX + 4 + _WAVE_PX / 2
        for first, last in self._kept:
            box = QRectF(self._x(first), top, max(1.0, self._x(last) - self._x(first)), _WAVE_PX)
            painter.fillRect(box, _faint(self._theme.colour("accent"), 46))
        count = len(self._peaks)
        if not count:
            return
        kept, gone = QPen(self._theme.colour("accent"), 1), QPen(self._theme.colour("faint"), 1)
        at = 0
        for x in range(self.width()):
            first, last = x * count // self.width(), max(x * count // self.width() + 1, (x + 1) * count // self.width())
            height = max(1.0, max(self._peaks[first:last], default=0.0) * (_WAVE_PX - 6))
            moment = self._s(x + 0.5)
            while at < len(self._kept) and self._kept[at][1] <= moment:
                at += 1
            painter.setPen(kept if at < len(self._kept) and self._kept[at][0] <= moment else gone)
            painter.drawLine(QPointF(x + 0.5, middle - height / 2), QPointF(x + 0.5, middle + height / 2))

    def _paint_beats(self, painter: QPainter) -> None:
        """Ticks below the wave, as far as they can be told apart; a diamond for each cut that is on one."""
        top = _RULER_PX + _WAVE_PX + 6
        if self._beats and self.width() / len(self._beats) >= _BEAT_PX:
            painter.setPen(QPen(self._theme.colour("faint"), 1))
            for beat in self._beats:
                x = round(self._x(beat)) + 0.5
                painter.drawLine(QPointF(x, top), QPointF(x, top + 4))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        for cut in self._cuts:
            x, y = self._x(cut), top + 2
            painter.drawPolygon([QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4), QPointF(x - 4, y)])

    # Seeking -------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event)

    def _seek(self, event: QMouseEvent) -> None:
        if self._duration_s:
            self.seek_requested.emit(self._s(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1.0, Qt.Key.Key_Right: 1.0}.get(Qt.Key(event.key()))
        if step is None or not self._duration_s:
            super().keyPressEvent(event)
            return
        self.seek_requested.emit(max(0.0, min(self._duration_s, self._at_s + step)))


def _faint(colour: QColor, alpha: int) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(alpha)
    return faint
