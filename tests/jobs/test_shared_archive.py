"""What outlives Redis and this computer: jobs and their films in a folder or an object store, and the way back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from montage_desktop.core.errors import InputError
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.shared_archive import Courier, SharedArchive
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobRecord

_DAY_S = 24 * 3600.0


def job(number: int, *, seq: int = 3, **fields: object) -> JobRecord:
    """A finished job; each is a day later than the one before."""
    made = {"title": f"film {number}", "status": Status.FINISHED, "created_at": 1.7e9 + number * _DAY_S, "seq": seq}
    return JobRecord(id=f"{int(1.7e9 + number * _DAY_S):x}{number:010x}", kind="render", **{**made, **fields})  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path) -> str:
    return f"file://{tmp_path}/nas/montage"


def test_jobs_come_back_on_another_computer_newest_first(tmp_path: Path, place: str) -> None:
    here, there = Archive(tmp_path / "here.sqlite3"), Archive(tmp_path / "there.sqlite3")
    jobs = [job(n) for n in range(40)]
    here.put(jobs)
    courier = Courier(here, SharedArchive(place))
    assert [courier.carry(), courier.carry(), courier.carry()] == [20, 20, 0], "twenty at once, each of them once"
    Courier(there, SharedArchive(place)).carry()
    assert there.recent() == jobs[::-1]
    assert [r.id for r in SharedArchive(place).recent(limit=3)] == [j.id for j in jobs[:-4:-1]]
    assert Courier(there, SharedArchive(place)).carry() == 0, "what came from there is not sent back"


def test_a_later_state_replaces_an_earlier_one(tmp_path: Path, place: str) -> None:
    here = Archive(tmp_path / "here.sqlite3")
    courier = Courier(here, SharedArchive(place))
    here.put([job(1, status=Status.FAILED)])
    assert courier.carry() == 1
    here.put([job(1, seq=9)])
    assert courier.carry() == 1
    assert SharedArchive(place).recent() == [job(1, seq=9)]


def test_films_are_kept_if_wanted_and_only_those_that_the_job_made(tmp_path: Path, place: str) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"frames" * 100_000)
    digest = hashlib.sha256(film.read_bytes()).hexdigest()
    right, wrong = (job(n, result={"path": str(film), "sha256": d}) for n, d in ((1, digest), (2, "0" * 64)))
    SharedArchive(place).put(right)
    assert not list((tmp_path / "nas").rglob("*.mp4"))
    kept = SharedArchive(place, with_files=True)
    kept.put(right)
    kept.put(wrong)
    assert [p.read_bytes() == film.read_bytes() for p in (tmp_path / "nas").rglob("*.mp4")] == [True]
    (sent,) = (tmp_path / "nas").rglob("*.mp4")
    before = sent.stat().st_mtime_ns
    kept.put(right)
    assert sent.stat().st_mtime_ns == before, "not sent again"
    assert not list((tmp_path / "nas").rglob("*.part"))


def test_a_place_that_is_away_is_tried_again(tmp_path: Path, place: str) -> None:
    here = Archive(tmp_path / "here.sqlite3")
    here.put([job(1)])
    (tmp_path / "nas").write_text("not a folder yet")
    courier = Courier(here, SharedArchive(place))
    with pytest.raises(OSError):
        courier.carry()
    assert here.unshared(limit=9) == [job(1)]
    (tmp_path / "nas").unlink()
    assert courier.carry() == 1


def test_what_is_no_job_of_ours_is_left_alone(tmp_path: Path, place: str) -> None:
    SharedArchive(place).put(job(1))
    (folder,) = (tmp_path / "nas/montage/jobs").iterdir()
    (folder / "zzz.json").write_text('{"id": 3}')
    (folder / "notes.txt").write_text("hello")
    assert SharedArchive(place).recent() == [job(1)]


def test_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    assert SharedArchive.configured({}) is None
    configured = SharedArchive.configured({"MONTAGE_ARCHIVE": "memory://here", "MONTAGE_ARCHIVE_FILES": "1"})
    assert configured is not None and configured.with_files
    with pytest.raises(InputError) as refused:
        SharedArchive("gopher://hole/montage")
    assert refused.value.code == "archive.url"
