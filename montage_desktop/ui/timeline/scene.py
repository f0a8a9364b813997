"""Everything that the timeline's painters look at, in one place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect

from montage_desktop.core.facts import Section
from montage_desktop.ui.timeline.film import Beats, Film, any_within
from montage_desktop.ui.timeline.hits import Hit, Lanes, Zone, lanes_of
from montage_desktop.ui.timeline.scale import Scale
from montage_desktop.ui.timeline.wave import Wave

_NARROW_PX, _BLOCK_PX = 3, 6


@dataclass(frozen=True)
class Hint:
    """Words beside the mouse. `refused`: they say why something cannot be."""

    words: str
    at: QPoint
    refused: bool = False


@dataclass
class Scene:
    """What the timeline shows at a moment.

    Attributes:
        film: as it is, or, during a drag, as it would be. selected: indices of its clips, ascending.
        sections, beats, wave: of the music, in the film's time; wave_frames: the length that the wave is spread over.
        current: index of the clip that keys speak of. dragged: indices of clips that a drag is about.
        guide_frame, insert_frame: lines to draw. band: of the rubber, in pixels.
    """

    film: Film | None = None
    beats: Beats = field(default_factory=Beats)
    sections: Sequence[Section] = ()
    wave: Wave = field(default_factory=Wave)
    wave_frames: int = 1
    scale: Scale = field(default_factory=Scale)
    height_px: int = 200
    playhead: int = 0
    selected: list[int] = field(default_factory=list)
    current: int | None = None
    has_focus: bool = False
    hover: Hit = field(default_factory=lambda: Hit(Zone.NOTHING))
    dragged: list[int] = field(default_factory=list)
    guide_frame: int | None = None
    insert_frame: int | None = None
    band: QRect | None = None
    hint: Hint | None = None

    @property
    def lanes(self) -> Lanes:
        """Where the lanes lie."""
        return lanes_of(
            self.height_px, sections=bool(self.sections), beats=bool(self.beats), music=bool(self.wave)
        )  # fmt: skip

    def is_selected(self, first: int, last: int) -> bool:
        """Whether one of the clips ``[first, last)`` is selected."""
        return any_within(self.selected, first, last)


def runs(film: Film, scale: Scale, begin_px: float, end_px: float) -> list[tuple[int, int]]:
    """Ranges of clips to paint as one between two pixels: single clips, and blocks of those that are too narrow.

    However many clips there are, there are no more ranges than pixels divided by the width of a narrow clip.
    """
    found: list[tuple[int, int]] = []
    shown = film.between(*scale.visible(begin_px, end_px))
    index, stop = shown.start, min(shown.stop, len(film.clips))
    narrow = _NARROW_PX / scale.px_per_frame
    block = _BLOCK_PX / scale.px_per_frame
    starts, clips = film.starts, film.clips
    while index < stop:
        last = index + 1
        if clips[index].frames < narrow:
            last = max(last, bisect_left(starts, starts[index] + block, index, stop))
            if last - index > 1 and clips[last - 1].frames >= narrow:
                last -= 1
        found.append((index, last))
        index = last
    return found
