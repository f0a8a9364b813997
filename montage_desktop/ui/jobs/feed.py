"""Redis in, Qt signals out: the live list of jobs, pushed by pub/sub, made true by polling, and there without Redis.

Pub/sub is for speed only. What makes the picture right is reading: everything after each (re)connection, and the
sequence numbers of the newest and the active jobs every two seconds (ten when nothing is going on).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import redis
import redis.asyncio
from PySide6.QtCore import QObject, Signal
from redis.backoff import NoBackoff
from redis.retry import Retry

from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.connection import Endpoint, ping, unavailable
from montage_desktop.jobs.host import CLIENT_PREFIX, ensure_host
from montage_desktop.jobs.store import EVENTS, JobRecord, local_fields
from montage_desktop.ui.background import Background
from montage_desktop.ui.connection_state import ConnectionState, Link
from montage_desktop.ui.jobs.book import JobBook, Verdict
from montage_desktop.ui.jobs.reader import JobReader
from montage_desktop.ui.throttle import Throttle

log = logging.getLogger(__name__)

_AWAY = (redis.RedisError, OSError, MontageError)


@dataclass(frozen=True)
class Pace:
    """How often and how long (seconds; `emit_ms` milliseconds).

    `emit_ms`: 30 a second rather than the usual 15, since 1/15 s would by itself break the budget of 50 ms from
    event to painted row.
    """

    active_s: float = 2.0
    idle_s: float = 10.0
    look_s: float = 2.0
    patience_s: float = 2.0
    retry_s: float = 3.0
    emit_ms: int = 33
    history: int = 10_000


class JobFeed(QObject):
    """Keeps a `JobBook` up to date. GUI thread only; runs in the qasync loop.

    Attributes:
        book: all that is known. state: the present `ConnectionState`.

    Signals:
        changed(list[JobRecord]): these records are new or different; at most one emission per `Pace.emit_ms`.
        connection_changed(ConnectionState): also when only its numbers changed.
        endpoint_changed(Endpoint): connected to another address than before (a restarted host has a new one).
    """

    changed = Signal(list)
    connection_changed = Signal(object)
    endpoint_changed = Signal(object)

    def __init__(
        self, background: Background, archive: Archive, *, find: Callable[[], Endpoint] = ensure_host,
        pace: Pace | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.book = JobBook()
        self.state = ConnectionState(Link.CONNECTING)
        self._background = background
        self._archive = archive
        self._find = find
        self._pace = pace or Pace()
        self._dirty: dict[str, None] = {}
        self._missing: set[str] = set()
        self._fetching = False
        self._emit = Throttle(self._emit_changed, self._pace.emit_ms, self)
        self._task: asyncio.Future[None] | None = None
        self._told: Endpoint | None = None

    def start(self) -> None:
        """Begin; returns at once."""
        self._task = self._background.spawn(self._run())

    async def stop(self) -> None:
        """Disconnect."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        await self._load_archive()
        endpoint: Endpoint | None = None
        while True:
            try:
                if endpoint is None:
                    endpoint = await self._background.run(self._find)
                await self._follow(endpoint)
            except* _AWAY as group:
                endpoint = await self._after_loss(endpoint, group.exceptions[0])

    async def _after_loss(self, endpoint: Endpoint | None, error: BaseException) -> Endpoint | None:
        """Wait for the same server for a moment; None when another must be looked for."""
        log.info("the job server is away: %s", error)
        if endpoint is not None and self.state.is_connected:
            self._set_state(ConnectionState(Link.CONNECTING, where=endpoint.label))
            deadline = time.monotonic() + self._pace.patience_s
            while time.monotonic() < deadline:
                await asyncio.sleep(0.2)
                with contextlib.suppress(MontageError):
                    await self._background.run(ping, endpoint.url)
                    return endpoint
            return None
        if not isinstance(error, MontageError):
            cause = error if isinstance(error, Exception) else RuntimeError(str(error))
            error = unavailable(endpoint, cause) if endpoint else MontageError("redis.unavailable", str(error))
        self._set_state(ConnectionState(Link.AWAY, message=error.message, fix=error.fix))
        await asyncio.sleep(self._pace.retry_s)
        return None

    async def _load_archive(self) -> None:
        try:
            records = await self._background.run(lambda: self._archive.recent(limit=self._pace.history))
        except Exception as e:  # noqa: BLE001 - a damaged history must not keep the window from working
            log.warning("the job history cannot be read: %s", e)
            return
        self._note(r.id for r in self.book.put_archived(records))

    async def _follow(self, endpoint: Endpoint) -> None:
        """Stay connected until something breaks."""
        name = f"{CLIENT_PREFIX}-editor-{os.getpid()}"
        reader = await self._background.run(lambda: JobReader(endpoint, name=name))
        client = redis.asyncio.Redis.from_url(
            endpoint.url, decode_responses=True, client_name=name, socket_timeout=None, socket_connect_timeout=3.0,
            retry=Retry(NoBackoff(), 0),
        )  # fmt: skip
        pubsub = client.pubsub()
        self.book.begin_connection()
        self._missing.clear()
        self._fetching = False
        try:
            await pubsub.subscribe(EVENTS)
            async with asyncio.TaskGroup() as group:
                subscribed = asyncio.Event()
                group.create_task(self._listen(pubsub, reader, group, subscribed))
                group.create_task(self._poll(endpoint, reader, subscribed))
                group.create_task(self._watch(reader, subscribed))
        finally:
            for close in (pubsub.aclose, client.aclose):
                with contextlib.suppress(redis.RedisError, OSError):
                    await close()
            reader.close()

    async def _listen(
        self, pubsub: redis.asyncio.client.PubSub, reader: JobReader, group: asyncio.TaskGroup, ready: asyncio.Event
    ) -> None:
        async for message in pubsub.listen():
            if message["type"] != "message":
                ready.set()
                continue
            try:
                event = json.loads(message["data"])
                job_id, seq, fields = str(event["job_id"]), int(event["seq"]), local_fields(event["fields"])
            except (ValueError, KeyError, TypeError, AttributeError):
                log.info("not an event: %.200r", message["data"])
                continue
            verdict = self.book.apply(job_id, seq, fields)
            if verdict is Verdict.APPLIED:
                self._note([job_id])
            elif verdict is Verdict.GAP:
                self._missing.add(job_id)
                if not self._fetching:
                    self._fetching = True
                    group.create_task(self._fetch_missing(reader))

    async def _fetch_missing(self, reader: JobReader) -> None:
        try:
            while self._missing:
                wanted, self._missing = self._missing, set()
                self._put(await self._background.run(reader.fetch, wanted))
        finally:
            self._fetching = False

    async def _poll(self, endpoint: Endpoint, reader: JobReader, ready: asyncio.Event) -> None:
        await ready.wait()
        if endpoint != self._told:
            self._told = endpoint
            self.endpoint_changed.emit(endpoint)
        for ids in await self._background.run(lambda: reader.ids(limit=self._pace.history)):
            self._put(await self._background.run(reader.fetch, ids))
        await self._load_archive()
        while True:
            await asyncio.sleep(self._pace.active_s if self.book.active else self._pace.idle_s)
            active = [r.id for r in self.book.active if self.book.is_live(r.id)]
            self._put(await self._background.run(reader.newer, self.book.seqs(), active))

    async def _watch(self, reader: JobReader, ready: asyncio.Event) -> None:
        await ready.wait()
        while True:
            self._set_state(await self._background.run(reader.look))
            await asyncio.sleep(self._pace.look_s)

    def _put(self, records: list[JobRecord]) -> None:
        self._note(r.id for r in self.book.put(records))

    def _note(self, ids: Iterable[str]) -> None:
        self._dirty.update(dict.fromkeys(ids))
        if self._dirty:
            self._emit()

    def _emit_changed(self) -> None:
        dirty, self._dirty = self._dirty, {}
        if dirty:
            self.changed.emit([self.book.records[i] for i in dirty])

    def _set_state(self, state: ConnectionState) -> None:
        if state != self.state:
            self.state = state
            self.connection_changed.emit(state)
