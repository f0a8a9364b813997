"""Worker hosts of a farm: real processes that tell of themselves, do what is wanted of them, and may die."""

from __future__ import annotations

import json
import signal
import stat
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psutil
import pytest
from whole_jobs import family, finished, of_role, request, wait, write_click_song, write_clips
from worker_hosts import WorkerHosts, await_that

from montage_desktop import cli
from montage_desktop.core.errors import InputError
from montage_desktop.core.time import seconds
from montage_desktop.jobs import host
from montage_desktop.jobs.connection import Client, Endpoint
from montage_desktop.jobs.needs import NEEDS, check_tags, parse_tags
from montage_desktop.jobs.probe import PROBE, leave_probe
from montage_desktop.jobs.pulse import part_name
from montage_desktop.jobs.registry import FARM_BUILD, WORKERS, Wish, WorkerRegistry, WorkerState
from montage_desktop.jobs.runs import RunBook, RunEnd, read_runs
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.sleep_hours import SleepHours, parse_sleep_hours
from montage_desktop.jobs.states import PartState, Status
from montage_desktop.media.ffmpeg import find_ffmpeg

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def registry(client: Client) -> WorkerRegistry:
    return WorkerRegistry(client)


@pytest.fixture
def hosts(server: EmbeddedServer, registry: WorkerRegistry, home: Path, tmp_path: Path) -> Iterator[WorkerHosts]:
    made = WorkerHosts(server, registry, tmp_path / "hosts.log")
    yield made
    made.end()
    own = {server.pid}
    _gone, alive = psutil.wait_procs([p for p in family(home) if p.pid not in own], timeout=10)
    for process in alive:
        process.kill()
    assert not alive, f"left running: {alive}"


@pytest.fixture
def farm(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[JobService]:
    """An editor's side of the server, without workers of its own."""
    monkeypatch.setenv("REDIS_URL", server.url)
    monkeypatch.setenv("MONTAGE_WORKERS", "0")
    opened = JobService(Endpoint(server.url, embedded=False))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def tune(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_click_song(tmp_path_factory.mktemp("tune") / "tune.wav", seconds=8)


def other_ffmpeg(folder: Path) -> str:
    """A program that is the same FFmpeg but says that it is another build."""
    path = folder / "other-ffmpeg"
    real = find_ffmpeg().path
    path.write_text(
        f'#!/bin/sh\nif [ "$*" = "-version" ]; then echo "ffmpeg version 8.8-other"; exit 0; fi\nexec "{real}" "$@"\n'
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def state_of(registry: WorkerRegistry, name: str) -> str:
    return next((e.state.value for e in registry.list() if e.name == name), "gone")


def runs_of(service: JobService, job_id: str) -> list[tuple[str, str, RunEnd | None]]:
    book = RunBook(job_id)
    book.take(read_runs(service.client, {job_id: ""}).get(job_id, []))
    return [(r.part, r.worker, r.end) for r in book.runs]


# What it tells ----------------------------------------------------------------------------------------------------


def test_a_worker_host_tells_of_itself_and_says_goodbye(
    hosts: WorkerHosts, registry: WorkerRegistry, client: Client, farm: JobService, tune: Path
) -> None:
    entry = hosts.start("--concurrency", "2", "--tags", "Gpu, big", "--queues", "high,default")
    assert entry.name == f"{entry.host}.{entry.pid}" and entry.user and entry.version
    assert (entry.build, entry.ffmpeg) == (find_ffmpeg().build, find_ffmpeg().version)
    assert (entry.tags, entry.queues, entry.concurrency) == (["big", "gpu"], ["high", "default"], 2)
    assert entry.cores >= 1 and entry.free_bytes > 1 << 20
    assert abs(entry.seen_at - time.time()) < 10
    await_that(lambda: registry.find(entry.name).running == 2)
    assert client.get(FARM_BUILD) == entry.build
    assert 0 < client.pttl(f"montage:worker:{entry.name}") <= 15_000
    first = registry.find(entry.name).seen_at
    await_that(lambda: registry.find(entry.name).seen_at > first, within_s=5)
    await_that(lambda: farm.status()["workers"] == 2)
    finished(farm, farm.submit_analysis([str(tune)]).id)
    process = hosts.process(entry)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert registry.list() == [] and client.zcard(WORKERS) == 0
    assert client.get(FARM_BUILD) is None, "the next one may bring another FFmpeg at once"


def test_what_it_works_on_is_told(
    hosts: WorkerHosts, registry: WorkerRegistry, farm: JobService, tune: Path, tmp_path: Path
) -> None:
    entry = hosts.start("--concurrency", "1")
    clips = write_clips(tmp_path, count=2, frames=200)
    job = farm.submit_montage(request(clips, tune, tmp_path / "film.mp4", duration_s=seconds(6), profile="standard"))
    await_that(lambda: state_of(registry, entry.name) == "working", within_s=30)
    seen: set[str] = set()
    await_that(lambda: seen.update(registry.find(entry.name).works_on) or farm.get(job.id).is_over, within_s=60)
    assert seen and all(w.startswith(f"{job.id}/") for w in seen)
    assert {w.partition("/")[2] for w in seen} <= set(farm.flow.board.states(job.id))
    await_that(lambda: registry.find(entry.name).state is WorkerState.IDLE)
    assert registry.find(entry.name).works_on == []
    assert [part_name(t) for t in ("j1-rendering-chunk0-ab12", "by-hand")] == [
        "j1/rendering-chunk0",
        "by-hand",
    ]


# What is wanted of it ---------------------------------------------------------------------------------------------


def test_pause_ends_workers_after_their_parts_and_resume_starts_them(
    hosts: WorkerHosts, registry: WorkerRegistry, farm: JobService, tune: Path, tmp_path: Path, home: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    entry = hosts.start("--concurrency", "2")
    clips = write_clips(tmp_path, count=2, frames=300)
    job = farm.submit_montage(request(clips, tune, tmp_path / "film.mp4", duration_s=seconds(8), profile="standard"))
    wait(farm, job.id, lambda r: r.phase == "rendering" and r.parts.get("running", 0) > 0)
    assert cli.main(["workers", "pause", entry.name[:-1], "--json"]) == cli.OK
    told = json.loads(capsys.readouterr().out)
    assert (told["worker"], told["heard"], told["state"]) == (entry.name, True, "paused")
    await_that(lambda: registry.find(entry.name).running == 0, within_s=40)
    assert PartState.RUNNING not in farm.flow.board.states(job.id).values()
    assert set(farm.flow.board.attempts(job.id).values()) == {1}, "no part was broken off"
    assert {end for _, _, end in runs_of(farm, job.id)} <= {RunEnd.DONE, RunEnd.CACHED}
    assert not farm.get(job.id).is_over
    registry.wish(entry.name, Wish.RESUME)
    finished(farm, job.id, seconds=60)
    assert state_of(registry, entry.name) in ("idle", "working")


def test_drain_and_shutdown_end_it(
    hosts: WorkerHosts, registry: WorkerRegistry, farm: JobService, capsys: pytest.CaptureFixture[str]
) -> None:
    for wish in ("drain", "shutdown"):
        entry = hosts.start()
        assert cli.main(["workers", wish, entry.name, "--json"]) == cli.OK
        assert hosts.process(entry).wait(20) == 0
        assert state_of(registry, entry.name) == "gone"
    capsys.readouterr()
    assert cli.main(["workers", "pause", "nobody"]) == cli.USAGE
    assert cli.main(["workers", "pause"]) == cli.USAGE
    assert cli.main(["workers", "--json"]) == cli.OK
    assert capsys.readouterr().out == ""


def test_a_second_signal_ends_it_at_once_and_the_part_is_taken_up(
    hosts: WorkerHosts, registry: WorkerRegistry, farm: JobService, tune: Path, tmp_path: Path, home: Path
) -> None:
    entry = hosts.start("--concurrency", "1")
    clips = write_clips(tmp_path, count=2, frames=300)
    job = farm.submit_montage(request(clips, tune, tmp_path / "film.mp4", duration_s=seconds(8), profile="master"))
    wait(farm, job.id, lambda r: r.phase == "rendering" and r.parts.get("running", 0) > 0)
    process = hosts.process(entry)
    process.send_signal(signal.SIGTERM)
    await_that(lambda: state_of(registry, entry.name) == "draining")
    process.send_signal(signal.SIGTERM)
    assert process.wait(5) == 0
    await_that(lambda: not of_role(home, "ffmpeg"), within_s=2)
    hosts.start("--concurrency", "2")
    finished(farm, job.id, seconds=90)


def test_wishes_that_make_no_sense_do_no_harm(hosts: WorkerHosts, registry: WorkerRegistry, client: Client) -> None:
    entry = hosts.start()
    for text in ("{", "[]", '{"id": 1}', '{"id": "x", "wish": "os.system"}', "null", "7"):
        client.set(f"montage:worker:{entry.name}:wish", text)
        await_that(lambda: not client.exists(f"montage:worker:{entry.name}:wish"), within_s=6)
    assert registry.find(entry.name).state is WorkerState.IDLE
    client.hset(f"montage:worker:{entry.name}", mapping={"cores": "many", "tags": "{", "new": "field"})
    assert registry.find(entry.name).name == entry.name


def test_the_editors_own_workers_are_listed_and_only_pause(
    service: JobService, home: Path, clips: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    await_that(lambda: [e.state.value for e in service.workers.list()] == ["idle"])
    (entry,) = service.workers.list()
    await_that(lambda: len(of_role(home, "worker")) == 2)
    assert cli.main(["workers"]) == cli.OK
    assert entry.name in capsys.readouterr().out
    for wish in ("drain", "shutdown", "pause"):
        assert cli.main(["workers", wish, entry.name, "--json"]) == cli.OK
        assert json.loads(capsys.readouterr().out)["state"] == "paused"
        await_that(lambda: not of_role(home, "worker"))
    job = service.submit_analysis([str(clips[0])])
    assert cli.main(["workers", "resume", entry.name]) == cli.OK
    finished(service, job.id)
    assert host.stop_running()


# Death ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_dead_worker_host_is_noticed_within_twenty_seconds(
    hosts: WorkerHosts, registry: WorkerRegistry, farm: JobService, tune: Path, tmp_path: Path
) -> None:
    """Its entry ends, and the part that it had is begun by another, without anybody saying that it has died."""
    first = hosts.start("--concurrency", "1")
    clips = write_clips(tmp_path, count=3, frames=300)
    job = farm.submit_montage(request(clips, tune, tmp_path / "film.mp4", duration_s=seconds(8), profile="standard"))
    wait(farm, job.id, lambda r: r.phase == "rendering" and r.parts.get("running", 0) > 0)
    own = [f"{first.host}.{p.pid}" for p in psutil.Process(first.pid).children()]
    hosts.start("--concurrency", "1", state="working")
    lost: list[str] = []
    await_that(lambda: lost.extend(p for p, w, end in runs_of(farm, job.id) if end is None and w in own) or lost)
    process = hosts.process(first)
    process.send_signal(signal.SIGKILL)
    process.wait()
    killed = time.monotonic()
    part = lost[-1]
    await_that(lambda: farm.flow.board.attempts(job.id)[part] > 1, within_s=20, why=lambda: runs_of(farm, job.id))
    await_that(lambda: state_of(registry, first.name) == "gone", within_s=20)
    assert time.monotonic() - killed < 20
    finished(farm, job.id, seconds=90)
    ends = [end for p, _, end in runs_of(farm, job.id) if p == part]
    assert ends[0] is RunEnd.LOST and ends[-1] in (RunEnd.DONE, RunEnd.CACHED)


# FFmpeg -----------------------------------------------------------------------------------------------------------


def test_another_ffmpeg_is_refused_until_the_others_have_gone(
    hosts: WorkerHosts, registry: WorkerRegistry, client: Client, farm: JobService, tune: Path, tmp_path: Path
) -> None:
    first = hosts.start()
    second = hosts.start("--concurrency", "2", env={"FFMPEG": other_ffmpeg(tmp_path)}, state="refused")
    assert "8.8-other" in second.reason and second.running == 0
    assert second.build != first.build and client.get(FARM_BUILD) == first.build
    registry.wish(first.name, Wish.PAUSE)
    await_that(lambda: registry.find(first.name).running == 0)
    job = farm.submit_analysis([str(tune)])
    time.sleep(3)  # longer than heartbeats and the look of idle workers: nothing must happen
    assert farm.get(job.id).status is Status.QUEUED, "a paused one still counts; the refused one takes nothing"
    assert registry.find(second.name).state is WorkerState.REFUSED
    hosts.process(first).send_signal(signal.SIGKILL)
    took_s = await_that(lambda: state_of(registry, second.name) in ("idle", "working"), within_s=20)
    assert took_s > 5, "it was not gone before its time"
    finished(farm, job.id)
    assert client.get(FARM_BUILD) == second.build
    late = hosts.start(state="refused")
    assert late.build == first.build


# Tags -------------------------------------------------------------------------------------------------------------


def test_a_job_waits_for_a_worker_with_its_tags_and_says_so(
    hosts: WorkerHosts, registry: WorkerRegistry, client: Client, farm: JobService, tune: Path, tmp_path: Path
) -> None:
    hosts.start("--tags", "big")
    clips = write_clips(tmp_path, count=1, frames=120)
    wanted = request(clips, tune, tmp_path / "film.mp4", duration_s=seconds(2), tags=["gpu", "big"])
    job = farm.submit_montage(wanted)
    (note,) = farm.get(job.id).notes
    assert "big, gpu" in note
    task = client.hget(f"job:{job.id}:rq", "preparing-entry")
    other = farm.submit_analysis([str(tune)])
    finished(farm, other.id)
    commands = int(client.info("commandstats")["cmdstat_blpop"]["calls"])
    begun = time.monotonic()
    time.sleep(5)
    spent = int(client.info("commandstats")["cmdstat_blpop"]["calls"]) - commands
    assert spent <= 2 + (time.monotonic() - begun) / 3 * 2, "idle workers spin"
    assert farm.get(job.id).status is Status.QUEUED
    assert client.hget(f"job:{job.id}:rq", "preparing-entry") == task, "nobody takes it and puts it back"
    assert client.lrange("rq:queue:montage-default+big+gpu", 0, -1) == [task]
    assert farm.get(job.id).notes == [note], "said once"
    able = hosts.start("--tags", "gpu,big,fast")
    done = finished(farm, job.id)
    assert done.notes == [] or note not in done.notes
    names = {w for _, w, _ in runs_of(farm, job.id)}
    assert names <= {f"{able.host}.{p.pid}" for p in psutil.Process(able.pid).children()}
    assert client.smembers(NEEDS) == {"+big+gpu"}


def test_tags_are_checked() -> None:
    assert parse_tags(" Gpu,big , gpu,") == ["big", "gpu"]
    for bad in ("a b", "gpu!x", "a+b", "-", "ü", "x" * 40):
        with pytest.raises(InputError) as caught:
            parse_tags(bad)
        assert caught.value.code == "request.tags"
    with pytest.raises(InputError):
        check_tags([f"t{n}" for n in range(9)])


# Sleep ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "asleep", "awake"),
    [
        ("08:00-18:00", ["08:00", "12:30", "17:59"], ["07:59", "18:00", "00:00"]),
        ("22:30-06:15", ["22:30", "23:59", "00:00", "06:14"], ["06:15", "12:00", "22:29"]),
    ],
)
def test_sleep_hours(text: str, asleep: list[str], awake: list[str]) -> None:
    hours = parse_sleep_hours(text)
    assert hours is not None and str(hours) == text
    for moments, expected in ((asleep, True), (awake, False)):
        for moment in moments:
            assert hours.hold(datetime.fromisoformat(f"2026-03-29T{moment}:30")) is expected, moment


def test_sleep_hours_that_are_none() -> None:
    assert parse_sleep_hours("") is None
    for bad in ("8-18", "08:00", "24:00-06:00", "08:60-09:00", "08:00-08:00", "x"):
        with pytest.raises(InputError) as caught:
            parse_sleep_hours(bad)
        assert caught.value.code == "settings.sleep"


def test_it_sleeps_until_it_is_woken(
    hosts: WorkerHosts, registry: WorkerRegistry, farm: JobService, tune: Path
) -> None:
    now = datetime.now()
    begin = (60 * now.hour + now.minute - 60) % 1440
    entry = hosts.start("--sleep", str(SleepHours(begin, (begin + 120) % 1440)), state="asleep")
    assert entry.running == 0 and entry.sleep
    job = farm.submit_analysis([str(tune)])
    registry.wish(entry.name, Wish.RESUME)
    finished(farm, job.id)
    registry.wish(entry.name, Wish.PAUSE)
    await_that(lambda: state_of(registry, entry.name) == "paused")


# The check --------------------------------------------------------------------------------------------------------


def check(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, dict[str, object]]]:
    code = cli.main(["worker", "--check", "--json"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return code, {str(r["name"]): r for r in rows}


def test_the_check_of_a_worker(
    farm: JobService, client: Client, hosts: WorkerHosts, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    code, told = check(capsys)
    assert code == cli.OK and all(f["ok"] for f in told.values())
    assert set(told) == {"Redis", "Farm", "FFmpeg", "Hardware encoders", "Speed", "Disk"}
    assert int(str(told["Speed"]["text"]).split()[0]) > 0
    assert cli.main(["workers", "probe", str(tmp_path), "--json"]) == cli.OK
    probe = Path(json.loads(capsys.readouterr().out)["path"])
    assert probe.parent == tmp_path and check(capsys)[1]["Footage"]["ok"]
    probe.write_text("somebody else's")
    code, told = check(capsys)
    assert (code, told["Footage"]["code"]) == (cli.FAILED, "farm.paths")
    probe.unlink()
    assert check(capsys)[0] == cli.FAILED
    client.hset(PROBE, mapping={"path": "/etc/hostname", "token": "x"})
    assert "Footage" not in check(capsys)[1], "only a probe's own name is looked at"
    again = leave_probe(client, tmp_path)
    assert cli.main(["workers", "probe"]) == cli.OK
    assert not again.exists() and not client.exists(PROBE)
    hosts.start()
    monkeypatch.setenv("FFMPEG", other_ffmpeg(tmp_path))
    code, told = check(capsys)
    assert (code, told["Farm"]["code"]) == (cli.FAILED, "farm.build")
    monkeypatch.setenv("FFMPEG", str(tmp_path / "none"))
    code, told = check(capsys)
    assert (code, told["FFmpeg"]["code"]) == (cli.FAILED, "ffmpeg.missing")
    client.config_set("appendonly", "no")
    assert check(capsys)[1]["Redis durability"]["code"] == "redis.aof"


def test_the_check_where_no_server_answers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    code, told = check(capsys)
    assert (code, told["Redis"]["code"]) == (cli.FAILED, "redis.unavailable")
    assert cli.main(["worker", "--check", "--redis", "nonsense://x"]) == cli.FAILED
    assert "must begin with" in capsys.readouterr().out
