"""Closing the editor while jobs run: what to ask, and what each answer does."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.pane import GAP, label, spread


class Choice(Enum):
    """The three answers."""

    KEEP = "keep"  #: jobs go on in the background
    STOP = "stop"  #: everything ends; the queue goes on at the next start
    STAY = "stay"  #: the editor stays open


def busy_jobs(records: Iterable[JobRecord]) -> list[JobRecord]:
    """Jobs for whose sake it must be asked: they run or wait (a paused one waits anyhow)."""
    return [r for r in records if r.status in (Status.RUNNING, Status.QUEUED)]


class ClosingDialog(QDialog):
    """Asks; Escape means to stay.

    Signals:
        chosen(Choice): exactly once.
    """

    chosen = Signal(object)

    def __init__(self, jobs: list[JobRecord], parent: QWidget) -> None:
        super().__init__(parent)
        self._answered = False
        self.setWindowTitle(self.tr("Jobs are running"))
        column = spread(QVBoxLayout(self), margin=2 * GAP, spacing=2 * GAP)
        titles = ", ".join(f"“{r.title}”" for r in jobs[:3]) + (" …" if len(jobs) > 3 else "")
        column.addWidget(label(self._heading(len(jobs)), "heading"))
        text = label(titles, "muted")
        text.setWordWrap(True)
        column.addWidget(text)
        column.addWidget(label(self.tr("Nothing is lost either way: what is rendered already is kept.")))
        row = spread(QHBoxLayout())
        self.stay = self._button(self.tr("Don’t close"), Choice.STAY)
        self.stop = self._button(self.tr("Stop, continue at next start"), Choice.STOP)
        self.keep = self._button(self.tr("Keep rendering in the background"), Choice.KEEP)
        self.keep.setDefault(True)
        row.addStretch(1)
        for button in (self.stay, self.stop, self.keep):
            row.addWidget(button)
        column.addLayout(row)
        self.finished.connect(lambda: self._answer(Choice.STAY))

    def _heading(self, count: int) -> str:
        if count == 1:
            return self.tr("A job is not finished yet")
        return self.tr("{n} jobs are not finished yet").format(n=count)

    def _button(self, words: str, choice: Choice) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: self._answer(choice))
        return button

    def _answer(self, choice: Choice) -> None:
        if not self._answered:
            self._answered = True
            self.chosen.emit(choice)
            self.close()
