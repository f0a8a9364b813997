"""The tasks that workers run: thin shells around one part of a job (see `handlers` for what each part does).

Every task may run twice or be killed at any moment: it claims its part under a lease, does it idempotently, reports,
and lets the flow decide what comes next. Faults come in two sorts: those that may pass (given back, tried again up to
a limit) and those that stay (the job fails at once, with a cause and a fix).
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import redis
from rq import get_current_job

from montage_desktop.core import documents, timeline
from montage_desktop.core.errors import Cancelled, Elsewhere, MediaError, MontageError
from montage_desktop.core.timeline import Timeline
from montage_desktop.jobs.children import HOST_ENV, REDIS_ENV
from montage_desktop.jobs.connection import Client, connect, connect_raw
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.parts import RENEW_S, Part, PartBoard
from montage_desktop.jobs.requests import check_options
from montage_desktop.jobs.roots import paths_in, require_inside, require_inside_or_sent, roots
from montage_desktop.jobs.runs import RunEnd
from montage_desktop.jobs.stages import ENTRY
from montage_desktop.jobs.states import PartState, Status
from montage_desktop.jobs.store import DEFAULT_TTL_S, JobRecord, NoSuchJob, key
from montage_desktop.media.ffmpeg import find_ffmpeg

log = logging.getLogger(__name__)

_TIMELINE_DOC = "timeline"
_POLL_S = 0.25
_REPORT_EVERY_S = 0.25
_OUTLAST_S = 90.0  # how long a finished part keeps trying to report while Redis is away


def preload() -> None:
    """Import what parts need before the worker forks, so that a part starts in milliseconds."""
    from montage_desktop.jobs import handlers

    assert handlers.HANDLERS
    with contextlib.suppress(MontageError):  # a part that needs FFmpeg will say that it is missing
        find_ffmpeg()


def run_montage(job_id: str, style: str, options: dict[str, Any]) -> None:
    """First part of a montage. A job that is not in the store yet (queued by hand) is stored from the arguments."""
    _ensure(job_id, "montage", lambda: {**options, "style": style or options.get("style", "dynamic")})
    run_part(job_id, ENTRY)


def run_render(job_id: str, options: dict[str, Any]) -> None:
    """First part of the rendering of a timeline document."""
    run_part(job_id, ENTRY)


def run_analysis(job_id: str, options: dict[str, Any]) -> None:
    """First part of an analysis of files."""
    _ensure(job_id, "analysis", lambda: options)
    run_part(job_id, ENTRY)


def run_transcript_render(job_id: str, video_path: str, transcript_path: str, edits: Any) -> None:
    """First part of rendering a talk by its words.

    One that is queued by hand, and so is not in the store yet, is written beside its video.
    """

    def options() -> dict[str, Any]:
        video = Path(video_path)
        out = str(video.with_name(f"{video.stem}-{job_id}.mp4"))
        return {"video": video_path, "transcript": transcript_path, "edits": edits, "out": out}

    _ensure(job_id, "transcript", options)
    run_part(job_id, ENTRY)


def run_transcription(job_id: str, options: dict[str, Any]) -> None:
    """First part of listening to a video."""
    _ensure(job_id, "transcription", lambda: options)
    run_part(job_id, ENTRY)


def run_proxy(job_id: str, options: dict[str, Any]) -> None:
    """First part of making proxies of files."""
    _ensure(job_id, "proxy", lambda: options)
    run_part(job_id, ENTRY)


def _ensure(job_id: str, kind: str, options: Callable[[], Mapping[str, Any]]) -> None:
    """Store a job that is not yet. What the task brings is looked at only then: a job that is stored must come to its
    first part, which says what is wrong with it, or it would be given out again and again."""
    with open_flow() as flow:
        try:
            flow.store.get(job_id)
        except NoSuchJob:
            flow.store.create(kind, options=flow.store.paths.to_local(dict(options())), job_id=job_id)
            flow.advance(job_id)


class open_flow:  # noqa: N801 - reads as a function: with open_flow() as flow
    """A `Flow` on the worker's Redis, closed at the end."""

    def __enter__(self) -> Flow:
        url = os.environ[REDIS_ENV]
        self._client = connect(url, name="montage-part")
        self._raw = connect_raw(url, name="montage-part-rq")
        ttl = os.environ.get("JOB_TTL", "")
        return Flow(self._client, self._raw, ttl_s=int(ttl) if ttl.isdigit() else DEFAULT_TTL_S)

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self._client.close()
        self._raw.close()


class Heartbeat:
    """Renews a part's lease and learns that the job was cancelled, in a thread with its own connection.

    Redis being away is no reason to stop working: it keeps trying, and the work goes on meanwhile.
    """

    def __init__(self, job_id: str, part_id: str, token: str) -> None:
        self._client: Client = connect(os.environ[REDIS_ENV], name="montage-lease", patient=False)
        self._board = PartBoard(self._client)
        self._ids = (job_id, part_id, token)
        self._done = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lease", daemon=True)

    def should_stop(self) -> bool:
        """Whether the work is not wanted any more. Any thread."""
        return self._stop.is_set()

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self._done.set()
        self._thread.join(timeout=RENEW_S + 5)
        self._client.close()

    def _run(self) -> None:
        while not self._done.wait(_POLL_S):
            try:
                status = self._board.renew(*self._ids)
            except (redis.RedisError, OSError):
                continue
            if status in ("lost", "gone", Status.CANCELLED, Status.FAILED, Status.FINISHED):
                self._stop.set()
                return


class PartContext:
    """What a handler gets.

    Attributes:
        job, part: as they were at the start. flow: to read documents and results.
    """

    def __init__(self, flow: Flow, job: JobRecord, part: Part, should_stop: Callable[[], bool]) -> None:
        self.flow = flow
        self.job = job
        self.part = part
        self.should_stop = should_stop
        self._next_report = 0.0

    @property
    def options(self) -> dict[str, Any]:
        return self.job.options

    def results(self) -> dict[str, dict[str, Any]]:
        """Results of the parts done so far."""
        return self.flow.board.results(self.job.id)

    def was_given_back(self) -> bool:
        """Whether another worker host did not have what this part takes."""
        return self.part.id in self.flow.away.of(self.job.id)

    def progress(self, fraction: float) -> None:
        """Report how far this part is (0…1); cheap to call often. Redis being away is no fault of the work."""
        now = time.monotonic()
        if now < self._next_report:
            return
        self._next_report = now + _REPORT_EVERY_S
        try:
            self.flow.board.report(self.job.id, self.part, max(0.0, min(0.999, fraction)))
            rq_job = get_current_job()
            if rq_job:
                rq_job.meta["progress"] = round(fraction, 3)
                rq_job.save_meta()
        except (redis.RedisError, OSError) as e:
            log.info("progress of %s not reported: %s", self.part.id, e)

    def note(self, *sentences: str) -> None:
        """Tell the person something about this job: into its notes and its log."""
        known = self.flow.store.get(self.job.id).notes
        fresh = [s for s in dict.fromkeys(sentences) if s and s not in known]
        if fresh:
            self.flow.store.try_change(self.job.id, {"notes": known + fresh})
            for sentence in fresh:
                self.flow.store.log(self.job.id, sentence)


def run_part(job_id: str, part_id: str) -> None:
    """Do one part of a job, if it is still to be done."""
    current = get_current_job()
    token = current.id if current else f"direct-{os.getpid()}"
    with open_flow() as flow:
        worker = os.environ.get("RQ_WORKER_ID", "")
        host = os.environ.get(HOST_ENV, "")
        verdict, attempt = flow.board.claim(job_id, part_id, token, worker=worker, host=host)
        if verdict == "exhausted":
            flow.fail(job_id, _lost_too_often(part_id, attempt))
        if verdict != "run":
            flow.advance(job_id)
            return
        part = flow.board.part(job_id, part_id)
        assert part is not None
        _mark_started(flow, job_id)
        with Heartbeat(job_id, part_id, token) as beat:
            context = PartContext(flow, flow.store.get(job_id), part, beat.should_stop)
            outcome = _attempt(context)
        _settle(flow, context, token, outcome, attempt=attempt)


def _mark_started(flow: Flow, job_id: str) -> None:
    worker = os.environ.get("RQ_WORKER_ID", "")
    if flow.store.try_change(job_id, {"status": Status.RUNNING.value}, expect=[Status.QUEUED]):
        flow.store.try_change(job_id, {"started_at": time.time()})
    if worker and flow.client.sadd(f"{key(job_id)}:workers", worker):
        names = sorted(flow.client.smembers(f"{key(job_id)}:workers"))
        flow.client.expire(f"{key(job_id)}:workers", 30 * 24 * 3600)
        flow.store.try_change(job_id, {"workers": names})


def _attempt(context: PartContext) -> dict[str, Any] | MontageError:
    """Run the handler; errors come back as values."""
    from montage_desktop.jobs.handlers import HANDLERS

    try:
        _require_allowed(context)
        return HANDLERS[context.part.kind](context)
    except MontageError as e:
        return e
    except OSError as e:
        return _from_os(e)
    except MemoryError:
        return MediaError(
            "memory.full",
            f"There was not enough memory for {context.part.id}.",
            fix="Use fewer workers (MONTAGE_WORKERS).",
        )
    except Exception as e:
        log.warning("part %s of job %s failed", context.part.id, context.job.id, exc_info=True)
        return MontageError(
            "internal", f"Something unexpected went wrong in {context.part.id}: {e}.",
            fix="Please report this, with the job's report.", detail=traceback.format_exc(),
        )  # fmt: skip


def _require_allowed(context: PartContext) -> None:
    """Refuse what a worker must not do for anybody (the options are whoever's can write to Redis).

    Raises:
        InputError: of the wrong shape, or a path that leads out of this worker's folders.
    """
    if context.part.id == ENTRY:
        check_options(context.job.kind, context.options)
    allowed = roots()
    if allowed:
        named = [*paths_in(context.options), *paths_in(context.part.args)]
        document = context.flow.store.get_document(context.job.id, _TIMELINE_DOC)
        if document is not None:
            named += documents.decode(document, Timeline, schema=timeline.SCHEMA).sources()
        if context.options.get("exchange"):
            require_inside_or_sent(context.part.kind, context.options, named, allowed)
        else:
            require_inside(named, allowed)


def _from_os(e: OSError) -> MontageError:
    if e.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return MediaError(
            "disk.full",
            "The disk is full.",
            fix="Free some space and retry: what is rendered already is kept.",
            detail=str(e),
        )
    return MediaError("file.failed", f"A file could not be read or written: {e}.", detail=traceback.format_exc())


def _settle(
    flow: Flow, context: PartContext, token: str, outcome: dict[str, Any] | MontageError, *, attempt: int
) -> None:  # fmt: skip
    """Report the outcome; while Redis is away keep trying, since the work itself is done."""
    deadline = time.monotonic() + _OUTLAST_S
    while True:
        try:
            _report(flow, context, token, outcome, attempt=attempt)
            return
        except (redis.RedisError, OSError) as e:
            if time.monotonic() > deadline:
                raise
            log.warning("Redis is away; will report %s when it is back (%s)", context.part.id, e)
            time.sleep(1.0)


def _report(
    flow: Flow, context: PartContext, token: str, outcome: dict[str, Any] | MontageError, *, attempt: int
) -> None:  # fmt: skip
    job_id, part = context.job.id, context.part
    if isinstance(outcome, dict):
        flow.board.report(job_id, part, 1.0, done=outcome)
        flow.board.release(job_id, part.id, token, end=RunEnd.CACHED if outcome.get("cached") else RunEnd.DONE)
        flow.advance(job_id)
        return
    if isinstance(outcome, Elsewhere):
        flow.part_elsewhere(job_id, part.id, os.environ.get(HOST_ENV, ""), token, outcome)
        return
    flow.board.release(job_id, part.id, token, state=PartState.PENDING)
    if isinstance(outcome, Cancelled):
        flow.advance(job_id)  # cancelled jobs stay as they are; a lease lost to a time-out goes on elsewhere
    elif outcome.transient:
        flow.store.log(job_id, f"{part.id}: {outcome.message} Trying again.")
        flow.advance(job_id)
    else:
        flow.part_failed(job_id, part.id, os.environ.get(HOST_ENV, ""), outcome, attempt=attempt)


def _lost_too_often(part_id: str, attempt: int) -> MontageError:
    return MontageError(
        "part.lost", f"Its part {part_id} was begun {attempt - 1} times and never came to an end.",
        fix="A worker that is killed (out of memory?) or a damaged file is the usual cause; see the log, then retry.",
    )  # fmt: skip
