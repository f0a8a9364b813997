"""The cache gives back what was put there or nothing, whatever happens to its files, to its writers or to the disk."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from montage_desktop.media.render import cache as module
from montage_desktop.media.render.cache import ChunkCache, default_quota


def key(n: int) -> str:
    return hashlib.sha256(str(n).encode()).hexdigest()


def writing(content: bytes):  # type: ignore[no-untyped-def]
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def never(path: Path) -> None:
    raise AssertionError("it is there and need not be made")


def files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.parent.name != ".pins" and p.name[0] != ".")


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    cache = ChunkCache(tmp_path / "c")
    assert cache.find(key(1), ".mp4") is None
    made, known = cache.obtain(key(1), ".mp4", writing(b"film"))
    assert (made.read_bytes(), known, made.suffix) == (b"film", False, ".mp4")
    assert ChunkCache(tmp_path / "c").obtain(key(1), ".mp4", never) == (made, True)
    assert cache.find(key(1), ".m4a") is None
    assert cache.find(key(2), ".mp4") is None


@pytest.mark.parametrize("harm", ["flip", "cut", "grow", "empty"])
def test_a_damaged_entry_is_made_again(tmp_path: Path, harm: str) -> None:
    cache = ChunkCache(tmp_path)
    made, _ = cache.obtain(key(1), ".mp4", writing(bytes(range(256)) * 100))
    data = bytearray(made.read_bytes())
    data[10_000] ^= 1
    made.write_bytes({"flip": bytes(data), "cut": data[:-1], "grow": data + b"x", "empty": b""}[harm])
    again, known = cache.obtain(key(1), ".mp4", writing(b"new"))
    assert (again.read_bytes(), known) == (b"new", False)
    assert files(tmp_path) == [again], "the damaged one is gone"


def test_a_failure_keeps_nothing(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        ChunkCache(tmp_path).obtain(key(1), ".mp4", fail)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def _write_slowly(folder: Path, begun: Event) -> None:
    def make(path: Path) -> None:
        path.write_bytes(b"half")
        begun.set()
        time.sleep(60)

    ChunkCache(folder).obtain(key(1), ".mp4", make)


def test_a_writer_that_is_killed_leaves_no_entry_and_its_file_is_swept(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    begun = fork.Event()
    child = fork.Process(target=_write_slowly, args=(tmp_path, begun))
    child.start()
    assert begun.wait(20)
    cache = ChunkCache(tmp_path)
    cache.collect()
    (half,) = tmp_path.rglob("*.part")
    assert cache.find(key(1), ".mp4") is None
    os.kill(child.pid or 0, signal.SIGKILL)
    child.join()
    assert cache.find(key(1), ".mp4") is None
    cache.collect()
    assert not half.exists()
    assert cache.obtain(key(1), ".mp4", writing(b"whole"))[1] is False


def _churn(folder: Path, seed: int) -> None:
    cache = ChunkCache(folder, 40_000)
    for n in range(150):
        which = (n * 7 + seed * 3) % 40
        content = str(which).encode() * 500
        path, _ = cache.obtain(key(which), ".mp4", writing(content))
        try:
            found = path.read_bytes()
        except FileNotFoundError:  # the other process has collected it: nothing here is pinned
            found = content
        assert found == content
        if n % 10 == 0:
            cache.collect()


def test_two_processes_use_one_folder(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=_churn, args=(tmp_path, s)) for s in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [c.exitcode for c in children] == [0, 0]
    cache = ChunkCache(tmp_path, 40_000)
    cache.collect()
    assert 0 < cache.state().size_bytes <= 40_000
    assert not list(tmp_path.rglob("*.part"))


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = ChunkCache(tmp_path, 10_000)
    paths = []
    for n in range(9):
        path, _ = cache.obtain(key(n), ".mp4", writing(bytes([n]) * 1000))
        os.utime(path, (n, n))
        paths.append(path)
    assert cache.collect() == 0, "within the quota"
    assert cache.find(key(0), ".mp4"), "using it makes it the youngest"
    for n in range(9, 12):
        paths.append(cache.obtain(key(n), ".mp4", writing(bytes([n]) * 1000))[0])
    assert cache.collect() == 3000
    assert [p.exists() for p in paths] == [True, False, False, False, *[True] * 8]
    assert cache.state() == module.CacheState(9, 9000, 10_000)


def test_a_running_jobs_parts_stay_until_it_ends(tmp_path: Path) -> None:
    cache = ChunkCache(tmp_path, 2500)
    old = cache.obtain(key(0), ".mp4", writing(b"x" * 1000))[0]
    os.utime(old, (1, 1))
    cache.pin("job")
    for n in range(1, 6):
        cache.obtain(key(n), ".mp4", writing(b"x" * 1000))
    cache.collect()
    assert not old.exists()
    assert cache.state().entries == 5, "over the quota, but in use"
    cache.pin("job")
    cache.unpin("job")
    assert cache.state().entries == 2
    cache.pin("dead job")
    for n in range(6, 9):
        cache.obtain(key(n), ".mp4", writing(b"x" * 1000))
    long_ago = time.time() - 3600
    os.utime(tmp_path / ".pins" / "dead job", (long_ago, long_ago))
    cache.collect()
    assert cache.state().size_bytes <= 2500
    assert cache.clear() > 0
    assert files(tmp_path) == []


def test_the_quota_is_20_gb_or_a_tenth_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for total, quota in ((10**12, 20 * 10**9), (10**11, 10**10)):
        usage = type("Usage", (), {"total": total})
        monkeypatch.setattr(module.shutil, "disk_usage", lambda _, usage=usage: usage)
        assert default_quota(tmp_path / "not" / "there" / "yet") == quota
