"""Packets in; each with whether its picture is needed out, told from sizes and key frames before any decoding.

Half of the pictures of most films are referred to by no other and can be left undecoded without touching the rest.
They are needed near what may be a cut: where an encoder began anew out of turn, and where a packet is as large as a
whole picture. That is a guess which only saves time: `gaps` looks at what was left out and has it read again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av.error

from montage_desktop.media.analysis.frames import VideoPacket

#: Frames on either side of a cut that the rules of `shots` look at.
REACH = 6
_NEAR = 12  #: packets on either side beside which one must stand out
_AHEAD = 2 * _NEAR
_INTRA_SHARE = 0.25  #: of the last key frame's size: what is smaller is no new picture
_BEFORE = 5  #: frames by which a cut may come before the packet that carries its picture, where B-frames lie between
_SELDOM = 100  #: frames between key frames
_STANDS_OUT = 1.6  #: times the third largest packet near it, as the next may be large too
_BLIND_FRAMES = 64  #: more frames than are ever under way between demuxer and decoder's output


@dataclass(slots=True)
class _Held:
    packet: VideoPacket
    #: 0 once it is known not to count among its neighbours: key frames are large anyway.
    weight: int


class Foresight:
    """Chooses packets of one stream in decoding order.

    Args:
        frame_s: seconds that a frame lasts.
    """

    def __init__(self, frame_s: Fraction) -> None:
        self._frame_s = frame_s
        self._ticks = 0  #: of a frame in the stream's time base, which the first packet tells
        self._held: deque[_Held] = deque()
        self._passed: deque[int] = deque([0] * _NEAR, _NEAR)  # weights of those already chosen
        self._watched: deque[tuple[int, int]] = deque(maxlen=4 * _NEAR)  # first and last pts round what may be cuts
        self._key_size = 0
        self._since_key = self._last_length = 0
        self._all_from: int | None = None

    def choose(self, packets: Iterable[VideoPacket]) -> Iterator[tuple[VideoPacket, bool]]:
        """(packet, whether its picture is needed); packets without a time are, and all of a file's last ones."""
        try:
            for packet in packets:
                self._take(packet)
                if len(self._held) > _AHEAD:
                    yield self._give()
        except av.error.FFmpegError:
            yield from self._rest()
            raise
        yield from self._rest()

    def _rest(self) -> Iterator[tuple[VideoPacket, bool]]:
        for held in self._held:
            yield held.packet, True

    def distrust(self, pts: int) -> None:
        """Call all pictures needed from shortly after this one to the next key frame: too much was guessed wrong."""
        self._all_from = pts + _BLIND_FRAMES * self._ticks

    def _take(self, packet: VideoPacket) -> None:
        if not self._ticks and packet.time_base:
            self._ticks = max(1, round(self._frame_s / packet.time_base))
        if packet.is_keyframe and packet.pts is not None:
            # Where one comes every so many frames it says nothing; to look at few of these costs nothing either.
            if self._since_key != self._last_length or self._since_key >= _SELDOM:
                self._watch(packet.pts, before=0)
            self._last_length, self._since_key, self._key_size = self._since_key, 0, packet.size
        self._since_key += 1
        self._held.append(_Held(packet, 0 if packet.is_keyframe else packet.size))
        if len(self._held) > _NEAR:
            self._weigh(len(self._held) - 1 - _NEAR)

    def _weigh(self, at: int) -> None:
        """Watch a packet that stands out, now that those after it are known."""
        held, pts = self._held[at], self._held[at].packet.pts
        if held.weight < _INTRA_SHARE * self._key_size or pts is None:
            return
        before = [*self._passed, *(self._held[i].weight for i in range(at))][-_NEAR:]
        after = [self._held[i].weight for i in range(at + 1, len(self._held))]
        if held.weight > _STANDS_OUT * sorted([*before, *after])[-3]:
            self._watch(pts, before=_BEFORE)

    def _watch(self, pts: int, *, before: int) -> None:
        """Have frames decoded round one, or round any of ``before`` frames before it."""
        reach = (REACH + 1) * self._ticks + self._ticks // 2
        self._watched.append((pts - before * self._ticks - reach, pts + reach))

    def _give(self) -> tuple[VideoPacket, bool]:
        held = self._held.popleft()
        self._passed.append(held.weight)
        pts = held.packet.pts
        if pts is None:
            return held.packet, True
        if self._all_from is not None and held.packet.is_keyframe and pts >= self._all_from:
            self._all_from = None
        everything = self._all_from is not None and pts >= self._all_from
        return held.packet, everything or any(a <= pts <= b for a, b in self._watched)
