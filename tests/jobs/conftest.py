"""A real embedded server for the tests of jobs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from montage_desktop.jobs.connection import Client, connect, connect_raw
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.server import EmbeddedServer


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
