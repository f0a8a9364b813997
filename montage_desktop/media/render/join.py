"""Chunks and the film's sound in; one MP4 out, joined by packets, without encoding anything.

Timestamps come from frame numbers: frame *n* is shown at exactly *n* / rate. The same parts give the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.packet import Packet

from montage_desktop.core.errors import Cancelled, MediaError
from montage_desktop.core.timeline import Timeline
from montage_desktop.media.render.place import disk_error, place, require_output
from montage_desktop.media.render.temporary import hidden_name


def join(
    chunks: Sequence[Path],
    sound: Path | None,
    timeline: Timeline,
    *,
    out: Path,
    overwrite: bool = False,
    should_stop: Callable[[], bool] | None = None,
) -> None:
    """Join the chunks, in order, and the sound (None: no sound) to the film at `out`.

    Raises:
        InputError: ``output.exists``, ``output.folder``. MediaError: ``disk.full``, ``join.parts``.
        Cancelled: and in every case nothing is left behind.
    """
    require_output(out, overwrite=overwrite, needed_bytes=needed_bytes([*chunks, *([sound] if sound else [])]))
    temp = hidden_name(out)
    try:
        assemble(chunks, sound, timeline, out=temp, should_stop=should_stop)
        place(temp, out, overwrite=overwrite)
    finally:
        temp.unlink(missing_ok=True)


def needed_bytes(parts: Sequence[Path]) -> int:
    """About what the joined file takes."""
    return sum(p.stat().st_size for p in parts) + (1 << 20)


def assemble(
    chunks: Sequence[Path],
    sound: Path | None,
    timeline: Timeline,
    *,
    out: Path,
    should_stop: Callable[[], bool] | None = None,
) -> None:
    """Write the joined MP4 to `out` and to disk; the caller gives it its name and removes it on failure.

    Raises:
        MediaError: ``join.parts``: parts that do not fit together; ``disk.full``. Cancelled.
    """
    try:
        with av.open(f"file:{out.absolute()}", "w", format="mp4", container_options=_mux_options(timeline)) as target:
            if timeline.title:
                target.metadata["title"] = timeline.title
            for packet in _packets(chunks, sound, timeline, target):
                if should_stop is not None and should_stop():
                    raise Cancelled()
                target.mux_one(packet)
        with out.open("rb+") as file:
            os.fsync(file.fileno())
    except IndexError as e:  # no such stream
        raise MediaError("join.parts", "A rendered part has no picture, or the sound has none.") from e
    except FFmpegError as e:
        if isinstance(e, OSError) and e.errno:
            raise disk_error(e) from e
        raise MediaError("join.parts", f"The rendered parts cannot be joined: {e}.") from e
    except OSError as e:
        raise disk_error(e) from e


def ticks_per_second(rate: Fraction) -> int:
    """The track's time scale: a frame is a whole number of its ticks, and it is not so coarse as to upset players."""
    return rate.numerator * (1 if rate.numerator >= 1000 else 1000)


def _mux_options(timeline: Timeline) -> dict[str, str]:
    ticks = str(ticks_per_second(timeline.rate))
    return {
        "movflags": "+faststart",
        "fflags": "+bitexact",
        "video_track_timescale": ticks,
        "movie_timescale": ticks,
    }


def _packets(
    chunks: Sequence[Path], sound: Path | None, timeline: Timeline, target: OutputContainer
) -> Iterator[Packet[Any]]:
    """All packets in order of decode time, so that the muxer has little to hold back."""
    with av.open(f"file:{chunks[0].absolute()}") as first:
        video_out: Any = target.add_stream_from_template(first.streams.video[0])
        extradata = first.streams.video[0].codec_context.extradata
    video_out.time_base = Fraction(1, ticks_per_second(timeline.rate))
    video = _video_packets(chunks, timeline, video_out, extradata)
    if sound is None:
        yield from video
        return
    with av.open(f"file:{sound.absolute()}") as source:
        audio_out = target.add_stream_from_template(source.streams.audio[0])
        yield from _merged(video, _audio_packets(source, audio_out))


def _merged(video: Iterator[Packet[Any]], audio: Iterator[Packet[Any]]) -> Iterator[Packet[Any]]:
    a, b = next(video, None), next(audio, None)
    while a is not None or b is not None:
        if b is None or (a is not None and _time(a) <= _time(b)):
            assert a is not None
            yield a
            a = next(video, None)
        else:
            yield b
            b = next(audio, None)


def _time(packet: Packet[Any]) -> Fraction:
    return Fraction(packet.dts or 0) * (packet.time_base or Fraction(0))


def _video_packets(
    chunks: Sequence[Path], timeline: Timeline, stream: Any, extradata: bytes | None
) -> Iterator[Packet[Any]]:
    tick = Fraction(1, ticks_per_second(timeline.rate))
    frame_ticks = int(1 / timeline.rate / tick)
    start = 0
    delay: int | None = None
    for path in chunks:
        with av.open(f"file:{path.absolute()}") as source:
            track = source.streams.video[0]
            if track.codec_context.extradata != extradata:
                raise _misfit(path, "was encoded with other settings than the first")
            packets = [p for p in source.demux(track) if p.size]
            frames = _frames_of(packets, timeline.rate, path)
            # B-frames are decoded ahead of when they are shown: by the same number of frames in every chunk.
            behind = frames[0] - round(Fraction(packets[0].dts or 0) * _base(packets[0]) * timeline.rate)
            delay = behind if delay is None else delay
            if behind != delay:
                raise _misfit(path, "reorders its frames differently from the first")
            for i, (packet, frame) in enumerate(zip(packets, frames, strict=True)):
                packet.stream = stream
                packet.time_base = tick
                packet.pts, packet.dts = (start + frame) * frame_ticks, (start + i - delay) * frame_ticks
                packet.duration = frame_ticks
                yield packet
            start += len(packets)
    if start != timeline.frames:
        raise MediaError("join.parts", f"The parts have {start} frames, the film {timeline.frames}.")


def _base(packet: Packet[Any]) -> Fraction:
    return packet.time_base or Fraction(0)


def _frames_of(packets: list[Packet[Any]], rate: Fraction, path: Path) -> list[int]:
    """Frame number within the chunk of each packet; every number once, the first a key frame."""
    frames = [round(Fraction(p.pts or 0) * _base(p) * rate) for p in packets]
    if sorted(frames) != list(range(len(frames))) or not packets or not packets[0].is_keyframe:
        raise _misfit(path, "does not hold one picture for each of its frames")
    return frames


def _audio_packets(source: InputContainer, stream: Any) -> Iterator[Packet[Any]]:
    for packet in source.demux(source.streams.audio[0]):
        if packet.size:
            packet.stream = stream
            yield packet


def _misfit(path: Path, what: str) -> MediaError:
    return MediaError(
        "join.parts", f"The rendered part “{path.name}” {what}.", fix="Remove it from the cache and retry."
    )
