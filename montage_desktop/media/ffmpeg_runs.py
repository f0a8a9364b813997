"""Each run of FFmpeg in; the last few of all processes out, for a person who wants to know what was really run.

One small file per user, one JSON object a line. Renders run in workers, not in the window's process: memory alone would
tell the window of its own runs only.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from montage_desktop.core import paths

RUNS_KEPT = 200
_MOST_BYTES = 1 << 20
_LONGEST_ARGUMENT = 16_384


class FFmpegRun(msgspec.Struct, frozen=True):
    """One run that is over.

    Attributes:
        args: program and arguments; what is longer than 16 KiB is cut. started_s: seconds since 1970. wall_s: how long
            it took. exit_code: negative for a signal; None where it could not be started. process: that started it.
    """

    args: list[str]
    started_s: float
    wall_s: float
    exit_code: int | None
    process: int = 0
    what: str = ""

    @property
    def command(self) -> str:
        """As it can be pasted into a shell."""
        return shlex.join(self.args)


def runs_file() -> Path:
    """Where they are kept; private to the user, since names of files stand in it."""
    return paths.data_dir() / "ffmpeg-runs.jsonl"


def remember(args: Sequence[str], *, exit_code: int | None, started: float, what: str = "") -> None:
    """Add a run that has ended just now. Any thread and process; takes some 0.1 ms and never raises.

    Args:
        started: by `time.monotonic`.
    """
    wall_s = time.monotonic() - started
    cut = [a if len(a) <= _LONGEST_ARGUMENT else a[:_LONGEST_ARGUMENT] + "…" for a in args]
    run = FFmpegRun(cut, time.time() - wall_s, wall_s, exit_code, os.getpid(), what)
    with contextlib.suppress(OSError, ValueError, TypeError):  # a name that is no UTF-8 must not stop a render
        _append(runs_file(), msgspec.json.encode(run) + b"\n")


def last_runs(count: int = RUNS_KEPT) -> list[FFmpegRun]:
    """The latest, the newest first. Reads a file: not for the GUI thread."""
    rows: list[FFmpegRun] = []
    for path in (_older(runs_file()), runs_file()):
        with contextlib.suppress(OSError):
            rows += [r for line in path.read_bytes().splitlines() if (r := _decode(line)) is not None]
    return sorted(rows, key=lambda r: r.started_s, reverse=True)[:count]


def _decode(line: bytes) -> FFmpegRun | None:
    with contextlib.suppress(msgspec.DecodeError):  # a line that was cut off by a full disk
        return msgspec.json.decode(line, type=FFmpegRun)
    return None


def _append(path: Path, line: bytes) -> None:
    """One write at the end is whole, whoever else writes; at 1 MiB the file becomes the older one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, line)
        size = os.fstat(file).st_size
    finally:
        os.close(file)
    if size > _MOST_BYTES:
        os.replace(path, _older(path))  # noqa: PTH105 - atomic


def _older(path: Path) -> Path:
    return path.with_suffix(".old")
