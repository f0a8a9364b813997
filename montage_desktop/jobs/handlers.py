"""What each part of a job does: plain functions of a part's context that return JSON for those that come after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from montage_desktop.core import documents, timeline
from montage_desktop.core.errors import InputError, MediaError
from montage_desktop.core.facts import FootageFacts, MediaFacts, SongFacts
from montage_desktop.core.planner import PlanRequest
from montage_desktop.core.planner.planning import plan
from montage_desktop.core.styles import load_style
from montage_desktop.core.time import parse_rate, standard_rate
from montage_desktop.jobs.places import placed
from montage_desktop.jobs.rendering import (
    TIMELINE_DOC,
    cache_of,
    check_part,
    chunk_part,
    join_part,
    prepare_render,
    render_parts,
    sound_part,
)
from montage_desktop.jobs.requests import MontageRequest, check_montage, check_output
from montage_desktop.jobs.stages import ENTRY
from montage_desktop.jobs.talk import cut_part, listen_part, prepare_transcript
from montage_desktop.jobs.tasks import PartContext
from montage_desktop.jobs.transcribing import (
    fetch_model_part,
    hear_part,
    join_words_part,
    plan_speech_part,
    prepare_transcription,
)
from montage_desktop.media.analysis.cache import cached, known_facts
from montage_desktop.media.analysis.footage import analyse_footage
from montage_desktop.media.analysis.known_song import known_song
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import identity, require_audio, require_footage
from montage_desktop.media.proxy import make_proxy, proxy_cache
from montage_desktop.media.render.profiles import film_size

SHORTEST_S = Fraction(1, 5)
"""Moving footage shorter than this cannot make a clip that anybody would see."""


def _request(context: PartContext) -> MontageRequest:
    return documents.from_builtins(context.options, MontageRequest)


def _usable(files: Iterable[str], context: PartContext) -> list[MediaFacts]:
    """Facts of the footage that can be used; the rest is named in the job's notes.

    Raises:
        InputError: none of it can be used, with the list of causes.
    """
    good: list[MediaFacts] = []
    bad: list[str] = []
    for file in files:
        try:
            facts = known_facts(Path(file))
            require_footage(facts)
            _require_length(facts)
            good.append(facts)
        except InputError as e:
            name = Path(file).name
            bad.append(e.message if name in e.message else f"{name}: {e.message}")
    if not good:
        told = " ".join(bad[:5]) + (f" (and {len(bad) - 5} more)" if len(bad) > 5 else "")
        raise InputError("job.no_footage", f"None of the footage can be used. {told}", detail="\n".join(bad))
    context.note(*bad)
    return good


def _require_length(media: MediaFacts) -> None:
    video = media.video
    if video and not video.still and video.duration_s < SHORTEST_S:
        raise InputError(
            "media.too_short",
            f"{Path(media.path).name} is only {float(video.duration_s):.2f} s long, too short for a clip.",
            fix="Export the picture as a photo to use it as a still.",
        )  # fmt: skip


def prepare(context: PartContext) -> dict[str, Any]:
    """Look at the request and its files, and estimate what each phase will cost in seconds of one core."""
    return _PREPARE[context.job.kind](context)


def _prepare_montage(context: PartContext) -> dict[str, Any]:
    request = _request(context)
    check_montage(request)
    footage = _usable(request.clips, context)
    music = known_facts(Path(request.music))
    require_audio(music)
    length = float(request.duration_s or music.duration_s)
    clips = [{"path": f.path, "cost_s": 0.3 + float(f.duration_s) / 8} for f in footage]
    costs = {"analyzing": sum(float(str(c["cost_s"])) for c in clips) + 1.5, "planning": 0.5}
    if not request.plan_only:
        costs |= {"rendering": 0.8 * length + 0.5, "joining": 0.3, "checking": 0.3}
    return {"footage": clips, "songs": [{"path": music.path, "cost_s": 1.5}], "costs_s": costs}


def _prepare_analysis(context: PartContext) -> dict[str, Any]:
    files = [{"path": f, "cost_s": 1.0} for f in context.options["files"]]
    return {"footage": files, "songs": [], "costs_s": {"analyzing": float(len(files))}}


def _prepare_proxies(context: PartContext) -> dict[str, Any]:
    files: list[dict[str, Any]] = []
    for file in context.options["files"]:
        try:
            media = known_facts(Path(file))
        except InputError as e:
            context.note(e.message)
            continue
        if media.video and not media.video.still:
            megapixels = media.video.width * media.video.height / 1e6
            files.append({"path": file, "cost_s": 0.3 + float(media.video.duration_s) * megapixels / 10})
    return {"files": files, "costs_s": {"rendering": sum(f["cost_s"] for f in files)}}


_PREPARE: dict[str, Callable[[PartContext], dict[str, Any]]] = {
    "montage": _prepare_montage,
    "render": prepare_render,
    "analysis": _prepare_analysis,
    "proxy": _prepare_proxies,
    "transcript": prepare_transcript,
    "transcription": prepare_transcription,
}


def proxy_part(context: PartContext) -> dict[str, Any]:
    """Make one source's proxy; one that cannot be made is told, and the others are made."""
    media = known_facts(Path(context.part.args["path"]))
    try:
        cached = make_proxy(
            media, cache_of(context.options, proxy_cache), ffmpeg=find_ffmpeg(), should_stop=context.should_stop,
            on_progress=context.progress,
        )  # fmt: skip
    except MediaError as e:
        if e.code == "disk.full":
            raise
        context.note(e.message)
        return {}
    return {"cached": cached}


def _song(path: str, context: PartContext) -> SongFacts:
    return known_song(Path(path), should_stop=context.should_stop)


def _footage(path: str, context: PartContext) -> tuple[FootageFacts, bool]:
    mark = identity(Path(path))

    def make() -> FootageFacts:
        return analyse_footage(Path(path), should_stop=context.should_stop, on_progress=context.progress)

    facts, known = cached(mark, "footage", FootageFacts, make, version=2)
    return msgspec.structs.replace(facts, media=known_facts(Path(path))), known


def analyse_song_part(context: PartContext) -> dict[str, Any]:
    """Analyse the song into the cache."""
    _song(context.part.args["path"], context)
    return {}


def analyse_footage_part(context: PartContext) -> dict[str, Any]:
    """Analyse one source into the cache; an ``analysis`` job also returns what was found."""
    path = context.part.args["path"]
    if context.job.kind == "analysis":
        return _describe(path, context)
    _, known = _footage(path, context)
    return {"cached": known}


def _describe(path: str, context: PartContext) -> dict[str, Any]:
    told: dict[str, Any] = {"file": path}
    try:
        media = known_facts(Path(path))
        told |= {"duration_s": float(media.duration_s), "video": documents.to_builtins(media.video)}
        told |= {"audio": documents.to_builtins(media.audio), "warnings": media.warnings}
        if media.video:
            shots = _footage(path, context)[0].shots
            told["shots"] = [{"start": float(s.start_s), "end": float(s.end_s), "kind": s.kind} for s in shots]
        if media.audio:
            song = _song(path, context)
            told |= {"beats": song.beats, "downbeats": [song.beats[i] for i in song.downbeats]}
            told |= {"tempo": song.tempo, "grid": song.grid}
    except InputError as e:
        told["error"] = e.as_dict()
    return {"file": told}


def plan_part(context: PartContext) -> dict[str, Any]:
    """Plan the cut; the timeline becomes the job's document."""
    request = _request(context)
    style = load_style(request.style)
    entry = context.results()[ENTRY]
    footage = [_footage(f["path"], context)[0] for f in entry["footage"]]
    wanted = PlanRequest(
        rate=film_rate([f.media for f in footage], request.fps),
        size=film_size(request.aspect),
        duration_s=request.duration_s,
        seed=request.seed,
        locks=request.locks,
        marks=request.marks,
        music_start_s=request.music_start_s,
        cuts=request.cuts,
    )
    document = plan(wanted, _song(request.music, context), footage, style)
    context.flow.store.put_document(context.job.id, TIMELINE_DOC, documents.encode(document))
    if request.plan:
        check_output(request.plan, overwrite=request.overwrite, sources=[], suffixes=(".json",))
        timeline.save(document, Path(request.plan))
    context.note(*document.notes)
    if request.plan_only:
        return {"job_result": {"plan": request.plan, "frames": document.frames, "clips": len(document.video)}}
    return render_parts(document, context)


def film_rate(media: list[MediaFacts], fps: str) -> Fraction:
    """The rate asked for, else the standard rate nearest to what most of the footage has (a tie: the higher)."""
    if fps:
        return parse_rate(fps)
    weights: Counter[Fraction] = Counter()
    for facts in media:
        if facts.video and not facts.video.still:
            weights[standard_rate(facts.video.rate)] += round(float(facts.video.duration_s) * 1000)
    return max(weights, key=lambda r: (weights[r], r)) if weights else Fraction(30)


_AT_HOME: dict[str, Callable[[PartContext], dict[str, Any]]] = {
    "prepare": prepare,
    "analyse_song": analyse_song_part,
    "analyse_footage": analyse_footage_part,
    "plan": plan_part,
    "proxy": proxy_part,
    "listen": listen_part,
    "cut": cut_part,
    "fetch_model": fetch_model_part,
    "plan_speech": plan_speech_part,
    "hear": hear_part,
    "join_words": join_words_part,
    "sound": sound_part,
    "join": join_part,
    "check": check_part,
}
HANDLERS = {kind: placed(handler) for kind, handler in _AT_HOME.items()} | {"chunk": chunk_part}
