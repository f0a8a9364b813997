"""The corpus in; a table of how well its beats, downbeats and sections are found, and how fast, out.

Run: ``python tests/benchmarks/bench_beats.py [FOLDER]``. A folder may hold real songs with their beats beside
them (``song.ogg`` and ``song.beats``: lines of "seconds position-in-bar").
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import wave
from dataclasses import dataclass
from pathlib import Path

import mir_eval
import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "media"))

from song_corpus import HELD_OUT, TUNING, Entry

from montage_desktop.core.facts import SongFacts
from montage_desktop.media.analysis.song import analyse_song, describe_song
from montage_desktop.media.samples.song import SongRecipe, make_song

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Result:
    """Scores of one song. F-measures ±70 ms: of all beats, of those after 5 s, of downbeats; offset in ms."""

    name: str
    group: str
    beats: float
    trimmed: float
    downbeats: float
    offset_ms: float
    meter_right: bool
    sections: float = float("nan")


def score(name: str, group: str, facts: SongFacts, beats: Doubles, downbeats: Doubles, meter: int) -> Result:
    """Compare what was found with what is true."""
    found = np.array(facts.beats)
    trim = mir_eval.beat.trim_beats
    nearest = found[:, None] - beats
    offsets = nearest[np.arange(len(found)), np.abs(nearest).argmin(axis=1)]
    close = offsets[np.abs(offsets) < 0.07]
    return Result(
        name,
        group,
        mir_eval.beat.f_measure(beats, found),
        mir_eval.beat.f_measure(trim(beats), trim(found)),
        mir_eval.beat.f_measure(downbeats, found[facts.downbeats]),
        1000 * float(np.median(close)) if len(close) else float("nan"),
        facts.meter == meter,
    )


def sections_found(facts: SongFacts, truth: list[tuple[float, str]], bar_s: float) -> float:
    """Share of the true boundaries that were found within a bar."""
    lines = np.array([s.start_s for s in facts.sections[1:]])
    true = [t for t, _ in truth[1:]]
    return float(np.mean([bool(len(lines)) and np.abs(lines - t).min() < 1.05 * bar_s for t in true]))


def run(entries: list[Entry]) -> list[Result]:
    """Play, analyse and score the songs of the corpus."""
    results = []
    for entry in entries:
        song = entry.song()
        facts = describe_song(song.samples)
        group = "steady 4/4, drums" if entry.steady else "other"
        result = score(entry.name, group, facts, song.beats, song.downbeats, song.meter)
        found = sections_found(facts, song.sections, song.meter * 60 / entry.recipe.bpm)
        results.append(Result(**{**result.__dict__, "sections": found}))
    return results


def run_real(folder: Path) -> list[Result]:
    """Score the songs of a folder that have a ``.beats`` file beside them."""
    results = []
    for truth in sorted(folder.glob("*.beats")):
        song = next((p for p in sorted(folder.glob(f"{truth.stem}.*")) if p.suffix != ".beats"), None)
        if song is None:
            continue
        table = np.loadtxt(truth)
        facts = analyse_song(song)
        meter = int(table[:, 1].max())
        results.append(score(song.name, "real", facts, table[:, 0], table[table[:, 1] == 1, 0], meter))
    return results


def row(name: str, results: list[Result]) -> str:
    """One line of the table: means over songs."""
    mean = {k: np.nanmean([getattr(r, k) for r in results]) for k in ("beats", "trimmed", "downbeats", "meter_right")}
    offsets = [abs(r.offset_ms) for r in results if not np.isnan(r.offset_ms)]
    offset = np.median(offsets) if offsets else np.nan
    parts = [r.sections for r in results if not np.isnan(r.sections)]
    sections = f"{np.mean(parts):8.2f}" if parts else " " * 8
    return (
        f"{name:32s}{len(results):6d}{mean['beats']:9.3f}{mean['trimmed']:9.3f}{min(r.beats for r in results):9.3f}"
        f"{mean['downbeats']:9.3f}{mean['meter_right']:9.2f}{offset:9.1f}{sections}"
    )


def write_song(path: Path, samples: npt.NDArray[np.float32], rate: int) -> Path:
    """A stereo WAV file of mono samples of -1…1."""
    with wave.open(str(path), "wb") as f:
        f.setnchannels(2)
        f.setsampwidth(2)
        f.setframerate(rate)
        f.writeframes(np.repeat(samples * 32767, 2).astype("<i2").tobytes())
    return path


def speed() -> tuple[float, float, float]:
    """(seconds of sound, seconds to analyse them from a file, of these to decode and the rest in CPU seconds)."""
    bars = 120
    song = make_song(SongRecipe(bpm=120, seed=1, rate=44_100, sections=(("verse", bars // 2), ("chorus", bars // 2))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "four minutes.wav"
        write_song(path, song.samples, song.rate)
        begin, cpu = time.perf_counter(), time.process_time()
        analyse_song(path)
        return len(song.samples) / song.rate, time.perf_counter() - begin, time.process_time() - cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="real songs with .beats files")
    parser.add_argument("--songs", action="store_true", help="a line for each song too")
    options = parser.parse_args()
    print(
        f"{'':32s}{'songs':>6s}{'F':>9s}{'F > 5 s':>9s}{'worst F':>9s}{'F bars':>9s}{'meter':>9s}{'|off| ms':>9s}"
        f"{'sections':>9s}"
    )
    for half, entries in (("tuning", TUNING), ("held-out", HELD_OUT)):
        results = run(entries)
        for group in ("steady 4/4, drums", "other"):
            print(row(f"{half}: {group}", [r for r in results if r.group == group]))
        print(row(f"{half}: all", results))
        if options.songs:
            for result in results:
                print(row(f"  {result.name}"[:32], [result]))
    if options.folder:
        results = run_real(options.folder)
        print(row("real songs", results))
        for result in results:
            print(row(f"  {result.name}"[:32], [result]))
    sound, wall, cpu = speed()
    print(f"{sound:.0f} s of sound: {wall:.2f} s wall, {cpu:.2f} s CPU, decode included")


if __name__ == "__main__":
    main()
