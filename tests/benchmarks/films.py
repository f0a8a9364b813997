"""A recipe in; sources, timelines and the single FFmpeg command for the same film out."""

from __future__ import annotations

import subprocess
import sys
import wave
from fractions import Fraction
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "media"))

from footage_corpus import ffmpeg, numbered_video

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.encoding import encoder_args
from montage_desktop.media.render.profiles import profile, sound_args

STANDARD = profile("standard")
RATE = Fraction(30)
CAMERA = ("-c:v", "libx264", "-preset", "fast", "-crf", "20", "-pix_fmt", "yuv420p", "-g", "60")
CLIPS, CUT_FRAMES = 10, 30
SOURCE_FRAMES, QUICK_FRAMES = 150, 70
SAMPLE_RATE = 48_000

#: Threads of the single command; which is the fastest depends on the machine.
VARIANTS = (
    {"threads": "0", "filter_threads": "0"},
    {"threads": "2", "filter_threads": "1"},
    {"threads": "1", "filter_threads": "1"},
    {"threads": "0", "filter_threads": "0", "decoder_threads": "0"},
)


def noise_song(path: Path, seconds: int) -> Path:
    """A stereo WAV file of noise."""
    if not path.exists():
        noise = np.random.default_rng(1).normal(0, 3000, (SAMPLE_RATE * seconds, 2)).astype("<i2")
        with wave.open(str(path), "wb") as f:
            f.setnchannels(2)
            f.setsampwidth(2)
            f.setframerate(SAMPLE_RATE)
            f.writeframes(noise.tobytes())
    return path


def camera_clips(folder: Path, size: tuple[int, int], *, frames: int) -> list[Path]:
    """Ten clips as a camera writes them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"clip{i}.mp4" for i in range(CLIPS)]
    for i, path in enumerate(paths):
        if not path.exists():
            numbered_video(path, frames=frames, rate=RATE, size=size, source=i, codec=CAMERA)
    return paths


def montage(
    folder: Path,
    *,
    clips: int,
    cut_frames: int = CUT_FRAMES,
    size: tuple[int, int] = (1920, 1080),
    source_frames: int = SOURCE_FRAMES,
) -> Timeline:
    """A timeline of so many clips of the same length, cut from ten files of ``source_frames``, under a song."""
    paths = camera_clips(folder, size, frames=source_frames)
    frames = clips * cut_frames
    samples = int(frames / RATE * SAMPLE_RATE)
    song = noise_song(folder / f"song{frames}.wav", int(frames / RATE) + 1)
    latest = source_frames - cut_frames - 10
    video = [
        Clip(
            id=f"c{i}",
            start=i * cut_frames,
            frames=cut_frames,
            source=str(paths[i * 7 % CLIPS]),
            source_in=Fraction(i * 13 % latest, 30),
        )
        for i in range(clips)
    ]
    audio = [AudioSpan(role="music", source=str(song), start_sample=0, samples=samples)]
    return Timeline(rate=RATE, size=size, frames=frames, video=video, audio=audio)


def quick_or_full(folder: Path, clips: int, *, quick: bool) -> Timeline:
    """The 1080p montage with a cut a second of most measurements; a quick one is cut from shorter files."""
    frames = QUICK_FRAMES if quick else SOURCE_FRAMES
    return montage(folder / f"cam1080-{frames}", clips=clips, source_frames=frames)


def facts_of(timeline: Timeline) -> dict[str, MediaFacts]:
    """Probed facts of the sources."""
    return {source: probe(Path(source)) for source in timeline.sources()}


def long_film(folder: Path, *, minutes: int, size: tuple[int, int], key_every: int) -> Path:
    """A film with sound and a key frame at least each so many frames, its first half minute over and over."""
    film = folder / f"long{minutes}-{key_every}.mp4"
    if film.exists():
        return film
    folder.mkdir(parents=True, exist_ok=True)
    codec = ("-c:v", "libx264", "-preset", "fast", "-crf", "23", "-pix_fmt", "yuv420p", "-g", str(key_every))
    part = folder / f"part{key_every}.mp4"
    sound = {"tone_hz": 220, "channels": 2}
    numbered_video(part, frames=900, rate=RATE, size=size, codec=(*codec, "-c:a", "aac"), **sound)
    names = folder / "parts.txt"
    names.write_text(f"file '{part}'\n" * (minutes * 2))
    ffmpeg("-f", "concat", "-safe", "0", "-i", names, "-c", "copy", film)
    return film


def kept_spans(total_frames: int, cuts: int) -> list[tuple[int, int]]:
    """[first, last) frames that stay when ``cuts`` stretches of about a second are taken out of a film."""
    step = total_frames // (cuts + 1)
    bounds = [0]
    for i in range(1, cuts + 1):
        first = i * step + i * 7 % 23  # not at key frames
        bounds += [first, first + 25 + i * 5 % 20]
    bounds.append(total_frames - 5)
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def edited(film: Path, spans: list[tuple[int, int]]) -> Timeline:
    """The timeline that keeps spans of a film and their sound."""
    media = probe(film)
    assert media.video is not None
    clips: list[Clip] = []
    audio: list[AudioSpan] = []
    at = 0
    for i, (first, last) in enumerate(spans):
        source_in = media.video.start_s + Fraction(first) / RATE
        clips.append(Clip(id=f"k{i}", start=at, frames=last - first, source=str(film), source_in=source_in))
        begin, end = (int(frame / RATE * SAMPLE_RATE) for frame in (at, at + last - first))
        audio.append(
            AudioSpan(
                role="original", source=str(film), start_sample=begin, samples=end - begin, source_in=first / RATE
            )
        )
        at += last - first
    return Timeline(rate=RATE, size=media.video.display, frames=at, video=clips, audio=audio)


def single(timeline: Timeline, out: Path, *, threads: str, filter_threads: str, decoder_threads: str = "1") -> None:
    """The same film by one command: accurate seeks, one concat, the same encoder settings but for threads."""
    args: list[str] = []
    for clip in timeline.video:
        args += ["-threads", decoder_threads, "-ss", f"{float(clip.source_in):.6f}"]
        args += ["-t", f"{float(clip.frames / RATE):.6f}", "-i", clip.source]
    n = len(timeline.video)
    own_sound = timeline.audio[0].role == "original"
    chains = "".join(f"[{i}:v]fps=30,setsar=1[v{i}];" for i in range(n))
    if own_sound:
        graph = chains + "".join(f"[v{i}][{i}:a]" for i in range(n)) + f"concat=n={n}:a=1[v][a]"
    else:
        args += ["-i", timeline.audio[0].source]
        graph = chains + "".join(f"[v{i}]" for i in range(n)) + f"concat=n={n}[v]"
    encoder = encoder_args(STANDARD, RATE)
    encoder[encoder.index("-threads") + 1] = threads
    i = encoder.index("-x264-params") + 1
    encoder[i] = ":".join(p for p in encoder[i].split(":") if "threads" not in p)
    command = [find_ffmpeg().path, "-v", "error", "-nostdin", "-y", "-filter_complex_threads", filter_threads, *args]
    sound = "[a]" if own_sound else f"{n}:a"
    command += ["-filter_complex", graph, "-map", "[v]", "-map", sound, *encoder, *sound_args(STANDARD)]
    subprocess.run([*command, "-movflags", "+faststart", str(out)], check=True)
