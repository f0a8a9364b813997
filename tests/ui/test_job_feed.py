"""The feed on a real server: pushed, polled, killed and brought back; and without any server."""

from __future__ import annotations

import asyncio
import os
import signal
from itertools import pairwise

import pytest
from window_helpers import FAST, Run, record, until

from montage_desktop.core.errors import TransientError
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.connection import Client, Endpoint
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import EVENTS, JobRecord, JobStore, key
from montage_desktop.ui.background import Background
from montage_desktop.ui.connection_state import Link
from montage_desktop.ui.jobs.feed import JobFeed


async def connected(feed: JobFeed) -> None:
    feed.start()
    await until(lambda: feed.state.is_connected)


def test_jobs_are_pushed(run: Run, feed: JobFeed, store: JobStore) -> None:
    async def scenario() -> None:
        await connected(feed)
        seen: list[JobRecord] = []
        feed.changed.connect(seen.extend)
        job = store.create("montage", options={}, title="Film")
        store.change(job.id, {"status": Status.RUNNING.value})
        store.change(job.id, {"progress": 0.25, "parts": {"total": 4, "done": 1}})
        await until(lambda: job.id in feed.book.records and feed.book.records[job.id].progress == 0.25, seconds=0.15)
        await until(lambda: seen and seen[-1].parts == {"total": 4, "done": 1})
        await feed.stop()

    run(scenario())


def test_what_was_there_before_is_read(run: Run, feed: JobFeed, store: JobStore) -> None:
    ids = {store.create("montage", options={}).id for _ in range(30)}

    async def scenario() -> None:
        await connected(feed)
        await until(lambda: ids <= set(feed.book.records))
        await feed.stop()

    run(scenario())


def test_a_lost_message_costs_a_poll(run: Run, feed: JobFeed, store: JobStore, client: Client) -> None:
    async def scenario() -> None:
        await connected(feed)
        job = store.create("montage", options={})
        await until(lambda: job.id in feed.book.records)
        client.hset(key(job.id), mapping={"progress": "0.5", "seq": "7"})  # changed without a word
        await until(lambda: feed.book.records[job.id].progress == 0.5, seconds=2)
        await feed.stop()

    run(scenario())


def test_rubbish_on_the_channel_is_survived(run: Run, feed: JobFeed, store: JobStore, client: Client) -> None:
    async def scenario() -> None:
        await connected(feed)
        for rubbish in ("", "no json", "[]", '{"job_id": 3}', '{"job_id":"x","seq":1,"fields":7}'):
            client.publish(EVENTS, rubbish)
        job = store.create("montage", options={})
        await until(lambda: job.id in feed.book.records, seconds=1)
        await feed.stop()

    run(scenario())


def test_a_killed_server_comes_back_with_everything(
    run: Run, feed: JobFeed, store: JobStore, server: EmbeddedServer
) -> None:
    async def scenario() -> None:
        await connected(feed)
        job = store.create("montage", options={})
        await until(lambda: job.id in feed.book.records)
        await asyncio.sleep(1.2)  # the append-only file is synced once a second
        os.kill(server.pid, signal.SIGKILL)
        await until(lambda: not feed.state.is_connected)
        await asyncio.to_thread(server.start)
        store.change(job.id, {"status": Status.RUNNING.value})  # missed: nobody listens yet
        await until(lambda: feed.state.is_connected)
        await until(lambda: feed.book.records[job.id].status is Status.RUNNING)
        store.change(job.id, {"progress": 0.75})
        await until(lambda: feed.book.records[job.id].progress == 0.75, seconds=1)
        await feed.stop()

    run(scenario())


def test_a_host_that_died_is_looked_for_and_its_new_address_followed(
    run: Run, background: Background, server: EmbeddedServer
) -> None:
    found: list[EmbeddedServer] = [server]
    looked = 0

    def find() -> Endpoint:
        nonlocal looked
        looked += 1
        if not found[-1].running:
            found.append(EmbeddedServer(data=server.data, socket=server.socket))  # another password
            found[-1].start()
        return Endpoint(found[-1].url, embedded=True)

    async def scenario() -> None:
        feed = JobFeed(background, Archive(), find=find, pace=FAST)
        told: list[Endpoint] = []
        feed.endpoint_changed.connect(told.append)
        await connected(feed)
        os.kill(server.pid, signal.SIGKILL)
        await until(lambda: not feed.state.is_connected)
        await until(lambda: feed.state.is_connected)
        assert looked == 2
        assert [e.url for e in told] == [s.url for s in found]
        assert told[0].url != told[1].url
        await feed.stop()
        found[-1].stop()

    run(scenario())


def test_without_a_server_the_archive_is_shown_and_it_keeps_trying(run: Run, background: Background) -> None:
    Archive().put([record(n, status=Status.FINISHED) for n in range(3)])
    attempts = 0

    def find() -> Endpoint:
        nonlocal attempts
        attempts += 1
        raise TransientError("redis.unavailable", "No Redis server answers at farm:6379.", fix="Start it.")

    async def scenario() -> None:
        feed = JobFeed(background, Archive(), find=find, pace=FAST)
        feed.start()
        await until(lambda: feed.state.link is Link.AWAY)
        assert feed.state.message == "No Redis server answers at farm:6379."
        assert feed.state.fix == "Start it."
        assert sorted(feed.book.records) == ["j00000", "j00001", "j00002"]
        await until(lambda: attempts >= 3)
        await feed.stop()

    run(scenario())


def test_a_damaged_archive_does_not_stop_the_feed(run: Run, feed: JobFeed, store: JobStore) -> None:
    path = Archive().path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"not a database" * 100)

    async def scenario() -> None:
        await connected(feed)
        job = store.create("montage", options={})
        await until(lambda: job.id in feed.book.records)
        await feed.stop()

    run(scenario())


def test_a_flood_of_events_is_throttled(run: Run, feed: JobFeed, store: JobStore) -> None:
    async def scenario() -> None:
        await connected(feed)
        job = store.create("montage", options={})
        store.change(job.id, {"status": Status.RUNNING.value})
        emissions: list[float] = []
        feed.changed.connect(lambda _: emissions.append(asyncio.get_running_loop().time()))

        def flood() -> None:
            for n in range(400):
                store.change(job.id, {"progress": n / 400})

        await asyncio.to_thread(flood)
        await until(lambda: feed.book.records[job.id].progress == 399 / 400)
        await asyncio.sleep(0.1)
        gaps = [b - a for a, b in pairwise(emissions)]
        assert len(emissions) < 100
        assert min(gaps, default=1.0) > 0.025
        await feed.stop()

    run(scenario())


@pytest.mark.parametrize("workers", [0])
def test_the_state_carries_the_queue(run: Run, feed: JobFeed, workers: int) -> None:
    async def scenario() -> None:
        await connected(feed)
        assert (feed.state.where, feed.state.workers, feed.state.queued) == ("this computer", workers, 0)
        assert feed.state.version
        await feed.stop()

    run(scenario())
