"""Where the preview's samples go, and how many have been heard: the clock by which its pictures are shown."""

from __future__ import annotations

import time
from typing import Protocol

import numpy as np
from PySide6.QtCore import QIODevice, QObject
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from montage_desktop.core.time import SAMPLE_RATE
from montage_desktop.media.preview.sound_ahead import SoundAhead
from montage_desktop.media.sound_reader import Samples

_BUFFER_S = 0.15
_SAMPLE_BYTES = 8
#: A device tells how much it has played only now and then; in between the clock goes on by itself, so far.
_UNTOLD_SAMPLES = SAMPLE_RATE // 10
#: A device that has samples and plays none of them for so long is given up.
_PATIENCE_S = 3.0


class Output(Protocol):
    """Takes samples at the pace at which they are heard. GUI thread only.

    Attributes:
        position: samples heard since it was made, as far as is known now; never goes back.
        has_failed: it takes no more.
    """

    @property
    def position(self) -> int: ...

    @property
    def has_failed(self) -> bool: ...

    def tick(self) -> Samples:
        """Take what there is room for; what was taken. To be called every few milliseconds."""
        ...

    def set_muted(self, *, is_muted: bool) -> None: ...

    def stop(self) -> None: ...


class ClockOutput:
    """Stands in for a sound device: takes samples in real time, and waits where they are late.

    Without a `source` there is only the time.
    """

    has_failed = False

    def __init__(self, source: SoundAhead | None, *, end_sample: int | None = None) -> None:
        self._source, self._end = source, end_sample
        self._began = time.monotonic()
        self._taken = 0

    @property
    def position(self) -> int:
        """Samples since it was made."""
        return self.elapsed() if self._source is None else self._taken

    def tick(self) -> Samples:
        due = self.elapsed() - self._taken
        if self._source is None or due <= 0:
            return np.zeros((0, 2), np.float32)
        block = self._source.read(due)
        self._taken += len(block)
        if self._end is not None and self._taken >= self._end:
            self._source = None  # from here on silence
        elif len(block) < due:
            self._began += (due - len(block)) / SAMPLE_RATE
        return block

    def set_muted(self, *, is_muted: bool) -> None:
        """Nothing is heard anyway."""

    def stop(self) -> None:
        """Nothing is held."""

    def elapsed(self) -> int:
        """Samples that a device would have played."""
        return int((time.monotonic() - self._began) * SAMPLE_RATE)


class DeviceOutput:
    """Plays on a sound device.

    Samples are pushed from the GUI thread into Qt's own buffer: were they pulled, Qt's sound thread would call Python,
    and wait for the interpreter that ``QAudioSink.stop()`` holds while it waits for that thread.
    """

    def __init__(self, source: SoundAhead, device: QAudioDevice, *, is_muted: bool, parent: QObject) -> None:
        shape = QAudioFormat()
        shape.setSampleRate(SAMPLE_RATE)
        shape.setChannelCount(2)
        shape.setSampleFormat(QAudioFormat.SampleFormat.Float)
        self._source = source
        self._sink = QAudioSink(device, shape, parent)
        self._sink.setBufferSize(int(_BUFFER_S * SAMPLE_RATE) * _SAMPLE_BYTES)
        self._sink.setVolume(0.0 if is_muted else 1.0)
        self._written = 0
        self._told = (0, time.monotonic())
        self._position = 0
        self._device: QIODevice | None = self._sink.start()

    @property
    def has_failed(self) -> bool:
        """Whether the device is gone, or does not play."""
        if self._device is None or self._sink.error() in (QtAudio.Error.OpenError, QtAudio.Error.FatalError):
            return True
        return self._position < self._written and time.monotonic() - self._told[1] > _PATIENCE_S

    @property
    def position(self) -> int:
        """By the device's own count, smoothed: it counts in steps of its period."""
        heard, now = self._sink.processedUSecs() * SAMPLE_RATE // 1_000_000, time.monotonic()
        if heard != self._told[0]:
            self._told = (heard, now)
        since = min(_UNTOLD_SAMPLES, int((now - self._told[1]) * SAMPLE_RATE)) if heard else 0
        self._position = max(self._position, min(heard + since, self._written))
        return self._position

    def tick(self) -> Samples:
        room = self._sink.bytesFree() // _SAMPLE_BYTES
        if self._device is None or room <= 0:
            return np.zeros((0, 2), np.float32)
        block = self._source.read(room)
        if len(block):
            self._device.write(block.astype("<f4").tobytes())
            self._written += len(block)
        return block

    def set_muted(self, *, is_muted: bool) -> None:
        """Silence, or sound again."""
        self._sink.setVolume(0.0 if is_muted else 1.0)

    def stop(self) -> None:
        """Stop at once."""
        self._device = None
        self._sink.stop()
        self._sink.deleteLater()


class MakeOutput(Protocol):
    """See `output_for`."""

    def __call__(
        self, source: SoundAhead | None, *, end_sample: int | None, is_muted: bool, parent: QObject
    ) -> Output: ...


def output_for(source: SoundAhead | None, *, end_sample: int | None, is_muted: bool, parent: QObject) -> Output:
    """The default device, or a clock where there is none or nothing to hear."""
    device = QMediaDevices.defaultAudioOutput()
    if source is None or device.isNull():
        return ClockOutput(source, end_sample=end_sample)
    return DeviceOutput(source, device, is_muted=is_muted, parent=parent)
