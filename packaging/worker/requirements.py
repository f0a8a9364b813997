"""Prints what a worker needs of the project's dependencies: all but the window's. Needs no package itself."""

import re
import sys
import tomllib
from pathlib import Path

#: Only the window imports these.
WINDOW = frozenset(("pyside6-addons", "pyside6-essentials", "pyside6", "qasync", "python-lucide"))


def main() -> None:
    """One requirement a line."""
    with (Path(__file__).resolve().parents[2] / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["dependencies"]
    kept = [line for line in wanted if re.split(r"[\s<>=!~;\[]", line)[0].lower() not in WINDOW]
    sys.stdout.write("\n".join(kept) + "\n")


if __name__ == "__main__":
    main()
