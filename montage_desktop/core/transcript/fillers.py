"""Edited words in; a list to review of what may be dropped from them, each with its reason, out.

Nothing is deleted here, nor without having been shown: "like" and "so" are words too, and "hm" can be an answer. What
the person accepts becomes an operation by `deletion`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from montage_desktop.core.said import said
from montage_desktop.core.transcript.edited import Edited, phrases_in
from montage_desktop.core.transcript.edits import Delete
from montage_desktop.core.transcript.script import bare, ends_sentence, is_unspaced

Kind = Literal["filler", "maybe", "repeat", "false_start"]

#: Sounds that are no words in a language. "er" and "um" are not among them where they are words (German).
_SOUNDS: dict[str, tuple[str, ...]] = {
    "en": ("um", "uh", "uhm", "erm", "er", "hm", "mm"),
    "de": ("äh", "ähm", "öh", "öhm", "ähem", "ehm", "hm", "mm"),
    "fr": ("euh", "heu", "hm", "mm"),
    "es": ("em", "ehm", "hm", "mm"),
    "it": ("ehm", "uhm", "hm", "mm"),
    "nl": ("eh", "ehm", "uh", "uhm", "hm", "mm"),
}
#: Of these, the ones that by themselves are an answer.
_ANSWERS = frozenset({"hm", "mm", "eh", "uh"})
#: Words that say nothing in some places and something in others.
_PHRASES: dict[str, tuple[str, ...]] = {
    "en": (
        "like", "so", "you know", "i mean", "sort of", "kind of", "basically", "actually", "literally", "right",
        "okay", "well", "you see", "or something", "mhm", "ah", "eh",
    ),
    "de": (
        "also", "halt", "sozusagen", "quasi", "irgendwie", "eigentlich", "genau", "ja", "ne", "sag ich mal",
        "weißt du", "oder so", "mhm", "na ja", "naja", "eh",
    ),
    "fr": ("donc", "en fait", "du coup", "genre", "tu vois", "voilà", "quoi", "ben", "bah", "hum"),
    "es": ("este", "o sea", "pues", "bueno", "sabes", "como que", "eh"),
    "it": ("cioè", "tipo", "allora", "insomma", "praticamente", "eh"),
    "nl": ("dus", "eigenlijk", "zeg maar", "gewoon", "nou"),
}  # fmt: skip
#: Heard in every language; where the transcript does not say which it is, they are only "maybe".
_ANYWHERE = ("um", "uh", "uhm", "erm", "hm", "mm", "äh", "ähm", "euh", "ehm")
#: Said twice on purpose.
_DOUBLES = frozenset(
    [
        *("very", "really", "no", "yes", "so", "bye", "ha", "haha", "had", "that", "many", "much", "long", "far"),
        *(
            "never",
            "ja",
            "nein",
            "ganz",
            "sehr",
            "lange",
            "die",
            "der",
            "das",
            "sie",
            "non",
            "oui",
            "très",
            "muy",
            "sí",
        ),
    ]
)
_RUNS = re.compile(r"(.)\1+")
_BROKEN_OFF = re.compile(r"\w[-–—]+$|\w…$|\w\.\.\.$")
_LONGEST_REPEAT = 4


@dataclass(frozen=True)
class Found:
    """Something to review.

    Attributes:
        words: numbers, in playing order, of what would go. text: as written.
        kind: only a "filler" is hardly ever meant; all else is "maybe". reason: a sentence.
    """

    words: tuple[int, ...]
    text: str
    kind: Kind
    reason: str

    @property
    def is_certain(self) -> bool:
        return self.kind == "filler"


def fillers(edited: Edited, language: str) -> list[Found]:
    """What may be dropped, in the order in which it is heard; no word twice.

    Args:
        language: the transcript's; empty if not known.
    """
    found = [*_sounds(edited, language), *_repeats(edited), *_false_starts(edited), *_maybes(edited, language)]
    place = {number: at for at, number in enumerate(edited.kept)}
    taken: set[int] = set()
    kept: list[Found] = []
    for each in found:
        if not taken.intersection(each.words):
            kept.append(each)
            taken.update(each.words)
    return sorted(kept, key=lambda f: place[f.words[0]])


def deletion(edited: Edited, found: Found) -> list[Delete]:
    """The operations for what the person accepted."""
    return [Delete(r) for r in edited.ranges_of(found.words)]


def _text(edited: Edited, words: tuple[int, ...]) -> str:
    return "".join(edited.word(n) for n in words).strip()


def _base(language: str) -> str:
    return re.split(r"[-_]", language.lower())[0]


def _short(word: str) -> str:
    """A drawn-out sound as it is listed: "ummm" as "um"."""
    return _RUNS.sub(r"\1", word)


def _sounds(edited: Edited, language: str) -> list[Found]:
    base = _base(language)
    listed = {_short(sound): sound for sound in _SOUNDS.get(base, _ANYWHERE)}
    found = []
    is_begin = True  # of a sentence
    for number in edited.kept:
        word = edited.word(number)
        sound = listed.get(_short(bare(word)))
        if sound is not None and len(bare(word)) >= 2:
            alone = is_begin and ends_sentence(word) and sound in _ANSWERS
            kind: Kind = "filler" if base in _SOUNDS and not alone else "maybe"
            found.append(Found((number,), word.strip(), kind, _reason(kind, alone=alone)))
        is_begin = ends_sentence(word)
    return found


def _reason(kind: Kind, *, alone: bool) -> str:
    if kind == "filler":
        return said("A sound of hesitation, not a word.")
    return said("Stands alone: may be an answer.") if alone else said("May be a sound of hesitation.")


def _maybes(edited: Edited, language: str) -> list[Found]:
    phrases = [tuple(p.split()) for p in _PHRASES.get(_base(language), ())]
    if not phrases:
        return []
    reason = said("Often says nothing, but is a word: listen to it.")
    return [Found(words, _text(edited, words), "maybe", reason) for words in phrases_in(edited, phrases)]


def _repeats(edited: Edited) -> list[Found]:
    """Words said twice in a row; the first time goes. Not across the end of a sentence."""
    kept = edited.kept
    spoken = [bare(edited.word(n)) for n in kept]
    ends = [ends_sentence(edited.word(n)) for n in kept]
    found: list[Found] = []
    at = 0
    while at < len(kept):
        size = _repeated(spoken, ends, at)
        if size:
            words = kept[at : at + size]
            found.append(Found(words, _text(edited, words), "repeat", said("Said again right after.")))
        at += size or 1
    return found


def _repeated(spoken: list[str], ends: list[bool], at: int) -> int:
    """How many words from `at` on are said again right after; 0 if none."""
    for size in range(_LONGEST_REPEAT, 0, -1):
        first, second = spoken[at : at + size], spoken[at + size : at + 2 * size]
        if first != second or not all(first) or any(ends[at : at + size]):
            continue
        if size == 1 and (first[0] in _DOUBLES or first[0].isdigit() or is_unspaced(first[0])):
            continue
        return size
    return 0


def _false_starts(edited: Edited) -> list[Found]:
    """Words that were broken off: written with a dash, or as the begin of the next one."""
    kept = edited.kept
    found = []
    for at, number in enumerate(kept[:-1]):
        word = edited.word(number)
        if _BROKEN_OFF.search(word) and edited.word(kept[at + 1])[:1] != "-":
            following = bare(edited.word(kept[at + 1]))
            again = following.startswith(bare(word)[:2])
            if again or word.rstrip()[-1] in "-–—":
                found.append(Found((number,), _text(edited, (number,)), "false_start", said("Seems to be broken off.")))
    return found
