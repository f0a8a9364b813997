"""A source's sound in; stereo samples at 48 kHz from any position out, exact to the sample."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.error import FFmpegError
from numpy.typing import NDArray

from montage_desktop.core.errors import MediaError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import SAMPLE_RATE, round_half_up
from montage_desktop.media.opening import packets_of, sound_stream
from montage_desktop.media.quick_open import open_known

Samples = NDArray[np.float32]  #: shape (n, 2), full scale is ±1

#: Decoded before the wanted position and thrown away: codecs need it to settle (mp3's bit reservoir, Opus' 80 ms).
_PREROLL_S = Fraction(1, 4)
#: Skipping this far ahead by decoding costs less than a seek.
_NEAR_SAMPLES = SAMPLE_RATE
#: Timestamps that jump by more than this are a gap; less is rounding of the container's ticks.
_GAP_S = Fraction(1, 50)
_FRAMES_A_BLOCK = 32


class SoundReader:
    """Reads one source's first sound stream. Positions are samples at 48 kHz from the start of its container.

    Attributes:
        position: of the next sample that `read` gives. source: the path.
    """

    def __init__(self, media: MediaFacts) -> None:
        self.source = media.path
        self.position = 0
        self._media, self._start_s = media, media.start_s
        self._open()
        self._blocks: list[tuple[int, Samples]] = []
        self._end = 0  # position after the last decoded sample
        self._due_s: Fraction | None = None  # when the next frame is to begin
        self._resampler: AudioResampler | None = None
        self._shape: object = None  # of the frames that the resampler takes
        self._frames: Iterator[AudioFrame] | None = None
        self._restart()

    def _open(self) -> None:
        self._container = open_known(self._media)
        stream = sound_stream(self._container)
        if stream is None:
            self._container.close()
            raise MediaError("media.no_audio", f"“{self.source}” has no sound.", fix="Choose a file with sound.")
        self._stream = stream
        self._stream.codec_context.thread_count = 1

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def distance(self, sample: int) -> int:
        """Samples to decode through to get to `sample`; -1 where it takes a seek."""
        ahead = sample - self.position
        return ahead if 0 <= ahead <= _NEAR_SAMPLES else -1

    def seek(self, sample: int) -> None:
        """Go to a position; near ones ahead are reached by decoding."""
        if self.distance(sample) < 0:
            self._seek_far(sample)
        self.position = sample

    def read(self, count: int) -> Samples:
        """The next `count` samples; zeros before the first and after the last."""
        out = np.zeros((count, 2), np.float32)
        a, b = self.position, self.position + count
        while self._end < b and self._decode():
            pass
        kept: list[tuple[int, Samples]] = []
        for at, block in self._blocks:
            first, last = max(at, a), min(at + len(block), b)
            if first < last:
                out[first - a : last - a] = block[first - at : last - at]
            if at + len(block) > b:
                kept.append((at, block))
        self._blocks, self.position = kept, b
        return out

    # ------------------------------------------------------------------------------------------ decoding

    def _restart(self) -> None:
        self._blocks, self._end = [], -(1 << 62)
        self._due_s, self._resampler = None, None
        self._frames = self._decoded()

    def _decoded(self) -> Iterator[AudioFrame]:
        for packet in packets_of(self._container, self._stream):
            try:
                frames = packet.decode()
            except FFmpegError:  # a damaged packet is a moment of silence
                continue
            yield from (f for f in frames if isinstance(f, AudioFrame) and f.samples)

    def _seek_far(self, sample: int) -> None:
        """Seek so that the first decoded sample is not after the wanted one, trying further back where it is."""
        tick = self._stream.time_base or Fraction(1, SAMPLE_RATE)
        back = _PREROLL_S
        while True:
            target = Fraction(sample, SAMPLE_RATE) + self._start_s - back
            at_start = target <= self._start_s
            # Before the first timestamp: encoder delay lies there, and has to be decoded to be skipped.
            goal = self._start_s - 1 if at_start else target
            try:
                self._container.seek(int(goal / tick), stream=self._stream, backward=True, any_frame=False)
            except FFmpegError:  # an index that is damaged: from the begin there is always a way
                at_start = True
                self.close()
                self._open()
            self._restart()
            if at_start or not self._decode() or min(at for at, _ in self._blocks) <= sample:
                return
            back *= 8

    def _decode(self) -> bool:
        """Decode one more frame into the blocks; False at the end."""
        frame = next(self._frames, None) if self._frames is not None else None
        if frame is None:
            if self._frames is not None:
                self._frames = None
                self._append(self._flush())
            return False
        begins = self._begin(frame)
        length = Fraction(frame.samples, frame.sample_rate)
        shape = (frame.sample_rate, frame.layout.name, frame.format.name)
        if self._due_s is None or abs(begins - self._due_s) > _GAP_S or shape != self._shape:
            self._append(self._flush())
            self._shape, self._resampler = shape, _resampler(frame)
            self._end = round_half_up(begins * SAMPLE_RATE)
            self._due_s = begins
        assert self._resampler is not None
        self._due_s += length
        frame.pts = None  # the resampler would otherwise stretch towards rounded timestamps
        self._append(self._resampler.resample(frame))
        return True

    def _begin(self, frame: AudioFrame) -> Fraction:
        """Source time of a frame; where the container does not tell, right after the one before."""
        if frame.pts is None or frame.time_base is None:
            return self._due_s or Fraction(0)
        return Fraction(frame.pts) * frame.time_base - self._start_s

    def _flush(self) -> list[AudioFrame]:
        resampler, self._resampler = self._resampler, None
        return list(resampler.resample(None)) if resampler is not None else []

    def _append(self, frames: list[AudioFrame]) -> None:
        for frame in frames:
            planes = frame.to_ndarray()
            block = np.ascontiguousarray(planes.T, np.float32)
            if block.shape[1] == 1:
                block = np.repeat(block, 2, axis=1)
            self._blocks.append((self._end, block))
            self._end += len(block)


def decoded_sound(path: Path) -> Iterator[Samples]:
    """What a player hears of a film or sound file of our own making: blocks of shape (n, 2), from its first sample.

    Raises:
        FFmpegError, OSError: it cannot be opened. Packets that do not decode are left out.
    """
    with av.open(f"file:{path.absolute()}", options={"skip_frame": "all"}) as container:
        track = container.streams.audio[0]
        # The last packet decodes to its full length, though the track says that it ends before.
        left = int((track.duration or 1 << 60) * (track.time_base or 1) * SAMPLE_RATE)
        waiting: list[Samples] = []
        for packet in container.demux(track):
            with contextlib.suppress(FFmpegError):
                waiting += [np.asarray(f.to_ndarray().T, np.float32) for f in packet.decode()]
            if len(waiting) >= _FRAMES_A_BLOCK or (waiting and not packet.size):
                block = np.concatenate(waiting)[:left]
                left -= len(block)
                waiting = []
                yield block


def _resampler(frame: AudioFrame) -> AudioResampler:
    """To 48 kHz float planes; mono stays mono (and is doubled later), everything else is mixed down to stereo."""
    layout = "mono" if frame.layout.nb_channels == 1 else "stereo"
    return AudioResampler(format="fltp", layout=layout, rate=SAMPLE_RATE)
