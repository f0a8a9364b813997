"""Analyses kept by the content of the file: a file that was looked at once is not looked at again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from montage_desktop.core import documents, paths
from montage_desktop.core.errors import DocumentError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.media.probe import probe

#: Raise it when probing says something else of the same file.
FACTS_VERSION = 1

T = TypeVar("T", bound=msgspec.Struct)


def analysis_path(identity: str, kind: str, version: int) -> Path:
    """Where the analysis of that content is kept."""
    return paths.cache_dir() / "analysis" / f"{identity}-{kind}-v{version}.json"


def known_facts(path: Path) -> MediaFacts:
    """What `probe` says of a file; looked at again only if the file has been touched in any way since.

    Raises:
        InputError: as `probe`.
    """
    try:
        now = path.stat()
    except OSError:
        return probe(path)  # says what is wrong with it
    # The time of the last change of its inode cannot be set back, as that of its content can.
    marks = (str(path.absolute()), now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino, now.st_dev)
    key = hashlib.sha256("|".join(map(str, marks)).encode("utf-8", "surrogateescape")).hexdigest()
    return cached(key, "facts", MediaFacts, lambda: probe(path), version=FACTS_VERSION)[0]


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
    documents.write_atomic(path, documents.encode(made), durable=False)
    return made, False
