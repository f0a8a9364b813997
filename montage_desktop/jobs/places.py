"""Which parts of a job this computer can do: those whose files it has, and those that need no files of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from montage_desktop.core.errors import Elsewhere
from montage_desktop.jobs.tasks import PartContext

Handler = Callable[[PartContext], dict[str, Any]]

#: Options that name files which are read.
_READ = ("clips", "music", "video", "transcript", "files", "source")


def placed(handler: Handler) -> Handler:
    """A handler that is called only where its files can be.

    Without an exchange every path of the job has to be one of this computer; with one, a part that needs the files
    themselves is given back by a computer that does not see them.
    """

    def checked(context: PartContext) -> dict[str, Any]:
        if context.options.get("exchange"):
            require_home(context)
        else:
            require_paths(context)
        return handler(context)

    return checked


def require_paths(context: PartContext) -> None:
    """See to it that this computer knows every shared folder that a part names.

    Raises:
        MediaError, InputError: as `PathMap.require`.
    """
    context.flow.store.paths.require(context.options)
    context.flow.store.paths.require(context.part.args)


def require_home(context: PartContext, *sources: str) -> None:
    """See to it that the files of a job, and the folder of its film, are on this computer.

    Raises:
        Elsewhere: they are not.
    """
    for path in (*_read(context.options), *sources):
        if not Path(path).exists():
            raise Elsewhere(f"“{Path(path).name}” is not on this computer.")
    for name in ("out", "srt", "plan"):
        out = str(context.options.get(name) or "")
        if out and not Path(out).parent.is_dir():
            raise Elsewhere(f"The folder of “{Path(out).name}” is not on this computer.")


def _read(options: Mapping[str, Any]) -> Iterator[str]:
    for name in _READ:
        value = options.get(name)
        if isinstance(value, str) and value:
            yield value
        elif isinstance(value, list):
            yield from (v for v in value if isinstance(v, str))
        elif isinstance(value, Mapping):
            yield from _read(value)
