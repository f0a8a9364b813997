"""A source in; the decoded frame that is shown at any of its times out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from fractions import Fraction

from av.error import FFmpegError
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from montage_desktop.core.errors import MediaError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import round_half_up
from montage_desktop.media.opening import footage_stream
from montage_desktop.media.preview.filtering import Chain
from montage_desktop.media.quick_open import open_known
from montage_desktop.media.render.pieces import TICKS

#: Packets looked at before one is decoded: enough to see which frame follows it in time.
_LOOK_AHEAD = 16
#: Decoded frames kept, for steps back.
_KEPT = 4
#: Further ahead than this a seek may be quicker than decoding on.
_FAR_TICKS = TICKS
_BACK_TICKS = TICKS // 2
_NEAR_FRAMES = 6
#: More than one thread for one decoder is slower on two cores at 1080p (507 frames a second against 390), and
#: delays the first frame; larger pictures are worth it.
_PIXELS_A_THREAD = 1920 * 1088


class Stopped(Exception):  # noqa: N818 - an outcome, not a fault
    """The frame is not wanted any more."""


class _Shown:
    """A frame and the raw times ``[begin, end)`` for which it is the one shown."""

    __slots__ = ("begin", "end", "frame")

    def __init__(self, begin: int, frame: VideoFrame) -> None:
        self.begin, self.end, self.frame = begin, begin, frame


class SourceFrames:
    """Decodes one source's pictures from any place. Not thread-safe: one thread at a time.

    Frames are the decoder's own: not upright, but whole pictures where fields are coded.

    Attributes:
        is_exact: whether the frame that was given last is the one asked for.
    """

    def __init__(self, media: MediaFacts) -> None:
        if media.video is None:
            raise MediaError("media.no_video", f"“{media.path}” has no pictures.", fix="Choose another file.")
        self._video = media.video
        self._start_ticks = round_half_up(media.start_s * TICKS)
        self._container = open_known(media)
        stream = footage_stream(self._container)
        if stream is None:
            self._container.close()
            raise MediaError("media.no_video", f"“{media.path}” has no pictures.", fix="Choose another file.")
        self._stream: VideoStream = stream
        codec = stream.codec_context
        codec.thread_count = 1 + (media.video.width * media.video.height > _PIXELS_A_THREAD)
        codec.skip_frame = "DEFAULT"
        self.is_exact = True
        self._kept: deque[_Shown] = deque(maxlen=_KEPT)
        self._next: _Shown | None = None
        self._packets: Iterator[Packet[VideoStream]] = iter(())
        self._begin()

    def close(self) -> None:
        """Close the file, and let go of the decoder now: it holds a dozen pictures or more."""
        self._kept.clear()
        self._ahead.clear()
        self._waiting.clear()
        self._next = None
        self._packets = iter(())  # the generator and this would keep each other alive
        self._container.close()

    def frame_at(
        self, limit_ticks: int, *, should_stop: Callable[[], bool] = lambda: False, rough: bool = False
    ) -> VideoFrame:
        """The last frame whose raw time is at most `limit_ticks`; the first one if there is none.

        Args:
            rough: a key frame near by will do, where the right one takes long.

        Raises:
            Stopped: `should_stop` said so. MediaError: there is no frame at all.
            FFmpegError, OSError: the file cannot be read.
        """
        self.is_exact = True
        for shown in self._kept:
            if shown.begin <= limit_ticks < shown.end:
                return shown.frame
        if self._needs_seek(limit_ticks):
            self._seek(limit_ticks, should_stop)
            if rough and self._next is not None:
                self.is_exact = False
                return self._next.frame
        while self._next is not None and self._next.begin <= limit_ticks:
            self._advance(limit_ticks, should_stop)
        if self._kept:
            return self._kept[-1].frame
        if self._next is not None:
            return self._next.frame
        raise MediaError("media.no_frames", f"“{self._container.name}” has no picture that can be decoded.")

    def is_near(self, limit_ticks: int) -> bool:
        """Whether the frame is there, or a few frames away."""
        if any(s.begin <= limit_ticks < s.end for s in self._kept):
            return True
        here = self._next.begin if self._next is not None else None
        near = _NEAR_FRAMES * round_half_up(self._video.frame_s * TICKS)
        return here is not None and here <= limit_ticks <= here + near

    # ------------------------------------------------------------------------------------------- places

    def _needs_seek(self, limit: int) -> bool:
        if self._next is None and not self._kept:
            return True
        here = self._kept[-1].begin if self._kept else self._next.begin if self._next else 0
        if limit < here:
            return True
        if self._next is None or limit - here <= _FAR_TICKS:
            return False
        key = self._key_before(limit)
        return key is None or key > here

    def _key_before(self, limit: int) -> int | None:
        """Raw time of the last key frame before a time, if the container's index knows."""
        tick = self._stream.time_base
        entries = self._stream.index_entries
        if tick is None or len(entries) == 0:
            return None
        index = entries.search_timestamp(int(Fraction(limit, TICKS) / tick), backward=True)
        return round_half_up(entries[index].timestamp * tick * TICKS) if index >= 0 else None

    def _seek(self, limit: int, should_stop: Callable[[], bool]) -> None:
        """Decode the first frame of a place from which `limit` is reached."""
        tick = self._stream.time_base or Fraction(1, 1000)
        back = 0
        while True:
            at_start = limit - back <= self._start_ticks
            goal = min(limit - back, self._start_ticks - TICKS) if at_start else limit - back
            self._container.seek(int(Fraction(goal, TICKS) / tick), stream=self._stream, backward=True)
            self._begin()
            self._advance(limit, should_stop)
            if at_start or (self._next is not None and self._next.begin <= limit):
                return
            back = back * 4 or _BACK_TICKS

    def _begin(self) -> None:
        self._kept.clear()
        self._next = None
        self._ended = False
        self._key_ticks: int | None = None  # of the first key frame here: what is shown before it lacks its references
        self._skipped: set[int] = set()
        self._waiting: deque[VideoFrame] = deque()
        self._ahead: deque[Packet[VideoStream]] = deque()
        self._packets = self._demuxed()
        self._deinterlacer = Chain([("bwdif", {"mode": "send_frame"})]) if self._video.interlaced else None

    # ----------------------------------------------------------------------------------------- decoding

    def _advance(self, limit: int, should_stop: Callable[[], bool]) -> None:
        """Make the next frame the present one, and decode the one after it."""
        following = self._decoded(limit, should_stop)
        if self._next is not None:
            end = following.begin if following is not None else 1 << 62
            self._next.end = min((s for s in self._skipped if self._next.begin < s < end), default=end)
            self._kept.append(self._next)
        self._skipped = {s for s in self._skipped if following is not None and s > following.begin}
        self._next = following

    def _decoded(self, limit: int, should_stop: Callable[[], bool]) -> _Shown | None:
        while True:
            while self._waiting:
                frame = self._waiting.popleft()
                begin = self._ticks(frame)
                self._skipped.discard(begin)
                late = self._next is not None and begin <= self._next.begin
                if not late and (self._key_ticks is None or begin >= self._key_ticks):
                    return _Shown(begin, frame)
            if self._ended:
                return None
            if should_stop():
                raise Stopped
            self._decode_packet(limit)

    def _decode_packet(self, limit: int) -> None:
        packet = self._packet()
        if packet is None:
            self._ended = True
            if self._deinterlacer is not None:
                self._waiting += self._deinterlacer.rest()
            return
        if self._deinterlacer is None:
            skips = self._is_passed(packet, limit)
            self._stream.codec_context.skip_frame = "NONREF" if skips else "DEFAULT"
            if skips:
                self._skipped.add(self._packet_ticks(packet) or 0)
        try:
            frames = packet.decode()
        except FFmpegError:  # a damaged packet: the frame before it is held
            return
        for frame in frames:
            if isinstance(frame, VideoFrame):
                self._waiting += self._deinterlacer.all(frame) if self._deinterlacer else [frame]

    def _packet(self) -> Packet[VideoStream] | None:
        while len(self._ahead) < _LOOK_AHEAD and (packet := next(self._packets, None)) is not None:
            self._ahead.append(packet)
        return self._ahead.popleft() if self._ahead else None

    def _demuxed(self) -> Iterator[Packet[VideoStream]]:
        """Packets from the first key frame on; the last one is empty and makes the decoder give what it holds."""
        started = False
        for packet in self._container.demux(self._stream):
            if not started and packet.size and not packet.is_keyframe:
                continue
            if not started and packet.size:
                self._key_ticks = self._packet_ticks(packet)
            started = True
            yield packet

    def _is_passed(self, packet: Packet[VideoStream], limit: int) -> bool:
        """Whether another frame is known to be shown after this packet's and before the limit."""
        own = self._packet_ticks(packet)
        if own is None or packet.is_discard:
            return False
        later = (self._packet_ticks(p) for p in self._ahead if not p.is_discard)
        return any(t is not None and own < t <= limit for t in later)

    def _packet_ticks(self, packet: Packet[VideoStream]) -> int | None:
        if packet.pts is None or packet.time_base is None:
            return None
        return round_half_up(packet.pts * packet.time_base * TICKS)

    def _ticks(self, frame: VideoFrame) -> int:
        """A frame's raw time; where it has none, right after the one before."""
        pts = frame.pts if frame.pts is not None else frame.dts
        if pts is None or frame.time_base is None:
            before = self._next.begin if self._next is not None else self._start_ticks
            return before + round_half_up(self._video.frame_s * TICKS)
        return round_half_up(pts * frame.time_base * TICKS)
