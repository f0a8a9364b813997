"""A timeline in; the chunks it is rendered in, and the key of each, out.

The division depends on the timeline and its sources alone, never on how many workers there are: so the bytes of a film
do not either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import round_half_up
from montage_desktop.core.timeline import Timeline, transition_span
from montage_desktop.media.ffmpeg import FFmpeg
from montage_desktop.media.render.caption_burn import drawn_captions
from montage_desktop.media.render.copying import Copied, Run
from montage_desktop.media.render.encoding import STANDARD, Encoding, encoder_args
from montage_desktop.media.render.graph import shown_range
from montage_desktop.media.render.pieces import Piece, facts_for, pieces_for, video_of
from montage_desktop.media.render.profiles import Profile, output_size
from montage_desktop.media.render.seek import KeyFrames

#: Goes into every key: raise it when the same timeline is to give other pictures.
CODE_VERSION = 2

#: A change of one clip is to cost a small share of the film; a chunk's own cost is about 0.1 s of one core.
_PARTS = 30
_LENGTHS_S = (2, 3, 4, 6, 8, 12, 16)
#: FFmpeg opens all inputs of a chunk at once: about 50 MB for each 1080p one. See the memory test.
_MOST_MEGAPIXELS = 20.0
_MOST_INPUTS = 40


class Chunk(msgspec.Struct, frozen=True):
    """Output frames ``[start_frame, start_frame + frames)`` of a timeline; `copied`: from there, without encoding."""

    index: int
    start_frame: int
    frames: int
    copied: Copied | None = None

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


def divide(
    timeline: Timeline, facts: Mapping[str, MediaFacts], profile: Profile, *, runs: Sequence[Run] = ()
) -> list[Chunk]:
    """Chunks that cover the timeline, never divided within a transition.

    Where to divide is decided by what lies there, not by counting from the beginning (as content-defined chunking does
    for files): so after an edit that moves everything behind it, the later chunks are the same again, and cached.

    Args:
        runs: what is copied, in order; each is a chunk of its own.
    """
    ideal = max(1, round_half_up(_ideal_s(timeline.duration_s) * timeline.rate))
    places = _Places(timeline, facts, grid_s=Fraction(ideal, 6) / timeline.rate)
    chunks: list[Chunk] = []
    at = 0
    for start, end, copied in [*((r.start, r.start + r.frames, r.copied) for r in runs), (timeline.frames, 0, None)]:
        while at < start:
            bound = _next_bound(start, at, ideal, places)
            chunks.append(Chunk(len(chunks), at, bound - at))
            at = bound
        if copied:
            chunks.append(Chunk(len(chunks), start, end - start, copied))
            at = end
    return chunks


def _ideal_s(total_s: Fraction) -> int:
    """In steps, so that a film that grows a little keeps its divisions."""
    return max(s for s in _LENGTHS_S if s == _LENGTHS_S[0] or s <= total_s / _PARTS)


class _Places:
    """Where a timeline can be divided, and what the inputs of a range take in memory."""

    def __init__(self, timeline: Timeline, facts: Mapping[str, MediaFacts], *, grid_s: Fraction) -> None:
        self._clips, self._rate, self._grid_s = timeline.video, timeline.rate, grid_s
        self._identities = [facts_for(c.source, facts).identity for c in timeline.video]
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

    def cuts(self, first: int, last: int) -> list[tuple[int, bytes]]:
        """Hard cuts in ``[first, last]``, each with a mark of what begins there."""
        return [
            (span[0], _mark(identity, clip.source_in))
            for clip, span, identity in zip(self._clips, self.spans, self._identities, strict=True)
            if span[0] == span[1] and first <= span[0] <= last
        ]

    def inner(self, first: int, last: int) -> list[tuple[int, bytes]]:
        """Frames in ``[first, last]`` within clips and outside transitions, on a grid of the source's time."""
        found: list[tuple[int, bytes]] = []
        for clip, identity in zip(self._clips, self._identities, strict=True):
            if clip.end <= first or clip.start > last:
                continue
            step = self._grid_s if clip.speed == 1 else self._grid_s * clip.speed
            a = clip.source_in + max(0, first - clip.start) * clip.speed / self._rate
            for n in range(ceil(a / step), ceil(a / step) + 2 + (last - first) * 6):
                frame = clip.start + ceil((n * step - clip.source_in) * self._rate / clip.speed)
                if frame >= min(clip.end, last + 1):
                    break
                if frame >= first and not any(s < frame < e for s, e in self.spans):
                    found.append((frame, _mark(identity, n * step)))
        return found


def _mark(identity: str, time_s: Fraction) -> bytes:
    return hashlib.blake2b(f"{identity}|{time_s}".encode(), digest_size=8).digest()


def _next_bound(end: int, start: int, ideal: int, places: _Places) -> int:
    left = end - start
    shortest, longest = max(1, ideal * 2 // 3), max(1, ideal * 4 // 3)
    if left <= longest:
        shortest, longest = left, left
    latest = min(start + longest, places.furthest(start, start + longest))
    if latest == end:
        return latest
    first = start + shortest if latest >= start + shortest else start + 1  # memory is the limit: any cut will do
    for candidates in (places.cuts(first, latest), places.cuts(start + max(1, ideal // 2), latest)):
        if candidates:
            return min(candidates, key=lambda c: (c[1], c[0]))[0]
    inner = places.inner(first, latest)
    if inner:
        return min(inner, key=lambda c: (c[1], c[0]))[0]
    return _outside_transitions(latest, start, places.spans)


def _outside_transitions(frame: int, start: int, spans: list[tuple[int, int]]) -> int:
    for a, b in spans:
        if a < frame < b:
            return a if a > start else b
    return frame


def pieces_of_chunk(
    timeline: Timeline,
    chunk: Chunk,
    *,
    facts: Mapping[str, MediaFacts],
    profile: Profile,
    ffmpeg: FFmpeg,
    encoding: Encoding = STANDARD,
) -> tuple[list[Piece], tuple[int, int] | None]:
    """The pieces that a chunk is made of by a build of FFmpeg; see `pieces_for`."""
    return pieces_for(
        timeline,
        chunk.start_frame,
        chunk.end_frame,
        facts=facts,
        profile=profile,
        tonemap=can_tonemap(ffmpeg),
        encoding=encoding,
    )


def chunk_key(
    timeline: Timeline,
    chunk: Chunk,
    *,
    facts: Mapping[str, MediaFacts],
    profile: Profile,
    ffmpeg: FFmpeg,
    keys: KeyFrames | None = None,
    encoding: Encoding = STANDARD,
) -> str:
    """SHA-256 over all that determines a chunk's bytes: content and ranges of sources, filters, encoder, build.

    Args:
        keys: reads the sources' packets in the ranges used, which go into the key too: a file that was changed where
            neither its size nor the parts of it that `identity` looks at tell, is not mistaken for the old one.
    """
    pieces, keep = pieces_of_chunk(timeline, chunk, facts=facts, profile=profile, ffmpeg=ffmpeg, encoding=encoding)
    # By content, not by name: the same file elsewhere gives the same chunk.
    nameless = [msgspec.structs.replace(p, source="") for p in pieces]
    by_path = {m.path: m for m in facts.values()}
    used = [
        keys.digest(by_path[p.source], *shown_range(p, timeline.rate)) if keys and not p.hold else "" for p in pieces
    ]
    said = {
        "version": CODE_VERSION,
        "used": used,
        "frames": chunk.frames,
        "rate": timeline.rate,
        "size": output_size(timeline.size, profile),
        "pieces": nameless,
        "keep": keep,
        "encoder": encoder_args(profile, timeline.rate, encoding),
        "build": ffmpeg.build,
    }
    captions = drawn_captions(timeline, chunk.start_frame, chunk.end_frame, profile)
    if captions:
        said["captions"] = captions
    return hashlib.sha256(documents.encode(said)).hexdigest()
