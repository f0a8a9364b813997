"""A planned timeline and its footage in; what a viewer would count out: frames shown, repeats, cuts off the beat.

Written from the engine's rule for which frame is shown, not from the planner's own arithmetic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import floor

from montage_desktop.core.facts import FootageFacts, Shot
from montage_desktop.core.time import SHOWN_GRACE, frame_at, seconds, shown_at
from montage_desktop.core.timeline import Clip, Timeline, tail_handle_frames, transition_span

Shown = list[tuple[str, int]]


def asked_times(timeline: Timeline, index: int) -> list[Fraction]:
    """Source times of every output frame for which a clip is on screen, handles included."""
    clip = timeline.video[index]
    following = timeline.video[index + 1] if index + 1 < len(timeline.video) else None
    first = transition_span(clip)[0] - clip.start
    frames = range(first, clip.frames + tail_handle_frames(following))
    return [shown_at(clip.source_in, k, timeline.rate, clip.speed) for k in frames]


def by_path(footage: Sequence[FootageFacts]) -> dict[str, FootageFacts]:
    return {f.media.path: f for f in footage}


def shot_of(facts: FootageFacts, clip: Clip) -> Shot:
    """The shot a clip's in-point lies in."""
    return next(s for s in facts.shots if s.start_s <= clip.source_in < s.end_s)


def shown_frames(timeline: Timeline, index: int, footage: dict[str, FootageFacts]) -> set[int]:
    """Numbers of the source frames a clip shows (a still has one)."""
    facts = footage[timeline.video[index].source]
    video = facts.media.video
    assert video is not None
    if video.still:
        return {0}
    times = asked_times(timeline, index)
    return {floor((t + SHOWN_GRACE - video.start_s) / video.frame_s) for t in times}


def check_exact(timeline: Timeline, footage: Sequence[FootageFacts]) -> None:
    """Length, coverage, cuts on beats, in-points on source frames, one shot per clip with its handles."""
    sources = by_path(footage)
    assert sum(c.frames for c in timeline.video) == timeline.frames
    assert all(0 <= b < timeline.frames / timeline.rate for b in timeline.beats)
    for i, clip in enumerate(timeline.video):
        if i and not clip.locked and not timeline.video[i - 1].locked:
            assert clip.beat is not None, f"{clip.id} is off the beat"
        if clip.beat is not None:
            beat_s = seconds(timeline.beats[clip.beat])
            assert clip.start == frame_at(beat_s, timeline.rate)
            assert abs(clip.start / timeline.rate - beat_s) <= Fraction(1, 2) / timeline.rate
        if not clip.locked:
            _check_within_shot(timeline, i, sources[clip.source])


def _check_within_shot(timeline: Timeline, index: int, facts: FootageFacts) -> None:
    clip, video = timeline.video[index], facts.media.video
    assert video is not None
    shot, times = shot_of(facts, clip), asked_times(timeline, index)
    margin = max(Fraction(2, 1000), video.frame_s / 2)
    assert times[0] >= shot.start_s, f"{clip.id} begins {float(shot.start_s - times[0]):.3f} s before its shot"
    assert times[-1] + margin <= shot.end_s, f"{clip.id} ends {float(times[-1] - shot.end_s):.3f} s after its shot"
    if not video.vfr:
        assert ((clip.source_in - video.start_s) / video.frame_s).denominator == 1, f"{clip.id} is off the frame grid"


def repeats(timeline: Timeline, footage: Sequence[FootageFacts]) -> list[int]:
    """Indices of clips that show a source frame which another clip before them showed."""
    sources = by_path(footage)
    seen: set[tuple[str, int]] = set()
    found = []
    for i, clip in enumerate(timeline.video):
        mine = {(clip.source, n) for n in shown_frames(timeline, i, sources)}
        if mine & seen:
            found.append(i)
        seen |= mine
    return found


def most_shown(timeline: Timeline, footage: Sequence[FootageFacts]) -> int:
    """In how many clips the most repeated source frame is seen."""
    sources = by_path(footage)
    count: Counter[tuple[str, int]] = Counter()
    for i, clip in enumerate(timeline.video):
        count.update((clip.source, n) for n in shown_frames(timeline, i, sources))
    return max(count.values())


def unused_runs(timeline: Timeline, footage: Sequence[FootageFacts]) -> list[tuple[FootageFacts, int]]:
    """Every run of source frames within a shot that the film never shows, with its length in frames."""
    sources = by_path(footage)
    used: dict[str, set[int]] = {path: set() for path in sources}
    for i, clip in enumerate(timeline.video):
        used[clip.source] |= shown_frames(timeline, i, sources)
    runs = []
    for path, facts in sources.items():
        video = facts.media.video
        assert video is not None
        if video.still:
            runs += [] if used[path] else [(facts, 1)]
            continue
        for shot in facts.shots:
            a, b = ((t - video.start_s) / video.frame_s for t in (shot.start_s, shot.end_s))
            length = 0
            for n in [*range(floor(a), floor(b)), -1]:
                if n >= 0 and n not in used[path]:
                    length += 1
                    continue
                if length:
                    runs.append((facts, length))
                length = 0
    return runs


def would_fit(timeline: Timeline, index: int, facts: FootageFacts, run: int) -> bool:
    """Whether a clip could have been taken from an unused run of frames, with half a frame to spare at its end."""
    video = facts.media.video
    assert video is not None
    if video.still:
        return True
    span_s = (len(asked_times(timeline, index)) - 1) / timeline.rate
    # One frame more for the phase of the in-point on the source's grid.
    return (span_s + max(video.frame_s / 2, Fraction(2, 1000))) / video.frame_s + 1 <= run


def check_no_waste(timeline: Timeline, footage: Sequence[FootageFacts]) -> None:
    """Nothing is shown again while anything unused would have done in its place."""
    again = repeats(timeline, footage)
    if not again:
        return
    runs = unused_runs(timeline, footage)
    for i in again:
        for facts, run in runs:
            assert not would_fit(timeline, i, facts, run), (
                f"{timeline.video[i].id} repeats, but {run} frames of {facts.media.path} are unused"
            )
