"""Edited words in; fillers and long silences to review, one list in the order in which they are heard, out. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Op, ShortenSilence
from montage_desktop.core.transcript.fillers import Found, deletion, fillers

#: Seconds: longer pauses are offered, and what is left of them.
LONGER_THAN_S, LEFT_S = 1.2, 0.5


@dataclass(frozen=True)
class Finding:
    """Something to accept or skip.

    Attributes:
        words: numbers; of a silence, the words around it. filler: None for a silence. silence_s: its seconds, or 0.
    """

    words: tuple[int, ...]
    filler: Found | None = None
    silence_s: float = 0.0

    @property
    def is_certain(self) -> bool:
        """A sound that is no word. A silence may be wanted."""
        return self.filler is not None and self.filler.is_certain

    def ops(self, edited: Edited) -> list[Op]:
        """What accepting it asks for."""
        if self.filler is not None:
            return list(deletion(edited, self.filler))
        return [ShortenSilence(longer_than=LONGER_THAN_S, to=LEFT_S, words=(self.words[0], self.words[-1]))]


def findings(edited: Edited, language: str) -> list[Finding]:
    """All of them. Takes about a tenth of a second for 20,000 words: for many, call it when the person rests."""
    kept = edited.kept
    place = {number: at for at, number in enumerate(kept)}
    found = [Finding(f.words, filler=f) for f in fillers(edited, language)]
    found += silences(edited)
    return sorted(found, key=lambda f: (place[f.words[0]], f.filler is None))


def silences(edited: Edited) -> list[Finding]:
    """Pauses that are heard and are long: between words that follow each other in the film as in the source."""
    words = edited.words.words
    found = []
    for first, end in edited.runs():
        for n in range(first, end - 1):
            pause = words[n + 1].start - words[n].end
            if pause > LONGER_THAN_S:
                rule = edited.silence_after(n)
                if rule is None or pause <= rule.longer_than:
                    found.append(Finding((n, n + 1), silence_s=pause))
    return found
