"""The host: one background process per user that keeps the embedded server, the workers and the janitor going.

Its workers are a worker host like any other (see `crew`), but that to drain and to shut down only pause them.

Editors and headless commands find it through a file in the private runtime folder, or start it. It ends by itself
when no client is connected and no job is left to do; everything it started dies with it, however it ends.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import filelock
import redis

from montage_desktop.core import documents, paths
from montage_desktop.core.errors import InputError, MontageError, TransientError
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.children import role_command
from montage_desktop.jobs.connection import Client, Endpoint, connect, connect_raw, ping
from montage_desktop.jobs.crew import Crew, CrewPlan
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.janitor import Janitor
from montage_desktop.jobs.machine import cores
from montage_desktop.jobs.needs import parse_tags
from montage_desktop.jobs.passwords import found_endpoint
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.jobs.shared_archive import Courier, SharedArchive
from montage_desktop.jobs.store import DEFAULT_TTL_S
from montage_desktop.media.render.temporary import sweep

log = logging.getLogger(__name__)

IDLE_EXIT_S = 15.0
STOP_KEY = "montage:host:stop"
CLIENT_PREFIX = "montage-client"
_TICK_S = 0.5
_SWEEP_S = 2.0
_START_TIMEOUT_S = 25.0


def worker_count(env: Mapping[str, str] = os.environ) -> int:
    """Local workers: ``MONTAGE_WORKERS``, else one per core that this process may use (at most 16).

    Raises:
        InputError: the variable is not a number from 0 to 64.
    """
    text = env.get("MONTAGE_WORKERS", "").strip()
    if not text:
        return max(1, min(16, cores()))
    if not text.isdigit() or int(text) > 64:
        raise InputError("settings.workers", f"MONTAGE_WORKERS must be a number from 0 to 64, not {text!r}.")
    return int(text)


def job_ttl_s(env: Mapping[str, str] = os.environ) -> int:
    """How long finished jobs stay in Redis: ``JOB_TTL`` seconds, a day by default."""
    text = env.get("JOB_TTL", "").strip()
    return int(text) if text.isdigit() and int(text) > 0 else DEFAULT_TTL_S


@dataclass(frozen=True)
class HostFiles:
    """Lock, address and log of the host for one Redis."""

    lock: Path
    address: Path
    log: Path

    @classmethod
    def of(cls, endpoint: Endpoint | None) -> HostFiles:
        tag = hashlib.sha256(endpoint.url.encode()).hexdigest()[:10] if endpoint else "local"
        folder = paths.runtime_dir()
        return cls(folder / f"host-{tag}.lock", folder / f"host-{tag}.json", paths.data_dir() / f"host-{tag}.log")


class Host:
    """The supervising process. Main thread only (children die with the thread that started them)."""

    def __init__(self, *, idle_exit_s: float | None, workers: int) -> None:
        self._idle_exit_s = idle_exit_s
        self._plan = CrewPlan(workers, tags=tuple(parse_tags(os.environ.get("MONTAGE_TAGS", ""))))
        self._endpoint = found_endpoint()
        self._files = HostFiles.of(self._endpoint)
        self._server = None if self._endpoint else EmbeddedServer()
        self._crew: Crew | None = None
        self._stopping = False
        self._last_needed = time.monotonic()
        self._janitor: Janitor | None = None
        self._courier: Courier | None = None
        self._client: Client | None = None
        self._restarts: list[float] = []

    @property
    def url(self) -> str:
        return self._server.url if self._server else self._endpoint.url  # type: ignore[union-attr]

    def run(self) -> int:
        """Serve until idle or told to stop. Returns an exit code; 3 when another host serves already."""
        lock = filelock.FileLock(self._files.lock)
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            return 3
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        try:
            self._start()
            while not self._stopping:
                self._tick()
                time.sleep(_TICK_S)
        finally:
            self._files.address.unlink(missing_ok=True)
            self._stop_children()
            lock.release()
        return 0

    def _on_signal(self, number: int, frame: object) -> None:
        self._stopping = True

    def _start(self) -> None:
        sweep(paths.cache_dir())
        if self._server:
            self._server.start()
        else:
            ping(self.url)
        self._client = connect(self.url, name="montage-host")
        self._client.delete(STOP_KEY)
        raw = connect_raw(self.url, name="montage-host-rq")
        self._janitor = Janitor(Flow(self._client, raw, ttl_s=job_ttl_s()), Archive())
        self._send_archive()
        if self._plan.concurrency:
            self._crew = Crew(self.url, self._plan, log_file=self._files.log, may_end=False)
            self._crew.start()
        address = {"pid": os.getpid(), "url": self.url, "embedded": self._server is not None}
        documents.write_atomic(self._files.address, json.dumps(address).encode())
        self._files.address.chmod(0o600)
        self._next_sweep = 0.0

    def _send_archive(self) -> None:
        try:
            shared = SharedArchive.configured()
        except InputError as e:
            log.warning("%s %s", e.message, e.detail)
            return
        if shared is not None:
            self._courier = Courier(Archive(), shared)
            self._courier.start()

    def _tick(self) -> None:
        assert self._janitor is not None
        assert self._client is not None
        if self._server and not self._server.running:
            self._restart_server()
        if self._crew:
            self._crew.tick()
        if time.monotonic() < self._next_sweep:
            return
        self._next_sweep = time.monotonic() + _SWEEP_S
        try:
            active = self._janitor.sweep()
            if active or self._clients() or self._idle_exit_s is None:
                self._last_needed = time.monotonic()
            elif time.monotonic() - self._last_needed > self._idle_exit_s:
                self._stopping = True
            if self._client.get(STOP_KEY):
                self._stopping = True
        except (redis.RedisError, OSError) as e:
            log.warning("Redis is away: %s", e)
            self._last_needed = time.monotonic()

    def _restart_server(self) -> None:
        """Bring the server back on the same socket with the same password: clients reconnect by themselves."""
        assert self._server is not None
        now = time.monotonic()
        self._restarts = [t for t in self._restarts if now - t < 60] + [now]
        if len(self._restarts) > 5:
            log.error("the Redis server ended %d times within a minute", len(self._restarts))
            time.sleep(5)
        log.warning("the Redis server has ended; starting it again")
        self._server.start()

    def _clients(self) -> int:
        assert self._client is not None
        rows = self._client.client_list()
        return sum(1 for r in rows if str(r.get("name", "")).startswith(CLIENT_PREFIX))

    def _stop_children(self) -> None:
        if self._courier:
            self._courier.end()
        if self._crew:
            self._crew.close()
        if self._client:
            self._client.close()
        if self._server:
            self._server.stop()


def ensure_host() -> Endpoint:
    """The Redis to use, with a host running for it; starts one if there is none. Blocks up to ~25 s.

    Raises:
        InputError: the configured address cannot be used. TransientError: the configured server does not answer.
        MontageError: the embedded server cannot be started.
    """
    endpoint = found_endpoint()
    if endpoint:
        ping(endpoint.url)
        if worker_count() == 0:
            return endpoint
    files = HostFiles.of(endpoint)
    found = _running(files)
    if found:
        return found
    files.log.parent.mkdir(parents=True, exist_ok=True)
    if files.log.exists() and files.log.stat().st_size > 4 << 20:
        files.log.unlink()
    with files.log.open("ab") as out:
        process = subprocess.Popen(
            role_command("server", "--idle-exit", str(IDLE_EXIT_S)),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    return _await_host(files, process)


def _await_host(files: HostFiles, process: subprocess.Popen[bytes]) -> Endpoint:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while time.monotonic() < deadline:
        found = _running(files)
        if found:
            return found
        code = process.poll()
        if code not in (None, 3):  # 3: another host has the lock and is about to be ready
            break
        time.sleep(0.03)
    tail = files.log.read_text(errors="replace")[-1500:] if files.log.exists() else ""
    for line in reversed(tail.splitlines()):
        with contextlib.suppress(ValueError, KeyError, TypeError):
            told = json.loads(line)
            raise MontageError(told["code"], told["message"], fix=told.get("fix", ""), detail=told.get("detail", ""))
    raise TransientError(
        "host.start", "The background process for rendering did not start.", fix=f"See {files.log}.", detail=tail
    )


def _running(files: HostFiles) -> Endpoint | None:
    """The endpoint of a host that answers. A stale address file (crash, reboot) is no answer."""
    try:
        address = json.loads(files.address.read_text())
        ping(address["url"])
    except (OSError, ValueError, KeyError, MontageError):
        return None
    return Endpoint(address["url"], embedded=bool(address["embedded"]))


def stop_running() -> bool:
    """Stop the host that runs for the configured Redis and wait for its end. False if none runs."""
    files = HostFiles.of(found_endpoint())
    found = _running(files)
    if found is None:
        return False
    client = connect(found.url, name="montage-stop", patient=False)
    stop_host(client)
    client.close()
    deadline = time.monotonic() + 15
    while files.address.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not files.address.exists()


def stop_host(client: Client) -> None:
    """Ask the host to end now. Jobs that run are taken up again at its next start."""
    client.set(STOP_KEY, "1", ex=30)
