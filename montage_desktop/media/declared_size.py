"""The begin of a picture file in; the size that it says it has out, without decoding anything.

For pictures that are too large to decode: FFmpeg then tells no size either.
"""

from __future__ import annotations

import struct
from pathlib import Path

_LONGEST_HEAD_BYTES = 1 << 20  #: a JPEG's size follows its previews and profiles
_START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def declared_size(path: Path) -> tuple[int, int] | None:
    """(width, height) in pixels of a PNG, GIF, BMP or JPEG; None of anything else."""
    with path.open("rb") as file:
        head = file.read(_LONGEST_HEAD_BYTES)
    if head.startswith(b"\x89PNG") and len(head) >= 24:
        width, height = struct.unpack(">II", head[16:24])
    elif head.startswith(b"GIF8") and len(head) >= 10:
        width, height = struct.unpack("<HH", head[6:10])
    elif head.startswith(b"BM") and len(head) >= 26:
        width, height = struct.unpack("<ii", head[18:26])
    elif head.startswith(b"\xff\xd8"):
        return _of_jpeg(head)
    else:
        return None
    return abs(width), abs(height)


def _of_jpeg(head: bytes) -> tuple[int, int] | None:
    """From the first frame header among a JPEG's segments (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:
        marker, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4], "big")
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        at += 2 + max(2, length)
    return None
