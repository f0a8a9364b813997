"""The timeline as it is seen and reached: painting, zoom, keys, drops from the bin, screen readers, speed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from timeline_stage import CTRL, NO_KEY, SHIFT, FakePictures, film, middle, paint_times_ms, peaks, show

from montage_desktop.core.edits import Edit
from montage_desktop.ui.theme import Appearance, Theme
from montage_desktop.ui.timeline.view import CLIPS_MIME, TimelineView, as_clips

_WIDE_PX = 1920


@pytest.fixture
def pictures() -> FakePictures:
    return FakePictures()


@pytest.fixture
def view(theme: Theme, pictures: FakePictures, qtbot: QtBot) -> TimelineView:
    made = TimelineView(theme, pictures)
    qtbot.addWidget(made)
    show(made, film(12))
    return made


def seen(view: TimelineView) -> QImage:
    return view.viewport().grab().toImage()


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}


def wheel(view: TimelineView, at: QPoint, units: int, keys: Qt.KeyboardModifier = NO_KEY) -> None:
    where = QPointF(at)
    event = QWheelEvent(
        where, view.viewport().mapToGlobal(where), QPoint(), QPoint(0, units), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


# Painting --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("appearance", [Appearance.DARK, Appearance.LIGHT])
def test_it_paints_in_both_themes_at_every_zoom(view: TimelineView, theme: Theme, appearance: Appearance) -> None:
    theme.set_appearance(appearance)
    ground = theme.colour("window").rgb()
    view.select({"c2", "c4"})
    view.setFocus()
    view.fit()
    for _ in range(14):
        image = seen(view)
        assert len(colours(image)) > 12
        lane = view.scene.lanes.clips
        assert image.pixel(image.width() // 2, lane.top + 4) != ground
        view.zoom(1.6)


def test_the_theme_changes_while_it_is_shown(view: TimelineView, theme: Theme) -> None:
    theme.set_appearance(Appearance.DARK)
    dark = seen(view).pixelColor(600, 2)
    theme.set_appearance(Appearance.LIGHT)
    assert seen(view).pixelColor(600, 2).lightness() > dark.lightness() + 100


def test_without_a_film_it_says_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    view = TimelineView(theme, FakePictures())
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.show()
    assert len(colours(seen(view))) > 2
    assert view.accessibleDescription() == "No film yet"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEY, QPoint(90, 90))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Plus, Qt.Key.Key_Escape):
        QTest.keyClick(view, key)
    wheel(view, QPoint(50, 50), 120, CTRL)
    assert not any(a.isEnabled() for a in view.actions_list)
    view.set_timeline(film(3))
    assert view.scene.scale.is_fitted
    view.set_timeline(None)
    assert view.timeline is None
    seen(view)


def test_only_pictures_that_are_seen_are_asked_for(view: TimelineView, pictures: FakePictures) -> None:
    view.set_timeline(film(400))
    view.zoom(60, 0)
    seen(view)
    pictures.asked.clear()
    view.set_scale(view.scene.scale.panned(3000))
    seen(view)
    assert 0 < len(pictures.asked) < 60
    assert {height for _, _, height in pictures.asked} == {view.scene.lanes.clips.height - 27}


def test_pictures_that_come_later_are_painted(theme: Theme, qtbot: QtBot) -> None:
    late = FakePictures(late=True)
    view = TimelineView(theme, late)
    qtbot.addWidget(view)
    show(view, film(6))
    lane = view.scene.lanes.clips
    spot = QPoint(middle(view, 0).x(), lane.top + lane.height // 2 - 12)
    before = seen(view).pixel(spot)
    painted = view.grab().toImage()
    late.deliver("/m/harbour at dawn.mp4")
    qtbot.waitUntil(lambda: seen(view).pixel(spot) != before)
    assert painted != view.grab().toImage()


def test_a_wide_clip_shows_more_than_its_first_picture(view: TimelineView, pictures: FakePictures) -> None:
    view.zoom(8, 0)
    pictures.asked.clear()
    seen(view)
    times = {time_s for source, time_s, _ in pictures.asked if source == "/m/harbour at dawn.mp4"}
    assert len(times) > 3 and min(times) == 4


def test_music_can_be_left_out_or_kept(view: TimelineView) -> None:
    assert view.scene.lanes.music.height and view.scene.lanes.sections.height
    frames = view.scene.wave_frames
    view.set_timeline(film(10))
    assert view.scene.wave and view.scene.wave_frames == frames  # the song is as long as it was
    view.set_timeline(film(10), peaks=(), sections=())
    assert not view.scene.lanes.music.height and not view.scene.lanes.sections.height
    seen(view)
    view.set_timeline(film(10), peaks=peaks(7))
    seen(view)


def test_the_playhead_turns_the_page(view: TimelineView) -> None:
    view.zoom(6, 0)
    last = view.scene.scale.visible(0, view.scene.scale.width_px)[1]
    view.set_playhead(last - 2)
    left = view.scene.scale.left_px
    view.set_playhead(last + 3)
    assert view.scene.scale.left_px > left
    assert 0 < view.scene.scale.x_of(last + 3) < view.scene.scale.width_px / 2
    view.set_playhead(10**6)
    assert view.scene.playhead == 719


# Zoom and place --------------------------------------------------------------------------------------------------


def test_the_wheel_zooms_to_the_mouse_and_pans(view: TimelineView) -> None:
    at = QPoint(430, 90)
    for units in (120, 120, 240, -120, 30, 120):
        frame = view.scene.scale.frame_at(at.x())
        wheel(view, at, units, CTRL)
        assert abs(view.scene.scale.x_of(frame) - at.x()) < 0.01
    assert view.horizontalScrollBar().maximum() > 500
    left = view.scene.scale.left_px
    wheel(view, at, -120)
    assert view.scene.scale.left_px == left + 120
    view.horizontalScrollBar().setValue(0)
    assert view.scene.scale.x_of(0) == pytest.approx(12)


def test_keys_zoom_and_fit(view: TimelineView) -> None:
    fitted = view.scene.scale
    view.set_playhead(300)
    x = fitted.x_of(300)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.keyClick(view, Qt.Key.Key_Equal)
    assert view.scene.scale.px_per_frame == pytest.approx(fitted.px_per_frame * 2.25)
    assert view.scene.scale.x_of(300) == pytest.approx(x)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_Z, SHIFT)
    assert view.scene.scale == fitted
    view.resize(900, 200)
    assert view.scene.scale.is_fitted


# Keys ------------------------------------------------------------------------------------------------------------


def test_keys_go_from_clip_to_clip(view: TimelineView) -> None:
    sought: list[int] = []
    view.seek_requested.connect(sought.append)
    view.set_playhead(130)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.selection == {"c2"}  # the one at the playhead
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.choice.current == "c3" and sought == [120, 180]
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.choice.current == "c11"
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.choice.current == "c11"
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert view.selection == {"c0", "c1", "c2"} and view.choice.current == "c2"
    QTest.keyClick(view, Qt.Key.Key_Up, SHIFT)
    assert view.selection == {"c0", "c1"}
    QTest.keyClick(view, Qt.Key.Key_A, CTRL)
    assert len(view.selection) == 12
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection == frozenset()


def test_keys_move_the_playhead_before_the_windows_own_see_them(theme: Theme, qtbot: QtBot) -> None:
    view, window = TimelineView(theme, FakePictures()), QMainWindow()
    qtbot.addWidget(window)
    show(view, film(12))
    other: list[str] = []
    action = QAction("One frame forward", window)
    action.setShortcut("Right")
    action.triggered.connect(lambda: other.append("window"))
    window.addAction(action)
    window.setCentralWidget(view)
    window.show()
    window.activateWindow()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.scene.playhead == 30
    assert not other


def test_in_a_menu_its_keys_are_told_but_belong_to_whoever_has_the_focus(theme: Theme, qtbot: QtBot) -> None:
    view, window, field = TimelineView(theme, FakePictures()), QMainWindow(), QLineEdit("words")
    qtbot.addWidget(window)
    show(view, film(12))
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addWidget(view)
    column.addWidget(field)
    window.setCentralWidget(inside)
    menu = window.menuBar().addMenu("Edit")
    menu.addActions(view.actions_list)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Y, Qt.Key.Key_Minus):
        QTest.keyClick(field, key)
    assert field.text() == "wy-ords"
    assert view.scene.playhead == 0 and not view.selection
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.selection == {"c0"}


def test_everything_the_mouse_edits_the_keys_do_as_well(view: TimelineView) -> None:
    found: list[Edit] = []
    view.edit_requested.connect(found.append)
    view.choice.one(5)
    before = view.timeline
    assert before is not None

    def after(key: Qt.Key, keys: Qt.KeyboardModifier):  # type: ignore[no-untyped-def]
        found.clear()
        QTest.keyClick(view, key, keys)
        return found[0].apply(before).video

    alt = Qt.KeyboardModifier.AltModifier
    assert after(Qt.Key.Key_Left, CTRL)[5].start == 285
    assert after(Qt.Key.Key_Right, CTRL | SHIFT)[5].end == 375
    assert after(Qt.Key.Key_Right, alt)[5].start == 301
    assert after(Qt.Key.Key_Left, alt | SHIFT)[5].end == 359
    assert after(Qt.Key.Key_Right, CTRL | alt)[5].source_in > before.video[5].source_in
    assert [c.id for c in after(Qt.Key.Key_Up, CTRL)][4:6] == ["c5", "c4"]
    assert [c.id for c in after(Qt.Key.Key_Down, CTRL)][5:7] == ["c6", "c5"]
    assert after(Qt.Key.Key_Up, alt)[5].transition_in is not None
    view.choice.one(4)
    shorter = after(Qt.Key.Key_Down, alt)[4].transition_in
    assert shorter is not None and shorter.frames == 14


def test_every_action_has_words_and_no_key_is_used_twice(view: TimelineView) -> None:
    keys = [k.toString() for a in view.actions_list for k in a.shortcuts()]
    assert len(keys) == len(set(keys)) and all(keys)
    assert all(a.text() for a in view.actions_list)
    view.set_editing(None)
    assert {a.text() for a in view.actions_list if not a.isEnabled()} >= {"Slip one frame later", "Longer transition"}


def test_return_opens_the_clip(view: TimelineView, qtbot: QtBot) -> None:
    view.choice.one(3)
    with qtbot.waitSignal(view.clip_activated) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["c3"]


def test_a_screen_reader_is_told_where_it_is(view: TimelineView) -> None:
    assert view.accessibleName() == "Timeline"
    assert view.accessibleDescription() == "12 clips"
    view.choice.one(2)
    words = view.accessibleDescription()
    assert words.startswith("Clip 3 of 12, night market.mp4, 00:00:04:00 to 00:00:06:00, 2.00 s, score 0.")
    assert words.endswith("locked, selected")
    view.choice.one(4)
    assert "Dissolve, 16 frames" in view.accessibleDescription()


def test_focus_is_seen(view: TimelineView, qtbot: QtBot) -> None:
    view.choice.one(3)
    view.clearFocus()
    qtbot.waitUntil(lambda: not view.scene.has_focus)
    without = seen(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(lambda: view.scene.has_focus)
    assert seen(view) != without


# The film changes --------------------------------------------------------------------------------------------------


def test_selection_and_place_outlive_an_edit(view: TimelineView) -> None:
    told: list[None] = []
    view.zoom(5, 300)
    view.select({"c3", "c11"})
    scale = view.scene.scale
    view.selection_changed.connect(lambda: told.append(None))
    view.set_timeline(film(12, seed=9))
    assert (view.selection, view.scene.scale) == ({"c3", "c11"}, scale)
    assert not told
    view.set_timeline(film(8))
    assert view.selection == {"c3"} and view.choice.current == "c3"
    assert len(told) == 1


# Drops -------------------------------------------------------------------------------------------------------------


def test_clips_are_dropped_from_the_bin(view: TimelineView, qtbot: QtBot) -> None:
    data = QMimeData()
    names = ["/m/a b.mp4", "/m/ü.mov", "/m/two\nlines.mp4", "/m/no text\udcff.mp4"]
    data.setData(CLIPS_MIME, as_clips(names))
    at = QPoint(round(view.scene.scale.x_of(190)), 90)
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEY)
    enter = QDragEnterEvent(at, *rest)
    offered: list[tuple[list[Path], int]] = []
    view.insert_offered.connect(lambda paths, frame: offered.append((paths, frame)))
    QApplication.sendEvent(view.viewport(), enter)
    assert enter.isAccepted() and view.scene.insert_frame == 180
    seen(view)
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert view.scene.insert_frame is None
    assert offered == [([Path(n) for n in names], 180), ([], 0)]
    QApplication.sendEvent(view.viewport(), enter)
    with qtbot.waitSignal(view.insert_requested) as told:
        QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(at), *rest))
    assert told.args == [[Path(n) for n in names], 180]
    assert view.scene.insert_frame is None


def test_other_drops_are_left_to_the_window(view: TimelineView) -> None:
    data = QMimeData()
    data.setText("no clips")
    enter = QDragEnterEvent(QPoint(90, 90), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEY)
    QApplication.sendEvent(view.viewport(), enter)
    assert not enter.isAccepted()


# Speed -------------------------------------------------------------------------------------------------------------


def test_five_thousand_clips_pan_and_zoom_smoothly(theme: Theme, qtbot: QtBot) -> None:
    view = TimelineView(theme, FakePictures())
    qtbot.addWidget(view)
    show(view, film(5000), width=_WIDE_PX, height=260)
    times_ms = sorted(paint_times_ms(view))
    p95 = times_ms[int(len(times_ms) * 0.95)]
    assert p95 < 16, f"{p95:.1f} ms"
