"""A short film of numbered frames, and a player of it whose every picture and sample is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
from footage_corpus import numbered_video, read_code
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtMultimedia import QVideoSink
from PySide6.QtWidgets import QApplication

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import SAMPLE_RATE, sample_at
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline, Transition, validate
from montage_desktop.media.preview.sound_ahead import SoundAhead
from montage_desktop.media.probe import probe
from montage_desktop.ui.preview.player import PreviewPlayer, Shown
from montage_desktop.ui.preview.sound import ClockOutput, MakeOutput

Footage = tuple[list[str], dict[str, MediaFacts]]

RATE = Fraction(25)
SIZE = (160, 90)
#: Frames of clips in the film, and where each begins in its source.
CUTS = ((0, 12, 0, 30), (12, 9, 1, 7), (21, 15, 0, 3), (36, 12, 2, 40), (48, 12, 1, 20))
FRAMES = 60
LONG_GOP = ("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "250", "-x264-params", "scenecut=0")


def make_footage(folder: Path) -> Footage:
    """Three sources with sound, each of one long GOP, and their facts."""
    paths = [
        str(numbered_video(folder / f"{i}.mp4", frames=80, size=SIZE, source=i, codec=LONG_GOP, tone_hz=300 * (i + 1)))
        for i in range(3)
    ]
    return paths, {p: probe(Path(p)) for p in paths}


def film(paths: list[str], *, shift: int = 0, transition: bool = False) -> Timeline:
    """The film of `CUTS`, all taken `shift` frames later from the sources; with the sound of the first."""
    clips = [
        Clip(
            id=f"c{start}",
            start=start,
            frames=frames,
            source=paths[source],
            source_in=Fraction(first + shift, 25),
            transition_in=Transition("dissolve", 4) if transition and start == 21 else None,
        )
        for start, frames, source, first in CUTS
    ]
    audio = [AudioSpan(role="music", source=paths[0], start_sample=0, samples=sample_at(FRAMES, RATE))]
    timeline = Timeline(rate=RATE, size=SIZE, frames=FRAMES, video=clips, audio=audio)
    validate(timeline)
    return timeline


def code_at(frame: int, *, shift: int = 0) -> tuple[int, int]:
    """(number, source) that the film shows at a frame."""
    start, _, source, first = next(c for c in CUTS if c[0] <= frame < c[0] + c[1])
    return first + shift + frame - start, source


class Record:
    """A tap that keeps everything."""

    def __init__(self) -> None:
        self.all: list[Shown] = []
        self.codes: list[tuple[int, int] | None] = []
        self.blocks: list[np.ndarray] = []

    def shown(self, shown: Shown) -> None:
        self.all.append(shown)
        self.codes.append(read_code(shown.picture.to_ndarray(format="gray")))

    def heard(self, position: int, samples: np.ndarray) -> None:
        if position == 0:  # a line begins
            self.blocks.clear()
        assert position == sum(len(b) for b in self.blocks), "the stream of samples is broken"
        self.blocks.append(samples)

    def clear(self) -> None:
        self.all.clear()
        self.codes.clear()
        self.blocks.clear()

    @property
    def played(self) -> list[int]:
        return [s.frame for s in self.all if s.step >= 0]


class PatientClock(ClockOutput):
    """Real time, but on a busy machine it waits for the GUI thread, which a sound device would not."""

    def __init__(self, source: SoundAhead | None, *, end_sample: int | None, is_muted: bool, parent: QObject) -> None:
        super().__init__(source, end_sample=end_sample)
        self._last = self._counted = 0

    def elapsed(self) -> int:
        now = super().elapsed()
        self._counted += min(now - self._last, SAMPLE_RATE // 80)
        self._last = now
        return self._counted


class Stage:
    """A player with its record."""

    def __init__(self, timeline: Timeline, facts: dict[str, MediaFacts], *, outputs: MakeOutput = PatientClock) -> None:
        self.player = PreviewPlayer(QVideoSink(), outputs=outputs)
        self.record = Record()
        self.told: list[str] = []
        self.player.failed.connect(self.told.append)
        self.player.tap = self.record
        self.player.set_timeline(timeline, facts)
        self.until(lambda: self.record.all)
        self.record.clear()

    def until(self, condition: Callable[[], object], *, seconds: float = 15.0) -> None:
        """Handle events until something is true."""
        deadline = time.monotonic() + seconds
        waker = QTimer()
        waker.start(5)
        while not condition():
            assert time.monotonic() < deadline, f"it did not become true; shown {self.record.played}"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def play_out(self) -> None:
        self.player.play()
        self.until(lambda: not self.player.is_playing)
