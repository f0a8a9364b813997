"""Blocking reads from Redis for the job feed; each call is made in a background thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from montage_desktop.jobs.connection import Endpoint, connect, connect_raw
from montage_desktop.jobs.queues import Queues
from montage_desktop.jobs.store import TIMELINE, JobRecord, key, record_from_hash
from montage_desktop.ui.connection_state import ConnectionState, Link

_SWEPT = 300
_CHUNK = 250


class JobReader:
    """Reads job hashes in bulk. Thread-safe (its clients are)."""

    def __init__(self, endpoint: Endpoint, *, name: str) -> None:
        self.endpoint = endpoint
        self._client = connect(endpoint.url, name=name, patient=False)
        self._raw = connect_raw(endpoint.url, name=name)
        self._queues = Queues(self._raw)
        self._version = ""

    def close(self) -> None:
        self._client.close()
        self._raw.close()

    def ids(self, *, limit: int) -> list[list[str]]:
        """All job ids, newest first, in handy portions."""
        ids: list[str] = self._client.zrevrange(TIMELINE, 0, limit - 1)
        return [ids[i : i + _CHUNK] for i in range(0, len(ids), _CHUNK)]

    def fetch(self, ids: Iterable[str]) -> list[JobRecord]:
        """Whole records; ids that have expired are left out."""
        wanted = list(ids)
        with self._client.pipeline(transaction=False) as pipe:
            for job_id in wanted:
                pipe.hgetall(key(job_id))
            return list(_readable(zip(wanted, pipe.execute(), strict=True)))

    def newer(self, known: Mapping[str, int], active: Iterable[str]) -> list[JobRecord]:
        """Records whose number differs from the known one, among the newest jobs and the active ones."""
        newest = self._client.zrevrange(TIMELINE, 0, _SWEPT - 1)
        ids = list(dict.fromkeys([*newest, *active]))
        with self._client.pipeline(transaction=False) as pipe:
            for job_id in ids:
                pipe.hget(key(job_id), "seq")
            seqs = pipe.execute()
        return self.fetch(i for i, seq in zip(ids, seqs, strict=True) if seq and int(seq) != known.get(i))

    def look(self) -> ConnectionState:
        """The server and its queues now."""
        if not self._version:
            info = self._client.info("server")
            self._version = str(info.get("valkey_version") or info.get("redis_version", "?"))
        counts = self._queues.counts()
        from rq import Worker  # slow to import, and here off the GUI thread

        return ConnectionState(
            Link.CONNECTED,
            where=self.endpoint.label,
            version=self._version,
            workers=Worker.count(connection=self._raw),
            queued=counts["queued"],
            started=counts["started"],
        )


def _readable(rows: Iterable[tuple[str, Mapping[str, str]]]) -> Iterator[JobRecord]:
    """Records of hashes; one that somebody else has damaged is skipped rather than stopping the rest."""
    for job_id, raw in rows:
        if raw:
            try:
                yield record_from_hash(job_id, raw)
            except (msgspec.ValidationError, ValueError):
                continue
