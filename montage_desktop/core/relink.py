"""Files that are missing and folders to look in; where they are now, and a project that knows it, out.

A file is known by its name and size, or under another name by its size and content. Contents are read only where that
decides something: copies of the same name, and files that were renamed.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path, PureWindowsPath
from typing import TypeVar

import msgspec

from montage_desktop.core.errors import MontageError
from montage_desktop.core.project import BinEntry, MediaFile, Project, is_foreign, map_paths, media_files

FEW_FILES = 200_000
DEPTH = 12

T = TypeVar("T")


class Reason(IntEnum):
    """Why a file may be the one that is missing, the surest first."""

    CONTENT_AND_NAME = 0  #: the same name, size and content
    NAME_AND_SIZE = 1  #: the same name and size; the content was not compared, or never known
    CONTENT = 2  #: another name, the same size and content: it was renamed
    NAME = 3  #: the same name, another size or content: another version, or another file


@dataclass(frozen=True)
class Match:
    """A file that may be the missing one."""

    path: str
    reason: Reason


@dataclass(frozen=True)
class Search:
    """What a search found.

    Attributes:
        matches: path of each missing file -> files it may be, the best first; only those with any.
        files_seen: how many were looked at. is_complete: False if it was stopped, or ended at its bounds.
    """

    matches: dict[str, list[Match]]
    files_seen: int
    is_complete: bool


@dataclass
class _Seen:
    """A file of the tree that could be one that is missing."""

    path: str
    name: str
    size: int


@dataclass
class _Walk:
    """A walk through folders, counting; each folder once, whatever links lead to it."""

    should_stop: Callable[[], bool]
    most_files: int
    deepest: int
    files: int = 0
    is_complete: bool = True
    known: set[tuple[int, int]] = field(default_factory=set)

    def through(self, roots: Iterable[Path]) -> Iterator[os.DirEntry[str]]:
        """Every file that is not hidden, nearer ones first."""
        level = [path for root in roots for path in self._new(str(root.absolute()))]
        for _ in range(self.deepest):
            below: list[str] = []
            for folder in level:
                for entry in _entries(folder):
                    if self.files >= self.most_files or self.should_stop():
                        self.is_complete = False
                        return
                    if entry.name.startswith("."):
                        continue
                    if _is_folder(entry):
                        below += self._new(entry.path)
                    else:
                        self.files += 1
                        yield entry
            level = below
        self.is_complete = not level

    def _new(self, path: str) -> list[str]:
        try:
            info = Path(path).stat()
        except OSError:
            return []
        key = (info.st_dev, info.st_ino)
        if key in self.known:
            return []
        self.known.add(key)
        return [path]


def missing(project: Project) -> list[MediaFile]:
    """Clips and the song that are not where they were. Asks the disk for each: not on the GUI thread."""
    return [f for f in media_files(project) if is_foreign(f.path) or not Path(f.path).exists()]


def search(
    wanted: Sequence[MediaFile],
    roots: Sequence[Path],
    *,
    identity: Callable[[Path], str],
    should_stop: Callable[[], bool] = lambda: False,
    most_files: int = FEW_FILES,
    deepest: int = DEPTH,
) -> Search:
    """Look for missing files in folders. Blocks; reads at most a few MB of each file that could be one of them.

    Args:
        identity: content identity of a file; what it cannot read (OSError, MontageError) is passed over.
        should_stop: asked at every file and before each is read; what was found until then is returned.
        most_files, deepest: bounds of the walk.
    """
    by_size, by_name = (
        _index(wanted, lambda w: w.size_bytes or None),
        _index(wanted, lambda w: _folded(name_of(w.path))),
    )
    seen_by_size: dict[int, list[_Seen]] = defaultdict(list)
    seen_by_name: dict[str, list[_Seen]] = defaultdict(list)
    walk = _Walk(should_stop, most_files, deepest)
    for entry in walk.through(roots):
        try:
            seen = _Seen(entry.path, _folded(entry.name), entry.stat().st_size)
        except OSError:
            continue
        if seen.size in by_size:
            seen_by_size[seen.size].append(seen)
        if seen.name in by_name:
            seen_by_name[seen.name].append(seen)
    compare = _Contents(identity, should_stop)
    matches: dict[str, list[Match]] = {}
    is_complete = walk.is_complete
    for file in wanted:
        named = seen_by_name.get(_folded(name_of(file.path)), [])
        found = _matches(file, named, seen_by_size.get(file.size_bytes, []), compare)
        if should_stop():
            is_complete = False
            break
        if found:
            matches[file.path] = found
    return Search(matches, walk.files, is_complete)


def moved_along(path: str, found: str, others: Iterable[MediaFile]) -> dict[str, str]:
    """Where other missing files are if a whole folder moved, as one file that was found again suggests.

    From ``/a/trip/day1/x.mp4`` found at ``/b/trip/day1/x.mp4`` follows that ``/a`` has become ``/b``, hence where
    ``/a/trip/day2/y.mp4`` is. Only files that are there, of their size, are told.
    """
    old, new = _parts(path), _parts(found)
    if old[-1] != new[-1]:  # renamed: the folders still tell
        old, new = old[:-1], new[:-1]
    while len(old) > 1 and len(new) > 1 and _folded(old[-1]) == _folded(new[-1]):
        old, new = old[:-1], new[:-1]
    moved = {}
    for file in others:
        parts = _parts(file.path)
        if file.path == path or parts[: len(old)] != old:
            continue
        there = Path(*new, *parts[len(old) :])
        try:
            size = there.stat().st_size
        except OSError:
            continue
        if file.size_bytes in (0, size):
            moved[file.path] = str(there)
    return moved


def relink(project: Project, mapping: Mapping[str, str]) -> Project:
    """The project with files in other places: bin, song, and in films clips, their runners-up and sounds.

    A clip that becomes the same file as another one of the bin is left out, unless a person judged only that one.
    """
    changed = map_paths(project, lambda path: mapping.get(path, path))
    kept: dict[str, BinEntry] = {}
    for entry in changed.bin:
        known = kept.get(entry.path)
        if known is None or (entry.is_judged and not known.is_judged):
            kept[entry.path] = entry
    return msgspec.structs.replace(changed, bin=list(kept.values()))


def name_of(path: str) -> str:
    """A file's name, also of a path from another kind of computer."""
    return _parts(path)[-1]


class _Contents:
    """Compares contents, each file's read once."""

    def __init__(self, identity: Callable[[Path], str], should_stop: Callable[[], bool]) -> None:
        self._identity = identity
        self._should_stop = should_stop
        self._known: dict[str, str] = {}

    def same(self, seen: _Seen, file: MediaFile) -> bool:
        if seen.path not in self._known:
            if self._should_stop():
                return False
            try:
                self._known[seen.path] = self._identity(Path(seen.path))
            except (OSError, MontageError):
                self._known[seen.path] = ""
        return bool(file.identity) and self._known[seen.path] == file.identity


def _matches(file: MediaFile, named: list[_Seen], sized: list[_Seen], contents: _Contents) -> list[Match]:
    """Candidates for a file among those of its name and those of its size, the best first."""
    both = [s for s in named if s.size == file.size_bytes]
    found: list[tuple[Reason, _Seen]] = []
    if len(both) == 1 or not file.identity:
        found += [(Reason.NAME_AND_SIZE, s) for s in both]
    else:
        found += [(Reason.CONTENT_AND_NAME if contents.same(s, file) else Reason.NAME, s) for s in both]
    if file.identity and not any(reason is not Reason.NAME for reason, _ in found):
        named_so = {s.path for s in both}
        found += [(Reason.CONTENT, s) for s in sized if s.path not in named_so and contents.same(s, file)]
    found += [(Reason.NAME, s) for s in named if s.size != file.size_bytes]
    place = _parts(file.path)[:-1]

    def rank(one: tuple[Reason, _Seen]) -> tuple[int, int, int, str]:
        reason, seen = one
        there = _parts(seen.path)[:-1]
        return reason, -_common_tail(place, there), len(there), seen.path

    return [Match(s.path, reason) for reason, s in sorted(found, key=rank)]


def _index(wanted: Iterable[MediaFile], key: Callable[[MediaFile], T | None]) -> set[T]:
    return {k for w in wanted if (k := key(w)) is not None}


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """A folder's entries by name; none of one that cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda e: e.name)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _folded(name: str) -> str:
    return name.casefold()  # disks that came from Windows and macOS do not tell case


def _parts(path: str) -> tuple[str, ...]:
    return PureWindowsPath(path).parts if is_foreign(path) else Path(path).parts


def _common_tail(a: Sequence[str], b: Sequence[str]) -> int:
    count = 0
    while count < min(len(a), len(b)) and _folded(a[-1 - count]) == _folded(b[-1 - count]):
        count += 1
    return count
