"""The doctor names what is missing, and what to type."""

from __future__ import annotations

import importlib.metadata
import json
from pathlib import Path

import pytest

from montage_desktop import cli, doctor
from montage_desktop.jobs import server
from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.media import ffmpeg
from montage_desktop.media.speech import models, sphinx, whisper


def findings(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, dict[str, object]]]:
    code = cli.main(["doctor", "--json"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return code, {r["name"]: r for r in rows}


def test_all_is_well_here(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = findings(capsys)
    assert code == 0
    assert [n for n, f in told.items() if not f["ok"]] == []


def test_no_ffmpeg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FFMPEG", str(tmp_path / "none"))
    ffmpeg.find_ffmpeg.cache_clear() if hasattr(ffmpeg.find_ffmpeg, "cache_clear") else None
    code, told = findings(capsys)
    assert code == 1
    assert not told["FFmpeg"]["ok"]
    assert told["FFmpeg"]["fix"]


def test_no_server_program(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def none(name: str) -> None:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(server.importlib.metadata, "files", none)
    monkeypatch.setenv("PATH", str(tmp_path))
    code, told = findings(capsys)
    assert code == 1
    assert "apt install redis-server" in str(told["Redis"]["fix"])


def test_a_configured_server_that_is_away_or_refuses(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, server: EmbeddedServer
) -> None:
    monkeypatch.setenv("REDIS_URL", f"unix://:wrong@{server.socket}?db=0")
    code, told = findings(capsys)
    assert code == 1
    assert "password" in str(told["Redis"]["text"])
    monkeypatch.setenv("REDIS_URL", server.url)
    code, told = findings(capsys)
    assert code == 0
    assert "version" in str(told["Redis"]["text"])
    assert server.url.split(":")[2].split("@")[0] not in json.dumps(told), "a password was shown"


@pytest.mark.parametrize(
    ("message", "package"),
    [
        ("libEGL.so.1: cannot open shared object file: No such file or directory", "libegl1"),
        ("libxkbcommon-x11.so.0: cannot open shared object file", "libxkbcommon-x11-0"),
        ("libxkbcommon.so.0: cannot open shared object file", "libxkbcommon0"),
        ("libpulse.so.0: cannot open shared object file", "libpulse0"),
        ("libxcb-cursor.so.0: cannot open shared object file", "libxcb-cursor0"),
        ("libsomething.so.9: cannot open shared object file", "libsomething.so.9"),
    ],
)
def test_a_missing_library_is_a_package(message: str, package: str) -> None:
    assert package in doctor.fix_for(message)
    assert package in doctor.explain_import_error(ImportError(message))


def test_a_missing_window_does_not_stop_jobs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_TRY_QT", "import sys; sys.exit('libEGL.so.1: cannot open\\nlibpulse.so.0: no')")
    code, told = findings(capsys)
    assert code == 0
    assert not told["Window"]["ok"]
    assert told["Window"]["fix"] == "sudo apt install libegl1 && sudo apt install libpulse0"


def test_what_can_listen_is_told_with_its_size_and_what_to_do_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def speech() -> dict[str, doctor.Finding]:
        return {f.name: f for f in (doctor._speech(), doctor._models())}

    folder = models.fetched_folder("base")
    folder.mkdir(parents=True)
    for name, size in (("model.bin", 148_000_000), ("config.json", 2), ("tokenizer.json", 2), ("vocabulary.txt", 2)):
        with (folder / name).open("wb") as file:
            file.truncate(size)
    told = speech()
    assert told["Speech"].ok and "faster-whisper" in told["Speech"].text
    assert told["Speech models"].ok and told["Speech models"].text.startswith("base 148 MB")
    models.remove_fetched("base")
    monkeypatch.setattr(models, "packaged", lambda: None)
    told = speech()
    assert not told["Speech models"].ok and told["Speech models"].text.startswith("pocketsphinx 38 MB only")
    assert "--allow-download" in told["Speech models"].fix
    monkeypatch.setattr(sphinx, "is_installed", lambda: False)
    assert speech()["Speech models"].text == "there is none"
    monkeypatch.setattr(whisper, "is_installed", lambda: False)
    told = speech()
    assert not told["Speech"].ok and told["Speech"].fix == "pip install faster-whisper"
    assert not any(f.blocks_jobs for f in told.values()), "films are rendered without"


def test_models_are_listed_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["transcribe", "--list-models"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["MODEL", "LANGUAGES", "SIZE", "WHERE"]
    small = next(line for line in lines if line.startswith("small "))
    assert "99" in small and "486 MB" in small and "--allow-download" in small
    assert cli.main(["transcribe", "--list-models", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[-1] == {"event": "result", "status": "finished", "models": len(rows) - 1}
    by_name = {r["name"]: r for r in rows[:-1]}
    assert by_name["small"]["here"] is False and "de" in by_name["small"]["languages"]
    assert by_name["pocketsphinx"]["engine"] == "sphinx" and by_name["pocketsphinx"]["languages"] == ["en"]


def test_a_transcription_needs_a_video_and_a_place_for_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    for args in ([], ["talk.mp4"], ["--out", "talk.json"]):
        assert cli.main(["transcribe", *args]) == cli.USAGE
        assert "--list-models" in capsys.readouterr().err
