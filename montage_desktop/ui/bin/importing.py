"""Dropped paths in; clips, songs and refusals out, one by one."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QMimeData

from montage_desktop.core.errors import InputError
from montage_desktop.ui.background import Background
from montage_desktop.ui.bin.model import MediaItem, item_of
from montage_desktop.ui.bin.order import natural
from montage_desktop.ui.language import translated
from montage_desktop.ui.numbers import count
from montage_desktop.ui.pictures.media_reader import MediaReader
from montage_desktop.ui.timeline.view import CLIPS_MIME

MEDIA_SUFFIXES = frozenset(
    f".{suffix}"
    for suffixes in (
        *("mp4 mov m4v mkv webm avi mts m2ts ts mpg mpeg wmv flv 3gp mxf ogv dv y4m gif", "heic avif"),
        *("jpg jpeg png webp bmp tif tiff", "mp3 wav flac m4a aac ogg opus aif aiff wma ac3 caf"),
    )
    for suffix in suffixes.split()
)
"""Files that a dropped folder is searched for; a file that is dropped itself is always looked at."""

_MOST_FILES = 10_000


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken: `cause` is one sentence that names it, `fix` what can be done."""

    path: Path
    cause: str
    fix: str


class Watch(Protocol):
    """Who wants to know how far reading has come, and may stop it. Called on the GUI thread."""

    is_cancelled: bool

    def begin(self) -> None:
        """Folders are going to be looked through."""

    def expect(self, total: int) -> None:
        """So many files are going to be read."""

    def advance(self, done: int) -> None:
        """So many have been read."""

    def end(self) -> None:
        """It is over, whatever the reason."""


class Unwatched:
    """A `Watch` that nobody looks at."""

    is_cancelled = False

    def begin(self) -> None: ...

    def expect(self, total: int) -> None: ...

    def advance(self, done: int) -> None: ...

    def end(self) -> None: ...


def paths_of(mime: QMimeData) -> list[Path]:
    """Local files and folders of a drag. What was dragged out of the bin itself is there already."""
    if mime.hasFormat(CLIPS_MIME):
        return []
    return [Path(u.toLocalFile()) for u in mime.urls() if u.isLocalFile()]


def expand(paths: Iterable[Path], should_stop: Callable[[], bool] = lambda: False) -> list[Path]:
    """Files as they are, folders as the media files in them (by suffix, hidden ones left out), sorted. Blocking.

    Not more than `_MOST_FILES` and one: who drops a whole disk by mistake gets an answer.
    """
    found: dict[Path, None] = {}
    for path in paths:
        path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links and lose the name
        if not path.is_dir():
            found[path] = None
            continue
        for folder, names, files in os.walk(path):
            names[:] = sorted((n for n in names if not n.startswith(".")), key=natural)
            for name in sorted(files, key=natural):
                if not name.startswith(".") and os.path.splitext(name)[1].lower() in MEDIA_SUFFIXES:  # noqa: PTH122
                    found[Path(folder) / name] = None
            if len(found) > _MOST_FILES or should_stop():
                return list(found)[: _MOST_FILES + 1]
    return list(found)


async def read_all(
    paths: Iterable[Path], *, reader: MediaReader, background: Background, watch: Watch | None = None
) -> AsyncIterator[MediaItem | Refusal]:
    """Look at each file in turn; a bad one does not keep the rest out. A damaged one is given, and then what it has.

    Args:
        watch: is told how far it has come; when it is cancelled no more files are looked at.
    """
    watch = watch or Unwatched()
    watch.begin()
    try:
        files = await background.run(expand, list(paths), lambda: watch.is_cancelled)
        if len(files) > _MOST_FILES:
            yield _too_many(files.pop())
        watch.expect(len(files))
        for done, path in enumerate(files, 1):
            if watch.is_cancelled:
                return
            for found in await _read(path, reader):
                yield found
            watch.advance(done)
    finally:
        watch.end()


async def _read(path: Path, reader: MediaReader) -> list[MediaItem | Refusal]:
    try:
        item = item_of(await reader.look(path))
    except InputError as e:
        return [Refusal(path, translated(e.message), translated(e.fix))]
    if not item.damage:
        return [item]
    fix = _tr("Look at it before you use it, or convert it to MP4 (H.264).")
    return [item, Refusal(path, translated(item.damage), fix)]


def _too_many(path: Path) -> Refusal:
    cause = _tr("There are more than {n} files; those from “{name}” on were left out.")
    return Refusal(path, cause.format(n=count(_MOST_FILES), name=path.name), _tr("Drop smaller folders."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Importing", text)
