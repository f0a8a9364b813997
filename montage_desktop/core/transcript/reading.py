"""A file about what is said in a video, of whatever program, in; our `Transcript` out, repaired where certain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from montage_desktop.core.errors import DocumentError, InputError
from montage_desktop.core.said import said
from montage_desktop.core.transcript.document import SCHEMA, Transcript
from montage_desktop.core.transcript.raw import RawTranscript
from montage_desktop.core.transcript.repair import repaired
from montage_desktop.core.transcript.subtitles import is_srt, raw_of_srt, raw_of_vtt
from montage_desktop.core.transcript.whisper_json import raw_of

_LONGEST_BYTES = 512 * 1024 * 1024


def read(path: Path, *, duration_s: float | None = None) -> Transcript:
    """The transcript in a file: any Whisper's JSON, SRT, WebVTT, or ours; told by content, not by name.

    Args:
        duration_s: length of the video that it belongs to, if known.

    Raises:
        InputError: ``transcript.*``: not a transcript, or with words whose times mean nothing certain.
        DocumentError: unreadable, not JSON, or of a newer version.
    """
    try:
        if path.stat().st_size > _LONGEST_BYTES:
            raise InputError("transcript.too_large", f"“{path.name}” is too large for a transcript.")
        data = path.read_bytes()
    except OSError as e:
        raise DocumentError("document.unreadable", f"{path} cannot be read: {e.strerror}.") from e
    return parse(data, duration_s=duration_s)


def parse(data: bytes, *, duration_s: float | None = None) -> Transcript:
    """The transcript in a file's bytes. See `read`."""
    text, note = _text(data)
    raw = _raw(text)
    if note:
        raw.notes.append(note)
    return repaired(raw, duration_s=duration_s)


def _text(data: bytes) -> tuple[str, str]:
    """A file's text, and a note if its encoding had to be guessed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), said(
            "The file is not UTF-8; it was read as Western European text."
        )


def _raw(text: str) -> RawTranscript:
    start = text.lstrip()[:16]
    if not start:
        raise InputError("transcript.empty", "This transcript is empty.", fix="Transcribe the video again.")
    if start.startswith("WEBVTT"):
        return raw_of_vtt(text)
    if start[0] in "{[" and not is_srt(text[:2000]):
        data = _json(text)
        _check_schema(data)
        return raw_of(data)
    if is_srt(text):
        return raw_of_srt(text)
    raise InputError(
        "transcript.unknown",
        "This is not a transcript: it is neither JSON nor subtitles.",
        fix="Choose a Whisper JSON file, an SRT or a WebVTT file.",
    )


def _json(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError):
        pass
    try:  # slower, but knows NaN, which Python programs write for a time that is not known
        return json.loads(text)
    except (ValueError, RecursionError) as e:
        raise DocumentError("document.not_json", f"This file is not JSON: {e}.") from e


def _check_schema(data: Any) -> None:
    schema = data.get("schema") if isinstance(data, dict) else None
    if not isinstance(schema, str) or not schema.startswith("montage."):
        return
    name, _, version = schema.partition("/")
    if name != SCHEMA.partition("/")[0] or not version.isdigit():
        raise DocumentError("document.schema", f"Expected a transcript, found a document of schema {schema!r}.")
    if int(version) > int(SCHEMA.partition("/")[2]):
        raise DocumentError(
            "document.newer",
            f"This transcript ({schema}) was written by a newer version of the program, which reads up to {SCHEMA}.",
            fix="Update Montage Desktop.",
        )
