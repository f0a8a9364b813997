"""Jobs that are over, and films if wanted, at a place that outlives this computer and Redis: any URL fsspec knows.

``MONTAGE_ARCHIVE`` names it, e.g. ``s3://bucket/montage`` or ``file:///mnt/nas/montage``; keys and passwords are where
fsspec's own packages look for them. With ``MONTAGE_ARCHIVE_FILES=1`` the films are copied there too. Each job is a JSON
file of its own below ``jobs/<year>-<month>/``, whose name begins with its time, so that the newest are the last.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from montage_desktop.core.errors import InputError
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.store import JobRecord

log = logging.getLogger(__name__)

URL_ENV, FILES_ENV = "MONTAGE_ARCHIVE", "MONTAGE_ARCHIVE_FILES"
_BLOCK_BYTES = 4 << 20
_SEND_EVERY_S, _FETCH_EVERY_S = 3.0, 300.0
_AT_ONCE = 20


class SharedArchive:
    """Blocking, as slow as the place is. One thread at a time.

    Args:
        url: of a folder, which is made if it is not there. with_files: whether films are copied too.

    Raises:
        InputError: ``archive.url``: nothing that is installed knows such a place.
    """

    def __init__(self, url: str, *, with_files: bool = False) -> None:
        import fsspec

        try:
            self._files, self._root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as e:
            raise InputError(
                "archive.url",
                "The archive's address cannot be used.",
                fix="Set MONTAGE_ARCHIVE to something like file:///mnt/nas/montage, or s3://bucket/montage with s3fs.",
                detail=str(e),
            ) from e
        self.with_files = with_files

    @classmethod
    def configured(cls, env: Mapping[str, str] = os.environ) -> SharedArchive | None:
        """The one that the environment names; None for none."""
        url = env.get(URL_ENV, "").strip()
        return cls(url, with_files=env.get(FILES_ENV, "") == "1") if url else None

    def put(self, record: JobRecord) -> None:
        """Keep a job, and its film where films are wanted; what is there already is not sent again.

        Raises:
            OSError: the place cannot be reached, or is full; nothing half stays under its name.
        """
        if self.with_files and record.result.get("path") and Path(str(record.result["path"])).is_file():
            self._put_file(record)
        self._write(self._job(record), msgspec.json.encode(record))

    def recent(self, *, limit: int = 1000, known: Mapping[str, int] | None = None) -> list[JobRecord]:
        """Jobs that are kept there, newest first.

        Args:
            known: ids of jobs, of which none is read again.

        Raises:
            OSError: the place cannot be reached.
        """
        found: list[JobRecord] = []
        for folder in sorted(self._listed(f"{self._root}/jobs"), reverse=True):
            for name in sorted(self._listed(folder), reverse=True):
                if len(found) >= limit:
                    return found
                if name.endswith(".json") and _id_of(name) not in (known or {}):
                    try:
                        found.append(msgspec.json.decode(self._files.cat_file(name), type=JobRecord))
                    except msgspec.DecodeError:  # of a later version, or somebody else's
                        continue
        return found

    def _job(self, record: JobRecord) -> str:
        return f"{self._root}/jobs/{_month(record)}/{record.id}.json"

    def _put_file(self, record: JobRecord) -> None:
        path = Path(str(record.result["path"]))
        goal = f"{self._root}/films/{_month(record)}/{record.id}/{path.name}"
        size = path.stat().st_size
        if self._files.exists(goal) and self._files.size(goal) == size:
            return
        digest = hashlib.sha256()
        part = f"{goal}.part"
        self._files.makedirs(goal.rpartition("/")[0], exist_ok=True)
        with path.open("rb") as source, self._files.open(part, "wb") as out:
            while block := source.read(_BLOCK_BYTES):
                digest.update(block)
                out.write(block)
        wanted = record.result.get("sha256")
        if wanted and digest.hexdigest() != wanted:
            self._files.rm(part)
            return  # it is another file by now: what the job made is gone
        self._files.mv(part, goal)

    def _write(self, name: str, data: bytes) -> None:
        self._files.makedirs(name.rpartition("/")[0], exist_ok=True)
        self._files.pipe_file(f"{name}.part", data)
        self._files.mv(f"{name}.part", name)

    def _listed(self, folder: str) -> list[str]:
        try:
            return [str(name) for name in self._files.ls(folder, detail=False, refresh=True)]
        except FileNotFoundError:
            return []
        except TypeError:  # this kind of place has no lists to refresh
            return [str(name) for name in self._files.ls(folder, detail=False)]


class Courier(threading.Thread):
    """Carries jobs from this computer's archive to the shared one, and what others have kept there back.

    A place that cannot be reached is tried again: what is to be sent is in the archive, on disk.
    """

    def __init__(self, archive: Archive, shared: SharedArchive) -> None:
        super().__init__(name="archive", daemon=True)
        self._archive, self._shared = archive, shared
        self._ended = threading.Event()
        self._next_fetch = 0.0

    def run(self) -> None:
        """Until `end`."""
        while not self._ended.wait(_SEND_EVERY_S):
            try:
                self.carry()
            except Exception as e:  # noqa: BLE001 - each kind of place has errors of its own
                log.warning("the shared archive cannot be used now: %s", e)

    def carry(self) -> int:
        """Send what is not there yet; now and then, fetch what is not here. Gives how many jobs were sent.

        Raises:
            OSError, and what the kind of place raises: it cannot be reached.
        """
        sent = 0
        for record in self._archive.unshared(limit=_AT_ONCE):
            if self._ended.is_set():
                break
            self._shared.put(record)
            self._archive.mark_shared([record])
            sent += 1
        if time.monotonic() >= self._next_fetch:
            fetched = self._shared.recent(known=self._archive.all_seqs())
            self._archive.put(fetched)
            self._archive.mark_shared(fetched)
            self._next_fetch = time.monotonic() + _FETCH_EVERY_S
        return sent

    def end(self) -> None:
        """Stop after what is being sent; does not wait."""
        self._ended.set()


def _month(record: JobRecord) -> str:
    return time.strftime("%Y-%m", time.gmtime(record.created_at))


def _id_of(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".json")
