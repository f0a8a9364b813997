"""Loudness of a film in; a picture of its bars for a stretch of the timeline out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from montage_desktop.ui.timeline.scale import Scale

_BAR_PX, _GAP_PX = 3, 1


class Wave:
    """The waveform. It keeps the last picture, since most paints show the same stretch. GUI thread only."""

    def __init__(self) -> None:
        self._peaks: npt.NDArray[np.float32] = np.zeros(0, np.float32)
        self._key: tuple[object, ...] = ()
        self._image = QImage()
        self._pixels: npt.NDArray[np.uint8] = np.zeros((0, 0), np.uint8)

    def __bool__(self) -> bool:
        return len(self._peaks) > 0

    def set_peaks(self, peaks: Sequence[float]) -> None:
        """Values 0…1, evenly over the whole film."""
        self._peaks = np.clip(np.asarray(peaks, np.float32), 0, 1)
        self._key = ()

    def image(self, scale: Scale, frames: int, height_px: int, colour: QColor) -> QImage:
        """Bars as wide as the strip of the scale and so high; transparent between them.

        Args:
            frames: the length that the peaks are spread over.
        """
        key = (scale, frames, height_px, colour.rgba())
        if key != self._key:
            self._key = key
            self._draw(scale, frames, height_px, colour)
        return self._image

    def _draw(self, scale: Scale, frames: int, height_px: int, colour: QColor) -> None:
        columns = np.arange(scale.width_px) + int(np.floor(scale.left_px))
        halves = self.bars(columns // _BAR_PX, scale, frames) * (height_px / 2 - 1)
        halves = np.where((columns >= 0) & (columns < frames * scale.px_per_frame), np.maximum(halves, 0.5), -1)
        halves[columns % _BAR_PX >= _BAR_PX - _GAP_PX] = -1
        rows = np.abs(np.arange(height_px) + 0.5 - height_px / 2)
        stride = (scale.width_px + 3) // 4 * 4  # lines of a QImage begin at multiples of four bytes
        self._pixels = np.zeros((height_px, stride), np.uint8)
        self._pixels[:, : scale.width_px] = rows[:, None] <= halves[None, :]
        view = QImage(self._pixels.data, scale.width_px, height_px, stride, QImage.Format.Format_Indexed8)
        view.setColorTable([0, colour.rgba()])
        self._image = view.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)

    def bars(self, numbers: npt.NDArray[np.int64], scale: Scale, frames: int) -> npt.NDArray[np.float32]:
        """The highest peak within each of these bars, which are counted from the film's begin."""
        per_px = len(self._peaks) / max(1e-9, frames * scale.px_per_frame)
        first, inverse = np.unique(numbers, return_inverse=True)
        last = max(0, len(self._peaks) - 1)
        begins = np.clip((first * _BAR_PX * per_px).astype(np.int64), 0, last)
        end = min(last + 1, max(int((first[-1] + 1) * _BAR_PX * per_px), int(begins[-1]) + 1))
        found = np.maximum.reduceat(self._peaks[:end], begins)
        return found[inverse]
