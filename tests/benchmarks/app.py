"""A timeline in; what rendering it through the command line, the host and its workers costs out."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from measuring import Cost, run

from montage_desktop.core import timeline as timelines
from montage_desktop.core.timeline import Timeline
from montage_desktop.jobs import host

_START_S = 30
#: The host of the present folders, once it was needed.
_servers: list[subprocess.Popen[bytes]] = []
PROGRAM = (sys.executable, "-m", "montage_desktop")


@contextlib.contextmanager
def own_folders(folder: Path, *, workers: int) -> Iterator[None]:
    """Nothing of this user's is touched, and no host is left."""
    before = dict(os.environ)
    for name in ("REDIS_URL", "REDIS_HOST"):
        os.environ.pop(name, None)
    places = {name: str(folder / name[4:7].lower()) for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")}
    for place in places.values():
        Path(place).mkdir(parents=True, exist_ok=True)
    os.environ |= {**places, "MONTAGE_WORKERS": str(workers)}
    outer = _servers[:]
    _servers.clear()
    try:
        yield
    finally:
        host.stop_running()
        for server in _servers:
            server.terminate()
            server.wait()
        _servers[:] = outer
        os.environ.clear()
        os.environ |= before


def host_process() -> psutil.Process:
    """The host, which is started if there is none; its server and workers are its children.

    It is one that never ends by itself, as one that a command starts would between measurements.
    """
    if not _servers:
        _servers.append(subprocess.Popen([*PROGRAM, "server"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    address, deadline = host.HostFiles.of(None).address, time.monotonic() + _START_S
    while not address.exists():
        if _servers[-1].poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the host did not start")
        time.sleep(0.05)
    return psutil.Process(json.loads(address.read_text())["pid"])


class App:
    """Renders with a warm host.

    Args:
        folder: for the films and the caches.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def render(
        self, timeline: Timeline, name: str, *, cache: str = "cache", keep_cache: bool = False, smart_cut: str = "off"
    ) -> tuple[Cost, dict[str, Any]]:
        """(cost, the job's result). Without ``keep_cache`` the render is cold.

        Raises:
            RuntimeError: it failed.
        """
        parts, document = self._folder / cache, self._folder / f"{name}.json"
        if not keep_cache:
            shutil.rmtree(parts, ignore_errors=True)
        timelines.save(timeline, document)
        options = ("--smart-cut", smart_cut, "--cache-dir", parts, "--overwrite", "--json")
        command = (*PROGRAM, "render", document, "--out", self.film(name), *options)
        cost, out = run(command, also=[host_process()])
        lines = [json.loads(text) for text in out.splitlines() if text.startswith("{")]
        return cost, next(told for told in reversed(lines) if told.get("event") == "result")

    def film(self, name: str) -> Path:
        """Where a film is."""
        return self._folder / f"{name}.mp4"
