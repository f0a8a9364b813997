"""Talks that were cut by their words, rendered: every frame and every moment of sound is the one the words name."""

from __future__ import annotations

import random
import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from footage_corpus import X264, ffmpeg, numbered_video, read_code

from montage_desktop.core.time import SAMPLE_RATE
from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript.document import Segment, Transcript, Word
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Delete, Move, Op, ShortenSilence
from montage_desktop.core.transcript.film import captioned_film, cutter_for
from montage_desktop.media.probe import probe
from montage_desktop.media.render.film import render_film
from montage_desktop.media.render.profiles import Profile
from montage_desktop.media.render.smart_cut import Mode

FAST = Profile(name="fast", short_side=0, preset="veryfast", crf=20, scaler="bicubic", audio_kbps=256)
SECONDS = 24
RATES = {"25": "25", "29.97": "30000/1001"}


def noise() -> np.ndarray:
    """Sound of which no two moments are alike: it tells its own time wherever it is heard."""
    rng = np.random.default_rng(5)
    white = rng.normal(0, 1, SAMPLE_RATE * SECONDS)
    smooth = np.convolve(white, np.hanning(9) / np.hanning(9).sum(), "same")
    return 0.2 * smooth / np.abs(smooth).max()


@pytest.fixture(scope="module", params=RATES)
def talk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, np.ndarray]:
    folder = tmp_path_factory.mktemp("talk")
    sound = noise()
    with wave.open(str(folder / "sound.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    rate = RATES[request.param]
    frames = int(SECONDS * Fraction(rate))
    pictures = numbered_video(
        folder / "p.mp4", frames=frames, rate=rate, size=(640, 360), source=3, codec=(*X264, "-g", "50")
    )
    video = folder / "talk.mov"
    ffmpeg("-i", pictures, "-i", folder / "sound.wav", "-c:v", "copy", "-c:a", "pcm_s16le", video)
    return video, sound


def words(dice: random.Random) -> Transcript:
    """Words of 80 to 600 ms, some touching, with pauses of up to a second and a half."""
    found, at = [], 0.3
    while at < SECONDS - 1.5:
        long = dice.choice([0.08, 0.2, 0.35, 0.6])
        found.append(Word(f" w{len(found)}", round(at, 3), round(at + long, 3)))
        at += long + dice.choice([0.0, 0.03, 0.12, 0.3, 1.5])
    return Transcript(segments=[Segment(0, found[0].start, found[-1].end, "", words=found)])


def some_ops(dice: random.Random, count: int) -> list[Op]:
    ops: list[Op] = [ShortenSilence(longer_than=0.8, to=0.3)]
    for _ in range(5):
        first = dice.randrange(count - 3)
        ops.append(Delete((first, first + dice.randrange(3))))
    for _ in range(2):
        first = dice.randrange(count - 3)
        ops.append(Move((first, first + 1), dice.choice([n for n in range(count) if n not in (first, first + 1)])))
    return ops


def heard(film: Path) -> np.ndarray:
    with av.open(str(film)) as container:
        blocks = [f.to_ndarray() for f in container.decode(audio=0)]
    return np.concatenate(blocks, axis=1).mean(axis=0)


def offset_samples(film: np.ndarray, sound: np.ndarray, at: int, source: int, window: int) -> int:
    """By how much the film's sound at a place is not the source's of a place, up to 20 ms."""
    reach = SAMPLE_RATE // 50
    part = film[at : at + window]
    around = sound[max(0, source - reach) : source + window + reach]
    found = int(np.correlate(around, part, "valid").argmax())
    return found - (source - max(0, source - reach))


@pytest.mark.parametrize(("seed", "smart_cut"), [(1, "off"), (2, "auto"), (3, "require")])
def test_pictures_and_sound_are_the_kept_ranges_in_order(
    talk: tuple[Path, np.ndarray], tmp_path: Path, seed: int, smart_cut: Mode
) -> None:
    video, sound = talk
    media, dice = probe(video), random.Random(seed)
    transcript = words(dice)
    numbered = transcript.numbered()
    edited = Edited.unedited(numbered).with_ops(some_ops(dice, len(numbered)))
    kept = cutter_for(numbered, media).ranges(edited)
    timeline: Timeline = captioned_film(edited, kept, media)[0]
    out = tmp_path / "film.mp4"
    render_film(timeline, out, settings=FAST, facts={media.path: media}, smart_cut=smart_cut)
    rate = timeline.rate
    with av.open(str(out)) as container:
        codes = [read_code(f.to_ndarray(format="gray")) for f in container.decode(video=0)]
    wanted = [
        (int((c.source_in + Fraction(n, 1) / rate + Fraction(1, 1000)) * rate), 3) for c in timeline.video
        for n in range(c.frames)
    ]  # fmt: skip
    assert codes == wanted
    film = heard(out)
    for each in kept.ranges:
        long = each.until - each.at - each.rest_s
        if long < Fraction(6, 100):
            continue
        margin = Fraction(1, 100)  # the crossfade, and what AAC smears
        at, source = each.at + margin, each.start + margin
        window = int((long - 2 * margin) * SAMPLE_RATE)
        off = offset_samples(film, sound, int(at * SAMPLE_RATE), int(source * SAMPLE_RATE), min(window, 9600))
        assert abs(off) <= 48, f"{float(each.at):.3f} s: {off / 48:.2f} ms off"
        # And there the picture is that of the same moment, to within its own frame.
        middle = each.at + long / 2
        shown = codes[int(middle * rate)]
        assert shown is not None
        assert abs(Fraction(shown[0]) / rate - kept.source_at(middle)) <= 1 / rate + Fraction(5, 1000)
