"""A cache of this computer and an exchange in; one cache, which finds there what others have made, out."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from montage_desktop.core.errors import MediaError, TransientError
from montage_desktop.media.exchange.quota import RESULTS
from montage_desktop.media.exchange.store import Damaged, ObjectStore
from montage_desktop.media.render.cache import ChunkCache

log = logging.getLogger(__name__)

_SUFFIXES = (".mp4", ".thumb")


class ExchangedCache(ChunkCache):
    """A `ChunkCache` whose misses are looked up in an exchange. Names there are the same: key, SHA-256 and suffix.

    Args:
        sends: whether what is made here goes there. expected: SHA-256 by key, of the pictures that other workers have
            told of; what is not as told is removed. told: gets a sentence for the job's log.
    """

    def __init__(
        self,
        folder: Path,
        quota_bytes: int | None,
        store: ObjectStore,
        *,
        sends: bool,
        expected: Mapping[str, str],
        told: Callable[[str], None],
    ) -> None:
        super().__init__(folder, quota_bytes)
        self._store, self._sends, self._expected, self._told = store, sends, dict(expected), told

    def find(self, key: str, suffix: str) -> Path | None:
        """As the base's; else fetched, if it is what its name and its maker say."""
        known = super().find(key, suffix)
        if known is not None or suffix not in _SUFFIXES or not key:
            return known
        data = self._fetched(key, suffix)
        if data is None:
            return None
        return ChunkCache(self.folder, self._quota).obtain(key, suffix, lambda out: out.write_bytes(data))[0]

    def obtain(self, key: str, suffix: str, make: Callable[[Path], object]) -> tuple[Path, bool]:
        """As the base's; what is made, or was here already, is sent."""
        path, cached = super().obtain(key, suffix, make)
        if self._sends and suffix in _SUFFIXES:
            name, size = f"{RESULTS}{key[:2]}/{path.name}", path.stat().st_size
            if not self._store.has(name, size):
                self._store.put(name, path.read_bytes())
        return path, cached

    def _fetched(self, key: str, suffix: str) -> bytes | None:
        try:
            return self._looked_up(key, suffix)
        except (MediaError, TransientError) as e:
            log.warning("the exchange was not asked for %s: %s", key[:12], e.message)
            return None

    def _looked_up(self, key: str, suffix: str) -> bytes | None:
        expected = self._expected.get(key) if suffix == ".mp4" else None
        for stored in list(self._store.list(f"{RESULTS}{key[:2]}")):
            name = stored.name.rpartition("/")[2]
            if not name.startswith(f"{key}.") or not name.endswith(suffix):
                continue
            sha256 = expected or name.split(".")[1]
            try:
                data = self._store.get_checked(stored.name, sha256)
            except Damaged:
                log.warning("the result %s in the exchange is damaged", name)
                self._told(f"A part in the exchange was damaged, and is made again: {name[:12]}….")
                continue
            if data is not None and hashlib.sha256(data).hexdigest() == sha256:
                return data
        return None
