"""Whoever can write to Redis must not get more out of workers than films: the list of threats in CONTRIBUTING."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from rq.job import Job
from rq.serializers import JSONSerializer
from whole_jobs import family, finished, request, wait, write_click_song, write_clips
from worker_hosts import WorkerHosts, await_that

from montage_desktop.core.errors import InputError
from montage_desktop.core.time import seconds
from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.connection import Endpoint
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.janitor import Janitor
from montage_desktop.jobs.queues import RUN_PART, RUN_RENDER
from montage_desktop.jobs.registry import WorkerRegistry
from montage_desktop.jobs.requests import LARGEST_OPTIONS_BYTES, RenderRequest, check_options
from montage_desktop.jobs.roots import ROOTS_ENV, paths_in, require_inside, roots
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import TIMELINE

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def hosts(server: EmbeddedServer, flow: Flow, home: Path, tmp_path: Path) -> Iterator[WorkerHosts]:
    made = WorkerHosts(server, WorkerRegistry(flow.client), tmp_path / "hosts.log")
    yield made
    made.end()
    _gone, left = psutil.wait_procs([p for p in family(home) if p.pid != server.pid], timeout=10)
    for process in left:
        process.kill()
    assert not left


@pytest.fixture
def service(server: EmbeddedServer) -> Iterator[JobService]:
    made = JobService(Endpoint(server.url, embedded=False))
    yield made
    made.close()


def workers_of(pid: int) -> set[int]:
    alive = [p for p in psutil.Process(pid).children() if p.status() != psutil.STATUS_ZOMBIE]
    return {p.pid for p in alive if "--child" in p.cmdline()}


# Crafted jobs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "options", "code"),
    [
        ("montage", {"clips": "a.mp4", "music": "s.wav"}, "document.invalid"),
        ("montage", {"clips": [1], "music": "s.wav"}, "document.invalid"),
        ("montage", {"clips": ["a.mp4"], "music": "s.wav", "encoder": "; rm -rf /"}, "document.invalid"),
        ("montage", {"clips": ["a.mp4"], "music": "s.wav", "tags": ["a b"]}, "request.tags"),
        ("render", {"out": 7}, "document.invalid"),
        ("render", {"out": "a.mp4", "cache_gb": "much"}, "document.invalid"),
        ("analysis", {}, "document.invalid"),
        ("analysis", {"files": {"a": "b"}}, "document.invalid"),
        ("proxy", {"files": [None]}, "document.invalid"),
        ("transcription", {"video": ["x"]}, "document.invalid"),
        ("transcript", {"video": "v", "transcript": None}, "document.invalid"),
        ("analysis", {"files": ["x" * 1000] * (LARGEST_OPTIONS_BYTES // 1000)}, "request.size"),
    ],
)
def test_crafted_options_are_refused(kind: str, options: dict[str, object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        check_options(kind, options)
    assert caught.value.code == code


def test_workers_outlive_crafted_jobs(
    hosts: WorkerHosts, service: JobService, flow: Flow, tmp_path: Path, home: Path
) -> None:
    """Past all checks of clients, straight into Redis; then an honest job is done by the same worker."""
    host = hosts.start()
    children = workers_of(host.pid)
    crafted = [flow.store.create(k, options=o).id for k, o in (
        ("render", {"out": ["a"], "tags": 5}), ("analysis", {"files": 7}), ("transcript", {}), ("nonsense", {}),
        ("transcript", {"video": 7, "transcript": [], "edits": None}),
        ("montage", {"clips": ["x"], "music": {"a": []}, "tags": [[]], "style": 7}),
    )]  # fmt: skip
    for job_id in crafted:
        flow.advance(job_id)
    damaged = flow.submit("analysis", {"files": ["x"]}, job_id="damaged00").id
    wait(service, damaged)
    for name, fields in {
        "badkind": {"kind": "x", "status": "exploding"},
        "badjson": {"kind": "render", "options": "["},
    }.items():
        flow.client.hset(f"job:{name}", mapping=fields)
        flow.client.zadd(TIMELINE, {name: 1.0})
    flow.client.hset("job:badspecs", mapping={"kind": "analysis", "status": "running"})
    flow.client.hset("job:badspecs:stages", "preparing", "1")
    flow.client.hset("job:badspecs:states", mapping={"preparing-entry": "done"})
    flow.client.zadd(TIMELINE, {"badspecs": 2.0})
    queue = flow.queues.all()[0]
    shapes = [
        queue.enqueue(RUN_RENDER, args=("w1", ["not", "options"])),
        queue.enqueue(RUN_PART, args=("none", "no-part")),
    ]
    bomb = Job.create(RUN_PART, args=("x", "y"), connection=flow.queues.raw, id="bomb", serializer=JSONSerializer)
    bomb.origin = queue.name
    bomb.save()
    flow.queues.raw.hset("rq:job:bomb", "data", zlib.compress(b'["' + b" " * (400 << 20) + b'"]', 9))
    flow.queues.raw.rpush(queue.key, "bomb")
    for job_id in crafted:
        record = wait(service, job_id, seconds=20)
        assert record.status is Status.FAILED, job_id
        assert record.error["code"] in ("document.invalid", "job.kind"), record.error
    await_that(lambda: service.get("badspecs").status is Status.FAILED)
    await_that(lambda: bomb.get_status(refresh=True) == "failed")
    assert shapes[0].get_status(refresh=True) in ("finished", "failed")
    song = write_click_song(tmp_path / "song.wav", seconds=4)
    finished(service, service.submit_analysis([str(song)]).id)
    assert workers_of(host.pid) == children, "a worker has died"
    most = max(psutil.Process(pid).memory_info().rss for pid in children)
    assert most < 400 << 20, "it has unpacked the bomb"
    assert {"badkind", "badjson"}.isdisjoint(r.id for r in service.history())


def test_a_damaged_job_does_not_keep_the_janitor_from_the_others(flow: Flow, home: Path) -> None:
    bad, good = (flow.submit("analysis", {"files": ["x"]}).id for _ in range(2))
    flow.client.hset(f"job:{bad}:states", "preparing-entry", "exploded")
    flow.queues.remove(flow.client.hget(f"job:{good}:rq", "preparing-entry"))
    Janitor(flow, Archive(home / "h.sqlite3")).sweep()
    assert flow.store.get(bad).error["code"] == "job.damaged"
    assert flow.queues.counts()["queued"] >= 1
    assert not flow.store.get(good).is_over


# Paths ------------------------------------------------------------------------------------------------------------


def test_paths_that_lead_out_of_the_roots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, other = tmp_path / "in", tmp_path / "in-not"
    for folder in (inside, other):
        folder.mkdir()
    (inside / "link.mp4").symlink_to(other / "secret.mp4")
    (inside / "folder").symlink_to(other)
    (inside / "back").symlink_to(inside)
    monkeypatch.setenv(ROOTS_ENV, str(inside))
    allowed = roots()
    for good in ("a.mp4", "sub/new.mp4", "back/a.mp4", "sub/../a.mp4", "..in.mp4"):
        require_inside([str(inside / good)], allowed)
    for bad in ("../in-not/a.mp4", "link.mp4", "folder/a.mp4", "back/../../x", "/etc/passwd", "sub/../../in-not/a"):
        with pytest.raises(InputError) as caught:
            require_inside([str(inside / bad)], allowed)
        assert caught.value.code == "path.outside"
    require_inside(["/etc/passwd"], roots({}))
    named = paths_in({
        "clips": ["c"], "music": {"source": "m"}, "out": "o", "plan": "p", "srt": "s", "video": "v", "transcript": "t",
        "cache_dir": "d", "files": ["f", {"path": "g"}], "style": "../x.json", "title": "no",
    })  # fmt: skip
    assert sorted(named) == sorted([*"cmopsvtdfg", "../x.json"])
    assert list(paths_in({"style": "dynamic"})) == []


def test_a_worker_with_roots_refuses_what_is_outside(hosts: WorkerHosts, service: JobService, tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    clips = write_clips(inside, count=1, frames=90)
    song = write_click_song(inside / "song.wav", seconds=6)
    secret = write_clips(tmp_path, count=1, frames=90)[0]
    linked = inside / "linked.mp4"
    linked.symlink_to(secret)
    hosts.start("--roots", str(inside))
    wanted = {"duration_s": seconds(2)}
    jobs = [
        service.submit_montage(request([secret], song, inside / "a.mp4", **wanted)),
        service.submit_montage(request([linked], song, inside / "b.mp4", **wanted)),
        service.submit_montage(request(clips, song, tmp_path / "c.mp4", **wanted)),
        service.submit_montage(request(clips, song, inside / ".." / "d.mp4", **wanted)),
        service.submit_analysis([str(linked)]),
    ]
    clip = Clip(id="c", start=0, frames=25, source=str(secret), source_in=seconds(0))
    film = Timeline(rate=seconds(25), size=(160, 90), frames=25, video=[clip])
    jobs.append(service.submit_render(film, RenderRequest(out=str(inside / "e.mp4"), profile="preview")))
    for job in jobs:
        record = wait(service, job.id)
        assert (record.status, record.error["code"]) == (Status.FAILED, "path.outside"), record.options
        await_that(lambda: any("outside" in text for _, text in service.flow.store.logs(job.id)))  # noqa: B023
    assert sorted(p.name for p in tmp_path.glob("*.mp4")) == [secret.name]
    good = service.submit_montage(request(clips, song, inside / "good.mp4", **wanted))
    finished(service, good.id)


def test_the_priority_of_a_crafted_task_is_only_a_queue(flow: Flow) -> None:
    """Members of the set of needs are parts of names, whatever they are."""
    flow.client.sadd("montage:needs", "+gpu!a", "', 0) os.exit()", "\\x00", "!" * 50, "+" * 50)
    names = [q.name for q in flow.queues.listened({"gpu"}, "b.2")]
    assert "montage-high+gpu!a" in names and "montage-high" in names
    job = flow.submit("analysis", {"files": ["x"]})
    flow.order.set_priority([job.id], Priority.HIGH)
    flow.queues.forget_needs()
    assert json.dumps(flow.queues.counts()) == '{"queued": 1, "started": 0}'
