"""History beyond Redis: every job that is over, in a small SQLite file in the data folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import msgspec

from montage_desktop.core import paths
from montage_desktop.jobs.store import JobRecord


class Archive:
    """Job records on disk. Opens a connection per call: safe from any thread and process (WAL)."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or paths.data_dir() / "history.sqlite3"

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, timeout=10)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute(
            "CREATE TABLE IF NOT EXISTS jobs (id TEXT PRIMARY KEY, created_at REAL NOT NULL, seq INTEGER NOT NULL,"
            " record TEXT NOT NULL)"
        )
        db.execute("CREATE TABLE IF NOT EXISTS shared (id TEXT PRIMARY KEY, seq INTEGER NOT NULL)")
        return db

    def put(self, records: Iterable[JobRecord]) -> None:
        """Keep these records; a newer state of a job replaces an older one, never the other way round."""
        rows = [(r.id, r.created_at, r.seq, msgspec.json.encode(r).decode()) for r in records]
        if not rows:
            return
        with closing(self._connect()) as db, db:
            db.executemany(
                "INSERT INTO jobs VALUES (?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET seq=excluded.seq,"
                " record=excluded.record WHERE excluded.seq > jobs.seq",
                rows,
            )

    def seqs(self, ids: Iterable[str]) -> dict[str, int]:
        """What is archived already: id -> sequence number."""
        with closing(self._connect()) as db:
            wanted = set(ids)
            return {i: s for i, s in db.execute("SELECT id, seq FROM jobs") if i in wanted}

    def all_seqs(self) -> dict[str, int]:
        """Every job that is here: id -> sequence number."""
        with closing(self._connect()) as db:
            return dict(db.execute("SELECT id, seq FROM jobs").fetchall())

    def unshared(self, *, limit: int) -> list[JobRecord]:
        """Jobs whose present state is not in the shared archive yet, oldest first."""
        with closing(self._connect()) as db:
            rows = db.execute(
                "SELECT record FROM jobs LEFT JOIN shared USING (id) WHERE shared.seq IS NULL OR shared.seq < jobs.seq"
                " ORDER BY created_at LIMIT ?",
                (limit,),
            ).fetchall()
        return [msgspec.json.decode(r[0], type=JobRecord) for r in rows]

    def mark_shared(self, records: Iterable[JobRecord]) -> None:
        """These states are in the shared archive."""
        with closing(self._connect()) as db, db:
            db.executemany("INSERT OR REPLACE INTO shared VALUES (?, ?)", [(r.id, r.seq) for r in records])

    def recent(self, *, limit: int = 1000) -> list[JobRecord]:
        """Newest first."""
        if not self.path.exists():
            return []
        with closing(self._connect()) as db:
            rows = db.execute("SELECT record FROM jobs ORDER BY created_at DESC LIMIT ?", (limit,)).fetchall()
        return [msgspec.json.decode(r[0], type=JobRecord) for r in rows]

    def get(self, job_id: str) -> JobRecord | None:
        if not self.path.exists():
            return None
        with closing(self._connect()) as db:
            row = db.execute("SELECT record FROM jobs WHERE id = ?", (job_id,)).fetchone()
        return msgspec.json.decode(row[0], type=JobRecord) if row else None
