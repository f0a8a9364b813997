"""What a person does to jobs: each action a coroutine around the blocking `JobService`, errors in plain words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import redis
from PySide6.QtCore import QObject, Signal

from montage_desktop.core.errors import InputError, TransientError
from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript.document import Transcript
from montage_desktop.jobs.connection import Endpoint
from montage_desktop.jobs.host import stop_host
from montage_desktop.jobs.order import Place
from montage_desktop.jobs.requests import MontageRequest, ProxyRequest, RenderRequest, TranscriptionRequest
from montage_desktop.jobs.runs import RunEntry
from montage_desktop.jobs.states import Priority
from montage_desktop.jobs.store import JobRecord, NoSuchJob

if TYPE_CHECKING:
    from montage_desktop.jobs.service import JobService

T = TypeVar("T")


class Action(StrEnum):
    """What can be done to a job."""

    CANCEL = "cancel"
    PAUSE = "pause"
    RESUME = "resume"
    RETRY = "retry"
    FINALIZE = "finalize"
    FOLDER = "folder"
    PLAY = "play"


@dataclass(frozen=True)
class Rearranged:
    """A wish for the order of the queue: jobs, and either where to or which priority.

    Attributes:
        anchor: for `Place.BEFORE`, the job that they come before.
    """

    ids: tuple[str, ...]
    where: Place | None = None
    anchor: str = ""
    priority: Priority | None = None


class JobDesk(QObject):
    """Steers jobs. Calls are made one after the other in one thread of its own. GUI thread only.

    Signals:
        submitted(JobRecord): a job was queued from this window.
    """

    submitted = Signal(object)

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._service: JobService | None = None
        self._endpoint: Endpoint | None = None

    @property
    def endpoint(self) -> Endpoint | None:
        """The Redis that is used; None before the first connection."""
        return self._endpoint

    def use(self, endpoint: Endpoint) -> None:
        """Act on this Redis from now on."""
        self._endpoint = endpoint

    async def submit_montage(self, request: MontageRequest, *, priority: Priority = Priority.DEFAULT) -> JobRecord:
        """Queue a montage.

        Raises:
            InputError: it cannot work. TransientError: no Redis.
        """
        record = await self._call(lambda service: service.submit_montage(request, priority=priority))
        self.submitted.emit(record)
        return record

    async def submit_render(
        self, timeline: Timeline, request: RenderRequest, *, priority: Priority = Priority.DEFAULT
    ) -> JobRecord:
        """Queue the rendering of a film as it is now; the same errors."""
        record = await self._call(lambda service: service.submit_render(timeline, request, priority=priority))
        self.submitted.emit(record)
        return record

    async def submit_transcription(self, request: TranscriptionRequest) -> JobRecord:
        """Queue the hearing of what is said in a video, before everything else: the person waits for it.

        Raises:
            InputError: it cannot work. TransientError: no Redis.
        """
        record = await self._call(lambda service: service.submit_transcription(request, priority=Priority.HIGH))
        self.submitted.emit(record)
        return record

    async def transcript_of(self, job_id: str) -> Transcript | None:
        """The words that a job has heard."""
        return await self._call(lambda service: service.transcript_of(job_id))

    async def submit_proxies(self, request: ProxyRequest) -> JobRecord:
        """Queue the making of proxies, behind everything else."""
        return await self._call(lambda service: service.submit_proxies(request))

    async def timeline_of(self, job_id: str) -> Timeline | None:
        """The film that a job has planned or was given."""
        return await self._call(lambda service: service.timeline_of(job_id))

    async def finalize(self, job_id: str, *, out: str, profile: str) -> JobRecord:
        """Render a preview's timeline again at another profile."""
        record = await self._call(lambda service: service.finalize(job_id, out=out, profile=profile))
        self.submitted.emit(record)
        return record

    async def steer(self, action: Action, job_id: str) -> bool:
        """Cancel, pause, resume or retry. False if the job was not in a state for it."""

        def act(service: JobService) -> bool:
            calls: dict[Action, Callable[[str], bool]] = {
                Action.CANCEL: service.cancel,
                Action.PAUSE: service.flow.pause,
                Action.RESUME: service.flow.resume,
                Action.RETRY: service.flow.retry,
            }
            return calls[action](job_id)

        return await self._call(act)

    async def move(self, ids: Sequence[str], where: Place, *, anchor: str = "") -> bool:
        """Change the order in which waiting jobs get the workers. False if nothing has changed."""
        return await self._call(lambda service: service.move(ids, where, anchor=anchor))

    async def set_priority(self, ids: Sequence[str], priority: Priority) -> bool:
        """Give jobs another priority. False if nothing has changed."""
        return await self._call(lambda service: service.set_priority(ids, priority))

    async def rearrange(self, wish: Rearranged) -> bool:
        """Do what a person has asked of the queue (`JobsPanel.rearranged`)."""
        if wish.priority is not None:
            return await self.set_priority(wish.ids, wish.priority)
        return await self.move(wish.ids, wish.where or Place.LAST, anchor=wish.anchor)

    async def runs(self, since: Mapping[str, str]) -> dict[str, list[RunEntry]]:
        """News of which worker did which part when (see `jobs.runs.read_runs`)."""
        return await self._call(lambda service: service.runs(since))

    async def logs(self, job_id: str, *, count: int = 200) -> list[tuple[float, str]]:
        """(Unix time, line), oldest first; empty for a job of which only the archive knows."""
        return await self._call(lambda service: service.flow.store.logs(job_id, count=count))

    async def stop_host(self) -> None:
        """End the background process; jobs that run are taken up at its next start."""
        await self._call(lambda service: stop_host(service.client))

    def _call(self, function: Callable[[JobService], T]) -> Awaitable[T]:
        return self._loop.run_in_executor(self._pool, self._in_thread, function, self._endpoint)

    def _in_thread(self, function: Callable[[Any], T], endpoint: Endpoint | None) -> T:
        from montage_desktop.jobs.service import JobService  # slow to import, and here off the GUI thread

        if endpoint is None:
            raise TransientError(
                "redis.unavailable", self.tr("The job server is not there yet."), fix=self.tr("Try again in a moment.")
            )
        try:
            if self._service is None:
                self._service = JobService(endpoint, name="editor-desk")
            self._service.use(endpoint)
            return function(self._service)
        except NoSuchJob as e:
            raise InputError(
                "job.unknown",
                self.tr("This job is known from the history only; it cannot be changed any more."),
                fix=self.tr("Create the montage again."),
            ) from e
        except (redis.RedisError, OSError) as e:
            raise TransientError(
                "redis.unavailable",
                self.tr("The job server does not answer."),
                fix=self.tr("The editor keeps trying; do it again when the status bar says it is connected."),
                detail=str(e),
            ) from e

    async def close(self) -> None:
        """Disconnect."""
        if self._service is not None:
            await self._loop.run_in_executor(self._pool, self._service.close)
        self._pool.shutdown(wait=False)
