"""Moments of sources in; their pictures at the height of the timeline, as pixmaps that are drawn quickly, out."""

from __future__ import annotations

from collections import OrderedDict
from fractions import Fraction
from typing import Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QImage, QPixmap

_MOST_BYTES = 24 << 20
_USUAL_ASPECT = 16 / 9


class Pictures(Protocol):
    """Where pictures come from; see `FramePictures`."""

    arrived: SignalInstance

    def picture(self, source: str, time_s: Fraction, height_px: int) -> QImage | None:
        """The picture, or None while it is not there."""
        ...


class Thumbs:
    """Pixmaps of one height at a time. GUI thread only.

    Which picture it is, is asked each time: only who makes them knows when a source has changed. What is kept is what
    was made of it for the screen.
    """

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._height_px, self._ratio = 0, 1.0
        self._kept: OrderedDict[int, QPixmap] = OrderedDict()
        self._size_bytes = 0
        self._latest: dict[str, QPixmap] = {}

    def set_height(self, height_px: int, ratio: float) -> None:
        """Logical pixels, and device pixels per logical one."""
        if (height_px, ratio) != (self._height_px, self._ratio):
            self._height_px, self._ratio = height_px, ratio
            self._kept.clear()
            self._size_bytes = 0

    def width_of(self, source: str) -> int:
        """Logical pixels of a picture of a source; as is usual, while none was seen."""
        seen = self._latest.get(source)
        aspect = seen.width() / max(1, seen.height()) if seen is not None else _USUAL_ASPECT
        return max(8, round(self._height_px * aspect))

    def get(self, source: str, time_s: Fraction) -> QPixmap | None:
        """The picture; until it is there, the one of this source that came last."""
        image = self._pictures.picture(source, time_s, round(self._height_px * self._ratio))
        if image is None or image.isNull():
            return self._latest.get(source)
        key = image.cacheKey()
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._latest[source] = self._pixmap(image)
            self._size_bytes += _bytes_of(found)
            while self._size_bytes > _MOST_BYTES and len(self._kept) > 1:
                self._size_bytes -= _bytes_of(self._kept.popitem(last=False)[1])
        else:
            self._kept.move_to_end(key)
        return found

    def _pixmap(self, image: QImage) -> QPixmap:
        height = max(1, round(self._height_px * self._ratio))
        if image.height() != height:
            image = image.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
