"""The jobs pane: table, filter, actions and details of the selected job."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui import numbers
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.delegate import ACTION_ICONS, ROW_PX, JobDelegate, action_words
from montage_desktop.ui.jobs.desk import Action
from montage_desktop.ui.jobs.details import JobDetails
from montage_desktop.ui.jobs.lanes import JobLanes
from montage_desktop.ui.jobs.model import Column, JobModel
from montage_desktop.ui.jobs.queue_actions import QueueActions
from montage_desktop.ui.pane import GAP, label, spread, tool_button
from montage_desktop.ui.theme import Theme

_AGES_MS = 10_000
_WIDTHS = {
    Column.STATE: 100, Column.KIND: 80, Column.PHASE: 148, Column.PROGRESS: 140, Column.ETA: 88, Column.AGE: 88,
    Column.ACTIONS: 92,
}  # fmt: skip
_GIVE_WAY = (Column.KIND, Column.AGE, Column.ETA, Column.PHASE)
_TITLE_PX = 144
"""Least width of the film's name; where there is less, columns give way, in the order of `_GIVE_WAY`."""


class JobTable(QTableView):
    """The table itself: rows only, Enter plays or opens what is selected."""

    def __init__(self, model: JobModel, delegate: JobDelegate) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(self.tr("Jobs"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(48)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = _TITLE_PX + sum(_WIDTHS.values())
        for column in _GIVE_WAY:
            hide = needed > self.viewport().width()
            self.setColumnHidden(column, hide)
            needed -= _WIDTHS[column] if hide else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class JobsPanel(QWidget):
    """Table left, details right. GUI thread only.

    Attributes:
        model, table, details: its parts. actions_of: the `QAction` of each `Action`, for menus and the palette.
        queue: actions on the order of the queue.

    Signals:
        requested(Action, list[JobRecord]): the person wants this done to these jobs.
        rearranged(Rearranged): the person wants another order of the queue, by keys, buttons or a drag.
    """

    requested = Signal(object, list)
    rearranged = Signal(object)

    def __init__(self, theme: Theme, details: JobDetails, is_live: Callable[[str], bool]) -> None:
        super().__init__()
        self._theme = theme
        self._is_live = is_live
        self.model = JobModel(self)
        self.delegate = JobDelegate(theme, is_live, self)
        self.table = JobTable(self.model, self.delegate)
        self.details = details
        self.actions_of = {action: self._action(action) for action in Action}
        self.queue = QueueActions(theme, self.table, selected=self.selected, is_live=is_live)
        self._build()
        self._ages = QTimer(self)
        self._ages.timeout.connect(self.table.viewport().update)
        self._ages.start(_AGES_MS)
        theme.changed.connect(self._on_theme_changed)
        self.lanes: JobLanes | None = None
        self._on_selection()

    def _action(self, action: Action) -> QAction:
        made = QAction(action_words(action), self)
        made.setIcon(self._theme.icon(ACTION_ICONS[action]))
        made.triggered.connect(lambda: self._request(action))
        return made

    def _build(self) -> None:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter jobs"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(220)
        self.filter.setAccessibleName(self.tr("Filter jobs"))
        self.filter.textChanged.connect(self._on_filter)
        self.only_active = QCheckBox(self.tr("Only the queue"))
        self.only_active.setToolTip(
            self.tr("Jobs that are not over, in the order in which they get the workers; drag them to change it.")
        )
        self.only_active.toggled.connect(self._on_filter)
        bar = spread(QHBoxLayout(), spacing=4)
        bar.setContentsMargins(GAP, 4, GAP, 4)
        bar.addWidget(self.filter)
        bar.addSpacing(GAP)
        bar.addWidget(self.only_active)
        bar.addStretch(1)
        for button in self.queue.buttons():
            bar.addWidget(button)
        self.queue.show_moves(False)
        bar.addSpacing(GAP)
        for action in Action:
            bar.addWidget(tool_button(self.actions_of[action]))
        self._bar = bar
        left = QWidget()
        column = spread(QVBoxLayout(left), spacing=0)
        column.addLayout(bar)
        self._empty = label(self.tr("No jobs yet. What you render appears here, also after a restart."), "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self._upper = QSplitter(Qt.Orientation.Vertical)
        self._upper.setChildrenCollapsible(False)
        self._upper.addWidget(self._stack)
        column.addWidget(self._upper, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([700, 272])
        spread(QVBoxLayout(self)).addWidget(self.splitter)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.doubleClicked.connect(self._on_activated)
        self.table.activated.connect(self._on_activated)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.delegate.triggered.connect(self._on_row_button)
        self.queue.rearranged.connect(self.rearranged)
        self.model.dropped.connect(self.queue.drop)
        self.model.modelReset.connect(self._on_selection)

    # In ------------------------------------------------------------------------------------------------------

    def update_jobs(self, records: list[JobRecord]) -> None:
        """Take in what the feed tells."""
        self.model.update(records)
        if self.lanes is not None:
            self.lanes.update_jobs(records)
        self._stack.setCurrentWidget(self.table if self.model.total else self._empty)
        shown = self.details.record
        for record in records:
            if shown is not None and record.id == shown.id:
                self.details.show_record(record)
        self._enable_actions()

    def add_lanes(self, lanes: JobLanes) -> None:
        """Show which worker did what when beneath the table, at the press of a button. Once only."""
        self.lanes = lanes
        button = QToolButton()
        button.setProperty("role", "flat")
        button.setCheckable(True)
        button.setIcon(self._theme.icon("lanes"))
        self._theme.changed.connect(lambda: button.setIcon(self._theme.icon("lanes")))
        button.setToolTip(self.tr("Show what each worker does, over time"))
        button.setAccessibleName(button.toolTip())
        button.toggled.connect(lanes.setVisible)
        self._bar.addWidget(button)
        self._upper.addWidget(lanes)
        lanes.hide()
        lanes.job_chosen.connect(self.select)
        self.lanes_button = button

    def select(self, job_id: str) -> None:
        """Select a job's row, if it is shown."""
        row = self.model.row_of(job_id)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    def selected(self) -> list[JobRecord]:
        """Selected jobs, top to bottom."""
        rows = sorted(i.row() for i in self.table.selectionModel().selectedRows())
        return [self.model.record_at(row) for row in rows]

    # Slots ---------------------------------------------------------------------------------------------------

    def _on_theme_changed(self) -> None:
        for action, made in self.actions_of.items():
            made.setIcon(self._theme.icon(ACTION_ICONS[action]))
        self.table.viewport().update()

    def _on_filter(self) -> None:
        self.model.set_filter(self.filter.text(), only_active=self.only_active.isChecked())
        self.queue.show_moves(self.only_active.isChecked())

    def _on_selection(self) -> None:
        chosen = self.selected()
        self.details.show_record(chosen[0] if len(chosen) == 1 else None)
        if self.lanes is not None:
            self.lanes.mark({r.id for r in chosen})
        self._enable_actions()

    def _enable_actions(self) -> None:
        chosen = self.selected()
        for action, made in self.actions_of.items():
            made.setEnabled(bool(self._able(action, chosen)))
        self.queue.refresh()

    def _able(self, action: Action, records: list[JobRecord]) -> list[JobRecord]:
        return [r for r in records if action in job_text.possible(r, live=self._is_live(r.id))]

    def _request(self, action: Action) -> None:
        able = self._able(action, self.selected())
        if able:
            self.requested.emit(action, able)

    def _on_row_button(self, job_id: str, action: str) -> None:
        row = self.model.row_of(job_id)
        if row >= 0:
            self.requested.emit(Action(action), [self.model.record_at(row)])

    def _on_activated(self, index: QModelIndex) -> None:
        record = self.model.record_at(index.row())
        if record.status is Status.FINISHED and record.result.get("path") and index.column() != Column.ACTIONS:
            self.requested.emit(Action.PLAY, [record])

    def _on_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        for made in self.actions_of.values():
            if made.isEnabled():
                menu.addAction(made)
        if self.queue.menu.menuAction().isEnabled():
            menu.addSeparator()
            menu.addActions(list(self.queue.moves.values()))
            menu.addMenu(self.queue.menu)
        if not menu.isEmpty():
            menu.popup(self.table.viewport().mapToGlobal(position))


def summary(records: list[JobRecord]) -> str:
    """One line about all jobs, for the pane's title."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Jobs", text)

    running = [r for r in records if r.status is Status.RUNNING]
    waiting = sum(1 for r in records if r.status in (Status.QUEUED, Status.PAUSED))
    words = []
    if len(running) == 1:
        words.append(f"{running[0].title}: {int(running[0].progress * 100)} %")
    elif running:
        words.append(tr("{n} running").format(n=len(running)))
    if waiting:
        words.append(tr("{n} waiting").format(n=waiting))
    total = numbers.count(len(records))
    words.append(tr("1 job") if len(records) == 1 else tr("{n} jobs").format(n=total))
    return " · ".join(words)
