"""The page on speech: what is here can be removed, what is not, fetched, and both only by a click."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_hub import FILES, FakeHub, running
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from window_helpers import Run, until

from montage_desktop.media.speech import models
from montage_desktop.media.speech.fetching import Hub, arrived_bytes
from montage_desktop.ui.background import Background
from montage_desktop.ui.preferences.speech import SpeechPage
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.theme import Theme

Make = Callable[[str], SpeechPage]
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with running(FakeHub()) as made:
        yield made


@pytest.fixture
def settings(tmp_path: Path) -> EditorSettings:
    return EditorSettings(tmp_path / "editor.ini")


@pytest.fixture
def make(theme: Theme, settings: EditorSettings, background: Background, qtbot: QtBot) -> Make:
    kept = []  # Python owns them

    def made(address: str) -> SpeechPage:
        page = SpeechPage(theme, settings, background, hub=Hub(address))
        qtbot.addWidget(page)
        kept.append(page)
        page.resize(700, 900)
        page.show()
        page.refresh()
        return page

    return made


def write_model(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    return folder


def click(page: SpeechPage, key: str) -> None:
    button = page.rows[key].button
    assert button.isVisible() and button.isEnabled(), button.text()
    button.click()


def test_a_model_is_fetched_by_a_click_with_progress_and_then_it_is_here(run: Run, make: Make, hub: FakeHub) -> None:
    hub.holds_at = [1_400_000]

    async def work() -> None:
        page = make(hub.address)
        changed: list[bool] = []
        page.models_changed.connect(lambda: changed.append(True))
        await until(lambda: "tiny" in page.rows)
        assert page.rows["tiny"].facts.text() == "99 languages · 78 MB" and not hub.asked
        assert page.rows["tiny"].button.accessibleName() == "Download tiny, 78 MB"
        click(page, "tiny")
        row = page.rows["tiny"]
        await until(lambda: row.bar.value() > 400)
        assert row.bar.isVisible() and row.where.toolTip().endswith("of 78 MB have arrived")
        assert row.button.text() == "Cancel" and not page.rows["base"].button.isEnabled()
        page.refresh()  # as when the page is left and seen again
        await until(lambda: page.rows["tiny"] is not row)
        assert page.rows["tiny"].bar.value() > 400 and page.rows["tiny"].button.text() == "Cancel"
        hub.go_on()
        await until(lambda: changed)
        await until(lambda: page.rows["tiny"].button.text() == "Remove")
        assert page.offered_field.reason == "" and page.rows["base"].button.isEnabled()
        assert [m.name for m in models.fetched()] == ["tiny"]

    run(work())


def test_a_download_that_is_stopped_goes_on_where_it_was(run: Run, make: Make, hub: FakeHub) -> None:
    hub.holds_at = [1_400_000]

    async def work() -> None:
        page = make(hub.address)
        await until(lambda: "tiny" in page.rows)
        click(page, "tiny")
        await until(lambda: page.download.share > 0.4)
        click(page, "tiny")
        assert not page.rows["tiny"].button.isEnabled(), "it is on its way to stop"
        hub.go_on()
        await until(lambda: page.rows["tiny"].button.text() == "Go on")
        assert page.offered_field.reason == "" and not models.fetched() and arrived_bytes("tiny") >= 900_000
        assert page.rows["tiny"].where.toolTip() == "1 MB of it have arrived already"
        hub.holds_at = []
        click(page, "tiny")
        await until(models.fetched)
        assert any(wanted.startswith("bytes=") for _, wanted in hub.asked)

    run(work())


def test_no_network_says_what_to_do_and_can_be_tried_again(run: Run, make: Make) -> None:
    async def work() -> None:
        page = make(NOWHERE)
        await until(lambda: "base" in page.rows)
        click(page, "base")
        await until(lambda: page.offered_field.reason)
        assert page.offered_field.reason == (
            "The speech model cannot be downloaded: the hub of models does not answer. "
            "Check the connection and try it again; what has arrived is kept."
        )
        assert page.rows["base"].button.isEnabled() and page.rows["base"].button.text() == "Download"
        click(page, "base")
        assert page.offered_field.reason == ""
        await until(lambda: page.offered_field.reason)

    run(work())


def test_when_the_program_ends_a_download_does_not_hold_it(
    run: Run, make: Make, hub: FakeHub, background: Background
) -> None:
    hub.holds_at = [1_400_000]

    async def work() -> None:
        page = make(hub.address)
        await until(lambda: "tiny" in page.rows)
        click(page, "tiny")
        await until(lambda: page.download.share > 0.4)
        await background.close()
        assert page.download._stop.is_set()

    run(work())


def test_removing_asks_once_and_no_is_an_answer(run: Run, make: Make) -> None:
    folder = write_model(models.fetched_folder("small"))

    async def work() -> None:
        page = make(NOWHERE)
        await until(lambda: "small" in page.rows and page.rows["small"].button.isVisible())
        click(page, "small")
        assert isinstance(page.question, QMessageBox) and "small" in page.question.text()
        assert page.question.defaultButton() is page.question.button(QMessageBox.StandardButton.Cancel)
        page.question.button(QMessageBox.StandardButton.Cancel).click()
        await until(lambda: page.question is None)
        assert folder.is_dir()
        click(page, "small")
        assert page.question is not None
        remove = next(b for b in page.question.buttons() if b.text() == "Remove")
        remove.click()
        await until(lambda: page.rows["small"].button.text() == "Download")
        assert not folder.exists() and page.here_field.reason == ""

    run(work())


def test_only_what_was_fetched_can_be_removed(run: Run, make: Make) -> None:
    async def work() -> None:
        page = make(NOWHERE)
        await until(lambda: "pocketsphinx" in page.rows)
        assert not page.rows["pocketsphinx"].button.isVisible()
        assert "tiny.en" not in page.rows or not page.rows["tiny.en"].button.isVisible()

    run(work())


def test_a_folder_of_ones_own_is_looked_at_before_it_is_taken(
    run: Run, make: Make, settings: EditorSettings, tmp_path: Path
) -> None:
    async def work() -> None:
        page = make(NOWHERE)
        await until(lambda: page.rows)
        page.folder.chosen.emit(str(tmp_path))
        await until(lambda: page.folder_field.reason)
        assert "model.bin is missing" in page.folder_field.reason and "faster-whisper" in page.folder_field.reason
        assert settings.speech_folders == []
        mine = write_model(tmp_path / "mine")
        for _ in range(2):  # twice is once
            page.folder.chosen.emit(str(mine))
            await until(lambda: str(mine) in page.rows)
        assert page.folder_field.reason == "" and settings.speech_folders == [mine]
        assert page.rows[str(mine)].facts.text().startswith("English only")
        (mine / "model.bin").unlink()
        page.refresh()
        await until(lambda: page.rows[str(mine)].facts.text() == "There is no model in it any more")
        click(page, str(mine))
        await until(lambda: str(mine) not in page.rows)
        assert settings.speech_folders == [] and mine.is_dir(), "it is forgotten, not removed"

    run(work())
