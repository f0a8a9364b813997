"""Footage facts and a person's marks in; sources on exact frame grids and their stretches fit for use out.

A *stretch* is a run of source frames within one shot. All frame numbers count from the source's first frame; on a
constant-rate source frame ``n`` begins at exactly ``first_s + n * frame_s``. On a variable-rate one the grid is only
a ruler of the shortest usual frame, and two uses are kept apart by a guard, because a frame may be long.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from math import ceil, floor
from pathlib import PurePath

import numpy as np

from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import FootageFacts
from montage_desktop.core.planner.request import Range, SourceMarks
from montage_desktop.core.time import seconds

FEWEST_FRAMES = 3  #: a source with less has nothing to show
_MARGIN_S = Fraction(2, 1000)
_MS = Fraction(1, 1000)
_VFR_GUARD_S = Fraction(1, 10)

_FAVOURITE_ROOM_S = 4

_BLACK, _BLURRED = 0.5, 0.25
_SHAKING = 0.22  #: picture widths per second, for a style that tolerates none; twice that for one that tolerates all
_DARK, _GLARING, _FLAT = 0.06, 0.95, 0.02


class Grade(IntEnum):
    """What the stretches in use are made of: each grade is used only where the ones before it have nothing."""

    GOOD = 0  #: nothing wrong with the picture
    POOR = 1  #: blurred, shaking or badly exposed
    EMPTY = 2  #: black or flat
    REJECTED = 3  #: rejected by the person


@dataclass(slots=True)
class Source:
    """A source as the planner sees it.

    Attributes:
        index: rank by identity and name, never by the order given. key: 64 bits of its identity, for jitter.
        order: rank by natural name order, for chronological styles.
        first_s: source time of frame 0. guard: frames kept free around a use.
        stretches: grade -> frame ranges, of this grade and all better ones. favourites: frame ranges.
    """

    index: int
    path: str
    key: int
    facts: FootageFacts
    first_s: Fraction
    frame_s: Fraction
    rate: Fraction
    vfr: bool
    still: bool
    guard: int
    order: int = 0
    stretches: dict[Grade, list[tuple[int, int]]] = field(default_factory=dict)
    favourites: list[tuple[int, int]] = field(default_factory=list)

    def time_s(self, frame: int) -> Fraction:
        """Source time of a frame of the grid (whole milliseconds, rounded up, on a variable-rate source)."""
        exact = self.first_s + frame * self.frame_s
        return ceil(exact / _MS) * _MS if self.vfr else exact

    def needed(self, shown_frames: int, rate: Fraction, speed: Fraction) -> int:
        """Source frames that `shown_frames` output frames touch, with half a frame (2 ms at least) to spare."""
        spare_s = max(self.frame_s / 2, _MARGIN_S)
        return max(1, ceil(((shown_frames - 1) * speed / rate + spare_s) / self.frame_s)) + (1 if self.vfr else 0)

    def before(self, head_frames: int, rate: Fraction, speed: Fraction) -> int:
        """Source frames needed before the in-point for a head of output frames."""
        return ceil(head_frames * speed / rate / self.frame_s)

    def frames_within(self, span_s: Range) -> tuple[int, int]:
        """Frames that lie wholly within ``[a, b)`` seconds of the source."""
        a = ceil((max(span_s[0], Fraction(0)) - self.first_s) / self.frame_s)
        return a, floor((span_s[1] - self.first_s) / self.frame_s)


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key by which ``clip_2`` comes before ``clip_10``."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts)


def open_sources(
    footage: Sequence[FootageFacts], marks: Sequence[SourceMarks], *, shake_tolerance: float
) -> tuple[list[Source], list[str]]:
    """Sources in an order that depends on their content only, equal files once; and notes.

    Raises:
        InputError: ``plan.no_footage``: none has a picture, with the list.
    """
    named = sorted(footage, key=lambda f: (f.media.identity, PurePath(f.media.path).name, f.media.path))
    unique: list[FootageFacts] = []
    for facts in named:
        if not unique or not facts.media.identity or facts.media.identity != unique[-1].media.identity:
            unique.append(facts)
    notes = []
    if len(unique) < len(named):
        notes.append(f"{len(named) - len(unique)} of the clips are copies of others and were left out.")
    by_path = {f.media.path: f.media.identity or f.media.path for f in named}
    own: dict[str, SourceMarks] = {by_path[m.path]: m for m in reversed(marks) if m.path in by_path}
    sources = [s for s in (_source(f, 0) for f in unique) if s is not None]
    if not sources:
        names = ", ".join(sorted(PurePath(f.media.path).name for f in footage)) or "no clips were given"
        raise InputError(
            "plan.no_footage",
            f"None of the footage has a picture to show: {names}.",
            fix="Add video clips or photos.",
        )
    for rank, source in enumerate(sorted(sources, key=lambda s: (natural(PurePath(s.path).name), s.index, s.key))):
        source.order = rank
    for index, source in enumerate(sources):
        source.index = index
        mark = own.get(source.facts.media.identity or source.path, SourceMarks(path=source.path))
        _grade(source, mark, shake_tolerance=shake_tolerance)
    return sources, notes


def _source(facts: FootageFacts, index: int) -> Source | None:
    video = facts.media.video
    if video is None or video.frame_s <= 0 or not facts.shots:
        return None
    identity = facts.media.identity or PurePath(facts.media.path).name
    guard_s = max(_VFR_GUARD_S, 2 / video.rate) if video.vfr else Fraction(0)
    source = Source(
        index=index,
        path=facts.media.path,
        key=int.from_bytes(hashlib.blake2b(identity.encode("utf-8", "surrogateescape"), digest_size=8).digest(), "big"),
        facts=facts,
        first_s=max(video.start_s, Fraction(0)),
        frame_s=video.frame_s,
        rate=video.rate,
        vfr=video.vfr,
        still=video.still,
        guard=ceil(guard_s / video.frame_s) if video.vfr and not video.still else 0,
    )
    longest = max(b - a for a, b in (source.frames_within((s.start_s, s.end_s)) for s in facts.shots))
    return source if longest >= FEWEST_FRAMES or video.still else None


def _grade(source: Source, mark: SourceMarks, *, shake_tolerance: float) -> None:
    shots = [source.frames_within((s.start_s, s.end_s)) for s in source.facts.shots]
    shots = [(max(a, 0), b) for a, b in shots if b > max(a, 0)]
    if source.still:
        shots = [(0, max(b for _, b in shots))]
    wrong = bad_rows(source.facts, shake_tolerance=shake_tolerance)
    poor, empty = (_bad_spans(source, rows) for rows in wrong)
    source.favourites = [source.frames_within(f) for f in mark.favourites]
    banned = [_widened(source, r) for r in mark.rejected]
    if mark.use is not None:
        a, b = source.frames_within(mark.use)
        banned += [(-1, a), (b, 1 << 62)]
    allowed = [c for s in shots for c in _without(s, banned)]
    liked = [_with_room(source, f) for f in source.favourites]
    good = [c for s in allowed for c in _without(s, [c for p in poor + empty for c in _without(p, liked)])]
    if mark.use is not None and not any(b - a >= FEWEST_FRAMES for a, b in good):
        good = allowed  # the person looked at it and marked it
    source.stretches = {
        Grade.GOOD: good,
        Grade.POOR: [c for s in allowed for c in _without(s, empty)],
        Grade.EMPTY: allowed,
        Grade.REJECTED: shots,
    }
    for grade, found in source.stretches.items():
        usable = [(a, b) for a, b in found if b - a >= FEWEST_FRAMES or source.still]
        source.stretches[grade] = usable[:1] if source.still else usable  # one picture, to be shown once


def _with_room(source: Source, favourite: tuple[int, int]) -> tuple[int, int]:
    """A favourite, and around a short one enough for a clip that shows it."""
    a, b = favourite
    more = max(1, ceil((_FAVOURITE_ROOM_S / source.frame_s - (b - a)) / 2))
    return a - more, b + more


def _widened(source: Source, span_s: Range) -> tuple[int, int]:
    """Frames of which any part lies within the span."""
    a = floor((span_s[0] - source.first_s) / source.frame_s)
    return a, ceil((span_s[1] - source.first_s) / source.frame_s)


def bad_rows(facts: FootageFacts, *, shake_tolerance: float) -> tuple[list[bool], list[bool]]:
    """Per row of the tracks: (poor, empty)."""
    t = facts.tracks
    black = np.array(t.black) > _BLACK
    light = np.array(t.brightness)
    poor = (np.array(t.sharpness) < _BLURRED) | (np.array(t.shake) > _SHAKING * (1 + shake_tolerance))
    poor |= (light < _DARK) | (light > _GLARING) | (np.array(t.contrast) < _FLAT)
    return poor.tolist(), black.tolist()


def _bad_spans(source: Source, bad: list[bool]) -> list[tuple[int, int]]:
    """Frame ranges around bad rows, up to the nearest good rows: what lies between two samples is unknown."""
    times = source.facts.tracks.times_s
    spans: list[tuple[int, int]] = []
    for i, flag in enumerate(bad):
        if not flag:
            continue
        a = floor((seconds(float(times[i - 1])) - source.first_s) / source.frame_s) + 1 if i else -1
        last = i == len(bad) - 1
        b = 1 << 62 if last else ceil((seconds(float(times[i + 1])) - source.first_s) / source.frame_s)
        if spans and a <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(b, spans[-1][1]))
        else:
            spans.append((a, b))
    return spans


def _without(span: tuple[int, int], holes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A range minus others."""
    out, position = [], span[0]
    for a, b in sorted(holes):
        if b <= position or a >= span[1] or b <= a:
            continue
        if a > position:
            out.append((position, a))
        position = max(position, b)
    if position < span[1]:
        out.append((position, span[1]))
    return out
