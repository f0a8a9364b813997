"""A chunk in; its encoded video out, under its name only when it is whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from av.error import FFmpegError

from montage_desktop.core.errors import MediaError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline
from montage_desktop.media.ffmpeg import FFmpeg, Outcome, Progress, run
from montage_desktop.media.ffmpeg_causes import input_error
from montage_desktop.media.quick_open import open_own
from montage_desktop.media.render.caption_burn import caption_filters, drawn_captions
from montage_desktop.media.render.chunks import Chunk, pieces_of_chunk
from montage_desktop.media.render.encoding import STANDARD, Encoding, encoder_args
from montage_desktop.media.render.graph import Graph, build
from montage_desktop.media.render.hardware import device_args, upload_filters
from montage_desktop.media.render.look import Filter
from montage_desktop.media.render.profiles import Profile
from montage_desktop.media.render.seek import KeyFrames
from montage_desktop.media.render.temporary import hidden_name, written_whole

_LONGEST_ARGUMENT_BYTES = 8192
CAPTIONS = ".ass"


def render_chunk(
    timeline: Timeline,
    chunk: Chunk,
    *,
    facts: Mapping[str, MediaFacts],
    profile: Profile,
    out: Path,
    ffmpeg: FFmpeg,
    keys: KeyFrames | None = None,
    encoding: Encoding = STANDARD,
    should_stop: Callable[[], bool] | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> Outcome:
    """Encode a chunk's pictures to `out` (MP4, no sound), in one FFmpeg process with single-threaded stages.

    Args:
        facts: by the timeline's source paths. keys: as in `graph.build`. on_progress: gets the fraction done, 0…1.

    Raises:
        Cancelled, MediaError, TransientError: and nothing is left behind.
    """
    script = hidden_name(out).with_suffix(".graph")

    def told(progress: Progress) -> None:
        if on_progress is not None:
            on_progress(min(1.0, progress.frame / chunk.frames))

    try:
        with written_whole(out) as temp:
            args = chunk_args(
                timeline,
                chunk,
                facts=facts,
                profile=profile,
                ffmpeg=ffmpeg,
                out=temp,
                script=script,
                keys=keys,
                encoding=encoding,
            )
            what = f"Part {chunk.index + 1}"
            outcome = run(args, ffmpeg=ffmpeg, what=what, on_progress=told, should_stop=should_stop)
            lost = input_error(outcome.stderr)
            if lost is not None:
                raise lost
            _require_frames(temp, chunk)
    finally:
        for made in (script, script.with_suffix(CAPTIONS)):
            made.unlink(missing_ok=True)
    return outcome


def chunk_args(
    timeline: Timeline,
    chunk: Chunk,
    *,
    facts: Mapping[str, MediaFacts],
    profile: Profile,
    ffmpeg: FFmpeg,
    out: Path,
    script: Path,
    keys: KeyFrames | None = None,
    encoding: Encoding = STANDARD,
) -> list[str]:
    """FFmpeg's arguments for a chunk; a long graph is written to `script`, captions beside it."""
    pieces, keep = pieces_of_chunk(timeline, chunk, facts=facts, profile=profile, ffmpeg=ffmpeg, encoding=encoding)
    graph = build(
        pieces,
        timeline.rate,
        facts={m.path: m for m in facts.values()},
        keep=keep,
        keys=keys,
        ffmpeg_major=ffmpeg.major,
        last=[*_captions(timeline, chunk, profile, ffmpeg, script), *upload_filters(encoding.hardware)],
    )
    rate = timeline.rate
    return [
        *device_args(encoding.hardware)[0],
        *graph.inputs,
        *_graph_args(graph, ffmpeg, script),
        *("-map", graph.label, "-fps_mode", "passthrough", "-enc_time_base", f"{rate.denominator}:{rate.numerator}"),
        *encoder_args(profile, rate, encoding),
        *("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"),
        *("-video_track_timescale", str(rate.numerator), "-f", "mp4", f"file:{out.absolute()}"),
    ]


def _captions(timeline: Timeline, chunk: Chunk, profile: Profile, ffmpeg: FFmpeg, script: Path) -> list[Filter]:
    text = drawn_captions(timeline, chunk.start_frame, chunk.end_frame, profile)
    if not text:
        return []
    beside = script.with_suffix(CAPTIONS)
    beside.write_text(text, encoding="utf-8")
    return caption_filters(beside, ffmpeg)


def _graph_args(graph: Graph, ffmpeg: FFmpeg, script: Path) -> list[str]:
    threads = ["-filter_complex_threads", "1", "-filter_threads", "1"]
    if len(graph.text) <= _LONGEST_ARGUMENT_BYTES:
        return [*threads, "-filter_complex", graph.text]
    script.write_text(graph.text, encoding="utf-8")
    # FFmpeg 7 reads any option's value from a file; 9 no longer knows the older option.
    option = "-/filter_complex" if ffmpeg.major >= 7 or ffmpeg.major == 0 else "-filter_complex_script"
    return [*threads, option, str(script.absolute())]


def count_frames(path: Path) -> int:
    """Video packets in a file, by reading them."""
    with open_own(path) as container:
        return sum(1 for p in container.demux(container.streams.video[0]) if p.size)


def _require_frames(path: Path, chunk: Chunk) -> None:
    try:
        found = count_frames(path)
    except (FFmpegError, OSError, IndexError) as e:
        raise MediaError(
            "render.unreadable",
            f"Part {chunk.index + 1} cannot be read back: {e}.",
            fix="Retry; if it happens again, see the log.",
        ) from e
    if found != chunk.frames:
        raise MediaError(
            "render.frames",
            f"Part {chunk.index + 1} has {found} frames instead of {chunk.frames}.",
            fix="A clip may reach past the end of its source, or its file is damaged: see the report.",
        )
