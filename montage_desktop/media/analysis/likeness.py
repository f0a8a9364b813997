"""Two small pictures in; how far they differ, and how much of that movement explains, out."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from montage_desktop.media.analysis.frames import Gray, SmallFrame

CUT_PIX = 5.0  #: least mean difference (0…255) of a cut after motion compensation
SAME = 0.82  #: correlation above which two pictures show the same thing under other light


def difference(a: Gray, b: Gray) -> float:
    """Mean absolute difference of two pictures, 0…255."""
    return cv2.norm(a, b, cv2.NORM_L1) / a.size


def correlation(a: npt.NDArray[Any], b: npt.NDArray[Any]) -> float:
    """Zero-mean normalised cross-correlation, -1…1; 0 where one is flat."""
    x, y = a.astype(np.float64).ravel(), b.astype(np.float64).ravel()
    x -= x.mean()
    y -= y.mean()
    power = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / power if power > len(x) else 0.0


class Compensation:
    """Moves one picture onto another by optical flow (DIS, Kroeger et al. 2016)."""

    def __init__(self) -> None:
        self._flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)
        self._grid = np.mgrid[0:0, 0:0].astype(np.float32)

    def unexplained(self, luma: tuple[Gray, Gray], chroma: tuple[Gray, Gray]) -> tuple[float, float]:
        """(difference left after motion compensation, correlation of the compensated pictures)."""
        x, y = luma
        if self._grid.shape[1:] != x.shape:
            self._grid = np.mgrid[0 : x.shape[0], 0 : x.shape[1]].astype(np.float32)
        flow = self._flow.calc(x, y, None)
        column, row = self._grid[1] + flow[..., 0], self._grid[0] + flow[..., 1]
        moved = cv2.remap(y, column, row, cv2.INTER_LINEAR, borderMode=1)
        return difference(x, moved) + difference(*chroma), correlation(x, moved)

    def rest(self, a: SmallFrame, b: SmallFrame) -> tuple[float, float]:
        """`unexplained` of two frames."""
        return self.unexplained((a.thumb, b.thumb), (a.chroma, b.chroma))


def change(a: SmallFrame, b: SmallFrame) -> float:
    """Mean difference of two frames in luma and chroma, 0…510."""
    return difference(a.thumb, b.thumb) + difference(a.chroma, b.chroma)
