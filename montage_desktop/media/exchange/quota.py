"""An exchange in; the same within its quota out: what was used longest ago goes first, and never what a job needs.

A job that runs holds a *lease*, an object that it puts anew with each of its parts; one that was not for half an hour
is of a job that is dead or paused. It names the job's manifests, whose blocks stay. Until it does, the job is sending,
and blocks that no manifest names stay, too; otherwise they are what somebody began to send and gave up.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.errors import DocumentError, MediaError
from montage_desktop.media.exchange.blocks import BLOCKS, MANIFESTS, Manifest, block_name, read_manifest
from montage_desktop.media.exchange.store import Damaged, ObjectStore, Stored

log = logging.getLogger(__name__)

LEASES, RESULTS = "leases/", "results/"
DEFAULT_QUOTA_BYTES = 20_000_000_000
_LEASE_LASTS_S = 1800.0
_ABANDONED_S = 3600.0
_LEFT = 0.9


class Lease(msgspec.Struct, frozen=True):
    """What a job needs. `since`: when it began, by the store's clock. `manifests`: their names; None: not known yet."""

    since: float
    manifests: list[str] | None = None


class Keeper:
    """Keeps an exchange within its quota. Any thread.

    Args:
        lease_lasts_s, abandoned_s: how long a lease lasts, and after how long a block without a manifest goes.
    """

    def __init__(
        self,
        store: ObjectStore,
        quota_bytes: int | None = None,
        *,
        lease_lasts_s: float = _LEASE_LASTS_S,
        abandoned_s: float = _ABANDONED_S,
    ) -> None:
        self._store = store
        self.quota_bytes = DEFAULT_QUOTA_BYTES if quota_bytes is None else quota_bytes
        self._lasts_s, self._abandoned_s = lease_lasts_s, abandoned_s

    def begin(self, job_id: str) -> Lease:
        """Take a job's lease, before it sends anything."""
        lease = Lease(self._store.now())
        self.renew(job_id, lease)
        return lease

    def renew(self, job_id: str, lease: Lease) -> None:
        """Say that a job goes on."""
        self._store.put(f"{LEASES}{job_id}", documents.encode(lease))

    def end(self, job_id: str) -> None:
        """A job is over: what it used may go when its time has come."""
        self._store.delete(f"{LEASES}{job_id}")
        self.collect()

    def make_room(self, count: int, keep: Iterable[str] = ()) -> None:
        """Free space for `count` bytes; blocks with the hashes in `keep` stay.

        Raises:
            MediaError: ``exchange.full``: what running jobs need leaves too little.
        """
        if count == 0:
            return
        left = self.collect(room_bytes=count, keep=frozenset(keep))
        if left + count > self.quota_bytes:
            told = f"{count / 1e6:.0f} MB are needed, and {left / 1e6:.0f} of {self.quota_bytes / 1e6:.0f} MB are taken"
            raise MediaError(
                "exchange.full", f"There is not enough room in the exchange: {told}.",
                fix="Raise its quota, or wait until other jobs have ended.",
            )  # fmt: skip

    def collect(self, *, room_bytes: int = 0, keep: frozenset[str] = frozenset()) -> int:
        """Bring the exchange under its quota, with some room; the bytes that are in it afterwards."""
        now = self._store.now()
        leases = self._leases(now)
        held = {name for lease in leases for name in lease.manifests or ()}
        is_sending = any(lease.manifests is None for lease in leases)
        since = min((lease.since for lease in leases), default=float("inf"))
        blocks = {b.name.rpartition("/")[2]: b for b in self._store.list(BLOCKS)}
        named = {m: self._hashes(m) for m in sorted(self._store.list(MANIFESTS), key=lambda m: m.put_at)}
        results = sorted(self._store.list(RESULTS), key=lambda r: r.put_at)
        users: dict[str, int] = {}
        for hashes in named.values():
            for sha256 in hashes:
                users[sha256] = users.get(sha256, 0) + 1
        total = sum(o.size for o in (*blocks.values(), *named, *results))
        for sha256, block in blocks.items():
            if sha256 not in users and sha256 not in keep and not is_sending and now - block.put_at > self._abandoned_s:
                self._store.delete(block.name)
                total -= block.size
        limit = self.quota_bytes - room_bytes
        if total <= limit:
            return total
        limit = min(limit, round(self.quota_bytes * _LEFT))
        units: list[Stored] = sorted([*named, *results], key=lambda o: o.put_at)
        for unit in units:
            if total <= limit:
                break
            if unit.name in held or (unit.name.startswith(RESULTS) and unit.put_at >= since):
                continue
            self._store.delete(unit.name)
            total -= unit.size
            for sha256 in named.get(unit, ()):
                users[sha256] -= 1
                if not users[sha256] and sha256 not in keep and sha256 in blocks:
                    self._store.delete(block_name(sha256))
                    total -= blocks[sha256].size
        log.info("the exchange holds %d MB now", total >> 20)
        return total

    def _leases(self, now: float) -> list[Lease]:
        """Those that still last; the others are removed."""
        found: list[Lease] = []
        for stored in list(self._store.list(LEASES)):
            if now - stored.put_at > self._lasts_s:
                self._store.delete(stored.name)
                continue
            try:
                found.append(documents.from_builtins(msgspec.json.decode(self._store.get(stored.name) or b""), Lease))
            except (msgspec.DecodeError, DocumentError):
                continue
        return found

    def _hashes(self, stored: Stored) -> set[str]:
        try:
            manifest: Manifest | None = read_manifest(self._store, stored.name)
        except Damaged:
            return set()
        return set(manifest.hashes.values()) if manifest is not None else set()
