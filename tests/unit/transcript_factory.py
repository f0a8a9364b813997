"""Dice in; transcripts, edits and facts of a video out, for the tests of editing by words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from montage_desktop.core.facts import AudioFacts, MediaFacts, VideoFacts
from montage_desktop.core.transcript.document import Segment, Transcript, Word, Words, joined
from montage_desktop.core.transcript.edits import Correct, Delete, Move, Op, Restore, ShortenSilence

VOCABULARY = ("one", "two,", "three", "four.", "five", "six", "seven;", "eight?", "nine", "extraordinarily")


def talk(dice: random.Random, count: int = 60, *, gaps: Sequence[float] = (0.0, 0.0, 0.02, 0.12, 0.4, 1.5)) -> Words:
    """Words of 0.03 to 0.6 s with pauses chosen from `gaps`."""
    words: list[Word] = []
    at = dice.choice([0.0, 0.01, 0.7])
    for n in range(count):
        end = round(at + dice.choice([0.03, 0.08, dice.uniform(0.1, 0.6)]), 3)
        words.append(Word(f" {VOCABULARY[n % len(VOCABULARY)]}", at, end))
        at = round(end + dice.choice(list(gaps)), 3)
    return transcript(words).numbered()


def transcript(words: Sequence[Word], *, per_segment: int = 10, speakers: Sequence[str] = ("",)) -> Transcript:
    """A transcript of words, with speakers who take turns."""
    segments = []
    for n, at in enumerate(range(0, len(words), per_segment)):
        part = list(words[at : at + per_segment])
        text = joined(w.word for w in part)
        segments.append(Segment(n, part[0].start, part[-1].end, text, speakers[n % len(speakers)], part))
    return Transcript(language="en", segments=segments)


def evenly(texts: Sequence[str], *, each: float = 0.4, gap: float = 0.1) -> Words:
    """These words, each as long, from 0.5 s on."""
    words = [
        Word(f" {t}", round(0.5 + n * (each + gap), 3), round(0.5 + n * (each + gap) + each, 3))
        for n, t in enumerate(texts)
    ]
    return transcript(words).numbered()


def an_op(dice: random.Random, count: int) -> Op:
    """Some operation on a transcript of `count` words; a deletion leaves most of them."""
    first = dice.randrange(count)
    last = min(count - 1, first + dice.randrange(4))
    kind = dice.choice(["delete", "delete", "delete", "restore", "move", "move", "correct", "silence"])
    if kind == "delete":
        return Delete((first, last))
    if kind == "restore":
        return Restore((first, last))
    if kind == "correct":
        return Correct(first, dice.choice(["Ada", "Ada Lovelace,", "日本"]))
    if kind == "silence":
        return ShortenSilence(dice.choice([0.3, 0.8]), dice.choice([0.0, 0.1, 0.3]))
    before = dice.choice([n for n in range(count + 1) if not first <= n <= last])
    return Move((first, last), before)


def video(
    *,
    seconds: Fraction,
    rate: Fraction = Fraction(25),
    display: tuple[int, int] = (1920, 1080),
    sound: bool = True,
    start_s: Fraction = Fraction(0),
    vfr: bool = False,
) -> MediaFacts:
    """Facts of a video with whole frames."""
    frames = int(seconds * rate)
    facts = VideoFacts(
        codec="h264", width=display[0], height=display[1], display=display, rotation=0, sar=Fraction(1), rate=rate,
        vfr=vfr, frame_s=1 / rate, frames=frames, start_s=start_s, duration_s=frames / rate, bit_depth=8,
        pix_fmt="yuv420p", color_range="tv", color_space="bt709", color_primaries="bt709", color_transfer="bt709",
        hdr="", interlaced=False, alpha=False, still=False,
    )  # fmt: skip
    audio = AudioFacts("aac", 48_000, 2, Fraction(0), start_s + frames / rate) if sound else None
    return MediaFacts("/v/talk.mp4", "id", "mov", 1, Fraction(0), start_s + frames / rate, facts, audio)
