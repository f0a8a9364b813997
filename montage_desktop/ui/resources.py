"""Where the program's own files (icons, themes) are: beside the package in a checkout, inside a frozen bundle."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """A file of `resources/`."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).parents[2]
    return root.joinpath("resources", *parts)
