"""A film's sound comes out as loud as the profile asks, under its ceiling, by the measure of FFmpeg's ebur128."""

from __future__ import annotations

import re
import subprocess
from fractions import Fraction
from pathlib import Path

import msgspec
import numpy as np
import pytest
from footage_corpus import FFMPEG
from test_sound import RATE, film, mixed, span, tone, write_wav

from montage_desktop.core.errors import Cancelled
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.loudness import CONTEXT_SAMPLES, Level, limited, measured
from montage_desktop.media.render.profiles import Profile, profile
from montage_desktop.media.sound import Mixer, level_of, render_sound
from montage_desktop.media.sound_reader import decoded_sound


def ebur128(path: Path) -> tuple[float, float]:
    """(integrated LUFS, true peak in dB) by FFmpeg's filter, which has nothing in common with the code tested."""
    command = [FFMPEG, "-hide_banner", "-nostats", "-i", f"file:{path}", "-af", "ebur128=peak=true", "-f", "null", "-"]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    summary = words[words.rindex("Summary:") :]
    loudness = re.search(r"I:\s+(\S+) LUFS", summary)
    peak = re.search(r"True peak:\s+Peak:\s+(\S+) dBFS", summary)
    assert loudness and peak
    return float(loudness[1]), float(peak[1])


def drums(seconds: float, *, seed: int = 7) -> np.ndarray:
    """Hits with silence between: much peak, little loudness; shape (n, 2)."""
    rng = np.random.default_rng(seed)
    t = np.arange(int(seconds * RATE)) / RATE
    hits = rng.standard_normal((len(t), 2)) * np.exp(-(t % 0.5) * 40)[:, None]
    return np.clip(hits * 0.25 + tone(seconds, hz=110, level=0.03)[:, None], -1, 1)


def music(seconds: float, *, level: float) -> np.ndarray:
    """Chords over a beat, soft at first and loud later; shape (n, 2)."""
    t = np.arange(int(seconds * RATE)) / RATE
    chord = sum(np.sin(2 * np.pi * hz * t + hz) for hz in (110.0, 220.5, 277.2, 329.6, 1760.0)) / 5
    swell = 0.2 + 0.8 * (t > seconds / 2)
    noise = np.random.default_rng(2).standard_normal((len(t), 2)) * 0.2 * np.exp(-(t % 0.4) * 12)[:, None]
    return np.asarray(level * (chord * swell)[:, None] + level * noise)


def speech(seconds: float) -> np.ndarray:
    """Words and pauses, one channel heard at the left only; shape (n, 2)."""
    t = np.arange(int(seconds * RATE)) / RATE
    voice = np.sin(2 * np.pi * 180 * t) * (np.sin(2 * np.pi * 3 * t) > 0) * (t % 4 < 2.5) * 0.05
    return np.stack([voice, np.zeros(len(t))], axis=1)


def one_span(folder: Path, sound: np.ndarray, **more: float) -> tuple[Timeline, dict[str, MediaFacts]]:
    source = write_wav(folder / "source.wav", sound)
    frames = len(sound) * 25 // RATE
    return film([span(source, 0, frames * RATE // 25, **more)], frames=frames)


def asking(lufs: float, *, ceiling: float = -1.0, kbps: int = 192) -> Profile:
    given = {"loudness_lufs": lufs, "true_peak_dbtp": ceiling, "audio_kbps": kbps}
    return msgspec.structs.replace(profile("standard"), **given)


# ---------------------------------------------------------------------------------------------- the meter


def steps(*parts: tuple[float, float]) -> np.ndarray:
    """A 1 kHz sine on both channels in steps of (level in dB of its peak, seconds)."""
    return np.concatenate([tone(s, hz=1000, level=10 ** (db / 20)) for db, s in parts])


def feed(sound: np.ndarray, *, block: int = 10_000) -> tuple[float | None, float]:
    wide = np.repeat(sound.reshape(len(sound), -1), 2, axis=1)[:, :2].astype(np.float32)
    meter = measured(wide[i : i + block] for i in range(0, len(wide), block))
    return meter.integrated_lufs, meter.true_peak_dbtp


@pytest.mark.parametrize(
    ("sound", "lufs"),
    [
        (steps((-23, 20)), -23.0),
        (steps((-33, 20)), -33.0),
        (steps((-36, 10), (-23, 60), (-36, 10)), -23.0),
        (steps((-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)), -23.0),
        (steps((-26, 20), (-20, 20.1), (-26, 20)), -23.0),
    ],
    ids=["1", "2", "3", "4", "5"],
)
def test_the_meter_reads_what_ebu_tech_3341_says(sound: np.ndarray, lufs: float) -> None:
    """The minimum requirements' signals 1 to 5."""
    found, _ = feed(sound)
    assert found == pytest.approx(lufs, abs=0.1)


@pytest.mark.parametrize("phase", [0, 45, 60, 67.5])
def test_the_meter_sees_peaks_between_samples(phase: float) -> None:
    """A quarter of the sample rate at several phases, as EBU Tech 3341: at 45° no sample is higher than 0.354."""
    n = np.arange(RATE)
    sound = 0.5 * np.sin(np.pi / 2 * n + np.radians(phase)) * np.clip(n / 4800, 0, 1) * np.clip((RATE - n) / 4800, 0, 1)
    _, peak = feed(sound)
    assert -6.4 <= peak <= -5.8


@pytest.mark.parametrize("make", [drums, speech, lambda s: music(s, level=0.5)], ids=["drums", "speech", "music"])
def test_the_meter_agrees_with_ffmpeg(tmp_path: Path, make: object) -> None:
    sound = make(12)  # type: ignore[operator]
    lufs, peak = ebur128(write_wav(tmp_path / "s.wav", sound))
    meter = measured(np.array_split(sound.astype(np.float32), 17))
    assert meter.integrated_lufs == pytest.approx(lufs, abs=0.1)
    assert meter.true_peak_dbtp == pytest.approx(peak, abs=0.25)


def test_blocks_make_no_difference_to_the_meter() -> None:
    sound = drums(3)[:, :1]
    assert feed(sound, block=1000) == pytest.approx(feed(sound, block=77_777), abs=1e-9)


def test_nothing_to_measure() -> None:
    assert feed(np.zeros(RATE)) == (None, -120)
    assert feed(tone(0.3))[0] is None
    assert measured([]).integrated_lufs is None


# ---------------------------------------------------------------------------------------------- the limiter


@pytest.mark.parametrize("ceiling", [-1.0, -3.0, -9.0])
def test_the_limiter_keeps_true_peaks_under_the_ceiling(ceiling: float) -> None:
    rng = np.random.default_rng(4)
    for sound in (drums(2) * 4, rng.uniform(-1, 1, (RATE, 2)), np.sign(rng.standard_normal((RATE // 2, 2)))):
        wide = np.pad(sound.astype(np.float32), ((CONTEXT_SAMPLES, CONTEXT_SAMPLES), (0, 0)))
        out = limited(wide, start_sample=0, count=len(sound), ceiling_dbtp=ceiling)
        assert measured([wide]).true_peak_dbtp > ceiling + 1
        assert measured([out]).true_peak_dbtp <= ceiling + 0.05


def test_the_limiter_leaves_alone_what_is_not_near_a_peak() -> None:
    sound = tone(1, level=0.3)[:, None].repeat(2, axis=1)
    sound[20_000:20_010] = 0.99
    wide = np.pad(sound.astype(np.float32), ((CONTEXT_SAMPLES, CONTEXT_SAMPLES), (0, 0)))
    out = limited(wide, start_sample=0, count=len(sound), ceiling_dbtp=-6.0)
    far = np.r_[0:18_900, 21_100 : len(sound)]
    np.testing.assert_array_equal(out[far], sound.astype(np.float32)[far])
    assert np.abs(out[20_000:20_010]).max() < 0.5


@pytest.mark.parametrize("block", [1, 480, 4097, 100_000])
def test_a_limited_mix_is_the_same_in_any_blocks_and_from_anywhere(tmp_path: Path, block: int) -> None:
    timeline, facts = one_span(tmp_path, drums(0.4 if block == 1 else 2))
    level = Level(9.0, -3.0)
    whole = np.concatenate(list(Mixer(timeline, facts, level=level).blocks()))
    assert len(whole) == timeline.samples
    mixer = Mixer(timeline, facts, level=level)
    np.testing.assert_array_equal(np.concatenate(list(mixer.blocks(block_samples=block))), whole)
    for start in (5_001, 12_345, 700):
        np.testing.assert_array_equal(mixer.mix(start, 3_000), whole[start : start + 3_000])


# ---------------------------------------------------------------------------------------- the film's sound

MATERIAL = {
    "drums": lambda: drums(10),
    "soft drums": lambda: drums(10) * 0.3,
    "music": lambda: music(12, level=0.4),
    "loud music": lambda: music(12, level=1.0),
    "noise": lambda: np.random.default_rng(1).normal(0, 0.02, (RATE * 6, 2)),
    "speech": lambda: speech(12),
    "square": lambda: np.sign(tone(5, hz=997)) * 0.9,
}


@pytest.mark.parametrize(("lufs", "ceiling", "kbps"), [(-14.0, -1.0, 192), (-23.0, -1.0, 128), (-16.0, -2.0, 320)])
@pytest.mark.parametrize("material", MATERIAL)
def test_the_film_is_as_loud_as_the_profile_asks(
    tmp_path: Path, material: str, lufs: float, ceiling: float, kbps: int
) -> None:
    timeline, facts = one_span(tmp_path, MATERIAL[material]())
    out = tmp_path / "sound.m4a"
    wanted = asking(lufs, ceiling=ceiling, kbps=kbps)
    report = render_sound(timeline, facts=facts, profile=wanted, out=out, ffmpeg=find_ffmpeg())
    loudness, peak = ebur128(out)
    assert loudness == pytest.approx(lufs, abs=0.5)
    assert peak <= ceiling + 0.2
    assert report.loudness_lufs == pytest.approx(loudness, abs=0.15)
    assert report.true_peak_dbtp == pytest.approx(peak, abs=0.25)
    assert sum(len(b) for b in decoded_sound(out)) == timeline.samples
    assert sorted(p.name for p in tmp_path.iterdir()) == ["sound.m4a", "source.wav"]


def test_the_gain_is_linear_where_no_peak_is_too_high(tmp_path: Path) -> None:
    timeline, facts = one_span(tmp_path, music(8, level=0.2))
    level = level_of(timeline, facts=facts, profile=asking(-20))
    assert level is not None and abs(level.gain_db) > 1
    heard = np.concatenate(list(Mixer(timeline, facts, level=level).blocks()))
    np.testing.assert_allclose(heard, mixed(timeline, facts) * 10 ** (level.gain_db / 20), rtol=1e-6, atol=1e-9)


def test_the_preview_hears_what_the_film_has(tmp_path: Path) -> None:
    """The number that `level_of` gives is the one that the render uses, where AAC does not lower the ceiling."""
    timeline, facts = one_span(tmp_path, music(8, level=0.2))
    level = level_of(timeline, facts=facts, profile=asking(-20))
    out = tmp_path / "s.m4a"
    report = render_sound(timeline, facts=facts, profile=asking(-20), out=out, ffmpeg=find_ffmpeg())
    assert report.level == level
    heard, encoded = (
        measured(Mixer(timeline, facts, level=level).blocks()).integrated_lufs,
        measured(decoded_sound(out)).integrated_lufs,
    )
    assert heard == pytest.approx(encoded, abs=0.2)


def test_a_profile_without_a_loudness_changes_nothing(tmp_path: Path) -> None:
    timeline, facts = one_span(tmp_path, music(4, level=0.3))
    assert all(profile(name).loudness_lufs is None for name in ("preview", "standard", "high", "master"))
    assert level_of(timeline, facts=facts, profile=profile("standard")) is None
    report = render_sound(
        timeline, facts=facts, profile=profile("standard"), out=tmp_path / "s.m4a", ffmpeg=find_ffmpeg()
    )
    assert (report.level, report.loudness_lufs) == (None, None)


def test_what_cannot_be_made_loud_is_left_quieter(tmp_path: Path) -> None:
    """Silence stays silent; noise under the floor is not blown up; single clicks are not crushed."""
    ticks = np.zeros((RATE * 6, 2))
    ticks[::RATE] = 0.8
    for sound, most_db in ((np.zeros((RATE * 3, 2)), 0.0), (tone(5, level=0.0008), 30.0), (ticks, 16.5)):
        timeline, facts = one_span(tmp_path, sound)
        level = level_of(timeline, facts=facts, profile=asking(-14))
        assert level is not None and 0 <= level.gain_db <= most_db
        out = tmp_path / "s.m4a"
        report = render_sound(timeline, facts=facts, profile=asking(-14), out=out, ffmpeg=find_ffmpeg())
        assert report.true_peak_dbtp is not None and report.true_peak_dbtp <= -0.8


def test_measuring_can_be_cancelled(tmp_path: Path) -> None:
    timeline, facts = one_span(tmp_path, drums(3))
    with pytest.raises(Cancelled):
        level_of(timeline, facts=facts, profile=asking(-14), should_stop=lambda: True)


def test_a_mix_of_several_spans_is_measured_as_a_whole(tmp_path: Path) -> None:
    a = write_wav(tmp_path / "a.wav", tone(4, level=0.5))
    b = write_wav(tmp_path / "b.wav", drums(4) * 0.2)
    spans = [span(a, 0, 60_000, gain_db=-20), span(b, 60_000, 84_000), span(a, 144_000, 48_000, Fraction(1, 3))]
    timeline, facts = film(spans, frames=100)
    out = tmp_path / "s.m4a"
    render_sound(timeline, facts=facts, profile=asking(-18), out=out, ffmpeg=find_ffmpeg())
    loudness, peak = ebur128(out)
    assert loudness == pytest.approx(-18, abs=0.5)
    assert peak <= -0.8
