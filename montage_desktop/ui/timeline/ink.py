"""A theme in; the timeline's colours, fonts and small pixmaps, made once per theme, out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from montage_desktop.ui.theme import Theme

GLYPH_PX = 12
_TEXT_SHARE = 0.86


class Ink:
    """Colours by the names of theme.json, and mixtures of them. GUI thread only.

    Attributes:
        text_font, strong_font, metrics: for everything written on the timeline.
    """

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._theme = theme
        self._mixed: dict[tuple[str, str, float], QColor] = {}
        self._glyphs: dict[tuple[str, str, float], QPixmap] = {}
        self.text_font = QFont(font)
        self.text_font.setPointSizeF(max(6.5, font.pointSizeF() * _TEXT_SHARE))
        self.strong_font = QFont(self.text_font)
        self.strong_font.setWeight(QFont.Weight.DemiBold)
        self.metrics = QFontMetrics(self.text_font)

    def colour(self, name: str) -> QColor:
        """A colour of the theme."""
        return self.mixed(name, name, 0.0)

    def mixed(self, name: str, other: str, share: float) -> QColor:
        """A colour with a share 0…1 of another in it; opaque, so that it looks the same on any ground."""
        key = (name, other, share)
        if key not in self._mixed:
            a, b = self._theme.colour(name), self._theme.colour(other)
            self._mixed[key] = QColor.fromRgbF(
                *(x + (y - x) * share for x, y in zip(a.getRgbF()[:3], b.getRgbF()[:3], strict=True))  # type: ignore[index]
            )
        return self._mixed[key]

    def faded(self, name: str, alpha: float) -> QColor:
        """A colour of the theme that lets what is under it through."""
        key = (name, "", alpha)
        if key not in self._mixed:
            colour = QColor(self._theme.colour(name))
            colour.setAlphaF(alpha)
            self._mixed[key] = colour
        return self._mixed[key]

    def paint_glyph(self, painter: QPainter, x_px: float, y_px: float, name: str, colour: str) -> None:
        """An icon, from a cache: rendering SVG for each clip is too slow."""
        ratio = painter.device().devicePixelRatioF()
        key = (name, colour, ratio)
        if key not in self._glyphs:
            pixmap = QPixmap(QSize(round(GLYPH_PX * ratio), round(GLYPH_PX * ratio)))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inside = QPainter(pixmap)
            self._theme.paint_icon(inside, QRectF(0, 0, GLYPH_PX, GLYPH_PX), name, self._theme.colour(colour))
            inside.end()
            self._glyphs[key] = pixmap
        painter.drawPixmap(round(x_px), round(y_px), self._glyphs[key])
