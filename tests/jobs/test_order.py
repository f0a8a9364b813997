"""The order of work on a real server: jobs moved and given priorities, and RQ's own queues following."""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rq.job import Job
from rq.serializers import JSONSerializer

from montage_desktop import cli, cli_jobs
from montage_desktop.jobs.connection import Endpoint, connect
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.order import JobOrder, Place
from montage_desktop.jobs.queues import RUN_PART
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import ORDER


@pytest.fixture
def ids(flow: Flow) -> list[str]:
    """Five analysis jobs, queued in this order, each with its first part in RQ."""
    return _jobs(flow, 5)


def _jobs(flow: Flow, count: int) -> list[str]:
    return [flow.submit("analysis", {"files": ["x"]}, job_id=f"j{n:04}").id for n in range(count)]


def _waiting(flow: Flow, priority: Priority = Priority.DEFAULT) -> list[str]:
    """Jobs of RQ's queue, in the order in which a worker would take them."""
    queue = flow.queues.all()[list(Priority).index(priority)]
    return [str(name).partition("-")[0] for name in queue.job_ids]


def _ranked(flow: Flow, priority: Priority = Priority.DEFAULT) -> list[str]:
    """Jobs as the records tell their order."""
    records = [r for r in flow.store.active() if r.priority is priority]
    return [r.id for r in sorted(records, key=lambda r: r.rank)]


@pytest.mark.parametrize(
    ("moved", "where", "anchor", "expected"),
    [
        ([2], Place.UP, None, [0, 2, 1, 3, 4]),
        ([0], Place.UP, None, [0, 1, 2, 3, 4]),
        ([0, 1], Place.UP, None, [0, 1, 2, 3, 4]),
        ([2, 3], Place.UP, None, [0, 2, 3, 1, 4]),
        ([1, 3], Place.UP, None, [1, 3, 0, 2, 4]),
        ([2], Place.DOWN, None, [0, 1, 3, 2, 4]),
        ([4], Place.DOWN, None, [0, 1, 2, 3, 4]),
        ([1, 2], Place.DOWN, None, [0, 3, 1, 2, 4]),
        ([4, 3], Place.FIRST, None, [3, 4, 0, 1, 2]),
        ([0, 2], Place.LAST, None, [1, 3, 4, 0, 2]),
        ([4], Place.BEFORE, 1, [0, 4, 1, 2, 3]),
        ([0, 4], Place.BEFORE, 2, [1, 0, 4, 2, 3]),
        ([1], Place.BEFORE, 2, [0, 1, 2, 3, 4]),
        ([1], Place.BEFORE, 1, [0, 1, 2, 3, 4]),
        ([0, 1, 2, 3, 4], Place.LAST, None, [0, 1, 2, 3, 4]),
    ],
)
def test_jobs_move(
    flow: Flow, ids: list[str], moved: list[int], where: Place, anchor: int | None, expected: list[int]
) -> None:
    did = flow.order.move([ids[n] for n in moved], where, anchor="" if anchor is None else ids[anchor])
    assert did is (expected != [0, 1, 2, 3, 4])
    assert _waiting(flow) == [ids[n] for n in expected]
    assert _ranked(flow) == [ids[n] for n in expected]


def test_a_priority_takes_the_tasks_along(flow: Flow, ids: list[str]) -> None:
    assert flow.order.set_priority([ids[3], ids[1]], Priority.HIGH)
    assert not flow.order.set_priority([ids[1]], Priority.HIGH)
    assert _waiting(flow, Priority.HIGH) == [ids[1], ids[3]]
    assert _waiting(flow) == [ids[0], ids[2], ids[4]]
    high = flow.queues.all()[0]
    task = Job.fetch(high.job_ids[0], connection=flow.queues.raw, serializer=JSONSerializer)
    assert task.origin == high.name, "RQ's own record must name the queue that it is in"
    assert flow.store.get(ids[1]).priority is Priority.HIGH
    flow.cancel(ids[1])
    assert _waiting(flow, Priority.HIGH) == [ids[3]], "and it is found there when the job is cancelled"


def test_moved_before_another_a_job_takes_its_priority(flow: Flow, ids: list[str]) -> None:
    flow.order.set_priority([ids[4]], Priority.LOW)
    assert flow.order.move([ids[0]], Place.BEFORE, anchor=ids[4])
    assert _waiting(flow, Priority.LOW) == [ids[0], ids[4]]
    assert flow.order.move([ids[0], ids[4]], Place.FIRST) is False


def test_parts_that_come_later_keep_their_jobs_place(flow: Flow, ids: list[str]) -> None:
    for n in range(3):
        flow.queues.enqueue(RUN_PART, (ids[1], f"p{n}"), priority=Priority.DEFAULT, label=f"{ids[1]}-p{n}")
    flow.order.settle(ids[1], given=3)
    assert _waiting(flow) == [ids[0], *[ids[1]] * 4, *ids[2:]]
    names = [str(i) for i in flow.queues.all()[1].job_ids]
    assert [n.split("-")[1] for n in names[2:5]] == ["p0", "p1", "p2"], "and the order among themselves"


def test_parts_given_to_the_queue_of_yesterdays_priority_are_taken_along(flow: Flow, ids: list[str]) -> None:
    flow.order.set_priority([ids[2]], Priority.HIGH)
    flow.queues.raw.delete(flow.queues.all()[0].key)  # a worker took what was there
    flow.queues.enqueue(RUN_PART, (ids[2], "late"), priority=Priority.DEFAULT, label=f"{ids[2]}-late")
    flow.order.settle(ids[2], given=1)
    assert _waiting(flow, Priority.HIGH) == [ids[2]]
    assert ids[2] not in _waiting(flow)


def test_a_task_of_nobody_we_know_stays_where_it_is(flow: Flow, ids: list[str]) -> None:
    flow.queues.enqueue(RUN_PART, ("x", "y"), priority=Priority.DEFAULT, label="by-hand")
    flow.order.move([ids[0]], Place.LAST)
    assert _waiting(flow) == [ids[1], ids[2], ids[3], ids[4], "by", ids[0]]


def test_what_is_over_cannot_be_moved_and_a_retry_comes_last(flow: Flow, ids: list[str]) -> None:
    flow.cancel(ids[0])
    assert not flow.order.move([ids[0]], Place.LAST)
    assert not flow.order.move([ids[1]], Place.BEFORE, anchor=ids[0])
    assert flow.client.zscore(ORDER, ids[0]) is None
    flow.retry(ids[0])
    assert _waiting(flow) == [*ids[1:], ids[0]]
    assert _ranked(flow) == [*ids[1:], ids[0]]


def test_jobs_without_a_rank_get_one_and_a_late_word_ranks_nothing_that_is_over(flow: Flow, ids: list[str]) -> None:
    records = flow.store.active()
    flow.client.delete(ORDER)
    for job_id in ids:
        flow.client.hdel(f"job:{job_id}", "rank")
    assert not flow.order.move([ids[4]], Place.FIRST)
    flow.order.heal(flow.store.active())
    assert flow.order.move([ids[4]], Place.FIRST)
    assert _waiting(flow) == [ids[4], *ids[:4]]
    flow.cancel(ids[0])
    flow.order.heal(records)  # read before the job was cancelled
    assert not flow.order.move([ids[0]], Place.LAST)
    assert not flow.order.move([ids[1]], Place.BEFORE, anchor=ids[0])


def test_a_paused_job_comes_back_to_its_place(flow: Flow, ids: list[str]) -> None:
    flow.pause(ids[1])
    flow.resume(ids[1])
    assert _waiting(flow) == ids
    flow.pause(ids[4])
    flow.order.move([ids[4]], Place.FIRST)
    flow.resume(ids[4])
    assert _waiting(flow) == [ids[4], *ids[:4]]


def test_a_move_is_published_with_its_number(flow: Flow, ids: list[str]) -> None:
    before = flow.store.get(ids[2])
    flow.order.move([ids[2]], Place.FIRST)
    after = flow.store.get(ids[2])
    assert after.seq == before.seq + 1
    assert after.rank < flow.store.get(ids[0]).rank
    assert flow.store.get(ids[0]).seq == before.seq


def test_where_two_leave_no_room_all_are_ranked_anew(flow: Flow, ids: list[str]) -> None:
    for n in range(60):  # each halves the room behind the first
        flow.order.move([ids[2 + n % 3]], Place.BEFORE, anchor=ids[1])
        assert _waiting(flow)[0] == ids[0]
        assert _waiting(flow).index(ids[1]) == _waiting(flow).index(ids[2 + n % 3]) + 1
    assert _waiting(flow) == _ranked(flow)
    late = flow.submit("analysis", {"files": ["x"]}, job_id="late")
    assert _waiting(flow)[-1] == late.id


_MOVES = st.tuples(
    st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True), st.sampled_from(list(Place)), st.integers(0, 4)
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(_MOVES, st.tuples(st.integers(0, 4), st.sampled_from(list(Priority)))), max_size=12))
def test_queues_and_ranks_agree_and_no_task_is_lost(flow: Flow, steps: Sequence[tuple[object, ...]]) -> None:
    flow.client.flushall()
    ids = _jobs(flow, 5)
    for step in steps:
        if len(step) == 3:
            numbers, where, anchor = step
            flow.order.move([ids[n] for n in numbers], where, anchor=ids[anchor])  # type: ignore[attr-defined,arg-type,index]
        else:
            flow.order.set_priority([ids[step[0]]], step[1])  # type: ignore[index,arg-type]
    for priority in Priority:
        assert _waiting(flow, priority) == _ranked(flow, priority)
    assert sorted(i for p in Priority for i in _waiting(flow, p)) == ids


def test_no_task_is_lost_or_done_twice_while_workers_take_and_people_move(flow: Flow, server: EmbeddedServer) -> None:
    ids = _jobs(flow, 40)
    taken: list[str] = []
    done = threading.Event()

    def move(seed: int) -> None:
        client, dice = connect(server.url), random.Random(seed)
        order = JobOrder(client)
        while not done.is_set():
            order.move([dice.choice(ids)], dice.choice(list(Place)), anchor=dice.choice(ids))
            order.set_priority([dice.choice(ids)], dice.choice(list(Priority)))
        client.close()

    movers = [threading.Thread(target=move, args=(n,), daemon=True) for n in range(3)]
    for mover in movers:
        mover.start()
    deadline = time.monotonic() + 20
    while len(taken) < len(ids) and time.monotonic() < deadline:
        taken += [task.decode() for q in flow.queues.all() if (task := flow.queues.raw.lpop(q.key))]
        time.sleep(0.002)
    done.set()
    for mover in movers:
        mover.join()
    assert not any(q.count for q in flow.queues.all()), "nothing is there twice"
    assert sorted(t.partition("-")[0] for t in taken) == ids
    assert all(flow.store.status(i) is Status.QUEUED for i in ids)


def test_thousands_wait_and_a_move_is_quick(flow: Flow) -> None:
    ids = [f"j{n:05}" for n in range(5000)]
    for at in range(0, len(ids), 500):
        with flow.client.pipeline(transaction=False) as pipe:
            for n, job_id in enumerate(ids[at : at + 500], at):
                pipe.hset(f"job:{job_id}", mapping={"kind": "analysis", "priority": "default", "seq": 1})
                pipe.zadd(ORDER, {job_id: float(n)})
                pipe.rpush("rq:queue:montage-default", f"{job_id}-preparing-entry-00")
            pipe.execute()
    begin = time.perf_counter()
    assert flow.order.move([ids[4000]], Place.FIRST)
    moved_s = time.perf_counter() - begin
    assert _waiting(flow)[:2] == [ids[4000], ids[0]]
    begin = time.perf_counter()
    flow.order.settle(ids[4999], given=1)
    settled_s = time.perf_counter() - begin
    print(f"moved one of 5000 in {moved_s * 1000:.0f} ms, settled at the end in {settled_s * 1000:.1f} ms")  # noqa: T201
    assert moved_s < 0.5
    assert settled_s < 0.05


def test_the_command_line_moves_jobs_too(
    flow: Flow, ids: list[str], server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = JobService(Endpoint(server.url, embedded=True), name="test")
    monkeypatch.setattr(cli_jobs, "open_service", lambda: contextlib.nullcontext(service))
    assert cli.main(["jobs", "move", ids[3], "--to", "first"]) == cli.OK
    assert cli.main(["jobs", "move", ids[0], "--before", ids[4]]) == cli.OK
    assert _waiting(flow) == [ids[n] for n in (3, 1, 2, 0, 4)]
    assert cli.main(["jobs", "priority", ids[2], "--to", "high"]) == cli.OK
    assert _waiting(flow, Priority.HIGH) == [ids[2]]
    assert cli.main(["jobs", "priority", ids[2], "--to", "first"]) == cli.USAGE
    service.close()
