"""An exchange's address in; objects by name, put whole or not at all, out: a shared folder or an S3 bucket.

Names and passwords of a bucket come from the places where botocore and fsspec look for them (``AWS_ACCESS_KEY_ID``,
``AWS_ENDPOINT_URL``, ``~/.aws/config``, ``FSSPEC_S3_…``), never from a job.
"""

from __future__ import annotations

import functools
import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import fsspec
from fsspec.implementations.local import LocalFileSystem

from montage_desktop.core import documents
from montage_desktop.core.errors import InputError, MediaError, MontageError, TransientError
from montage_desktop.core.path_map import leaves
from montage_desktop.media.exchange.address import check_url

_CLOCK = "clock/"
_DATES = ("LastModified", "last_modified", "mtime")  # as S3, Azure and folders call it
_T = TypeVar("_T")


@dataclass(frozen=True)
class Stored:
    """An object: its name, bytes, and when it was put (Unix seconds by the store's clock)."""

    name: str
    size: int
    put_at: float


class ObjectStore:
    """The objects under one address. Any thread; after a fork a new one has to be made.

    Attributes:
        puts, put_bytes: what has been sent through it so far.

    Raises:
        InputError: ``exchange.address``, ``exchange.missing``: when it is made. Every method: `TransientError`
            ``exchange.away`` where the store does not answer, `MediaError` ``exchange.refused`` where it says no.
    """

    def __init__(self, url: str) -> None:
        check_url(url)
        self.url = url
        self.puts, self.put_bytes = 0, 0
        try:
            self._fs, self._base = fsspec.core.url_to_fs(url, use_listings_cache=False)
        except ImportError as e:
            fix = "Install the program with its extra “s3”."
            raise InputError("exchange.missing", "What it takes to speak S3 is not installed.", fix=fix) from e
        self._is_local = isinstance(self._fs, LocalFileSystem)
        if self._is_local and not Path(self._base).is_dir():
            raise InputError(
                "exchange.missing", f"The folder {self._base} of the exchange is not here.", fix="Mount or create it."
            )

    def put(self, name: str, data: bytes) -> None:
        """Store an object; one of that name is replaced."""
        if self._is_local:
            self._called(lambda: documents.write_atomic(Path(self._path(name)), data, durable=False))
        else:
            self._called(lambda: self._fs.pipe_file(self._path(name), data))
        self.puts += 1
        self.put_bytes += len(data)

    def get(self, name: str) -> bytes | None:
        """An object's content, as it is there; None if there is none."""
        try:
            return bytes(self._called(lambda: self._fs.cat_file(self._path(name))))
        except FileNotFoundError:
            return None

    def get_checked(self, name: str, sha256: str) -> bytes | None:
        """An object's content if it has this hash; None if there is no such object.

        Raises:
            Damaged: it has another, and was removed.
        """
        data = self.get(name)
        if data is not None and hashlib.sha256(data).hexdigest() != sha256:
            self.delete(name)
            raise Damaged(name)
        return data

    def has(self, name: str, size: int) -> bool:
        """Whether there is an object of that name and size."""
        try:
            return int(self._called(lambda: self._fs.info(self._path(name)))["size"]) == size
        except FileNotFoundError:
            return False

    def delete(self, *names: str) -> None:
        """Remove objects; those that are not there are no error."""
        for name in names:
            try:
                self._called(functools.partial(self._fs.rm_file, self._path(name)))
            except FileNotFoundError:
                continue

    def list(self, folder: str) -> Iterator[Stored]:
        """All objects in a folder and the folders in it."""
        try:
            found: dict[str, Any] = self._called(lambda: self._fs.find(self._path(folder), detail=True))
        except FileNotFoundError:
            return
        for path, info in found.items():
            name = path[len(self._base) :].lstrip("/")
            if info["type"] == "file" and not name.rpartition("/")[2].startswith("."):
                yield Stored(name, int(info["size"]), _time_of(info))

    def now(self) -> float:
        """The store's own time, by which its objects are dated; clocks of computers differ."""
        name = f"{_CLOCK}{secrets.token_hex(8)}"
        self.put(name, b"?")
        try:
            return _time_of(self._called(lambda: self._fs.info(self._path(name))))
        finally:
            self.delete(name)

    def _path(self, name: str) -> str:
        if leaves(name, windows=True):  # names come from jobs, and jobs from anybody
            raise MediaError("exchange.name", f"“{name[:80]}” is no name of an object.")
        return f"{self._base.rstrip('/')}/{name}"

    def _called(self, call: Callable[[], _T]) -> _T:
        try:
            return call()
        except FileNotFoundError:
            raise
        except _faults() as e:
            raise _explained(e, self.url) from e


class Damaged(MediaError):  # noqa: N818 - reads as what it is
    """An object is not what its hash says; it has been removed. `name`: which."""

    CODE = "exchange.damaged"

    def __init__(self, name: str) -> None:
        super().__init__(self.CODE, f"{name} in the exchange is damaged; it is sent again.")
        self.name = name


def _time_of(info: dict[str, Any]) -> float:
    at = next((info[name] for name in _DATES if info.get(name)), 0.0)
    return at.timestamp() if isinstance(at, datetime) else float(at)


def _faults() -> tuple[type[BaseException], ...]:
    """What stores raise: files and sockets, and what is botocore's own."""
    try:
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError:
        return (OSError,)
    return (OSError, BotoCoreError, ClientError)


def _explained(e: BaseException, url: str) -> MontageError:
    name = type(e).__name__
    if isinstance(e, PermissionError) or "Credentials" in name or "Token" in name:
        return MediaError(
            "exchange.refused", f"The exchange {url} does not let this computer in.",
            fix="See to its access: AWS_ACCESS_KEY_ID, ~/.aws/credentials, or the rights of the folder.", detail=str(e),
        )  # fmt: skip
    if isinstance(e, OSError) and e.errno in (28, 122):  # no space, quota
        return MediaError("exchange.full", f"The exchange {url} is full.", fix="Free some space there.", detail=str(e))
    return TransientError("exchange.away", f"The exchange {url} does not answer.", detail=f"{name}: {e}")
