"""The Timeline document: what a planner writes and the engine plays and renders (``montage.timeline/1``)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import msgspec

from montage_desktop.core import documents
from montage_desktop.core.errors import DocumentError
from montage_desktop.core.gain_curve import CurvePoint
from montage_desktop.core.time import SAMPLE_RATE, parse_rate, sample_at

SCHEMA = "montage.timeline/1"

#: What a point of a gain curve may say, in dB.
LOWEST_DB, HIGHEST_DB = -200.0, 60.0

TransitionKind = Literal["dissolve", "dip_black", "dip_white", "whip", "zoom", "slide"]


class Transition(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """A transition centred on the cut at the start of the clip that carries it.

    It covers the output frames ``[start - frames // 2, start - frames // 2 + frames)``: the outgoing clip is
    shown past its end, the incoming one before its begin (their *handles*), so the film's length and every
    cut stay where they are.
    """

    kind: TransitionKind
    frames: int


class Look(msgspec.Struct, frozen=True, omit_defaults=True):
    """Colour of a clip. All neutral: the pixels are untouched.

    Attributes: multipliers around 1 except `brightness` and `temperature` (−1…1, 0 neutral; warm is positive);
    `vignette` and `grain` are strengths 0…1.
    """

    name: str = "none"
    contrast: float = 1.0
    saturation: float = 1.0
    brightness: float = 0.0
    gamma: float = 1.0
    temperature: float = 0.0
    vignette: float = 0.0
    grain: float = 0.0


class Reframe(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the crop to the output's aspect sits: centre as a fraction of the display picture (0…1)."""

    x: float = 0.5
    y: float = 0.5


class Candidate(msgspec.Struct, frozen=True, omit_defaults=True):
    """Another moment that could stand in a clip's place (a runner-up)."""

    source: str
    source_in: Fraction
    score: float
    why: dict[str, float] = {}


class Clip(msgspec.Struct, frozen=True):
    """A run of output frames taken from one source.

    Attributes:
        start: first output frame. frames: how many; the range is half-open.
        source: path, relative to the document's folder or absolute.
        source_in: source time of the first frame, in seconds of the source from the start of its container.
        speed: source seconds per output second.
        beat: index into `Timeline.beats` of the beat this clip starts on, if it starts on one.
        score: the planner's score; why: its parts (name -> contribution), shown in the inspector.
        runners_up: best first.
    """

    id: str
    start: int
    frames: int
    source: str
    source_in: Fraction
    speed: Fraction = Fraction(1)
    locked: bool = False
    transition_in: Transition | None = None
    look: Look = Look()
    reframe: Reframe = Reframe()
    beat: int | None = None
    score: float = 0.0
    why: dict[str, float] = {}
    runners_up: list[Candidate] = []

    @property
    def end(self) -> int:
        """First output frame after the clip."""
        return self.start + self.frames


class AudioSpan(msgspec.Struct, frozen=True):
    """A run of output samples (48 kHz) taken from one source. `fade_*_ms` are equal-power fades.

    Attributes:
        curve: a gain that changes, on top of the others: points of a `gain_curve`, in samples of the film, ascending.
            A document without one does not name it.
    """

    role: Literal["music", "voice", "original"]
    source: str
    start_sample: int
    samples: int
    source_in: Fraction = Fraction(0)
    gain_db: float = 0.0
    fade_in_ms: float = 0.0
    fade_out_ms: float = 0.0
    curve: tuple[CurvePoint, ...] | msgspec.UnsetType = msgspec.UNSET

    @property
    def points(self) -> tuple[CurvePoint, ...]:
        """The points of the curve; none where the gain does not change."""
        return self.curve or ()


class Timeline(msgspec.Struct, frozen=True):
    """A whole film, exactly. See the module and the design document for the meaning of each field.

    Attributes:
        rate: frames per second. size: (width, height) in square pixels.
        frames: length. video: clips that cover ``[0, frames)`` without gap or overlap, in order.
        beats: seconds of output time, as analysed (floats for people; cuts are frames).
        downbeats: indices into `beats` of the first beats of bars.
        markers: dicts with a "kind"; of kind "section": a part of the song, ``start_s``, ``end_s`` in seconds of output
            time, its ``label`` (equal ones sound alike) and its ``energy``, 0…1.
        captions: dicts with ``start_frame``, ``frames``, ``text``, ``words``, ``speaker`` (see `transcript.captions`).
        caption_style: how they are drawn into the picture; "": they are not.
        caption_track: whether the film has them as a track that players can show. caption_language: of their text, BCP
            47; "" where it is not known.
        notes: sentences for the person: what the planner had to fall back on.
    """

    rate: Fraction
    size: tuple[int, int]
    frames: int
    schema: str = SCHEMA
    seed: int = 0
    title: str = ""
    style: str = ""
    video: list[Clip] = []
    audio: list[AudioSpan] = []
    beats: list[float] = []
    downbeats: list[int] = []
    captions: list[dict[str, Any]] = []
    caption_style: str = ""
    caption_track: bool = False
    caption_language: str = ""
    markers: list[dict[str, Any]] = []
    notes: list[str] = []

    @property
    def duration_s(self) -> Fraction:
        return self.frames / self.rate

    @property
    def samples(self) -> int:
        """Length of the sound in samples at 48 kHz, from the frame count."""
        return sample_at(self.frames, self.rate)

    def sources(self) -> list[str]:
        """Every file the film needs, each once, in order of first use."""
        return list(dict.fromkeys([c.source for c in self.video] + [a.source for a in self.audio]))


def transition_span(clip: Clip) -> tuple[int, int]:
    """Output frames ``[a, b)`` that the transition into `clip` covers (empty at ``clip.start`` without one)."""
    if clip.transition_in is None:
        return clip.start, clip.start
    a = clip.start - clip.transition_in.frames // 2
    return a, a + clip.transition_in.frames


def validate(timeline: Timeline) -> None:
    """Check every invariant that the engine relies on.

    Raises:
        DocumentError: naming the clip and what is wrong with it.
    """
    _validate_head(timeline)
    _validate_video(timeline)
    for span in timeline.audio:
        if span.start_sample < 0 or span.samples < 1 or span.source_in < 0:
            raise _bad(f"the sound {span.source} has a negative or empty range")
        if span.start_sample + span.samples > timeline.samples:
            raise _bad(f"the sound {span.source} ends after the film")
        _validate_curve(span)


def _validate_curve(span: AudioSpan) -> None:
    points = span.points
    if any(sample < 0 or not LOWEST_DB <= gain_db <= HIGHEST_DB for sample, gain_db in points):
        raise _bad(f"the gain curve of the sound {span.source} has a point before the film or beyond any loudness")
    if any(a[0] >= b[0] for a, b in pairwise(points)):
        raise _bad(f"the points of the gain curve of the sound {span.source} do not ascend")


def _validate_head(timeline: Timeline) -> None:
    try:
        parse_rate(timeline.rate)
    except ValueError as e:
        raise _bad(str(e)) from e
    if timeline.frames < 1:
        raise _bad("it has no frames")
    if not all(16 <= n <= 16384 and n % 2 == 0 for n in timeline.size):
        raise _bad(f"the size {timeline.size} is not two even numbers of 16 or more")


def _validate_video(timeline: Timeline) -> None:
    position = 0
    seen: set[str] = set()
    for clip in timeline.video:
        if clip.start != position:
            what = "overlaps the clip before it" if clip.start < position else "leaves a gap before it"
            raise _bad(f"clip {clip.id} {what} (starts at frame {clip.start}, expected {position})")
        if clip.frames < 1 or clip.speed <= 0 or clip.source_in < 0 or not clip.source:
            raise _bad(f"clip {clip.id} has no frames, no source, a negative in-point or no speed")
        if clip.id in seen:
            raise _bad(f"two clips are called {clip.id}")
        seen.add(clip.id)
        position = clip.end
    if position != timeline.frames:
        raise _bad(f"the clips end at frame {position}, the film at {timeline.frames}")
    _validate_transitions(timeline)


def _validate_transitions(timeline: Timeline) -> None:
    if timeline.video and timeline.video[0].transition_in is not None:
        raise _bad(f"clip {timeline.video[0].id} is the first and cannot have a transition before it")
    spans = [transition_span(c) for c in timeline.video] + [(timeline.frames, timeline.frames)]
    for clip, (_, end), (next_start, _) in zip(timeline.video, spans, spans[1:], strict=False):
        if clip.transition_in is not None and clip.transition_in.frames < 2:
            raise _bad(f"the transition into clip {clip.id} is shorter than two frames")
        if end > next_start:
            raise _bad(f"clip {clip.id} is too short for the transitions at its ends")
    for before, clip in pairwise(timeline.video):
        if clip.transition_in and clip.source_in < head_handle_s(clip, timeline.rate):
            raise _bad(f"clip {clip.id} has no handle before its in-point for the transition from {before.id}")


def head_handle_s(clip: Clip, rate: Fraction) -> Fraction:
    """Source seconds shown before the in-point, for the transition into the clip."""
    return (clip.start - transition_span(clip)[0]) * clip.speed / rate


def tail_handle_frames(following: Clip | None) -> int:
    """Output frames a clip is shown past its end, for the transition into the `following` one."""
    return transition_span(following)[1] - following.start if following else 0


def _bad(what: str) -> DocumentError:
    return DocumentError("timeline.invalid", f"The timeline is not valid: {what}.")


def load(path: Path) -> Timeline:
    """Read and validate a timeline document; relative sources become absolute (against its folder).

    Raises:
        DocumentError: unreadable, malformed, invalid or newer.
    """
    try:
        data = path.read_bytes()
    except OSError as e:
        raise DocumentError("document.unreadable", f"{path} cannot be read: {e.strerror}.") from e
    timeline = documents.decode(data, Timeline, schema=SCHEMA)
    validate(timeline)
    return resolve(timeline, path.parent)


def resolve(timeline: Timeline, folder: Path) -> Timeline:
    """The same timeline with every source as an absolute path; relative ones are taken from `folder`."""

    def absolute(source: str) -> str:
        return str((folder / source).absolute())

    return msgspec.structs.replace(
        timeline,
        video=[
            msgspec.structs.replace(
                c,
                source=absolute(c.source),
                runners_up=[msgspec.structs.replace(r, source=absolute(r.source)) for r in c.runners_up],
            )
            for c in timeline.video
        ],
        audio=[msgspec.structs.replace(a, source=absolute(a.source)) for a in timeline.audio],
    )


def save(timeline: Timeline, path: Path) -> None:
    """Validate and write atomically, indented for people and diffs."""
    validate(timeline)
    documents.write_atomic(path, documents.encode(timeline, indent=2))


__all__ = [
    "HIGHEST_DB",
    "LOWEST_DB",
    "SAMPLE_RATE",
    "SCHEMA",
    "AudioSpan",
    "Candidate",
    "Clip",
    "Look",
    "Reframe",
    "Timeline",
    "Transition",
    "TransitionKind",
    "head_handle_s",
    "load",
    "resolve",
    "save",
    "tail_handle_frames",
    "transition_span",
    "validate",
]
