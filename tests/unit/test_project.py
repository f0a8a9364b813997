"""The project document: identity through JSON, every version ever written opens, paths move with their folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from project_factory import FOLDER, film, projects

from montage_desktop.core import project as documents
from montage_desktop.core.errors import DocumentError
from montage_desktop.core.planner.request import SourceMarks
from montage_desktop.core.project import (
    JOBS_KEPT,
    SCHEMA,
    BinEntry,
    JobNote,
    MediaFile,
    PlanSettings,
    Project,
    ProjectSettings,
    Sequence,
    decode,
    encode,
    marks,
    marks_of,
    stored_path,
    with_job,
    with_sequence,
)
from montage_desktop.core.transcript.edited import apply
from montage_desktop.core.transcript.music import TalkMusic

replace = msgspec.structs.replace
FIXTURES = Path(__file__).parent / "project_fixtures"


@given(projects())
def test_what_is_written_is_read_again(project: Project) -> None:
    data = encode(project, folder=FOLDER, indent=2)
    assert decode(data, folder=FOLDER) == project
    assert encode(decode(data, folder=FOLDER), folder=FOLDER, indent=2) == data
    assert decode(encode(project, folder=None), folder=Path("/elsewhere")) == project, "absolute: opens anywhere"


@given(projects())
def test_the_same_project_is_the_same_beneath_another_folder(project: Project) -> None:
    moved = Path("/mnt/disk/films/holiday")
    there = decode(encode(project, folder=FOLDER), folder=moved)
    for a, b in zip(project.bin, there.bin, strict=True):
        near = a.path.startswith("/home/ann/")
        assert b.path == (a.path.replace("/home/ann/", "/mnt/disk/", 1) if near else a.path)


def test_every_version_has_a_fixture() -> None:
    newest = int(SCHEMA.rpartition("/")[2])
    assert {f.name for f in FIXTURES.iterdir()} == {f"v{n}.json" for n in range(1, newest + 1)}


def test_version_1_opens() -> None:
    project = decode((FIXTURES / "v1.json").read_bytes(), folder=FOLDER)
    assert project.schema == SCHEMA
    a, b = f"{FOLDER}/footage/a.mp4", "/home/ann/films/shared/b.mov"
    assert project.bin == [BinEntry(a), BinEntry(b), BinEntry("/media/card/c.mp4")]
    assert project.song == MediaFile(f"{FOLDER}/song.flac")
    assert project.settings == ProjectSettings("high", f"{FOLDER}/films")
    sequence = project.active_sequence
    assert sequence is not None and sequence.timeline is not None
    assert sequence.plan == PlanSettings("dynamic", Fraction(61, 2), "9:16", 7)
    assert sequence.timeline.sources() == [a, b, f"{FOLDER}/song.flac"]
    assert sequence.timeline.video[0].runners_up[0].source == b


def test_version_2_opens() -> None:
    project = decode((FIXTURES / "v2.json").read_bytes(), folder=FOLDER)
    first = project.bin[0]
    assert (first.flag, first.rating, first.use) == ("favourite", 4, (Fraction(1), Fraction(61, 2)))
    assert first.duration_s == Fraction(1001, 30) and first.mtime_ns == 1764000000000000001
    assert [s.name for s in project.sequences] == ["Montage", "Teaser"]
    assert project.sequences[0].plan == PlanSettings("cinematic", Fraction(30), "1:1", 3, "30000/1001", Fraction(25, 2))
    assert project.jobs == [JobNote("20261124-abc", "Montage")]
    assert decode(encode(project, folder=FOLDER), folder=FOLDER) == project


def test_version_3_opens() -> None:
    project = decode((FIXTURES / "v3.json").read_bytes(), folder=FOLDER)
    (talk,) = project.talks
    assert talk.video == f"{FOLDER}/footage/a.mp4"
    assert [w.word for s in talk.transcript.segments for w in s.words] == [" Hello,", " um", " world."]
    assert apply(talk.transcript, talk.edits).text() == "Hello, World."
    assert decode(encode(project, folder=FOLDER), folder=FOLDER) == project


def test_version_4_opens() -> None:
    project = decode((FIXTURES / "v4.json").read_bytes(), folder=FOLDER)
    (talk,) = project.talks
    assert talk.music == TalkMusic(
        source=f"{FOLDER}/music/waltz.flac", source_in=Fraction(25, 2), gain_db=-3.5, duck_db=9.0, slide_s=0.06,
        fade_in_s=1.0, fade_out_s=4.0,
    )  # fmt: skip
    data = encode(project, folder=FOLDER)
    assert decode(data, folder=FOLDER) == project
    assert json.loads(data)["talks"][0]["music"]["source"] == "music/waltz.flac", "moves with its folder"


@pytest.mark.parametrize(
    ("field", "value"),
    [("source", ""), ("source_in", "-1"), ("gain_db", 99.0), ("duck_db", -1.0), ("slide_s", 0.2), ("fade_out_s", 1e9)],
)
def test_music_that_nobody_could_have_meant_is_refused(field: str, value: object) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["talks"][0]["music"][field] = value

    with pytest.raises(DocumentError, match="the talk of"):
        decode(_broken(change, version=4), folder=FOLDER)


def test_a_talk_that_does_not_fit_its_words_is_refused() -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["talks"][0]["edits"]["ops"][0]["words"] = [7, 9]

    with pytest.raises(DocumentError, match="the talk of"):
        decode(_broken(change, version=3), folder=FOLDER)


def _broken(change: Callable[[dict[str, Any]], None], *, version: int = 2) -> bytes:
    raw = json.loads((FIXTURES / f"v{version}.json").read_text("utf-8"))
    change(raw)
    return json.dumps(raw).encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document.not_json"),
        (_broken(lambda r: r.update(schema="montage.project/5")), "document.newer"),
        (_broken(lambda r: r.update(schema="montage.timeline/1")), "document.schema"),
        (_broken(lambda r: r.update(clips=7), version=1), "document.invalid"),
        (_broken(lambda r: r["timeline"].update(frames=76), version=1), "timeline.invalid"),
        (_broken(lambda r: r["bin"][0].update(rating=6)), "document.invalid"),
        (_broken(lambda r: r["bin"][0].update(flag="good")), "document.invalid"),
        (_broken(lambda r: r["bin"][0].update(path="")), "project.invalid"),
        (_broken(lambda r: r["bin"][0].update(size_bytes=-1)), "project.invalid"),
        (_broken(lambda r: r["bin"][0].update(use=["2", "2"])), "project.invalid"),
        (_broken(lambda r: r["bin"][0].update(favourites=[["2", "1"]])), "project.invalid"),
        (_broken(lambda r: r["bin"][0].update(rejected=[["-1", "1"]])), "project.invalid"),
        (_broken(lambda r: r["sequences"][1].update(id="s1")), "project.invalid"),
        (_broken(lambda r: r["sequences"][1].update(id="")), "project.invalid"),
        (_broken(lambda r: r["sequences"][0]["plan"].update(fps="fast")), "project.invalid"),
        (_broken(lambda r: r["sequences"][0]["timeline"].update(frames=51)), "timeline.invalid"),
        (_broken(lambda r: r["sequences"][0]["timeline"].update(schema="montage.timeline/2")), "document.newer"),
    ],
)
def test_what_cannot_be_used_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as refused:
        decode(data, folder=FOLDER)
    assert refused.value.code == code


def test_what_could_not_be_read_again_is_not_written() -> None:
    bad = film(["/a.mp4", "/b.mp4"])
    with pytest.raises(DocumentError, match="the film at 59"):
        encode(Project(sequences=[Sequence("s1", timeline=replace(bad, frames=59))]), folder=FOLDER)
    with pytest.raises(DocumentError, match="not valid text"):
        encode(Project(bin=[BinEntry("/a\udcff.mp4")]), folder=FOLDER)


@pytest.mark.parametrize(
    ("path", "folder", "stored"),
    [
        ("/p/a/b/c/x.mp4", "/p/a/b/c", "x.mp4"),
        ("/p/a/b/c/d/x.mp4", "/p/a/b/c", "d/x.mp4"),
        ("/p/a/b/x.mp4", "/p/a/b/c", "../x.mp4"),
        ("/p/a/d/x.mp4", "/p/a/b/c", "../../d/x.mp4"),
        ("/p/d/x.mp4", "/p/a/b/c", "/p/d/x.mp4"),
        ("/p/a/b/cc/x.mp4", "/p/a/b/c", "../cc/x.mp4"),
        ("/d/x.mp4", "/p/a", "/d/x.mp4"),  # nothing is shared but the root
        ("/p/x.mp4", "/p/a", "../x.mp4"),
        ("/p/a/../x.mp4", "/p/a", "/p/a/../x.mp4"),  # may lead through a link
        ("/p/a/C:\\x.mp4", "/p/a", "./C:\\x.mp4"),
        ("/p/a", "/p/a", "."),
        ("C:\\x.mp4", "/p/a", "C:\\x.mp4"),
    ],
)
def test_near_paths_are_stored_relative(path: str, folder: str, stored: str) -> None:
    assert stored_path(Path(folder))(path) == stored
    assert documents.loaded_path(Path(folder))(stored) == path


def test_a_flag_speaks_for_the_whole_clip() -> None:
    clip = BinEntry("/a.mp4", duration_s=Fraction(9))
    one, two, three = Fraction(1), Fraction(2), Fraction(3)
    assert marks_of(clip) == SourceMarks("/a.mp4")
    assert marks_of(replace(clip, flag="rejected")).rejected == [(0, 9)]
    assert marks_of(replace(clip, flag="favourite")).favourites == [(0, 9)]
    assert marks_of(replace(clip, flag="favourite", use=(one, two))).favourites == [(1, 2)]
    assert marks_of(replace(clip, flag="favourite", favourites=[(two, three)])).favourites == [(2, 3)]
    assert marks_of(replace(clip, flag="favourite", duration_s=None)).favourites == [(0, 0)]
    marked = replace(clip, use=(one, three), favourites=[(two, two)], rejected=[(one, two)])
    assert marks_of(marked) == SourceMarks("/a.mp4", (one, three), [(two, two)], [(one, two)])
    assert marks(Project(bin=[clip, replace(marked, path="/b.mp4"), replace(clip, rating=5)])) == [
        replace(marks_of(marked), path="/b.mp4")
    ]


def test_job_history_is_capped_and_names_each_once() -> None:
    project = Project()
    for n in range(JOBS_KEPT + 5):
        project = with_job(project, JobNote(f"j{n}"))
    project = with_job(project, JobNote("j50", "again"))
    assert len(project.jobs) == JOBS_KEPT
    assert project.jobs[0].id == "j5" and project.jobs[-1] == JobNote("j50", "again")
    assert sum(j.id == "j50" for j in project.jobs) == 1


def test_sequences_are_replaced_by_id_and_the_active_one_always_is_one() -> None:
    project = with_sequence(with_sequence(Project(), Sequence("a", "A")), Sequence("b", "B"))
    project = with_sequence(project, Sequence("a", "A2"))
    assert [s.name for s in project.sequences] == ["A2", "B"]
    assert Project().active_sequence is None
    assert [replace(project, active=i).active_sequence for i in ("a", "b", "gone")] == [
        project.sequences[0],
        project.sequences[1],
        project.sequences[0],
    ]
