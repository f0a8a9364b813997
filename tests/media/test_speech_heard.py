"""The real engines, offline: what espeak-ng says is what they write, at the right times, with its "um"s."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import resample_poly
from speech_corpus import TEXTS, VOICES, Speech, after_each_other, speak, write_wav
from speech_scores import recall, scored

from montage_desktop.core.errors import InputError
from montage_desktop.core.transcript.document import load, save
from montage_desktop.media.speech import choosing, models
from montage_desktop.media.speech.choosing import open_engine
from montage_desktop.media.speech.engine import SpeechEngine, joined_transcript, plan_speech, transcribe
from montage_desktop.media.speech.fillers import filler_prompt
from montage_desktop.media.speech.whisper import WhisperEngine


@pytest.fixture(scope="module")
def whisper() -> SpeechEngine:
    return open_engine("whisper", model=models.PACKAGED_NAME)


def test_a_talk_is_heard_offline_out_of_the_box(whisper: SpeechEngine, tmp_path: Path) -> None:
    parts = [speak(TEXTS[0], words_a_minute=150), speak(TEXTS[1], voice=VOICES[1]), speak(TEXTS[3])]
    speech = after_each_other(parts, pause_s=0.8, noise=5e-4)
    path = write_wav(tmp_path / "talk.wav", speech)
    plan = plan_speech(path, engine=whisper)
    transcript = joined_transcript(plan, list(transcribe(path, engine=whisper)))
    score = scored(speech.words, transcript.segments)
    assert transcript.language == "en"
    assert score.error_rate <= 0.25  # the smallest model, and a voice that is none
    assert score.start_ms() <= 25 and score.start_ms(90) <= 80
    save(transcript, tmp_path / "talk.json")
    assert load(tmp_path / "talk.json") == transcript


def test_fillers_are_kept_with_the_prompt(whisper: SpeechEngine) -> None:
    texts = (
        "Um, I think we should, uh, start with the first scene. Uh, the light was good, and, um, the cat was ready.",
        "So, uh, my name is Peter, and, um, I work as an engineer. Um, last summer we, uh, went to the coast.",
    )
    kept = left_out = 0
    said = 0
    for text in texts:
        speech = after_each_other([speak(text, words_a_minute=150)], pause_s=0.4, noise=5e-4)
        for prompt in ("", filler_prompt("en")):
            heard = whisper.hear(_at_16_khz(speech), language="en", prompt=prompt)
            there, found = recall(speech.words, heard.segments, {"um", "uh"})
            kept, left_out = kept + found * bool(prompt), left_out + found * (not prompt)
        said += there
    assert said == 8
    assert kept >= 0.8 * said
    assert left_out < kept  # which is what the prompt is for


def test_the_same_sound_is_heard_the_same(whisper: SpeechEngine) -> None:
    samples = _at_16_khz(speak(TEXTS[2]))
    assert whisper.hear(samples, language="en") == whisper.hear(samples, language="en")
    assert whisper.language_of(samples) == {"en": 1.0}


def test_silence_and_a_click_have_no_words(whisper: SpeechEngine) -> None:
    assert whisper.hear(np.zeros(16_000, np.float32), language="en").segments == []
    assert whisper.hear(np.zeros(10, np.float32), language="en").segments == []
    assert open_engine("sphinx").hear(np.zeros(10, np.float32), language="en").segments == []


def test_sphinx_hears_something_with_times() -> None:
    speech = after_each_other([speak(TEXTS[3], words_a_minute=140)], pause_s=0.3, noise=5e-4)
    score = scored(speech.words, open_engine("sphinx").hear(_at_16_khz(speech), language="en").segments)
    assert score.error_rate <= 0.7
    assert score.start_ms() <= 40


def test_a_model_that_was_changed_is_not_loaded(tmp_path: Path) -> None:
    packaged = models.packaged()
    assert packaged is not None
    folder = tmp_path / "model"
    folder.mkdir()
    for path in packaged.folder.iterdir():
        (folder / path.name).symlink_to(path)
    (folder / "config.json").unlink()
    (folder / "config.json").write_text("{}")
    with pytest.raises(InputError, match=r"config\.json") as raised:
        WhisperEngine(models.Model("tiny.en", folder, packaged.sha256))
    assert raised.value.code == "speech.model_incomplete"


def test_a_folder_of_the_persons_is_taken(tmp_path: Path) -> None:
    packaged = models.packaged()
    assert packaged is not None
    folder = tmp_path / "my model"
    shutil.copytree(packaged.folder, folder, copy_function=lambda a, b: Path(b).symlink_to(a))
    engine = open_engine(model=str(folder))
    assert engine.name == "whisper my model" and engine.languages == ("en",)
    assert engine.identity.split()[-1] == WhisperEngine(packaged).identity.split()[-1]
    for missing in ("model.bin", "vocabulary.txt"):
        (folder / missing).unlink()
        with pytest.raises(InputError, match=re.escape(missing)) as raised:
            open_engine(model=str(folder))
        assert raised.value.code == "speech.no_model"
        shutil.copy(packaged.folder / missing, folder / missing)
    (folder / "model.bin").write_bytes(b"no model")
    with pytest.raises(InputError) as raised:
        open_engine(model=str(folder)).hear(np.zeros(16_000, np.float32), language="en")
    assert raised.value.code == "speech.model_unreadable" and raised.value.detail


def test_what_cannot_be_had_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refused(**wanted: str) -> str:
        with pytest.raises(InputError) as raised:
            open_engine(**wanted)  # type: ignore[arg-type]
        assert raised.value.message.endswith(".") and raised.value.fix
        return raised.value.code

    assert refused(engine="parrot") == "speech.unknown_engine"
    assert refused(engine="sphinx", language="de") == "speech.language"
    assert refused(model="tiny.en", language="de") == "speech.language"
    assert refused(model="gigantic") == "speech.unknown_model"
    assert refused(model=str(tmp_path / "nowhere")) == "speech.no_model"
    assert refused(language="de") == "speech.no_model"
    monkeypatch.setattr(models, "PACKAGE", "no_such_package_here")
    assert choosing.available() == []
    assert refused(engine="whisper") == "speech.no_model"
    assert open_engine().name.startswith("pocketsphinx")
    monkeypatch.setattr(choosing.whisper, "is_installed", lambda: False)
    assert refused(engine="whisper") == "speech.not_installed"
    monkeypatch.setattr(choosing.sphinx, "is_installed", lambda: False)
    assert refused() == "speech.no_model"
    assert refused(engine="sphinx") == "speech.not_installed"


def _at_16_khz(speech: Speech) -> np.ndarray:
    return resample_poly(speech.samples, 320, 441).astype(np.float32)
