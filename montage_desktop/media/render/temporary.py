"""A path in; a hidden name beside it to write under out, which takes the path's place only when all went well."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """Gives a temporary path beside `out`; renames it onto `out` at the end, or removes it on any failure."""
    temp = hidden_name(out)
    try:
        yield temp
        os.replace(temp, out)  # noqa: PTH105 - atomic
    finally:
        temp.unlink(missing_ok=True)


def hidden_name(out: Path) -> Path:
    """A fresh hidden name in the same folder, ending in ``.part``."""
    return out.with_name(f".{out.name[:80]}.{secrets.token_hex(4)}.part")
