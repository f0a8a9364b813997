"""A task and its files in; its wall time, CPU seconds and result out, as one JSON line.

Runs in the environment of whoever does the task, so it imports nothing but that. Imports are not timed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _timed(work: Callable[[], Any]) -> dict[str, Any]:
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu, "result": result}


def scenedetect(*files: str) -> list[dict[str, Any]]:
    """Frames of cuts by PySceneDetect's default detector with its default settings."""
    from scenedetect import AdaptiveDetector, detect

    return [_timed(lambda f=f: [scene[0].frame_num for scene in detect(f, AdaptiveDetector())[1:]]) for f in files]


def shots(threads: str, *files: str) -> list[dict[str, Any]]:
    """Seconds of our shots, [start, end]; tracks of quality are made in the same pass."""
    from montage_desktop.media.analysis.footage import analyse_footage

    def one(file: str) -> list[tuple[float, float]]:
        facts = analyse_footage(Path(file), threads=int(threads))
        return [(float(s.start_s), float(s.end_s)) for s in facts.shots]

    return [_timed(lambda f=f: one(f)) for f in files]


def decoding(threads: str, *files: str) -> list[dict[str, Any]]:
    """Frames decoded without doing anything with them: the floor for whoever looks at all of them."""
    import av

    def one(file: str) -> int:
        with av.open(file) as container:
            stream = container.streams.video[0]
            stream.codec_context.thread_count = int(threads)
            stream.codec_context.thread_type = "FRAME" if int(threads) > 1 else "SLICE"
            return sum(1 for _ in container.decode(stream))

    return [_timed(lambda f=f: one(f)) for f in files]


def librosa(*files: str) -> list[dict[str, Any]]:
    """Seconds of beats by librosa's beat tracker, from the file."""
    import librosa as lib

    def one(file: str) -> list[float]:
        samples, rate = lib.load(file)
        return [float(t) for t in lib.beat.beat_track(y=samples, sr=rate, units="time")[1]]

    one(files[0])  # compiles at its first call; that is not its speed
    return [_timed(lambda f=f: one(f)) for f in files]


def beats(*files: str) -> list[dict[str, Any]]:
    """Seconds of our beats, from the file; sections and bars are found in the same pass."""
    from montage_desktop.media.analysis.song import analyse_song

    return [_timed(lambda f=f: list(analyse_song(Path(f)).beats)) for f in files]


def moviepy(document: str, out: str) -> dict[str, Any]:
    """The film of a list of (source, first second, seconds), and a song, as MoviePy makes it."""
    from moviepy import AudioFileClip, VideoFileClip, concatenate_videoclips

    film = json.loads(Path(document).read_text())

    def make() -> None:
        opened = {path: VideoFileClip(path, audio=False) for path in sorted({c[0] for c in film["clips"]})}
        clips = [opened[path].subclipped(first, first + length) for path, first, length in film["clips"]]
        whole = concatenate_videoclips(clips)
        song = AudioFileClip(film["song"]).subclipped(0, whole.duration)
        whole.with_audio(song).write_videofile(
            out, fps=film["rate"], codec="libx264", preset=film["preset"], threads=2, audio_codec="aac", logger=None
        )

    return _timed(make)


if __name__ == "__main__":
    known = (scenedetect, shots, decoding, librosa, beats, moviepy)
    tasks: dict[str, Callable[..., Any]] = {task.__name__: task for task in known}
    print(json.dumps(tasks[sys.argv[1]](*sys.argv[2:])))
