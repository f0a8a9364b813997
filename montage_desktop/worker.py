"""``python -m montage_desktop.worker``: a thin door to the worker role."""

from __future__ import annotations

import sys

from montage_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main(["worker", *sys.argv[1:]]))
