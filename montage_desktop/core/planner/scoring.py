"""Places where a slot fits in; how good each is by itself, and after another, out.

Scores are sums of named parts (the `why` of a clip) and are compared as whole millionths, so that another machine's
last bit of floating point does not turn a decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from montage_desktop.core.planner.features import Features
from montage_desktop.core.planner.pool import Axis, Places
from montage_desktop.core.planner.slots import Slot
from montage_desktop.core.planner.sources import Source
from montage_desktop.core.styles import Preferences

Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MICRO = 1_000_000
_WHIM = 0.07  #: how much chance (the seed) is worth
_REACH, _FAR_S = 0.03, 4.0  #: between equals, an in-point close behind a key frame: less to decode before it
_SAME_SOURCE = 2.5  #: more than any preference, the order of filming included
_SAME_SHOT = 0.35
_CALM = 0.45  #: slots below this energy may be in slow motion
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a slot needs of each source: window length and the part of it before the in-point, in source frames."""

    window: Ints
    head: Ints
    speed: list[Fraction]


def micro(values: Doubles) -> Ints:
    """Scores as whole millionths."""
    return np.round(values * MICRO).astype(np.int64)


class Scorer:
    """The taste of one plan: a style's preferences over one set of sources."""

    def __init__(
        self,
        sources: Sequence[Source],
        axis: Axis,
        features: Features,
        prefer: Preferences,
        *,
        rate: Fraction,
        seed: int,
    ) -> None:
        self.sources, self.axis, self.features, self.prefer = sources, axis, features, prefer
        self.rate, self._seed = rate, seed
        self._key = np.array([s.key for s in sources], np.uint64)
        self._frame_s = np.array([float(s.frame_s) for s in sources])
        self._needs: dict[tuple[int, int, bool], Needs] = {}
        self._place = _order(sources, axis)
        self._keys = [_key_frames(s) for s in sources]

    def needs(self, slot: Slot) -> Needs:
        """Source frames per source; slow motion only where the style asks for it and the source has the frames."""
        slow = slot.energy < min(_CALM, self.prefer.slow_motion)
        key = (slot.shown_frames, slot.head, slow)
        if key not in self._needs:
            speeds = [HALF if slow and not s.still and s.rate >= 2 * self.rate else Fraction(1) for s in self.sources]
            head = [s.before(slot.head, self.rate, v) for s, v in zip(self.sources, speeds, strict=True)]
            # From the in-point on, so that the in-point itself is on the source's frame grid; the head lies before.
            rest = [
                s.needed(slot.shown_frames - slot.head, self.rate, v) for s, v in zip(self.sources, speeds, strict=True)
            ]
            window = np.array(head, np.int64) + np.array(rest, np.int64)
            self._needs[key] = Needs(window, np.array(head, np.int64), speeds)
        return self._needs[key]

    def frame(self, places: Places) -> Ints:
        """The places' first frames, counted from their sources' first."""
        return places.start - self.axis.offset[places.source]

    def parts(self, places: Places, slot: Slot, *, tight: float, shortest: Ints) -> dict[str, Doubles]:
        """Contributions to the score of each place by itself.

        Args:
            tight: 0…1, how scarce footage is: how much odd remainders cost.
            shortest: per source, window length of the shortest slot; less than that left over is lost.
        """
        p = self.prefer
        frame = self.frame(places)
        a, b = self.features.window(places.source, frame, places.needed)
        m = self.features.moments(a, b)
        wanted = np.clip(p.match * slot.energy + (1 - p.match) * 0.5 + 0.25 * p.motion, 0, 1)
        hit = self.features.motion_at(places.source, frame + self._hit_frames(slot)[places.source])
        weight = 0.35 + 0.65 * p.sharpness
        return {
            "sharpness": 0.16 * weight * m.sharpness,
            "exposure": 0.10 * m.exposure,
            "steadiness": 0.16 * p.steadiness * m.steadiness,
            "flaws": -0.5 * m.bad,
            "motion": (0.12 + 0.30 * p.match) * (1 - np.abs(m.motion - wanted)) + 0.10 * p.motion * m.motion,
            "hit": 0.22 * p.peaks * slot.energy * np.clip(hit - m.motion, -0.5, 0.5),
            "light": 0.16 * p.brightness * (m.brightness - 0.5),
            "colour": 0.16 * p.saturation * (m.saturation - 0.3),
            "order": -2.0 * p.order * np.abs(self._position(places) - slot.position),
            "remainder": -tight * self._remainder(places, shortest),
            "reach": -_REACH * self._behind_key(places),
            "chance": _WHIM * self._whim(places, slot.start),
        }

    def _hit_frames(self, slot: Slot) -> Ints:
        """Per source, frames from the window's begin to the slot's strongest beat."""
        at_s = float((slot.head + slot.hit_frames) / self.rate)
        return np.floor(at_s / self._frame_s + 1e-9).astype(np.int64)

    def _position(self, places: Places) -> Doubles:
        """Where moments lie in the order of filming, 0…1 over all footage."""
        begin, length, span = self._place
        inside = (self.frame(places) + places.needed / 2) / np.maximum(span[places.source], 1)
        return begin[places.source] + length[places.source] * np.clip(inside, 0, 1)

    def _remainder(self, places: Places, shortest: Ints) -> Doubles:
        """0…1: how badly a window cuts up what is left."""
        least = np.maximum(shortest[places.source], 1)
        lost = np.zeros(len(places))
        for side in (places.left, places.right):
            lost += np.where((side > 0) & (side < least), 0.5 + 0.5 * side / least, 0.0)
        split = (places.left > 0) & (places.right > 0)
        return 0.6 * lost + 0.5 * split

    def _behind_key(self, places: Places) -> Doubles:
        """0…1: how long each place begins behind the key frame that it is decoded from."""
        frame, out = self.frame(places), np.zeros(len(places))
        for index in np.unique(places.source).tolist():
            keys, here = self._keys[index], places.source == index
            if len(keys):
                key = keys[np.maximum(np.searchsorted(keys, frame[here], side="right") - 1, 0)]
                behind_s = np.maximum(frame[here] - key, 0) * self._frame_s[index]
                out[here] = np.minimum(behind_s / _FAR_S, 1)
        return out

    def _whim(self, places: Places, salt: int) -> Doubles:
        """0…1 from the seed, the source's identity, the frame and the slot (splitmix64, Steele et al. 2014)."""
        x = self._key[places.source] ^ (self.frame(places).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
        x += np.uint64((self._seed * 0xD1B54A32D192ED03 + salt * 0x8CB92BA72F3D8DD7) % (1 << 64))
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return np.asarray((x ^ (x >> np.uint64(31))) >> np.uint64(40), np.float64) / (1 << 24)

    def looks(self, places: Places) -> tuple[Doubles, Doubles]:
        """(colour signatures (n, 8), motion (n,)) of the windows."""
        a, b = self.features.window(places.source, self.frame(places), places.needed)
        return self.features.colours(a, b), self.features.moments(a, b).motion

    def shots(self, places: Places) -> Ints:
        """Index of the stretch each place lies in."""
        return np.searchsorted(self.axis.start, places.start, side="right") - 1


def _key_frames(source: Source) -> Ints:
    """A source's key frames, as frames of its grid."""
    times = np.array(source.facts.keys_s, np.float64)
    return np.round((times - float(source.first_s)) / float(source.frame_s)).astype(np.int64)


def _order(sources: Sequence[Source], axis: Axis) -> tuple[Doubles, Doubles, Doubles]:
    """Per source: begin and length (0…1) in the order of filming, and its extent in frames."""
    span = np.zeros(len(sources))
    np.maximum.at(span, axis.source, (axis.end - axis.offset[axis.source]).astype(float))
    seconds = np.array([1.0 if s.still else float(s.frame_s) * n for s, n in zip(sources, span, strict=True)])
    total = max(float(seconds.sum()), 1e-9)
    ranked = np.argsort([s.order for s in sources], kind="stable")
    begin = np.zeros(len(sources))
    begin[ranked] = np.concatenate([[0.0], np.cumsum(seconds[ranked])[:-1]]) / total
    return begin, seconds / total, span


@dataclass(frozen=True, slots=True)
class Seen:
    """The look of a place that was chosen, for comparison with its neighbours."""

    source: int
    shot: int
    start: int
    end: int
    colour: Doubles
    motion: float


def pair_parts(
    before: Seen, *, source: Ints, shot: Ints, colour: Doubles, motion: Doubles, prefer: Preferences, alone: bool
) -> dict[str, Doubles]:
    """Contributions of following (or being followed by) `before`. `alone`: there is no other source."""
    apart = np.sqrt(((colour - before.colour) ** 2).mean(axis=1))
    same = source == before.source
    return {
        "contrast": 0.5 * prefer.colour * np.minimum(apart, 0.4),
        "flow": -0.15 * prefer.flow * np.abs(motion - before.motion),
        "repeat": -(0.0 if alone else _SAME_SOURCE) * same - _SAME_SHOT * (shot == before.shot),
    }
