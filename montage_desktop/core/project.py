"""The project document (``montage.project/4``): bytes in, a checked `Project` out, and back.

A project holds what a person put together: the media bin with their judgement of it, the song, sequences with their
films, and settings. In memory every path is absolute. In a file a path is relative to the project's folder where it
lies beneath that folder or a sibling of it (up to two levels up), so that a project moves together with its media.

Structs are values: whoever changes one makes another (``msgspec.structs.replace``) and leaves its lists alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.errors import DocumentError, MontageError
from montage_desktop.core.planner.request import Range, SourceMarks
from montage_desktop.core.time import parse_rate
from montage_desktop.core.timeline import SCHEMA as TIMELINE_SCHEMA
from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.core.timeline import validate as validate_timeline
from montage_desktop.core.transcript.document import Transcript
from montage_desktop.core.transcript.document import validate as validate_transcript
from montage_desktop.core.transcript.edited import apply
from montage_desktop.core.transcript.edits import Edits
from montage_desktop.core.transcript.music import TalkMusic, check_music

SCHEMA = "montage.project/4"
JOBS_KEPT = 100  #: the history itself is the job archive's; a project only remembers which jobs were its own

Aspect = Literal["16:9", "9:16", "1:1"]
Flag = Literal["", "favourite", "rejected"]
Rating = Annotated[int, msgspec.Meta(ge=0, le=5)]

_LEVELS_UP = 2
_WHOLE_S = Fraction(24 * 3600)  #: longer than any source whose length is not known
_OF_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")

_replace = msgspec.structs.replace


class MediaFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file that the project uses, and by what it is known again when it has moved.

    Defaults, here and in `BinEntry`, mean "nothing said" and are not written; those of settings are, since they may
    be others in another version of the program.

    Attributes:
        path: absolute (in a file: see the module). identity: as in `MediaFacts`; "" if not known yet.
        size_bytes, mtime_ns: when it was last looked at; 0 if never.
        duration_s: None for stills and where it is not known.
    """

    path: str
    identity: str = ""
    size_bytes: int = 0
    mtime_ns: int = 0
    duration_s: Fraction | None = None


class BinEntry(MediaFile, frozen=True, omit_defaults=True):
    """A clip of the media bin with a person's judgement; ranges ``[start, end)`` in seconds of the source.

    Attributes:
        flag: of the whole clip. rating: stars, 0 for none.
        use: in and out points. favourites, rejected: see `SourceMarks`; a favourite with start = end is a moment.
    """

    flag: Flag = ""
    rating: Rating = 0
    use: Range | None = None
    favourites: list[Range] = []
    rejected: list[Range] = []

    @property
    def is_judged(self) -> bool:
        """Whether a person has said anything about it."""
        return bool(self.flag or self.rating or self.use or self.favourites or self.rejected)


class PlanSettings(msgspec.Struct, frozen=True):
    """With what a sequence's film is planned.

    Attributes:
        style: a name or the absolute path of a style file. duration_s: None: as long as the song.
        fps: frames per second ("": as the footage). music_start_s: where the song begins (None: the planner chooses).
    """

    style: str = "dynamic"
    duration_s: Fraction | None = None
    aspect: Aspect = "16:9"
    seed: int = 0
    fps: str = ""
    music_start_s: Fraction | None = None


class Sequence(msgspec.Struct, frozen=True):
    """A film in the making. `timeline` is None until one is planned; `id` is unique in the project."""

    id: str
    name: str = ""
    plan: PlanSettings = PlanSettings()
    timeline: Timeline | None = None


class ProjectSettings(msgspec.Struct, frozen=True):
    """How the project's films are written: a profile's name, and the folder they go to ("": not chosen)."""

    profile: str = "standard"
    out_folder: str = ""


class Talk(msgspec.Struct, frozen=True):
    """A video's words, and what was done to them. `video` is its path; the words are in the project itself.

    `music`: what is laid under it, or None.
    """

    video: str
    transcript: Transcript
    edits: Edits = Edits()
    music: TalkMusic | None = None


class JobNote(msgspec.Struct, frozen=True):
    """A job that was started from the project."""

    id: str
    title: str = ""


class Project(msgspec.Struct, frozen=True):
    """Everything of a project. `active` is the id of the sequence on view; `jobs` are the newest last.

    `talks`: at most one for each video.
    """

    schema: str = SCHEMA
    bin: list[BinEntry] = []
    song: MediaFile | None = None
    sequences: list[Sequence] = []
    active: str = ""
    settings: ProjectSettings = ProjectSettings()
    jobs: list[JobNote] = []
    talks: list[Talk] = []

    @property
    def active_sequence(self) -> Sequence | None:
        """The sequence on view: the first one if `active` names none."""
        named = (s for s in self.sequences if s.id == self.active)
        return next(named, self.sequences[0] if self.sequences else None)


# What follows from it ------------------------------------------------------------------------------------------------


def marks_of(entry: BinEntry) -> SourceMarks:
    """What the planner is told of a clip.

    A flag stands for the whole clip, between its in and out points. A favourite that has favourite ranges is marked
    exactly enough by those.
    """
    whole = entry.use or (Fraction(0), entry.duration_s or _WHOLE_S)
    favourites, rejected = list(entry.favourites), list(entry.rejected)
    if entry.flag == "rejected":
        rejected = [(Fraction(0), entry.duration_s or _WHOLE_S)]
    elif entry.flag == "favourite" and not favourites:
        known = entry.use is not None or entry.duration_s is not None
        favourites = [whole if known else (Fraction(0), Fraction(0))]
    return SourceMarks(path=entry.path, use=entry.use, favourites=favourites, rejected=rejected)


def marks(project: Project) -> list[SourceMarks]:
    """`marks_of` of every clip about which they say something."""
    found = (marks_of(e) for e in project.bin)
    return [m for m in found if m.use is not None or m.favourites or m.rejected]


def with_job(project: Project, job: JobNote) -> Project:
    """The project with a job more in its history (or again, with another title), the oldest dropped."""
    return _replace(project, jobs=[*(j for j in project.jobs if j.id != job.id), job][-JOBS_KEPT:])


def with_sequence(project: Project, sequence: Sequence) -> Project:
    """The project with a sequence in place of that of the same id, or added at the end."""
    if all(s.id != sequence.id for s in project.sequences):
        return _replace(project, sequences=[*project.sequences, sequence])
    return _replace(project, sequences=[sequence if s.id == sequence.id else s for s in project.sequences])


def media_files(project: Project) -> Iterator[MediaFile]:
    """The bin's entries and the song."""
    yield from project.bin
    if project.song is not None:
        yield project.song


# Paths ---------------------------------------------------------------------------------------------------------------


def map_paths(project: Project, change: Callable[[str], str]) -> Project:
    """The project with `change` done to every path in it (once per path): bin, song, films, styles, output folder."""
    known: dict[str, str] = {"": ""}

    def new(path: str) -> str:
        if path not in known:
            known[path] = change(path)
        return known[path]

    song, settings = project.song, project.settings
    return _replace(
        project,
        bin=[_replace(e, path=new(e.path)) for e in project.bin],
        song=song and _replace(song, path=new(song.path)),
        sequences=[_mapped_sequence(s, new) for s in project.sequences],
        settings=_replace(settings, out_folder=new(settings.out_folder)),
        talks=[_mapped_talk(t, new) for t in project.talks],
    )


def _mapped_talk(talk: Talk, new: Callable[[str], str]) -> Talk:
    music = talk.music and _replace(talk.music, source=new(talk.music.source))
    return _replace(talk, video=new(talk.video), music=music)


def _mapped_sequence(sequence: Sequence, new: Callable[[str], str]) -> Sequence:
    plan, film = sequence.plan, sequence.timeline
    if plan.style.endswith(".json"):  # a style file; anything else is a name
        plan = _replace(plan, style=new(plan.style))
    if film is not None:
        audio = [_replace(a, source=new(a.source)) for a in film.audio]
        film = _replace(film, video=[_mapped_clip(c, new) for c in film.video], audio=audio)
    return _replace(sequence, plan=plan, timeline=film)


def _mapped_clip(clip: Clip, new: Callable[[str], str]) -> Clip:
    others = clip.runners_up
    if any(new(r.source) != r.source for r in others):
        others = [_replace(r, source=new(r.source)) for r in others]
    if others is clip.runners_up and new(clip.source) == clip.source:
        return clip
    return _replace(clip, source=new(clip.source), runners_up=others)


def is_foreign(path: str) -> bool:
    """Whether a path is an absolute one of another kind of computer: kept as it is, and missing here."""
    return os.name == "posix" and _OF_WINDOWS.match(path) is not None


def stored_path(folder: Path) -> Callable[[str], str]:
    """How a project in `folder` (absolute) writes paths: relative where they are near, with ``/`` on any computer."""
    prefixes = [("", f"{folder}{os.sep}")]
    for level, above in enumerate(list(folder.parents)[:_LEVELS_UP], start=1):
        if above.parent != above:  # what they share is only the root of the disk: nothing that moves together
            prefixes.append(("../" * level, f"{above}{os.sep}"))

    def stored(path: str) -> str:
        if path == str(folder):
            return "."
        crooked = f"{os.sep}..{os.sep}" in path  # may lead through a link, so that it cannot be shortened: left alone
        for up, prefix in prefixes:
            if path.startswith(prefix) and not crooked:
                rest = path[len(prefix) :].replace(os.sep, "/")
                return f"./{rest}" if not up and is_foreign(rest) else up + rest
        return path

    return stored


def loaded_path(folder: Path) -> Callable[[str], str]:
    """How a project in `folder` (absolute) reads paths: all absolute, without ``..`` in those that were relative."""

    def loaded(path: str) -> str:
        if is_foreign(path) or Path(path).is_absolute():
            return path
        return os.path.normpath(folder / path)

    return loaded


# Documents -----------------------------------------------------------------------------------------------------------


def encode(project: Project, *, folder: Path | None, indent: int = 0) -> bytes:
    """Check and write a project that will lie in `folder` (absolute); None leaves every path absolute.

    Raises:
        DocumentError: invalid, so that what is written can always be read; or a name that is not text.
    """
    validate(project)
    if folder is not None:
        project = map_paths(project, stored_path(folder))
    try:
        return documents.encode(project, indent=indent)
    except UnicodeEncodeError as e:
        raise DocumentError(
            "project.name",
            "The project cannot be saved: it names a file whose name is not valid text.",
            fix="Rename the file, or take it out of the project.",
            detail=repr(e.object),
        ) from e


def decode(data: bytes, *, folder: Path) -> Project:
    """Read a project that lies in `folder` (absolute), of this version or an older one; every path becomes absolute.

    Raises:
        DocumentError: malformed, invalid or newer.
    """
    project = documents.decode(data, Project, schema=SCHEMA, migrations={1: _from_1, 2: _from_2, 3: _from_3})
    validate(project)
    return map_paths(project, loaded_path(folder))


def validate(project: Project) -> None:
    """Check what the types do not say: names, ranges, and every film.

    Raises:
        DocumentError: ``project.invalid``, ``timeline.invalid`` or ``document.newer``, naming the clip or sequence.
    """
    for file in media_files(project):
        if not file.path or "\0" in file.path or file.size_bytes < 0 or (file.duration_s or 0) < 0:
            raise _bad(f"the file {file.path!r} has no name, or a negative size or duration")
    for entry in project.bin:
        spans = [*entry.rejected, *([entry.use] if entry.use else [])]
        if not all(0 <= a < b for a, b in spans) or not all(0 <= a <= b for a, b in entry.favourites):
            raise _bad(f"a mark of {entry.path} is negative or ends before it begins")
    seen: set[str] = set()
    for sequence in project.sequences:
        if not sequence.id or sequence.id in seen:
            raise _bad(f"two sequences are called {sequence.id!r}, or one has no id")
        seen.add(sequence.id)
        _validate_sequence(sequence)
    for talk in project.talks:
        if not talk.video or "\0" in talk.video:
            raise _bad("a talk has no video")
        try:
            validate_transcript(talk.transcript)
            apply(talk.transcript, talk.edits)
            if talk.music is not None:
                check_music(talk.music)
        except MontageError as e:
            raise _bad(f"the talk of {talk.video} cannot be used: {e.message}") from e


def _validate_sequence(sequence: Sequence) -> None:
    try:
        if sequence.plan.fps:
            parse_rate(sequence.plan.fps)
    except ValueError as e:
        raise _bad(f"the sequence {sequence.name!r} has no frame rate that can be: {e}") from e
    film = sequence.timeline
    if film is None:
        return
    if film.schema != TIMELINE_SCHEMA:
        raise DocumentError(
            "document.newer",
            f"The sequence {sequence.name!r} holds a film of {film.schema}; this program reads {TIMELINE_SCHEMA}.",
            fix="Update Montage Desktop.",
        )
    try:
        validate_timeline(film)
    except DocumentError as e:
        raise DocumentError(e.code, f"The sequence {sequence.name!r} cannot be used. {e.message}") from e


def _bad(what: str) -> DocumentError:
    return DocumentError("project.invalid", f"The project is not valid: {what}.")


def _from_3(raw: dict[str, Any]) -> dict[str, Any]:
    """``montage.project/3`` knew no music under talks."""
    return {**raw, "schema": "montage.project/4"}


def _from_2(raw: dict[str, Any]) -> dict[str, Any]:
    """``montage.project/2`` knew no talks."""
    return {**raw, "schema": "montage.project/3"}


class _Project1(msgspec.Struct, frozen=True):
    """``montage.project/1``: clips as plain paths and one film."""

    clips: list[str] = []
    song: str | None = None
    style: str = "dynamic"
    duration_s: Fraction | None = None
    aspect: Aspect = "16:9"
    seed: int = 0
    profile: str = "standard"
    out_folder: str = ""
    timeline: Timeline | None = None


def _from_1(raw: dict[str, Any]) -> dict[str, Any]:
    old = documents.from_builtins(raw, _Project1)
    plan = PlanSettings(style=old.style, duration_s=old.duration_s, aspect=old.aspect, seed=old.seed)
    new = Project(
        bin=[BinEntry(path=c) for c in old.clips],
        song=None if old.song is None else MediaFile(path=old.song),
        sequences=[Sequence(id="s1", name="Montage", plan=plan, timeline=old.timeline)],
        active="s1",
        settings=ProjectSettings(profile=old.profile, out_folder=old.out_folder),
    )
    data: dict[str, Any] = documents.to_builtins(new)
    return {**data, "schema": "montage.project/2"}
