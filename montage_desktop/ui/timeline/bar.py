"""The title bar of the timeline's pane: undo, the plan that is being made, and the button that renders."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QToolButton

from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.pane import ElidedLabel, Pane, label, tool_button
from montage_desktop.ui.theme import Theme

_PROGRESS_PX = 120


class TimelineBar(QObject):
    """Fills the bar. GUI thread only.

    Signals:
        cancel_requested(): of the plan that is being made.
    """

    cancel_requested = Signal()

    def __init__(self, pane: Pane, theme: Theme, *, tools: list[QAction], render: QAction) -> None:
        super().__init__(pane)
        self._theme = theme
        self._what = ElidedLabel()
        self._what.setProperty("role", "muted")
        self._progress = QProgressBar()
        self._progress.setRange(0, 1000)
        self._progress.setFixedWidth(_PROGRESS_PX)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress of the plan"))
        self._cancel = QToolButton()
        self._cancel.setProperty("role", "flat")
        self._cancel.setAccessibleName(self.tr("Stop planning"))
        self._cancel.setToolTip(self.tr("Stop planning"))
        self._cancel.clicked.connect(self.cancel_requested)
        self._length = label(role="muted")
        button = QPushButton(render.text())
        button.setProperty("role", "primary")
        button.setProperty("compact", True)
        button.setToolTip(render.toolTip())
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(render.trigger)
        render.changed.connect(lambda: button.setEnabled(render.isEnabled()))
        button.setEnabled(render.isEnabled())
        row: QHBoxLayout = pane.title.row
        for action in tools:
            row.addWidget(tool_button(action))
        row.addWidget(self._length)
        row.addWidget(self._what, 1)
        for widget in (self._progress, self._cancel, button):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.show_planning(None)

    def show_film(self, words: str) -> None:
        """Length and number of clips, in words."""
        self._length.setText(words)

    def show_planning(self, record: JobRecord | None) -> None:
        """The job that plans, or None."""
        for widget in (self._progress, self._cancel):
            widget.setVisible(record is not None)
        if record is None:
            self._what.set_whole("")
            return
        self._progress.setValue(round(record.progress * 1000))
        self._what.set_whole(self.tr("Planning: {phase}").format(phase=job_text.phase(record)))

    def _on_theme_changed(self) -> None:
        self._cancel.setIcon(self._theme.icon("cancel"))
