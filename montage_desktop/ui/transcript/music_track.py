"""The music of the talk that is edited: what was chosen, what is known of the song, and every step back and forth."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.transcript.beats import cuts_on_beat
from montage_desktop.core.transcript.document import Words
from montage_desktop.core.transcript.kept import Kept
from montage_desktop.core.transcript.music import HeardSong, TalkMusic
from montage_desktop.core.transcript.music_bed import MusicBed, Underlaid


@dataclass(frozen=True)
class KnownSong:
    """A song that was listened to, ready to be laid under one talk."""

    media: MediaFacts
    bed: MusicBed

    @property
    def song(self) -> HeardSong:
        return self.bed.song


class MusicTrack(QObject):
    """GUI thread only; songs are listened to elsewhere, and until then the film is without them.

    Attributes:
        music: what was chosen, or None. laid: what is under the film now.

    Signals:
        changed(): other music, or it was listened to. wanted(str): the song of this path has to be listened to.
    """

    changed = Signal()
    wanted = Signal(str)

    def __init__(self, stack: QUndoStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.music: TalkMusic | None = None
        self.laid: Underlaid | None = None
        self._stack = stack
        self._words: Words | None = None
        self._known: dict[str, KnownSong] = {}

    def open(self, words: Words | None, music: TalkMusic | None) -> None:
        """Another talk's; songs have to be listened to again for it (which their facts make quick)."""
        if words is not self._words:
            self._words, self._known = words, {}
        self.music, self.laid = music, None

    def want(self) -> None:
        """Ask for the song if it is not known yet."""
        if self.music is not None and self.music.source not in self._known:
            self.wanted.emit(self.music.source)

    @property
    def words(self) -> Words | None:
        """Of the talk that is open."""
        return self._words

    @property
    def known(self) -> KnownSong | None:
        """The chosen song, once it was listened to."""
        return self._known.get(self.music.source) if self.music is not None else None

    @property
    def facts(self) -> dict[str, MediaFacts]:
        """Of the song that is laid."""
        return {self.known.media.path: self.known.media} if self.known is not None else {}

    def learn(self, words: Words, song: KnownSong) -> None:
        """A song was listened to, for a talk of these words."""
        if words is not self._words:
            return
        self._known[song.media.path] = song
        if self.known is song:
            self.changed.emit()

    def under(self, kept: Kept) -> Underlaid | None:
        """What would lie under these ranges; None: no music, or none that is known yet."""
        return self.known.bed.under(kept, self.music) if self.known is not None and self.music is not None else None

    def lay(self, kept: Kept) -> Kept:
        """Lay the music under these ranges: they are given back with their cuts slid."""
        self.laid = self.under(kept)
        return self.laid.kept if self.laid is not None else kept

    @property
    def on_beat(self) -> int:
        """How many of the cuts lie on a beat."""
        return cuts_on_beat(self.laid.kept, self.laid.beats) if self.laid is not None else 0

    def set_music(self, music: TalkMusic | None, name: str, *, group: str = "") -> bool:
        """Choose other music, or other settings of it, as one step; steps of a group that follow each other are one."""
        if music == self.music or self._words is None:
            return False
        self._stack.push(_Step(self, self.music, music, self.step_name(name), group))
        return True

    def step_name(self, name: str) -> str:
        """The name of a step for people."""
        return {
            "Choose the music": self.tr("Choose the music"),
            "Remove the music": self.tr("Remove the music"),
            "Begin of the music": self.tr("Begin of the music"),
            "Level of the music": self.tr("Level of the music"),
            "Lower under speech": self.tr("Lower under speech"),
            "Cuts to beats": self.tr("Cuts to beats"),
        }.get(name, name)

    def _take(self, words: Words | None, music: TalkMusic | None) -> None:
        if words is not self._words:
            return  # a step of a talk that is not open any more
        self.music = music
        self.want()
        self.changed.emit()


class _Step(QUndoCommand):
    """From one choice of music to another."""

    def __init__(
        self, track: MusicTrack, before: TalkMusic | None, after: TalkMusic | None, name: str, group: str
    ) -> None:
        super().__init__(name)
        self._track, self._words, self._before, self.after, self.group = track, track.words, before, after, group

    def id(self) -> int:
        return zlib.crc32(self.group.encode()) & 0x7FFFFFFF if self.group else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or not self.group or other.group != self.group:
            return False
        self.after = other.after
        return True

    def undo(self) -> None:
        self._track._take(self._words, self._before)

    def redo(self) -> None:
        self._track._take(self._words, self.after)
