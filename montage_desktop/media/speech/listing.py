"""Everything that can hear, on this computer or after a download, in the order in which it is offered, the best first.

Reads vocabularies and sizes from the disk: some milliseconds for each model, so not for a thread that draws. What
looks is imported where it looks: the window, which shows what was found, must not wait for it when it starts.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from montage_desktop.core.errors import InputError

if TYPE_CHECKING:
    from montage_desktop.media.speech.models import Model

#: What pocketsphinx is called where models are chosen; it has no other one.
SPHINX = "pocketsphinx"


class Place(StrEnum):
    """Where a model is."""

    FETCHED = "fetched"
    PACKAGE = "package"
    FOLDER = "folder"
    ENGINE = "engine"
    HUB = "hub"


@dataclass(frozen=True)
class Listed:
    """A model to choose.

    Attributes:
        key: what it is remembered by: its name, a folder's path, or `SPHINX`. name: for people.
        languages: BCP 47 codes. size_bytes: on disk, or about what is to be downloaded.
        folder: where it lies; None where it is not here. arrived_bytes: of a download that was begun.
    """

    key: str
    name: str
    place: Place
    languages: tuple[str, ...]
    size_bytes: int
    folder: Path | None = None
    arrived_bytes: int = 0

    @property
    def is_here(self) -> bool:
        """Whether it can hear without a download."""
        return self.place is not Place.HUB

    @property
    def is_english_only(self) -> bool:
        """Whether it knows no other language."""
        return self.languages == ("en",)

    @property
    def left_bytes(self) -> int:
        """What is still to be downloaded."""
        return 0 if self.is_here else max(0, self.size_bytes - self.arrived_bytes)

    def hears(self, language: str) -> bool:
        """Whether it understands a language; an empty one is to be found out."""
        return not language or language in self.languages

    def as_dict(self) -> dict[str, object]:
        """Plain JSON, of what it is called on the command line."""
        return {
            "name": self.name, "model": self.key, "here": self.is_here, "place": self.place.value,
            "languages": list(self.languages), "size_bytes": self.size_bytes,
            "folder": str(self.folder) if self.folder is not None else "",
        }  # fmt: skip


def listed(folders: Sequence[Path] = ()) -> list[Listed]:
    """All models: what was fetched, the packaged one, those in the person's own `folders`, pocketsphinx, the hub's.

    Folders without a model are left out. Without faster-whisper there is pocketsphinx at most.
    """
    from montage_desktop.media.speech import fetching, models, sphinx, whisper

    found: list[Listed] = []
    if whisper.is_installed():
        found += [_here(model, model.name, Place.FETCHED) for model in models.fetched()]
        packaged = models.packaged()
        if packaged is not None:
            found.append(_here(packaged, packaged.name, Place.PACKAGE))
        for folder in folders:
            try:
                found.append(_here(models.of_folder(folder), str(folder), Place.FOLDER))
            except (InputError, OSError):
                continue
    if sphinx.is_installed():
        found.append(Listed(SPHINX, SPHINX, Place.ENGINE, ("en",), *_of_sphinx()))
    if whisper.is_installed():
        known = {model.name for model in models.fetched()}
        for name, (_, size_bytes) in fetching.OFFERED.items():
            if name not in known:
                arrived = fetching.arrived_bytes(name)
                found.append(Listed(name, name, Place.HUB, models.ALL_LANGUAGES, size_bytes, arrived_bytes=arrived))
    return found


def _here(model: Model, key: str, place: Place) -> Listed:
    return Listed(key, model.name, place, model.languages(), model.size_bytes, model.folder)


def _of_sphinx() -> tuple[int, Path | None]:
    """The size of its model, and where it lies."""
    spec = importlib.util.find_spec("pocketsphinx")
    if spec is None or spec.origin is None:
        return 0, None
    folder = Path(spec.origin).parent / "model"
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()), folder
