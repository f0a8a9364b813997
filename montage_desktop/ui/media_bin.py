"""The media bin: the song in its own slot above the clips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from montage_desktop.core.project import BinEntry
from montage_desktop.ui.bin_model import BinModel, ItemRole, MediaItem
from montage_desktop.ui.pane import GAP, ElidedLabel, label, spread
from montage_desktop.ui.theme import Theme

_ROW_PX = 64
_PICTURE = QSize(80, 45)

_Index = QModelIndex | QPersistentModelIndex


class ClipDelegate(QStyledItemDelegate):
    """A clip's row: picture, name, duration and badges."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(160, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item: MediaItem = index.data(ItemRole)
        rect: QRect = option.rect.adjusted(4, 2, -4, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(self._theme.colour("selection"))
            painter.drawRoundedRect(rect, 6, 6)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.colour("raised"))
            painter.drawRoundedRect(rect, 6, 6)
        frame = QRect(rect.left() + 6, rect.center().y() - _PICTURE.height() // 2, *_PICTURE.toTuple())
        self._paint_picture(painter, frame, item)
        text = rect.adjusted(_PICTURE.width() + 16, 6, -6, -6)
        metrics = painter.fontMetrics()
        painter.setPen(self._theme.colour("danger" if item.missing else "text"))
        name = metrics.elidedText(item.path.name, Qt.TextElideMode.ElideMiddle, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignTop, name)
        self._paint_facts(painter, text, item)
        painter.restore()

    def _paint_picture(self, painter: QPainter, frame: QRect, item: MediaItem) -> None:
        painter.setBrush(self._theme.colour("field"))
        painter.drawRoundedRect(frame, 4, 4)
        if item.image.isNull():
            self._theme.paint_icon(
                painter, QRectF(frame.center().x() - 11, frame.center().y() - 11, 24, 24), "clip",
                self._theme.colour("faint"),
            )  # fmt: skip
            return
        size = item.image.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, item.image)

    def _paint_facts(self, painter: QPainter, text: QRect, item: MediaItem) -> None:
        font = QFont(painter.font())
        font.setPointSizeF(font.pointSizeF() * 0.88)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(text, Qt.AlignmentFlag.AlignBottom, item.length)
        x = text.left() + metrics.horizontalAdvance(item.length) + GAP
        for badge in item.badges:
            width = metrics.horizontalAdvance(badge) + 10
            if x + width > text.right():
                break
            box = QRect(x, text.bottom() - metrics.height(), width, metrics.height() + 1)
            painter.setPen(QPen(self._theme.colour("danger" if item.missing else "line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge)
            x += width + 4


class Waveform(QWidget):
    """A song's loudness as bars."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._peaks: tuple[float, ...] = ()
        self.setFixedHeight(36)
        theme.changed.connect(self.update)

    def show_peaks(self, peaks: tuple[float, ...]) -> None:
        """Values 0…1, left to right."""
        self._peaks = peaks
        self.setVisible(bool(peaks))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        step, middle = 3, self.height() / 2
        count = max(1, self.width() // step)
        for n in range(count):
            a = n * len(self._peaks) // count
            b = max(a + 1, (n + 1) * len(self._peaks) // count)
            half = max(1.0, max(self._peaks[a:b], default=0.0) * (middle - 1))
            painter.fillRect(QRectF(n * step, middle - half, step - 1, 2 * half), self._theme.colour("accent"))
        painter.end()


class SongSlot(QFrame):
    """The song: empty, or its name, duration and waveform.

    Attributes:
        item: the song, or None.

    Signals:
        choose_requested(): the person wants to pick a song. removed(): it was taken out. played(MediaItem).
    """

    choose_requested = Signal()
    removed = Signal()
    played = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.item: MediaItem | None = None
        self._theme = theme
        self.setProperty("role", "card")
        column = spread(QVBoxLayout(self), margin=GAP, spacing=4)
        head = spread(QHBoxLayout())
        self._glyph = label()
        self._name = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self._length = label(role="muted")
        self._play, self._choose, self._remove = QToolButton(), QToolButton(), QToolButton()
        for button, words in (
            (self._play, self.tr("Play the song")),
            (self._choose, self.tr("Choose a song")),
            (self._remove, self.tr("Remove the song")),
        ):
            button.setProperty("role", "flat")
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._play.clicked.connect(lambda: self.played.emit(self.item))
        self._choose.clicked.connect(self.choose_requested)
        self._remove.clicked.connect(self._on_remove)
        for widget in (self._glyph, self._name, self._play, self._choose, self._remove):
            head.addWidget(widget, 1 if widget is self._name else 0)
        column.addLayout(head)
        self._wave = Waveform(theme)
        column.addWidget(self._wave)
        column.addWidget(self._length)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_item(None)

    def _on_theme_changed(self) -> None:
        self._glyph.setPixmap(self._theme.icon("song", "accent").pixmap(18, 18))
        for button, name in ((self._play, "play"), (self._choose, "plus"), (self._remove, "remove")):
            button.setIcon(self._theme.icon(name))

    def set_item(self, item: MediaItem | None) -> None:
        """Show this song."""
        self.item = item
        self._name.set_whole(item.path.name if item else self.tr("Drop a song here"))
        self._name.setProperty("role", "title" if item else "muted")
        self._name.style().polish(self._name)
        self._length.setText(" · ".join([item.length, *item.badges]) if item else "")
        self._length.setVisible(item is not None)
        self._play.setVisible(item is not None)
        self._choose.setVisible(item is None)
        self._remove.setVisible(item is not None)
        self._wave.show_peaks(item.peaks if item else ())
        spoken = self.tr("Song: {name}").format(name=item.describes) if item else self.tr("No song yet")
        self.setAccessibleName(spoken)
        self.setToolTip(str(item.path) if item else "")

    def _on_remove(self) -> None:
        self.set_item(None)
        self.removed.emit()


def entry_of(item: MediaItem) -> BinEntry:
    """A clip that nothing has been said of."""
    facts = item.facts
    return BinEntry(path=facts.path, identity=facts.identity, size_bytes=facts.size_bytes, duration_s=facts.duration_s)


class MediaBin(QWidget):
    """The pane. GUI thread only.

    Attributes:
        model: the clips. song: the slot.

    Signals:
        changed(): clips or song are others now. played(MediaItem): double-clicked. add_requested().
    """

    changed = Signal()
    played = Signal(object)
    add_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = BinModel(self)
        self._marks: dict[str, BinEntry] = {}
        self.song = SongSlot(theme)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(ClipDelegate(theme, self))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Clips"))
        self.list.activated.connect(lambda index: self.played.emit(index.data(ItemRole)))
        empty = label(self.tr("Drop clips or a folder here"), "muted", wrap=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.list)
        self._count = label(role="section")
        column = spread(QVBoxLayout(self), margin=GAP)
        column.addWidget(label(self.tr("Song"), "section"))
        column.addWidget(self.song)
        column.addWidget(self._count)
        column.addWidget(self._stack, 1)
        theme.changed.connect(self.list.viewport().update)
        self.song.removed.connect(self._on_changed)
        self.song.played.connect(self.played)
        self._on_changed()

    def add(self, item: MediaItem) -> bool:
        """Take a clip, or a song if it is sound only. False if it was there already."""
        if item.facts.video is None:
            new = self.song.item is None or self.song.item.path != item.path
            self.song.set_item(item)
        else:
            new = self.model.add(item)
        self._on_changed()
        return new

    def remove_selected(self) -> None:
        """Take the selected clips out of the bin; their files stay."""
        self.model.remove(i.row() for i in self.list.selectionModel().selectedIndexes())
        self._on_changed()

    def entries(self) -> list[BinEntry]:
        """The clips as a project keeps them, in the order in which they came."""
        return [self._marks.get(i.facts.path) or entry_of(i) for i in self.model.items]

    def set_marks(self, marks: Mapping[str, BinEntry]) -> None:
        """What a person has said of clips, by path."""
        self._marks = dict(marks)

    def clear(self) -> None:
        """Empty: another project."""
        self.model.remove(range(self.model.rowCount()))
        self.song.set_item(None)
        self._marks = {}
        self._on_changed()

    def mark_missing(self, missing: set[str]) -> None:
        """These files are gone from the disk (and no others)."""
        before = [i.missing for i in (*self.model.items, self.song.item) if i]
        self.model.mark_missing(missing)
        song = self.song.item
        if song is not None and (song.facts.path in missing) != song.missing:
            self.song.set_item(replace(song, missing=not song.missing))
        if before != [i.missing for i in (*self.model.items, self.song.item) if i]:
            self._on_changed()

    def _on_changed(self) -> None:
        count = self.model.rowCount()
        self._stack.setCurrentIndex(1 if count else 0)
        self._count.setText(self.tr("Clips · {n}").format(n=count) if count else self.tr("Clips"))
        self.changed.emit()
