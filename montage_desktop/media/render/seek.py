"""A range of source times in; where FFmpeg has to begin and end reading, to decode it and little more, out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from types import TracebackType

import av
from av.container import InputContainer
from av.error import FFmpegError

from montage_desktop.core.facts import MediaFacts
from montage_desktop.media.quick_open import open_known

#: FFmpeg finds the key frame for a time by itself, through the container's index.
_INDEXED = ("mov", "matroska")
#: They have times in their packets, but no index (or none to rely on): FFmpeg is told the key frame.
_SEARCHED = ("mpegts", "mpeg", "flv", "avi", "asf", "ogg", "mxf", "nut")
_FURTHEST_BACK_S = 64
_NO_SEEK_BELOW_S = Fraction(1, 10)
#: Longer than asked for where it is not certain which frame comes first: FFmpeg counts the duration from that one.
_SPARE_S = Fraction(1, 2)
_MILLISECOND = Fraction(1, 1000)


@dataclass(frozen=True)
class Reading:
    """Raw seconds to seek to (None: begin at the beginning), how many to read, and what is dropped at the begin.

    Attributes:
        exact: frames before `seek_s` are dropped; else all are given from the key frame on.
        limit_s: counted from the first frame given; None: to the end.
    """

    seek_s: Fraction | None = None
    exact: bool = False
    limit_s: Fraction | None = None


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


class KeyFrames:
    """Finds where to begin decoding; keeps files open between questions. A context manager."""

    def __init__(self) -> None:
        self._open: dict[str, InputContainer | None] = {}

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
        begin_s = media.start_s + media.video.start_s
        from_begin = Reading(limit_s=last_s - min(begin_s, media.start_s) + _SPARE_S)
        if first_s <= begin_s + _NO_SEEK_BELOW_S:
            return from_begin
        try:
            place = self._place(media, first_s)
        except (FFmpegError, OSError):  # decoding from the beginning is slow, but right
            place = None
        if place is None or place.key_s <= begin_s:
            return from_begin
        if media.format in _INDEXED and not place.leading and media.start_s == 0:
            return Reading(place.shown_s, exact=True, limit_s=last_s - place.shown_s + _MILLISECOND)
        if media.format == "mov":
            return Reading(place.key_s, limit_s=last_s - place.key_s + _SPARE_S)
        # FFmpeg goes back 3/23 s further where there are B-frames, perhaps to the key frame before: without a limit,
        # since that would count from there.
        return Reading(place.key_dts_s)

    def _place(self, media: MediaFacts, raw_s: Fraction) -> _Place | None:
        if media.path not in self._open:
            self._open[media.path] = None
            self._open[media.path] = open_known(media)
        container = self._open[media.path]
        return _searched(container, raw_s, media.start_s) if container is not None else None


def _searched(container: InputContainer, raw_s: Fraction, start_s: Fraction) -> _Place | None:
    """What lies at a raw time, found by reading packets from the key frame before it; nothing is decoded."""
    stream = container.streams.video[0]
    tick = stream.time_base
    back = Fraction(0)
    while tick is not None and back <= _FURTHEST_BACK_S and raw_s - back > start_s:
        container.seek(int((raw_s - back) * av.time_base), backward=True, any_frame=False)
        shown: Fraction | None = None
        key: tuple[Fraction, Fraction] | None = None
        leading = False
        for packet in container.demux(stream):
            if packet.dts is None or packet.pts is None:
                continue
            if packet.dts * tick > raw_s:
                break
            pts = packet.pts * tick
            if packet.is_keyframe:
                key = (pts, min(packet.dts * tick, pts)) if pts <= raw_s else key
                leading = pts > raw_s
            if key is not None and pts <= raw_s and not packet.is_discard:
                shown = pts if shown is None else max(shown, pts)
        if key is not None and shown is not None:
            return _Place(shown, *key, leading=leading)
        back = back * 4 or Fraction(1, 2)
    return None
