"""The picture: a widget that paints the frames of a `QVideoSink`."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtWidgets import QSizePolicy, QWidget


class VideoSurface(QWidget):
    """Paints the present frame, letterboxed on black. GUI thread only.

    A painted widget rather than `QVideoWidget`: no native window that swallows drops, hides overlays or flickers
    when its dock moves.

    Attributes:
        sink: where a player sends its frames. frames_shown: how many have been painted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sink = QVideoSink(self)
        self.frames_shown = 0
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
        else:
            painter.fillRect(self.rect(), QColor("black"))
        painter.end()
