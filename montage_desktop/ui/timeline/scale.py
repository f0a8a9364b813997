"""Frames in; pixels of the timeline out, and back: zoom, the visible range, and where the ruler has its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

MARGIN_PX = 12
_MOST_PX = 48.0  #: of one frame
_MINOR_PX = 9
_MAJOR_PX = 104
_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)


@dataclass(frozen=True)
class Scale:
    """What part of a film a strip of `width_px` pixels shows.

    Attributes:
        px_per_frame: the zoom. left_px: pixels of the film left of the strip (not whole, so that zooming in and out
            again leads back); below 0 in the margin. frames: length of the film.
    """

    px_per_frame: float = 1.0
    left_px: float = -MARGIN_PX
    width_px: int = 1
    frames: int = 1

    def x_of(self, frame: float) -> float:
        """Pixel at which a frame begins."""
        return frame * self.px_per_frame - self.left_px

    def frame_at(self, x_px: float) -> float:
        """The place in the film under a pixel, in frames."""
        return (x_px + self.left_px) / self.px_per_frame

    def visible(self, begin_px: float, end_px: float) -> tuple[int, int]:
        """Frames ``[a, b)`` of the film that have a pixel between these two."""
        first = floor(self.frame_at(begin_px))
        last = ceil(self.frame_at(end_px))
        return max(0, min(first, self.frames)), max(0, min(last, self.frames))

    @property
    def least_px_per_frame(self) -> float:
        """The zoom that shows the whole film."""
        return max(1, self.width_px - 2 * MARGIN_PX) / max(1, self.frames)

    @property
    def is_fitted(self) -> bool:
        """Whether the whole film is seen."""
        return self.px_per_frame <= self.least_px_per_frame * 1.0001

    @property
    def hidden_px(self) -> float:
        """How far the film can be moved, in pixels."""
        return max(0.0, self.frames * self.px_per_frame + 2 * MARGIN_PX - self.width_px)

    def fitted(self) -> Scale:
        """The whole film."""
        return replace(self, px_per_frame=self.least_px_per_frame, left_px=-MARGIN_PX)

    def zoomed(self, factor: float, about_px: float) -> Scale:
        """Nearer or farther; what is under a pixel stays under it, as far as the film's ends allow."""
        least = self.least_px_per_frame
        px_per_frame = min(max(self.px_per_frame * factor, least), max(_MOST_PX, least))
        left = self.frame_at(about_px) * px_per_frame - about_px
        return replace(self, px_per_frame=px_per_frame, left_px=left).held()

    def panned(self, by_px: float) -> Scale:
        """Further to the right by so many pixels."""
        return replace(self, left_px=self.left_px + by_px).held()

    def on(self, *, width_px: int, frames: int) -> Scale:
        """The same place of a film and a strip of other lengths; a film that was seen whole still is."""
        changed = replace(self, width_px=max(1, width_px), frames=max(1, frames))
        return changed.fitted() if self.is_fitted else changed.held()

    def revealing(self, first: int, last: int) -> Scale:
        """Moved as little as shows the frames ``[first, last)``; their beginning if they are too many."""
        a, b = self.x_of(first) - MARGIN_PX, self.x_of(last) + MARGIN_PX
        if b - a > self.width_px:
            fills = a <= 0 and b >= self.width_px
            return self if fills else self.panned(a)
        return self.panned(a if a < 0 else max(0.0, b - self.width_px))

    def held(self) -> Scale:
        """Within the film, and no farther than all of it."""
        px_per_frame = max(self.px_per_frame, self.least_px_per_frame)
        left = self.left_px if px_per_frame == self.px_per_frame else -MARGIN_PX
        held = replace(self, px_per_frame=px_per_frame)
        return replace(held, left_px=min(max(left, -MARGIN_PX), held.hidden_px - MARGIN_PX))


def timecode_of(frame: int, rate: Fraction) -> str:
    """``00:01:02:13``, non-drop."""
    base = max(1, round(rate))
    seconds, frame = divmod(max(0, frame), base)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}:{frame:02}"


def ruler_steps(px_per_frame: float, rate: Fraction) -> tuple[int, int]:
    """Frames between the lines of a ruler that have a timecode, and between all lines.

    Both are round in timecode (which counts a second as the rate's nearest whole number of frames).
    """
    base = max(1, round(rate))
    round_ones = [n for n in range(1, base) if base % n == 0] + [s * base for s in _SECONDS]
    major = next((n for n in round_ones if n * px_per_frame >= _MAJOR_PX), round_ones[-1])
    while major * px_per_frame < _MAJOR_PX:
        major *= 2
    minor = next(n for n in [*round_ones, major] if n * px_per_frame >= _MINOR_PX and major % n == 0)
    return major, minor


def tile_offset(tile: int, tile_px: int, px_per_frame: float) -> int:
    """Output frames from a clip's begin to the picture of its n-th tile.

    They lie on a grid that changes only where the zoom doubles, so that zooming does not ask for new pictures at
    every step.
    """
    frames = tile_px / px_per_frame
    step = 1 << max(0, int(frames).bit_length() - 1)
    return int(tile * frames) // step * step
