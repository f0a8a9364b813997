"""Dragging on the timeline: what is shown meanwhile, which edit comes of it, and what a person is told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from timeline_stage import ALT, CTRL, SHIFT, FakePictures, click, cut, drag, film, middle, move, press, release, show

from montage_desktop.core.edits import Edit
from montage_desktop.core.timeline import Timeline
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.timeline.view import TimelineView

Edits = list[Edit]


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> TimelineView:
    """Twelve clips of two seconds; 60 frames each, a beat lasts 15."""
    made = TimelineView(theme, FakePictures())
    qtbot.addWidget(made)
    show(made, film(12))
    return made


@pytest.fixture
def edits(view: TimelineView) -> Edits:
    found: Edits = []
    view.edit_requested.connect(found.append)
    return found


def before(view: TimelineView) -> Timeline:
    assert view.timeline is not None
    return view.timeline


def shown(view: TimelineView) -> Timeline:
    assert view.scene.film is not None
    return view.scene.film.timeline


def frames_px(view: TimelineView, frames: float) -> int:
    return round(frames * view.scene.scale.px_per_frame)


def test_an_edge_is_trimmed_to_the_nearest_beat(view: TimelineView, edits: Edits) -> None:
    timeline = before(view)
    start = cut(view, 360)
    drag(view, start, frames_px(view, 20), let_go=False)
    assert view.timeline is timeline
    assert shown(view).video[6].start == view.scene.guide_frame == 375  # 20 frames on; a beat is at 15
    assert view.scene.hint is not None and view.scene.hint.words == "00:00:12:15   +0:15"
    assert view.viewport().cursor().shape() is Qt.CursorShape.SplitHCursor
    assert not edits
    release(view, start + QPoint(frames_px(view, 20), 0))
    assert len(edits) == 1
    assert edits[0].apply(timeline).video[6].start == 375
    assert shown(view) is timeline  # until somebody applies the edit
    assert view.scene.hint is None and view.scene.guide_frame is None


def test_a_monitor_is_told_what_to_show_during_a_drag(view: TimelineView, edits: Edits) -> None:
    told: list[tuple[Timeline, int]] = []
    ends: list[bool] = []
    view.dragged.connect(lambda timeline, frame: told.append((timeline, frame)))
    view.drag_ended.connect(lambda: ends.append(True))
    start = cut(view, 360)
    drag(view, start, frames_px(view, 20), let_go=False)
    assert told and not ends
    timeline, frame = told[-1]
    assert timeline.video[6].start == 375
    assert frame in (374, 375)  # the last picture before the cut, or the first behind it
    release(view, start + QPoint(frames_px(view, 20), 0))
    assert ends == [True]


def test_alt_frees_a_cut_of_the_beats_even_in_the_middle_of_a_drag(view: TimelineView, edits: Edits) -> None:
    view.setFocus()
    start = cut(view, 360)
    drag(view, start, frames_px(view, 20), ALT, let_go=False)
    free = shown(view).video[6].start
    assert free not in (360, 375, 390) and abs(free - 380) <= 1
    QTest.keyRelease(view, Qt.Key.Key_Alt)
    view.mouse.settle()
    assert shown(view).video[6].start == 375
    QTest.keyPress(view, Qt.Key.Key_Alt)
    view.mouse.settle()
    assert shown(view).video[6].start == free
    release(view, start + QPoint(frames_px(view, 20), 0), ALT)
    assert edits[0].apply(before(view)).video[6].start == free


def test_shift_ripples(view: TimelineView, edits: Edits) -> None:
    drag(view, cut(view, 660) + QPoint(-3, 0), frames_px(view, -30), SHIFT)
    after = edits[0].apply(before(view))
    assert after.frames == before(view).frames - 30
    assert after.video[10].frames == 30


def test_what_cannot_be_says_why_and_leads_to_nothing(view: TimelineView, edits: Edits) -> None:
    timeline = before(view)
    start = cut(view, timeline.video[2].start)  # clip 2 is locked
    drag(view, start, frames_px(view, 15), let_go=False)
    assert view.scene.hint is not None and view.scene.hint.refused
    assert "night market" in view.scene.hint.words and "locked" in view.scene.hint.words
    assert view.viewport().cursor().shape() is Qt.CursorShape.ForbiddenCursor
    assert shown(view) is timeline
    view.grab()
    release(view, start + QPoint(frames_px(view, 15), 0))
    assert not edits
    assert view.scene.hint is None
    assert view.viewport().cursor().shape() is not Qt.CursorShape.ForbiddenCursor


def test_escape_aborts(view: TimelineView, edits: Edits) -> None:
    timeline = before(view)
    start = cut(view, 360)
    drag(view, start, 60, let_go=False)
    assert shown(view) is not timeline
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert shown(view) is timeline
    move(view, start + QPoint(90, 0))
    release(view, start + QPoint(90, 0))
    assert not edits
    assert view.selection == {"c6"}  # Escape did not go on to the selection


def test_another_button_or_film_aborts(view: TimelineView, edits: Edits) -> None:
    start = cut(view, 360)
    drag(view, start, 60, let_go=False)
    QTest.mousePress(view.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, start)
    assert not view.mouse.is_busy
    drag(view, start, 60, let_go=False)
    other = film(8)
    view.set_timeline(other)
    assert shown(view) is other and not view.mouse.is_busy
    release(view, start)
    assert not edits


def test_a_drag_that_changes_nothing_asks_for_nothing(view: TimelineView, edits: Edits) -> None:
    drag(view, cut(view, 360), 6)
    drag(view, middle(view, 4), 8)
    assert not edits


def test_a_clip_is_moved_where_it_is_dropped(view: TimelineView, edits: Edits) -> None:
    start = middle(view, 6)
    drag(view, start, frames_px(view, -150), let_go=False)
    assert [c.id for c in shown(view).video][:5] == ["c0", "c1", "c2", "c3", "c6"]
    assert view.scene.dragged == [4]
    assert view.scene.hint is not None and view.scene.hint.words == "Place 5 of 12"
    view.grab()
    release(view, start + QPoint(frames_px(view, -150), 0))
    after = edits[0].apply(before(view))
    assert [c.start for c in after.video] == [c.start for c in before(view).video]  # cuts stay on their beats


def test_all_selected_clips_move_together(view: TimelineView, edits: Edits) -> None:
    view.select({"c4", "c6"})
    drag(view, middle(view, 6), frames_px(view, 200))
    assert view.selection == {"c4", "c6"}
    order = [c.id for c in edits[0].apply(before(view)).video]
    assert order.index("c6") == order.index("c4") + 1
    assert order.index("c4") > order.index("c8")


def test_ctrl_alt_or_the_tool_slips(view: TimelineView, edits: Edits) -> None:
    clip = before(view).video[6]
    drag(view, middle(view, 6), frames_px(view, 30), CTRL | ALT)
    after = edits.pop().apply(before(view)).video[6]
    assert after.start == clip.start
    assert after.source_in < clip.source_in and abs(after.source_in - clip.source_in + 1) <= Fraction(1, 15)
    QTest.keyClick(view, Qt.Key.Key_Y)
    drag(view, middle(view, 6), frames_px(view, -30), let_go=False)
    assert view.scene.hint is not None and view.scene.hint.words.startswith("Slip +")
    assert view.viewport().cursor().shape() is Qt.CursorShape.SizeHorCursor
    view.mouse.abort()
    QTest.keyClick(view, Qt.Key.Key_Y)
    drag(view, middle(view, 6), frames_px(view, 150))
    assert edits.pop().name == "Move"


def test_a_transitions_handles_make_it_longer_and_take_it_away(view: TimelineView, edits: Edits) -> None:
    clip = before(view).video[4]
    assert clip.transition_in is not None
    edge = cut(view, clip.start + 8, y_share=0.7)
    drag(view, edge, frames_px(view, 4), let_go=False)
    assert view.scene.hint is not None and view.scene.hint.words == "Dissolve, 24 frames"
    release(view, edge + QPoint(frames_px(view, 4), 0))
    longer = edits.pop().apply(before(view)).video[4].transition_in
    assert longer is not None and (longer.kind, longer.frames) == ("dissolve", 24)
    drag(view, cut(view, clip.start - 8, y_share=0.7), frames_px(view, 9))
    assert edits.pop().apply(before(view)).video[4].transition_in is None


def test_without_editing_nothing_can_be_dragged(view: TimelineView, edits: Edits) -> None:
    view.set_editing(None)
    drag(view, cut(view, 360), 60)
    drag(view, middle(view, 3), 60)
    assert not edits
    assert not view.mouse.is_busy


# Seeking, selecting, panning -------------------------------------------------------------------------------------


def test_the_playhead_is_dragged_on_the_ruler(view: TimelineView) -> None:
    found: list[int] = []
    view.seek_requested.connect(found.append)
    press(view, QPoint(round(view.scene.scale.x_of(100)), 8))
    assert found and abs(found[-1] - 100) <= 1
    for frame in (110, 150, 2000):
        move(view, QPoint(round(view.scene.scale.x_of(frame)), 90))
        view.set_playhead(3)  # a player that is late
    release(view, QPoint(0, 0))
    assert found[-1] == view.scene.playhead == before(view).frames - 1
    view.set_playhead(3)
    assert view.scene.playhead == 3
    count = len(found)
    move(view, QPoint(300, 8))
    assert len(found) == count


def test_clicks_select(view: TimelineView) -> None:
    view.choice.changed.connect(lambda: told.append(view.selection))
    told: list[frozenset[str]] = []
    click(view, middle(view, 3))
    click(view, middle(view, 5), CTRL)
    assert view.selection == {"c3", "c5"} and view.choice.current == "c5"
    click(view, middle(view, 8), SHIFT)
    assert view.selection == {"c5", "c6", "c7", "c8"}
    click(view, middle(view, 6), CTRL)
    assert view.selection == {"c5", "c7", "c8"}
    click(view, middle(view, 7))
    assert view.selection == {"c7"}
    click(view, QPoint(400, view.scene.lanes.music.top + 9))
    assert view.selection == frozenset()
    assert len(told) == 6


def test_the_rubber_band_selects_what_it_touches(view: TimelineView) -> None:
    y = view.scene.lanes.music.top + 12
    start, end = QPoint(middle(view, 2).x(), y), QPoint(middle(view, 5).x(), view.scene.lanes.clips.bottom - 5)
    press(view, start)
    move(view, QPoint(end.x(), y))
    assert view.scene.band is not None and not view.selection
    move(view, end)
    assert view.selection == {"c2", "c3", "c4", "c5"}
    view.grab()
    release(view, end)
    assert view.scene.band is None


def test_a_band_with_ctrl_adds_and_escape_gives_back(view: TimelineView) -> None:
    view.select({"c0"})
    y = view.scene.lanes.music.top + 12
    press(view, QPoint(middle(view, 4).x(), y), CTRL)
    move(view, QPoint(middle(view, 5).x(), view.scene.lanes.clips.bottom - 5), CTRL)
    assert view.selection == {"c0", "c4", "c5"}
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection == {"c0"}


def test_double_click_opens(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.clip_activated) as told:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(view, 2))
    assert told.args == ["c2"]
    with qtbot.assertNotEmitted(view.clip_activated):
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(300, 5))
    assert view.scene.playhead > 100


def test_the_middle_button_pans(view: TimelineView) -> None:
    view.zoom(6)
    was = view.scene.scale.left_px
    QTest.mousePress(view.viewport(), Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, QPoint(600, 90))
    move(view, QPoint(480, 90))
    assert view.scene.scale.left_px == was + 120
    assert view.viewport().cursor().shape() is Qt.CursorShape.ClosedHandCursor
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, QPoint(480, 90))
    assert view.viewport().cursor().shape() is not Qt.CursorShape.ClosedHandCursor


def test_the_film_comes_to_a_mouse_that_is_held_beside_it(view: TimelineView, qtbot: QtBot) -> None:
    view.zoom(8)
    press(view, QPoint(500, 8))
    move(view, QPoint(view.viewport().width() + 60, 8))
    was = view.scene.scale.left_px
    qtbot.waitUntil(lambda: view.scene.scale.left_px > was + 30)
    release(view, QPoint(500, 8))
    now = view.scene.scale.left_px
    qtbot.wait(80)
    assert view.scene.scale.left_px == now


def test_the_mouse_shows_what_it_would_do(view: TimelineView) -> None:
    shapes = {}
    for name, at in (("cut", cut(view, 360)), ("clip", middle(view, 3)), ("handle", cut(view, 248, y_share=0.7))):
        QTest.mouseMove(view.viewport(), at)
        move(view, at)
        shapes[name] = view.viewport().cursor().shape()
    assert shapes == {
        "cut": Qt.CursorShape.SplitHCursor, "clip": Qt.CursorShape.ArrowCursor, "handle": Qt.CursorShape.SizeHorCursor,
    }  # fmt: skip
    view.mouse.leave()
    assert view.scene.hover.index == -1
