"""What the window shows of a media file, and the door to the child process that finds it out.

Files that were dropped on the window are untrusted and a crash in a decoder kills its process: so it is not ours. The
window never loads a decoder (`media_child` does).
"""

from __future__ import annotations

from dataclasses import dataclass

from montage_desktop.core.facts import MediaFacts
from montage_desktop.jobs.server import die_with_parent


@dataclass(frozen=True)
class MediaLook:
    """What the window shows of a file.

    Attributes:
        picture: a small upright JPEG: of thousands of clips all are kept. Empty for sound, and where there is `damage`.
        peaks: loudness 0…1 in equal steps, for files that are sound only.
        mtime_ns: when the file was changed last, in nanoseconds since 1970.
        damage: what does not decode although the file opens, in one sentence; "" if nothing was found.
    """

    facts: MediaFacts
    picture: bytes = b""
    peaks: tuple[float, ...] = ()
    mtime_ns: int = 0
    damage: str = ""


@dataclass(frozen=True)
class Refused:
    """Why a file cannot be used: an `InputError` as a value, since exceptions with keywords do not travel."""

    code: str
    message: str
    fix: str
    detail: str


def prepare_child() -> None:
    """Initialiser of the child process: it ends with the editor, however that ends."""
    die_with_parent()


def look_at(path: str) -> MediaLook | Refused:
    """Probe a file and draw it small; or say why not. In the child only."""
    from montage_desktop.ui.pictures import media_child

    return media_child.look_at(path)
