"""Small frames in; tracks of motion, shake, sharpness, exposure and colour out, about eight rows a second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from montage_desktop.core.facts import Tracks, VideoFacts
from montage_desktop.media.analysis.frames import Decoded, Gray, SmallFrame
from montage_desktop.media.analysis.likeness import change
from montage_desktop.media.analysis.shots import Floats, Transition

SAMPLES_PER_S = 8.0
_FLOW_PX = 240  #: longest side of pictures for optical flow
_ALIKE = 8.0  #: mean difference (0…255) up to which a frame is about as sharp as another
_REPEAT = 0.3  #: mean difference (0…255) up to which a frame only repeats the one before

#: Blur effect (see `blur_effect`) of pictures that count as sharp (1.0) and as blurred (0.0).
_BLUR_SHARP, _BLUR_BLURRED = 0.40, 0.88
_CELLS = (16, 9)


@dataclass(frozen=True, slots=True)
class _Row:
    pts: int
    time_s: float
    motion: float
    shift: tuple[float, float]
    sharpness: float
    brightness: float
    contrast: float
    black: float
    colour: list[float]


def blur_effect(luma: Gray) -> float:
    """How blurred the sharpest parts of a picture are: about 0.3 (crisp) … 0.9 (out of focus); 1 if it is empty.

    A sharp picture loses much of its neighbour differences when it is blurred again, a blurred one little
    (Crété et al. 2007, "The blur effect"). It is taken per cell of a 16x9 grid, along and across, and the best
    fifth of the cells that have any texture decides, so that a sharp face before a soft background is sharp.
    """
    luma = cv2.GaussianBlur(luma, (5, 5), 1.0)  # noise would pass for sharpness
    loss = np.zeros((2, _CELLS[1], _CELLS[0]))
    power = np.zeros_like(loss)
    along = (slice(None), slice(1, None)), (slice(None), slice(None, -1))
    across = (slice(1, None), slice(None)), (slice(None, -1), slice(None))
    for axis, (kernel, (a, b)) in enumerate((((9, 1), along), ((1, 9), across))):
        soft = cv2.blur(luma, kernel)
        steps = cv2.subtract(cv2.absdiff(luma[a], luma[b]), 2.0)  # what noise is left
        lost = cv2.subtract(steps, cv2.absdiff(soft[a], soft[b]))
        power[axis], loss[axis] = _cell_means(steps), _cell_means(lost)
    textured = power > max(0.25, float(power.max()) * 0.08)
    if textured.sum() < 2:
        return 1.0
    blur = np.sort(1 - loss[textured] / power[textured])
    return float(blur[: max(2, len(blur) // 5)].mean())


def _cell_means(values: Gray) -> Floats:
    """Means over a grid of `_CELLS`; a remainder right and below is left out."""
    columns, rows = _CELLS
    height, width = max(1, values.shape[0] // rows), max(1, values.shape[1] // columns)
    sums = [
        cv2.reduce(values[y * height : (y + 1) * height], 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[0] for y in range(rows)
    ]
    cells = np.array(sums)[:, : columns * width].reshape(rows, columns, width)
    return np.asarray(cells.sum(axis=2) / (height * width), np.float64)


def emptiness(luma: Gray, chroma: Gray) -> float:
    """1 for a picture of one flat colour or of plain bars, 0 for one with something to see, between for faint ones."""
    few = luma.size // 200
    ranked = np.partition(luma.ravel(), (few, luma.size - 1 - few))
    low, high = int(ranked[few]), int(ranked[-1 - few])
    spread = float(high - low) + float(np.ptp(chroma.reshape(2, -1), axis=1).max())
    flat = float(np.clip((42 - spread) / 26, 0, 1))
    rows = luma[: luma.shape[0] * 6 // 10].astype(np.float32)
    if flat < 1 and float(rows.std(axis=0).mean()) < 1.2:
        steps = np.abs(np.diff(rows.mean(axis=0)))
        if float((steps < 2).mean()) > 0.75 and 2 <= int((steps > 6).sum()) <= 24:
            return 1.0
    return flat


def _signature(luma: Floats, chroma: Gray) -> list[float]:
    """8 values 0…1: mean U, V, saturation, luma; spread of U, V, luma; density of edges."""
    u, v = (chroma[i].astype(np.float64) / 255 for i in (0, 1))
    saturation = np.hypot(u - 0.5, v - 0.5) * 2
    edges = np.abs(np.diff(luma, axis=1)).mean() + np.abs(np.diff(luma, axis=0)).mean()
    values = (u.mean(), v.mean(), saturation.mean(), luma.mean(), 3 * u.std(), 3 * v.std(), 3 * luma.std(), 6 * edges)
    return [round(float(np.clip(value, 0, 1)), 4) for value in values]


class QualityMeter:
    """Takes every decoded frame, measures about eight a second."""

    def __init__(self, facts: VideoFacts) -> None:
        full = facts.color_range == "pc" and facts.pix_fmt.startswith("yuv")
        self._black, self._white = (0.0, 255.0) if full else (16.0, 235.0)
        self._turned = facts.rotation % 180 != 0
        self._flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)
        self._rows: list[_Row] = []
        self._due_s = 0.0
        self._looked_at: tuple[SmallFrame, float] | None = None  #: with its sharpness
        self._held: tuple[Decoded, float] | None = None  #: the picture before and when it first appeared

    def add(self, frame: Decoded, time_s: float) -> None:
        """Take the next decoded frame."""
        repeated = self._held is not None and change(self._held[0].small, frame.small) < _REPEAT
        # A repeat says nothing of motion: wait a moment for a frame that is new.
        if time_s >= self._due_s and (not repeated or time_s >= self._due_s + 0.07):
            motion, shift = (0.0, (0.0, 0.0)) if repeated else self._motion(frame, time_s)
            self._rows.append(self._measured(frame, time_s, motion, shift))
            self._due_s = max(self._due_s + 1 / SAMPLES_PER_S, time_s + 0.5 / SAMPLES_PER_S)
        if not repeated:
            self._held = (frame, time_s)

    def _motion(self, frame: Decoded, time_s: float) -> tuple[float, tuple[float, float]]:
        """(mean speed, (x, y) of the camera) in picture widths per second; NaN for the first frame."""
        if self._held is None or self._held[0].luma.shape != frame.luma.shape:
            return float("nan"), (float("nan"), float("nan"))
        before_s = self._held[1]
        before, small = self._held[0].shrunk(_FLOW_PX), frame.shrunk(_FLOW_PX)
        flow = self._flow.calc(before, small, None)
        width = small.shape[0] if self._turned else small.shape[1]
        per_s = 1 / width / max(time_s - before_s, 1e-3)
        speed = float(np.hypot(flow[..., 0], flow[..., 1]).mean()) * per_s
        return speed, (float(np.median(flow[..., 0])) * per_s, float(np.median(flow[..., 1])) * per_s)

    def _sharpness(self, frame: Decoded) -> float:
        """0…1. A picture that hardly changed is as sharp as the last, which is looked at again at the next time."""
        last = self._looked_at
        if last is not None and change(last[0], frame.small) < _ALIKE:
            self._looked_at = None
            return last[1]
        blur = blur_effect(frame.proxy())
        sharpness = float(np.clip((_BLUR_BLURRED - blur) / (_BLUR_BLURRED - _BLUR_SHARP), 0, 1))
        self._looked_at = frame.small, sharpness
        return sharpness

    def _measured(self, decoded: Decoded, time_s: float, motion: float, shift: tuple[float, float]) -> _Row:
        frame = decoded.small
        luma = np.clip((frame.thumb.astype(np.float64) - self._black) / (self._white - self._black), 0, 1)
        return _Row(
            pts=frame.pts,
            time_s=time_s,
            motion=motion,
            shift=shift,
            sharpness=self._sharpness(decoded),
            brightness=float(luma.mean()),
            contrast=float(luma.std()),
            black=emptiness(frame.thumb, frame.chroma),
            colour=_signature(luma, frame.chroma),
        )

    def tracks(self, transitions: Sequence[Transition], times: Sequence[int]) -> Tracks:
        """The tracks; flow across a transition is no motion and is replaced by its neighbour's.

        Args:
            times: pts of all frames, to which the transitions' indices refer.
        """
        rows = self._rows
        frames = np.searchsorted(times, [r.pts for r in rows])
        seconds = np.array([r.time_s for r in rows])
        values = np.array([(r.motion, *r.shift) for r in rows]).reshape(-1, 3)
        shot = np.searchsorted([t.first for t in transitions], frames, side="right")
        for t in transitions:
            values[(frames >= t.first) & (frames <= t.last)] = np.nan
        shake = np.zeros(len(rows))
        for number in np.unique(shot):
            own = np.flatnonzero(shot == number)
            values[own] = _filled(values[own])
            shake[own] = _shake(seconds[own], values[own, 1:])
        best = float(np.percentile([r.sharpness for r in rows], 95)) if rows else 1.0
        # Relative to the best of the source, but softness throughout is not made good by comparison.
        gain = min(1 / max(best, 1e-6), 1.6)
        return Tracks(
            times_s=[round(float(t), 6) for t in seconds],
            motion=_rounded(values[:, 0]),
            shake=_rounded(shake),
            sharpness=_rounded(np.clip(np.array([r.sharpness for r in rows]) * gain, 0, 1)),
            brightness=_rounded(np.array([r.brightness for r in rows])),
            contrast=_rounded(np.array([r.contrast for r in rows])),
            black=_rounded(np.array([r.black for r in rows])),
            colour=[r.colour for r in rows],
        )


def _rounded(values: Floats) -> list[float]:
    return [round(float(v), 4) for v in values]


def _filled(values: npt.NDArray[np.float64]) -> Floats:
    """Rows of NaN replaced by the nearest other; 0 where there is none."""
    good = np.flatnonzero(~np.isnan(values[:, 0]))
    if not len(good):
        return np.zeros_like(values)
    nearest = np.abs(np.arange(len(values))[:, None] - good[None, :]).argmin(axis=1)
    return np.asarray(values[good[nearest]], np.float64)


def _shake(times: Floats, shift: Floats) -> Floats:
    """Root mean square of what a ±0.35 s smoothing takes out of the camera's velocity."""
    apart = times[:, None] - times[None, :]
    smooth = np.exp(-0.5 * (apart / 0.35) ** 2)
    smooth /= smooth.sum(axis=1, keepdims=True)
    rest = shift - smooth @ shift
    local = np.exp(-0.5 * (apart / 0.3) ** 2)
    local /= local.sum(axis=1, keepdims=True)
    return np.asarray(np.sqrt(local @ (rest**2).sum(axis=1)), np.float64)
