"""The parts of a job that renders a talk by its words: listen to it, cut it, then as any other film."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from montage_desktop.core import documents, timeline
from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.transcript import caption_files, edits
from montage_desktop.core.transcript import film as films
from montage_desktop.core.transcript.document import SCHEMA, Transcript
from montage_desktop.core.transcript.edited import apply
from montage_desktop.core.transcript.kept import Loudness, SpeechMap
from montage_desktop.core.transcript.reading import read
from montage_desktop.jobs.rendering import TIMELINE_DOC, render_parts
from montage_desktop.jobs.requests import TranscriptRequest, check_transcript
from montage_desktop.jobs.tasks import PartContext
from montage_desktop.media.analysis.cache import known_facts
from montage_desktop.media.probe import require_footage

TRANSCRIPT_DOC = "transcript"
#: Seconds of one core for each of the talk.
_LISTENING, _RENDERING = 1 / 60, 0.2


def prepare_transcript(context: PartContext) -> dict[str, Any]:
    """Look at the video, its words and what is to be done with them; the words are kept as they are now."""
    request = _request(context)
    check_transcript(request)
    media = known_facts(Path(request.video))
    require_footage(media)
    transcript = read(Path(request.transcript), duration_s=float(films.film_end_s(media)))
    context.flow.store.put_document(context.job.id, TRANSCRIPT_DOC, documents.encode(transcript))
    context.note(*transcript.notes)
    apply(transcript, edits.from_builtins(request.edits))  # refused now rather than later
    length = float(media.duration_s)
    costs = {"analyzing": length * _LISTENING if media.audio else 0.0, "planning": 0.5}
    if not request.plan_only:
        costs |= {"rendering": length * _RENDERING + 0.5, "joining": 0.3, "checking": 0.3}
    sounds = [{"path": request.video, "cost_s": costs["analyzing"]}] if media.audio else []
    return {"sounds": sounds, "costs_s": costs}


def listen_part(context: PartContext) -> dict[str, Any]:
    """Find out where the talk is loud and quiet, into the cache."""
    _loudness(known_facts(Path(context.part.args["path"])), context)
    return {}


def cut_part(context: PartContext) -> dict[str, Any]:
    """Turn words into a film: the job's document; captions and plan are written where they are asked for."""
    request = _request(context)
    media = known_facts(Path(request.video))
    edited = apply(_transcript(context), edits.from_builtins(request.edits))
    kept = films.cutter_for(edited.words, media, loudness=_loudness(media, context)).ranges(edited)
    document, cues = films.captioned_film(edited, kept, media, style=request.captions)
    document = msgspec.structs.replace(document, title=Path(request.out).stem if request.out else "")
    context.flow.store.put_document(context.job.id, TIMELINE_DOC, documents.encode(document))
    if request.plan:
        timeline.save(document, Path(request.plan))
    if request.srt:
        style = request.captions or "clean"
        text = caption_files.written(cues, Path(request.srt).suffix, size=document.size, style=style)
        documents.write_atomic(Path(request.srt), text.encode())
    told = {"frames": document.frames, "clips": len(document.video), "words": len(edited.kept)}
    if request.plan_only:
        return {"job_result": {"plan": request.plan, "srt": request.srt, **told}}
    return render_parts(document, context)


def _loudness(media: MediaFacts, context: PartContext) -> Loudness | None:
    if media.audio is None:
        return None
    from montage_desktop.media.speech.quiet import HOP_S, known_speech  # slow to import

    quiet = known_speech(Path(media.path), should_stop=context.should_stop, on_progress=context.progress)
    return SpeechMap(energy=(10 ** (quiet.levels_db / 10)).tolist(), hop_s=HOP_S)


def _request(context: PartContext) -> TranscriptRequest:
    return documents.from_builtins(context.options, TranscriptRequest)


def _transcript(context: PartContext) -> Transcript:
    data = context.flow.store.get_document(context.job.id, TRANSCRIPT_DOC)
    if data is None:
        raise InputError("job.no_transcript", "This job has lost its words.", fix="Render it again.")
    return documents.decode(data, Transcript, schema=SCHEMA)
