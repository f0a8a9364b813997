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
