"""Which clips are selected, and which one the keys speak of."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from montage_desktop.ui.timeline.film import Film


class Choice(QObject):
    """The selection of a film's clips. GUI thread only.

    Attributes:
        ids: of the selected clips. current: id of the one that keys speak of, "" for none.

    Signals:
        changed(): ids or current.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: frozenset[str] = frozenset()
        self.current = ""
        self._film: Film | None = None
        self._anchor = ""

    def set_film(self, film: Film | None) -> None:
        """Another film, or the same one edited: what has gone is not selected any more."""
        self._film = film
        self.select(self.ids, current=self.current)

    def select(self, clip_ids: Collection[str], *, current: str | None = None) -> None:
        """Select these and no others. `current`: None: as it was; if it is not among them, the first of them."""
        film = self._film
        ids = frozenset(i for i in clip_ids if film is not None and film.index_of(i) is not None)
        now = self.current if current is None else current
        if film is None or now not in ids:
            found = film.indices(ids) if film is not None else []
            now = film.clips[found[0]].id if film is not None and found else ""
        if (ids, now) != (self.ids, self.current):
            self.ids, self.current = ids, now
            self.changed.emit()

    def one(self, index: int) -> None:
        """Select one clip by its place."""
        self._anchor = self._id(index)
        self.select({self._anchor}, current=self._anchor)

    def until(self, index: int) -> None:
        """Select all from the clip that was chosen last by itself to this one."""
        film = self._film
        if film is None:
            return
        start = film.index_of(self._anchor)
        first, last = sorted((index if start is None else start, index))
        self.select({c.id for c in film.clips[first : last + 1]}, current=self._id(index))

    def toggle(self, index: int) -> None:
        """Add a clip, or take it out."""
        clip_id = self._anchor = self._id(index)
        self.select(self.ids ^ {clip_id}, current=None if clip_id in self.ids else clip_id)

    def all(self) -> None:
        """Select every clip."""
        if self._film is not None:
            self.select({c.id for c in self._film.clips})

    def _id(self, index: int) -> str:
        return self._film.clips[index].id if self._film is not None else ""
