"""What a montage needs before it can be asked for, and names for its film. No widgets."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QCoreApplication

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
LONGEST_NAME = 120


@dataclass(frozen=True)
class FormState:
    """All that decides whether *Create montage* works.

    Attributes:
        clips, missing: clips in the bin, and how many of them are gone from the disk.
        duration_s: None for the whole song. song_s: length of the song.
    """

    clips: int = 0
    missing: int = 0
    has_song: bool = False
    song_missing: bool = False
    duration_s: Fraction | None = None
    folder: str = ""
    name: str = ""
    has_style: bool = True
    connected: bool = True


def reason_against(state: FormState) -> str:
    """Why it cannot be created, in one sentence; "" if it can."""
    checks = (
        (state.clips == 0 and not state.has_song, _tr("Add clips and a song to begin.")),
        (state.clips == 0, _tr("Add at least one clip.")),
        (not state.has_song, _tr("Add a song: the cut follows its beats.")),
        (state.song_missing, _tr("The song has gone from the disk. Bring it back, or choose another.")),
        (state.missing >= state.clips, _tr("All clips have gone from the disk. Bring them back, or add others.")),
        (not state.has_style, _tr("Choose a style.")),
        (state.duration_s is not None and state.duration_s <= 0, _tr("The length must be more than 0 seconds.")),
        (not valid_name(state.name), _tr('Give the film a name without / \\ : * ? " < > |.')),
        (not folder_usable(Path(state.folder)), _tr("The folder for the film cannot be written to. Choose another.")),
        (not state.connected, _tr("Waiting for the job server.")),
    )
    return next((text for wrong, text in checks if wrong), "")


def valid_name(name: str) -> bool:
    """Whether a film may be called that on every platform."""
    stem = name.strip()
    return bool(stem) and not _FORBIDDEN.search(stem) and stem.strip(". ") != "" and len(stem) <= LONGEST_NAME


def folder_usable(folder: Path) -> bool:
    """Whether it can be written to, or be made."""
    if folder.is_dir():
        return os.access(folder, os.W_OK)
    return folder.parent.is_dir() and os.access(folder.parent, os.W_OK)


def proposed_name(song: Path | None, style_title: str) -> str:
    """A name for the film from its song and style."""
    stem = _FORBIDDEN.sub(" ", f"{song.stem} {style_title}" if song else style_title or "Montage")
    return " ".join(stem.split())[:LONGEST_NAME].strip(". ") or "Montage"


def unique_path(folder: Path, stem: str, suffix: str = ".mp4", *, taken: Collection[str] = ()) -> Path:
    """``stem.mp4``, or ``stem 2.mp4`` and so on: neither on the disk nor the output of a job that waits."""
    number = 1
    while True:
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem} {number}{suffix}")
        if not path.exists() and str(path) not in taken:
            return path
        number += 1


def _tr(text: str) -> str:
    return QCoreApplication.translate("MontageForm", text)
