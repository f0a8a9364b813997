"""A clip's first picture with what the film shows of it: a frame with a cross, to be dragged."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Clip, Reframe
from montage_desktop.media.render.look import crop_box
from montage_desktop.ui.pictures.pictures import EXACT, FramePictures
from montage_desktop.ui.theme import Theme

_HEIGHT_PX = 148
_STEP, _LEAP = 0.01, 0.1
_WHOLE = QRectF(0, 0, 1, 1)


class ReframePad(QWidget):
    """Shows a clip's picture and crop. GUI thread only.

    Attributes:
        gesture: counts drags and key presses: what one undo takes back.

    Signals:
        moved(Reframe): the person put the crop's centre there.
    """

    moved = Signal(object)

    def __init__(self, theme: Theme, pictures: FramePictures) -> None:
        super().__init__()
        self.gesture = 0
        self._theme, self._pictures = theme, pictures
        self._source, self._time_s = "", Fraction(0)
        self._media: MediaFacts | None = None
        self._size = (16, 9)
        self._reframe = Reframe()
        self._is_dragged = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Crop"))
        pictures.arrived.connect(self._on_arrived)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(260, _HEIGHT_PX)

    def show_clip(self, clip: Clip, media: MediaFacts | None, *, size: tuple[int, int]) -> None:
        """Show a clip. `media`: facts of its source, None where it is missing; `size`: of the film."""
        self._source, self._time_s, self._media, self._size = clip.source, clip.source_in, media, size
        self._reframe = clip.reframe
        movable = self.is_movable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if movable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor if movable else Qt.CursorShape.ArrowCursor)
        x, y = round(clip.reframe.x * 100), round(clip.reframe.y * 100)
        where = self.tr("Centre at {x} % across, {y} % down").format(x=x, y=y)
        whole = self.tr("The film shows the whole picture")
        self.setAccessibleDescription(where if movable else whole)
        self.setToolTip(self.tr("Drag to choose what is seen; double-click to centre it") if movable else whole)
        self.update()

    @property
    def crop(self) -> QRectF:
        """What the film shows, as a part of the picture (0…1)."""
        video = self._media.video if self._media else None
        box = crop_box(video, size=self._size, reframe=self._reframe) if video else None
        if video is None or box is None:
            return QRectF(_WHOLE)
        wide, high = (video.width, video.height) if video.rotation % 180 == 0 else (video.height, video.width)
        return QRectF(box[2] / wide, box[3] / high, box[0] / wide, box[1] / high)

    @property
    def is_movable(self) -> bool:
        """Whether the film shows less than the whole picture."""
        return self.crop != _WHOLE

    def picture_box(self) -> QRectF:
        """Where the picture is drawn."""
        wide, high = self._media.video.display if self._media and self._media.video else (16, 9)
        scale = min(self.width() / wide, self.height() / high)
        width, height = wide * scale, high * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.picture_box()
        height_px = ceil(box.height() * self.devicePixelRatioF())
        image = self._pictures.picture(self._source, self._time_s, height_px, step_s=EXACT)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), self._theme.colour("field"))
        self._paint_picture(painter, box, image)
        if self.is_movable:
            self._paint_crop(painter, box)
        painter.end()

    def _paint_picture(self, painter: QPainter, box: QRectF, image: QImage | None) -> None:
        if image is not None:
            painter.drawImage(box, image)
            return
        centre = box.center()
        icon = QRectF(centre.x() - 14, centre.y() - 22, 28, 28)
        self._theme.paint_icon(painter, icon, "clip", self._theme.colour("faint"))
        if self._media is None:
            painter.setPen(self._theme.colour("danger"))
            line = QRectF(box.left(), centre.y() + 10, box.width(), 24)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self.tr("The file is missing"))

    def _paint_crop(self, painter: QPainter, box: QRectF) -> None:
        crop = self.crop
        seen = QRectF(
            box.left() + crop.left() * box.width(), box.top() + crop.top() * box.height(),
            crop.width() * box.width(), crop.height() * box.height(),
        )  # fmt: skip
        outside = QPainterPath()
        outside.addRect(box)
        inside = QPainterPath()
        inside.addRect(seen)
        painter.fillPath(outside - inside, QColor(0, 0, 0, 150))
        # On pictures of any colour: white on black.
        centre, arm = seen.center(), 8
        for colour, width in ((QColor(0, 0, 0, 170), 3.5), (self._line_colour(), 1.5)):
            painter.setPen(QPen(colour, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(seen.adjusted(1, 1, -1, -1))
            painter.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0))
            painter.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm))

    def _line_colour(self) -> QColor:
        return self._theme.colour("accent") if self.hasFocus() or self._is_dragged else QColor("white")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.is_movable:
            self._is_dragged = True
            self.gesture += 1
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragged:
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_dragged = False
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.is_movable:
            self.gesture += 1
            self.moved.emit(Reframe())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        steps: dict[int, tuple[float, float]] = {
            Qt.Key.Key_Left: (-step, 0.0), Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step), Qt.Key.Key_Down: (0.0, step),
        }  # fmt: skip
        by = steps.get(event.key())
        if by is None or not self.is_movable:
            super().keyPressEvent(event)
            return
        if not event.isAutoRepeat():
            self.gesture += 1
        centre = self.crop.center()
        self._move_to(centre.x() + by[0], centre.y() + by[1])

    def _follow(self, event: QMouseEvent) -> None:
        box = self.picture_box()
        at = event.position()
        self._move_to((at.x() - box.left()) / box.width(), (at.y() - box.top()) / box.height())

    def _move_to(self, x: float, y: float) -> None:
        """Along the side that is cut only: the other one keeps its value for another shape of film."""
        crop = self.crop
        if crop.width() < 1:
            half = crop.width() / 2
            found = Reframe(round(max(half, min(1 - half, x)), 4), self._reframe.y)
        else:
            half = crop.height() / 2
            found = Reframe(self._reframe.x, round(max(half, min(1 - half, y)), 4))
        if found != self._reframe:
            self.moved.emit(found)

    def _on_arrived(self, source: str) -> None:
        if source == self._source:
            self.update()
