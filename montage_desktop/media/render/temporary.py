"""A path in; a hidden name beside it to write under out, which takes the path's place only when all went well."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import platform
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

log = logging.getLogger(__name__)

_STALE_S = 120.0
_HOST = hashlib.sha256(platform.node().encode()).hexdigest()[:6]
_OWNER = re.compile(rf"\.{_HOST}-(\d+)-[0-9a-f]{{8}}\.(?:part|graph|ass)$")


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
    """A fresh hidden name in the same folder, ``.<name>.<computer>-<pid>-<random>.part``."""
    return out.with_name(f".{out.name[:80]}.{_HOST}-{os.getpid()}-{secrets.token_hex(4)}.part")


def sweep(folder: Path) -> None:
    """Remove what killed processes left half-written in a folder and the folders in it.

    Stale is what names a process of this computer that is gone; else what nobody wrote to for two minutes.
    """
    import psutil  # slow to import, and the window does not need it

    for path in [
        *folder.glob(".*.part*"),
        *folder.glob("**/.*.part*"),
        *folder.glob("**/.*.graph"),
        *folder.glob("**/.*.ass"),
    ]:
        owner = _OWNER.search(path.name)
        with contextlib.suppress(FileNotFoundError):
            alive = psutil.pid_exists(int(owner[1])) if owner else time.time() - path.stat().st_mtime < _STALE_S
            if not alive:
                path.unlink()
                log.info("removed %s, left by a process that is gone", path)
