"""A clip in; its `FootageFacts` out: shots with exact boundaries and tracks of quality, in one decode pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import cv2
import msgspec
import numpy as np

from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.core.facts import FootageFacts, MediaFacts, Shot, Tracks, VideoFacts
from montage_desktop.media.analysis.foresight import Foresight
from montage_desktop.media.analysis.frames import FrameReader, SmallFrame
from montage_desktop.media.analysis.gaps import GapFiller
from montage_desktop.media.analysis.quality import QualityMeter
from montage_desktop.media.analysis.read_ahead import read_ahead
from montage_desktop.media.analysis.shots import ShotFinder, Transition
from montage_desktop.media.probe import probe, require_footage

#: A still lasts as long as anyone wants; facts need a number.
STILL_S = Fraction(3600)
_SHORTEST_S = 0.15  #: shots shorter than this are no use and are left out
_CHECK_S = 0.2
_WAITING = 4  #: decoded frames that wait to be measured, where that is done beside decoding


def _never() -> bool:
    return False


def _ignore(_share: float) -> None:
    pass


def analyse_footage(
    path: Path,
    *,
    should_stop: Callable[[], bool] = _never,
    on_progress: Callable[[float], None] = _ignore,
    threads: int = 1,
) -> FootageFacts:
    """Read a clip once, decode what is needed of it, and find its shots and its good and bad moments.

    Args:
        should_stop: asked about five times a second. on_progress: told 0…1, ascending, as often.
        threads: decoder threads; one suits workers that run one per core.

    Raises:
        InputError: as `probe`; ``media.no_video``; ``media.no_frames`` if nothing decodes.
        Cancelled: ``should_stop()`` was true.
    """
    cv2.setNumThreads(1)
    media = probe(path)
    video = require_footage(media)
    pulse = _Pulse(should_stop, on_progress)
    pulse.check(0.0)
    foresight = Foresight(video.frame_s)
    reader = FrameReader(Path(media.path), video, threads=threads, choose=foresight.choose)
    filler = GapFiller(Path(media.path), video, distrust=foresight.distrust, threads=threads)
    run = _Run(media, video, reader)
    with closing(read_ahead(reader, most=_WAITING if threads > 1 else 0)) as frames:
        for frame in frames:
            seconds = float(run.second(frame.small.pts))
            run.meter.add(frame, seconds)
            if frame.key:
                run.keys.append(round(seconds, 4))
            for small in filler.add(frame):
                run.add(small)
            pulse.check((seconds - float(video.start_s)) / max(float(video.duration_s), 1e-3))
            if video.still:
                break
    for small in filler.finish():
        run.add(small)
    if not run.times:
        raise _no_frames(Path(media.path))
    facts = run.still() if video.still else run.finish()
    on_progress(1.0)
    return msgspec.structs.replace(facts, media=_with_warnings(facts.media, reader, len(run.times)))


def _no_frames(path: Path) -> InputError:
    what = f"“{path.name}” has no picture that can be decoded."
    return InputError("media.no_frames", what, fix="Copy it again, or leave it out.")


class _Pulse:
    """Asks whether to stop and tells progress, not more often than `_CHECK_S`."""

    def __init__(self, should_stop: Callable[[], bool], on_progress: Callable[[float], None]) -> None:
        self._should_stop, self._on_progress = should_stop, on_progress
        self._due, self._share = 0.0, 0.0

    def check(self, share: float) -> None:
        now = time.monotonic()
        if now < self._due:
            return
        self._due = now + _CHECK_S
        if self._should_stop():
            raise Cancelled
        self._share = max(self._share, min(share, 0.99))
        self._on_progress(self._share)


class _Run:
    """What is gathered in one pass over a clip, and its facts at the end."""

    def __init__(self, media: MediaFacts, video: VideoFacts, reader: FrameReader) -> None:
        self.media, self.video, self.reader = media, video, reader
        self.finder, self.meter = ShotFinder(float(video.rate)), QualityMeter(video)
        self.times: list[int] = []
        self.damaged: list[bool] = []
        self.keys: list[float] = []
        self.ticks = 0

    def add(self, frame: SmallFrame) -> None:
        """Take the next frame, decoded or not."""
        self.times.append(frame.pts)
        self.ticks = frame.ticks
        self.finder.add(frame)
        self.damaged.append(frame.damaged)

    def second(self, pts: int) -> Fraction:
        """Seconds of the source of a raw pts."""
        return pts * self.reader.tick - self.media.start_s

    def still(self) -> FootageFacts:
        """One shot for any length, and the measurements of the picture at both ends of it."""
        one = self.meter.tracks([], self.times)
        rows = {name: list(getattr(one, name)) * 2 for name in Tracks.__struct_fields__}
        tracks = Tracks(**{**rows, "times_s": [0.0, float(STILL_S)]})
        return FootageFacts(media=self.media, shots=[Shot(Fraction(0), STILL_S, "start")], tracks=tracks)

    def finish(self) -> FootageFacts:
        """Shots between the transitions and the damaged stretches, and the tracks."""
        transitions = self.finder.finish()
        count = len(self.times)
        breaks = sorted(transitions + _stretches(self.damaged))
        # Half-open ends: the pts of the frame after, or the end of the last frame.
        lasts = self.ticks * self.reader.tick
        duration = lasts if 0 < lasts < 10 * self.video.frame_s else self.video.frame_s
        bounds = [*map(self.second, self.times), self.second(self.times[-1]) + duration]
        shots: list[Shot] = []
        first, kind = 0, "start"
        for t in [*breaks, Transition(count, count, "end")]:
            if t.first > first and (bounds[t.first] - bounds[first] >= _SHORTEST_S or count == 1):
                shots.append(Shot(bounds[first], bounds[t.first], kind))
            if t.last >= first:
                first, kind = t.last, t.kind
        if not shots:
            shots = [Shot(bounds[0], bounds[-1], "start")]
        tracks = self.meter.tracks(transitions, self.times)
        return FootageFacts(media=self.media, shots=shots, tracks=tracks, keys_s=self.keys)


def _stretches(damaged: list[bool]) -> list[Transition]:
    """Runs of damaged frames."""
    flags = np.concatenate([[0], np.array(damaged, np.int8), [0]])
    edges = np.flatnonzero(np.diff(flags)).tolist()
    return [Transition(a, b, "cut") for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _with_warnings(media: MediaFacts, reader: FrameReader, frames: int) -> MediaFacts:
    name, warnings = Path(media.path).name, list(media.warnings)
    if reader.damaged:
        warnings.append(f"“{name}” is damaged in places; these are left out.")
    if reader.cut_short and not any("incomplete" in w for w in warnings):
        warnings.append(f"“{name}” is incomplete; what is there is used.")
    if frames == 1 and media.video is not None and not media.video.still:
        warnings.append(f"“{name}” has a single frame.")
    return msgspec.structs.replace(media, warnings=warnings)
