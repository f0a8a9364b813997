"""A video in; a small picture of every frame out, decoded once and without holding more than a frame.

Pictures are the decoder's own: not turned upright and not of square pixels, which no measure here needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import av.error
import cv2
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from montage_desktop.core.facts import VideoFacts
from montage_desktop.media.opening import footage_stream, open_media

Gray = npt.NDArray[np.uint8]

#: Longest side of the proxy on which sharpness is measured, and of the thumbnail on which shots are found.
PROXY_PX = 960
THUMB_PX = 96


@dataclass(slots=True)
class SmallFrame:
    """One decoded frame, small.

    Attributes:
        pts: in the stream's time base, raw. ticks: its duration there, 0 if unknown.
        proxy: (≤ 540 or so, ≤ 960) luma. thumb: luma, longest side 96 px.
        chroma: (2, height, width) U and V, half as large as `thumb`.
        damaged: decoded from damaged data, or refers to a frame that was.
    """

    pts: int
    ticks: int
    proxy: Gray
    thumb: Gray
    chroma: Gray
    damaged: bool


def _plane(frame: VideoFrame, index: int) -> npt.NDArray[Any]:
    """A view of one plane, (height, width) uint8 or uint16; it keeps the frame's memory alive."""
    plane = frame.planes[index]
    wide = frame.format.components[0].bits > 8
    data = np.frombuffer(cast(Any, plane), np.uint16 if wide else np.uint8)
    return data.reshape(plane.height, -1)[:, : plane.width]


def _direct(frame: VideoFrame) -> bool:
    """Whether the planes can be read as they are: planar YUV or gray of up to 16 bits, little-endian."""
    name = frame.format.name
    return name.startswith(("yuv4", "yuvj4", "yuva4")) and not name.endswith("be")


def halved(picture: npt.NDArray[Any], longest_px: int) -> npt.NDArray[Any]:
    """Halve by 2x2 means (OpenCV's fastest path) until no side is longer than ``longest_px``."""
    while max(picture.shape) > longest_px * 1.4:
        height, width = picture.shape[0] // 2, picture.shape[1] // 2
        picture = cv2.resize(picture[: 2 * height, : 2 * width], (width, height), interpolation=cv2.INTER_AREA)
    return picture


def _eight_bits(picture: npt.NDArray[Any], bits: int) -> Gray:
    return picture if picture.dtype == np.uint8 else (picture >> (bits - 8)).astype(np.uint8)


def thumb_size(width: int, height: int) -> tuple[int, int]:
    """(width, height) of the thumbnail of a picture: even, longest side `THUMB_PX`."""
    scale = THUMB_PX / max(width, height)
    return max(8, round(width * scale / 2) * 2), max(8, round(height * scale / 2) * 2)


def _small(frame: VideoFrame, facts: VideoFacts, *, damaged: bool) -> SmallFrame:
    if not _direct(frame):
        scale = min(1.0, PROXY_PX / max(frame.width, frame.height))
        size = max(2, int(frame.width * scale) & ~1), max(2, int(frame.height * scale) & ~1)
        pts, duration = frame.pts, frame.duration
        frame = frame.reformat(*size, format="yuv420p", interpolation="FAST_BILINEAR")
        frame.pts, frame.duration = pts, duration
    bits = frame.format.components[0].bits
    luma = _plane(frame, 0)
    if facts.interlaced and luma.shape[0] > 200:
        # One field only: the other is of another moment, and the comb would be taken for sharpness.
        luma = cv2.resize(luma[::2], (luma.shape[1] // 2, luma.shape[0] // 2), interpolation=cv2.INTER_AREA)
    proxy = _eight_bits(halved(luma, PROXY_PX), bits)
    size = thumb_size(frame.width, frame.height)
    half = size[0] // 2, size[1] // 2
    planes = [_eight_bits(halved(_plane(frame, i), 120), bits) for i in (1, 2)]
    return SmallFrame(
        pts=frame.pts or 0,
        ticks=frame.duration or 0,
        proxy=proxy,
        thumb=cv2.resize(halved(proxy, 200), size, interpolation=cv2.INTER_AREA),
        chroma=np.stack([cv2.resize(plane, half, interpolation=cv2.INTER_AREA) for plane in planes]),
        damaged=damaged,
    )


class FrameReader:
    """Iterates over a file's frames as `SmallFrame`; afterwards ``damaged`` tells what was met.

    Attributes:
        tick: seconds of a pts step. damaged: how many packets or frames were damaged.
        cut_short: reading stopped at an error.
    """

    def __init__(self, path: Path, facts: VideoFacts, *, threads: int = 1) -> None:
        self.tick = Fraction(1, 1000)
        self.damaged, self.cut_short = 0, False
        self._path, self._facts, self._threads = path, facts, threads
        self._doubtful = False  # until the next key frame, pictures may show what was lost

    def __iter__(self) -> Iterator[SmallFrame]:
        with open_media(self._path) as container:
            stream = footage_stream(container)
            if stream is None:
                return
            self.tick = stream.time_base or self.tick
            # Deblocking costs an eighth of the decoding and is not seen at these sizes.
            stream.codec_context.options = {"skip_loop_filter": "all"}
            stream.codec_context.thread_count = self._threads
            last: int | None = None
            for frame in self._decoded(container, stream):
                if frame.pts is None:
                    frame.pts = frame.dts if frame.dts is not None else (last if last is not None else -1) + 1
                if last is not None and frame.pts <= last:
                    continue
                last = frame.pts
                if frame.key_frame and not frame.is_corrupt:
                    self._doubtful = False
                elif frame.is_corrupt:
                    self._lost()
                yield _small(frame, self._facts, damaged=self._doubtful)

    def _lost(self) -> None:
        self.damaged += 1
        self._doubtful = True

    def _decoded(self, container: av.container.InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
        packets = container.demux(stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except av.error.FFmpegError:
                self.cut_short = True
                return
            if packet.is_corrupt:
                self._lost()
            try:
                yield from packet.decode()
            except av.error.EOFError:
                return
            except av.error.FFmpegError:
                self._lost()
