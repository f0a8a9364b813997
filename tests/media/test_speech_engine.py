"""A whole source heard stretch by stretch: resumed, stopped, joined; with an engine of the test's own."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest
from speech_corpus import TEXTS, Speech, after_each_other, speak, write_wav

from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.core.transcript.document import Segment, Word
from montage_desktop.media.speech import engine as engine_module
from montage_desktop.media.speech.choosing import open_engine
from montage_desktop.media.speech.engine import (
    Heard,
    HeardStretch,
    SpeechEngine,
    hear_stretch,
    joined_transcript,
    plan_speech,
    stoppable,
    transcribe,
)
from montage_desktop.media.speech.sound import RATE, Listener


class Bursts:
    """An engine that "hears" a word in each second of a sound that is loud enough, and remembers what it was given."""

    name = identity = "bursts"
    needs = ""
    languages = ("de", "en")

    def __init__(self, *, takes_s: float = 0.0, likely: dict[str, float] | None = None) -> None:
        self.given: list[int] = []
        self.prompts: list[tuple[str, str]] = []
        self.takes_s = takes_s
        self.likely = likely or {"de": 0.4, "en": 0.3}

    def language_of(self, samples: np.ndarray) -> dict[str, float]:
        return self.likely

    def hear(self, samples: np.ndarray, *, language: str, prompt: str = "") -> Heard:
        self.given.append(len(samples))
        self.prompts.append((language, prompt))
        time.sleep(self.takes_s)
        words = [
            Word(f" w{second}", second + 0.1, second + 0.6)
            for second in range(len(samples) // RATE)
            if np.abs(samples[second * RATE : (second + 1) * RATE]).max() > 0.05
        ]
        return Heard([Segment(0, 0.0, len(samples) / RATE, "", words=words)])


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Speech]:
    """A talk of a minute and a half, with a long silence in it."""
    parts = [speak(text, words_a_minute=130) for text in TEXTS]
    silence = Speech(np.zeros(22_050 * 20, np.float32), ())
    speech = after_each_other([*parts, silence, *parts], pause_s=0.7, noise=3e-4)
    return write_wav(tmp_path_factory.mktemp("talk") / "talk.wav", speech), speech


def test_all_is_heard_in_order_and_only_where_somebody_speaks(talk: tuple[Path, Speech]) -> None:
    engine, told = Bursts(), []
    plan = plan_speech(talk[0], engine=engine, prompt="Um.")
    heard = list(transcribe(talk[0], engine=engine, prompt="Um.", on_progress=told.append))
    transcript = joined_transcript(plan, heard[::-1])
    assert [part.index for part in heard] == list(range(len(plan.stretches))) and len(heard) >= 3
    assert max(engine.given) <= 28.1 * RATE
    assert sum(engine.given) < (len(talk[1].samples) / 22_050 - 15) * RATE  # the silence is not among it
    assert engine.prompts == [("de", "Um.")] * len(heard)
    words = transcript.numbered().words
    assert len(words) > 40 and transcript.language == "de"
    assert [s.id for s in transcript.segments] == list(range(len(transcript.segments)))
    assert told == sorted(told) and told[-1] == 1.0
    spoken = [(w.start, w.end) for w in talk[1].words]
    first = min(start for start, _ in spoken)
    assert abs(words[0].start - first) < 1.0


def test_what_was_heard_is_not_heard_again(talk: tuple[Path, Speech]) -> None:
    first = Bursts()
    all_of_it = list(transcribe(talk[0], engine=first))
    again = Bursts()
    done = {part.index: part for part in all_of_it if part.index != 1}
    resumed = list(transcribe(talk[0], engine=again, done=done))
    assert resumed == all_of_it and len(again.given) == 1


def test_a_reader_may_be_kept(talk: tuple[Path, Speech]) -> None:
    plan = plan_speech(talk[0], engine=Bursts())
    with Listener(plan.media) as listener:
        kept = [hear_stretch(plan, index, engine=Bursts(), listener=listener) for index in (0, 2, 1)]
    assert [kept[0], kept[2], kept[1]] == list(transcribe(talk[0], engine=Bursts()))[:3]


def test_a_stretch_is_the_same_by_itself(talk: tuple[Path, Speech]) -> None:
    plan = plan_speech(talk[0], engine=Bursts())
    alone = hear_stretch(plan, 2, engine=Bursts())
    assert alone == list(transcribe(talk[0], engine=Bursts()))[2]


def test_a_cancel_does_not_wait_for_the_engine(talk: tuple[Path, Speech]) -> None:
    engine, stop = Bursts(takes_s=5.0), threading.Event()
    running = transcribe(talk[0], engine=engine, should_stop=stop.is_set)
    threading.Timer(0.5, stop.set).start()
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        list(running)
    assert time.monotonic() - begin < 2.0


def test_a_failure_of_the_engine_comes_through(talk: tuple[Path, Speech]) -> None:
    def fail() -> None:
        raise InputError("speech.test", "It fails.")

    with pytest.raises(InputError, match="It fails"):
        stoppable(fail, should_stop=lambda: False)
    assert stoppable(lambda: 5, should_stop=lambda: False) == 5


def test_the_language_is_that_of_most_of_it(talk: tuple[Path, Speech]) -> None:
    assert plan_speech(talk[0], engine=Bursts(likely={"de": 0.2, "en": 0.7})).language == "en"
    assert plan_speech(talk[0], engine=Bursts(), language="en").language == "en"
    with pytest.raises(InputError) as raised:
        plan_speech(talk[0], engine=Bursts(), language="ja")
    assert raised.value.code == "speech.language" and "“ja”" in raised.value.message and raised.value.fix


def test_silence_gives_an_empty_transcript_that_says_so(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "silence.wav", Speech(np.zeros(22_050 * 3, np.float32), ()))
    engine = Bursts()
    plan = plan_speech(path, engine=engine)
    transcript = joined_transcript(plan, list(transcribe(path, engine=engine)))
    assert not transcript.segments and not engine.given
    assert transcript.notes == ["Nobody was heard to speak."]


def test_a_part_that_is_missing_is_not_passed_over(talk: tuple[Path, Speech]) -> None:
    plan = plan_speech(talk[0], engine=Bursts())
    with pytest.raises(InputError, match="Not all"):
        joined_transcript(plan, [HeardStretch(0, [])])


def test_only_one_stretch_is_read_at_a_time(talk: tuple[Path, Speech], monkeypatch: pytest.MonkeyPatch) -> None:
    longest: list[int] = []

    class Watched(engine_module.Listener):
        def read(self, start: int, count: int) -> np.ndarray:
            longest.append(count)
            return super().read(start, count)

    monkeypatch.setattr(engine_module, "Listener", Watched)
    list(transcribe(talk[0], engine=Bursts()))
    assert longest and max(longest) <= 28.1 * RATE


def test_the_real_engines_are_engines() -> None:
    for kind in ("whisper", "sphinx"):
        made: SpeechEngine = open_engine(kind)
        assert made.identity.startswith(made.name) and made.languages == ("en",) and made.needs
