"""Which worker did which part when: written with every claim and release, read on from where one was."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from whole_jobs import finished, request, write_click_song, write_clips

from montage_desktop.core.time import seconds
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.parts import lease_key
from montage_desktop.jobs.runs import Run, RunBook, RunEnd, RunEntry, read_runs, runs_key
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.stages import ENTRY
from montage_desktop.jobs.states import PartState


def _book(flow: Flow, job_id: str) -> RunBook:
    book = RunBook(job_id)
    book.take(read_runs(flow.client, {job_id: ""}).get(job_id, []))
    return book


def test_a_claim_begins_a_run_and_a_release_ends_it(flow: Flow) -> None:
    job_id = flow.submit("analysis", {"files": ["x"]}).id
    assert read_runs(flow.client, {job_id: ""}) == {}
    flow.board.claim(job_id, ENTRY, "t", worker="host.1")
    book = _book(flow, job_id)
    (run,) = book.runs
    assert (run.part, run.worker, run.phase, run.ended_s, run.end) == (ENTRY, "host.1", "preparing", 0.0, None)
    flow.board.release(job_id, ENTRY, "t", end=RunEnd.CACHED)
    news = read_runs(flow.client, {job_id: book.last, "gone": ""})
    assert [len(entries) for entries in news.values()] == [1], "only what is new is read"
    book.take(news[job_id])
    assert book.runs[0].end is RunEnd.CACHED
    assert book.runs[0].ended_s >= book.runs[0].begun_s > 0
    assert read_runs(flow.client, {job_id: book.last}) == {}


def test_a_part_given_back_and_a_dead_worker_are_told_apart(flow: Flow) -> None:
    job_id = flow.submit("analysis", {"files": ["x"]}).id
    flow.board.claim(job_id, ENTRY, "a", worker="host.1")
    assert not flow.board.release(job_id, ENTRY, "somebody else"), "and nothing is written for it"
    flow.board.release(job_id, ENTRY, "a", state=PartState.PENDING)
    flow.board.claim(job_id, ENTRY, "b", worker="host.2")
    flow.client.delete(lease_key(job_id, ENTRY))  # its lease has run out
    flow.reconcile(job_id)
    assert [(r.worker, r.end) for r in _book(flow, job_id).runs] == [("host.1", RunEnd.BACK), ("host.2", RunEnd.LOST)]


def test_the_runs_go_with_the_job(flow: Flow) -> None:
    job_id = flow.submit("analysis", {"files": ["x"]}).id
    flow.board.claim(job_id, ENTRY, "a", worker="host.1")
    assert flow.client.ttl(runs_key(job_id)) == -1
    flow.cancel(job_id)
    assert 0 < flow.client.ttl(runs_key(job_id)) <= 3600
    flow.retry(job_id)
    assert flow.client.ttl(runs_key(job_id)) == -1
    flow.client.delete(runs_key(job_id))
    flow.board.note_lost(job_id, ENTRY)
    assert not flow.client.exists(runs_key(job_id)), "a late word makes no key that would stay for ever"


def test_a_begin_without_an_end_is_ended_by_the_next(flow: Flow) -> None:
    book = RunBook("j")
    book.take(
        [RunEntry("1000-0", "p", "w1"), RunEntry("3000-0", "p", "w2"), RunEntry("3500-0", "other", end=RunEnd.DONE)]
    )
    assert book.runs == [Run("j", "p", "w1", 1.0, 3.0, RunEnd.LOST), Run("j", "p", "w2", 3.0)]
    book.close(9.0)
    assert book.runs[1] == Run("j", "p", "w2", 3.0, 9.0, RunEnd.BACK)


def test_a_real_film_tells_who_did_what(service: JobService, tmp_path: Path) -> None:
    clips = write_clips(tmp_path, count=2, frames=120)
    song = write_click_song(tmp_path / "song.wav", seconds=10)
    job = service.submit_montage(request(clips, song, tmp_path / "film.mp4", duration_s=seconds(4)))
    record = finished(service, job.id)
    book = RunBook(job.id)
    book.take(service.runs({job.id: ""})[job.id])
    assert {r.part for r in book.runs} == set(service.flow.board.states(job.id))
    assert {r.worker for r in book.runs} == set(record.workers)
    assert all(r.end in (RunEnd.DONE, RunEnd.CACHED) for r in book.runs)
    assert all(record.created_at - 1 <= r.begun_s <= r.ended_s <= record.finished_at + 2 for r in book.runs)
    for worker in record.workers:
        mine = [r for r in book.runs if r.worker == worker]
        assert all(a.ended_s <= b.begun_s for a, b in pairwise(mine)), "one part at a time"
