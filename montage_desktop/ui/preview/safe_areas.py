"""A picture's shape in; the parts of it that are safe to put something in out."""

from __future__ import annotations

from PySide6.QtCore import QRectF

#: SMPTE ST 2046-1: what a viewer is sure to see of action, and of titles.
_ACTION, _TITLE = 0.93, 0.90
#: What the buttons and captions of the platforms for upright films leave free: fractions from left, top, right, bottom
#: (the largest of what TikTok, Reels and Shorts cover).
_UPRIGHT = (0.06, 0.14, 0.12, 0.20)


def safe_areas(size: tuple[int, int]) -> tuple[QRectF, ...]:
    """Rectangles in fractions of the picture: (left, top, width, height)."""
    if size[1] > size[0]:
        left, top, right, bottom = _UPRIGHT
        return (QRectF(left, top, 1 - left - right, 1 - top - bottom),)
    return tuple(QRectF((1 - part) / 2, (1 - part) / 2, part, part) for part in (_ACTION, _TITLE))
