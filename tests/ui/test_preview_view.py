"""The preview's pane: keys, the bar, and what they show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from preview_stage import Footage, film, make_footage
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from montage_desktop.ui.preview_view import PreviewView
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
