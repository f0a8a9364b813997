"""What is heard of a finished film, decoded: in step with the picture, exactly as long, without a jump at any join."""

from __future__ import annotations

import random
import subprocess
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from footage_corpus import FFMPEG, X264, ffmpeg, texture, write_frames
from test_sound import RATE, film, mixed, span, tone, write_wav

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import parse_rate, sample_at
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline, validate
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.film import render_film
from montage_desktop.media.render.profiles import Profile, profile
from montage_desktop.media.sound import Mixer, render_sound

RATES = ("23.976", "25", "29.97", "50", "59.94")
QUICK = Profile(name="quick", short_side=0, preset="ultrafast", crf=20, scaler="bicubic", audio_kbps=192)
CUTS = 50
FLASH_EVERY = 12  #: frames between the flashes of a source
SOUNDS = {"mp4": ("-c:a", "aac", "-b:a", "192k"), "mov": ("-c:a", "pcm_s16le"), "mkv": ("-c:a", "libopus")}


def heard_by_ffmpeg(path: Path) -> np.ndarray:
    """The sound as the FFmpeg program decodes it; shape (n, 2)."""
    command = [FFMPEG, "-v", "error", "-i", f"file:{path}", "-map", "0:a", "-f", "f32le", "-ac", "2", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<f4").reshape(-1, 2)


def brightness(path: Path) -> np.ndarray:
    """Mean of each frame's luma, in order of display."""
    with av.open(str(path)) as container:
        return np.array([f.to_ndarray()[: f.height].mean() for f in container.decode(video=0)])


# ------------------------------------------------------------------------------------- sound and picture


def flashing(path: Path, *, frames: int, rate: Fraction, seed: int) -> tuple[Path, set[int]]:
    """A video with a white frame every now and then, and a click that begins with it; (file, the white frames)."""
    rng = random.Random(seed)
    flashes = {at + rng.randrange(FLASH_EVERY - 3) for at in range(2, frames - FLASH_EVERY, FLASH_EVERY)}
    sound = np.zeros(sample_at(frames, rate))
    click = np.hanning(64) * 0.8 * np.sin(np.arange(64) * 2 * np.pi * 3000 / RATE)
    for flash in flashes:
        at = sample_at(flash, rate)
        sound[at : at + len(click)] = click
    plain = write_wav(path.with_suffix(".wav"), sound)
    dark = (texture(90, 160, seed=seed) * 0.4).astype(np.uint8)
    pictures = (np.full_like(dark, 255) if n in flashes else np.roll(dark, n, axis=1) for n in range(frames))
    codec = (*X264, "-g", "17", "-bf", "2", "-map", "0:v", "-map", "1:a", *SOUNDS[path.suffix[1:]])
    return write_frames(path, pictures, rate=rate, codec=codec, sound=("-i", str(plain))), flashes


def shuffled(
    sources: list[tuple[Path, set[int]]], *, frames: int, rate: Fraction, seed: int
) -> tuple[Timeline, set[int]]:
    """`CUTS` clips from random places with their own sound; (timeline, output frames that are white)."""
    rng = random.Random(seed)
    clips: list[Clip] = []
    spans: list[AudioSpan] = []
    expected: set[int] = set()
    at = 0
    for n in range(CUTS):
        path, flashes = rng.choice(sources)
        length = rng.randrange(5, 26)
        first = rng.randrange(0, frames - length - 2)
        clips.append(Clip(id=f"c{n}", start=at, frames=length, source=str(path), source_in=first / rate))
        begin, end = sample_at(at, rate), sample_at(at + length, rate)
        spans.append(AudioSpan("original", str(path), begin, end - begin, first / rate))
        expected |= {f - first + at for f in flashes if first <= f < first + length}
        at += length
    timeline = Timeline(rate=rate, size=(160, 90), frames=at, video=clips, audio=spans)
    validate(timeline)
    return timeline, expected


def onsets(sound: np.ndarray, times_s: list[float]) -> list[float]:
    """When a click is heard near each of some times, in seconds: the middle of its loudest 2 ms, less half a click."""
    power = np.convolve(np.square(sound.mean(axis=1)), np.ones(64), "same")
    found = []
    for time_s in times_s:
        a, b = max(0, int((time_s - 0.015) * RATE)), int((time_s + 0.015) * RATE)
        found.append((a + int(power[a:b].argmax()) - 32) / RATE)
    return found


@pytest.mark.parametrize("rate", RATES)
def test_every_click_is_heard_with_its_flash(tmp_path: Path, rate: str) -> None:
    exact = parse_rate(rate)
    sources = [flashing(tmp_path / f"s{n}.{kind}", frames=150, rate=exact, seed=n) for n, kind in enumerate(SOUNDS)]
    timeline, expected = shuffled(sources, frames=150, rate=exact, seed=int(exact * 10))
    out = tmp_path / "film.mp4"
    render_film(timeline, out, settings=QUICK)
    light = brightness(out)
    assert len(light) == timeline.frames
    assert set(np.flatnonzero(light > 180).tolist()) == expected and len(expected) > 30
    inner = [f for f in sorted(expected) if not any(0 <= c.start - f <= 1 or f == c.start for c in timeline.video)]
    times = [float(f / exact) for f in inner]
    sound = heard_by_ffmpeg(out)
    assert len(sound) == timeline.samples
    offsets = np.array(onsets(sound, times)) - times
    assert len(inner) > 20
    assert np.abs(offsets).max() < 0.002, f"A/V offset of {np.abs(offsets).max() * 1000:.2f} ms"


# ------------------------------------------------------------------------------------------------- joins


def cuts_of(samples: int, *, seed: int) -> list[int]:
    rng = random.Random(seed)
    return [0, *sorted(rng.sample(range(500, samples - 500), CUTS)), samples]


def test_no_join_jumps_more_than_its_crossfade(tmp_path: Path) -> None:
    """50 cuts to random places of a loud low sound: steps as of two such sounds and of the fade between them."""
    hz, level = 90.0, 0.6
    source = write_wav(tmp_path / "low.wav", tone(30, hz=hz, level=level))
    rng = random.Random(5)
    cuts = cuts_of(9 * RATE, seed=1)
    spans = [span(source, a, b - a, Fraction(rng.randrange(RATE, 25 * RATE), RATE)) for a, b in pairwise(cuts)]
    timeline, facts = film(spans, frames=225)
    sound = mixed(timeline, facts)[:, 0]
    natural = level * 2 * np.pi * hz / RATE
    # d(sin·x + cos·y): both sounds' own steps, and the gains' steps of a quarter period over 192 samples.
    bound = np.sqrt(2) * natural + np.sqrt(2) * level * np.pi / 2 / 192
    jumps = [np.abs(np.diff(sound[c - 200 : c + 200])).max() for c in cuts[1:-1]]
    assert max(jumps) <= bound * 1.02
    hard = [abs(tone_at(spans[i + 1], hz, level) - tone_at(spans[i], hz, level, end=True)) for i in range(CUTS)]
    assert max(hard) > 20 * bound and np.median(hard) > 10 * bound, "cuts that would pop"
    out = tmp_path / "s.m4a"
    render_sound(timeline, facts=facts, profile=profile("standard"), out=out, ffmpeg=find_ffmpeg())
    decoded = heard_by_ffmpeg(out)[:, 0]
    after = [np.abs(np.diff(decoded[c - 200 : c + 200])).max() for c in cuts[1:-1]]
    assert max(after) <= bound * 1.5, "AAC adds its own noise, but no pop"


def tone_at(part: AudioSpan, hz: float, level: float, *, end: bool = False) -> float:
    at_s = float(part.source_in) + (part.samples / RATE if end else 0)
    return float(level * np.sin(2 * np.pi * hz * at_s))


@pytest.mark.parametrize("rate", RATES)
def test_splitting_without_moving_changes_no_bit(tmp_path: Path, rate: str) -> None:
    """Clips that go on where the last one ended, at frame boundaries whose times are no whole samples."""
    exact = parse_rate(rate)
    source = tmp_path / "s.m4a"
    noise = np.random.default_rng(9).normal(0, 0.2, (RATE * 11, 2))
    ffmpeg("-i", write_wav(tmp_path / "s.wav", noise), "-b:a", "192k", source)
    frames = int(9 * exact)
    rng = random.Random(3)
    cuts = [0, *sorted(rng.sample(range(2, frames - 2), CUTS)), frames]
    lead = 7 / exact
    spans = [
        span(source, sample_at(a, exact), sample_at(b, exact) - sample_at(a, exact), lead + a / exact)
        for a, b in pairwise(cuts)
    ]
    many, facts = film(spans, frames=frames, rate=str(exact))
    one, _ = film([span(source, 0, one_length(frames, exact), lead)], frames=frames, rate=str(exact))
    np.testing.assert_array_equal(mixed(many, facts), mixed(one, facts))


def one_length(frames: int, rate: Fraction) -> int:
    return sample_at(frames, rate)


def test_a_crossfade_takes_three_to_five_milliseconds(tmp_path: Path) -> None:
    """Outside it the sound is that of each span alone, to the bit."""
    noise = np.random.default_rng(2).normal(0, 0.2, (RATE * 4, 2))
    source = write_wav(tmp_path / "n.wav", noise)
    cut = 50_003
    spans = [
        span(source, 0, cut, Fraction(1, 2)),
        span(source, cut, 96_000 - cut, Fraction(3, 10) + Fraction(cut, RATE)),
    ]
    timeline, facts = film(spans, frames=50)
    alone = [mixed(*film([span(source, 0, 96_000, at)], frames=50)) for at in (Fraction(1, 2), Fraction(3, 10))]
    hard = np.concatenate([alone[0][:cut], alone[1][cut:]])
    changed = np.flatnonzero((mixed(timeline, facts) != hard).any(axis=1))
    changed = changed[(changed > 500) & (changed < 95_000)]  # the film's own begin and end fade too
    assert 0.003 * RATE <= changed[-1] - changed[0] + 1 <= 0.005 * RATE
    assert abs((changed[0] + changed[-1]) / 2 - cut) <= 2


# ------------------------------------------------------------------------------------- length and priming


def lag_samples(found: np.ndarray, truth: np.ndarray, *, reach: int = 2048) -> int:
    """By how many samples `found` is late, by correlation."""
    size = 1 << int(np.ceil(np.log2(len(truth) + 2 * reach)))
    product = np.fft.irfft(np.fft.rfft(found, size) * np.conj(np.fft.rfft(truth, size)), size)
    near = np.concatenate([product[-reach:], product[:reach]])
    return int(near.argmax()) - reach


@pytest.mark.parametrize(("rate", "frames"), [("29.97", 100), ("23.976", 73), ("25", 50), ("59.94", 333)])
def test_the_films_sound_begins_at_its_first_sample_and_ends_at_its_last(
    tmp_path: Path, rate: str, frames: int
) -> None:
    """No priming gap: aligned to the sample at both ends, by FFmpeg's decoder and by PyAV's."""
    exact = parse_rate(rate)
    noise = cv2.GaussianBlur(np.random.default_rng(1).normal(0, 0.6, (RATE * 7, 2)), (1, 9), 0)
    source = write_wav(tmp_path / "n.wav", noise)
    picture, _ = flashing(tmp_path / "p.mov", frames=frames + 5, rate=exact, seed=1)
    clip = Clip(id="a", start=0, frames=frames, source=str(picture), source_in=Fraction(0))
    timeline = Timeline(
        rate=exact, size=(160, 90), frames=frames, video=[clip],
        audio=[span(source, 0, sample_at(frames, exact), Fraction(1, 3))],
    )  # fmt: skip
    facts: dict[str, MediaFacts] = {s: probe(Path(s)) for s in timeline.sources()}
    out = tmp_path / "film.mp4"
    render_film(timeline, out, settings=QUICK, facts=facts)
    truth = np.concatenate(list(Mixer(timeline, facts).blocks()))
    with av.open(str(out)) as container:
        track = container.streams.audio[0]
        assert (track.duration or 0) * (track.time_base or 0) == Fraction(timeline.samples, RATE)
        by_pyav = np.concatenate([f.to_ndarray().T for f in container.decode(track)])
    by_ffmpeg = heard_by_ffmpeg(out)
    assert len(by_ffmpeg) == timeline.samples
    assert 0 <= len(by_pyav) - timeline.samples < 1024, "PyAV does not cut the last packet to its length"
    for found in (by_ffmpeg, by_pyav):
        for part in (slice(0, 12_000), slice(timeline.samples - 12_000, timeline.samples)):
            assert lag_samples(found[part, 0], truth[part, 0]) == 0
            assert np.corrcoef(found[part, 0], truth[part, 0])[0, 1] > 0.98
