"""Jobs in words: state, phase, time left, age, and the report for support. No widgets."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from montage_desktop.core.errors import MontageError
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui import numbers
from montage_desktop.ui.jobs.desk import Action
from montage_desktop.ui.language import translated


@dataclass(frozen=True)
class Face:
    """How a state looks: an icon, a colour of the theme and a word (never the colour alone)."""

    icon: str
    colour: str
    word: str


def face(status: Status) -> Face:
    """The face of a state."""
    return {
        Status.QUEUED: Face("clock", "muted", _tr("Queued")),
        Status.RUNNING: Face("running", "accent", _tr("Running")),
        Status.PAUSED: Face("paused", "warning", _tr("Paused")),
        Status.FINISHED: Face("done", "success", _tr("Finished")),
        Status.FAILED: Face("failed", "danger", _tr("Failed")),
        Status.CANCELLED: Face("stopped", "muted", _tr("Cancelled")),
    }[status]


def kind(record: JobRecord) -> str:
    """What sort of job, for people."""
    words = {
        "montage": _tr("Montage"), "render": _tr("Render"), "analysis": _tr("Analysis"),
        "transcript": _tr("Transcript edit"), "transcription": _tr("Transcription"), "short": _tr("Short"),
        "proxy": _tr("Proxy"), "export": _tr("Export"),
    }  # fmt: skip
    return words.get(record.kind, record.kind)


def urgency(record: JobRecord) -> str:
    """A priority that is not the usual one, in words."""
    return "" if record.is_over or record.priority is Priority.DEFAULT else priority_words(record.priority)


def priority_words(priority: Priority) -> str:
    """A priority's name."""
    return {
        Priority.HIGH: _tr("High priority"), Priority.DEFAULT: _tr("Normal priority"), Priority.LOW: _tr("Low priority")
    }[priority]  # fmt: skip


def profile_words(name: str) -> str:
    """What a profile is called."""
    words = {
        "preview": _tr("Preview"), "standard": _tr("Standard"), "high": _tr("High"), "master": _tr("Master"),
    }  # fmt: skip
    return words.get(name, name)


def style_words(name: str) -> str:
    """What a style is called, by the name of its file."""
    return translated(name.replace("_", " ").capitalize())


def searched(record: JobRecord) -> str:
    """What a filter looks through: title, kind, state, priority, file, style, profile, workers, what went wrong."""
    options = (str(record.options.get(name, "")) for name in ("out", "style", "profile"))
    words = [record.title, kind(record), face(record.status).word, urgency(record), *options, *record.workers]
    return " ".join([*words, translated(record.error.get("message", "")), record.id]).casefold()


def phase(record: JobRecord) -> str:
    """What it is busy with, or how it ended."""
    if record.status is Status.FINISHED:
        return result_line(record)
    if record.status is Status.FAILED:
        return translated(record.error.get("message", ""))
    if record.status is Status.CANCELLED:
        return ""
    words = {
        "preparing": _tr("Looking at the files"), "analyzing": _tr("Finding beats and shots"),
        "planning": _tr("Planning the cut"), "rendering": _tr("Rendering"), "joining": _tr("Joining"),
        "checking": _tr("Checking the film"),
    }  # fmt: skip
    if record.kind == "transcription":
        words |= {
            "analyzing": _tr("Downloading the speech model"), "planning": _tr("Looking for speech"),
            "rendering": _tr("Listening"), "joining": _tr("Writing the words down"),
        }  # fmt: skip
    word = words.get(record.phase, record.phase)
    if record.status is Status.QUEUED:
        urgent = urgency(record)
        return f"{_tr('Waiting')} · {urgent}" if urgent else _tr("Waiting for a worker")
    total = record.parts.get("total", 0)
    return f"{word} · {record.parts.get('done', 0)}/{total}" if total > 1 else word


def result_line(record: JobRecord) -> str:
    """A finished film in a few words: length and size."""
    parts = []
    if seconds := record.result.get("seconds"):
        parts.append(duration(float(seconds)))
    if size := record.result.get("size_bytes"):
        parts.append(numbers.size(int(size)))
    if (copied := record.result.get("copied_frames")) and (frames := record.result.get("frames")):
        parts.append(_tr("{percent} % copied").format(percent=round(100 * copied / frames)))
    return " · ".join(parts) or _tr("Done")


def eta(record: JobRecord) -> str:
    """Time left; an ellipsis while it is not known."""
    if record.status is not Status.RUNNING:
        return ""
    return _tr("{time} left").format(time=rough(record.eta_s)) if record.eta_s >= 0 else "…"


def age(record: JobRecord, now: float | None = None) -> str:
    """How long ago it was created."""
    passed = (time.time() if now is None else now) - record.created_at
    return _tr("just now") if passed < 10 else _tr("{time} ago").format(time=rough(passed))


def rough(seconds: float) -> str:
    """About how long, in one unit."""
    for size, text in ((86400, _tr("{n} d")), (3600, _tr("{n} h")), (60, _tr("{n} min"))):
        if seconds >= size:
            return text.format(n=numbers.count(int(seconds // size)))
    return _tr("{n} s").format(n=max(0, round(seconds)))


def duration(seconds: float) -> str:
    """``0:05``, ``3:20``, ``1:02:03``."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def error_of(record: JobRecord) -> MontageError:
    """The error a failed job ended with."""
    told = record.error
    return MontageError(
        told.get("code", ""), told.get("message", ""), fix=told.get("fix", ""), detail=told.get("detail", "")
    )


def film_of(record: JobRecord) -> Path | None:
    """The film of a finished job, if it is still there."""
    path = record.result.get("path")
    return Path(path) if record.status is Status.FINISHED and path and Path(path).is_file() else None


def possible(record: JobRecord, *, live: bool = True) -> tuple[Action, ...]:
    """What can be done to a job in its state, most wanted first; `live`: Redis knows it (not the archive alone)."""
    steering = {
        Status.QUEUED: (Action.PAUSE, Action.CANCEL),
        Status.RUNNING: (Action.PAUSE, Action.CANCEL),
        Status.PAUSED: (Action.RESUME, Action.CANCEL),
        Status.FAILED: (Action.RETRY,),
        Status.CANCELLED: (Action.RETRY,),
    }
    if record.status is not Status.FINISHED:
        return steering[record.status] if live else ()
    has_film = bool(record.result.get("path"))
    shown = (Action.PLAY, Action.FOLDER) if has_film else ()
    is_preview = record.options.get("profile") == "preview" and record.kind in ("montage", "render")
    return (*shown, Action.FINALIZE) if live and is_preview else shown


def report(record: JobRecord, log: Sequence[tuple[float, str]]) -> str:
    """Everything about a job as text, for a support request."""
    lines = [
        f"Montage Desktop · {record.kind} · {record.title}",
        f"job {record.id} · {record.status} · attempt {record.attempt} · {record.progress:.0%} · {record.phase}",
        f"created {moment(record.created_at)} · started {moment(record.started_at)}"
        f" · finished {moment(record.finished_at)}",
    ]
    if record.error:
        lines += ["", f"{record.error.get('code', '')}: {record.error.get('message', '')}"]
        lines += [text for name in ("fix", "detail") if (text := record.error.get(name))]
    lines += ["", "options: " + json.dumps(record.options, ensure_ascii=False)]
    if record.result:
        lines += ["result: " + json.dumps(record.result, ensure_ascii=False)]
    lines += [f"note: {note}" for note in record.notes]
    lines += ["", *log_lines(log)]
    return "\n".join(lines)


def log_lines(log: Sequence[tuple[float, str]]) -> list[str]:
    """Log lines with the time of day."""
    return [f"{time.strftime('%H:%M:%S', time.localtime(moment))}  {line}" for moment, line in log]


def moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds)) if seconds else "-"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Jobs", text)
