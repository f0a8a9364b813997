"""Help for tests of whole jobs: small media with numbered frames, waiting, and who is running."""

from __future__ import annotations

import os
import time
import wave
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import psutil
from footage_corpus import numbered_video, read_code

from montage_desktop.core.time import SHOWN_GRACE, shown_at
from montage_desktop.core.timeline import Timeline, transition_span
from montage_desktop.jobs.service import JobService, MontageRequest
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobRecord


def write_click_song(path: Path, *, seconds: float, bpm: float = 120.0) -> Path:
    """A kick on every beat, a brighter hit on every second, hats between: plain, but music to the tracker."""
    rate = 22_050
    t = np.arange(int(rate * seconds)) / rate
    period = 60 / bpm
    rng = np.random.default_rng(1)
    kick = np.exp(-(t % period) * 30) * np.sin(2 * np.pi * 70 * t)
    snare = np.exp(-((t + period) % (2 * period)) * 25) * rng.standard_normal(len(t)) * 0.4
    hat = np.exp(-(t % (period / 2)) * 90) * rng.standard_normal(len(t)) * 0.15
    tone = 0.1 * np.sin(2 * np.pi * 220 * t) * (1 + (t > seconds / 2))
    samples = np.clip((kick + snare + hat + tone) * 0.5, -1, 1)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((samples * 32_000).astype("<i2").tobytes())
    return path


def write_clips(folder: Path, *, count: int, frames: int, rate: str = "30") -> list[Path]:
    """Numbered clips 320 wide; clip n carries source number n."""
    return [
        numbered_video(folder / f"clip {n}.mp4", frames=frames, rate=rate, size=(320, 180), source=n)
        for n in range(count)
    ]


def request(clips: list[Path], song: Path, out: Path, **options: object) -> MontageRequest:
    given = {"profile": "preview", "style": "dynamic", "fps": "30", **options}
    return MontageRequest(clips=[str(c) for c in clips], music=str(song), out=str(out), **given)  # type: ignore[arg-type]


def wait(
    service: JobService, job_id: str, until: Callable[[JobRecord], bool] = lambda r: r.is_over, *, seconds: float = 90
) -> JobRecord:
    """Poll until `until` holds."""
    deadline = time.monotonic() + seconds
    while True:
        record = service.flow.store.get(job_id)
        if until(record):
            return record
        assert time.monotonic() < deadline, f"{record.status} {record.phase} {record.progress:.2f} {record.error}"
        time.sleep(0.02)


def finished(service: JobService, job_id: str, *, seconds: float = 90) -> JobRecord:
    record = wait(service, job_id, seconds=seconds)
    assert record.status is Status.FINISHED, record.error
    return record


def rendering(record: JobRecord) -> bool:
    """In the middle of rendering: something is done, something is not."""
    return record.phase == "rendering" and record.parts.get("running", 0) > 0 and ffmpeg_running()


def family(home: Path) -> list[psutil.Process]:
    """Every process of this test's own world: those that inherited its data folder, and their children.

    (A server that gives itself another title overwrites its environment; it is found as a child.)
    """
    mine = str(home / "data_home")
    found: dict[int, psutil.Process] = {}
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and process.environ().get("XDG_DATA_HOME") == mine:
                found |= {p.pid: p for p in (process, *process.children(recursive=True))}
        except psutil.Error:
            continue
    return list(found.values())


def of_role(home: Path, role: str) -> list[psutil.Process]:
    """Processes whose command line has a word, e.g. ``worker``, ``server``, ``valkey``, ``ffmpeg``."""
    found = []
    for process in family(home):
        try:
            words, program = process.cmdline(), Path(process.exe()).name
        except psutil.Error:
            continue
        if role in words[:4] or (role in ("valkey", "ffmpeg") and role in program):
            found.append(process)
    return found


def ffmpeg_running() -> bool:
    mine = os.environ.get("XDG_DATA_HOME", "")
    return bool(of_role(Path(mine).parent, "ffmpeg"))


def leftovers(folder: Path) -> list[str]:
    """Temporary files anywhere below a folder."""
    return [str(p) for p in folder.rglob("*") if ".part" in p.name or p.name.endswith(".tmp")]


def assert_true_film(path: Path, timeline: Timeline, *, source_rate: int = 30) -> None:
    """Every output frame outside transitions is the source frame that the timeline names."""
    with av.open(str(path)) as container:
        shown = [read_code(f.to_ndarray(format="gray")) for f in container.decode(video=0)]
    assert len(shown) == timeline.frames
    mixed = {f for clip in timeline.video if clip.transition_in for f in range(*transition_span(clip))}
    for clip in timeline.video:
        number = int(Path(clip.source).stem.split()[1])
        for offset in range(clip.frames):
            at = clip.start + offset
            if at in mixed:
                continue
            wanted = (shown_at(clip.source_in, offset, timeline.rate, clip.speed) + SHOWN_GRACE) * source_rate
            assert shown[at] == (int(wanted), number), f"frame {at} of clip {clip.id}"
