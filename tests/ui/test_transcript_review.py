"""The review of fillers and silences, and the line of figures."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from fractions import Fraction

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from slowness import slowness
from transcript_stage import Stage, long_talk, talk
from window_helpers import Run

from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Delete, ShortenSilence
from montage_desktop.core.transcript.statistics import Figures, SpeakerFigures
from montage_desktop.ui.background import Background
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript.findings import findings
from montage_desktop.ui.transcript.review import Review
from montage_desktop.ui.transcript.statistics_line import StatisticsLine

_Key = Qt.Key
SPOKEN = [("A", "So um we cut the the film."), ("A", "It is, uh, like a long film.")]


@pytest.fixture
def stage(theme: Theme, qapp: QApplication) -> Iterator[Stage]:
    made = Stage(theme, Edited.unedited(talk(SPOKEN, pause_s=2.5)))
    yield made
    made.close()


@pytest.fixture
def review(theme: Theme, stage: Stage, qtbot: QtBot) -> Review:
    made = Review(theme, stage.view)
    qtbot.addWidget(made)
    made.ops_requested.connect(stage.apply)
    made.seek_requested.connect(stage.seeks.append)
    stage.view.edited_changed.connect(lambda: made.set_edited(stage.view.edited, language="en"))
    made.resize(360, 420)
    made.show()
    made.set_edited(stage.edited, language="en")
    qtbot.waitUntil(lambda: bool(made.listed))
    return made


def texts(review: Review) -> list[str]:
    return [f.filler.text if f.filler is not None else "silence" for f in review.listed]


def test_it_lists_in_the_order_of_the_film(stage: Stage, review: Review) -> None:
    assert texts(review) == ["So", "um", "the", "silence", "uh,", "like"]
    assert review.told.text() == "6 places" and review.certain_button.text() == "Accept all certain (2)"
    review.kind.setCurrentIndex(2)
    assert texts(review) == ["silence"] and not review.certain_button.isVisible()
    review.kind.setCurrentIndex(1)
    assert len(review.listed) == 5
    assert not stage.asked and not stage.seeks  # nothing goes, nothing is heard, unless the person chooses it


def test_what_is_chosen_is_shown_and_heard(stage: Stage, review: Review) -> None:
    index = review.model.index(3)
    QTest.mouseClick(review.rows.viewport(), Qt.MouseButton.LeftButton, pos=review.rows.visualRect(index).center())
    film = stage.number("film.")
    assert stage.view.selection == (film, film + 1) and stage.seeks == [film]
    QTest.keyClick(review.rows, _Key.Key_Down)
    assert stage.words(stage.view.selection) == "uh," and stage.seeks[-1] == stage.number("is,")


def test_accepting_and_skipping_by_keys(stage: Stage, review: Review, qtbot: QtBot) -> None:
    review.rows.setFocus()
    QTest.keyClick(review.rows, _Key.Key_S)
    assert texts(review)[0] == "um" and review.again_button.text() == "Show 1 skipped"
    assert stage.words(stage.view.selection) == "um" and not stage.asked
    QTest.keyClick(review.rows, _Key.Key_Return)
    um = 1
    assert stage.asked == [([Delete((um, um))], "Delete a filler")]
    assert texts(review) == ["the", "silence", "uh,", "like"] and stage.words(stage.view.selection) == "the"
    QTest.keyClick(review.rows, _Key.Key_Delete)
    assert stage.asked[-1][0] == [Delete((4, 4))] and texts(review)[0] == "silence"
    review.accept_button.click()
    film = stage.number("film.")
    assert stage.asked[-1] == ([ShortenSilence(1.2, 0.5, words=(film, film + 1))], "Shorten a silence")
    assert stage.edited.silence_after(film) is not None
    review.skip_button.click()
    review.skip_button.click()
    assert not review.listed and review.empty.text() == "Everything is reviewed."
    assert not review.accept_button.isEnabled()
    review.again_button.click()
    qtbot.waitUntil(lambda: not review._rest.isActive())
    assert texts(review) == ["So", "uh,", "like"]


def test_all_certain_is_one_step_and_takes_nothing_else(stage: Stage, review: Review) -> None:
    review.certain_button.click()
    uh = next(n for n in range(len(stage.edited)) if stage.edited.word(n).strip() == "uh,")
    assert stage.asked == [([Delete((1, 1)), Delete((uh, uh))], "Delete fillers")]
    assert texts(review) == ["So", "the", "silence", "like"]


def test_what_was_put_back_is_listed_again(stage: Stage, review: Review, qtbot: QtBot) -> None:
    before = stage.edited
    review.certain_button.click()
    stage.view.set_edited(before)
    qtbot.waitUntil(lambda: len(review.listed) == 6)
    stage.view.set_edited(None)
    assert not review.listed and "listed here" in review.empty.text()


def test_rows_are_painted_and_read(review: Review, theme: Theme) -> None:
    index = review.model.index(3)
    assert index.data() == (
        "2.5 s at 0:01: A long silence: 0.5 s would be left of it."
        " um we cut the the film. [2.5 s] It is, uh, like a long"
    )
    image = review.rows.viewport().grab().toImage()
    assert len({QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(60)}) > 8
    review.rows.setMinimumWidth(0)
    review.resize(160, 300)
    review.rows.viewport().grab()


def test_it_looks_through_in_a_thread(theme: Theme, stage: Stage, background: Background, run: Run) -> None:
    review = Review(theme, stage.view, background=background)
    review.show()

    async def until_listed() -> None:
        review.set_edited(stage.edited, language="en")
        review.refresh()
        assert not review.listed
        while not review.listed:
            await asyncio.sleep(0.01)

    run(until_listed())
    assert len(review.listed) == 6
    review.deleteLater()


def test_a_long_talk_is_looked_through_when_the_person_rests(theme: Theme, qtbot: QtBot) -> None:
    edited = Edited.unedited(long_talk(20_000))
    stage = Stage(theme, edited)
    qtbot.addWidget(stage.view)
    review = Review(theme, stage.view)
    qtbot.addWidget(review)
    review.show()
    begin = time.perf_counter()
    review.set_edited(edited, language="en")
    assert time.perf_counter() - begin < 0.02 * slowness() and not review.listed
    begin = time.perf_counter()
    found = findings(edited, "en")
    spent = time.perf_counter() - begin
    assert found and spent < 0.25 * slowness()
    qtbot.waitUntil(lambda: len(review.listed) == len(found))


# Figures ---------------------------------------------------------------------------------------------------------


def test_the_line_of_figures(qtbot: QtBot) -> None:
    line = StatisticsLine()
    qtbot.addWidget(line)
    line.resize(600, 24)
    speakers = (SpeakerFigures("Ada", 2000, 1900, 700.0, 650.0), SpeakerFigures("", 480, 410, 90.0, 80.0))
    line.show_figures(Figures(2480, 2310, Fraction(1500), Fraction(1400), 14, 2, 1, speakers))
    assert line.accessibleName() == "2,310 of 2,480 words · 25:00 → 23:20 (−7 %) · 14 cuts"
    tip = line.toolTip().splitlines()
    assert tip[3:] == ["2 words corrected", "1 word moved", "Ada: 1,900 of 2,000 words, 10:50",
                       "Nobody named: 410 of 480 words, 1:20"]  # fmt: skip
    line.show_figures(Figures(1, 1, Fraction(3700), Fraction(3700), 0, 0, 0, ()))
    assert line.accessibleName() == "1 word · 1:01:40"
    QLocale.setDefault(QLocale("de"))
    line.show_figures(Figures(2480, 2480, Fraction(1500), Fraction(1499), 1, 0, 0, ()))
    assert line.accessibleName() == "2.480 words · 25:00 → 24:59 (−<1 %) · 1 cut"
    line.show_figures(None)
    assert not line.accessibleName()
