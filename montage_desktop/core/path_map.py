"""Paths of this computer in; names that mean the same file on every computer of a farm out, and back.

Each computer names its folders that are shared: ``MONTAGE_PATHS="footage=/mnt/footage;music=/srv/music"`` here,
``footage=\\\\nas\\footage`` there. What is in Redis says ``{footage}/day 1/a.mp4``, with slashes; what a part of a job
sees is a path of its own computer. A computer that names no folders changes nothing, and pays nothing for it.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from montage_desktop.core.errors import InputError, MediaError

PATHS_ENV = "MONTAGE_PATHS"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_VARIABLE = re.compile(r"\{([a-z0-9][a-z0-9_-]{0,31})\}(?=/|$)")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
#: Before a text that only looks like a variable: a caption may begin with "{footage}/", too.
_LITERAL = "{}/"


@dataclass(frozen=True)
class Root:
    """A folder that several computers know by one name. `folder`: without a separator at its end."""

    name: str
    folder: str

    @property
    def is_windows(self) -> bool:
        return self.folder.startswith("\\\\") or bool(_DRIVE.match(f"{self.folder}\\"))

    def tail_of(self, path: str) -> str | None:
        """What comes after this folder in a path to it ("") or below it ("/…"), with slashes; else None."""
        folder = self.folder
        if self.is_windows:
            path, folder = path.replace("/", "\\"), folder.replace("/", "\\")
            if path[: len(folder)].lower() != folder.lower():
                return None
        elif not path.startswith(folder):
            return None
        tail = path[len(folder) :]
        tail = tail.replace("\\", "/") if self.is_windows else tail
        if tail and not tail.startswith("/"):
            return None
        return None if leaves(tail[1:], windows=self.is_windows) else tail

    def path_of(self, tail: str) -> str:
        """The path of this computer, of what `tail_of` gives."""
        return (self.folder + (tail.replace("/", "\\") if self.is_windows else tail)) or "/"


class PathMap:
    """The folders that this computer shares with others. Immutable; any thread.

    Args:
        roots: their names and where they are here. Where one lies in another, the inner one is meant.
    """

    def __init__(self, roots: Mapping[str, str] | None = None) -> None:
        named = [Root(name, _trimmed(folder)) for name, folder in (roots or {}).items()]
        self.roots = tuple(sorted(named, key=lambda r: (-len(r.folder), r.name)))
        self._by_name = {r.name: r for r in self.roots}

    @classmethod
    def parse(cls, text: str) -> PathMap:
        """Of ``name=folder;name=folder``.

        Raises:
            InputError: ``paths.roots``: with the piece that is not understood.
        """
        roots: dict[str, str] = {}
        for piece in (p.strip() for p in text.split(";")):
            if not piece:
                continue
            name, _, folder = (p.strip() for p in piece.partition("="))
            absolute = folder.startswith(("/", "\\\\")) or _DRIVE.match(folder)
            if not _NAME.fullmatch(name) or not absolute or name in roots:
                raise InputError(
                    "paths.roots",
                    f"“{piece[:80]}” does not name a folder.",
                    fix="Write MONTAGE_PATHS as name=/folder;other=/folder, each name once, in small letters.",
                )
            roots[name] = folder
        return cls(roots)

    def to_portable(self, data: Any) -> Any:
        """The same JSON data, in which every path below a root, keys too, begins with the root's name."""
        return _mapped(data, self._portable) if self.roots else data

    def to_local(self, data: Any) -> Any:
        """The opposite. What names a folder that is not known here, or leaves it, stays: see `require`."""
        try:
            return _mapped(data, self._local) if self.roots else data
        except RecursionError as e:
            raise InputError("document.invalid", "This is not a valid document: it is nested too deeply.") from e

    def require(self, data: Any) -> None:
        """See to it that every path in data (after `to_local`) can be used here, before it is.

        Raises:
            MediaError: ``paths.unknown``: a folder that this computer has no place for.
            InputError: ``paths.outside``: a path, or a link on its way, leads out of its folder.
        """
        if isinstance(data, str):
            self._require(data)
        elif isinstance(data, Mapping):
            for name, value in data.items():
                self.require(name)
                self.require(value)
        elif isinstance(data, (list, tuple)):
            for value in data:
                self.require(value)

    def _portable(self, text: str) -> str:
        if self._looks_known(text) or text.startswith(_LITERAL):
            return _LITERAL + text
        for root in self.roots:
            tail = root.tail_of(text)
            if tail is not None:
                return f"{{{root.name}}}{tail}"
        return text

    def _looks_known(self, text: str) -> bool:
        found = _VARIABLE.match(text)
        return found is not None and found[1] in self._by_name

    def _local(self, text: str) -> str:
        if text.startswith(_LITERAL):
            return text[len(_LITERAL) :]
        found = _VARIABLE.match(text)
        root = self._by_name.get(found[1]) if found else None
        if found is None or root is None:
            return text
        tail = text[found.end() :]
        return text if leaves(tail[1:], windows=root.is_windows) else root.path_of(tail)

    def _require(self, text: str) -> None:
        found = _VARIABLE.match(text)
        if found is not None:
            if found[1] not in self._by_name:
                raise MediaError(
                    "paths.unknown",
                    f"This computer does not know the folder {{{found[1]}}}.",
                    fix=f"Say where it is: MONTAGE_PATHS={found[1]}=/folder, and start the worker again.",
                    detail=text,
                )
            if leaves(text[found.end() + 1 :], windows=self._by_name[found[1]].is_windows):
                raise _outside(text)
            return
        for root in self.roots:
            if root.tail_of(text) is not None:
                real, folder = os.path.realpath(text), os.path.realpath(root.folder)
                if real != folder and not real.startswith(folder.rstrip(os.sep) + os.sep):
                    raise _outside(text)
                return


def here() -> PathMap:
    """What this computer's settings say; looked up anew, and parsed only when it has changed.

    Raises:
        InputError: as `PathMap.parse`.
    """
    return _parsed(os.environ.get(PATHS_ENV, ""))


@functools.lru_cache(maxsize=4)
def _parsed(text: str) -> PathMap:
    return PathMap.parse(text)


def leaves(rest: str, *, windows: bool = os.name == "nt") -> bool:
    """Whether a relative path with slashes leads out of the folder it is relative to."""
    parts = re.split(r"[/\\]", rest) if windows else rest.split("/")
    return rest.startswith("/") or ".." in parts or "\0" in rest or (windows and ":" in rest)


def folder_exists(root: Root) -> bool:
    """Whether a root's folder can be seen now."""
    return Path(root.folder or "/").is_dir()


def _trimmed(folder: str) -> str:
    return folder.rstrip("/") if folder.startswith("/") else folder.rstrip("/\\")


def _mapped(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {(change(k) if isinstance(k, str) else k): _mapped(v, change) for k, v in data.items()}
    if isinstance(data, (list, tuple)):
        return [_mapped(v, change) for v in data]
    return data


def _outside(path: str) -> InputError:
    return InputError(
        "paths.outside",
        f"“{path[-120:]}” leads out of the shared folder it is said to be in.",
        fix="Use the file where it really is, or share that folder, too.",
    )
