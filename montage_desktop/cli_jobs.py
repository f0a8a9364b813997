"""Headless commands that list and steer jobs, and the roles that a computer can take."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from montage_desktop.cli_shared import FAILED, OK, PROFILES, command, line, open_service, result, wait
from montage_desktop.cli_workers import add_workers_command
from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.jobs.findings import Finding
from montage_desktop.jobs.needs import parse_tags
from montage_desktop.jobs.order import Place
from montage_desktop.jobs.roots import ROOTS_ENV
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.sleep_hours import parse_sleep_hours
from montage_desktop.jobs.states import Priority
from montage_desktop.jobs.store import JobRecord


def add_job_commands(commands: Any) -> None:
    """Add the parsers of this module's commands."""
    jobs = command(commands, "jobs", cmd_jobs, "list and steer jobs")
    jobs.add_argument("action", nargs="?", default="list", choices=_JOB_ACTIONS)
    jobs.add_argument("id", nargs="?", default="", help="a job's id, or the beginning of it")
    jobs.add_argument("--out", default="", metavar="FILE", help="finalize: the film")
    jobs.add_argument("--profile", default="standard", choices=PROFILES, help="finalize: the profile")
    jobs.add_argument("--overwrite", action="store_true", help="finalize: allow replacing an output file")
    places = "move: up, down, first, last; priority: high, default, low"
    jobs.add_argument("--to", default="", metavar="PLACE", help=places)
    jobs.add_argument("--before", default="", metavar="ID", help="move: the job that it comes before")
    jobs.add_argument("--wait", action="store_true", help="retry, resume, finalize: wait for the end")

    command(commands, "status", cmd_status, "the queue, the workers and the Redis server")

    worker = command(commands, "worker", cmd_worker, "work for a Redis server until told to stop")
    worker.add_argument("--redis", default="", metavar="URL", help="default: REDIS_URL, REDIS_HOST, or this computer")
    worker.add_argument("--concurrency", type=int, default=1, metavar="N", help="worker processes")
    worker.add_argument("--tags", default="", metavar="TAG,…", help="what jobs may ask for, e.g. gpu,big")
    worker.add_argument("--sleep", default="", metavar="HH:MM-HH:MM", help="hours in which it takes no parts")
    worker.add_argument("--queues", default="", metavar="high,…", help="priorities it works for (default: all)")
    worker.add_argument("--roots", default="", metavar="DIR:…", help="it touches no files outside of these folders")
    worker.add_argument("--check", action="store_true", help="see whether a worker could work here, and end")
    worker.add_argument("--child", action="store_true", help=argparse.SUPPRESS)

    add_workers_command(commands)

    server = command(commands, "server", cmd_server, "keep the Redis server and the workers running here")
    server.add_argument("--idle-exit", type=float, default=None, metavar="S", help="end after S idle seconds")
    server.add_argument("--stop", action="store_true", help="stop the one that runs")

    command(commands, "doctor", cmd_doctor, "what is installed, found and missing here")


# Jobs ----------------------------------------------------------------------------------------------------------


def cmd_jobs(args: argparse.Namespace) -> int:
    """``jobs [ACTION] [ID]``."""
    if args.action != "list" and not args.id:
        raise InputError("job.unknown", f"jobs {args.action} needs the id of a job.", fix="See: montage-desktop jobs")
    with open_service() as service:
        return int(_JOB_ACTIONS[args.action](service, args))


def _jobs_list(service: JobService, args: argparse.Namespace) -> int:
    for record in service.history():
        if args.json:
            line(_public(record))
        else:
            age = time.strftime("%Y-%m-%d %H:%M", time.localtime(record.created_at))
            print(f"{record.id}  {record.status:<9}  {record.progress:4.0%}  {age}  {record.kind:<9} {record.title}")
    return OK


def _jobs_show(service: JobService, args: argparse.Namespace) -> int:
    record = service.get(args.id)
    print(json.dumps(_public(record), ensure_ascii=False, indent=None if args.json else 2))
    return OK


def _jobs_logs(service: JobService, args: argparse.Namespace) -> int:
    for moment, text in service.flow.store.logs(service.get(args.id).id):
        if args.json:
            line({"t": moment, "line": text})
        else:
            print(time.strftime("%H:%M:%S", time.localtime(moment)), text)
    return OK


def _jobs_steer(service: JobService, args: argparse.Namespace) -> int:
    record = service.get(args.id)
    act = {
        "cancel": service.cancel,
        "pause": service.flow.pause,
        "resume": service.flow.resume,
        "retry": service.flow.retry,
    }
    if not act[args.action](record.id):
        raise InputError("job.state", f"Job {record.id} is {record.status}; {args.action} does nothing to it.")
    if args.wait and args.action in ("resume", "retry"):
        return wait(service, service.get(record.id), as_json=args.json)
    if args.json:
        line({"event": "result", **_public(service.get(record.id))})
    return OK


def _jobs_finalize(service: JobService, args: argparse.Namespace) -> int:
    source = service.get(args.id)
    old = Path(source.options.get("out") or f"{source.title}.mp4")
    out = Path(args.out).absolute() if args.out else old.with_name(f"{old.stem}-{args.profile}.mp4")
    record = service.finalize(source.id, out=str(out), profile=args.profile, overwrite=args.overwrite)
    if args.wait:
        return wait(service, record, as_json=args.json)
    result({"job": record.id}, as_json=args.json, title="Queued")
    return OK


def _jobs_rearrange(service: JobService, args: argparse.Namespace) -> int:
    record = service.get(args.id)
    places = [p.value for p in Place if p is not Place.BEFORE]
    allowed = [p.value for p in Priority] if args.action == "priority" else places
    if args.action == "move" and args.before:
        done = service.move([record.id], Place.BEFORE, anchor=service.get(args.before).id)
    elif args.to not in allowed:
        raise InputError("request.place", f"jobs {args.action} needs --to with one of {', '.join(allowed)}.")
    elif args.action == "priority":
        done = service.set_priority([record.id], Priority(args.to))
    else:
        done = service.move([record.id], Place(args.to))
    result({"job": record.id, "changed": done}, as_json=args.json, title="Moved" if done else "As it was")
    return OK


_JOB_ACTIONS = {
    "list": _jobs_list, "show": _jobs_show, "logs": _jobs_logs, "cancel": _jobs_steer, "pause": _jobs_steer,
    "resume": _jobs_steer, "retry": _jobs_steer, "finalize": _jobs_finalize, "move": _jobs_rearrange,
    "priority": _jobs_rearrange,
}  # fmt: skip


def _public(record: JobRecord) -> dict[str, Any]:
    from montage_desktop.core.documents import to_builtins

    out: dict[str, Any] = to_builtins(record)
    return out


def cmd_status(args: argparse.Namespace) -> int:
    """``status``."""
    with open_service() as service:
        told = service.status()
    if args.json:
        line(told)
    else:
        where = told["redis"]
        print(f"Redis {where['version']} on {where['where']}; {told['workers']} workers;")
        print(f"{told['queued']} tasks queued, {told['started']} started; jobs: {told['jobs']}")
    return OK


# Roles ---------------------------------------------------------------------------------------------------------


def cmd_worker(args: argparse.Namespace) -> int:
    """``worker``: a worker host, one of its workers (``--child``), or a look whether it could work (``--check``)."""
    tags, priorities = parse_tags(args.tags), _priorities(args.queues)
    if args.child:
        from montage_desktop.jobs.children import REDIS_ENV
        from montage_desktop.jobs.worker import run_worker

        run_worker(os.environ[REDIS_ENV], tags=tags, priorities=priorities)
        return OK
    if args.check:
        return _check_worker(args)
    if not 1 <= args.concurrency <= 64:
        raise InputError("settings.workers", "--concurrency must be from 1 to 64.")
    from montage_desktop.jobs.crew import CrewPlan
    from montage_desktop.jobs.pool import run_pool

    if args.roots:
        os.environ[ROOTS_ENV] = _roots(args.roots)
    plan = CrewPlan(args.concurrency, tags=tuple(tags), sleep=parse_sleep_hours(args.sleep), queues=tuple(priorities))
    return run_pool(args.redis, plan)


def _priorities(text: str) -> list[Priority]:
    """As they are typed: ``high,default``, or by the names of their queues."""
    names = [n.strip().removeprefix("montage-") for n in text.split(",") if n.strip()]
    bad = next((n for n in names if n not in set(Priority)), None)
    if bad is not None:
        raise InputError("request.queues", f"There is no queue “{bad}”.", fix="There are high, default and low.")
    return [Priority(n) for n in names]


def _roots(text: str) -> str:
    """As it was typed, with absolute paths.

    Raises:
        InputError: one is no folder.
    """
    folders = [Path(p).absolute() for p in text.split(os.pathsep) if p.strip()]
    for folder in folders:
        if not folder.is_dir():
            raise InputError("settings.roots", f"--roots: the folder {folder} does not exist.")
    return os.pathsep.join(map(str, folders))


def _check_worker(args: argparse.Namespace) -> int:
    from montage_desktop.jobs.worker_check import check_worker

    return _tell_findings(check_worker(args.redis), as_json=args.json)


def cmd_server(args: argparse.Namespace) -> int:
    """``server``: the host in the foreground, until it is stopped (or idle)."""
    from montage_desktop.jobs import host

    if args.stop:
        return OK if host.stop_running() else FAILED
    try:
        return host.Host(idle_exit_s=args.idle_exit, workers=host.worker_count()).run()
    except MontageError as e:
        sys.stderr.write(json.dumps(e.as_dict()) + "\n")  # read by `ensure_host` from the log
        return FAILED


def cmd_doctor(args: argparse.Namespace) -> int:
    """``doctor``: exit 1 if a job could not run here."""
    from montage_desktop import doctor

    return _tell_findings(doctor.examine(), as_json=args.json)


def _tell_findings(findings: Sequence[Finding], *, as_json: bool) -> int:
    for finding in findings:
        if as_json:
            line(finding.as_dict())
        else:
            print(finding.as_text())
    return FAILED if any(f.blocks_jobs for f in findings) else OK
