"""A sample of the damaged and crafted files through real jobs: the workers live, and each file is used or named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from footage_corpus import numbered_video
from mutated_corpus import Mutant, mutants
from whole_jobs import family, leftovers, of_role, write_click_song

from montage_desktop import cli
from montage_desktop.jobs import host

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

#: every eighth of the 300
SAMPLE = slice(3, None, 8)


@pytest.fixture
def world(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two workers; at the end nothing is running."""
    monkeypatch.setenv("MONTAGE_WORKERS", "2")
    yield home
    host.stop_running()
    _gone, alive = psutil.wait_procs(family(home), timeout=10)
    assert not alive


@pytest.fixture
def sample(tmp_path: Path) -> list[Mutant]:
    (tmp_path / "bases").mkdir()
    secret = tmp_path / "secret.mp4"
    return mutants(tmp_path / "bases", targets=[str(secret), "http://127.0.0.1:9/a.mp4"])[SAMPLE]


def test_a_montage_of_bad_files_and_a_good_one(
    world: Path, sample: list[Mutant], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The good clip makes the film, with whatever of the others can be used; the rest is in the notes by name."""
    song = write_click_song(tmp_path / "song.wav", seconds=8)
    good = numbered_video(tmp_path / "good.mp4", frames=120, rate="25", size=(160, 90))
    folder = tmp_path / "clips"
    folder.mkdir()
    for mutant in sample:
        (folder / mutant.name).write_bytes(mutant.data)
    clips = [str(folder / m.name) for m in sample]
    out = tmp_path / "film.mp4"
    args = ["montage", str(good), *clips, "--music", str(song), "--duration", "3", "--fps", "25"]
    code = cli.main([*args, "--profile", "preview", "--out", str(out), "--json"])
    said, err = capsys.readouterr()
    result = json.loads(said.splitlines()[-1])
    assert code == cli.OK, err
    assert result["frames"] == 75
    named = [m.name for m in sample if any(m.name in note for note in result["notes"])]
    assert len(named) > len(sample) // 3
    assert len(of_role(world, "worker")) >= 1
    assert leftovers(tmp_path) == []


def test_each_is_analysed_or_refused_with_a_cause(
    world: Path, sample: list[Mutant], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for mutant in sample:
        (tmp_path / mutant.name).write_bytes(mutant.data)
    cli.main(["analyze", *(str(tmp_path / m.name) for m in sample), "--json"])
    said, _ = capsys.readouterr()
    rows = [json.loads(line) for line in said.splitlines()]
    told = {Path(r["file"]).name: r for r in rows if r["event"] == "result"}
    assert set(told) == {m.name for m in sample}
    for name, row in told.items():
        error = row.get("error")
        assert error is None or (error["code"] and error["fix"] and name in error["message"]), row
    assert sum("error" in row for row in told.values()) > len(sample) // 3
