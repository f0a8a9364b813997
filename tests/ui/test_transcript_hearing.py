"""What a video is heard with is chosen beside the button, remembered, and nothing is downloaded but by that button."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from transcript_stage import talk
from window_helpers import Run, record, until, write_clip

from montage_desktop.core.transcript.edited import Edited
from montage_desktop.jobs.states import Status
from montage_desktop.media.speech.listing import SPHINX, Listed, Place
from montage_desktop.media.speech.models import ALL_LANGUAGES
from montage_desktop.ui.app import Program
from montage_desktop.ui.background import Background
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript.hearing_choice import HearingChoice
from montage_desktop.ui.transcript.hearing_panel import HearingPanel, HearingPopup
from montage_desktop.ui.transcript.languages import in_order, language_name
from montage_desktop.ui.transcript.text_view import TextView

TINY = Listed("tiny.en", "tiny.en", Place.PACKAGE, ("en",), 78_000_000, Path("/p"))
SPHINX_HERE = Listed(SPHINX, SPHINX, Place.ENGINE, ("en",), 38_000_000, Path("/s"))
OFFERS = tuple(
    Listed(name, name, Place.HUB, ALL_LANGUAGES, size)
    for name, size in (("tiny", 78_000_000), ("base", 148_000_000), ("small", 486_000_000))
)
SMALL = Listed("small", "small", Place.FETCHED, ALL_LANGUAGES, 486_000_000, Path("/f"))
OWN = Listed("/models/mine", "mine", Place.FOLDER, ALL_LANGUAGES, 9_000_000, Path("/models/mine"))


class Shelf:
    """What is looked at for models. Attributes: models; looks: with which folders, each time."""

    def __init__(self, *models: Listed) -> None:
        self.models = models
        self.looks: list[list[Path]] = []

    def __call__(self, folders: Sequence[Path]) -> list[Listed]:
        self.looks.append(list(folders))
        return list(self.models)


@pytest.fixture
def settings(tmp_path: Path) -> EditorSettings:
    return EditorSettings(tmp_path / "editor.ini")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(TINY, SPHINX_HERE, *OFFERS)


@pytest.fixture
def choice(settings: EditorSettings, background: Background, shelf: Shelf) -> HearingChoice:
    return HearingChoice(settings, background, look=shelf)


async def looked(choice: HearingChoice) -> None:
    choice.refresh()
    await until(lambda: choice.is_known)


# What a choice comes to --------------------------------------------------------------------------------------


def test_without_a_choice_the_best_that_is_here_hears_and_nothing_is_agreed_to(run: Run, choice: HearingChoice) -> None:
    async def work() -> None:
        await looked(choice)
        request = choice.request("/v.mp4")
        assert (request.engine, request.model, request.language) == ("auto", "", "")
        assert request.fillers and not request.allow_download
        assert choice.words == "Transcribe" and choice.key == "" and choice.model == TINY
        assert "English only" in choice.explanation

    run(work())


def test_a_language_that_nothing_here_understands_is_a_download_that_is_asked_for(
    run: Run, choice: HearingChoice, settings: EditorSettings, shelf: Shelf
) -> None:
    async def work() -> None:
        await looked(choice)
        choice.choose_language("de")
        assert choice.words == "Download 148 MB and transcribe" and choice.needs_download
        assert choice.explanation == (
            "tiny.en understands English only. base (148 MB) is downloaded once, from the Hugging Face hub."
        )
        request = choice.request("/v.mp4")
        assert (request.engine, request.model, request.language) == ("whisper", "base", "de")
        assert request.allow_download
        choice.choose_language("en")  # brings back what was chosen before
        assert choice.words == "Transcribe" and not choice.request("/v.mp4").allow_download
        choice.choose_language("de")
        base = Listed("base", "base", Place.FETCHED, ALL_LANGUAGES, 148_000_000, Path("/b"))
        shelf.models = (base, TINY, OFFERS[0])
        choice.refresh()
        await until(lambda: choice.model == base)
        request = choice.request("/v.mp4")
        assert not request.allow_download and request.engine == "auto" and choice.words == "Transcribe"
        assert choice.explanation == ""

    run(work())


@pytest.mark.parametrize(
    ("key", "language", "wanted"),
    [
        (SPHINX, "", ("sphinx", "")),
        ("tiny.en", "en", ("whisper", "tiny.en")),
        ("small", "fr", ("whisper", "small")),
        ("/models/mine", "", ("whisper", "/models/mine")),
        ("gone", "", ("auto", "")),
        (SPHINX, "de", ("auto", "")),  # the best that is here and understands it
    ],
)
def test_the_job_is_asked_for_what_was_chosen(
    run: Run, settings: EditorSettings, background: Background, key: str, language: str, wanted: tuple[str, str]
) -> None:
    choice = HearingChoice(settings, background, look=Shelf(SMALL, TINY, OWN, SPHINX_HERE, *OFFERS[:2]))

    async def work() -> None:
        await looked(choice)
        choice.choose_model(key)
        choice.choose_language(language)
        request = choice.request("/v.mp4")
        assert (request.engine, request.model) == wanted and not request.allow_download

    run(work())


def test_choices_are_remembered(run: Run, choice: HearingChoice, settings: EditorSettings, tmp_path: Path) -> None:
    async def work() -> None:
        choice.choose_language("fr")
        choice.choose_model("small")
        choice.choose_fillers(False)
        settings.speech_folders = [tmp_path, tmp_path / "b"]
        settings.save()

    run(work())
    again = EditorSettings(tmp_path / "editor.ini")
    assert (again.speech_language, again.speech_model, again.speech_fillers) == ("fr", "small", False)
    assert again.speech_folders == [tmp_path, tmp_path / "b"]
    again.speech_folders = [tmp_path]
    again.save()
    assert EditorSettings(tmp_path / "editor.ini").speech_folders == [tmp_path]


def test_own_folders_are_looked_at_and_used_where_nothing_else_understands(
    run: Run, settings: EditorSettings, background: Background
) -> None:
    shelf = Shelf(TINY, OWN, *OFFERS)
    choice = HearingChoice(settings, background, look=shelf)
    settings.speech_folders = [Path("/models/mine")]

    async def work() -> None:
        await looked(choice)
        assert shelf.looks == [[Path("/models/mine")]]
        choice.choose_language("de")
        assert choice.request("/v.mp4").model == "/models/mine" and not choice.needs_download

    run(work())


def test_what_has_arrived_is_not_counted_again(run: Run, settings: EditorSettings, background: Background) -> None:
    begun = Listed("small", "small", Place.HUB, ALL_LANGUAGES, 486_000_000, arrived_bytes=100_000_000)
    choice = HearingChoice(settings, background, look=Shelf(TINY, begun))

    async def work() -> None:
        await looked(choice)
        choice.choose_model("small")
        assert choice.words == "Download 386 MB and transcribe"
        assert "100 MB of it have arrived already." in choice.explanation

    run(work())


def test_nothing_to_hear_with_says_what_to_install(run: Run, settings: EditorSettings, background: Background) -> None:
    shelf = Shelf()
    choice = HearingChoice(settings, background, look=shelf)

    async def work() -> None:
        await looked(choice)
        assert not choice.can_hear and "pip install faster-whisper" in choice.explanation
        shelf.models = (SPHINX_HERE,)
        choice.refresh()
        await until(lambda: choice.can_hear)
        choice.choose_language("de")
        assert not choice.can_hear and choice.explanation.startswith("No model here understands German.")
        assert not choice.request("/v.mp4").allow_download

    run(work())


def test_languages_have_names_and_the_usual_ones_are_first() -> None:
    assert language_name("de") == "German" and language_name("xx") == "xx"
    assert all(language_name(code) != code for code in ALL_LANGUAGES)
    names = [name for _, name in in_order(ALL_LANGUAGES)]
    assert names[:3] == ["English", "German", "Spanish"] and len(names) == len(ALL_LANGUAGES)
    others = [name for name in names[6:] if name.isascii()]
    assert others == sorted(others) and names.index("Māori") < names.index("Marathi")


# The panel ---------------------------------------------------------------------------------------------------


def entries(box) -> list[tuple[str, bool]]:  # type: ignore[no-untyped-def]
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    return [(box.itemText(n), model.item(n).isEnabled()) for n in range(box.count())]


def choose(box, key: str) -> None:  # type: ignore[no-untyped-def]
    """As the person does, in the list."""
    model = box.model()
    row = next(n for n in range(box.count()) if box.itemData(n) == key and model.item(n).isEnabled())
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_the_panel_groups_what_there_is_and_says_why_something_cannot_be_chosen(
    run: Run, theme: Theme, choice: HearingChoice, qtbot: QtBot
) -> None:
    async def work() -> None:
        panel = HearingPanel(choice)
        qtbot.addWidget(panel)
        panel.show()  # looks for models
        await until(lambda: choice.is_known)
        assert entries(panel.models) == [
            ("On this computer", False), ("The best (tiny.en)", True), ("tiny.en · English only · 78 MB", True),
            ("pocketsphinx · English only · 38 MB", True), ("To download", False), ("tiny · 78 MB", True),
            ("base · 148 MB", True), ("small · 486 MB", True),
        ]  # fmt: skip
        assert entries(panel.languages)[:4] == [
            ("Detect", True), ("English", True), ("With another model", False), ("German", True),
        ]  # fmt: skip
        assert panel.languages.count() == 4 + 97
        choose(panel.languages, "de")
        assert choice.language == "de" and panel.models.currentText() == "base · 148 MB"
        assert ("tiny.en · English only · 78 MB", False) in entries(panel.models)
        choose(panel.models, "small")
        assert "486 MB" in panel.explanation.text() and panel.explanation.isVisible()
        assert entries(panel.languages)[-2:][0][1] and "With another model" not in dict(entries(panel.languages))
        panel.fillers.click()
        assert not choice.has_fillers
        choose(panel.languages, "ja")  # nobody has told Whisper how people hesitate in it
        assert not panel.fillers.isEnabled() and panel.fillers.toolTip()
        choice.choose_language("")
        assert panel.languages.currentText() == "Detect" and panel.fillers.isEnabled()

    run(work())


def test_a_language_is_found_by_a_part_of_its_name(run: Run, theme: Theme, choice: HearingChoice, qtbot: QtBot) -> None:
    async def work() -> None:
        panel = HearingPanel(choice)
        qtbot.addWidget(panel)
        panel.show()
        await until(lambda: choice.is_known)
        box = panel.languages
        box.setFocus()
        line = box.lineEdit()
        assert line is not None
        line.selectAll()
        QTest.keyClicks(line, "lovak")
        completer = box.completer()
        assert completer is not None and completer.completionCount() == 1
        line.selectAll()
        QTest.keyClicks(line, "slovak")
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert choice.language == "sk" and box.currentText() == "Slovak"
        line.selectAll()
        QTest.keyClicks(line, "klingon")
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert choice.language == "sk" and box.currentText() == "Slovak"

    run(work())


def test_the_popup_begins_it_and_warns_of_what_is_replaced(
    run: Run, theme: Theme, choice: HearingChoice, qtbot: QtBot
) -> None:
    async def work() -> None:
        window = TextView(theme)
        window.resize(900, 600)
        window.show()
        qtbot.addWidget(window)
        anchor = QPushButton("…", window)
        anchor.move(860, 10)
        anchor.show()
        action = QAction("Transcribe")
        begun: list[bool] = []
        action.triggered.connect(lambda: begun.append(True))
        popup = HearingPopup(choice, action, window)
        popup.open_at(anchor, has_words=True)
        await until(lambda: choice.is_known)
        assert popup.isVisible() and popup.loss.isVisible() and not popup.isModal()
        choice.choose_language("en")  # there is nothing to explain
        height = popup.height()
        await until(lambda: popup.height() < height)
        height = popup.height()
        choice.choose_language("de")
        action.setText(choice.words)
        assert popup.button.text() == "Download 148 MB and transcribe"
        await until(lambda: popup.height() > height)
        assert window.geometry().right() >= popup.geometry().right()
        QTest.keyClick(popup, Qt.Key.Key_Escape)
        assert not popup.isVisible() and not begun
        popup.open_at(anchor, has_words=False)
        assert not popup.loss.isVisible()
        popup.button.click()
        assert begun and not popup.isVisible()

    run(work())


def test_where_there_are_no_words_the_choice_stands_over_the_button(
    run: Run, theme: Theme, choice: HearingChoice, qtbot: QtBot
) -> None:
    async def work() -> None:
        view = TextView(theme)
        qtbot.addWidget(view)
        view.resize(440, 480)
        view.show()
        panel, action = HearingPanel(choice), QAction("Transcribe")
        view.message("No words yet", "Listen to the video.", action, below=panel)
        await until(lambda: choice.is_known)
        assert panel.isVisible()
        button = next(b for b in view.findChildren(QPushButton) if b.text() == "Transcribe")
        choice.choose_language("de")  # the sentence becomes longer
        await until(lambda: panel.explanation.height() >= panel.explanation.heightForWidth(panel.explanation.width()))
        lowest = panel.mapTo(view, panel.rect().bottomLeft()).y()
        assert lowest <= button.mapTo(view, button.rect().topLeft()).y()
        view.message("Listening …", "", action)
        assert not panel.isVisible()
        view.message("No words yet", "", action, below=panel)
        assert panel.isVisible()
        view.set_edited(Edited.unedited(talk()))
        assert not panel.isVisible()

    run(work())


# The window --------------------------------------------------------------------------------------------------


def texts(program: Program) -> list[str]:
    return [w.text() for w in program.window.words.text.findChildren(QLabel) if w.isVisible()]


def test_the_window_asks_for_what_is_chosen_and_tells_of_the_download(
    run: Run, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = tmp_path / "talk.mp4"
    write_clip(video, seconds=1)
    asked = []

    async def submit(request):  # type: ignore[no-untyped-def]
        asked.append(request)
        return record(1, id="heard", kind="transcription", status=Status.QUEUED)

    async def work() -> None:
        window, talks, listening = program.window, program.talks, program.listening
        words = window.words
        words.choice._look = Shelf(TINY, *OFFERS)
        monkeypatch.setattr(program.listening._desk, "submit_transcription", submit)
        window.workspaces.switch("transcript")
        talks._video = str(video)
        talks.show_state()
        await until(lambda: words.choice.is_known)
        assert words.transcribe_action.isEnabled() and words.hearing_panel.isVisible()
        assert not asked, "nothing begins by itself"
        choose(words.hearing_panel.languages, "de")
        assert words.transcribe_action.text() == "Download 148 MB and transcribe"
        words.transcribe_action.trigger()
        await until(lambda: asked)
        assert (asked[0].video, asked[0].model, asked[0].allow_download) == (str(video), "base", True)
        await until(lambda: "heard" in listening._jobs)
        base = {"id": "heard", "kind": "transcription", "status": Status.RUNNING}
        parts = {"total": 1, "done": 0, "running": 1, "cached": 0, "percent": 34}
        listening._on_jobs_changed([record(1, **base, phase="analyzing", progress=0.2, parts=parts)])
        assert "Downloading the speech model … 34 %" in texts(program)
        stale = {"total": 1, "done": 1, "percent": 100}  # of the part before
        listening._on_jobs_changed([record(1, **base, phase="analyzing", parts=stale)])
        assert "Downloading the speech model … 0 %" in texts(program)
        listening._on_jobs_changed([record(1, **base, phase="rendering", progress=0.5)])
        assert "50 % of it is heard." in texts(program) and not words.hearing_panel.isVisible()
        words.choice._look = Shelf(SMALL, TINY)
        listening._on_jobs_changed([record(1, **{**base, "status": Status.CANCELLED})])
        assert words.hearing_panel.isVisible()
        await until(lambda: words.choice.models == (SMALL, TINY))
        assert words.transcribe_action.text() == "Transcribe"

    with QSignalBlocker(program.editor.feed):
        run(work())


def test_a_click_before_the_models_are_known_never_begins_a_download(
    run: Run, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    async def submit(request):  # type: ignore[no-untyped-def]
        asked.append(request)
        return record(1, id="heard", kind="transcription", status=Status.QUEUED)

    async def work() -> None:
        choice, talks = program.window.words.choice, program.talks
        monkeypatch.setattr(program.listening._desk, "submit_transcription", submit)
        shelf = choice._look = Shelf(TINY, *OFFERS)
        choice.choose_language("de")
        assert choice.can_hear and choice.words == "Transcribe"
        talks.transcribe_requested.emit("/v.mp4")
        await until(lambda: choice.is_known)
        assert choice.words == "Download 148 MB and transcribe" and not asked
        talks.transcribe_requested.emit("/v.mp4")  # now it was said
        await until(lambda: asked)
        assert asked[0].allow_download
        choice.is_known, shelf.models = False, (SMALL, TINY)
        talks.transcribe_requested.emit("/w.mp4")
        await until(lambda: len(asked) == 2)
        assert asked[1].video == "/w.mp4" and not asked[1].allow_download

    run(work())
