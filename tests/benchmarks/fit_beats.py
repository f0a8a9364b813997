"""Random songs in; the weights of the beat tracker's two linear models (`beat_weights`) out.

Run: ``python tests/benchmarks/fit_beats.py [--songs 600] [--write]`` (about four minutes). The songs are the tuning
half of the corpus and random recipes of its grooves and kits and of random grooves; nothing of the held-out half.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import mir_eval
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "media"))

from song_corpus import TUNING, sections_for

from montage_desktop.media.analysis import bars, beat_weights, levels
from montage_desktop.media.analysis.beats import all_paths
from montage_desktop.media.analysis.onsets import FPS, onsets
from montage_desktop.media.samples.grooves import GROOVES, Groove
from montage_desktop.media.samples.song import Song, SongRecipe, make_song

Doubles = npt.NDArray[np.float64]

#: Tempo range in which each of the tuning's grooves is usual.
RANGES = {
    "house": (90, 145),
    "rock": (66, 178),
    "boombap": (68, 108),
    "halftime": (70, 160),
    "funk": (85, 130),
    "shuffle": (75, 160),
    "waltz": (80, 180),
    "swing": (110, 190),
    "polka": (105, 190),
}
SECONDS = {"rock": "funk", "house": "rock", "funk": "rock", "polka": "rock"}
KITS = ("rock", "house", "vinyl", "brushes", "808", "metal", "jazz")
HATS = (
    *("x.o." * 4, "x.x." * 4, "xoxo" * 4, "xogo" * 4, "x...x...x...x...", "..x." * 4, "xxxx" * 4, "o.x." * 4),
    *("g.x." * 4, "xoxx" * 4, "X.X." * 4, "xxxx" * 4, "o.X." * 4, "X.x.xxx.X.x.x.xx", "." * 16, "." * 16),
)
SKANKS = ("", "X.......x.......", "x.x." * 4, "..x." * 4, "X...x...x...x...", "X.............x.", "X..x..x.X..x..x.")
#: Strength of the pull to zero (ridge) of either model.
RIDGE_LEVELS, RIDGE_BARS = 2.0, 20.0


def random_groove(rng: np.random.Generator) -> Groove:
    """A bar of 4/4: kick on one and here and there, snare on the back-beat or elsewhere, some hats, some skank."""
    kick, snare = list("X" + "." * 15), list("." * 16)
    if rng.random() < 0.25:
        kick[4] = kick[8] = kick[12] = "X"
    elif rng.random() < 0.6:
        kick[8] = "X"
    for i in range(1, 16):
        if (i % 4 or i == 8) and kick[4] == "." and rng.random() < (0.3 if i % 2 == 0 else 0.1):
            kick[i] = "x"
    kind = rng.random()
    for i in (8,) if kind < 0.12 else (0, 4, 8, 12) if kind < 0.2 else (2, 6, 10, 14) if kind < 0.38 else (4, 12):
        snare[i] = "X"
    if snare[2] == "X":
        kick[4] = kick[8] = kick[12] = "X"
    snare = [m if m != "." or i == 0 or rng.random() > 0.12 else "g" for i, m in enumerate(snare)]
    names = (str(rng.choice(["snare", "clap", "snare"])), str(rng.choice(["hat", "ride", "hat"])))
    hits = {"kick": "".join(kick), names[0]: "".join(snare), names[1]: str(rng.choice(HATS))}
    skank = "".join(rng.choice(list("Xxo........"), 16)) if rng.random() < 0.5 else str(rng.choice(SKANKS))
    return Groove(hits, swing=float(rng.choice([0, 0, 0, 0.25])), skank=skank if set(skank) - {"."} else "")


def random_kind(rng: np.random.Generator) -> tuple[str, str, tuple[float, float]]:
    """(groove, second groove, range of tempi): random ones are put into `GROOVES`."""
    kind = rng.random()
    if kind < 0.55:
        GROOVES["random"], GROOVES["random-2"] = random_groove(rng), random_groove(rng)
        return "random", "random-2" if rng.random() < 0.6 else "", (68, 178)
    if kind < 0.85:
        groove = str(rng.choice(list(RANGES)))
        return groove, SECONDS.get(groove, "") if rng.random() < 0.4 else "", RANGES[groove]
    return str(rng.choice(["none", "none", "none-waltz"])), "", (70, 150)


def random_recipe(seed: int) -> SongRecipe:
    """Any song of the tuning's kits, and of its grooves or of random ones."""
    rng = np.random.default_rng([777, seed])
    groove, second, (low, high) = random_kind(rng)
    arpeggio = 0
    bare = groove.startswith("none")
    meter = 3 if "waltz" in groove else 4
    if bare:
        arpeggio = int(rng.choice([0, 1, 2, 2, 4] if meter == 4 else [1, 1, 2]))
    elif rng.random() < 0.1:
        arpeggio = int(rng.choice([1, 2, 4]))
    bpm = float(np.exp(rng.uniform(np.log(low), np.log(high))))
    kinds = str(rng.choice(["vc", "ivc", "vcv"] if bare else ["ivc", "vc", "vcb", "Ivc", "vbc", "vcvc"]))
    chords = ["piano", "epiano", "guitar", "organ", "strings", "synth", "pluck", *([] if arpeggio else ["pad"])]
    return SongRecipe(
        bpm=bpm,
        seed=5000 + seed,
        sections=sections_for(bpm, meter, kinds),
        groove=groove,
        second_groove=second,
        kit=str(rng.choice(KITS)),
        key=int(rng.integers(40, 53)),
        scale=str(rng.choice(["major", "minor", "dorian"])),
        chords=str(rng.choice(chords)),
        melody=str(rng.choice(["synth", "pluck", "piano", "", "strings"])),
        bass="bass" if bare and not arpeggio else str(rng.choice(["bass", "sub", "upright", ""])),
        tempo=str(rng.choice([*["steady"] * 8, "ramp", "step", "rubato"])),
        change=float(rng.uniform(0.8, 1.3)),
        jitter_s=float(rng.uniform(0.001, 0.011)),
        noise=float(10 ** rng.uniform(-3.5, -1.5)),
        arpeggio=arpeggio,
        lead_in_s=float(rng.uniform(0, 1)),
    )


def look(song: Song) -> tuple[Doubles, Doubles, Doubles, Doubles]:
    """(features of each path, F-measure of each; features of each true beat, whether it begins a bar)."""
    heard = onsets(song.samples)
    paths = all_paths(heard)
    f = np.array([mir_eval.beat.f_measure(song.beats, np.maximum(p, 0) / FPS) for p in paths])
    of_beats = bars.describe_beats(heard, song.beats * FPS)
    return levels.features(heard, paths), f, of_beats, (np.arange(len(of_beats)) % song.meter == 0).astype(np.float64)


def fit_levels(features: list[Doubles], scores: list[Doubles]) -> Doubles:
    """Weights that make the expected F⁴ of a choice by softmax highest."""
    lengths = [len(f) for f in scores]
    starts, owner = np.cumsum([0, *lengths[:-1]]), np.repeat(np.arange(len(lengths)), lengths)
    x, gain = np.concatenate(features), np.clip(np.concatenate(scores), 0, 1) ** 4
    scale = x.std(axis=0) + 1e-6
    x = x / scale

    def loss(w: Doubles) -> tuple[float, Doubles]:
        z = x @ w
        odds = np.exp(z - np.maximum.reduceat(z, starts)[owner])
        odds /= np.add.reduceat(odds, starts)[owner]
        expected = np.add.reduceat(odds * gain, starts) + 1e-6
        slope = odds - odds * gain / expected[owner]
        return float(-np.log(expected).sum() + RIDGE_LEVELS * w @ w), x.T @ slope + 2 * RIDGE_LEVELS * w

    return np.asarray(minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x / scale)


def fit_bars(x: Doubles, first: Doubles) -> Doubles:
    """Weights of a logistic regression of "begins a bar"."""
    scale = x.std(axis=0) + 1e-6
    x = np.column_stack([x / scale, np.ones(len(x))])

    def loss(w: Doubles) -> tuple[float, Doubles]:
        z, free = x @ w, np.append(w[:-1], 0.0)
        error = 1 / (1 + np.exp(-z)) - first
        return float(np.logaddexp(0, np.where(first, -z, z)).sum() + RIDGE_BARS * free @ free), (
            x.T @ error + 2 * RIDGE_BARS * free
        )

    return np.asarray(minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x[:-1] / scale)


def written(level: Doubles, bar: Doubles) -> str:
    """The text of ``beat_weights.py``."""
    lines = [f'"""{beat_weights.__doc__}"""', "", "#: Feature of a path (see `levels.describe`) -> weight."]
    lines += ["LEVEL_WEIGHTS = {"]
    lines += [f'    "{name}": {w:.4g},' for name, w in zip(levels.FEATURES, level, strict=True)]
    lines += [
        "}",
        "",
        "#: Feature of a beat (see `bars.describe_beats`) -> weights for the beat two before, one before,",
    ]
    lines += ["#: itself, one after, two after.", "BAR_WEIGHTS = {"]
    for name, row in zip(bars.FEATURES, bar.reshape(5, -1).T, strict=True):
        lines.append(f'    "{name}": ({", ".join(f"{w:.4g}" for w in row)}),')
    return "\n".join([*lines, "}", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--songs", type=int, default=600)
    parser.add_argument("--write", action="store_true", help="replace the weights in the package")
    options = parser.parse_args()
    songs = [entry.song() for entry in TUNING]
    looks = [look(song) for song in songs]
    looks += [look(make_song(random_recipe(seed))) for seed in range(options.songs)]
    weights = fit_levels([v[0] for v in looks], [v[1] for v in looks])
    chosen = np.mean([f[np.argmax(x @ weights)] for x, f, _, _ in looks])
    print(f"F of the chosen paths {chosen:.3f}, of the best {np.mean([f.max() for _, f, _, _ in looks]):.3f}")
    first = fit_bars(np.concatenate([v[2] for v in looks]), np.concatenate([v[3] for v in looks]))
    if options.write:
        Path(beat_weights.__file__).write_text(written(weights, first))


if __name__ == "__main__":
    main()
