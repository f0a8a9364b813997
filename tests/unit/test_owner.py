"""Whether a process still runs: killed, not yet buried, of the same number, or somewhere else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from montage_desktop.core import owner
from montage_desktop.core.owner import Owner, this_process

replace = msgspec.structs.replace


def _owner_of(process: subprocess.Popen[bytes]) -> Owner:
    return replace(this_process(), pid=process.pid, born=owner._born(process.pid) or "")


def test_a_process_lives_until_it_is_killed_buried_or_not() -> None:
    assert this_process().is_here and this_process().may_live()
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        mark = _owner_of(process)
        assert mark.may_live()
        process.kill()
        if sys.platform == "linux":
            end = time.monotonic() + 10
            while mark.may_live() and time.monotonic() < end:
                time.sleep(0.01)
            assert not mark.may_live(), "a zombie has nothing open"
    finally:
        process.kill()
        process.wait()
    assert not mark.may_live()


def test_another_process_of_the_same_number_is_another() -> None:
    assert not replace(this_process(), born="1234/5").may_live()
    assert replace(this_process(), born="").may_live(), "not known: to be on the safe side"
    assert not replace(this_process(), pid=0).may_live()


@pytest.mark.parametrize("change", [{"host": "studio"}, {"numbered_in": "pid:[1]"}])
def test_of_other_places_nothing_can_be_told(change: dict[str, str]) -> None:
    away = replace(this_process(), pid=1 << 22, born="x", **change)
    assert not away.is_here and away.may_live()


def test_without_proc_the_time_of_birth_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owner, "_BOOT_ID", Path("/nowhere"))
    mark = this_process()
    assert mark.born.isdigit() and mark.may_live()
    assert not replace(mark, born=f"{int(mark.born) - 100}").may_live()
    assert owner._born(1 << 22) is None


def test_a_user_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise KeyError("getpwuid(): uid not found")

    owner._user.cache_clear()
    monkeypatch.setattr(owner.getpass, "getuser", fail)
    assert this_process().user == "" and this_process().pid == os.getpid()
    owner._user.cache_clear()
