"""Chunks and the film's sound in; one MP4 out, joined by packets, without encoding anything; captions as a track.

Timestamps come from frame numbers: frame *n* is shown at exactly *n* / rate. The same parts give the same bytes.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.packet import Packet

from montage_desktop.core.errors import Cancelled, MediaError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline
from montage_desktop.media.render.caption_track import add_caption_track, caption_packets, has_caption_track
from montage_desktop.media.render.place import disk_error, place, require_output
from montage_desktop.media.render.splice import Part, VideoTrack
from montage_desktop.media.render.temporary import hidden_name


def join(
    chunks: Sequence[Part],
    sound: Path | None,
    timeline: Timeline,
    *,
    out: Path,
    facts: Mapping[str, MediaFacts] | None = None,
    overwrite: bool = False,
    should_stop: Callable[[], bool] | None = None,
) -> None:
    """Join the chunks, in order, and the sound (None: no sound) to the film at `out`.

    Args:
        facts: of the sources that chunks are copied from.

    Raises:
        InputError: ``output.exists``, ``output.folder``. MediaError: ``disk.full``, ``join.parts``.
        Cancelled: and in every case nothing is left behind.
    """
    require_output(out, overwrite=overwrite, needed_bytes=needed_bytes([*chunks, *([sound] if sound else [])]))
    temp = hidden_name(out)
    try:
        assemble(chunks, sound, timeline, out=temp, facts=facts, should_stop=should_stop)
        place(temp, out, overwrite=overwrite)
    finally:
        temp.unlink(missing_ok=True)


def needed_bytes(parts: Sequence[Part], facts: Mapping[str, MediaFacts] | None = None) -> int:
    """About what the joined file takes."""
    media = {m.path: m for m in (facts or {}).values()}
    return sum(_size(p, media) for p in parts) + (1 << 20)


def _size(part: Part, media: Mapping[str, MediaFacts]) -> int:
    if isinstance(part, Path):
        return part.stat().st_size
    source = media[part.source]
    frames = max(1, round((source.video.duration_s / source.video.frame_s) if source.video else 1))
    return min(source.size_bytes, source.size_bytes * part.packets // frames)


def assemble(
    chunks: Sequence[Part],
    sound: Path | None,
    timeline: Timeline,
    *,
    out: Path,
    facts: Mapping[str, MediaFacts] | None = None,
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
            for packet in _packets(chunks, sound, timeline, target, facts or {}):
                if should_stop is not None and should_stop():
                    raise Cancelled()
                target.mux_one(packet)
        with out.open("rb+") as file:
            os.fsync(file.fileno())
    except (IndexError, ValueError, StopIteration) as e:  # no such stream, or not one that can be joined
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
    chunks: Sequence[Part],
    sound: Path | None,
    timeline: Timeline,
    target: OutputContainer,
    facts: Mapping[str, MediaFacts],
) -> Iterator[Packet[Any]]:
    """All packets in order of decode time, so that the muxer has little to hold back."""
    track = VideoTrack(chunks, facts, timeline.rate)
    with contextlib.closing(track):
        # The decoder of AV1 has no encoder of its name: its streams are taken over without a codec.
        opaque = track.template.stream.codec == "av1"
        video_out: Any = target.add_stream_from_template(track.template.track, opaque=opaque)
        video_out.time_base = Fraction(1, ticks_per_second(timeline.rate))
        if track.template.stream.codec == "hevc":
            video_out.codec_context.codec_tag = "hvc1"  # what Apple's players take
        if track.config != track.template.stream.config:
            video_out.codec_context.extradata = track.config
    video = _video_packets(track, timeline, video_out)
    with contextlib.ExitStack() as opened:
        audio: Iterator[Packet[Any]] | None = None
        if sound is not None:
            source = opened.enter_context(av.open(f"file:{sound.absolute()}"))
            audio = _audio_packets(source, target.add_stream_from_template(source.streams.audio[0]))
        if has_caption_track(timeline):
            tick = Fraction(1, ticks_per_second(timeline.rate))
            text_out = add_caption_track(target, timeline, tick=tick)
            video = _merged(video, caption_packets(timeline, text_out, tick=tick))  # both have the same ticks
        yield from video if audio is None else _merged(video, audio)


def _merged(video: Iterator[Packet[Any]], audio: Iterator[Packet[Any]]) -> Iterator[Packet[Any]]:
    """Packets of two tracks, each with one time base, in the order of their times; the first's where they are equal."""
    a, b = next(video, None), next(audio, None)
    # How many ticks of the sound one of the picture is, as whole numbers: fractions would take most of the time.
    tick = (
        (a.time_base or Fraction(0)) / (b.time_base or Fraction(1)) if a is not None and b is not None else Fraction(1)
    )
    while a is not None or b is not None:
        if b is None or (a is not None and (a.dts or 0) * tick.numerator <= (b.dts or 0) * tick.denominator):
            assert a is not None
            yield a
            a = next(video, None)
        else:
            yield b
            b = next(audio, None)


def _video_packets(track: VideoTrack, timeline: Timeline, stream: Any) -> Iterator[Packet[Any]]:
    tick = Fraction(1, ticks_per_second(timeline.rate))
    frame_ticks = int(1 / timeline.rate / tick)
    count = 0
    for packet, frame, decoded in track.packets():
        packet.stream = stream
        packet.time_base = tick
        packet.pts, packet.dts = frame * frame_ticks, decoded * frame_ticks
        packet.duration = frame_ticks
        count += 1
        yield packet
    if count != timeline.frames:
        raise MediaError("join.parts", f"The parts have {count} frames, the film {timeline.frames}.")


def _audio_packets(source: InputContainer, stream: Any) -> Iterator[Packet[Any]]:
    for packet in source.demux(source.streams.audio[0]):
        if packet.size:
            packet.stream = stream
            yield packet
