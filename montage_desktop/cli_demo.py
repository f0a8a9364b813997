"""The command ``demo``: sample media, a montage of it, and a talk that is heard and cut by its words."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path
from typing import Any

from montage_desktop.cli_shared import OK, command, duration_of, line, open_service, wait
from montage_desktop.core import documents
from montage_desktop.core.errors import InputError
from montage_desktop.core.transcript import document as transcripts
from montage_desktop.core.transcript.document import Transcript
from montage_desktop.core.transcript.edited import apply
from montage_desktop.core.transcript.edits import Delete, DeleteFillers, Edits, Op, ShortenSilence
from montage_desktop.core.transcript.find import find
from montage_desktop.jobs.requests import MontageRequest, TranscriptionRequest, TranscriptRequest
from montage_desktop.jobs.service import JobService

_FILLERS = ["um", "uh"]
#: Seconds: pauses longer than the first become as long as the second.
_LONG_S, _SHORT_S = 1.2, 0.6
_CAPTIONS = "bold"


def add_demo_command(commands: Any) -> None:
    """``demo`` among the commands."""
    text = "make sample footage, a song and a talk; render a montage, and the talk edited by its words"
    demo = command(commands, "demo", cmd_demo, text)
    demo.add_argument("--out", metavar="DIR", default="demo", help="folder for the files (default: %(default)s)")
    demo.add_argument("--duration", default="20", help="seconds of the montage (default: %(default)s)")


def cmd_demo(args: argparse.Namespace) -> int:
    """``demo``: files that are there already are kept."""
    folder = Path(args.out).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    duration = duration_of(args.duration) or Fraction(20)
    if not args.json:
        print(f"Sample footage, song and talk in {folder} …", flush=True)
    clips, song, talk, said = _samples(folder, duration)
    montage, cut = folder / f"montage-{duration}s.mp4", folder / "talk-cut.mp4"
    with open_service() as service:
        code = OK if montage.exists() else _montage(service, clips, song, duration, montage, as_json=args.json)
        if code == OK and not cut.exists():
            code = _talk(service, talk, said, cut, as_json=args.json)
    if code != OK:
        return code
    files = [montage, cut, _words(cut), _edits(cut), cut.with_suffix(".srt")]
    if args.json:
        line({"event": "result", "status": "finished", "path": str(montage), "files": [str(f) for f in files]})
    else:
        print(f"A montage, with its cuts on the beats:  {montage}")
        print(f"A talk, edited by its words:            {cut}")
        print(f"  its words, what was done to them, and captions: {', '.join(f.name for f in files[2:])}")
    return OK


def _samples(folder: Path, duration: Fraction) -> tuple[list[Path], Path, Path, Transcript]:
    from montage_desktop.media.ffmpeg import find_ffmpeg
    from montage_desktop.media.samples.footage import write_demo_footage
    from montage_desktop.media.samples.song import write_demo_song
    from montage_desktop.media.samples.talk import write_demo_talk

    ffmpeg = str(find_ffmpeg().path)
    song, talk = folder / "song.wav", folder / "talk.mp4"
    if not song.exists():
        write_demo_song(song, duration_s=max(40.0, float(duration) + 10))
    said = write_demo_talk(talk, ffmpeg=ffmpeg)
    return write_demo_footage(folder / "footage", ffmpeg=ffmpeg), song, talk, said


def _montage(
    service: JobService, clips: list[Path], song: Path, duration: Fraction, out: Path, *, as_json: bool
) -> int:
    request = MontageRequest(clips=[str(c) for c in clips], music=str(song), duration_s=duration, out=str(out))
    return wait(service, service.submit_montage(request), as_json=as_json, quiet_result=True)


def _talk(service: JobService, talk: Path, said: Transcript, out: Path, *, as_json: bool) -> int:
    """Have the talk heard, delete what one would delete, and render the rest."""
    words = _words(out)
    if not words.exists():
        if _can_hear():
            request = TranscriptionRequest(video=str(talk), out=str(words), language="en")
            code = wait(service, service.submit_transcription(request), as_json=as_json, quiet_result=True)
            if code != OK:
                return code
        else:  # no speech model: the words are those that were given to the synthesiser
            transcripts.save(said, words)
    edits = edits_of(transcripts.load(words))
    documents.write_atomic(_edits(out), documents.encode(edits, indent=2))
    cutting = TranscriptRequest(
        video=str(talk), transcript=str(words), edits=documents.to_builtins(edits), captions=_CAPTIONS, out=str(out),
        srt=str(out.with_suffix(".srt")), overwrite=True,
    )  # fmt: skip
    return wait(service, service.submit_transcript(cutting), as_json=as_json, quiet_result=True)


def edits_of(transcript: Transcript) -> Edits:
    """What an editor does to the demo's talk: fillers, the sentence that went wrong and the long silence go."""
    from montage_desktop.media.samples.talk import MISTAKE

    ops: list[Op] = [DeleteFillers(_FILLERS), ShortenSilence(longer_than=_LONG_S, to=_SHORT_S)]
    edited = apply(transcript, Edits(ops=ops))
    begins, ends = (find(edited, phrase)[:1] for phrase in MISTAKE)
    if begins and ends and begins[0].words[0] <= ends[0].words[-1]:
        ops.append(Delete((begins[0].words[0], ends[0].words[-1])))
    return Edits(ops=ops)


def _can_hear() -> bool:
    from montage_desktop.media.speech.choosing import open_engine

    try:
        open_engine(language="en")
    except InputError:
        return False
    return True


def _words(out: Path) -> Path:
    return out.with_name("talk.words.json")


def _edits(out: Path) -> Path:
    return out.with_name("talk.edits.json")
