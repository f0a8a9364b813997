"""Where the mouse was pressed and where it is in; the edit that a drag comes to, and words for it, out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt

from montage_desktop.core.edits import Edge, Edit, Editing
from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.ui.timeline.film import Film
from montage_desktop.ui.timeline.scale import timecode_of
from montage_desktop.ui.timeline.words import signed_time, tr, transition_words


@dataclass(frozen=True)
class Pull:
    """A drag at a moment.

    Attributes:
        frame, pressed_frame: the places in the film under the mouse, now and at the beginning (not whole).
        free: cuts need not be on beats. ripple: what follows moves along.
    """

    frame: float
    pressed_frame: float
    free: bool = False
    ripple: bool = False

    @property
    def by_frames(self) -> int:
        """How far it has been pulled."""
        return round(self.frame - self.pressed_frame)


class Gesture(Protocol):
    """What a drag means. Made when it begins, for the timeline as it is then.

    Attributes:
        cursor: while it lasts. clip_ids: the clips it is about.
    """

    cursor: Qt.CursorShape
    clip_ids: Collection[str]

    def step(self, pull: Pull) -> tuple[int, bool, bool]:
        """Equal for two pulls that come to the same edit."""
        ...

    def edit(self, pull: Pull) -> Edit:
        """What letting go would do."""
        ...

    def guide(self, pull: Pull, after: Film) -> int | None:
        """The frame to draw a line at, in the film as edited."""
        ...

    def words(self, pull: Pull, after: Film) -> str:
        """What it comes to, to be read beside the mouse."""
        ...


class Trimming:
    """Moves a cut."""

    cursor = Qt.CursorShape.SplitHCursor

    def __init__(self, editing: Editing, clip: Clip, edge: Edge) -> None:
        self.clip_ids: Collection[str] = (clip.id,)
        self._editing, self._clip, self._edge = editing, clip, edge
        self._from = clip.start if edge == "in" else clip.end

    def step(self, pull: Pull) -> tuple[int, bool, bool]:
        return pull.by_frames, pull.free, pull.ripple

    def edit(self, pull: Pull) -> Edit:
        to = self._from + pull.by_frames
        return self._editing.trim(self._clip.id, self._edge, to, on_beats=not pull.free, ripple=pull.ripple)

    def guide(self, pull: Pull, after: Film) -> int | None:
        index = after.index_of(self._clip.id)
        if index is None:
            return None
        clip = after.clips[index]
        return clip.start if self._edge == "in" else clip.end

    def words(self, pull: Pull, after: Film) -> str:
        index, guide = after.index_of(self._clip.id), self.guide(pull, after)
        if index is None or guide is None:
            return ""
        rate = after.timeline.rate
        # A rippled begin stays where it is; what changes is the length.
        by = after.clips[index].frames - self._clip.frames if pull.ripple else guide - self._from
        return f"{timecode_of(guide, rate)}   {signed_time(by, rate)}"


class Moving:
    """Puts clips elsewhere in the order."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, editing: Editing, before: Film, clip_ids: Collection[str]) -> None:
        self.clip_ids: Collection[str] = frozenset(clip_ids)
        self._editing, self._before = editing, before

    def step(self, pull: Pull) -> tuple[int, bool, bool]:
        return self._before.nearest_cut(pull.frame)[0], pull.free, False

    def edit(self, pull: Pull) -> Edit:
        index, _ = self._before.nearest_cut(pull.frame)
        return self._editing.move(self.clip_ids, index, on_beats=not pull.free)

    def guide(self, pull: Pull, after: Film) -> int | None:
        moved = after.indices(self.clip_ids)
        return after.clips[moved[0]].start if moved else None

    def words(self, pull: Pull, after: Film) -> str:
        moved = after.indices(self.clip_ids)
        if not moved:
            return ""
        return tr("Place {n} of {total}").format(n=moved[0] + 1, total=len(after.clips))


class Slipping:
    """Shows another moment of the same source: the picture follows the mouse, as a strip of film would."""

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(self, editing: Editing, clip: Clip) -> None:
        self.clip_ids: Collection[str] = (clip.id,)
        self._editing, self._clip = editing, clip

    def step(self, pull: Pull) -> tuple[int, bool, bool]:
        return pull.by_frames, False, False

    def edit(self, pull: Pull) -> Edit:
        return self._editing.slip(self._clip.id, -pull.by_frames)

    def guide(self, pull: Pull, after: Film) -> int | None:
        return None

    def words(self, pull: Pull, after: Film) -> str:
        index = after.index_of(self._clip.id)
        if index is None:
            return ""
        rate = after.timeline.rate
        by = (after.clips[index].source_in - self._clip.source_in) * rate / self._clip.speed
        return tr("Slip {time}").format(time=signed_time(round(by), rate))


class TransitionLength:
    """Makes a transition longer or shorter on both sides of its cut; below two frames there is none."""

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(self, editing: Editing, clip: Clip, edge: Edge) -> None:
        self.clip_ids: Collection[str] = (clip.id,)
        self._editing, self._clip, self._edge = editing, clip, edge

    def step(self, pull: Pull) -> tuple[int, bool, bool]:
        return pull.by_frames, False, False

    def edit(self, pull: Pull) -> Edit:
        into = self._clip.transition_in
        assert into is not None  # there would be no handle
        wider = 2 * (pull.by_frames if self._edge == "out" else -pull.by_frames)
        frames = into.frames + wider
        return self._editing.transition(self._clip.id, into.kind if frames >= 2 else None, max(0, frames))

    def guide(self, pull: Pull, after: Film) -> int | None:
        return None

    def words(self, pull: Pull, after: Film) -> str:
        index = after.index_of(self._clip.id)
        into = after.clips[index].transition_in if index is not None else None
        if into is None:
            return tr("A cut")
        return tr("{kind}, {n} frames").format(kind=transition_words(into.kind), n=into.frames)


def edited(edit: Edit, timeline: Timeline) -> Film:
    """The film as it would be.

    Raises:
        InputError: it cannot be.
    """
    return Film(edit.apply(timeline))
