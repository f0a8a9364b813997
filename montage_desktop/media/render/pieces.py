"""A range of a timeline in; the pieces of sources that make it out: from where, how many frames, through what."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor

import msgspec

from montage_desktop.core.errors import InputError, MediaError
from montage_desktop.core.facts import MediaFacts, VideoFacts
from montage_desktop.core.time import SHOWN_GRACE, shown_at
from montage_desktop.core.timeline import Clip, Timeline, transition_span
from montage_desktop.media.render.encoding import STANDARD, Encoding
from montage_desktop.media.render.look import Filter, look_filters, picture_filters
from montage_desktop.media.render.profiles import Profile, output_size

#: Ticks a second in which source times are compared. All usual frame rates, 90 kHz, milliseconds and 1/600 s are
#: whole numbers of it (2^10 * 3^2 * 5^5 * 7^2), and it fits FFmpeg's 32-bit time bases.
TICKS = 1_411_200_000

_XFADES = {
    "dissolve": "fade",
    "dip_black": "fadeblack",
    "dip_white": "fadewhite",
    "whip": "hblur",
    "zoom": "zoomin",
    "slide": "slideleft",
}


class Piece(msgspec.Struct, frozen=True):
    """A run of output frames from one source, with the handles that transitions need.

    Attributes:
        source: path; identity: of its content.
        frames: how many; the last `overlap_frames` of the piece before and the first of this one are mixed by
            `transition` (xfade's name), if there is one.
        shown_ticks: raw source time (1/`TICKS` s) up to which a frame counts as shown first; includes the grace.
        speed: source seconds per output second.
        before, after: filters on each source frame, and on each output frame. hold: a still, repeated.
    """

    source: str
    identity: str
    frames: int
    shown_ticks: int
    speed: Fraction
    before: list[Filter]
    after: list[Filter]
    hold: bool = False
    overlap_frames: int = 0
    transition: str = ""


def whole_spans(timeline: Timeline, start_frame: int, end_frame: int) -> tuple[int, int]:
    """The range widened so that it begins and ends in no transition."""
    for clip in timeline.video:
        a, b = transition_span(clip)
        if a < start_frame < b:
            start_frame = a
        if a < end_frame < b:
            end_frame = b
    return start_frame, end_frame


def pieces_for(
    timeline: Timeline,
    start_frame: int,
    end_frame: int,
    *,
    facts: Mapping[str, MediaFacts],
    profile: Profile,
    tonemap: bool = True,
    encoding: Encoding = STANDARD,
) -> tuple[list[Piece], tuple[int, int] | None]:
    """The pieces for any range, and which of their frames to keep where it begins or ends within a transition."""
    first, last = whole_spans(timeline, start_frame, end_frame)
    pieces = pieces_of(timeline, first, last, facts=facts, profile=profile, tonemap=tonemap, encoding=encoding)
    whole = (first, last) == (start_frame, end_frame)
    return pieces, None if whole else (start_frame - first, end_frame - first)


def pieces_of(
    timeline: Timeline,
    start_frame: int,
    end_frame: int,
    *,
    facts: Mapping[str, MediaFacts],
    profile: Profile,
    tonemap: bool = True,
    encoding: Encoding = STANDARD,
) -> list[Piece]:
    """The pieces that make output frames ``[start_frame, end_frame)``, which must begin and end in no transition.

    Raises:
        InputError: ``media.unknown`` or ``media.no_video``: a source without facts, or without pictures.
    """
    size = output_size(timeline.size, profile)
    pieces: list[Piece] = []
    clips = timeline.video
    for index, clip in enumerate(clips):
        following = clips[index + 1] if index + 1 < len(clips) else None
        head, tail = transition_span(clip), transition_span(following) if following else (clip.end, clip.end)
        first, last = max(start_frame, head[0]), min(end_frame, tail[1])
        if first >= last:
            continue
        mixed = head[1] - head[0] if pieces and clip.transition_in else 0
        if clip.transition_in and not pieces:
            first = max(first, head[1])  # the transition itself lies before the range
            if first >= last:
                continue
        media = facts_for(clip.source, facts)
        pictures = picture_filters(
            video_of(media),
            size=size,
            reframe=clip.reframe,
            scaler=profile.scaler,
            tonemap=tonemap,
            encoding=encoding,
        )
        piece = _piece(clip, first, last, timeline=timeline, media=media, pictures=pictures)
        kind = _XFADES[clip.transition_in.kind] if clip.transition_in and mixed else ""
        pieces.append(msgspec.structs.replace(piece, overlap_frames=mixed, transition=kind))
    return pieces


def _piece(
    clip: Clip, first: int, last: int, *, timeline: Timeline, media: MediaFacts, pictures: list[Filter]
) -> Piece:
    """A clip's output frames ``[first, last)``, handles included."""
    video = video_of(media)
    return Piece(
        source=media.path,
        identity=media.identity,
        frames=last - first,
        shown_ticks=floor(raw_shown_s(clip, first, timeline.rate, media) * TICKS),
        speed=clip.speed,
        before=[("bwdif", {"mode": "send_frame"})] if video.interlaced else [],
        after=[*pictures, *look_filters(clip.look, seed=timeline.seed + clip.start)],
        hold=video.still,
    )


def raw_shown_s(clip: Clip, frame: int, rate: Fraction, media: MediaFacts) -> Fraction:
    """Raw source time up to which a frame counts as shown in an output frame of a clip; includes the grace."""
    asked_s = shown_at(clip.source_in, frame - clip.start, rate, clip.speed)
    return _within(asked_s, video_of(media)) + SHOWN_GRACE + media.start_s


def _within(asked_s: Fraction, video: VideoFacts) -> Fraction:
    """Past the end of a source its last frame is held; asking for the last frame itself makes sure there is one."""
    if video.still:
        return Fraction(0)
    return min(asked_s, max(video.start_s, video.start_s + video.duration_s - video.frame_s))


def facts_for(source: str, facts: Mapping[str, MediaFacts]) -> MediaFacts:
    """Facts of a timeline's source.

    Raises:
        InputError: ``media.unknown``.
    """
    try:
        return facts[source]
    except KeyError:
        raise InputError("media.unknown", f"“{source}” has not been probed.") from None


def video_of(media: MediaFacts) -> VideoFacts:
    """The pictures of a source.

    Raises:
        MediaError: ``media.no_video``.
    """
    if media.video is None:
        raise MediaError("media.no_video", f"“{media.path}” has no pictures.", fix="Choose another file.")
    return media.video
