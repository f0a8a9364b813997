"""One window per project: others are told, the dead make room, nobody is locked out for ever."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import msgspec
import pytest
from project_children import child, context, hold, race

from montage_desktop.core import documents
from montage_desktop.core.owner import Owner, this_process
from montage_desktop.core.project_lock import Holder, ProjectInUse, ProjectLock

replace = msgspec.structs.replace


def write(lock: ProjectLock, owner: Owner, *, token: str = "t") -> Holder:
    holder = Holder(owner, time.time(), token)
    lock.file.write_bytes(documents.encode(holder))
    return holder


def test_another_window_is_told_who_has_it_until_it_is_released(tmp_path: Path) -> None:
    first, second = ProjectLock(tmp_path / "x.montage"), ProjectLock(tmp_path / "x.montage")
    assert first.acquire() and first.acquire() and first.is_held
    with pytest.raises(ProjectInUse, match=f"another window .process {os.getpid()}. since 20") as refused:
        second.acquire()
    assert refused.value.holder.owner == this_process() and not second.is_held
    second.release()
    assert first.is_held, "a lock that one has not cannot be given back"
    first.release()
    assert second.acquire()
    second.release()
    assert list(tmp_path.iterdir()) == []


def test_another_process_holds_it_until_it_is_killed(tmp_path: Path) -> None:
    path, ready = tmp_path / "x.montage", context.Event()
    lock = ProjectLock(path)
    with child(hold, path, ready) as process:
        assert ready.wait(20)
        with pytest.raises(ProjectInUse) as refused:
            lock.acquire()
        assert refused.value.holder.owner.pid == process.pid
    assert lock.acquire() and lock.is_held


def test_a_link_to_a_project_has_the_same_lock(tmp_path: Path) -> None:
    (tmp_path / "x.montage").write_text("{}")
    (tmp_path / "link.montage").symlink_to(tmp_path / "x.montage")
    assert ProjectLock(tmp_path / "x.montage").acquire()
    with pytest.raises(ProjectInUse):
        ProjectLock(tmp_path / "link.montage").acquire()


@pytest.mark.parametrize("left", ["stale", "garbage"])
def test_of_many_who_try_for_a_stale_lock_one_has_it(left: str, tmp_path: Path) -> None:
    for turn in range(5 if left == "stale" else 1):
        path = tmp_path / f"{turn}.montage"
        lock = ProjectLock(path)
        write(lock, replace(this_process(), born="before"))
        if left == "garbage":
            lock.file.write_text("{")
        start, results = context.Barrier(6), context.SimpleQueue()
        with contextlib.ExitStack() as stack:
            for _ in range(6):
                stack.enter_context(child(race, path, start, results))
            assert sorted(results.get() for _ in range(6)) == [False] * 5 + [True]


def test_a_number_that_another_process_has_now_is_not_its_owner(tmp_path: Path) -> None:
    lock = ProjectLock(tmp_path / "x.montage")
    write(lock, replace(this_process(), born="before the last boot"))
    assert lock.acquire()


def test_another_computer_is_asked_about_not_passed_over(tmp_path: Path) -> None:
    lock = ProjectLock(tmp_path / "x.montage")
    write(lock, Owner(host="studio", user="bob", pid=1))
    with pytest.raises(ProjectInUse, match="bob on studio"):
        lock.acquire()
    assert lock.acquire(force=True) and lock.is_held
    write(lock, Owner(host="studio", user="bob", pid=1))
    assert not lock.is_held, "who is forced out sees it"
    lock.release()
    assert lock.file.exists(), "and leaves the other's lock alone"


def test_a_lock_that_was_just_taken_over_is_given_back(tmp_path: Path) -> None:
    lock, other = ProjectLock(tmp_path / "x.montage"), ProjectLock(tmp_path / "x.montage")
    stale = write(lock, replace(this_process(), born="before"))
    assert other.acquire()
    lock._remove(stale)  # it had read the stale one before
    assert other.is_held
    assert [f.name for f in tmp_path.iterdir()] == [lock.file.name]


@pytest.mark.parametrize("code", [1, 95])
def test_folders_without_hard_links(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "hardlink_to", fail)
    first, second = ProjectLock(tmp_path / "x.montage"), ProjectLock(tmp_path / "x.montage")
    assert first.acquire()
    with pytest.raises(ProjectInUse):
        second.acquire()
    write(first, replace(this_process(), born="before"))
    assert second.acquire() and not first.is_held


def test_where_nothing_can_be_written_nobody_locks(tmp_path: Path) -> None:
    lock = ProjectLock(tmp_path / "not there" / "x.montage")
    assert not lock.acquire() and not lock.is_held
    lock.release()
