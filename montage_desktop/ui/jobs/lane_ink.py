"""Painting lanes of workers: an axis of time, names, and bars whose fill and hatching tell how they ended."""

from __future__ import annotations

import time
from collections.abc import Set
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from montage_desktop.jobs.runs import Run, RunEnd
from montage_desktop.ui import numbers
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.lane_book import Lane, LaneBook
from montage_desktop.ui.theme import Theme

LANE_PX, AXIS_PX, NAME_PX = 28, 24, 128
_BAR_PX, _PAD_PX, _TEXT_FROM_PX, _TICK_PX = 18, 8, 36, 88
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)


@dataclass(frozen=True)
class LaneView:
    """What part of time is seen, and where. `left_s`: Unix seconds at the left edge of the bars."""

    left_s: float
    span_s: float
    width_px: float
    now_s: float

    def x(self, at_s: float) -> float:
        """Pixels from the widget's left edge."""
        return NAME_PX + (at_s - self.left_s) / self.span_s * self.width_px

    def time_at(self, x: float) -> float:
        return self.left_s + (x - NAME_PX) / self.width_px * self.span_s

    def box(self, run: Run, lane: int) -> QRectF:
        """Where a run's bar is, in the coordinates of the first lane's top (at least 2 pixels wide)."""
        left = self.x(run.begun_s)
        right = self.x(run.ended_s or max(self.now_s, run.begun_s))
        return QRectF(left, lane * LANE_PX + (LANE_PX - _BAR_PX) / 2, max(2.0, right - left - 1), _BAR_PX)


class LaneInk:
    """Paints; holds no state but the theme. GUI thread only."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def axis(self, painter: QPainter, view: LaneView, height: int) -> None:
        """Times of day, and a thin line for each down to `height`."""
        step = next((s for s in _STEPS_S if s / view.span_s * view.width_px >= _TICK_PX), _STEPS_S[-1])
        offset = time.localtime(view.left_s).tm_gmtoff
        at = ((view.left_s + offset) // step + 1) * step - offset
        while at < view.left_s + view.span_s:
            x = view.x(at)
            painter.setPen(QPen(self._theme.colour("raised"), 1))
            painter.drawLine(round(x), AXIS_PX, round(x), height)
            painter.setPen(self._theme.colour("muted"))
            text = numbers.clock(at, seconds=step < 60) if step < 86400 else numbers.day(at)
            wide = painter.fontMetrics().horizontalAdvance(text)
            if x + wide / 2 < NAME_PX + view.width_px and x - wide / 2 > NAME_PX:
                box = QRectF(x - 50, 0, 100, AXIS_PX)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            at += step

    def name(self, painter: QPainter, lane: Lane, row: int, *, current: bool) -> None:
        """A worker's name, with a rule beneath its lane."""
        top = row * LANE_PX
        painter.setPen(self._theme.colour("text" if current else "muted"))
        shown = painter.fontMetrics().elidedText(
            worker_words(lane.worker), Qt.TextElideMode.ElideLeft, NAME_PX - 2 * _PAD_PX
        )
        box = QRectF(_PAD_PX, top, NAME_PX - 2 * _PAD_PX, LANE_PX)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def bars(
        self, painter: QPainter, book: LaneBook, lane: Lane, row: int, view: LaneView, marked: Set[str]
    ) -> None:  # fmt: skip
        """A lane's bars. What falls onto the pixels of the bar before is left out: a day has thousands."""
        covered = -1.0
        stretches: list[tuple[str, QRectF, Run]] = []  # bars of one job that follow each other: one name for all
        for run in book.between(lane, view.left_s, view.left_s + view.span_s):
            box = view.box(run, row)
            if stretches and stretches[-1][0] == run.job_id:
                stretches[-1] = (run.job_id, stretches[-1][1].united(box), run)
            else:
                stretches.append((run.job_id, box, run))
            if box.right() <= covered + 0.5:
                continue
            covered = box.right()
            self._bar(painter, box, run, book, dim=bool(marked) and run.job_id not in marked)
        for job_id, box, last in stretches:
            self._title(painter, box, last, book, dim=bool(marked) and job_id not in marked)

    def _bar(self, painter: QPainter, box: QRectF, run: Run, book: LaneBook, *, dim: bool) -> None:
        colour = QColor(self._theme.colour(bar_colour(run)))
        if run.end in (RunEnd.DONE, RunEnd.CACHED):
            colour.setAlphaF(_TINTS[book.number_of(run.job_id) % 2])
        if dim:
            colour.setAlphaF(0.22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        radius = min(3.0, box.width() / 2)
        painter.drawRoundedRect(box, radius, radius)
        pattern = _PATTERNS.get(run.end)
        if pattern is not None and box.width() >= 4:
            ink = QColor(self._theme.colour("panel"))
            ink.setAlphaF(0.6)
            painter.setBrush(QBrush(ink, pattern))
            painter.drawRoundedRect(box, radius, radius)

    def _title(self, painter: QPainter, box: QRectF, last: Run, book: LaneBook, *, dim: bool) -> None:
        """The job's name over all its bars, from where they begin to be seen; and what is being done."""
        inner = box.intersected(QRectF(NAME_PX, box.top(), 1e5, box.height())).adjusted(5, 0, -4, 0)
        if inner.width() < _TEXT_FROM_PX:
            return
        record = book.records.get(last.job_id)
        text = (record.title if record else "") or last.job_id
        if last.end is None:
            text = f"{text} · {part_words(last)}"
        painter.setPen(self._theme.colour("muted" if dim else "text"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
        wide = painter.fontMetrics().horizontalAdvance(shown)
        plate = QColor(self._theme.colour("panel"))
        plate.setAlphaF(0.72)
        high = painter.fontMetrics().height()
        behind = QRectF(inner.left() - 2, inner.center().y() - high / 2, wide + 4, high)
        painter.setBrush(plate)
        pen = painter.pen()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(behind, 2, 2)
        painter.setPen(pen)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def frame(self, painter: QPainter, box: QRectF, *, focused: bool) -> None:
        """Around the bar that the keys are at."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("text" if focused else "faint"), 2 if focused else 1))
        painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4)

    def now(self, painter: QPainter, view: LaneView, height: int) -> None:
        """The line of the present moment."""
        x = round(view.x(view.now_s))
        if NAME_PX <= x <= NAME_PX + view.width_px:
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.drawLine(x, AXIS_PX - 4, x, height)


#: Done parts of jobs that follow each other, so that one can be told from the next.
_TINTS = (0.66, 0.42)
_PATTERNS: dict[RunEnd | None, Qt.BrushStyle] = {
    RunEnd.CACHED: Qt.BrushStyle.Dense7Pattern,
    RunEnd.BACK: Qt.BrushStyle.BDiagPattern,
    RunEnd.LOST: Qt.BrushStyle.DiagCrossPattern,
}


def bar_colour(run: Run) -> str:
    """The theme's colour for how a run ended."""
    ends = {RunEnd.DONE: "accent", RunEnd.CACHED: "cached", RunEnd.BACK: "warning", RunEnd.LOST: "danger"}
    return ends[run.end] if run.end else "accent"


def worker_words(worker: str) -> str:
    """A worker's name for people: its computer and number."""
    host, _, number = worker.rpartition(".")
    return f"{host} · {number}" if host and number else worker or _tr("unknown worker")


def part_words(run: Run) -> str:
    """What the part does."""
    name = run.part.partition("-")[2]
    number = name.lstrip("abcdefghijklmnopqrstuvwxyz")
    words = {
        "entry": _tr("looking at the files"), "song": _tr("song"), "clip": _tr("clip"), "plan": _tr("planning"),
        "chunk": _tr("pictures"), "sound": _tr("sound"), "join": _tr("joining"), "check": _tr("checking"),
    }  # fmt: skip
    kind = name.removesuffix(number) if number else name
    counted = number and kind in ("clip", "chunk")
    return f"{words.get(kind, name)} {int(number) + 1}" if counted and number.isdigit() else words.get(kind, name)


def run_words(run: Run, book: LaneBook, now_s: float) -> list[str]:
    """A run as lines of a tool tip, and for a screen reader."""
    record = book.records.get(run.job_id)
    ends = {
        RunEnd.DONE: _tr("done"), RunEnd.CACHED: _tr("was in the cache"),
        RunEnd.BACK: _tr("given back: cancelled, failed, or to be tried again"), RunEnd.LOST: _tr("its worker died"),
    }  # fmt: skip
    lasted = (run.ended_s or max(now_s, run.begun_s)) - run.begun_s
    long = _tr("{n} s").format(n=numbers.number(lasted, 1))
    if lasted < 1:
        long = _tr("{n} ms").format(n=round(lasted * 1000))
    elif lasted >= 100:
        long = job_text.duration(lasted)
    begun = numbers.clock(run.begun_s)
    return [
        record.title if record and record.title else run.job_id,
        part_words(run),
        f"{begun} · {long} · {ends[run.end] if run.end else _tr('running')}",
        worker_words(run.worker),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Jobs", text)
