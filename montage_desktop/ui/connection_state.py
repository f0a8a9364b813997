"""How the editor stands with Redis, in data and in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from montage_desktop.ui.language import translated


class Link(StrEnum):
    """The three states of the connection."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    AWAY = "away"


@dataclass(frozen=True)
class ConnectionState:
    """What the status bar shows.

    Attributes:
        where: the server without its secrets. version: of the server.
        workers, queued, started: RQ's counts. message, fix: why it is away, and what to do.
    """

    link: Link
    where: str = ""
    version: str = ""
    workers: int = 0
    queued: int = 0
    started: int = 0
    message: str = ""
    fix: str = ""

    @property
    def is_connected(self) -> bool:
        return self.link is Link.CONNECTED

    @property
    def sentence(self) -> str:
        """One line for the status bar."""
        if self.link is Link.CONNECTED:
            return _tr("Connected: {where}").format(where=translated(self.where))
        if self.link is Link.CONNECTING:
            return _tr("Connecting to the job server …")
        return _tr("No job server: jobs wait, everything else works")

    @property
    def numbers(self) -> str:
        """Workers and tasks, for the right end of the status bar."""
        if self.link is not Link.CONNECTED:
            return ""
        workers = _tr("1 worker") if self.workers == 1 else _tr("{n} workers").format(n=self.workers)
        return _tr("{workers} · {started} working · {queued} queued").format(
            workers=workers, started=self.started, queued=self.queued
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConnectionState", text)
