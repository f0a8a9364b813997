"""What a person does to clips in; named edits out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Literal

import msgspec

from montage_desktop.core.edits.grid import Grid
from montage_desktop.core.edits.laying import Lengths, fitted, fresh_ids, has_footage, laid, name_of, refused
from montage_desktop.core.timeline import Candidate, Clip, Look, Reframe, Timeline, Transition, TransitionKind

Edge = Literal["in", "out"]
_SLOWEST, _FASTEST = Fraction(1, 8), Fraction(8)


@dataclass(frozen=True)
class Edit:
    """A change of a timeline.

    Attributes:
        name: for the undo list, in English. apply: gives the edited timeline, or raises InputError and says why not.
        group: edits with the same one that follow each other are one step to undo; "" for a step of its own.
    """

    name: str
    apply: Callable[[Timeline], Timeline]
    group: str = ""


class Editing:
    """Makes edits. All methods return at once; what is impossible is found out when an edit is applied.

    Args:
        lengths: seconds of each source, None for stills.
    """

    def __init__(self, lengths: Lengths) -> None:
        self._lengths = lengths

    # Cuts ----------------------------------------------------------------------------------------------------

    def trim(self, clip_id: str, edge: Edge, to_frame: int, *, on_beats: bool = True, ripple: bool = False) -> Edit:
        """Move a cut: the clips at both sides share what they gain and lose. At the film's end its length changes.

        Args:
            to_frame: where the edge goes; to the nearest beat between the neighbours' cuts with `on_beats`.
            ripple: only this clip changes, and all that follow move along.
        """

        def apply(timeline: Timeline) -> Timeline:
            index = _index(timeline, clip_id)
            if ripple:
                return self._ripple_trimmed(timeline, index, edge, to_frame, on_beats=on_beats)
            cut = index if edge == "in" else index + 1
            return self._rolled(timeline, cut, to_frame, on_beats=on_beats)

        return Edit("Trim", apply)

    def _rolled(self, timeline: Timeline, cut: int, to_frame: int, *, on_beats: bool) -> Timeline:
        clips = timeline.video
        if cut == 0:
            raise refused("first", "The film begins here.", "Slip the clip, or ripple its begin.")
        first = clips[cut - 1].start + 1
        last = clips[cut].end - 1 if cut < len(clips) else max(to_frame, timeline.frames) + timeline.frames
        to = _snapped(timeline, to_frame, first, last, on_beats=on_beats)
        starts = [c.start for c in clips]
        self._require_footage(clips[cut - 1], to - clips[cut - 1].start, timeline)
        if cut == len(clips):
            return laid(timeline, clips, starts, to, self._lengths)
        starts[cut] = to
        after = clips[cut]
        source_in = after.source_in + (to - after.start) * after.speed / timeline.rate
        if source_in < 0:
            raise refused("no_earlier", f"{name_of(after)} does not begin earlier.")
        edited = [*clips[:cut], msgspec.structs.replace(after, source_in=source_in), *clips[cut + 1 :]]
        return laid(timeline, edited, starts, timeline.frames, self._lengths)

    def _require_footage(self, clip: Clip, frames: int, timeline: Timeline) -> None:
        if frames > clip.frames and not (clip.locked or self._lasts_until(clip, clip.start + frames, timeline)):
            raise refused("no_later", f"{name_of(clip)} does not last longer.")

    def _ripple_trimmed(self, timeline: Timeline, index: int, edge: Edge, to_frame: int, *, on_beats: bool) -> Timeline:
        clip = timeline.video[index]
        wanted = clip.start - to_frame if edge == "in" else to_frame - clip.end
        starts, end = _shifted(timeline, index + 1, clip.end, clip.end + wanted, on_beats=on_beats)
        gained = (starts[index + 1] if index + 1 < len(starts) else end) - clip.end
        if clip.frames + gained < 1:
            raise refused("too_short", f"Nothing of {name_of(clip)} would be left.")
        if edge == "out":
            self._require_footage(clip, clip.frames + gained, timeline)
        source_in = clip.source_in - (gained * clip.speed / timeline.rate if edge == "in" else 0)
        if source_in < 0:
            raise refused("no_earlier", f"{name_of(clip)} does not begin earlier.")
        edited = [*timeline.video]
        edited[index] = msgspec.structs.replace(clip, source_in=source_in)
        return laid(timeline, edited, starts, end, self._lengths)

    def split(self, clip_id: str, frame: int, *, on_beats: bool = True) -> Edit:
        """Two clips of one, with nothing else changed."""

        def apply(timeline: Timeline) -> Timeline:
            index = _index(timeline, clip_id)
            clip = timeline.video[index]
            _require_unlocked([clip])
            if clip.frames < 2:
                raise refused("too_short", f"{name_of(clip)} is a single frame.")
            at = _snapped(timeline, frame, clip.start + 1, clip.end - 1, on_beats=on_beats)
            source_in = clip.source_in + (at - clip.start) * clip.speed / timeline.rate
            (new_id,) = fresh_ids(timeline.video, 1)
            second = msgspec.structs.replace(clip, id=new_id, source_in=source_in, transition_in=None)
            clips = [*timeline.video[: index + 1], second, *timeline.video[index + 1 :]]
            starts = [c.start for c in clips]
            starts[index + 1] = at
            return laid(timeline, clips, starts, timeline.frames, self._lengths)

        return Edit("Split", apply)

    # Order ---------------------------------------------------------------------------------------------------

    def delete(self, clip_ids: Collection[str], *, on_beats: bool = True) -> Edit:
        """Take clips out. What follows moves up; where that is locked, the neighbours fill the gap."""

        def apply(timeline: Timeline) -> Timeline:
            _require_unlocked([c for c in timeline.video if c.id in clip_ids])
            for clip in reversed([c for c in timeline.video if c.id in clip_ids]):
                timeline = self._without(timeline, _index(timeline, clip.id), on_beats=on_beats)
            return timeline

        return Edit("Delete", apply)

    def _without(self, timeline: Timeline, index: int, *, on_beats: bool) -> Timeline:
        clip, clips = timeline.video[index], timeline.video
        rest = [*clips[:index], *clips[index + 1 :]]
        if any(c.locked for c in clips[index + 1 :]):
            return self._closed(timeline, index)
        starts, end = _shifted(timeline, index + 1, clip.end, clip.start, on_beats=on_beats)
        if (
            index
            and index < len(rest)
            and starts[index + 1] > clip.start
            and not self._lasts_until(clips[index - 1], starts[index + 1], timeline)
        ):  # rather a little shorter than without footage
            starts, end = _shifted(timeline, index + 1, starts[index + 1], clip.start, on_beats=on_beats)
        starts = [*starts[:index], *starts[index + 1 :]]
        if not index and starts:
            starts[0] = 0
        return laid(timeline, rest, starts, end, self._lengths)

    def _lasts_until(self, clip: Clip, end: int, timeline: Timeline) -> bool:
        longer = msgspec.structs.replace(clip, frames=end - clip.start)
        return not clip.locked and has_footage(longer, timeline.rate, self._lengths)

    def _closed(self, timeline: Timeline, index: int) -> Timeline:
        """Without a clip, and with nothing moved but the cut of the neighbour that fills its place."""
        clip, clips = timeline.video[index], timeline.video
        rest = [*clips[:index], *clips[index + 1 :]]
        starts = [c.start for c in rest]
        if index and self._lasts_until(clips[index - 1], clip.end, timeline):
            return laid(timeline, rest, starts, timeline.frames, self._lengths)
        after = clips[index + 1]
        source_in = after.source_in - clip.frames * after.speed / timeline.rate
        if not after.locked and source_in >= 0:
            starts[index] = clip.start
            rest[index] = msgspec.structs.replace(after, source_in=source_in)
            return laid(timeline, rest, starts, timeline.frames, self._lengths)
        raise refused(
            "locked",
            f"What follows {name_of(clip)} is locked, and its neighbours have no footage to fill its place.",
            "Swap the clip for another, or unlock what follows.",
        )

    def move(self, clip_ids: Collection[str], to_index: int, *, on_beats: bool = True) -> Edit:
        """Put clips elsewhere in the order.

        On beats, every cut stays: pictures change their places. Otherwise lengths move along with their clips.
        Locked clips keep their places.

        Args:
            to_index: of the clip before which they go, counted among all clips as they are; their number: at the end.
        """

        def apply(timeline: Timeline) -> Timeline:
            clips = timeline.video
            _require_unlocked([c for c in clips if c.id in clip_ids])
            moving = [c for c in clips if c.id in clip_ids]
            before = [c for c in clips[:to_index] if c.id not in clip_ids and not c.locked]
            after = [c for c in clips[to_index:] if c.id not in clip_ids and not c.locked]
            order = iter([*before, *moving, *after])
            ordered = [c if c.locked else next(order) for c in clips]
            starts, at = [], 0
            if on_beats:
                starts = [c.start for c in clips]
                into = [c.transition_in for c in clips]
                ordered = [msgspec.structs.replace(c, transition_in=t) for c, t in zip(ordered, into, strict=True)]
            else:
                for clip in ordered:
                    starts.append(at)
                    at += clip.frames
            return laid(timeline, ordered, starts, timeline.frames, self._lengths)

        return Edit("Move", apply)

    def insert(self, candidates: Sequence[Candidate], at_frame: int, *, on_beats: bool = True) -> Edit:
        """Put new clips in at the cut nearest to a frame; what follows moves along.

        Each lasts as long as the film's clips do, in whole beats, or as long as its source.
        """

        def apply(timeline: Timeline) -> Timeline:
            clips = [*timeline.video]
            bounds = [c.start for c in clips] + [timeline.frames]
            index = min(range(len(bounds)), key=lambda i: abs(bounds[i] - at_frame))
            at = bounds[index]
            new: list[Clip] = []
            for candidate, name in zip(candidates, fresh_ids(clips, len(candidates)), strict=True):
                frames = self._length_of_new(timeline, candidate, at, on_beats=on_beats)
                new.append(
                    Clip(
                        id=name,
                        start=at,
                        frames=frames,
                        source=candidate.source,
                        source_in=candidate.source_in,
                        score=candidate.score,
                        why=candidate.why,
                    )
                )
                at += frames
            starts, end = _shifted(timeline, index, bounds[index], at, on_beats=on_beats)
            starts = [*starts[:index], *(c.start for c in new), *starts[index:]]
            return laid(timeline, [*clips[:index], *new, *clips[index:]], starts, end, self._lengths)

        return Edit("Insert", apply)

    def _length_of_new(self, timeline: Timeline, candidate: Candidate, at: int, *, on_beats: bool) -> int:
        usual = round(median([c.frames for c in timeline.video]))
        length = self._lengths.get(candidate.source)
        most = 10**9 if length is None else int((length - candidate.source_in) * timeline.rate)
        if most < 1:
            raise refused("too_little_footage", "There is no footage from there on.", "Use an earlier moment.")
        grid = _grid_for(timeline, on_beats=on_beats)
        if grid is None:
            return min(usual, most)
        position = grid.position(at)
        beats = max(1, round(grid.position(at + usual) - position))
        while beats > 1 and grid.frame(position + beats) - at > most:
            beats -= 1
        frames = grid.frame(position + beats) - at
        if frames > most:
            raise refused("too_little_footage", "There is not a beat's length of footage.", "Insert it off the beat.")
        return frames

    # One clip's picture --------------------------------------------------------------------------------------

    def slip(self, clip_id: str, by_frames: int) -> Edit:
        """Show another moment of the same source, so many output frames later; as far as there is footage."""

        def change(clip: Clip, timeline: Timeline) -> Clip:
            source_in = max(Fraction(0), clip.source_in + by_frames * clip.speed / timeline.rate)
            return fitted(msgspec.structs.replace(clip, source_in=source_in), timeline.rate, self._lengths)

        return self._each("Slip", {clip_id}, change)

    def swap(self, clip_id: str, candidate_index: int) -> Edit:
        """Put a runner-up in a clip's place; the clip becomes a runner-up in turn."""

        def change(clip: Clip, timeline: Timeline) -> Clip:
            if not 0 <= candidate_index < len(clip.runners_up):
                raise refused("no_candidate", f"{name_of(clip)} has no such alternative.", "Re-roll it.")
            found = clip.runners_up[candidate_index]
            others = [*clip.runners_up]
            others[candidate_index] = Candidate(clip.source, clip.source_in, clip.score, clip.why)
            return self._put(clip, found, others, timeline)

        return self._each("Swap", {clip_id}, change)

    def replace(self, clip_id: str, candidate: Candidate) -> Edit:
        """Put any moment of any source in a clip's place; the clip becomes its first runner-up."""

        def change(clip: Clip, timeline: Timeline) -> Clip:
            others = [Candidate(clip.source, clip.source_in, clip.score, clip.why), *clip.runners_up]
            return self._put(clip, candidate, others, timeline)

        return self._each("Replace", {clip_id}, change)

    def _put(self, clip: Clip, found: Candidate, others: list[Candidate], timeline: Timeline) -> Clip:
        put = msgspec.structs.replace(
            clip, source=found.source, source_in=found.source_in, score=found.score, why=found.why, runners_up=others,
            reframe=clip.reframe if found.source == clip.source else Reframe(),
        )  # fmt: skip
        if not has_footage(put, timeline.rate, self._lengths) and clip.speed > 1:
            put = msgspec.structs.replace(put, speed=Fraction(1))
        return fitted(put, timeline.rate, self._lengths)

    def speed(self, clip_ids: Collection[str], speed: Fraction) -> Edit:
        """Show sources faster or slower (source seconds a second); the clips stay as long as they are."""

        def change(clip: Clip, timeline: Timeline) -> Clip:
            if not _SLOWEST <= speed <= _FASTEST:
                raise refused("speed", f"The speed has to be from {_SLOWEST} to {_FASTEST}.")
            return fitted(msgspec.structs.replace(clip, speed=speed), timeline.rate, self._lengths)

        return self._each("Speed", clip_ids, change, group="speed")

    def look(self, clip_ids: Collection[str], look: Look) -> Edit:
        """Set the colour of clips."""
        return self._each(
            "Look", clip_ids, lambda c, _: msgspec.structs.replace(c, look=look), group="look", lock=False
        )

    def reframe(self, clip_ids: Collection[str], reframe: Reframe) -> Edit:
        """Set where clips are cropped."""
        return self._each(
            "Reframe", clip_ids, lambda c, _: msgspec.structs.replace(c, reframe=reframe), group="reframe", lock=False
        )

    def lock(self, clip_ids: Collection[str], locked: bool) -> Edit:
        """Lock clips: neither a re-roll nor an edit changes their frames; or unlock them."""
        name = "Lock" if locked else "Unlock"
        return self._each(name, clip_ids, lambda c, _: msgspec.structs.replace(c, locked=locked), lock=False)

    def transition(self, clip_id: str, kind: TransitionKind | None, frames: int) -> Edit:
        """Set the transition into a clip, as long as its neighbours allow; None: a cut."""

        def change(clip: Clip, timeline: Timeline) -> Clip:
            if clip.start == 0 and kind is not None:
                raise refused("first", "There is nothing before the first clip.")
            wanted = Transition(kind, frames) if kind is not None and frames >= 2 else None
            return msgspec.structs.replace(clip, transition_in=wanted)

        return self._each("Transition", {clip_id}, change, group=f"transition {clip_id}", lock=False)

    def gain(self, role: str, gain_db: float) -> Edit:
        """Set how loud all sound of a role is."""

        def apply(timeline: Timeline) -> Timeline:
            sound = [msgspec.structs.replace(a, gain_db=gain_db) if a.role == role else a for a in timeline.audio]
            return msgspec.structs.replace(timeline, audio=sound)

        return Edit("Volume", apply, f"gain {role}")

    def _each(
        self,
        name: str,
        clip_ids: Collection[str],
        change: Callable[[Clip, Timeline], Clip],
        *,
        group: str = "",
        lock: bool = True,
    ) -> Edit:
        """An edit that changes clips where they are. `lock`: locked ones refuse it."""
        ids = frozenset(clip_ids)

        def apply(timeline: Timeline) -> Timeline:
            if lock:
                _require_unlocked([c for c in timeline.video if c.id in ids])
            clips = [change(c, timeline) if c.id in ids else c for c in timeline.video]
            return laid(timeline, clips, [c.start for c in clips], timeline.frames, self._lengths)

        return Edit(name, apply, f"{group} {sorted(ids)}" if group else "")


def _index(timeline: Timeline, clip_id: str) -> int:
    for index, clip in enumerate(timeline.video):
        if clip.id == clip_id:
            return index
    raise refused("gone", "This clip is not in the film any more.")


def _require_unlocked(clips: Sequence[Clip]) -> None:
    for clip in clips:
        if clip.locked:
            raise refused("locked", f"{name_of(clip)} is locked.", "Unlock it first (D).")


def _grid_for(timeline: Timeline, *, on_beats: bool) -> Grid | None:
    grid = Grid.of(timeline)
    return grid if on_beats and grid else None


def _snapped(timeline: Timeline, frame: int, first: int, last: int, *, on_beats: bool) -> int:
    """A frame in ``[first, last]``: the nearest, or that of the nearest beat."""
    if last < first:
        raise refused("too_short", "There is no room between these cuts.")
    grid = _grid_for(timeline, on_beats=on_beats)
    if grid is None:
        return max(first, min(frame, last))
    beyond = grid.frame(Fraction(round(grid.position(frame))))
    if first <= beyond <= last and not grid.frames[0] <= beyond <= grid.frames[-1]:
        return beyond
    found = grid.nearest(frame, first, last)
    if found is None:
        raise refused("no_beat", "There is no beat between these cuts.", "Hold Alt to cut off the beat.")
    return found


def _shifted(timeline: Timeline, index: int, old: int, new: int, *, on_beats: bool) -> tuple[list[int], int]:
    """(first frames, end) when the clips from `index` on move as their first cut does, from `old` to `new`.

    On beats they move by whole beats: then their cuts are on beats as they were, and where the gap is not of whole
    beats, the clip before them lasts a little longer or shorter.
    """
    clips = timeline.video
    starts = [c.start for c in clips[:index]]
    grid = _grid_for(timeline, on_beats=on_beats)
    if grid is None:
        return starts + [c.start + new - old for c in clips[index:]], timeline.frames + new - old
    by = round(grid.position(new) - grid.position(old))
    moved = [grid.frame(grid.position(f) + by) for f in [*(c.start for c in clips[index:]), timeline.frames]]
    return starts + moved[:-1], moved[-1]
