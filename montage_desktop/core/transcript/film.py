"""Kept ranges of a video in; the `Timeline` that plays them out, for the engine, the preview and smart cut."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import Any

from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import MediaFacts, VideoFacts
from montage_desktop.core.time import SAMPLE_RATE, round_half_up, standard_rate
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline
from montage_desktop.core.transcript.caption_choice import with_choice
from montage_desktop.core.transcript.captions import CaptionLayout, Cue, cues_of, timeline_captions
from montage_desktop.core.transcript.cutter import Cutter
from montage_desktop.core.transcript.document import Words
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.kept import Kept, KeptRange, Loudness, Padding
from montage_desktop.core.transcript.music_bed import Underlaid

#: Sound this much longer than the picture is not how a file was padded, but goes on: the last picture is held for it.
_SOUND_GOES_ON_S = Fraction(1, 2)


def film_rate(video: VideoFacts) -> Fraction:
    """Frames a second of a film of this source alone: the standard rate nearest to its own."""
    return standard_rate(video.rate)


def film_size(video: VideoFacts) -> tuple[int, int]:
    """The picture as it is seen, in square pixels, with even sides."""
    width, height = (max(16, n + n % 2) for n in video.display)
    return width, height


def film_end_s(media: MediaFacts) -> Fraction:
    """Seconds of the source at which it ends: with its last picture, or with sound that goes on well after it."""
    video = _video(media)
    end = video.start_s + video.duration_s
    if media.audio is not None and media.audio.start_s + media.audio.duration_s > end + _SOUND_GOES_ON_S:
        end = media.audio.start_s + media.audio.duration_s
    return end


def cutter_for(
    words: Words, media: MediaFacts, *, padding: Padding | None = None, loudness: Loudness | None = None
) -> Cutter:
    """What finds the kept ranges of a video.

    Raises:
        InputError: ``media.no_video``; ``transcript.longer``: a word is after the video's end.
    """
    video = _video(media)
    return Cutter(
        words,
        rate=film_rate(video),
        end_s=film_end_s(media),
        first_frame_s=video.start_s,
        padding=padding,
        loudness=loudness,
    )


def film(
    kept: Kept,
    media: MediaFacts,
    *,
    captions: Sequence[dict[str, Any]] = (),
    title: str = "",
    notes: Sequence[str] = (),
    music: Underlaid | None = None,
) -> Timeline:
    """The timeline of kept ranges: a clip for each, and its sound.

    Sound is cut to the sample where a range ends; a picture is cut with it, or at the nearest frame where the range
    ends within one. Each frame shows the source's picture of the very moment that is heard when the frame begins.

    Args:
        music: what was laid under these ranges: its `kept` are they.

    Raises:
        InputError: ``media.no_video``.
    """
    video = _video(media)
    return Timeline(
        rate=kept.rate,
        size=film_size(video),
        frames=kept.frames,
        title=title,
        video=_clips(kept, media.path),
        audio=[*(_sound(kept, media.path) if media.audio is not None else []), *(music.spans if music else ())],
        beats=list(music.beats) if music else [],
        downbeats=list(music.downbeats) if music else [],
        captions=list(captions),
        notes=[*notes, *(music.notes if music else ())],
    )


def captioned_film(
    edited: Edited, kept: Kept, media: MediaFacts, *, style: str = "", language: str = "",
    music: Underlaid | None = None,
) -> tuple[Timeline, list[Cue]]:  # fmt: skip
    """The timeline of edited words with their captions, and the captions by themselves.

    Args:
        style: in which they are drawn into the picture, or `TRACK`; "": neither. language: theirs, BCP 47. music: see
            `film`.

    Raises:
        InputError: ``media.no_video``.
    """
    cues = cues_of(edited, kept, layout=CaptionLayout.for_size(film_size(_video(media))))
    rows = timeline_captions(cues, rate=kept.rate, frames=kept.frames)
    return with_choice(film(kept, media, captions=rows, music=music), style, language=language), cues


def _video(media: MediaFacts) -> VideoFacts:
    if media.video is None or media.video.still:
        raise InputError("media.no_video", f"“{media.path}” has no moving pictures.", fix="Choose a video.")
    return media.video


def _clips(kept: Kept, source: str) -> list[Clip]:
    """A clip for each range; none for one too short to have a frame."""
    bounds = [0, *(_cut_frame(a, b, kept.rate) for a, b in zip(kept.ranges, kept.ranges[1:], strict=False))]
    bounds.append(kept.frames)
    clips: list[Clip] = []

    def add(start: int, end: int, source_in: Fraction) -> None:
        if start < end:
            clips.append(Clip(f"c{len(clips) + 1}", start, end - start, source, source_in))

    for each, start, end in zip(kept.ranges, bounds, bounds[1:], strict=False):
        source_in = each.start + start / kept.rate - each.at
        if source_in < 0:  # sound before the first picture, which is shown a frame longer
            add(start, start + 1, Fraction(0))
            start, source_in = start + 1, source_in + 1 / kept.rate
        add(start, end, source_in)
    return clips


def _cut_frame(before: KeptRange, after: KeptRange, rate: Fraction) -> int:
    """The first frame of which the most is after the middle between two ranges; mostly they meet on a frame."""
    return ceil((before.until + after.at) / 2 * rate - Fraction(1, 2))


def _sound(kept: Kept, source: str) -> list[AudioSpan]:
    spans: list[AudioSpan] = []
    samples = round_half_up(kept.frames * SAMPLE_RATE / kept.rate)
    for each in kept.ranges:
        start = round_half_up(each.at * SAMPLE_RATE)
        end = min(round_half_up(each.until * SAMPLE_RATE), samples)
        if end > start:
            spans.append(AudioSpan("voice", source, start, end - start, source_in=each.start))
    return spans
