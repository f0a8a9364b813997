"""What a person asks of a montage, as data that travels as JSON: length, rate, seed, locks and marks."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import msgspec

from montage_desktop.core.errors import InputError
from montage_desktop.core.time import parse_rate
from montage_desktop.core.timeline import Clip

Range = tuple[Fraction, Fraction]


class SourceMarks(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person's judgement of one source; all ranges ``[start, end)`` in seconds of the source. They outrank scores.

    Attributes:
        path: as in the footage's facts.
        use: in and out points: what lies outside is as good as rejected.
        favourites: must be in the film if they fit; one with start = end marks a moment.
        rejected: not used while anything else exists.
    """

    path: str
    use: Range | None = None
    favourites: list[Range] = []
    rejected: list[Range] = []


class PlanRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    """What film to plan.

    Attributes:
        rate: frames per second. size: (width, height), both even.
        duration_s: length of the film; None is the whole song.
        seed: another seed gives another, about as good, film.
        locks: clips that stay with exactly their frames and source ranges.
        marks: at most one entry per source.
        music_start_s: where in the song the film begins; None lets the planner choose (the choice does not depend
            on the seed). Give the earlier film's value when planning around locks, so that its beats stay.
        cuts: output frames at which the film is to be cut, and nowhere else but at the ends of locks; None lets the
            style choose.
    """

    rate: Fraction
    size: tuple[int, int]
    duration_s: Fraction | None = None
    seed: int = 0
    locks: list[Clip] = []
    marks: list[SourceMarks] = []
    music_start_s: Fraction | None = None
    cuts: list[int] | None = None
    title: str = ""


def check_request(request: PlanRequest) -> None:
    """Raises InputError ``plan.request`` or ``plan.locks``, naming what cannot be."""
    try:
        parse_rate(request.rate)
    except ValueError as e:
        raise InputError("plan.request", f"The film cannot have this frame rate: {e}.") from e
    if not all(16 <= n <= 16384 and n % 2 == 0 for n in request.size):
        raise InputError("plan.request", f"The picture size {request.size} is not two even numbers of 16 or more.")
    if request.duration_s is not None and not 0 < request.duration_s <= 24 * 3600:
        raise InputError("plan.request", f"A film cannot last {float(request.duration_s):g} s.")
    if request.music_start_s is not None and request.music_start_s < 0:
        raise InputError("plan.request", "The film cannot begin before its song.")
    locks = sorted(request.locks, key=lambda c: c.start)
    for clip in locks:
        if clip.start < 0 or clip.frames < 1 or clip.source_in < 0 or clip.speed <= 0 or not clip.source:
            raise InputError("plan.locks", f"The locked clip {clip.id} has no valid range.")
    for a, b in pairwise(locks):
        if a.end > b.start:
            raise InputError("plan.locks", f"The locked clips {a.id} and {b.id} overlap.")
    if len({c.id for c in locks}) < len(locks):
        raise InputError("plan.locks", "Two locked clips share a name.")
