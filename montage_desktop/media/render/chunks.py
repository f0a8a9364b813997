"""A timeline in; the chunks it is rendered in, and the key of each, out.

The division depends on the timeline and its sources alone, never on how many workers there are: so the bytes of a film
do not either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import round_half_up
from montage_desktop.core.timeline import Timeline, transition_span
from montage_desktop.media.ffmpeg import FFmpeg
from montage_desktop.media.render.pieces import facts_for, pieces_for, video_of
from montage_desktop.media.render.profiles import Profile, encoder_args, output_size

#: Goes into every key: raise it when the same timeline is to give other pictures.
CODE_VERSION = 1

_PARTS = 8
_SHORTEST_S, _LONGEST_S = 5, 30
#: FFmpeg opens all inputs of a chunk at once: about 50 MB for each 1080p one. See the memory test.
_MOST_MEGAPIXELS = 20.0
_MOST_INPUTS = 40


class Chunk(msgspec.Struct, frozen=True):
    """Output frames ``[start_frame, start_frame + frames)`` of a timeline."""

    index: int
    start_frame: int
    frames: int

    @property
    def end_frame(self) -> int:
        """First output frame after the chunk."""
        return self.start_frame + self.frames


def can_tonemap(ffmpeg: FFmpeg) -> bool:
    """Whether a build can bring HDR down to SDR."""
    return {"zscale", "tonemap"} <= ffmpeg.filters


def warnings(timeline: Timeline, facts: Mapping[str, MediaFacts], ffmpeg: FFmpeg) -> list[str]:
    """Sentences for the person: what this build of FFmpeg cannot do as well as it should."""
    if can_tonemap(ffmpeg):
        return []
    hdr = [s for s in timeline.sources() if s in facts and (video := facts[s].video) is not None and video.hdr]
    return [f"“{Path(s).name}” is HDR, and this FFmpeg cannot convert it: its colours will look pale." for s in hdr]


def divide(timeline: Timeline, facts: Mapping[str, MediaFacts], profile: Profile) -> list[Chunk]:
    """Chunks that cover the timeline, cut at hard cuts where one is near, and never within a transition."""
    total_s = timeline.frames / timeline.rate
    ideal_s = min(Fraction(_LONGEST_S), max(Fraction(_SHORTEST_S), total_s / _PARTS))
    ideal = max(1, round_half_up(ideal_s * timeline.rate))
    costs = _Costs(timeline, facts)
    bounds = [0]
    while timeline.frames - bounds[-1] > 0:
        bounds.append(_next_bound(timeline, bounds[-1], ideal, costs))
    return [Chunk(index=i, start_frame=a, frames=b - a) for i, (a, b) in enumerate(pairwise(bounds))]


class _Costs:
    """What the inputs of a range take in memory."""

    def __init__(self, timeline: Timeline, facts: Mapping[str, MediaFacts]) -> None:
        self._clips = timeline.video
        self.spans = [transition_span(c) for c in self._clips]
        self._megapixels = []
        for clip in self._clips:
            video = video_of(facts_for(clip.source, facts))
            self._megapixels.append(video.width * video.height / 1e6)

    def furthest(self, start_frame: int, last_frame: int) -> int:
        """The latest end of a chunk that begins at `start_frame` within the limits."""
        megapixels, inputs = 0.0, 0
        for clip, span, cost in zip(self._clips, self.spans, self._megapixels, strict=True):
            if clip.end <= start_frame and span[1] <= start_frame:
                continue
            if span[0] >= last_frame:
                break
            megapixels, inputs = megapixels + cost, inputs + 1
            if inputs > 1 and (megapixels > _MOST_MEGAPIXELS or inputs > _MOST_INPUTS) and span[0] > start_frame:
                return span[0]
        return last_frame


def _next_bound(timeline: Timeline, start: int, ideal: int, costs: _Costs) -> int:
    left = timeline.frames - start
    if left <= ideal * 3 // 2:
        wanted, latest = timeline.frames, timeline.frames
    else:
        wanted, latest = start + ideal, start + ideal * 3 // 2
    latest = min(latest, costs.furthest(start, latest))
    wanted = min(wanted, latest)
    if wanted == timeline.frames:
        return wanted
    cuts = [s for s, e in costs.spans if s == e and start < s <= latest and s >= start + ideal // 2]
    if latest < start + ideal // 2:  # memory is the limit: any cut will do
        cuts = [s for s, e in costs.spans if s == e and start < s <= latest]
    if cuts:
        return min(cuts, key=lambda cut: (abs(cut - wanted), cut))
    return _outside_transitions(wanted, start, costs.spans)


def _outside_transitions(frame: int, start: int, spans: list[tuple[int, int]]) -> int:
    for a, b in spans:
        if a < frame < b:
            return a if a > start else b
    return frame


def chunk_key(
    timeline: Timeline, chunk: Chunk, *, facts: Mapping[str, MediaFacts], profile: Profile, ffmpeg: FFmpeg
) -> str:
    """SHA-256 over all that determines a chunk's bytes: content and ranges of sources, filters, encoder, build."""
    pieces, keep = pieces_for(
        timeline, chunk.start_frame, chunk.end_frame, facts=facts, profile=profile, tonemap=can_tonemap(ffmpeg)
    )
    # By content, not by name: the same file elsewhere gives the same chunk.
    nameless = [msgspec.structs.replace(p, source="") for p in pieces]
    said = {
        "version": CODE_VERSION,
        "frames": chunk.frames,
        "rate": timeline.rate,
        "size": output_size(timeline.size, profile),
        "pieces": nameless,
        "keep": keep,
        "encoder": encoder_args(profile, timeline.rate),
        "build": ffmpeg.build,
    }
    return hashlib.sha256(documents.encode(said)).hexdigest()
