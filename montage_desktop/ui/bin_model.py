"""The media bin as data: clips with their badges, and the song."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from montage_desktop.core.facts import MediaFacts
from montage_desktop.ui import job_text
from montage_desktop.ui.media_look import MediaLook

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ItemRole = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class MediaItem:
    """A file in the bin. `image` may be null; `missing`: it has gone from the disk."""

    facts: MediaFacts
    image: QImage
    peaks: tuple[float, ...] = ()
    missing: bool = False

    @property
    def path(self) -> Path:
        return Path(self.facts.path)

    @property
    def length(self) -> str:
        """Duration for people; a still has none."""
        video = self.facts.video
        return _tr("Still") if video is not None and video.still else job_text.duration(float(self.facts.duration_s))

    @property
    def badges(self) -> tuple[str, ...]:
        """What is special about it, in a word each."""
        video, words = self.facts.video, []
        if self.missing:
            words.append(_tr("Missing"))
        if video is None:
            return tuple(words)
        table = (
            (bool(video.hdr), "HDR"),
            (video.vfr, "VFR"),
            (video.rotation != 0, _tr("Rotated")),
            (video.interlaced, _tr("Interlaced")),
            (self.facts.audio is None and not video.still, _tr("No sound")),
        )
        return (*words, *(word for present, word in table if present))

    @property
    def describes(self) -> str:
        """One line for the tool tip and screen readers."""
        video = self.facts.video
        parts = [self.path.name, self.length]
        if video is not None:
            parts.append(f"{video.display[0]} × {video.display[1]}")
            if not video.still:
                parts.append(_tr("{rate} fps").format(rate=f"{float(video.rate):.4g}"))
        return ", ".join([*parts, *self.badges])


def item_of(look: MediaLook) -> MediaItem:
    """An item from what the child process saw."""
    image = QImage()
    if look.thumbnail is not None:
        seen = look.thumbnail
        image = QImage(seen.rgb, seen.width, seen.height, seen.width * 3, QImage.Format.Format_RGB888).copy()
    return MediaItem(look.facts, image, look.peaks)


class BinModel(QAbstractListModel):
    """The clips, in the order in which they came. `ItemRole` gives the `MediaItem`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[MediaItem] = []

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ItemRole:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.path.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{item.describes}\n{item.path}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.describes
        return None

    def paths(self) -> list[str]:
        return [str(i.path) for i in self.items]

    def add(self, item: MediaItem) -> bool:
        """Append; False if that very file is there already (then it is refreshed)."""
        for row, known in enumerate(self.items):
            if known.path == item.path:
                self.items[row] = item
                self.dataChanged.emit(self.index(row), self.index(row))
                return False
        self.beginInsertRows(QModelIndex(), len(self.items), len(self.items))
        self.items.append(item)
        self.endInsertRows()
        return True

    def remove(self, rows: Iterable[int]) -> None:
        """Take rows out (the files stay where they are)."""
        for row in sorted(set(rows), reverse=True):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self.items[row]
            self.endRemoveRows()

    def mark_missing(self, missing: set[str]) -> None:
        """Set the badge of files that are gone, and take it off those that came back."""
        for row, item in enumerate(self.items):
            gone = item.facts.path in missing
            if gone != item.missing:
                self.items[row] = replace(item, missing=gone)
                self.dataChanged.emit(self.index(row), self.index(row))


def _tr(text: str) -> str:
    return QCoreApplication.translate("MediaBin", text)
