"""A 30-cut 1080p film, rendered in chunks two at a time, against the fastest single FFmpeg command for the same film.

Prints one JSON line: ratios of CPU seconds (at most 1.1) and of wall time (at most 0.8). Run it on a quiet machine:
``python tests/benchmarks/bench_render.py [--rounds N] [--seconds S]``.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "media"))

from footage_corpus import numbered_video

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.check import check
from montage_desktop.media.render.chunks import Chunk, divide
from montage_desktop.media.render.encode import render_chunk
from montage_desktop.media.render.join import join
from montage_desktop.media.render.profiles import encoder_args, profile, sound_args
from montage_desktop.media.sound import render_sound

STANDARD = profile("standard")
RATE = Fraction(30)
CAMERA = ("-c:v", "libx264", "-preset", "fast", "-crf", "20", "-pix_fmt", "yuv420p", "-g", "60")
CLIPS, CUT_FRAMES = 10, 30


def footage(folder: Path, seconds: int) -> tuple[Timeline, dict[str, MediaFacts]]:
    """Ten clips and a song; a timeline that cuts between them once a second."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"clip{i}.mp4" for i in range(CLIPS)]
    for i, path in enumerate(paths):
        if not path.exists():
            numbered_video(path, frames=150, rate="30", size=(1920, 1080), source=i, codec=CAMERA)
    song = folder / "song.wav"
    if not song.exists():
        noise = np.random.default_rng(1).normal(0, 3000, (48_000 * seconds, 2)).astype("<i2")
        with wave.open(str(song), "wb") as f:
            f.setnchannels(2)
            f.setsampwidth(2)
            f.setframerate(48_000)
            f.writeframes(noise.tobytes())
    clips = [
        Clip(
            id=f"c{i}",
            start=i * CUT_FRAMES,
            frames=CUT_FRAMES,
            source=str(paths[i * 7 % CLIPS]),
            source_in=Fraction(i * 13 % 110, 30),
        )
        for i in range(seconds)
    ]
    frames = seconds * CUT_FRAMES
    audio = [AudioSpan(role="music", source=str(song), start_sample=0, samples=seconds * 48_000)]
    timeline = Timeline(rate=RATE, size=(1920, 1080), frames=frames, video=clips, audio=audio)
    return timeline, {s: probe(Path(s)) for s in timeline.sources()}


def _work(queue: list[object], timeline: Timeline, facts: dict[str, MediaFacts], folder: Path) -> None:
    """A worker: takes parts until there are none."""
    ffmpeg = find_ffmpeg()
    while True:
        try:
            part = queue.pop(0)
        except IndexError:
            return
        if isinstance(part, Chunk):
            out = folder / f"{part.index}.mp4"
            render_chunk(timeline, part, facts=facts, profile=STANDARD, out=out, ffmpeg=ffmpeg)
        else:
            render_sound(timeline, facts=facts, profile=STANDARD, out=folder / "sound.m4a", ffmpeg=ffmpeg)


def ours(timeline: Timeline, facts: dict[str, MediaFacts], folder: Path) -> None:
    """Chunks and sound by two forked workers, then join and check here."""
    chunks = divide(timeline, facts, STANDARD)
    fork = multiprocessing.get_context("fork")
    with fork.Manager() as manager:
        queue = manager.list(["sound", *chunks])
        workers = [fork.Process(target=_work, args=(queue, timeline, facts, folder)) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
            assert worker.exitcode == 0
    film = folder / "ours.mp4"
    parts = [folder / f"{c.index}.mp4" for c in chunks]
    join(parts, folder / "sound.m4a", timeline, out=film, overwrite=True)
    check(film, timeline, sound=True, seams=[c.start_frame for c in chunks])


def single(timeline: Timeline, folder: Path, *, threads: str, filter_threads: str, decoder_threads: str = "1") -> None:
    """The same film by one command: accurate seeks, one concat, the same encoder settings but for threads."""
    args: list[str] = []
    for clip in timeline.video:
        args += ["-threads", decoder_threads, "-ss", f"{float(clip.source_in):.6f}"]
        args += ["-t", f"{float(clip.frames / RATE):.6f}", "-an", "-i", clip.source]
    n = len(timeline.video)
    args += ["-i", timeline.audio[0].source]
    chains = "".join(f"[{i}:v]fps=30,setsar=1[v{i}];" for i in range(n))
    graph = chains + "".join(f"[v{i}]" for i in range(n)) + f"concat=n={n}[v]"
    encoder = encoder_args(STANDARD, RATE)
    encoder[encoder.index("-threads") + 1] = threads
    i = encoder.index("-x264-params") + 1
    encoder[i] = ":".join(p for p in encoder[i].split(":") if "threads" not in p)
    command = [find_ffmpeg().path, "-v", "error", "-nostdin", "-y", "-filter_complex_threads", filter_threads, *args]
    command += ["-filter_complex", graph, "-map", "[v]", "-map", f"{n}:a", *encoder, *sound_args(STANDARD)]
    command += ["-movflags", "+faststart", str(folder / "single.mp4")]
    subprocess.run(command, check=True)


def measured(what: Callable[[], None]) -> tuple[float, float]:
    """(wall seconds, CPU seconds of this process and its children)."""

    def cpu() -> float:
        return sum(
            u.ru_utime + u.ru_stime
            for u in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
        )

    wall, before = time.monotonic(), cpu()
    what()
    return time.monotonic() - wall, cpu() - before


VARIANTS = [
    {"threads": "0", "filter_threads": "0"},
    {"threads": "2", "filter_threads": "1"},
    {"threads": "1", "filter_threads": "1"},
    {"threads": "0", "filter_threads": "0", "decoder_threads": "0"},
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--footage", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temp:
        folder = Path(temp)
        timeline, facts = footage(options.footage or folder / "footage", options.seconds)
        rivals: list[list[tuple[float, float]]] = [[] for _ in VARIANTS]
        own: list[tuple[float, float]] = []
        for _ in range(options.rounds):  # interleaved, so that a noisy moment hits all alike
            own.append(measured(lambda: ours(timeline, facts, folder)))
            for rows, variant in zip(rivals, VARIANTS, strict=True):
                rows.append(measured(lambda v=variant: single(timeline, folder, **v)))
        sizes = {f: (folder / f"{f}.mp4").stat().st_size for f in ("ours", "single")}
    middle = [tuple(round(statistics.median(x), 2) for x in zip(*rows, strict=True)) for rows in rivals]
    best_wall, best_cpu = min(m[0] for m in middle), min(m[1] for m in middle)
    wall, cpu = (statistics.median(x) for x in zip(*own, strict=True))
    print(
        json.dumps(
            {
                "ours": {"wall_s": round(wall, 2), "cpu_s": round(cpu, 2)},
                "single": [{**v, "wall_s": w, "cpu_s": c} for v, (w, c) in zip(VARIANTS, middle, strict=True)],
                "cpu_ratio": round(cpu / best_cpu, 3),
                "wall_ratio": round(wall / best_wall, 3),
                "bytes": sizes,
            }
        )
    )
    if cpu / best_cpu > 1.1 or wall / best_wall > 0.8:
        sys.exit(1)


if __name__ == "__main__":
    main()
