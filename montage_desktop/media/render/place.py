"""A finished hidden file in; the output in its place out, never over an existing file that nobody said to replace."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

from montage_desktop.core.errors import InputError, MediaError, MontageError

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_FREE_RESERVE_BYTES = 16 << 20


def require_output(out: Path, *, overwrite: bool = False, needed_bytes: int = 0) -> None:
    """Check that a film can be put at `out`; done before anything is rendered and again before it is joined.

    Raises:
        InputError: ``output.exists`` or ``output.folder``.
        MediaError: ``disk.full``: there are fewer than `needed_bytes` free.
    """
    folder = out.parent
    if not folder.is_dir():
        raise InputError("output.folder", f"The folder “{folder}” does not exist.", fix="Create it or choose another.")
    if not os.access(folder, os.W_OK | os.X_OK) or _read_only(folder):
        raise InputError("output.folder", f"The folder “{folder}” cannot be written to.", fix="Choose another folder.")
    if out.is_dir():
        raise InputError("output.folder", f"“{out}” is a folder.", fix="Add a file name.")
    if not overwrite and os.path.lexists(out):
        raise exists(out)
    free = shutil.disk_usage(folder).free
    if needed_bytes and free < needed_bytes + _FREE_RESERVE_BYTES:
        raise MediaError(
            "disk.full",
            f"The film needs about {needed_bytes >> 20} MB, “{folder}” has {free >> 20} MB left.",
            fix="Free some space or choose another folder: what is rendered already is kept.",
        )


def exists(out: Path) -> InputError:
    """The error for an output that is already there."""
    return InputError(
        "output.exists",
        f"“{out.name}” exists already.",
        fix="Choose another name, or allow replacing it (--overwrite).",
    )


def place(temp: Path, out: Path, *, overwrite: bool = False) -> None:
    """Give a finished file its name, atomically; both are in one folder.

    Raises:
        InputError: ``output.exists``: something is there and may not be replaced; `temp` is left to the caller.
    """
    if overwrite:
        os.replace(temp, out)  # noqa: PTH105 - atomic, on Windows too
    elif not _rename_no_replace(temp, out):
        raise exists(out)
    _fsync_folder(out.parent)


def _rename_no_replace(temp: Path, out: Path) -> bool:
    """Rename unless something is there; False if so. No moment in which another's file could be lost."""
    if sys.platform == "win32":
        try:
            os.rename(temp, out)  # noqa: PTH104 - refuses to replace, there
        except FileExistsError:
            return False
        return True
    try:
        os.link(temp, out, follow_symlinks=False)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links (FAT, some shares)
        return _rename_by_kernel(temp, out)
    temp.unlink()
    return True


def _rename_by_kernel(temp: Path, out: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is not None:
        a, b = os.fsencode(temp), os.fsencode(out)
        if renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_NOREPLACE) == 0:
            return True
        if ctypes.get_errno() == errno.EEXIST:
            return False
    # Neither: hold the name with an empty file of our own, then replace that.
    try:
        os.close(os.open(out, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        return False
    os.replace(temp, out)  # noqa: PTH105
    return True


def disk_error(e: OSError) -> MontageError:
    """What an error of the file system means."""
    if e.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return MediaError(
            "disk.full", "The disk is full.", fix="Free some space and retry: what is rendered already is kept."
        )
    if e.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT):
        return InputError("output.folder", f"The output cannot be written: {e.strerror}.", fix="Choose another folder.")
    return MediaError("file.failed", f"A file could not be read or written: {e}.")


def _read_only(folder: Path) -> bool:
    """For root, access() says yes to everything but a read-only file system."""
    with contextlib.suppress(AttributeError, OSError):
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    return False


def _fsync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
