"""Kept ranges and beats in; the same words with cuts slid onto beats, within the pauses they lie in, out.

A cut is on a beat where the frame that is shown first after it is the frame nearest to that beat.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from montage_desktop.core.errors import InputError
from montage_desktop.core.time import seconds
from montage_desktop.core.transcript.kept import Kept, KeptRange

#: Farther than this a cut would not be slid, but put elsewhere: words would come noticeably early or late.
LONGEST_SLIDE_S = 0.08
_MICRO = 1_000_000


def snap_to_beats(kept: Kept, beats: Sequence[float], slide_s: float) -> Kept:
    """Slide each cut to the nearest beat, if that is within `slide_s` and no word is touched.

    A cut is rolled: the range before it lasts longer and the next begins later, or the other way round, so that all
    other words stay when they are. Where one of the two pauses has no room for that, what follows moves instead. Cuts
    are slid from first to last, each with its neighbours as they lie by then.

    Args:
        beats: seconds of the film, ascending. slide_s: 0…0.08.

    Raises:
        InputError: ``beats.slide``.
    """
    if not 0 <= slide_s <= LONGEST_SLIDE_S:
        raise InputError("beats.slide", f"Cuts slide by 0 to {LONGEST_SLIDE_S} s, not by {slide_s}.")
    on_beat = frames_of(beats, kept.rate)
    if not on_beat or not slide_s or len(kept.ranges) < 2:
        return kept
    ranges = list(kept.ranges)
    beside = _beside_in_source(ranges)
    longest = seconds(float(slide_s))
    for number in range(1, len(ranges)):
        before = ranges[number - 1]
        following = replace(ranges[number], at=before.until + ranges[number].rest_s)
        by = _to_beat(before.until, on_beat, kept.rate)
        if by and abs(by) <= longest:
            next_one, one_before = beside[number - 1][1], beside[number][0]
            room = _Room(
                latest=before.latest if next_one in (None, number) else min(before.latest, ranges[next_one].start),
                earliest=following.earliest
                if one_before in (None, number - 1)
                else max(following.earliest, ranges[one_before].end),
                touching=one_before == number - 1,
            )
            before, following = _slid(before, following, by, room, 1 / kept.rate)
        ranges[number - 1], ranges[number] = before, following
    return replace(kept, ranges=tuple(ranges), frames=ceil(ranges[-1].until * kept.rate))


@dataclass(frozen=True)
class _Room:
    """How far two ranges may reach where a cut between them is slid: nothing of the source may be heard twice.

    Attributes:
        latest, earliest: for the end of the first and the start of the second one, seconds of the source.
        touching: the second is also in the source the next one.
    """

    latest: Fraction
    earliest: Fraction
    touching: bool


def _beside_in_source(ranges: Sequence[KeptRange]) -> list[tuple[int | None, int | None]]:
    """For each range the places of those that are before and after it in the source."""
    order: list[int | None] = [*sorted(range(len(ranges)), key=lambda n: ranges[n].start)]
    beside: dict[int | None, tuple[int | None, int | None]] = {
        each: (before, after) for before, each, after in zip([None, *order], order, [*order[1:], None], strict=False)
    }
    return [beside[n] for n in range(len(ranges))]


def cuts_on_beat(kept: Kept, beats: Sequence[float]) -> int:
    """How many of the cuts lie on a beat."""
    return len(ranges_on_beat(kept, beats))


def ranges_on_beat(kept: Kept, beats: Sequence[float]) -> list[KeptRange]:
    """The ranges that end with a cut on a beat."""
    on_beat = frozenset(frames_of(beats, kept.rate))
    return [each for each in kept.ranges[:-1] if each.until * kept.rate in on_beat]


def frames_of(beats: Sequence[float], rate: Fraction) -> list[int]:
    """The frames nearest to beats, ascending, each once: what `frame_at` says of each, for the many."""
    whole, half = 2 * rate.numerator, rate.denominator * _MICRO
    return sorted({(round(b * _MICRO) * whole + half) // (2 * half) for b in beats})


def _to_beat(film_s: Fraction, on_beat: Sequence[int], rate: Fraction) -> Fraction:
    """Seconds from a moment of the film to the nearest frame that is on a beat."""
    index = bisect.bisect_left(on_beat, film_s * rate)
    return min((f / rate - film_s for f in on_beat[max(0, index - 1) : index + 1]), key=abs)


def _slid(
    before: KeptRange, after: KeptRange, by: Fraction, room: _Room, frame_s: Fraction
) -> tuple[KeptRange, KeptRange]:
    """Both ranges with the cut between them moved; as they were if a word is in the way."""
    end = before.end + by
    if not before.speech_end <= end <= room.latest:
        return before, after
    lowest = max(room.earliest, end) if room.touching else room.earliest
    # Picture and sound stay together if the start moves as the end does, or by whole frames more or less.
    least, most = ceil((lowest - after.start - by) / frame_s), floor((after.speech_start - after.start - by) / frame_s)
    if least > most:
        return before, after
    start = after.start + by + min(max(0, least), most) * frame_s
    moved = replace(before, end=end)
    return moved, replace(after, start=start, at=moved.until + after.rest_s)
