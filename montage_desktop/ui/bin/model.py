"""The media bin as data: clips with their badges and what a person has said of them, in the order they came in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.project import BinEntry
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.language import translated
from montage_desktop.ui.media_look import MediaLook
from montage_desktop.ui.numbers import short

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_8K_PX, _8K_HIGH_PX = 7680, 4320

ItemRole = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class MediaItem:
    """A file in the bin.

    Attributes:
        entry: as a project keeps it, with a person's marks. picture: a small JPEG, or empty. peaks: see `MediaLook`.
        missing: it has gone from the disk. damage: as in `MediaLook`.
    """

    facts: MediaFacts
    entry: BinEntry
    picture: bytes = b""
    peaks: tuple[float, ...] = ()
    missing: bool = False
    damage: str = ""

    @cached_property
    def path(self) -> Path:
        return Path(self.facts.path)

    @property
    def image(self) -> QImage:
        """The small picture, decoded at each call; null if there is none."""
        return QImage.fromData(self.picture) if self.picture else QImage()

    @property
    def is_still(self) -> bool:
        return self.facts.video is not None and self.facts.video.still

    @property
    def length(self) -> str:
        """Duration for people; a still has none."""
        return _tr("Still") if self.is_still else job_text.duration(float(self.facts.duration_s))

    @cached_property
    def troubles(self) -> tuple[str, ...]:
        """Badges that need attention."""
        table = ((self.missing, _tr("Missing")), (bool(self.damage or self.facts.warnings), _tr("Damaged")))
        return tuple(word for present, word in table if present)

    @cached_property
    def badges(self) -> tuple[str, ...]:
        """What is special about it, in a word each; troubles first."""
        video = self.facts.video
        if video is None:
            return self.troubles
        wide, high = video.display
        table = (
            (bool(video.hdr), "HDR"),
            (wide >= _8K_PX or high >= _8K_HIGH_PX, "8K"),
            (video.vfr, "VFR"),
            (video.rotation != 0, _tr("Rotated")),
            (video.interlaced, _tr("Interlaced")),
            (self.facts.audio is None and not video.still, _tr("No sound")),
        )
        return (*self.troubles, *(word for present, word in table if present))

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """What a person has said of it, in words."""
        entry, words = self.entry, []
        if entry.flag:
            words.append(_tr("Favourite") if entry.flag == "favourite" else _tr("Rejected"))
        if entry.rating:
            words.append(_tr("1 star") if entry.rating == 1 else _tr("{n} stars").format(n=entry.rating))
        if entry.use is not None:
            start, end = (job_text.duration(float(t)) for t in entry.use)
            words.append(_tr("used from {start} to {end}").format(start=start, end=end))
        return tuple(words)

    @property
    def describes(self) -> str:
        """One line for the tool tip and screen readers."""
        video = self.facts.video
        parts = [self.path.name, self.length]
        if video is not None:
            parts.append(f"{video.display[0]} × {video.display[1]}")
            if not video.still:
                parts.append(_tr("{rate} fps").format(rate=short(float(video.rate), 2)))
        return ", ".join([*parts, *self.badges, *self.marks])

    @cached_property
    def searched(self) -> str:
        """Name and badges as a search compares them (see `folded`); badges of two words also as one."""
        words = (word for badge in self.badges for word in (badge, badge.replace(" ", "")))
        return folded("\n".join((self.path.name, *words)))


def folded(text: str) -> str:
    """Text in which case, and how accents are encoded, make no difference."""
    return unicodedata.normalize("NFC", text).casefold()


def item_of(look: MediaLook) -> MediaItem:
    """An item, of which nobody has said anything, from what the child process saw."""
    facts = look.facts
    still = facts.video is not None and facts.video.still
    entry = BinEntry(
        path=facts.path, identity=facts.identity, size_bytes=facts.size_bytes, mtime_ns=look.mtime_ns,
        duration_s=None if still else facts.duration_s,
    )  # fmt: skip
    return MediaItem(facts, entry, look.picture, look.peaks, damage=look.damage)


def with_judgement(entry: BinEntry, judged: BinEntry) -> BinEntry:
    """An entry with all that a person has said in another one."""
    return msgspec.structs.replace(
        entry, flag=judged.flag, rating=judged.rating, use=judged.use, favourites=judged.favourites,
        rejected=judged.rejected,
    )  # fmt: skip


class BinModel(QAbstractListModel):
    """The clips, in the order in which they came. `ItemRole` gives the `MediaItem`. GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[MediaItem] = []
        self._rows: dict[str, int] = {}

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return data_of(self.items[index.row()], role) if index.isValid() else None

    def paths(self) -> list[str]:
        return [i.facts.path for i in self.items]

    def find(self, path: str) -> MediaItem | None:
        """The clip of a path."""
        row = self._rows.get(path)
        return None if row is None else self.items[row]

    def row_of(self, path: str) -> int | None:
        """Where it stands in the order of coming."""
        return self._rows.get(path)

    def add(self, item: MediaItem) -> bool:
        """Append; False if that very file is there already (then it is refreshed, and keeps its marks)."""
        row = self._rows.get(item.facts.path)
        if row is not None:
            self._put(row, replace(item, entry=with_judgement(item.entry, self.items[row].entry)))
            return False
        _ = item.searched  # now, one by one: for thousands at the first letter of a search it would be felt
        row = len(self.items)
        self.beginInsertRows(QModelIndex(), row, row)
        self.items.append(item)
        self._rows[item.facts.path] = row
        self.endInsertRows()
        return True

    def insert(self, places: Iterable[tuple[int, MediaItem]]) -> None:
        """Put clips back where they were, as `remove` gave them."""
        self.beginResetModel()
        for row, item in sorted(places, key=lambda place: place[0]):
            if item.facts.path not in self._rows:
                self.items.insert(row, item)
        self._number()
        self.endResetModel()

    def remove(self, rows: Iterable[int]) -> list[tuple[int, MediaItem]]:
        """Take rows out (the files stay where they are); what was taken out, with its rows."""
        gone = {row: self.items[row] for row in sorted(set(rows))}
        if gone:
            self.beginResetModel()
            self.items = [item for row, item in enumerate(self.items) if row not in gone]
            self._number()
            self.endResetModel()
        return list(gone.items())

    def set_entries(self, entries: Mapping[str, BinEntry]) -> None:
        """What a person has said of clips, by path; the rest of the entries is as the files are."""
        for path, judged in entries.items():
            row = self._rows.get(path)
            if row is not None:
                item = self.items[row]
                entry = with_judgement(item.entry, judged)
                if entry != item.entry:
                    self.items[row] = replace(item, entry=entry)
        self._tell_all()

    def mark_missing(self, missing: set[str]) -> bool:
        """Set the badge of files that are gone, and take it off those that came back; whether any did."""
        changed = [row for row, item in enumerate(self.items) if (item.facts.path in missing) != item.missing]
        for row in changed:
            self.items[row] = replace(self.items[row], missing=not self.items[row].missing)
        if changed:
            self._tell_all()
        return bool(changed)

    def _put(self, row: int, item: MediaItem) -> None:
        self.items[row] = item
        self.dataChanged.emit(self.index(row), self.index(row))

    def _tell_all(self) -> None:
        """One signal for any number of rows: views look at what they show only."""
        if self.items:
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))

    def _number(self) -> None:
        self._rows = {item.facts.path: row for row, item in enumerate(self.items)}


def data_of(item: MediaItem, role: int) -> Any:
    """What a model of clips says of one."""
    if role == ItemRole:
        return item
    if role == Qt.ItemDataRole.DisplayRole:
        return item.path.name
    if role == Qt.ItemDataRole.ToolTipRole:
        return "\n".join(
            [item.describes, str(item.path), *(translated(t) for t in (item.damage, *item.facts.warnings) if t)]
        )
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return item.describes
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("MediaBin", text)
