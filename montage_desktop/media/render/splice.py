"""A film's parts in, some encoded, some copied from sources; its one video track's packets out.

Decoders take the parameter sets of a film from its header, so that of a film with copied parts holds those of all
streams in it, each under a number of its own: that is what players of all makes take (QuickTime ignores sets between
the pictures). x264 numbers its sets as it is told; those of x265 are renumbered here.
"""

from __future__ import annotations

import bisect
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.packet import Packet

from montage_desktop.core.errors import MediaError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import rounded
from montage_desktop.media.bitstream import h264, hevc
from montage_desktop.media.quick_open import open_known, open_own
from montage_desktop.media.render.copying import Copied, Stream, stream_of

#: Decoders may hold 16 frames; twice as many packets ahead are enough to know the order of all before.
_AHEAD = 40

Part = Path | Copied


class VideoTrack:
    """The video packets of a film.

    Args:
        facts: of the sources that parts are copied from, by path.

    Raises:
        MediaError: ``join.parts``: the parts do not fit together; when it is made, and from `packets`.
    """

    def __init__(self, parts: Sequence[Part], facts: Mapping[str, MediaFacts], rate: Fraction) -> None:
        self._parts, self._facts, self._rate = parts, facts, rate
        self._mixed = any(isinstance(p, Copied) for p in parts)
        self._encoded: Stream | None = None
        self.template = _Open(parts[0] if not self._mixed else next(p for p in parts if isinstance(p, Copied)), facts)
        streams: list[Stream] = []
        delays: list[int] = []
        for part in parts if self._mixed else parts[:1]:
            with _Open(part, facts) as source:
                delays.append(part.reorder if isinstance(part, Copied) else source.behind(rate))
                if isinstance(part, Copied):
                    streams.append(source.stream)
                elif self._encoded is None:
                    self._encoded = source.stream
        self._delay = max(delays)
        self.config = self._config(streams) if self._mixed else self.template.stream.config

    def close(self) -> None:
        self.template.close()

    def packets(self) -> Iterator[tuple[Packet[Any], int, int]]:
        """(packet, number of the frame it shows, number of the frame in whose time it is decoded), in order."""
        start = 0
        for part in self._parts:
            with _Open(part, self._facts) as source:
                if isinstance(part, Path):
                    self._require_alike(part, source)
                count = 0
                found = source.run(part) if isinstance(part, Copied) else source.whole(part, self._rate)
                for i, (packet, frame) in enumerate(found):
                    if i - self._delay > frame:
                        raise misfit(part, "reorders its frames differently from the first")
                    yield self._fitted(packet, source, part), start + frame, start + i - self._delay
                    count += 1
                start += count

    def _require_alike(self, part: Path, source: _Open) -> None:
        first = self._encoded
        if first is None or source.stream.config != first.config:
            raise misfit(part, "was encoded with other settings than the first")
        if not self._mixed and source.behind(self._rate) != self._delay:
            raise misfit(part, "reorders its frames differently from the first")

    def _config(self, streams: Sequence[Stream]) -> bytes:
        codec = streams[0].codec
        sets = {number: nal for stream in streams for number, nal in stream.sets().items()}
        own = list(self._encoded.sets().values()) if self._encoded else []
        if codec == "h264":
            every = list(dict.fromkeys([*sets.values(), *own]))
            kinds = ([n for n in every if n[0] & 31 == k] for k in (h264.SPS, h264.PPS))
            return h264.build_config(*kinds)
        if codec == "hevc":
            every = list(dict.fromkeys([*sets.values(), *map(hevc.renumbered_set, own)]))
            kinds = ([n for n in every if hevc.kind(n) == k] for k in (hevc.VPS, hevc.SPS, hevc.PPS))
            return hevc.build_config(hevc.parse_config(streams[0].config).head, *kinds)
        return streams[0].config

    def _fitted(self, packet: Packet[Any], source: _Open, part: Part) -> Packet[Any]:
        """The packet as it has to be under the film's header."""
        if not self._mixed:
            return packet
        if isinstance(part, Path) and source.stream.codec == "hevc":
            return _with_content(packet, hevc.renumbered_packet(bytes(packet), source.stream.length_size))
        if source.stream.length_size not in (0, 4):
            nals = h264.nal_units(bytes(packet), source.stream.length_size)
            return _with_content(packet, b"".join(len(n).to_bytes(4, "big") + n for n in nals))
        return packet


class _Open:
    """A part's file, open. A context manager."""

    def __init__(self, part: Part, facts: Mapping[str, MediaFacts]) -> None:
        if isinstance(part, Path):
            self.container = open_own(part)
        else:
            self.container = open_known(next(m for m in facts.values() if m.path == part.source))
        self.track: Any = self.container.streams.video[0]
        self.stream = stream_of(self.track)

    def __enter__(self) -> _Open:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.container.close()

    def behind(self, rate: Fraction) -> int:
        """By how many frames decoding is ahead of showing in an encoded part."""
        packet = next(p for p in self.container.demux(self.track) if p.size)
        self.container.seek(0)
        base = Fraction(packet.time_base or 0)
        return round(Fraction(packet.pts or 0) * base * rate) - round(Fraction(packet.dts or 0) * base * rate)

    def whole(self, part: Path, rate: Fraction) -> Iterator[tuple[Packet[Any], int]]:
        """All packets with the frame numbers that their times give: each number once, the first a key frame."""
        packets = [p for p in self.container.demux(self.track) if p.size]
        tick = Fraction(self.track.time_base or 0) * rate
        frames = [rounded(p.pts or 0, tick) for p in packets]
        if sorted(frames) != list(range(len(frames))) or not packets or not packets[0].is_keyframe:
            raise misfit(part, "does not hold one picture for each of its frames")
        return zip(packets, frames, strict=True)

    def run(self, part: Copied) -> Iterator[tuple[Packet[Any], int]]:
        """The packets that are copied, each with the number of its frame: the order of showing, counted."""
        tick = Fraction(self.track.time_base)
        self.container.seek(int(part.pts * tick * av.time_base) + 1, backward=True, any_frame=False)
        packets = (p for p in self.container.demux(self.track) if p.size and p.pts is not None)
        ahead: deque[Packet[Any]] = deque()
        order: list[int] = []
        taken = 0
        for packet in packets:
            if not taken and packet.pts != part.pts:
                continue
            taken += 1
            ahead.append(packet)
            bisect.insort(order, packet.pts or 0)
            if taken == part.packets:
                break
            if len(ahead) > _AHEAD:
                first = ahead.popleft()
                yield first, bisect.bisect_left(order, first.pts or 0)
        if taken != part.packets:
            raise misfit(part, "has changed: what was to be copied is not there")
        for packet in ahead:
            yield packet, bisect.bisect_left(order, packet.pts or 0)


def _with_content(packet: Packet[Any], content: bytes) -> Packet[Any]:
    made: Packet[Any] = Packet(content)
    made.is_keyframe = packet.is_keyframe
    return made


def misfit(part: Part, what: str) -> MediaError:
    """The error for a part that does not fit the others."""
    name = part.name if isinstance(part, Path) else Path(part.source).name
    return MediaError("join.parts", f"The rendered part “{name}” {what}.", fix="Retry, or render without smart cut.")
