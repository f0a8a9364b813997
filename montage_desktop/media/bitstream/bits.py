"""Bytes in; unsigned numbers of any width, and Exp-Golomb codes (ITU-T H.264 9.1), out."""

from __future__ import annotations


class BitReader:
    """Reads from the most significant bit on.

    Raises:
        EOFError: from every method, past the end.
    """

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data, "big")
        self._left = len(data) * 8

    @property
    def left(self) -> int:
        """Bits that are left."""
        return self._left

    def u(self, bits: int) -> int:
        """An unsigned number."""
        if bits > self._left:
            raise EOFError("the bits end")
        self._left -= bits
        return (self._value >> self._left) & ((1 << bits) - 1)

    def ue(self) -> int:
        """An unsigned Exp-Golomb code."""
        zeros = 0
        while self.u(1) == 0:
            zeros += 1
            if zeros > 32:
                raise EOFError("not an Exp-Golomb code")
        return (1 << zeros) - 1 + self.u(zeros)

    def se(self) -> int:
        """A signed Exp-Golomb code."""
        code = self.ue()
        return (code + 1) // 2 if code % 2 else -(code // 2)

    def flag(self) -> bool:
        """One bit."""
        return bool(self.u(1))


def unescaped(nal: bytes) -> bytes:
    """A NAL unit without its emulation prevention bytes (H.264 7.3.1, H.265 7.3.1.1)."""
    return nal.replace(b"\x00\x00\x03", b"\x00\x00")
