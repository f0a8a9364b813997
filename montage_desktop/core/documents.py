"""JSON documents: a schema name with a version, exact fractions, and writes that cannot tear.

Every document is written temp file -> fsync -> atomic replace, and says ``"schema": "name/version"``. A
reader refuses a newer version in plain words and migrates an older one.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from montage_desktop.core.errors import DocumentError

T = TypeVar("T")
Migration = Callable[[dict[str, Any]], dict[str, Any]]


def _enc_hook(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(f"cannot store {type(value).__name__}")


def _dec_hook(kind: type, value: Any) -> Any:
    if kind is Fraction:
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise ValueError('expected a rational as a string, e.g. "1513/120"')
        try:
            return Fraction(value)
        except ZeroDivisionError as e:
            raise ValueError(f"not a rational: {value!r}") from e
    raise NotImplementedError(kind)


def encode(value: Any, *, indent: int = 0) -> bytes:
    """JSON bytes of a msgspec struct (fractions as strings), the same for the same value everywhere."""
    data = msgspec.json.encode(value, enc_hook=_enc_hook)
    return msgspec.json.format(data, indent=indent) if indent else data


def to_builtins(value: Any) -> Any:
    """Plain dicts, lists, strings and numbers of a struct (fractions as strings)."""
    return msgspec.to_builtins(value, enc_hook=_enc_hook)


def from_builtins(data: Any, kind: type[T]) -> T:
    """A struct from plain data.

    Raises:
        DocumentError: with the path of the first field that does not fit.
    """
    try:
        return msgspec.convert(data, type=kind, dec_hook=_dec_hook, strict=True)
    except (msgspec.ValidationError, ValueError) as e:
        raise DocumentError("document.invalid", f"This is not a valid document: {e}.") from e


def decode(data: bytes, kind: type[T], *, schema: str, migrations: Mapping[int, Migration] | None = None) -> T:
    """A struct from JSON bytes that carry ``schema`` (``"name/version"``).

    Args:
        data: UTF-8 JSON.
        kind: the struct to build.
        schema: name and the version this program writes.
        migrations: version -> function that turns such a document into one of the next version.

    Raises:
        DocumentError: not JSON, another schema, a newer version, or a field that does not fit.
    """
    try:
        raw = json.loads(data)
    except (ValueError, UnicodeDecodeError, RecursionError) as e:
        raise DocumentError("document.not_json", f"This file is not JSON: {e}.") from e
    name, version = schema.rsplit("/", 1)
    found = raw.get("schema") if isinstance(raw, dict) else None
    if not isinstance(found, str) or found.rpartition("/")[0] != name or not found.rpartition("/")[2].isdigit():
        raise DocumentError("document.schema", f"Expected a document of schema {name}, found {found!r}.")
    have = int(found.rpartition("/")[2])
    if have > int(version):
        raise DocumentError(
            "document.newer",
            f"This document ({found}) was written by a newer version of the program, which reads up to {schema}.",
            fix="Update Montage Desktop.",
        )
    while have < int(version):
        migrate = (migrations or {}).get(have)
        if migrate is None:
            raise DocumentError("document.too_old", f"Documents of schema {found} can no longer be read.")
        raw = migrate(raw)
        have += 1
        raw["schema"] = f"{name}/{have}"
    return from_builtins(raw, kind)


def write_atomic(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace `path` by `data` so that a reader, or a crash at any moment, sees the old file or the new one.

    Without `durable` the same but for a power failure: for what can be made again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temp = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(temp).chmod(0o666 & ~umask)  # mkstemp makes 0600; a document is as readable as any other file
        Path(temp).replace(path)
    except BaseException:
        Path(temp).unlink(missing_ok=True)
        raise
    if durable:
        _fsync_folder(path.parent)


def _fsync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
