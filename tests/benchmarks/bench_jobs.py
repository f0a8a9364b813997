"""A film in; how much faster two workers make it than one, and how soon a cancelled one leaves no FFmpeg, out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from app import PROGRAM, App, host_process, own_folders
from films import quick_or_full
from measuring import Cost, rounds
from table import Row, Task

from montage_desktop.core import timeline as timelines
from montage_desktop.core.timeline import Timeline

_GIVE_UP_S = 60.0


def workers(folder: Path, *, quick: bool) -> list[Row]:
    """The same cold render by hosts with one and with two workers; every encode has one thread."""
    seconds = 10 if quick else 30
    timeline = quick_or_full(folder, seconds, quick=quick)

    def by(count: int) -> Callable[[], Cost]:
        def work() -> Cost:
            with own_folders(folder / f"w{count}", workers=count):
                app = App(folder / f"w{count}" / "films")
                host_process()
                app.render(quick_or_full(folder, 2, quick=quick), "warm")
                return app.render(timeline, "film")[0]

        return work

    costs = rounds(1 if quick else 2, {"one": by(1), "two": by(2)})
    # The speed-up itself, so the ratio is of the slower to the faster.
    what = f"two workers instead of one, {seconds} s 1080p: wall of one ÷ of two"
    # FFmpeg decodes and filters beside the encoder: one worker does not leave the second core idle.
    busy = costs["one"].cpu_s / costs["one"].wall_s
    most = (os.cpu_count() or 1) / busy
    note = f"“ours” is one worker; it keeps {busy:.2f} cores busy by itself, so that at most {most:.2f} × is possible"
    return [
        Row(
            *(what, costs["one"].wall_s, costs["two"].wall_s, "two workers"), limit=1.8, at_least=True,
            costs=(costs["one"], costs["two"]), note=note,
        )
    ]  # fmt: skip


def cancel(folder: Path, *, quick: bool) -> list[Row]:
    """From SIGINT at the render command to the last FFmpeg's end."""
    timeline = quick_or_full(folder, 30, quick=quick)
    with own_folders(folder / "stop", workers=2):
        worst = max(_cancelled(timeline, folder / "stop") for _ in range(3))
    return [Row("cancel → no FFmpeg process, worst of 3", worst, unit="s", limit=2.0)]


def _cancelled(timeline: Timeline, folder: Path) -> float:
    root = host_process()
    document = folder / "stop.json"
    timelines.save(timeline, document)
    command = [*PROGRAM, "render", str(document), "--out", str(folder / "stop.mp4"), "--cache-dir", str(folder / "c")]
    log = folder / "stop.log"
    with log.open("wb") as out:
        client = subprocess.Popen([*command, "--overwrite", "--json"], stdout=out, stderr=out)
    try:
        _await(lambda: _is_rendering(log) or client.poll() is not None, "rendering did not begin")
        _await(lambda: bool(_encoders(root)) or client.poll() is not None, "no FFmpeg started")
        if client.poll() is not None:
            raise RuntimeError(f"it ended before it could be cancelled: {log.read_text()[-300:]}")
        time.sleep(0.3)
        start = time.monotonic()
        client.send_signal(signal.SIGINT)
        # Between two parts there is none for a moment: over means that the command says so, too.
        _await(lambda: client.poll() is not None and not _encoders(root), "an FFmpeg goes on")
        return time.monotonic() - start
    finally:
        client.kill()
        client.wait()


def _is_rendering(log: Path) -> bool:
    return '"phase": "rendering"' in log.read_text()


def _encoders(root: psutil.Process) -> list[psutil.Process]:
    return [p for p in root.children(recursive=True) if _is_ffmpeg(p)]


def _is_ffmpeg(process: psutil.Process) -> bool:
    try:
        return "ffmpeg" in process.name().lower() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _await(reached: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + _GIVE_UP_S
    while not reached():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{otherwise} within {_GIVE_UP_S:.0f} s")
        time.sleep(0.01)


_WHY = {
    "swap_source_ms": "; decoding from the last key frame, up to 2 s before, at 1.6 ms a picture, cannot take less;"
    " what the window may show next is made ahead, as in the row above"
}


def preview() -> list[Row]:
    """What the preview's own benchmark tells in its last line, if there is one."""
    script = Path(__file__).with_name("bench_preview.py")
    if not script.exists():
        return [Row("preview", skipped="there is no bench_preview.py")]
    done = subprocess.run([PROGRAM[0], str(script)], capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        return [Row("preview", skipped=f"bench_preview.py told nothing: {done.stderr.strip()[-200:]}")]
    told = json.loads(lines[-1])
    found = []
    for what, name, limit in (
        ("play to the first picture", "play_ms", 120.0),
        ("another look to its picture", "swap_look_ms", 50.0),
        ("another moment to its picture", "swap_slip_ms", 50.0),
        ("a runner-up, as the inspector has it ready, to its picture", "swap_expected_ms", 50.0),
        ("another source, out of the blue, to its proxy's picture", "swap_proxied_ms", 50.0),
        ("another source, out of the blue, without proxies, to its picture", "swap_source_ms", 50.0),
    ):
        spread = told[name]
        note = f"p50 {spread['p50']}, worst {spread['max']}{_WHY.get(name, '')}"
        found.append(Row(f"preview: {what}, p95", spread["p95"], unit="ms", limit=limit, note=note))
    film = told["film"]
    note = f"of {film['frames']}, at {film['cpu_per_s']} CPU s a second"
    found.append(
        Row("preview: pictures dropped or late, 30 s", film["dropped"] + film["late"], unit="", limit=0.0, note=note)
    )
    return [*found, Row("preview: peak memory", told["peak_mb"], unit="MB")]


def rows(folder: Path, *, quick: bool) -> list[Task]:
    """(what is measured, how) of this module."""
    return [
        ("two workers", lambda: workers(folder, quick=quick)),
        ("cancel", lambda: cancel(folder, quick=quick)),
        ("preview", preview),
    ]
