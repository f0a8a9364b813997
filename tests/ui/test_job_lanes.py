"""Workers over time: lanes put together as news come, found by the mouse, walked by keys, told in words."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from window_helpers import Run, record

from montage_desktop.jobs.runs import RunEnd, RunEntry
from montage_desktop.jobs.states import Status
from montage_desktop.ui.background import Background
from montage_desktop.ui.jobs.lane_book import LaneBook
from montage_desktop.ui.jobs.lane_ink import AXIS_PX, LANE_PX, part_words, worker_words
from montage_desktop.ui.jobs.lanes import JobLanes
from montage_desktop.ui.theme import Theme


def _entry(at_s: float, part: str, worker: str = "", end: RunEnd | None = None) -> RunEntry:
    return RunEntry(f"{round(at_s * 1000)}-0", part, worker, end)


def _film(at_s: float) -> list[RunEntry]:
    """Two workers: one does a chunk twice as long as the other's; the other begins another that goes on."""
    return [
        _entry(at_s, "rendering-chunk0", "studio.7"), _entry(at_s, "rendering-chunk1", "studio.8"),
        _entry(at_s + 10, "rendering-chunk1", end=RunEnd.CACHED),
        _entry(at_s + 20, "rendering-chunk0", end=RunEnd.DONE), _entry(at_s + 21, "rendering-chunk2", "studio.8"),
    ]  # fmt: skip


def test_a_book_takes_news_in_and_reads_what_is_over_once() -> None:
    book = LaneBook()
    book.put([record(1, status=Status.RUNNING)])
    assert book.wanted() == {"j00001": ""}
    assert book.take(["j00001"], {"j00001": _film(100.0)})
    assert list(book.lanes) == ["studio.7", "studio.8"]
    assert book.is_busy
    assert (book.since_s, book.until_s) == (100.0, 121.0)
    assert book.wanted() == {"j00001": "121000-0"}
    assert not book.take(["j00001"], {})
    book.put([record(1, seq=2, status=Status.CANCELLED, finished_at=130.0)])
    book.take(["j00001"], {})
    assert not book.is_busy
    assert book.wanted() == {}
    book.put([record(1, seq=3, status=Status.QUEUED)])
    assert book.wanted() == {"j00001": "121000-0"}, "a retry is read on"


def test_a_stretch_of_time_has_the_runs_that_touch_it() -> None:
    book = LaneBook()
    book.put([record(1, status=Status.RUNNING)])
    book.take(["j00001"], {"j00001": _film(100.0)})
    first, second = book.lanes.values()
    assert [r.part for r in book.between(first, 115.0, 116.0)] == ["rendering-chunk0"]
    assert book.between(first, 120.5, 900.0) == []
    assert [r.part for r in book.between(second, 105.0, 106.0)] == ["rendering-chunk1"]
    assert [r.part for r in book.between(second, 500.0, 900.0)] == ["rendering-chunk2"], "it goes on"


def test_workers_of_another_time_have_no_lane(lanes: JobLanes) -> None:
    old = time.time() - 86400
    lanes.update_jobs([record(2, status=Status.FINISHED, finished_at=old + 9)])
    news = [_entry(old, "preparing-entry", "old.1"), _entry(old + 5, "preparing-entry", end=RunEnd.DONE)]
    lanes.book.take(["j00002"], {"j00002": news})
    assert [lane.worker for lane in lanes._rows(lanes.view())] == ["studio.7", "studio.8"]
    lanes._choose(lanes.book.run_of(lanes.book.lanes["old.1"].keys[0]))
    assert [lane.worker for lane in lanes._rows(lanes.view())] == ["old.1"], "a key that goes there shows it"


def test_words() -> None:
    book = LaneBook()
    book.put([record(1)])
    book.take(["j00001"], {"j00001": [_entry(1.0, "analyzing-song0", "a.b.77"), _entry(2.0, "rendering-chunk11", "")]})
    runs = [book.run_of(lane.keys[0]) for lane in book.lanes.values()]
    assert {part_words(r) for r in runs} == {"song", "pictures 12"}
    assert [worker_words(r.worker) for r in runs] == ["unknown worker", "a.b · 77"]


@pytest.fixture
def lanes(theme: Theme, background: Background, qtbot: QtBot, run: Run) -> Iterator[JobLanes]:
    told = [_film(time.time() - 60)]

    async def read(since: Mapping[str, str]) -> dict[str, list[RunEntry]]:
        return dict.fromkeys(since, told.pop()) if told else {}

    made = JobLanes(background, theme, read)
    qtbot.addWidget(made)
    made.resize(700, 160)
    made.update_jobs([record(1, status=Status.RUNNING, title="Lake")])

    async def open_it() -> None:
        made.show()
        await made.read_once()
        made.hide()

    run.before.clear()
    run(open_it())
    yield made


def test_the_mouse_finds_a_bar_and_chooses_its_job(lanes: JobLanes, qtbot: QtBot) -> None:
    chosen: list[str] = []
    lanes.job_chosen.connect(chosen.append)
    view = lanes.view()
    run = lanes.book.run_of(lanes.book.lanes["studio.8"].keys[0])
    spot = QPoint(round(view.box(run, 1).center().x()), AXIS_PX + LANE_PX + LANE_PX // 2)
    assert lanes.run_at(spot.x(), spot.y()) == run
    assert lanes.run_at(spot.x(), AXIS_PX + 3 * LANE_PX) is None
    qtbot.mouseClick(lanes.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen == ["j00001"]
    assert "pictures 2" in lanes.accessibleDescription()


def test_keys_walk_zoom_and_choose(lanes: JobLanes, qtbot: QtBot) -> None:
    chosen: list[str] = []
    lanes.job_chosen.connect(chosen.append)
    assert "2 workers" in lanes.accessibleDescription()
    qtbot.keyClick(lanes, Qt.Key.Key_Right)
    assert "pictures 1" in lanes.accessibleDescription()
    qtbot.keyClick(lanes, Qt.Key.Key_Down)
    assert "was in the cache" in lanes.accessibleDescription()
    qtbot.keyClick(lanes, Qt.Key.Key_End)
    assert "running" in lanes.accessibleDescription()
    qtbot.keyClick(lanes, Qt.Key.Key_Return)
    assert chosen == ["j00001"]
    before = lanes.view().span_s
    qtbot.keyClick(lanes, Qt.Key.Key_Plus)
    assert lanes.view().span_s < before
    qtbot.keyClick(lanes, Qt.Key.Key_0)
    view = lanes.view()
    assert view.left_s <= lanes.book.since_s <= view.left_s + 0.1 * view.span_s
    assert lanes.follows


def test_a_zoom_keeps_the_moment_under_the_mouse(lanes: JobLanes) -> None:
    lanes._pan(-30)
    at = lanes.view().time_at(400)
    lanes.zoom(0.25, at_s=at)
    assert lanes.view().time_at(400) == pytest.approx(at, abs=0.05)
    assert not lanes.follows


def test_a_day_of_parts_paints_quickly(lanes: JobLanes) -> None:
    now = time.time()
    jobs = [record(n, status=Status.FINISHED, created_at=now - 86400 + n * 400, finished_at=now) for n in range(2, 202)]
    lanes.update_jobs(jobs)
    news: dict[str, list[RunEntry]] = {}
    for n, job in enumerate(jobs):
        entries = []
        for part in range(100):
            at = now - 86000 + n * 400 + part * 3.9
            name = f"rendering-chunk{part}"
            entries += [_entry(at, name, f"studio.{part % 4}"), _entry(at + 3.8, name, end=RunEnd.DONE)]
        news[job.id] = entries
    begin = time.perf_counter()
    lanes.book.take(news, news)
    took_s = time.perf_counter() - begin
    lanes.show_all()
    begin = time.perf_counter()
    lanes.grab()
    painted_s = time.perf_counter() - begin
    print(f"20,000 runs taken in {took_s * 1000:.0f} ms, a day painted in {painted_s * 1000:.0f} ms")  # noqa: T201
    assert took_s < 1.0
    assert painted_s < 0.5
