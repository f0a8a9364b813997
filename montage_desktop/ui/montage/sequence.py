"""The film that is edited: its timeline, what its sources are, and every step back and forth."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from montage_desktop.core.edits import Edit, Editing
from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline


class Sequence(QObject):
    """Holds a timeline and applies edits to it. GUI thread only: an edit is pure and quick.

    Attributes:
        stack: the steps; its actions go into menus. editing: makes edits for the present sources.
        facts: by source path. step: the name of the last step taken, for people.

    Signals:
        changed(Timeline or None): the film is another one now. refused(InputError): an edit could not be.
        facts_changed(): `editing` is another one.
    """

    changed = Signal(object)
    refused = Signal(object)
    facts_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.facts: dict[str, MediaFacts] = {}
        self.editing = Editing({})
        self.step = ""
        self._timeline: Timeline | None = None

    @property
    def timeline(self) -> Timeline | None:
        return self._timeline

    def open(self, timeline: Timeline | None) -> None:
        """Show another film, without a way back to the one before (another project or sequence)."""
        self.stack.clear()
        self._set(timeline)

    def set_facts(self, facts: Mapping[str, MediaFacts]) -> None:
        """What is known of the sources."""
        if facts != self.facts:
            self.facts = dict(facts)
            self.editing = Editing(lengths_of(facts))
            self.facts_changed.emit()

    def apply(self, edit: Edit) -> bool:
        """Do an edit; False if it was refused, or changed nothing."""
        if self._timeline is None:
            return False
        try:
            edited = edit.apply(self._timeline)
        except InputError as e:
            self.refused.emit(e)
            return False
        return self.replace(edited, edit.name, group=edit.group)

    def replace(self, timeline: Timeline, name: str, *, group: str = "") -> bool:
        """Put another film in the place of this one, as one step that can be undone."""
        if timeline == self._timeline:
            return False
        self.stack.push(_Step(self, self._timeline, timeline, self.words(name), group))
        return True

    @property
    def beside(self) -> list[Timeline]:
        """What the film would be one step back, and one forth."""
        at = self.stack.index()
        back, forth = self.stack.command(at - 1), self.stack.command(at)
        films = [back.before if isinstance(back, _Step) else None, forth.after if isinstance(forth, _Step) else None]
        return [f for f in films if f is not None]

    def words(self, name: str) -> str:
        """The name of an edit for people."""
        return {
            "Trim": self.tr("Trim"),
            "Split": self.tr("Split"),
            "Delete": self.tr("Delete"),
            "Move": self.tr("Move"),
            "Insert": self.tr("Insert"),
            "Slip": self.tr("Slip"),
            "Swap": self.tr("Swap"),
            "Replace": self.tr("Replace"),
            "Speed": self.tr("Speed"),
            "Look": self.tr("Look"),
            "Reframe": self.tr("Reframe"),
            "Lock": self.tr("Lock"),
            "Unlock": self.tr("Unlock"),
            "Transition": self.tr("Transition"),
            "Volume": self.tr("Volume"),
            "Plan": self.tr("Plan"),
            "Re-roll": self.tr("Re-roll"),
        }.get(name, name)

    def undone(self, step: str) -> str:
        """What taking a step back is called."""
        return self.tr("Undo: {step}").format(step=step)

    def _set(self, timeline: Timeline | None) -> None:
        self._timeline = timeline
        self.changed.emit(timeline)


class _Step(QUndoCommand):
    """From one film to another. Films share their clips, so that many steps take little memory."""

    def __init__(self, sequence: Sequence, before: Timeline | None, after: Timeline, name: str, group: str) -> None:
        super().__init__(name)
        self._sequence, self.before, self.after, self.group = sequence, before, after, group

    def id(self) -> int:
        return zlib.crc32(self.group.encode()) & 0x7FFFFFFF if self.group else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or not self.group or other.group != self.group:
            return False
        self.after = other.after
        return True

    def undo(self) -> None:
        self._sequence.step = self._sequence.undone(self.text())
        self._sequence._set(self.before)

    def redo(self) -> None:
        self._sequence.step = self.text()
        self._sequence._set(self.after)


def lengths_of(facts: Mapping[str, MediaFacts]) -> dict[str, Fraction | None]:
    """Where each source ends, in seconds of the source; None for stills."""
    lengths: dict[str, Fraction | None] = {}
    for path, media in facts.items():
        video = media.video
        if video is None:
            lengths[path] = media.duration_s
        else:
            lengths[path] = None if video.still else video.start_s + video.duration_s
    return lengths
