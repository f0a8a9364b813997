"""Edited words in; the kept ranges of their source out.

**Exactness.** A range ends after its last word and before the next sound, and begins alike. Picture and sound stay
together only if what is skipped between two ranges is a whole number of frames. So both ends are put on frames of the
source where the pauses have one; else off them, but so that the skipped time still is whole frames: then the sound is
cut there to the sample, and the picture at the nearest frame. Where words touch each other and not even that is
possible, the sound rests for the part of a frame that is missing (`KeptRange.rest_s`). Never is a part of a kept word
lost, or of a deleted one kept.

All is computed in whole *ticks*, a unit in which frames, samples and microseconds are whole.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from montage_desktop.core.errors import InputError
from montage_desktop.core.time import SAMPLE_RATE
from montage_desktop.core.transcript.document import Words
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.kept import Kept, KeptRange, Loudness, Padding

_MICRO = 1_000_000
#: Up to this times the quietest moment's energy a moment counts as quiet too.
_AS_QUIET = 1.5
_NO_REST = Fraction(0)


@dataclass(slots=True)
class _Edge:
    """One end of a range, in ticks.

    `near` is where the word is, `soft` how far the pause is kept, `hard` where the next sound is. `whole`: the film
    begins or ends here as the source does.
    """

    near: int
    soft: int
    hard: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class _Frames:
    """The source's frames in ticks: `frame` is one's length, `origin` where one begins, `second` a second's ticks."""

    frame: int
    origin: int
    second: int
    loudness: Loudness | None

    def nearest(self, tick: int) -> int:
        """The frame boundary nearest to a tick, not before the first frame's end."""
        count = (2 * (tick - self.origin) + self.frame) // (2 * self.frame)
        return self.origin + max(1, count) * self.frame

    def after(self, tick: int) -> int:
        """The first boundary from a tick on."""
        return tick + (self.origin - tick) % self.frame

    def before(self, tick: int) -> int:
        """The last boundary up to a tick."""
        return tick - (tick - self.origin) % self.frame

    def quietest(self, near: int, far: int) -> int | None:
        """The boundary between a word (`near`) and `far` where it is quiet, farthest from the word.

        Without a loudness that is the farthest. None: there is no boundary.
        """
        step = self.frame if far < near else -self.frame
        last, first = (self.before(near), self.after(far)) if step > 0 else (self.after(near), self.before(far))
        if (last - first) * step < 0:
            return None
        if self.loudness is None or first == last:
            return first
        ticks = list(range(first, last + (1 if step > 0 else -1), step))
        energies = [self._energy(t) for t in ticks]
        bar = min(energies) * _AS_QUIET
        return next(t for t, e in zip(ticks, energies, strict=True) if e <= bar)

    def _energy(self, tick: int) -> float:
        assert self.loudness is not None
        index = int(tick / self.second / self.loudness.hop_s)
        return float(self.loudness.energy[min(max(index, 0), len(self.loudness.energy) - 1)])


class Cutter:
    """Finds the kept ranges of one source. Holds the words' times in ticks, so make it once and ask for each edit.

    Args:
        rate: frames a second, of the film. end_s: seconds of the source at which its last frame ends.
        first_frame_s: source time of the first frame, seconds: where the source's frames are counted from.
        loudness: where it is quiet; without it cuts lie in the middle of short pauses.

    Raises:
        InputError: ``transcript.longer``: a word is after the end; with its number.
    """

    def __init__(
        self,
        words: Words,
        *,
        rate: Fraction,
        end_s: Fraction,
        first_frame_s: Fraction = Fraction(0),
        padding: Padding | None = None,
        loudness: Loudness | None = None,
    ) -> None:
        self.words = words
        self.rate = rate
        padding = padding or Padding()
        frame_s = 1 / rate
        first_s = first_frame_s % frame_s
        second = lcm(_MICRO, SAMPLE_RATE, frame_s.denominator, first_s.denominator)
        loudness = loudness if loudness is not None and len(loudness.energy) else None
        self._frames = _Frames(int(frame_s * second), int(first_s * second), second, loudness)
        self._lead, self._trail = int(padding.lead_s * second), int(padding.trail_s * second)
        each = second // _MICRO
        self._starts = [round(w.start * _MICRO) * each for w in words.words]
        self._ends = [round(w.end * _MICRO) * each for w in words.words]
        self._end = self._frames.nearest(int(end_s * second))
        self._check_end()
        self._gaps = [b - a for a, b in zip(self._ends, self._starts[1:], strict=False)]

    def _check_end(self) -> None:
        number = bisect.bisect_left(self._starts, self._end)
        if number < len(self._starts):
            word, end_s = self.words.words[number], self._end / self._frames.second
            raise InputError(
                "transcript.longer",
                f"Word {number} (“{word.text}”) is at {word.start:.2f} s, but the video ends at {end_s:.2f} s.",
                fix="Choose the transcript of this very video.",
            )
        if self._ends:
            self._ends[-1] = min(self._ends[-1], self._end)

    def ranges(self, edited: Edited) -> Kept:
        """What is played after these edits. 20,000 words with hundreds of cuts take a few milliseconds.

        Raises:
            InputError: ``edits.nothing_left``.
        """
        runs = list(self._runs(edited))
        if not runs and len(self.words):
            raise InputError("edits.nothing_left", "These edits delete every word.", fix="Keep a word.")
        laid = _Laying(self._frames)
        for n, (first, end, pause) in enumerate(runs):
            opening = self._opening(first, is_first=n == 0)
            closing = self._closing(end - 1, is_last=n == len(runs) - 1)
            laid.add((first, end), opening, closing, pause=pause)
        if not runs:
            laid.add((0, 0), _Edge(self._end, 0, 0, whole=True), _Edge(0, self._end, self._end, whole=True))
        frames, ranges = laid.done()
        whole = (self._end - self._frames.origin) // self._frames.frame
        return Kept(self.rate, frames, ranges, whole, self.words)

    def _runs(self, edited: Edited) -> Iterator[tuple[int, int, int | None]]:
        """(first, end, pause) of runs of kept words, divided where a pause is shortened: to `pause` ticks before it."""
        second = self._frames.second
        shortest = min((r.longer_than for r in edited.silences), default=0.0) * second
        for first, end in edited.runs():
            since, pause = first, None
            if edited.silences:
                for number in range(first, end - 1):
                    if self._gaps[number] <= shortest:
                        continue
                    rule = edited.silence_after(number)
                    if rule is None or self._gaps[number] <= rule.longer_than * second:
                        continue
                    left = round(rule.to * _MICRO) * (second // _MICRO)
                    if self._gaps[number] - left >= self._frames.frame:
                        yield since, number + 1, pause
                        since, pause = number + 1, left
            yield since, end, pause

    def _opening(self, number: int, *, is_first: bool) -> _Edge:
        near = self._starts[number]
        if number == 0 and is_first:
            return _Edge(near, 0, 0, whole=True)
        hard = self._ends[number - 1] if number else 0
        return _Edge(near, near - min(self._lead, (near - hard) // (2 if number else 1)), hard)

    def _closing(self, number: int, *, is_last: bool) -> _Edge:
        near, has_next = self._ends[number], number + 1 < len(self._ends)
        if is_last and not has_next:
            return _Edge(near, self._end, self._end, whole=True)
        hard = self._starts[number + 1] if has_next else self._end
        return _Edge(near, near + min(self._trail, (hard - near) // (2 if has_next else 1)), hard)


@dataclass(slots=True)
class _Row:
    """A range being laid; in ticks."""

    run: tuple[int, int]
    opening: _Edge
    closing: _Edge
    start: int
    at: int
    rest: int
    stop: int = 0


class _Laying:
    """Lays ranges one after the other. Where one ends depends on how the next one begins."""

    def __init__(self, frames: _Frames) -> None:
        self._frames = frames
        self._rows: list[_Row] = []
        self._film = 0  # ticks of the film up to the last range's stop

    def add(self, run: tuple[int, int], opening: _Edge, closing: _Edge, *, pause: int | None = None) -> None:
        """The next range; `pause`: it follows the one before also in the source, after so much of the pause."""
        if not self._rows:
            start, rest = self._begin(opening)
        else:
            before = self._rows[-1].closing
            stop, start, rest = self._join(before, opening) if pause is None else self._shorten(before, opening, pause)
            self._stop(stop)
        self._film += rest
        self._rows.append(_Row(run, opening, closing, start, self._film, rest))

    def done(self) -> tuple[int, tuple[KeptRange, ...]]:
        """The film's frames and its ranges."""
        last = self._rows[-1].closing
        stop = None if last.whole else self._frames.quietest(last.near, last.soft)
        self._stop(last.soft if stop is None else stop)
        return -(-self._film // self._frames.frame), tuple(self._range(row) for row in self._rows)

    def _range(self, row: _Row) -> KeptRange:
        def exact(tick: int) -> Fraction:
            return Fraction(tick, self._frames.second)

        return KeptRange(
            start=exact(row.start),
            end=exact(row.stop),
            at=exact(row.at),
            first=row.run[0],
            last=row.run[1] - 1,
            earliest=exact(row.opening.hard),
            speech_start=exact(row.opening.near),
            speech_end=exact(row.closing.near),
            latest=exact(row.closing.hard),
            rest_s=exact(row.rest) if row.rest else _NO_REST,
        )

    def _stop(self, stop: int) -> None:
        row = self._rows[-1]
        row.stop = stop
        self._film += stop - row.start

    def _begin(self, opening: _Edge) -> tuple[int, int]:
        """(start, rest) of the film's first range."""
        first = self._frames.after(opening.soft)
        start = first if opening.whole else self._frames.quietest(opening.near, opening.soft)
        if start is not None and start <= opening.near:
            return start, 0
        return opening.soft, (opening.soft - self._frames.origin) % self._frames.frame

    def _join(self, closing: _Edge, opening: _Edge) -> tuple[int, int, int]:
        """(stop, start, rest) of a cut: where the range before ends, where this begins, what is missing to a frame."""
        stop = self._frames.quietest(closing.near, closing.soft)
        start = self._frames.quietest(opening.near, opening.soft)
        if stop is not None and start is not None:
            return stop, start, 0
        stop, start = closing.soft, opening.soft
        missing = (stop - start) % self._frames.frame  # skipping so much more makes whole frames
        at_end, at_start = stop - closing.near, opening.near - start
        if missing <= at_end + at_start:
            taken = max(missing - at_start, min(at_end, missing // 2))
            return stop - taken, start + missing - taken, 0
        return stop, start, (start - stop) % self._frames.frame

    def _shorten(self, closing: _Edge, opening: _Edge, left: int) -> tuple[int, int, int]:
        """The same within a pause between two neighbours: whole frames are cut out of its middle."""
        gap = opening.near - closing.near
        skipped = (gap - left) // self._frames.frame * self._frames.frame
        stop = closing.near + (gap - skipped) // 2
        on_frame = self._frames.before(stop)
        stop = on_frame if on_frame >= closing.near else stop
        return stop, stop + skipped, 0
