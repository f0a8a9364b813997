"""Styles of the core as cards of the gallery."""

from __future__ import annotations

from montage_desktop.ui.style_gallery import StyleCard


def load() -> list[StyleCard]:
    """All styles, the shipped ones and the person's own."""
    try:
        from montage_desktop.core.styles import list_styles
    except ImportError:
        return [
            StyleCard("dynamic", "Dynamic", "Cuts on the beat, faster where the song is loud.", "by energy", (4, 2, 1))
        ]
    return [StyleCard(s.name, s.title, s.description) for s in list_styles()]
