"""RQ's dashboard: on this computer alone, behind a path that nobody can guess, with our serializer."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from montage_desktop import cli
from montage_desktop.jobs import host
from montage_desktop.jobs.children import role_command
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.server import EmbeddedServer

pytestmark = pytest.mark.timeout(60)


@pytest.fixture
def dashboard(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Its address."""
    monkeypatch.setenv("REDIS_URL", server.url)
    monkeypatch.setenv("MONTAGE_WORKERS", "0")
    process = subprocess.Popen(role_command("dashboard", "--json"), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield str(json.loads(process.stdout.readline())["url"])
    finally:
        process.terminate()
        assert process.wait(10) is not None
        process.stdout.close()


def got(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())


def test_it_shows_our_queues_and_tasks(dashboard: str, flow: Flow) -> None:
    assert dashboard.startswith("http://127.0.0.1:")
    record = flow.submit("analysis", {"files": ["clip.mp4"]})
    assert "rq" in got(dashboard).lower()
    queues = json.loads(got(dashboard + "0/data/queues.json"))["queues"]
    assert {q["name"]: q["count"] for q in queues}["montage-default"] == 1
    jobs = json.loads(got(dashboard + "0/data/jobs/montage-default/queued/8/asc/1.json"))["jobs"]
    assert record.id in json.dumps(jobs), "decoded as JSON, by name"
    task = json.loads(got(f"{dashboard}0/data/job/{jobs[0]['id']}.json"))
    assert task["origin"] == "montage-default" and record.id in task["description"]


def test_nobody_gets_in_without_its_address(dashboard: str) -> None:
    root = dashboard.rsplit("/", 2)[0]
    for path in ("/", "/rq-dashboard/", "/0/data/queues.json"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            got(root + path)
        assert refused.value.code == 404


class _Bomb:
    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (Path.touch, (Path("exploded"),))


def test_a_pickled_task_is_not_unpickled(dashboard: str, flow: Flow, tmp_path: Path) -> None:
    """Whoever can write to Redis must not run code in the dashboard either."""
    raw = flow.queues.raw
    now = "2026-01-01T00:00:00.000000Z"
    bomb = pickle.dumps(_Bomb())
    raw.hset("rq:job:bad", mapping={"data": bomb, "created_at": now, "origin": "montage-default", "status": "queued"})
    raw.rpush("rq:queue:montage-default", "bad")
    raw.sadd("rq:queues", "rq:queue:montage-default")
    for path in ("0/data/jobs/montage-default/queued/8/asc/1.json", "0/data/job/bad.json"):
        try:
            got(dashboard + path)
        except urllib.error.HTTPError as e:
            assert e.code == 500
    assert not Path("exploded").exists() and not (tmp_path / "exploded").exists()


def test_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "rq_dashboard", None)
    monkeypatch.setattr(host, "ensure_host", lambda: pytest.fail("nothing is started for it"))
    assert cli.main(["dashboard"]) == cli.USAGE
    assert "pip install rq-dashboard" in capsys.readouterr().err
