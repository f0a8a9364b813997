"""A finished film and its timeline in; a report of plain numbers out, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import log10
from pathlib import Path
from typing import Any

import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from numpy.typing import NDArray

from montage_desktop.core.errors import MediaError
from montage_desktop.core.time import SAMPLE_RATE
from montage_desktop.core.timeline import Timeline
from montage_desktop.media.quick_open import open_own

#: A film this short is decoded whole; of a longer one what lies at its seams.
_WHOLE_FRAMES = 60
_AT_SEAM_FRAMES = 2
_FRAMES_A_BLOCK = 64


@dataclass
class _Heard:
    """What reading and decoding the sound gave: seconds of its begin and end, samples, peak and power."""

    begin_s: Fraction = Fraction(0)
    end_s: Fraction = Fraction(0)
    samples: int = 0
    peak: float = 0.0
    squares: float = 0.0


@dataclass
class _Seen:
    """What reading the packets gave: timestamps in ticks, those of key frames among them."""

    pts: list[int] = field(default_factory=list)
    keys: set[int] = field(default_factory=set)
    end: int = 0
    end_s: Fraction = Fraction(0)


def check(
    path: Path,
    timeline: Timeline,
    *,
    sound: bool,
    seams: Sequence[int] = (),
    decode_seams: bool = True,
) -> dict[str, float | int]:
    """Check a film against its plan.

    Args:
        sound: whether it is to have sound.
        seams: first frames of its chunks, which have to be key frames.
        decode_seams: decode the pictures there (all of them in a short film); not needed if it is scanned after.

    Returns:
        ``frames``, ``seconds``, ``width``, ``height``, ``size_bytes``, ``keyframes``, ``decoded_frames``, and with
        sound ``samples``, ``sound_seconds``, ``peak_db``, ``rms_db``.

    Raises:
        MediaError: ``check.failed``, with what is wrong.
    """
    try:
        with open_own(path) as film:
            return _checked(film, path, timeline, sound=sound, seams=seams, decode_seams=decode_seams)
    except (FFmpegError, OSError, IndexError) as e:
        raise _failed(f"it cannot be decoded ({e})") from e


def _checked(
    film: InputContainer,
    path: Path,
    timeline: Timeline,
    *,
    sound: bool,
    seams: Sequence[int],
    decode_seams: bool,
) -> dict[str, float | int]:
    track: Any = film.streams.video[0]
    if bool(film.streams.audio) != sound:
        raise _failed("it has no sound" if sound else "it has sound that was not planned")
    seen, heard = _read(film)
    _require_frames(seen, timeline, track.time_base)
    for seam in seams:
        if seen.keys.isdisjoint({round(seam / timeline.rate / track.time_base)}):
            raise _failed(f"the part that begins at frame {seam} does not begin with a key frame")
    if sound:
        _require_sound(heard, timeline)
    decoded = _decode_at(film, timeline, seams if decode_seams else ())
    report: dict[str, float | int] = {
        "frames": len(seen.pts),
        "seconds": round(float(seen.end_s), 6),
        "width": track.width,
        "height": track.height,
        "size_bytes": path.stat().st_size,
        "keyframes": len(seen.keys),
        "decoded_frames": decoded,
    }
    if sound:
        rms = (heard.squares / max(1, 2 * heard.samples)) ** 0.5
        report |= {"samples": heard.samples, "sound_seconds": round(float(heard.end_s), 6)}
        report |= {"peak_db": _db(heard.peak), "rms_db": _db(rms)}
    return report


def _read(film: InputContainer) -> tuple[_Seen, _Heard]:
    """Read all packets; decode the sound's."""
    seen, heard = _Seen(), _Heard()
    waiting: list[NDArray[np.float32]] = []
    for packet in film.demux():
        if packet.stream.type == "video" and packet.size and packet.pts is not None:
            seen.pts.append(packet.pts)
            if packet.is_keyframe:
                seen.keys.add(packet.pts)
            end = packet.pts + (packet.duration or 0)
            seen.end = max(seen.end, end)
        elif packet.stream.type == "audio":
            if packet.size and packet.pts is not None:
                heard.end_s = (packet.pts + (packet.duration or 0)) * (packet.time_base or Fraction(0))
            decoded: Any = packet.decode()
            for frame in decoded:
                if not heard.samples and not waiting and frame.pts is not None and frame.time_base is not None:
                    heard.begin_s = frame.pts * frame.time_base
                waiting.append(frame.to_ndarray())
            if len(waiting) >= _FRAMES_A_BLOCK:
                _hear(heard, waiting)
    _hear(heard, waiting)
    seen.end_s = seen.end * Fraction(film.streams.video[0].time_base or 0)
    return seen, heard


def _hear(heard: _Heard, waiting: list[NDArray[np.float32]]) -> None:
    """Measure what was decoded."""
    if not waiting:
        return
    block = np.concatenate(waiting, axis=1)
    waiting.clear()
    heard.samples += block.shape[1]
    heard.peak = max(heard.peak, float(np.abs(block).max()))
    heard.squares += float(np.square(block, dtype=np.float64).sum())


def _require_frames(seen: _Seen, timeline: Timeline, tick: Fraction) -> None:
    if len(seen.pts) != timeline.frames:
        raise _failed(f"it has {len(seen.pts)} frames instead of {timeline.frames}")
    frame_ticks = 1 / timeline.rate / tick
    for index, pts in enumerate(sorted(seen.pts)):
        if pts != index * frame_ticks:
            raise _failed(f"frame {index} is shown at {float(pts * tick):.4f} s")
    if seen.end_s != timeline.duration_s:
        raise _failed(f"its picture ends at {float(seen.end_s):.4f} s")


def _require_sound(heard: _Heard, timeline: Timeline) -> None:
    frame_s = 1 / timeline.rate
    if abs(heard.begin_s) >= frame_s:
        raise _failed(f"its sound begins at {float(heard.begin_s):.4f} s")
    if abs(heard.end_s - timeline.duration_s) >= frame_s:
        raise _failed(
            f"its sound ends at {float(heard.end_s):.3f} s, its picture at {float(timeline.duration_s):.3f} s"
        )
    if abs(Fraction(heard.samples, SAMPLE_RATE) - timeline.duration_s) > max(frame_s, Fraction(1024, SAMPLE_RATE)):
        raise _failed(f"its sound has {heard.samples} samples instead of {timeline.samples}")


def _decode_at(film: InputContainer, timeline: Timeline, seams: Sequence[int]) -> int:
    """Decode the first pictures of each chunk and the last of the film; the number decoded."""
    track = film.streams.video[0]
    track.codec_context.thread_count = 1
    track.codec_context.skip_frame = "DEFAULT"
    tick = track.time_base or Fraction(1)
    places = [(0, timeline.frames)]
    if timeline.frames > _WHOLE_FRAMES:
        places = [(s, _AT_SEAM_FRAMES) for s in sorted({0, *seams})]
    decoded = 0
    for start, count in places:
        film.seek(int(start / timeline.rate / tick), stream=track, backward=True)
        got = 0
        for frame in film.decode(track):
            if frame.pts is not None and frame.pts * tick * timeline.rate < start:
                raise _failed(f"the part that begins at frame {start} does not begin with a key frame")
            got += 1
            if got == count:
                break
        if got < min(count, timeline.frames - start):
            raise _failed(f"the pictures from frame {start} cannot be decoded")
        decoded += got
    return decoded


def _db(value: float) -> float:
    return round(20 * log10(max(value, 1e-6)), 2)


def _failed(what: str) -> MediaError:
    return MediaError(
        "check.failed", f"The film is not as planned: {what}.", fix="Render it again; report it if that does not help."
    )
