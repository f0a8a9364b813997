"""One program, several roles: turns the command line into the editor, a worker, the server or a headless command.

The role is chosen before anything heavy is imported: a worker never loads a window, and a command line that makes no
sense never starts one.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
from pathlib import Path

COMMANDS = (
    "demo", "montage", "render", "transcript-render", "transcribe",
    "analyze", "jobs", "status", "worker", "workers", "server", "dashboard", "doctor",
)  # fmt: skip
_HELP = ("-h", "--help", "--version", "help")


def main(argv: list[str] | None = None) -> int:
    """Run the role that `argv` (without the program's name) asks for; returns the exit code."""
    args = sys.argv[1:] if argv is None else argv
    if args and (args[0] in COMMANDS or args[0] in _HELP):
        from montage_desktop import cli

        return cli.main(args)
    unknown = [a for a in args if not a.startswith("--film") and not Path(a).exists()]
    if unknown and "--film" not in args:
        sys.stderr.write(f"montage-desktop: neither a command nor a file: {unknown[0]}\n")
        sys.stderr.write("Try: montage-desktop --help\n")
        return 2
    return _editor(args)


def _editor(args: list[str]) -> int:
    # What is imported now stays for good: looking for garbage in it again and again costs a tenth of the start. The
    # window looks for garbage by itself, on its own thread.
    gc.disable()
    try:
        from montage_desktop.ui.app import main as run_editor
    except ImportError as e:  # a system library that Qt needs is missing: say which, and what to install
        from montage_desktop.cli import explain_missing_library

        sys.stderr.write(explain_missing_library(e) + "\n")
        return 1
    return int(run_editor(args))


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
