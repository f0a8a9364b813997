"""This computer as a worker host tells of it."""

from __future__ import annotations

import getpass
import logging
import os
import shutil
import socket
import threading
from typing import Any

from montage_desktop import __version__
from montage_desktop.core import paths
from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.needs import host_tag
from montage_desktop.media.ffmpeg import FFmpeg, find_ffmpeg
from montage_desktop.media.render import hardware

log = logging.getLogger(__name__)


def host_name() -> str:
    """The computer's name, as names of workers begin with it."""
    return host_tag(socket.gethostname())


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def free_bytes() -> int:
    """On the disk of the cache; 0 where that cannot be told."""
    folder = paths.cache_dir()
    try:
        return shutil.disk_usage(next(p for p in (folder, *folder.parents) if p.exists())).free
    except (OSError, StopIteration):
        return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return str(os.getuid()) if hasattr(os, "getuid") else ""


class Machine:
    """What a worker host tells of its computer. Threads: `facts` from one at a time.

    Hardware encoders are tried in a thread of their own, since that takes seconds; until then there are none.
    """

    def __init__(self) -> None:
        self._ffmpeg: FFmpeg | None = None
        self._looked = False
        self._encoders: list[str] = []

    def facts(self) -> dict[str, Any]:
        """Fields of a `WorkerEntry`. Looks for FFmpeg at first, which takes some tenths of a second."""
        if not self._looked:
            self._look()
        return {
            "host": host_name(), "user": _user(), "version": __version__, "cores": cores(), "free_bytes": free_bytes(),
            "encoders": self._encoders, "build": self._ffmpeg.build if self._ffmpeg else "",
            "ffmpeg": self._ffmpeg.version if self._ffmpeg else "",
        }  # fmt: skip

    def _look(self) -> None:
        self._looked = True
        try:
            self._ffmpeg = find_ffmpeg()
        except MontageError as e:
            log.warning("%s", e.message)
            return
        threading.Thread(target=self._try_encoders, args=(self._ffmpeg,), name="encoders", daemon=True).start()

    def _try_encoders(self, ffmpeg: FFmpeg) -> None:
        self._encoders = hardware.available(ffmpeg)
