"""What clients (the editor, headless commands) do with jobs, in one place."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rq import Worker

from montage_desktop.core import documents, timeline
from montage_desktop.core.errors import InputError
from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript.document import SCHEMA as TRANSCRIPT_SCHEMA
from montage_desktop.core.transcript.document import Transcript
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.connection import Endpoint, connect, connect_raw
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.host import CLIENT_PREFIX, ensure_host, job_ttl_s
from montage_desktop.jobs.needs import check_tags
from montage_desktop.jobs.order import Place
from montage_desktop.jobs.requests import (
    KEPT_OPTIONS,
    AnalysisRequest,
    MontageRequest,
    ProxyRequest,
    RenderRequest,
    TranscriptionRequest,
    TranscriptRequest,
    as_options,
    check_exchange,
    check_montage,
    check_output,
    check_transcript,
)
from montage_desktop.jobs.runs import RunEntry, read_runs
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import JobRecord, NoSuchJob
from montage_desktop.jobs.work import remove_work

TIMELINE_DOC, TRANSCRIPT_DOC = "timeline", "transcript"


class JobService:
    """Submits, steers and lists jobs. Blocking; one thread at a time.

    Attributes:
        endpoint: the Redis it is connected to.
        flow: for those who need more (the store is ``flow.store``). workers: the worker hosts of that Redis.
    """

    def __init__(self, endpoint: Endpoint, *, name: str = "cli") -> None:
        self.archive = Archive()
        self._client_name = f"{CLIENT_PREFIX}-{name}-{os.getpid()}"
        self._connect(endpoint)

    def _connect(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.client = connect(endpoint.url, name=self._client_name)
        self._raw = connect_raw(endpoint.url, name=self._client_name)
        self.flow = Flow(self.client, self._raw, ttl_s=job_ttl_s())
        self.workers = self.flow.workers

    def use(self, endpoint: Endpoint) -> None:
        """Go over to another Redis, or to a new address of the same."""
        if endpoint != self.endpoint:
            self.close()
            self._connect(endpoint)

    @classmethod
    def open(cls, *, name: str = "cli") -> JobService:
        """Connect to the host's Redis, starting the host if there is none (see `ensure_host` for the errors)."""
        return cls(ensure_host(), name=name)

    def close(self) -> None:
        self.client.close()
        self._raw.close()

    def submit_montage(self, request: MontageRequest, *, priority: Priority = Priority.DEFAULT) -> JobRecord:
        """Queue a montage.

        Raises:
            InputError: the request cannot work.
        """
        check_montage(request)
        title = Path(request.out).stem if request.out else f"Plan: {Path(request.music).stem}"
        return self.flow.submit("montage", as_options(request), title=title, priority=priority)

    def submit_render(
        self, document: Timeline, request: RenderRequest, *, priority: Priority = Priority.DEFAULT
    ) -> JobRecord:
        """Queue the rendering of a timeline (a snapshot: later edits do not matter)."""
        timeline.validate(document)
        check_tags(request.tags)
        check_exchange(request)
        check_output(request.out, overwrite=request.overwrite, sources=document.sources())
        record = self.flow.store.create(
            "render", options=as_options(request), title=Path(request.out).stem, priority=priority
        )
        self.flow.store.put_document(record.id, TIMELINE_DOC, documents.encode(document))
        self.flow.advance(record.id)
        return record

    def submit_analysis(self, files: Sequence[str], *, priority: Priority = Priority.DEFAULT) -> JobRecord:
        """Queue the analysis of files."""
        options = as_options(AnalysisRequest(files=list(files)))
        return self.flow.submit("analysis", options, title=f"Analyse {len(files)} files", priority=priority)

    def submit_transcript(self, request: TranscriptRequest, *, priority: Priority = Priority.DEFAULT) -> JobRecord:
        """Queue a talk that is cut by its words.

        Raises:
            InputError: the request cannot work.
        """
        check_transcript(request)
        title = Path(request.out).stem if request.out else f"Plan: {Path(request.video).stem}"
        return self.flow.submit("transcript", as_options(request), title=title, priority=priority)

    def submit_transcription(
        self, request: TranscriptionRequest, *, priority: Priority = Priority.DEFAULT
    ) -> JobRecord:
        """Queue the hearing of what is said in a video.

        Raises:
            InputError: the request cannot work.
        """
        if request.out:
            check_output(request.out, overwrite=request.overwrite, sources=[request.video], suffixes=(".json",))
        title = f"Words of {Path(request.video).name}"
        return self.flow.submit("transcription", as_options(request), title=title, priority=priority)

    def transcript_of(self, job_id: str) -> Transcript | None:
        """The words that a job has heard, or was given."""
        data = self.flow.store.get_document(job_id, TRANSCRIPT_DOC)
        return documents.decode(data, Transcript, schema=TRANSCRIPT_SCHEMA) if data else None

    def submit_proxies(self, request: ProxyRequest, *, priority: Priority = Priority.LOW) -> JobRecord:
        """Queue the making of proxies; behind everything else, as a rule."""
        title = f"Proxies of {len(request.files)} files"
        return self.flow.submit("proxy", as_options(request), title=title, priority=priority)

    def cancel(self, job_id: str) -> bool:
        """Stop a job and remove what it left beside its output. False if it was over already."""
        record = self.get(job_id)
        done = self.flow.cancel(record.id)
        if done:
            remove_work(record)
        return done

    def finalize(self, job_id: str, *, out: str, profile: str = "standard", overwrite: bool = False) -> JobRecord:
        """Render the very timeline of an earlier job again at another profile.

        Raises:
            InputError: that job has no timeline (any more).
        """
        document = self.timeline_of(job_id)
        if document is None:
            raise InputError("job.no_timeline", f"Job {job_id} has no timeline to finalize.")
        before = self.get(job_id).options
        kept = {name: before[name] for name in KEPT_OPTIONS if name in before}
        request = RenderRequest(out=out, profile=profile, overwrite=overwrite, origin=job_id, **kept)
        return self.submit_render(document, request)

    def move(self, ids: Sequence[str], where: Place, *, anchor: str = "") -> bool:
        """Change the order in which jobs get the workers (see `JobOrder.move`)."""
        return self.flow.order.move(ids, where, anchor=anchor)

    def set_priority(self, ids: Sequence[str], priority: Priority) -> bool:
        """Give jobs another priority (see `JobOrder.set_priority`)."""
        return self.flow.order.set_priority(ids, priority)

    def runs(self, since: Mapping[str, str]) -> dict[str, list[RunEntry]]:
        """News of which worker did which part when, of several jobs (see `runs.read`)."""
        return read_runs(self.client, since)

    def timeline_of(self, job_id: str) -> Timeline | None:
        """The timeline that a job has planned or was given."""
        data = self.flow.store.get_document(job_id, TIMELINE_DOC)
        return documents.decode(data, Timeline, schema=timeline.SCHEMA) if data else None

    def get(self, job_id: str) -> JobRecord:
        """A job, from Redis or from the archive; a unique beginning of its id is enough.

        Raises:
            NoSuchJob: in neither.
        """
        with contextlib.suppress(NoSuchJob):
            return self.flow.store.get(job_id)
        matches = [r for r in self.history() if job_id and r.id.startswith(job_id)]
        if len(matches) != 1:
            raise NoSuchJob(job_id)
        return matches[0]

    def history(self, *, limit: int = 10_000) -> list[JobRecord]:
        """Jobs in Redis and, beyond their time there, in the archive; newest first."""
        live = {r.id: r for r in self.flow.store.recent(limit=limit)}
        past = [r for r in self.archive.recent(limit=limit) if r.id not in live]
        return sorted([*live.values(), *past], key=lambda r: (-r.created_at, r.id))[:limit]

    def status(self) -> dict[str, Any]:
        """Queue statistics (see `queue_status`)."""
        return queue_status(self.flow, self._raw, self.endpoint)


def queue_status(flow: Flow, raw: Any, endpoint: Endpoint) -> dict[str, Any]:
    """Tasks ``queued`` and ``started``, ``workers`` alive, ``redis`` in words, and jobs by state."""
    info = flow.client.info("server")
    jobs = dict.fromkeys((s.value for s in Status), 0)
    for record in flow.store.recent(limit=100_000):
        jobs[record.status.value] += 1
    return {
        **flow.queues.counts(),
        "workers": Worker.count(connection=raw),
        "redis": {
            "state": "connected",
            "where": endpoint.label,
            "version": info.get("valkey_version") or info.get("redis_version", "?"),
            "embedded": endpoint.embedded,
        },
        "jobs": jobs,
    }


__all__ = [
    "AnalysisRequest",
    "JobService",
    "MontageRequest",
    "ProxyRequest",
    "RenderRequest",
    "TranscriptRequest",
    "TranscriptionRequest",
    "queue_status",
]
