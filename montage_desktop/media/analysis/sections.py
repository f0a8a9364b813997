"""Bars of a song in; its sections, cut where the sound changes and named by what sounds alike, out."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

from montage_desktop.core.facts import Section
from montage_desktop.media.analysis.onsets import CHROMA_HOP, FPS, Onsets

Doubles = npt.NDArray[np.float64]

#: Bars on either side that are compared; no section is shorter than `_SHORTEST` bars (but the first and last).
_KERNEL = 4
_SHORTEST = 3
#: Novelty needed for a boundary, and distance up to which two sections share a label (spreads of the song).
_NOVEL = 0.32
_ALIKE = 0.62


def find_sections(heard: Onsets, bars_s: Doubles, energy: Doubles, *, duration_s: float, hop_s: float) -> list[Section]:
    """Sections from 0 to ``duration_s`` whose boundaries are bar lines.

    Foote (2000): the novelty of a bar line is how unlike the bars before it are to those after it, and how alike
    the bars are on each side, read off a self-similarity matrix with a checkerboard.

    Args:
        bars_s: times of the bar lines, seconds, ascending. energy: the song's curve, one value per ``hop_s``.
    """
    edges = np.unique(np.concatenate([[0.0], bars_s, [duration_s]]))
    if len(edges) > 2 and edges[1] - edges[0] < 0.5 * float(np.median(np.diff(edges))):
        edges = np.delete(edges, 1)
    rows = _bar_features(heard, edges)
    cuts = [0, *_boundaries(rows), len(rows)]
    labels = _labels(rows, cuts)
    found = []
    for label, a, b in zip(labels, cuts[:-1], cuts[1:], strict=True):
        start, end = float(edges[a]), float(edges[b])
        part = energy[int(start / hop_s) : max(int(start / hop_s) + 1, int(end / hop_s))]
        mean = float(part.mean()) if len(part) else 0.0
        found.append(Section(round(start, 6), round(end, 6), round(mean, 4), label))
    return found


def _bar_features(heard: Onsets, edges: Doubles) -> Doubles:
    """Mean timbre, activity, loudness and harmony of each bar, shape (bars, f); spread of each group about 1."""
    lines = np.clip(np.round(edges * FPS / CHROMA_HOP).astype(int), 0, len(heard.timbre) - 1)
    frames = np.clip(np.round(edges * FPS).astype(int), 0, len(heard.flux) - 1)
    rows = []
    for i in range(len(edges) - 1):
        a, b = lines[i], max(lines[i] + 1, lines[i + 1])
        c, d = frames[i], max(frames[i] + 1, frames[i + 1])
        loud, busy = heard.level_db[c:d].mean(), heard.flux[c:d].mean()
        rows.append(np.concatenate([heard.timbre[a:b].mean(axis=0), [loud, busy], heard.chroma[a:b].mean(axis=0)]))
    table = np.array(rows, dtype=np.float64)
    bands = heard.timbre.shape[1]
    groups = (slice(0, bands), slice(bands, bands + 1), slice(bands + 1, bands + 2), slice(bands + 2, None))
    for group, weight in zip(groups, (1.0, 0.5, 0.5, 0.5), strict=True):
        part = table[:, group] - table[:, group].mean(axis=0)
        table[:, group] = weight * part / (np.sqrt(np.mean(np.sum(part**2, axis=1))) + 0.02)
    return table


def _boundaries(rows: Doubles) -> list[int]:
    """Indices of bars that begin a section, without 0."""
    n = len(rows)
    if n < 2 * _SHORTEST:
        return []
    novelty = np.zeros(n)
    for i in range(1, n):
        before, after = rows[max(0, i - _KERNEL) : i], rows[i : i + _KERNEL]
        within = (np.var(before, axis=0).sum() + np.var(after, axis=0).sum()) / 2
        between = np.sum((before.mean(axis=0) - after.mean(axis=0)) ** 2)
        balance = 2 * min(len(before), len(after)) / (len(before) + len(after))
        novelty[i] = between / (within + 0.5) * np.sqrt(balance)
    chosen: list[int] = []
    for i in np.argsort(-novelty, kind="stable"):
        far = all(abs(i - c) >= _SHORTEST for c in chosen) and 2 <= i <= n - _SHORTEST
        if novelty[i] > _NOVEL and far:
            chosen.append(int(i))
    return sorted(chosen)


def _labels(rows: Doubles, cuts: list[int]) -> list[str]:
    """A letter for each section: that of the most alike earlier one, or a new one."""
    means = [rows[a:b].mean(axis=0) for a, b in itertools.pairwise(cuts)]
    labels: list[int] = []
    for i, mean in enumerate(means):
        distance = [float(np.linalg.norm(mean - m)) for m in means[:i]]
        if distance and min(distance) < _ALIKE:
            labels.append(labels[int(np.argmin(distance))])
        else:
            labels.append(max(labels, default=-1) + 1)
    return [chr(ord("A") + n) if n < 26 else f"A{n - 25}" for n in labels]
