"""What headless commands share: a job followed to its end, and how it and its result are told."""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
from fractions import Fraction
from typing import Any

from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.core.time import seconds
from montage_desktop.jobs.follow import follow
from montage_desktop.jobs.service import JobService
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobRecord

OK, FAILED, USAGE, CANCELLED = 0, 1, 2, 130
PROFILES = ("preview", "standard", "high", "master")


def command(commands: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    """A subcommand that `run` carries out."""
    made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    made.set_defaults(run=run)
    made.add_argument("--json", action="store_true", help="one JSON object per line")
    return made


def duration_of(text: str | None) -> Fraction | None:
    """Seconds as they are typed: a decimal number or a fraction.

    Raises:
        InputError: ``request.duration``.
    """
    if text is None:
        return None
    try:
        return seconds(text)
    except ValueError as e:
        raise InputError("request.duration", f"--duration {text!r} is not a number of seconds.") from e


def tell(error: MontageError, code: int, *, as_json: bool) -> int:
    """Say what went wrong on stderr (and as JSON); gives `code` back."""
    if as_json:
        line({"event": "error", **error.as_dict()})
    text = f"montage-desktop: {error.message}"
    if error.fix:
        text += f"\n  {error.fix}"
    sys.stderr.write(text + "\n")
    return code


def line(value: dict[str, Any]) -> None:
    """One JSON object on a line of standard output."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


@contextlib.contextmanager
def open_service() -> Any:
    """The jobs of this computer's host or of a remote Redis; closed at the end."""
    service = JobService.open()
    try:
        yield service
    finally:
        service.close()


def wait(service: JobService, record: JobRecord, *, as_json: bool, quiet_result: bool = False) -> int:
    """Follow a job to its end, showing how it goes. SIGINT and SIGTERM cancel it."""
    asked_to_stop: list[int] = []
    if as_json:
        line({"event": "submitted", "job": record.id, "kind": record.kind})
    last = record
    with _signals_into(asked_to_stop), _bar(record, as_json=as_json) as show:
        for last in follow(service, record.id, should_cancel=lambda: bool(asked_to_stop)):
            show(last)
    if last.status is Status.CANCELLED:
        sys.stderr.write("montage-desktop: cancelled\n")
        if as_json:
            line({"event": "result", "job": last.id, "status": "cancelled"})
        return CANCELLED
    if last.status is Status.FAILED:
        error = MontageError(
            last.error["code"], last.error["message"], fix=last.error["fix"], detail=last.error["detail"]
        )
        return tell(error, USAGE if _is_input(error.code) else FAILED, as_json=as_json)
    if not quiet_result:
        result({"job": last.id, "notes": last.notes, **last.result}, as_json=as_json, title="Done")
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
    return code.split(".")[0] in (
        "media",
        "song",
        "output",
        "request",
        "style",
        "plan",
        "timeline",
        "document",
        "job",
        "smartcut",
    )


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
    line(
        {
            "event": "progress", "job": record.id, "status": record.status.value, "phase": record.phase,
            "progress": round(record.progress, 4), "eta_s": round(record.eta_s, 1), "parts": record.parts,
        }
    )  # fmt: skip


def result(fields: dict[str, Any], *, as_json: bool, title: str) -> None:
    """The last line of output: what came of it."""
    if as_json:
        line({"event": "result", "status": "finished", **fields})
        return
    for note in fields.get("notes", []):
        print(f"Note: {note}")
    print(f"{title}: {fields.get('path') or fields.get('plan') or fields.get('job')}")
