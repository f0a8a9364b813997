"""Where things are kept: the platform's own places for data, cache and sockets."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import platformdirs

from montage_desktop.core.said import said

_APP = "montage-desktop"


def data_dir() -> Path:
    """Documents and state that must last: server data, job archive, settings (``XDG_DATA_HOME`` on Linux)."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def cache_dir() -> Path:
    """What can be made again: analyses and rendered chunks (``XDG_CACHE_HOME`` on Linux)."""
    return Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def runtime_dir() -> Path:
    """A private folder with a short path for sockets, one per data folder (unix sockets: 107 bytes at most).

    Raises:
        OSError: the folder exists but belongs to somebody else.
    """
    tag = hashlib.sha256(str(data_dir()).encode()).hexdigest()[:12]
    base = os.environ.get("XDG_RUNTIME_DIR", "")
    if base and len(base) < 60 and os.access(base, os.W_OK):
        folder = Path(base) / f"{_APP}-{tag}"
    else:
        folder = Path(tempfile.gettempdir()) / f"{_APP}-{_user_id()}-{tag}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        info = folder.lstat()
        if info.st_uid != os.getuid() or folder.is_symlink():
            raise PermissionError(said(f"{folder} belongs to another user"))
        folder.chmod(0o700)
    return folder


def _user_id() -> str:
    return str(os.getuid()) if os.name == "posix" else os.environ.get("USERNAME", "user")
