"""The sample: footage and a song, made on this computer. Blocking: call it in the background."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from montage_desktop.core import paths


def available() -> bool:
    """Whether this build can make it."""
    names = ("montage_desktop.media.samples.footage", "montage_desktop.media.samples.song")
    return all(importlib.util.find_spec(name) is not None for name in names)


def make_sample(folder: Path | None = None) -> list[Path]:
    """Write it (what is there already stays) and return the clips, then the song.

    Raises:
        MontageError: FFmpeg is missing or fails. OSError: the folder cannot be written to.
    """
    from montage_desktop.media.ffmpeg import find_ffmpeg
    from montage_desktop.media.samples.footage import write_demo_footage
    from montage_desktop.media.samples.song import write_demo_song

    folder = folder or paths.data_dir() / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    song = folder / "Sample song.wav"
    if not song.exists():
        write_demo_song(song, duration_s=40.0)
    clips = write_demo_footage(folder / "footage", ffmpeg=str(find_ffmpeg().path))
    return [*clips, song]
