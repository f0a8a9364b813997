"""Analyses kept by the content of the file: a file that was looked at once is not looked at again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from montage_desktop.core import documents, paths
from montage_desktop.core.errors import DocumentError

T = TypeVar("T", bound=msgspec.Struct)


def analysis_path(identity: str, kind: str, version: int) -> Path:
    """Where the analysis of that content is kept."""
    return paths.cache_dir() / "analysis" / f"{identity}-{kind}-v{version}.json"


def cached(identity: str, kind: str, struct: type[T], make: Callable[[], T], *, version: int) -> tuple[T, bool]:
    """The analysis from the cache, or made now and kept.

    Args:
        identity: content identity of the file. version: of the analysis code; another version, another entry.

    Returns:
        the facts, and whether they came from the cache. A damaged entry is made again.
    """
    path = analysis_path(identity, kind, version)
    try:
        return documents.from_builtins(msgspec.json.decode(path.read_bytes()), struct), True
    except (OSError, msgspec.DecodeError, DocumentError):
        made = make()
    documents.write_atomic(path, documents.encode(made))
    return made, False
