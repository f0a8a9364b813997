"""Finding and replacing in a talk's text."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from slowness import slowness
from transcript_stage import SHIFT, Stage, long_talk, talk

from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Correct, Delete
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript.find_bar import FindBar

_Key = Qt.Key
TEXT = "The film is cut. A filmmaker cuts the film by its words, and the FILM is short."


@pytest.fixture
def stage(theme: Theme, qapp: QApplication) -> Stage:
    return Stage(theme, Edited.unedited(talk([("A", TEXT), ("B", "No other film?")])))


@pytest.fixture
def bar(theme: Theme, stage: Stage, qtbot: QtBot) -> Iterator[FindBar]:
    window = QWidget()
    made = FindBar(theme, stage.view)
    made.ops_requested.connect(stage.apply)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(stage.view)
    made.hide()
    window.resize(700, 500)
    window.show()
    made.open()
    QTest.qWaitForWindowExposed(window)
    yield made
    window.close()
    window.deleteLater()


def search(bar: FindBar, text: str, qtbot: QtBot) -> None:
    bar.pattern.clear()
    QTest.keyClicks(bar.pattern, text)
    qtbot.waitUntil(lambda: not bar._wait.isActive())


def test_it_counts_and_goes_round(stage: Stage, bar: FindBar, qtbot: QtBot) -> None:
    search(bar, "film", qtbot)
    assert bar.told.text() == "1 of 5" and stage.words(stage.view.selection) == "film"
    assert set(stage.view.marks.matches.values()) == {0, 1, 2, 3, 4} and stage.view.marks.match == 0
    QTest.keyClick(bar.pattern, _Key.Key_Return)
    assert bar.told.text() == "2 of 5" and stage.words(stage.view.selection) == "filmmaker"
    QTest.keyClick(bar.pattern, _Key.Key_Return, SHIFT)
    QTest.keyClick(bar.pattern, _Key.Key_Return, SHIFT)
    assert bar.told.text() == "5 of 5" and stage.words(stage.view.selection) == "film?"
    bar.next_action.trigger()
    assert bar.told.text() == "1 of 5"
    search(bar, "nowhere", qtbot)
    assert bar.told.text() == "Not found" and not stage.view.marks.matches and not bar.next_action.isEnabled()


def test_case_words_and_expressions(stage: Stage, bar: FindBar, qtbot: QtBot) -> None:
    search(bar, "film", qtbot)
    bar.whole_words.click()
    assert bar.told.text().endswith("of 4")
    bar.match_case.click()
    assert bar.told.text().endswith("of 3")
    bar.regex.click()
    search(bar, r"cuts? \w+", qtbot)
    assert [m.text for m in bar.matches] == ["cuts the"]
    bar.whole_words.click()
    search(bar, r"cuts the film", qtbot)
    assert stage.words(stage.view.selection) == "cuts the film"


def test_a_bad_expression_is_told_in_place(stage: Stage, bar: FindBar, qtbot: QtBot) -> None:
    bar.regex.click()
    search(bar, "(film", qtbot)
    assert bar.trouble.isVisible() and "no regular expression" in bar.trouble.text() and not bar.told.text()
    search(bar, "(film)", qtbot)
    assert not bar.trouble.isVisible() and bar.told.text().endswith("of 5")
    QTest.keyClicks(bar.replacement, r"\2")
    qtbot.waitUntil(lambda: not bar._wait.isActive())
    assert bar.trouble.isVisible() and not bar.replace_all_button.isEnabled()


def test_it_searches_from_the_caret_and_for_what_is_selected(stage: Stage, bar: FindBar, qtbot: QtBot) -> None:
    QTest.keyClick(bar.pattern, _Key.Key_Escape)
    assert not bar.isVisible() and stage.view.hasFocus() and not stage.view.marks.matches
    stage.view.select_words([stage.number("filmmaker"), stage.number("cuts")])
    bar.open()
    assert bar.pattern.text() == "filmmaker cuts" and bar.told.text() == "1 of 1"
    stage.view.caret.put(stage.number("words,"))
    search(bar, "film", qtbot)
    assert bar.told.text() == "4 of 5"


def test_replacing_one_by_one(stage: Stage, bar: FindBar, qtbot: QtBot) -> None:
    search(bar, "film", qtbot)
    QTest.keyClicks(bar.replacement, "movie")
    qtbot.waitUntil(lambda: not bar._wait.isActive())
    QTest.keyClick(bar.replacement, _Key.Key_Return)
    assert stage.asked == [([Correct(1, "movie")], "Replace")]
    assert bar.told.text() == "1 of 4" and stage.words(stage.view.selection) == "filmmaker"
    bar.replace_button.click()
    assert stage.asked[-1][0] == [Correct(5, "moviemaker")]
    assert not any(stage.edited.deleted)


def test_what_still_matches_is_passed(stage: Stage, bar: FindBar, qtbot: QtBot) -> None:
    search(bar, "film", qtbot)
    QTest.keyClicks(bar.replacement, "films")
    qtbot.waitUntil(lambda: not bar._wait.isActive())
    for _ in range(3):
        bar.replace_button.click()
    assert [ops[0].word for ops, _ in stage.asked if isinstance(ops[0], Correct)] == [1, 5, 8]


def test_replacing_all_is_one_step(stage: Stage, bar: FindBar, qtbot: QtBot) -> None:
    search(bar, "film", qtbot)
    bar.match_case.click()
    QTest.keyClicks(bar.replacement, "movie")
    qtbot.waitUntil(lambda: not bar._wait.isActive())
    bar.replace_all_button.click()
    qtbot.waitUntil(lambda: not bar._again.isActive())
    assert len(stage.asked) == 1 and len(stage.asked[0][0]) == 4
    assert stage.edited.text().startswith("The movie is cut. A moviemaker cuts the movie by")
    assert bar.told.text() == "Not found"


def test_the_marks_follow_the_words(stage: Stage, bar: FindBar, qtbot: QtBot) -> None:
    search(bar, "film", qtbot)
    stage.apply([Delete((0, 3))], "Delete")
    qtbot.waitUntil(lambda: bar.told.text().endswith("of 4"))
    assert 1 not in stage.view.marks.matches
    stage.apply([Delete((4, 5))], "Delete")
    bar.next_action.trigger()  # at once
    assert bar.told.text().endswith("of 3")
    stage.view.set_edited(None)
    qtbot.waitUntil(lambda: bar.told.text() == "Not found" and not bar.matches)


def test_a_long_talk_is_searched_at_once(theme: Theme, qtbot: QtBot) -> None:
    edited = Edited.unedited(long_talk(20_000))
    stage = Stage(theme, edited)
    qtbot.addWidget(stage.view)
    bar = FindBar(theme, stage.view)
    qtbot.addWidget(bar)
    bar.show()
    begin = time.perf_counter()
    bar.pattern.setText("ka")
    bar._search_near()
    stage.view.viewport().repaint()
    assert len(bar.matches) > 4000 and time.perf_counter() - begin < 0.09 * slowness()
