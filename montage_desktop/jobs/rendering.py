"""The parts of a job that renders a timeline: chunks and sound into the cache, then the film, joined and checked."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from montage_desktop.core import documents, paths, timeline
from montage_desktop.core.errors import Elsewhere, InputError, MediaError, MontageError, TransientError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline
from montage_desktop.jobs.exchanging import Exchange, is_here
from montage_desktop.jobs.places import require_home, require_paths
from montage_desktop.jobs.requests import check_output
from montage_desktop.jobs.tasks import PartContext
from montage_desktop.jobs.work import work_path
from montage_desktop.media.analysis.cache import known_facts
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.media.render.chunks import Chunk, warnings
from montage_desktop.media.render.engine import INCOMPLETE, Engine, Made
from montage_desktop.media.render.place import place
from montage_desktop.media.render.profiles import Profile, profile
from montage_desktop.media.render.seams import WRONG
from montage_desktop.media.render.smart_cut import RenderPlan

TIMELINE_DOC = "timeline"
_FACTS_DOC = "facts"
_PLAN_DOC = "plan"
_SOUND_SHARE = 0.03
_CACHED_COST_S = 0.02


def prepare_render(context: PartContext) -> dict[str, Any]:
    """Look at a timeline that a job brings along, and estimate what each phase will cost in seconds of one core."""
    document = _document(context)
    if context.options.get("exchange"):
        require_home(context, *document.sources())
    check_output(context.options["out"], overwrite=bool(context.options.get("overwrite")), sources=document.sources())
    seconds = float(document.duration_s)
    costs = {"rendering": 0.8 * seconds + 0.5, "joining": 0.3, "checking": 0.3}
    return {"costs_s": costs, **render_parts(document, context)}


def render_parts(document: Timeline, context: PartContext) -> dict[str, Any]:
    """What the rendering stage consists of."""
    engine = _engine(context, document)
    context.flow.store.put_document(context.job.id, _PLAN_DOC, documents.encode(engine.plan))
    if context.options.get("exchange"):
        Exchange(context).make_offer(engine)
    context.note(*warnings(document, engine.facts, find_ffmpeg()), *engine.plan.notes, *document.notes)
    chunks = [{"index": c.index, "cost_s": _cost_s(engine, c)} for c in engine.to_render]
    # In seconds of film, as the chunks' are. It is one task, however long the film: where little is encoded it is the
    # longest, and has to begin first.
    sound_s = 0.5 + float(document.duration_s) * _SOUND_SHARE
    return {"chunks": chunks, "has_sound": bool(document.audio), "sound_cost_s": sound_s}


def _cost_s(engine: Engine, chunk: Chunk) -> float:
    return _CACHED_COST_S if engine.seems_made(chunk) else float(chunk.frames / engine.timeline.rate) + 0.1


def chunk_part(context: PartContext) -> dict[str, Any]:
    """Render some chunks into the cache.

    With an exchange, also where their sources are not; what has come from there and does not suffice is fetched again,
    once.
    """
    wanted: list[int] = context.part.args["chunks"]
    if not context.options.get("exchange"):
        require_paths(context)
        return _chunks(context, _engine(context), wanted)
    exchange = Exchange(context)
    facts = _told_facts(context)
    if facts is not None and all(is_here(f) for f in facts.values()):
        engine = _engine(context)
        if context.was_given_back():
            exchange.send_again(engine, wanted)
        return _chunks(context, engine, wanted)
    if facts is None:
        raise Elsewhere("The footage is not on this computer.")
    for is_last in (False, True):
        here = exchange.fetched(facts, wanted)
        engine = _engine(context, facts=here.facts)
        engine.expected, engine.has_holes = here.expected, here.has_holes
        try:
            return _chunks(context, engine, wanted)
        except MediaError as e:
            if e.code == "disk.full":
                raise
            exchange.forget(here.facts)
            if is_last:
                context.flow.store.log(context.job.id, e.message)
                raise Elsewhere(e.message) from e
    raise AssertionError


def _chunks(context: PartContext, engine: Engine, wanted: list[int]) -> dict[str, Any]:
    if engine.plan.fell_back:  # its chunks may be others than those that this part was made of
        return {"cached": False}
    made: dict[str, Made] = {}
    for n, index in enumerate(wanted):

        def told(fraction: float, *, n: int = n) -> None:
            context.progress((n + fraction) / len(wanted))

        try:
            made[str(index)] = engine.chunk(engine.plan.chunks[index], on_progress=told)
        except (MediaError, TransientError) as e:
            if not engine.plan.encoding.hardware or e.code in ("disk.full", INCOMPLETE):
                raise
            # Never two encoders in one film: from here on it is the software's, also what is done already.
            said = e.message.partition(": ")[2] or e.message  # without the part's number: two may fail at once
            _fall_back(context, engine, f"The hardware encoder has failed, so the film is encoded in software: {said}")
            return {"cached": False}
    return {
        "made": {index: m.key for index, m in made.items()},
        "hashes": {index: m.path.name.split(".")[1] for index, m in made.items()},
        "cached": all(m.cached for m in made.values()),
        "counts": [len(made), sum(m.cached for m in made.values())],
    }


def sound_part(context: PartContext) -> dict[str, Any]:
    """Render the film's sound into the cache."""
    _require_sources(context)
    made = _engine(context).sound(on_progress=context.progress)
    return {"cached": made.cached, "counts": [1, int(made.cached)]} if made else {}


def _require_sources(context: PartContext) -> None:
    """With an exchange, to where the very sources are that the film was planned with."""
    facts = _told_facts(context) if context.options.get("exchange") else None
    if facts is not None and not all(is_here(f) for f in facts.values()):
        raise Elsewhere("The footage is not on this computer.")


def join_part(context: PartContext) -> dict[str, Any]:
    """Put the chunks and the sound together into the hidden work file."""
    _require_sources(context)
    _assemble(context, _engine(context))
    return {}


def check_part(context: PartContext) -> dict[str, Any]:
    """Check the joined film, then give it its name. It is joined again if its work file has gone."""
    _require_sources(context)
    engine = _engine(context)
    out = Path(context.options["out"])
    work = work_path(str(out), context.job.id)
    if not work.exists():
        _assemble(context, engine)
    try:
        engine, report = _checked(context, engine, work)
        with work.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = work.stat().st_size
        place(work, out, overwrite=bool(context.options.get("overwrite")))
    except MontageError:
        work.unlink(missing_ok=True)
        raise
    context.note(*report.get("warnings", []))
    _cache(context).unpin(context.job.id)
    exchanged = {"exchange": Exchange(context).end()} if context.options.get("exchange") else {}
    document, plan = engine.timeline, engine.plan
    return {
        "job_result": {
            "path": str(out), "sha256": digest, "frames": document.frames, "seconds": float(document.duration_s),
            "size_bytes": size, "checks": report, "parts": _counted(context), "copied_frames": plan.copied_frames,
            "smart_cut": {"copied_frames": plan.copied_frames, "codec": plan.encoding.codec, "reason": plan.reason},
            "encoder": plan.encoding.encoder, **exchanged,
        }
    }  # fmt: skip


def _checked(context: PartContext, engine: Engine, work: Path) -> tuple[Engine, dict[str, Any]]:
    """Check the work file. Where smart cut has given wrong pictures the film is encoded in full, here, and told so."""
    try:
        return engine, engine.check(work)
    except MediaError as e:
        if e.code != WRONG:
            raise
        if context.options.get("smart_cut") == "require":
            raise
        engine = _fall_back(context, engine, f"Nothing was copied after all: {e.message}")
    work.unlink(missing_ok=True)
    _assemble(context, engine)
    return engine, engine.check(work)


def _fall_back(context: PartContext, engine: Engine, reason: str) -> Engine:
    """The engine that encodes all in software; every part that begins from now on has its plan."""
    engine = engine.as_encoded(reason=reason)
    context.note(reason)
    context.flow.store.put_document(context.job.id, _PLAN_DOC, documents.encode(engine.plan))
    return engine


def profile_of(context: PartContext) -> Profile:
    """The profile that the job asks for."""
    settings = profile(context.options.get("profile", "standard"))
    loudness = context.options.get("loudness_lufs")
    return settings if loudness is None else msgspec.structs.replace(settings, loudness_lufs=float(loudness))


def _engine(
    context: PartContext, document: Timeline | None = None, *, facts: Mapping[str, MediaFacts] | None = None
) -> Engine:
    """Args: facts: of sources that are here in part; None: they are here as they are."""
    document = document or _document(context)
    cache = _cache(context, sends=facts is not None)
    cache.pin(context.job.id)
    known = context.flow.store.get_document(context.job.id, _PLAN_DOC)
    engine = Engine(
        document,
        facts=_facts(context, document) if facts is None else facts,
        profile=profile_of(context),
        ffmpeg=find_ffmpeg(),
        cache=cache,
        smart_cut=context.options.get("smart_cut", "auto"),
        encoder=context.options.get("encoder", "software"),
        plan=documents.from_builtins(json.loads(known), RenderPlan) if known else None,
        should_stop=context.should_stop,
    )
    if known and not engine.plan.fell_back:
        engine.known |= {int(i): key for r in context.results().values() for i, key in r.get("made", {}).items()}
    return engine


def _cache(context: PartContext, *, sends: bool = False) -> ChunkCache:
    def made(folder: Path | None, quota: int | None) -> ChunkCache:
        folder = folder or paths.cache_dir() / "chunks"
        if context.options.get("exchange"):
            return Exchange(context).cache(folder, quota, sends=sends)
        return ChunkCache(folder, quota)

    return cache_of(context.options, made)


def cache_of(options: Mapping[str, Any], make: Callable[[Path | None, int | None], ChunkCache]) -> ChunkCache:
    """The cache that a job's options name, by folder (None: the usual one) and bytes (None: the usual quota)."""
    folder, quota_gb = options.get("cache_dir"), options.get("cache_gb")
    return make(Path(folder) if folder else None, None if quota_gb is None else round(float(quota_gb) * 1e9))


def _counted(context: PartContext) -> dict[str, int]:
    """How many of the film's chunks and sound came from the cache, as the parts themselves have told."""
    counts = [r["counts"] for r in context.results().values() if "counts" in r]
    total, cached = sum(c[0] for c in counts), sum(c[1] for c in counts)
    return {"total": total, "cached": cached, "rendered": total - cached}


def _assemble(context: PartContext, engine: Engine) -> None:
    out = Path(context.options["out"])
    if engine.plan.fell_back:
        engine.all_chunks(workers=os.cpu_count() or 1, on_progress=context.progress)
    work = work_path(str(out), context.job.id)
    engine.assemble(work, overwrite=bool(context.options.get("overwrite")))


def _document(context: PartContext) -> Timeline:
    data = context.flow.store.get_document(context.job.id, TIMELINE_DOC)
    if data is None:
        raise InputError("job.no_timeline", "This job has no timeline.")
    document = documents.decode(data, Timeline, schema=timeline.SCHEMA)
    if not context.options.get("exchange"):
        context.flow.store.paths.require(document.sources())
    return document


class _Known(msgspec.Struct, frozen=True):
    """What probing found, and what the file looked like then."""

    size: int
    mtime_ns: int
    facts: MediaFacts


def _facts(context: PartContext, document: Timeline) -> dict[str, MediaFacts]:
    """Facts of every source of the film: probed once a job, and again where a file has changed since."""
    known = _known(context) or {}
    fresh = {s: _probed(s, known.get(s)) for s in document.sources()}
    if fresh != known:
        context.flow.store.put_document(context.job.id, _FACTS_DOC, documents.encode(fresh))
    return {s: k.facts for s, k in fresh.items()}


def _known(context: PartContext) -> dict[str, _Known] | None:
    data = context.flow.store.get_document(context.job.id, _FACTS_DOC)
    return documents.from_builtins(json.loads(data), dict[str, _Known]) if data else None


def _told_facts(context: PartContext) -> dict[str, MediaFacts] | None:
    """Facts of the sources as the part that planned has told them, whether they are here or not."""
    known = _known(context)
    return {s: k.facts for s, k in known.items()} if known is not None else None


def _probed(source: str, known: _Known | None) -> _Known:
    try:
        stat = Path(source).stat()
    except OSError:
        probe(Path(source))  # says what is wrong with it
        raise
    if known and (known.size, known.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
        return known
    return _Known(stat.st_size, stat.st_mtime_ns, known_facts(Path(source)))
