"""Proxies of the bin's clips: found, made by a job where they are wanted, and given to the preview."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, QTimer

from montage_desktop.core.errors import TransientError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.jobs.requests import ProxyRequest
from montage_desktop.jobs.store import JobRecord
from montage_desktop.media.proxy import proxy_cache, proxy_of, wants_proxy
from montage_desktop.ui.background import Background
from montage_desktop.ui.bin.media_bin import MediaBin
from montage_desktop.ui.connection_state import ConnectionState
from montage_desktop.ui.jobs.desk import JobDesk
from montage_desktop.ui.jobs.feed import JobFeed
from montage_desktop.ui.montage.sequence import Sequence as EditedSequence
from montage_desktop.ui.preview.view import PreviewView
from montage_desktop.ui.settings import EditorSettings, cache_place

_SETTLED_MS = 700


class ProxyDesk(QObject):
    """Each file is asked for once; a job that fails is not repeated by itself. GUI thread only."""

    def __init__(
        self, sequence: EditedSequence, preview: PreviewView, *, bin_: MediaBin, feed: JobFeed, desk: JobDesk,
        settings: EditorSettings, background: Background,
    ) -> None:  # fmt: skip
        super().__init__()
        self._sequence, self._preview, self._desk = sequence, preview, desk
        self._settings, self._background = settings, background
        self._asked: set[str] = set()  # identities
        self._known: frozenset[str] = frozenset()  # identities that were looked for
        self._jobs: dict[str, float] = {}  # id: progress
        self._settled = QTimer(self)  # clips come one by one; one job for all of them
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self.refresh)
        sequence.facts_changed.connect(self._on_facts)
        bin_.proxies_requested.connect(self.make)
        feed.changed.connect(self._on_jobs_changed)
        feed.connection_changed.connect(self._on_connection_changed)

    def refresh(self) -> None:
        """Look again, and have made what is wanted now: other preferences, another server."""
        self._background.spawn(self._look())

    def make(self, paths: Collection[str]) -> None:
        """Have proxies made of these files, wanted or not."""
        self._background.spawn(self._make([m for p, m in self._sequence.facts.items() if p in paths]))

    def _on_jobs_changed(self, records: Sequence[JobRecord]) -> None:
        """A job that makes proxies has got on."""
        ours = [r for r in records if r.kind == "proxy"]
        if not ours:
            return
        news = any(r.progress > self._jobs.get(r.id, -1.0) for r in ours)
        self._jobs |= {r.id: r.progress for r in ours if not r.is_over}
        for record in ours:
            if record.is_over:
                news |= self._jobs.pop(record.id, None) is not None
        if news:
            self._background.spawn(self._find())

    def _on_connection_changed(self, state: ConnectionState) -> None:
        if state.is_connected and self._known:
            self.refresh()

    def _on_facts(self) -> None:
        known = frozenset(m.identity for m in self._sequence.facts.values())
        if known != self._known:
            self._known = known
            self._settled.start()

    async def _look(self) -> None:
        found = await self._find()
        wanted = self._settings.proxies
        lacking = [m for p, m in self._sequence.facts.items() if p not in found and wants_proxy(m, wanted)]
        await self._make([m for m in lacking if m.identity not in self._asked])

    async def _find(self) -> dict[str, MediaFacts]:
        cache = proxy_cache(*cache_place(self._settings))
        facts = self._sequence.facts

        def find() -> dict[str, MediaFacts]:
            found = {p: proxy_of(m, cache) for p, m in facts.items() if m.video is not None and not m.video.still}
            return {p: m for p, m in found.items() if m is not None}

        found = await self._background.run(find)
        self._preview.set_proxies(found)
        return found

    async def _make(self, media: Sequence[MediaFacts]) -> None:
        if not media:
            return
        asked = {m.identity for m in media}
        self._asked |= asked
        files = [m.path for m in media]
        folder, gb = self._settings.cache_folder, self._settings.cache_gb
        try:
            await self._desk.submit_proxies(ProxyRequest(files=files, cache_dir=folder, cache_gb=gb))
        except TransientError:  # no server yet: asked again with `refresh` when there is
            self._asked -= asked
