"""The window's names for icons in; their drawings, from the Lucide set, out."""

from __future__ import annotations

from functools import cache

from lucide import lucide_icon

from montage_desktop.ui.resources import resource

_STROKE = "1.8"  # of 24 units: the set's own 2 is heavy beside 13-pixel text
#: What an icon stands for in this window -> the drawing, and whether it is filled.
_DRAWINGS: dict[str, tuple[str, bool]] = {
    "alert": ("triangle-alert", False), "appearance": ("sun-moon", False), "archive": ("archive", False),
    "cancel": ("x", False), "check": ("check", False), "chevron-down": ("chevron-down", False),
    "chevron-left": ("chevron-left", False), "chevron-right": ("chevron-right", False),
    "chevron-up": ("chevron-up", False), "clip": ("film", False), "clock": ("clock", False), "copy": ("copy", False),
    "dice": ("dices", False), "done": ("circle-check", False), "failed": ("circle-alert", False),
    "filter": ("list-filter", False), "finalize": ("clapperboard", False), "fit": ("scan", False),
    "folder": ("folder-open", False), "full-screen": ("maximize-2", False), "guides": ("ratio", False),
    "heart": ("heart", True), "info": ("info", False), "keyboard": ("keyboard", False),
    "lanes": ("chart-gantt", False), "lock": ("lock", False), "microphone": ("mic", False),
    "more": ("ellipsis", False), "muted": ("volume-x", False), "pause": ("pause", True),
    "paused": ("circle-pause", False), "play": ("play", True), "plus": ("plus", False),
    "preferences": ("settings", False), "priority": ("flag", False), "proxy": ("picture-in-picture-2", False),
    "redo": ("redo-2", False), "reject": ("ban", False), "remove": ("trash", False), "resume": ("circle-play", False),
    "retry": ("rotate-cw", False), "running": ("loader-circle", False), "save": ("save", False),
    "search": ("search", False), "server": ("server", False), "song": ("eighth-note", False),
    "sort": ("arrow-down-up", False), "sparkle": ("sparkles", False), "star": ("star", True),
    "step-back": ("step-back", True), "step-forward": ("step-forward", True), "stopped": ("circle-stop", False),
    "struck": ("strikethrough", False), "words": ("captions", False), "to-end": ("arrow-down-to-line", False),
    "to-top": ("arrow-up-to-line", False), "undo": ("undo-2", False), "unlock": ("lock-open", False),
    "volume": ("volume-2", False), "workers": ("cpu", False),
}  # fmt: skip
_OWN = "app"  # the program's sign
NAMES = frozenset({*_DRAWINGS, _OWN})


def drawing(name: str, colour: str) -> str:
    """An icon as SVG, 24 units wide, in a colour such as ``#a0b0c0``.

    Raises:
        KeyError: there is none of that name.
    """
    return _uncoloured(name).replace("currentColor", colour)


@cache
def _uncoloured(name: str) -> str:
    """Once for all colours: the set is a data base, which is opened for each drawing."""
    if name == _OWN:
        return resource("icons", f"{name}.svg").read_text("utf-8")
    found, is_filled = _DRAWINGS[name]
    fill = "currentColor" if is_filled else "none"
    svg: str = lucide_icon(found, stroke="currentColor", stroke_width=_STROKE, fill=fill)
    return svg
