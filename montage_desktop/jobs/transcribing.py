"""The parts of a job that listens to a video: the model, a plan of stretches, the stretches, and the words of all.

A model is fetched in a part of its own, so that the job's phase and progress tell so.

Each stretch that was heard is kept in the cache by the content of the source: a job that is cancelled, killed or
retried goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.errors import InputError
from montage_desktop.core.transcript import document as transcripts
from montage_desktop.jobs.requests import TranscriptionRequest, check_output
from montage_desktop.jobs.tasks import PartContext
from montage_desktop.media.analysis.cache import cached, known_facts
from montage_desktop.media.speech import fetching
from montage_desktop.media.speech.choosing import open_engine
from montage_desktop.media.speech.engine import (
    HeardStretch,
    Plan,
    SpeechEngine,
    hear_stretch,
    joined_transcript,
    plan_speech,
)
from montage_desktop.media.speech.fillers import filler_prompt
from montage_desktop.media.speech.quiet import require_sound
from montage_desktop.media.speech.refine import Refiner
from montage_desktop.media.speech.sound import Listener

TRANSCRIPT_DOC = "transcript"
_PLAN_DOC = "speech"
#: A model takes about a second to load, so that a part is some minutes of speech.
_PART_S = 180.0
_HEARING, _MAPPING = 1 / 5, 1 / 100  # seconds of one core for each of the sound
_VERSION = 3
_DOWNLOAD_BYTES_S = 4e6  # an ordinary line


def prepare_transcription(context: PartContext) -> dict[str, Any]:
    """Look at the video, and see that something here can listen to it."""
    request = _request(context)
    media = known_facts(Path(request.video))
    require_sound(media)
    if request.out:
        check_output(request.out, overwrite=request.overwrite, sources=[request.video], suffixes=(".json",))
    length = float(media.duration_s)
    costs = {"planning": 1.0 + length * _MAPPING, "rendering": 2.0 + length * _HEARING, "joining": 0.2}
    wanted = _download_bytes(request)
    if wanted:
        costs["analyzing"] = wanted / _DOWNLOAD_BYTES_S
    return {"costs_s": costs, "download_bytes": wanted}


def fetch_model_part(context: PartContext) -> dict[str, Any]:
    """Fetch the model, which was agreed to. What has arrived when it is cancelled is kept."""
    request = _request(context)
    fetching.fetch(
        request.model, allow_download=request.allow_download, should_stop=context.should_stop,
        on_progress=context.progress,
    )  # fmt: skip
    return {}


def plan_speech_part(context: PartContext) -> dict[str, Any]:
    """Find out where somebody speaks, and in which language."""
    request = _request(context)
    engine = _engine(request, context)
    prompt = filler_prompt(request.language or engine.languages[0]) if request.fillers else ""
    plan = plan_speech(
        Path(request.video), engine=engine, language=request.language, prompt=prompt,
        should_stop=context.should_stop, on_progress=context.progress,
    )  # fmt: skip
    if request.fillers:
        plan = msgspec.structs.replace(plan, prompt=filler_prompt(plan.language))
    context.flow.store.put_document(context.job.id, _PLAN_DOC, documents.encode(plan))
    groups: list[dict[str, Any]] = []
    for index, stretch in enumerate(plan.stretches):
        if not groups or groups[-1]["cost_s"] > _PART_S * _HEARING:
            groups.append({"stretches": [], "cost_s": 1.0})
        groups[-1]["stretches"].append(index)
        groups[-1]["cost_s"] += stretch.seconds * _HEARING
    return {"groups": groups, "engine": engine.name, "identity": engine.identity}


def hear_part(context: PartContext) -> dict[str, Any]:
    """Hear some stretches into the cache."""
    request, plan, wanted = _request(context), _plan(context), context.part.args["stretches"]
    engine: SpeechEngine | None = None
    refiner = Refiner(plan.language)
    known = 0
    with Listener(plan.media) as listener:
        for n, index in enumerate(wanted):

            def hear(index: int = index) -> HeardStretch:
                nonlocal engine
                engine = engine or _engine(request, context)
                return hear_stretch(
                    plan, index, engine=engine, listener=listener, refiner=refiner, should_stop=context.should_stop
                )

            _, was_known = _heard(plan, index, context, hear)
            known += was_known
            context.progress((n + 1) / len(wanted))
    return {"cached": known == len(wanted)}


def join_words_part(context: PartContext) -> dict[str, Any]:
    """Put all stretches together: the words of the video, as the job's document and, where it is wanted, a file."""
    request, plan = _request(context), _plan(context)
    found = [_heard(plan, index, context, _lost)[0] for index in range(len(plan.stretches))]
    transcript = joined_transcript(plan, found)
    context.flow.store.put_document(context.job.id, TRANSCRIPT_DOC, documents.encode(transcript))
    context.note(*transcript.notes)
    if request.out:
        transcripts.save(transcript, Path(request.out))
    words = sum(len(s.words) for s in transcript.segments)
    engine = str(context.results()["planning-speech"]["engine"])
    told = {"path": request.out, "language": plan.language, "words": words, "engine": engine}
    return {"job_result": {**told, "seconds": float(plan.media.duration_s)}}


def _heard(plan: Plan, index: int, context: PartContext, make: Any) -> tuple[HeardStretch, bool]:
    key = f"{plan.media.identity}-{_key(plan, context)}-{index}"
    found, known = cached(key, "heard", HeardStretch, make, version=_VERSION)
    return found, known


def _key(plan: Plan, context: PartContext) -> str:
    """What, beside the source, determines what is heard."""
    engine = context.results()["planning-speech"]["identity"]
    said = [engine, plan.language, plan.prompt, documents.to_builtins(plan.stretches)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def _lost() -> HeardStretch:
    raise InputError("speech.unfinished", "What was heard has gone from the cache.", fix="Retry: it is heard again.")


def _engine(request: TranscriptionRequest, context: PartContext) -> SpeechEngine:
    """The engine; its model is fetched here only by a worker of another computer than the one that fetched it."""
    return open_engine(
        request.engine, model=request.model, language=request.language, allow_download=request.allow_download,
        should_stop=context.should_stop,
    )  # fmt: skip


def _download_bytes(request: TranscriptionRequest) -> int:
    """About how much has to be fetched before anything can be heard."""
    if request.engine == "sphinx" or not request.allow_download or not fetching.is_to_be_fetched(request.model):
        return 0
    size_bytes = fetching.OFFERED[request.model][1]
    return max(1, size_bytes - fetching.arrived_bytes(request.model))


def _request(context: PartContext) -> TranscriptionRequest:
    return documents.from_builtins(context.options, TranscriptionRequest)


def _plan(context: PartContext) -> Plan:
    data = context.flow.store.get_document(context.job.id, _PLAN_DOC)
    if data is None:
        raise InputError("job.no_plan", "This job has lost its plan.", fix="Start it again.")
    return documents.from_builtins(json.loads(data), Plan)
