"""Which worker hosts do not have what a part of a job takes, and so do not get it again: no fault of theirs.

``job:<id>:away`` is a hash of ``<part> <host>``.
"""

from __future__ import annotations

from montage_desktop.jobs.connection import Client
from montage_desktop.jobs.store import key


class AwayBook:
    """Of all jobs. Threads: as its redis client."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def add(self, job_id: str, part_id: str, host: str) -> None:
        """A host has given a part back."""
        self._client.hset(away_key(job_id), f"{part_id} {host}", 1)

    def of(self, job_id: str) -> dict[str, frozenset[str]]:
        """Part -> the hosts that have given it back."""
        found: dict[str, frozenset[str]] = {}
        for name in self._client.hkeys(away_key(job_id)):
            part, _, host = name.rpartition(" ")
            found[part] = found.get(part, frozenset()) | {host}
        return found


def away_key(job_id: str) -> str:
    return f"{key(job_id)}:away"
