"""A project's file in; whether this window may change it, or who has it open, out.

A lock is a file ``.<name>.lock`` beside the project that says who made it. It relies on nothing but a name that can be
made only once and renamed, which network folders give too (locks of the system they often do not). It is advisory: it
keeps two windows from overwriting each other's work unawares, not a person who insists.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import time
from pathlib import Path

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.errors import DocumentError
from montage_desktop.core.owner import Owner, this_process
from montage_desktop.core.project_file import canonical, sweep

log = logging.getLogger(__name__)

SCHEMA = "montage.lock/1"
_UNWRITTEN_S = 1.0  #: an unreadable lock is being written, or was never finished: after this it is the latter
_TRIES = 20


class Holder(msgspec.Struct, frozen=True):
    """Who has a project open, and since when (seconds since 1970). `token`: of one lock of one window."""

    owner: Owner
    since_s: float
    token: str
    schema: str = SCHEMA


class ProjectInUse(DocumentError):  # noqa: N818 - somebody else's doing, not a fault
    """Another window has the project open.

    Attributes:
        holder: who.
    """

    def __init__(self, path: Path, holder: Holder) -> None:
        owner = holder.owner
        where = "another window" if owner.is_here else f"{owner.user or 'somebody'} on {owner.host}"
        since = time.strftime("%Y-%m-%d %H:%M", time.localtime(holder.since_s))
        super().__init__(
            "project.in_use",
            f"{path.name} is open in {where} (process {owner.pid}) since {since}.",
            fix="Close it there, or open a copy here.",
        )
        self.holder = holder


class ProjectLock:
    """One window's hold on one project's file.

    Args:
        path: of the project; it need not exist yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = canonical(path)
        self.file = self.path.with_name(f".{self.path.name}.lock")
        self._mine: Holder | None = None

    @property
    def is_held(self) -> bool:
        """Whether it is (still) this window's. It reads the file: another computer may have taken it over."""
        return self._mine is not None and _read(self.file) == self._mine

    def acquire(self, *, force: bool = False) -> bool:
        """Take the lock; that of a process that is gone is taken over.

        Args:
            force: take it from whoever has it, which their `is_held` tells them. For a person who knows better: a
                computer that is off looks like one that works on.

        Returns:
            False where nobody can lock: the folder cannot be written to, hence neither can the project.

        Raises:
            ProjectInUse: another window has it; also one of this process.
        """
        if self.is_held:
            return True
        mine = Holder(this_process(), time.time(), secrets.token_hex(8))
        sweep(self.path)
        for _ in range(_TRIES):
            try:
                if self._create(mine):
                    self._mine = mine
                    return True
            except OSError as e:
                log.warning("%s cannot be locked: %s", self.path, e)
                return False
            holder = self._holder()
            if holder is not None and not force and holder.owner.may_live():
                raise ProjectInUse(self.path, holder)
            self._remove(holder)
        return False

    def release(self) -> None:
        """Give it back. Does nothing if it is not held (any more)."""
        if self.is_held:
            self.file.unlink(missing_ok=True)
        self._mine = None

    def _create(self, mine: Holder) -> bool:
        """Make the lock with its content at one stroke; False if there is one."""
        temp = self._hidden(mine.token)
        try:
            temp.write_bytes(documents.encode(mine))
            self.file.hardlink_to(temp)
            return True
        except FileExistsError:
            return _read(self.file) == mine  # a network folder may have done it, and its answer was lost
        except OSError:
            return self._create_plainly(mine)  # no second names here: FAT, some network folders
        finally:
            with contextlib.suppress(OSError):
                temp.unlink(missing_ok=True)

    def _create_plainly(self, mine: Holder) -> bool:
        try:
            handle = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            return False
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(documents.encode(mine))
        except OSError:
            self.file.unlink(missing_ok=True)
            raise
        return True

    def _holder(self) -> Holder | None:
        """Who has it; None if nobody has, or if what is there is not a lock and does not become one."""
        end = time.monotonic() + _UNWRITTEN_S
        while (holder := _read(self.file)) is None and self.file.exists() and time.monotonic() < end:
            time.sleep(0.02)
        return holder

    def _remove(self, stale: Holder | None) -> None:
        """Remove a stale lock, unless another window has just taken it over: what lies there must still be `stale`."""
        aside = self._hidden(secrets.token_hex(8))
        try:
            self.file.rename(aside)  # of those who try, one succeeds
        except FileNotFoundError:
            return
        if _read(aside) != stale:  # somebody's fresh lock: back with it
            try:
                self.file.hardlink_to(aside)
            except FileExistsError:
                pass
            except OSError:
                if not self.file.exists():
                    aside.rename(self.file)
        aside.unlink(missing_ok=True)

    def _hidden(self, token: str) -> Path:
        return self.path.with_name(f".{self.path.name[:40]}.{token}.tmp")


def _read(file: Path) -> Holder | None:
    try:
        return documents.decode(file.read_bytes(), Holder, schema=SCHEMA)
    except (OSError, DocumentError):
        return None
