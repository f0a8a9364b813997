"""A timeline in; what of which sources each output frame shows, out. Reads no file."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.facts import MediaFacts, VideoFacts
from montage_desktop.core.time import round_half_up
from montage_desktop.core.timeline import Timeline
from montage_desktop.media.render.pieces import TICKS, Piece, pieces_of
from montage_desktop.media.render.profiles import Profile, output_size

#: Short sides of the picture that are made; a view that lies between gets the next larger one.
_SIDES = (180, 270, 360, 540, 720, 1080)
_NOTHING = VideoFacts(
    codec="", width=16, height=16, display=(16, 16), rotation=0, sar=Fraction(1), rate=Fraction(25), vfr=False,
    frame_s=Fraction(1, 25), frames=1, start_s=Fraction(0), duration_s=Fraction(1), bit_depth=8, pix_fmt="yuv420p",
    color_range="tv", color_space="bt709", color_primaries="bt709", color_transfer="bt709", hdr="", interlaced=False,
    alpha=False, still=True,
)  # fmt: skip


class View(msgspec.Struct, frozen=True):
    """A source's picture at a moment, and what it goes through.

    Attributes:
        media: facts of the source, or None where it has none or no pictures.
        limit_ticks: the last frame whose raw time (1/`TICKS` s) is at most this is shown.
        slot: two pieces that are seen at the same time never have the same one.
        key: equal for equal pictures, but for grain. frame: of the piece, from 0.
    """

    media: MediaFacts | None
    piece: Piece
    limit_ticks: int
    slot: int
    key: tuple[str, str, int]
    frame: int


class Moment(msgspec.Struct, frozen=True):
    """What an output frame shows: one view, or a transition's frame `index` of `length` between two."""

    view: View
    into: View | None = None
    transition: str = ""
    index: int = 0
    length: int = 0


class _Placed(msgspec.Struct, frozen=True):
    """A piece, where it begins in the film, and a digest of its filters."""

    piece: Piece
    start: int
    slot: int
    filters: str

    @property
    def end(self) -> int:
        return self.start + self.piece.frames


class Walk:
    """Tells what each frame of a timeline shows at a picture size. Works out pieces when they are first asked for.

    One thread at a time.

    Attributes:
        timeline: as given. size: (width, height) of the pictures.
    """

    def __init__(self, timeline: Timeline, facts: Mapping[str, MediaFacts], *, short_side: int = 0) -> None:
        self.timeline = timeline
        self._profile = screen_profile(timeline.size, short_side=short_side)
        self.size = output_size(timeline.size, self._profile)
        self._facts = {s: facts[s] if _has_pictures(facts, s) else _stand_in(s) for s in timeline.sources()}
        self._known = {m.path: m for m in self._facts.values()}
        # Runs of clips that transitions join; between runs are hard cuts.
        self._firsts = [i for i, clip in enumerate(timeline.video) if clip.transition_in is None or i == 0]
        self._starts = [timeline.video[i].start for i in self._firsts]
        self._runs: dict[int, list[_Placed]] = {}

    def at(self, frame: int) -> Moment:
        """What an output frame in ``[0, timeline.frames)`` shows."""
        seen = [p for p in self._run(bisect.bisect_right(self._starts, frame) - 1) if p.start <= frame < p.end]
        first = seen[0]
        if len(seen) == 1:
            return Moment(self._view(first, frame))
        second = seen[1]
        return Moment(
            self._view(first, frame),
            self._view(second, frame),
            transition=second.piece.transition,
            index=frame - second.start,
            length=second.piece.overlap_frames,
        )

    def _view(self, placed: _Placed, frame: int) -> View:
        piece = placed.piece
        limit = limit_ticks(piece, frame - placed.start, self.timeline.rate)
        media = self._known[piece.source] if piece.source else None
        return View(media, piece, limit, placed.slot, (piece.identity, placed.filters, limit), frame - placed.start)

    def _run(self, index: int) -> list[_Placed]:
        if index not in self._runs:
            self._runs[index] = self._placed(index)
        return self._runs[index]

    def _placed(self, index: int) -> list[_Placed]:
        first = self._firsts[index]
        end = self._firsts[index + 1] if index + 1 < len(self._firsts) else len(self.timeline.video)
        clips = self.timeline.video[first:end]
        alone = msgspec.structs.replace(self.timeline, video=clips)
        # This FFmpeg has no zscale: HDR is shown as a render without it would.
        pieces = pieces_of(
            alone, clips[0].start, clips[-1].end, facts=self._facts, profile=self._profile, tonemap=False
        )
        starts = [clips[0].start]
        for before, piece in pairwise(pieces):
            starts.append(starts[-1] + before.frames - piece.overlap_frames)
        return [
            _Placed(piece, start, (first + i) % 2, _digest(piece, self._facts[clip.source]))
            for i, (piece, start, clip) in enumerate(zip(pieces, starts, clips, strict=True))
        ]


def limit_ticks(piece: Piece, frame: int, rate: Fraction) -> int:
    """Raw source time up to which a source frame counts as shown at a frame of a piece.

    The same as the render's ``setpts`` and ``fps``: a source frame at *p* ticks gets the time
    ``floor((p - shown) / speed)``, and is shown from the first output frame at or after that.
    """
    if piece.hold:
        return 0
    until = frame * TICKS * rate.denominator // rate.numerator
    speed = piece.speed
    return piece.shown_ticks - (-((until + 1) * speed.numerator) // speed.denominator) - 1


def screen_profile(size: tuple[int, int], *, short_side: int) -> Profile:
    """How a film of a size is made for a view in which its shorter side has so many pixels (0: all that it has)."""
    return Profile("screen", _side(size, short_side), "", 0, "bicubic", 0)


def _side(size: tuple[int, int], wanted: int) -> int:
    """A short side for a view of `wanted` pixels; 0 is the film's own."""
    own = min(size)
    return 0 if wanted <= 0 or wanted > _SIDES[-1] else next((s for s in _SIDES if wanted <= s < own), 0)


def _has_pictures(facts: Mapping[str, MediaFacts], source: str) -> bool:
    return source in facts and facts[source].video is not None


def _stand_in(source: str) -> MediaFacts:
    """For a source that cannot be shown: its path is empty."""
    return MediaFacts(
        path="", identity=f"none:{source}", format="", size_bytes=0, start_s=Fraction(0), duration_s=Fraction(1),
        video=_NOTHING, audio=None,
    )  # fmt: skip


def _digest(piece: Piece, media: MediaFacts) -> str:
    rotation = media.video.rotation if media.video else 0
    return hashlib.sha256(documents.encode([rotation, piece.before, piece.after])).hexdigest()[:16]


def side_for(size: tuple[int, int], view: tuple[int, int]) -> int:
    """The short side, in pixels, of a film of `size` that fits into a view."""
    scale = min(Fraction(view[0], size[0]), Fraction(view[1], size[1]))
    return max(1, round_half_up(min(size) * scale))
