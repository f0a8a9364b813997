"""A source and which of its blocks are needed in; those that the exchange does not have, sent, and their list, out.

A block is 64 KiB of a source at a multiple of that; its name in the exchange is its SHA-256, so that nothing is sent
twice: not by another job, nor by one that was killed while it sent. The list of a source's blocks, its *manifest*, is
an object itself, named by its own hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.errors import Cancelled, DocumentError
from montage_desktop.media.exchange.store import ObjectStore

BLOCK_BYTES = 1 << 16
BLOCKS, MANIFESTS = "blocks/", "manifests/"
_THREADS = 8

Ranges = Sequence[tuple[int, int]]  #: first and last block of each run


class Manifest(msgspec.Struct, frozen=True):
    """Blocks of a source. `hashes`: number (as text: it is JSON) -> SHA-256."""

    identity: str
    size_bytes: int
    hashes: dict[str, str]

    def length(self, block: int) -> int:
        """Bytes of a block; the last is shorter."""
        return min(BLOCK_BYTES, self.size_bytes - block * BLOCK_BYTES)


def block_name(sha256: str) -> str:
    return f"{BLOCKS}{sha256[:2]}/{sha256}"


def blocks_of(spans: Iterable[tuple[int, int]], size_bytes: int, *, margin: int = 0) -> list[tuple[int, int]]:
    """Byte ranges ``[first, end)`` as runs of whole blocks, in order, with some more on each side."""
    last = max(0, (size_bytes - 1) // BLOCK_BYTES)
    runs: list[tuple[int, int]] = []
    for first, end in sorted(s for s in spans if s[1] > s[0]):
        a, b = max(0, first // BLOCK_BYTES - margin), min(last, (end - 1) // BLOCK_BYTES + margin)
        if runs and a <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], max(b, runs[-1][1])
        elif a <= b:
            runs.append((a, b))
    return runs


def numbers(runs: Ranges) -> list[int]:
    """The blocks of runs, one by one."""
    return [n for a, b in runs for n in range(a, b + 1)]


class Sender:
    """Sends blocks of sources, several at a time.

    Args:
        make_room: is told how many bytes are going to be sent, and the hashes of all that are needed.

    Attributes:
        sent_bytes: by the last call of `send`.
    """

    def __init__(
        self,
        store: ObjectStore,
        *,
        make_room: Callable[[int, set[str]], None] = lambda count, keep: None,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        self._store, self._make_room, self._should_stop = store, make_room, should_stop
        self.sent_bytes = 0

    def send(self, wanted: dict[Path, tuple[str, int, list[int]]]) -> dict[Path, Manifest]:
        """See to it that blocks are in the exchange.

        Args:
            wanted: source -> (identity, bytes, numbers of its blocks). It is opened for reading, and only so.

        Raises:
            Cancelled. As `ObjectStore` and `make_room`.
        """
        manifests: dict[Path, Manifest] = {}
        missing: dict[str, tuple[Path, int]] = {}
        with ThreadPoolExecutor(_THREADS) as pool:
            for path, (identity, size, blocks) in wanted.items():
                hashes = dict(zip(blocks, pool.map(lambda n, p=path: self._hash(p, n), blocks), strict=True))
                manifests[path] = Manifest(identity, size, {str(n): h for n, h in sorted(hashes.items())})
                there = pool.map(lambda n, m=manifests[path]: self._is_there(m, n), blocks)
                missing |= {hashes[n]: (path, n) for n, known in zip(blocks, there, strict=True) if not known}
            sizes = {h: manifests[p].length(n) for h, (p, n) in missing.items()}
            self.sent_bytes = sum(sizes.values())
            self._make_room(self.sent_bytes, {h for m in manifests.values() for h in m.hashes.values()})
            for _ in pool.map(lambda item: self._put(item[0], *item[1]), missing.items()):
                pass
        return manifests

    def publish(self, manifests: Iterable[Manifest]) -> list[str]:
        """Put the manifests, also those that are there: so they are dated anew. Returns their names."""
        names = []
        for manifest in manifests:
            data = documents.encode(manifest)
            names.append(f"{MANIFESTS}{hashlib.sha256(data).hexdigest()}")
            self._store.put(names[-1], data)
        return names

    def _hash(self, path: Path, block: int) -> str:
        self._require_going_on()
        return hashlib.sha256(_read(path, block)).hexdigest()

    def _is_there(self, manifest: Manifest, block: int) -> bool:
        self._require_going_on()
        return self._store.has(block_name(manifest.hashes[str(block)]), manifest.length(block))

    def _put(self, sha256: str, path: Path, block: int) -> None:
        self._require_going_on()
        data = _read(path, block)
        # A file that is written to while it is sent: what came is not what its name says, so it does not go.
        if hashlib.sha256(data).hexdigest() == sha256:
            self._store.put(block_name(sha256), data)

    def _require_going_on(self) -> None:
        if self._should_stop is not None and self._should_stop():
            raise Cancelled()


def read_manifest(store: ObjectStore, name: str) -> Manifest | None:
    """A manifest by its name; None if it is not there or not what its name says."""
    data = store.get_checked(name, name.rpartition("/")[2])
    if data is None:
        return None
    try:
        return documents.from_builtins(msgspec.json.decode(data), Manifest)
    except (msgspec.DecodeError, DocumentError):
        return None


def _read(path: Path, block: int) -> bytes:
    with path.open("rb", buffering=0) as file:
        file.seek(block * BLOCK_BYTES)
        data = b""
        while len(data) < BLOCK_BYTES and (more := file.read(BLOCK_BYTES - len(data))):
            data += more
        return data
