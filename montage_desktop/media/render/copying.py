"""A clip and its source's packets in; the runs of packets that may be copied into a film as they are, out.

A run begins with a picture after which nothing needs what was before (an IDR picture or its like) and ends where what
has been decoded is just what has been shown: the frames that it shows are then a stretch without a gap, and none of
them needs anything from outside the run. That is so at the end of each group of pictures, and within it after each
group of reordered ones, so that behind the last of these only a few frames have to be encoded.
"""

from __future__ import annotations

import bisect
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

import av
import msgspec
from av.error import FFmpegError

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Clip
from montage_desktop.media.bitstream import h264, hevc
from montage_desktop.media.quick_open import open_known
from montage_desktop.media.render.pieces import raw_shown_s

#: Frames at each end of a run whose times are kept.
FRAMES_KNOWN = 4
CODECS = ("h264", "hevc", "vp9", "av1")


class Copied(msgspec.Struct, frozen=True):
    """A run of a source's video packets that a film takes as they are.

    Attributes:
        source: path. pts: of the run's first packet, in ticks of the stream. packets: how many.
        reorder: by how many frames decoding is ahead of showing.
        head, tail: pts of the first and the last few frames shown.
        tail_packets: from the run's last closed key frame to its end.
    """

    source: str
    pts: int
    packets: int
    reorder: int
    head: tuple[int, ...]
    tail: tuple[int, ...]
    tail_packets: int


@dataclass(frozen=True)
class Run:
    """Output frames ``[start, start + frames)`` that could be copied."""

    start: int
    frames: int
    copied: Copied


@dataclass(frozen=True)
class Stream:
    """What has to be alike for packets of one stream to follow those of another.

    Attributes:
        config: extradata, as the container holds it. length_size: bytes of the lengths of NAL units, 0: has none.
    """

    codec: str
    config: bytes
    length_size: int

    def sets(self) -> dict[tuple[int, int], bytes]:
        """Its parameter sets by kind and number; none for codecs that carry all in their key frames.

        Raises:
            ValueError: they are damaged.
        """
        if self.codec == "h264":
            avc = h264.parse_config(self.config)
            found = {(h264.SPS, h264.parse_sps(n).number): n for n in avc.sps}
            return found | {(h264.PPS, h264.parse_pps_numbers(n)[0]): n for n in avc.pps}
        if self.codec == "hevc":
            config = hevc.parse_config(self.config)
            return {hevc.numbers(n): n for n in (*config.vps, *config.sps, *config.pps)}
        return {}


def stream_of(track: Any) -> Stream:
    """The stream of a container's video track.

    Raises:
        ValueError: its header is not understood.
    """
    config = track.codec_context.extradata or b""
    codec = track.codec_context.codec.canonical_name
    size = 0
    if codec == "h264":
        size = h264.parse_config(config).length_size
    elif codec == "hevc":
        size = hevc.parse_config(config).length_size
    return Stream(codec, config, size)


@dataclass(frozen=True)
class _Packet:
    pts: int
    closed: bool


class PacketSource:
    """One source's packets. Not thread-safe.

    Raises:
        FFmpegError, OSError, ValueError: when it is made: the file cannot be read, or its stream is not understood.
    """

    def __init__(self, media: MediaFacts) -> None:
        self._media = media
        self._container: Any = open_known(media)
        self._track: Any = self._container.streams.video[0]
        self.stream = stream_of(self._track)
        self.tick = Fraction(self._track.time_base or 0)
        self._sets = set(self.stream.sets().values())

    def close(self) -> None:
        self._container.close()

    def runs(self, clip: Clip, first: int, last: int, rate: Fraction) -> list[Run]:
        """Runs within output frames ``[first, last)`` of a clip, in order."""
        asked = [raw_shown_s(clip, f, rate, self._media) for f in (first, last - 1)]
        packets = self._read(*asked)
        order = sorted(p.pts for p in packets)
        if len(set(order)) != len(order):
            return []
        rank = {pts: i for i, pts in enumerate(order)}
        step = clip.speed / rate
        shown = [bisect.bisect_right(order, floor((asked[0] + i * step) / self.tick)) - 1 for i in range(last - first)]
        return self._found(packets, order, [rank[p.pts] for p in packets], shown, first)

    def _found(
        self, packets: list[_Packet], order: list[int], ranks: list[int], shown: list[int], first: int
    ) -> list[Run]:
        """`ranks`: position in the `order` of showing, by packet; `shown`: of the frame shown, by output frame."""
        at_frame: dict[int, int] = {}
        for frame, index in enumerate(shown):
            at_frame.setdefault(index, frame)
        runs: list[Run] = []
        i = 0
        while i < len(packets):
            start = at_frame.get(ranks[i]) if packets[i].closed else None
            if start is None:
                i += 1
                continue
            count, reorder = _longest(ranks, i, shown, start)
            if count:
                times = order[ranks[i] : ranks[i] + count]
                head, tail = tuple(times[:FRAMES_KNOWN]), tuple(times[-FRAMES_KNOWN:])
                last_key = max(k for k in range(i, i + count) if packets[k].closed)
                copied = Copied(
                    self._media.path, packets[i].pts, count, reorder, head, tail, tail_packets=i + count - last_key
                )
                runs.append(Run(first + start, count, copied))
            i += max(1, count)
        return runs

    def _read(self, first_s: Fraction, last_s: Fraction) -> list[_Packet]:
        """Packets in decoding order that cover raw times from before `first_s` to `last_s`."""
        start = max(first_s - Fraction(1, 2), self._media.start_s)
        self._container.seek(int(start * av.time_base), backward=True, any_frame=False)
        packets: list[_Packet] = []
        for packet in self._container.demux(self._track):
            if packet.pts is None or packet.dts is None or not packet.size:
                continue
            if packet.dts * self.tick > last_s:
                break
            if packet.is_corrupt or packet.is_discard:
                return []
            packets.append(_Packet(packet.pts, packet.is_keyframe and self._is_closed(packet)))
        return packets

    def _is_closed(self, packet: Any) -> bool:
        """Whether decoding can begin there with nothing but the parameter sets of the header."""
        if not self.stream.length_size:
            return True
        kind: Callable[[bytes], int] = hevc.kind if self.stream.codec == "hevc" else lambda n: n[0] & 31
        kinds = (hevc.VPS, hevc.SPS, hevc.PPS) if self.stream.codec == "hevc" else (h264.SPS, h264.PPS)
        with contextlib.suppress(ValueError):
            nals = list(h264.nal_units(bytes(packet), self.stream.length_size))
            if any(kind(n) in kinds and n not in self._sets for n in nals):
                return False  # the stream changes its parameters on the way
            if self.stream.codec == "hevc":
                return hevc.is_idr(bytes(packet), self.stream.length_size)
            return any(kind(n) == h264.IDR for n in nals)
        return False


def _longest(ranks: Sequence[int], start: int, shown: Sequence[int], frame: int) -> tuple[int, int]:
    """(packets from `start` on that can be copied as output frames from `frame` on, by how much they are reordered)."""
    base = ranks[start]
    highest, count, reorder, behind = base, 0, 0, 0
    room = len(shown) - frame
    for n, rank in enumerate(ranks[start:]):
        if rank < base or n >= room + 64:
            break
        highest = max(highest, rank)
        behind = max(behind, n - (rank - base))
        if highest - base > n:
            continue
        # What has been decoded is just what has been shown.
        if n + 1 > room or any(shown[frame + k] != base + k for k in range(count, n + 1)):
            break
        count, reorder = n + 1, behind
    return count, reorder


def open_source(media: MediaFacts) -> PacketSource | None:
    """The packets of a source whose stream is understood, else None."""
    if media.video is None or media.video.codec not in CODECS or media.format not in ("mov", "matroska"):
        return None
    try:
        return PacketSource(media)
    except (FFmpegError, OSError, ValueError, IndexError):
        return None
