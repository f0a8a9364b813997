"""Words found again in their sound: alignment, snapping to the energy, and what is said for what is written."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy.signal import resample_poly
from speech_corpus import FOREIGN_TEXTS, TEXTS, VOICES, Speech, after_each_other, speak
from speech_scores import scored, together

from montage_desktop.core.transcript.document import Segment, Transcript, Word, joined, validate
from montage_desktop.media.speech import espeak
from montage_desktop.media.speech.align import Aligner
from montage_desktop.media.speech.models import ALL_LANGUAGES
from montage_desktop.media.speech.phones import Phones
from montage_desktop.media.speech.pronunciation import spelled, spoken
from montage_desktop.media.speech.refine import Refiner

_SOUNDS_OF_THE_MODEL = (
    "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH"
)


def heard(speech: Speech) -> np.ndarray:
    """The speech at 16 kHz."""
    return resample_poly(speech.samples, 320, 441).astype(np.float32)


def segment_of(speech: Speech, *, off_s: float = 0.0, seed: int = 0, spread_s: float = 0.0) -> Segment:
    """A segment of all its words, as a recogniser might tell them: late by `off_s`, each ± `spread_s`."""
    dice = np.random.default_rng(seed)
    words, before = [], 0.0
    for number, said in enumerate(speech.words):
        start = said.start if not math.isnan(said.start) else before
        end = said.end if not math.isnan(said.end) else start + 0.1
        start = max(before, start + off_s + dice.uniform(-spread_s, spread_s))
        end = max(start + 0.05, end + off_s)
        words.append(Word((" " if number else "") + said.word, start, end, 0.9))
        before = start
    return Segment(0, words[0].start, words[-1].end, joined(w.word for w in words), words=words)


def test_known_words_are_found_in_all_voices_and_speeds() -> None:
    refiner, scores = Refiner("en"), []
    for voice, speed, text in itertools.product(VOICES, (120, 165, 210), TEXTS):
        speech = after_each_other([speak(text, voice=voice, words_a_minute=speed)], pause_s=0.3, noise=5e-4)
        [found] = refiner.refined([segment_of(speech, off_s=0.1, spread_s=0.15, seed=speed)], heard(speech))
        scores.append(scored(speech.words, [found]))
    score = together(scores)
    assert score.errors == 0 and score.words > 900
    assert score.start_ms() <= 15 and score.start_ms(90) <= 60
    assert score.end_ms() <= 15 and score.end_ms(90) <= 70
    assert abs(float(np.median(score.starts_ms))) < 8


def test_without_alignment_the_energy_takes_out_what_all_words_are_off() -> None:
    refiner = Refiner("en", align=False)
    assert refiner.aligner is None
    before, after = [], []
    for voice, text in itertools.product(VOICES[:2], TEXTS):
        speech = after_each_other([speak(text, voice=voice, words_a_minute=150)], pause_s=0.4, noise=5e-4)
        told = segment_of(speech, off_s=0.12, spread_s=0.02)
        before.append(scored(speech.words, [told]))
        after.append(scored(speech.words, refiner.refined([told], heard(speech))))
    assert together(before).start_ms() > 100
    assert together(after).start_ms() < 40
    assert together(after).start_ms() < together(before).start_ms() / 2


@pytest.mark.parametrize("language", sorted(FOREIGN_TEXTS))
def test_words_of_other_languages_are_found_too(language: str) -> None:
    voice, texts = FOREIGN_TEXTS[language]
    refiner, scores = Refiner(language), []
    for speed, text in itertools.product((120, 165, 200), texts):
        speech = after_each_other([speak(text, voice=voice, words_a_minute=speed)], pause_s=0.3, noise=5e-4)
        [found] = refiner.refined([segment_of(speech, off_s=0.1, spread_s=0.15, seed=speed)], heard(speech))
        scores.append(scored(speech.words, [found]))
    score = together(scores)
    assert score.errors == 0 and score.words > 80
    assert score.start_ms() <= 20 and score.start_ms(90) <= 80


def test_a_language_that_nobody_can_read_is_settled_by_energy() -> None:
    assert not Phones("bo").is_known
    assert Refiner("bo").aligner is None


def test_most_languages_of_whisper_can_be_read() -> None:
    unread = [language for language in ALL_LANGUAGES if not Phones(language).is_known]
    assert len(unread) < 0.2 * len(ALL_LANGUAGES)
    assert not {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "zh", "ja", "ko", "hi"} & {
        *unread
    }


@pytest.mark.parametrize("language", ["en", "fr", "ja", "bo"])
def test_words_stay_in_order_whatever_comes(language: str) -> None:
    refiner = Refiner(language)
    speech = speak(TEXTS[0])
    samples = heard(speech)
    limit = len(samples) / 16_000
    wrong = [
        [Word(" completely", 0.0, 0.5), Word(" different", 0.4, 0.4), Word(" Xyzzyx", 0.1, 9.0), Word("…", 3.0, 3.1)],
        [Word(f" word{n}", 0.0, 0.01) for n in range(40)],
        [Word(" 日本語", 6.0, 20.0), Word(" end", 19.0, 30.0)],
    ]
    for words in wrong:
        found = refiner.refined([Segment(0, 0, 1, "", words=words)], samples)
        assert [w.word for s in found for w in s.words] == [w.word for w in words]
        validate(Transcript(segments=found))
        assert found[-1].words[-1].end <= limit + 0.03
    assert refiner.refined([], samples) == []
    assert refiner.refined([Segment(0, 0, 1, "x", words=[Word(" x", 0, 1)])], np.zeros(100, np.float32))


def test_what_was_misheard_does_not_spoil_its_neighbours() -> None:
    speech = after_each_other([speak(TEXTS[2])], pause_s=0.3, noise=5e-4)
    told = segment_of(speech, off_s=0.1, spread_s=0.05)
    words = list(told.words)
    words[7] = Word(" cheese", words[7].start, words[7].end)
    del words[12]
    [found] = Refiner("en").refined([Segment(0, 0, 1, "", words=words)], heard(speech))
    score = scored(speech.words, [found])
    assert score.errors == 2
    assert score.start_ms() <= 15 and score.start_ms(90) <= 90


@pytest.mark.parametrize(("sure", "start", "kept"), [(0.02, 0.1, False), (0.9, 0.1, True), (0.02, -0.4, True)])
def test_what_nobody_said_is_dropped(sure: float, start: float, kept: bool) -> None:
    """A polite phrase in the silence after the end, which even the recogniser does not believe."""
    speech = after_each_other([speak("Now everything has been said.")], pause_s=0.8, noise=5e-4)
    told = segment_of(speech)
    end = told.end + start
    polite = Segment(
        1, end, end + 0.4, "", words=[Word(" Thank", end, end + 0.2, sure), Word(" you.", end + 0.2, end + 0.4, 0.9)]
    )
    found = Refiner("en").refined([told, polite], heard(speech))
    assert len(found) == (2 if kept else 1)


def test_a_drawn_out_filler_keeps_its_length() -> None:
    speech = after_each_other(
        [speak("We, um, went home. Uh, it was late.", words_a_minute=120)], pause_s=0.3, noise=5e-4
    )
    [found] = Refiner("en").refined([segment_of(speech, off_s=0.1)], heard(speech))
    said = {w.word.lower(): w for w in speech.words}
    for word in found.words:
        name = word.text.lower().strip(",.")
        if name in ("um", "uh"):
            assert abs(word.start - said[name].start) < 0.09 and abs(word.end - said[name].end) < 0.12


def test_words_that_do_not_fit_are_not_aligned() -> None:
    aligner = Aligner()
    assert aligner.align(np.zeros(100, np.float32), ["hello"]) == [None]
    assert aligner.align(heard(speak(TEXTS[0])), ["…", "--"]) == [None, None]
    assert aligner.align(np.zeros(16_000, np.float32), ["one"] * 60) == [None] * 60


def test_the_same_sound_gives_the_same_times_again() -> None:
    aligner, words = Aligner(), TEXTS[3].split()
    samples, other = heard(speak(TEXTS[3])), heard(speak(TEXTS[1], voice=VOICES[3]))
    first = aligner.align(samples, words)
    aligner.align(other, TEXTS[1].split())
    assert aligner.align(samples, words) == first == Aligner().align(samples, words)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Hello,", "hello"),
        ("don’t", "don't"),
        ("twenty-one", "twenty one"),
        ("500%", "five hundred percent"),
        ("$5", "five dollars"),
        ("1,234", "one thousand two hundred thirty four"),
        ("1984", "nineteen eighty four"),
        ("1905", "nineteen oh five"),
        ("2007", "two thousand seven"),
        ("3.14", "three point one four"),
        ("21st", "twenty first"),
        ("20th", "twentieth"),
        ("007", "zero zero seven"),
        ("PBX", "p. b. x."),
        ("NASA", "nasa"),
        ("R&B", "r and b"),
        ("…", ""),
        ("♪", ""),
    ],
)
def test_what_is_said(written: str, said: str) -> None:
    assert " ".join(spoken(written)) == said


@pytest.mark.parametrize(
    ("language", "word", "sound"),
    [
        ("en", "cat", "K AE T"),
        ("en", "X", "EH K S"),
        ("de", "Hafen,", "HH AA F AH N"),
        ("fr", "bonjour", "B AO N ZH UW R"),
        ("pl", "szczęście", "SH CH EH N SH CH EH"),
        ("ja", "こんにちは", "K OW N N IY CH IY HH AA"),
        ("en", "…", ""),
        ("en", "a\0b", "AH B IY"),
    ],
)
def test_sounds_of_words(language: str, word: str, sound: str) -> None:
    assert Phones(language).of(word) == sound


def test_reading_many_words_leaves_speech_as_it_was() -> None:
    phones = [Phones(language) for language in ("de", "en", "fr")]
    for number in range(60):
        assert phones[number % 3].of("um")
    text = "Once more, word by word."
    espeak.speak.cache_clear()
    assert [w.word for w in speak(text).words] == ["Once", "more", "word", "by", "word"]


def test_letters_by_their_names() -> None:
    assert [spelled(token) for token in ("x.", "nasa", "a")] == ["X", "nasa", "a"]


def test_any_sound_is_one_that_the_model_knows() -> None:
    known = {*_SOUNDS_OF_THE_MODEL.split(" ")}
    dice = np.random.default_rng(5)
    phones = {language: Phones(language) for language in ("en", "de", "fr", "ru", "vi", "ar", "zh")}
    letters = list("abcdefghijklmnopqrstuvwxyz'äéßñаяшجبا你好")
    for _ in range(300):
        word = "".join(dice.choice(letters, dice.integers(1, 12)))
        for each in phones.values():
            assert set(each.of(word).split()) <= known, word
