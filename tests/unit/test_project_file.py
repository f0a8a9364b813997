"""A project on disk: saving never costs what was there, earlier versions are kept, cost is small."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from project_factory import big

from montage_desktop.core.errors import DocumentError
from montage_desktop.core.project import BinEntry, JobNote, MediaFile, Project, with_job
from montage_desktop.core.project_file import BACKUPS, BACKUPS_KEPT, backups, load, save
from montage_desktop.core.recovery import Autosave


def state(number: int) -> Project:
    return Project(bin=[BinEntry("/f/a.mp4", size_bytes=number)])


def number(project: Project) -> int:
    return project.bin[0].size_bytes


def names(folder: Path) -> set[str]:
    return {f.name for f in folder.iterdir()}


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file opened for writing takes two bytes, then the disk is full."""
    real = os.fdopen

    def opened(handle: int, mode: str) -> Any:
        file = real(handle, mode)
        file.write(b"ne")

        class Torn:
            def __enter__(self) -> Torn:
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            write = staticmethod(full)

        return Torn()

    monkeypatch.setattr(os, "fdopen", opened)


def test_a_project_moves_with_its_folder(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    project = Project(bin=[BinEntry(str(old / "a.mp4"))], song=MediaFile("/music/song.flac"))
    save(project, old / "x.montage")
    old.rename(new)
    moved = load(new / "x.montage")
    assert [moved.bin[0].path, moved.song and moved.song.path] == [str(new / "a.mp4"), "/music/song.flac"]


def test_a_link_to_a_project_stays_one(tmp_path: Path) -> None:
    save(state(1), tmp_path / "x.montage")
    link = tmp_path / "desktop" / "link.montage"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "x.montage")
    save(state(2), link)
    assert link.is_symlink() and number(load(tmp_path / "x.montage")) == 2
    assert number(load(link)) == 2


def test_the_last_versions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "my film [1].montage"
    for n in range(15):
        save(state(n), path)
        save(state(n), path)  # the same again pushes nothing out
    kept = backups(path)
    assert [number(load(Path(b.path))) for b in kept] == list(range(13, 13 - BACKUPS_KEPT, -1))
    assert abs(kept[0].saved_s - time.time()) < 60
    assert names(tmp_path) == {path.name, BACKUPS}
    assert backups(tmp_path / "my film.montage") == [], "another project's are not mine"


def test_a_backup_opens_as_if_it_lay_where_its_project_does(tmp_path: Path) -> None:
    path = tmp_path / "x.montage"
    first = Project(bin=[BinEntry(str(tmp_path / "a.mp4"))])
    save(first, path)
    save(state(1), path)
    backup = Path(backups(path)[0].path)
    assert load(backup) == first
    with pytest.raises(DocumentError) as refused:
        save(first, backup)
    assert refused.value.code == "project.is_backup"


def test_backups_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", full)
    for n in range(3):
        save(state(n), tmp_path / "x.montage")
    assert [number(load(Path(b.path))) for b in backups(tmp_path / "x.montage")] == [1, 0]


def test_a_save_does_not_depend_on_its_backup(tmp_path: Path) -> None:
    (tmp_path / BACKUPS).write_text("in the way")
    save(state(1), tmp_path / "x.montage")
    save(state(2), tmp_path / "x.montage")
    assert number(load(tmp_path / "x.montage")) == 2


def _no_replace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", full)


def _no_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", full)


@pytest.mark.parametrize("fault", [_no_fsync, _no_replace, fill_disk])
def test_a_full_disk_leaves_the_old_file(
    fault: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.montage"
    for n in (1, 2):
        save(state(n), path)
    before, kept = path.read_bytes(), backups(path)
    with monkeypatch.context() as patch:
        fault(patch)
        with pytest.raises(DocumentError, match="disk is full") as failed:
            save(state(3), path)
    assert failed.value.code == "document.disk_full" and "Free some space" in failed.value.fix
    assert path.read_bytes() == before and backups(path) == kept
    assert names(tmp_path) == {path.name, BACKUPS}, "no half-written file is left"
    save(state(3), path)
    assert number(load(path)) == 3


@pytest.mark.parametrize(("number_of", "code"), [(13, "document.read_only"), (5, "document.unwritable")])
def test_what_else_keeps_from_saving_is_told(
    number_of: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number_of, os.strerror(number_of))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DocumentError) as failed:
        save(state(1), tmp_path / "x.montage")
    assert failed.value.code == code and failed.value.fix
    assert names(tmp_path) == set()


def test_an_invalid_project_is_not_saved_over_a_good_one(tmp_path: Path) -> None:
    save(state(1), tmp_path / "x.montage")
    with pytest.raises(DocumentError):
        save(state(-1), tmp_path / "x.montage")
    assert number(load(tmp_path / "x.montage")) == 1


def test_a_damaged_project_names_the_newest_backup_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "x.montage"
    for n in range(4):
        save(state(n), path)
    path.write_bytes(path.read_bytes()[:100])
    Path(backups(path)[0].path).write_bytes(b"{")
    with pytest.raises(DocumentError, match="cannot be opened") as refused:
        load(path)
    assert refused.value.code == "document.not_json"
    assert refused.value.fix.endswith(backups(path)[1].path)


def test_a_missing_or_newer_project_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="does not exist"):
        load(tmp_path / "x.montage")
    (tmp_path / "y.montage").write_text('{"schema": "montage.project/99"}')
    with pytest.raises(DocumentError) as refused:
        load(tmp_path / "y.montage")
    assert refused.value.fix == "Update Montage Desktop."


def test_a_folder_that_has_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as failed:
        save(state(1), tmp_path / "unplugged" / "x.montage")
    assert failed.value.code == "document.no_folder" and names(tmp_path) == set()


def test_what_killed_saves_left_is_swept(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".x.montage.abc.tmp", tmp_path / ".x.montage.def.tmp"
    for file in (old, fresh, tmp_path / ".y.montage.abc.tmp"):
        file.write_text("half")
    os.utime(old, (1, 1))
    save(state(1), tmp_path / "x.montage")
    assert not old.exists() and fresh.exists(), "what is fresh may be being written"


def test_a_project_of_5000_clips_costs_little(tmp_path: Path) -> None:
    project, autosave = big(5000), Autosave()

    def cpu_s(work: Callable[[Project], None]) -> float:
        costs = []
        for n in range(3):
            changed = with_job(project, JobNote(f"j{n}"))
            begin = time.process_time()
            work(changed)
            costs.append(time.process_time() - begin)
        return min(costs)

    assert cpu_s(autosave.write) < 0.1
    assert cpu_s(lambda p: save(p, tmp_path / "x.montage")) < 0.2
    assert msgspec.structs.replace(load(tmp_path / "x.montage"), jobs=[]) == project
