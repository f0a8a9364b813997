"""The headless command ``workers``: who works for this Redis, and what is wanted of them."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from montage_desktop.cli_shared import FAILED, OK, command, line, open_service, result
from montage_desktop.core.documents import to_builtins
from montage_desktop.core.errors import InputError
from montage_desktop.jobs.probe import forget_probe, leave_probe
from montage_desktop.jobs.registry import Wish, WorkerEntry, WorkerRegistry
from montage_desktop.jobs.service import JobService

_ACTIONS = ("list", *(w.value for w in Wish), "probe")


def add_workers_command(commands: Any) -> None:
    """Add the parser."""
    workers = command(commands, "workers", cmd_workers, "list and steer the workers of this Redis")
    workers.add_argument("action", nargs="?", default="list", choices=_ACTIONS)
    told = "a worker's name or the beginning of it; probe: the folder of the footage (none: remove the probe)"
    workers.add_argument("name", nargs="?", default="", help=told)


def cmd_workers(args: argparse.Namespace) -> int:
    """``workers [ACTION] [NAME]``."""
    with open_service() as service:
        if args.action == "list":
            return _list(service, args)
        if args.action == "probe":
            return _probe(service, args)
        return _wish(service, args)


def _list(service: JobService, args: argparse.Namespace) -> int:
    for entry in service.workers.list():
        if args.json:
            line(to_builtins(entry))
        else:
            print(_as_text(entry, now=time.time()))
    return OK


def _as_text(entry: WorkerEntry, *, now: float) -> str:
    about = [f"{entry.running}/{entry.concurrency} workers", f"{entry.cores} cores"]
    about.append(f"{entry.free_bytes / 1e9:.0f} GB free")
    about += [f"FFmpeg {entry.ffmpeg}"] if entry.ffmpeg else []
    about += [", ".join(entry.encoders)] if entry.encoders else []
    about += [f"tags {','.join(entry.tags)}"] if entry.tags else []
    about += [f"sleeps {entry.sleep}"] if entry.sleep else []
    text = f"{entry.name}  {entry.state:<9} {max(0.0, now - entry.since):6.0f} s  {entry.user}  {' · '.join(about)}"
    more = [entry.reason] if entry.reason else [f"works on {w}" for w in entry.works_on]
    return "\n         ".join([text, *more])


def _wish(service: JobService, args: argparse.Namespace) -> int:
    if not args.name:
        raise InputError("worker.unknown", f"workers {args.action} needs the name of a worker.",
                         fix="See: montage-desktop workers")  # fmt: skip
    registry: WorkerRegistry = service.workers
    entry = registry.find(args.name)
    heard = registry.await_heard(entry.name, registry.wish(entry.name, Wish(args.action)))
    now = next((e for e in registry.list() if e.name == entry.name), None)
    fields = {"worker": entry.name, "heard": heard, "state": now.state.value if now else "ended"}
    if args.json:
        line({"event": "result", **fields})
    else:
        print(f"{entry.name}: {fields['state']}" if heard else f"{entry.name} has not answered.")
    return OK if heard else FAILED


def _probe(service: JobService, args: argparse.Namespace) -> int:
    if not args.name:
        forget_probe(service.client)
        return OK
    path = leave_probe(service.client, Path(args.name))
    result({"path": str(path)}, as_json=args.json, title="Written")
    return OK
