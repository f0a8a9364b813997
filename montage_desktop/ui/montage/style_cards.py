"""Styles of the core as cards of the gallery."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from montage_desktop.core.styles import Pacing, list_styles
from montage_desktop.ui.language import translated
from montage_desktop.ui.montage.style_gallery import StyleCard


def load() -> list[StyleCard]:
    """All styles, the shipped ones and the person's own."""
    return [StyleCard(s.name, translated(s.title), translated(s.description), *_pace(s.pacing)) for s in list_styles()]


def _pace(pacing: Pacing) -> tuple[str, tuple[float, ...]]:
    """A few words, and the cut lengths in beats from calm to busy."""
    beats = tuple(float(length) for _, length in pacing.points)
    calm, busy = beats[0], beats[-1]
    middle = sum(beats) / len(beats)
    quick = _tr("very fast") if middle <= 1.5 else _tr("fast")
    word = quick if middle <= 3 else _tr("medium") if middle <= 6 else _tr("slow")
    return (_tr("varied") if calm >= 4 * busy else word), beats


def _tr(text: str) -> str:
    return QCoreApplication.translate("StyleCards", text)
