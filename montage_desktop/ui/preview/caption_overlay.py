"""A player's film in; its captions over the picture, as a render draws them into it, out."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage

from montage_desktop.media.preview.caption_pictures import CaptionPicture
from montage_desktop.media.preview.captions_ahead import CaptionsAhead
from montage_desktop.ui.preview.player import PreviewPlayer
from montage_desktop.ui.preview.video_surface import VideoSurface


class CaptionOverlay(QObject):
    """Gives a surface the captions of the very frame that it shows. GUI thread only; call `close` when all is over.

    They are drawn by a thread of its own, before they are due; nothing here waits for it.

    Signals:
        shown(): the surface has got what is to be seen. failed(MontageError): captions cannot be drawn; once.
    """

    shown = Signal()
    failed = Signal(object)
    _ready = Signal()
    _failure = Signal(object)

    def __init__(self, player: PreviewPlayer, surface: VideoSurface) -> None:
        super().__init__(player)
        self._player, self._surface = player, surface
        self._frame = -1
        self._picture: CaptionPicture | None = None
        self._ready.connect(self._refresh, Qt.ConnectionType.QueuedConnection)
        self._failure.connect(self.failed, Qt.ConnectionType.QueuedConnection)
        self._ahead = ahead = CaptionsAhead(self._ready.emit, self._failure.emit)
        self.destroyed.connect(lambda: ahead.close())  # for a window that is destroyed without being closed
        player.timeline_changed.connect(self._on_timeline)
        player.frame_shown.connect(self._on_frame)

    def close(self) -> None:
        """End the thread and what it runs."""
        self._ahead.close()

    def _on_timeline(self) -> None:
        timeline = self._player.timeline
        if timeline is not None:
            self._ahead.set_timeline(timeline, short_side=self._player.short_side)
            if not self._player.is_playing and self._frame >= 0:
                self._ahead.show(self._frame)  # what is seen there now is begun at once; it shows with its picture

    def _on_frame(self, frame: int) -> None:
        self._frame = frame
        self._refresh()

    def _refresh(self) -> None:
        player = self._player
        picture = self._ahead.show(self._frame, speed=player.speed, loop=player.loop)
        if picture is not self._picture:
            self._picture = picture
            self._surface.set_overlay(None if picture is None else _overlay(picture))
            self.shown.emit()


def _overlay(picture: CaptionPicture) -> tuple[QImage, QRectF] | None:
    """The picture as Qt paints it, and where in fractions of the whole; None where nothing is drawn."""
    pixels = picture.pixels
    height, width = pixels.shape[:2]
    if not pixels.size:
        return None
    image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()
    across, down = picture.canvas
    return image, QRectF(picture.left / across, picture.top / down, width / across, height / down)
