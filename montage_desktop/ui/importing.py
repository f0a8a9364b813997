"""Dropped paths in; clips, songs and refusals out, one by one."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from montage_desktop.core.errors import InputError
from montage_desktop.ui.background import Background
from montage_desktop.ui.bin_model import MediaItem, item_of
from montage_desktop.ui.media_reader import MediaReader

MEDIA_SUFFIXES = frozenset(
    f".{suffix}"
    for suffixes in (
        *("mp4 mov m4v mkv webm avi mts m2ts ts mpg mpeg wmv flv 3gp mxf ogv dv y4m gif", "heic avif"),
        *("jpg jpeg png webp bmp tif tiff", "mp3 wav flac m4a aac ogg opus aif aiff wma ac3 caf"),
    )
    for suffix in suffixes.split()
)
"""Files that a dropped folder is searched for; a file that is dropped itself is always looked at."""

_MOST_FILES = 2000


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken: `cause` is one sentence that names it, `fix` what can be done."""

    path: Path
    cause: str
    fix: str


def paths_of(mime: QMimeData) -> list[Path]:
    """Local files and folders of a drag."""
    return [Path(u.toLocalFile()) for u in mime.urls() if u.isLocalFile()]


def expand(paths: Iterable[Path]) -> list[Path]:
    """Files as they are, folders as the media files in them (by suffix, hidden ones left out), sorted. Blocking."""
    found: dict[Path, None] = {}
    for path in paths:
        path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links and lose the name
        if not path.is_dir():
            found[path] = None
            continue
        for folder, names, files in os.walk(path):
            names[:] = sorted(n for n in names if not n.startswith("."))
            for name in sorted(files):
                if not name.startswith(".") and Path(name).suffix.lower() in MEDIA_SUFFIXES:
                    found[Path(folder) / name] = None
                if len(found) >= _MOST_FILES:
                    return list(found)
    return list(found)


async def read_all(
    paths: Iterable[Path], *, reader: MediaReader, background: Background
) -> AsyncIterator[MediaItem | Refusal]:
    """Look at each file in turn; a bad one does not keep the rest out."""
    for path in await background.run(expand, list(paths)):
        try:
            yield item_of(await reader.look(path))
        except InputError as e:
            yield Refusal(path, e.message, e.fix)
