"""Worker processes as children of the process that supervises them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from montage_desktop.jobs.server import die_with_parent

REDIS_ENV = "MONTAGE_WORKER_REDIS"
HOST_ENV = "MONTAGE_WORKER_HOST"
"""The name of the worker host that a child belongs to (see `registry`)."""


def role_command(*args: str) -> list[str]:
    """The command line that runs this program in another role; works frozen, too."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *args]
    return [sys.executable, "-m", "montage_desktop", *args]


def start_worker(url: str, log_file: Path, *, host: str, options: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """A worker process as our child, with a process group of its own: Ctrl+C is for the supervisor alone.

    Main thread only (a child dies with the thread that started it).

    Args:
        url: goes through the environment, since it may hold a password. host: the worker host's name.
    """
    env = {**os.environ, REDIS_ENV: url, HOST_ENV: host}
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with log_file.open("ab") as out:
        return subprocess.Popen(
            role_command("worker", "--child", *options),
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            process_group=0 if os.name == "posix" else None,
            preexec_fn=die_with_parent if os.name == "posix" else None,
        )
