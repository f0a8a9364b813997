"""Tells a person who looks elsewhere that jobs have ended, and shows on the program's icon how far they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.desktop import Desktop
from montage_desktop.ui.language import translated
from montage_desktop.ui.throttle import Throttle

_TOGETHER_MS = 3000
_PROGRESS_MS = 500
_NAMED = 3


def is_looked_at() -> bool:
    """Whether the person has one of the program's windows before them."""
    return QGuiApplication.focusWindow() is not None


class JobNotifier(QObject):
    """Watches records as the feed tells them. GUI thread only.

    What was over when it was first heard of is not told, nor what a person has cancelled. Jobs that end within a few
    seconds are one notification. While the person looks at the program nothing is said: the window shows it.

    Attributes:
        is_looked_at: asked when there is something to say.
    """

    def __init__(
        self, desktop: Desktop, parent: QObject | None = None, *, is_looked_at: Callable[[], bool] = is_looked_at,
        together_ms: int = _TOGETHER_MS,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.is_looked_at = is_looked_at
        self._desktop = desktop
        self._active: dict[str, JobRecord] = {}
        self._batch: dict[str, float] = {}  # progress of the jobs since none was active
        self._ended: list[JobRecord] = []
        self._tell = Throttle(self._tell_ended, together_ms, self)
        self._show = Throttle(self._show_progress, _PROGRESS_MS, self)

    def update_jobs(self, records: Iterable[JobRecord]) -> None:
        """What the feed tells; cheap."""
        for record in records:
            was_active = self._active.pop(record.id, None) is not None
            if not record.is_over:
                self._active[record.id] = record
                self._batch[record.id] = record.progress
            elif was_active:
                self._end(record)
        self._show()

    def close(self) -> None:
        """The program ends: nothing more is said, and the icon has no progress any more."""
        self._ended.clear()
        self._active.clear()
        self._desktop.show_progress(None)

    def _end(self, record: JobRecord) -> None:
        self._batch[record.id] = 1.0
        if record.status is Status.CANCELLED:
            del self._batch[record.id]
            return
        if record.options.get("plan_only") or record.kind in ("analysis", "proxy"):
            return  # steps on the way, which nobody waits for at another program
        self._ended.append(record)
        self._tell()

    def _tell_ended(self) -> None:
        ended, self._ended = self._ended, []
        if ended and not self.is_looked_at():
            bad = any(r.status is Status.FAILED for r in ended)
            self._desktop.notify(*self._words(ended), bad=bad)

    def _words(self, ended: list[JobRecord]) -> tuple[str, str]:
        """Title and text of a notification."""
        failed = [r for r in ended if r.status is Status.FAILED]
        if len(ended) == 1:
            record = ended[0]
            title = self.tr("“{name}” has failed") if failed else self.tr("“{name}” is ready")
            text = translated(record.error.get("message", "")) if failed else job_text.result_line(record)
            return title.format(name=record.title or record.id), text
        title = self.tr("{n} films are ready").format(n=len(ended) - len(failed))
        if failed:
            title = self.tr("{n} jobs ended, {bad} failed").format(n=len(ended), bad=len(failed))
        names = [r.title or r.id for r in [*failed, *(r for r in ended if r not in failed)]]
        more = self.tr(" and {n} more").format(n=len(names) - _NAMED) if len(names) > _NAMED else ""
        return title, ", ".join(names[:_NAMED]) + more

    def _show_progress(self) -> None:
        """The mean of all jobs since the queue was last empty, so that it does not run back when one of them ends."""
        running = any(r.status is Status.RUNNING for r in self._active.values())
        if not self._active:
            self._batch.clear()
        self._desktop.show_progress(sum(self._batch.values()) / len(self._batch) if running else None)
