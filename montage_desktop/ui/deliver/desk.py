"""Everything about delivering, put together: the pane, the order of the queue, lanes, the line, notifications."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from montage_desktop.core.timeline import Timeline
from montage_desktop.jobs.requests import RenderRequest
from montage_desktop.jobs.states import Priority
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.background import Background
from montage_desktop.ui.connection_state import ConnectionState
from montage_desktop.ui.deliver.pane import DeliverPane
from montage_desktop.ui.jobs.desk import JobDesk, Rearranged
from montage_desktop.ui.jobs.desktop import Desktop, this_desktop
from montage_desktop.ui.jobs.feed import JobFeed
from montage_desktop.ui.jobs.lanes import JobLanes
from montage_desktop.ui.jobs.notifier import JobNotifier
from montage_desktop.ui.jobs.panel import JobsPanel
from montage_desktop.ui.jobs.strip import JobStrip
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.theme import Theme


class DeliverDesk(QObject):
    """Wires what is shown of jobs to the feed and the desk. GUI thread only.

    Args:
        pane, panel: of the window. film: gives what is to be rendered.

    Attributes:
        strip: to be put into the title of the jobs pane. lanes: in the jobs panel already. notifier: tells of what has
            ended.
    """

    def __init__(
        self, pane: DeliverPane, panel: JobsPanel, *, background: Background, theme: Theme, settings: EditorSettings,
        feed: JobFeed, desk: JobDesk, film: Callable[[], Timeline | None], desktop: Desktop | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._background, self._settings, self._feed, self._desk, self._film = background, settings, feed, desk, film
        self.pane = pane
        self.pane.taken = self._outputs_waiting
        self.strip = JobStrip(theme)
        self.lanes = JobLanes(background, theme, desk.runs)
        self.notifier = JobNotifier(desktop or this_desktop(QApplication.windowIcon(), self), self)
        panel.add_lanes(self.lanes)
        panel.rearranged.connect(self._on_rearranged)
        self.pane.render_requested.connect(self._on_render_requested)
        feed.changed.connect(self._on_jobs_changed)
        feed.connection_changed.connect(self._on_connection_changed)
        self._on_connection_changed(feed.state)

    def refresh_film(self) -> None:
        """The film has changed."""
        self.pane.show_film(self._film())

    def close(self) -> None:
        """The program ends."""
        self.notifier.close()

    def _outputs_waiting(self) -> set[str]:
        return {str(r.options["out"]) for r in self._feed.book.active if r.options.get("out")}

    def _on_jobs_changed(self, records: list[JobRecord]) -> None:
        self.strip.update_jobs(records)
        self.notifier.update_jobs(records)
        self.pane.learn(records)

    def _on_connection_changed(self, state: ConnectionState) -> None:
        self.pane.set_connected(state.is_connected)

    def _on_rearranged(self, wish: Rearranged) -> None:
        self._background.spawn(self._desk.rearrange(wish))

    def _on_render_requested(self, request: RenderRequest, priority: Priority) -> None:
        film = self._film()
        if film is not None:
            self._background.spawn(self._render(film, request, priority))

    async def _render(self, film: Timeline, request: RenderRequest, priority: Priority) -> None:
        """Queue the film as it was when the button was pressed; editing goes on."""
        out = Path(request.out)
        await self._background.run(lambda: out.parent.mkdir(parents=True, exist_ok=True))
        request = msgspec.structs.replace(
            request, cache_dir=self._settings.cache_folder, cache_gb=self._settings.cache_gb
        )
        await self._desk.submit_render(msgspec.structs.replace(film, title=out.stem), request, priority=priority)
