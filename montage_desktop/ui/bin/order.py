"""Orders of the bin: clips in, the same clips sorted out. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from montage_desktop.ui.bin.model import MediaItem, folded

_DIGITS = re.compile(r"(\d+)")


class Order(StrEnum):
    """What the bin is sorted by; the values are stored in settings."""

    ADDED = "added"
    NAME = "name"
    DATE = "date"
    LENGTH = "length"
    RATING = "rating"


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key by which “clip 9” comes before “clip 10”, and case makes no difference."""
    parts = _DIGITS.split(folded(name))
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts if p)


_KEYS: dict[Order, Callable[[MediaItem], Any]] = {
    Order.NAME: lambda item: natural(item.path.name),
    Order.DATE: lambda item: item.entry.mtime_ns,
    Order.LENGTH: lambda item: float(item.facts.duration_s),
    # The best first; what is rejected after what nobody has judged.
    Order.RATING: lambda item: (item.entry.flag == "rejected", -item.entry.rating, item.entry.flag != "favourite"),
}


def arranged(items: Iterable[MediaItem], order: Order, *, backwards: bool = False) -> list[MediaItem]:
    """The clips in an order; equal ones as they came."""
    found = list(items)
    if order is Order.ADDED:
        return found[::-1] if backwards else found
    return sorted(found, key=_KEYS[order], reverse=backwards)
