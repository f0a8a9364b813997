"""A film and a new plan that was made around its locks in; the new film, with what the person had kept, out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

import msgspec

from montage_desktop.core.planner.request import SourceMarks
from montage_desktop.core.timeline import Clip, Timeline


def locks_for(timeline: Timeline, clip_ids: Collection[str] | None = None) -> list[Clip]:
    """The clips that a new plan has to keep.

    Args:
        clip_ids: those to choose anew; None: all that are not locked.

    Reasons and runners-up stay behind: they are many, and `replanned` puts them back.
    """
    kept = [c for c in timeline.video if (c.locked if clip_ids is None else c.locked or c.id not in clip_ids)]
    return [msgspec.structs.replace(c, why={}, runners_up=[]) for c in kept]


def cuts_of(timeline: Timeline) -> list[int]:
    """Where a film is cut, so that another one can be cut there."""
    return [c.start for c in timeline.video[1:]]


def avoiding(timeline: Timeline, clip_ids: Collection[str], marks: Sequence[SourceMarks]) -> list[SourceMarks]:
    """A person's marks, and as if what some clips show were rejected: who asks for others does not want the same."""
    found = {m.path: m for m in marks}
    for clip in timeline.video:
        if clip.id in clip_ids:
            mark = found.get(clip.source, SourceMarks(path=clip.source))
            shown = (clip.source_in, clip.source_in + clip.frames * clip.speed / timeline.rate)
            found[clip.source] = msgspec.structs.replace(mark, rejected=[*mark.rejected, shown])
    return list(found.values())


def music_start_s(timeline: Timeline) -> Fraction | None:
    """Where in its song a film begins; None for a film without one."""
    music = [a for a in timeline.audio if a.role == "music"]
    return min(music, key=lambda a: a.start_sample).source_in if music else None


def replanned(before: Timeline, planned: Timeline) -> Timeline:
    """The new plan, with the clips that it kept as they were: their reasons, runners-up and locks too.

    Looks and crops that a person gave to a clip go with its name; the volume of the music stays.
    """
    known = {c.id: c for c in before.video}
    video = [_kept(clip, known.get(clip.id)) for clip in planned.video]
    gain = next((a.gain_db for a in before.audio if a.role == "music"), None)
    audio = planned.audio
    if gain is not None:
        audio = [msgspec.structs.replace(a, gain_db=gain) if a.role == "music" else a for a in audio]
    return msgspec.structs.replace(planned, video=video, audio=audio)


def _kept(clip: Clip, was: Clip | None) -> Clip:
    if not clip.locked or was is None or (was.source, was.source_in) != (clip.source, clip.source_in):
        return clip
    return msgspec.structs.replace(clip, locked=was.locked, why=was.why, runners_up=was.runners_up, score=was.score)
