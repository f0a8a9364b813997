"""The job table: records newest first, or the queue in the order of work; filtered, and changed row by row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from montage_desktop.jobs.states import Priority
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.jobs import text as job_text

_RESET_FROM = 200
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Order = tuple[int, float, str]
_LEVELS = list(Priority)
_MIME = "application/x-montage-jobs"

RecordRole = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """Columns, left to right."""

    STATE = 0
    TITLE = 1
    KIND = 2
    PHASE = 3
    PROGRESS = 4
    ETA = 5
    AGE = 6
    ACTIONS = 7


class JobModel(QAbstractTableModel):
    """Rows are jobs. `RecordRole` gives the record itself. GUI thread only.

    The filter is part of the model: a proxy would call back into Python for each of 10,000 rows. With `only_active` the
    rows are the queue: what is worked on first comes first, and rows can be dragged.

    Signals:
        dropped(list[str], str): ids of jobs, and the id of the job that they were dropped before ("": the end).
    """

    dropped = Signal(list, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: dict[str, JobRecord] = {}
        self._rows: list[_Order] = []  # ascending: the visible jobs
        self._words: list[str] = []
        self._only_active = False

    # What Qt asks -------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record = self._records[self._rows[index.row()][2]]
        if role == RecordRole:
            return record
        if role == Qt.ItemDataRole.DisplayRole:
            return _SHOWN[Column(index.column())](record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(record)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(record)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        titles = (
            self.tr("State"), self.tr("Film"), self.tr("Kind"), self.tr("Doing"), self.tr("Progress"),
            self.tr("Time left"), self.tr("Created"), "",
        )  # fmt: skip
        return titles[section]

    def _tool_tip(self, record: JobRecord) -> str:
        lines = [record.title, job_text.phase(record)]
        if record.parts.get("cached"):
            lines.append(self.tr("{n} parts were already rendered").format(n=record.parts["cached"]))
        return "\n".join(line for line in [*lines, record.options.get("out", "")] if line)

    # Drag and drop ------------------------------------------------------------------------------------------

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not self._only_active:
            return flags
        return flags | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = [self._rows[row][2] for row in sorted({i.row() for i in indexes})]
        data.setData(_MIME, "\n".join(ids).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index) -> bool:
        """Nothing moves yet: the server decides, and tells of the new order like of any change."""
        if not self._only_active or not data.hasFormat(_MIME):
            return False
        ids = bytes(data.data(_MIME).data()).decode().split("\n")
        row = row if row >= 0 else len(self._rows)
        anchor = next((i for _, _, i in self._rows[row:] if i not in ids), "")
        self.dropped.emit(ids, anchor)
        return True

    # What the editor does -----------------------------------------------------------------------------------

    def record_at(self, row: int) -> JobRecord:
        return self._records[self._rows[row][2]]

    def row_of(self, job_id: str) -> int:
        """Row of a job, or -1 if it is unknown or filtered out."""
        record = self._records.get(job_id)
        return self._find(record) if record else -1

    @property
    def total(self) -> int:
        """How many there are, filter or not."""
        return len(self._records)

    def update(self, records: Iterable[JobRecord]) -> None:
        """Take in new and changed records; selections and scroll position stay."""
        batch = list(records)
        new = sum(1 for r in batch if r.id not in self._records)
        if new >= _RESET_FROM:
            self.beginResetModel()
            self._records.update((r.id, r) for r in batch)
            self._rows = self._filtered()
            self.endResetModel()
            return
        for record in batch:
            self._update_one(record)

    def set_filter(self, text: str, *, only_active: bool) -> None:
        """Show jobs that have all words of `text` (see `job_text.searched`); with `only_active` the queue."""
        self._words, self._only_active = text.casefold().split(), only_active
        self.beginResetModel()
        self._rows = self._filtered()
        self.endResetModel()

    def _update_one(self, record: JobRecord) -> None:
        known = self._records.get(record.id)
        row = self._find(known) if known else -1
        self._records[record.id] = record
        if row >= 0 and self._shows(record):
            row = self._moved(row, self._order(record))
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
            return
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()
        if self._shows(record):
            row = bisect_left(self._rows, self._order(record))
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, self._order(record))
            self.endInsertRows()

    def _moved(self, row: int, order: _Order) -> int:
        """Take a row to where its job belongs now; selections go along. Returns where that is."""
        if self._rows[row] == order:
            return row
        target = bisect_left(self._rows, order)
        if target in (row, row + 1):
            self._rows[row] = order
            return row
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), target)
        del self._rows[row]
        target -= target > row
        self._rows.insert(target, order)
        self.endMoveRows()
        return target

    def _find(self, record: JobRecord) -> int:
        row = bisect_left(self._rows, self._order(record))
        return row if row < len(self._rows) and self._rows[row] == self._order(record) else -1

    def _filtered(self) -> list[_Order]:
        return sorted(self._order(r) for r in self._records.values() if self._shows(r))

    def _order(self, record: JobRecord) -> _Order:
        if self._only_active:
            return _LEVELS.index(record.priority), record.rank or record.created_at, record.id
        return 0, -record.created_at, record.id

    def _shows(self, record: JobRecord) -> bool:
        if self._only_active and record.is_over:
            return False
        if not self._words:
            return True
        text = job_text.searched(record)
        return all(word in text for word in self._words)


def _percent(record: JobRecord) -> str:
    return f"{int(record.progress * 100)} %"


def _spoken(record: JobRecord) -> str:
    """A row for a screen reader."""
    words = [record.title, job_text.face(record.status).word, _percent(record), job_text.phase(record)]
    return ", ".join(w for w in [*words, job_text.eta(record), job_text.urgency(record)] if w)


_SHOWN: dict[Column, Callable[[JobRecord], str]] = {
    Column.STATE: lambda r: job_text.face(r.status).word,
    Column.TITLE: lambda r: r.title or r.id,
    Column.KIND: job_text.kind,
    Column.PHASE: job_text.phase,
    Column.PROGRESS: _percent,
    Column.ETA: job_text.eta,
    Column.AGE: job_text.age,
    Column.ACTIONS: lambda r: "",
}
