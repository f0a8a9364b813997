"""Kept ranges and beats in; the same words with cuts slid onto beats, within the pauses they lie in, out."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from montage_desktop.core.errors import InputError
from montage_desktop.core.time import frame_at, seconds
from montage_desktop.core.transcript.kept import Kept, KeptRange

#: Farther than this a cut would not be slid, but put elsewhere: words would come noticeably early or late.
LONGEST_SLIDE_S = 0.08


def snap_to_beats(kept: Kept, beats: Sequence[float], slide_s: float) -> Kept:
    """Slide each cut to the nearest beat, if that is within `slide_s` and no word is touched.

    A cut is rolled: the range before it lasts longer and the next begins later, or the other way round, so that all
    other words stay when they are. Where one of the two pauses has no room for that, what follows moves instead.

    Args:
        beats: seconds of the film, ascending. slide_s: 0…0.08.

    Raises:
        InputError: ``beats.slide``.
    """
    if not 0 <= slide_s <= LONGEST_SLIDE_S:
        raise InputError("beats.slide", f"Cuts slide by 0 to {LONGEST_SLIDE_S} s, not by {slide_s}.")
    on_beat = sorted({frame_at(seconds(float(b)), kept.rate) for b in beats})
    if not on_beat or not slide_s or len(kept.ranges) < 2:
        return kept
    ranges = [kept.ranges[0]]
    for after in kept.ranges[1:]:
        before = ranges[-1]
        following = replace(after, at=before.until + after.rest_s)
        by = _to_beat(before.until, on_beat, kept.rate)
        if by and abs(by) <= seconds(float(slide_s)):
            before, following = _slid(before, following, by, 1 / kept.rate)
        ranges[-1] = before
        ranges.append(following)
    return replace(kept, ranges=tuple(ranges), frames=ceil(ranges[-1].until * kept.rate))


def _to_beat(film_s: Fraction, on_beat: Sequence[int], rate: Fraction) -> Fraction:
    """Seconds from a moment of the film to the nearest frame that is on a beat."""
    index = bisect.bisect_left(on_beat, film_s * rate)
    return min((f / rate - film_s for f in on_beat[max(0, index - 1) : index + 1]), key=abs)


def _slid(before: KeptRange, after: KeptRange, by: Fraction, frame_s: Fraction) -> tuple[KeptRange, KeptRange]:
    """Both ranges with the cut between them moved; as they were if a word is in the way."""
    end = before.end + by
    if not before.speech_end <= end <= before.latest:
        return before, after
    lowest = after.earliest if after.first != before.last + 1 else max(after.earliest, end)
    # Picture and sound stay together if the start moves as the end does, or by whole frames more or less.
    least, most = ceil((lowest - after.start - by) / frame_s), floor((after.speech_start - after.start - by) / frame_s)
    if least > most:
        return before, after
    start = after.start + by + min(max(0, least), most) * frame_s
    moved = replace(before, end=end)
    return moved, replace(after, start=start, at=moved.until + after.rest_s)
