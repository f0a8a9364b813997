"""Where somebody speaks in; stretches of half a minute at most, cut in pauses, out: the units of a transcription.

Each is heard by itself, so that a job can keep what is done and go on after a crash, and workers can share a talk.
"""

from __future__ import annotations

import msgspec
import numpy as np

from montage_desktop.media.speech.quiet import HOP_S, Quiet
from montage_desktop.media.speech.sound import RATE

#: Whisper hears 30 s at a time, whatever it gets: a stretch that fits costs it one look.
LONGEST_S = 28.0
#: A stretch that has to end ends in the widest pause of its last part.
_LAST_PART = 0.45
#: Kept before and after the speech of a stretch, where it is silent for as long.
_MARGIN_S = 0.4


class Stretch(msgspec.Struct, frozen=True):
    """A part of a sound: ``[start, end)``, samples at 16 kHz from the start of the source's container."""

    start: int
    end: int

    @property
    def start_s(self) -> float:
        """Seconds."""
        return self.start / RATE

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return (self.end - self.start) / RATE


def stretches(quiet: Quiet, *, longest_s: float = LONGEST_S) -> list[Stretch]:
    """The stretches in which somebody speaks, in order, without overlap; none is longer than `longest_s`.

    Their edges lie in pauses; within `longest_s` of speech without one, in the quietest moment of its last part.
    """
    room = longest_s - 2 * _MARGIN_S
    groups: list[tuple[float, float]] = []
    waiting = [part for span in quiet.speech() for part in _parts(quiet, span, room)]
    while waiting:
        fitting = sum(1 for _, end in waiting if end - waiting[0][0] <= room)
        count = fitting if fitting == len(waiting) else _widest_pause(waiting, fitting, room)
        groups.append((waiting[0][0], waiting[count - 1][1]))
        waiting = waiting[count:]
    return _with_margins(groups, quiet.duration_s)


def _parts(quiet: Quiet, span: tuple[float, float], room: float) -> list[tuple[float, float]]:
    """A span of speech, in parts if it is longer than `room` seconds."""
    start, end = span
    parts = []
    while end - start > room:
        at = quiet.quietest(start + room * (1 - _LAST_PART), start + room)
        parts.append((start, at))
        start = at
    return [*parts, (start, end)]


def _widest_pause(waiting: list[tuple[float, float]], fitting: int, room: float) -> int:
    """How many of the first spans to take: up to the widest pause that comes late enough."""
    late = waiting[0][0] + room * (1 - _LAST_PART)
    counts = [n for n in range(1, fitting + 1) if waiting[n - 1][1] >= late] or [fitting]
    return max(counts, key=lambda n: waiting[n][0] - waiting[n - 1][1])


def _with_margins(groups: list[tuple[float, float]], duration_s: float) -> list[Stretch]:
    edges = [0.0, *np.ravel(groups).tolist(), duration_s]
    found = []
    for index in range(len(groups)):
        before, start, end, after = edges[2 * index : 2 * index + 4]
        a = max(start - _MARGIN_S, (before + start) / 2 if index else before)
        b = min(end + _MARGIN_S, (end + after) / 2 if index < len(groups) - 1 else after)
        found.append(Stretch(round(a / HOP_S) * (RATE // 100), round(b / HOP_S) * (RATE // 100)))
    return found
