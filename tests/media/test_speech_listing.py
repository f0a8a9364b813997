"""What can hear is listed as it is: here or not, in which languages, and how much a download would be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_hub import FILES, FakeHub, running

from montage_desktop.core.errors import TransientError
from montage_desktop.media.speech import choosing, fetching, models, sphinx, whisper
from montage_desktop.media.speech.fetching import Hub, fetch
from montage_desktop.media.speech.listing import SPHINX, Place, listed


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with running(FakeHub()) as made:
        yield made


def write_model(folder: Path, *, words: int = 3, bulk: int = 10) -> Path:
    """A folder with the files of a model that knows so many words."""
    folder.mkdir(parents=True)
    for name in ("config.json", "tokenizer.json"):
        (folder / name).write_bytes(FILES[name])
    (folder / "model.bin").write_bytes(bytes(bulk))
    (folder / "vocabulary.txt").write_text("w\n" * words)
    return folder


def test_what_is_here_comes_first_the_best_before_the_others(tmp_path: Path) -> None:
    write_model(models.fetched_folder("tiny"), words=51_865, bulk=1_000)
    write_model(models.fetched_folder("small"), words=51_865, bulk=200_000)
    own = write_model(tmp_path / "mine")
    found = listed([tmp_path / "gone", own, tmp_path])
    here = [m for m in found if m.is_here]
    assert [m.place for m in here] == [
        Place.FETCHED, Place.FETCHED, *([Place.PACKAGE] if models.packaged() else []), Place.FOLDER, Place.ENGINE,
    ]  # fmt: skip
    assert [m.key for m in here[:2]] == ["small", "tiny"] and found[: len(here)] == here
    assert not here[0].is_english_only and here[0].hears("de") and here[0].left_bytes == 0
    mine = next(m for m in here if m.place is Place.FOLDER)
    assert (mine.key, mine.name, mine.folder) == (str(own), "mine", own)
    assert mine.is_english_only and not mine.hears("de") and mine.hears("en") and mine.hears("")
    assert [m.key for m in found if not m.is_here] == ["base", "medium", "large-v3"]
    assert all(m.left_bytes == fetching.OFFERED[m.key][1] for m in found if not m.is_here)


def test_the_first_that_is_here_is_the_one_that_is_used_without_a_choice() -> None:
    write_model(models.fetched_folder("base"), words=51_865)
    engine = choosing.open_engine()
    assert engine.name == f"whisper {listed()[0].name}" == "whisper base"


def test_what_was_begun_is_less_to_download(hub: FakeHub) -> None:
    hub.breaks_at = 1_500_000
    with pytest.raises(TransientError):
        fetch("tiny", allow_download=True, hub=Hub(hub.address))
    tiny = next(m for m in listed() if m.key == "tiny")
    assert not tiny.is_here and tiny.arrived_bytes > 1_500_000
    assert tiny.left_bytes == tiny.size_bytes - tiny.arrived_bytes
    assert set(tiny.as_dict()) >= {"name", "here", "languages", "size_bytes"} and tiny.as_dict()["here"] is False


def test_without_whisper_nothing_is_offered_that_could_not_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    write_model(models.fetched_folder("base"))
    monkeypatch.setattr(whisper, "is_installed", lambda: False)
    assert [m.key for m in listed()] == [SPHINX]
    monkeypatch.setattr(sphinx, "is_installed", lambda: False)
    assert listed() == []
