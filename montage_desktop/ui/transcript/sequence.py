"""The talk that is edited: its words, what was done to them, the film that follows, and every step back and forth."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript import film as films
from montage_desktop.core.transcript.caption_choice import with_choice
from montage_desktop.core.transcript.captions import Cue
from montage_desktop.core.transcript.cutter import Cutter
from montage_desktop.core.transcript.document import Transcript
from montage_desktop.core.transcript.edited import Edited, apply
from montage_desktop.core.transcript.edits import Delete, Edits, Op
from montage_desktop.core.transcript.kept import Kept, Loudness
from montage_desktop.core.transcript.music import TalkMusic
from montage_desktop.ui.transcript.music_track import MusicTrack

#: Captions of a long talk take a third of a second: they follow when the person rests.
_CAPTIONS_MS = 600


class TalkSequence(QObject):
    """Holds a talk and applies edits to its words. GUI thread only: an edit and its film take milliseconds.

    Attributes:
        stack: the window's steps; those of talks are among them. transcript, media: what is edited, or None.
        music: what is laid under it. edited: the words as they are now. kept: what of the video plays, its cuts slid to
            beats. film: the timeline of it, its captions as they were when the person last rested.

    Signals:
        opened(): another talk, or none. changed(): its words, and so its film, are others. refused(InputError).
    """

    opened = Signal()
    changed = Signal()
    refused = Signal(object)

    def __init__(self, stack: QUndoStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = stack
        self.transcript: Transcript | None = None
        self.media: MediaFacts | None = None
        self.edited: Edited | None = None
        self.kept: Kept | None = None
        self.film: Timeline | None = None
        self.cues: list[Cue] = []
        self.caption_style = ""
        self.music = MusicTrack(stack, self)
        self.music.changed.connect(self._on_music)
        self._cutter: Cutter | None = None
        self._cut: Kept | None = None  # what is kept before its cuts slide
        self._loudness: Loudness | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_CAPTIONS_MS)
        self._resting.timeout.connect(self.settle)

    def open(
        self, media: MediaFacts | None, transcript: Transcript | None, edits: Edits | None = None,
        music: TalkMusic | None = None,
    ) -> None:  # fmt: skip
        """Edit another talk; None: none.

        Raises:
            InputError: the words do not fit the video, or the edits the words. What was open stays.
        """
        if media is None or transcript is None:
            self.media, self.transcript, self.edited, self.kept, self.film = media, None, None, None, None
            self._cutter, self._cut, self.cues = None, None, []
            self.music.open(None, None)
        else:
            edited = apply(transcript, edits or Edits())
            cutter = films.cutter_for(edited.words, media)
            self.media, self.transcript, self._cutter, self._loudness = media, transcript, cutter, None
            self.music.open(edited.words, music)
            self._show(edited)
            self.settle()
        self.opened.emit()
        self.music.want()

    def hear(self, loudness: Loudness) -> None:
        """Place cuts in the quietest moments of pauses from now on."""
        if self.edited is not None and self.media is not None:
            self._loudness = loudness
            self._cutter = films.cutter_for(self.edited.words, self.media, loudness=loudness)
            self._show(self.edited)
            self._resting.start()
            self.changed.emit()

    def apply(self, ops: Sequence[Op], name: str) -> bool:
        """Do something to the words, as one step; False if it was refused."""
        if self.edited is None or not ops:
            return False
        before, after = self.edited, self.edited
        try:
            for op in ops:
                after = after.with_op(op)
        except InputError as e:
            self.refused.emit(e)
            return False
        self.stack.push(_Step(self, before, after, self.words(name)))
        return True

    def without(self, numbers: Sequence[int]) -> tuple[Kept, Timeline] | None:
        """What would play, and the film, if these words were deleted too; None if they cannot be."""
        if self.edited is None or self._cutter is None or self.media is None or not numbers:
            return None
        try:
            edited = self.edited
            for words in edited.ranges_of(numbers):
                edited = edited.with_op(Delete(words))
        except InputError:
            return None
        kept = self._cutter.ranges(edited)
        laid = self.music.under(kept)
        kept = laid.kept if laid is not None else kept
        return kept, films.film(kept, self.media, music=laid)

    def set_caption_style(self, style: str) -> None:
        """How captions are drawn into the picture, or `TRACK`; "" for neither."""
        if style != self.caption_style:
            self.caption_style = style
            self.settle()

    def words(self, name: str) -> str:
        """The name of a step for people."""
        return {
            "Delete": self.tr("Delete words"),
            "Restore": self.tr("Restore words"),
            "Move": self.tr("Move words"),
            "Correct": self.tr("Correct words"),
            "Name the speaker": self.tr("Name the speaker"),
            "Rename the speaker": self.tr("Rename the speaker"),
            "Replace": self.tr("Replace words"),
            "Delete a filler": self.tr("Delete a filler"),
            "Delete fillers": self.tr("Delete fillers"),
            "Shorten a silence": self.tr("Shorten a silence"),
        }.get(name, name)

    def settle(self) -> None:
        """Bring captions up to date now."""
        self._resting.stop()
        if self.edited is None or self.kept is None or self.media is None:
            return
        language = self.transcript.language if self.transcript is not None else ""
        self.film, self.cues = films.captioned_film(
            self.edited, self.kept, self.media, style=self.caption_style, language=language, music=self.music.laid
        )
        self.changed.emit()

    def _show(self, edited: Edited) -> None:
        assert self._cutter is not None and self.media is not None
        self.edited = edited
        self._cut = self._cutter.ranges(edited)
        self._lay(self._cut)

    def _lay(self, cut: Kept) -> None:
        """Lay the music under what is kept, and make the film."""
        assert self.media is not None
        self.kept = self.music.lay(cut)
        self.film = with_choice(films.film(self.kept, self.media, music=self.music.laid), self.caption_style)

    def _on_music(self) -> None:
        if self._cut is not None:
            self._lay(self._cut)
            self._resting.start()
            self.changed.emit()

    def _take(self, edited: Edited) -> None:
        if self.edited is None or edited.words is not self.edited.words:
            return  # a step of a talk that is not open any more
        self._show(edited)
        self._resting.start()
        self.changed.emit()


class _Step(QUndoCommand):
    """From one state of the words to another; they share what is equal."""

    def __init__(self, talk: TalkSequence, before: Edited, after: Edited, name: str) -> None:
        super().__init__(name)
        self._talk, self._before, self._after = talk, before, after

    def undo(self) -> None:
        self._talk._take(self._before)

    def redo(self) -> None:
        self._talk._take(self._after)
