"""The programs we are compared with in; an environment of their own, with the reason for each that is missing, out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from measuring import Cost, run

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv-rivals"
_LIST = Path(__file__).with_name("rivals.txt")
_PROGRAMS = Path(__file__).with_name("rival_programs.py")
_BIN = "Scripts" if os.name == "nt" else "bin"


class Rivals:
    """What could be installed.

    Attributes:
        missing: why a rival is not there, by its name.
    """

    def __init__(self) -> None:
        self.missing: dict[str, str] = {}
        self.versions: dict[str, str] = {}
        self._bin = FOLDER / _BIN

    def install(self) -> None:
        """Install each of `rivals.txt` by itself, so that one that fails does not take others with it."""
        marker = FOLDER / "installed.json"
        wanted = _LIST.read_text()
        if marker.exists():
            known = json.loads(marker.read_text())
            if known["wanted"] == wanted:
                self.missing, self.versions = known["missing"], known["versions"]
                return
        venv.create(FOLDER, with_pip=True)
        for line in wanted.split():
            name, _, version = line.partition("==")
            done = subprocess.run(
                [self._bin / "python", "-m", "pip", "install", "-q", line], capture_output=True, text=True, check=False
            )
            errors = [text for text in done.stderr.splitlines() if text.startswith("ERROR")]
            reason = (errors[-1] if errors else "pip failed") if done.returncode else self._cannot_start(name)
            if reason:
                self.missing[name] = reason
            else:
                self.versions[name] = version
        told = {"wanted": wanted, "missing": self.missing, "versions": self.versions}
        marker.write_text(json.dumps(told))

    def _cannot_start(self, name: str) -> str:
        """Some packages are but a downloader of the program."""
        if name not in ("auto-editor", "smartcut"):
            return ""
        done = subprocess.run([self._bin / name, "--help"], capture_output=True, text=True, check=False)
        if done.returncode == 0 and "Error downloading" not in done.stdout + done.stderr:
            return ""
        return "installed, but the package only fetches its program at the first start, which fails here"

    def program(self, name: str) -> Path:
        """A rival's command."""
        return self._bin / name

    def measure(self, what: str, *args: str | Path) -> tuple[Cost, Any]:
        """(cost of the whole process, what it tells) of a function of `rival_programs` in the rivals' environment."""
        return _told(self._bin / "python", what, *args)


def measure_ours(what: str, *args: str | Path) -> tuple[Cost, Any]:
    """The same of one of our own there, in this environment."""
    return _told(Path(sys.executable), what, *args)


def _told(python: Path, what: str, *args: str | Path) -> tuple[Cost, Any]:
    cost, out = run([python, _PROGRAMS, what, *args])
    return cost, json.loads(out.strip().splitlines()[-1])
