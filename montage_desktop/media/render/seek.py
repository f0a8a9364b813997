"""A range of source times in; where FFmpeg has to begin and end reading, to decode it and little more, out."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from fractions import Fraction
from types import TracebackType
from typing import Any

import av
from av.container import InputContainer
from av.error import FFmpegError

from montage_desktop.core.facts import MediaFacts
from montage_desktop.media.bitstream import h264
from montage_desktop.media.quick_open import open_known

#: FFmpeg finds the key frame for a time by itself, through the container's index.
_INDEXED = ("mov", "matroska")
#: They have times in their packets, but no index (or none to rely on): FFmpeg is told the key frame.
_SEARCHED = ("mpegts", "mpeg", "flv", "avi", "asf", "ogg", "mxf", "nut")
_FURTHEST_BACK_S = 64
_NO_SEEK_BELOW_S = Fraction(1, 10)
#: Longer than asked for where it is not certain which frame comes first: FFmpeg counts the duration from that one.
SPARE_S = Fraction(1, 2)
_MOST_DROPPED = 160
#: Their headers tell a decoder all it needs to know before the first frame.
_TOLD_BY_HEADER = ("hevc", "vp9", "av1", "prores", "mjpeg", "dnxhd")
_MILLISECOND = Fraction(1, 1000)


@dataclass(frozen=True)
class Reading:
    """Raw seconds to seek to (None: begin at the beginning), how many to read, and what is dropped at the begin.

    Attributes:
        exact: frames before `seek_s` are dropped; else all are given from the key frame on.
        limit_s: counted from the first frame given; None: to the end.
        dropped: timestamps (ticks of the stream) of packets that need not be decoded: they come before the first
            frame shown, and no other frame needs them.
        settled: whether FFmpeg can do without decoding frames at the beginning of the file to learn what it is.
    """

    seek_s: Fraction | None = None
    exact: bool = False
    limit_s: Fraction | None = None
    dropped: tuple[int, ...] = ()
    settled: bool = False


@dataclass(frozen=True)
class _Place:
    """What lies at a time: the frame shown, and the key frame it needs (its pts and dts).

    `leading`: a later key frame is decoded before the frame shown. In an open GOP such frames come after the key frame
    and cannot be decoded from it alone.
    """

    shown_s: Fraction
    key_s: Fraction
    key_dts_s: Fraction
    leading: bool


@dataclass(frozen=True)
class _Run:
    """The packets for a range: where they begin, what can be left out, and a hash of all of them."""

    place: _Place | None
    dropped: tuple[int, ...]
    digest: str


class KeyFrames:
    """Finds where to begin decoding; keeps files open, and answers, between questions. A context manager."""

    def __init__(self) -> None:
        self._open: dict[str, InputContainer | None] = {}
        self._runs: dict[tuple[str, Fraction, Fraction], _Run] = {}

    def __enter__(self) -> KeyFrames:
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        for container in self._open.values():
            if container is not None:
                container.close()
        self._open.clear()

    def reading(self, media: MediaFacts, first_s: Fraction, last_s: Fraction) -> Reading:
        """How to read a source so that the frames shown at raw times `first_s` to `last_s` are among what comes."""
        if media.format not in _INDEXED + _SEARCHED or media.video is None:
            return Reading()
        video = media.video
        begin_s = media.start_s + video.start_s
        run = self._run(media, first_s, last_s)
        hints: dict[str, Any] = {"dropped": run.dropped, "settled": self._is_settled(media)}
        place = run.place
        if first_s <= begin_s + _NO_SEEK_BELOW_S or place is None or place.key_s <= begin_s:
            spare_s = 2 * video.frame_s if media.format in _INDEXED and video.start_s >= 0 else SPARE_S
            return Reading(limit_s=last_s - min(begin_s, media.start_s) + spare_s, **hints)
        if media.format in _INDEXED and not place.leading and media.start_s == 0:
            return Reading(place.shown_s, exact=True, limit_s=last_s - place.shown_s + _MILLISECOND, **hints)
        if media.format == "mov":
            return Reading(place.key_s, limit_s=last_s - place.key_s + SPARE_S, **hints)
        # FFmpeg goes back 3/23 s further where there are B-frames, perhaps to the key frame before: without a limit,
        # since that would count from there.
        return Reading(place.key_dts_s, **hints)

    def digest(self, media: MediaFacts, first_s: Fraction, last_s: Fraction) -> str:
        """A hash of the packets that decoding the frames shown from `first_s` to `last_s` takes; "" where unknown."""
        return self._run(media, first_s, last_s).digest

    def forget(self, media: MediaFacts, first_s: Fraction, last_s: Fraction) -> None:
        """Look at the packets of a range anew when it is asked for again."""
        self._runs.pop((media.path, first_s, last_s), None)

    def _run(self, media: MediaFacts, first_s: Fraction, last_s: Fraction) -> _Run:
        key = (media.path, first_s, last_s)
        if key not in self._runs:
            found = _Run(None, (), "")
            # Without it decoding begins at the beginning, which is slow, but right.
            with contextlib.suppress(FFmpegError, OSError):
                found = _searched(self._container(media), first_s, last_s, media.start_s) or found
            self._runs[key] = found
        return self._runs[key]

    def _container(self, media: MediaFacts) -> InputContainer:
        if media.path not in self._open:
            self._open[media.path] = None
            self._open[media.path] = open_known(media)
        container = self._open[media.path]
        if container is None:
            raise OSError(f"{media.path} cannot be opened")
        return container

    def _is_settled(self, media: MediaFacts) -> bool:
        video = media.video
        if media.format != "mov" or video is None or video.interlaced:
            return False
        if video.codec != "h264":
            return video.codec in _TOLD_BY_HEADER
        with contextlib.suppress(FFmpegError, OSError, ValueError):
            config = h264.parse_config(self._container(media).streams.video[0].codec_context.extradata or b"")
            return all(h264.parse_sps(s).reorder is not None for s in config.sps)
        return False


def _searched(container: InputContainer, first_s: Fraction, last_s: Fraction, start_s: Fraction) -> _Run | None:
    """What lies in a range of raw times, found by reading packets from the key frame before; nothing is decoded."""
    stream = container.streams.video[0]
    tick = stream.time_base
    back = Fraction(0)
    while tick is not None and back <= _FURTHEST_BACK_S:
        container.seek(int(max(start_s, first_s - back) * av.time_base), backward=True, any_frame=False)
        found = _read_run(container, stream, first_s, last_s, tick)
        if found is not None or first_s - back <= start_s:
            return found
        back = back * 4 or Fraction(1, 2)
    return None


def _read_run(
    container: InputContainer, stream: Any, first_s: Fraction, last_s: Fraction, tick: Fraction
) -> _Run | None:
    """The packets from where the container stands to the last that the range needs; None: no key frame before it."""
    shown: Fraction | None = None
    key: tuple[Fraction, Fraction] | None = None
    leading = False
    digest = hashlib.sha256()
    droppable: list[int] = []
    length_size = _nal_length(stream)
    for packet in container.demux(stream):
        if packet.dts is None or packet.pts is None:
            continue
        if packet.dts * tick > last_s:
            break
        pts = packet.pts * tick
        content = bytes(packet)
        digest.update(b"%d %d %d " % (packet.pts, packet.dts, len(content)))
        digest.update(content)
        if packet.dts * tick > first_s:
            continue
        if packet.is_keyframe:
            key = (pts, min(packet.dts * tick, pts)) if pts <= first_s else key
            leading = pts > first_s
        if key is not None and pts <= first_s and not packet.is_discard:
            shown = pts if shown is None else max(shown, pts)
        if length_size and not packet.is_keyframe and _droppable(content, length_size):
            droppable.append(packet.pts)
    if key is None or shown is None:
        return None
    dropped = tuple(p for p in droppable if p * tick < shown)[-_MOST_DROPPED:]
    return _Run(_Place(shown, *key, leading=leading), dropped, digest.hexdigest())


def _nal_length(stream: Any) -> int:
    """Bytes of the lengths before NAL units; 0 where it is not H.264 as MP4 and Matroska carry it."""
    if stream.codec_context.name != "h264":
        return 0
    with contextlib.suppress(ValueError):
        return h264.parse_config(stream.codec_context.extradata or b"").length_size
    return 0


def _droppable(packet: bytes, length_size: int) -> bool:
    with contextlib.suppress(ValueError):
        return h264.is_droppable(packet, length_size)
    return False
