"""A timeline's captions in; a text track that players can show or not, beside the picture, out (3GPP Timed Text).

Specification: 3GPP TS 26.245; a sample is the text's length in bytes (16 bits) and the text in UTF-8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from av.container import OutputContainer
from av.packet import Packet

from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript.caption_files import ass
from montage_desktop.core.transcript.languages import three_letters

_LONGEST_BYTES = 0xFFFF


def has_caption_track(timeline: Timeline) -> bool:
    """Whether the film gets one: it is asked for, and there is something in it."""
    return timeline.caption_track and bool(timeline.captions)


def add_caption_track(target: OutputContainer, timeline: Timeline, *, tick: Fraction) -> Any:
    """The stream for the captions, in a film that is begun; `tick` is the time base of `caption_packets`, seconds."""
    stream: Any = target.add_stream("mov_text")
    # The size and place of the letters in the track's header are made from such a script.
    stream.codec_context.subtitle_header = ass([], size=timeline.size).encode()
    stream.time_base = tick
    stream.metadata["language"] = three_letters(timeline.caption_language)
    return stream


def caption_packets(timeline: Timeline, stream: Any, *, tick: Fraction) -> Iterator[Packet[Any]]:
    """The captions in order, none over the one that follows; each begins and ends with its frames."""
    frame_ticks = int(1 / timeline.rate / tick)
    rows = sorted(timeline.captions, key=lambda row: row["start_frame"])
    starts = [row["start_frame"] for row in rows[1:]] + [timeline.frames]
    for row, following in zip(rows, starts, strict=True):
        frames = min(row["frames"], following - row["start_frame"])
        text = _cut(row.get("text", "").encode())
        if frames < 1 or not text:
            continue
        packet: Packet[Any] = Packet(struct.pack(">H", len(text)) + text)
        packet.stream = stream
        packet.time_base = tick
        packet.pts = packet.dts = row["start_frame"] * frame_ticks
        packet.duration = frames * frame_ticks
        yield packet


def _cut(text: bytes) -> bytes:
    return text[:_LONGEST_BYTES].decode("utf-8", "ignore").encode()
