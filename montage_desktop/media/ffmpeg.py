"""Arguments in, a finished FFmpeg run out: found, started, watched, cancelled, and its failure explained.

A run is a child in a process group of its own that dies with the thread that started it. Its progress is read from a
pipe, its stderr drained into a ring buffer, and it is killed when it is cancelled or comes to a standstill.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import hashlib
import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from montage_desktop.core.errors import Cancelled, MontageError, TransientError
from montage_desktop.core.said import said
from montage_desktop.media import ffmpeg_runs
from montage_desktop.media.ffmpeg_causes import empty_error, error_from

_MISSING_FIX = "Install it with: pip install imageio-ffmpeg, or set FFMPEG to the path of an ffmpeg program."
_POLL_S = 0.05
_TERMINATE_GRACE_S = 0.5
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class FFmpeg:
    """An FFmpeg program.

    Attributes:
        path: of the program. version: as it says itself. major: its first number (0: a build without one).
        build: identity of the build: equal for programs that say the same of version and configuration.
        encoders, filters: names of what is compiled in.
    """

    path: str
    version: str
    major: int
    build: str
    encoders: frozenset[str]
    filters: frozenset[str]


@dataclass(frozen=True)
class Progress:
    """What a run tells of itself: frames written, seconds of output, encoding speed relative to real time."""

    frame: int
    time_s: float
    speed: float


@dataclass(frozen=True)
class Outcome:
    """A run that ended well. CPU seconds include all its threads; `max_rss_bytes` is 0 where unknown."""

    wall_s: float
    cpu_s: float
    max_rss_bytes: int
    stderr: str


def find_ffmpeg(setting: str | None = None) -> FFmpeg:
    """The FFmpeg to use: `setting`, else the variable ``FFMPEG``, else the wheel's, else the one on PATH.

    Raises:
        MontageError: ``ffmpeg.missing``: there is none, or the one asked for does not run.
    """
    for candidate in _candidates(setting):
        try:
            return _describe(candidate, Path(candidate).stat().st_mtime_ns)
        except (OSError, subprocess.SubprocessError, ValueError) as e:
            if candidate == (setting or os.environ.get("FFMPEG")):
                raise MontageError(
                    "ffmpeg.missing", f"“{candidate}” is not an FFmpeg that runs: {e}.", fix=_MISSING_FIX
                ) from e
    raise MontageError("ffmpeg.missing", "FFmpeg was not found.", fix=_MISSING_FIX)


def _candidates(setting: str | None) -> Iterable[str]:
    chosen = setting or os.environ.get("FFMPEG")
    if chosen:
        yield shutil.which(chosen) or chosen
        return
    with contextlib.suppress(ImportError, RuntimeError, OSError):
        import imageio_ffmpeg

        yield str(imageio_ffmpeg.get_ffmpeg_exe())
    found = shutil.which("ffmpeg")
    if found:
        yield found


@functools.lru_cache(maxsize=8)
def _describe(path: str, _mtime_ns: int) -> FFmpeg:
    told = {what: _ask(path, what) for what in ("-version", "-buildconf", "-encoders", "-filters")}
    match = re.match(r"ffmpeg version (\S+)", told["-version"])
    if not match:
        raise ValueError(said("it does not say its version"))
    number = re.match(r"n?(\d+)\.", match.group(1))
    # The same build says the same, wherever its file lies.
    words = re.sub(r"\s+", " ", told["-version"] + told["-buildconf"])
    return FFmpeg(
        path=path,
        version=match.group(1),
        major=int(number.group(1)) if number else 0,
        build=hashlib.sha256(words.encode()).hexdigest()[:24],
        encoders=frozenset(re.findall(r"^ [VAS][F.][S.][X.][B.][D.] (\S+)", told["-encoders"], re.MULTILINE)),
        filters=frozenset(re.findall(r"^ [T.][S.][C.]? ?(\w+) +\S+->\S+", told["-filters"], re.MULTILINE)),
    )


def _ask(path: str, what: str) -> str:
    done = subprocess.run(
        [path, "-hide_banner", what] if what != "-version" else [path, what],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=30,
        check=True,
        env=child_environment(),
    )
    return done.stdout.decode("utf-8", "replace")


def child_environment() -> dict[str, str]:
    """Our environment, with the library path that a frozen program changed for itself put back."""
    env = dict(os.environ)
    if getattr(sys, "frozen", False):
        original = env.pop("LD_LIBRARY_PATH_ORIG", None)
        env.pop("LD_LIBRARY_PATH", None)
        if original:
            env["LD_LIBRARY_PATH"] = original
    return env


def run(
    args: Sequence[str],
    *,
    ffmpeg: FFmpeg,
    what: str = "",
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    stall_timeout_s: float = 90.0,
    stdin_blocks: Iterable[bytes] | None = None,
) -> Outcome:
    """Run FFmpeg to its end.

    Args:
        args: without the program and the global options that the runner sets.
        what: what is being made, for the error's sentence.
        on_progress, should_stop: called in this thread, several times a second.
        stall_timeout_s: with no progress for this long it is killed.
        stdin_blocks: written to its stdin, from a thread of its own; an error in it is raised here.

    Raises:
        Cancelled: `should_stop` said so. The process is gone by then.
        TransientError, MediaError: it failed; see `ffmpeg_causes`.
    """
    run_ = _Run(args, ffmpeg=ffmpeg, stdin_blocks=stdin_blocks)
    try:
        run_.watch(on_progress, should_stop, stall_timeout_s)
    finally:
        run_.close()
        run_.remember(what)
    return run_.outcome(what)


class _Run:
    """One process and the threads at its pipes."""

    def __init__(self, args: Sequence[str], *, ffmpeg: FFmpeg, stdin_blocks: Iterable[bytes] | None) -> None:
        piping = stdin_blocks is not None
        head = [ffmpeg.path, "-hide_banner", "-loglevel", "level+warning", "-nostats"]
        head += ["-progress", "pipe:1", "-stats_period", "0.25"]
        self.started = time.monotonic()
        self._inputs = [value for option, value in itertools.pairwise(args) if option == "-i"]
        self._command = [*head, *([] if piping else ["-nostdin"]), *args]
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE if piping else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=child_environment(),
            **own_group(),
        )
        self._lines: deque[str] = deque(maxlen=400)
        self._latest: Progress | None = None
        self._moved = self.started
        self._feed_error: BaseException | None = None
        self._usage: Any = None
        self._threads = [
            self._thread(self._drain, self._process.stderr),
            self._thread(self._follow, self._process.stdout),
        ]
        if stdin_blocks is not None:
            self._threads.append(self._thread(self._feed, self._process.stdin, stdin_blocks))

    @staticmethod
    def _thread(target: Callable[..., None], *args: Any) -> threading.Thread:
        thread = threading.Thread(target=target, args=args, name="ffmpeg-pipe", daemon=True)
        thread.start()
        return thread

    def _drain(self, pipe: IO[bytes]) -> None:
        for line in pipe:
            self._lines.append(line[:2000].decode("utf-8", "replace").rstrip())

    def _follow(self, pipe: IO[bytes]) -> None:
        values: dict[str, str] = {}
        before: tuple[str | None, ...] = ()
        for line in pipe:
            name, _, value = line.decode("utf-8", "replace").strip().partition("=")
            values[name] = value.strip()
            if name != "progress":
                continue
            now = tuple(values.get(n) for n in ("frame", "out_time_us", "total_size"))
            if now != before:  # it reports even when it stands still
                self._moved = time.monotonic()
            before = now
            frame, micros = _number(values.get("frame")), _number(values.get("out_time_us"))
            self._latest = Progress(int(frame), micros / 1e6, _number(values.get("speed", "").rstrip("x")))

    def _feed(self, pipe: IO[bytes], blocks: Iterable[bytes]) -> None:
        try:
            with pipe:
                for block in blocks:
                    pipe.write(block)
        except (BrokenPipeError, ValueError):
            pass  # it ended early; its own words tell why
        except BaseException as e:  # noqa: BLE001 - handed to the thread that waits
            self._feed_error = e

    def watch(
        self,
        on_progress: Callable[[Progress], None] | None,
        should_stop: Callable[[], bool] | None,
        stall_timeout_s: float,
    ) -> None:
        """Wait for the end; kill it when told to, when it stands still, or when its input failed."""
        told: Progress | None = None
        pause = 0.004
        while not self._poll():
            if self._feed_error is not None:
                raise self._feed_error
            if should_stop is not None and should_stop():
                self._terminate()
                raise Cancelled()
            if time.monotonic() - self._moved > stall_timeout_s:
                raise TransientError(
                    "ffmpeg.stalled",
                    f"FFmpeg made no progress for {stall_timeout_s:.0f} seconds.",
                    fix="Check that the drives with the footage and the output answer, then retry.",
                    detail="\n".join(self._lines),
                )
            if on_progress is not None and self._latest is not None and self._latest is not told:
                told = self._latest
                on_progress(told)
            time.sleep(pause)
            pause = min(_POLL_S, pause * 1.5)

    def _poll(self) -> bool:
        """Whether it has ended; collects what it used."""
        process = self._process
        if process.returncode is not None:
            return True
        if not hasattr(os, "wait4"):
            return process.poll() is not None
        try:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        except ChildProcessError:  # somebody else waited for it
            process.returncode = process.returncode if process.returncode is not None else -1
            return True
        if pid == 0:
            return False
        process.returncode, self._usage = os.waitstatus_to_exitcode(status), usage
        return True

    def _terminate(self) -> None:
        """Ask it to end, and do not wait long for it."""
        with contextlib.suppress(OSError):
            self._process.terminate()
        deadline = time.monotonic() + _TERMINATE_GRACE_S
        while not self._poll() and time.monotonic() < deadline:
            time.sleep(0.01)

    def close(self) -> None:
        """Kill what still runs, and wait for it and for the threads."""
        if not self._poll():
            with contextlib.suppress(OSError):
                _kill_group(self._process.pid)
            while not self._poll():
                time.sleep(0.005)
        for thread in self._threads:
            thread.join(timeout=5)
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def remember(self, what: str) -> None:
        """Note the command and how it ended, also of a run that was cancelled or killed."""
        ffmpeg_runs.remember(self._command, exit_code=self._process.returncode, started=self.started, what=what)

    def outcome(self, what: str) -> Outcome:
        """What came of it; raises what its last words tell if it failed."""
        code, words = self._process.returncode, "\n".join(self._lines)
        if self._feed_error is not None:
            raise self._feed_error
        if code != 0:
            raise error_from(words, returncode=code, what=what, inputs=self._inputs)
        empty = empty_error(words, what=what, inputs=self._inputs)
        if empty is not None:
            raise empty
        usage = self._usage
        # ru_maxrss is in KiB on Linux and in bytes on macOS.
        rss = 0 if usage is None else usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        cpu = 0.0 if usage is None else usage.ru_utime + usage.ru_stime
        return Outcome(time.monotonic() - self.started, cpu, rss, words)


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:  # "N/A" until the first frame
        return 0.0


def _kill_group(pid: int) -> None:
    if hasattr(os, "killpg"):
        os.killpg(pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(pid)], capture_output=True, check=False)


def own_group() -> dict[str, Any]:
    """`Popen` arguments for a process group of its own that dies with this thread."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    if not sys.platform.startswith("linux"):
        return {"process_group": 0}
    libc, parent = _libc(), os.getpid()

    def die_with_parent() -> None:  # runs in the child, between fork and exec: system calls only
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(127)

    return {"process_group": 0, "preexec_fn": die_with_parent}


@functools.cache
def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)
