"""Bad footage, songs, outputs and requests through the real command: the named cause, exit 2, and nothing written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from footage_corpus import ffmpeg, numbered_video
from odd_corpus import make_odd
from speech_corpus import speak, write_wav
from whole_jobs import family, leftovers, write_click_song, write_clips

from montage_desktop import cli
from montage_desktop.jobs import host

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

#: kinds of odd_corpus that are refused
BAD_FOOTAGE = ("empty", "text", "no_index", "playlist", "concat", "sdp", "dash", "subtitles", "one_frame")
#: works, alone, as the footage of a film
ODD_FOOTAGE = (
    "plain", "vfr", "vfr_mkv", "ntsc_mkv", "transport", "rotated90", "odd", "anamorphic", "interlaced", "ten_bits",
    "pq", "hlg", "alpha_qtrle", "alpha_prores", "still_png", "still_jpeg", "gif", "cut_short", "holed",
)  # fmt: skip


@pytest.fixture
def world(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two workers; at the end nothing is running."""
    monkeypatch.setenv("MONTAGE_WORKERS", "2")
    yield home
    host.stop_running()
    _gone, alive = psutil.wait_procs(family(home), timeout=10)
    assert not alive


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write_click_song(tmp_path / "song.wav", seconds=12)


def montage(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, list[dict[str, object]], str]:
    """(exit code, JSON lines, stderr) of ``montage … --profile preview --json``."""
    code = cli.main(["montage", *map(str, args), "--profile", "preview", "--json"])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def test_footage_that_cannot_be_used(
    world: Path, song: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], subtests: pytest.Subtests
) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "out").mkdir()
    out = tmp_path / "out" / "film.mp4"
    bad = {kind: make_odd(tmp_path / "odd", kind) for kind in BAD_FOOTAGE}
    bad["missing"] = tmp_path / "no such file.mp4"
    bad["audio only"] = song
    for kind, file in bad.items():
        with subtests.test(kind):
            code, lines, err = montage(capsys, file, "--music", song, "--duration", 2, "--out", out)
            assert code == cli.USAGE
            assert lines[-1]["code"] == "job.no_footage"
            assert file.name in err
            assert len(err.split(file.name, 1)[1].strip()) > 10, "no cause after the name"
            assert list(out.parent.iterdir()) == []
    good = numbered_video(tmp_path / "odd" / "good.mp4", frames=120, rate="30", size=(320, 180))
    code, lines, _ = montage(capsys, good, *bad.values(), "--music", song, "--duration", 2, "--out", out)
    assert code == cli.OK, "the rest goes on"
    notes = " ".join(lines[-1]["notes"])  # type: ignore[arg-type]
    assert all(file.name in notes for file in bad.values())


def test_odd_footage_works(
    world: Path, song: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], subtests: pytest.Subtests
) -> None:
    (tmp_path / "odd").mkdir()
    for kind in ODD_FOOTAGE:
        with subtests.test(kind):
            file = make_odd(tmp_path / "odd", kind)
            out = tmp_path / f"{kind}.mp4"
            code, lines, err = montage(capsys, file, "--music", song, "--duration", 1, "--fps", 25, "--out", out)
            assert code == cli.OK, err
            assert lines[-1]["frames"] == 25


@pytest.mark.parametrize(
    "name", ["-leading.mp4", "100% %d.mp4", 'it\'s "quoted".mp4', "ünïcödé 日本.mp4", "new\nline.mp4"]
)
def test_names_mean_nothing(
    world: Path, song: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = tmp_path / "a: b"
    folder.mkdir()
    clip = write_clips(tmp_path, count=1, frames=100)[0].rename(folder / name)
    tune = song.rename(folder / f"{name}.wav")
    code, _, err = montage(capsys, clip, "--music", tune, "--duration", 2, "--out", folder / f"film {name}")
    assert code == cli.OK, err
    assert (folder / f"film {name}").stat().st_size > 1000


def test_songs(world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], subtests: pytest.Subtests) -> None:
    clips = write_clips(tmp_path, count=2, frames=240)
    (tmp_path / "odd").mkdir()
    silence, short, noise = tmp_path / "silence.wav", tmp_path / "three.wav", tmp_path / "noise.wav"
    ffmpeg("-f", "lavfi", "-i", "anullsrc=r=44100", "-t", "6", silence)
    write_click_song(short, seconds=3)
    ffmpeg("-f", "lavfi", "-i", "anoisesrc=r=44100:a=0.3:seed=1", "-t", "6", noise)
    speech = tmp_path / "speech.wav"
    write_wav(speech, speak("The quick brown fox jumps over the lazy dog. " * 3))
    for tune in (silence, noise, speech):
        with subtests.test(tune.stem):
            out = tmp_path / f"{tune.stem}.mp4"
            code, lines, err = montage(capsys, *clips, "--music", tune, "--duration", 5, "--out", out)
            assert code == cli.OK, err
            assert lines[-1]["frames"] == 150
            assert lines[-1]["notes"], "a steady grid stands in, and it says so"
    with subtests.test("three seconds, film longer than the song"):
        code, lines, err = montage(capsys, *clips, "--music", short, "--duration", 7, "--out", tmp_path / "loop.mp4")
        assert code == cli.OK, err
        assert lines[-1]["frames"] == 210
        assert lines[-1]["notes"]
    bad = {k: make_odd(tmp_path / "odd", k) for k in ("silent", "empty", "text")} | {"missing": tmp_path / "none.mp3"}
    for kind, tune in bad.items():
        with subtests.test(kind):
            code, lines, err = montage(capsys, *clips, "--music", tune, "--duration", 2, "--out", tmp_path / "x.mp4")
            assert code == cli.USAGE
            assert tune.name in err
            assert not (tmp_path / "x.mp4").exists()


def test_less_footage_than_music_is_said(
    world: Path, song: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = write_clips(tmp_path, count=1, frames=60)[0]
    code, lines, err = montage(capsys, clip, "--music", song, "--duration", 8, "--out", tmp_path / "film.mp4")
    assert code == cli.OK, err
    assert lines[-1]["frames"] == 240
    assert lines[-1]["notes"]


def test_outputs_and_requests(
    world: Path, song: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], subtests: pytest.Subtests
) -> None:
    clip = write_clips(tmp_path, count=1, frames=100)[0]
    before = clip.read_bytes()
    film = tmp_path / "film.mp4"
    film.write_bytes(b"precious")
    base = [clip, "--music", song, "--duration", "2"]
    cases = {
        "output.exists": [*base, "--out", film],
        "output.folder": [*base, "--out", tmp_path / "none" / "film.mp4"],
        "output.name": [*base, "--out", tmp_path / "film.txt"],
        "output.is_source": [*base, "--out", clip, "--overwrite"],
        "style.unknown": [*base, "--style", "nonsense", "--out", tmp_path / "a.mp4"],
        "request.duration": [clip, "--music", song, "--duration", "-3", "--out", tmp_path / "a.mp4"],
        "request.fps": [*base, "--fps", "0", "--out", tmp_path / "a.mp4"],
        "request.cache": [*base, "--cache-dir", film, "--out", tmp_path / "a.mp4"],
        "request.loudness": [*base, "--loudness", "3", "--out", tmp_path / "a.mp4"],
    }
    for code_wanted, args in cases.items():
        with subtests.test(code_wanted):
            code, lines, err = montage(capsys, *args)
            assert (code, lines[-1]["code"]) == (cli.USAGE, code_wanted)
            assert err.strip()
    assert film.read_bytes() == b"precious"
    assert clip.read_bytes() == before
    assert not (tmp_path / "a.mp4").exists()
    code, *_ = montage(capsys, *base, "--out", film, "--overwrite")
    assert code == cli.OK
    assert film.read_bytes() != b"precious"
    assert leftovers(tmp_path) == []


def test_bad_usage_is_exit_2(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for args in (["montage"], ["nonsense"], ["montage", "a.mp4", "--out", "b.mp4"], ["jobs", "show", "nosuch"],
                 ["jobs", "move", "nosuch", "--to", "first"], ["jobs", "priority"]):  # fmt: skip
        assert cli.main(args) == cli.USAGE
        assert capsys.readouterr().err


def test_redis_that_cannot_be_used(
    world: Path, song: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = write_clips(tmp_path, count=1, frames=40)[0]
    args = [clip, "--music", song, "--out", tmp_path / "film.mp4"]
    for url, wanted, exit_code in (
        ("redis://127.0.0.1:1/0", "redis.unavailable", cli.FAILED),
        ("http://nonsense", "redis.address", cli.USAGE),
    ):
        monkeypatch.setenv("REDIS_URL", url)
        code, lines, err = montage(capsys, *args)
        assert (code, lines[-1]["code"]) == (exit_code, wanted)
        assert err.count("\n") >= 2, "a sentence and a fix"
    monkeypatch.delenv("REDIS_URL")


def test_analyze_and_render_commands(
    world: Path, song: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip = write_clips(tmp_path, count=1, frames=150)[0]
    missing = tmp_path / "none.mp4"
    assert cli.main(["analyze", str(clip), str(song), str(missing), "--json"]) == cli.FAILED
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = {Path(r["file"]).name: r for r in rows if r["event"] == "result"}
    assert told["clip 0.mp4"]["shots"][0]["start"] == 0
    assert np.diff(told["song.wav"]["beats"]) == pytest.approx(0.5, abs=0.03)
    assert set(told["song.wav"]["downbeats"]) <= set(told["song.wav"]["beats"])
    assert told["none.mp4"]["error"]["code"] == "media.missing"
    plan = tmp_path / "plan.json"
    code, lines, err = montage(capsys, clip, "--music", song, "--duration", 3, "--plan", plan, "--plan-only")
    assert code == cli.OK, err
    assert cli.main(["render", str(plan), "--profile", "preview", "--out", str(tmp_path / "r.mp4"), "--json"]) == cli.OK
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (result["event"], result["frames"]) == ("result", lines[-1]["frames"])
    shutil.rmtree(world / "cache_home")
    assert cli.main(["render", str(tmp_path / "none.json"), "--out", str(tmp_path / "z.mp4")]) == cli.USAGE
    plan.write_text(plan.read_text().replace('"montage.timeline/1"', '"montage.timeline/9"'))
    assert cli.main(["render", str(plan), "--out", str(tmp_path / "z.mp4")]) == cli.USAGE
    assert "newer" in capsys.readouterr().err
