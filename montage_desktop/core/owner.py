"""A process in; a mark out by which others, on this computer or another, can tell whether it still runs."""

from __future__ import annotations

import getpass
import os
import platform
from functools import cache
from pathlib import Path

import msgspec

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Owner(msgspec.Struct, frozen=True):
    """A process.

    Attributes:
        host, user: for people, and to know the own computer. pid: its number there.
        born: which of the processes that have ever had this number; "" where that cannot be told.
        numbered_in: within which its number counts, since a container or sandbox has numbers of its own.
    """

    host: str
    user: str
    pid: int
    born: str = ""
    numbered_in: str = ""

    @property
    def is_here(self) -> bool:
        """Whether it ran on this computer, so that it can be seen from here."""
        return (self.host, self.numbered_in) == (platform.node(), _number_space())

    def may_live(self) -> bool:
        """Whether it runs, or is on another computer or in another container, where that cannot be told."""
        if not self.is_here:
            return True
        import psutil  # slow to import

        if self.pid < 1 or not psutil.pid_exists(self.pid):
            return False
        now = _born(self.pid)
        return now is None or not self.born or now == self.born


def this_process() -> Owner:
    """The mark of the calling process."""
    pid = os.getpid()
    return Owner(host=platform.node(), user=_user(), pid=pid, born=_born(pid) or "", numbered_in=_number_space())


def _number_space() -> str:
    try:
        return str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return ""


@cache
def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        return ""


def _born(pid: int) -> str | None:
    """Something that no other process of this number shares; None where it cannot be found out, "dead" for a zombie."""
    try:
        # After the name, which may hold anything: field 3 is the state, 22 the start in ticks since the boot. Wall
        # clock times, as psutil gives them, move when the clock is set.
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return "dead" if fields[0] in b"ZX" else f"{_BOOT_ID.read_text().strip()}/{int(fields[19])}"
    except (OSError, IndexError, ValueError):
        pass
    import psutil

    try:
        return f"{psutil.Process(pid).create_time():.0f}"
    except psutil.Error:
        return None
