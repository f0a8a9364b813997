"""Stretches of footage in; what of them is still free, in layers, and every place where a slot fits, out.

All sources lie on one integer axis of source frames. Layer 0 is what has never been shown, layer 1 what has been
shown at most once, and so on: a slot takes from the lowest layer in which it fits, so that nothing is repeated
while something unused would do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from montage_desktop.core.planner.sources import Source

Ints = npt.NDArray[np.int64]

_LAYERS = 4  #: layers kept up, besides the unused one


@dataclass(frozen=True, slots=True)
class Use:
    """A window in use: global frames ``[start, end)`` of a source, handles included, taken from a layer."""

    source: int
    start: int
    end: int
    layer: int


class Axis:
    """Where each source's frames lie on the global axis, and the grid of moments worth a look.

    Attributes:
        offset: global frame of each source's frame 0.
        start, end, source: the stretches, ascending. base, base_source: grid positions, ascending.
    """

    def __init__(self, sources: Sequence[Source], spans: Sequence[Sequence[tuple[int, int]]], *, most: int) -> None:
        """`spans` are the stretches per source, `most` about how many grid positions there may be."""
        ends = [max((b for _, b in own), default=0) + 1 for own in spans]
        self.offset = np.concatenate([[0], np.cumsum(ends)[:-1]]).astype(np.int64)
        rows = [(int(self.offset[i]) + a, int(self.offset[i]) + b, i) for i, own in enumerate(spans) for a, b in own]
        table = np.array(sorted(rows), np.int64).reshape(-1, 3)
        self.start, self.end, self.source = table[:, 0], table[:, 1], table[:, 2]
        still = np.array([s.still for s in sources])[self.source]
        seconds = np.array([float(s.frame_s) for s in sources])[self.source] * (self.end - self.start)
        step_s = max(0.2, float(seconds[~still].sum()) / most)
        self.base, self.base_source = self._grid(sources, still, step_s)

    def _grid(self, sources: Sequence[Source], still: npt.NDArray[np.bool_], step_s: float) -> tuple[Ints, Ints]:
        places, owners = [], []
        for a, b, owner, fixed in zip(self.start, self.end, self.source, still, strict=True):
            step = max(1, round(step_s / float(sources[owner].frame_s)))
            own = np.array([a]) if fixed else np.arange(a, b, step)
            places.append(own)
            owners.append(np.full(len(own), owner))
        if not places:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.concatenate(places).astype(np.int64), np.concatenate(owners).astype(np.int64)


@dataclass(slots=True)
class Gaps:
    """Free ranges of one layer, ascending."""

    start: Ints
    end: Ints
    source: Ints

    def remove(self, use: Use, *, guard: int) -> None:
        """Take ``[start - guard, end + guard)`` out of the gaps of the use's source."""
        first = int(np.searchsorted(self.end, use.start - guard, side="right"))
        last = int(np.searchsorted(self.start, use.end + guard, side="left"))
        kept = []
        for i in range(first, last):
            a, b, owner = int(self.start[i]), int(self.end[i]), int(self.source[i])
            if owner != use.source:
                kept.append((a, b, owner))
                continue
            if a < use.start - guard:
                kept.append((a, use.start - guard, owner))
            if use.end + guard < b:
                kept.append((use.end + guard, b, owner))
        new = np.array(kept, np.int64).reshape(-1, 3)
        self.start = np.concatenate([self.start[:first], new[:, 0], self.start[last:]])
        self.end = np.concatenate([self.end[:first], new[:, 1], self.end[last:]])
        self.source = np.concatenate([self.source[:first], new[:, 2], self.source[last:]])

    def copy(self) -> Gaps:
        return Gaps(self.start, self.end, self.source)


@dataclass(frozen=True, slots=True)
class Places:
    """Windows that fit: global first frame, source, frames needed, and what they leave free on either side."""

    start: Ints
    source: Ints
    needed: Ints
    left: Ints
    right: Ints

    def __len__(self) -> int:
        return len(self.start)

    def take(self, which: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Places:
        return Places(self.start[which], self.source[which], self.needed[which], self.left[which], self.right[which])


class Pool:
    """Free footage in layers. Mutable: `commit` takes a window out for good."""

    def __init__(self, axis: Axis, sources: Sequence[Source], *, layers: list[Gaps] | None = None) -> None:
        self.axis, self._sources = axis, sources
        self._layers = layers if layers is not None else [self._whole()]
        self.guard = np.array([s.guard for s in sources], np.int64)
        self.still = np.array([s.still for s in sources])

    def _whole(self) -> Gaps:
        return Gaps(self.axis.start, self.axis.end, self.axis.source)

    def copy(self) -> Pool:
        return Pool(self.axis, self._sources, layers=[g.copy() for g in self._layers])

    def layer(self, number: int) -> Gaps:
        while len(self._layers) <= number:
            self._layers.append(self._whole())
        return self._layers[number]

    def commit(self, use: Use) -> None:
        """The window has been shown: it is gone from its layer and all below."""
        self.layer(use.layer)
        for number in {0, *range(max(1, use.layer - _LAYERS), use.layer + 1)}:
            self._layers[number].remove(use, guard=int(self.guard[use.source]))

    def ever_fits(self, needed: Ints) -> bool:
        """Whether a slot fits into any stretch at all, used or not."""
        axis = self.axis
        return bool((self.still[axis.source] | (axis.end - axis.start >= needed[axis.source])).any())

    def layers_to_try(self, shortest: Ints) -> list[int]:
        """Layers in which a slot may find room, lowest first: the unused one, as long as the shortest slot (windows
        per source) fits there, the latest few, and two new ones. Crumbs in the others are not worth the search.
        """
        gaps = self.layer(0)
        room = (self.still[gaps.source] | (gaps.end - gaps.start >= shortest[gaps.source])).any()
        latest = range(max(1, len(self._layers) - _LAYERS), len(self._layers) + 2)
        return [*([0] if room else []), *latest]

    def places(self, needed: Ints, layer: int, *, beside: Sequence[Use] = (), edges_only: bool = False) -> Places:
        """Every grid position where a slot fits, and every one flush with a gap's edge or a use in `beside`.

        A slot fits somewhere in the layer exactly if this is not empty: a free range long enough has its left edge
        among the places.

        Args:
            needed: source frames the slot needs, per source.
        """
        gaps = self.layer(layer)
        start = [gaps.start, gaps.end - needed[gaps.source]]
        source = [gaps.source, gaps.source]
        if not edges_only:
            start.append(self.axis.base)
            source.append(self.axis.base_source)
        near = [u for u in beside if u.layer >= layer]
        if near:
            owner = np.array([u.source for u in near], np.int64)
            guard = self.guard[owner]
            start += [np.array([u.end for u in near]) + guard]
            start += [np.array([u.start for u in near]) - guard - needed[owner]]
            source += [owner, owner]
        return self._fitting(gaps, np.concatenate(start), np.concatenate(source), needed)

    def _fitting(self, gaps: Gaps, start: Ints, source: Ints, needed: Ints) -> Places:
        """The windows that lie in a gap of their source, each once, ascending."""
        if not len(gaps.start) or not len(start):
            none = np.zeros(0, np.int64)
            return Places(none, none, none, none, none)
        want = np.where(self.still[source], 0, needed[source])
        gap = np.clip(np.searchsorted(gaps.start, start, side="right") - 1, 0, None)
        fits = (gaps.start[gap] <= start) & (start + want <= gaps.end[gap]) & (gaps.source[gap] == source)
        fits &= ~self.still[source] | (gaps.start[gap] == start)
        start, at = np.unique(start[fits], return_index=True)
        gap, source = gap[fits][at], source[fits][at]
        size = np.where(self.still[source], gaps.end[gap] - start, needed[source])
        return Places(start, source, size, start - gaps.start[gap], gaps.end[gap] - start - size)


def clashes(places: Places, uses: Sequence[Use], layer: int, guard: Ints) -> npt.NDArray[np.bool_]:
    """Which places overlap one of the uses that count in this layer."""
    near = [u for u in uses if u.layer >= layer]
    if not near:
        return np.zeros(len(places), bool)
    start = np.array([u.start - int(guard[u.source]) for u in near])
    end = np.array([u.end + int(guard[u.source]) for u in near])
    a, b = places.start[:, None], (places.start + places.needed)[:, None]
    return np.asarray(((a < end[None, :]) & (start[None, :] < b)).any(axis=1), np.bool_)
