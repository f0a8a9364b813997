"""What was said and what was heard in; word errors and errors of time out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from montage_desktop.core.transcript.document import Segment
from montage_desktop.media.speech.pronunciation import spoken


class Timed(Protocol):
    """A word with times in seconds; NaN where they are not known."""

    @property
    def word(self) -> str: ...
    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...


@dataclass(frozen=True)
class Score:
    """How well a text was heard.

    Attributes:
        words, errors: of the truth; substituted, left out and added.
        starts_ms, ends_ms: heard less true, of the words that were heard right and whose times are known.
    """

    words: int
    errors: int
    starts_ms: npt.NDArray[np.float64]
    ends_ms: npt.NDArray[np.float64]

    @property
    def error_rate(self) -> float:
        """Word error rate."""
        return self.errors / max(1, self.words)

    def start_ms(self, percentile: float = 50) -> float:
        """A percentile of the errors' sizes."""
        return float(np.percentile(np.abs(self.starts_ms), percentile)) if len(self.starts_ms) else float("nan")

    def end_ms(self, percentile: float = 50) -> float:
        """The same of the words' ends."""
        return float(np.percentile(np.abs(self.ends_ms), percentile)) if len(self.ends_ms) else float("nan")


def scored(truth: Sequence[Timed], heard: Sequence[Segment]) -> Score:
    """Compare word by word; numbers count as they are spoken, case and punctuation do not."""
    said = _tokens(truth)
    found = _tokens([word for segment in heard for word in segment.words])
    errors, pairs = _matched([t for t, _, _ in said], [t for t, _, _ in found])
    starts = [1000 * (found[j][1] - said[i][1]) for i, j in pairs]
    ends = [1000 * (found[j][2] - said[i][2]) for i, j in pairs]
    return Score(len(said), errors, _known(starts), _known(ends))


def recall(truth: Sequence[Timed], heard: Sequence[Segment], names: Collection[str]) -> tuple[int, int]:
    """How many of these words were said, and how many of those were heard where they belong among the others."""
    said = [t for t, _, _ in _tokens(truth)]
    found = [t for t, _, _ in _tokens([word for segment in heard for word in segment.words])]
    _, pairs = _matched(said, found)
    return sum(word in names for word in said), sum(said[i] in names for i, _ in pairs)


def together(scores: Sequence[Score]) -> Score:
    """One score of several texts."""
    return Score(
        sum(s.words for s in scores),
        sum(s.errors for s in scores),
        np.concatenate([s.starts_ms for s in scores]),
        np.concatenate([s.ends_ms for s in scores]),
    )


def _known(values: list[float]) -> npt.NDArray[np.float64]:
    array = np.array(values, np.float64)
    return array[~np.isnan(array)]


def _tokens(words: Sequence[Timed]) -> list[tuple[str, float, float]]:
    """What is spoken, with times: of a written word that is several, the first has the start and the last the end."""
    tokens = []
    for word in words:
        parts = [p for p in (re.sub("[^a-z0-9']", "", part) for part in spoken(word.word)) if p]
        for index, part in enumerate(parts):
            start = word.start if index == 0 else float("nan")
            end = word.end if index == len(parts) - 1 else float("nan")
            tokens.append((part, start, end))
    return tokens


def _matched(said: list[str], found: list[str]) -> tuple[int, list[tuple[int, int]]]:
    """Levenshtein distance of words, and the pairs (said, found) that are the same in the best matching."""
    cost = np.zeros((len(said) + 1, len(found) + 1), int)
    cost[:, 0], cost[0, :] = np.arange(len(said) + 1), np.arange(len(found) + 1)
    for i, a in enumerate(said, 1):
        for j, b in enumerate(found, 1):
            cost[i, j] = min(cost[i - 1, j - 1] + (a != b), cost[i - 1, j] + 1, cost[i, j - 1] + 1)
    pairs = []
    i, j = len(said), len(found)
    while i and j:
        if cost[i, j] == cost[i - 1, j - 1] + (said[i - 1] != found[j - 1]):
            if said[i - 1] == found[j - 1]:
                pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif cost[i, j] == cost[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return int(cost[-1, -1]), pairs[::-1]
