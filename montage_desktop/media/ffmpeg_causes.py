"""FFmpeg's last words into a cause: a table of what its stderr says, what that means, and what to do about it."""

from __future__ import annotations

import re
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from montage_desktop.core.errors import MediaError, MontageError, TransientError
from montage_desktop.core.said import said


@dataclass(frozen=True)
class Cause:
    """One row. `pattern` is searched in the last lines of stderr, ignoring case; the first row that fits counts."""

    pattern: str
    code: str
    sentence: str
    fix: str = ""
    transient: bool = False


#: Order matters: what the machine lacks comes before what a file lacks, since the first brings on the second.
CAUSES: tuple[Cause, ...] = (
    Cause(
        r"No space left on device|Disk quota exceeded|File too large",
        "disk.full",
        "The disk is full.",
        "Free some space and retry: what is rendered already is kept.",
    ),
    Cause(
        r"Input/output error|Stale file handle",
        "disk.failed",
        "A disk could not be read or written.",
        "Check the drive.",
        True,
    ),
    Cause(
        r"Cannot allocate memory|malloc of size \d+ failed",
        "memory.full",
        "There was not enough memory.",
        "Close other programs or use fewer workers (MONTAGE_WORKERS).",
        True,
    ),
    Cause(
        r"Resource temporarily unavailable|pthread_create failed|Too many open files",
        "system.busy",
        "The system ran out of threads or open files.",
        "Close other programs and retry.",
        True,
    ),
    Cause(
        r"Unknown encoder|Encoder not found|Automatic encoder selection failed",
        "ffmpeg.encoder",
        "This FFmpeg build lacks the encoder that is needed.",
        "Install the imageio-ffmpeg package, or point FFMPEG to a complete build.",
    ),
    Cause(
        r"No such filter|Filter not found",
        "ffmpeg.filter",
        "This FFmpeg build lacks a filter that is needed.",
        "Install the imageio-ffmpeg package, or point FFMPEG to a complete build.",
    ),
    Cause(
        r"Unrecognized option|Option not found|Error parsing options|Error parsing a filter description|"
        r"Error setting option|Invalid option",
        "ffmpeg.option",
        "This FFmpeg build does not know an option that is needed.",
        "Install the imageio-ffmpeg package, or point FFMPEG to a newer build.",
    ),
    Cause(
        r"moov atom not found|partial file",
        "media.truncated",
        "A file is incomplete.",
        "Copy or record it again.",
    ),
    Cause(
        r"not on whitelist|Protocol not found",
        "media.forbidden",
        "A file points to other files or to the net, which is not allowed.",
        "Add the media files themselves.",
    ),
    Cause(
        r"No such file or directory",
        "media.missing",
        "A file is not there any more.",
        "Relink it or bring it back.",
    ),
    Cause(
        r"Permission denied|Operation not permitted|Read-only file system",
        "file.permission",
        "A file cannot be read or written.",
        "Check its permissions and those of its folder.",
    ),
    Cause(
        r"Stream map .* matches no streams|matches no streams|does not contain any stream",
        "media.no_video",
        "A file has no picture.",
        "Choose another file.",
    ),
    Cause(
        r"Invalid data found when processing input|Decoder .* not found|Unknown decoder|Could not find codec|"
        r"Error while opening decoder|Picture size \d+x\d+ is invalid|Error binding an input stream|"
        r"at least one of its streams received no packets|"
        r"Decode error rate \S+ exceeds maximum|Error number -1145393733\b",  # the number is of the same
        "media.not_media",
        "A file is damaged or in a format this FFmpeg cannot read.",
        "Convert it to MP4, MOV or MKV.",
    ),
)

_TAIL_LINES = 20
#: How a process ends by its own fault, rather than for lack of memory or because somebody wanted it.
_CRASHES = {getattr(signal, n) for n in ("SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGABRT") if hasattr(signal, n)}
_SIGXFSZ = getattr(signal, "SIGXFSZ", 0)


def input_error(stderr: str) -> MontageError | None:
    """The error behind a run that said it went well: FFmpeg takes an input that cannot be read further for its end."""
    lost = re.search(r"Error during demuxing: (Input/output error|Cannot allocate memory|Stale file handle)", stderr)
    if lost is None:
        return None
    return error_from(f"{stderr}\n{lost.group(0)}", returncode=1, what="Reading the footage")


def _culprit(lines: str, inputs: Sequence[str]) -> str:
    """The input that error lines are about, or those that it is one of; empty where they are about an output."""
    if re.search(r"Error opening output|No such filter|Error initializing the muxer", lines):
        return ""
    told = [int(n) for n in re.findall(r"\b(?:in|vist|aist)#(\d+)\b", lines)]
    suspects = [inputs[told[-1]]] if told and told[-1] < len(inputs) else list(dict.fromkeys(inputs))
    files = [s for s in suspects if s.startswith("file:")]
    if len(files) < 2:
        return f"“{_name(files[0])}”" if files else ""
    return said(f"One of {_listed(files)}")


def _listed(inputs: Sequence[str]) -> str:
    names = list(dict.fromkeys(_name(i) for i in inputs))
    more = f" and {len(names) - 5:d} more" if len(names) > 5 else ""
    return ", ".join(f"“{n}”" for n in names[:5]) + more if names else "see the report"


def _name(address: str) -> str:
    return PurePath(address.removeprefix("file:")).name


def empty_error(stderr: str, *, what: str = "", inputs: Sequence[str] = ()) -> MontageError | None:
    """The error behind a run that ended well and wrote nothing, since nothing of its inputs could be decoded."""
    if "Output file is empty, nothing was encoded" not in stderr or input_error(stderr) is not None:
        return None
    lead = f"{what}: " if what else ""
    return MediaError(
        "media.damaged",
        f"{lead}nothing can be decoded there of {_listed(inputs)}.",
        fix="The file is damaged: copy it again, or leave it out.",
        detail="\n".join(stderr.strip().splitlines()[-_TAIL_LINES:]),
    )


def error_from(stderr: str, *, returncode: int, what: str = "", inputs: Sequence[str] = ()) -> MontageError:
    """The error that FFmpeg's last lines tell of.

    Args:
        stderr: what it wrote, at least the end of it.
        returncode: as `subprocess` has it: negative for a signal.
        what: what was being made, to begin the sentence with, e.g. ``"Chunk 3"``.
        inputs: names of its inputs, in order: the sentence names the one that the lines are about.
    """
    lines = stderr.strip().splitlines()
    tail = "\n".join(lines[-_TAIL_LINES:])
    lead = f"{what}: " if what else ""
    for cause in CAUSES:
        if re.search(cause.pattern, tail, re.IGNORECASE):
            kind = TransientError if cause.transient else MediaError
            sentence = cause.sentence
            named = _culprit(tail, inputs) if sentence.startswith("A file ") else ""
            if named:
                sentence = f"{named} {sentence.removeprefix('A file ')}"
            return kind(cause.code, lead + sentence, fix=cause.fix, detail=tail)
    if _SIGXFSZ and returncode == -_SIGXFSZ:  # it wrote past the limit on the size of a file
        full = CAUSES[0]
        return MediaError(full.code, lead + full.sentence, fix=full.fix, detail=tail)
    if -returncode in _CRASHES:
        return MediaError(
            "ffmpeg.crashed",
            f"{lead}FFmpeg crashed ({signal.Signals(-returncode).name}). A file that it read must be badly damaged: "
            f"{_listed(inputs)}.",
            fix="Convert these files to MP4, or leave them out.",
            detail=tail,
        )
    if returncode < 0:
        return TransientError(
            "ffmpeg.killed",
            f"{lead}FFmpeg was ended from outside (signal {-returncode}).",
            fix="Lack of memory is the usual cause: use fewer workers (MONTAGE_WORKERS).",
            detail=tail,
        )
    last = lines[-1] if lines else f"exit code {returncode}"
    return MediaError("ffmpeg.failed", f"{lead}FFmpeg failed: {last}", fix="See the report.", detail=tail)
