"""A real embedded server for the tests of jobs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from whole_jobs import family, write_click_song, write_clips

from montage_desktop.jobs import host
from montage_desktop.jobs.connection import Client, connect, connect_raw
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.service import JobService


@pytest.fixture
def server(home: Path) -> Iterator[EmbeddedServer]:
    """A running embedded server of this test alone."""
    embedded = EmbeddedServer(data=home / "server")
    embedded.start()
    yield embedded
    embedded.stop()


@pytest.fixture
def client(server: EmbeddedServer) -> Iterator[Client]:
    made = connect(server.url, name="test")
    yield made
    made.close()


@pytest.fixture
def flow(server: EmbeddedServer, client: Client) -> Iterator[Flow]:
    raw = connect_raw(server.url, name="test-rq")
    yield Flow(client, raw, ttl_s=3600)
    raw.close()


@pytest.fixture
def service(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[JobService]:
    """A host of this test alone, with two workers; at the end nothing of it is left running."""
    monkeypatch.setenv("MONTAGE_WORKERS", "2")
    opened = JobService.open()
    yield opened
    opened.close()
    host.stop_running()
    _gone, alive = psutil.wait_procs(family(home), timeout=10)
    for process in alive:
        process.kill()
    assert not alive, f"left running: {alive}"


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four clips of ten seconds."""
    return write_clips(tmp_path_factory.mktemp("clips"), count=4, frames=300)


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_click_song(tmp_path_factory.mktemp("song") / "söng's.wav", seconds=40)
