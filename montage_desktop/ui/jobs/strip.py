"""All jobs in one line, for a jobs pane that is folded: what runs, its parts as a bar, the time left, how many wait."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.delegate import paint_stacked_bar
from montage_desktop.ui.theme import Theme

_GAP_PX, _ICON_PX, _BAR_PX, _BAR_WIDE_PX = 8, 16, 8, 120
_LEVELS = list(Priority)


class JobStrip(QWidget):
    """Paints the job that is worked on first, and counts the rest. GUI thread only.

    Attributes:
        shown: the job in the line: what runs, else what waits, else what ended last; None without jobs.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.shown: JobRecord | None = None
        self._theme = theme
        self._active: dict[str, JobRecord] = {}
        self._last: JobRecord | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Jobs in short"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(360, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 20)

    def update_jobs(self, records: Iterable[JobRecord]) -> None:
        """What the feed tells; costs what has changed."""
        for record in records:
            self._active.pop(record.id, None)
            if not record.is_over:
                self._active[record.id] = record
            elif self._last is None or record.finished_at >= self._last.finished_at:
                self._last = record
        if self._last is not None and self._last.id in self._active:
            self._last = None  # it was taken up again
        ranked = sorted(self._active.values(), key=_place)
        self.shown = ranked[0] if ranked else self._last
        self.setAccessibleDescription(self.words())
        self.setToolTip(self.words())
        self.update()

    def words(self) -> str:
        """The whole line as text."""
        record = self.shown
        if record is None:
            return self.tr("No jobs")
        state = job_text.face(record.status).word
        percent = "" if record.is_over else f"{int(record.progress * 100)} %"
        parts = (record.title, state, percent, job_text.phase(record), job_text.eta(record), self.others())
        return " · ".join(p for p in parts if p)

    def others(self) -> str:
        """How many more jobs run and wait."""
        rest = [r for r in self._active.values() if self.shown is None or r.id != self.shown.id]
        running = sum(1 for r in rest if r.status is Status.RUNNING)
        counts = ((running, self.tr("{n} more running")), (len(rest) - running, self.tr("{n} waiting")))
        return " · ".join(text.format(n=n) for n, text in counts if n)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        record = self.shown
        if record is None:
            self._text(painter, 0, self.width(), self.words(), "muted")
            painter.end()
            return
        look = job_text.face(record.status)
        middle = self.height() / 2
        spot = QRectF(0, middle - _ICON_PX / 2, _ICON_PX, _ICON_PX)
        self._theme.paint_icon(painter, spot, look.icon, self._theme.colour(look.colour))
        left = _ICON_PX + _GAP_PX
        tail = " · ".join(t for t in (self._tail(record), self.others()) if t)
        needed = painter.fontMetrics().horizontalAdvance(tail)
        has_bar = not record.is_over and self.width() > left + _BAR_WIDE_PX + needed + 60
        room = self.width() - left - needed - (_BAR_WIDE_PX + 2 * _GAP_PX if has_bar else _GAP_PX)
        left += self._text(painter, left, max(0, room), record.title or record.id, "text") + _GAP_PX
        if has_bar:
            paint_stacked_bar(painter, QRectF(left, middle - _BAR_PX / 2, _BAR_WIDE_PX, _BAR_PX), record, self._theme)
            left += _BAR_WIDE_PX + _GAP_PX
        self._text(painter, left, self.width() - left, tail, "muted")
        painter.end()

    def _tail(self, record: JobRecord) -> str:
        if record.is_over:
            return " · ".join(t for t in (job_text.face(record.status).word, job_text.phase(record)) if t)
        if record.status is not Status.RUNNING:
            return job_text.face(record.status).word
        return " · ".join(t for t in (f"{int(record.progress * 100)} %", job_text.eta(record)) if t)

    def _text(self, painter: QPainter, left: int, room: int, text: str, colour: str) -> int:
        """Draw in one line; returns how wide it is in pixels."""
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setPen(self._theme.colour(colour))
        painter.drawText(QRectF(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        return painter.fontMetrics().horizontalAdvance(shown)


def _place(record: JobRecord) -> tuple[bool, int, float, str]:
    """What runs first, then in the order of work."""
    running = record.status is Status.RUNNING
    return not running, _LEVELS.index(record.priority), record.rank or record.created_at, record.id
