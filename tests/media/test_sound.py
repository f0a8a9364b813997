"""The mix is exact to the sample, without pops and gaps, and stays so through AAC and the joined film."""

from __future__ import annotations

import wave
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest
from footage_corpus import ffmpeg

from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import AudioSpan, Timeline
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.loudness import Level
from montage_desktop.media.probe import probe
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.media.render.engine import Engine
from montage_desktop.media.render.profiles import profile
from montage_desktop.media.sound import Mixer, level_of, render_sound

RATE = 48_000
LOUD = msgspec.structs.replace(profile("standard"), loudness_lufs=-20.0)


def write_wav(path: Path, samples: np.ndarray, *, rate: int = RATE) -> Path:
    """Samples of shape (n,) or (n, channels), full scale ±1."""
    wide = samples.reshape(len(samples), -1)
    with wave.open(str(path), "wb") as f:
        f.setnchannels(wide.shape[1])
        f.setsampwidth(2)
        f.setframerate(rate)
        f.writeframes((np.clip(wide, -1, 1) * 32767).round().astype("<i2").tobytes())
    return path


def tone(seconds: float, *, hz: float = 440.0, rate: int = RATE, level: float = 0.5) -> np.ndarray:
    return level * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)


def clicks(seconds: float, every_s: float, *, rate: int = RATE) -> np.ndarray:
    """Short bursts, each beginning at a multiple of `every_s`."""
    out = np.zeros(int(seconds * rate))
    burst = np.hanning(96) * 0.9
    for at in np.arange(every_s, seconds - 0.1, every_s):
        i = round(at * rate)
        out[i : i + len(burst)] = burst
    return out


def film(spans: list[AudioSpan], *, frames: int, rate: str = "25") -> tuple[Timeline, dict[str, MediaFacts]]:
    timeline = Timeline(rate=Fraction(rate), size=(160, 90), frames=frames, audio=spans)
    return timeline, {s.source: probe(Path(s.source)) for s in spans}


def mixed(timeline: Timeline, facts: dict[str, MediaFacts], *, block: int = 5000, start: int = 0) -> np.ndarray:
    return np.concatenate(list(Mixer(timeline, facts).blocks(block_samples=block, start_sample=start)))


def decoded(path: Path) -> np.ndarray:
    """What a player hears: shape (n, 2), from time 0 (encoder delay cut off by its edit list)."""
    with av.open(str(path)) as container:
        blocks = [f.to_ndarray().T for f in container.decode(audio=0)]
    return np.concatenate(blocks)


def span(source: Path, start: int, samples: int, source_in: Fraction | int = 0, **more: float) -> AudioSpan:
    return AudioSpan("original", str(source), start, samples, Fraction(source_in), **more)  # type: ignore[arg-type]


def test_a_span_is_the_source_to_the_sample(tmp_path: Path) -> None:
    sound = np.random.default_rng(3).uniform(-0.8, 0.8, (RATE * 3, 2))
    source = write_wav(tmp_path / "noise.wav", sound)
    timeline, facts = film([span(source, 1234, 60_000, Fraction(54_321, RATE))], frames=50)
    found = mixed(timeline, facts)
    assert found.shape == (96_000, 2) and found.dtype == np.float32
    inner = slice(1234 + 200, 1234 + 60_000 - 200)  # short fades at both ends: it begins and ends within a sound
    shift = 54_321 - 1234
    np.testing.assert_allclose(found[inner], sound[inner.start + shift : inner.stop + shift], atol=1e-4)
    assert not found[:1234].any() and not found[1234 + 60_000 :].any()


@pytest.mark.parametrize("block", [1, 480, 4096, 100_000])
def test_blocks_make_no_difference(tmp_path: Path, block: int) -> None:
    source = write_wav(tmp_path / "t.wav", tone(2))
    spans = [span(source, 0, 5000, Fraction(1, 10)), span(source, 5000, 4600, Fraction(1, 2), gain_db=-3)]
    timeline, facts = film(spans, frames=5)
    np.testing.assert_array_equal(mixed(timeline, facts, block=block), mixed(timeline, facts, block=9600))


CODECS = {
    "m4a": ("-c:a", "aac", "-b:a", "192k"),
    "mp3": ("-c:a", "libmp3lame", "-b:a", "192k"),
    "vbr.mp3": ("-c:a", "libmp3lame", "-q:a", "2"),
    "ogg": ("-c:a", "libvorbis", "-q:a", "7"),
    "opus": ("-c:a", "libopus", "-b:a", "192k"),
    "flac": ("-c:a", "flac"),
    "mkv": ("-c:a", "ac3", "-b:a", "256k"),
    "ts": ("-c:a", "aac", "-b:a", "192k"),
}


@pytest.mark.parametrize("suffix", CODECS)
def test_clicks_are_where_they_belong_in_every_codec(tmp_path: Path, suffix: str) -> None:
    """From the beginning and from random places, after the codec's own delay, at 44.1 kHz."""
    truth = clicks(8, 0.37, rate=44_100)
    plain = write_wav(tmp_path / "clicks.wav", truth, rate=44_100)
    source = tmp_path / f"clicks.{suffix}"
    ffmpeg("-i", plain, *CODECS[suffix], source)
    facts = probe(source)
    assert facts.audio is not None
    # A transport stream has no way to say that its first packet is only the encoder's delay.
    audio_lead_s = facts.audio.start_s + (Fraction(1024, 44_100) if suffix == "ts" else 0)
    places = [Fraction(0), Fraction(1, 3), Fraction(211, 100), Fraction(5), Fraction(3)]
    spans = [span(source, i * 48_000, 48_000, at) for i, at in enumerate(places)]
    timeline, by_path = film(spans, frames=125)
    found = mixed(timeline, by_path)
    for i, at in enumerate(places):
        second = found[i * 48_000 : (i + 1) * 48_000].mean(axis=1)
        for k in range(1, 22):
            place_s = float(Fraction(37, 100) * k - at + audio_lead_s)
            if not 0.01 < place_s < 0.98:
                continue
            near = int((place_s - 0.008) * RATE)
            heard = near + int(np.abs(second[near : near + 768]).argmax())
            assert abs(heard - 52 - place_s * RATE) < 24, f"click {k} of the span from {float(at)}"


def test_sound_from_anywhere_is_the_same(tmp_path: Path) -> None:
    """The preview starts in the middle and hears what the film has there."""
    source = tmp_path / "t.mp3"
    ffmpeg("-i", write_wav(tmp_path / "t.wav", tone(6, hz=330)), "-b:a", "192k", source)
    spans = [span(source, 0, 100_000, Fraction(1)), span(source, 100_000, 92_000, Fraction(7, 2))]
    timeline, facts = film(spans, frames=100)
    whole = mixed(timeline, facts)
    for start in (1, 47_999, 99_950, 150_000):
        part = mixed(timeline, facts, start=start)
        assert len(part) == len(whole) - start
        np.testing.assert_allclose(part, whole[start:], atol=2e-3)


def test_continuous_joins_are_untouched(tmp_path: Path) -> None:
    source = tmp_path / "noise.m4a"
    sound = np.random.default_rng(5).normal(0, 0.1, (RATE * 4, 2))
    ffmpeg("-i", write_wav(tmp_path / "noise.wav", sound), "-b:a", "192k", source)
    at, cuts = Fraction(1, 3), [0, 7001, 30_000, 30_480, 96_000]
    pieces = [span(source, a, b - a, at + Fraction(a, RATE)) for a, b in pairwise(cuts)]
    one, facts = film([span(source, 0, 96_000, at)], frames=50)
    many, _ = film(pieces, frames=50)
    np.testing.assert_array_equal(mixed(many, facts), mixed(one, facts))


def test_discontinuities_do_not_jump(tmp_path: Path) -> None:
    """Cuts of a low tone at its worst phases: no step is larger than the tone itself makes, but for the crossfade."""
    sound = tone(4, hz=100, level=0.6)
    source = write_wav(tmp_path / "low.wav", sound)
    # A quarter of a period: from the top of the wave to its bottom.
    spans = [
        span(source, 0, 20_120, Fraction(0)),
        span(source, 20_120, 20_000, Fraction(20_120 + 240, RATE)),
        span(source, 40_120, 8_000, Fraction(1, 7)),
    ]
    timeline, facts = film(spans, frames=40)
    found = mixed(timeline, facts)[:, 0]
    assert np.abs(np.diff(sound)).max() < 0.009
    assert np.abs(np.diff(found)).max() < 0.02
    hard = np.concatenate([sound[:20_120], sound[20_360:40_360]])
    assert np.abs(np.diff(hard)).max() > 0.3, "the cut is one that would pop"


# Gain curves -----------------------------------------------------------------------------------------------------

CURVE = ((9_000, 0.0), (18_600, -12.0), (40_000, -12.0), (68_800, 0.0), (80_001, -30.0), (80_010, 6.0))


def bent(source: Path, start: int, samples: int, source_in: Fraction | int = 0, **more: float) -> AudioSpan:
    return msgspec.structs.replace(span(source, start, samples, source_in, **more), curve=CURVE)


def test_a_curve_is_followed_to_the_sample(tmp_path: Path) -> None:
    sound = np.full(RATE * 2, 0.25)
    source = write_wav(tmp_path / "flat.wav", sound)
    timeline, facts = film([bent(source, 0, 96_000, gain_db=-3.0)], frames=50)
    at = np.arange(96_000)
    wanted = 0.25 * 10 ** ((np.interp(at, *np.array(CURVE).T) - 3) / 20)
    np.testing.assert_allclose(mixed(timeline, facts)[:95_800, 0], wanted[:95_800], atol=2e-5)


@pytest.mark.parametrize("block", [1, 37, 4800, 16_384, 96_000])
@pytest.mark.parametrize("level", [None, Level(2.0, -6.0)])
def test_blocks_make_no_difference_to_a_curve(tmp_path: Path, block: int, level: Level | None) -> None:
    if block == 1 and level is not None:
        block = 11  # the limiter looks around each block
    noise = np.random.default_rng(8).uniform(-0.9, 0.9, (RATE, 2))
    source = write_wav(tmp_path / "noise.wav", noise)
    short = ((4_000, 0.0), (9_000, -20.0), (9_001, -1.0), (14_000, -9.0))
    spans = [msgspec.structs.replace(span(source, 0, 19_200, Fraction(1, 9), fade_in_ms=50.0), curve=short)]
    timeline, facts = film(spans, frames=10)

    def heard(size: int) -> np.ndarray:
        return np.concatenate(list(Mixer(timeline, facts, level=level).blocks(block_samples=size)))

    np.testing.assert_array_equal(heard(block), heard(7_000))
    later = np.concatenate(list(Mixer(timeline, facts, level=level).blocks(block_samples=512, start_sample=8_990)))
    np.testing.assert_array_equal(later, heard(7_000)[8_990:])


def test_pieces_of_one_curve_are_one_and_of_another_are_not(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "t.wav", tone(3))
    one, facts = film([bent(source, 0, 96_000, Fraction(1, 3))], frames=50)
    pieces = [bent(source, a, b - a, Fraction(1, 3) + Fraction(a, RATE)) for a, b in pairwise([0, 30_000, 96_000])]
    np.testing.assert_array_equal(mixed(film(pieces, frames=50)[0], facts), mixed(one, facts))
    other = [pieces[0], msgspec.structs.replace(pieces[1], curve=((0, -40.0),))]
    found = mixed(film(other, frames=50)[0], facts)
    assert np.abs(found[31_000:90_000]).max() < 0.006, "the second piece has a curve of its own"


def test_a_films_sound_is_made_again_where_its_curve_is_another(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "t.wav", tone(3))
    plain, facts = film([span(source, 0, 96_000)], frames=50)
    curved, _ = film([bent(source, 0, 96_000)], frames=50)
    other = msgspec.structs.replace(
        curved, audio=[msgspec.structs.replace(curved.audio[0], curve=(*CURVE[:-1], (80_010, 5.0)))]
    )
    keys = set()
    for timeline in (plain, curved, other, curved):
        cache = ChunkCache(tmp_path / "cache", None)
        engine = Engine(timeline, facts=facts, profile=profile("preview"), ffmpeg=find_ffmpeg(), cache=cache)
        keys.add(engine._sound_key())
    assert len(keys) == 3
    softer = msgspec.structs.replace(plain, audio=[msgspec.structs.replace(plain.audio[0], curve=((0, -12.0),))])
    levels = [level_of(t, facts=facts, profile=LOUD) for t in (plain, softer)]
    assert levels[0] is not None and levels[1] is not None
    assert levels[1].gain_db - levels[0].gain_db == pytest.approx(12, abs=1e-3)


def test_a_crossfade_keeps_the_power(tmp_path: Path) -> None:
    a = write_wav(tmp_path / "a.wav", np.random.default_rng(1).normal(0, 0.1, RATE))
    b = write_wav(tmp_path / "b.wav", np.random.default_rng(2).normal(0, 0.1, RATE))
    powers = []
    for k in range(40):
        spans = [span(a, 0, 9600 + k, Fraction(k, 90)), span(b, 9600 + k, 9600 - k, Fraction(k, 70))]
        timeline, facts = film(spans, frames=10)
        powers.append(np.square(mixed(timeline, facts)[9600 + k - 96 : 9600 + k + 96]).mean())
    assert 0.9 < np.mean(powers) / 0.01 < 1.1


def test_fades_and_gain(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "one.wav", np.full(RATE * 2, 0.5))
    timeline, facts = film([span(source, 0, 48_000, gain_db=-6.0206, fade_in_ms=500, fade_out_ms=250)], frames=25)
    found = mixed(timeline, facts)[:, 0]
    assert abs(found[12_000] - 0.25 * 2**-0.5) < 1e-3  # half-way through an equal-power fade
    assert abs(found[30_000] - 0.25) < 1e-3
    assert found[0] < 1e-3 and found[-1] < 1e-3


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_channels(tmp_path: Path, channels: int) -> None:
    wide = np.zeros((RATE, channels))
    wide[:, 0] = tone(1, level=0.3)  # the only one, or the left front
    source = write_wav(tmp_path / "c.wav", wide)
    timeline, facts = film([span(source, 0, 40_000)], frames=25)
    found = mixed(timeline, facts)
    assert abs(np.abs(found[:30_000, 0]).max() - 0.3) < 0.01
    assert abs(np.abs(found[:30_000, 1]).max() - (0.3 if channels == 1 else 0)) < 0.01


def test_silence_where_a_source_ends_early(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "short.wav", tone(0.5))
    timeline, facts = film([span(source, 0, 96_000)], frames=50)
    found = mixed(timeline, facts)
    assert len(found) == 96_000 and found[:24_000].any() and not found[24_000:].any()


def test_too_loud_stays_within_full_scale(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "loud.wav", tone(1, level=0.99))
    loud = [AudioSpan("music", str(source), 0, 48_000), AudioSpan("voice", str(source), 0, 48_000, gain_db=6)]
    timeline, facts = film(loud, frames=25)
    found = mixed(timeline, facts)
    assert 0.95 < np.abs(found).max() <= 1.0
    quiet, _ = film([AudioSpan("music", str(source), 0, 48_000, gain_db=-6)], frames=25)
    np.testing.assert_allclose(mixed(quiet, facts)[2000:40_000, 0], tone(1, level=0.496)[2000:40_000], atol=1e-3)


def test_the_encoded_sound_is_as_long_as_the_film_and_in_time(tmp_path: Path) -> None:
    """29.97 fps: an odd number of samples. Clicks stay within a millisecond after AAC."""
    source = write_wav(tmp_path / "clicks.wav", clicks(4, 0.41))
    samples = round(Fraction(100 * 1001, 30_000) * RATE)
    timeline, facts = film([span(source, 0, samples)], frames=100, rate="30000/1001")
    assert timeline.samples == samples == 160_160
    out = tmp_path / "sound.m4a"
    report = render_sound(timeline, facts=facts, profile=profile("standard"), out=out, ffmpeg=find_ffmpeg())
    assert report.samples == samples and 0.85 < report.peak <= 0.9
    with av.open(str(out)) as container:
        packets = [p for p in container.demux(audio=0) if p.size]
        tick = container.streams.audio[0].time_base
        end = (packets[-1].pts or 0) + (packets[-1].duration or 0)
        assert tick is not None and end * tick == Fraction(samples, RATE)
    heard = decoded(out)[:, 0]
    for k in range(1, 8):
        at = round(0.41 * k * RATE)
        near = int(np.abs(heard[at - 400 : at + 500]).argmax()) + at - 400
        assert abs(near - (at + 48)) < 48
    assert sorted(p.name for p in tmp_path.iterdir()) == ["clicks.wav", "sound.m4a"]


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    source = write_wav(tmp_path / "t.wav", tone(20))
    timeline, facts = film([span(source, 0, RATE * 20)], frames=500)
    with pytest.raises(Cancelled):
        render_sound(
            timeline,
            facts=facts,
            profile=profile("standard"),
            out=tmp_path / "sound.m4a",
            ffmpeg=find_ffmpeg(),
            should_stop=lambda: True,
        )
    assert [p.name for p in tmp_path.iterdir()] == ["t.wav"]


def test_a_source_without_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "silent.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc=d=1:s=64x64", path)
    timeline, facts = film([span(path, 0, 48_000)], frames=25)
    with pytest.raises(InputError) as e:
        mixed(timeline, facts)
    assert e.value.code == "media.no_audio"
