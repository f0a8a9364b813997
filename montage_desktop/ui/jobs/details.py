"""The selected job: what became of it as sentence, cause and fix, and the end of its log."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.background import Background
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.language import translated
from montage_desktop.ui.pane import GAP, ElidedLabel, label, spread
from montage_desktop.ui.theme import Theme

_REFRESH_S = 1.0

Log = list[tuple[float, str]]


class JobDetails(QWidget):
    """Shows one record and follows its log while the job runs. GUI thread only.

    Attributes:
        record: what is shown, or None. search: words to find in its log.

    Signals:
        report_copied(): the report is on the clipboard.
    """

    report_copied = Signal()

    def __init__(self, background: Background, theme: Theme, read_log: Callable[[str], Awaitable[Log]]) -> None:
        super().__init__()
        self.record: JobRecord | None = None
        self._background = background
        self._theme = theme
        self._read_log = read_log
        self._log: Log = []
        self._copiers: list[QAbstractButton] = []
        self._task: asyncio.Future[None] | None = None
        self._build()
        self.show_record(None)

    def _build(self) -> None:
        self._title, self._facts = ElidedLabel(), ElidedLabel()
        self._title.setProperty("role", "title")
        self._facts.setProperty("role", "muted")
        self._card = QFrame()
        self._card.setProperty("role", "danger")
        card = spread(QVBoxLayout(self._card), margin=GAP, spacing=4)
        self._cause, self._fix = label(role="cause", wrap=True), label(wrap=True)
        for part in (self._cause, self._fix):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            card.addWidget(part)
        self._notes = label(role="muted", wrap=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find in the log"))
        self.search.setAccessibleName(self.tr("Find in the log"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_find)
        self._text = QPlainTextEdit()
        self._text.setProperty("role", "log")
        self._text.setReadOnly(True)
        self._text.setMaximumBlockCount(600)
        self._text.setMinimumHeight(72)
        self._text.setAccessibleName(self.tr("Log of the job"))
        self._text.setPlaceholderText(self.tr("No log lines yet."))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        card.addWidget(self._copy_button(QPushButton(self.tr("Copy report"))), 0, Qt.AlignmentFlag.AlignLeft)
        self._copy = self._copy_button(QToolButton())
        self._copy.setProperty("role", "flat")
        head = spread(QHBoxLayout())
        head.addWidget(self._title, 1)
        head.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        column = spread(QVBoxLayout(inside), margin=GAP)
        column.addLayout(head)
        for widget in (self._facts, self._card, self._notes):
            column.addWidget(widget)
        column.addWidget(self.search)
        column.addWidget(self._text, 1)
        column.addStretch(0)
        spread(QVBoxLayout(self)).addWidget(_scrolling(inside))
        self.setMinimumWidth(240)
        self._theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _copy_button(self, button: QAbstractButton) -> QAbstractButton:
        button.setToolTip(self.tr("Copy report"))
        button.setAccessibleName(self.tr("Copy report"))
        button.clicked.connect(self._on_copy)
        self._copiers.append(button)
        return button

    def _on_theme_changed(self) -> None:
        for button in self._copiers:
            button.setIcon(self._theme.icon("copy"))

    def show_record(self, record: JobRecord | None) -> None:
        """Show this job (or an update of it)."""
        other = (record.id if record else "") != (self.record.id if self.record else "")
        self.record = record
        self._title.set_whole(record.title if record else self.tr("Select a job to see what it does."))
        for part in (self._facts, self._copy, self.search, self._text):
            part.setVisible(record is not None)
        self._facts.set_whole(self._facts_of(record) if record else "")
        failed = record is not None and record.status is Status.FAILED
        self._card.setVisible(failed)
        if record is not None and failed:
            self._cause.setText(translated(record.error.get("message", "")))
            self._fix.setText(translated(record.error.get("fix", "")))
            self._fix.setVisible(bool(record.error.get("fix")))
        self._notes.setVisible(record is not None and bool(record.notes))
        self._notes.setText("\n".join(map(translated, record.notes)) if record else "")
        if other:
            self._follow(record)

    def _facts_of(self, record: JobRecord) -> str:
        words = [job_text.kind(record), job_text.face(record.status).word]
        if record.options.get("style"):
            words.append(self.tr("style {name}").format(name=job_text.style_words(record.options["style"])))
        if record.options.get("profile"):
            words.append(self.tr("profile {name}").format(name=job_text.profile_words(record.options["profile"])))
        if record.attempt > 1:
            words.append(self.tr("attempt {n}").format(n=record.attempt))
        if record.workers:
            words.append(self.tr("on {names}").format(names=", ".join(record.workers)))
        return " · ".join(words)

    def _follow(self, record: JobRecord | None) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._log = []
        self._text.setPlainText("")
        if record is not None:
            self._task = self._background.spawn(self._follow_log(record.id))

    async def _follow_log(self, job_id: str) -> None:
        ended = 0
        while ended < 2:  # once more after its end, for the last lines
            with contextlib.suppress(MontageError):
                self._show_log(await self._read_log(job_id))
            if self.record is not None and self.record.is_over:
                ended += 1
            await asyncio.sleep(_REFRESH_S)

    def _show_log(self, log: Log) -> None:
        if log == self._log:
            return
        bar = self._text.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 4
        if self._log and log[: len(self._log)] == self._log:
            fresh = self._found(log[len(self._log) :])
            if fresh:
                self._text.appendPlainText("\n".join(fresh))
        else:
            self._text.setPlainText("\n".join(self._found(log)))
        self._log = log
        if at_end:
            bar.setValue(bar.maximum())

    def _found(self, log: Log) -> list[str]:
        """Lines that have all the words that are looked for."""
        words = self.search.text().casefold().split()
        return [line for line in job_text.log_lines(log) if all(w in line.casefold() for w in words)]

    def _on_find(self) -> None:
        self._text.setPlainText("\n".join(self._found(self._log)))
        self._text.verticalScrollBar().setValue(self._text.verticalScrollBar().maximum())

    def _on_copy(self) -> None:
        if self.record is not None:
            QGuiApplication.clipboard().setText(job_text.report(self.record, self._log))
            self.report_copied.emit()


def _scrolling(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
