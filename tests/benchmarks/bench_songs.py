"""The song corpus and a long song in; how well and how fast beats are found, beside librosa's tracker, out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import mir_eval
import numpy as np
from bench_beats import write_song
from measuring import Cost, rounds
from rivals import Rivals, measure_ours
from song_corpus import HELD_OUT, TUNING, Entry
from table import Row, Task

from montage_desktop.media.samples.song import SongRecipe, make_song

_STEADY, _ALL, _TIME_S = 0.95, 0.85, 3.0


def quality(folder: Path, rivals: Rivals, *, quick: bool) -> list[Row]:
    """Mean F-measures (±70 ms) over the held-out half of the corpus, or all of it."""
    folder.mkdir(parents=True, exist_ok=True)
    entries: list[Entry] = [*HELD_OUT] if quick else [*TUNING, *HELD_OUT]
    paths, truths = [], []
    for i, entry in enumerate(entries):
        song = entry.song()
        paths.append(write_song(folder / f"{i}.wav", song.samples, song.rate))
        truths.append(song.beats)
    ours = [np.array(t["result"]) for t in measure_ours("beats", *paths)[1]]
    theirs = None
    if "librosa" not in rivals.missing:
        theirs = [np.array(t["result"]) for t in rivals.measure("librosa", *paths)[1]]
    rows = []
    half = "held-out half" if quick else "tuning and held-out"
    for name, limit, chosen in (
        ("steady 4/4", _STEADY, [i for i, e in enumerate(entries) if e.steady]),
        ("all", _ALL, list(range(len(entries)))),
    ):
        mean = [
            float(np.mean([mir_eval.beat.f_measure(truths[i], found[i]) for i in chosen])) if found else None
            for found in (ours, theirs)
        ]
        what = f"beats F, {name} ({len(chosen)} songs, {half})"
        # The budget is on our number; librosa's stands beside it.
        rows.append(Row(what, mean[0], unit="", limit=limit, at_least=True, note=_beside(mean[1], rivals)))
        if mean[1] is not None:
            rows.append(Row(f"{what} beside librosa", mean[0], mean[1], "librosa", "", 1.0, at_least=True))
    return rows


def _beside(theirs: float | None, rivals: Rivals) -> str:
    return f"librosa: {theirs:.3f}" if theirs is not None else f"librosa: {rivals.missing['librosa']}"


def speed(folder: Path, rivals: Rivals, *, quick: bool) -> list[Row]:
    """A song of four minutes, from the file to the beats."""
    folder.mkdir(parents=True, exist_ok=True)
    bars = 120
    song = make_song(SongRecipe(bpm=120, seed=1, rate=44_100, sections=(("verse", bars // 2), ("chorus", bars // 2))))
    path = write_song(folder / "four minutes.wav", song.samples, song.rate)

    def once(measure: Callable[..., tuple[Cost, list[dict[str, float]]]], task: str) -> Cost:
        cost, told = measure(task, path)
        return Cost(told[0]["wall_s"], told[0]["cpu_s"], cost.peak_mib)

    work: dict[str, Callable[[], Cost]] = {"ours": lambda: once(measure_ours, "beats")}
    if "librosa" not in rivals.missing:
        work["theirs"] = lambda: once(rivals.measure, "librosa")
    costs = rounds(1 if quick else 3, work)
    ours, theirs = costs["ours"], costs.get("theirs")
    what = "beats of a 4-min song: wall"
    rows = [Row(what, ours.wall_s, unit="s", limit=_TIME_S, costs=(ours, None), note="bars and sections included")]
    if theirs is None:
        return [*rows, Row(what, rival_name="librosa", skipped=rivals.missing["librosa"])]
    note = "librosa after its first call, which compiles"
    return [*rows, Row(what, ours.wall_s, theirs.wall_s, "librosa", "s", costs=(ours, theirs), note=note)]


def rows(folder: Path, rivals: Rivals, *, quick: bool) -> list[Task]:
    """(what is measured, how) of this module."""
    return [
        ("beats", lambda: speed(folder / "song", rivals, quick=quick)),
        ("beat quality", lambda: quality(folder / "songs", rivals, quick=quick)),
    ]
