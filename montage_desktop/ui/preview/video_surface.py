"""The picture: a widget that paints the frames of a `QVideoSink`."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtWidgets import QSizePolicy, QWidget


class VideoSurface(QWidget):
    """Paints the present frame, letterboxed on black. GUI thread only.

    A painted widget rather than `QVideoWidget`: no native window that swallows drops, hides overlays or flickers
    when its dock moves.

    Attributes:
        sink: where a player sends its frames. frames_shown: how many have been painted.
        guides: parts of the picture to outline, as fractions of it (left, top, width, height), e.g. safe areas.
        overlay: what is painted over the picture, and where, as fractions of it; None: nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sink = QVideoSink(self)
        self.frames_shown = 0
        self.guides: tuple[QRectF, ...] = ()
        self.overlay: tuple[QImage, QRectF] | None = None
        self._frame = QVideoFrame()
        self._dirty = False
        self._options = QVideoFrame.PaintOptions()
        self._options.backgroundColor = QColor("black")
        self._options.aspectRatioMode = Qt.AspectRatioMode.KeepAspectRatio
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        self.setAccessibleName(self.tr("Picture"))
        self.sink.videoFrameChanged.connect(self._on_frame)

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    def clear(self) -> None:
        """Back to black."""
        self._frame = QVideoFrame()
        self.overlay = None
        self.update()

    def set_overlay(self, overlay: tuple[QImage, QRectF] | None) -> None:
        """Paint something over the picture from its next painting on."""
        if overlay is not self.overlay:
            self.overlay = overlay
            self.update()

    def _on_frame(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self._frame = frame
            self._dirty = True
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._frame.isValid():
            self._frame.paint(painter, QRectF(self.rect()), self._options)
            self.frames_shown += self._dirty
            self._dirty = False
            if self.overlay is not None:
                image, place = self.overlay
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(self._within(place), image)
            self._paint_guides(painter)
        else:
            painter.fillRect(self.rect(), QColor("black"))
        painter.end()

    def picture_rect(self) -> QRectF:
        """Where the picture lies within the widget; empty without one."""
        size = QSizeF(self._frame.size()) if self._frame.isValid() else QSizeF()
        if size.isEmpty():
            return QRectF()
        size.scale(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, *size.toTuple())

    def _within(self, part: QRectF) -> QRectF:
        """A part of the picture, given in fractions of it, within the widget."""
        whole = self.picture_rect()
        return QRectF(
            whole.x() + part.x() * whole.width(), whole.y() + part.y() * whole.height(),
            part.width() * whole.width(), part.height() * whole.height(),
        )  # fmt: skip

    def _paint_guides(self, painter: QPainter) -> None:
        for part in self.guides:
            box = self._within(part)
            for colour, width in ((QColor(0, 0, 0, 150), 3), (QColor(255, 255, 255, 220), 1)):  # seen on any picture
                painter.setPen(QPen(colour, width))
                painter.drawRect(box)
