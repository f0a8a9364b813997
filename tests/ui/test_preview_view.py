"""The preview's pane: keys, the bar, and what they show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from preview_stage import Footage, film, make_footage
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from montage_desktop.ui.preview.view import PreviewView
from montage_desktop.ui.theme import Theme


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Footage:
    return make_footage(tmp_path_factory.mktemp("footage"))


@pytest.fixture
def view(theme: Theme, footage: Footage, qtbot: QtBot) -> Iterator[PreviewView]:
    made = PreviewView(theme)
    made.resize(640, 420)
    made.show()
    made.set_timeline(film(footage[0]), footage[1])
    qtbot.waitUntil(lambda: made.surface.frames_shown > 0)
    yield made
    made.close_player()
    made.deleteLater()


def test_the_picture_is_seen(view: PreviewView) -> None:
    seen = view.surface.grab().toImage()
    colours = {seen.pixel(x, seen.height() // 2) for x in range(0, seen.width(), 7)}
    assert len(colours) > 5


def test_keys_and_bar_move_it(view: PreviewView, qtbot: QtBot) -> None:
    player = view.player
    view.seek_bar.sliderMoved.emit(20)
    assert player.position == 20
    view.forward_action.trigger()
    view.forward_action.trigger()
    view.back_action.trigger()
    assert (player.position, view.seek_bar.value()) == (21, 21)
    assert view._now.text() == "00:00:00:21"
    assert view._length.text() == "/ 00:00:02:10"
    view.play_action.trigger()
    assert player.is_playing
    qtbot.waitUntil(lambda: player.position > 24)
    view.play_action.trigger()
    assert not player.is_playing
    view.reverse_action.trigger()
    view.reverse_action.trigger()
    assert player.speed == -2
    assert view._speed.text() == "-2 ×" and view._speed.isVisibleTo(view)
    qtbot.waitUntil(lambda: not player.is_playing)
    assert player.position in (0, 1)
    assert not view._speed.isVisibleTo(view)


def test_its_keys_work_while_it_has_the_focus(view: PreviewView, qtbot: QtBot) -> None:
    view.activateWindow()
    view.seek_bar.setFocus()
    QTest.keyClick(view, Qt.Key.Key_L)
    assert view.player.is_playing
    QTest.keyClick(view, Qt.Key.Key_K)
    assert not view.player.is_playing


def test_without_a_film_nothing_can_be_pressed(theme: Theme) -> None:
    view = PreviewView(theme)
    assert not any(a.isEnabled() for a in view.actions_list) and not view.seek_bar.isEnabled()
    view.player.play()
    view.player.shuttle(1)
    view.player.step(1)
    view.player.scrub(4)
    assert not view.player.is_playing
    assert view.player.position == 0
    view.close_player()


def test_in_and_out_make_a_loop(view: PreviewView, qtbot: QtBot) -> None:
    player = view.player
    player.seek(10)
    view.in_action.trigger()
    player.seek(14)
    view.out_action.trigger()
    assert player.loop == (10, 15)
    assert view.seek_bar.marked == (10, 14)
    assert view._loop.isVisibleTo(view) and view._loop.text() == "Loop 00:00:10 – 00:00:15"
    seen: set[int] = set()
    player.position_changed.connect(seen.add)
    player.seek(12)
    view.play_action.trigger()
    qtbot.waitUntil(lambda: seen >= {10, 14} and len(seen) >= 4)
    assert max(seen) == 14
    player.pause()
    player.seek(3)
    view.out_action.trigger()  # before the begin: the loop begins at the film's
    assert player.loop == (0, 4)
    view.no_loop_action.trigger()
    assert player.loop is None and view.seek_bar.marked is None and not view.no_loop_action.isEnabled()


def test_safe_areas_are_drawn_over_the_picture(view: PreviewView) -> None:
    before = view.surface.grab().toImage()
    view.guides_action.trigger()
    after = view.surface.grab().toImage()
    box = view.surface.picture_rect()
    edge = round(box.x() + box.width() * 0.05), round(box.y() + box.height() / 2)
    near = [after.pixelColor(edge[0] + n, edge[1]).lightness() for n in range(-3, 4)]
    assert after != before
    assert max(near) - min(near) > 100
    view.guides_action.trigger()
    assert view.surface.guides == ()


def test_full_screen_and_back(view: PreviewView, qtbot: QtBot) -> None:
    view.full_action.trigger()
    full = view.surface.window()
    assert full is not view.window()
    qtbot.waitUntil(lambda: view.surface.frames_shown > 0)
    qtbot.waitUntil(full.isActiveWindow)
    QTest.keyClick(full, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.surface.window() is view.window())
    assert view.layout().indexOf(view.surface) == 0
