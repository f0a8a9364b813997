"""A media file in; its `MediaFacts` out: streams, exact times, rotation, colour and what is odd about it."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.container
import av.error
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from montage_desktop.core.facts import AudioFacts, MediaFacts, VideoFacts
from montage_desktop.media.declared_size import declared_size
from montage_desktop.media.opening import (
    MOST_MOVING_PIXELS,
    MOST_PIXELS,
    footage_stream,
    head_of,
    identity,
    media_error,
    open_media,
    packets_of,
    sound_stream,
)

__all__ = ["identity", "open_media", "probe", "require_audio", "require_footage"]


def _names(table: str) -> dict[int, str]:
    """FFmpeg's names by their numbers (ISO/IEC 23091-2), from ``"1 bt709, 9 bt2020"``."""
    return {int(number): name for number, name in (pair.split() for pair in table.split(","))}


_RANGES = _names("1 tv, 2 pc")
_SPACES = _names(
    "0 gbr, 1 bt709, 4 fcc, 5 bt470bg, 6 smpte170m, 7 smpte240m, 8 ycgco, 9 bt2020nc, 10 bt2020c,"
    "11 smpte2085, 12 chroma-derived-nc, 13 chroma-derived-c, 14 ictcp"
)
_PRIMARIES = _names(
    "1 bt709, 4 bt470m, 5 bt470bg, 6 smpte170m, 7 smpte240m, 8 film, 9 bt2020, 10 smpte428, 11 smpte431,"
    "12 smpte432, 22 ebu3213"
)
_TRANSFERS = _names(
    "1 bt709, 4 bt470m, 5 bt470bg, 6 smpte170m, 7 smpte240m, 8 linear, 9 log100, 10 log316, 11 iec61966-2-4,"
    "12 bt1361e, 13 iec61966-2-1, 14 bt2020-10, 15 bt2020-12, 16 smpte2084, 17 smpte428, 18 arib-std-b67"
)
_HDR = {"smpte2084": "pq", "arib-std-b67": "hlg"}
_STILL_BRANDS = (b"avif", b"mif1", b"heic", b"heix")

#: So long may any file be; a longer one has a byte a second at least.
_ANY_S, _FEWEST_BYTES_A_SECOND = 3600, 1
_SAMPLED_PACKETS = 300
_SAMPLED_BYTES = 24 << 20


@dataclass
class _Look:
    """What reading the first packets and frames of the video showed."""

    frame: VideoFrame | None = None
    interlaced: bool = False
    pts: list[int] = field(default_factory=list)
    packets: int = 0
    ended: bool = False


def _look(container: av.container.InputContainer, stream: VideoStream, *, packets: int) -> _Look:
    """Decode the first frames and collect the times of the first packets (bounded in count and bytes)."""
    look, size, frames = _Look(), 0, 0
    field_codecs = ("h264", "mpeg2video", "hevc", "vc1")
    wanted = 3 if stream.codec_context.name in field_codecs and stream.codec_context.field_order != 1 else 1
    stream.codec_context.thread_count = 1
    for packet in packets_of(container, stream):
        look.ended = packet.size == 0
        size += packet.size
        look.packets += packet.size > 0
        if packet.pts is not None and packet.size > 0:
            look.pts.append(packet.pts)
        if frames < wanted:
            try:
                for frame in packet.decode():
                    frames += 1
                    look.frame = look.frame or frame
                    look.interlaced = look.interlaced or frame.interlaced_frame
            except av.error.FFmpegError:
                pass  # a damaged packet: the next may decode
        if (
            (frames >= wanted and look.packets >= packets)
            or size > _SAMPLED_BYTES
            or look.packets > 4 * _SAMPLED_PACKETS
        ):
            break
    return look


def _rotation(frame: VideoFrame) -> int:
    """Degrees clockwise; PyAV, like ``av_display_rotation_get``, counts them counter-clockwise."""
    return round(-frame.rotation / 90) * 90 % 360


def _index(stream: VideoStream) -> list[tuple[int, int]]:
    """(decode time, end in the file) of up to 2100 index entries, in three runs."""
    entries = stream.index_entries
    n = len(entries)
    runs: Iterable[int] = range(n)
    if n > 2100:
        runs = [i for a in (0, n // 2, n - 700) for i in range(a, a + 700)]
    return [(e.timestamp, e.pos + e.size) for e in (entries[i] for i in runs)]


def _deltas(times: list[int]) -> list[int]:
    """Differences of neighbours, without repeats; the last is left out, it is often odd."""
    return [b - a for a, b in itertools.pairwise(times) if b > a][:-1]


def _rates(stream: VideoStream, times: list[int]) -> tuple[Fraction, bool, Fraction]:
    """(rate, vfr, frame duration in seconds) from the stream's rates and its frames' times in ticks."""
    tick = stream.time_base or Fraction(1, 1000)
    average, base = stream.average_rate or Fraction(0), stream.base_rate or Fraction(0)
    deltas = _deltas(times)
    if not average and deltas:
        average = 1 / (tick * Fraction(sum(deltas), len(deltas)))
    average = average or base or Fraction(25)
    rate = base if base and abs(base - average) * 200 <= average else average
    # A tick of rounding either way is not variable rate (Matroska: 33, 33, 34 ms). Runs leave gaps.
    odd = [d for d in deltas if abs(d * tick - 1 / rate) > tick * Fraction(11, 10) and d * tick < 10 / rate]
    vfr = len(odd) > len(deltas) // 100 if len(deltas) > 200 else len(odd) > 0
    if not vfr:
        return rate, False, 1 / rate
    usual = sorted(deltas)[len(deltas) // 10]
    return average.limit_denominator(100_000), True, tick * usual


def _last_pts(container: av.container.InputContainer, stream: VideoStream) -> int | None:
    """The last pts, read from the end of a file that does not tell how long its video is."""
    tick = stream.time_base
    if not container.duration or tick is None:
        return None
    try:
        end = Fraction((container.start_time or 0) + container.duration, av.time_base)
        container.seek(max(0, int((end - 1) / tick)), stream=stream)
        last, size = None, 0
        for packet in packets_of(container, stream):
            size += packet.size
            if packet.pts is not None and packet.size and (last is None or packet.pts > last):
                last = packet.pts
            if size > _SAMPLED_BYTES:
                return None
    except av.error.FFmpegError:
        return None
    return last


def _alpha(frame: VideoFrame) -> bool:
    return any(c.is_alpha for c in frame.format.components)


def _is_still(container: av.container.InputContainer, look: _Look, head: bytes) -> bool:
    name = container.format.name
    if name in ("gif", "apng"):
        return look.ended and look.packets <= 1
    return name.endswith("_pipe") or (head[4:8] == b"ftyp" and head[8:12] in _STILL_BRANDS and look.packets <= 1)


class _Prober:
    """One look at one open file; collects warnings on the way."""

    def __init__(self, path: Path, container: av.container.InputContainer) -> None:
        self.path, self.container = path, container
        self.size_bytes = path.stat().st_size
        self.start_s = Fraction(container.start_time or 0, av.time_base)
        self.warnings: list[str] = []

    def video(self) -> VideoFacts | None:
        """Facts of the first stream of moving pictures (or the still), or None."""
        stream = footage_stream(self.container)
        if stream is None:
            if any(s.codec_context is None for s in self.container.streams.video):
                self._undecodable("unknown")
            return None
        self._require_bounded(stream.codec_context.width, stream.codec_context.height)
        indexed = self.container.format.name.startswith(("mov", "avi"))
        index = _index(stream) if indexed else []
        look = _look(self.container, stream, packets=2 if len(index) > 2 else _SAMPLED_PACKETS)
        if look.frame is None or not stream.codec_context.width:
            self._undecodable(stream.codec_context.name)
            return None
        still = _is_still(self.container, look, head_of(self.path))
        most = MOST_PIXELS if still else MOST_MOVING_PIXELS
        self._require_bounded(look.frame.width, look.frame.height, most=most)
        ticks = [t for t, _ in index] if len(index) > 2 else sorted(look.pts)[: None if look.ended else -8]
        rate, vfr, frame_s = _rates(stream, ticks)
        start = Fraction(look.frame.pts or 0) * (stream.time_base or Fraction(0)) - self.start_s
        duration, frames = self._duration(stream, index, start, frame_s)
        if look.frame.rotation % 90:
            self.warnings.append(
                f"“{self.path.name}” is turned by {look.frame.rotation}°; it is shown upright instead."
            )
        return self._facts(
            stream,
            look,
            start_s=Fraction(0) if still else start,
            duration_s=Fraction(0) if still else duration,
            frames=1 if still else frames,
            still=still,
            rate=rate,
            vfr=vfr and not still,
            frame_s=frame_s,
        )

    def _require_bounded(self, width: int, height: int, *, most: int = MOST_PIXELS) -> None:
        if width * height > most:
            size = f"is {width} by {height} pixels large, more than this program takes"
            raise media_error("media.too_large", self.path, size, "Export a smaller copy of it.")

    def credible(self, duration_s: Fraction) -> bool:
        """Whether so few bytes may last so long."""
        return duration_s <= max(_ANY_S, self.size_bytes // _FEWEST_BYTES_A_SECOND)

    def require_credible(self, duration_s: Fraction) -> None:
        """Refuse a file whose times are damaged: whoever believed them would wait, or fill the memory, for nothing."""
        if not self.credible(duration_s):
            said = f"says that it is {float(duration_s) / 3600:.0f} hours long, too long for its size; it is damaged"
            raise media_error("media.damaged", self.path, said, "Convert it to MP4, or copy it again.")

    def _undecodable(self, codec: str) -> None:
        self._require_bounded(*(declared_size(self.path) or (0, 0)))
        if sound_stream(self.container) is None:
            raise media_error(
                *("media.unreadable", self.path, "has no picture that can be decoded"),
                *("Copy it again, or convert it to H.264.", f"codec {codec}"),
            )
        self.warnings.append(f"The pictures of “{self.path.name}” cannot be decoded; only its sound is used.")

    def _duration(
        self, stream: VideoStream, index: list[tuple[int, int]], start: Fraction, frame_s: Fraction
    ) -> tuple[Fraction, int]:
        """(seconds from the first frame to the end of the last, number of frames or 0)."""
        tick = stream.time_base or Fraction(1, 1000)
        missing = next((t for t, end in index if end > self.size_bytes), None)
        if missing is not None:
            self.warnings.append(f"“{self.path.name}” is incomplete; what is there is used.")
            return max(missing * tick - self.start_s - start, frame_s), 0
        if stream.duration:
            return stream.duration * tick, stream.frames
        last = _last_pts(self.container, stream)
        if last is not None:
            return max(last * tick - self.start_s - start, Fraction(0)) + frame_s, stream.frames
        total = Fraction(self.container.duration or 0, av.time_base)
        return max(total - start, frame_s), stream.frames

    def _facts(self, stream: VideoStream, look: _Look, **times: Any) -> VideoFacts:
        frame, context = look.frame, stream.codec_context
        assert frame is not None
        sar = stream.sample_aspect_ratio or Fraction(1)
        seen = (max(1, round(frame.width * sar)), frame.height)
        rotation = _rotation(frame)
        transfer = _TRANSFERS.get(frame.color_trc, "unknown")
        return VideoFacts(
            codec=context.codec.canonical_name,
            width=frame.width,
            height=frame.height,
            display=seen if rotation % 180 == 0 else seen[::-1],
            rotation=rotation,
            sar=sar,
            bit_depth=max(c.bits for c in frame.format.components),
            pix_fmt=frame.format.name,
            color_range=_RANGES.get(frame.color_range, "unknown"),
            color_space=_SPACES.get(frame.colorspace, "unknown"),
            color_primaries=_PRIMARIES.get(frame.color_primaries, "unknown"),
            color_transfer=transfer,
            hdr=_HDR.get(transfer, ""),
            interlaced=look.interlaced or context.field_order in (2, 3, 4, 5),
            alpha=_alpha(frame),
            **times,
        )

    def audio(self) -> AudioFacts | None:
        """Facts of the first audio stream, or None."""
        stream = sound_stream(self.container)
        if stream is None:
            return None
        tick = stream.time_base or Fraction(1, stream.codec_context.sample_rate)
        total = Fraction(self.container.duration or 0, av.time_base)
        start = stream.start_time * tick - self.start_s if stream.start_time is not None else Fraction(0)
        return AudioFacts(
            codec=stream.codec_context.name,
            sample_rate=stream.codec_context.sample_rate,
            channels=stream.codec_context.channels,
            start_s=start,
            duration_s=stream.duration * tick if stream.duration else max(total - start, Fraction(0)),
        )


def probe(path: Path) -> MediaFacts:
    """What a file is, in about 10 ms: reads its header, a few hundred packets, decodes up to three frames.

    Raises:
        InputError: as `open_media`; ``media.not_media`` too for a file without pictures and sound, and
            ``media.unreadable`` for pictures nothing here decodes.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - as in open_media
    with open_media(path) as container:
        prober = _Prober(path, container)
        audio = prober.audio()
        video = prober.video()
        if video is None and audio is None and not prober.warnings:
            raise media_error(
                "media.not_media",
                path,
                "has no pictures and no sound",
                "Choose a video, sound or picture file.",
            )
        duration = Fraction(container.duration or 0, av.time_base)
        ends = [s.start_s + s.duration_s for s in (video, audio) if s is not None]
        prober.require_credible(max(ends))
        if not duration or prober.warnings or not prober.credible(duration):
            duration = max(ends)
        return MediaFacts(
            path=str(path),
            identity=identity(path),
            format=container.format.name.split(",")[0],
            size_bytes=prober.size_bytes,
            start_s=prober.start_s,
            duration_s=Fraction(0) if video is not None and video.still else duration,
            video=video,
            audio=audio,
            warnings=prober.warnings,
        )


def require_footage(facts: MediaFacts) -> VideoFacts:
    """The video of a source that is to give pictures.

    Raises:
        InputError: ``media.no_video``.
    """
    if facts.video is None:
        raise media_error("media.no_video", Path(facts.path), "has no pictures", "Use it as music, or choose a video.")
    return facts.video


def require_audio(facts: MediaFacts) -> AudioFacts:
    """The sound of a source that is to be heard.

    Raises:
        InputError: ``media.no_audio``.
    """
    if facts.audio is None:
        raise media_error("media.no_audio", Path(facts.path), "has no sound", "Choose a file with sound.")
    return facts.audio
