"""A project's file: loading, and saving so that neither a crash nor a full disk costs what was there before.

The last ten versions are kept in ``.montage-backups`` beside the project, not in the data folder: there a backup is a
second name of the old file (no copy, no wait, nothing to go wrong on a full disk), it is found again when the project
moves to another disk or computer, and its relative paths still say where the media are.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import logging
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from montage_desktop.core import documents, project
from montage_desktop.core.errors import DocumentError
from montage_desktop.core.project import Project

log = logging.getLogger(__name__)

SUFFIX = ".montage"
BACKUPS = ".montage-backups"
BACKUPS_KEPT = 10

_ABANDONED_S = 3600.0  #: a half-written file this old is nobody's; no save takes an hour


class Backup(msgspec.Struct, frozen=True):
    """An earlier version of a project. `saved_s`: when it was saved, in seconds since 1970."""

    path: str
    saved_s: float


def canonical(path: Path) -> Path:
    """The one path of a project's file, through links: what is saved, locked and recovered is always the same."""
    return Path(path).resolve()


def load(path: Path) -> Project:
    """Read a project, or a backup as if it lay where its project does.

    Raises:
        DocumentError: missing, unreadable, malformed, invalid or newer; the fix names the newest backup that opens.
    """
    path = canonical(path)
    try:
        return project.decode(_read(path), folder=_home(path))
    except DocumentError as e:
        if e.fix or _is_backup(path):
            raise
        good = next((b for b in backups(path) if _opens(b)), None)
        fix = f"Open its backup of {_for_people(good.saved_s)}: {good.path}" if good else ""
        raise DocumentError(e.code, f"{path.name} cannot be opened: {e.message}", fix=fix, detail=e.detail) from e


def save(what: Project, path: Path) -> None:
    """Write a project durably, indented for people and diffs; the version before becomes a backup.

    Blocks until the disk has it.

    Raises:
        DocumentError: invalid, or it cannot be written (``document.disk_full``, ``document.read_only``,
            ``document.no_folder``, ``document.unwritable``); the old file is as it was.
    """
    path = canonical(path)
    if _is_backup(path):
        raise DocumentError("project.is_backup", f"{path.name} is a backup.", fix="Save it under another name.")
    data = project.encode(what, folder=path.parent, indent=2)
    if not path.parent.is_dir():  # not made anew: where a disk was unplugged, it would lie under the disk's place
        raise DocumentError(
            "document.no_folder", f"The folder {path.parent} does not exist.", fix="Save it in another folder."
        )
    kept = _keep(path, data)
    try:
        with writing(path):
            documents.write_atomic(path, data)
    except BaseException:
        if kept is not None:
            kept.unlink(missing_ok=True)  # else saves that fail again and again would push out the real ones
        raise
    for old in backups(path)[BACKUPS_KEPT:]:
        Path(old.path).unlink(missing_ok=True)
    sweep(path)


def backups(path: Path) -> list[Backup]:
    """Earlier versions of a project, the newest first."""
    path = canonical(path)
    pattern = re.compile(re.escape(path.stem) + r"\.(\d{8}-\d{6}-\d{6})" + re.escape(path.suffix))
    found = []
    with contextlib.suppress(OSError):
        for file in (path.parent / BACKUPS).iterdir():
            if match := pattern.fullmatch(file.name):
                saved = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(str(file), saved.timestamp()))
    return sorted(found, key=lambda b: b.saved_s, reverse=True)


def digest(path: Path) -> str:
    """What a file's bytes are; "" if it cannot be read."""
    try:
        return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the system says against writing a file into a DocumentError with a cause and a fix."""
    try:
        yield
    except OSError as e:
        code, cause, fix = "document.unwritable", e.strerror or str(e), "Save it in another place."
        if e.errno in (errno.ENOSPC, errno.EDQUOT):
            code, cause, fix = "document.disk_full", "the disk is full", "Free some space, or save it on another disk."
        elif e.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            code, cause, fix = "document.read_only", "writing there is not allowed", "Save it in another folder."
        raise DocumentError(code, f"{path} cannot be written: {cause}.", fix=fix, detail=repr(e)) from e


def sweep(path: Path) -> None:
    """Remove what killed processes left half-written beside a file."""
    with contextlib.suppress(OSError):
        for file in path.parent.iterdir():
            if file.name.startswith(f".{path.name[:40]}") and file.suffix == ".tmp":
                with contextlib.suppress(OSError):
                    if time.time() - file.stat().st_mtime > _ABANDONED_S:
                        file.unlink()


_STAMP = "%Y%m%d-%H%M%S-%f"


def _keep(path: Path, data: bytes) -> Path | None:
    """Give the version on disk a second name among the backups. None: there is none, or it is what is to be saved.

    A backup that cannot be made does not keep anybody from saving.
    """
    try:
        before = path.read_bytes()
        if before == data:
            return None  # saving ten times must not push out ten versions
        saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        backup = path.parent / BACKUPS / f"{path.stem}.{saved.strftime(_STAMP)}{path.suffix}"
        if backup.exists():
            return None
        backup.parent.mkdir(exist_ok=True)
        try:
            backup.hardlink_to(path)
        except OSError:  # FAT, some network folders
            documents.write_atomic(backup, before, durable=False)
        return backup
    except FileNotFoundError:
        return None
    except OSError as e:
        log.warning("no backup of %s was made: %s", path, e)
        return None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as e:
        raise DocumentError("document.missing", f"{path} does not exist.") from e
    except OSError as e:
        raise DocumentError("document.unreadable", f"{path} cannot be read: {e.strerror}.") from e


def _is_backup(path: Path) -> bool:
    return path.parent.name == BACKUPS


def _home(path: Path) -> Path:
    """The folder from which a file's relative paths are counted."""
    return path.parent.parent if _is_backup(path) else path.parent


def _opens(backup: Backup) -> bool:
    path = Path(backup.path)
    try:
        project.decode(_read(path), folder=_home(path))
    except DocumentError:
        return False
    return True


def _for_people(time_s: float) -> str:
    return datetime.fromtimestamp(time_s).strftime("%Y-%m-%d %H:%M:%S")
