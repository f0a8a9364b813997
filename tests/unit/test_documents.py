"""Documents: identity through JSON, versions, and writes that cannot tear."""

from __future__ import annotations

import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from montage_desktop.core import documents
from montage_desktop.core.errors import DocumentError

SCHEMA = "montage.note/2"


class Note(msgspec.Struct, frozen=True):
    schema: str
    at_s: Fraction
    text: str = ""
    more: dict[str, float] = {}


notes = st.builds(
    Note,
    schema=st.just(SCHEMA),
    at_s=st.fractions(),
    text=st.text(st.characters(exclude_categories=["Cs"])),
    more=st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])), st.floats(allow_nan=False, allow_infinity=False)
    ),
)


@given(notes, st.sampled_from([0, 2]))
def test_what_is_written_is_read_again(note: Note, indent: int) -> None:
    data = documents.encode(note, indent=indent)
    assert documents.decode(data, Note, schema=SCHEMA) == note
    assert documents.encode(documents.decode(data, Note, schema=SCHEMA), indent=indent) == data
    assert documents.from_builtins(documents.to_builtins(note), Note) == note


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document.not_json"),
        (b"\xff\xfe{", "document.not_json"),
        (b"[" * 100_000, "document.not_json"),
        (b"[]", "document.schema"),
        (b'{"at_s": "1"}', "document.schema"),
        (b'{"schema": 2}', "document.schema"),
        (b'{"schema": "montage.other/2", "at_s": "1"}', "document.schema"),
        (b'{"schema": "montage.note/x", "at_s": "1"}', "document.schema"),
        (b'{"schema": "montage.note/3", "at_s": "1"}', "document.newer"),
        (b'{"schema": "montage.note/1", "at_s": "1"}', "document.too_old"),
        (b'{"schema": "montage.note/2"}', "document.invalid"),
        (b'{"schema": "montage.note/2", "at_s": 0.5}', "document.invalid"),
        (b'{"schema": "montage.note/2", "at_s": true}', "document.invalid"),
        (b'{"schema": "montage.note/2", "at_s": "1/0"}', "document.invalid"),
        (b'{"schema": "montage.note/2", "at_s": "1", "text": 7}', "document.invalid"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as refused:
        documents.decode(data, Note, schema=SCHEMA)
    assert refused.value.code == code


def test_a_newer_version_is_refused_in_plain_words() -> None:
    with pytest.raises(DocumentError, match="newer version") as refused:
        documents.decode(b'{"schema": "montage.note/10"}', Note, schema=SCHEMA)
    assert "Update" in refused.value.fix


def test_older_versions_are_migrated_step_by_step() -> None:
    def from_1(raw: dict[str, Any]) -> dict[str, Any]:
        return {"schema": raw["schema"], "at_s": raw["seconds"], "text": raw["schema"]}

    data = b'{"schema": "montage.note/1", "seconds": "3/2"}'
    assert documents.decode(data, Note, schema=SCHEMA, migrations={1: from_1}) == Note(
        SCHEMA, Fraction(3, 2), "montage.note/1"
    )


def test_the_field_that_does_not_fit_is_named() -> None:
    with pytest.raises(DocumentError, match="more"):
        documents.decode(b'{"schema": "montage.note/2", "at_s": "1", "more": {"a": "b"}}', Note, schema=SCHEMA)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "ä note with spaces.json"
    documents.write_atomic(path, b"one")
    documents.write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_is_as_readable_as_others(tmp_path: Path) -> None:
    documents.write_atomic(tmp_path / "a", b"x")
    (tmp_path / "b").write_bytes(b"x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize("broken", ["fsync", "replace", "write"])
def test_a_crash_at_any_moment_leaves_the_old_file(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "note.json"
    documents.write_atomic(path, b"old")

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    targets: dict[str, Callable[[], None]] = {
        "fsync": lambda: monkeypatch.setattr(os, "fsync", fail),
        "replace": lambda: monkeypatch.setattr(Path, "replace", fail),
        "write": lambda: monkeypatch.setattr(os, "fdopen", _failing_writer(fail)),
    }
    targets[broken]()
    with pytest.raises(OSError, match="space"):
        documents.write_atomic(path, b"new and longer")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path], "no temporary file is left"


def _failing_writer(fail: Callable[..., None]) -> Callable[..., Any]:
    real = os.fdopen

    def opened(handle: int, mode: str) -> Any:
        file = real(handle, mode)
        file.write(b"ne")

        class Torn:
            def __enter__(self) -> Torn:
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            write = staticmethod(fail)

        return Torn()

    return opened
