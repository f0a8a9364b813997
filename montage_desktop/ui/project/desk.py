"""The project that is open: its file, what is kept after each action, and what a crash has left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from montage_desktop.core import project_file, recovery
from montage_desktop.core.errors import DocumentError
from montage_desktop.core.project import Project
from montage_desktop.core.project_lock import ProjectLock
from montage_desktop.core.recovery import Autosave, Offer
from montage_desktop.ui.background import Background

_SETTLE_MS = 10_000


class ProjectDesk(QObject):
    """Opens, saves and keeps. What the project is made of is gathered and shown by others. GUI thread only.

    Args:
        gather: gives the project as it is in the window now.

    Attributes:
        path: of its file; None if it was never saved.

    Signals:
        opened(Project): show this one. changed(): `path` or `is_modified` is another. failed(Exception).
        offered(Offer): unsaved work of a window that is gone was found.
    """

    opened = Signal(object)
    changed = Signal()
    failed = Signal(object)
    offered = Signal(object)

    def __init__(self, background: Background, gather: Callable[[], Project]) -> None:
        super().__init__()
        self.path: Path | None = None
        self._background, self._gather = background, gather
        self._saved = Project()
        self._lock: ProjectLock | None = None
        self._autosave = Autosave()
        self._action = ""
        self._is_modified = self._is_showing = self._is_closed = False
        self._is_of_file = True  # what is shown came from the file, or from nowhere
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(0)
        self._due.timeout.connect(self._keep)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(lambda: self._background.run(self._autosave.settle))

    @property
    def is_modified(self) -> bool:
        """Whether there is something that is not in the file."""
        return self._is_modified

    @property
    def name(self) -> str:
        """For the window's title; "" for a project that was never saved."""
        return self.path.stem if self.path else ""

    # Keeping -------------------------------------------------------------------------------------------------

    def note(self, action: str = "") -> None:
        """Something has changed: it is kept as soon as all of this action has been done."""
        if not self._is_showing and not self._is_closed:
            self._action = action or self._action
            self._due.start()

    def _keep(self) -> None:
        now = self._gather()
        modified = now != self._saved
        try:
            if modified:
                self._autosave.write(now, action=self._action)
                self._settle.start()
            else:
                self._autosave.discard()
        except DocumentError as e:
            self.failed.emit(e)
        self._action = ""
        if modified != self._is_modified:
            self._is_modified = modified
            self.changed.emit()

    # Files ---------------------------------------------------------------------------------------------------

    def new(self) -> None:
        """An empty project."""
        self._let_go()
        self._show(Project(), None)

    def open(self, path: Path) -> None:
        """Open a project's file; an error is told and the one that is open stays."""
        self._background.spawn(self._open(path.absolute()))

    async def _open(self, path: Path) -> None:
        if self.path is not None and project_file.canonical(path) == project_file.canonical(self.path):
            return
        lock = ProjectLock(path)
        try:
            await self._background.run(lock.acquire)
            found = await self._background.run(project_file.load, path)
        except DocumentError as e:
            lock.release()
            self.failed.emit(e)
            await self._offer(path)
            return
        self._let_go()
        self._lock = lock
        self._show(found, path)
        await self._offer(path)

    def save(self, path: Path | None = None) -> bool:
        """Save under this name, or under the one it has. False if it could not be, which is told."""
        target = path or self.path
        if target is None:
            return False
        if target.suffix != project_file.SUFFIX:
            target = target.with_name(target.name + project_file.SUFFIX)
        now = self._gather()
        try:
            lock = self._lock_for(target)
            project_file.save(now, target)
        except DocumentError as e:
            self.failed.emit(e)
            return False
        if lock is not self._lock:
            if self._lock is not None:
                self._lock.release()
            self._lock = lock
        self._due.stop()
        self._autosave.saved(target)
        self.path, self._saved, self._is_modified = target, now, False
        self.changed.emit()
        return True

    def _lock_for(self, target: Path) -> ProjectLock:
        """The lock of a file: that which is held if it is the same file."""
        same = self.path is not None and project_file.canonical(target) == project_file.canonical(self.path)
        if same and self._lock is not None:
            return self._lock
        lock = ProjectLock(target)
        lock.acquire()
        return lock

    def _show(self, found: Project, path: Path | None) -> None:
        """Show a project; what follows from showing it is no change of it."""
        self.path, self._saved, self._is_modified = path, found, False
        self._autosave = Autosave(path)
        self._is_of_file = self._is_showing = True
        try:
            self.opened.emit(found)
        finally:
            self._is_showing = False
        self.changed.emit()

    def shown(self, saved: Project) -> None:
        """What was opened is all there now (media are read in the background): it compares with this from now on."""
        if self._is_of_file:
            self._saved = saved
        self._keep()

    def diverge(self) -> None:
        """What is shown now is not what the file holds."""
        self._is_of_file = False
        self.note()

    def _let_go(self) -> None:
        self._due.stop()
        self._autosave.discard()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    # After a crash -------------------------------------------------------------------------------------------

    def look_for_unsaved(self) -> None:
        """Offer what windows that are gone had not saved anywhere."""
        self._background.spawn(self._offer(None))

    async def _offer(self, path: Path | None) -> None:
        find = recovery.unsaved_recoveries if path is None else lambda: recovery.recoveries_for(path)
        for offer in await self._background.run(find):
            self.offered.emit(offer)

    def accept(self, offer: Offer) -> None:
        """Go on with what a crash has left. Its file is written only when the person saves."""
        same = offer.path and self.path is not None and str(project_file.canonical(self.path)) == offer.path
        if not same:
            self._let_go()
            self.path = Path(offer.path) if offer.path else None
            self._lock = None
        self._show(offer.project, self.path)
        self._saved, self._is_modified = Project(), True
        self._autosave.write(offer.project, action=offer.action)
        recovery.discard_recovery(offer)
        self.diverge()
        self.changed.emit()

    def decline(self, offer: Offer) -> None:
        """Remove it."""
        recovery.discard_recovery(offer)

    def close(self) -> None:
        """The window is gone in an orderly way: nothing is left to be recovered."""
        self._is_closed = True
        self._settle.stop()
        self._let_go()
