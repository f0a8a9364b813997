"""Talks over music, rendered: it is lower under words by what was asked for, and cuts on beats cost nothing of them."""

from __future__ import annotations

import random
import wave
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest
from footage_corpus import X264, ffmpeg, numbered_video, read_code
from test_talk_films import FAST, heard, noise, offset_samples, some_ops, words

from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.core.facts import MediaFacts, SongFacts
from montage_desktop.core.time import SAMPLE_RATE
from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript.beats import cuts_on_beat
from montage_desktop.core.transcript.document import Segment, Transcript, Word
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Delete, ShortenSilence
from montage_desktop.core.transcript.film import captioned_film, cutter_for
from montage_desktop.core.transcript.kept import Kept
from montage_desktop.core.transcript.music import HeardSong, TalkMusic
from montage_desktop.core.transcript.music_bed import MusicBed, Underlaid
from montage_desktop.media.analysis.known_song import hear_song, known_loudness
from montage_desktop.media.loudness import measured
from montage_desktop.media.probe import probe
from montage_desktop.media.render.film import render_film
from montage_desktop.media.render.smart_cut import Mode
from montage_desktop.media.sound import Mixer

S = SAMPLE_RATE
MUSIC_HZ, VOICE_HZ = 1000.0, 240.0
WORDS = [(1.0, 1.4), (1.5, 2.1), (4.0, 4.6), (5.3, 5.9), (8.0, 8.4), (8.5, 8.9), (11.0, 11.7)]
SECONDS = 14


def write(path: Path, sound: np.ndarray) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(S)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def tone(seconds: float, hz: float, level: float) -> np.ndarray:
    return level * np.sin(2 * np.pi * hz * np.arange(int(seconds * S)) / S)


def transcript() -> Transcript:
    said = [Word(f" w{n}", a, b) for n, (a, b) in enumerate(WORDS)]
    return Transcript(segments=[Segment(0, said[0].start, said[-1].end, "", words=said)])


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> tuple[MediaFacts, MediaFacts]:
    """A video in which every word is the same tone, and a song that is another one."""
    folder = tmp_path_factory.mktemp("ducked")
    speaks = np.zeros(SECONDS * S)
    for a, b in WORDS:
        speaks[int(a * S) : int(b * S)] = 1
    write(folder / "voice.wav", speaks * tone(SECONDS, VOICE_HZ, 0.2))
    codec = (*X264, "-g", "25")
    pictures = numbered_video(folder / "p.mp4", frames=25 * SECONDS, size=(320, 180), source=3, codec=codec)
    ffmpeg("-i", pictures, "-i", folder / "voice.wav", "-c:v", "copy", "-c:a", "pcm_s16le", folder / "talk.mov")
    write(folder / "steady.wav", tone(60, MUSIC_HZ, 0.5))
    return probe(folder / "talk.mov"), probe(folder / "steady.wav")


def laid(talk: tuple[MediaFacts, MediaFacts], **changes: float) -> tuple[Timeline, Underlaid]:
    """The talk without its fourth word, and with a shorter pause, over the song."""
    media, song = talk
    edited = Edited.unedited(transcript().numbered()).with_ops([Delete((3, 3)), ShortenSilence(1.8, 1.2)])
    kept = cutter_for(edited.words, media).ranges(edited)
    bed = MusicBed(
        hear_song(Path(song.path)), edited.words, speech_lufs=known_loudness(Path(media.path)).integrated_lufs
    )
    under = bed.under(kept, TalkMusic(source=song.path, **changes))
    return captioned_film(edited, under.kept, media, music=under)[0], under


def level_db(sound: np.ndarray, start_s: float, end_s: float, hz: float = MUSIC_HZ) -> float:
    """Of one tone within a stretch of sound, in dB of full scale."""
    part = sound[int(start_s * S) : int(end_s * S)]
    window = np.hanning(len(part))
    turning = np.exp(-2j * np.pi * hz * np.arange(len(part)) / S)
    return float(20 * np.log10(2 * abs(np.sum(part * window * turning)) / window.sum() + 1e-9))


def pauses(kept: Kept) -> list[tuple[float, float]]:
    """Where in the film nobody speaks, and music has had time to rise and not begun to fall; at least 0.1 s."""
    heard_at = [(float(a), float(b)) for _, a, b in kept.all_heard()]
    edges = [(0.0, heard_at[0][0]), *((b, a) for (_, b), (a, _) in pairwise(heard_at))]
    edges.append((heard_at[-1][1], float(kept.duration_s)))
    risen = [(a + 0.62, b - 0.27) for a, b in edges]
    return [(a, b) for a, b in risen if b - a > 0.1]


@pytest.mark.parametrize("duck_db", [0.0, 6.0, 12.0, 24.0])
def test_music_is_lower_under_words_by_what_was_asked_for(
    talk: tuple[MediaFacts, MediaFacts], tmp_path: Path, duck_db: float
) -> None:
    timeline, under = laid(talk, duck_db=duck_db, fade_in_s=0.0, fade_out_s=0.0)
    facts = {m.path: m for m in talk}
    render_film(timeline, tmp_path / "film.mp4", settings=FAST, facts=facts)
    film = heard(tmp_path / "film.mp4")
    between = [level_db(film, a, b) for a, b in pauses(under.kept)]
    assert len(between) >= 3 and max(between) - min(between) < 0.5
    top = float(np.mean(between))
    for _, start, end in under.kept.all_heard():
        assert top - level_db(film, float(start), float(end)) == pytest.approx(duck_db, abs=1)
        assert top - level_db(film, float(start) - 0.045, float(start)) == pytest.approx(duck_db, abs=1), "before it"


def test_between_words_it_is_as_loud_as_the_speech(talk: tuple[MediaFacts, MediaFacts]) -> None:
    media, song = talk
    timeline, _ = laid(talk, duck_db=0.0, fade_in_s=0.0, fade_out_s=0.0)
    facts = {m.path: m for m in talk}
    alone = msgspec.structs.replace(timeline, audio=[s for s in timeline.audio if s.role == "music"])
    speech = known_loudness(Path(media.path)).integrated_lufs
    found = measured(Mixer(alone, facts).blocks()).integrated_lufs
    assert speech is not None and found == pytest.approx(speech, abs=0.3)
    louder, _ = laid(talk, duck_db=0.0, gain_db=6.0)
    assert louder.audio[-1].gain_db - timeline.audio[-1].gain_db == pytest.approx(6)
    assert song.path == louder.audio[-1].source


@pytest.mark.parametrize("block", [480, 4096, 100_000])
def test_ramps_do_not_jump_and_blocks_make_no_difference(talk: tuple[MediaFacts, MediaFacts], block: int) -> None:
    timeline, _ = laid(talk, duck_db=24.0)
    facts = {m.path: m for m in talk}
    alone = msgspec.structs.replace(timeline, audio=[s for s in timeline.audio if s.role == "music"])
    found = np.concatenate(list(Mixer(alone, facts).blocks(block_samples=block)))
    one = np.concatenate(list(Mixer(alone, facts).blocks(block_samples=9_999)))
    np.testing.assert_array_equal(found, one)
    loudest = 0.5 * 10 ** (alone.audio[0].gain_db / 20)
    steepest = loudest * 2 * np.pi * MUSIC_HZ / S  # of the tone itself
    assert 0.9 * steepest < np.abs(np.diff(found[:, 0])).max() <= steepest * 1.01 + 2 / 32768
    size = np.abs(found[:, 0]).reshape(-1, 48).max(axis=1)  # its envelope, a period of the tone at a time
    fall = 20 * np.log10(np.maximum(size, 1e-6) / loudest)
    assert np.abs(np.diff(fall[600:-2100])).max() < 24 / 200 + 0.1, "dB in a millisecond: 24 within 200 of them"
    whole = np.concatenate(list(Mixer(timeline, facts).blocks(block_samples=block)))
    np.testing.assert_array_equal(whole, np.concatenate(list(Mixer(timeline, facts).blocks(block_samples=777))))


def test_it_fades_in_and_out(talk: tuple[MediaFacts, MediaFacts]) -> None:
    timeline, _ = laid(talk, duck_db=0.0, fade_in_s=1.0, fade_out_s=2.0)
    facts = {m.path: m for m in talk}
    alone = msgspec.structs.replace(timeline, audio=[s for s in timeline.audio if s.role == "music"])
    found = np.concatenate(list(Mixer(alone, facts).blocks()))[:, 0]
    end_s = len(found) / S
    levels = [level_db(found, t, t + 0.05) for t in (0.05, 0.5, 2.0, end_s - 1.0, end_s - 0.1)]
    assert levels[0] < levels[1] < levels[2] > levels[3] > levels[4]
    assert levels[2] - levels[1] == pytest.approx(3, abs=0.6) and levels[2] - levels[3] == pytest.approx(3, abs=0.6)


# Cuts on beats ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["25", "30000/1001"])
def timed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[MediaFacts, np.ndarray]:
    """A video whose pictures and sound tell their own time."""
    folder = tmp_path_factory.mktemp("timed")
    sound = noise()
    write(folder / "sound.wav", sound)
    rate = request.param
    frames = int(24 * Fraction(rate))
    pictures = numbered_video(
        folder / "p.mp4", frames=frames, rate=rate, size=(640, 360), source=3, codec=(*X264, "-g", "50")
    )
    ffmpeg("-i", pictures, "-i", folder / "sound.wav", "-c:v", "copy", "-c:a", "pcm_s16le", folder / "talk.mov")
    return probe(folder / "talk.mov"), sound


def with_beats(path: Path, length_s: float, bpm: float) -> HeardSong:
    times = [round(n * 60 / bpm, 6) for n in range(int(length_s * bpm / 60))]
    facts = SongFacts(
        path=str(path), identity="s", duration_s=length_s, beats=times, downbeats=list(range(0, len(times), 4)),
        meter=4, tempo=bpm, confidence=1.0, grid="tracked", beat_energy=[0.5] * len(times), accents=[0.5] * len(times),
        energy=[0.5], energy_hop_s=0.1, sections=[],
    )  # fmt: skip
    return HeardSong(facts, -10.0)


@pytest.mark.parametrize(("seed", "smart_cut"), [(11, "off"), (12, "auto"), (6, "off")])
def test_pictures_and_sound_stay_together_where_cuts_were_slid(
    timed: tuple[MediaFacts, np.ndarray], tmp_path: Path, seed: int, smart_cut: Mode
) -> None:
    media, sound = timed
    song = write(tmp_path / "song.wav", tone(8, 3000.0, 0.05))
    dice = random.Random(seed)
    numbered = words(dice).numbered()
    edited = Edited.unedited(numbered).with_ops(some_ops(dice, len(numbered)))
    kept = cutter_for(numbered, media).ranges(edited)
    bed = MusicBed(with_beats(song, 8.0, 174.0), numbered, speech_lufs=-30.0)
    under = bed.under(kept, TalkMusic(source=str(song), slide_s=0.08, duck_db=20.0))
    timeline = captioned_film(edited, under.kept, media, music=under)[0]
    assert cuts_on_beat(under.kept, under.beats) > cuts_on_beat(kept, under.beats)
    out = tmp_path / "film.mp4"
    render_film(timeline, out, settings=FAST, facts={media.path: media, str(song): probe(song)}, smart_cut=smart_cut)
    rate = timeline.rate
    with av.open(str(out)) as container:
        codes = [read_code(f.to_ndarray(format="gray")) for f in container.decode(video=0)]
    assert codes == [
        (int((c.source_in + Fraction(n, 1) / rate + Fraction(1, 1000)) * rate), 3)
        for c in timeline.video
        for n in range(c.frames)
    ]
    film = heard(out)
    on_beat = [frame / rate for frame in {round(b * rate) for b in under.beats}]
    slid = 0
    for before, was in zip(under.kept.ranges[:-1], kept.ranges, strict=False):
        if before.end != was.end:
            slid += 1
            assert min(abs(before.until - b) for b in on_beat) == 0
    assert slid
    for each in under.kept.ranges:
        long = each.until - each.at
        if long < Fraction(6, 100):
            continue
        margin = Fraction(1, 100)
        window = min(int((long - 2 * margin) * S), 9600)
        off = offset_samples(film, sound, int((each.at + margin) * S), int((each.start + margin) * S), window)
        assert abs(off) <= 48, f"{float(each.at):.3f} s: {off / 48:.2f} ms off"
        middle = each.at + long / 2
        shown = codes[int(middle * rate)]
        assert shown is not None
        assert abs(Fraction(shown[0]) / rate - under.kept.source_at(middle)) <= 1 / rate + Fraction(5, 1000)


# What is known of songs ------------------------------------------------------------------------------------------


def test_a_song_is_heard_once_and_known_where_it_was_moved_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    song = write(tmp_path / "a.wav", tone(6, 440.0, 0.25))
    first = hear_song(song)
    assert first.loudness_lufs == pytest.approx(-12.7, abs=0.2)
    monkeypatch.setattr("montage_desktop.media.analysis.known_song.analyse_song", None)
    monkeypatch.setattr("montage_desktop.media.analysis.known_song.measured", None)
    moved = song.rename(tmp_path / "b.wav")
    again = hear_song(moved)
    assert again.facts.path == str(moved)
    assert msgspec.structs.replace(again.facts, path="") == msgspec.structs.replace(first.facts, path="")


def test_silence_has_no_loudness_and_no_sound_is_refused(tmp_path: Path) -> None:
    assert hear_song(write(tmp_path / "quiet.wav", np.zeros(5 * S))).loudness_lufs is None
    mute = numbered_video(tmp_path / "mute.mp4", frames=5, size=(320, 180))
    with pytest.raises(InputError) as told:
        hear_song(Path(mute))
    assert told.value.code == "media.no_audio"
    with pytest.raises(Cancelled):
        known_loudness(write(tmp_path / "t.wav", tone(3, 440.0, 0.2)), should_stop=lambda: True)
