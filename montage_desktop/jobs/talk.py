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
from montage_desktop.core.transcript.beats import cuts_on_beat
from montage_desktop.core.transcript.caption_choice import style_of
from montage_desktop.core.transcript.document import SCHEMA, Transcript
from montage_desktop.core.transcript.edited import apply
from montage_desktop.core.transcript.kept import Kept, Loudness, SpeechMap
from montage_desktop.core.transcript.music import check_fits
from montage_desktop.core.transcript.music_bed import MusicBed, Underlaid
from montage_desktop.core.transcript.reading import read
from montage_desktop.jobs.rendering import TIMELINE_DOC, render_parts
from montage_desktop.jobs.requests import TranscriptRequest, check_transcript
from montage_desktop.jobs.tasks import PartContext
from montage_desktop.media.analysis.cache import known_facts
from montage_desktop.media.analysis.known_song import hear_song, known_loudness
from montage_desktop.media.probe import require_audio, require_footage

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
    sounds: list[dict[str, Any]] = []
    if media.audio:
        sounds.append({"path": request.video, "cost_s": length * _LISTENING})
    if request.music is not None:
        song = known_facts(Path(request.music.source))
        require_audio(song)
        sounds.append({"path": request.music.source, "cost_s": float(song.duration_s) * _LISTENING, "is_music": True})
    costs = {"analyzing": sum(s["cost_s"] for s in sounds), "planning": 0.5}
    if not request.plan_only:
        costs |= {"rendering": length * _RENDERING + 0.5, "joining": 0.3, "checking": 0.3}
    return {"sounds": sounds, "costs_s": costs}


def listen_part(context: PartContext) -> dict[str, Any]:
    """Find out where the talk is loud and quiet, or what the beats of its music are, into the cache."""
    path = Path(context.part.args["path"])
    if context.part.args.get("is_music"):
        hear_song(path, should_stop=context.should_stop)
    else:
        _loudness(known_facts(path), context)
    return {}


def cut_part(context: PartContext) -> dict[str, Any]:
    """Turn words into a film: the job's document; captions and plan are written where they are asked for."""
    request = _request(context)
    media = known_facts(Path(request.video))
    transcript = _transcript(context)
    edited = apply(transcript, edits.from_builtins(request.edits))
    kept = films.cutter_for(edited.words, media, loudness=_loudness(media, context)).ranges(edited)
    music = _underlaid(kept, media, context) if request.music is not None else None
    kept = music.kept if music is not None else kept
    document, cues = films.captioned_film(
        edited, kept, media, style=request.captions, language=transcript.language, music=music
    )
    document = msgspec.structs.replace(document, title=Path(request.out).stem if request.out else "")
    context.flow.store.put_document(context.job.id, TIMELINE_DOC, documents.encode(document))
    if request.plan:
        timeline.save(document, Path(request.plan))
    if request.srt:
        style = style_of(request.captions)
        text = caption_files.written(cues, Path(request.srt).suffix, size=document.size, style=style)
        documents.write_atomic(Path(request.srt), text.encode())
    told = {"frames": document.frames, "clips": len(document.video), "words": len(edited.kept), "cuts": kept.cuts}
    if music is not None:
        told["cuts_on_beat"] = cuts_on_beat(kept, music.beats)
    if request.plan_only:
        return {"job_result": {"plan": request.plan, "srt": request.srt, **told}}
    return render_parts(document, context)


def _underlaid(kept: Kept, media: MediaFacts, context: PartContext) -> Underlaid:
    """What the request wants under the film."""
    music = _request(context).music
    assert music is not None
    song = hear_song(Path(music.source), should_stop=context.should_stop)
    check_fits(music, song)
    speech_lufs = None
    if media.audio is not None:
        speech_lufs = known_loudness(Path(media.path), should_stop=context.should_stop).integrated_lufs
    return MusicBed(song, kept.words, speech_lufs=speech_lufs).under(kept, music)


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
