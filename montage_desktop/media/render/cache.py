"""A key in; the file that was made for it out, if it is still what it was; else it is made, and kept.

One folder for all processes. An entry's name carries the SHA-256 of its content, ``<key>.<sha256><suffix>``, so that
one rename publishes a file together with what it is checked against, and no hit is taken on trust: a torn, flipped or
truncated entry is removed and made again. What was used longest ago goes first when the quota is exceeded, but nothing
that a running job has used (its *pin*).
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from montage_desktop.media.render.temporary import hidden_name, sweep

log = logging.getLogger(__name__)

_GIGABYTE = 1_000_000_000
_MOST_BYTES = 20 * _GIGABYTE
_SHARE_OF_DISK = 0.1
#: After a collection this share of the quota is left, so that not every new entry collects again.
_LEFT = 0.9
_COLLECT_EVERY_S = 30.0
#: A job touches its pin with each part; one that stays silent this long is over, paused or dead.
_PIN_LASTS_S = 900.0
_ENTRY = re.compile(r"^[0-9a-f]{64}\.[0-9a-f]{64}(\.\w+)$")


@dataclass(frozen=True)
class CacheState:
    """Entries, their bytes, and the quota."""

    entries: int
    size_bytes: int
    quota_bytes: int


def default_quota(folder: Path) -> int:
    """20 GB, or 10 % of the disk where that is less."""
    existing = next(p for p in (folder, *folder.absolute().parents) if p.exists())
    return min(_MOST_BYTES, round(shutil.disk_usage(existing).total * _SHARE_OF_DISK))


class ChunkCache:
    """A folder of finished parts. Any number of processes and threads may use it at once.

    Args:
        quota_bytes: None: `default_quota`.
    """

    def __init__(self, folder: Path, quota_bytes: int | None = None) -> None:
        self.folder = folder
        self._quota = quota_bytes

    @property
    def quota_bytes(self) -> int:
        return default_quota(self.folder) if self._quota is None else self._quota

    def find(self, key: str, suffix: str) -> Path | None:
        """The entry, read through and found to be what was put there; None if there is none that is."""
        for path in sorted(self._shard(key).glob(f"{key}.*{suffix}")):
            try:
                if _sha256(path) == path.name.split(".")[1]:
                    os.utime(path)
                    return path
                log.warning("the cached part %s is damaged; it is made again", path.name)
                path.unlink()
            except FileNotFoundError:  # collected by another process just now
                continue
        return None

    def glimpse(self, key: str, suffix: str) -> Path | None:
        """The entry by its name, without reading it: for what no film is made of."""
        return next(iter(self._shard(key).glob(f"{key}.*{suffix}")), None)

    def seems_to_have(self, key: str, suffix: str) -> bool:
        """Whether there is an entry by its name, without reading it: enough for estimates."""
        return self.glimpse(key, suffix) is not None

    def obtain(self, key: str, suffix: str, make: Callable[[Path], object]) -> tuple[Path, bool]:
        """The entry, and whether it was there; else made by `make`, which is to write the path it gets.

        Whatever `make` raises is passed on, and nothing is kept. The same key made by two processes at once is made
        twice and kept once.
        """
        known = self.find(key, suffix)
        if known is not None:
            return known, True
        shard = self._shard(key)
        shard.mkdir(parents=True, exist_ok=True)
        temp = hidden_name(shard / f"{key[:16]}{suffix}")
        try:
            make(temp)
            out = shard / f"{key}.{_sha256(temp)}{suffix}"
            os.replace(temp, out)  # noqa: PTH105 - atomic
        finally:
            temp.unlink(missing_ok=True)
        self._collect_if_due()
        return out, False

    # Quota ---------------------------------------------------------------------------------------------------

    def pin(self, job_id: str) -> None:
        """Keep what is used from the first such call on, until `unpin` or some minutes of silence."""
        path = self._pins() / job_id
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and time.time() - path.stat().st_mtime < _PIN_LASTS_S:
            os.utime(path)
        else:
            path.write_text(repr(time.time()), encoding="ascii")

    def unpin(self, job_id: str) -> None:
        """The job is over; what exceeds the quota now goes."""
        (self._pins() / job_id).unlink(missing_ok=True)
        self.collect()

    def state(self) -> CacheState:
        """What is there."""
        sizes = [size for _, size, _ in self._entries()]
        return CacheState(len(sizes), sum(sizes), self.quota_bytes)

    def collect(self) -> int:
        """Bring the folder under its quota, what was used longest ago first; the number of bytes freed.

        Also removes what killed processes left. Does nothing while another process collects.
        """
        if not self.folder.is_dir():
            return 0
        try:
            with FileLock(self.folder / ".collect.lock", timeout=0):
                (self.folder / ".collected").touch()
                sweep(self.folder)
                return self._collect()
        except Timeout:
            return 0

    def clear(self) -> int:
        """Remove every entry that no running job uses; the number of bytes freed."""
        return ChunkCache(self.folder, 0).collect()

    def _collect(self) -> int:
        entries = sorted(self._entries())
        total, freed = sum(size for _, size, _ in entries), 0
        quota, pinned = self.quota_bytes, self._pinned_since()
        if total <= quota:
            return 0
        for used, size, path in entries:
            if total - freed <= quota * _LEFT or used >= pinned:
                break
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
                freed += size
        if freed:
            log.info("removed %d MB from the cache", freed >> 20)
        return freed

    def _collect_if_due(self) -> None:
        try:
            due = time.time() - (self.folder / ".collected").stat().st_mtime > _COLLECT_EVERY_S
        except FileNotFoundError:
            due = True
        if due:
            self.collect()

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """(last use, bytes, path)."""
        for path in self.folder.glob("*/*.*"):
            if _ENTRY.match(path.name):
                with contextlib.suppress(FileNotFoundError):
                    found = path.stat()
                    yield found.st_mtime, found.st_size, path

    def _pinned_since(self) -> float:
        """What was used since this time belongs to a running job."""
        since = [float("inf")]
        for path in self._pins().glob("*"):
            with contextlib.suppress(FileNotFoundError, ValueError):
                if time.time() - path.stat().st_mtime > _PIN_LASTS_S:
                    path.unlink()
                else:
                    # File systems round times: FAT to two seconds.
                    since.append(float(path.read_text(encoding="ascii")) - 2)
        return min(since)

    def _pins(self) -> Path:
        return self.folder / ".pins"

    def _shard(self, key: str) -> Path:
        return self.folder / key[:2]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
