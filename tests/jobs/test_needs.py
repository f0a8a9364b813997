"""Queues by what tasks need of workers: who listens to which, and that they are kept in the order of work."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.janitor import Janitor
from montage_desktop.jobs.needs import NEEDS, Need, tags_of
from montage_desktop.jobs.order import Place
from montage_desktop.jobs.queues import RUN_PART
from montage_desktop.jobs.registry import WorkerState
from montage_desktop.jobs.states import Priority, Status


def names(flow: Flow, tags: set[str], host: str, *priorities: Priority) -> list[str]:
    return [q.name.removeprefix("montage-") for q in flow.queues.listened(tags, host, priorities)]


def job(flow: Flow, number: int, *tags: str) -> str:
    return flow.submit("analysis", {"files": ["x"], "tags": list(tags)}, job_id=f"j{number:04}").id


def waiting(flow: Flow, name: str) -> list[str]:
    queue = next(q for q in flow.queues.all() if q.name == f"montage-{name}")
    return [str(i).partition("-")[0] for i in queue.job_ids]


def test_needs_are_written_and_read() -> None:
    for need in (Need(), Need(frozenset({"gpu", "big"})), Need(frozenset({"gpu"}), frozenset({"box-1.17", "b.2"}))):
        assert Need.of_suffix(need.suffix) == need
    assert Need(frozenset({"gpu", "big"}), frozenset({"b.2"})).suffix == "+big+gpu!b.2"
    need = Need(frozenset({"gpu"}), frozenset({"b.2"}))
    assert need.met_by({"gpu", "x"}, "a.1")
    assert not need.met_by({"x"}, "a.1")
    assert not need.met_by({"gpu"}, "b.2")
    assert tags_of({"tags": ["gpu", 7, "No", "a!b", None]}) == {"gpu"}
    assert tags_of({"tags": "gpu"}) == tags_of({}) == set()


def test_a_worker_listens_to_what_it_can_do_and_to_the_scarce_first(flow: Flow) -> None:
    assert names(flow, {"gpu"}, "a.1") == ["high", "default", "low"]
    job(flow, 0, "gpu")
    job(flow, 1, "gpu", "big")
    flow.queues.enqueue(
        RUN_PART, ("j", "p"), priority=Priority.LOW, label="j-p", need=Need(frozenset(), frozenset({"a.1"}))
    )
    assert names(flow, set(), "a.1") == ["high", "default", "low"]
    assert names(flow, set(), "b.2") == ["high!a.1", "high", "default!a.1", "default", "low!a.1", "low"]
    gpu = names(flow, {"gpu", "other"}, "a.1")
    assert gpu == ["high+gpu", "high", "default+gpu", "default", "low+gpu", "low"]
    assert names(flow, {"gpu", "big"}, "a.1", Priority.HIGH) == ["high+gpu", "high+big+gpu", "high"]


def test_jobs_with_tags_are_moved_within_their_own_queue(flow: Flow) -> None:
    ids = [job(flow, n, *(["gpu"] if n % 2 else [])) for n in range(6)]
    assert waiting(flow, "default") == [ids[0], ids[2], ids[4]]
    assert waiting(flow, "default+gpu") == [ids[1], ids[3], ids[5]]
    assert flow.order.move([ids[5], ids[4]], Place.FIRST)
    assert waiting(flow, "default") == [ids[4], ids[0], ids[2]]
    assert waiting(flow, "default+gpu") == [ids[5], ids[1], ids[3]]
    assert flow.order.set_priority([ids[1], ids[2]], Priority.HIGH)
    assert (waiting(flow, "high"), waiting(flow, "high+gpu")) == ([ids[2]], [ids[1]])
    (moved,) = [q for q in flow.queues.all() if q.name == "montage-high+gpu"]
    assert moved.fetch_job(moved.job_ids[0]).origin == "montage-high+gpu"
    flow.cancel(ids[1])
    assert waiting(flow, "high+gpu") == []
    assert flow.queues.counts()["queued"] == 5


def test_late_parts_keep_their_jobs_place_whatever_they_need(flow: Flow) -> None:
    ids = [job(flow, n, "gpu") for n in range(3)]
    need = Need(frozenset({"gpu"}))
    flow.queues.enqueue(RUN_PART, (ids[0], "p"), priority=Priority.DEFAULT, label=f"{ids[0]}-p", need=need)
    assert waiting(flow, "default+gpu") == [*ids, ids[0]]
    flow.order.settle(ids[0], given=1, need=need)
    assert waiting(flow, "default+gpu") == [ids[0], ids[0], *ids[1:]]


@pytest.mark.parametrize("seed", range(4))
def test_every_queue_is_in_the_order_of_ranks_after_any_moves(flow: Flow, seed: int) -> None:
    dice = random.Random(seed)
    ids = [job(flow, n, *dice.choice([[], ["gpu"], ["big", "gpu"]])) for n in range(12)]
    for _ in range(25):
        some = dice.sample(ids, dice.randint(1, 3))
        if dice.random() < 0.3:
            flow.order.set_priority(some, dice.choice(list(Priority)))
        else:
            where = dice.choice(list(Place))
            flow.order.move(some, where, anchor=dice.choice(ids))
    records = {r.id: r for r in flow.store.active()}
    seen: list[str] = []
    for queue in flow.queues.all():
        there = [str(i).partition("-")[0] for i in queue.job_ids]
        suffix = Need(tags_of(records[there[0]].options)).suffix if there else ""
        for i in there:
            assert queue.name == f"montage-{records[i].priority.value}{suffix}"
        assert there == sorted(there, key=lambda i: records[i].rank)
        seen += there
    assert sorted(seen) == ids


def test_needs_without_tasks_are_forgotten_but_those_of_tags(flow: Flow) -> None:
    kept = job(flow, 0, "gpu")
    need = Need(frozenset(), frozenset({"a.1"}))
    rq_id = flow.queues.enqueue(RUN_PART, ("j", "p"), priority=Priority.LOW, label="j-p", need=need)
    flow.queues.forget_needs()
    assert flow.client.smembers(NEEDS) == {"+gpu", "!a.1"}
    flow.queues.remove(rq_id)
    flow.cancel(kept)
    flow.queues.forget_needs()
    assert flow.client.smembers(NEEDS) == {"+gpu"}


def test_the_note_comes_and_goes_with_the_workers(flow: Flow, tmp_path: Path) -> None:
    wanted = job(flow, 0, "gpu")
    (note,) = flow.store.get(wanted).notes
    janitor = Janitor(flow, Archive(tmp_path / "h.sqlite3"))
    janitor.sweep()
    assert flow.store.get(wanted).notes == [note]
    told = {"tags": ["gpu"], "state": WorkerState.REFUSED.value}
    flow.workers.beat("a.1", told)
    janitor.sweep()
    assert flow.store.get(wanted).notes == [note], "a refused one takes no parts"
    flow.workers.beat("a.1", {**told, "state": WorkerState.WORKING.value})
    janitor.sweep()
    assert flow.store.get(wanted).notes == []
    flow.workers.leave("a.1", "")
    janitor.sweep()
    assert flow.store.get(wanted).notes == [note]
    assert flow.store.get(wanted).status is Status.QUEUED
