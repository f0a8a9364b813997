"""Records of jobs and the runs of their parts in; lanes of workers with bars over time out. No Qt, no Redis."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from montage_desktop.jobs.runs import Run, RunBook, RunEntry
from montage_desktop.jobs.store import JobRecord

MOST_JOBS = 200
"""How many jobs that are over are read: the newest."""

_Key = tuple[float, str, int]  # begun, job, number of the run within the job


@dataclass
class Lane:
    """One worker: its runs by their begin. `keys` is sorted; `longest_s` is its longest run so far."""

    worker: str
    keys: list[_Key] = field(default_factory=list)
    longest_s: float = 0.0


class LaneBook:
    """Puts runs together as they come: an entry touches its job and one lane, never the rest.

    Attributes:
        lanes: by the worker's name, in order of their names. records: id -> the newest record known.
        since_s, until_s: the earliest begin and the latest end or begin of all runs (0: there are none).
    """

    def __init__(self) -> None:
        self.lanes: dict[str, Lane] = {}
        self.records: dict[str, JobRecord] = {}
        self.since_s = self.until_s = 0.0
        self._books: dict[str, RunBook] = {}
        self._read: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._newest: list[tuple[float, str]] = []

    def put(self, records: Iterable[JobRecord]) -> None:
        """Take in new and changed records."""
        for record in records:
            if record.id not in self.records:
                insort(self._newest, (-record.created_at, record.id))
            self.records[record.id] = record
            if not record.is_over:
                self._read.discard(record.id)

    def wanted(self) -> dict[str, str]:
        """What to read: job id -> the last entry known of it. Jobs that are over are read once more, then never."""
        recent = [i for _, i in self._newest[:MOST_JOBS]]
        return {i: self._books[i].last if i in self._books else "" for i in recent if i not in self._read}

    def take(self, asked: Iterable[str], news: Mapping[str, list[RunEntry]]) -> bool:
        """Take in what was read for the jobs asked for. True if anything has changed."""
        changed = False
        for job_id in asked:
            record, entries = self.records[job_id], news.get(job_id, [])
            book = self._books.setdefault(job_id, RunBook(job_id))
            had = len(book.runs)
            book.take(entries)
            if book.runs:
                self._numbers.setdefault(job_id, len(self._numbers))
            if record.is_over:
                book.close(record.finished_at)
                self._read.add(job_id)
            for n in range(had, len(book.runs)):
                run = book.runs[n]
                insort(self.lanes.setdefault(run.worker, Lane(run.worker)).keys, (run.begun_s, job_id, n))
            for run in book.runs if entries else ():
                self._measure(run)
            changed = changed or bool(entries)
        if changed:
            self.lanes = dict(sorted(self.lanes.items()))
        return changed

    def number_of(self, job_id: str) -> int:
        """A job's number in the order in which jobs began to be worked on, as far as that was read."""
        return self._numbers.get(job_id, 0)

    def run_of(self, key: _Key) -> Run:
        return self._books[key[1]].runs[key[2]]

    def between(self, lane: Lane, since_s: float, until_s: float) -> list[Run]:
        """Runs of a lane that touch a stretch of time, by their begin."""
        first = bisect_left(lane.keys, (since_s - lane.longest_s, "", 0))
        last = bisect_left(lane.keys, (until_s, "", 0))
        runs = (self.run_of(key) for key in lane.keys[first:last])
        # One that goes on may have begun at any time before; it is a worker's last.
        early = [self.run_of(key) for key in lane.keys[max(0, first - 1) : first]]
        open_ones = [r for r in early if not r.ended_s]
        return [*open_ones, *(r for r in runs if not r.ended_s or r.ended_s >= since_s)]

    def lanes_between(self, since_s: float, until_s: float) -> list[Lane]:
        """Lanes whose worker was there then: from its first run to its last. Every start of the program has others."""
        return [lane for lane in self.lanes.values() if self._was_there(lane, since_s, until_s)]

    def _was_there(self, lane: Lane, since_s: float, until_s: float) -> bool:
        last = self.run_of(lane.keys[-1])
        return lane.keys[0][0] < until_s and (not last.ended_s or last.ended_s >= since_s)

    @property
    def is_busy(self) -> bool:
        """Whether some worker is on a part now."""
        return any(lane.keys and not self.run_of(lane.keys[-1]).ended_s for lane in self.lanes.values())

    def _measure(self, run: Run) -> None:
        lane = self.lanes[run.worker]
        if run.ended_s:
            lane.longest_s = max(lane.longest_s, run.ended_s - run.begun_s)
        self.since_s = min(self.since_s or run.begun_s, run.begun_s)
        self.until_s = max(self.until_s, run.ended_s, run.begun_s)
