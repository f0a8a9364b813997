"""The hidden file beside the output in which a film is put together before it is checked and given its name."""

from __future__ import annotations

from pathlib import Path

from montage_desktop.jobs.store import JobRecord


def work_path(out: str, job_id: str) -> Path:
    """On the output's own disk, so that the last step is a rename."""
    path = Path(out)
    return path.with_name(f".{path.stem[:60]}.{job_id}.part{path.suffix}")


def remove_work(record: JobRecord) -> None:
    """Remove what a job that ended early left beside its output."""
    out = str(record.options.get("out") or "")
    if out and Path(out).parent.is_dir():
        work_path(out, record.id).unlink(missing_ok=True)
