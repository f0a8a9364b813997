"""Headless commands: everything the editor can ask for, without a display and without Qt.

Exit codes: 0 done, 1 the job failed, 2 bad usage or input (message on stderr, nothing written), 130 cancelled.
With ``--json`` each line of standard output is one JSON object: events while it runs, the result last.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import signal
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import redis

from montage_desktop import __version__
from montage_desktop.core import timeline
from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.core.time import parse_rate, seconds
from montage_desktop.jobs.follow import follow
from montage_desktop.jobs.service import JobService, MontageRequest, RenderRequest
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import JobRecord, NoSuchJob

OK, FAILED, USAGE, CANCELLED = 0, 1, 2, 130
PROFILES = ("preview", "standard", "high", "master")


def main(argv: list[str]) -> int:
    """Parse and run a headless command; returns the exit code."""
    parser = build_parser()
    try:
        args = parser.parse_args(argv)
    except SystemExit as e:
        return int(e.code or 0) if isinstance(e.code, int) else USAGE
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    as_json = getattr(args, "json", False)
    try:
        return int(args.run(args))
    except InputError as e:
        return _tell(e, USAGE, as_json=as_json)
    except MontageError as e:
        return _tell(e, FAILED, as_json=as_json)
    except NoSuchJob as e:
        return _tell(InputError("job.unknown", f"There is no job {e.args[0]}."), USAGE, as_json=as_json)
    except (redis.ConnectionError, redis.TimeoutError) as e:
        return _tell(MontageError("redis.unavailable", "Redis has gone away.", detail=str(e)), FAILED, as_json=as_json)
    except KeyboardInterrupt:
        return CANCELLED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _tell(error: MontageError, code: int, *, as_json: bool) -> int:
    if as_json:
        _line({"event": "error", **error.as_dict()})
    text = f"montage-desktop: {error.message}"
    if error.fix:
        text += f"\n  {error.fix}"
    sys.stderr.write(text + "\n")
    return code


def _line(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def build_parser() -> argparse.ArgumentParser:
    """All commands with their help."""
    parser = argparse.ArgumentParser(
        prog="montage-desktop",
        description="Cut footage to the beats of a song, headless. Without a command, the editor opens.",
    )
    parser.add_argument("--version", action="version", version=f"montage-desktop {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_render_commands(commands)
    _add_job_commands(commands)
    return parser


def _command(commands: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    made.set_defaults(run=run)
    made.add_argument("--json", action="store_true", help="one JSON object per line")
    return made


def _add_render_commands(commands: Any) -> None:
    demo = _command(commands, "demo", cmd_demo, "make sample footage and a song, and render a montage of them")
    demo.add_argument("--out", metavar="DIR", default="demo", help="folder for the files (default: %(default)s)")
    demo.add_argument("--duration", default="20", help="seconds (default: %(default)s)")

    montage = _command(commands, "montage", cmd_montage, "plan a cut of clips to a song, and render it")
    montage.add_argument("clips", nargs="+", metavar="CLIP")
    montage.add_argument("--music", required=True, metavar="SONG")
    montage.add_argument("--style", default="dynamic", help="a style's name, or a style file (default: %(default)s)")
    montage.add_argument("--duration", metavar="S", help="seconds, also as a fraction (default: the whole song)")
    montage.add_argument("--aspect", default="16:9", choices=("16:9", "9:16", "1:1"))
    montage.add_argument("--profile", default="standard", choices=PROFILES)
    montage.add_argument("--fps", default="", metavar="R", help="e.g. 25 or 30000/1001 (default: as the footage)")
    montage.add_argument("--seed", type=int, default=0, help="another seed, another cut (default: %(default)s)")
    montage.add_argument("--plan", default="", metavar="FILE", help="also write the timeline there (.json)")
    montage.add_argument("--plan-only", action="store_true", help="stop after planning")
    montage.add_argument("--out", default="", metavar="FILE", help="the film (.mp4)")
    _add_output_options(montage)

    render = _command(commands, "render", cmd_render, "render a timeline document")
    render.add_argument("timeline", metavar="TIMELINE")
    render.add_argument("--out", required=True, metavar="FILE")
    render.add_argument("--profile", default="standard", choices=PROFILES)
    _add_output_options(render)

    analyze = _command(commands, "analyze", cmd_analyze, "say what is in files: streams, shots, beats")
    analyze.add_argument("files", nargs="+", metavar="FILE")


def _add_output_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--overwrite", action="store_true", help="allow replacing an output file")
    parser.add_argument("--priority", default="default", choices=[p.value for p in Priority])


def _add_job_commands(commands: Any) -> None:
    jobs = _command(commands, "jobs", cmd_jobs, "list and steer jobs")
    jobs.add_argument("action", nargs="?", default="list", choices=_JOB_ACTIONS)
    jobs.add_argument("id", nargs="?", default="", help="a job's id, or the beginning of it")
    jobs.add_argument("--out", default="", metavar="FILE", help="finalize: the film")
    jobs.add_argument("--profile", default="standard", choices=PROFILES, help="finalize: the profile")
    jobs.add_argument("--overwrite", action="store_true", help="finalize: allow replacing an output file")
    jobs.add_argument("--wait", action="store_true", help="retry, resume, finalize: wait for the end")

    _command(commands, "status", cmd_status, "the queue, the workers and the Redis server")

    worker = _command(commands, "worker", cmd_worker, "work for a Redis server until told to stop")
    worker.add_argument("--redis", default="", metavar="URL", help="default: REDIS_URL, REDIS_HOST, or this computer")
    worker.add_argument("--concurrency", type=int, default=1, metavar="N", help="worker processes")
    worker.add_argument("--check", action="store_true", help="see whether a worker could work here, and end")
    worker.add_argument("--child", action="store_true", help=argparse.SUPPRESS)

    server = _command(commands, "server", cmd_server, "keep the Redis server and the workers running here")
    server.add_argument("--idle-exit", type=float, default=None, metavar="S", help="end after S idle seconds")
    server.add_argument("--stop", action="store_true", help="stop the one that runs")

    _command(commands, "doctor", cmd_doctor, "what is installed, found and missing here")


# Rendering -----------------------------------------------------------------------------------------------------


def cmd_montage(args: argparse.Namespace) -> int:
    """``montage``."""
    if not args.out and not args.plan_only:
        raise InputError("output.name", "Where should the film go?", fix="Give --out FILE.mp4 (or --plan-only).")
    request = MontageRequest(
        clips=[str(Path(c).absolute()) for c in args.clips],
        music=str(Path(args.music).absolute()),
        style=_style(args.style),
        duration_s=_duration(args.duration),
        aspect=args.aspect,
        profile=args.profile,
        fps=_fps(args.fps),
        seed=args.seed,
        out=str(Path(args.out).absolute()) if args.out else "",
        overwrite=args.overwrite,
        plan=str(Path(args.plan).absolute()) if args.plan else "",
        plan_only=args.plan_only,
    )
    with _service() as service:
        record = service.submit_montage(request, priority=Priority(args.priority))
        return _wait(service, record, as_json=args.json)


def cmd_render(args: argparse.Namespace) -> int:
    """``render``."""
    document = timeline.load(Path(args.timeline))
    request = RenderRequest(out=str(Path(args.out).absolute()), profile=args.profile, overwrite=args.overwrite)
    with _service() as service:
        record = service.submit_render(document, request, priority=Priority(args.priority))
        return _wait(service, record, as_json=args.json)


def cmd_analyze(args: argparse.Namespace) -> int:
    """``analyze``: one object per file; exit 1 if one of them could not be used."""
    with _service() as service:
        record = service.submit_analysis([str(Path(f).absolute()) for f in args.files])
        code = _wait(service, record, as_json=args.json, quiet_result=True)
        files = service.get(record.id).result.get("files", [])
    for facts in files:
        if args.json:
            _line({"event": "result", **facts})
        else:
            print(_describe(facts))
    return code or (FAILED if any(f.get("error") for f in files) else OK)


def _describe(facts: dict[str, Any]) -> str:
    if facts.get("error"):
        return f"{facts['file']}: {facts['error']['message']}"
    parts = []
    if facts.get("video"):
        video = facts["video"]
        parts.append(f"{video['codec']} {video['display'][0]}×{video['display'][1]} {video['rate']} fps")
        parts.append(f"{len(facts.get('shots', []))} shots")
    if facts.get("beats"):
        parts.append(f"{facts['tempo']:.1f} bpm, {len(facts['beats'])} beats ({facts['grid']})")
    return f"{facts['file']}: {facts['duration_s']:.2f} s, " + ", ".join(parts)


def cmd_demo(args: argparse.Namespace) -> int:
    """``demo``: sample media, then a montage of it; files that are there already are kept."""
    from montage_desktop.media.ffmpeg import find_ffmpeg
    from montage_desktop.media.samples.footage import write_demo_footage
    from montage_desktop.media.samples.song import write_demo_song

    folder = Path(args.out).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    duration = _duration(args.duration) or Fraction(20)
    song = folder / "song.wav"
    if not args.json:
        print(f"Sample footage and song in {folder} …", flush=True)
    if not song.exists():
        write_demo_song(song, duration_s=max(40.0, float(duration) + 10))
    clips = write_demo_footage(folder / "footage", ffmpeg=str(find_ffmpeg().path))
    film = folder / f"montage-{duration}s.mp4"
    if film.exists():
        _result({"path": str(film), "cached": True}, as_json=args.json, title="Already rendered")
        return OK
    request = MontageRequest(clips=[str(c) for c in clips], music=str(song), duration_s=duration, out=str(film))
    with _service() as service:
        return _wait(service, service.submit_montage(request), as_json=args.json)


@contextlib.contextmanager
def _service() -> Any:
    service = JobService.open()
    try:
        yield service
    finally:
        service.close()


def _wait(service: JobService, record: JobRecord, *, as_json: bool, quiet_result: bool = False) -> int:
    """Follow a job to its end, showing how it goes. SIGINT and SIGTERM cancel it."""
    asked_to_stop: list[int] = []
    if as_json:
        _line({"event": "submitted", "job": record.id, "kind": record.kind})
    last = record
    with _signals_into(asked_to_stop), _bar(record, as_json=as_json) as show:
        for last in follow(service, record.id, should_cancel=lambda: bool(asked_to_stop)):
            show(last)
    if last.status is Status.CANCELLED:
        sys.stderr.write("montage-desktop: cancelled\n")
        if as_json:
            _line({"event": "result", "job": last.id, "status": "cancelled"})
        return CANCELLED
    if last.status is Status.FAILED:
        error = MontageError(
            last.error["code"], last.error["message"], fix=last.error["fix"], detail=last.error["detail"]
        )
        return _tell(error, USAGE if _is_input(error.code) else FAILED, as_json=as_json)
    if not quiet_result:
        _result({"job": last.id, "notes": last.notes, **last.result}, as_json=as_json, title="Done")
    return OK


@contextlib.contextmanager
def _signals_into(numbers: list[int]) -> Any:
    """SIGINT and SIGTERM are only noted while a job is followed."""
    caught = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(n, lambda number, _: numbers.append(number)) for n in caught]
    try:
        yield
    finally:
        for number, handler in zip(caught, before, strict=True):
            signal.signal(number, handler)


def _is_input(code: str) -> bool:
    """Whether a job failed by what it was given (exit 2) rather than by what it did (exit 1)."""
    return code.split(".")[0] in ("media", "song", "output", "request", "style", "plan", "timeline", "document", "job")


@contextlib.contextmanager
def _bar(record: JobRecord, *, as_json: bool) -> Any:
    """How progress is shown: JSON lines, a bar on a terminal, or nothing."""
    if as_json:
        yield _show_json
    elif sys.stderr.isatty():
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description:<11}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
        from rich.console import Console

        with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(record.phase, total=1.0)
            yield lambda r: progress.update(task, completed=r.progress, description=r.phase)
    else:
        yield lambda r: None


def _show_json(record: JobRecord) -> None:
    _line(
        {
            "event": "progress", "job": record.id, "status": record.status.value, "phase": record.phase,
            "progress": round(record.progress, 4), "eta_s": round(record.eta_s, 1), "parts": record.parts,
        }
    )  # fmt: skip


def _result(fields: dict[str, Any], *, as_json: bool, title: str) -> None:
    if as_json:
        _line({"event": "result", "status": "finished", **fields})
        return
    for note in fields.get("notes", []):
        print(f"Note: {note}")
    print(f"{title}: {fields.get('path') or fields.get('plan') or fields.get('job')}")


def _duration(text: str | None) -> Fraction | None:
    if text is None:
        return None
    try:
        return seconds(text)
    except ValueError as e:
        raise InputError("request.duration", f"--duration {text!r} is not a number of seconds.") from e


def _fps(text: str) -> str:
    try:
        return str(parse_rate(text)) if text else ""
    except ValueError as e:
        raise InputError("request.fps", f"--fps: {e}.") from e


def _style(text: str) -> str:
    return str(Path(text).absolute()) if text.endswith(".json") else text


# Jobs ----------------------------------------------------------------------------------------------------------


def cmd_jobs(args: argparse.Namespace) -> int:
    """``jobs [ACTION] [ID]``."""
    if args.action != "list" and not args.id:
        raise InputError("job.unknown", f"jobs {args.action} needs the id of a job.", fix="See: montage-desktop jobs")
    with _service() as service:
        return int(_JOB_ACTIONS[args.action](service, args))


def _jobs_list(service: JobService, args: argparse.Namespace) -> int:
    for record in service.history():
        if args.json:
            _line(_public(record))
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
            _line({"t": moment, "line": text})
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
        return _wait(service, service.get(record.id), as_json=args.json)
    if args.json:
        _line({"event": "result", **_public(service.get(record.id))})
    return OK


def _jobs_finalize(service: JobService, args: argparse.Namespace) -> int:
    source = service.get(args.id)
    old = Path(source.options.get("out") or f"{source.title}.mp4")
    out = Path(args.out).absolute() if args.out else old.with_name(f"{old.stem}-{args.profile}.mp4")
    record = service.finalize(source.id, out=str(out), profile=args.profile, overwrite=args.overwrite)
    if args.wait:
        return _wait(service, record, as_json=args.json)
    _result({"job": record.id}, as_json=args.json, title="Queued")
    return OK


_JOB_ACTIONS = {
    "list": _jobs_list, "show": _jobs_show, "logs": _jobs_logs, "cancel": _jobs_steer, "pause": _jobs_steer,
    "resume": _jobs_steer, "retry": _jobs_steer, "finalize": _jobs_finalize,
}  # fmt: skip


def _public(record: JobRecord) -> dict[str, Any]:
    from montage_desktop.core.documents import to_builtins

    out: dict[str, Any] = to_builtins(record)
    return out


def cmd_status(args: argparse.Namespace) -> int:
    """``status``."""
    with _service() as service:
        told = service.status()
    if args.json:
        _line(told)
    else:
        where = told["redis"]
        print(f"Redis {where['version']} on {where['where']}; {told['workers']} workers;")
        print(f"{told['queued']} tasks queued, {told['started']} started; jobs: {told['jobs']}")
    return OK


# Roles ---------------------------------------------------------------------------------------------------------


def cmd_worker(args: argparse.Namespace) -> int:
    """``worker``: one worker process, or a small pool of them."""
    from montage_desktop.jobs import pool

    if args.check:
        return cmd_doctor(args)
    if args.child:
        from montage_desktop.jobs.tasks import REDIS_ENV
        from montage_desktop.jobs.worker import run_worker

        run_worker(os.environ[REDIS_ENV])
        return OK
    if not 1 <= args.concurrency <= 64:
        raise InputError("settings.workers", "--concurrency must be from 1 to 64.")
    return pool.run_pool(args.redis, args.concurrency)


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

    findings = doctor.examine()
    for finding in findings:
        if args.json:
            _line(finding.as_dict())
        else:
            print(finding.as_text())
    return FAILED if any(f.blocks_jobs for f in findings) else OK


def explain_missing_library(error: ImportError) -> str:
    """What to do when Qt cannot be imported."""
    from montage_desktop import doctor

    return doctor.explain_import_error(error)
