"""A video in; small pictures of its frames out, without holding more than a frame.

Pictures are the decoder's own: not turned upright and not of square pixels, which no measure here needs. Frames that
no other refers to need not be decoded: see `foresight` for which, `gaps` for what takes their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias, cast

import av
import av.error
import cv2
import numpy as np
import numpy.typing as npt
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from montage_desktop.core.facts import VideoFacts
from montage_desktop.media.opening import MOST_PIXELS, footage_stream, open_media

Gray = npt.NDArray[np.uint8]
VideoPacket: TypeAlias = "Packet[VideoStream]"
Choice: TypeAlias = Callable[[Iterable[VideoPacket]], Iterator[tuple[VideoPacket, bool]]]

#: Longest side of the proxy on which sharpness is measured, and of the thumbnail on which shots are found.
PROXY_PX = 960
THUMB_PX = 96

#: Where a packet is one frame and has its pts, and the decoder leaves out what nothing refers to.
_SPARSE_FORMATS = ("mov", "matroska")
_SPARSE_CODECS = ("h264", "hevc")


@dataclass(slots=True)
class SmallFrame:
    """One frame, small.

    Attributes:
        pts: in the stream's time base, raw. ticks: its duration there, 0 if unknown.
        thumb: luma, longest side 96 px. chroma: (2, height, width) U and V, half as large as `thumb`.
        damaged: decoded from damaged data, or refers to a frame that was.
    """

    pts: int
    ticks: int
    thumb: Gray
    chroma: Gray
    damaged: bool


@dataclass(slots=True)
class Decoded:
    """A frame that was decoded.

    Attributes:
        small: the frame. luma: its full luma plane, not copied. bits: a sample's.
        key: decoding can begin here.
        skipped: pts of the frames since the decoded one before that were left out, ascending.
    """

    small: SmallFrame
    luma: npt.NDArray[Any]
    bits: int
    key: bool = False
    skipped: list[int] = field(default_factory=list)

    def proxy(self) -> Gray:
        """Luma, at most 1.4 times `PROXY_PX` wide or high."""
        return _eight_bits(halved(self.luma, PROXY_PX), self.bits)

    def shrunk(self, longest_px: int) -> Gray:
        """Luma with a longest side of ``longest_px``, or smaller."""
        height, width = self.luma.shape
        scale = min(1.0, longest_px / max(height, width))
        return _shrunk(self.luma, (max(1, round(width * scale)), max(1, round(height * scale))), self.bits)


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


def _shrunk(plane: npt.NDArray[Any], size: tuple[int, int], bits: int) -> Gray:
    """A plane scaled down to (width, height).

    It is read from memory only here, which is what takes the time: of large planes every second row or fewer, four
    being left for a row of the result.
    """
    plane = plane[:: max(1, plane.shape[0] // (4 * size[1]))]
    while plane.shape[0] >= 2 * size[1] and plane.shape[1] >= 2 * size[0]:
        height, width = plane.shape[0] // 2, plane.shape[1] // 2
        plane = cv2.resize(plane[: 2 * height, : 2 * width], (width, height), interpolation=cv2.INTER_AREA)
    return _eight_bits(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), bits)


def _decoded(frame: VideoFrame, facts: VideoFacts, *, damaged: bool) -> Decoded:
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
    size = thumb_size(facts.width, facts.height)  # the same for all, though a damaged stream changes its own
    half = size[0] // 2, size[1] // 2
    small = SmallFrame(
        pts=frame.pts or 0,
        ticks=frame.duration or 0,
        thumb=_shrunk(luma, size, bits),
        chroma=np.stack([_shrunk(_plane(frame, i), half, bits) for i in (1, 2)]),
        damaged=damaged,
    )
    return Decoded(small, luma, bits)


def _all(packets: Iterable[VideoPacket]) -> Iterator[tuple[VideoPacket, bool]]:
    return ((packet, True) for packet in packets)


class FrameReader:
    """Iterates over a file's frames as `Decoded`; afterwards ``damaged`` tells what was met.

    Args:
        threads: decoder threads. choose: which packets' pictures are needed; the others are decoded where the
            file's kind does not allow to leave them out, and from the first damage on.
        start: a raw pts; reading begins at the last key frame before it.

    Attributes:
        tick: seconds of a pts step. damaged: how many packets or frames were damaged.
        cut_short: reading stopped at an error.
    """

    def __init__(
        self, path: Path, facts: VideoFacts, *, threads: int = 1, choose: Choice = _all, start: int | None = None
    ) -> None:
        self.tick = Fraction(1, 1000)
        self.damaged, self.cut_short = 0, False
        self._path, self._facts, self._threads = path, facts, threads
        self._choose, self._start = choose, start
        self._doubtful = False  # until the next key frame, pictures may show what was lost
        self._sparse = False
        self._left_out: list[int] = []

    def __iter__(self) -> Iterator[Decoded]:
        with open_media(self._path) as container:
            stream = footage_stream(container)
            if stream is None:
                return
            self.tick = stream.time_base or self.tick
            # Deblocking costs an eighth of the decoding and is not seen at these sizes.
            stream.codec_context.options = {"skip_loop_filter": "all", "max_pixels": str(MOST_PIXELS)}
            stream.codec_context.thread_count = self._threads
            stream.codec_context.thread_type = "FRAME" if self._threads > 1 else "SLICE"
            self._sparse = (
                container.format.name.startswith(_SPARSE_FORMATS)
                and stream.codec_context.name in _SPARSE_CODECS
                and not self._facts.interlaced
            )
            if self._start is not None:
                container.seek(self._start, stream=stream)
            last: int | None = None
            for frame in self._pictures(container, stream):
                if frame.pts is None:
                    frame.pts = frame.dts if frame.dts is not None else (last if last is not None else -1) + 1
                if last is not None and frame.pts <= last:
                    continue
                if frame.key_frame and not frame.is_corrupt:
                    self._doubtful = False
                elif frame.is_corrupt:
                    self._lost()
                decoded = _decoded(frame, self._facts, damaged=self._doubtful)
                decoded.key = frame.key_frame
                decoded.skipped = self._between(last, frame.pts)
                last = frame.pts
                yield decoded

    def _between(self, last: int | None, pts: int) -> list[int]:
        """Forget what was left out up to a frame; returns the part after the last one."""
        past = sorted(at for at in self._left_out if at < pts)
        self._left_out = [at for at in self._left_out if at > pts]
        return [at for at in past if last is not None and at > last]

    def _lost(self) -> None:
        self.damaged += 1
        self._doubtful = True
        self._sparse = False  # what was left out could no longer be told from what was lost
        self._left_out.clear()

    def _pictures(self, container: av.container.InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
        packets = self._choose(container.demux(stream))
        skips = False
        while True:
            try:
                packet, needed = next(packets)
            except StopIteration:
                return
            except av.error.FFmpegError:
                self.cut_short = True
                return
            if packet.is_corrupt:
                self._lost()
            leave_out = self._sparse and not needed and packet.pts is not None
            if leave_out is not skips:
                skips = leave_out
                stream.codec_context.skip_frame = "NONREF" if skips else "DEFAULT"
            if skips and not packet.is_discard and packet.pts is not None:
                self._left_out.append(packet.pts)  # unless the decoder gives it after all
            try:
                yield from packet.decode()
            except av.error.EOFError:
                return
            except av.error.FFmpegError:
                self._lost()
