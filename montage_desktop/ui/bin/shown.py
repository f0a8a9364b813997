"""The bin's clips in; those that a search finds, in an order, as a model of the list out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl, Signal

from montage_desktop.ui.bin.model import BinModel, MediaItem, data_of
from montage_desktop.ui.bin.order import Order, arranged
from montage_desktop.ui.bin.search import Search, search_of
from montage_desktop.ui.throttle import Throttle
from montage_desktop.ui.timeline.view import CLIPS_MIME, as_clips

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_URIS_MIME = "text/uri-list"
#: Clips come one by one: while they do, a list that is sorted or searched is made anew this often at most.
_ANEW_MS = 150


class ShownClips(QAbstractListModel):
    """What the list shows. GUI thread only.

    Not a `QSortFilterProxyModel`: that asks Python for each comparison, and 5,000 clips would take it half a second.

    Attributes:
        shown: the clips, from top to bottom. order, backwards, text: how they are chosen.

    Signals:
        rearranged(): other rows, or in another order: what was selected has to be selected again.
    """

    rearranged = Signal()

    def __init__(self, clips: BinModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: list[MediaItem] = []
        self.order, self.backwards, self.text = Order.ADDED, False, ""
        self._clips = clips
        self._search = Search()
        self._anew = Throttle(self.refresh, _ANEW_MS, self)
        clips.rowsInserted.connect(self._on_inserted)
        clips.modelReset.connect(self.refresh)
        clips.dataChanged.connect(self.refresh)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return data_of(self.shown[index.row()], role) if index.isValid() else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        return [CLIPS_MIME, _URIS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The clips for the timeline, and their files for other programs, from top to bottom."""
        paths = [self.shown[row].facts.path for row in sorted({i.row() for i in indexes})]
        mime = QMimeData()
        mime.setData(CLIPS_MIME, as_clips(paths))
        mime.setUrls([QUrl.fromLocalFile(p) for p in paths])
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def set_search(self, text: str) -> None:
        """Show what is found (see `Search`)."""
        self.text, self._search = text, search_of(text)
        self.refresh()

    def set_order(self, order: Order, *, backwards: bool = False) -> None:
        """Sort."""
        self.order, self.backwards = order, backwards
        self.refresh()

    def refresh(self) -> None:
        """Look at all clips again."""
        found = arranged(filter(self._search.finds, self._clips.items), self.order, backwards=self.backwards)
        if [i.facts.path for i in found] == [i.facts.path for i in self.shown]:
            self.shown = found
            if found:
                self.dataChanged.emit(self.index(0), self.index(len(found) - 1))
            return
        self.beginResetModel()
        self.shown = found
        self.endResetModel()
        self.rearranged.emit()

    def flush(self) -> None:
        """Show now what has come, if it is not shown yet."""
        self._anew.flush()

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        if self._search.tests or self.order is not Order.ADDED or self.backwards:
            self._anew()
            return
        row = len(self.shown)
        self.beginInsertRows(QModelIndex(), row, row + last - first)
        self.shown += self._clips.items[first : last + 1]
        self.endInsertRows()
