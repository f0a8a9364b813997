"""Clips and where each is to begin in; the timeline that has them there out, within what the sources hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import msgspec

from montage_desktop.core.edits.grid import Grid
from montage_desktop.core.errors import InputError
from montage_desktop.core.gain_curve import shifted
from montage_desktop.core.time import SAMPLE_RATE, sample_at, shown_at
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline, Transition, head_handle_s, validate

#: Seconds of each source, by path; None for a still. Sources that are not named are taken to last for ever.
Lengths = Mapping[str, Fraction | None]


def refused(code: str, message: str, fix: str = "") -> InputError:
    """Why an edit cannot be."""
    return InputError(f"edit.{code}", message, fix=fix)


def name_of(clip: Clip) -> str:
    """A clip's name for people."""
    return f"“{Path(clip.source).name}”"


def laid(timeline: Timeline, clips: Sequence[Clip], starts: Sequence[int], end: int, lengths: Lengths) -> Timeline:
    """The film of these clips, each from its start to the next one's; the last until `end`.

    Sources keep their in-points, and begin earlier where they would end too soon. Transitions are shortened to what
    fits. The sound follows the picture.

    Args:
        starts: first frames, the first 0.

    Raises:
        InputError: a clip has no frame left, not enough footage, or is locked and would move.
    """
    if not clips:
        raise refused("empty", "A film needs a clip.", "Add another one first.")
    grid = Grid.of(timeline)
    before = {c.id: c for c in timeline.video}
    out: list[Clip] = []
    for clip, start, following in zip(clips, starts, [*starts[1:], end], strict=True):
        if following <= start:
            raise refused("too_short", f"Nothing of {name_of(clip)} would be left.")
        old = before.get(clip.id)
        if old is not None and old.locked and (old.start, old.end) != (start, following):
            raise refused("locked", f"{name_of(clip)} is locked and would move.", "Unlock it, or edit behind it.")
        moved = msgspec.structs.replace(clip, start=start, frames=following - start, beat=grid.beat_at(start))
        out.append(moved if old == moved else fitted(moved, timeline.rate, lengths))
    out = _with_transitions(out, timeline.rate, lengths)
    edited = msgspec.structs.replace(timeline, video=out, frames=end)
    edited = msgspec.structs.replace(edited, audio=_sound(timeline, edited, lengths))
    validate(edited)
    return edited


def has_footage(clip: Clip, rate: Fraction, lengths: Lengths) -> bool:
    """Whether a clip's source lasts until its last frame is shown."""
    length = lengths.get(clip.source)
    last_s = shown_at(clip.source_in, clip.frames - 1, rate, clip.speed)
    return clip.source_in >= 0 and (length is None or last_s < length)


def fitted(clip: Clip, rate: Fraction, lengths: Lengths) -> Clip:
    """The clip with an in-point that leaves enough footage for its length.

    Raises:
        InputError: the source is too short.
    """
    length = lengths.get(clip.source)
    if length is None or has_footage(clip, rate, lengths):
        return clip
    needed_s = clip.frames * clip.speed / rate
    if needed_s > length:
        short = f"{name_of(clip)} has {float(length):.2f} s, and {float(needed_s):.2f} s are needed."
        raise refused("too_little_footage", short, "Use another clip, or a slower speed.")
    return msgspec.structs.replace(clip, source_in=length - needed_s)


def _with_transitions(clips: list[Clip], rate: Fraction, lengths: Lengths) -> list[Clip]:
    """Transitions no longer than the clips, their handles and their neighbours' allow; none into the first clip."""
    out: list[Clip] = []
    free = 0  # first frame that no transition covers yet
    for index, clip in enumerate(clips):
        kept = clip
        if clip.transition_in is not None:
            before = out[-1] if out else None
            frames = _longest(before, clip, free, rate, lengths) if before else 0
            kind = clip.transition_in.kind
            short = Transition(kind, min(frames, clip.transition_in.frames)) if frames >= 2 else None
            kept = msgspec.structs.replace(clip, transition_in=short)
            if short is not None:
                free = kept.start + short.frames - short.frames // 2
        if index and kept.transition_in is None:
            free = kept.start
        out.append(kept)
    return out


def _longest(before: Clip, clip: Clip, free: int, rate: Fraction, lengths: Lengths) -> int:
    """Frames that a transition into `clip` may last: even, half on each side of the cut."""
    assert clip.transition_in is not None
    frames = clip.transition_in.frames
    end = lengths.get(before.source)
    while frames >= 2:
        asked = msgspec.structs.replace(clip, transition_in=Transition(clip.transition_in.kind, frames))
        tail = frames - frames // 2
        fits = clip.start - frames // 2 >= free and tail <= clip.frames
        head = clip.source_in >= head_handle_s(asked, rate)
        footage = end is None or before.source_in + (before.frames + tail) * before.speed / rate <= end
        if fits and head and footage:
            return frames
        frames -= 1
    return 0


def _sound(before: Timeline, after: Timeline, lengths: Lengths) -> list[AudioSpan]:
    """The film's sound: clips' own sound goes with its clip, music lasts until the film's end as far as it can."""
    starts = {c.id: c for c in after.video}
    out: list[AudioSpan] = []
    for span in before.audio:
        moved = span if span.role == "music" else _with_its_clip(span, before, starts, after.rate)
        if moved is not None:
            out.append(moved)
    total = after.samples
    music = [n for n, s in enumerate(out) if s.role == "music"]
    if music and out[music[-1]].start_sample + out[music[-1]].samples == before.samples:
        last = out[music[-1]]
        length = lengths.get(last.source)
        most = total - last.start_sample
        if length is not None:
            most = min(most, int((length - last.source_in) * SAMPLE_RATE))
        out[music[-1]] = msgspec.structs.replace(last, samples=max(most, 0))
    return [cut for span in out if (cut := _until(span, total)) is not None]


def _until(span: AudioSpan, total: int) -> AudioSpan | None:
    samples = min(span.samples, total - span.start_sample)
    return msgspec.structs.replace(span, samples=samples) if samples > 0 else None


def _with_its_clip(span: AudioSpan, before: Timeline, after: Mapping[str, Clip], rate: Fraction) -> AudioSpan | None:
    """A clip's own sound where the clip is now; None if the clip has gone. Sound of no clip stays."""
    for clip in before.video:
        begin, end = sample_at(clip.start, rate), sample_at(clip.end, rate)
        if not begin <= span.start_sample < end or clip.source != span.source:
            continue
        now = after.get(clip.id)
        if now is None:
            return None
        shift = now.source_in - clip.source_in
        start = span.start_sample - begin + sample_at(now.start, rate)
        samples = min(span.samples, sample_at(now.end, rate) - start)
        if span.start_sample + span.samples == end:
            samples = sample_at(now.end, rate) - start
        if samples < 1 or now.source != clip.source:
            return None
        source_in = max(span.source_in + shift, Fraction(0))
        if span.points:
            span = msgspec.structs.replace(span, curve=shifted(span.points, start - span.start_sample))
        return msgspec.structs.replace(span, start_sample=start, samples=samples, source_in=source_in)
    return span


def fresh_ids(clips: Sequence[Clip], count: int) -> list[str]:
    """Names that no clip has yet."""
    taken = {c.id for c in clips}
    found: list[str] = []
    number = len(taken)
    while len(found) < count:
        number += 1
        if f"c{number}" not in taken:
            found.append(f"c{number}")
    return found
