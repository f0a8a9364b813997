"""Which worker did which part of a job when: a capped stream per job in, runs with a begin and an end out.

``job:<id>:runs`` gets one entry when a part is claimed (``p`` part, ``w`` worker) and one when it is given back (``p``
part, ``e`` how it ended), both written by the scripts that do so. The time is the entry's id, by the server's clock:
there is one clock for the workers of all machines. The stream goes with the job.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.store import key

MOST_RUNS = 5000
"""Entries kept of a job: two for each part, so that a film of hours fits."""


class RunEnd(StrEnum):
    """How a worker's work on a part ended. ``back``: failed, cancelled, or to be tried again."""

    DONE = "done"
    CACHED = "cached"
    BACK = "back"
    LOST = "lost"


class Run(msgspec.Struct, frozen=True):
    """One part in the hands of one worker.

    Attributes:
        begun_s, ended_s: Unix seconds by the server's clock; `ended_s` 0 while it goes on. end: None while it goes on.
    """

    job_id: str
    part: str
    worker: str
    begun_s: float
    ended_s: float = 0.0
    end: RunEnd | None = None

    @property
    def phase(self) -> str:
        return self.part.partition("-")[0]


@dataclass(frozen=True)
class RunEntry:
    """One entry of the stream, as it was read. `id` says from where on to read the next time."""

    id: str
    part: str
    worker: str = ""
    end: RunEnd | None = None

    @property
    def at_s(self) -> float:
        """Unix seconds."""
        return int(self.id.partition("-")[0]) / 1000


def runs_key(job_id: str) -> str:
    return f"{key(job_id)}:runs"


def read_runs(client: Client, since: Mapping[str, str]) -> dict[str, list[RunEntry]]:
    """New entries of several jobs in one round trip.

    Args:
        since: job id -> the last entry's id that is known ("": from the beginning).

    Returns:
        job id -> entries, oldest first; jobs without news are left out.
    """
    with client.pipeline(transaction=False) as pipe:
        for job_id, last in since.items():
            pipe.xrange(runs_key(job_id), min=f"({last}" if last else "-")
        rows = pipe.execute()
    news = {i: [_entry(n, fields) for n, fields in found] for i, found in zip(since, rows, strict=True) if found}
    return {i: entries for i, entries in news.items() if entries}


def _entry(entry_id: str, fields: Mapping[str, str]) -> RunEntry:
    end = fields.get("e", "")
    return RunEntry(entry_id, fields.get("p", ""), fields.get("w", ""), RunEnd(end) if end in set(RunEnd) else None)


class RunBook:
    """Runs of one job, put together from entries as they come. No threads of its own.

    Attributes:
        runs: in the order in which they began. last: id of the last entry taken in.
    """

    def __init__(self, job_id: str) -> None:
        self.runs: list[Run] = []
        self.last = ""
        self._job_id = job_id
        self._open: dict[str, int] = {}

    def take(self, entries: Iterable[RunEntry]) -> None:
        """Take in entries that follow the last one.

        A part is in one pair of hands at a time, so that an end belongs to the part's last begin, and a begin ends what
        was never said to have ended: its worker has died.
        """
        for entry in entries:
            self.last = entry.id
            if entry.end is None:
                self._end(entry.part, entry.at_s, RunEnd.LOST)
                self._open[entry.part] = len(self.runs)
                self.runs.append(Run(self._job_id, entry.part, entry.worker, entry.at_s))
            else:
                self._end(entry.part, entry.at_s, entry.end)

    def close(self, at_s: float) -> None:
        """The job is over since `at_s`: what is still open was given back then, even if its worker has not said so."""
        for part in list(self._open):
            self._end(part, at_s, RunEnd.BACK)

    def _end(self, part: str, at_s: float, end: RunEnd) -> None:
        at = self._open.pop(part, None)
        if at is not None:
            run = self.runs[at]
            self.runs[at] = msgspec.structs.replace(run, ended_s=max(at_s, run.begun_s), end=end)
