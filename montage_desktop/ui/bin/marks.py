"""What a person says of clips: entries in, changed entries out, and the step from the ones to the others. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from msgspec.structs import replace

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.project import BinEntry, Flag
from montage_desktop.core.time import SHOWN_GRACE
from montage_desktop.ui.bin.model import MediaItem

Change = Callable[[BinEntry], BinEntry]


@dataclass(frozen=True)
class BinStep:
    """One thing that was done to clips, with what it takes to undo it. See `MediaBin.undo` and `redo`.

    Attributes:
        name: for people, as in “Undo: Rating”. before, after: the entries that changed, by path.
        removed: clips that were taken out, with their rows in the order of coming.
    """

    name: str
    before: Mapping[str, BinEntry] = field(default_factory=dict)
    after: Mapping[str, BinEntry] = field(default_factory=dict)
    removed: tuple[tuple[int, MediaItem], ...] = ()


def flagged(entries: Iterable[BinEntry], flag: Flag) -> Change:
    """Give all of them this flag; where all have it, take it away."""
    new: Flag = "" if all(e.flag == flag for e in entries) else flag
    return lambda entry: replace(entry, flag=new)


def rated(stars: int) -> Change:
    """Give them 0 to 5 stars."""
    return lambda entry: replace(entry, rating=stars)


def without_use(entry: BinEntry) -> BinEntry:
    """Without in and out points."""
    return replace(entry, use=None)


def with_in(entry: BinEntry, facts: MediaFacts, seconds: float) -> BinEntry:
    """With the in point at the picture that is on view then.

    An out point that lies before it goes; at the begin of the clip there is no in point. Seconds of the source.
    """
    end = _end(facts)
    if not end:
        return entry
    start = min(_shown(facts, seconds), end - _frame(facts))
    last = entry.use[1] if entry.use is not None and entry.use[1] > start else end
    return _used(entry, start, last, end)


def with_out(entry: BinEntry, facts: MediaFacts, seconds: float) -> BinEntry:
    """With the picture that is on view then as the last one; an in point that lies after it goes."""
    end = _end(facts)
    if not end:
        return entry
    last = min(_shown(facts, seconds) + _frame(facts), end)
    start = entry.use[0] if entry.use is not None and entry.use[0] < last else Fraction(0)
    return _used(entry, start, last, end)


def _used(entry: BinEntry, start: Fraction, last: Fraction, end: Fraction) -> BinEntry:
    whole = start <= 0 and last >= end
    return replace(entry, use=None if whole else (max(Fraction(0), start), last))


def _end(facts: MediaFacts) -> Fraction:
    """Zero for stills, which have no points."""
    return Fraction(0) if facts.video is None or facts.video.still else facts.duration_s


def _frame(facts: MediaFacts) -> Fraction:
    assert facts.video is not None
    return facts.video.frame_s or Fraction(1, 25)


def _shown(facts: MediaFacts, seconds: float) -> Fraction:
    """When the picture began that is on view. Players tell whole milliseconds, which may lie just before it."""
    frame = _frame(facts)
    return max(Fraction(0), floor((Fraction(seconds).limit_denominator(1_000_000) + SHOWN_GRACE) / frame) * frame)
