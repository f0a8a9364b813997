"""Folders that a worker may use: where they are set, a job that names a file outside of them is refused.

For workers that take jobs from people they do not know. ``MONTAGE_ROOTS`` (``worker --roots``) lists folders as PATH
does. A path counts by where it leads to, also through links.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from montage_desktop.core.errors import Elsewhere, InputError

ROOTS_ENV = "MONTAGE_ROOTS"
#: The kind of part that is done anywhere where there is an exchange: it opens no file of the job that is not allowed.
ANYWHERE = "chunk"
#: Options that are a path, or a list of paths, or a thing with a path; see `requests`.
_PATHS = ("clips", "files", "music", "video", "transcript", "out", "plan", "srt", "cache_dir", "path", "source")


def roots(env: Mapping[str, str] = os.environ) -> list[Path]:
    """Those that are set, as they are without links; empty: none is, and every path is allowed."""
    return [Path(p).resolve() for p in env.get(ROOTS_ENV, "").split(os.pathsep) if p.strip()]


def paths_in(options: Mapping[str, Any]) -> Iterator[str]:
    """Every path that options of a job or of a part name."""
    for name in _PATHS:
        yield from _paths(options.get(name))
    style = options.get("style")
    if isinstance(style, str) and (os.sep in style or style.endswith(".json")):
        yield style


def require_inside(paths: Iterable[str], allowed: list[Path]) -> None:
    """Refuse paths that lead out of all `allowed` folders (none: nothing is refused).

    Raises:
        InputError: ``path.outside``.
    """
    for path in paths if allowed else ():
        leads_to = Path(os.path.realpath(path))
        if not any(leads_to.is_relative_to(root) for root in allowed):
            raise InputError(
                "path.outside",
                f"{path} is outside of the folders that this worker may use.",
                fix="Put the file into one of them, or start the worker with --roots.",
            )


def require_inside_or_sent(kind: str, options: Mapping[str, Any], paths: Iterable[str], allowed: list[Path]) -> None:
    """The same for a part of a job with an exchange, whose files may be those of another computer.

    Raises:
        Elsewhere: the part needs files that this worker may not use: another may.
        InputError: ``path.outside``: so is where it would be worked.
    """
    try:
        require_inside(paths, allowed)
    except InputError as e:
        if kind != ANYWHERE:
            raise Elsewhere(e.message) from e
    url = str(options["exchange"])
    folder = url.removeprefix("file://") if url.startswith(("file://", "/")) else ""
    require_inside([p for p in (options.get("cache_dir"), folder) if p], allowed)


def _paths(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _paths(each)
    elif isinstance(value, dict):
        yield from paths_in(value)
