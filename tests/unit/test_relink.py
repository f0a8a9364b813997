"""Missing media: found by name, size and content; everything in the project follows."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import pytest
from project_factory import film

from montage_desktop.core.errors import InputError
from montage_desktop.core.project import BinEntry, MediaFile, Project, Sequence, media_files
from montage_desktop.core.relink import Match, Reason, Search, missing, moved_along, name_of, relink, search


def make(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


class Reader:
    """A content identity that counts what it reads; fails where the file says so."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, path: Path) -> str:
        self.read.append(str(path))
        if path.read_text().startswith("!"):
            raise InputError("media.unreadable", "It cannot be read.")
        return f"id-{path.read_text()}"


def lost(path: str, content: str, *, known: bool = True) -> BinEntry:
    return BinEntry(path, f"id-{content}" if known else "", len(content))


def look(wanted: list[MediaFile], *roots: Path, reader: Reader | None = None, **options: int) -> Search:
    return search(wanted, roots, identity=reader or Reader(), **options)


def test_what_is_missing(tmp_path: Path) -> None:
    here, gone, foreign = BinEntry(str(make(tmp_path / "a", "1"))), BinEntry("/gone/b"), BinEntry("C:\\c.mp4")
    assert missing(Project(bin=[here, gone, foreign], song=MediaFile("/gone/s"))) == [
        gone,
        foreign,
        MediaFile("/gone/s"),
    ]


def test_a_moved_file_is_found_by_name_and_size_without_reading_it(tmp_path: Path) -> None:
    there, reader = make(tmp_path / "deep" / "er" / "A.MP4", "abc"), Reader()
    found = look([lost("/gone/a.mp4", "abc")], tmp_path, reader=reader)
    assert found == Search({"/gone/a.mp4": [Match(str(there), Reason.NAME_AND_SIZE)]}, 1, True)
    assert reader.read == []


def test_a_renamed_file_is_found_by_size_and_content(tmp_path: Path) -> None:
    make(tmp_path / "other.mp4", "xyz")
    make(tmp_path / "long.mp4", "abcdef")
    there, reader = make(tmp_path / "renamed.mp4", "abc"), Reader()
    found = look([lost("/gone/a.mp4", "abc"), lost("/gone/b.mp4", "ab")], tmp_path, reader=reader)
    assert found.matches == {"/gone/a.mp4": [Match(str(there), Reason.CONTENT)]}
    assert "long.mp4" not in str(reader.read), "another size cannot be it"


def test_of_several_the_one_of_the_same_content_is_first(tmp_path: Path) -> None:
    wrong, right = make(tmp_path / "1" / "a.mp4", "xyz"), make(tmp_path / "2" / "a.mp4", "abc")
    newer, broken = make(tmp_path / "0" / "a.mp4", "abcd"), make(tmp_path / "3" / "a.mp4", "!bc")
    found = look([lost("/gone/a.mp4", "abc")], tmp_path)
    assert found.matches["/gone/a.mp4"] == [
        Match(str(right), Reason.CONTENT_AND_NAME),
        Match(str(newer), Reason.NAME),
        Match(str(wrong), Reason.NAME),
        Match(str(broken), Reason.NAME),
    ]


def test_without_a_known_content_the_folders_decide(tmp_path: Path) -> None:
    for day in ("day1", "day2", "day3"):
        make(tmp_path / day / "C0001.MP4", "abc")
    found = look([lost("/card/Day2/C0001.MP4", "abc", known=False)], tmp_path)
    assert [Path(m.path).parent.name for m in found.matches["/card/Day2/C0001.MP4"]] == ["day2", "day1", "day3"]


def test_where_nothing_but_the_name_is_known_the_name_is_told(tmp_path: Path) -> None:
    there = make(tmp_path / "a.mp4", "abc")
    found = look([BinEntry("C:\\clips\\a.mp4"), BinEntry("/gone/b.mp4")], tmp_path)
    assert found.matches == {"C:\\clips\\a.mp4": [Match(str(there), Reason.NAME)]}


def test_the_right_file_under_another_name_comes_before_a_wrong_one_of_that_name(tmp_path: Path) -> None:
    make(tmp_path / "a.mp4", "other")
    renamed = make(tmp_path / "b.mp4", "abc")
    found = look([lost("/gone/a.mp4", "abc")], tmp_path)
    assert found.matches["/gone/a.mp4"][0] == Match(str(renamed), Reason.CONTENT)


def test_the_walk_is_bounded_and_can_be_stopped(tmp_path: Path) -> None:
    for n in range(20):
        make(tmp_path / f"{n:02}" / "x.mp4", "x")
    make(tmp_path / "z" / "deep" / "a.mp4", "abc")
    wanted = [lost("/gone/a.mp4", "abc")]
    assert look(wanted, tmp_path).is_complete
    few = look(wanted, tmp_path, most_files=5)
    assert (few.files_seen, few.is_complete, few.matches) == (5, False, {})
    assert not look(wanted, tmp_path, deepest=2).is_complete
    make(tmp_path / "copy" / "a.mp4", "xyz")
    reader = Reader()
    at_reading = search(wanted, [tmp_path], identity=reader, should_stop=lambda: bool(reader.read))
    assert (len(reader.read), at_reading.is_complete, at_reading.matches) == (1, False, {})
    asked = iter([False] * 10 + [True] * 1000)
    stopped = search(wanted, [tmp_path], identity=Reader(), should_stop=lambda: next(asked))
    assert not stopped.is_complete and stopped.files_seen < 20


def test_links_in_circles_overlapping_and_missing_folders_and_hidden_files(tmp_path: Path) -> None:
    there = make(tmp_path / "in" / "a.mp4", "abc")
    make(tmp_path / ".trash" / "a.mp4", "abc")
    make(tmp_path / "in" / ".a.mp4", "abc")
    (tmp_path / "in" / "round").symlink_to(tmp_path)
    (tmp_path / "in" / "broken").symlink_to(tmp_path / "nothing")
    found = look([lost("/gone/a.mp4", "abc")], tmp_path, tmp_path / "in", tmp_path / "nowhere")
    assert found.matches == {"/gone/a.mp4": [Match(str(there), Reason.NAME_AND_SIZE)]}


@pytest.mark.parametrize("name", ["x.mp4", "renamed.mp4"])
def test_one_file_tells_where_its_folder_went(name: str, tmp_path: Path) -> None:
    new = tmp_path / "b" / "trip"
    found = make(new / "day1" / name, "x")
    y, z = make(new / "day1" / "y.mp4", "yy"), make(new / "day2" / "z.mp4", "zzz")
    make(new / "day2" / "v.mp4", "another size")
    others = [
        lost("/a/trip/day1/x.mp4", "x"),
        lost("/a/trip/day1/y.mp4", "yy"),
        BinEntry("/a/trip/day2/z.mp4"),
        lost("/a/trip/day2/v.mp4", "v"),
        lost("/a/trip/day2/w.mp4", "w"),
        lost("/elsewhere/trip/day1/y.mp4", "yy"),
    ]
    assert moved_along("/a/trip/day1/x.mp4", str(found), others) == {
        "/a/trip/day1/y.mp4": str(y),
        "/a/trip/day2/z.mp4": str(z),
    }


def test_a_project_from_another_kind_of_computer(tmp_path: Path) -> None:
    found, other = make(tmp_path / "clips" / "x.mp4", "x"), make(tmp_path / "clips" / "y.mp4", "y")
    assert moved_along("C:\\work\\clips\\x.mp4", str(found), [lost("C:\\work\\clips\\y.mp4", "y")]) == {
        "C:\\work\\clips\\y.mp4": str(other)
    }
    assert name_of("\\\\nas\\clips\\x.mp4") == "x.mp4" and name_of("/a\\b/c") == "c"


def test_relinking_reaches_every_path_of_the_project() -> None:
    project = Project(
        bin=[BinEntry("/old/a.mp4", rating=3), BinEntry("/old/b.mp4"), BinEntry("/else/c.mp4")],
        song=MediaFile("/old/song.flac"),
        sequences=[Sequence("s1", timeline=film(["/old/a.mp4", "/old/b.mp4", "/else/c.mp4"])), Sequence("s2")],
    )
    mapping = {f"/old/{n}": f"/new/{n}" for n in ("a.mp4", "b.mp4", "song.flac")}
    new = relink(project, mapping)
    whole = new.sequences[0].timeline
    assert whole is not None
    used = {f.path for f in media_files(new)} | set(whole.sources())
    used |= {r.source for c in whole.video for r in c.runners_up}
    assert used == {"/new/a.mp4", "/new/b.mp4", "/new/song.flac", "/else/c.mp4"}
    assert new.bin[0].rating == 3
    assert relink(new, {v: k for k, v in mapping.items()}) == project
    assert relink(project, {}) == project


def test_two_files_may_change_places() -> None:
    project = Project(bin=[BinEntry("/a", rating=1), BinEntry("/b", rating=2)])
    assert [e.path for e in relink(project, {"/a": "/b", "/b": "/a"}).bin] == ["/b", "/a"]


def test_a_clip_that_becomes_one_that_is_there_is_not_there_twice() -> None:
    judged = BinEntry("/a", use=(Fraction(1), Fraction(2)))
    assert relink(Project(bin=[judged, BinEntry("/b")]), {"/a": "/b"}).bin == [BinEntry("/b", use=judged.use)]
    assert relink(Project(bin=[BinEntry("/b"), judged]), {"/a": "/b"}).bin == [BinEntry("/b", use=judged.use)]
    assert relink(Project(bin=[BinEntry("/b", rating=5), judged]), {"/a": "/b"}).bin == [BinEntry("/b", rating=5)]


def test_a_folder_of_many_files_is_walked_fast(tmp_path: Path) -> None:
    for n in range(2000):
        folder = tmp_path / f"{n % 20:02}"
        folder.mkdir(exist_ok=True)
        os.close(os.open(folder / f"C{n:05}.MP4", os.O_CREAT | os.O_WRONLY))
    wanted = [BinEntry(f"/gone/C{n:05}.MP4", "id", n + 1) for n in range(5000)]
    found = look([*wanted], tmp_path)
    assert len(found.matches) == 2000 and all(m[0].reason is Reason.NAME for m in found.matches.values())
