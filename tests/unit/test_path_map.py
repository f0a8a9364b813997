"""Paths that mean the same file on several computers: there and back, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from montage_desktop.core.errors import InputError, MediaError
from montage_desktop.core.path_map import PathMap, here

HERE = PathMap({"footage": "/mnt/footage/", "music": "/srv/music", "card": "/mnt/footage/card"})
THERE = PathMap({"footage": r"\\nas\Footage", "music": "D:\\Music\\", "card": r"\\nas\Footage\card"})

JOB = {
    "clips": ["/mnt/footage/day 1/a.mp4", "/mnt/footage/card/b.mp4", "/home/ada/c.mp4"],
    "facts": {"/srv/music/söng.wav": {"path": "/srv/music/söng.wav", "size": 3}},
    "out": "/mnt/footage",
    "title": "/mnt/footage2 is no path below it",
}
PORTABLE = {
    "clips": ["{footage}/day 1/a.mp4", "{card}/b.mp4", "/home/ada/c.mp4"],
    "facts": {"{music}/söng.wav": {"path": "{music}/söng.wav", "size": 3}},
    "out": "{footage}",
    "title": "/mnt/footage2 is no path below it",
}


def test_paths_travel_between_computers() -> None:
    assert HERE.to_portable(JOB) == PORTABLE
    assert HERE.to_local(PORTABLE) == JOB
    there = THERE.to_local(PORTABLE)
    assert there["clips"][:2] == [r"\\nas\Footage\day 1\a.mp4", r"\\nas\Footage\card\b.mp4"]
    assert there["facts"] == {"D:\\Music\\söng.wav": {"path": "D:\\Music\\söng.wav", "size": 3}}
    assert THERE.to_portable(there) == PORTABLE
    assert THERE.to_portable("//NAS/footage/Card/b.mp4") == "{card}/b.mp4", "Windows minds neither case nor slashes"


def test_without_roots_nothing_is_touched() -> None:
    nothing = PathMap()
    assert nothing.to_portable(JOB) is JOB and nothing.to_local(PORTABLE) is PORTABLE
    assert here().roots == ()


def test_settings_are_read_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONTAGE_PATHS", "footage=/mnt/footage ; music=/srv/music;")
    assert {r.name: r.folder for r in here().roots} == {"footage": "/mnt/footage", "music": "/srv/music"}
    for wrong in ("footage", "footage=relative/x", "Foo tage=/a", "a=/x;a=/y", "=/x"):
        with pytest.raises(InputError) as e:
            PathMap.parse(wrong)
        assert e.value.code == "paths.roots"


def test_a_folder_that_is_not_known_here_is_named() -> None:
    known = PathMap({"music": "/srv/music"})
    kept = known.to_local({"clips": ["{footage}/a.mp4"]})
    assert kept == {"clips": ["{footage}/a.mp4"]}
    for paths in (known, PathMap()):
        with pytest.raises(MediaError) as e:
            paths.require(kept)
        assert e.value.code == "paths.unknown"
        assert "{footage}" in e.value.message and "MONTAGE_PATHS=footage=" in e.value.fix
    known.require(known.to_local({"music": "{music}/a.wav", "title": "{a} title", "n": [1, None, {"b": 2.5}]}))


@pytest.mark.parametrize("evil", ["{music}/../etc/passwd", "{music}/a/../../b", "{music}//etc/passwd", "{music}/a\0b"])
def test_a_path_that_leaves_its_folder_is_refused(evil: str) -> None:
    paths = PathMap({"music": "/srv/music"})
    with pytest.raises(InputError) as e:
        paths.require(paths.to_local({"x": [evil]}))
    assert e.value.code == "paths.outside"


def test_on_windows_neither_slash_leads_out() -> None:
    for evil in (r"{music}/..\..\boot.ini", "{music}/a:b", r"{music}/x/..\..\y"):
        local = THERE.to_local(evil)
        assert local == evil
        with pytest.raises(InputError):
            THERE.require(local)


def test_a_link_that_leaves_its_folder_is_refused(tmp_path: Path) -> None:
    root, secret = tmp_path / "root", tmp_path / "secret"
    root.mkdir()
    secret.mkdir()
    (secret / "key").write_text("x")
    (root / "a.txt").write_text("x")
    (root / "inner").symlink_to("a.txt")
    (root / "link").symlink_to(secret)
    (tmp_path / "way in").symlink_to(root)
    for folder in (root, tmp_path / "way in"):
        paths = PathMap({"r": str(folder)})
        paths.require(paths.to_local(["{r}/a.txt", "{r}/inner", "{r}", "{r}/not there yet.mp4"]))
        with pytest.raises(InputError) as e:
            paths.require(paths.to_local({"file": "{r}/link/key"}))
        assert e.value.code == "paths.outside"


TEXTS = st.one_of(
    st.text(max_size=12),
    st.builds(
        "".join,
        st.lists(
            st.sampled_from(
                ["/mnt/footage", "/srv/music", "{footage}", "{music}", "{}/", "/", "..", "a", "card", "{x}"]
            ),
            max_size=5,
        ),
    ),
)
DATA = st.recursive(
    st.one_of(TEXTS, st.integers(), st.none(), st.booleans()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(DATA)
def test_there_and_back_is_the_same(data: object) -> None:
    assert HERE.to_local(HERE.to_portable(data)) == data


@given(TEXTS)
def test_nothing_local_comes_out_of_a_root(text: str) -> None:
    """Whatever Redis says: what is turned into a path of this computer lies within the folder named."""
    local = HERE.to_local(text)
    if local != text and not text.startswith("{}/"):
        assert ".." not in local.split("/")
        assert local.startswith(("/mnt/footage", "/srv/music"))
