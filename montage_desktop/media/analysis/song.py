"""A path to a song in; its `SongFacts` out: beats, bars, sections, energy, or a steady grid where there is no beat."""

from __future__ import annotations

import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import av.error
import numpy as np
import numpy.typing as npt
from scipy.ndimage import uniform_filter1d

from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.core.facts import SongFacts
from montage_desktop.core.said import said
from montage_desktop.media.analysis.beats import BeatTrack, track
from montage_desktop.media.analysis.onsets import FPS, RATE, Floats, Onsets, onsets
from montage_desktop.media.analysis.sections import find_sections
from montage_desktop.media.opening import open_media, sound_stream

Doubles = npt.NDArray[np.float64]

ENERGY_HOP_S = 0.1
#: Below this confidence what was tracked is no beat, but noise, speech or a pad.
SURE = 0.3
#: A beat cannot be told from less sound than this.
_SHORTEST_S = 4.0
#: Beats are tracked in the first so many seconds and continued from there: bounds memory for a two-hour file.
_LONGEST_S = 1200.0
_SILENT_DB = -66.0


def analyse_song(
    path: Path,
    *,
    identity: str = "",
    fallback_bpm: float = 120.0,
    should_stop: Callable[[], bool] = lambda: False,
) -> SongFacts:
    """Decode a song and find its beats, bars, sections and energy. About 1 s for 4 minutes.

    Args:
        identity: content identity to write into the facts. fallback_bpm: of the grid where there is no beat.
        should_stop: asked now and then.

    Raises:
        InputError: ``song.no_audio``, ``song.unreadable``, or as `open_media`.
        Cancelled: when told to stop.
    """
    samples = decode(path, should_stop=should_stop)
    return describe_song(samples, path=str(path), identity=identity, fallback_bpm=fallback_bpm, should_stop=should_stop)


def decode(path: Path, *, should_stop: Callable[[], bool] = lambda: False) -> Floats:
    """All of the first audio stream, from the container's start, mono float32 at `RATE`, shape (n,).

    What decodes is used; a damaged rest is left out.
    """
    blocks: list[Floats] = []
    with open_media(path) as container:
        stream = sound_stream(container)
        if stream is None:
            raise InputError("song.no_audio", f"“{path.name}” has no sound.", fix="Choose a file with music in it.")
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        start = Fraction(container.start_time or 0, av.time_base)
        failure = ""
        try:
            for frame in container.decode(stream):
                if should_stop():
                    raise Cancelled()
                if not blocks and frame.pts is not None and frame.time_base is not None:
                    late = float(frame.pts * frame.time_base - start)
                    blocks.append(np.zeros(int(np.clip(late, 0, 60) * RATE), np.float32))
                blocks += [f.to_ndarray()[0] for f in resampler.resample(frame)]
            blocks += [f.to_ndarray()[0] for f in resampler.resample(None)]
        except (av.error.FFmpegError, ValueError, IndexError) as e:
            failure = str(e)
    samples = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    if not len(samples):
        raise InputError(
            "song.unreadable",
            f"The sound of “{path.name}” cannot be decoded.",
            fix="Copy it again, or convert it to WAV, FLAC or MP3.",
            detail=failure,
        )
    return np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0).astype(np.float32, copy=False)


def describe_song(
    samples: Floats,
    *,
    path: str = "",
    identity: str = "",
    fallback_bpm: float = 120.0,
    should_stop: Callable[[], bool] = lambda: False,
) -> SongFacts:
    """`analyse_song` from samples: mono float32 at `RATE`, shape (n,), n > 0."""
    duration = len(samples) / RATE
    heard = onsets(np.pad(samples, (0, max(0, RATE // 4 - len(samples)))))
    if should_stop():
        raise Cancelled()
    found, note = _beats(heard, duration_s=duration, fallback_bpm=fallback_bpm, should_stop=should_stop)
    curve = _energy(heard, duration_s=duration)
    beats = np.round(found.beats, 6)
    sections = find_sections(heard, beats[found.downbeats], curve, duration_s=duration, hop_s=ENERGY_HOP_S)
    return SongFacts(
        path=os.path.abspath(path) if path else "",  # noqa: PTH100 - as in open_media
        identity=identity,
        duration_s=round(duration, 6),
        beats=beats.tolist(),
        downbeats=found.downbeats.tolist(),
        meter=found.meter,
        tempo=round(found.tempo, 3),
        confidence=round(found.confidence, 4),
        grid="steady" if note else "tracked",
        beat_energy=_rounded(_per_beat(curve, beats, duration_s=duration)),
        accents=_rounded(_accents(heard, beats)),
        energy=_rounded(curve),
        energy_hop_s=ENERGY_HOP_S,
        sections=sections,
        note=note,
    )


def _rounded(values: Doubles) -> list[float]:
    return [round(float(v), 4) for v in values]


def _beats(
    heard: Onsets, *, duration_s: float, fallback_bpm: float, should_stop: Callable[[], bool]
) -> tuple[BeatTrack, str]:
    """The beats that were heard, or a steady grid and the sentence that says why."""
    if float(np.percentile(heard.level_db, 95)) < _SILENT_DB:
        reason, confidence = "The song is silent", 0.0
    elif duration_s < _SHORTEST_S:
        reason, confidence = f"The song is only {duration_s:.1f} s long", 0.0
    else:
        found = track(heard.first(int(_LONGEST_S * FPS)), duration_s=duration_s, should_stop=should_stop)
        if found.confidence >= SURE:
            return found, ""
        reason, confidence = "No clear beat was found in the song", found.confidence
    beats = np.arange(0.0, duration_s, 60 / fallback_bpm)
    steady = BeatTrack(beats, np.arange(0, len(beats), 4), 4, fallback_bpm, confidence)
    return steady, said(f"{reason}; a steady grid of {fallback_bpm:g} beats per minute is used.")


def _energy(heard: Onsets, *, duration_s: float) -> Doubles:
    """Loudness (dB) and activity of each tenth of a second, 0…1 relative to the song."""
    frames = np.arange(len(heard.flux))
    times = np.arange(0, duration_s, ENERGY_HOP_S) * FPS
    width = int(0.5 * FPS)
    power = uniform_filter1d(10 ** (heard.level_db.astype(np.float64) / 10), width, mode="nearest")
    level = 10 * np.log10(power + 1e-12)
    top = float(np.percentile(level, 95))
    if top < _SILENT_DB:
        return np.zeros(len(times))
    loud = np.clip((level - top + 24) / 25, 0, 1)
    active = uniform_filter1d(heard.flux.astype(np.float64), 2 * width, mode="nearest")
    active = np.clip(active / (np.percentile(active, 95) + 1e-9), 0, 1)
    return np.asarray(np.interp(times, frames, 0.65 * loud + 0.35 * active))


def _per_beat(curve: Doubles, beats: Doubles, *, duration_s: float) -> Doubles:
    """Mean of the curve from each beat to the next."""
    total = np.concatenate([[0.0], np.cumsum(curve)])
    edges = np.append(beats, duration_s) / ENERGY_HOP_S
    sums = np.interp(edges, np.arange(len(total)), total)
    return np.asarray(np.clip(np.diff(sums) / np.maximum(np.diff(edges), 1e-6), 0, 1))


def _accents(heard: Onsets, beats: Doubles) -> Doubles:
    """The strongest onset within 50 ms of each beat, 1 for the strongest twentieth."""
    around = np.round(beats * FPS).astype(np.int64)[:, None] + np.arange(-5, 6)
    seen = heard.flux[np.clip(around, 0, len(heard.flux) - 1)].max(axis=1, initial=0.0)
    return np.asarray(np.clip(seen / (np.percentile(seen, 95) + 1e-9), 0, 1), dtype=np.float64)
