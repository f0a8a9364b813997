"""H.264 as MP4 and Matroska carry it: parameter sets and kinds of NAL units (ITU-T H.264, ISO/IEC 14496-15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from montage_desktop.media.bitstream.bits import BitReader, unescaped

SLICE, IDR, SEI, SPS, PPS = 1, 5, 6, 7, 8
_HIGH_PROFILES = (100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135)


@dataclass(frozen=True)
class Sps:
    """What a sequence parameter set says.

    Attributes:
        profile, constraints, level: as in the avcC. number: its id. chroma: 1 is 4:2:0. bit_depth: of luma.
        progressive: whole frames only. reorder: frames that may have to wait for others, None if it does not tell.
        buffered: frames a decoder keeps. full_range, matrix: of the colours; None if it does not tell.
    """

    profile: int
    constraints: int
    level: int
    number: int
    chroma: int
    bit_depth: int
    progressive: bool
    reorder: int | None
    buffered: int | None
    full_range: bool | None
    matrix: int | None


@dataclass(frozen=True)
class AvcConfig:
    """An ``avcC`` record: the stream's parameter sets and the length of the lengths before its NAL units."""

    sps: tuple[bytes, ...]
    pps: tuple[bytes, ...]
    length_size: int


def parse_config(extradata: bytes) -> AvcConfig:
    """The record in an MP4's or Matroska's extradata.

    Raises:
        ValueError: it is not one.
    """
    if len(extradata) < 7 or extradata[0] != 1:
        raise ValueError("not an avcC record")
    at = 5

    def sets(count: int) -> tuple[bytes, ...]:
        nonlocal at
        found = []
        for _ in range(count):
            size = int.from_bytes(extradata[at : at + 2], "big")
            found.append(extradata[at + 2 : at + 2 + size])
            if not size or len(found[-1]) != size:
                raise ValueError("the avcC record is truncated")
            at += 2 + size
        return tuple(found)

    at = 6
    sps = sets(extradata[5] & 31)
    if not sps or at >= len(extradata):
        raise ValueError("the avcC record has no parameter sets")
    at += 1
    pps = sets(extradata[at - 1])
    return AvcConfig(sps, pps, (extradata[4] & 3) + 1)


def build_config(sps: Sequence[bytes], pps: Sequence[bytes]) -> bytes:
    """An ``avcC`` record with lengths of four bytes that announces the most that any of the sets needs."""
    heads = [parse_sps(s) for s in sps]
    top = max(heads, key=lambda h: (h.profile, h.level))
    level = max(h.level for h in heads)
    constraints = heads[0].constraints
    for head in heads:
        constraints &= head.constraints
    record = bytearray([1, top.profile, constraints, level, 0xFF, 0xE0 | len(sps)])
    for nal in sps:
        record += len(nal).to_bytes(2, "big") + nal
    record.append(len(pps))
    for nal in pps:
        record += len(nal).to_bytes(2, "big") + nal
    if top.profile in _HIGH_PROFILES:
        record += bytes([0xFC | top.chroma, 0xF8 | (top.bit_depth - 8), 0xF8 | (top.bit_depth - 8), 0])
    return bytes(record)


def parse_sps(nal: bytes) -> Sps:
    """A sequence parameter set (H.264 7.3.2.1.1, E.1.1).

    Raises:
        ValueError: it is not one, or it is damaged.
    """
    if not nal or nal[0] & 31 != SPS:
        raise ValueError("not a sequence parameter set")
    try:
        return _sps(BitReader(unescaped(nal[1:])))
    except EOFError as e:
        raise ValueError("the sequence parameter set is damaged") from e


def _sps(bits: BitReader) -> Sps:
    profile, constraints, level, number = bits.u(8), bits.u(8), bits.u(8), bits.ue()
    chroma, depth = 1, 8
    if profile in _HIGH_PROFILES:
        chroma = bits.ue()
        if chroma == 3:
            bits.u(1)
        depth = 8 + bits.ue()
        bits.ue()  # depth of chroma
        bits.u(1)
        if bits.flag():
            _skip_scaling_lists(bits, 8 if chroma != 3 else 12)
    bits.ue()  # log2 of the largest frame number
    order = bits.ue()
    if order == 0:
        bits.ue()
    elif order == 1:
        bits.u(1)
        bits.se()
        bits.se()
        for _ in range(bits.ue()):
            bits.se()
    bits.ue()  # reference frames
    bits.u(1)
    bits.ue()  # width
    bits.ue()  # height
    progressive = bits.flag()
    if not progressive:
        bits.u(1)
    bits.u(1)
    if bits.flag():
        for _ in range(4):
            bits.ue()
    usability = _usability(bits) if bits.flag() else (None, None, None, None)
    return Sps(profile, constraints, level, number, chroma, depth, progressive, *usability)


def _usability(bits: BitReader) -> tuple[int | None, int | None, bool | None, int | None]:
    """(frames reordered, frames kept, full range, matrix)."""
    full_range, matrix = None, None
    if bits.flag() and bits.u(8) == 255:
        bits.u(32)
    if bits.flag():
        bits.u(1)
    if bits.flag():
        bits.u(3)
        full_range = bits.flag()
        if bits.flag():
            bits.u(16)
            matrix = bits.u(8)
    if bits.flag():
        bits.ue()
        bits.ue()
    if bits.flag():
        bits.u(65)  # timing
    decoders = [_skip_decoder_model(bits) if bits.flag() else False for _ in range(2)]
    if any(decoders):
        bits.u(1)
    bits.u(1)
    if not bits.flag():
        return None, None, full_range, matrix
    bits.u(1)
    for _ in range(4):
        bits.ue()
    return bits.ue(), bits.ue(), full_range, matrix


def _skip_decoder_model(bits: BitReader) -> bool:
    count = bits.ue() + 1
    bits.u(8)
    for _ in range(count):
        bits.ue()
        bits.ue()
        bits.u(1)
    bits.u(20)
    return True


def _skip_scaling_lists(bits: BitReader, count: int) -> None:
    for i in range(count):
        if not bits.flag():
            continue
        last, following = 8, 8
        for _ in range(16 if i < 6 else 64):
            if following:
                following = (last + bits.se() + 256) % 256
            last = following or last


def parse_pps_numbers(nal: bytes) -> tuple[int, int]:
    """(its id, the id of the sequence parameter set it builds on) of a picture parameter set.

    Raises:
        ValueError: it is not one.
    """
    if not nal or nal[0] & 31 != PPS:
        raise ValueError("not a picture parameter set")
    try:
        bits = BitReader(unescaped(nal[1:64]))
        return bits.ue(), bits.ue()
    except EOFError as e:
        raise ValueError("the picture parameter set is damaged") from e


def nal_units(packet: bytes, length_size: int = 4) -> Iterator[bytes]:
    """The NAL units of an MP4 or Matroska packet.

    Raises:
        ValueError: their lengths do not add up.
    """
    at, end = 0, len(packet)
    while at < end:
        size = int.from_bytes(packet[at : at + length_size], "big")
        at += length_size
        if not size or at + size > end:
            raise ValueError("the lengths of the NAL units do not add up")
        yield packet[at : at + size]
        at += size


def is_droppable(packet: bytes, length_size: int = 4) -> bool:
    """Whether no other picture needs this one: all its slices are of non-reference pictures."""
    slices = [nal[0] for nal in nal_units(packet, length_size) if 1 <= nal[0] & 31 <= 5]
    return bool(slices) and all(head >> 5 & 3 == 0 for head in slices)
