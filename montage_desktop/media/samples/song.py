"""A recipe in; a song out, as samples with the true times of its beats, downbeats and sections.

The demo's song and the corpus on which the beat tracker is tuned and tested come from here. Everything is made
of numbers, and the same recipe gives the same samples.
"""

from __future__ import annotations

import wave
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from montage_desktop.media.samples.grooves import GROOVES, LEVELS, Groove
from montage_desktop.media.samples.instruments import KITS, Samples, drum, note, reverb

_SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10), "dorian": (0, 2, 3, 5, 7, 9, 10)}
_PROGRESSIONS = ((0, 4, 5, 3), (5, 3, 0, 4), (0, 5, 3, 4), (0, 3, 0, 4), (1, 4, 0, 5), (0, 6, 5, 4), (0, 2, 3, 3))
#: How each kind of section is played: gains of (drums, bass, chords, melody).
_MIX = {
    "intro": (0.0, 0.0, 0.45, 0.0),
    "beat-intro": (0.7, 0.0, 0.3, 0.0),
    "verse": (0.75, 0.7, 0.4, 0.3),
    "chorus": (1.0, 1.0, 0.8, 0.8),
    "break": (0.0, 0.3, 0.6, 0.5),
    "bridge": (0.6, 0.8, 0.7, 0.0),
    "outro": (0.3, 0.4, 0.5, 0.0),
}


@dataclass(frozen=True)
class SongRecipe:
    """What to play.

    Attributes:
        bpm: beats per minute at the begin. seed: of all that is random.
        sections: (kind, bars), kinds as in ``_MIX``. groove, kit: names in `GROOVES` and `KITS`.
        key: MIDI note of the tonic below middle C. chords, melody, bass: names of timbres, "" for none.
        tempo: "steady", "ramp" (to ``bpm * change`` by the end), "step" (to it, half-way) or "rubato" (slow
            breathing of ±6 %, plus a little from beat to beat).
        jitter_s: standard deviation of each note's time. noise: level of hiss. lead_in_s: silence before.
        second_groove: of choruses and bridges, if another (of the same meter and steps).
        arpeggio: chords are broken, this many notes a beat; 0: as the groove has it, or held.
    """

    bpm: float
    seed: int
    sections: tuple[tuple[str, int], ...] = (("intro", 4), ("verse", 8), ("chorus", 8))
    groove: str = "rock"
    second_groove: str = ""
    kit: str = "rock"
    key: int = 48
    scale: str = "minor"
    chords: str = "piano"
    melody: str = "synth"
    bass: str = "bass"
    tempo: str = "steady"
    change: float = 1.15
    jitter_s: float = 0.005
    noise: float = 0.002
    lead_in_s: float = 0.1
    arpeggio: int = 0
    rate: int = 22_050


@dataclass(frozen=True)
class Song:
    """Samples, float32, mono, shape (n,), ±1, and what is true of them (seconds)."""

    samples: Samples
    rate: int
    beats: npt.NDArray[np.float64]
    downbeats: npt.NDArray[np.float64]
    meter: int
    sections: list[tuple[float, str]] = field(default_factory=list)


def _beat_times(recipe: SongRecipe, beats: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Times of ``beats + 1`` beats, seconds."""
    where = np.arange(beats) / max(1, beats - 1)
    bpm = np.full(beats, recipe.bpm)
    if recipe.tempo == "ramp":
        bpm = recipe.bpm * recipe.change**where
    elif recipe.tempo == "step":
        bpm = np.where(np.arange(beats) < beats // 8 * 4, recipe.bpm, recipe.bpm * recipe.change)
    elif recipe.tempo == "rubato":
        breath = 0.06 * np.sin(2 * np.pi * np.arange(beats) / 16 + rng.uniform(0, 6))
        bpm = recipe.bpm * (1 + breath + 0.012 * rng.standard_normal(beats))
    return recipe.lead_in_s + np.concatenate([[0.0], np.cumsum(60.0 / bpm)])


class _Stage:
    """Takes notes at beat positions and mixes them at their times."""

    def __init__(self, recipe: SongRecipe, groove: Groove, bars: int, rng: np.random.Generator) -> None:
        self.recipe, self.groove, self.rng = recipe, groove, rng
        self.times = _beat_times(recipe, bars * groove.meter, rng)
        self.mix = np.zeros(int((self.times[-1] + 1.0) * recipe.rate), np.float32)

    def at(self, beat: float) -> float:
        """Seconds of a position in beats."""
        return float(np.interp(beat, np.arange(len(self.times)), self.times))

    def play(self, sound: Samples, beat: float, gain: float, *, loose: float = 1.0) -> None:
        """Add a sound at a beat, a little off as players are."""
        when = self.at(beat) + loose * self.recipe.jitter_s * self.rng.standard_normal()
        start = max(0, round(when * self.recipe.rate))
        end = min(len(self.mix), start + len(sound))
        if end > start:
            self.mix[start:end] += gain * float(self.rng.uniform(0.88, 1.12)) * sound[: end - start]

    def steps(self, marks: str) -> list[tuple[float, float]]:
        """(position in the bar in beats, velocity) of each mark that is not a dot; swung."""
        g = self.groove
        late = [g.swing if i % 2 else 0.0 for i in range(len(marks))]
        return [((i + late[i]) / g.steps, LEVELS[m]) for i, m in enumerate(marks) if m != "."]


def _drums(stage: _Stage, bar: int, gain: float, *, fill: bool, crash: bool) -> None:
    """One bar of the groove, with a fill over its last beat or a crash on its first."""
    groove, kit, rate = stage.groove, KITS[stage.recipe.kit], stage.recipe.rate
    first = bar * groove.meter
    level = {"kick": 0.9, "snare": 0.6, "clap": 0.5, "hat": 0.22, "open": 0.25, "ride": 0.3, "rim": 0.3, "crash": 0.4}
    for name, marks in groove.hits.items():
        for where, velocity in stage.steps(marks):
            if (fill and where >= groove.meter - 1 and name != "kick") or stage.rng.random() < 0.02:
                continue
            stage.play(drum(name, kit, rate), first + where, gain * velocity * level[name])
    if crash and groove.hits:
        stage.play(drum("crash", kit, rate), first, 0.4 * gain)
    if fill and groove.hits:
        for i in range(groove.steps):
            sound = drum("tom" if i % 2 else "snare", kit, rate)
            stage.play(sound, first + groove.meter - 1 + i / groove.steps, gain * (0.35 + 0.1 * i))


def _triad(recipe: SongRecipe, degree: int) -> list[int]:
    scale = _SCALES[recipe.scale]
    return [recipe.key + scale[(degree + d) % 7] + 12 * ((degree + d) // 7) for d in (0, 2, 4, 7)]


def _chords(stage: _Stage, bar: int, gain: float, degree: int) -> None:
    """One bar of harmony: broken, struck in the groove's rhythm, or held."""
    recipe, groove = stage.recipe, stage.groove
    triad, first = _triad(recipe, degree), bar * groove.meter
    length = stage.at(first + groove.meter) - stage.at(first)
    beat = length / groove.meter
    if recipe.arpeggio:
        order = (0, 2, 1, 3, 2, 1)
        for i in range(groove.meter * recipe.arpeggio):
            accent = 1.0 if i == 0 else 0.8 if i % recipe.arpeggio == 0 else 0.55
            sound = note(triad[order[i % 6]] + 12, round(beat * 0.9, 2), recipe.chords, recipe.rate)
            stage.play(sound, first + i / recipe.arpeggio, 0.3 * gain * accent)
        stage.play(note(triad[0], round(length * 0.9, 2), recipe.chords, recipe.rate), first, 0.25 * gain)
        return
    struck = stage.steps(groove.skank) if groove.skank else [(0.0, 1.0)]
    seconds = round(min(length, beat * 0.45) if groove.skank else length * 0.97, 2)
    for where, velocity in struck:
        for pitch in triad[:3]:
            sound = note(pitch + 12, seconds, recipe.chords, recipe.rate)
            stage.play(sound, first + where, 0.16 * gain * velocity, loose=1.5)


def _bass(stage: _Stage, bar: int, gain: float, degree: int) -> None:
    """Root notes with the kick, or walking in fours where there is a ride and triplets."""
    recipe, groove = stage.recipe, stage.groove
    triad, first = _triad(recipe, degree), bar * groove.meter
    beat = (stage.at(first + groove.meter) - stage.at(first)) / groove.meter
    if groove.steps == 3 and "ride" in groove.hits:
        pattern = [(float(i), 0.8) for i in range(groove.meter)]
    else:
        pattern = stage.steps(groove.hits.get("kick", "X..." + "...." * (groove.meter - 1)))
    for i, (where, velocity) in enumerate(pattern):
        pitch = triad[0] if i == 0 else int(stage.rng.choice([triad[0], triad[0], triad[2], triad[1]]))
        sound = note(pitch - 12, round(beat * 0.7, 2), recipe.bass, recipe.rate)
        stage.play(sound, first + where, 0.4 * gain * (0.5 + velocity / 2))


def _melody(stage: _Stage, bar: int, gain: float, phrase: npt.NDArray[np.int64]) -> None:
    """One bar of a syncopated line; the same phrase returns in sections of one kind."""
    recipe, groove = stage.recipe, stage.groove
    scale, first = _SCALES[recipe.scale], bar * groove.meter
    beat = stage.at(first + 1) - stage.at(first)
    per_beat = 2 if groove.steps == 4 else 3
    for i in range(groove.meter * per_beat):
        step = int(phrase[(bar * 8 + i) % len(phrase)])
        if step >= 0:
            pitch = recipe.key + 24 + scale[step % 7] + 12 * (step // 7)
            sound = note(pitch, round(beat * 0.55, 2), recipe.melody, recipe.rate)
            stage.play(sound, first + i / per_beat, 0.2 * gain, loose=2.0)


def _section(stage: _Stage, kind: str, first_bar: int, bars: int) -> None:
    """One section; progression and phrase depend on its kind alone, so that alike sections are alike."""
    recipe = stage.recipe
    own = np.random.default_rng([recipe.seed, sum(map(ord, kind))])
    progression = _PROGRESSIONS[int(own.integers(len(_PROGRESSIONS)))]
    phrase = np.where(own.random(16) < 0.55, own.integers(0, 9, 16), -1)
    drums, bass, chords, melody = _MIX[kind]
    other = recipe.second_groove and kind in ("chorus", "bridge")
    stage.groove = GROOVES[recipe.second_groove if other else recipe.groove]
    for i in range(bars):
        bar, degree = first_bar + i, progression[i % 4]
        if drums:
            _drums(stage, bar, drums, fill=i % 4 == 3 and stage.rng.random() < 0.6, crash=i == 0)
        if bass and recipe.bass:
            _bass(stage, bar, bass, degree)
        if chords and recipe.chords:
            _chords(stage, bar, chords, degree)
        if melody and recipe.melody:
            _melody(stage, bar, melody, phrase)


def _end(stage: _Stage, bars: int) -> None:
    """The chord that ends the song, on the beat after the last bar."""
    recipe, kit = stage.recipe, KITS[stage.recipe.kit]
    last = bars * stage.groove.meter
    for name, gain in (("kick", 0.6), ("crash", 0.3)) if stage.groove.hits else ():
        stage.play(drum(name, kit, recipe.rate), last, gain)
    for pitch in _triad(recipe, 0):
        stage.play(note(pitch, 1.0, recipe.chords or "piano", recipe.rate), last, 0.2)


def make_song(recipe: SongRecipe) -> Song:
    """Play a recipe. Peak 0.9; the last chord rings for a second after the last beat."""
    rng = np.random.default_rng(recipe.seed)
    groove = GROOVES[recipe.groove]
    stage = _Stage(recipe, groove, sum(bars for _, bars in recipe.sections), rng)
    bar, sections = 0, []
    for kind, bars in recipe.sections:
        sections.append((stage.at(bar * groove.meter), kind))
        _section(stage, kind, bar, bars)
        bar += bars
    _end(stage, bar)
    mix = reverb(stage.mix, rate=recipe.rate, seconds=float(rng.uniform(0.4, 1.4)), wet=0.12, seed=recipe.seed)
    peak = np.abs(mix).max() + 1e-9
    mix = np.tanh(1.4 * mix / peak) + (recipe.noise * rng.standard_normal(len(mix))).astype(np.float32)
    samples = (0.9 * mix / (np.abs(mix).max() + 1e-9)).astype(np.float32)
    return Song(samples, recipe.rate, stage.times, stage.times[:: groove.meter], groove.meter, sections)


def demo_recipe(duration_s: float) -> SongRecipe:
    """A song at 120 bpm (a bar is 2 s) with an arc from a quiet begin to a full end, of about that length."""
    bars = max(4, round(duration_s / 2))
    arc = (("intro", 2), ("verse", 4), ("chorus", 4), ("break", 2), ("verse", 4), ("chorus", 4), ("outro", 2))
    scale, left, sections = max(1, bars // 22), bars, []
    for kind, share in arc:
        take = min(left, share * scale)
        if take:
            sections.append((kind, take))
        left -= take
    if left:
        sections[-1] = (sections[-1][0], sections[-1][1] + left)
    return SongRecipe(
        bpm=120,
        seed=11,
        sections=tuple(sections),
        groove="house",
        kit="house",
        key=45,
        chords="epiano",
        melody="pluck",
        bass="sub",
        lead_in_s=0.0,
        jitter_s=0.003,
        noise=0.0005,
        rate=44_100,
    )


def write_demo_song(path: Path, *, duration_s: float) -> Song:
    """Write the demo's song as a stereo 16-bit WAV of exactly that length, faded out at the end.

    Returns:
        the song with its true beats (mono; it may be longer than the file).
    """
    song = make_song(demo_recipe(duration_s))
    length = round(duration_s * song.rate)
    mono = np.zeros(length, np.float32)
    kept = song.samples[:length]
    mono[: len(kept)] = kept
    fade = min(length, song.rate * 3 // 2)
    mono[length - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
    sides = [reverb(mono, rate=song.rate, seconds=1.0, wet=0.1, seed=seed) for seed in (1, 2)]
    stereo = np.stack(sides, axis=1)
    stereo *= 0.89 / (np.abs(stereo).max() + 1e-9)
    with wave.open(str(path), "wb") as f:
        f.setnchannels(2)
        f.setsampwidth(2)
        f.setframerate(song.rate)
        f.writeframes((stereo * 32767).astype("<i2").tobytes())
    return song
