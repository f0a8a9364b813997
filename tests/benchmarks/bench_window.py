"""The window in; how soon it is there, what it takes when nobody uses it, and how smoothly its largest parts move, out.

Each measurement is a process of its own, offscreen: ``python tests/benchmarks/bench_window.py timeline|jobs|start``
prints one as JSON. Paints are of the whole viewport at 1920 pixels, drawn by the CPU.
"""

from __future__ import annotations

import gc
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from app import own_folders
from measuring import run
from table import Row, Task

_WIDE = (1920, 260)
_CLIPS, _JOBS = 5000, 10_000
_ROUNDS = 3
_IDLE_S = 4.0
_FRAME_MS = 1000 / 60


def rows(folder: Path, *, quick: bool) -> list[Task]:
    """(what is measured, how) of this module."""
    return [
        ("window: timeline", _timeline_rows),
        ("window: job list", _jobs_rows),
        ("window: event to row", _event_rows),
        ("window: start", lambda: _start_rows(folder / "window", rounds=1 if quick else _ROUNDS)),
    ]


def _told(what: str, *args: str) -> dict[str, float]:
    """What a measurement in a process of its own tells in its last line."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    _, out = run([sys.executable, str(Path(__file__)), what, *args], env=environment)
    found: dict[str, float] = json.loads(out.strip().splitlines()[-1])
    return found


def _timeline_rows() -> list[Row]:
    told = _told("timeline")
    note = f"p50 {told['p50_ms']:.1f} ms, worst {told['worst_ms']:.1f} ms, {told['paints']:.0f} paints"
    what = f"timeline of {_CLIPS} clips, pan and zoom, {_WIDE[0]} px: a frame, p95"
    return [
        Row(what, told["p95_ms"], unit="ms", limit=16, note=note),
        Row(f"timeline of {_CLIPS} clips: a frame of playing, p95", told["playing_p95_ms"], unit="ms", limit=16),
        Row(f"timeline of {_CLIPS} clips: another one is shown", told["shown_ms"], unit="ms"),
        Row(f"timeline of {_CLIPS} clips: a step of a drag, p95", told["drag_p95_ms"], unit="ms"),
    ]


def _jobs_rows() -> list[Row]:
    told = _told("jobs")
    return [
        Row(f"list of {_JOBS} jobs opens", told["open_ms"], unit="ms", limit=300),
        Row(f"list of {_JOBS} jobs scrolls: a frame, p95", told["scroll_p95_ms"], unit="ms", limit=round(_FRAME_MS, 1)),
    ]


def _event_rows() -> list[Row]:
    """The test's own measurement, of a publisher in another process and a real server."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    test = Path(__file__).resolve().parents[1] / "ui" / "test_latency.py"
    _, out = run([sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:randomly", str(test)], env=environment)
    told = re.search(r"(\d+) paints, p50 ([\d.]+) ms, p99 ([\d.]+) ms", out)
    if told is None:
        return [Row("job event → painted row, p99", skipped="failed: the test told nothing")]
    note = f"p50 {told[2]} ms, {told[1]} paints"
    return [Row("job event → painted row, p99", float(told[3]), unit="ms", limit=50, note=note)]


def _start_rows(folder: Path, *, rounds: int) -> list[Row]:
    """With folders and a host of its own, after a first start that fills the caches."""
    with own_folders(folder, workers=1):
        found = [_told("start", repr(time.time())) for _ in range(rounds + 1)][1:]
    paint_s = statistics.median(t["first_paint_s"] for t in found)
    memory = statistics.median(t["idle_mib"] for t in found)
    idle = f"after {_IDLE_S:.0f} s; {statistics.median(t['idle_cpu'] for t in found):.1%} of a core meanwhile"
    return [
        Row("start → first paint, warm", paint_s, unit="s", limit=1.0, note=f"median of {rounds}"),
        Row("editor, idle: memory", memory, unit="MiB", limit=250, note=idle),
    ]


# In the process of its own -----------------------------------------------------------------------------------------


def timeline() -> dict[str, float]:
    """Milliseconds a paint, on a timeline whose pictures are all there."""
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtWidgets import QApplication
    from timeline_stage import FakePictures, cut, film, move, paint_times_ms, press, show

    from montage_desktop.ui.theme import Theme
    from montage_desktop.ui.timeline.view import TimelineView

    app = QApplication([])
    view = TimelineView(Theme(app), FakePictures())
    made = film(_CLIPS)
    shown = _ms(lambda: show(view, made, width=_WIDE[0], height=_WIDE[1]))
    paint_times_ms(view)  # fills the caches: what is measured is moving, not decoding
    paints = paint_times_ms(view, clock=time.perf_counter)
    playing = []
    view.set_scale(view.scene.scale.fitted().zoomed(300, 0))
    for frame in range(200):
        view.set_playhead(frame)
        strip = QRect(int(view.scene.scale.x_of(frame)) - 9, 0, 18, _WIDE[1])  # what `set_playhead` asks to be painted
        playing.append(_ms(lambda s=strip: view.viewport().repaint(s)))  # type: ignore[misc]
    start = cut(view, made.video[4].start)
    press(view, start)
    drags = []
    for px in range(5, 45):
        time.sleep(0.017)
        drags.append(_ms(lambda p=px: (move(view, start + QPoint(p, 0)), view.mouse.settle(), app.processEvents())))  # type: ignore[misc]
    view.mouse.abort()
    return {
        "p50_ms": statistics.median(paints), "p95_ms": _p95(paints), "worst_ms": max(paints), "paints": len(paints),
        "playing_p95_ms": _p95(playing), "shown_ms": shown, "drag_p95_ms": _p95(drags),
    }  # fmt: skip


def jobs() -> dict[str, float]:
    """Milliseconds until the list is painted, and a paint while it is scrolled."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    from window_helpers import record

    from montage_desktop.jobs.states import Status
    from montage_desktop.ui.jobs.delegate import JobDelegate
    from montage_desktop.ui.jobs.model import JobModel
    from montage_desktop.ui.jobs.panel import JobTable
    from montage_desktop.ui.theme import Theme

    app = QApplication([])
    theme, model = Theme(app), JobModel()
    records = [record(n, status=Status.FINISHED, progress=1.0) for n in range(_JOBS)]
    table = JobTable(model, JobDelegate(theme, lambda _: True))
    table.resize(_WIDE[0], 600)

    def opening() -> None:
        model.update(records)
        table.show()
        table.grab()

    opened = _ms(opening)
    QTest.qWaitForWindowExposed(table)  # before that, nothing would be painted
    bar = table.verticalScrollBar()
    scrolls = []
    for n in range(300):
        bar.setValue(bar.maximum() * n // 300)
        scrolls.append(_ms(table.viewport().repaint))
    return {"open_ms": opened, "scroll_p95_ms": _p95(scrolls)}


def start(begun: str) -> dict[str, float]:
    """From the start of this process (`begun`, seconds of the clock) to the window's first paint; then it idles."""
    gc.disable()  # as the program does, see `montage_desktop.__main__`
    from PySide6.QtCore import QEvent, QObject, QTimer

    from montage_desktop.ui import app as editor

    found: dict[str, float] = {}
    original: Callable[..., editor.Program] = editor.build

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() is QEvent.Type.Paint and not found:
                found["first_paint_s"] = 0.0
                QTimer.singleShot(0, self._painted)  # once all widgets have been
            return False

        def _painted(self) -> None:
            found["first_paint_s"] = time.time() - float(begun)
            QTimer.singleShot(round(_IDLE_S * 500), lambda: self._idle(time.process_time()))

        def _idle(self, cpu_s: float) -> None:
            QTimer.singleShot(round(_IDLE_S * 500), lambda: self._over(cpu_s))

        def _over(self, cpu_s: float) -> None:
            found.update(_idle_cost(cpu_s))
            self.parent().close()  # type: ignore[union-attr]

    def build(*args: object, **more: object) -> editor.Program:
        program = original(*args, **more)
        program.editor.ask_before_closing = False
        program.window.installEventFilter(FirstPaint(program.window))
        return program

    editor.build = build  # type: ignore[assignment]
    editor.main([])
    return found


def _idle_cost(cpu_s: float) -> dict[str, float]:
    """What this process takes, after half of the idle time in which it had taken so many CPU seconds before."""
    full = psutil.Process().memory_full_info()
    share = (time.process_time() - cpu_s) / (_IDLE_S / 2)
    return {"idle_cpu": share, "idle_mib": getattr(full, "pss", full.rss) / 2**20}


def _ms(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1] / "ui"))
    print(json.dumps({"timeline": timeline, "jobs": jobs, "start": start}[sys.argv[1]](*sys.argv[2:])))
