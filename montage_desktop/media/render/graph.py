"""Pieces in; FFmpeg's arguments for inputs and filter graph out, built with ffmpeg-python.

Frame *k* of a piece shows the last source frame whose pts is at most the asked time plus a grace (`pieces`): the
frames' times are shifted so that this moment is zero, in a time base in which both are whole numbers, and ``fps`` with
``round=up`` holds each frame until the next is due.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Any

import ffmpeg
import msgspec
from ffmpeg import dag

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import round_half_up
from montage_desktop.media.opening import MOST_PIXELS
from montage_desktop.media.render.look import Filter
from montage_desktop.media.render.pieces import TICKS, Piece
from montage_desktop.media.render.seek import KeyFrames

#: The first version of FFmpeg that takes bitstream filters for inputs, by which packets are left out.
_TELLS_INPUT = 8
_TERMS = 40


def _mend_hash() -> None:
    """ffmpeg-python 0.2.0 leaves a filter's name out of its hash: ``hflip`` and ``vflip`` of one stream collide."""

    def inner_hash(node: Any) -> int:
        return int(dag.get_hash_int({"name": node.name, "args": node.args, "kwargs": node.kwargs}))

    dag.KwargReprNode._KwargReprNode__inner_hash = property(inner_hash)


_mend_hash()


class Graph(msgspec.Struct, frozen=True):
    """FFmpeg's arguments for the inputs, the filter graph's text, and the label of its output."""

    inputs: list[str]
    text: str
    label: str


def build(
    pieces: Sequence[Piece],
    rate: Fraction,
    *,
    facts: Mapping[str, MediaFacts],
    keep: tuple[int, int] | None = None,
    keys: KeyFrames | None = None,
    ffmpeg_major: int = 0,
    last: Sequence[Filter] = (),
) -> Graph:
    """The graph that joins `pieces` into one stream of pictures.

    Args:
        facts: by path; how each source is to be opened.
        keep: only these frames of the result, for a range that begins or ends within a transition.
        keys: to find key frames with, where the caller has more questions. ffmpeg_major: its version: newer ones can be
            told to leave out packets.
        last: filters that the result goes through.
    """
    runs: list[tuple[Any, int]] = []  # streams to be joined by hard cuts, with their lengths in frames
    with contextlib.nullcontext(keys) if keys else KeyFrames() as at:
        options = [
            input_options(piece, facts[piece.source], rate, keys=at, ffmpeg_major=ffmpeg_major) for piece in pieces
        ]
    for index, piece in enumerate(pieces):
        stream = _stream(index, piece, rate, options[index])
        if not piece.transition:
            runs.append((stream, piece.frames))
            continue
        # Only what is mixed goes through xfade, which needs other pixel formats.
        before, tail = _divided(*runs.pop(), at=-piece.overlap_frames)
        head, after = _divided(stream, piece.frames, at=piece.overlap_frames)
        assert tail is not None and head is not None
        mixed = (_mixed(tail[0], head[0], piece=piece, rate=rate), piece.overlap_frames)
        runs += [run for run in (before, mixed, after) if run is not None]
    streams = [stream for stream, _ in runs]
    joined = streams[0]
    if len(streams) > 1:
        # It guesses how long a run's last frame is, wrongly for a run of one frame.
        joined = ffmpeg.concat(*streams, v=1, a=0)
        joined = joined.filter("settb", expr=f"{rate.denominator}/{rate.numerator}").filter("setpts", expr="N")
    if keep:
        joined = joined.filter("trim", start_frame=keep[0], end_frame=keep[1]).filter("setpts", expr="PTS-STARTPTS")
    for name, args in last:
        joined = joined.filter(name, **args)
    return _compiled(joined, pieces)


def _divided(stream: Any, frames: int, *, at: int) -> tuple[tuple[Any, int] | None, tuple[Any, int] | None]:
    """A stream's first and second part, each with its length; None for one without frames."""
    at = at % frames if at < 0 else at
    if at in (0, frames):
        whole = (stream, frames)
        return (None, whole) if at == 0 else (whole, None)
    both = stream.filter_multi_output("split")
    return (_cut(both.stream(0), 0, at), at), (_cut(both.stream(1), at, frames), frames - at)


def _cut(stream: Any, first: int, last: int) -> Any:
    return stream.filter("trim", start_frame=first, end_frame=last).filter("setpts", expr="PTS-STARTPTS")


def _mixed(before: Any, after: Any, *, piece: Piece, rate: Fraction) -> Any:
    """xfade takes its times in microseconds, which it rounds to frames again."""
    duration = _decimal(piece.overlap_frames / rate)
    mixed = ffmpeg.filter([before, after], "xfade", transition=piece.transition, duration=duration, offset="0")
    return mixed.filter("format", **next(args for name, args in reversed(piece.after) if name == "format"))


def _stream(index: int, piece: Piece, rate: Fraction, options: Mapping[str, Any]) -> Any:
    # The name stands for the path until all is compiled: two pieces of one moment must stay two inputs.
    source = ffmpeg.input(f"input:{index}", **options)
    chain = [*piece.before, *_held(piece, rate)] if piece.hold else [*piece.before, *_timed(piece, rate), *piece.after]
    stream = source["V:0"]
    for name, args in chain:
        stream = stream.filter(name, **args)
    return stream


def _timed(piece: Piece, rate: Fraction) -> list[Filter]:
    speed = piece.speed
    shifted = f"PTS-({piece.shown_ticks})"
    at = shifted if speed == 1 else f"floor(({shifted})*{speed.denominator}/{speed.numerator})"
    return [
        ("settb", {"expr": f"1/{TICKS}"}),
        ("setpts", {"expr": at}),
        ("fps", {"fps": f"{rate.numerator}/{rate.denominator}", "round": "up", "start_time": "0"}),
        # The last frame is held where the source turns out shorter than it said.
        ("tpad", {"stop": "-1", "stop_mode": "clone"}),
        ("trim", {"end_frame": str(piece.frames)}),
    ]


def _held(piece: Piece, rate: Fraction) -> list[Filter]:
    """A still is scaled once and repeated; the look comes after, so that grain moves."""
    cut = next((i for i, (name, _) in enumerate(piece.after) if name == "format"), len(piece.after) - 1) + 1
    return [
        *piece.after[:cut],
        ("loop", {"loop": "-1", "size": "1"}),
        ("settb", {"expr": f"{rate.denominator}/{rate.numerator}"}),
        ("setpts", {"expr": "N"}),
        ("fps", {"fps": f"{rate.numerator}/{rate.denominator}"}),
        ("trim", {"end_frame": str(piece.frames)}),
        *piece.after[cut:],
    ]


def shown_range(piece: Piece, rate: Fraction) -> tuple[Fraction, Fraction]:
    """Raw source times at which the first and the last frame that a piece needs are shown."""
    first_s = Fraction(piece.shown_ticks, TICKS)
    last_s = first_s + (piece.frames - 1) * piece.speed / rate
    return first_s, last_s + (2 / rate if piece.before else 0)  # deinterlacing looks at the next frame


def input_options(
    piece: Piece, media: MediaFacts, rate: Fraction, *, keys: KeyFrames, ffmpeg_major: int = 0
) -> dict[str, Any]:
    """FFmpeg's options to open a piece's source and to read what the piece shows; nothing but its video."""
    options: dict[str, Any] = {"f": media.format, "protocol_whitelist": "file,pipe", "threads": 1}
    options |= {"an": None, "sn": None, "dn": None, "reinit_filter": 0, "max_pixels": MOST_PIXELS}
    if piece.hold:
        return options
    reading = keys.reading(media, *shown_range(piece, rate))
    options |= {"copyts": None}
    if reading.settled and ffmpeg_major >= _TELLS_INPUT:
        options |= {"nofind_stream_info": None}
    if reading.dropped and ffmpeg_major >= _TELLS_INPUT:
        options |= {"bsf:v": f"noise=drop={_any_of(reading.dropped)}"}
    if reading.limit_s is not None:
        options |= {"t": _decimal(reading.limit_s)}
    if reading.seek_s is not None:
        # Downwards, so that the frame that begins right there is not dropped.
        options |= {"seek_timestamp": 1, "ss": _decimal(reading.seek_s, down=reading.exact)}
        options |= {} if reading.exact else {"noaccurate_seek": None}
    return options


def _any_of(timestamps: Sequence[int]) -> str:
    """An expression that holds for these timestamps: commas escaped for the list of filters in which it stands, and in
    groups, since libavutil takes at most about a hundred terms side by side."""
    terms = [rf"eq(pts\,{t})" for t in timestamps]
    return "+".join(f"({'+'.join(terms[i : i + _TERMS])})" for i in range(0, len(terms), _TERMS))


def _compiled(stream: Any, pieces: Sequence[Piece]) -> Graph:
    args = ffmpeg.get_args(ffmpeg.output(stream, "out"))
    at = args.index("-filter_complex")
    inputs = [*args[:at]]
    # ffmpeg-python numbers inputs in the order in which it meets them, and writes them in that order.
    for i, arg in enumerate(inputs):
        if arg == "-i":
            inputs[i + 1] = f"file:{pieces[int(inputs[i + 1].removeprefix('input:'))].source}"
    return Graph(inputs=inputs, text=args[at + 1], label=args[at + 3])


def _decimal(value_s: Fraction, *, down: bool = False) -> str:
    """Seconds to the microsecond, which is what FFmpeg's durations hold."""
    micros = floor(value_s * 1_000_000) if down else round_half_up(value_s * 1_000_000)
    sign = "-" if micros < 0 else ""
    return f"{sign}{abs(micros) // 1_000_000}.{abs(micros) % 1_000_000:06d}"
