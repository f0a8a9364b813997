"""Each action in; what a crash would have lost out, as an offer when the project is opened again.

Every window writes one recovery file, in the data folder under the project it belongs to, so that also a project that
was never saved, or that lies on a slow or full disk, has one. It is written after every action and replaced whole: a
process that is killed loses the action it was at, and no more. It is not forced onto the disk each time, which would
stall the window for as long as the disk likes: that guards only against a power failure, and `Autosave.settle` does it
from time to time in another thread. A recovery is never applied by itself, and never overwritten by another window's.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import secrets
import time
from pathlib import Path
from typing import Any

import msgspec

from montage_desktop.core import documents, paths, project, project_file
from montage_desktop.core.errors import DocumentError
from montage_desktop.core.owner import Owner, this_process
from montage_desktop.core.project import Project
from montage_desktop.core.project_file import SUFFIX, canonical
from montage_desktop.core.recovery_diff import Difference, difference

log = logging.getLogger(__name__)

SCHEMA = "montage.recovery/1"
_ROOT = Path("/")  #: nothing in a recovery is relative
_UNSAVED = "unsaved"


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a recovery file says beside the project.

    Attributes:
        path: of the project's file; "" if it was never saved. written_s: seconds since 1970. action: the last one.
        base: digest of the project's file when the window opened or saved it.
    """

    schema: str = SCHEMA
    path: str
    base: str
    written_s: float
    action: str
    owner: Owner


class _Written(_Head, frozen=True, kw_only=True):
    project: Project


class _Found(_Head, frozen=True, kw_only=True):
    project: dict[str, Any]  #: of any version


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """Work that was not saved.

    Attributes:
        file: the recovery. path: of the project's file; "" if it was never saved.
        written_s: when, in seconds since 1970. action: the last one in it.
        project: as it was then. difference: what it has that the saved project has not.
        is_overtaken: the project's file has changed since: it holds work that the recovery does not know of.
    """

    file: str
    path: str
    written_s: float
    action: str
    project: Project
    difference: Difference
    is_overtaken: bool


class Autosave:
    """One window's recovery file. Not for several threads at once, but for `settle`.

    Args:
        path: of the project's file; None if it was never saved.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._token = secrets.token_hex(8)
        self._owner = this_process()
        self._last: Project | None = None
        self._move_to(path)

    def _move_to(self, path: Path | None) -> None:
        self._path = None if path is None else canonical(path)
        self._base = "" if self._path is None else project_file.digest(self._path)
        self.file = _folder() / f"{_key(self._path)}-{self._token}{SUFFIX}"

    def write(self, what: Project, *, action: str = "") -> None:
        """Keep the project as it is now, after an action (its name, for the offer). Milliseconds, and no wait.

        Raises:
            DocumentError: invalid, or it cannot be written; the recovery from before stays.
        """
        if what is self._last:
            return
        project.validate(what)
        data = documents.encode(
            _Written(
                path="" if self._path is None else str(self._path),
                base=self._base,
                written_s=time.time(),
                action=action,
                owner=self._owner,
                project=what,
            )
        )
        with project_file.writing(self.file):
            documents.write_atomic(self.file, data, durable=False)
        self._last = what

    def saved(self, path: Path) -> None:
        """The project has just been saved there: nothing would be lost now, and what follows belongs to that file."""
        self.discard()
        self._move_to(path)

    def settle(self) -> None:
        """Force what was written onto the disk. Blocks for as long as that takes; any thread."""
        with contextlib.suppress(
            OSError
        ):  # gone: it was saved meanwhile; or the disk's own trouble, for `write` to tell
            handle = os.open(self.file, os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def discard(self) -> None:
        """Nothing is to be recovered: the window closes, or all is saved."""
        self._last = None
        _remove(self.file)


def recoveries_for(path: Path) -> list[Offer]:
    """Unsaved work of windows that are gone, for a project's file that may be missing or damaged; the newest first.

    Recoveries that hold nothing but what is saved are removed.
    """
    path = canonical(path)
    found = _abandoned(path)
    if not found:
        return []
    try:
        saved = project_file.load(path)
    except DocumentError:
        saved = Project()
    return _offers(found, saved, project_file.digest(path))


def recovery_for(path: Path) -> Offer | None:
    """The newest of `recoveries_for`."""
    return next(iter(recoveries_for(path)), None)


def unsaved_recoveries() -> list[Offer]:
    """Projects that were never saved, of windows that are gone; the newest first."""
    return _offers(_abandoned(None), Project(), "")


def discard_recovery(offer: Offer) -> None:
    """Remove it for good: it was declined, or what it holds has been saved or written to another recovery."""
    _remove(Path(offer.file))


def _folder() -> Path:
    return paths.data_dir() / "recovery"


def _key(path: Path | None) -> str:
    return "unsaved" if path is None else hashlib.sha256(os.fsencode(path)).hexdigest()[:24]


def _abandoned(path: Path | None) -> list[tuple[Path, _Found]]:
    """Recoveries of a project whose windows are gone. Also removes what killed windows left half-written."""
    found = []
    for file in sorted(_folder().glob(f"{_key(path)}-*{SUFFIX}")):
        head = _read(file)
        # The data folder is seldom shared, but a computer's name may change: what cannot be told is offered as well.
        # If its window lives after all, the offer costs it nothing: it writes its file anew with its next action.
        if head is not None and not (head.owner.is_here and head.owner.may_live()):
            found.append((file, head))
    project_file.sweep(_folder() / _key(path))
    return found


def _read(file: Path) -> _Found | None:
    try:
        return documents.decode(file.read_bytes(), _Found, schema=SCHEMA)
    except (OSError, DocumentError) as e:  # torn by a power failure, or a newer program's
        log.warning("the recovery %s cannot be read: %s", file, e)
        return None


def _offers(found: list[tuple[Path, _Found]], saved: Project, digest: str) -> list[Offer]:
    offers = []
    for file, head in found:
        try:
            then = project.decode(documents.encode(head.project), folder=_ROOT)
        except DocumentError as e:
            log.warning("the recovery %s cannot be used: %s", file, e)
            continue
        if then == saved:
            _remove(file)
            continue
        offer = Offer(
            file=str(file),
            path=head.path,
            written_s=head.written_s,
            action=head.action,
            project=then,
            difference=difference(saved, then),
            is_overtaken=bool(digest) and digest != head.base,
        )
        offers.append(offer)
    return sorted(offers, key=lambda o: o.written_s, reverse=True)


def _remove(file: Path) -> None:
    """The file, and what was left of it half-written."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)
        for part in file.parent.glob(f".{file.name[:60]}.*.tmp"):
            part.unlink(missing_ok=True)
