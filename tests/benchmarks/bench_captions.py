"""Captions in the preview of a 1080p talk at 25 fps: what they cost pictures, and how soon another style is seen.

Prints one JSON line: pictures late and dropped without captions and with words that light up, frames whose caption was
not there yet, milliseconds from a style to its painting (budget: p95 150), CPU seconds a second with those of FFmpeg.
Run it on a quiet machine: ``python tests/benchmarks/bench_captions.py [--seconds S] [--width PX]``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")

import msgspec
from bench_preview import Watch, settled, spread, until
from PySide6.QtWidgets import QApplication

from montage_desktop.core.time import sample_at
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline
from montage_desktop.core.transcript.caption_states import CaptionStates
from montage_desktop.core.transcript.caption_styles import STYLES
from montage_desktop.core.transcript.captions import Cue, CueWord, timeline_captions
from montage_desktop.media.ffmpeg import find_ffmpeg, run
from montage_desktop.media.probe import probe
from montage_desktop.ui.preview.caption_overlay import CaptionOverlay
from montage_desktop.ui.preview.player import PreviewPlayer
from montage_desktop.ui.preview.video_surface import VideoSurface

RATE = Fraction(25)
_WORD_S = Fraction(3, 10)  # as people speak
_ROUNDS = 40


def talk(folder: Path, seconds: int) -> Timeline:
    """A moving picture with sound, and a word each 0.3 s, ten of them a cue."""
    video = folder / "talk.mp4"
    args = ["-f", "lavfi", "-i", f"testsrc2=s=1920x1080:r=25:d={seconds}", "-f", "lavfi", "-i", f"sine=220:d={seconds}"]
    run([*args, "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", str(video)], ffmpeg=find_ffmpeg())
    cues = []
    for n in range(int(seconds / (10 * _WORD_S))):
        begin = n * 10 * _WORD_S
        times = [begin + k * _WORD_S for k in range(10)]
        gaps = ["" if k == 0 else "\n" if k == 5 else " " for k in range(10)]
        words = tuple(CueWord(f"{gaps[k]}word{10 * n + k}", t, t + _WORD_S) for k, t in enumerate(times))
        cues.append(Cue(begin, begin + 10 * _WORD_S, words))
    frames = seconds * 25
    return Timeline(
        rate=RATE, size=(1920, 1080), frames=frames, video=[Clip("a", 0, frames, str(video), Fraction(0))],
        audio=[AudioSpan("voice", str(video), 0, sample_at(frames, RATE))],
        captions=timeline_captions(cues, rate=RATE, frames=frames),
    )  # fmt: skip


def cpu_s() -> float:
    """Of this process and of those it ran."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in both)


def played(player: PreviewPlayer, surface: VideoSurface, timeline: Timeline, style: str) -> dict[str, Any]:
    """The whole film once."""
    watch, missing = Watch(), []
    film = msgspec.structs.replace(timeline, caption_style=style)
    states = CaptionStates(film)

    def note(frame: int) -> None:
        if states.at(frame).seen and surface.overlay is None:
            missing.append(frame)

    player.set_timeline(film, {s: probe(Path(s)) for s in film.sources()})
    player.seek(0)
    settled()
    player.tap, player.late, player.dropped = watch, 0, 0
    player.frame_shown.connect(note)
    began, cpu = time.monotonic(), cpu_s()
    player.play()
    until(lambda: not player.is_playing, timeline.frames / 25 + 60)
    wall, cpu = time.monotonic() - began, cpu_s() - cpu
    player.frame_shown.disconnect(note)
    return {
        "late": player.late, "dropped": player.dropped, "frames": len(watch.lateness_s),
        "lateness_ms": spread([s * 1000 for s in watch.lateness_s]), "cpu_per_s": round(cpu / wall, 3),
        "without_caption": len(missing),
    }  # fmt: skip


def restyled(player: PreviewPlayer, surface: VideoSurface, timeline: Timeline) -> list[float]:
    """Milliseconds from a style to its painting, each time with a caption that was never drawn."""
    found = []
    facts = {s: probe(Path(s)) for s in timeline.sources()}
    for n in range(_ROUNDS):
        style = list(STYLES)[n % len(STYLES)]
        rows = [{**r, "text": f"{r['text']} {n}", "words": []} for r in timeline.captions]
        player.seek(40 + 15 * n % (timeline.frames - 80))
        settled()
        before = surface.overlay
        begin = time.perf_counter()
        player.set_timeline(msgspec.structs.replace(timeline, caption_style=style, captions=rows), facts)
        until(lambda before=before: surface.overlay is not before and surface.overlay is not None)  # type: ignore[misc]
        surface.repaint()
        found.append((time.perf_counter() - begin) * 1000)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--width", type=int, default=960)
    options = parser.parse_args()
    app = QApplication([])
    with tempfile.TemporaryDirectory() as temp:
        timeline = talk(Path(temp), options.seconds)
        surface = VideoSurface()
        surface.resize(options.width, options.width * 9 // 16)
        surface.show()
        player = PreviewPlayer(surface.sink)
        captions = CaptionOverlay(player, surface)
        player.set_view(surface.size())
        result = {
            "view": [options.width, options.width * 9 // 16],
            "plain": played(player, surface, timeline, ""),
            "karaoke": played(player, surface, timeline, "karaoke"),
            "style_ms": spread(restyled(player, surface, timeline)),
        }
        player.close()
        captions.close()
        app.processEvents()
    print(json.dumps(result))
    karaoke: Any = result["karaoke"]
    if karaoke["late"] or karaoke["dropped"] or karaoke["without_caption"] > 2 or result["style_ms"]["p95"] > 150:
        sys.exit(1)


if __name__ == "__main__":
    main()
