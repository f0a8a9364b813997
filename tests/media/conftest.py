"""Small media files for tests, each made once a session at its first use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from edited_corpus import BLURRED, EDITS, QUALITY, TRAPS, Edit, write_edit
from odd_corpus import make_odd


@pytest.fixture(scope="session")
def media_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the session's media files lie."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session")
def odd(media_folder: Path) -> Callable[[str], Path]:
    """A function from a kind of `odd_corpus` to its file."""
    return lambda kind: make_odd(media_folder, kind)


@pytest.fixture(scope="session")
def edited(media_folder: Path) -> Callable[[str], tuple[Path, Edit]]:
    """A function from the name of an `Edit` to its film and itself."""
    known = {edit.name: edit for edit in (*EDITS, *TRAPS, QUALITY, BLURRED)}

    def film(name: str) -> tuple[Path, Edit]:
        path = media_folder / f"{name}.mp4"
        return (path if path.exists() else write_edit(media_folder, known[name])), known[name]

    return film
