"""A song and a film's length in; the part of the song, its beats in film time and the sound's spans out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt

from montage_desktop.core.facts import SongFacts
from montage_desktop.core.planner.looping import Run, runs_of
from montage_desktop.core.planner.request import PlanRequest
from montage_desktop.core.styles import Arc, Style
from montage_desktop.core.time import SAMPLE_RATE, frame_at, round_half_up, seconds
from montage_desktop.core.timeline import AudioSpan

Doubles = npt.NDArray[np.float64]

_BINS = 24
_FALLBACK_BEAT_S = Fraction(1, 2)
_SHORTEST_SECTION_S = 0.1


@dataclass(frozen=True, slots=True)
class Score:
    """The film's music: per beat arrays of equal length, times in exact film seconds.

    Attributes:
        frames: length of the film. times: ascending, within ``[0, film end)``.
        downbeat: begins a bar. section: begins a section of the song. accent, energy: 0…1.
        period_s: median distance of beats. notes: sentences for the person.
    """

    rate: Fraction
    frames: int
    times: list[Fraction]
    downbeat: npt.NDArray[np.bool_]
    section: npt.NDArray[np.bool_]
    accent: Doubles
    energy: Doubles
    period_s: float
    spans: list[AudioSpan]
    notes: list[str]

    @property
    def cut_frames(self) -> list[int]:
        """The frame of each beat, from its own time: an error of half a frame at most, at any minute."""
        return [frame_at(t, self.rate) for t in self.times]


def lay_music(request: PlanRequest, song: SongFacts, style: Style) -> Score:
    """Choose the part of the song, loop it on a bar line if it is too short, and carry its beats over."""
    length_s = seconds(song.duration_s)
    asked_s = request.duration_s if request.duration_s is not None else length_s
    if request.duration_s is None and request.music_start_s:
        asked_s = max(length_s - request.music_start_s, 1 / request.rate)
    frames = max(1, round_half_up(asked_s * request.rate))
    film_s = frames / request.rate
    notes = [song.note] if song.note else []
    if request.music_start_s is not None:
        start_s = min(request.music_start_s, length_s)
    else:
        start_s = choose_start(song, film_s=film_s, style=style)
    runs = runs_of(song, start_s=start_s, film_s=film_s, slack_s=1 / request.rate)
    if len(runs) > 1:
        notes.append(
            f"The song is shorter than the film ({float(length_s):.1f} s of {float(film_s):.1f} s);"
            f" it is repeated on a bar line{'' if len(runs) == 2 else f' {len(runs) - 1} times'}."
        )
    spans = _spans(runs, song, frames=frames, rate=request.rate, style=style)
    return _score(runs, song, frames=frames, rate=request.rate, style=style, spans=spans, notes=notes)


def choose_start(song: SongFacts, *, film_s: Fraction, style: Style) -> Fraction:
    """The downbeat from which a film of this length tells the style's arc best (0 if the song is no longer)."""
    length_s = seconds(song.duration_s)
    room_s = float(length_s - film_s)
    downs = [song.beats[i] for i in song.downbeats if 0 <= i < len(song.beats)] or list(song.beats)
    fitting = [t for t in downs if 0 <= t <= room_s + 1e-6]
    if room_s <= 0 or not fitting:
        return Fraction(0)
    if style.music.start == "beginning":
        return seconds(fitting[0])
    curve = _bin_energy(song, np.array(fitting), float(film_s))
    shape = arc_at(style.arc, (np.arange(_BINS) + 0.5) / _BINS)
    shape = shape - shape.mean()
    centred = curve - curve.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred**2).sum(axis=1) * (shape**2).sum()) + 0.05
    fit = (centred @ shape) / spread * min(1.0, 1.5 * float(np.ptp(shape)))
    loud = curve.mean(axis=1)
    peak = curve.max(axis=1)
    begins = np.array([min((abs(t - s.start_s) for s in song.sections), default=9.0) < 0.05 for t in fitting])
    weights = (0.35, 1.2, 0.4) if style.music.start == "peak" else (1.0, 0.35, 0.6)
    value = weights[0] * fit + weights[1] * loud + weights[2] * peak + 0.2 * begins
    return seconds(fitting[int(np.argmax(np.round(value, 6)))])


def _bin_energy(song: SongFacts, starts: Doubles, film_s: float) -> Doubles:
    """Mean energy in `_BINS` equal parts of a film from each start, shape (starts, bins)."""
    curve = np.asarray(song.energy or [0.5], np.float64)
    total = np.concatenate([[0.0], np.cumsum(curve)])
    edges = starts[:, None] + np.linspace(0, film_s, _BINS + 1)[None, :]
    at = np.clip(edges / max(song.energy_hop_s, 1e-3), 0, len(curve))
    sums = np.interp(at.ravel(), np.arange(len(total)), total).reshape(at.shape)
    return np.asarray(np.diff(sums, axis=1) / np.maximum(np.diff(at, axis=1), 1e-9), np.float64)


def arc_at(arc: Arc, position: Doubles) -> Doubles:
    """The style's tension at positions 0…1 of the film."""
    x, y = zip(*arc.points, strict=True)
    return np.asarray(np.interp(position, x, y), np.float64)


def _spans(runs: list[Run], song: SongFacts, *, frames: int, rate: Fraction, style: Style) -> list[AudioSpan]:
    total = round_half_up(frames * SAMPLE_RATE / rate)
    edges = [round_half_up(r.at_s * SAMPLE_RATE) for r in runs] + [total]
    spans = []
    for number, (run, a, b) in enumerate(zip(runs, edges[:-1], edges[1:], strict=True)):
        if b <= a:
            continue
        last = number == len(runs) - 1
        fade_in_s = style.music.fade_in_s if number == 0 and run.start_s > 0 else 0.0
        film_s = float(frames / rate)
        spans.append(
            AudioSpan(
                role="music",
                source=song.path,
                start_sample=a,
                samples=b - a,
                source_in=run.start_s,
                gain_db=style.music.gain_db,
                fade_in_ms=round(1000 * min(fade_in_s, film_s / 4), 3),
                fade_out_ms=round(1000 * min(style.music.fade_out_s, film_s / 4, (b - a) / SAMPLE_RATE), 3)
                if last
                else 0.0,
            )
        )
    return spans


@dataclass(frozen=True, slots=True)
class _Beat:
    """A beat in film time."""

    at_s: Fraction
    downbeat: bool
    section: bool
    accent: float
    energy: float


def _beats(runs: list[Run], song: SongFacts, *, film_s: Fraction) -> list[_Beat]:
    """The song's beats where its runs lie in the film, ascending, times to the microsecond as stored."""
    found: list[_Beat] = []
    downs = set(song.downbeats)
    begins = [s.start_s for s in song.sections if s.start_s > 0]
    sections = [any(abs(s - b) < 0.06 for s in begins) for b in song.beats]
    exact = [seconds(float(b)) for b in song.beats]
    for run in runs:
        for i, beat_s in enumerate(exact):
            at_s = seconds(float(beat_s - run.start_s + run.at_s))
            if not run.start_s <= beat_s < run.end_s or not 0 <= at_s < film_s:
                continue
            accent = song.accents[i] if i < len(song.accents) else 0.5
            energy = song.beat_energy[i] if i < len(song.beat_energy) else 0.5
            if not found or at_s > found[-1].at_s:
                found.append(_Beat(at_s, i in downs, sections[i], accent, energy))
    return found


def _score(
    runs: list[Run],
    song: SongFacts,
    *,
    frames: int,
    rate: Fraction,
    style: Style,
    spans: list[AudioSpan],
    notes: list[str],
) -> Score:
    film_s = frames / rate
    beats = _beats(runs, song, film_s=film_s)
    if not beats:
        times = [n * _FALLBACK_BEAT_S for n in range(ceil(film_s / _FALLBACK_BEAT_S))]
        beats = [_Beat(t, n % 4 == 0, False, 0.5, 0.5) for n, t in enumerate(times)]
        if not song.note:
            notes.append("This part of the song has no beats; a steady grid of 120 beats per minute is used.")
    gaps = [float(b.at_s - a.at_s) for a, b in pairwise(beats)]
    position = np.array([float(b.at_s / film_s) for b in beats])
    strength = style.arc.strength
    heard = np.array([b.energy for b in beats], np.float64)
    return Score(
        rate=rate,
        frames=frames,
        times=[b.at_s for b in beats],
        downbeat=np.array([b.downbeat for b in beats]),
        section=np.array([b.section for b in beats]),
        accent=np.clip(np.array([b.accent for b in beats], np.float64), 0, 1),
        energy=np.clip((1 - strength) * heard + strength * arc_at(style.arc, position), 0, 1),
        period_s=float(np.median(gaps)) if gaps else 0.5,
        spans=spans,
        notes=notes,
    )


def sections_of(spans: Sequence[AudioSpan], song: SongFacts) -> list[dict[str, Any]]:
    """The song's parts as markers of the film: see `Timeline.markers`."""
    found: list[dict[str, Any]] = []
    for span in spans:
        begin, source_in = span.start_sample / SAMPLE_RATE, float(span.source_in)
        end = begin + span.samples / SAMPLE_RATE
        for section in song.sections:
            a = max(begin, begin + section.start_s - source_in)
            b = min(end, begin + section.end_s - source_in)
            if b - a > _SHORTEST_SECTION_S:
                marker = {"kind": "section", "start_s": round(a, 4), "end_s": round(b, 4)}
                found.append({**marker, "label": section.label, "energy": round(section.energy, 4)})
    return found
