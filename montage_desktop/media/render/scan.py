"""A finished film and its timeline in; what a person should know of it out: loudness, and what was not planned.

Black and still stretches are looked up in the plan and, if it does not explain them, in the source at the same times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from av.error import FFmpegError

from montage_desktop.core.errors import Cancelled, MediaError, MontageError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import SHOWN_GRACE, shown_at
from montage_desktop.core.timeline import Clip, Timeline, transition_span
from montage_desktop.media.loudness import Loudness, Samples, measured
from montage_desktop.media.opening import footage_stream, open_media
from montage_desktop.media.render.watch import STILL_S, Run, Thumb, Watched, difference, is_black, thumb, watch
from montage_desktop.media.sound_reader import decoded_sound

_MOVED_OVER = 8  #: levels of 255: a source that changes by more does not stand still
_MOST_FRAMES_TO_SEEK = 600
_MOST_LOOKUPS = 24
_MOST_TOLD = 5
_LOUDEST_DBTP = 1.0


def scan(
    path: Path,
    timeline: Timeline,
    *,
    facts: Mapping[str, MediaFacts],
    sound: Loudness | None = None,
    keys: Mapping[int, Thumb] | None = None,
    copied: Sequence[Run] = (),
    should_stop: Callable[[], bool] | None = None,
) -> dict[str, Any]:
    """Look through a film of this program's making; costs about 2 % of the CPU time of its render.

    Args:
        facts: by the timeline's source paths. sound: that of the film, measured; None: it is done here.
        keys: of key frames that were decoded before. copied: runs that are a source's own packets.

    Returns:
        JSON-able. ``loudness_lufs``, ``true_peak_dbtp``: None without sound and in silence. ``black``, ``frozen``:
        ``[[first, last], …]`` in frames: only what neither the plan nor the source explains. ``decode_errors``:
        pictures that are damaged. ``decoded_pictures``, ``keyframes``, ``keyframes_decoded``, ``not_looked_at``: how
        far it looked (the last: stretches that may be black or still, but were too many to decode). ``warnings``:
        sentences for the person.

    Raises:
        MediaError: ``check.failed``: it cannot be read, or a key frame does not decode.
        Cancelled: `should_stop` said so.
    """
    try:
        if sound is None and timeline.audio:
            sound = measured(_until_stopped(decoded_sound(path), should_stop)).loudness
        found = watch(
            path,
            rate=timeline.rate,
            frames=timeline.frames,
            expected_still=[(c.start, c.end - 1) for c in timeline.video if _is_still(c, facts)],
            known=keys,
            trusted=copied,
            should_stop=should_stop,
        )
    except (FFmpegError, OSError, IndexError) as e:
        raise _failed(f"it cannot be read ({e})") from e
    if found.keys_failed:
        at = ", ".join(_clock(f, timeline.rate) for f in found.keys_failed[:_MOST_TOLD])
        raise _failed(f"its picture cannot be decoded at {at}")
    plan = _Plan(timeline, facts)
    black = [r for run in found.black for r in plan.unexplained_black(run)]
    frozen = [r for run in found.still for r in plan.unexplained_still(run, found.black)]
    lufs = sound.integrated_lufs if sound else None
    return {
        "loudness_lufs": None if lufs is None else round(lufs, 2),
        "true_peak_dbtp": round(sound.true_peak_dbtp, 2) if sound else None,
        "black": [list(r) for r in black],
        "frozen": [list(r) for r in frozen],
        "decode_errors": len(found.damaged),
        "decoded_pictures": found.decoded,
        "keyframes": found.keys,
        "keyframes_decoded": found.keys_seen,
        "not_looked_at": found.unseen,
        "warnings": _warnings(timeline, found, black, frozen, sound.true_peak_dbtp if sound else None),
    }


def _until_stopped(blocks: Iterator[Samples], should_stop: Callable[[], bool] | None) -> Iterator[Samples]:
    for block in blocks:
        if should_stop is not None and should_stop():
            raise Cancelled()
        yield block


def _is_still(clip: Clip, facts: Mapping[str, MediaFacts]) -> bool:
    media = facts.get(clip.source)
    return media is not None and media.video is not None and media.video.still


class _Plan:
    """What the timeline and its sources say about a run of frames."""

    def __init__(self, timeline: Timeline, facts: Mapping[str, MediaFacts]) -> None:
        self._timeline, self._facts = timeline, facts
        self._lookups_left = _MOST_LOOKUPS

    def unexplained_black(self, run: Run) -> list[Run]:
        """The parts of a black run that are neither a dip to black nor black in the source."""
        rest = [run]
        for clip in self._timeline.video:
            if clip.transition_in is not None and clip.transition_in.kind == "dip_black":
                a, b = transition_span(clip)
                rest = _without(rest, (a - 1, b))
        return [part for part in self._by_clip(rest, shortest=2) if not self._black_in_source(*part)]

    def unexplained_still(self, run: Run, black: Sequence[Run]) -> list[Run]:
        """The parts of a still run that are not a still, not still in the source, and not black."""
        rest = [run]
        for told in black:
            rest = _without(rest, told)
        for clip in self._timeline.video:
            if _is_still(clip, self._facts):
                a, b = transition_span(clip)
                rest = _without(rest, (min(a, clip.start), max(b, clip.end) - 1))
        shortest = round(STILL_S * self._timeline.rate)
        return [part for part in self._by_clip(rest, shortest=shortest) if not self._still_in_source(*part)]

    def _by_clip(self, runs: Sequence[Run], *, shortest: int) -> Iterator[Run]:
        """Cut runs at the clips' joins; short rests are the edges of something explained."""
        for first, last in runs:
            for clip in self._timeline.video:
                a, b = max(first, clip.start), min(last, clip.end - 1)
                if b - a + 1 >= min(shortest, clip.frames):
                    yield a, b

    def _clip_at(self, frame: int) -> Clip:
        return next(c for c in self._timeline.video if c.start <= frame < c.end)

    def _source(self, first: int, last: int) -> list[Thumb]:
        """Three pictures of the source over a run within a clip; none where it cannot be read."""
        clip = self._clip_at(first)
        media = self._facts.get(clip.source)
        if media is None or self._lookups_left <= 0:
            return []
        self._lookups_left -= 1
        times = [
            shown_at(clip.source_in, f - clip.start, self._timeline.rate, clip.speed)
            for f in sorted({first, (first + last) // 2, last})
        ]
        try:
            return list(source_thumbs(media, times))
        except (FFmpegError, OSError, MontageError):
            return []

    def _black_in_source(self, first: int, last: int) -> bool:
        pictures = self._source(first, last)
        look = self._clip_at(first).look
        darkened = look.brightness < -0.3 or look.contrast < 0.3 or look.gamma < 0.4
        return bool(pictures) and (darkened or all(is_black(p) for p in pictures))

    def _still_in_source(self, first: int, last: int) -> bool:
        pictures = self._source(first, last)
        return bool(pictures) and all(difference(pictures[0], p) <= _MOVED_OVER for p in pictures[1:])


def source_thumbs(media: MediaFacts, times_s: Sequence[Fraction]) -> Iterator[Thumb]:
    """The pictures of a source that are shown at some times, small.

    Raises:
        MontageError, FFmpegError, OSError: it cannot be read.
    """
    with open_media(Path(media.path)) as container:
        stream = footage_stream(container)
        if stream is None or stream.time_base is None:
            return
        stream.codec_context.thread_count = 1
        tick = stream.time_base
        for time_s in times_s:
            wanted = time_s + media.start_s
            container.seek(max(0, int(wanted / tick)), stream=stream, backward=True)
            shown = None
            for count, frame in enumerate(container.decode(stream)):
                late = frame.pts is not None and frame.pts * tick > wanted + SHOWN_GRACE
                if (late and shown is not None) or count > _MOST_FRAMES_TO_SEEK:
                    break
                shown = frame
            if shown is not None:
                yield thumb(shown)


def _without(runs: Sequence[Run], taken: Run) -> list[Run]:
    """The runs without the frames of another."""
    left: list[Run] = []
    for a, b in runs:
        if taken[1] < a or b < taken[0]:
            left.append((a, b))
            continue
        left += [(a, taken[0] - 1)] if a < taken[0] else []
        left += [(taken[1] + 1, b)] if taken[1] < b else []
    return left


def _warnings(
    timeline: Timeline, found: Watched, black: Sequence[Run], frozen: Sequence[Run], true_peak_dbtp: float | None
) -> list[str]:
    told: list[str] = []
    for runs, what in ((black, "is black"), (frozen, "stands still")):
        told += [f"The picture {what} {_span(r, timeline)}, though the source is not." for r in runs[:_MOST_TOLD]]
        if len(runs) > _MOST_TOLD:
            told.append(f"The picture {what} in {len(runs) - _MOST_TOLD} more places.")
    if found.damaged:
        first = min(found.damaged)
        told.append(f"{len(found.damaged)} pictures are damaged, the first at {_clock(first, timeline.rate)}.")
    if true_peak_dbtp is not None and true_peak_dbtp > _LOUDEST_DBTP:
        told.append(f"The sound peaks {true_peak_dbtp:.1f} dB over full scale: players may distort it.")
    return told


def _span(run: Run, timeline: Timeline) -> str:
    clip = next(c for c in timeline.video if c.start <= run[0] < c.end)
    a, b = (_clock(f, timeline.rate) for f in (run[0], run[1] + 1))
    return f"from {a} to {b} (frames {run[0]} to {run[1]}, “{Path(clip.source).name}”)"


def _clock(frame: int, rate: Fraction) -> str:
    seconds = float(frame / rate)
    return f"{int(seconds // 60)}:{seconds % 60:05.2f}"


def _failed(what: str) -> MediaError:
    return MediaError(
        "check.failed", f"The film is not as planned: {what}.", fix="Render it again; report it if that does not help."
    )
