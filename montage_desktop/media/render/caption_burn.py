"""A timeline's captions and a range of it in; what libass is to draw there, and the filter that draws it, out."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import msgspec

from montage_desktop.core.errors import MediaError
from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript.caption_files import ass
from montage_desktop.core.transcript.captions import Cue, CueWord, cues_in
from montage_desktop.media.ffmpeg import FFmpeg
from montage_desktop.media.render.look import Filter
from montage_desktop.media.render.profiles import Profile, output_size


def drawn_captions(timeline: Timeline, start: int, end: int, profile: Profile) -> str:
    """The captions of output frames ``[start, end)`` as a script whose time begins there; "" if none are drawn."""
    if not timeline.caption_style:
        return ""
    rows = [r for r in timeline.captions if r["start_frame"] < end and r["start_frame"] + r["frames"] > start]
    if not rows:
        return ""
    # libass rounds to hundredths: half a frame earlier, everything begins and ends with its frame at any rate.
    shift = (start + Fraction(1, 2)) / timeline.rate
    cues = [_shifted(c, shift) for c in cues_in(rows, rate=timeline.rate)]
    return ass(cues, size=output_size(timeline.size, profile), style=timeline.caption_style)


def caption_filters(script: Path, ffmpeg: FFmpeg) -> list[Filter]:
    """What draws a script that `drawn_captions` gave.

    Raises:
        MediaError: ``captions.unavailable``: this FFmpeg cannot.
    """
    if "ass" not in ffmpeg.filters:
        raise MediaError(
            "captions.unavailable", "This FFmpeg cannot draw captions: it was built without libass.",
            fix="Use the FFmpeg that comes with the program, or export captions as a file.",
        )  # fmt: skip
    return [("ass", {"filename": str(script.absolute())})]


def _shifted(cue: Cue, by: Fraction) -> Cue:
    words = tuple(CueWord(w.word, _from(w.start, by), _from(w.end, by), w.number) for w in cue.words)
    return msgspec.structs.replace(cue, start=_from(cue.start, by), end=_from(cue.end, by), words=words)


def _from(time_s: Fraction, by: Fraction) -> Fraction:
    return max(Fraction(0), time_s - by)
