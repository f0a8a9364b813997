"""What each worker did and does: bars over time, a lane per worker, zoomed and walked by mouse and keys."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAction,
    QFont,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.runs import Run, RunEntry
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.background import Background
from montage_desktop.ui.jobs.lane_book import Lane, LaneBook
from montage_desktop.ui.jobs.lane_ink import AXIS_PX, LANE_PX, NAME_PX, LaneInk, LaneView, run_words
from montage_desktop.ui.theme import Theme

Read = Callable[[Mapping[str, str]], Awaitable[dict[str, list[RunEntry]]]]

_READ_S = 1.0
_MOVE_MS = 200
_SHORTEST_S, _LONGEST_S = 2.0, 14 * 86400.0
_ZOOM = 1.25
_FIRST_SPAN_S = (30.0, 300.0)  #: until the person zooms: as much as there is, within these
_MARGIN = 0.03  #: of the span, right of the present moment


class JobLanes(QAbstractScrollArea):
    """Lanes of workers, read anew once a second while they are seen. GUI thread only.

    Attributes:
        book: what is known. follows: the right edge is the present moment (or the end of the last run).

    Signals:
        job_chosen(str): a bar was clicked, or Enter pressed on it: the id of its job.

    Keys: arrows go from bar to bar, Home and End to a lane's ends; + - zoom, 0 shows all, N goes back to now. Wheel
    scrolls through time, with Ctrl it zooms, with Shift it scrolls the lanes; a drag moves.
    """

    job_chosen = Signal(str)

    def __init__(self, background: Background, theme: Theme, read: Read) -> None:
        super().__init__()
        self.book = LaneBook()
        self.follows = True
        self._background, self._theme, self._read = background, theme, read
        self._ink = LaneInk(theme)
        self._span_s, self._right_s = _FIRST_SPAN_S[0], time.time()
        self._zoomed = False
        self._marked: set[str] = set()
        self._current: Run | None = None
        self._drag: QPointF | None = None
        self._dragged = False
        self._task: asyncio.Future[None] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(AXIS_PX + 2 * LANE_PX)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Workers over time"))
        self._add_menu()
        self._say()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._on_clock)
        theme.changed.connect(self.viewport().update)

    def _add_menu(self) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        steps: list[tuple[str, Callable[[], None]]] = [
            (self.tr("Zoom in\t+"), lambda: self.zoom(1 / _ZOOM**2)),
            (self.tr("Zoom out\t-"), lambda: self.zoom(_ZOOM**2)),
            (self.tr("Show all\t0"), self.show_all), (self.tr("Back to now\tN"), self.show_now),
        ]  # fmt: skip
        for words, step in steps:
            made = QAction(words, self)
            made.triggered.connect(step)
            self.addAction(made)

    def sizeHint(self) -> QSize:
        return QSize(480, AXIS_PX + 4 * LANE_PX)

    # In ------------------------------------------------------------------------------------------------------

    def update_jobs(self, records: Iterable[JobRecord]) -> None:
        """Take in what the feed tells."""
        self.book.put(records)

    def mark(self, ids: set[str]) -> None:
        """Let the bars of these jobs stand out; none: all alike."""
        self._marked = ids
        self.viewport().update()

    async def read_once(self) -> None:
        """Read what is new; a server that is away costs a second."""
        wanted = self.book.wanted()
        if not wanted:
            return
        with contextlib.suppress(MontageError):
            if self.book.take(wanted, await self._read(wanted)):
                self._refresh()

    async def _follow(self) -> None:
        while True:
            await self.read_once()
            await asyncio.sleep(_READ_S)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._task is None:
            self._task = self._background.spawn(self._follow())
        self._clock.start(_MOVE_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    # Time ----------------------------------------------------------------------------------------------------

    def view(self) -> LaneView:
        """What is seen now."""
        now = time.time()
        if self.follows:
            end = now if self.book.is_busy or not self.book.until_s else self.book.until_s
            if not self._zoomed and self.book.since_s:
                self._span_s = max(_FIRST_SPAN_S[0], min(_FIRST_SPAN_S[1], (end - self.book.since_s) * 1.1))
            self._right_s = end + self._span_s * _MARGIN
        width = max(1.0, self.viewport().width() - NAME_PX)
        return LaneView(self._right_s - self._span_s, self._span_s, width, now)

    def zoom(self, factor: float, *, at_s: float | None = None) -> None:
        """Show `factor` times as much time, around a moment (else the right edge, or the middle)."""
        view = self.view()
        span = max(_SHORTEST_S, min(_LONGEST_S, self._span_s * factor))
        if not self.follows:
            kept = view.left_s + view.span_s / 2 if at_s is None else at_s
            self._right_s = kept + (view.left_s + view.span_s - kept) * span / self._span_s
        self._span_s, self._zoomed = span, True
        self._refresh()

    def show_all(self) -> None:
        """From the first run to the last."""
        self._zoomed = True
        if self.book.since_s:
            end = time.time() if self.book.is_busy else self.book.until_s
            self._span_s = max(_SHORTEST_S, min(_LONGEST_S, (end - self.book.since_s) * (1 + 2 * _MARGIN)))
        self.show_now()

    def show_now(self) -> None:
        """Let the right edge be the present moment."""
        self.follows = True
        self._refresh()

    def _pan(self, seconds: float) -> None:
        self.view()
        self.follows = False
        self._right_s = min(self._right_s + seconds, time.time() + self._span_s * _MARGIN)
        self._refresh()

    def _on_clock(self) -> None:
        if self.book.is_busy:
            self.viewport().update()

    def _rows(self, view: LaneView) -> list[Lane]:
        """The lanes that are seen, top to bottom."""
        return self.book.lanes_between(view.left_s, view.left_s + view.span_s)

    def _refresh(self) -> None:
        bar = self.verticalScrollBar()
        page = max(1, self.viewport().height() - AXIS_PX)
        bar.setRange(0, max(0, len(self._rows(self.view())) * LANE_PX - page))
        bar.setPageStep(page)
        bar.setSingleStep(LANE_PX)
        if self._current is not None:
            self._current = self._as_it_is_now(self._current)
        self._say()
        self.viewport().update()

    def _as_it_is_now(self, run: Run) -> Run:
        lane = self.book.lanes[run.worker]
        same = [r for r in self.book.between(lane, run.begun_s, run.begun_s + 0.001) if _same(r, run)]
        return same[0] if same else run

    # Painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        view = self.view()
        height = self.viewport().height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), self._theme.colour("panel"))
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * 0.85)
        painter.setFont(small)
        self._ink.axis(painter, view, height)
        rows = self._rows(view)
        if not rows:
            painter.setPen(self._theme.colour("muted"))
            words = self.tr("Nobody worked at this time.") if self.book.lanes else self._nothing()
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, words)
        top = AXIS_PX - self.verticalScrollBar().value()
        painter.setClipRect(QRect(0, AXIS_PX, self.viewport().width(), height - AXIS_PX))
        painter.translate(0, top)
        worker = self._current.worker if self._current else ""
        for row, lane in enumerate(rows):
            if (row + 1) * LANE_PX + top > AXIS_PX and row * LANE_PX + top < height:
                self._ink.name(painter, lane, row, current=lane.worker == worker)
        painter.setClipRect(QRectF(NAME_PX, AXIS_PX - top, view.width_px, height))
        for row, lane in enumerate(rows):
            if (row + 1) * LANE_PX + top > AXIS_PX and row * LANE_PX + top < height:
                self._ink.bars(painter, self.book, lane, row, view, self._marked)
                if self._current is not None and lane.worker == worker:
                    self._ink.frame(painter, view.box(self._current, row), focused=self.hasFocus())
        painter.resetTransform()
        painter.setClipping(False)
        self._ink.now(painter, view, height)
        painter.end()

    def _legend(self) -> list[str]:
        return [
            self.tr("full: done"), self.tr("dotted: was in the cache"), self.tr("striped: given back"),
            self.tr("crossed: its worker died"),
        ]  # fmt: skip

    def _nothing(self) -> str:
        return self.tr("What each worker does is shown here as soon as a job runs.")

    # Mouse ---------------------------------------------------------------------------------------------------

    def run_at(self, x: float, y: float) -> Run | None:
        """The run under a point of the viewport."""
        row = int((y - AXIS_PX + self.verticalScrollBar().value()) // LANE_PX)
        view = self.view()
        lanes = self._rows(view)
        if y < AXIS_PX or x < NAME_PX or not 0 <= row < len(lanes):
            return None
        reach = 2 / view.width_px * view.span_s
        near = self.book.between(lanes[row], view.time_at(x) - reach, view.time_at(x) + reach)
        return next(
            (r for r in reversed(near) if view.box(r, row).left() - 1 <= x <= view.box(r, row).right() + 1), None
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._drag, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        moved = event.position().x() - self._drag.x()
        if self._dragged or abs(moved) > 4:
            self._dragged, self._drag = True, event.position()
            view = self.view()
            self._pan(-moved / view.width_px * view.span_s)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        run = self.run_at(event.position().x(), event.position().y())
        if self._drag is not None and not self._dragged and run is not None:
            self._choose(run)
            self.job_chosen.emit(run.job_id)
        self._drag = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM ** (-turned / 120), at_s=self.view().time_at(event.position().x()))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - turned * LANE_PX // 120)
        else:
            self._pan(-turned / 120 * self._span_s / 12)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            run = self.run_at(event.pos().x(), event.pos().y())
            lines = (
                run_words(run, self.book, time.time()) if run else self._legend() if event.pos().y() < AXIS_PX else []
            )
            QToolTip.showText(event.globalPos(), "\n".join(lines), self)
            return True
        return super().viewportEvent(event)

    # Keys ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Plus: lambda: self.zoom(1 / _ZOOM), Qt.Key.Key_Equal: lambda: self.zoom(1 / _ZOOM),
            Qt.Key.Key_Minus: lambda: self.zoom(_ZOOM), Qt.Key.Key_0: self.show_all, Qt.Key.Key_N: self.show_now,
            Qt.Key.Key_Left: lambda: self._step(-1), Qt.Key.Key_Right: lambda: self._step(1),
            Qt.Key.Key_Home: lambda: self._step(-(10**9)), Qt.Key.Key_End: lambda: self._step(10**9),
            Qt.Key.Key_Up: lambda: self._change_lane(-1), Qt.Key.Key_Down: lambda: self._change_lane(1),
        }  # fmt: skip
        if key in plain:
            plain[key]()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.job_chosen.emit(self._current.job_id)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """To another run of the lane; at first to its last."""
        if not self.book.lanes:
            return
        worker = self._current.worker if self._current else next(iter(self.book.lanes))
        keys = self.book.lanes[worker].keys
        at = len(keys) - 1
        if self._current is not None:
            here = next(n for n, k in enumerate(keys) if _same(self.book.run_of(k), self._current))
            at = max(0, min(len(keys) - 1, here + by))
        self._choose(self.book.run_of(keys[at]))

    def _change_lane(self, by: int) -> None:
        """To the run of the next worker that is nearest in time."""
        names = list(self.book.lanes)
        if self._current is None or not names:
            self._step(0)
            return
        row = max(0, min(len(names) - 1, names.index(self._current.worker) + by))
        begun = self._current.begun_s
        self._choose(self.book.run_of(min(self.book.lanes[names[row]].keys, key=lambda k: abs(k[0] - begun))))

    def _choose(self, run: Run) -> None:
        self._current = run
        view = self.view()
        if not view.left_s <= run.begun_s <= view.left_s + view.span_s:
            self._pan(run.begun_s - (view.left_s + view.span_s / 2))
        row = [lane.worker for lane in self._rows(self.view())].index(run.worker)
        bar = self.verticalScrollBar()
        page = self.viewport().height() - AXIS_PX
        bar.setValue(max(min(bar.value(), row * LANE_PX), (row + 1) * LANE_PX - page))
        self._say()
        self.viewport().update()

    def _say(self) -> None:
        """Tell a screen reader of the bar that the keys are at, else of the whole."""
        if self._current is not None:
            text = ", ".join(run_words(self._current, self.book, time.time()))
        elif self.book.lanes:
            text = self.tr("{n} workers. Arrows go from part to part.").format(n=len(self.book.lanes))
        else:
            text = self._nothing()
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._refresh()


def _same(a: Run, b: Run) -> bool:
    return (a.job_id, a.part, a.begun_s) == (b.job_id, b.part, b.begun_s)
