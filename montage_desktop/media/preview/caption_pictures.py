"""A timeline and frames of it in; its captions there as small transparent pictures, drawn as in a render, out.

The filter is the render's own, with the same script and the same times. It knows how to draw on an opaque picture only
(its ``alpha`` option squares the alpha of shades and boxes), so every caption is drawn on black and on white: what
differs between the two is what shines through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from montage_desktop.core.errors import MediaError
from montage_desktop.core.timeline import Timeline
from montage_desktop.media.ffmpeg import FFmpeg
from montage_desktop.media.ffmpeg_pipe import FFmpegPipe
from montage_desktop.media.render.caption_burn import caption_filters, drawn_captions
from montage_desktop.media.render.profiles import Profile, output_size

RENDERED = "Render the film to see them; report it if that does not help."
_SCRIPT = "captions.ass"
_Pixels = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class CaptionPicture:
    """A part of a picture that captions cover.

    Attributes:
        left, top: pixels of the whole picture, whose size is `canvas`.
        pixels: height x width x 4 bytes: blue, green, red, alpha, the colours multiplied by alpha. Empty: nothing.
    """

    left: int
    top: int
    canvas: tuple[int, int]
    pixels: _Pixels

    @property
    def size_bytes(self) -> int:
        return int(self.pixels.nbytes)


class CaptionDrawing:
    """Draws captions at some frames in one FFmpeg process. One thread, but for `stop`.

    Captions are low in the picture: only its lower half is looked at, until one is found that reaches above.

    Args:
        frames: of the film, ascending; each has a caption.
        folder: of its own, for the script.

    Raises:
        MediaError: ``captions.unavailable``: this FFmpeg cannot. OSError: it does not start.
    """

    def __init__(
        self, timeline: Timeline, frames: Sequence[int], profile: Profile, *, ffmpeg: FFmpeg, folder: Path
    ) -> None:
        self._size = output_size(timeline.size, profile)
        self._rate, self._ffmpeg, self._folder = timeline.rate, ffmpeg, folder
        self._frames = [f - frames[0] for f in frames]
        self._is_stopped = False
        script = folder / _SCRIPT
        caption_filters(script, ffmpeg)  # it can at all
        script.write_text(drawn_captions(timeline, frames[0], frames[-1] + 1, profile), encoding="utf-8")
        self._top = self._size[1] // 2
        self._pipe = self._started(self._frames)

    def pictures(self) -> Iterator[CaptionPicture]:
        """One after the other, in the order of the frames; fewer if it is stopped.

        Raises:
            MediaError: ``captions.failed``: FFmpeg ended before, by itself.
        """
        n = 0
        while n < len(self._frames):
            on_black, on_white = self._picture(), self._picture()
            if on_black is None or on_white is None:
                words = self._pipe.close()
                if self._is_stopped:
                    return
                raise MediaError("captions.failed", "FFmpeg did not draw the captions.", fix=RENDERED, detail=words)
            if self._top and _is_drawn(on_black[:1], on_white[:1]).any():
                self._pipe.close()
                self._top = 0
                self._pipe = self._started(self._frames[n:])
                if self._is_stopped:
                    self._pipe.kill()
                continue
            yield _cut_out(on_black, on_white, self._size, self._top)
            n += 1

    def stop(self) -> None:
        """Give up. Any thread."""
        self._is_stopped = True
        self._pipe.kill()

    def close(self) -> None:
        """Wait for the process, which is ended."""
        self._pipe.close()

    def _started(self, frames: Sequence[int]) -> FFmpegPipe:
        chain = _chain(frames, self._size, self._rate, self._top)
        args = ["-filter_threads", "1", "-f", "lavfi", "-i", chain, "-frames:v", str(2 * len(frames))]
        args += ["-fps_mode", "passthrough", "-threads", "1", "-pix_fmt", "bgr0"]
        args += ["-f", "rawvideo", "-flush_packets", "1"]
        return FFmpegPipe(args, ffmpeg=self._ffmpeg, folder=self._folder)

    def _picture(self) -> _Pixels | None:
        width, height = self._size[0], self._size[1] - self._top
        data = self._pipe.read(width * height * 4)
        return None if data is None else np.frombuffer(data, np.uint8).reshape(height, width, 4)


def _chain(frames: Sequence[int], size: tuple[int, int], rate: Fraction, top: int) -> str:
    """A source of two pictures for each frame, black and white, with its captions, from the row `top` on. Its time
    counts in frames."""
    when = "0"
    for n, frame in reversed(list(enumerate(frames))):
        when = f"if(eq(floor(N/2)\\,{n})\\,{frame}\\,{when})"
    width, height = size
    return ",".join(
        (
            f"color=c=black:s={width}x{height}:r={rate.numerator}/{rate.denominator}", "format=bgr0",
            "drawbox=c=white:t=fill:enable=mod(n\\,2)", f"setpts={when}", f"ass=filename={_SCRIPT}",
            f"crop={width}:{height - top}:0:{top}", "setpts=N",
        )
    )  # fmt: skip


def _is_drawn(on_black: _Pixels, on_white: _Pixels) -> NDArray[np.bool_]:
    """Where something is not wholly transparent: white and black are not as far from one another as they were."""
    found: NDArray[np.bool_] = (on_white.view(np.uint32) - on_black.view(np.uint32))[..., 0] & 0xFFFFFF != 0xFFFFFF
    return found


def _cut_out(on_black: _Pixels, on_white: _Pixels, canvas: tuple[int, int], top: int) -> CaptionPicture:
    """The part that is not wholly transparent, of pictures that begin at the row `top`."""
    is_drawn = _is_drawn(on_black, on_white)
    rows, columns = np.flatnonzero(is_drawn.any(axis=1)), np.flatnonzero(is_drawn.any(axis=0))
    if not len(rows):
        return CaptionPicture(0, 0, canvas, np.zeros((0, 0, 4), np.uint8))
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    pixels = on_black[box].copy()
    pixels[..., 3] = 255 - (on_white[box][..., 1] - on_black[box][..., 1])
    return CaptionPicture(int(columns[0]), int(rows[0]) + top, canvas, pixels)
