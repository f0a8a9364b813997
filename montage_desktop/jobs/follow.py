"""Following a job from a headless command: pub/sub for speed, polling for truth, and a host that may come back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import redis

from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.connection import connect
from montage_desktop.jobs.host import ensure_host
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.store import EVENTS, JobRecord

_POLL_S = 2.0
_WAIT_S = 0.2
_AWAY_S = 120.0


def follow(service: JobService, job_id: str, *, should_cancel: Callable[[], bool]) -> Iterator[JobRecord]:
    """Yield the job's record at each change until it is over (that record last).

    A server or host that dies meanwhile is started again and the job goes on. When `should_cancel` turns true the
    job is cancelled (once).

    Raises:
        redis.ConnectionError, MontageError: the server stayed away for two minutes.
    """
    seen, away_since = -1, 0.0
    asked: list[bool] = []
    while True:
        try:
            for record in _changes(service, job_id, lambda: bool(asked) or not should_cancel()):
                away_since = 0.0
                if record.seq != seen:
                    seen = record.seq
                    yield record
                if record.is_over:
                    return
                if should_cancel() and not asked:
                    asked.append(True)
                    service.cancel(job_id)
        except (redis.ConnectionError, redis.TimeoutError, MontageError):
            away_since = away_since or time.monotonic()
            if time.monotonic() - away_since > _AWAY_S:
                raise
            time.sleep(0.5)
            _reconnect(service)


def _reconnect(service: JobService) -> None:
    try:
        service.use(ensure_host())
    except MontageError:
        return  # tried again at the next round, until the patience of `follow` ends


def _changes(service: JobService, job_id: str, calm: Callable[[], bool]) -> Iterator[JobRecord]:
    """The record now and after each event; at least every two seconds, and at once when no longer `calm`."""
    listener = connect(service.endpoint.url, name="montage-client-follow", blocking=True, patient=False)
    pubsub = listener.pubsub(ignore_subscribe_messages=True)
    try:
        pubsub.subscribe(EVENTS)
        while True:
            yield service.flow.store.get(job_id)
            deadline = time.monotonic() + _POLL_S
            while time.monotonic() < deadline and calm():
                message = pubsub.get_message(timeout=_WAIT_S)
                if message and json.loads(message["data"])["job_id"] == job_id:
                    break
    finally:
        pubsub.close()
        listener.close()
