"""JobStore on a real server: transitions, atomicity, events, order, expiry."""

from __future__ import annotations

import json
import threading
import time

import pytest

from montage_desktop.jobs.connection import Client, connect
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.states import OVER, TRANSITIONS, Status, may_become
from montage_desktop.jobs.store import EVENTS, TIMELINE, JobStore, NoSuchJob, NotAllowed, key


@pytest.fixture
def store(client: Client) -> JobStore:
    return JobStore(client, ttl_s=100)


def test_a_record_comes_back_as_it_was_put(store: JobStore) -> None:
    made = store.create("montage", options={"clips": ["a b.mp4"], "duration_s": "1/3"}, title='Ünïcode "film"')
    got = store.get(made.id)
    assert got == made
    assert got.options == {"clips": ["a b.mp4"], "duration_s": "1/3"}
    assert got.status is Status.QUEUED
    assert store.client.zscore(TIMELINE, made.id) == pytest.approx(made.created_at)


@pytest.mark.parametrize("before", list(Status))
@pytest.mark.parametrize("after", list(Status))
def test_the_table_is_kept(store: JobStore, before: Status, after: Status) -> None:
    job = store.create("montage", options={})
    store.client.hset(key(job.id), "status", before.value)
    if may_become(before, after) or (before is after and before not in OVER):
        store.change(job.id, {"status": after.value})
        assert store.status(job.id) is after
    else:
        with pytest.raises(NotAllowed):
            store.change(job.id, {"status": after.value})
        assert store.status(job.id) is before


def test_every_over_state_only_leads_back_to_the_queue() -> None:
    assert all(TRANSITIONS[s] <= {Status.QUEUED} for s in OVER)
    assert TRANSITIONS[Status.FINISHED] == frozenset()


def test_a_late_report_cannot_revive_a_cancelled_job(store: JobStore) -> None:
    job = store.create("montage", options={})
    store.change(job.id, {"status": "running", "progress": 0.4})
    store.change(job.id, {"status": "cancelled"})
    assert not store.try_change(job.id, {"progress": 0.9, "phase": "joining"})
    assert store.get(job.id).progress == 0.4
    assert store.status(job.id) is Status.CANCELLED


def test_progress_never_goes_backwards_until_a_retry(store: JobStore) -> None:
    job = store.create("montage", options={})
    store.change(job.id, {"status": "running", "progress": 0.5})
    store.change(job.id, {"progress": 0.3, "phase": "rendering"})
    assert store.get(job.id).progress == 0.5
    assert store.get(job.id).phase == "rendering"
    store.change(job.id, {"status": "failed"})
    store.change(job.id, {"status": "queued", "progress": 0.0})
    assert store.get(job.id).progress == 0.0


def test_expect_makes_it_a_compare_and_set(store: JobStore) -> None:
    job = store.create("montage", options={})
    assert not store.try_change(job.id, {"status": "running"}, expect=[Status.PAUSED])
    assert store.try_change(job.id, {"status": "running"}, expect=[Status.QUEUED])


def test_no_update_is_lost_between_writers(store: JobStore, server: EmbeddedServer) -> None:
    job = store.create("montage", options={})

    def write(n: int) -> None:
        mine = JobStore(connect(server.url))
        for i in range(50):
            mine.change(job.id, {f"field{n}": str(i)})
        mine.client.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    raw = store.client.hgetall(key(job.id))
    assert all(raw[f"field{n}"] == "49" for n in range(6))
    assert store.get(job.id).seq == 1 + 6 * 50


def test_each_change_is_published_with_its_number(store: JobStore, server: EmbeddedServer) -> None:
    listener = connect(server.url, blocking=True)
    pubsub = listener.pubsub(ignore_subscribe_messages=True)
    pubsub.subscribe(EVENTS)
    pubsub.get_message(timeout=1)
    job = store.create("montage", options={"a": 1})
    store.change(job.id, {"status": "running", "result": {"x": [1, 'ü"\n']}, "progress": 0.25})
    events = []
    deadline = time.monotonic() + 5
    while len(events) < 2 and time.monotonic() < deadline:
        message = pubsub.get_message(timeout=0.2)
        if message:
            events.append(json.loads(message["data"]))
    assert [e["seq"] for e in events] == [1, 2]
    assert events[1]["job_id"] == job.id
    assert events[1]["fields"]["result"] == {"x": [1, 'ü"\n']}
    assert events[1]["fields"]["progress"] == 0.25
    assert events[1]["fields"]["status"] == "running"
    pubsub.close()
    listener.close()


def test_only_a_job_that_is_over_expires(store: JobStore) -> None:
    job = store.create("montage", options={})
    assert store.client.ttl(key(job.id)) == -1
    store.change(job.id, {"status": "running"})
    assert store.client.ttl(key(job.id)) == -1
    store.change(job.id, {"status": "failed"})
    assert 0 < store.client.ttl(key(job.id)) <= 100
    store.change(job.id, {"status": "queued"})
    assert store.client.ttl(key(job.id)) == -1


def test_newest_first_and_the_expired_fall_out(store: JobStore) -> None:
    ids = [store.create("montage", options={}).id for _ in range(4)]
    store.client.delete(key(ids[1]))
    assert [r.id for r in store.recent()] == [ids[3], ids[2], ids[0]]
    assert store.client.zcard(TIMELINE) == 3
    with pytest.raises(NoSuchJob):
        store.get(ids[1])


def test_the_log_is_capped_and_in_order(store: JobStore) -> None:
    job = store.create("montage", options={})
    for i in range(700):
        store.log(job.id, f"line {i}")
    lines = [text for _, text in store.logs(job.id)]
    assert lines[-1] == "line 699"
    assert lines == sorted(lines, key=lambda s: int(s.split()[1]))
    assert len(lines) <= 500
    assert store.client.xlen(f"{key(job.id)}:log") < 700
