"""Fan-out and fan-in: which parts a job consists of, and feeding them to RQ without ever blocking a worker.

No task waits for another. Whoever finishes a part calls `Flow.advance`, which looks at the state in Redis and does
whatever is next: open the next stage (once, whoever comes first), give pending parts to RQ, or finish the job.
`Flow.reconcile` does the same from outside and first takes back the parts of dead workers; it may be called by
anybody at any time, since everything it does is a compare-and-set.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.core.said import said
from montage_desktop.jobs import queues as q
from montage_desktop.jobs.away import AwayBook
from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.faults import FaultBook, JobFaults, is_inputs_fault
from montage_desktop.jobs.needs import Need, tags_of
from montage_desktop.jobs.order import JobOrder
from montage_desktop.jobs.parts import MOST_ATTEMPTS, PartBoard
from montage_desktop.jobs.queues import Queues
from montage_desktop.jobs.registry import WorkerRegistry
from montage_desktop.jobs.stages import ENTRY, next_stage, order_of
from montage_desktop.jobs.states import PartState, Priority, Status
from montage_desktop.jobs.store import JobRecord, JobStore, NoSuchJob, key

_ENTRY_TASKS = {
    "montage": q.RUN_MONTAGE,
    "render": q.RUN_RENDER,
    "analysis": q.RUN_ANALYSIS,
    "proxy": q.RUN_PROXY,
    "transcript": q.RUN_TRANSCRIPT,
    "transcription": q.RUN_TRANSCRIPTION,
}


class Flow:
    """Moves jobs on. One per thread (it holds redis clients)."""

    def __init__(self, client: Client, raw: Client, *, ttl_s: int) -> None:
        self.client = client
        self.store = JobStore(client, ttl_s=ttl_s)
        self.board = PartBoard(client)
        self.queues = Queues(raw)
        self.order = JobOrder(client)
        self.faults = FaultBook(client)
        self.workers = WorkerRegistry(client)
        self.away = AwayBook(client)

    def submit(
        self, kind: str, options: Mapping[str, Any], *, title: str = "", priority: Priority = Priority.DEFAULT,
        job_id: str = "",
    ) -> JobRecord:  # fmt: skip
        """Store a job and give its first part to RQ."""
        record = self.store.create(kind, options=options, title=title, priority=priority, job_id=job_id)
        self.advance(record.id)
        return record

    def advance(self, job_id: str) -> None:
        """Do whatever is next for a job; safe to call at any time, from anywhere, any number of times."""
        try:
            record = self.store.get(job_id)
        except NoSuchJob:
            return
        if record.is_over or record.status is Status.PAUSED:
            return
        if record.kind not in _ENTRY_TASKS:
            self.fail(job_id, InputError("job.kind", f"There is no job of the kind “{record.kind[:40]}”."))
            return
        if not self._open_next(record):
            return
        self._feed(record)

    def _open_next(self, record: JobRecord) -> bool:
        """Open stages as far as they go. False when the job has come to its end."""
        while True:
            opened = self.board.stages(record.id)
            states = self.board.states(record.id)
            current = max(opened, key=lambda s: order_of(record.kind, s)) if opened else ""
            if current and any(states.get(p) is not PartState.DONE for p in states if p.startswith(f"{current}-")):
                return True
            results = self.board.results(record.id)
            stage, parts = next_stage(record.kind, current, record.options, results)
            if not stage:
                self._finish(record, results)
                return False
            self.store.try_change(record.id, {"phase": stage})
            self.board.open_stage(record.id, stage, parts)

    def _feed(self, record: JobRecord) -> None:
        given: Counter[Need] = Counter()
        pending = [p for p, s in self.board.states(record.id).items() if s is PartState.PENDING]
        tags, faults = tags_of(record.options), self.faults.of(record.id) if pending else JobFaults()
        away = self.away.of(record.id) if pending and record.options.get("exchange") else {}
        for part_id in pending:
            if not self.board.swap(record.id, part_id, PartState.PENDING, PartState.QUEUED):
                continue  # another process was quicker
            need = Need(tags, faults.without(part_id) | away.get(part_id, frozenset()))
            task, args = q.RUN_PART, (record.id, part_id)
            if part_id == ENTRY:
                task, args = _ENTRY_TASKS[record.kind], tuple(self.store.paths.to_portable(_entry_args(record)))
            rq_id = self.queues.enqueue(
                task, args, priority=record.priority, label=f"{record.id}-{part_id}", need=need
            )  # fmt: skip
            self.client.hset(f"{key(record.id)}:rq", part_id, rq_id)
            given[need] += 1
        for need, count in given.items():
            self.order.settle(record.id, given=count, need=need)
        if given and tags:
            self.note_workers(record)

    def _finish(self, record: JobRecord, results: Mapping[str, dict[str, Any]]) -> None:
        outcome: dict[str, Any] = {}
        for part_id in sorted(results):
            outcome |= results[part_id].get("job_result", {})
            if "file" in results[part_id]:
                outcome.setdefault("files", []).append(results[part_id]["file"])
        fields = {"status": Status.FINISHED.value, "progress": 1.0, "eta_s": 0.0, "result": outcome}
        self._end(record.id, fields)

    def fail(self, job_id: str, error: MontageError) -> None:
        """End a job with an error (no effect on one that is over)."""
        self._end(job_id, {"status": Status.FAILED.value, "eta_s": -1.0, "error": error.as_dict()})
        self.store.log(job_id, f"failed: {error.message}")
        self._drop_queued(job_id)

    def cancel(self, job_id: str) -> bool:
        """Stop a job; its workers notice within half a second. False if it was over already."""
        done = self._end(job_id, {"status": Status.CANCELLED.value, "eta_s": -1.0})
        if done:
            self.store.log(job_id, "cancelled")
            self._drop_queued(job_id)
        return done

    def pause(self, job_id: str) -> bool:
        """Feed no more parts; those that run come to their end."""
        done = self.store.try_change(job_id, {"status": Status.PAUSED.value, "eta_s": -1.0})
        if done:
            self._drop_queued(job_id)
        return done

    def resume(self, job_id: str) -> bool:
        """Go on after a pause."""
        started = self.store.get(job_id).started_at > 0
        after = Status.RUNNING if started else Status.QUEUED
        done = self.store.try_change(job_id, {"status": after.value}, expect=[Status.PAUSED])
        if done:
            self.advance(job_id)
        return done

    def retry(self, job_id: str) -> bool:
        """Take up a failed or cancelled job again; parts that are done are not done again."""
        record = self.store.get(job_id)
        self.board.persist(job_id)
        self.board.requeue_unfinished(job_id)
        fields = {
            "status": Status.QUEUED.value, "attempt": record.attempt + 1, "error": {}, "eta_s": -1.0,
            "started_at": 0.0, "finished_at": 0.0, "result": {}, "rank": time.time(),
        }  # fmt: skip
        done = self.store.try_change(job_id, fields, expect=[Status.FAILED, Status.CANCELLED])
        if done:
            self.client.hset(key(job_id), "progress_base", repr(record.progress))
            self.store.log(job_id, f"retry (attempt {record.attempt + 1})")
            self.advance(job_id)
        return done

    def note_workers(self, record: JobRecord) -> None:
        """Say in a job's notes that no worker has the tags that it asks for; and no longer, when one has."""
        need = Need(tags_of(record.options))
        note = said(f"No worker that runs has what this job asks for: {', '.join(sorted(need.tags))}.")
        missing = not any(w.may_take(need) for w in self.workers.list())
        notes = self.store.get(record.id).notes
        if missing != (note in notes):
            told = [*notes, note] if missing else [n for n in notes if n != note]
            self.store.try_change(record.id, {"notes": told})

    def nobody_left(self, record: JobRecord) -> MontageError | None:
        """Why a job cannot go on: what has failed on every worker host that is alive and takes parts. None if it can.

        Without any such host it waits.
        """
        faults = self.faults.of(record.id)
        if not faults.failed or record.status is Status.PAUSED:
            return None
        hosts, tags = [w for w in self.workers.list() if w.takes_parts], tags_of(record.options)
        away = self.away.of(record.id)
        for part_id, state in self.board.states(record.id).items():
            waits = state in (PartState.PENDING, PartState.QUEUED)
            failed = faults.without(part_id) if waits else frozenset()
            without = failed | away.get(part_id, frozenset()) if failed else failed
            if without and hosts and not any(w.may_take(Need(tags, without)) for w in hosts):
                return faults.errors.get(part_id) or next(iter(faults.errors.values()))
        return None

    def part_failed(self, job_id: str, part_id: str, host: str, error: MontageError, *, attempt: int) -> bool:
        """A part has failed for a reason that stays. True if it goes to another worker host; else the job has failed.

        What is the input's fault fails everywhere; so does what has failed `MOST_ATTEMPTS` times. Call it when the part
        has been given back.
        """
        if not host or is_inputs_fault(error):
            self.fail(job_id, error)
            return False
        blocked = self.faults.add(job_id, part_id, host, error)
        record = self.store.get(job_id)
        without = self.faults.of(job_id).without(part_id) | self.away.of(job_id).get(part_id, frozenset())
        need = Need(tags_of(record.options), without)
        if attempt >= MOST_ATTEMPTS or not any(w.may_take(need) for w in self.workers.list()):
            self.fail(job_id, error)
            return False
        self.store.log(job_id, f"{part_id}: failed on {host}: {error.message} Given to another worker.")
        if blocked:
            self.store.log(job_id, f"{host} gets no more of this job: it has failed at it in the same way too often.")
        self.advance(job_id)
        return True

    def part_elsewhere(self, job_id: str, part_id: str, host: str, token: str, error: MontageError) -> None:
        """A worker host does not have the files that a part takes: another gets it, and no attempt is counted."""
        if not host:
            self.board.release(job_id, part_id, token, state=PartState.PENDING)
            self.fail(job_id, error)
            return
        self.away.add(job_id, part_id, host)
        self.board.give_back(job_id, part_id, token)
        record = self.store.get(job_id)
        need = Need(tags_of(record.options), self.away.of(job_id)[part_id])
        if not any(w.may_take(need) for w in self.workers.list()):
            note = said("No worker that runs sees the files of this job.")
            if note not in record.notes:
                self.store.try_change(job_id, {"notes": [*record.notes, note]})
        self.advance(job_id)

    def reconcile(self, job_id: str) -> None:
        """Take back parts whose worker has died or whose RQ task got lost, then `advance`."""
        states = self.board.states(job_id)
        loose = [p for p, s in states.items() if s in (PartState.RUNNING, PartState.QUEUED)]
        leased = self.board.leased(job_id, loose)
        rq_ids = self.client.hgetall(f"{key(job_id)}:rq") if loose else {}
        for part_id in loose:
            if leased[part_id]:
                continue
            if states[part_id] is PartState.RUNNING:
                if self.board.swap(job_id, part_id, PartState.RUNNING, PartState.PENDING):
                    self.board.note_lost(job_id, part_id)
                    self.store.log(job_id, f"{part_id}: its worker is gone; given to another")
            elif not self.queues.is_waiting(rq_ids.get(part_id, "")):
                self.board.swap(job_id, part_id, PartState.QUEUED, PartState.PENDING)
        self.advance(job_id)

    def _end(self, job_id: str, fields: Mapping[str, Any]) -> bool:
        done = self.store.try_change(job_id, {**fields, "finished_at": time.time()})
        if done:
            self.board.expire(job_id, self.store.ttl_s)
            self.client.expire(f"{key(job_id)}:rq", self.store.ttl_s)
        return done

    def _drop_queued(self, job_id: str) -> None:
        rq_ids = self.client.hgetall(f"{key(job_id)}:rq")
        for part_id, state in self.board.states(job_id).items():
            if state is PartState.QUEUED:
                self.board.swap(job_id, part_id, PartState.QUEUED, PartState.PENDING)
                self.queues.remove(rq_ids.get(part_id, ""))


def _entry_args(record: JobRecord) -> tuple[Any, ...]:
    """What the first task is given. Of other types than a worker takes it would be refused, and given out for ever: the
    job's options, which the part looks at, say what is wrong."""
    options = record.options
    if record.kind == "montage":
        return record.id, _text(options.get("style")), options
    if record.kind == "transcript":
        edits = options.get("edits")
        edits = edits if isinstance(edits, (str, dict, list)) else []
        return record.id, _text(options.get("video")), _text(options.get("transcript")), edits
    return record.id, options


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
