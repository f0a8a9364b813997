"""The preview player on a 30-cut 1080p film with a song: how soon, how smooth, at what cost.

Prints one JSON line: milliseconds from play, seek and swap to the picture (budgets: play 120, swap 50), frames late and
dropped over the whole film, CPU seconds a second, peak memory. Run it on a quiet machine:
``python tests/benchmarks/bench_preview.py [--seconds S] [--width PX] [--footage FOLDER]``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")

import msgspec
import numpy as np
from films import facts_of, montage
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Clip, Look, Timeline
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.proxy import make_proxy, proxy_cache, proxy_of
from montage_desktop.ui.preview.player import PreviewPlayer, Shown
from montage_desktop.ui.preview.video_surface import VideoSurface

_ROUNDS = 15


class Watch:
    """A tap that counts, and does not keep pictures."""

    def __init__(self) -> None:
        self.shown_at: list[float] = []
        self.frames: list[int] = []
        self.lateness_s: list[float] = []
        self.samples = 0

    def shown(self, shown: Shown) -> None:
        self.shown_at.append(time.perf_counter())
        self.frames.append(shown.frame)
        if shown.step >= 0:
            self.lateness_s.append(shown.shown_s - shown.due_s)

    def heard(self, position: int, samples: np.ndarray) -> None:
        self.samples = self.samples if position else 0  # a line begins
        assert position == self.samples, "the stream of samples is broken"
        self.samples += len(samples)

    def clear(self) -> None:
        self.__init__()  # type: ignore[misc]


def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Handle events until something is true."""
    deadline, waker = time.monotonic() + seconds, QTimer()
    waker.start(2)
    while not condition():
        assert time.monotonic() < deadline
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def timed(watch: Watch, what: Callable[[], None]) -> float:
    """Milliseconds from a call to the picture that follows from it."""
    watch.clear()
    begin = time.perf_counter()
    what()
    until(lambda: watch.shown_at)
    return (watch.shown_at[0] - begin) * 1000


def spread(values: list[float]) -> dict[str, float]:
    return {
        "p50": round(statistics.median(values), 1),
        "p95": round(float(np.percentile(values, 95)), 1),
        "max": round(max(values), 1),
    }


def settled() -> None:
    """Let what was asked for be done, so that it does not count."""
    end = time.monotonic() + 0.25
    until(lambda: time.monotonic() > end)


def plays(player: PreviewPlayer, watch: Watch, dice: random.Random, *, warm: bool) -> list[float]:
    """From play to the first picture: where the person has been looking (`warm`), or together with a seek."""
    found = []
    assert player.timeline is not None
    for _ in range(_ROUNDS):
        place = dice.randrange(player.timeline.frames - 60)
        if warm:
            timed(watch, lambda p=place: player.seek(p))  # type: ignore[misc]
            settled()
            found.append(timed(watch, player.play))
        else:
            player.play()
            found.append(timed(watch, lambda p=place: player.seek(p)))  # type: ignore[misc]
        player.pause()
        settled()
    return found


def edited(timeline: Timeline, frame: int, **changes: object) -> Timeline:
    """The timeline with the clip at a frame changed."""
    clips = [msgspec.structs.replace(c, **changes) if c.start <= frame < c.end else c for c in timeline.video]
    return msgspec.structs.replace(timeline, video=clips)


def swaps(
    player: PreviewPlayer,
    watch: Watch,
    timeline: Timeline,
    facts: dict[str, MediaFacts],
    dice: random.Random,
    kind: str,
) -> list[float]:
    """From an edit under the playhead to its picture."""
    found = []
    for n in range(_ROUNDS):
        frame = dice.randrange(timeline.frames)
        player.set_timeline(timeline, facts)
        timed(watch, lambda f=frame: player.seek(f))  # type: ignore[misc]
        settled()
        clip: Clip = next(c for c in timeline.video if c.start <= frame < c.end)
        if kind == "look":
            after = edited(timeline, frame, look=Look(name="x", contrast=1.1 + n / 100))
        elif kind == "slip":
            after = edited(timeline, frame, source_in=clip.source_in + Fraction(1, 30))
        else:  # a runner-up, with proxies or without
            other = dice.choice([s for s in facts if facts[s].video and s != clip.source])
            after = edited(timeline, frame, source=other, source_in=Fraction(dice.randrange(100), 30))
        if kind == "expected":
            player.expect([after], facts)
            settled()
        found.append(timed(watch, lambda t=after: player.set_timeline(t, facts)))  # type: ignore[misc]
        settled()
    return found


def _with_proxies(
    player: PreviewPlayer,
    watch: Watch,
    timeline: Timeline,
    facts: dict[str, MediaFacts],
    dice: random.Random,
    folder: Path,
) -> list[float]:
    """Another source out of the blue, whose proxy was made before: the very frame, in less detail for a moment."""
    cache = proxy_cache(folder)
    videos = {path: media for path, media in facts.items() if media.video}
    for media in videos.values():
        make_proxy(media, cache, ffmpeg=find_ffmpeg())
    found = {path: proxy_of(media, cache) for path, media in videos.items()}
    player.set_proxies({path: media for path, media in found.items() if media is not None}, shown=False)
    times = swaps(player, watch, timeline, facts, dice, "source")
    player.set_proxies({}, shown=False)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--width", type=int, default=960)
    parser.add_argument("--footage", type=Path)
    options = parser.parse_args()
    app = QApplication([])
    with tempfile.TemporaryDirectory() as temp:
        timeline = montage(options.footage or Path(temp) / "footage", clips=options.seconds)
        facts = facts_of(timeline)
        surface, watch, dice = VideoSurface(), Watch(), random.Random(1)
        surface.resize(options.width, options.width * 9 // 16)
        surface.show()
        player = PreviewPlayer(surface.sink)
        player.tap = watch
        player.set_view(surface.size())
        first = timed(watch, lambda: player.set_timeline(timeline, facts))
        settled()
        watch.clear()
        began, cpu = time.monotonic(), time.process_time()
        player.play()
        until(lambda: not player.is_playing, options.seconds + 30)
        wall, cpu = time.monotonic() - began, time.process_time() - cpu
        result = {
            "view": [options.width, options.width * 9 // 16],
            "film": {
                "wall_s": round(wall, 2), "cpu_per_s": round(cpu / wall, 3), "frames": len(watch.lateness_s),
                "late": player.late, "dropped": player.dropped, "painted": surface.frames_shown,
                "in_order": watch.frames == sorted(set(watch.frames)),
                "samples_missing": timeline.samples - watch.samples,
                "lateness_ms": spread([s * 1000 for s in watch.lateness_s]),
            },
            "first_timeline_ms": round(first, 1),
            "play_ms": spread(plays(player, watch, dice, warm=True)),
            "seek_and_play_ms": spread(plays(player, watch, dice, warm=False)),
            "swap_look_ms": spread(swaps(player, watch, timeline, facts, dice, "look")),
            "swap_slip_ms": spread(swaps(player, watch, timeline, facts, dice, "slip")),
            "swap_source_ms": spread(swaps(player, watch, timeline, facts, dice, "source")),
            "swap_proxied_ms": spread(_with_proxies(player, watch, timeline, facts, dice, Path(temp))),
            "swap_expected_ms": spread(swaps(player, watch, timeline, facts, dice, "expected")),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }  # fmt: skip
        player.close()
        app.processEvents()
    print(json.dumps(result))
    film = result["film"]
    if result["play_ms"]["p95"] > 120 or result["swap_look_ms"]["p95"] > 50 or film["dropped"] or film["late"]:  # type: ignore[index]
        sys.exit(1)


if __name__ == "__main__":
    main()
