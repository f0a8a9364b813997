"""A source and its times in; small upright pictures out, in colours as the preview shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from montage_desktop.core.errors import MediaError
from montage_desktop.core.facts import MediaFacts, VideoFacts
from montage_desktop.core.time import SHOWN_GRACE, round_half_up
from montage_desktop.core.timeline import Reframe
from montage_desktop.media.preview.filtering import Chain, upright
from montage_desktop.media.preview.source_frames import SourceFrames
from montage_desktop.media.render.look import picture_filters
from montage_desktop.media.render.pieces import TICKS


@dataclass(frozen=True)
class SmallPicture:
    """A picture: `rgb` holds height x width x 3 bytes, upright, in square pixels."""

    width: int
    height: int
    rgb: bytes


class SmallPictures:
    """Makes small pictures of one source, quickest in the order of their times. Not thread-safe: one thread at a time.

    Raises:
        MediaError: it has no pictures. FFmpegError, OSError: it cannot be opened.
    """

    def __init__(self, media: MediaFacts) -> None:
        if media.video is None:
            raise MediaError("media.no_video", f"“{media.path}” has no pictures.", fix="Choose another file.")
        self._media, self._video = media, media.video
        self._frames = SourceFrames(media)
        self._chains: dict[tuple[int, int], Chain] = {}

    def picture(
        self,
        time_s: Fraction,
        *,
        size: tuple[int, int],
        should_stop: Callable[[], bool] = lambda: False,
        rough: bool = False,
    ) -> SmallPicture:
        """The picture that is shown at a time.

        Args:
            time_s: seconds of the source, as `Clip.source_in`. size: as by `small_size`.
            rough: a key frame near by will do.

        Raises:
            Stopped: `should_stop` said so. MediaError: there is no picture. FFmpegError, OSError: it cannot be read.
        """
        raw_s = time_s + self._media.start_s + SHOWN_GRACE
        limit = 0 if self._video.still else round_half_up(raw_s * TICKS)
        frame = self._frames.frame_at(limit, should_stop=should_stop, rough=rough)
        pixels = self._chain(size).one(frame).to_ndarray()
        return SmallPicture(pixels.shape[1], pixels.shape[0], np.ascontiguousarray(pixels).tobytes())

    def close(self) -> None:
        """Close the file."""
        self._frames.close()

    def _chain(self, size: tuple[int, int]) -> Chain:
        if size not in self._chains:
            # This FFmpeg has no zscale: HDR is shown as the preview shows it.
            filters = picture_filters(self._video, size=size, reframe=Reframe(), tonemap=False)
            self._chains[size] = Chain([*upright(self._video.rotation), *filters, ("format", {"pix_fmts": "rgb24"})])
        return self._chains[size]


def small_size(video: VideoFacts, *, height_px: int) -> tuple[int, int]:
    """(width, height) in pixels, both even, of a picture about this high."""
    wide, high = video.display
    height = max(2, height_px // 2 * 2)
    return max(2, 2 * round_half_up(Fraction(height * wide, 2 * high))), height
