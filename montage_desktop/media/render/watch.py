"""A film in; where its picture is black, where it stands still, and what of it does not decode, for little time.

Decoding a film takes 7 % or more of the CPU time that its render took, too much for a check. But how a picture is coded
tells much: where nothing moves, the packets between key frames are next to empty. So the packets are all read, key
frames are decoded (as many as are cheap), and groups of pictures that look empty are decoded whole, to see. Found for
certain is, in what this program's encoders made: what is black or still for `STILL_S`, unless the report says that
something was left unseen; and damage to a decoded picture, to the framing of any packet, or by a run of zeros in it.
Not found is a flipped bit in a picture that was not decoded.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from montage_desktop.core.errors import Cancelled
from montage_desktop.core.time import rounded
from montage_desktop.media.quick_open import open_own

THUMB = (36, 64)
Thumb = NDArray[np.int16]  #: of shape `THUMB`, luma 0…255
Run = tuple[int, int]  #: first and last frame

STILL_S = Fraction(1, 2)
_BLACK_FRAMES = 3  #: shorter is a flash, which some footage has
_BLACK_BELOW, _BLACK_SHARE = 26, 0.98
_SAME_WITHIN = 5
#: A packet of at most this and a byte for so many macroblocks repeats what was shown before, or nearly.
_EMPTY_BYTES, _MACROBLOCKS_A_BYTE = 100, 16
#: Bytes of key frames decoded per pixel and frame of the film: at most 1.5 % of what `veryfast` takes to encode it.
_KEY_BYTES_A_PIXEL, _LEAST_PIXELS = 0.0025, 640 * 360
_EMPTY_SHARE = 0.6
_LOOKED_SHARE, _LOOKED_LEAST = 0.04, 250


@dataclass
class Group:
    """A key frame and what follows to the next: so many frames from the first."""

    first: int
    frames: int = 0


@dataclass
class Watched:
    """What was found.

    Attributes:
        black, still: runs of frames. damaged: frame numbers of pictures that do not decode or whose packet is broken.
        keys_failed: key frames without a picture. decoded: pictures decoded. keys, keys_seen: key frames, and those
            that were decoded. unseen: groups that look empty but were too many to decode.
    """

    black: list[Run] = field(default_factory=list)
    still: list[Run] = field(default_factory=list)
    damaged: set[int] = field(default_factory=set)
    keys_failed: list[int] = field(default_factory=list)
    decoded: int = 0
    keys: int = 0
    keys_seen: int = 0
    unseen: int = 0


def thumb(frame: VideoFrame) -> Thumb:
    """A picture's luma, averaged down: fine noise goes, what a person would see move stays."""
    small = frame.reformat(width=THUMB[1], height=THUMB[0], format="gray", interpolation="AREA")
    return small.to_ndarray().astype(np.int16)


def is_black(picture: Thumb) -> bool:
    return float((picture < _BLACK_BELOW).mean()) >= _BLACK_SHARE


def difference(a: Thumb, b: Thumb) -> int:
    """The largest difference between two pictures, in levels of 255."""
    return int(np.abs(a - b).max())


def watch(
    path: Path,
    *,
    rate: Fraction,
    frames: int,
    expected_still: Sequence[Run] = (),
    known: Mapping[int, Thumb] | None = None,
    trusted: Sequence[Run] = (),
    should_stop: Callable[[], bool] | None = None,
) -> Watched:
    """Look through a film of constant rate.

    Args:
        expected_still: runs that stand still by plan, which need no closer look.
        known: key frames that have been decoded before (see `first_thumb`), by frame number.
        trusted: runs whose pictures are looked at elsewhere; only their packets are read.

    Raises:
        Cancelled. FFmpegError, OSError: it cannot be opened or read.
    """
    watcher = _Watcher(rate, frames, expected_still, should_stop)
    watcher.known = known or {}
    for first, last in trusted:
        watcher.trusted[first : last + 1] = True
    with av.open(f"file:{path.absolute()}", options={"skip_frame": "all"}) as film:
        watcher.read(film)
    with av.open(f"file:{path.absolute()}", options={"skip_frame": "all"}) as film:
        watcher.look_closer(film)
    return watcher.conclude()


def first_thumb(path: Path) -> Thumb | None:
    """The first picture of a part that this program has made, small; None if it does not decode.

    Raises:
        FFmpegError, OSError: it cannot be opened or read.
    """
    with open_own(path) as part:
        track: Any = part.streams.video[0]
        track.codec_context.thread_count = 1
        packet = next(p for p in part.demux(track) if p.size)
        with contextlib.suppress(FFmpegError):
            pictures = [*track.codec_context.decode(packet), *track.codec_context.decode(None)]
            return next((thumb(p) for p in pictures if not p.is_corrupt), None)
    return None


class _Watcher:
    """One look at one film."""

    known: Mapping[int, Thumb]

    def __init__(
        self, rate: Fraction, frames: int, expected: Sequence[Run], should_stop: Callable[[], bool] | None
    ) -> None:
        self._rate, self._frames, self._should_stop = rate, frames, should_stop
        self._tick = Fraction(1)  # in frames
        self._found = Watched()
        self._groups: list[Group] = []
        self._thumbs: dict[int, Thumb] = {}  # of key frames
        self._base: Thumb | None = None
        self._base_end = -1
        self._empty = np.zeros(frames + 1, bool)  # packets that repeat; key frames may
        self._same = np.zeros(frames + 1, bool)  # as the frame before
        self._black = np.zeros(frames + 1, bool)
        self._expected = np.zeros(frames + 1, bool)
        for first, last in expected:
            self._expected[first : last + 1] = True
        self.trusted = np.zeros(frames + 1, bool)

    # ---------------------------------------------------------------------------------------------- reading

    def read(self, film: InputContainer) -> None:
        """All packets, and the pictures of as many key frames as are cheap, evenly spread."""
        track: Any = film.streams.video[0]
        self._tick = (track.time_base or 1) * self._rate
        track.codec_context.thread_count = 1
        pixels = track.codec_context.width * track.codec_context.height
        empty_below = _EMPTY_BYTES + pixels // 256 // _MACROBLOCKS_A_BYTE
        key_bytes_a_frame = max(pixels, _LEAST_PIXELS) * _KEY_BYTES_A_PIXEL
        framed = _has_long_units(track)
        spent = 0
        for read, packet in enumerate(film.demux(track)):
            if packet.size == 0:
                self._key_pictures(track, None, 0)
                break
            frame = self._frame_of(packet.pts or 0)
            if packet.is_keyframe or not self._groups:
                self._check_stop()
                self._groups.append(Group(frame))
                if frame in self.known:
                    spent += packet.size
                    self._thumbs[frame] = self.known[frame]
                elif not self.trusted[frame] and spent <= (read + self._rate) * key_bytes_a_frame:
                    spent += packet.size
                    self._key_pictures(track, packet, frame)
            self._groups[-1].frames += 1
            self._empty[frame] = packet.is_keyframe or packet.size <= empty_below
            if framed and not _whole(bytes(packet)):
                self._found.damaged.add(frame)
        self._found.keys = len(self._groups)
        self._found.keys_seen = len(self._thumbs)

    def _frame_of(self, pts: int) -> int:
        return min(self._frames, max(0, rounded(pts, self._tick)))

    def _key_pictures(self, track: Any, packet: Any, frame: int) -> None:
        try:
            pictures = track.codec_context.decode(packet)
        except FFmpegError:
            self._found.damaged.add(frame)
            self._found.keys_failed.append(frame)
            return
        for picture in pictures:
            at = self._frame_of(picture.pts or 0)
            self._thumbs[at] = thumb(picture)
            self._found.decoded += 1
            if picture.is_corrupt:
                self._found.damaged.add(at)
                self._found.keys_failed.append(at)

    def _check_stop(self) -> None:
        if self._should_stop is not None and self._should_stop():
            raise Cancelled()

    # ------------------------------------------------------------------------------------- a closer look

    def look_closer(self, film: InputContainer) -> None:
        """Settle each group by its ends where they tell all, by its pictures where they do not."""
        film.streams.video[0].codec_context.thread_count = 1
        suspicious = self._suspicious()
        closer: list[tuple[int, int]] = []
        ends = [g.first for g in self._groups[1:]] + [self._frames]
        for index, (group, end_frame) in enumerate(zip(self._groups, ends, strict=True)):
            within = slice(group.first, end_frame)
            begin, end = self._thumbs.get(group.first), self._thumbs.get(end_frame)
            alike = begin is not None and end is not None and difference(begin, end) <= _SAME_WITHIN
            dark = begin is not None and is_black(begin)
            if alike and self._empty[within].all():
                self._same[group.first + 1 : end_frame + 1] = True
                self._black[within] = dark
            elif self.trusted[group.first]:
                continue
            elif dark or suspicious[within].any() or (alike and not self._expected[within].all()):
                weight = int(suspicious[within].sum()) + (group.frames if dark else 0)
                closer.append((-weight, index))
        allowed = max(_LOOKED_LEAST, int(self._frames * _LOOKED_SHARE))
        chosen: list[int] = []
        for _, index in sorted(closer):
            if self._groups[index].frames <= allowed:
                allowed -= self._groups[index].frames
                chosen.append(index)
        self._found.unseen = len(closer) - len(chosen)
        for index in sorted(chosen):
            self._check_stop()
            self._look_at(film, self._groups[index], ends[index])

    def _suspicious(self) -> NDArray[np.bool_]:
        """Frames within half a second of mostly empty packets, other than those of a still."""
        length = max(2, min(round(STILL_S * self._rate), self._frames))
        before = np.concatenate([[0], np.cumsum(self._empty[: self._frames])])
        mostly = before[length:] - before[:-length] >= _EMPTY_SHARE * length
        marked = np.zeros(self._frames + 1, bool)
        for first in np.flatnonzero(mostly):
            marked[first : first + length] = True
        return marked & ~self._expected & ~self.trusted

    def _look_at(self, film: InputContainer, group: Group, end_frame: int) -> None:
        """Compare each picture with the first of those that look alike before it, so that slow motion adds up."""
        # The last group that was looked at may have ended with the same picture.
        base = self._base if self._base_end == group.first else None
        for at, picture in self._pictures(film, group, end_frame):
            small = thumb(picture)
            self._black[at] = is_black(small)
            if base is not None and difference(base, small) <= _SAME_WITHIN:
                self._same[at] = True
            else:
                base = small
        after = self._thumbs.get(end_frame)
        if base is not None and after is not None and difference(base, after) <= _SAME_WITHIN:
            self._same[end_frame] = True
        self._base, self._base_end = base, end_frame

    def _pictures(self, film: InputContainer, group: Group, end_frame: int) -> Iterator[tuple[int, VideoFrame]]:
        track: Any = film.streams.video[0]
        film.seek(int(group.first / self._rate / (track.time_base or 1)), stream=track, backward=True)
        for packet in film.demux(track):
            frame = self._frame_of(packet.pts or 0)
            try:
                pictures = packet.decode()
            except FFmpegError:
                self._found.damaged.add(frame)
                continue
            for picture in pictures:
                at = self._frame_of(picture.pts or 0)
                self._found.decoded += 1
                if picture.is_corrupt:
                    self._found.damaged.add(at)
                if group.first <= at < end_frame:
                    yield at, picture
                if at >= end_frame - 1:
                    return

    def conclude(self) -> Watched:
        """Runs from what is known of each frame."""
        least = max(2, round(STILL_S * self._rate))
        still: list[Run] = []
        keys = {g.first for g in self._groups}
        for a, b in ((a - 1, b) for a, b in _runs(self._same[: self._frames])):
            # A key frame is coded anew, so that a picture that stands still may differ by a little there.
            anew = bool(still) and a - still[-1][1] <= 2 and not keys.isdisjoint(range(still[-1][1] + 1, a + 1))
            if anew and min(b - a, still[-1][1] - still[-1][0]) >= least:
                still[-1] = (still[-1][0], b)
            else:
                still.append((a, b))
        self._found.still = [(a, b) for a, b in still if b - a + 1 >= least]
        black = _runs(self._black[: self._frames])
        self._found.black = [(a, b) for a, b in black if b - a + 1 >= _BLACK_FRAMES]
        return self._found


def _runs(flags: NDArray[np.bool_]) -> list[Run]:
    """First and last index of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _has_long_units(track: Any) -> bool:
    """Whether packets are units of H.264 or HEVC with four bytes of length before each, by its ``avcC``."""
    extradata = track.codec_context.extradata or b""
    at = {"h264": 4, "hevc": 21}.get(track.codec_context.name, 1 << 20)
    return len(extradata) > at and extradata[0] == 1 and extradata[at] & 3 == 3


def _whole(packet: bytes) -> bool:
    """Whether a packet of H.264 or HEVC is units with their lengths, and none holds a run of zeros.

    Within a unit no three zeros follow each other (the encoder breaks them up); a lost block of a disk is full of them.
    """
    at = 0
    while at + 4 < len(packet):
        end = at + 4 + int.from_bytes(packet[at : at + 4], "big")
        if end > len(packet) or packet[at + 4] & 0x80:
            return False
        zeros = packet.find(b"\0\0\0", at + 4, end)
        if zeros >= 0 and packet[zeros:end].strip(b"\0"):
            return False
        at = end
    return at == len(packet)
