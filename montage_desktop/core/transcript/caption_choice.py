"""A person's choice of captions in: a style in which they are drawn, or a track; a timeline that says so, out."""

from __future__ import annotations

import msgspec

from montage_desktop.core.timeline import Timeline
from montage_desktop.core.transcript.caption_styles import STYLES

#: The choice that leaves the picture as it is and puts the captions beside it, so that a player can show them.
TRACK = "track"
CHOICES: tuple[str, ...] = (*STYLES, TRACK)


def with_choice(film: Timeline, choice: str, *, language: str = "") -> Timeline:
    """The film with its captions drawn in a style, as a track (`TRACK`), or only in the document ("").

    Args:
        language: BCP 47; "" where it is not known.
    """
    is_track = choice == TRACK
    return msgspec.structs.replace(
        film, caption_style="" if is_track else choice, caption_track=is_track, caption_language=language
    )


def style_of(choice: str) -> str:
    """The style for a caption file that has one."""
    return choice if choice in STYLES else "clean"
