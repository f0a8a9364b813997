"""Words with a recogniser's times in; the same words with times that a cut can be made at, out.

Whisper's own times are 50…250 ms off. Words are first found again in the sound by `Aligner`, in every language that can
be read aloud; then the edges beside a pause are set to where the sound begins and ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np

from montage_desktop.core.errors import InputError
from montage_desktop.core.transcript.document import Segment, Word, joined
from montage_desktop.media.speech.align import Aligned, Aligner, moved_by
from montage_desktop.media.speech.envelope import Envelope
from montage_desktop.media.speech.sound import RATE, Floats

#: An alignment that moves a word further than this, more or less than most, is not believed.
_FURTHEST_S = 1.0
#: All of a recogniser's times may be early or late by as much.
_DRIFT_S = 0.25
#: Words that do not fit the sound are tried again in two halves, down to so few.
_FEWEST = 4
#: Sound given to the aligner before and after words whose place is known roughly.
_AROUND_S = 0.3
#: How far an edge may be moved to where the sound changes: of an aligned word, and of one that is not.
_NEAR_S, _FAR_S = 0.06, 0.16
#: No word is shorter.
_SHORTEST_S = 0.03
#: The closure of a stop is silent, and belongs to it.
_STOPS = frozenset(("P", "T", "K", "CH", "B", "D", "G", "JH"))
_CLOSURE_S = 0.06
#: Drawn out, they are taken for a pause beside a short word: if they seem shorter than this, their sound is followed.
_FILLERS = frozenset(
    ("um", "uh", "uhm", "er", "erm", "hmm", "hm", "mm", "ah", "eh", "äh", "ähm", "öh", "öhm", "euh", "eeh", "ehm")
)
_CLIPPED_S = 0.35
#: Below this a recogniser does not believe a word itself.
_UNSURE = 0.1
#: A pause shorter than this is a closure, or nothing at all.
_PAUSE_S = 0.1


@dataclass(frozen=True)
class _Edges:
    """A word's times as far as they are known, in seconds of the sound.

    Attributes:
        aligned: whether they come from the alignment. opens, closes: whether a pause is before or after it.
        stop: whether it begins with a stop.
    """

    start: float
    end: float
    aligned: bool = False
    opens: bool = False
    closes: bool = False
    stop: bool = False


class Refiner:
    """Refines the words of one stretch after another. Not thread-safe.

    Attributes:
        aligner: None where words are settled by the energy of the sound alone: nobody can read the language, or what
            reads it is not installed.
    """

    def __init__(self, language: str, *, align: bool = True) -> None:
        self.aligner: Aligner | None = None
        if align:
            try:
                self.aligner = Aligner(language)
            except InputError:  # the energy has to do
                self.aligner = None

    def refined(self, segments: Sequence[Segment], samples: Floats) -> list[Segment]:
        """The segments with their words' times settled: in order, no overlap, none outside the sound.

        Args:
            segments: times are seconds of the sound. samples: mono at 16 kHz.
        """
        envelope = Envelope(samples)
        segments = [segment for segment in segments if not _imagined(segment, envelope)]
        words = [word for segment in segments for word in segment.words if word.text]
        if not words:
            return []
        found = self._aligned(words, samples, 0.0) if self.aligner else [None] * len(words)
        moved = [part.start - word.start for word, part in zip(words, found, strict=True) if part]
        if len(moved) >= _FEWEST:
            drift = float(np.median(moved))
        else:
            drift = envelope.drift([word.start for word in words], reach=_DRIFT_S)
        edges = [_edges(word, aligned, drift) for word, aligned in zip(words, found, strict=True)]
        edges = _with_pauses(_drawn_out(edges, words, found, envelope))
        snapped = [_snapped(edge, envelope) for edge in edges]
        settled = iter(_settled(snapped, len(samples) / RATE))
        result = []
        for segment in segments:
            own = [
                Word(word.word, round(edge.start, 4), round(edge.end, 4), word.probability)
                for word in segment.words
                if word.text
                for edge in [next(settled)]
            ]
            if own:
                text = joined(word.word for word in own)
                start, end = own[0].start, own[-1].end
                result.append(msgspec.structs.replace(segment, start=start, end=end, text=text, words=own))
        return result

    def _aligned(self, words: list[Word], samples: Floats, start_s: float) -> list[Aligned | None]:
        """When each word is said; what cannot be aligned together is tried in halves. `samples` begin at `start_s`."""
        assert self.aligner is not None
        found = self.aligner.align(samples, [word.text for word in words])
        if any(found):
            return [part and moved_by(part, start_s) for part in found]
        if len(words) < 2 * _FEWEST:
            return found
        quarter = len(words) // 4
        middle = range(quarter, len(words) - quarter)
        at = max(middle, key=lambda i: words[i].start - words[i - 1].end)
        border = (words[at - 1].end + words[at].start) / 2 - start_s
        left = samples[: max(0, int((border + _AROUND_S) * RATE))]
        first = max(0, int((border - _AROUND_S) * RATE))
        return [
            *self._aligned(words[:at], left, start_s),
            *self._aligned(words[at:], samples[first:], start_s + first / RATE),
        ]


def _imagined(segment: Segment, envelope: Envelope) -> bool:
    """Whether nobody said this: recognisers like to go on politely ("Thank you.") when the sound is over."""
    return min((w.probability for w in segment.words), default=0.0) < _UNSURE and envelope.is_silent(
        segment.start, segment.end
    )


def _edges(word: Word, aligned: Aligned | None, drift: float) -> _Edges:
    if aligned is None or abs(aligned.start - word.start - drift) > _FURTHEST_S:
        return _Edges(word.start + drift, max(word.end + drift, word.start + drift + _SHORTEST_S))
    start = aligned.start
    stop = aligned.first_sound in _STOPS
    if stop and aligned.pause_before > 0:
        start -= min(_CLOSURE_S, aligned.pause_before)
    opens, closes = aligned.pause_before > _PAUSE_S, aligned.pause_after > _PAUSE_S
    return _Edges(start, aligned.end, aligned=True, opens=opens, closes=closes, stop=stop)


def _drawn_out(
    edges: list[_Edges], words: list[Word], found: Sequence[Aligned | None], envelope: Envelope
) -> list[_Edges]:
    """Fillers as long as their sound goes on in what was taken for a pause."""
    out = []
    for edge, word, aligned in zip(edges, words, found, strict=True):
        short = edge.aligned and aligned and aligned.end - aligned.start < _CLIPPED_S
        if short and aligned and word.text.lower().strip(".,!?…-") in _FILLERS:
            before, after = aligned.start - aligned.pause_before, aligned.end + aligned.pause_after
            start, end = envelope.sound_around(aligned.start, aligned.end, before=before, after=after)
            edge = replace(edge, start=start, end=end, opens=False, closes=False)
        out.append(edge)
    return out


def _with_pauses(edges: list[_Edges]) -> list[_Edges]:
    """Pauses beside words that were not aligned, as far as their neighbours tell."""
    out = []
    for index, edge in enumerate(edges):
        if not edge.aligned:
            before = edges[index - 1].end if index else -1.0
            after = edges[index + 1].start if index + 1 < len(edges) else edge.end + 1.0
            edge = replace(edge, opens=edge.start - before > _PAUSE_S, closes=after - edge.end > _PAUSE_S)
        out.append(edge)
    return out


def _snapped(edge: _Edges, envelope: Envelope) -> _Edges:
    """Edges beside a pause where the sound begins and ends; those of words that were not aligned at a dip."""
    reach = _NEAR_S if edge.aligned else _FAR_S
    start, end = edge.start, edge.end
    if edge.opens and not edge.stop:
        start = envelope.onset(start, reach=reach)
    elif not edge.aligned:
        start = envelope.dip(start, reach=reach / 2)
    if edge.closes:
        end = envelope.offset(end, reach=reach)
    elif not edge.aligned:
        end = envelope.dip(end, reach=reach / 2)
    return replace(edge, start=start, end=end)


def _settled(edges: list[_Edges], duration_s: float) -> list[_Edges]:
    """The same in order: where two overlap, the aligned one is believed, else the middle."""
    out: list[_Edges] = []
    for edge in edges:
        start, end = max(0.0, edge.start), min(duration_s, edge.end)
        if out and start < out[-1].end:
            last = out[-1]
            if edge.aligned and not last.aligned:
                border = start
            elif last.aligned and not edge.aligned:
                border = last.end
            else:
                border = (max(start, last.start) + last.end) / 2
            border = max(border, last.start + _SHORTEST_S)
            out[-1] = replace(last, end=border)
            start = border
        out.append(replace(edge, start=start, end=max(end, start + _SHORTEST_S)))
    return _inside(out, duration_s)


def _inside(edges: list[_Edges], duration_s: float) -> list[_Edges]:
    """Words that were pushed beyond the end are pushed back, as far as there is room."""
    limit = duration_s
    out = []
    for edge in reversed(edges):
        end = min(edge.end, limit)
        start = min(edge.start, max(0.0, end - _SHORTEST_S))
        out.append(replace(edge, start=start, end=end))
        limit = start
    return out[::-1]


__all__ = ["Refiner"]
