"""A point of the timeline in; what lies there (ruler, clip, cut, handle of a transition) out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from montage_desktop.core.edits import Edge
from montage_desktop.core.timeline import transition_span
from montage_desktop.ui.timeline.film import Film
from montage_desktop.ui.timeline.scale import Scale

_TIME_PX, _SECTIONS_PX, _BEATS_PX = 24, 20, 16
_GAP_PX = 6
_CLIPS_PX, _MUSIC_PX = (44, 148), (20, 96)  #: least and most
_CLIPS_SHARE = 0.64
_EDGE_PX = 6
_LEAST_FOR_EDGES_PX = 12
_HANDLE_PX = 5
LEAST_TRANSITION_PX = 14  #: narrower ones have no handles


@dataclass(frozen=True)
class Band:
    """A horizontal strip, in pixels from the top."""

    top: int
    height: int

    @property
    def bottom(self) -> int:
        return self.top + self.height

    def holds(self, y_px: float) -> bool:
        return self.top <= y_px < self.bottom


@dataclass(frozen=True)
class Lanes:
    """Where rulers and lanes lie; a strip of no height is not there."""

    time: Band
    sections: Band
    beats: Band
    clips: Band
    music: Band

    @property
    def rulers(self) -> Band:
        """All rulers together."""
        return Band(self.time.top, self.beats.bottom - self.time.top)

    @property
    def handles(self) -> Band:
        """The part of the clips where transitions have their handles."""
        return Band(self.clips.top + self.clips.height // 2, self.clips.height - self.clips.height // 2)


def lanes_of(height_px: int, *, sections: bool, beats: bool, music: bool) -> Lanes:
    """Lanes for a height: the clips get most of it, the rulers what they need."""
    time = Band(0, _TIME_PX)
    part = Band(time.bottom, _SECTIONS_PX if sections else 0)
    pulse = Band(part.bottom, _BEATS_PX if beats else 0)
    rest = height_px - pulse.bottom - 3 * _GAP_PX
    share = _CLIPS_SHARE if music else 1.0
    clips = Band(pulse.bottom + _GAP_PX, _within(round(rest * share), _CLIPS_PX))
    sound = Band(clips.bottom + _GAP_PX, _within(rest - clips.height, _MUSIC_PX) if music else 0)
    return Lanes(time, part, pulse, clips, sound)


def _within(value: int, bounds: tuple[int, int]) -> int:
    return min(max(value, bounds[0]), bounds[1])


class Zone(Enum):
    """What can be pointed at."""

    RULER = auto()
    CLIP = auto()
    EDGE = auto()
    HANDLE = auto()
    MUSIC = auto()
    NOTHING = auto()


@dataclass(frozen=True)
class Hit:
    """What lies at a point.

    Attributes:
        index: of the clip. edge: which end of it, or of its transition; for `Zone.EDGE` and `Zone.HANDLE`.
    """

    zone: Zone
    index: int = -1
    edge: Edge = "in"


def hit(film: Film, scale: Scale, lanes: Lanes, x_px: float, y_px: float) -> Hit:
    """What lies at a point. Edges and handles reach a few pixels beyond their lines; narrow clips have none."""
    if lanes.rulers.holds(y_px):
        return Hit(Zone.RULER)
    if lanes.music.holds(y_px):
        return Hit(Zone.MUSIC)
    if not lanes.clips.holds(y_px):
        return Hit(Zone.NOTHING)
    found = _handle(film, scale, x_px) if lanes.handles.holds(y_px) else None
    return found or _edge(film, scale, x_px) or _body(film, scale, x_px)


def _body(film: Film, scale: Scale, x_px: float) -> Hit:
    index = film.at(scale.frame_at(x_px))
    return Hit(Zone.NOTHING) if index is None else Hit(Zone.CLIP, index)


def _near(film: Film, scale: Scale, x_px: float) -> range:
    """Clips at a point, and one at each side."""
    index = film.at(min(max(scale.frame_at(x_px), 0), film.frames - 1))
    return range(0) if index is None else range(max(0, index - 1), min(len(film.clips), index + 2))


def _edge(film: Film, scale: Scale, x_px: float) -> Hit | None:
    for index in _near(film, scale, x_px):
        clip = film.clips[index]
        a, b = scale.x_of(clip.start), scale.x_of(clip.end)
        if b - a < _LEAST_FOR_EDGES_PX:
            continue
        reach = min(_EDGE_PX, (b - a) / 4)
        is_last = index == len(film.clips) - 1
        if a - (0 if index else _EDGE_PX) <= x_px <= a + reach:
            return Hit(Zone.EDGE, index, "in")
        if b - reach <= x_px < b + (_EDGE_PX if is_last else 0):
            return Hit(Zone.EDGE, index, "out")
    return None


def _handle(film: Film, scale: Scale, x_px: float) -> Hit | None:
    best: tuple[float, Hit] | None = None
    for index in _near(film, scale, x_px):
        first, last = transition_span(film.clips[index])
        a, b = scale.x_of(first), scale.x_of(last)
        if b - a < LEAST_TRANSITION_PX:
            continue
        edges: tuple[tuple[float, Edge], ...] = ((abs(x_px - a), "in"), (abs(x_px - b), "out"))
        for far, edge in edges:
            if far <= _HANDLE_PX and (best is None or far < best[0]):
                best = (far, Hit(Zone.HANDLE, index, edge))
    return best[1] if best else None
