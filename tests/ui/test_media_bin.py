"""The bin's pane: marks by key and menu, their steps, in and out points, search, sort, drags."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from bin_stage import clip, fill, picture, shown_names, song
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent, QDropEvent, QImage, QPainter, QUndoStack
from PySide6.QtWidgets import QApplication, QMenu, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from timeline_stage import FakePictures, film, show

from montage_desktop.core.project import BinEntry
from montage_desktop.ui.bin.delegate import ClipDelegate, fitting
from montage_desktop.ui.bin.importing import paths_of
from montage_desktop.ui.bin.marks import BinStep
from montage_desktop.ui.bin.media_bin import MediaBin
from montage_desktop.ui.bin.order import Order
from montage_desktop.ui.bin.undo import BinCommand
from montage_desktop.ui.theme import Appearance, Theme
from montage_desktop.ui.timeline.view import CLIPS_MIME, TimelineView, as_clips

A, B, C = "/footage/a.mp4", "/footage/b.mp4", "/footage/c.mp4"


@pytest.fixture
def media(qtbot: QtBot, theme: Theme) -> MediaBin:
    """Three clips of ten seconds, the first one selected, with the focus."""
    made = MediaBin(theme)
    qtbot.addWidget(made)
    fill(made, [clip("a.mp4"), clip("b.mp4"), clip("c.mp4")])
    made.resize(272, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.list.setFocus()
    made.list.select([A])
    return made


@pytest.fixture
def steps(media: MediaBin) -> list[BinStep]:
    """What the bin asks to be put on an undo stack."""
    found: list[BinStep] = []
    media.marks_changed.connect(found.append)
    return found


def flags(media: MediaBin) -> list[str]:
    return [e.flag for e in media.entries()]


def ratings(media: MediaBin) -> list[int]:
    return [e.rating for e in media.entries()]


# Marks ---------------------------------------------------------------------------------------------------------------


def test_keys_mark_what_is_selected(media: MediaBin, steps: list[BinStep], qtbot: QtBot) -> None:
    qtbot.keyClick(media.list, Qt.Key.Key_F)
    assert flags(media) == ["favourite", "", ""]
    media.list.select([B, C])
    qtbot.keyClick(media.list, Qt.Key.Key_X)
    qtbot.keyClick(media.list, Qt.Key.Key_4)
    assert flags(media) == ["favourite", "rejected", "rejected"]
    assert ratings(media) == [0, 4, 4]
    assert [s.name for s in steps] == ["Favourite", "Reject", "Rating"]
    assert [i.facts.path for i in media.list.selected] == [B, C]
    qtbot.keyClick(media.list, Qt.Key.Key_0)
    assert ratings(media) == [0, 0, 0]


def test_a_flag_goes_only_where_all_have_it(media: MediaBin, qtbot: QtBot) -> None:
    qtbot.keyClick(media.list, Qt.Key.Key_F)
    media.list.select([A, B])
    qtbot.keyClick(media.list, Qt.Key.Key_F)
    assert flags(media) == ["favourite", "favourite", ""]
    qtbot.keyClick(media.list, Qt.Key.Key_F)
    assert flags(media) == ["", "", ""]


def test_letters_in_the_search_field_are_letters(media: MediaBin, qtbot: QtBot) -> None:
    qtbot.keyClick(media.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert media.head.search.hasFocus()
    for key in "xf3":
        qtbot.keyClick(media.head.search, key)
    assert media.head.search.text() == "xf3"
    assert not any(e.is_judged for e in media.entries())


def test_keys_go_before_those_of_the_window(media: MediaBin, qtbot: QtBot) -> None:
    asked: list[str] = []
    for keys in ("I", "4", "Ctrl+F"):
        action = QAction(media)
        action.setShortcut(keys)
        action.triggered.connect(lambda _=False, k=keys: asked.append(k))
        media.addAction(action)
    media.mark_in_requested.connect(lambda path: asked.append(path))
    qtbot.keyClick(media.list, Qt.Key.Key_I)
    qtbot.keyClick(media.list, Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    assert asked == [A]
    assert ratings(media) == [4, 0, 0]
    qtbot.keyClick(media.list, Qt.Key.Key_Escape)
    qtbot.keyClick(media.list, Qt.Key.Key_I)
    assert asked == [A, "I"]  # without a selection it is the window's
    qtbot.keyClick(media.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert media.head.search.hasFocus()


def test_steps_go_back_and_forth(media: MediaBin, steps: list[BinStep], qtbot: QtBot) -> None:
    start = media.entries()
    qtbot.keyClick(media.list, Qt.Key.Key_F)
    media.list.select([A, C])
    qtbot.keyClick(media.list, Qt.Key.Key_2)
    media.remove_selected()
    media.set_mark_in(B, 2.0)
    end = media.entries()
    assert [e.path for e in end] == [B]
    assert len(steps) == 4
    with qtbot.waitSignal(media.changed):
        media.undo(steps[3])
    for step in (steps[2], steps[1], steps[0]):
        media.undo(step)
    assert media.entries() == start
    for step in steps[:4]:
        media.redo(step)
    assert media.entries() == end
    assert len(steps) == 4  # going back and forth is no step


def test_steps_go_on_an_undo_stack(media: MediaBin, qtbot: QtBot) -> None:
    stack = QUndoStack()
    media.marks_changed.connect(lambda step: stack.push(BinCommand(media, step)))
    qtbot.keyClick(media.list, Qt.Key.Key_3)
    media.remove([A, C])
    fill(media, [clip("new.mp4")])
    assert stack.undoText() == "Remove clips"
    stack.undo()
    assert [e.path for e in media.entries()] == [A, B, C, "/footage/new.mp4"]
    assert [i.facts.path for i in media.list.selected] == [A, C]
    stack.undo()
    assert ratings(media) == [0, 0, 0, 0]
    stack.redo()
    stack.redo()
    assert [e.path for e in media.entries()] == [B, "/footage/new.mp4"]


def test_what_changes_nothing_is_no_step(media: MediaBin, steps: list[BinStep], qtbot: QtBot) -> None:
    qtbot.keyClick(media.list, Qt.Key.Key_0)
    media.commands.clear_marks.trigger()
    media.remove(["/footage/nowhere.mp4"])
    media.set_mark_in("/footage/nowhere.mp4", 1.0)
    assert steps == []


def test_the_context_menu_does_what_keys_do(media: MediaBin, qtbot: QtBot) -> None:
    at = media.list.visualRect(media.shown.index(0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, media.list.viewport().mapToGlobal(at))
    QApplication.sendEvent(media.list.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = {a.text().split("\t")[0]: a for a in _flat(menu)}
    texts["Favourite"].trigger()
    texts["3 stars"].trigger()
    assert media.entries()[0] == msgspec.structs.replace(media.entries()[0], flag="favourite", rating=3)
    texts["Remove from the bin"].trigger()
    assert [e.path for e in media.entries()] == [B, C]
    menu.close()


def _flat(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        below = action.menu()
        found += _flat(below) if isinstance(below, QMenu) else [action]
    return found


def test_without_a_selection_nothing_can_be_chosen(media: MediaBin, qtbot: QtBot) -> None:
    qtbot.keyClick(media.list, Qt.Key.Key_Escape)
    assert not any(a.isEnabled() for a in (*media.actions_list, media.commands.remove))
    qtbot.keyClick(media.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert all(a.isEnabled() for a in media.actions_list)
    assert len(media.list.selected) == 3


def test_marks_of_a_project_reach_clips_that_come_later(media: MediaBin, steps: list[BinStep]) -> None:
    later = "/footage/later.mp4"
    media.set_marks({A: BinEntry(A, rating=2), later: BinEntry(later, flag="rejected", use=(Fraction(1), Fraction(2)))})
    media.add(clip("later.mp4"))
    entries = {e.path: e for e in media.entries()}
    assert entries[A].rating == 2
    assert entries[later].flag == "rejected"
    assert entries[later].use == (1, 2)
    assert entries[later].identity == "id-later.mp4"  # of the file as it is now
    assert steps == []


def test_a_clip_that_is_added_again_keeps_its_marks(media: MediaBin, qtbot: QtBot) -> None:
    qtbot.keyClick(media.list, Qt.Key.Key_5)
    assert not media.add(clip("a.mp4", seconds=4, changed=7))
    entry = media.entries()[0]
    assert (entry.rating, entry.mtime_ns, entry.duration_s) == (5, 7, 4)


# In and out points ---------------------------------------------------------------------------------------------------


def test_keys_ask_for_the_position_of_the_player(media: MediaBin, qtbot: QtBot) -> None:
    media.mark_in_requested.connect(lambda path: media.set_mark_in(path, 2.02))
    media.mark_out_requested.connect(lambda path: media.set_mark_out(path, 6.0))
    qtbot.keyClick(media.list, Qt.Key.Key_I)
    qtbot.keyClick(media.list, Qt.Key.Key_O)
    # The picture on view at 2.02 s began at 2.00; the one at 6.00 s is shown to its end.
    assert media.entries()[0].use == (2, Fraction(604, 100))
    qtbot.keyClick(media.list, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    assert media.entries()[0].use is None


def test_points_stay_in_order_and_in_the_clip(media: MediaBin) -> None:
    media.set_mark_out(A, 3.0)
    media.set_mark_in(A, 5.0)
    assert media.entries()[0].use == (5, 10)
    media.set_mark_out(A, 1.0)
    assert media.entries()[0].use == (0, Fraction(104, 100))
    media.set_mark_out(A, 99.0)
    assert media.entries()[0].use is None  # all of it
    media.set_mark_in(A, 99.0)
    assert media.entries()[0].use == (Fraction(996, 100), 10)


def test_a_still_has_no_points(media: MediaBin) -> None:
    media.add(clip("still.png", seconds=0, still=True))
    media.set_mark_in("/footage/still.png", 1.0)
    entry = media.entries()[3]
    assert entry.use is None
    assert entry.duration_s is None


# Search and sort -----------------------------------------------------------------------------------------------------


def test_search_leaves_out_and_counts(media: MediaBin, qtbot: QtBot) -> None:
    qtbot.keyClicks(media.head.search, "b.mp")
    assert shown_names(media) == ["b.mp4"]
    assert media.head._count.text() == "Clips · 1 of 3"
    assert len(media.entries()) == 3
    qtbot.keyClick(media.head.search, Qt.Key.Key_Down)
    assert media.list.hasFocus()
    assert media.list.current is not None
    assert media.list.current.facts.path == B
    media.head.search.setText("zebra")
    assert media._stack.currentIndex() == 2
    assert "“zebra”" in media._nothing.text()
    qtbot.mouseClick(media._clear, Qt.MouseButton.LeftButton)
    assert shown_names(media) == ["a.mp4", "b.mp4", "c.mp4"]
    media.head.search.setFocus()
    media.head.search.setText("b")
    qtbot.keyClick(media.head.search, Qt.Key.Key_Escape)
    assert media.head.search.text() == ""
    qtbot.keyClick(media.head.search, Qt.Key.Key_Escape)
    assert media.list.hasFocus()


def test_what_is_culled_gives_its_place_to_the_next(media: MediaBin, qtbot: QtBot) -> None:
    media.head.search.setText("-reject")
    qtbot.keyClick(media.list, Qt.Key.Key_X)
    assert shown_names(media) == ["b.mp4", "c.mp4"]
    assert [i.facts.path for i in media.list.selected] == [B]
    qtbot.keyClick(media.list, Qt.Key.Key_X)
    assert shown_names(media) == ["c.mp4"]
    qtbot.keyClick(media.list, Qt.Key.Key_X)
    assert shown_names(media) == []
    assert flags(media) == ["rejected"] * 3


def test_the_filter_menu_writes_words(media: MediaBin) -> None:
    media.set_marks({B: BinEntry(B, flag="favourite", rating=4)})
    chosen = {a.text(): a for a in media.head.filters.menu().actions()}
    chosen["Favourites"].trigger()
    chosen["Three stars or more"].trigger()
    assert media.head.search.text() == "fav rating:>=3"
    assert shown_names(media) == ["b.mp4"]
    chosen["Favourites"].trigger()
    assert media.head.search.text() == "rating:>=3"
    assert not chosen["Favourites"].isChecked()
    chosen["Rejected ones"].trigger()
    chosen["Without rejected ones"].trigger()
    assert media.head.search.text() == "rating:>=3 -reject"


def test_the_order_menu_sorts_and_keeps_the_selection(media: MediaBin) -> None:
    orders = {a.text(): a for a in media.head.orders.menu().actions()}
    orders["Backwards"].trigger()
    assert shown_names(media) == ["c.mp4", "b.mp4", "a.mp4"]
    assert [i.facts.path for i in media.list.selected] == [A]
    media.set_marks({B: BinEntry(B, rating=4)})
    orders["Rating, the best first"].trigger()
    orders["Backwards"].trigger()
    assert shown_names(media) == ["b.mp4", "a.mp4", "c.mp4"]
    assert media.model.paths() == [A, B, C]
    media.set_order(Order.NAME, backwards=True)
    assert orders["Name"].isChecked()
    assert orders["Backwards"].isChecked()


def test_clips_that_come_are_put_where_they_belong(media: MediaBin, qtbot: QtBot) -> None:
    media.set_order(Order.NAME)
    media.head.search.setText("mp4")
    fill(media, [clip("aa.mp4"), clip("aaa.mov")])
    assert shown_names(media) == ["a.mp4", "aa.mp4", "b.mp4", "c.mp4"]


def test_another_project_begins_without_a_search(media: MediaBin) -> None:
    media.add(song())
    media.head.search.setText("b")
    media.clear()
    assert media.entries() == []
    assert media.song.item is None
    assert media.head.search.text() == ""
    assert media._stack.currentIndex() == 0


# Drags ---------------------------------------------------------------------------------------------------------------


def test_a_drag_carries_paths_and_files(media: MediaBin) -> None:
    name = "ünï, “two”\tlines.mp4"
    media.add(clip(name))
    mime = media.shown.mimeData([media.shown.index(3), media.shown.index(0)])
    assert bytes(mime.data(CLIPS_MIME).data()) == as_clips([A, f"/footage/{name}"])
    assert [u.toLocalFile() for u in mime.urls()] == [A, f"/footage/{name}"]
    assert media.shown.flags(media.shown.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_the_timeline_takes_what_is_dragged(media: MediaBin, qtbot: QtBot, theme: Theme) -> None:
    view = TimelineView(theme, FakePictures())
    qtbot.addWidget(view)
    show(view, film(12))
    mime = media.shown.mimeData([media.shown.index(1), media.shown.index(2)])
    at = QPointF(view.scene.scale.x_of(190), 90)
    rest = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(at.toPoint(), *rest))
    with qtbot.waitSignal(view.insert_requested) as told:
        QApplication.sendEvent(view.viewport(), QDropEvent(at, *rest))
    assert told.args is not None
    assert told.args[0] == [Path(B), Path(C)]


def test_what_is_dropped_where_it_came_from_is_not_imported(media: MediaBin) -> None:
    assert paths_of(media.shown.mimeData([media.shown.index(0)])) == []
    other = QMimeData()
    other.setUrls([QUrl.fromLocalFile(A)])
    assert [str(p) for p in paths_of(other)] == [A]


# Painting, and what is said ------------------------------------------------------------------------------------------


def test_flags_are_told_by_glyph_and_in_words(media: MediaBin, theme: Theme) -> None:
    plain = _row(theme, media, 0)
    media.set_marks({A: BinEntry(A, flag="favourite")})
    favourite = _row(theme, media, 0)
    media.set_marks({A: BinEntry(A, flag="rejected", rating=2, use=(Fraction(1), Fraction(4)))})
    rejected = _row(theme, media, 0)
    assert len({bytes(i.constBits()) for i in (plain, favourite, rejected)}) == 3
    spoken = media.shown.data(media.shown.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "a.mp4, 0:10, 1920 × 1080, 25 fps, Rejected, 2 stars, used from 0:01 to 0:04"


@pytest.mark.parametrize("appearance", [Appearance.DARK, Appearance.LIGHT])
def test_a_flag_is_seen_on_any_picture(media: MediaBin, theme: Theme, appearance: Appearance) -> None:
    theme.set_appearance(appearance)
    media.add(clip("p.mp4", picture=picture(200)))
    before = _row(theme, media, 3)
    media.set_marks({"/footage/p.mp4": BinEntry("/footage/p.mp4", flag="favourite")})
    after = _row(theme, media, 3)
    accent, spots = theme.colour("accent"), [(x, y) for x in range(8, 28) for y in range(8, 28)]
    assert any(after.pixelColor(*s) == accent and before.pixelColor(*s) != accent for s in spots)


def _row(theme: Theme, media: MediaBin, row: int) -> QImage:
    image = QImage(260, 64, QImage.Format.Format_RGB32)
    image.fill(theme.colour("panel"))
    painter = QPainter(image)
    option = QStyleOptionViewItem()
    option.rect = image.rect()
    option.state = QStyle.StateFlag.State_Enabled
    ClipDelegate(theme).paint(painter, option, media.shown.index(row))
    painter.end()
    return image


def test_badges_say_what_is_special() -> None:
    assert clip("a", hdr="pq", vfr=True, rotation=90, interlaced=True, sound=False).badges == (
        "HDR", "VFR", "Rotated", "Interlaced", "No sound",
    )  # fmt: skip
    assert clip("a", display=(7680, 4320)).badges == ("8K",)
    assert clip("a", display=(4320, 7680)).badges == ("8K",)
    assert clip("a", display=(3840, 2160)).badges == ()
    assert clip("a", warnings=("It ends early.",)).badges == ("Damaged",)
    assert clip("a", damage="It does not decode.").badges == ("Damaged",)


def test_badges_that_do_not_fit_are_counted(media: MediaBin) -> None:
    metrics = media.fontMetrics()
    words = ("HDR", "VFR", "Rotated", "No sound")
    assert fitting(words, metrics, 1000) == list(words)
    assert fitting(words, metrics, metrics.horizontalAdvance("HDR+3") + 26) == ["HDR", "+3"]
    assert fitting((), metrics, 0) == []


# Thousands -----------------------------------------------------------------------------------------------------------


def test_five_thousand_clips_open_and_are_searched_at_once(qtbot: QtBot, theme: Theme) -> None:
    items = [clip(f"clip {n}.mp4", hdr="pq" if n % 7 == 0 else "", changed=n * 7919 % 5000) for n in range(5000)]
    media = MediaBin(theme)
    qtbot.addWidget(media)
    media.resize(272, 700)

    def opened() -> None:
        fill(media, items)
        media.show()

    assert _work_ms(opened) < 300
    for text in ("4", "49", "hdr 49", "-hdr rating:>=3", "unrated clip", ""):
        assert _work_ms(lambda t=text: media.head.search.setText(t)) < 50, text
    media.activateWindow()
    media.list.setFocus()
    media.list.selectAll()
    for order in Order:
        assert _work_ms(lambda o=order: media.set_order(o)) < 100, order
    assert len(media.list.selected) == 5000
    assert _work_ms(lambda: qtbot.keyClick(media.list, Qt.Key.Key_3)) < 100
    assert ratings(media) == [3] * 5000
    assert _work_ms(media.remove_selected) < 100
    assert media.entries() == []


def _work_ms(work: Callable[[], object]) -> float:
    """What it takes of a core until it is on the screen: tests share the cores with others."""
    begun = time.process_time()
    work()
    QApplication.processEvents()
    return (time.process_time() - begun) * 1000


def test_the_drag_picture_counts(media: MediaBin) -> None:
    one, many = (media.list._drag_picture(media.shown.shown[0], n).toImage() for n in (1, 12))
    assert one != many
