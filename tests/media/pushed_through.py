"""Media files in; what became of each out: used, refused with a cause, crashed, or hung.

Run as a program it is much like one of RQ's workers: all modules are loaded once, and each file gets a fork of its own,
in which the functions are called that the parts of a montage call, with real FFmpeg processes. (The job system is left
out for speed; `tests/jobs/test_mutated_jobs.py` sends a sample through real workers.)
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from pathlib import Path

from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.core.facts import FootageFacts, SongFacts
from montage_desktop.core.planner import PlanRequest
from montage_desktop.core.planner.planning import plan
from montage_desktop.core.styles import load_style
from montage_desktop.media.analysis.footage import analyse_footage
from montage_desktop.media.analysis.song import analyse_song
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import identity, probe, require_audio
from montage_desktop.media.render.film import render_film
from montage_desktop.media.render.profiles import Profile

QUICK = Profile(name="quick", short_side=0, preset="ultrafast", crf=30, scaler="bicubic", audio_kbps=64)
_LIMIT_BYTES = 4 << 30  #: of address space: what asks for more is refused by the kernel


@dataclass(frozen=True)
class Fate:
    """What became of a file.

    Attributes:
        kind: "used", "refused", "error" (not one of ours), "crashed" or "hung". stage: what was being done.
        text: the error's technical text, or warnings. peak_bytes: of the process or its largest FFmpeg.
    """

    name: str
    kind: str
    stage: str = ""
    code: str = ""
    message: str = ""
    fix: str = ""
    text: str = ""
    seconds: float = 0.0
    peak_bytes: int = 0


class Pusher:
    """The program, running: pushes one file after the other. One thread at a time."""

    def __init__(self, song: Path, clip: Path, work: Path, *, limit_s: float) -> None:
        program = [sys.executable, __file__, str(song), str(clip), str(work), str(limit_s)]
        path = os.pathsep.join(p for p in sys.path if p)
        self._process = subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
        )

    def push(self, path: Path) -> Fate:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the process that forks for each file died at {path.name}")
        return Fate(**json.loads(line))

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)


def _serve(song: Path, clip: Path, work: Path, limit_s: float) -> None:
    find_ffmpeg()
    company = (analyse_song(song, identity=identity(song)), analyse_footage(clip))
    for line in sys.stdin:
        fate = _forked(Path(line.rstrip("\n")), *company, work=work, limit_s=limit_s)
        sys.stdout.write(json.dumps(asdict(fate)) + "\n")
        sys.stdout.flush()


def _forked(path: Path, song: SongFacts, footage: FootageFacts, *, work: Path, limit_s: float) -> Fate:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        os.setpgid(0, 0)
        _in_child(path, song, footage, work, writing)
        os._exit(0)
    os.close(writing)
    began = time.monotonic()
    said = b""
    while left := max(0.0, began + limit_s - time.monotonic()):
        if not select.select([reading], [], [], left)[0]:
            break
        part = os.read(reading, 1 << 16)
        if not part:
            break
        said += part
    hung = time.monotonic() - began >= limit_s
    if hung:
        os.killpg(pid, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(reading)
    stage, _, last = said.decode().rstrip("\n").rpartition("\n")
    if hung:
        return Fate(path.name, "hung", last, seconds=limit_s)
    if not last.startswith("{"):
        return Fate(path.name, "crashed", last, text=signal.Signals(-status).name if status < 0 else str(status))
    return replace(Fate(**json.loads(last)), stage=stage.rpartition("\n")[2])


def _in_child(path: Path, song: SongFacts, footage: FootageFacts, work: Path, pipe: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_LIMIT_BYTES, _LIMIT_BYTES))
    began = time.monotonic()
    out = work / f"{path.name}.film.mp4"
    try:
        warnings = _montage(path, song, footage, out, at=lambda stage: os.write(pipe, f"{stage}\n".encode()))
        fate = Fate(path.name, "used", text="\n".join(warnings))
    except MontageError as e:
        fate = Fate(path.name, "refused", "", e.code, e.message, e.fix, e.detail)
    except BaseException:  # noqa: BLE001 - told to the test
        fate = Fate(path.name, "error", text=traceback.format_exc())
    finally:
        out.unlink(missing_ok=True)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024
    fate = replace(fate, seconds=time.monotonic() - began, peak_bytes=peak)
    os.write(pipe, json.dumps(asdict(fate)).encode())


def _montage(
    path: Path, song: SongFacts, footage: FootageFacts, out: Path, *, at: Callable[[str], object]
) -> list[str]:
    """Probe, analyse, plan, render and check; the warnings on the way. The other half of the film is a good file."""
    at("probe")
    facts = probe(path)
    if facts.video is None:
        require_audio(facts)
    elif not facts.video.still and facts.video.duration_s < Fraction(1, 5):  # as `handlers` has it
        raise InputError("media.too_short", f"“{path.name}” is too short for a clip.", fix="Choose another.")
    else:
        at("footage")
        footage = analyse_footage(path)
    if facts.audio is not None:
        at("song")
        try:
            song = analyse_song(path, identity=facts.identity)
        except InputError:
            if facts.video is None:
                raise
    at("plan")
    request = PlanRequest(rate=Fraction(25), size=(96, 64), duration_s=Fraction(1))
    timeline = plan(request, song, [footage], load_style("dynamic"))
    at("render")
    render_film(timeline, out, settings=QUICK)
    return [*facts.warnings, *footage.media.warnings, *timeline.notes]


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4]))
