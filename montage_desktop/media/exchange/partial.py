"""A source that is not here in; a file of its size in which the blocks that are needed stand, out.

The rest of it is a hole, which takes no room. Each block is believed by its hash only. Whatever is read where nothing
has been sent is noticed: by the key of the chunk, which holds a hash of all packets it is made of, and by what FFmpeg
says of a hole.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from filelock import FileLock, Timeout

from montage_desktop.core import documents
from montage_desktop.core.errors import Cancelled, MediaError
from montage_desktop.media.exchange.blocks import BLOCK_BYTES, Manifest, block_name
from montage_desktop.media.exchange.store import ObjectStore
from montage_desktop.media.render.cache import default_quota

_THREADS = 8
_IDENTITY = re.compile(r"[0-9a-f]{1,16}-[0-9a-f]{40}")
_IN_USE_S = 900.0
MISSING = "exchange.missing_blocks"


class PartialSource:
    """The part of a source that is on this computer. Any number of processes may fill the same one.

    Attributes:
        path: of the file, under `folder`. Whoever reads it must have filled what they read.

    Raises:
        MediaError: `MISSING`: the manifest is of nothing that `opening.identity` names.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        if not _IDENTITY.fullmatch(manifest.identity) or manifest.size_bytes < 0:
            raise MediaError(MISSING, "The list of what was sent of a source is none.")
        self._manifest = manifest
        self.path = folder / f"{manifest.identity}.part"
        self._have = folder / f"{manifest.identity}.have"

    def fill(self, store: ObjectStore, blocks: Iterable[int], *, should_stop: Callable[[], bool] | None = None) -> int:
        """Bring blocks here that are not yet; the number of bytes that came.

        Raises:
            Damaged: a block in the exchange was not what its hash says. MediaError: `MISSING`: one is not there.
            Cancelled, and as `ObjectStore`.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        wanted = sorted(set(blocks))
        with FileLock(self.path.with_suffix(".lock")):
            known = self._known()
            missing = [n for n in wanted if not known[n]]
            with self.path.open("r+b" if self.path.exists() else "w+b") as file:
                file.truncate(self._manifest.size_bytes)
                with ThreadPoolExecutor(_THREADS) as pool:
                    for n, data in pool.map(lambda n: (n, self._block(store, n, should_stop)), missing):
                        file.seek(n * BLOCK_BYTES)
                        file.write(data)
                        known[n] = 1
            if missing:
                documents.write_atomic(self._have, bytes(known), durable=False)
            os.utime(self.path)
        return sum(self._manifest.length(n) for n in missing)

    def forget(self) -> None:
        """Remove it: something in it is not what it was believed to be."""
        with FileLock(self.path.with_suffix(".lock")):
            self._have.unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)

    def _known(self) -> bytearray:
        """Whether each block is here; none is where the file has gone."""
        count = -(-self._manifest.size_bytes // BLOCK_BYTES)
        if self.path.exists() and self._have.exists():
            known = bytearray(self._have.read_bytes())
            if len(known) == count:
                return known
        return bytearray(count)

    def _block(self, store: ObjectStore, n: int, should_stop: Callable[[], bool] | None) -> bytes:
        if should_stop is not None and should_stop():
            raise Cancelled()
        sha256 = self._manifest.hashes.get(str(n))
        data = store.get_checked(block_name(sha256), sha256) if sha256 else None
        if data is None or len(data) != self._manifest.length(n):
            raise MediaError(MISSING, f"Block {n} of a source is not in the exchange.")
        return data


def collect_partial(folder: Path, quota_bytes: int | None = None) -> int:
    """Remove the partial sources that were used longest ago, beyond a quota (None: as the cache's); bytes freed."""
    if not folder.is_dir():
        return 0
    quota = default_quota(folder) if quota_bytes is None else quota_bytes
    found: list[tuple[float, int, Path]] = []
    for path in folder.glob("*.part"):
        with contextlib.suppress(FileNotFoundError):  # removed by another process just now
            info = path.stat()
            found.append((info.st_mtime, getattr(info, "st_blocks", info.st_size // 512) * 512, path))
    total, freed = sum(size for _, size, _ in found), 0
    for used, size, path in sorted(found):
        if total - freed <= quota or time.time() - used < _IN_USE_S:
            break
        try:
            with FileLock(path.with_suffix(".lock"), timeout=0):
                path.with_suffix(".have").unlink(missing_ok=True)
                path.unlink(missing_ok=True)
                freed += size
        except Timeout:
            continue
    return freed
