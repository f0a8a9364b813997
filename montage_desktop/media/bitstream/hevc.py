"""HEVC as MP4 and Matroska carry it: parameter sets, their numbers, and kinds of NAL units (ITU-T H.265)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from montage_desktop.media.bitstream.bits import BitReader, unescaped
from montage_desktop.media.bitstream.h264 import nal_units

VPS, SPS, PPS = 32, 33, 34
_IDR = (19, 20)
_LAST_SLICE = 31
#: The Exp-Golomb codes of 15…30 are nine bits long, that of 0 is one bit: with such a number for 0 a slice's header
#: grows by a whole byte, and nothing behind it has to be shifted by bits.
RENUMBERED = 15


@dataclass(frozen=True)
class HevcConfig:
    """An ``hvcC`` record: its fixed part, the parameter sets by kind, and the length of the lengths of NAL units."""

    head: bytes
    vps: tuple[bytes, ...]
    sps: tuple[bytes, ...]
    pps: tuple[bytes, ...]
    length_size: int


def kind(nal: bytes) -> int:
    """The type of a NAL unit."""
    return nal[0] >> 1 & 63


def parse_config(extradata: bytes) -> HevcConfig:
    """The record in an MP4's or Matroska's extradata (ISO/IEC 14496-15, 8.3.3.1).

    Raises:
        ValueError: it is not one.
    """
    if len(extradata) < 23 or extradata[0] != 1:
        raise ValueError("not an hvcC record")
    found: dict[int, list[bytes]] = {VPS: [], SPS: [], PPS: []}
    at = 23
    for _ in range(extradata[22]):
        count = int.from_bytes(extradata[at + 1 : at + 3], "big")
        what = extradata[at] & 63 if at < len(extradata) else 0
        at += 3
        for _ in range(count):
            size = int.from_bytes(extradata[at : at + 2], "big")
            nal = extradata[at + 2 : at + 2 + size]
            if not size or len(nal) != size:
                raise ValueError("the hvcC record is truncated")
            found.setdefault(what, []).append(nal)
            at += 2 + size
    if not found[SPS] or not found[PPS]:
        raise ValueError("the hvcC record has no parameter sets")
    vps, sps, pps = (tuple(found[k]) for k in (VPS, SPS, PPS))
    return HevcConfig(extradata[:22], vps, sps, pps, (extradata[21] & 3) + 1)


def build_config(head: bytes, vps: Sequence[bytes], sps: Sequence[bytes], pps: Sequence[bytes]) -> bytes:
    """An ``hvcC`` record with lengths of four bytes; `head` is the fixed part of one of the streams'."""
    record = bytearray(head[:21] + bytes([head[21] | 3, 3]))
    for what, sets in ((VPS, vps), (SPS, sps), (PPS, pps)):
        record += bytes([0x80 | what]) + len(sets).to_bytes(2, "big")
        for nal in sets:
            record += len(nal).to_bytes(2, "big") + nal
    return bytes(record)


def is_idr(packet: bytes, length_size: int = 4) -> bool:
    """Whether a packet's picture is one after which nothing needs what was before."""
    kinds = [kind(n) for n in nal_units(packet, length_size) if kind(n) <= _LAST_SLICE]
    return bool(kinds) and all(k in _IDR for k in kinds)


def reorder_of(sps: bytes) -> int:
    """Frames that may have to wait for others.

    Raises:
        ValueError: the sequence parameter set is damaged.
    """
    try:
        bits = BitReader(unescaped(sps[2:]))
        bits.u(4)
        layers = bits.u(3)
        bits.u(1)
        _skip_profile(bits, layers)
        bits.ue()
        if bits.ue() == 3:
            bits.u(1)
        bits.ue()
        bits.ue()
        if bits.flag():
            for _ in range(4):
                bits.ue()
        for _ in range(3):
            bits.ue()
        reorder = 0
        for _ in range(layers + 1 if bits.flag() else 1):
            bits.ue()
            reorder = bits.ue()
            bits.ue()
        return reorder
    except EOFError as e:
        raise ValueError("the sequence parameter set is damaged") from e


def _skip_profile(bits: BitReader, layers: int) -> None:
    bits.u(96)
    present = [(bits.flag(), bits.flag()) for _ in range(layers)]
    if layers:
        bits.u(2 * (8 - layers))
    for profile, level in present:
        bits.u(88 * profile + 8 * level)


def numbers(nal: bytes) -> tuple[int, int]:
    """(kind, id) of a parameter set.

    Raises:
        ValueError: it is damaged.
    """
    what = kind(nal)
    try:
        bits = BitReader(unescaped(nal[2:]))
        if what == VPS:
            return what, bits.u(4)
        if what == PPS:
            return what, bits.ue()
        bits.u(4)
        layers = bits.u(3)
        bits.u(1)
        _skip_profile(bits, layers)
        return what, bits.ue()
    except EOFError as e:
        raise ValueError("the parameter set is damaged") from e


def renumbered_set(nal: bytes) -> bytes:
    """A parameter set of number 0 (as x265 writes them) with `RENUMBERED` in place of it, in what it refers to as well.

    Raises:
        ValueError: it has another number.
    """
    what = kind(nal)
    text = _as_bits(unescaped(nal[2:]))
    text = text[: text.rindex("1")]  # without the stop bit
    if what == VPS:
        text = f"{RENUMBERED:04b}" + text[4:]
    elif what == PPS:
        text = _replaced(_replaced(text, 0), len(_CODE))
    else:
        layers = int(text[4:7], 2)
        bits = BitReader(unescaped(nal[2:]))
        bits.u(8)
        before = len(unescaped(nal[2:])) * 8
        _skip_profile(bits, layers)
        at = before - bits.left
        text = f"{RENUMBERED:04b}" + _replaced(text, at)[4:]
    text += "1"
    text += "0" * (-len(text) % 8)
    return nal[:2] + _escaped(int(text, 2).to_bytes(len(text) // 8, "big"))


_CODE = f"{RENUMBERED + 1:09b}"


def _replaced(text: str, at: int) -> str:
    if text[at] != "1":
        raise ValueError("the parameter set has a number already")
    return text[:at] + _CODE + text[at + 1 :]


def _as_bits(data: bytes) -> str:
    return f"{int.from_bytes(data, 'big'):0{len(data) * 8}b}"


def renumbered_packet(packet: bytes, length_size: int = 4) -> bytes:
    """A packet whose slices refer to picture parameter set 0, made to refer to `RENUMBERED`; in-band sets are dropped.

    Raises:
        ValueError: it refers to another.
    """
    out = bytearray()
    for nal in nal_units(packet, length_size):
        what = kind(nal)
        if what in (VPS, SPS, PPS):
            continue
        if what <= _LAST_SLICE:
            nal = _renumbered_slice(nal, what)
        out += len(nal).to_bytes(4, "big") + nal
    return bytes(out)


def _renumbered_slice(nal: bytes, what: int) -> bytes:
    data = unescaped(nal[2:])
    # first_slice_segment_in_pic_flag, no_output_of_prior_pics_flag (of pictures that can be begun with), the number.
    at = 2 if 16 <= what <= 23 else 1
    number = int.from_bytes(data[:2], "big")
    before, rest = number >> (16 - at), number & ((1 << (16 - at)) - 1)
    if not rest >> (15 - at):
        raise ValueError("a slice refers to another parameter set than 0")
    rest &= (1 << (15 - at)) - 1
    head = (before << 9 | RENUMBERED + 1) << (15 - at) | rest
    return nal[:2] + _escaped(head.to_bytes(3, "big") + data[2:])


def _escaped(data: bytes) -> bytes:
    """With emulation prevention bytes (H.265 7.4.2)."""
    out = bytearray()
    start = 0
    while True:
        at = data.find(b"\x00\x00", start)
        if at < 0 or at + 2 >= len(data):
            out += data[start:]
            break
        if data[at + 2] <= 3:
            out += data[start : at + 2] + b"\x03"
            start = at + 2
        else:
            out += data[start : at + 1]
            start = at + 1
    if out[-1:] == b"\x00":
        out.append(3)
    return bytes(out)
