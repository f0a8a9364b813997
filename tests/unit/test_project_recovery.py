"""Recovery: what was done and not saved is offered, never applied; a kill at any moment loses at most one action."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from project_children import child, context, count_of, edit_for_ever, open_as_window, with_count
from project_factory import big, projects
from test_project_file import fill_disk

from montage_desktop.core import project_file
from montage_desktop.core.errors import DocumentError
from montage_desktop.core.owner import Owner
from montage_desktop.core.project import BinEntry, JobNote, MediaFile, Project, ProjectSettings, Sequence, with_job
from montage_desktop.core.recovery import Autosave, discard_recovery, recoveries_for, recovery_for, unsaved_recoveries
from montage_desktop.core.recovery_diff import difference

replace = msgspec.structs.replace
EDITED = big(120, runners_up=1)
A, B = BinEntry("/f/a.mp4"), BinEntry("/f/b.mp4", flag="favourite")


@pytest.fixture
def crashed(monkeypatch: pytest.MonkeyPatch) -> None:
    """All other windows are gone."""
    monkeypatch.setattr(Owner, "may_live", lambda _: False)


@pytest.fixture
def renamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer has another name now, as laptops get in another network."""
    monkeypatch.setattr(Owner, "is_here", False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "x.montage"
    project_file.save(Project(bin=[A]), file)
    return file


@pytest.mark.usefixtures("crashed")
def test_what_was_not_saved_is_offered(path: Path) -> None:
    assert recovery_for(path) is None
    autosave = Autosave(path)
    autosave.write(Project(bin=[A, B]), action="Add clips")
    offer = recovery_for(path)
    assert offer is not None and offer.project == Project(bin=[A, B])
    assert (offer.action, offer.path, offer.is_overtaken) == ("Add clips", str(path), False)
    assert offer.difference.text == "1 clip added" and abs(offer.written_s - time.time()) < 60
    assert project_file.load(path) == Project(bin=[A]), "nothing is applied by itself"
    discard_recovery(offer)
    assert recovery_for(path) is None and list(autosave.file.parent.iterdir()) == []


def test_a_window_that_is_open_has_nothing_to_recover(path: Path) -> None:
    Autosave(path).write(Project())
    Autosave().write(Project(bin=[A]))
    assert recovery_for(path) is None and unsaved_recoveries() == []


@pytest.mark.usefixtures("renamed")
def test_a_computer_with_another_name_still_offers(path: Path) -> None:
    Autosave(path).write(Project(bin=[B]))
    assert recovery_for(path) is not None


@pytest.mark.usefixtures("crashed")
def test_what_was_saved_or_undone_is_not_offered(path: Path) -> None:
    autosave = Autosave(path)
    autosave.write(Project(bin=[A, B]))
    project_file.save(Project(bin=[A, B]), path)
    assert recovery_for(path) is None, "killed between saving and tidying up"
    autosave.write(Project(bin=[B]))
    autosave.saved(path)
    assert recovery_for(path) is None
    autosave.write(Project(bin=[B]))
    autosave.write(Project(bin=[A, B]))
    assert recovery_for(path) is None, "undone: the same as is saved"
    autosave.discard()
    assert list(autosave.file.parent.iterdir()) == []


@pytest.mark.usefixtures("crashed")
def test_a_project_that_was_never_saved(tmp_path: Path) -> None:
    autosave = Autosave()
    autosave.write(Project())
    assert unsaved_recoveries() == [], "an empty one is nothing to offer"
    autosave.write(Project(bin=[A]))
    Autosave().write(Project(bin=[B]))
    assert [o.project.bin for o in unsaved_recoveries()] == [[B], [A]]
    project_file.save(Project(bin=[A]), tmp_path / "x.montage")
    autosave.saved(tmp_path / "x.montage")
    autosave.write(Project())
    assert [o.project.bin for o in unsaved_recoveries()] == [[B]]
    offer = recovery_for(tmp_path / "x.montage")
    assert offer is not None and offer.difference.removed == 1


@pytest.mark.usefixtures("crashed")
def test_a_new_window_does_not_overwrite_an_offer(path: Path) -> None:
    Autosave(path).write(Project(bin=[B]), action="first")
    Autosave(path).write(Project(bin=[A, B]), action="second")
    assert [o.action for o in recoveries_for(path)] == ["second", "first"]


@pytest.mark.usefixtures("crashed")
def test_an_offer_tells_that_the_file_has_changed_since(path: Path) -> None:
    Autosave(path).write(Project(bin=[B]))
    project_file.save(Project(bin=[A, B]), path)
    offer = recovery_for(path)
    assert offer is not None and offer.is_overtaken


@pytest.mark.usefixtures("crashed")
def test_a_damaged_or_missing_project_is_recovered_whole(path: Path) -> None:
    Autosave(path).write(Project(bin=[A, B]))
    path.write_bytes(b"\0" * 100)
    offer = recovery_for(path)
    assert offer is not None and offer.project.bin == [A, B]
    path.unlink()
    assert recovery_for(path) is not None


@pytest.mark.usefixtures("crashed")
@pytest.mark.parametrize("damage", [b"", b"\0\0\0", b"{", b'{"schema": "montage.recovery/9"}'])
def test_a_recovery_that_a_power_failure_tore_is_passed_over(damage: bytes, path: Path) -> None:
    torn, whole = Autosave(path), Autosave(path)
    for autosave in (torn, whole):
        autosave.write(Project(bin=[B]))
    torn.settle()
    torn.file.write_bytes(damage)
    assert [o.file for o in recoveries_for(path)] == [str(whole.file)]


@pytest.mark.usefixtures("crashed")
def test_a_recovery_of_an_older_version_opens(path: Path) -> None:
    autosave = Autosave(path)
    autosave.write(Project())
    raw = json.loads(autosave.file.read_bytes())
    raw["project"] = {"schema": "montage.project/1", "clips": ["/f/b.mp4"]}
    autosave.file.write_text(json.dumps(raw))
    offer = recovery_for(path)
    assert offer is not None and offer.project.bin == [BinEntry("/f/b.mp4")]


@pytest.mark.usefixtures("crashed")
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(projects())
def test_a_recovery_is_the_project_as_it_was(tmp_path: Path, project: Project) -> None:
    autosave = Autosave(tmp_path / "never saved.montage")
    autosave.write(project)
    offer = recovery_for(tmp_path / "never saved.montage")
    assert offer.project == project if offer else project == Project()
    autosave.discard()


@pytest.mark.usefixtures("crashed")
def test_a_full_disk_leaves_the_recovery_from_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    autosave = Autosave(path)
    autosave.write(Project(bin=[B]))
    with monkeypatch.context() as patch:
        fill_disk(patch)
        with pytest.raises(DocumentError, match="disk is full"):
            autosave.write(Project())
    offer = recovery_for(path)
    assert offer is not None and offer.project.bin == [B]
    autosave.write(Project())
    assert [o.project for o in recoveries_for(path)] == [Project()], "it is tried again"


def test_an_invalid_project_is_not_written_over_a_good_recovery(path: Path) -> None:
    autosave = Autosave(path)
    autosave.write(Project(bin=[B]))
    before = autosave.file.read_bytes()
    with pytest.raises(DocumentError):
        autosave.write(Project(bin=[BinEntry("")]))
    assert autosave.file.read_bytes() == before


@pytest.mark.parametrize(
    ("later", "text"),
    [
        (Project(bin=[A]), "no changes"),
        (Project(bin=[B]), "1 clip added, 1 clip removed"),
        (Project(bin=[replace(A, rating=2)]), "1 clip marked"),
        (Project(bin=[A], song=MediaFile("/s")), "another song"),
        (Project(bin=[A], sequences=[Sequence("s1", "Teaser"), Sequence("s2")]), "changed: Teaser, s2"),
        (Project(bin=[A], settings=ProjectSettings("high")), "settings changed"),
        (with_job(Project(bin=[A]), JobNote("j")), "settings changed"),
    ],
)
def test_how_two_states_differ_is_said(later: Project, text: str) -> None:
    found = difference(Project(bin=[A]), later)
    assert found.text == text and bool(found) == (text != "no changes")


def test_killed_a_hundred_times_it_opens_and_at_most_one_action_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "x.montage"
    project_file.save(with_count(EDITED, 0), path)
    done, begun = context.Value("q", 0, lock=False), context.Value("q", 0, lock=False)
    rng, within = random.Random(5), 0
    for kill in range(100):
        before = done.value
        with child(edit_for_ever, path, done, begun, 5):
            if kill % 4:  # else killed while it opens
                _wait_for_more(done, before)
            time.sleep(rng.uniform(0, 0.012))
        kept = [project_file.load(path), *(o.project for o in recoveries_for(path))]
        newest = max(kept, key=count_of)
        assert done.value <= count_of(newest) <= begun.value
        assert newest == with_count(EDITED, count_of(newest))
        within += begun.value > done.value
    assert done.value > 100 and within > 20, "it was mostly killed at work"
    assert all(project_file.load(Path(b.path)) for b in project_file.backups(path))
    lock, project, autosave = open_as_window(path)
    assert lock.is_held and count_of(project) >= done.value
    autosave.discard()


def _wait_for_more(done: Any, before: int) -> None:
    end = time.monotonic() + 20
    while done.value <= before:
        assert time.monotonic() < end
        time.sleep(0.0005)
