"""A way of playing (where from, how fast, in which loop) in; which frame is due when, which samples are heard, out."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import msgspec

from montage_desktop.core.time import SAMPLE_RATE, sample_at


class Line(msgspec.Struct, frozen=True):
    """The order in which a film's frames are shown. Step 0 is where playing began.

    Attributes:
        start: output frame of step 0. speed: frames a step, negative for backwards; never 0.
        frames: the film's length. rate: frames per second.
        loop: output frames ``[in, out)`` that are played again and again, once the line is in them.
    """

    start: int
    speed: int
    frames: int
    rate: Fraction
    loop: tuple[int, int] | None = None

    def frame(self, step: int) -> int:
        """The output frame of a step, which must be less than `steps`."""
        position = self.start + self.speed * step
        if self.loop is not None and self._is_past(position):
            first, end = self.loop
            return first + (position - first) % (end - first)
        return position

    @property
    def steps(self) -> int | None:
        """How many steps there are; None where a loop never ends."""
        if self._loops:
            return None
        room = self.frames - 1 - self.start if self.speed > 0 else self.start
        return room // abs(self.speed) + 1

    @property
    def samples(self) -> int | None:
        """How many samples lie between step 0 and the end of the last step; None where there is no end."""
        if self.steps is None:
            return None
        if self.speed == 1:
            return sample_at(self.frames, self.rate) - sample_at(self.start, self.rate)
        return sample_at(self.steps, self.rate)

    def due_sample(self, step: int) -> int:
        """When a step is due, in samples since step 0.

        At normal speed it is when the frame's own first sample is heard, through any number of loops.
        """
        if self.speed != 1:
            return sample_at(step, self.rate)
        position = self.start + step
        begin = sample_at(self.start, self.rate)
        if self.loop is None or not self._is_past(position):
            return sample_at(position, self.rate) - begin
        first, end = self.loop
        times = (position - first) // (end - first)
        once = sample_at(end, self.rate) - sample_at(first, self.rate)
        return times * once + sample_at(self.frame(step), self.rate) - begin

    def step_at(self, sample: int) -> int:
        """The last step due at or before a sample."""
        step = max(0, floor(sample * self.rate / SAMPLE_RATE))
        while step > 0 and self.due_sample(step) > sample:
            step -= 1
        while self.due_sample(step + 1) <= sample:
            step += 1
        return step

    def heard(self, sample: int) -> tuple[int, int]:
        """(position in the film, how many samples follow on from there) of a sample since step 0, at normal speed."""
        position = sample_at(self.start, self.rate) + sample
        if not self._loops or self.loop is None:
            return position, max(0, sample_at(self.frames, self.rate) - position)
        first, end = (sample_at(frame, self.rate) for frame in self.loop)
        if position >= end:
            position = first + (position - first) % (end - first)
        return position, end - position

    @property
    def _loops(self) -> bool:
        if self.loop is None:
            return False
        return self.start < self.loop[1] if self.speed > 0 else self.start >= self.loop[0]

    def _is_past(self, position: int) -> bool:
        """Whether a position lies behind the loop's far end, so that it is one within the loop instead."""
        if self.loop is None or not self._loops:
            return False
        return position >= self.loop[1] if self.speed > 0 else position < self.loop[0]
