"""A source in; what is said in it, stretch by stretch, out, with any engine that knows how to hear one.

A stretch is done or not done, by itself: what is kept of it need not be heard again. At no time is more than one in
memory, however long the source.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.transcript.document import Segment, Transcript, Word, joined, validate
from montage_desktop.media.analysis.cache import known_facts
from montage_desktop.media.speech.quiet import known_speech, require_sound
from montage_desktop.media.speech.refine import Refiner
from montage_desktop.media.speech.sound import Floats, Listener
from montage_desktop.media.speech.stretches import Stretch, stretches

T = TypeVar("T")
Never = Callable[[], bool]

_ASKED_EVERY_S = 0.1
#: The language is that of most of so many stretches, spread over the source.
_LOOKS = 3
#: The map of speech takes about this share of the whole work.
_MAP_SHARE = 0.05


class Heard(msgspec.Struct, frozen=True):
    """What an engine heard in one sound: times are seconds from its begin, words keep their leading space."""

    segments: list[Segment]


class SpeechEngine(Protocol):
    """Something that hears words. One thread at a time.

    Attributes:
        name: for the person: engine and model, e.g. ``whisper tiny.en``.
        identity: the same for the same engine and the same content of the model: part of what a result is kept under.
        languages: BCP 47 codes of what it can hear, the usual one first.
        needs: a sentence: what it takes to run. May be empty.
    """

    @property
    def name(self) -> str: ...
    @property
    def identity(self) -> str: ...
    @property
    def languages(self) -> tuple[str, ...]: ...
    @property
    def needs(self) -> str: ...

    def language_of(self, samples: Floats) -> dict[str, float]:
        """How likely each language is, 0…1, in mono samples at 16 kHz of half a minute at most."""
        ...

    def hear(self, samples: Floats, *, language: str, prompt: str = "") -> Heard:
        """The words in mono samples at 16 kHz of half a minute at most. May take seconds, and cannot be stopped.

        Args:
            prompt: a text in the same language and style, as if it had been said before; may be empty.
        """
        ...


class Plan(msgspec.Struct, frozen=True):
    """A transcription that is to be made: its stretches can be heard in any order, by anyone.

    Attributes:
        media: the source. stretches: all that is to be heard. language: of all of it, BCP 47.
        prompt: as `SpeechEngine.hear` takes it.
    """

    media: MediaFacts
    stretches: list[Stretch]
    language: str
    prompt: str = ""


class HeardStretch(msgspec.Struct, frozen=True):
    """What was heard in a stretch; times are seconds of the source (from the start of its container)."""

    index: int
    segments: list[Segment]


def plan_speech(
    path: Path,
    *,
    engine: SpeechEngine,
    language: str = "",
    prompt: str = "",
    should_stop: Never = lambda: False,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> Plan:
    """Find out where somebody speaks and, without a `language`, which it is.

    Raises:
        InputError: as `known_speech`; ``speech.language`` for one that the engine does not hear.
        Cancelled: `should_stop` said so.
    """
    require_language(engine, language)
    media = known_facts(path)
    require_sound(media)
    quiet = known_speech(path, should_stop=should_stop, on_progress=on_progress)
    found = stretches(quiet)
    if not language:
        language = engine.languages[0]
        if len(engine.languages) > 1 and found:
            language = _language(media, found, engine, should_stop=should_stop)
    return Plan(media, found, language, prompt)


def require_language(engine: SpeechEngine, language: str) -> None:
    """Refuse a language that an engine does not hear; an empty one is to be found out.

    Raises:
        InputError: ``speech.language``.
    """
    if language and language not in engine.languages:
        raise InputError(
            "speech.language",
            f"The speech model {engine.name} does not understand the language “{language}”.",
            fix="Choose another model, or leave the language to be found out.",
        )


def hear_stretch(
    plan: Plan,
    index: int,
    *,
    engine: SpeechEngine,
    listener: Listener | None = None,
    refiner: Refiner | None = None,
    should_stop: Never = lambda: False,
) -> HeardStretch:
    """Hear one stretch of a plan, and settle its words' times by the sound.

    Args:
        listener, refiner: kept from one stretch to the next, where one hears several; else made here.

    Raises:
        Cancelled: within 0.2 s after `should_stop` said so; what cannot be stopped goes on in the background, and is
            thrown away. MediaError, InputError: as `Listener`, or the engine.
    """
    stretch = plan.stretches[index]
    if listener is None:
        with Listener(plan.media) as own:
            samples = own.read(stretch.start, stretch.end - stretch.start)
    else:
        samples = listener.read(stretch.start, stretch.end - stretch.start)
    settled = refiner or Refiner(plan.language)

    def work() -> list[Segment]:
        heard = engine.hear(samples, language=plan.language, prompt=plan.prompt)
        return settled.refined(heard.segments, samples)

    segments = stoppable(work, should_stop=should_stop)
    return HeardStretch(index, [_shifted(segment, stretch.start_s) for segment in segments])


def transcribe(
    path: Path,
    *,
    engine: SpeechEngine,
    language: str = "",
    prompt: str = "",
    done: Mapping[int, HeardStretch] | None = None,
    should_stop: Never = lambda: False,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> Iterator[HeardStretch]:
    """Hear a whole source, one stretch after the other, in order.

    Args:
        done: what an earlier run heard, by index; it is given again without being heard again.
        on_progress: told 0…1, ascending.

    Raises:
        InputError, MediaError, Cancelled: as `plan_speech` and `hear_stretch`.
    """
    plan = plan_speech(
        path,
        engine=engine,
        language=language,
        prompt=prompt,
        should_stop=should_stop,
        on_progress=lambda share: on_progress(_MAP_SHARE * share),
    )
    whole = sum(stretch.seconds for stretch in plan.stretches)
    heard = 0.0
    refiner = Refiner(plan.language)
    for index, stretch in enumerate(plan.stretches):
        known = (done or {}).get(index)
        yield known or hear_stretch(plan, index, engine=engine, refiner=refiner, should_stop=should_stop)
        heard += stretch.seconds
        on_progress(_MAP_SHARE + (1 - _MAP_SHARE) * heard / whole)
    on_progress(1.0)


def joined_transcript(plan: Plan, heard: Sequence[HeardStretch]) -> Transcript:
    """The transcript of all stretches, which may come in any order.

    Raises:
        InputError: ``speech.unfinished`` where one is missing.
    """
    by_index = {part.index: part for part in heard}
    if sorted(by_index) != list(range(len(plan.stretches))):
        raise InputError("speech.unfinished", "Not all of the film has been listened to.", fix="Start it again.")
    segments: list[Segment] = []
    for index in range(len(plan.stretches)):
        segments += by_index[index].segments
    notes = [] if segments else ["Nobody was heard to speak."]
    numbered = [msgspec.structs.replace(s, id=number) for number, s in enumerate(_in_order(segments))]
    transcript = Transcript(language=plan.language, segments=numbered, notes=notes)
    validate(transcript)
    return transcript


def stoppable(work: Callable[[], T], *, should_stop: Never) -> T:
    """The result of a function that cannot be stopped; when told to stop, it is left to itself.

    Raises:
        Cancelled: at once; the function's thread ends with the function, or with the process.
    """
    results: list[T] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again below, in the thread that asked
            failures.append(error)

    thread = threading.Thread(target=run, name="speech", daemon=True)
    thread.start()
    while thread.is_alive():
        if should_stop():
            raise Cancelled()
        thread.join(_ASKED_EVERY_S)
    if failures:
        raise failures[0]
    return results[0]


def _language(media: MediaFacts, found: list[Stretch], engine: SpeechEngine, *, should_stop: Never) -> str:
    """The language of most of what is said in a few stretches."""
    chosen = sorted({round(i * (len(found) - 1) / max(1, _LOOKS - 1)) for i in range(_LOOKS)})
    sure: dict[str, float] = {}
    with Listener(media) as listener:
        for index in chosen:
            samples = listener.read(found[index].start, found[index].end - found[index].start)
            likely = stoppable(lambda heard=samples: engine.language_of(heard), should_stop=should_stop)  # type: ignore[misc]
            for code, probability in likely.items():
                sure[code] = sure.get(code, 0.0) + probability
    return max(sure, key=lambda code: sure[code]) if sure else engine.languages[0]


def _shifted(segment: Segment, by_s: float) -> Segment:
    words = [Word(w.word, round(w.start + by_s, 4), round(w.end + by_s, 4), w.probability) for w in segment.words]
    return Segment(
        segment.id, round(segment.start + by_s, 4), round(segment.end + by_s, 4), segment.text, segment.speaker, words
    )


def _in_order(segments: list[Segment]) -> Iterator[Segment]:
    """The segments without the overlaps that rounding to 0.1 ms left between stretches."""
    before = 0.0
    for segment in segments:
        words = []
        for word in segment.words:
            start = max(word.start, before)
            if word.end > start:
                words.append(Word(word.word, start, word.end, word.probability))
                before = word.end
        if words:
            text = joined(word.word for word in words)
            yield msgspec.structs.replace(segment, start=words[0].start, end=words[-1].end, text=text, words=words)
