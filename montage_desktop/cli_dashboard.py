"""The command ``dashboard``: RQ's own dashboard, against the program's Redis."""

from __future__ import annotations

import argparse
from typing import Any

from montage_desktop.cli_shared import OK, command, line, open_service
from montage_desktop.jobs import dashboard


def add_dashboard_command(commands: Any) -> None:
    """``dashboard`` among the commands."""
    text = "RQ's own dashboard, on this computer alone, until told to stop (needs the package rq-dashboard)"
    parser = command(commands, "dashboard", cmd_dashboard, text)
    parser.add_argument("--port", type=int, default=0, metavar="N", help="default: any that is free")


def cmd_dashboard(args: argparse.Namespace) -> int:
    """``dashboard``."""
    dashboard.require_installed()

    def tell(url: str) -> None:
        if args.json:
            line({"event": "ready", "url": url})
        else:
            print(f"The dashboard is at {url}\nIt ends with Ctrl+C.", flush=True)

    with open_service() as service:
        dashboard.serve(service.endpoint.url, port=args.port, on_ready=tell)
    return OK
