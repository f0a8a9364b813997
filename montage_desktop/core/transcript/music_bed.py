"""A song and the kept ranges of a talk in; the song under the film, its beats, and cuts slid onto them, out."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import msgspec

from montage_desktop.core.gain_curve import needed_over
from montage_desktop.core.planner.looping import Run, loops_of, runs_of
from montage_desktop.core.time import SAMPLE_RATE, round_half_up, seconds
from montage_desktop.core.timeline import AudioSpan
from montage_desktop.core.transcript.beats import ranges_on_beat, snap_to_beats
from montage_desktop.core.transcript.document import Words
from montage_desktop.core.transcript.ducking import Ducking
from montage_desktop.core.transcript.kept import Kept
from montage_desktop.core.transcript.music import LEAST_OF_SONG_S, HeardSong, TalkMusic, gain_between

_MICRO = 1_000_000


@dataclass(frozen=True)
class Underlaid:
    """A talk over music.

    Attributes:
        kept: the ranges, their cuts slid. spans: the music. beats: seconds of the film, ascending.
        downbeats: indices into `beats` of first beats of bars. notes: sentences for the person.
    """

    kept: Kept
    spans: tuple[AudioSpan, ...]
    beats: tuple[float, ...]
    downbeats: tuple[int, ...]
    notes: tuple[str, ...] = ()

    def in_source(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """For the eye, in seconds of the talk's source: what is heard on each beat, and the cuts that are on one."""
        starts = [float(r.at) for r in self.kept.ranges]
        shifts = [float(r.start - r.at) for r in self.kept.ranges]
        beats = tuple(b + shifts[max(0, bisect.bisect_right(starts, b) - 1)] for b in self.beats)
        return beats, tuple(float(r.end) for r in ranges_on_beat(self.kept, self.beats))


class MusicBed:
    """Lays one song under the films of one talk. Make it off the GUI thread: for a long song it takes a second.

    A song with beats is repeated on a bar line for as long as the film lasts; one without ends when it ends. It is
    mixed at `gain_between` and ducked under the words; in both, each moment depends on the film there alone.

    Args:
        speech_lufs: loudness of the talk's source; None where it could not be measured.
    """

    def __init__(self, song: HeardSong, words: Words, *, speech_lufs: float | None = None) -> None:
        self.song = song
        self._speech_lufs = speech_lufs
        self._ducking = Ducking(words)
        self._loops = loops_of(song.facts) if song.has_beats else []
        self._beats = [round(b * _MICRO) for b in song.facts.beats] if song.has_beats else []
        self._downs = frozenset(song.facts.downbeats)

    def under(self, kept: Kept, music: TalkMusic) -> Underlaid:
        """The music under the film, its cuts on beats where they can be. A few ms for hundreds of cuts.

        Raises:
            InputError: ``beats.slide``.
        """
        # Slid cuts may make the film longer; where the song is repeated must not depend on by how much.
        room_s = kept.duration_s + (kept.cuts * (seconds(float(music.slide_s)) + 1 / kept.rate) if music.slide_s else 0)
        runs = self._runs(music, room_s, slack_s=1 / kept.rate)
        beats, downs = self._beats_of(runs, room_s)
        slid = snap_to_beats(kept, beats, music.slide_s) if beats else kept
        film_s = slid.duration_s
        count = bisect.bisect_left(beats, float(film_s))
        spans = self._spans([r for r in runs if r.at_s < film_s], slid, music)
        notes = self._notes(music, missing_s=film_s - (runs[-1].at_s + runs[-1].end_s - runs[-1].start_s))
        return Underlaid(slid, spans, tuple(beats[:count]), tuple(d for d in downs if d < count), notes)

    def _runs(self, music: TalkMusic, film_s: Fraction, *, slack_s: Fraction) -> list[Run]:
        length_s = seconds(self.song.facts.duration_s)
        start_s = Fraction(round(music.source_in * _MICRO), _MICRO)
        if start_s + LEAST_OF_SONG_S > length_s:
            start_s = Fraction(0)  # another song lies there now
        if not self.song.has_beats:
            return [Run(start_s, min(length_s, start_s + film_s), Fraction(0))]
        return runs_of(self.song.facts, start_s=start_s, film_s=film_s, slack_s=slack_s, loops=self._loops)

    def _beats_of(self, runs: Sequence[Run], film_s: Fraction) -> tuple[list[float], list[int]]:
        """The song's beats where they are heard in the film, and which of them begin a bar. In whole microseconds."""
        found: list[int] = []
        downs: list[int] = []
        last = ceil(film_s * _MICRO)
        for run in runs:
            start, end, at = (floor(s * _MICRO) for s in (run.start_s, run.end_s, run.at_s))
            for number in range(bisect.bisect_left(self._beats, start), bisect.bisect_left(self._beats, end)):
                moment = self._beats[number] - start + at
                if moment < last and (not found or moment > found[-1]):
                    if number in self._downs:
                        downs.append(len(found))
                    found.append(moment)
        return [m / _MICRO for m in found], downs

    def _spans(self, runs: Sequence[Run], kept: Kept, music: TalkMusic) -> tuple[AudioSpan, ...]:
        total = round_half_up(kept.frames * SAMPLE_RATE / kept.rate)
        curve = self._ducking.curve(kept, music.duck_db)
        gain_db = gain_between(music, self.song, self._speech_lufs)
        edges = [min(total, round_half_up(r.at_s * SAMPLE_RATE)) for r in runs]
        edges.append(min(total, round_half_up((runs[-1].at_s + runs[-1].end_s - runs[-1].start_s) * SAMPLE_RATE)))
        spans = [
            AudioSpan(
                "music", self.song.facts.path, a, b - a, run.start_s, gain_db=gain_db,
                curve=needed_over(curve, a, b) or msgspec.UNSET,
            )
            for run, a, b in zip(runs, edges, edges[1:], strict=False) if b > a
        ]  # fmt: skip
        return _faded(spans, music)

    def _notes(self, music: TalkMusic, *, missing_s: Fraction) -> tuple[str, ...]:
        if self.song.has_beats:
            return ()
        notes = []
        if music.slide_s:
            notes.append("No clear beat was found in the music, so no cut slides to one.")
        if missing_s >= LEAST_OF_SONG_S:
            notes.append(f"The music ends {float(missing_s):.1f} s before the film: it has no beat to be repeated on.")
        return tuple(notes)


def _faded(spans: list[AudioSpan], music: TalkMusic) -> tuple[AudioSpan, ...]:
    """With fades at the begin of the first and at the end of the last one, of at most a quarter of the music each."""
    if not spans:
        return ()
    longest_s = sum(s.samples for s in spans) / SAMPLE_RATE / 4
    fade_in_s = min(music.fade_in_s, longest_s, spans[0].samples / SAMPLE_RATE)
    fade_out_s = min(music.fade_out_s, longest_s, spans[-1].samples / SAMPLE_RATE)
    spans[0] = msgspec.structs.replace(spans[0], fade_in_ms=round(1000 * fade_in_s, 3))
    spans[-1] = msgspec.structs.replace(spans[-1], fade_out_ms=round(1000 * fade_out_s, 3))
    return tuple(spans)
