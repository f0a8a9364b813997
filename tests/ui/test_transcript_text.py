"""The text of a talk: layout in every script, caret and selection, edits by keys and mouse, following, speed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from slowness import slowness
from transcript_stage import CTRL, SHIFT, Stage, long_talk, talk

from montage_desktop.core.errors import InputError
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import (
    Correct,
    Delete,
    Move,
    Op,
    Restore,
    ShortenSilence,
    Speaker,
)
from montage_desktop.ui.theme import Appearance, Theme
from montage_desktop.ui.transcript import text_ops
from montage_desktop.ui.transcript.paragraphs import Source, at_home
from montage_desktop.ui.transcript.text_view import TextView

_Key = Qt.Key
HEBREW = "אנחנו עורכים את הסרט דרך המילים שלו, עם Montage Desktop 2.0 ועוד. כל מילה שנמחקת נעלמת."
ARABIC = "نحن نحرر الفيلم من خلال كلماته، وكل كلمة تحذف تختفي من الصورة والصوت."
JAPANESE = "これは言葉で編集する映画です。文章を消すと、映像も音もすぐに消えます。"
EMOJI = "Well \U0001f600 done \U0001f1e9\U0001f1ea e\u0301tude, naïve co\u0301mbining words."


@pytest.fixture
def stage(theme: Theme, qapp: QApplication) -> Iterator[Stage]:
    made = Stage(theme, Edited.unedited(talk()))
    yield made
    made.close()


def stage_of(theme: Theme, qtbot: QtBot, edited: Edited | None, **size: int) -> Stage:
    made = Stage(theme, edited, **size)
    qtbot.addWidget(made.view)
    return made


def written(view: TextView) -> list[int]:
    """Numbers of all words, as the layouts have them."""
    return [n for i, p in enumerate(view.page.paragraphs) if p.count for n in view.page.layout_of(i).numbers]


def check_layout(view: TextView) -> None:
    """No word is lost, and each is found where it stands."""
    page = view.page
    assert written(view) == page.shown
    assert page.tops[-1] == pytest.approx(sum(p.height for p in page.paragraphs))
    for place, number in enumerate(page.shown):
        assert page.place_of(number) == place
        paragraph = page.paragraphs[page.of_place(place)]
        assert paragraph.first <= place < paragraph.first + paragraph.count
        boxes = page.boxes_of(place)
        assert boxes or page.edited.corrected.get(number) == "", number  # type: ignore[union-attr]
        for left, top, right, bottom in boxes:
            assert -1 <= left < right <= page.look.width_px + 1
            hit = page.hit((left + right) / 2, (top + bottom) / 2)
            assert hit is not None and hit.is_on and page.shown[hit.place] == number


# What is laid out ------------------------------------------------------------------------------------------------


def test_paragraphs_are_by_speaker(stage: Stage) -> None:
    page = stage.view.page
    assert [p.speaker for p in page.paragraphs] == ["Ada", "Grace", "Ada", "Grace", "Ada"]
    check_layout(stage.view)


@pytest.mark.parametrize("text", [HEBREW, ARABIC, JAPANESE, EMOJI], ids=["hebrew", "arabic", "japanese", "emoji"])
@pytest.mark.parametrize("width", [300, 900])
def test_every_script_is_laid_out(theme: Theme, qtbot: QtBot, text: str, width: int) -> None:
    stage = stage_of(theme, qtbot, Edited.unedited(talk([("A", text), ("B", "And then in English.")])), width=width)
    check_layout(stage.view)


def test_right_to_left_begins_at_the_right(theme: Theme, qtbot: QtBot) -> None:
    stage = stage_of(theme, qtbot, Edited.unedited(talk([("A", HEBREW)])))
    page = stage.view.page
    first, second = page.boxes_of(0)[0], page.boxes_of(1)[0]
    assert first[2] == pytest.approx(page.look.width_px, abs=2) and second[2] < first[0]
    stage.key(_Key.Key_Home)
    stage.key(_Key.Key_Left)
    assert stage.view.caret.at == 1
    stage.key(_Key.Key_Right)
    assert stage.view.caret.at == 0
    stage.key(_Key.Key_End)
    x, *_ = stage.view.caret_place()
    assert x < page.look.width_px / 2
    # A Latin word among them stands left of the one before, as wide as it is.
    latin = page.boxes_of(stage.number("Montage"))[0]
    assert latin[2] - latin[0] > 30


def test_a_silence_is_shown_with_its_seconds_until_it_is_shortened(theme: Theme, qtbot: QtBot) -> None:
    edited = Edited.unedited(talk([("A", "One two."), ("A", "Three four.")], pause_s=1.6))
    stage = stage_of(theme, qtbot, edited)
    layout = stage.view.page.layout_of(0)
    assert [p.number for p in layout.pauses] == [1] and "1.6\u00a0s" in layout.text
    stage.apply([ShortenSilence(0.8, 0.3)], "")
    assert "1.6\u00a0→\u00a00.3\u00a0s" in stage.view.page.layout_of(0).text
    stage.apply([Delete((1, 1))], "")
    assert not stage.view.page.layout_of(0).pauses
    check_layout(stage.view)


def test_deleted_words_can_be_hidden(stage: Stage) -> None:
    um = stage.number("um")
    stage.apply([Delete((um, um)), Delete((stage.number("Right."), stage.number("Right.")))], "")
    assert um in stage.view.page.shown
    stage.view.set_deleted_shown(False)
    assert um not in stage.view.page.shown and stage.view.page.shown == list(stage.edited.kept)
    check_layout(stage.view)
    stage.apply([Restore((um, um))], "")
    assert um in stage.view.page.shown
    stage.apply([Delete((0, len(stage.edited) - 2))], "")  # paragraphs of deleted words only take no room
    check_layout(stage.view)
    stage.view.set_deleted_shown(True)
    assert len(stage.view.page.shown) == len(stage.edited)
    check_layout(stage.view)


def test_moved_words_stand_where_they_play_and_keep_the_paragraphs(theme: Theme, qtbot: QtBot) -> None:
    text = "One two three. Four five six. Seven eight nine."
    stage = stage_of(theme, qtbot, Edited.unedited(talk([("A", text), ("B", text), ("A", text)])))
    stage.apply([Move((3, 5), 0)], "")
    assert stage.view.page.paragraphs[0].piece.ranges == ((3, 6), (0, 3), (6, 9))
    assert stage.view.page.paragraphs[0].piece.moved == ((3, 6),)
    stage.apply([Move((9, 17), 3)], "")  # all that somebody says
    assert [p.speaker for p in stage.view.page.paragraphs] == ["B", "A", "A"]
    check_layout(stage.view)


def test_the_heaviest_pieces_are_at_home() -> None:
    assert at_home([(0, 10)]) == [True]
    assert at_home([(20, 30), (0, 20), (30, 40)]) == [False, True, True]
    assert at_home([(0, 5), (9, 10), (5, 9), (10, 20)]) == [True, False, True, True]
    dice = random.Random(2)
    for _ in range(200):
        cuts = sorted(dice.sample(range(1, 30), 5))
        pieces = list(zip([0, *cuts], [*cuts, 30], strict=True))
        dice.shuffle(pieces)
        home = at_home(pieces)
        kept = [p for p, h in zip(pieces, home, strict=True) if h]
        assert kept == sorted(kept)
        best: list[int] = []
        for i, (a, b) in enumerate(pieces):
            best.append(b - a + max((best[j] for j in range(i) if pieces[j][1] <= a), default=0))
        assert sum(b - a for a, b in kept) == max(best)


@pytest.mark.parametrize("seed", range(3))
def test_layout_never_loses_a_word(theme: Theme, qtbot: QtBot, seed: int) -> None:
    dice = random.Random(seed)
    texts = [(dice.choice("AB"), t) for t in (HEBREW, JAPANESE, EMOJI, "One, two. Three four five!") * 3]
    edited = Edited.unedited(talk(texts, pause_s=dice.choice((0.3, 1.5))))
    stage = stage_of(theme, qtbot, edited, width=500)
    total = len(edited)
    for step in range(40):
        a, b = sorted(dice.choices(range(total), k=2))
        b = min(b, a + 12)
        ops: list[Op] = [
            Delete((a, b)), Restore((a, b)), Correct(a, dice.choice(("", "x", "zwei Wörter", "שלום"))),
            Speaker(dice.choice("ABC"), words=(a, b)), ShortenSilence(dice.random() * 2, 0.3, words=(a, b)),
            Move((a, b), dice.choice([n for n in range(total + 1) if not a <= n <= b])),
        ]  # fmt: skip
        stage.apply([dice.choice(ops)], "x")
        if step % 9 == 4:
            stage.view.set_deleted_shown(not stage.view.page.deleted_shown)
        fresh = Source.of(stage.edited).paragraphs(stage.edited)
        assert [p.piece for p in stage.view.page.paragraphs] == fresh
        if step % 4 == 0:
            check_layout(stage.view)
    stage.view.set_zoom(1.5)
    check_layout(stage.view)


@pytest.mark.parametrize("appearance", [Appearance.DARK, Appearance.LIGHT])
def test_it_paints_in_both_themes(stage: Stage, theme: Theme, appearance: Appearance) -> None:
    theme.set_appearance(appearance)
    stage.apply([Delete((2, 4)), Correct(6, "Other")], "")
    stage.view.select(8, 12)
    stage.view.set_cut([14, 15])
    stage.view.set_matches([(1,), (9, 10)], 1)
    stage.view.set_playing(11, follow=True)
    stage.view.show_drop(20)
    image = stage.view.viewport().grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height() // 2)}
    for name in ("field", "text", "accent", "selection"):
        assert theme.colour(name).name() in colours, name


def test_without_words_it_says_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    stage = stage_of(theme, qtbot, None)
    done: list[bool] = []
    action = QAction("Transcribe")
    action.triggered.connect(lambda: done.append(True))
    stage.view.message("No words yet", "Listen to the video.", action)
    button = stage.view.findChild(QPushButton)
    assert button is not None and button.isVisible() and stage.view.accessibleDescription() == "No words yet"
    button.click()
    for key in (_Key.Key_Delete, _Key.Key_Right, _Key.Key_Down, _Key.Key_F2, _Key.Key_Return, _Key.Key_Escape):
        stage.key(key)
    QTest.mouseClick(stage.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    stage.wheel(-120)
    assert done and not stage.asked and not stage.seeks
    stage.view.set_edited(Edited.unedited(talk()))
    assert not button.isVisible()
    stage.view.set_edited(None)
    assert stage.view.selection == () and stage.view.ranges == []


# Caret and selection ---------------------------------------------------------------------------------------------


def test_keys_select_words_sentences_and_all(stage: Stage) -> None:
    view = stage.view
    stage.key(_Key.Key_Right, SHIFT, times=2)
    assert view.selection == (0, 1)
    stage.key(_Key.Key_Right)
    assert view.caret.at == 2 and not view.selection
    stage.key(_Key.Key_Right, CTRL | SHIFT)
    assert stage.words(view.selection) == "welcome back to the workshop."
    stage.key(_Key.Key_Left, CTRL | SHIFT)
    assert view.caret.at == 0
    stage.key(_Key.Key_End, CTRL | SHIFT)
    stage.key(_Key.Key_A, CTRL)
    assert view.ranges == [(0, len(stage.edited) - 1)]
    stage.key(_Key.Key_Escape)
    assert not view.selection
    stage.key(_Key.Key_Home, CTRL)
    stage.key(_Key.Key_End, SHIFT)
    line = view.selection
    assert line and len(line) < len(stage.edited)
    stage.key(_Key.Key_Down)
    stage.key(_Key.Key_Up)
    stage.key(_Key.Key_Home)
    assert view.caret.at == 0
    stage.key(_Key.Key_PageDown)
    stage.key(_Key.Key_PageUp)
    assert view.caret.at == 0


def test_down_goes_through_every_line_and_stays_in_its_column(stage: Stage) -> None:
    view = stage.view
    stage.click(stage.number("back"))
    x = view.caret_place()[0]
    lines = sum(len(view.page.layout_of(i).lines) for i in range(len(view.page.paragraphs)))
    seen = {view.caret_place()[1]}
    for _ in range(lines + 1):
        stage.key(_Key.Key_Down)
        seen.add(view.caret_place()[1])
    assert len(seen) == lines and view.caret.at == len(stage.edited)
    stage.key(_Key.Key_Up, times=lines + 1)
    assert view.caret.at == 0 and view.caret.goal_px == x


def test_mouse_selects(stage: Stage) -> None:
    view = stage.view
    a, b = stage.number("welcome"), stage.number("workshop.")
    stage.click(a)
    assert view.caret.at == a and not view.selection
    stage.click(b, 0.9, SHIFT)
    assert stage.words(view.selection) == "welcome back to the workshop."
    stage.click(0)
    stage.drag(stage.number("Today"), stage.number("film"))
    assert stage.words(view.selection) == "Today we look at how a film"
    stage.click(0)
    stage.double_click(a)
    assert view.selection == (a,)
    at = stage.at(a)
    stage.press(at)
    stage.release(at)
    assert stage.words(view.selection) == "So um welcome back to the workshop."


def test_what_is_selected_stays_so_through_edits(stage: Stage) -> None:
    view = stage.view
    told: list[int] = []
    view.current_changed.connect(told.append)
    picture = stage.number("picture")
    view.select_words([picture, picture + 1])
    assert told == [picture]
    stage.apply([Move((0, 6), len(stage.edited))], "")
    assert view.selection == (picture, picture + 1)
    view.set_deleted_shown(False)
    stage.apply([Delete((2, 3))], "")
    assert view.selection == (picture, picture + 1)
    stage.apply([Delete((picture, picture))], "")
    assert not view.selection and stage.view.page.shown[view.caret.at] == picture + 1


# Edits -----------------------------------------------------------------------------------------------------------


def test_delete_takes_the_selection_out_and_puts_it_back(stage: Stage) -> None:
    um = stage.number("um")
    stage.double_click(um)
    stage.key(_Key.Key_Delete)
    assert stage.asked == [([Delete((um, um))], "Delete")]
    assert stage.edited.is_deleted(um) and not stage.view.selection
    stage.view.select_words([um])
    stage.key(_Key.Key_Backspace)
    assert stage.asked[-1] == ([Restore((um, um))], "Restore") and stage.view.selection == (um,)


def test_delete_without_a_selection_goes_word_by_word(stage: Stage) -> None:
    stage.key(_Key.Key_Delete, times=3)
    assert [n for n in range(6) if stage.edited.is_deleted(n)] == [0, 1, 2]
    stage.key(_Key.Key_End, CTRL)
    last = len(stage.edited) - 1
    stage.key(_Key.Key_Backspace, times=2)
    assert stage.edited.is_deleted(last) and stage.edited.is_deleted(last - 1)
    stage.view.set_deleted_shown(False)
    stage.key(_Key.Key_Backspace)
    assert stage.edited.is_deleted(last - 2)
    stage.key(_Key.Key_Home, CTRL)
    stage.key(_Key.Key_D, CTRL)
    assert stage.edited.is_deleted(3)


def test_what_is_refused_leaves_the_selection(stage: Stage) -> None:
    stage.key(_Key.Key_A, CTRL)
    stage.key(_Key.Key_Delete)
    assert stage.asked and len(stage.view.selection) == len(stage.edited)
    assert not any(stage.edited.deleted)


def test_cut_and_paste_moves(stage: Stage) -> None:
    view = stage.view
    first = stage.number("You")
    view.select_words(range(first, first + 4))
    stage.key(_Key.Key_X, CTRL)
    assert view.cut_words == tuple(range(first, first + 4)) and not stage.asked
    assert QGuiApplication.clipboard().text() == "You delete a sentence,"
    stage.key(_Key.Key_Escape)
    assert not view.cut_words
    stage.key(_Key.Key_X, CTRL)
    stage.key(_Key.Key_Home, CTRL)
    stage.key(_Key.Key_V, CTRL)
    assert stage.asked == [([Move((first, first + 3), 0)], "Move")]
    assert list(stage.edited.order())[:5] == [first, first + 1, first + 2, first + 3, 0]
    assert view.selection == tuple(range(first, first + 4)) and not view.cut_words


def test_dragging_the_selection_moves_it(stage: Stage) -> None:
    view = stage.view
    a, b = stage.number("You"), stage.number("gone")
    view.select_words([a, a + 1, a + 2])
    at, to = stage.at(a + 1), stage.at(b, 0.9)
    stage.press(at)
    stage.move(at + QPoint(30, 0))
    assert view.marks.drop is None  # on itself
    stage.move(to)
    assert view.marks.drop is not None
    stage.key(_Key.Key_Escape)
    assert view.marks.drop is None and not stage.asked
    stage.release(to)
    stage.press(at)
    stage.move(at + QPoint(30, 5))
    stage.move(to)
    stage.release(to)
    assert stage.asked == [([Move((a, a + 2), b + 1)], "Move")]
    assert view.selection == (a, a + 1, a + 2)


def test_hidden_words_go_along_with_what_is_moved(stage: Stage) -> None:
    stage.apply([Delete((1, 1))], "")
    stage.view.set_deleted_shown(False)
    stage.view.select(0, 2)  # words 0 and 2
    stage.key(_Key.Key_X, CTRL)
    stage.key(_Key.Key_End, CTRL)
    stage.key(_Key.Key_V, CTRL)
    assert list(stage.edited.order())[-3:] == [0, 1, 2]


def test_moving_to_where_it_is_asks_for_nothing(stage: Stage) -> None:
    edited = stage.edited
    assert text_ops.move(edited, [3, 4], 5)[0] == [] and text_ops.move(edited, [3, 4], 4)[0] == []
    assert text_ops.move(edited, [], 4)[0] == []


def line_edit(stage: Stage) -> QLineEdit:
    line = stage.view.edits.in_place
    assert line is not None and line.isVisible() and line.hasFocus()
    return line


def write(line: QLineEdit, text: str, key: Qt.Key = _Key.Key_Return) -> None:
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, key)


def test_f2_corrects_a_word(stage: Stage, qtbot: QtBot) -> None:
    word = stage.number("workshop.")
    stage.click(word)
    stage.key(_Key.Key_F2)
    line = line_edit(stage)
    assert line.text() == "workshop." and stage.view.viewport().rect().contains(line.geometry())
    write(line, "Workshop!")
    assert stage.asked == [([Correct(word, "Workshop!")], "Correct")]
    assert stage.view.hasFocus() and stage.view.page.layout_of(0).corrected == [word]
    stage.key(_Key.Key_F2)
    write(line_edit(stage), "nothing", _Key.Key_Escape)
    stage.double_click(word)
    stage.key(_Key.Key_Return)  # after a double click, Return corrects
    write(line_edit(stage), "Workshop!")
    assert len(stage.asked) == 1 and not stage.seeks
    qtbot.waitUntil(lambda: stage.view.findChild(QLineEdit) is None)


def test_several_words_are_corrected_at_once(stage: Stage) -> None:
    first = stage.number("film")
    stage.view.select_words([first, first + 1, first + 2])
    stage.key(_Key.Key_F2)
    write(line_edit(stage), "movie")
    assert stage.asked[0][0] == [Correct(first, "movie"), Correct(first + 1, ""), Correct(first + 2, "")]
    check_layout(stage.view)
    stage.double_click(first)  # and are one word from then on
    assert stage.view.selection == (first, first + 1, first + 2)
    stage.key(_Key.Key_Delete)
    assert stage.asked[-1][0] == [Delete((first, first + 2))]
    assert text_ops.corrections(stage.edited, [0, 1], "a b c")[0] == [Correct(0, "a"), Correct(1, "b c")]


def test_speakers_are_named_and_renamed(stage: Stage) -> None:
    grace = stage.number("Right.")
    stage.click(grace)
    stage.view.keys.speaker.trigger()
    write(line_edit(stage), "Barbara")
    a, b = stage.view.page.paragraphs[1].piece.ranges[0]
    assert stage.asked[-1] == ([Speaker("Barbara", words=(a, b - 1))], "Name the speaker")
    stage.click(0)
    stage.view.keys.rename.trigger()
    write(line_edit(stage), "Ada L.")
    assert stage.asked[-1] == ([Speaker("Ada L.", was="Ada")], "Rename the speaker")
    assert [p.speaker for p in stage.view.page.paragraphs] == ["Ada L.", "Barbara", "Ada L.", "Grace", "Ada L."]
    at = QPoint(30, stage.at(grace).y())
    QTest.mouseDClick(stage.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    write(line_edit(stage), "C")
    assert stage.edited.speaker(grace) == "C"


def test_return_and_ctrl_click_seek(stage: Stage) -> None:
    film = stage.number("film")
    stage.click(film)
    stage.key(_Key.Key_Return)
    assert stage.seeks == [film]
    stage.click(stage.number("back"), 0.5, CTRL)
    assert stage.seeks == [film, stage.number("back")] and stage.view.caret.at == film


def test_the_menu(stage: Stage, qtbot: QtBot) -> None:
    um = stage.number("um")
    at = stage.at(um)
    QTest.mousePress(stage.view.viewport(), Qt.MouseButton.RightButton, pos=at)
    QTest.mouseRelease(stage.view.viewport(), Qt.MouseButton.RightButton, pos=at)
    stage.view.edits.show_menu(stage.view.viewport().mapToGlobal(at))
    menu = stage.view.findChild(QMenu)
    assert menu is not None and menu.isVisible() and menu.actions()[0].text() == "Delete"
    menu.actions()[0].trigger()
    assert stage.edited.is_deleted(um)
    next(a for a in menu.actions() if a.text() == "Play from here").trigger()
    assert stage.seeks == [um]
    menu.close()
    qtbot.waitUntil(lambda: stage.view.findChild(QMenu) is None)
    stage.view.edits.show_menu(QPoint(5, 5))
    menu = stage.view.findChild(QMenu)
    assert menu is not None and menu.actions()[0].text() == "Put back"
    menu.close()
    qtbot.waitUntil(lambda: stage.view.findChild(QMenu) is None)


# What is heard, and the screen reader ----------------------------------------------------------------------------


def test_the_text_follows_until_the_person_looks_elsewhere(theme: Theme, qtbot: QtBot) -> None:
    stage = stage_of(theme, qtbot, Edited.unedited(long_talk(2000)), height=400)
    view, button = stage.view, stage.view.following.button
    bar = view.verticalScrollBar()
    for word in range(0, 300, 3):
        view.set_playing(word, follow=True)
        rect = view.word_rect(view.page.place_of(word))
        assert rect.top() >= 0 and rect.bottom() <= view.viewport().height()
    assert bar.value() > 0 and view.caret.at == 0 and not button.isVisible()
    stage.wheel(240)
    assert button.isVisible()
    place = bar.value()
    view.set_playing(900, follow=True)
    assert bar.value() == place
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isVisible() and bar.value() > place
    stage.key(_Key.Key_Delete)  # it goes to the caret, wherever the film is
    assert button.isVisible() and stage.edited.is_deleted(0) and not stage.edited.is_deleted(900)
    place = bar.value()
    view.set_playing(1200, follow=False)  # paused: nothing is scrolled
    assert not button.isVisible() and bar.value() == place
    view.set_playing(1201, follow=True)
    assert bar.value() > place
    view.set_playing(None, follow=False)


def test_only_the_word_that_is_heard_is_painted_anew(stage: Stage, qtbot: QtBot) -> None:
    stage.view.clearFocus()
    QApplication.processEvents()
    rects: list[int] = []
    paint = stage.view._painter.paint
    stage.view._painter.paint = lambda *args: (rects.append(args[4].height()), paint(*args))  # type: ignore[assignment, func-returns-value]
    stage.view.set_playing(5, follow=True)
    QApplication.processEvents()
    assert rects and max(rects) < 60


def test_a_screen_reader_is_told_the_sentence(stage: Stage) -> None:
    stage.click(stage.number("film"))
    told = stage.view.accessibleDescription()
    assert told == "film, in: Today we look at how a film is cut by its words."
    stage.key(_Key.Key_D, CTRL)
    assert stage.view.accessibleDescription().startswith("film, deleted, in: ")
    stage.key(_Key.Key_Right, SHIFT, times=2)
    assert stage.view.accessibleDescription() == "2 words selected: film is"


def test_it_zooms(stage: Stage) -> None:
    line = stage.view.page.look.line_px
    stage.wheel(120, CTRL)
    assert stage.view.page.look.line_px > line
    stage.key(_Key.Key_0, CTRL)
    assert stage.view.page.look.line_px == line
    stage.key(_Key.Key_Plus, CTRL)
    stage.key(_Key.Key_Minus, CTRL)
    assert stage.view.zoom == pytest.approx(1)
    for _ in range(30):
        stage.key(_Key.Key_Minus, CTRL)
    assert stage.view.zoom == 0.6
    check_layout(stage.view)


def test_what_cannot_be_edited_can_be_read_and_played(stage: Stage) -> None:
    stage.view.set_editable(False)
    stage.double_click(1)
    for key in (_Key.Key_Delete, _Key.Key_Backspace, _Key.Key_F2):
        stage.key(key)
    stage.key(_Key.Key_D, CTRL)
    stage.view.edits.name_paragraph(0)
    assert not stage.asked and stage.view.edits.in_place is None and stage.view.selection == (1,)
    stage.key(_Key.Key_Right)
    stage.key(_Key.Key_Return)
    assert stage.seeks == [2]


def test_its_keys_are_its_own_and_have_ids(stage: Stage) -> None:
    names = [a.objectName() for a in stage.view.actions_list]
    assert len(set(names)) == len(names) and all(names)


# Long talks ------------------------------------------------------------------------------------------------------


def test_a_long_talk_opens_at_once_and_an_edit_is_a_frame(theme: Theme, qtbot: QtBot) -> None:
    """By what the GUI thread itself takes: what else runs on the machine does not count."""
    edited = Edited.unedited(long_talk(20_000))
    stage = stage_of(theme, qtbot, None, width=900, height=900)
    view = stage.view
    begin = time.thread_time()
    view.set_edited(edited, language="en")
    view.viewport().repaint()
    assert time.thread_time() - begin < 0.3 * slowness()
    qtbot.waitUntil(lambda: next(view.page.unmeasured(), None) is None, timeout=20_000)
    dice = random.Random(6)
    times: list[float] = []
    for step in range(60):
        at = dice.randrange(0, 19_000)
        view.reveal(at)
        view.viewport().repaint()
        ops: list[Op] = [Delete((at, at + 5)), Correct(at, "other"), Move((at, at + 9), dice.randrange(19_100, 20_000))]
        begin = time.thread_time()
        view.set_edited(stage.edited.with_ops([ops[step % 3]]))
        view.viewport().repaint()
        times.append((time.thread_time() - begin) * 1000)
    times.sort()
    assert times[len(times) // 2] < 16 * slowness() and times[-3] < 30 * slowness(), times
    view.set_deleted_shown(False)
    begin = time.thread_time()
    view.set_edited(stage.edited.with_ops([Delete((10_000, 10_003))]))
    view.viewport().repaint()
    assert time.thread_time() - begin < 0.06 * slowness()


def test_the_place_stays_while_the_rest_is_measured(theme: Theme, qtbot: QtBot) -> None:
    stage = stage_of(theme, qtbot, Edited.unedited(long_talk(6000)))
    view = stage.view
    view.reveal(5000)
    before = view.word_rect(view.page.place_of(5000)).top()
    qtbot.waitUntil(lambda: next(view.page.unmeasured(), None) is None, timeout=20_000)
    assert view.word_rect(view.page.place_of(5000)).top() == pytest.approx(before, abs=3)
    view.resize(500, 560)
    qtbot.waitUntil(lambda: next(view.page.unmeasured(), None) is None, timeout=20_000)
    assert view.verticalScrollBar().maximum() == pytest.approx(view.page.height + 36 - view.viewport().height(), abs=1)


def test_random_keys_and_clicks(theme: Theme, qtbot: QtBot) -> None:
    dice = random.Random(9)
    stage = stage_of(theme, qtbot, Edited.unedited(long_talk(150, seed=3)), width=420, height=300)
    keys = [
        _Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_Home, _Key.Key_End, _Key.Key_PageDown,
        _Key.Key_PageUp, _Key.Key_Delete, _Key.Key_Backspace, _Key.Key_D, _Key.Key_X, _Key.Key_V, _Key.Key_Escape,
    ]  # fmt: skip
    for step in range(400):
        held = dice.choice((Qt.KeyboardModifier.NoModifier, SHIFT, CTRL, CTRL | SHIFT))
        if step % 20 == 0:
            QTest.mouseClick(
                stage.view.viewport(), Qt.MouseButton.LeftButton, held, QPoint(dice.randrange(400), dice.randrange(290))
            )
        if step % 50 == 49:
            stage.view.set_deleted_shown(not stage.view.page.deleted_shown)
        stage.key(dice.choice(keys), held)
        a, b = stage.view.caret.range
        assert 0 <= a <= b <= len(stage.view.page.shown)
        for ops, _ in stage.asked[-1:]:
            assert ops
    check_layout(stage.view)
    edited = Edited.unedited(stage.edited.words)
    for ops, _ in stage.asked:  # what was asked for is a document of its own
        try:
            edited = edited.with_ops(ops)
        except InputError:
            continue
    assert edited.pieces == stage.edited.pieces and edited.deleted == stage.edited.deleted
