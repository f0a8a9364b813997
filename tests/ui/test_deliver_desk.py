"""Delivering, put together, on a real server: a film is queued, rearranged, shown in short and told of."""

from __future__ import annotations

import asyncio
from fractions import Fraction
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_helpers import Run, until, write_clip

from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.jobs.order import Place
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import JobRecord, JobStore
from montage_desktop.ui.background import Background
from montage_desktop.ui.deliver.desk import DeliverDesk
from montage_desktop.ui.deliver.pane import DeliverPane
from montage_desktop.ui.jobs.desk import JobDesk, Rearranged
from montage_desktop.ui.jobs.details import JobDetails
from montage_desktop.ui.jobs.feed import JobFeed
from montage_desktop.ui.jobs.panel import JobsPanel
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.theme import Theme


class Recorder:
    """A desktop that remembers what it was told."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def notify(self, title: str, text: str, *, bad: bool) -> None:
        self.said.append(title)

    def show_progress(self, fraction: float | None) -> None:
        pass


@pytest.fixture
def film(tmp_path: Path) -> Timeline:
    write_clip(tmp_path / "lake.mp4", seconds=2)
    clip = Clip("c", 0, 25, str(tmp_path / "lake.mp4"), Fraction(0))
    return Timeline(Fraction(25), (160, 90), 25, title="Lake", video=[clip])


def test_a_film_goes_from_the_pane_into_the_queue(
    run: Run, loop: asyncio.AbstractEventLoop, feed: JobFeed, store: JobStore, background: Background, theme: Theme,
    film: Timeline, qtbot: QtBot, tmp_path: Path,
) -> None:  # fmt: skip
    desk, told, settings = JobDesk(loop), Recorder(), EditorSettings(tmp_path / "settings.ini")
    settings.output_folder = tmp_path
    panel = JobsPanel(theme, JobDetails(background, theme, desk.logs), feed.book.is_live)
    qtbot.addWidget(panel)
    pane = DeliverPane(background, theme, folder=tmp_path)
    made = DeliverDesk(
        pane, panel, background=background, theme=theme, settings=settings, feed=feed, desk=desk, film=lambda: film,
        desktop=told,
    )  # fmt: skip
    for widget in (made.pane, made.strip):
        qtbot.addWidget(widget)
    made.notifier.is_looked_at = lambda: False
    feed.endpoint_changed.connect(desk.use)
    feed.changed.connect(panel.update_jobs)

    async def queued(name: str) -> JobRecord:
        made.pane.name.setText(name)
        assert made.pane.reason == ""
        made.pane.queue_action.trigger()
        await until(lambda: any(r.title == name for r in feed.book.records.values()))
        return next(r for r in feed.book.records.values() if r.title == name)

    async def scenario() -> None:
        made.refresh_film()
        assert "server" in made.pane.reason
        feed.start()
        await until(lambda: feed.state.is_connected and not made.pane.reason)
        first = await queued("Lake")
        assert first.options["out"] == str(tmp_path / "Lake.mp4")
        assert "queue" in made.pane.reason, "no second job may write the same file"
        made.pane.priority.setCurrentText("Low priority")
        second = await queued("Lake two")
        assert second.priority is Priority.LOW
        panel.rearranged.emit(Rearranged((second.id,), Place.BEFORE, anchor=first.id))
        await until(lambda: feed.book.records[second.id].priority is Priority.DEFAULT)
        await until(lambda: made.strip.shown is not None and made.strip.shown.id == second.id)
        assert made.strip.others() == "1 waiting"
        store.change(first.id, {"status": Status.RUNNING.value})
        await until(lambda: made.strip.shown is not None and made.strip.shown.id == first.id)
        store.change(first.id, {"status": Status.FINISHED.value, "result": {"seconds": 1.0}})
        await until(lambda: told.said == ["“Lake” is ready"])
        store.change(second.id, {"status": Status.CANCELLED.value})
        await until(lambda: feed.book.records[second.id].is_over)
        made.close()
        await desk.close()
        await feed.stop()

    run(scenario())
