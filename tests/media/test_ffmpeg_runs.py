"""FFmpeg's last commands: kept across processes, bounded, private, and never in the way of a run."""

from __future__ import annotations

import multiprocessing
import shlex
import stat
import time
from pathlib import Path

import pytest

from montage_desktop.core.errors import MontageError
from montage_desktop.media import ffmpeg_runs
from montage_desktop.media.ffmpeg import find_ffmpeg, run


def test_runs_are_remembered_with_how_they_ended() -> None:
    ffmpeg = find_ffmpeg()
    run(["-f", "lavfi", "-i", "color=d=0.1", "-f", "null", "-"], ffmpeg=ffmpeg, what="A test")
    with pytest.raises(MontageError):
        run(["-i", "file:/not here.mp4", "-f", "null", "-"], ffmpeg=ffmpeg)
    failed, well = ffmpeg_runs.last_runs()
    assert (well.exit_code, well.what) == (0, "A test")
    assert 0 < well.wall_s < 30 and abs(well.started_s - time.time()) < 60
    assert failed.exit_code not in (0, None)
    assert shlex.split(failed.command) == failed.args and "'file:/not here.mp4'" in failed.command


def _remember_many(name: str) -> None:
    for n in range(100):
        ffmpeg_runs.remember(["ffmpeg", name * 50, str(n)], exit_code=0, started=time.monotonic())


def test_several_processes_write_at_once() -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_remember_many, args=(name,)) for name in "abc"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    found = ffmpeg_runs.last_runs(1000)
    assert len(found) == 300 and len({r.process for r in found}) == 3


def test_the_record_is_bounded_and_private(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffmpeg_runs, "_MOST_BYTES", 4096)
    for n in range(500):
        ffmpeg_runs.remember(["ffmpeg", "x" * 40_000 if n == 7 else str(n)], exit_code=0, started=time.monotonic())
    kept = ffmpeg_runs.runs_file()
    assert sum(p.stat().st_size for p in kept.parent.glob("ffmpeg-runs.*")) < 4096 * 2 + 20_000
    assert all(stat.S_IMODE(p.stat().st_mode) == 0o600 for p in kept.parent.glob("ffmpeg-runs.*"))
    assert ffmpeg_runs.last_runs(1)[0].args == ["ffmpeg", "499"]


def test_neither_a_broken_line_nor_a_missing_folder_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    ffmpeg_runs.remember(["ffmpeg", "-i", "\udcff.mp4"], exit_code=0, started=time.monotonic())
    ffmpeg_runs.remember(["ffmpeg", "whole"], exit_code=0, started=time.monotonic())
    with ffmpeg_runs.runs_file().open("ab") as file:
        file.write(b'{"args": ["cut o')
    assert "whole" in ffmpeg_runs.last_runs()[0].command
    monkeypatch.setattr(ffmpeg_runs, "runs_file", lambda: Path("/proc/nothing/here"))
    ffmpeg_runs.remember(["ffmpeg"], exit_code=0, started=time.monotonic())
    assert ffmpeg_runs.last_runs() == []
