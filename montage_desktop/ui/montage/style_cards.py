"""Styles of the core as cards of the gallery."""

from __future__ import annotations

from montage_desktop.core.styles import Pacing, list_styles
from montage_desktop.ui.montage.style_gallery import StyleCard


def load() -> list[StyleCard]:
    """All styles, the shipped ones and the person's own."""
    return [StyleCard(s.name, s.title, s.description, *_pace(s.pacing)) for s in list_styles()]


def _pace(pacing: Pacing) -> tuple[str, tuple[float, ...]]:
    """A few words, and the cut lengths in beats from calm to busy."""
    beats = tuple(float(length) for _, length in pacing.points)
    calm, busy = beats[0], beats[-1]
    middle = sum(beats) / len(beats)
    word = "very fast" if middle <= 1.5 else "fast" if middle <= 3 else "medium" if middle <= 6 else "slow"
    return ("varied" if calm >= 4 * busy else word), beats
