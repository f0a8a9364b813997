"""The list of clips: a selection that outlives searching and sorting, keys, and drags out of it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QDrag, QKeyEvent, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView

from montage_desktop.ui.bin.delegate import ClipDelegate
from montage_desktop.ui.bin.model import MediaItem
from montage_desktop.ui.bin.shown import ShownClips
from montage_desktop.ui.theme import Theme

_DRAG_PX = QSize(112, 63)
_COUNT_PX = 22


class BinList(QListView):
    """Shows `ShownClips`. GUI thread only.

    Signals:
        search_requested(): the key for searching was pressed. selection_changed().
    """

    search_requested = Signal()
    selection_changed = Signal()

    def __init__(self, shown: ShownClips, theme: Theme) -> None:
        super().__init__()
        self._shown, self._theme = shown, theme
        self._kept: set[str] = set()
        self._kept_current, self._kept_row = "", -1
        self.setItemDelegate(ClipDelegate(theme, self))
        self.setModel(shown)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(self.tr("Clips"))
        shown.modelAboutToBeReset.connect(self._keep_selection)
        shown.rearranged.connect(self._restore_selection)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
        theme.changed.connect(self.viewport().update)

    @property
    def selected(self) -> list[MediaItem]:
        """The selected clips, from top to bottom."""
        return [self._shown.shown[row] for row in self._selected_rows()]

    @property
    def current(self) -> MediaItem | None:
        """The clip that the keyboard is on."""
        index = self.currentIndex()
        return self._shown.shown[index.row()] if index.isValid() else None

    def select(self, paths: Iterable[str]) -> None:
        """Select these clips and no others; those that are not shown are passed over."""
        wanted = set(paths)
        rows = [row for row, item in enumerate(self._shown.shown) if item.facts.path in wanted]
        self._select_rows(rows)
        if rows:
            self._set_current(rows[0])

    # A selection outlives another order ----------------------------------------------------------------------

    def _keep_selection(self) -> None:
        self._kept = {item.facts.path for item in self.selected}
        current = self.current
        self._kept_current = current.facts.path if current else ""
        self._kept_row = self.currentIndex().row()

    def _restore_selection(self) -> None:
        shown = self._shown.shown
        if self._kept:
            self._select_rows([row for row, item in enumerate(shown) if item.facts.path in self._kept])
        if not self._kept_current or not shown:
            return
        row = next((r for r, item in enumerate(shown) if item.facts.path == self._kept_current), -1)
        # What was removed, or is not found any more, gives its place to the next one: culling goes on from there.
        if row < 0:
            row = min(self._kept_row, len(shown) - 1)
            if not self.selectionModel().hasSelection():
                self._select_rows([row])
        self._set_current(row)

    def _set_current(self, row: int) -> None:
        index = self._shown.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def _selected_rows(self) -> list[int]:
        """By ranges: an index for each of thousands of rows would be felt."""
        selection = self.selectionModel().selection()
        return sorted(row for part in selection.toList() for row in range(part.top(), part.bottom() + 1))

    def _select_rows(self, rows: list[int]) -> None:
        """Rows in ascending order, as few ranges: one range a row takes a second for thousands."""
        chosen, first = QItemSelection(), 0
        for n, row in enumerate(rows):
            if n + 1 == len(rows) or rows[n + 1] != row + 1:
                chosen.select(self._shown.index(rows[first]), self._shown.index(row))
                first = n + 1
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # Keys and drags ------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys of the list go before the window's own of the same name: of two shortcuts Qt would do neither."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        if _is_search(event) or self._action_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_search(event):
            self.search_requested.emit()
        elif (action := self._action_of(event)) is not None:
            action.trigger()
        elif event.key() == Qt.Key.Key_Escape:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def _action_of(self, event: QKeyEvent) -> QAction | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))
        return next((a for a in self.actions() if a.isEnabled() and a.shortcut() == pressed), None)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """One picture stands for all: those of thousands of rows would cover what they are dropped on."""
        rows = self._selected_rows()
        if not rows:
            return
        drag = QDrag(self)
        drag.setMimeData(self._shown.mimeData([self._shown.index(row) for row in rows]))
        drag.setPixmap(self._drag_picture(self._shown.shown[rows[0]], len(rows)))
        drag.setHotSpot(QPoint(12, 12))
        drag.exec(Qt.DropAction.CopyAction)

    def _drag_picture(self, item: MediaItem, count: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(_DRAG_PX * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._theme.colour("raised"))
        painter = QPainter(pixmap)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if item.picture:
            image = item.image
            size = image.size().scaled(_DRAG_PX, Qt.AspectRatioMode.KeepAspectRatio)
            target = QRect(QPoint(0, 0), size)
            target.moveCenter(QRect(QPoint(0, 0), _DRAG_PX).center())
            painter.drawImage(target, image)
        if count > 1:
            width = max(_COUNT_PX, painter.fontMetrics().horizontalAdvance(str(count)) + 12)
            box = QRectF(_DRAG_PX.width() - width - 4, 4, width, _COUNT_PX)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(box, _COUNT_PX / 2, _COUNT_PX / 2)
            painter.setPen(self._theme.colour("on_accent"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))
        painter.end()
        return pixmap


def _is_search(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Find)
