"""The film of `bench_render` through Redis, RQ and two workers, against the fastest single FFmpeg command.

CPU is that of the host, its server, its workers and all their children, from submission to the finished job. One JSON
line; exit 1 if the CPU ratio is above 1.1 or the wall ratio above 0.8. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from bench_render import VARIANTS, footage, measured, single

from montage_desktop.core.timeline import Timeline
from montage_desktop.jobs import host
from montage_desktop.jobs.service import JobService, RenderRequest


def cpu_s(root: psutil.Process) -> float:
    """CPU seconds of a process, its living descendants and its dead children."""
    total = 0.0
    for process in (root, *root.children(recursive=True)):
        t = process.cpu_times()
        total += t.user + t.system + t.children_user + t.children_system
    return total


def by_jobs(service: JobService, timeline: Timeline, out: Path) -> tuple[float, float]:
    """(wall, CPU) of a cold render job."""
    shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"]) / "montage-desktop" / "chunks", ignore_errors=True)
    root = _host()
    before, start = cpu_s(root), time.monotonic()
    job = service.submit_render(timeline, RenderRequest(out=str(out), overwrite=True))
    while not (record := service.flow.store.get(job.id)).is_over:
        time.sleep(0.01)
    assert record.status == "finished", record.error
    return time.monotonic() - start, cpu_s(root) - before


def _host() -> psutil.Process:
    files = host.HostFiles.of(None)
    return psutil.Process(json.loads(files.address.read_text())["pid"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--footage", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mb-") as temp:
        folder = Path(temp)
        os.environ |= {"XDG_DATA_HOME": f"{temp}/data", "XDG_CACHE_HOME": f"{temp}/cache", "MONTAGE_WORKERS": "2"}
        timeline, _ = footage(options.footage or folder / "footage", options.seconds)
        service = JobService.open()
        own: list[tuple[float, float]] = []
        rivals: list[list[tuple[float, float]]] = [[] for _ in VARIANTS]
        try:
            by_jobs(service, timeline, folder / "jobs.mp4")  # the workers are warm from here on
            for _ in range(options.rounds):
                own.append(by_jobs(service, timeline, folder / "jobs.mp4"))
                for rows, variant in zip(rivals, VARIANTS, strict=True):
                    rows.append(measured(_single(timeline, folder, variant)))
        finally:
            service.close()
            host.stop_running()
    middle = [tuple(statistics.median(x) for x in zip(*rows, strict=True)) for rows in rivals]
    wall, cpu = (statistics.median(x) for x in zip(*own, strict=True))
    best_wall, best_cpu = min(m[0] for m in middle), min(m[1] for m in middle)
    told = {"jobs": [round(wall, 2), round(cpu, 2)], "single": [round(best_wall, 2), round(best_cpu, 2)]}
    ratios = {"cpu_ratio": round(cpu / best_cpu, 3), "wall_ratio": round(wall / best_wall, 3)}
    print(json.dumps({**told, **ratios}))
    if ratios["cpu_ratio"] > 1.1 or ratios["wall_ratio"] > 0.8:
        sys.exit(1)


def _single(timeline: Timeline, folder: Path, variant: dict[str, str]) -> Callable[[], None]:
    return lambda: single(timeline, folder, **variant)


if __name__ == "__main__":
    main()
