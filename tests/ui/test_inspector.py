"""The inspector: what it shows of clips, what it asks for, and that all of it works by keys and for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import msgspec
import pytest
from footage_corpus import numbered_video
from preview_stage import LONG_GOP
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from montage_desktop.core.edits import Edit, Editing
from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import AudioSpan, Candidate, Clip, Look, Reframe, Timeline
from montage_desktop.media.probe import probe
from montage_desktop.ui.inspector.inspector import Inspector
from montage_desktop.ui.inspector.level_rows import speed_of, step_of
from montage_desktop.ui.inspector.look_panel import NamedLook, style_looks
from montage_desktop.ui.inspector.runner_strip import in_order
from montage_desktop.ui.inspector.value_row import NeutralSlider
from montage_desktop.ui.pictures.pictures import FramePictures
from montage_desktop.ui.theme import Appearance, Theme

WHY = {"motion": 0.2, "order": -0.3, "sharpness": 0.1, "chance": 0.05, "flow": -0.02, "light": 0.01, "hit": 0.007}
NAMES = ("a", "b", "c", "d")


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MediaFacts]:
    folder = tmp_path_factory.mktemp("footage")
    made = probe(numbered_video(folder / "a.mp4", frames=100, size=(160, 90), codec=LONG_GOP))
    return {f"{name}.mp4": made for name in NAMES}


def film(**changes: object) -> Timeline:
    """Three clips of 25, 50 and 25 frames, each with three runners-up; a beat every half second; square."""
    runners = [Candidate(f"{n}.mp4", Fraction(i), 0.7 - 0.1 * i, {"motion": 0.1}) for i, n in enumerate("bcd")]
    basic = {"source": "a.mp4", "source_in": Fraction(1, 5), "score": 0.65, "why": WHY, "runners_up": runners}
    clips = [
        Clip(id=name, start=start, frames=frames, **basic)  # type: ignore[arg-type]
        for name, start, frames in (("c1", 0, 25), ("c2", 25, 50), ("c3", 75, 25))
    ]
    audio = [AudioSpan("music", "song.wav", 0, 192_000, gain_db=-3.0)]
    made = Timeline(
        rate=Fraction(25), size=(90, 90), frames=100, video=clips, audio=audio, beats=[n / 2 for n in range(9)]
    )
    return msgspec.structs.replace(made, **changes)


@dataclass
class Desk:
    """Does what the inspector asks for, as the editor would, and keeps it."""

    inspector: Inspector
    timeline: Timeline
    facts: dict[str, MediaFacts]
    edits: list[Edit] = field(default_factory=list)
    selected: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.inspector.edit_requested.connect(self.do)

    def do(self, edit: Edit) -> None:
        self.edits.append(edit)
        try:
            self.timeline = edit.apply(self.timeline)
        except InputError:
            return
        self.select(*self.selected)

    def select(self, *ids: str) -> None:
        self.selected = ids
        self.inspector.show_clips([c for c in self.timeline.video if c.id in ids], self.timeline, self.facts)

    def clip(self, clip_id: str) -> Clip:
        return next(c for c in self.timeline.video if c.id == clip_id)


@pytest.fixture
def pictures(theme: Theme, facts: dict[str, MediaFacts]) -> Iterator[FramePictures]:
    made = FramePictures()
    made.set_facts(facts)
    yield made
    made.close()


@pytest.fixture
def desk(theme: Theme, pictures: FramePictures, facts: dict[str, MediaFacts], qtbot: QtBot) -> Iterator[Desk]:
    inspector = Inspector(theme, pictures)
    inspector.resize(320, 1100)
    inspector.set_editing(Editing({name: Fraction(4) for name in facts}))
    inspector.show()
    qtbot.waitExposed(inspector)
    inspector.activateWindow()
    inspector.setFocus()
    yield Desk(inspector, film(), facts)
    inspector.close()
    inspector.deleteLater()


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def drag(slider: QSlider, *shares: float) -> None:
    """Press on a slider, go over some places and let go."""
    y = slider.height() // 2
    places = [QPoint(round(7 + share * (slider.width() - 14)), y) for share in shares]
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(slider, place)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=places[-1])


# What it shows -----------------------------------------------------------------------------------------------


def test_without_a_clip_it_says_what_to_do(desk: Desk) -> None:
    assert "No film yet" in texts(desk.inspector)
    assert not any(a.isEnabled() for a in desk.inspector.actions_list)
    desk.select()
    assert "Click a clip" in texts(desk.inspector)
    assert not desk.inspector.look.isVisible() and desk.inspector.sound.isVisible()
    assert desk.inspector.reroll_action.isEnabled() and not desk.inspector.lock_action.isEnabled()


def test_one_clip_is_described(desk: Desk) -> None:
    desk.select("c2")
    said = texts(desk.inspector)
    assert "a.mp4" in said
    assert "From 00:00:00:05\n2.00 s · 50 frames · 4 beats" in said
    assert "0.65" in said


def test_reasons_are_plain_signed_and_sorted(desk: Desk) -> None:
    desk.select("c1")
    bars = desk.inspector.why.bars
    seen = [b.accessibleName() for b in bars if b.isVisible()]
    assert seen[:4] == ["Order: −0.30", "Movement: +0.20", "Sharp: +0.10", "Chance: +0.05"]
    assert len(seen) == 6
    assert all(b.toolTip() for b in bars)
    QTest.mouseClick(desk.inspector.why.more, Qt.MouseButton.LeftButton)
    assert sum(b.isVisible() for b in bars) == len(WHY)
    desk.timeline = film(video=[msgspec.structs.replace(desk.clip("c1"), why={"new_part": 0.4}, frames=100)])
    desk.select("c1")
    assert [b.accessibleName() for b in bars if b.isVisible()] == ["New part: +0.40"]


def test_several_clips_show_what_they_share(desk: Desk) -> None:
    clips = [*desk.timeline.video]
    clips[1] = msgspec.structs.replace(clips[1], look=Look(contrast=1.5), locked=True, speed=Fraction(2))
    desk.timeline = film(video=clips)
    desk.select("c1", "c2")
    inspector = desk.inspector
    assert "2 clips" in texts(inspector)
    assert "1 of them locked" in texts(inspector)
    assert inspector.look.presets.placeholderText() == "Different"
    assert inspector.look.rows["contrast"].slider.is_mixed
    assert not inspector.look.rows["gamma"].slider.is_mixed
    assert inspector.speed.slider.is_mixed and not inspector.speed.slider.isEnabled()
    assert not inspector.why.isVisible() and not inspector.runners.isVisible() and not inspector.head.pad.isVisible()
    assert not inspector.next_action.isEnabled()


def test_what_is_missing_is_said(desk: Desk, qtbot: QtBot) -> None:
    desk.facts = {}
    desk.select("c1")
    assert not desk.inspector.head.pad.is_movable
    desk.inspector.grab()


# Runners-up --------------------------------------------------------------------------------------------------


def test_hovering_tells_and_leaving_untells(desk: Desk) -> None:
    desk.select("c1")
    told: list[tuple[str, int]] = []
    desk.inspector.candidate_hovered.connect(lambda clip, index: told.append((clip, index)))
    first, own = desk.inspector.runners.cards[:2]
    assert (first.index, own.index) == (0, -1)
    here = QPointF(5, 5)
    QApplication.sendEvent(first, QEnterEvent(here, here, here))
    QApplication.sendEvent(first, QEvent(QEvent.Type.Leave))
    QApplication.sendEvent(own, QEnterEvent(here, here, here))
    assert told == [("c1", 0), ("c1", -1)]
    QApplication.sendEvent(first, QEnterEvent(here, here, here))
    desk.select()
    assert told[2:] == [("c1", 0), ("c1", -1)]


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_runner_up_is_put_in(desk: Desk, key: Qt.Key | None) -> None:
    desk.select("c1")
    card = desk.inspector.runners.cards[2]
    assert card.index == 1
    if key is None:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    else:
        card.setFocus()
        QTest.keyClick(card, key)
    assert [e.name for e in desk.edits] == ["Swap"]
    assert desk.clip("c1").source == "c.mp4"
    assert [c.index for c in desk.inspector.runners.cards] == [0, 1, -1, 2]  # they stand still


def test_keys_go_through_all_candidates_and_back(desk: Desk) -> None:
    desk.select("c1")
    seen = []
    for _ in range(4):
        QTest.keyClick(desk.inspector, Qt.Key.Key_BracketRight)
        seen.append(desk.clip("c1").source)
    assert seen == ["c.mp4", "d.mp4", "b.mp4", "a.mp4"]
    QTest.keyClick(desk.inspector, Qt.Key.Key_BracketLeft)
    assert desk.clip("c1").source == "b.mp4"
    desk.inspector.step_candidate(1)
    now, before = desk.clip("c1"), film().video[0]
    assert (now.source, now.source_in, now.score, now.why) == ("a.mp4", before.source_in, before.score, WHY)


def test_arrows_move_between_candidates(desk: Desk) -> None:
    desk.select("c1")
    told: list[int] = []
    desk.inspector.candidate_hovered.connect(lambda _, index: told.append(index))
    cards = desk.inspector.runners.cards
    cards[1].setFocus()
    QTest.keyClick(cards[1], Qt.Key.Key_Right)
    assert cards[2].hasFocus() and told == [1]
    QTest.keyClick(cards[2], Qt.Key.Key_Left)
    QTest.keyClick(cards[1], Qt.Key.Key_Down)
    assert cards[1].hasFocus() and told[-1] == -1  # there is no card below


def test_the_order_does_not_depend_on_what_is_in_the_film() -> None:
    clip = film().video[0]
    assert in_order(clip) == [0, -1, 1, 2]
    assert in_order(msgspec.structs.replace(clip, runners_up=[])) == [-1]


def test_a_locked_clip_is_left_alone(desk: Desk) -> None:
    desk.select("c1")
    desk.inspector.toggle_lock()
    desk.edits.clear()
    assert desk.clip("c1").locked
    QTest.keyClick(desk.inspector, Qt.Key.Key_BracketRight)
    QTest.mouseClick(desk.inspector.runners.cards[0], Qt.MouseButton.LeftButton)
    desk.inspector.step_candidate(1)
    assert desk.edits == []
    assert not desk.inspector.reroll_these_action.isEnabled()


# Locks and re-rolls ------------------------------------------------------------------------------------------


def test_d_locks_all_then_unlocks_all(desk: Desk) -> None:
    desk.timeline = film(video=[msgspec.structs.replace(c, locked=c.id == "c1") for c in film().video])
    desk.select("c1", "c2")
    QTest.keyClick(desk.inspector, Qt.Key.Key_D)
    assert [c.locked for c in desk.timeline.video] == [True, True, False]
    QTest.keyClick(desk.inspector, Qt.Key.Key_D)
    assert [c.locked for c in desk.timeline.video] == [False] * 3
    assert [e.name for e in desk.edits] == ["Lock", "Unlock"]


def test_buttons_ask_for_re_rolls(desk: Desk) -> None:
    desk.select("c1", "c3")
    told: list[object] = []
    desk.inspector.reroll_requested.connect(told.append)
    desk.inspector.reroll_unlocked_requested.connect(lambda: told.append("unlocked"))
    desk.inspector.new_seed_requested.connect(lambda: told.append("seed"))
    buttons = {b.text(): b for b in desk.inspector.findChildren(QPushButton)}
    for text in ("Re-roll these", "Re-roll unlocked", "New seed"):
        QTest.mouseClick(buttons[text], Qt.MouseButton.LeftButton)
    QTest.keyClick(desk.inspector, Qt.Key.Key_R)
    assert told == [["c1", "c3"], "unlocked", "seed", "unlocked"]


def test_the_lock_button_shows_what_was_done(desk: Desk) -> None:
    desk.select("c1")
    button = next(b for b in desk.inspector.findChildren(QPushButton) if b.text() == "Lock")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (button.text(), button.isChecked(), desk.clip("c1").locked) == ("Locked", True, True)
    desk.inspector.edit_requested.disconnect(desk.do)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # nobody did it
    assert button.isChecked()


# Look, speed, crop, sound ------------------------------------------------------------------------------------


def test_a_drag_is_one_step_to_undo(desk: Desk) -> None:
    desk.select("c1")
    slider = desk.inspector.look.rows["contrast"].slider
    drag(slider, 0.6, 0.7, 0.8)
    groups = [e.group for e in desk.edits]
    assert len(groups) == 3 and len(set(groups)) == 1 and groups[0]
    assert desk.clip("c1").look.contrast == pytest.approx(1.6, abs=0.03)
    drag(slider, 0.75, 0.7)
    assert desk.edits[-1].group not in ("", groups[0])
    drag(desk.inspector.look.rows["grain"].slider, 0.5)
    assert len({e.group for e in desk.edits}) == 3


def test_a_property_leaves_the_others_of_each_clip(desk: Desk) -> None:
    looks = {"c1": Look(saturation=0.5), "c2": Look(gamma=1.2)}
    desk.timeline = film(video=[msgspec.structs.replace(c, look=looks.get(c.id, Look())) for c in film().video])
    desk.select("c1", "c2")
    drag(desk.inspector.look.rows["vignette"].slider, 0.5)
    assert desk.clip("c1").look.saturation == 0.5 and desk.clip("c2").look.gamma == 1.2
    assert desk.clip("c1").look.vignette == desk.clip("c2").look.vignette == pytest.approx(0.5, abs=0.03)
    assert desk.clip("c3").look == Look()


def test_a_double_click_is_back_to_neutral(desk: Desk) -> None:
    desk.timeline = film(video=[msgspec.structs.replace(c, look=Look("x", contrast=1.4)) for c in film().video])
    desk.select("c1")
    slider = desk.inspector.look.rows["contrast"].slider
    assert slider.value() == 140
    QTest.mouseDClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
    assert desk.clip("c1").look == Look()
    assert desk.inspector.look.presets.currentText() == "None"


def test_presets_and_reset(desk: Desk) -> None:
    looks = [NamedLook("Warm", Look("warm", temperature=0.3)), NamedLook("Pale", Look("pale", saturation=0.5))]
    desk.inspector.set_looks(looks)
    desk.select("c1", "c2")
    box = desk.inspector.look.presets
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert desk.clip("c1").look == desk.clip("c2").look == looks[1].look
    desk.select("c1")
    assert box.currentText() == "Pale"
    drag(desk.inspector.look.rows["grain"].slider, 0.4)
    assert box.currentIndex() == -1 and box.placeholderText() == "Own"
    reset = next(b for b in desk.inspector.findChildren(QPushButton) if b.text() == "Reset")
    QTest.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert desk.clip("c1").look == Look()
    assert not reset.isEnabled()


def test_styles_give_the_presets() -> None:
    titles = [n.title for n in style_looks()]
    assert len(titles) > 10 and titles == sorted(titles, key=str.casefold)


def test_speed_goes_in_equal_ratios(desk: Desk) -> None:
    assert [speed_of(n) for n in (-40, -20, 0, 20, 40)] == [Fraction(1, 4), Fraction(1, 2), 1, 2, 4]
    assert all(step_of(speed_of(n)) == n for n in range(-40, 41))
    desk.select("c1")
    drag(desk.inspector.speed.slider, 0.6, 0.75)
    assert desk.clip("c1").speed == 2
    assert {e.group for e in desk.edits} == {desk.edits[0].group} and desk.edits[0].group


def test_what_is_refused_jumps_back(desk: Desk) -> None:
    desk.select("c2")
    drag(desk.inspector.speed.slider, 1.0)  # 2 s at fourfold speed of a source of 4 s
    assert desk.clip("c2").speed == 1
    assert desk.inspector.speed.slider.value() == 0


def test_keys_change_values_in_runs(desk: Desk) -> None:
    desk.select("c1")
    slider = desk.inspector.sound.rows["music"].slider
    assert slider.value() == -3
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Left)
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert desk.timeline.audio[0].gain_db == -5
    assert len({e.group for e in desk.edits}) == 1
    assert not desk.inspector.sound.rows["voice"].isVisible()


def test_the_wheel_scrolls_and_changes_nothing(desk: Desk) -> None:
    desk.select("c1")
    for widget in (desk.inspector.look.rows["contrast"].slider, desk.inspector.look.presets):
        at = QPointF(10, 10)
        wheel = QWheelEvent(
            at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, wheel)
    assert desk.edits == []


def test_the_crop_is_dragged_along_the_side_that_is_cut(desk: Desk) -> None:
    desk.select("c1")
    pad = desk.inspector.head.pad
    assert pad.is_movable and pad.crop.width() == pytest.approx(90 / 160, abs=0.02)
    box = pad.picture_box()

    def at(x: float) -> QPoint:
        return QPoint(round(box.left() + x * box.width()), round(box.top() + box.height() * 0.2))

    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=at(0.6))
    QTest.mouseMove(pad, at(0.65))
    QTest.mouseMove(pad, at(0.99))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=at(0.99))
    assert len({e.group for e in desk.edits}) == 1 and desk.edits[0].group
    reframe = desk.clip("c1").reframe
    assert reframe.x == pytest.approx(1 - pad.crop.width() / 2, abs=0.01)  # no further than the picture goes
    assert reframe.y == 0.5
    pad.setFocus()
    QTest.keyClick(pad, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert desk.clip("c1").reframe.x == pytest.approx(reframe.x - 0.1, abs=0.02)
    QTest.mouseDClick(pad, Qt.MouseButton.LeftButton, pos=at(0.3))
    assert desk.clip("c1").reframe == Reframe()


def test_a_film_of_the_sources_shape_has_no_crop(desk: Desk) -> None:
    desk.timeline = film(size=(160, 90))
    desk.select("c1")
    pad = desk.inspector.head.pad
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton)
    QTest.keyClick(pad, Qt.Key.Key_Left)
    assert not pad.is_movable and desk.edits == []


# For everybody -----------------------------------------------------------------------------------------------


def test_all_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    desk.select("c1")
    for widget in desk.inspector.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            text = getattr(widget, "text", str)()
            assert widget.accessibleName() or text, type(widget)
    slider = desk.inspector.look.rows["contrast"].slider
    assert (slider.accessibleName(), slider.accessibleDescription()) == ("Contrast", "0 %")
    assert desk.inspector.runners.cards[1].accessibleName().startswith("In the film: a.mp4 at 00:00:00:05")


def test_sections_fold_by_key(desk: Desk) -> None:
    desk.select("c1")
    desk.inspector._look.fold.setFocus()
    QTest.keyClick(desk.inspector._look.fold, Qt.Key.Key_Return)
    assert not desk.inspector.look.isVisible()
    QTest.keyClick(desk.inspector._look.fold, Qt.Key.Key_Space)
    assert desk.inspector.look.isVisible()


def test_it_paints_in_both_themes(desk: Desk, theme: Theme, pictures: FramePictures, qtbot: QtBot) -> None:
    desk.select("c1")
    desk.inspector.grab()
    qtbot.waitUntil(lambda: not pictures.waiting)
    seen = []
    for appearance in (Appearance.DARK, Appearance.LIGHT):
        theme.set_appearance(appearance)
        seen.append(desk.inspector.grab().toImage())
    assert seen[0] != seen[1]
    theme.set_appearance(Appearance.SYSTEM)


def test_a_slider_sticks_to_its_neutral_value(theme: Theme, qtbot: QtBot) -> None:
    slider = NeutralSlider(theme, lowest=0, highest=1000, neutral=500)
    qtbot.addWidget(slider)
    slider.resize(114, 24)
    slider.setValue(100)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(59, 12))
    assert slider.value() == 500
