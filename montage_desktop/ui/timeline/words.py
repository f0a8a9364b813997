"""Clips, transitions and times of the timeline in words: for hints, tool tips and screen readers."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from montage_desktop.core.timeline import Clip
from montage_desktop.ui.numbers import number, short
from montage_desktop.ui.timeline.film import Film
from montage_desktop.ui.timeline.scale import timecode_of


def signed_time(frames: int, rate: Fraction) -> str:
    """``+1:12``: seconds and frames, with a sign."""
    seconds, rest = divmod(abs(frames), max(1, round(rate)))
    return f"{'−' if frames < 0 else '+'}{seconds}:{rest:02}"


def speed_mark(clip: Clip) -> str:
    """``2×``, ``0.5×``; "" for a clip at its own speed."""
    return "" if clip.speed == 1 else f"{short(float(clip.speed), 2)}×"


def score_words(clip: Clip) -> str:
    """A clip's score with two digits."""
    return number(clip.score, 2)


def transition_words(kind: str) -> str:
    """The name of a transition."""
    words = {
        "dissolve": tr("Dissolve"), "dip_black": tr("Dip to black"), "dip_white": tr("Dip to white"),
        "whip": tr("Whip"), "zoom": tr("Zoom"), "slide": tr("Slide"),
    }  # fmt: skip
    return words.get(kind, kind)


def clip_lines(film: Film, index: int) -> list[str]:
    """What there is to say about a clip, most wanted first."""
    clip, rate = film.clips[index], film.timeline.rate
    where = tr("{begin} to {end}, {length} s")
    length = number(float(clip.frames / rate), 2)
    lines = [
        Path(clip.source).name,
        where.format(begin=timecode_of(clip.start, rate), end=timecode_of(clip.end, rate), length=length),
        tr("score {score}").format(score=score_words(clip)),
    ]
    if clip.locked:
        lines.append(tr("locked"))
    if clip.speed != 1:
        lines.append(tr("speed {speed}").format(speed=speed_mark(clip)))
    if clip.transition_in is not None:
        into = clip.transition_in
        lines.append(tr("{kind}, {n} frames").format(kind=transition_words(into.kind), n=into.frames))
    return lines


def clip_spoken(film: Film, index: int, *, selected: bool) -> str:
    """A clip for a screen reader."""
    place = tr("Clip {n} of {total}").format(n=index + 1, total=len(film.clips))
    chosen = [tr("selected")] if selected else []
    return ", ".join([place, *clip_lines(film, index), *chosen])


def tr(text: str) -> str:
    """In the person's language."""
    return QCoreApplication.translate("Timeline", text)
