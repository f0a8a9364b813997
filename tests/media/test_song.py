"""Songs and what is no song in; facts, fallbacks and errors out."""

from __future__ import annotations

import itertools
import wave
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest

from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.core.facts import SongFacts
from montage_desktop.media.analysis.onsets import RATE
from montage_desktop.media.analysis.song import analyse_song, decode, describe_song
from montage_desktop.media.samples.song import Song, SongRecipe, demo_recipe, make_song, write_demo_song

Samples = npt.NDArray[np.float32]


def write_wav(path: Path, samples: npt.NDArray[np.floating], rate: int = RATE) -> Path:
    with wave.open(str(path), "wb") as f:
        f.setnchannels(1)
        f.setsampwidth(2)
        f.setframerate(rate)
        f.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def write_video(path: Path, *, audio_at_s: float | None, samples: Samples) -> Path:
    """A tiny MP4; its sound begins so late, or there is none."""
    with av.open(str(path), "w") as out:
        video = out.add_stream("mpeg4", rate=10, width=64, height=64, pix_fmt="yuv420p")
        sound = out.add_stream("aac", rate=RATE, layout="mono") if audio_at_s is not None else None
        for i in range(20):
            frame = av.VideoFrame.from_ndarray(np.full((64, 64, 3), 12 * i, np.uint8), format="rgb24")
            out.mux(video.encode(frame))
        out.mux(video.encode())
        if sound is not None:
            frame = av.AudioFrame.from_ndarray(samples[None], format="flt", layout="mono")
            frame.rate, frame.pts = RATE, int((audio_at_s or 0) * RATE)
            out.mux(sound.encode(frame))
            out.mux(sound.encode())
    return path


@pytest.fixture(scope="session")
def song() -> Song:
    arc = (("intro", 4), ("verse", 8), ("chorus", 8), ("verse", 4))
    return make_song(SongRecipe(bpm=132, seed=21, groove="rock", chords="organ", sections=arc))


@pytest.fixture(scope="session")
def facts(song: Song) -> SongFacts:
    return describe_song(song.samples)


def test_shape_of_facts(facts: SongFacts) -> None:
    n = len(facts.beats)
    assert len(facts.beat_energy) == n and len(facts.accents) == n
    assert facts.energy_hop_s == 0.1
    assert len(facts.energy) == int(np.ceil(facts.duration_s / 0.1))
    for values in (facts.beat_energy, facts.accents, facts.energy):
        assert min(values) >= 0 and max(values) <= 1
    assert facts.downbeats == sorted(set(facts.downbeats)) and facts.downbeats[-1] < n
    assert max(facts.accents) > 0.9


def test_energy_follows_the_arc(facts: SongFacts, song: Song) -> None:
    starts = [t for t, _ in song.sections]
    energy = np.array(facts.energy)
    times = np.arange(len(energy)) * facts.energy_hop_s
    intro, verse, chorus = (energy[(times > a + 0.5) & (times < b - 0.5)].mean() for a, b in itertools.pairwise(starts))
    assert intro + 0.2 < verse < chorus
    assert chorus > 0.75


def test_beat_energy_is_the_mean_of_the_curve(facts: SongFacts) -> None:
    middle = len(facts.beats) // 2
    a, b = facts.beats[middle] / 0.1, facts.beats[middle + 1] / 0.1
    assert facts.beat_energy[middle] == pytest.approx(np.mean(facts.energy[round(a) : round(b)]), abs=0.05)


def test_sections_cover_the_song_on_downbeats(facts: SongFacts, song: Song) -> None:
    assert facts.sections[0].start_s == 0 and facts.sections[-1].end_s == pytest.approx(facts.duration_s)
    lines = {facts.beats[i] for i in facts.downbeats}
    for before, after in itertools.pairwise(facts.sections):
        assert before.end_s == after.start_s
        assert after.start_s in lines
    bar = 4 * 60 / 132
    for true, _ in song.sections[1:]:
        assert min(abs(s.start_s - true) for s in facts.sections) < bar


def test_alike_sections_share_a_label(facts: SongFacts, song: Song) -> None:
    def label_at(t: float) -> str:
        return next(s.label for s in facts.sections if s.start_s <= t < s.end_s)

    middles = [t + 4 for t, _ in song.sections]
    intro, verse, chorus, again = (label_at(t) for t in middles)
    assert verse == again
    assert len({intro, verse, chorus}) == 3


def _noise(seconds: float) -> Samples:
    return (0.1 * np.random.default_rng(3).standard_normal(int(seconds * RATE))).astype(np.float32)


def _speech(seconds: float) -> Samples:
    """Syllables of random length and pitch with pauses: voiced buzz through moving formants."""
    rng = np.random.default_rng(8)
    out: list[npt.NDArray[np.float64]] = []
    while sum(map(len, out)) < seconds * RATE:
        t = np.arange(int(rng.uniform(0.07, 0.32) * RATE)) / RATE
        f0, formant = rng.uniform(95, 150), rng.uniform(400, 1800)
        voice = sum(np.sin(2 * np.pi * f0 * k * t) * np.exp(-(((f0 * k - formant) / 400) ** 2)) for k in range(1, 25))
        out += [0.2 * np.asarray(voice) * np.hanning(len(t)), np.zeros(int(rng.exponential(0.09) * RATE))]
        if rng.random() < 0.15:
            out.append(np.zeros(int(rng.uniform(0.2, 0.7) * RATE)))
    return np.concatenate(out)[: int(seconds * RATE)].astype(np.float32)


def _pad(seconds: float) -> Samples:
    """Swelling tones without a pulse."""
    t = np.arange(int(seconds * RATE)) / RATE
    parts = ((220, 0.05), (277, 0.073), (330, 0.11), (440, 0.031))
    swell = sum(np.sin(2 * np.pi * f * t) * (1 + np.sin(2 * np.pi * g * t + f)) for f, g in parts)
    return (0.08 * np.asarray(swell)).astype(np.float32)


@pytest.mark.parametrize(
    ("samples", "word"),
    [
        pytest.param(_noise(25), "beat", id="noise"),
        pytest.param(_speech(25), "beat", id="speech"),
        pytest.param(_pad(25), "beat", id="pad"),
        pytest.param(np.zeros(15 * RATE, np.float32), "silent", id="silence"),
        pytest.param(_noise(3), "3.0 s", id="3 s"),
        pytest.param(_noise(0.4), "0.4 s", id="under a second"),
        pytest.param(_noise(0.001), "0.0 s", id="a few samples"),
    ],
)
def test_no_beat_gives_a_steady_grid_and_says_so(samples: Samples, word: str) -> None:
    facts = describe_song(samples, fallback_bpm=100)
    assert facts.grid == "steady"
    assert word in facts.note and "100 beats per minute" in facts.note
    assert np.diff(facts.beats) == pytest.approx(0.6)
    assert facts.beats[0] == 0 and facts.beats[-1] <= facts.duration_s
    assert len(facts.beats) == int(np.ceil(facts.duration_s / 0.6))
    assert facts.tempo == 100 and facts.meter == 4 and facts.downbeats[0] == 0
    assert facts.confidence < 0.3
    assert facts.sections[0].start_s == 0 and facts.sections[-1].end_s == pytest.approx(facts.duration_s)
    assert len(facts.accents) == len(facts.beat_energy) == len(facts.beats)
    assert np.isfinite(facts.energy).all()


def test_louder_or_softer_is_the_same_song(song: Song, facts: SongFacts) -> None:
    soft = describe_song(song.samples * np.float32(0.02))
    assert soft.grid == "tracked"
    assert np.abs(np.array(soft.beats) - np.array(facts.beats)).max() < 0.01


@pytest.mark.parametrize("name", ["-i song.wav", "a%03d*.wav", 'it\'s "q".wav', "new\nline.wav", "пісня 歌 🎵.wav"])
def test_odd_names(tmp_path: Path, name: str) -> None:
    write_wav(tmp_path / "plain.wav", _noise(5)).rename(tmp_path / name)
    facts = analyse_song(tmp_path / name, identity="abc")
    assert facts.path == str(tmp_path / name) and facts.identity == "abc"
    assert facts.duration_s == pytest.approx(5, abs=0.01)


def test_relative_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_wav(Path("song.wav"), _noise(2))
    assert analyse_song(Path("song.wav")).path == str(tmp_path / "song.wav")


def test_file_and_samples_agree(tmp_path: Path, song: Song, facts: SongFacts) -> None:
    """Through a 16-bit file at another rate the beats stay where they were: resampling has no delay."""
    doubled = np.interp(np.arange(2 * len(song.samples)) / 2, np.arange(len(song.samples)), song.samples)
    found = analyse_song(write_wav(tmp_path / "song.wav", doubled, 2 * RATE))
    assert len(found.beats) == len(facts.beats)
    assert np.abs(np.array(found.beats) - np.array(facts.beats)).max() < 0.005


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "media.empty"),
        (b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", "media.playlist"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "media.playlist"),
        (b"no media at all, just words " * 50, "media.not_media"),
    ],
)
def test_what_is_no_song_is_refused_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "thing.mp3"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        analyse_song(path)
    assert caught.value.code == code
    assert "thing.mp3" in caught.value.message and caught.value.fix


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.wav"):
        analyse_song(tmp_path / "gone.wav")


def test_video_without_sound(tmp_path: Path) -> None:
    path = write_video(tmp_path / "mute.mp4", audio_at_s=None, samples=_noise(1))
    with pytest.raises(InputError) as caught:
        analyse_song(path)
    assert caught.value.code == "song.no_audio" and "mute.mp4" in caught.value.message


def test_sound_that_begins_late_keeps_its_place(tmp_path: Path) -> None:
    """Times count from the container's start, so sound that begins at 0.7 s has silence before it."""
    path = write_video(tmp_path / "late.mp4", audio_at_s=0.7, samples=_noise(2))
    samples = decode(path)
    begin = np.flatnonzero(np.abs(samples) > 0.05)[0] / RATE
    assert begin == pytest.approx(0.7, abs=0.06)


def test_header_without_sound(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "nothing.wav", np.zeros(0))
    with pytest.raises(InputError, match=r"nothing\.wav"):
        analyse_song(path)


def test_damaged_rest_is_left_out(tmp_path: Path) -> None:
    whole = write_wav(tmp_path / "whole.wav", _noise(6)).read_bytes()
    path = tmp_path / "cut.wav"
    path.write_bytes(whole[: len(whole) // 2])
    assert analyse_song(path).duration_s == pytest.approx(3, abs=0.1)


def test_stops_when_told(song: Song, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        describe_song(song.samples, should_stop=lambda: True)
    with pytest.raises(Cancelled):
        decode(write_wav(tmp_path / "a.wav", _noise(1)), should_stop=lambda: True)


@pytest.mark.parametrize("duration_s", [8.0, 25.0])
def test_demo_song(tmp_path: Path, duration_s: float) -> None:
    truth = write_demo_song(tmp_path / "demo.wav", duration_s=duration_s)
    facts = analyse_song(tmp_path / "demo.wav")
    assert facts.duration_s == pytest.approx(duration_s, abs=0.01)
    assert facts.grid == "tracked" and facts.tempo == pytest.approx(120, abs=0.5)
    found = np.array(facts.beats)
    inside = truth.beats[truth.beats < duration_s - 1]
    assert np.mean([np.abs(found - t).min() < 0.03 for t in inside]) > 0.95


def test_songs_are_made_the_same_again() -> None:
    one, two = (make_song(SongRecipe(bpm=100, seed=4, sections=(("verse", 2),))) for _ in range(2))
    assert np.array_equal(one.samples, two.samples) and np.abs(one.samples).max() <= 1
    assert not np.array_equal(one.samples, make_song(SongRecipe(bpm=100, seed=5, sections=(("verse", 2),))).samples)
    assert sum(bars for _, bars in demo_recipe(60).sections) == 30
