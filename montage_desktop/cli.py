"""Headless commands: everything the editor can ask for, without a display and without Qt.

Exit codes: 0 done, 1 the job failed, 2 bad usage or input (message on stderr, nothing written), 130 cancelled.
With ``--json`` each line of standard output is one JSON object: events while it runs, the result last.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path
from typing import Any, get_args

import redis

from montage_desktop import __version__
from montage_desktop.cli_dashboard import add_dashboard_command
from montage_desktop.cli_demo import add_demo_command
from montage_desktop.cli_jobs import add_job_commands
from montage_desktop.cli_models import list_models
from montage_desktop.cli_shared import (
    CANCELLED,
    FAILED,
    OK,
    PROFILES,
    USAGE,
    command,
    duration_of,
    line,
    open_service,
    tell,
    wait,
)
from montage_desktop.core import documents, timeline
from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.core.time import parse_rate
from montage_desktop.core.transcript import edits as transcript_edits
from montage_desktop.core.transcript.caption_choice import CHOICES
from montage_desktop.core.transcript.music import TalkMusic
from montage_desktop.jobs.needs import parse_tags
from montage_desktop.jobs.requests import ENGINES, Encoder
from montage_desktop.jobs.service import MontageRequest, RenderRequest, TranscriptionRequest, TranscriptRequest
from montage_desktop.jobs.states import Priority
from montage_desktop.jobs.store import NoSuchJob


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
        return tell(e, USAGE, as_json=as_json)
    except MontageError as e:
        return tell(e, FAILED, as_json=as_json)
    except NoSuchJob as e:
        return tell(InputError("job.unknown", f"There is no job {e.args[0]}."), USAGE, as_json=as_json)
    except (redis.ConnectionError, redis.TimeoutError) as e:
        return tell(MontageError("redis.unavailable", "Redis has gone away.", detail=str(e)), FAILED, as_json=as_json)
    except KeyboardInterrupt:
        return CANCELLED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def build_parser() -> argparse.ArgumentParser:
    """All commands with their help."""
    parser = argparse.ArgumentParser(
        prog="montage-desktop",
        description="Cut footage to the beats of a song and talks by their words, headless. Without a command, the"
        " editor opens.",
    )
    parser.add_argument("--version", action="version", version=f"montage-desktop {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_demo_command(commands)
    _add_render_commands(commands)
    add_job_commands(commands)
    add_dashboard_command(commands)
    return parser


def _add_render_commands(commands: Any) -> None:
    montage = command(commands, "montage", cmd_montage, "plan a cut of clips to a song, and render it")
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

    render = command(commands, "render", cmd_render, "render a timeline document")
    render.add_argument("timeline", metavar="TIMELINE")
    render.add_argument("--out", required=True, metavar="FILE")
    render.add_argument("--profile", default="standard", choices=PROFILES)
    _add_output_options(render)

    hear = command(commands, "transcribe", cmd_transcribe, "hear what is said in a video, with the time of every word")
    hear.add_argument("video", nargs="?", default="", metavar="VIDEO")
    hear.add_argument("--out", default="", metavar="FILE", help="the transcript (.json)")
    hear.add_argument("--list-models", action="store_true", help="say what can listen, here or after a download")
    hear.add_argument("--engine", default="auto", choices=ENGINES)
    hear.add_argument(
        "--model", default="", metavar="NAME", help="of whisper: a folder, or the name of one that was fetched"
    )
    hear.add_argument("--language", default="", metavar="CODE", help="e.g. de (default: find out)")
    hear.add_argument("--allow-download", action="store_true", help="fetch the model that is named, if it is not here")
    hear.add_argument("--no-fillers", action="store_true", help="leave out um and uh")
    hear.add_argument("--overwrite", action="store_true", help="allow replacing an output file")
    hear.add_argument("--priority", default="default", choices=[p.value for p in Priority])

    words = command(commands, "transcript-render", cmd_transcript_render, "cut a talk by its words, and render it")
    words.add_argument("video", metavar="VIDEO")
    words.add_argument("transcript", metavar="TRANSCRIPT", help="any Whisper's JSON, .srt or .vtt")
    words.add_argument("--edits", default="", metavar="FILE", help="what is done to the words (default: nothing)")
    words.add_argument("--out", default="", metavar="FILE", help="the film (.mp4)")
    words.add_argument("--profile", default="standard", choices=PROFILES)
    words.add_argument(
        "--captions", default="", choices=CHOICES,
        help="draw them into the picture in this style; track: beside it, for players that can show them",
    )  # fmt: skip
    words.add_argument("--srt", default="", metavar="FILE", help="also write captions there (.srt, .vtt, .ass, .txt)")
    _add_music_options(words)
    words.add_argument("--plan", default="", metavar="FILE", help="also write the timeline there (.json)")
    words.add_argument("--plan-only", action="store_true", help="stop before rendering")
    _add_output_options(words)

    analyze = command(commands, "analyze", cmd_analyze, "say what is in files: streams, shots, beats")
    analyze.add_argument("files", nargs="+", metavar="FILE")


def _add_music_options(parser: argparse.ArgumentParser) -> None:
    usual = TalkMusic(source="")
    parser.add_argument("--music", default="", metavar="SONG", help="lay a song under it, lower under the words")
    parser.add_argument(
        "--music-gain", type=float, default=usual.gain_db, metavar="DB",
        help="how loud it is between words, against the speech (default: 0, as loud)",
    )  # fmt: skip
    parser.add_argument(
        "--duck", type=float, default=usual.duck_db, metavar="DB",
        help=f"how much lower it is under words (default: {usual.duck_db:g})",
    )  # fmt: skip
    parser.add_argument(
        "--beat-slide", type=float, default=usual.slide_s * 1000, metavar="MS",
        help=f"by how much cuts may slide to its beats, 0 to 80 (default: {usual.slide_s * 1000:g})",
    )  # fmt: skip


def _music(args: argparse.Namespace) -> TalkMusic | None:
    if not args.music:
        return None
    source = str(Path(args.music).absolute())
    return TalkMusic(source=source, gain_db=args.music_gain, duck_db=args.duck, slide_s=args.beat_slide / 1000)


def _add_output_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--overwrite", action="store_true", help="allow replacing an output file")
    parser.add_argument("--priority", default="default", choices=[p.value for p in Priority])
    parser.add_argument(
        *("--smart-cut",),
        default="auto",
        choices=("auto", "off", "require"),
        help="copy stretches that need no change instead of encoding them (default: where it pays)",
    )
    parser.add_argument(
        *("--encoder",),
        default="software",
        choices=get_args(Encoder),
        help="auto: hardware where it works (default: software, which gives the same film everywhere)",
    )
    parser.add_argument("--tags", default="", metavar="TAG,…", help="only workers that have all of them get it")
    parser.add_argument("--loudness", type=float, metavar="LUFS", help="bring the sound to it, e.g. -14 (EBU R128)")
    parser.add_argument("--cache-dir", default="", metavar="DIR", help="where rendered parts are kept")
    parser.add_argument(
        "--cache-gb", type=float, metavar="GB", help="how much of them (default: 20, or 10 %% of the disk)"
    )
    parser.add_argument(
        "--exchange", default="", metavar="URL",
        help="a shared folder or a bucket (file:///…, s3://…) for workers that do not see the footage",
    )  # fmt: skip
    parser.add_argument("--exchange-gb", type=float, metavar="GB", help="how much it may hold (default: 20)")


def _engine_options(args: argparse.Namespace) -> dict[str, Any]:
    if args.cache_gb is not None and not 0 <= args.cache_gb < 1e6:
        raise InputError("request.cache", f"--cache-gb {args.cache_gb} is not a size.")
    if args.exchange_gb is not None and not 0 < args.exchange_gb < 1e6:
        raise InputError("request.exchange", f"--exchange-gb {args.exchange_gb} is not a size.")
    if args.loudness is not None and not -60 <= args.loudness <= -5:
        raise InputError("request.loudness", f"--loudness {args.loudness} is not between -60 and -5 LUFS.")
    if args.cache_dir:
        _require_cache(Path(args.cache_dir))
    return {
        "smart_cut": args.smart_cut,
        "encoder": args.encoder,
        "loudness_lufs": args.loudness,
        "cache_dir": str(Path(args.cache_dir).absolute()) if args.cache_dir else "",
        "cache_gb": args.cache_gb,
        "tags": parse_tags(args.tags),
        "exchange": args.exchange,
        "exchange_gb": args.exchange_gb,
    }


def _require_cache(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise InputError("request.cache", f"--cache-dir “{folder}” cannot be used: {e.strerror}.") from e
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError("request.cache", f"--cache-dir “{folder}” cannot be written to.")


# Rendering -----------------------------------------------------------------------------------------------------


def cmd_montage(args: argparse.Namespace) -> int:
    """``montage``."""
    if not args.out and not args.plan_only:
        raise InputError("output.name", "Where should the film go?", fix="Give --out FILE.mp4 (or --plan-only).")
    request = MontageRequest(
        clips=[str(Path(c).absolute()) for c in args.clips],
        music=str(Path(args.music).absolute()),
        style=_style(args.style),
        duration_s=duration_of(args.duration),
        aspect=args.aspect,
        profile=args.profile,
        fps=_fps(args.fps),
        seed=args.seed,
        out=str(Path(args.out).absolute()) if args.out else "",
        overwrite=args.overwrite,
        plan=str(Path(args.plan).absolute()) if args.plan else "",
        plan_only=args.plan_only,
        **_engine_options(args),
    )
    with open_service() as service:
        record = service.submit_montage(request, priority=Priority(args.priority))
        return wait(service, record, as_json=args.json)


def cmd_render(args: argparse.Namespace) -> int:
    """``render``."""
    document = timeline.load(Path(args.timeline))
    out = str(Path(args.out).absolute())
    request = RenderRequest(out=out, profile=args.profile, overwrite=args.overwrite, **_engine_options(args))
    with open_service() as service:
        record = service.submit_render(document, request, priority=Priority(args.priority))
        return wait(service, record, as_json=args.json)


def cmd_transcribe(args: argparse.Namespace) -> int:
    """``transcribe``."""
    if args.list_models:
        return list_models(as_json=args.json)
    if not args.video or not args.out:
        raise InputError(
            "request.no_video",
            "Which video is to be listened to, and where should its words go?",
            fix="Give VIDEO and --out FILE.json (or --list-models).",
        )
    request = TranscriptionRequest(
        video=str(Path(args.video).absolute()), out=str(Path(args.out).absolute()), overwrite=args.overwrite,
        engine=args.engine, model=args.model, language=args.language, allow_download=args.allow_download,
        fillers=not args.no_fillers,
    )  # fmt: skip
    with open_service() as service:
        record = service.submit_transcription(request, priority=Priority(args.priority))
        return wait(service, record, as_json=args.json)


def cmd_transcript_render(args: argparse.Namespace) -> int:
    """``transcript-render``."""
    if not args.out and not args.plan_only:
        raise InputError("output.name", "Where should the film go?", fix="Give --out FILE.mp4 (or --plan-only).")
    edits = transcript_edits.load(Path(args.edits)) if args.edits else transcript_edits.Edits()
    request = TranscriptRequest(
        video=str(Path(args.video).absolute()),
        transcript=str(Path(args.transcript).absolute()),
        edits=documents.to_builtins(edits),
        profile=args.profile,
        captions=args.captions,
        srt=str(Path(args.srt).absolute()) if args.srt else "",
        plan=str(Path(args.plan).absolute()) if args.plan else "",
        plan_only=args.plan_only,
        music=_music(args),
        out=str(Path(args.out).absolute()) if args.out else "",
        overwrite=args.overwrite,
        **_engine_options(args),
    )
    with open_service() as service:
        record = service.submit_transcript(request, priority=Priority(args.priority))
        return wait(service, record, as_json=args.json)


def cmd_analyze(args: argparse.Namespace) -> int:
    """``analyze``: one object per file; exit 1 if one of them could not be used."""
    with open_service() as service:
        record = service.submit_analysis([str(Path(f).absolute()) for f in args.files])
        code = wait(service, record, as_json=args.json, quiet_result=True)
        files = service.get(record.id).result.get("files", [])
    for facts in files:
        if args.json:
            line({"event": "result", **facts})
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


def _fps(text: str) -> str:
    try:
        return str(parse_rate(text)) if text else ""
    except ValueError as e:
        raise InputError("request.fps", f"--fps: {e}.") from e


def _style(text: str) -> str:
    return str(Path(text).absolute()) if text.endswith(".json") else text


def explain_missing_library(error: ImportError) -> str:
    """What to do when Qt cannot be imported."""
    from montage_desktop import doctor

    return doctor.explain_import_error(error)
