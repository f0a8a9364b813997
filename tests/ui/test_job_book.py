"""Merging events, records and the archive by sequence number."""

from __future__ import annotations

import msgspec
import pytest
from window_helpers import record

from montage_desktop.jobs.states import Status
from montage_desktop.ui.jobs.book import JobBook, Verdict


@pytest.fixture
def book() -> JobBook:
    made = JobBook()
    made.put([record(1, seq=5, progress=0.5, status=Status.RUNNING)])
    return made


def test_the_next_event_is_applied(book: JobBook) -> None:
    assert book.apply("j00001", 6, {"progress": 0.6, "updated_at": 9}) is Verdict.APPLIED
    now = book.records["j00001"]
    assert (now.progress, now.seq, now.status) == (0.6, 6, Status.RUNNING)


@pytest.mark.parametrize("seq", [1, 4, 5])
def test_an_older_event_never_overwrites(book: JobBook, seq: int) -> None:
    assert book.apply("j00001", seq, {"progress": 0.1}) is Verdict.OLD
    assert book.records["j00001"].progress == 0.5


def test_a_missed_event_asks_for_the_whole_record(book: JobBook) -> None:
    assert book.apply("j00001", 8, {"progress": 0.9}) is Verdict.GAP
    assert book.records["j00001"].seq == 5


def test_an_unknown_job_is_taken_from_its_first_event_only() -> None:
    book = JobBook()
    assert book.apply("new", 1, {"kind": "montage", "title": "New", "status": "queued"}) is Verdict.APPLIED
    assert book.records["new"].title == "New"
    assert book.apply("other", 2, {"progress": 0.2}) is Verdict.GAP
    assert "other" not in book.records


@pytest.mark.parametrize("fields", [{"status": "exploded"}, {"progress": "fast"}, {"parts": 3}])
def test_a_damaged_event_changes_nothing(book: JobBook, fields: dict[str, object]) -> None:
    assert book.apply("j00001", 6, fields) is Verdict.GAP
    assert book.records["j00001"] == record(1, seq=5, progress=0.5, status=Status.RUNNING)


def test_an_older_record_never_overwrites(book: JobBook) -> None:
    assert book.put([record(1, seq=4, progress=0.2)]) == []
    assert book.put([record(1, seq=9, progress=0.9)]) != []


def test_a_server_that_lost_its_last_second_is_believed_after_a_reconnect(book: JobBook) -> None:
    book.begin_connection()
    assert book.apply("j00001", 6, {"progress": 0.6}) is Verdict.GAP  # counted up again from below: not our 6
    assert book.put([record(1, seq=3, progress=0.3, status=Status.RUNNING)]) != []
    assert book.apply("j00001", 4, {"status": "finished"}) is Verdict.APPLIED
    assert book.records["j00001"].status is Status.FINISHED


def test_the_archive_fills_in_but_never_replaces_what_redis_tells(book: JobBook) -> None:
    old = record(2, seq=3, status=Status.FINISHED)
    assert book.put_archived([old, record(1, seq=99, progress=0.0)]) == [old]
    assert book.records["j00001"].progress == 0.5
    assert not book.is_live(old.id)
    assert book.put([msgspec.structs.replace(old, seq=4, title="Retried")]) != []
    assert book.is_live(old.id)
