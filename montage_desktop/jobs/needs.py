"""What a part needs of the worker that does it: tags it must have, and worker hosts that must not be it.

Every need has RQ queues of its own, named after it (``montage-default+big+gpu``, ``montage-high!box.17``), and a worker
listens to the queues whose needs it meets. So no worker ever takes a task that it has to put back. Which needs there
are is the set `NEEDS` in Redis, which idle workers look at every few seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from montage_desktop.core.errors import InputError

NEEDS = "montage:needs"
MOST_TAGS = 8
_TAG = re.compile(r"[a-z0-9][a-z0-9_.-]{0,31}")
_HOST = re.compile(r"[^A-Za-z0-9_.-]")


@dataclass(frozen=True)
class Need:
    """`tags` a worker must have all of; `without`: names of worker hosts that must not take it."""

    tags: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    @property
    def suffix(self) -> str:
        """What the names of its queues end in; "" for no need at all."""
        return "".join([*(f"+{t}" for t in sorted(self.tags)), *(f"!{h}" for h in sorted(self.without))])

    @classmethod
    def of_suffix(cls, suffix: str) -> Need:
        tags, *without = suffix.split("!")
        return cls(frozenset(t for t in tags.split("+") if t), frozenset(without))

    def met_by(self, tags: Iterable[str], host: str) -> bool:
        """Whether the workers of a host with these tags may take it."""
        return self.tags <= set(tags) and host not in self.without


def parse_tags(text: str) -> list[str]:
    """Tags as they are typed, separated by commas; sorted, each once.

    Raises:
        InputError: ``request.tags``.
    """
    return check_tags([t.strip().lower() for t in text.split(",") if t.strip()])


def check_tags(tags: Iterable[str]) -> list[str]:
    """The same tags, sorted, each once.

    Raises:
        InputError: ``request.tags``: one is no tag, or there are too many.
    """
    found = sorted(set(tags))
    bad = next((t for t in found if not _TAG.fullmatch(t)), None)
    if bad is not None:
        raise InputError(
            "request.tags", f"“{bad[:40]}” is no tag.", fix="Use small letters, digits, dots and dashes: gpu, big-disk."
        )  # fmt: skip
    if len(found) > MOST_TAGS:
        raise InputError("request.tags", f"At most {MOST_TAGS} tags can be given.")
    return found


def tags_of(options: Mapping[str, Any]) -> frozenset[str]:
    """The tags that a job asks for. What is no tag is left out: a worker refuses such a job with the cause."""
    given = options.get("tags")
    named = [t for t in given if isinstance(t, str) and _TAG.fullmatch(t)] if isinstance(given, list) else []
    return frozenset(named[:MOST_TAGS])


def host_tag(name: str) -> str:
    """A computer's name without what has a meaning in the names of queues."""
    return _HOST.sub("-", name)[:32] or "worker"
