"""Songs of known beats in; whether the tracker finds them, to the done-when thresholds, out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import mir_eval
import numpy as np
import pytest
from song_corpus import HELD_OUT, TUNING, Entry

from montage_desktop.core.facts import SongFacts
from montage_desktop.media.analysis.onsets import FPS, RATE, onsets
from montage_desktop.media.analysis.song import describe_song
from montage_desktop.media.analysis.tempo import candidates, grid
from montage_desktop.media.samples.grooves import GROOVES, LEVELS
from montage_desktop.media.samples.song import Song, SongRecipe, make_song


@dataclass(frozen=True)
class Judged:
    """A song, what was found, and its F-measures (±70 ms)."""

    entry: Entry
    song: Song
    facts: SongFacts
    beats: float
    downbeats: float


def judged(entry: Entry) -> Judged:
    song = entry.song()
    facts = describe_song(song.samples)
    beats = np.array(facts.beats)
    f = mir_eval.beat.f_measure
    return Judged(entry, song, facts, f(song.beats, beats), f(song.downbeats, beats[facts.downbeats]))


@pytest.fixture(scope="session")
def held_out() -> list[Judged]:
    return [judged(entry) for entry in HELD_OUT]


def test_steady_songs_with_drums(held_out: list[Judged]) -> None:
    scores = {j.entry.name: round(j.beats, 3) for j in held_out if j.entry.steady}
    assert len(scores) >= 15
    assert np.mean(list(scores.values())) >= 0.95, scores


def test_all_songs(held_out: list[Judged]) -> None:
    scores = {j.entry.name: round(j.beats, 3) for j in held_out}
    assert np.mean(list(scores.values())) >= 0.85, scores


def test_downbeats_of_steady_songs(held_out: list[Judged]) -> None:
    scores = {j.entry.name: round(j.downbeats, 3) for j in held_out if j.entry.steady}
    assert np.mean(list(scores.values())) >= 0.8, scores


def test_waltzes_have_three_beats_a_bar(held_out: list[Judged]) -> None:
    assert {j.entry.name: j.facts.meter for j in held_out} == {j.entry.name: j.song.meter for j in held_out}


def test_beats_are_not_early_or_late(held_out: list[Judged]) -> None:
    middles = []
    for j in held_out:
        apart = np.array(j.facts.beats)[:, None] - j.song.beats
        nearest = apart[np.arange(len(apart)), np.abs(apart).argmin(axis=1)]
        if j.beats > 0.5:  # of a song that was missed altogether there is nothing to measure
            middles.append(np.median(nearest[np.abs(nearest) < 0.07]))
    assert len(middles) >= 25
    assert abs(np.median(middles)) < 0.005
    assert np.mean(np.abs(middles)) < 0.006


def test_beats_cover_the_song_in_order(held_out: list[Judged]) -> None:
    for j in held_out:
        beats = np.array(j.facts.beats)
        step = np.diff(beats)
        assert (step > 0).all()
        assert 0 <= beats[0] < 1.05 * step[0]
        assert j.facts.duration_s - 1.05 * step[-1] < beats[-1] <= j.facts.duration_s
        assert j.facts.grid == "tracked" and j.facts.note == ""
        assert j.facts.confidence > 0.35


def test_clicks_are_found_where_they_are() -> None:
    """Unbiased to the millisecond on the plainest sound: clicks at 100 bpm."""
    samples = np.zeros(30 * RATE, np.float32)
    true = np.arange(0.37, 29.5, 0.6)
    for t in true:
        samples[int(t * RATE) : int(t * RATE) + 40] = 0.8 * np.hanning(40)
    facts = describe_song(samples)
    found = np.array(facts.beats)
    assert facts.tempo == pytest.approx(100, abs=0.2)
    inside = found[(found > 0.3) & (found < 29.4)]
    assert len(inside) == len(true)
    assert np.abs(inside - true).max() < 0.006


@pytest.mark.parametrize("bpm", [70, 175])
def test_slow_is_not_doubled_and_fast_not_halved(bpm: float) -> None:
    recipe = SongRecipe(bpm=bpm, seed=77, groove="rock", kit="vinyl", sections=(("verse", 8),))
    facts = describe_song(make_song(recipe).samples)
    assert facts.tempo == pytest.approx(bpm, rel=0.02)


def test_soft_intro_gets_beats_on_the_same_grid() -> None:
    """Eight beats of held chords, then drums: the intro's beats are those of the truth."""
    recipe = SongRecipe(bpm=110, seed=31, chords="pad", sections=(("intro", 4), ("chorus", 8)))
    song = make_song(recipe)
    found = np.array(describe_song(song.samples).beats)
    intro = song.beats[song.beats < song.sections[1][0]]
    assert all(np.abs(found - t).min() < 0.05 for t in intro)


def test_tempo_change_is_followed() -> None:
    recipe = replace(TUNING[0].recipe, tempo="ramp", change=1.2, seed=55)
    facts = describe_song(make_song(recipe).samples)
    step = np.diff(facts.beats)
    assert np.median(step[:12]) / np.median(step[-12:]) == pytest.approx(1.2, rel=0.06)


def test_same_input_same_output() -> None:
    samples = make_song(SongRecipe(bpm=128, seed=5, sections=(("verse", 6),))).samples
    assert describe_song(samples) == describe_song(samples.copy())


def test_grid_finds_period_and_phase() -> None:
    """The grid of a computer's song is exact to a frame over the whole song."""
    song = make_song(SongRecipe(bpm=126.5, seed=6, groove="house", sections=(("chorus", 12),), jitter_s=0.0))
    heard = onsets(song.samples)
    period = min(candidates(heard.strength), key=lambda p: abs(p - 60 * FPS / 126.5))
    found = grid(heard.strength, period) / FPS
    apart = np.abs(found[:, None] - song.beats).min(axis=1)[found < song.beats[-1]]
    assert apart.max() < 0.03


def test_corpus_halves_share_nothing() -> None:
    assert len(TUNING) >= 25 and len(HELD_OUT) >= 25
    for of in (
        lambda e: e.recipe.seed,
        lambda e: e.recipe.bpm,
        lambda e: e.recipe.key,
        lambda e: e.recipe.kit if e.recipe.groove != "none" else None,
        lambda e: e.recipe.groove if e.recipe.groove != "none" else None,
    ):
        assert not ({of(e) for e in TUNING} & {of(e) for e in HELD_OUT}) - {None}


def test_grooves_are_whole_bars() -> None:
    for name, groove in GROOVES.items():
        for marks in [*groove.hits.values(), groove.skank or "." * groove.meter * groove.steps]:
            assert len(marks) == groove.meter * groove.steps, name
            assert set(marks) <= {*LEVELS, "."}, name
