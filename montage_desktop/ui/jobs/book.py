"""What the editor knows of jobs: events, full records and the archive merged by sequence number. No Qt, no Redis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

import msgspec

from montage_desktop.jobs.store import JobRecord

_FIELDS = frozenset(JobRecord.__struct_fields__) - {"id", "seq"}


class Verdict(Enum):
    """What became of an event."""

    APPLIED = "applied"
    OLD = "old"  #: its news are known already
    GAP = "gap"  #: an event before it was missed, or the job is unknown: read the whole record


class JobBook:
    """Records by id, each as new as anything that was seen of it.

    Attributes:
        records: id -> record.

    A record from an earlier connection is not *trusted*: a server that was killed may have come back with its last
    second of writes missing, so that its numbers count up again from below. The first full record of a connection
    therefore always wins; after that, only a higher number does.
    """

    def __init__(self) -> None:
        self.records: dict[str, JobRecord] = {}
        self._trusted: set[str] = set()

    def begin_connection(self) -> None:
        """Trust nothing until it has been read anew."""
        self._trusted.clear()

    def seqs(self) -> dict[str, int]:
        """Sequence numbers of what is trusted."""
        return {i: self.records[i].seq for i in self._trusted}

    @property
    def active(self) -> list[JobRecord]:
        """Jobs that are not over."""
        return [r for r in self.records.values() if not r.is_over]

    def is_live(self, job_id: str) -> bool:
        """Whether Redis has told of this job in this connection."""
        return job_id in self._trusted

    def put(self, records: Iterable[JobRecord]) -> list[JobRecord]:
        """Full records from Redis; returns those that changed something."""
        changed = []
        for record in records:
            known = self.records.get(record.id)
            trusted = record.id in self._trusted
            self._trusted.add(record.id)
            if known is None or (not trusted and known != record) or record.seq > known.seq:
                self.records[record.id] = record
                changed.append(record)
        return changed

    def put_archived(self, records: Iterable[JobRecord]) -> list[JobRecord]:
        """Records from the archive, which never replace what Redis tells; returns those that changed something."""
        changed = []
        for record in records:
            known = self.records.get(record.id)
            if known is None or (record.seq > known.seq and record.id not in self._trusted):
                self.records[record.id] = record
                changed.append(record)
        return changed

    def apply(self, job_id: str, seq: int, fields: Mapping[str, Any]) -> Verdict:
        """An event as published: only the next in number can be applied as it is."""
        known = self.records.get(job_id) if job_id in self._trusted else None
        if known is not None and seq <= known.seq:
            return Verdict.OLD
        if seq != (known.seq + 1 if known else 1):
            return Verdict.GAP
        try:
            news = {k: v for k, v in fields.items() if k in _FIELDS}
            typed = msgspec.convert({"kind": "", **news, "id": job_id}, JobRecord, strict=False)
        except (msgspec.ValidationError, TypeError):
            return Verdict.GAP
        if known is None:
            if not typed.kind:
                return Verdict.GAP
            self._trusted.add(job_id)
            self.records[job_id] = msgspec.structs.replace(typed, seq=1)
        else:
            values = {name: getattr(typed, name) for name in news}
            self.records[job_id] = msgspec.structs.replace(known, seq=seq, **values)
        return Verdict.APPLIED
