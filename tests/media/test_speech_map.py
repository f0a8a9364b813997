"""Sound at 16 kHz, the map of speech and silence, and the stretches cut from it."""

from __future__ import annotations

import itertools
import math
import zlib
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from speech_corpus import TEXTS, Speech, after_each_other, speak, write_wav

from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.media.analysis.cache import known_facts
from montage_desktop.media.speech import quiet as quiet_module
from montage_desktop.media.speech.quiet import HOP_S, Quiet, SpeechMap, known_speech, map_of, require_sound
from montage_desktop.media.speech.sound import RATE, Listener
from montage_desktop.media.speech.stretches import LONGEST_S, stretches


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Speech]:
    """A talk of 40 s with pauses of 0.8 s between its parts."""
    speech = after_each_other([speak(text, words_a_minute=140) for text in TEXTS], pause_s=0.8, noise=1e-3)
    return write_wav(tmp_path_factory.mktemp("talk") / "talk – “a” b.wav", speech), speech


def _tone(seconds: float, *, hertz: float = 440.0, rate: int = 48_000) -> Speech:
    at = np.arange(round(seconds * rate)) / rate
    return Speech((0.5 * np.sin(2 * np.pi * hertz * at)).astype(np.float32), (), rate)


def _silent_read(start: int, count: int) -> np.ndarray:
    return np.zeros(count, np.float32)


def test_a_position_gives_the_same_from_wherever_reading_began(talk: tuple[Path, Speech], tmp_path: Path) -> None:
    noise = np.random.default_rng(4).normal(0, 0.1, 48_000 * 12).astype(np.float32)
    for path, off in ((write_wav(tmp_path / "48.wav", Speech(noise, (), 48_000)), 1e-6), (talk[0], 1e-3)):
        facts = known_facts(path)
        with Listener(facts) as one, Listener(facts) as other:
            whole = one.read(0, 100_000)
            parts = np.concatenate([one.read(a, 12_345) for a in range(0, 98_760, 12_345)])
            assert np.abs(whole[: len(parts)] - parts).max() < 1e-6
            assert np.abs(other.read(54_321, 4_000) - whole[54_321:58_321]).max() < off
            assert not other.read(one.samples + 100, 500).any()
            assert not other.read(-2_000, 500).any()


def test_sound_is_where_it_was_and_as_loud(tmp_path: Path) -> None:
    click = np.zeros(48_000, np.float32)
    click[12_000:12_010] = 0.9  # at 0.25 s
    path = write_wav(tmp_path / "click.wav", Speech(click, (), 48_000))
    with Listener(known_facts(path)) as listener:
        assert listener.samples == RATE
        assert abs(int(np.abs(listener.read(0, RATE)).argmax()) - RATE // 4) <= 2
    with Listener(known_facts(write_wav(tmp_path / "tone.wav", _tone(1.0)))) as listener:
        assert np.abs(listener.read(4_000, 8_000)).max() == pytest.approx(0.5, abs=0.01)
    with Listener(known_facts(write_wav(tmp_path / "high.wav", _tone(1.0, hertz=11_000)))) as listener:
        assert np.abs(listener.read(4_000, 8_000)).max() < 0.005  # above what 16 kHz can hold: gone, not folded down


def test_speech_is_where_somebody_speaks(talk: tuple[Path, Speech]) -> None:
    quiet = known_speech(talk[0])
    at = np.arange(0, quiet.duration_s, 0.01)
    said, found = np.zeros(len(at), bool), np.zeros(len(at), bool)
    words = [word for word in talk[1].words if not math.isnan(word.start)]
    for word in words:
        said[round(word.start * 100) : round(word.end * 100)] = True
    for start, end in quiet.speech():
        found[round(start * 100) : round(end * 100)] = True
    assert found[said].mean() > 0.93
    pauses = [(b.start - 0.7, b.start - 0.1) for a, b in itertools.pairwise(words) if b.start - a.end > 0.8]
    assert len(pauses) >= 3
    for start, end in pauses:
        assert not found[round(start * 100) + 5 : round(end * 100) - 5].any()


def test_music_and_noise_are_no_speech() -> None:
    generator = np.random.default_rng(3)
    at = np.arange(RATE * 10) / RATE
    chord = sum(np.sin(2 * np.pi * f * at) for f in (220, 277, 330)) * 0.1
    for sound in (chord, generator.normal(0, 0.05, len(at)), np.zeros(len(at))):
        samples = np.pad(sound.astype(np.float32), (0, 1 << 20))
        made = map_of(lambda start, count, s=samples: s[start : start + count], len(at))  # type: ignore[misc]
        assert not Quiet(made).speech()
        assert not stretches(Quiet(made))


def test_the_quietest_moment_is_in_the_pause(talk: tuple[Path, Speech]) -> None:
    quiet, words = known_speech(talk[0]), talk[1].words
    for a, b in itertools.pairwise(words):
        if b.start - a.end > 0.2:
            moment = quiet.quietest(a.start, b.end)
            assert a.end - 0.05 <= moment <= b.start + 0.05
            assert quiet.level(moment - 0.02, moment + 0.02) < quiet.level(a.start, a.end) - 10
    assert quiet.quietest(3.0, 3.0) == 3.0
    assert quiet.quietest(1e6, 1e6 + 2) == 1e6 + 1


def test_a_flat_silence_is_cut_in_its_middle() -> None:
    quiet = Quiet(map_of(_silent_read, RATE * 4))
    assert quiet.quietest(1.0, 3.0) == pytest.approx(2.0, abs=HOP_S)
    assert quiet.duration_s == 4.0 and len(quiet.levels_db) == 400 and len(quiet.voices) == 125


def test_the_map_is_kept_by_content(talk: tuple[Path, Speech], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = known_speech(talk[0])
    copy = tmp_path / "copy.wav"
    copy.write_bytes(talk[0].read_bytes())
    monkeypatch.setattr(quiet_module, "map_of", None)  # would fail if it were asked for
    again = known_speech(copy)
    assert np.array_equal(first.levels_db, again.levels_db) and np.array_equal(first.voices, again.voices)


def test_making_the_map_can_be_stopped_and_tells_its_progress(talk: tuple[Path, Speech]) -> None:
    told: list[float] = []
    known_speech(talk[0], on_progress=told.append)
    assert told == sorted(told) and told[-1] == 1.0
    with pytest.raises(Cancelled):
        map_of(_silent_read, RATE * 100, should_stop=lambda: True)


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    facts = known_facts(write_wav(tmp_path / "a.wav", _tone(0.5)))
    with pytest.raises(InputError, match="has no sound") as raised:
        require_sound(msgspec.structs.replace(facts, audio=None))
    assert raised.value.code == "media.no_audio" and raised.value.fix


def _map(spans: list[tuple[float, float]], seconds: float) -> Quiet:
    """A made-up map: loud and spoken in the spans."""
    hops, windows = round(seconds * 100), round(seconds * RATE / 512)
    levels, voices = np.full(hops, 80, np.uint8), np.zeros(windows, np.uint8)
    for a, b in spans:
        levels[round(a * 100) : round(b * 100)] = 200
        voices[round(a * RATE / 512) : round(b * RATE / 512)] = 255
    return Quiet(SpeechMap(round(seconds * RATE), zlib.compress(levels.tobytes()), zlib.compress(voices.tobytes())))


@given(st.lists(st.tuples(st.floats(0.3, 70), st.floats(0.1, 40)), max_size=12))
def test_stretches_hold_all_speech_once_and_are_not_too_long(parts: list[tuple[float, float]]) -> None:
    spans, at = [], 0.0
    for length, pause in parts:
        spans.append((at + pause, at + pause + length))
        at += pause + length
    quiet = _map(spans, at + 1)
    found = stretches(quiet)
    for before, after in itertools.pairwise(found):
        assert before.end <= after.start
    assert all(0 <= s.start < s.end <= quiet.duration_s * RATE + RATE // 100 for s in found)
    assert all(s.seconds <= LONGEST_S + 0.01 for s in found)
    held = sum(s.seconds for s in found)
    for a, b in quiet.speech():
        inside = sum(max(0.0, min(b, s.end / RATE) - max(a, s.start_s)) for s in found)
        assert inside == pytest.approx(b - a, abs=0.03)
    assert held <= at + 1.1


def test_stretches_end_in_pauses(talk: tuple[Path, Speech]) -> None:
    found = stretches(known_speech(talk[0]))
    assert 2 <= len(found) <= 3
    for stretch in found:
        for word in talk[1].words:
            assert not word.start + 0.03 < stretch.end / RATE < word.end - 0.03
