"""Speech with known words and times in; how many words each engine gets wrong, how far off their times are, how fast.

Speech is espeak-ng's; ``--media DIR`` adds recordings with a TextGrid of their words beside them. Alone:
``python tests/benchmarks/bench_speech.py [--quick] [FOLDER…]``.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "media"))

from speech_corpus import FOREIGN_TEXTS, TEXTS, VOICES, Said, Speech, after_each_other, speak, write_wav
from speech_scores import Score, recall, scored, together
from table import Row, Task, markdown

from montage_desktop.core.transcript.document import Segment, Word
from montage_desktop.media.analysis.cache import known_facts
from montage_desktop.media.speech.choosing import available, open_engine
from montage_desktop.media.speech.engine import SpeechEngine
from montage_desktop.media.speech.fillers import filler_prompt
from montage_desktop.media.speech.quiet import map_of
from montage_desktop.media.speech.refine import Refiner
from montage_desktop.media.speech.sound import RATE, Floats, Listener

FILLER_TEXTS = (
    "Um, I think we should, uh, start with the first scene. Uh, the light was good, and, um, the actors were ready.",
    "So, uh, my name is Peter, and, um, I work as an engineer. Um, last summer we, uh, went to the coast.",
    "We have, um, three cameras here. The second one is, uh, broken. Uh, please bring it to the, um, workshop.",
)
_SOUNDS = frozenset((".wav", ".flac", ".ogg", ".mp3", ".m4a"))
_FILLERS = frozenset(("um", "uh"))
_PART = re.compile(r'"((?:[^"]|"")*)"|(?<![\w.])(-?\d+(?:\.\d+)?(?:[eE]-?\d+)?)')


@dataclass(frozen=True)
class Take:
    """A sound at 16 kHz, mono, and the words in it."""

    samples: Floats
    words: tuple[Said, ...]


def rows(folder: Path, *, quick: bool, media: list[Path]) -> list[Task]:
    """Each engine that is here on each kind of speech."""
    kinds: list[tuple[str, Callable[[], list[Take]]]] = [
        ("espeak-ng", lambda: spoken_takes(folder, quick=quick)),
        ("espeak-ng with um and uh", lambda: filler_takes(folder, quick=quick)),
    ]
    recordings = [path for path in media if path.suffix in _SOUNDS and grid_of(path)]
    if recordings:
        kinds.append(("recordings", lambda: [recorded(path) for path in recordings]))
    names = [("whisper", model.name) for model in available()] + [("sphinx", "")]
    if quick:
        names = [("whisper", model.name) for model in available()[-1:]]
    tasks: list[Task] = [("speech: map of speech and silence", lambda: [_map_row(folder)])]
    tasks += [_known_task(kind, takes) for kind, takes in kinds]
    tasks += [_foreign_task(language, folder) for language in (list(FOREIGN_TEXTS)[:1] if quick else FOREIGN_TEXTS)]
    for (engine, model), (kind, takes) in itertools.product(names, kinds):
        prompts = ("", filler_prompt("en")) if engine == "whisper" else ("",)
        for prompt in prompts:
            label = f"speech: {engine} {model}".rstrip() + f", {kind}" + (", prompt with fillers" if prompt else "")
            tasks.append((label, _task(label, engine, model, takes, prompt)))
    return tasks


def _known_task(kind: str, takes: Callable[[], list[Take]]) -> Task:
    label = f"speech: known words, {kind}"
    return label, lambda: _known_rows(label, takes())


def _foreign_task(language: str, folder: Path) -> Task:
    label = f"speech: known words, espeak-ng, {language}"

    def run() -> list[Row]:
        voice, texts = FOREIGN_TEXTS[language]
        spoken = (
            after_each_other([speak(t, voice=voice, words_a_minute=speed) for t in texts], pause_s=0.4, noise=5e-4)
            for speed in (120, 165, 200)
        )
        return _known_rows(label, [_take(folder, speech) for speech in spoken], language)

    return label, run


def _task(label: str, engine: str, model: str, takes: Callable[[], list[Take]], prompt: str) -> Callable[[], list[Row]]:
    return lambda: measured(label, open_engine(engine, model=model), takes(), prompt=prompt)


def spoken_takes(folder: Path, *, quick: bool) -> list[Take]:
    """Several voices at several speeds, with a little noise, read back from files."""
    speeds = (165,) if quick else (120, 165, 210)
    return [
        _take(folder, after_each_other([speak(t, voice=v, words_a_minute=s) for t in TEXTS], pause_s=0.4, noise=5e-4))
        for v, s in itertools.product(VOICES[:2] if quick else VOICES, speeds)
    ]


def filler_takes(folder: Path, *, quick: bool) -> list[Take]:
    """Sentences in which somebody thinks aloud."""
    return [
        _take(folder, after_each_other([speak(text, voice=voice, words_a_minute=150)], pause_s=0.4, noise=5e-4))
        for voice, text in itertools.product(VOICES[:2] if quick else VOICES, FILLER_TEXTS)
    ]


def recorded(path: Path) -> Take:
    """A recording and the words of its TextGrid."""
    with Listener(known_facts(path)) as listener:
        grid = grid_of(path)
        assert grid is not None
        return Take(listener.read(0, listener.samples), words_of(grid))


def grid_of(path: Path) -> Path | None:
    """The TextGrid with the words of a recording, if one is beside it."""
    for grid in (path.with_suffix(".TextGrid"), path.with_name(f"{path.stem}_words.TextGrid")):
        if grid.exists() and re.search(r'"words?"', grid.read_text("utf-8", errors="replace"), re.IGNORECASE):
            return grid
    return None


def words_of(path: Path) -> tuple[Said, ...]:
    """The intervals of the tier of words in a TextGrid of Praat, long or short form."""
    text = re.sub(r"\[\d*\]|//.*", "", path.read_text("utf-8", errors="replace"))
    parts = [match[1] if match[1] is not None else match[2] for match in _PART.finditer(text)]
    for at, part in enumerate(parts):
        if part == "IntervalTier" and parts[at + 1].lower() in ("word", "words"):
            count = int(parts[at + 4])
            cells = parts[at + 5 : at + 5 + 3 * count]
            triples = zip(cells[::3], cells[1::3], cells[2::3], strict=True)
            return tuple(Said(name, float(a), float(b)) for a, b, name in triples if name.strip())
    raise ValueError(f"{path.name} has no tier of words")


def measured(label: str, engine: SpeechEngine, takes: Sequence[Take], *, prompt: str) -> list[Row]:
    """Rows of one engine on one kind of speech."""
    refiner = Refiner("en")
    engine.hear(takes[0].samples[:RATE], language="en")  # loads the model
    raw: list[Score] = []
    refined: list[Score] = []
    said = kept = 0
    hearing = refining = 0.0
    for take in takes:
        begin = time.perf_counter()
        heard = engine.hear(take.samples, language="en", prompt=prompt).segments
        between = time.perf_counter()
        found = refiner.refined(heard, take.samples)
        hearing, refining = hearing + between - begin, refining + time.perf_counter() - between
        raw.append(scored(take.words, heard))
        refined.append(scored(take.words, found))
        there, heard_there = recall(take.words, found, _FILLERS)
        said, kept = said + there, kept + heard_there
    seconds = sum(len(take.samples) for take in takes) / RATE
    before, after = together(raw), together(refined)
    own = f"its own times: median {before.start_ms():.0f}, p90 {before.start_ms(90):.0f} ms"
    limited = engine.name.startswith("whisper") and (bool(prompt) or not said)  # what was left out blurs its neighbours
    return [
        Row(f"{label}: word error rate", after.error_rate, unit="", note=f"{after.words} words"),
        Row(f"{label}: word start, median", after.start_ms(), unit="ms", limit=25 if limited else None, note=own),
        Row(f"{label}: word start, p90", after.start_ms(90), unit="ms", limit=80 if limited else None),
        Row(f"{label}: word end, median", after.end_ms(), unit="ms", note=f"p90 {after.end_ms(90):.0f} ms"),
        *(
            [
                Row(
                    f"{label}: fillers kept",
                    kept / said,
                    unit="",
                    limit=0.8 if prompt else None,
                    at_least=True,
                )
            ]
            if said
            else []
        ),
        Row(
            f"{label}: speed",
            seconds / (hearing + refining),
            unit="× real time",
            note=f"refinement alone {seconds / refining:.0f} ×",
        ),
    ]


def _known_rows(label: str, takes: Sequence[Take], language: str = "en") -> list[Row]:
    """How well the aligner does where every word is known, from times that are 0.1 s late."""
    refiner, scores = Refiner(language), []
    for take in takes:
        words = [Word(f" {w.word}", w.start + 0.1, w.end + 0.1) for w in take.words if w.start == w.start]
        scores.append(scored(take.words, refiner.refined([Segment(0, 0, 1, "", words=words)], take.samples)))
    score = together(scores)
    return [
        Row(
            f"{label}: word start, median", score.start_ms(), unit="ms", limit=25, note=f"{len(score.starts_ms)} words"
        ),
        Row(f"{label}: word start, p90", score.start_ms(90), unit="ms", limit=80),
    ]


def _map_row(folder: Path) -> Row:
    speech = after_each_other([speak(text) for text in TEXTS] * 10, pause_s=0.5)
    with Listener(known_facts(write_wav(folder / "speech-map.wav", speech))) as listener:
        begin = time.perf_counter()
        map_of(listener.read, listener.samples)
        speed = listener.samples / RATE / (time.perf_counter() - begin)
    return Row("speech: map of speech and silence", speed, unit="× real time", limit=50, at_least=True)


def _take(folder: Path, speech: Speech) -> Take:
    with Listener(known_facts(write_wav(folder / "speech-take.wav", speech))) as listener:
        return Take(listener.read(0, listener.samples), speech.words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("folders", nargs="*", type=Path, help="recordings with TextGrids")
    options = parser.parse_args()
    media = sorted(path for folder in options.folders for path in folder.iterdir() if path.is_file())
    with tempfile.TemporaryDirectory() as folder:
        found = [row for _, task in rows(Path(folder), quick=options.quick, media=media) for row in task()]
    print(markdown(found))


if __name__ == "__main__":
    main()
