"""The files for a farm in containers, without an engine: what they name is there, and their commands make a film."""

from __future__ import annotations

import os
import re
import secrets
import shlex
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import psutil
import pytest
import yaml
from footage_corpus import numbered_video

from montage_desktop.core import documents
from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.jobs.connection import connect, connect_raw
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.server import find_server_binary
from montage_desktop.jobs.states import Status

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "packaging" / "worker"
COMPOSE: dict[str, Any] = yaml.safe_load((FILES / "compose.yaml").read_text())
DOCKERFILE = (FILES / "Dockerfile").read_text()
_VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")

pytestmark = pytest.mark.timeout(180)


def filled(text: str, env: dict[str, str]) -> str:
    """A value of the compose file with its variables, as compose fills them in."""

    def value(match: re.Match[str]) -> str:
        name, kind, other = match.groups()
        found = env.get(name, "")
        assert found or kind != "?", other
        return found or (other if kind == "-" else "")

    return _VARIABLE.sub(value, str(text))


def test_what_the_image_copies_is_there_and_it_runs_without_rights() -> None:
    copied = [shlex.split(line)[1:-1] for line in re.findall(r"^COPY (?!--from).*$", DOCKERFILE, re.MULTILINE)]
    assert copied and all((ROOT / name).exists() for names in copied for name in names)
    assert re.search(r"^USER [1-9]\d*$", DOCKERFILE, re.MULTILINE)
    versions = set(re.findall(r"^FROM python:([\d.]+)-", DOCKERFILE, re.MULTILINE))
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert len(versions) == 1 and wanted == f">={versions.pop()}"
    assert not re.search(r"(?i)password|secret|token", DOCKERFILE)


def test_a_worker_needs_nothing_of_the_window() -> None:
    lines = subprocess.run([sys.executable, FILES / "requirements.py"], capture_output=True, text=True, check=True)
    named = lines.stdout.lower()
    assert "redis" in named and "rq>" in named and "av>" in named
    assert "pyside" not in named and "qasync" not in named and "lucide" not in named
    script = (
        "import sys; sys.modules.update(dict.fromkeys(('PySide6', 'qasync', 'lucide')))\n"
        "from montage_desktop.jobs import tasks, worker; tasks.preload()"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_farm_keeps_jobs_and_tells_nobody_its_password() -> None:
    redis = COMPOSE["services"]["redis"]
    command = " ".join(redis["command"])
    assert "--appendonly yes" in command and "--maxmemory-policy noeviction" in command and "--requirepass" in command
    assert redis["ports"] == ["${REDIS_BIND:-127.0.0.1}:6379:6379"]
    assert redis["healthcheck"]["test"][0] == "CMD"
    worker = COMPOSE["services"]["worker"]
    assert worker["depends_on"]["redis"]["condition"] == "service_healthy"
    assert all(v in COMPOSE["volumes"] for v in ("redis", "cache"))
    for service in COMPOSE["services"].values():
        for name, value in service["environment"].items():
            assert "PASSWORD" not in name or value.startswith("${"), "a password is only ever a variable"


@pytest.fixture
def farm(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[dict[str, str], Path]]:
    """Both services, started by their own commands; gives the worker's environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {"REDIS_PASSWORD": secrets.token_urlsafe(8), "FOOTAGE": str(tmp_path), "CONCURRENCY": "1"}
    name, *arguments = [filled(a, env) for a in COMPOSE["services"]["redis"]["command"]]
    assert name == "valkey-server"
    data = tmp_path / "redis"
    data.mkdir()
    own = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(data)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([str(find_server_binary()), *arguments, *own], **quiet)  # type: ignore[call-overload]
    service = COMPOSE["services"]["worker"]
    settings = {k: filled(v, env) for k, v in service["environment"].items()}
    settings |= {"REDIS_HOST": "127.0.0.1", "REDIS_PORT": str(port), "MONTAGE_PATHS": f"footage={tmp_path}"}
    entry = re.search(r"^ENTRYPOINT \[(.*)\]$", DOCKERFILE, re.MULTILINE)
    assert entry is not None
    words = [w.strip('" ') for w in entry[1].split(",")]
    assert words[0].endswith("/montage-desktop")
    options = [filled(w, env) for w in service["command"]]
    worker = subprocess.Popen(
        [sys.executable, "-m", "montage_desktop", *words[1:], *options], env={**os.environ, **settings}, **quiet
    )  # type: ignore[call-overload]
    try:
        yield settings, tmp_path
    finally:
        for process in (worker, server):
            tree = [process, *psutil.Process(process.pid).children(recursive=True)] if process.poll() is None else []
            process.terminate()
            process.wait(30)
            psutil.wait_procs([p for p in tree if isinstance(p, psutil.Process)], timeout=10)


def test_their_own_commands_make_a_film(farm: tuple[dict[str, str], Path]) -> None:
    settings, folder = farm
    clip = numbered_video(folder / "clip 0.mp4", frames=60, rate="30", size=(160, 90), source=0)
    film = Timeline(Fraction(30), (160, 90), 30, video=[Clip("c", 0, 30, str(clip), Fraction(0))])
    url = f"redis://:{settings['REDIS_PASSWORD']}@127.0.0.1:{settings['REDIS_PORT']}/0"
    client, raw = connect(url, name="test"), connect_raw(url, name="test-rq")
    flow = Flow(client, raw, ttl_s=600)
    out = folder / "film.mp4"
    record = flow.store.create("render", options={"out": str(out), "profile": "preview"})
    flow.store.put_document(record.id, "timeline", documents.encode(film))
    flow.advance(record.id)
    deadline = time.monotonic() + 90
    while not flow.store.get(record.id).is_over:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    done = flow.store.get(record.id)
    client.close()
    raw.close()
    assert done.status is Status.FINISHED, done.error
    assert out.stat().st_size > 1000
