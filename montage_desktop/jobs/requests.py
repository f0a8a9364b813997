"""What can be asked for: the options of each kind of job, checked before anything is queued."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.errors import InputError
from montage_desktop.core.planner import SourceMarks
from montage_desktop.core.styles import load_style
from montage_desktop.core.timeline import Clip
from montage_desktop.core.transcript.caption_choice import CHOICES
from montage_desktop.core.transcript.music import TalkMusic, check_music
from montage_desktop.jobs.needs import check_tags
from montage_desktop.media.exchange.address import check_url

Encoder = Literal["software", "auto", "nvenc", "qsv", "videotoolbox", "amf", "vaapi"]
Aspect = Literal["16:9", "9:16", "1:1"]
ENGINES = ("auto", "whisper", "sphinx")  # of media.speech, which is slow to import
LONGEST_S = 4 * 3600
LARGEST_OPTIONS_BYTES = 8 << 20
CAPTION_FILES = (".srt", ".vtt", ".ass", ".txt")


class Rendering(msgspec.Struct, frozen=True, kw_only=True):
    """Options of every job that renders a film.

    Attributes:
        profile: its name. out: absolute path of the film.
        smart_cut: copy stretches that need no change: where it pays, never, or fail where nothing can be copied.
        encoder: "auto" is hardware where there is any that works; without it the film is the same everywhere.
        loudness_lufs: what the sound is brought to; None: as the profile says.
        cache_dir: where rendered parts are kept ("": the usual place). cache_gb: how much of it (None: the default).
        tags: only workers that have all of them get any of its parts.
        exchange: a shared folder or bucket (fsspec URL) through which workers get what they do not see, and give back
            what they make ("": all see everything). exchange_gb: how much it may hold (None: the default).
    """

    profile: str = "standard"
    out: str = ""
    overwrite: bool = False
    smart_cut: Literal["auto", "off", "require"] = "auto"
    encoder: Encoder = "software"
    loudness_lufs: float | None = None
    cache_dir: str = ""
    cache_gb: float | None = None
    tags: list[str] = []
    exchange: str = ""
    exchange_gb: float | None = None


#: What finalizing an earlier job takes over from it.
KEPT_OPTIONS = ("smart_cut", "encoder", "loudness_lufs", "cache_dir", "cache_gb", "tags", "exchange", "exchange_gb")


class MontageRequest(Rendering, frozen=True, kw_only=True):
    """Options of a ``montage`` job (also of ``run_montage(job_id, style, options)``).

    Attributes:
        clips, music: absolute paths. style: a name or the path of a style file.
        duration_s: length of the film; None: as long as the song.
        fps: frames per second ("" : as the footage, see `tasks`). seed: another seed, another cut.
        out: "" with `plan_only`. plan: also write the timeline there.
        locks, marks, music_start_s, cuts: see `PlanRequest`.
    """

    clips: list[str]
    music: str
    style: str = "dynamic"
    duration_s: Fraction | None = None
    aspect: Aspect = "16:9"
    fps: str = ""
    seed: int = 0
    plan: str = ""
    plan_only: bool = False
    locks: list[Clip] = []
    marks: list[SourceMarks] = []
    music_start_s: Fraction | None = None
    cuts: list[int] | None = None


class RenderRequest(Rendering, frozen=True, kw_only=True):
    """Options of a ``render`` job. The timeline itself travels as the job's document ``timeline``."""

    origin: str = ""  #: the job this one finalizes


class TranscriptRequest(Rendering, frozen=True, kw_only=True):
    """Options of a ``transcript`` job: a talk cut by its words.

    Attributes:
        video, transcript: absolute paths. edits: an edits document, or its older form, as plain data.
        captions: the style in which they are drawn into the picture, "track" for a track beside it; "": neither.
        srt: also write them there (.srt, .vtt, .ass or .txt). plan: also write the timeline there.
        music: what is laid under it, its path absolute; None: nothing. out: "" with `plan_only`.
    """

    video: str
    transcript: str
    edits: Any = []
    captions: str = ""
    srt: str = ""
    plan: str = ""
    plan_only: bool = False
    music: TalkMusic | None = None


class TranscriptionRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Options of a ``transcription`` job: hear what is said in a video.

    Attributes:
        video: absolute path. out: also write the transcript there (.json).
        engine, model, language, allow_download: see `media.speech.choosing.open_engine`.
        fillers: have "um" and "uh" written too, which engines like to leave out.
    """

    video: str
    out: str = ""
    overwrite: bool = False
    engine: str = "auto"
    model: str = ""
    language: str = ""
    allow_download: bool = False
    fillers: bool = True


class AnalysisRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Options of an ``analysis`` job: files to look at, each as footage, as a song, or both."""

    files: list[str]


class ProxyRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Options of a ``proxy`` job: sources to make proxies of; ``cache_dir`` and ``cache_gb`` as in `Rendering`."""

    files: list[str]
    cache_dir: str = ""
    cache_gb: float | None = None


_KINDS: dict[str, type[msgspec.Struct]] = {
    "montage": MontageRequest, "render": RenderRequest, "transcript": TranscriptRequest,
    "transcription": TranscriptionRequest, "analysis": AnalysisRequest, "proxy": ProxyRequest,
}  # fmt: skip


def check_options(kind: str, options: dict[str, Any]) -> None:
    """Refuse options that nobody can have asked for by `JobService`: they may be anybody's who can write to Redis.

    Raises:
        InputError: ``request.size``, ``document.invalid``, ``request.tags``.
    """
    if len(msgspec.json.encode(options)) > LARGEST_OPTIONS_BYTES:
        raise InputError("request.size", f"The options of this job are larger than {LARGEST_OPTIONS_BYTES >> 20} MB.")
    request = documents.from_builtins(options, _KINDS[kind])
    check_tags(getattr(request, "tags", []))


def check_montage(request: MontageRequest) -> None:
    """Refuse what cannot work before it is queued. Files' contents are looked at by the job.

    Raises:
        InputError: with the cause.
    """
    if not request.clips:
        raise InputError("request.no_clips", "No footage was given.", fix="Name at least one video file.")
    if not request.music:
        raise InputError("request.no_music", "No song was given.", fix="Name a song with --music.")
    check_tags(request.tags)
    check_exchange(request)
    load_style(request.style)
    if request.duration_s is not None and not 0 < request.duration_s <= LONGEST_S:
        raise InputError(
            "request.duration",
            f"The length must be more than 0 s and at most {LONGEST_S} s, not {float(request.duration_s):g} s.",
        )
    if not request.plan_only:
        check_output(request.out, overwrite=request.overwrite, sources=[*request.clips, request.music])
    if request.plan:
        check_output(request.plan, overwrite=request.overwrite, sources=[], suffixes=(".json",))


def check_transcript(request: TranscriptRequest) -> None:
    """Refuse what cannot work before it is queued.

    Raises:
        InputError: as `check_output` and `check_music`, and ``captions.style``.
    """
    check_tags(request.tags)
    check_exchange(request)
    sources = [request.video, request.transcript]
    if request.music is not None:
        check_music(request.music)
        sources.append(request.music.source)
    if not request.plan_only:
        check_output(request.out, overwrite=request.overwrite, sources=sources)
    if request.plan:
        check_output(request.plan, overwrite=request.overwrite, sources=sources, suffixes=(".json",))
    if request.srt:
        check_output(request.srt, overwrite=request.overwrite, sources=sources, suffixes=CAPTION_FILES)
    if request.captions and request.captions not in CHOICES:
        names = ", ".join(CHOICES)
        raise InputError(
            "captions.style", f"There is no caption style “{request.captions}”.", fix=f"Choose of {names}."
        )


def check_exchange(request: Rendering) -> None:
    """Refuse an address that is none.

    Raises:
        InputError: ``exchange.address``.
    """
    if request.exchange:
        check_url(request.exchange)


def check_output(
    out: str, *, overwrite: bool, sources: list[str], suffixes: tuple[str, ...] = (".mp4", ".mov", ".m4v")
) -> None:
    """Refuse an output that exists, that is a source, or whose folder cannot take it.

    Raises:
        InputError: output.name, output.folder, output.exists, output.is_source.
    """
    path = Path(out)
    if not out or path.suffix.lower() not in suffixes:
        raise InputError(
            "output.name",
            f"The output {path.name!r} must end in {', '.join(suffixes)}.",
            fix="Give the file such a name.",
        )
    if not path.parent.is_dir():
        raise InputError("output.folder", f"The folder {path.parent} does not exist.", fix="Create it first.")
    if not os.access(path.parent, os.W_OK):
        raise InputError("output.folder", f"The folder {path.parent} is read-only.", fix="Choose another folder.")
    if any(Path(s).exists() and path.exists() and path.samefile(s) for s in sources):
        raise InputError("output.is_source", f"{path} is one of the sources; originals are never written to.")
    if path.is_dir() or (path.exists() and not overwrite):
        raise InputError(
            "output.exists", f"{path} exists already.", fix="Choose another name, or allow it with --overwrite."
        )


def as_options(request: msgspec.Struct) -> dict[str, object]:
    """Plain JSON for the job's ``options``."""
    out: dict[str, object] = documents.to_builtins(request)
    return out
