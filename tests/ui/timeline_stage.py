"""A synthetic film, pictures without files, and a timeline on them, for the tests of the timeline."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from fractions import Fraction
from math import sin

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QLinearGradient, QMouseEvent, QPainter
from PySide6.QtTest import QTest

from montage_desktop.core.edits import Editing
from montage_desktop.core.facts import Section
from montage_desktop.core.time import frame_at, seconds
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline, Transition
from montage_desktop.ui.timeline.view import TimelineView

RATE = Fraction(30)
NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
BEAT_S = 0.5
SOURCES = ("harbour at dawn", "dancers", "night market", "drone over the lake", "faces")
LENGTHS: dict[str, Fraction | None] = {f"/m/{name}.mp4": Fraction(60) for name in SOURCES}


class FakePictures(QObject):
    """Pictures that are there at once; or, `late`, only when `deliver` is called.

    Attributes:
        asked: (source, time, height) of all requests.
    """

    arrived = Signal(str)

    def __init__(self, *, late: bool = False) -> None:
        super().__init__()
        self.late = late
        self.asked: list[tuple[str, Fraction, int]] = []
        self._made: dict[tuple[str, int, int], QImage] = {}

    def picture(self, source: str, time_s: Fraction, height_px: int) -> QImage | None:
        self.asked.append((source, time_s, height_px))
        if self.late:
            return None
        key = (source, int(time_s * 4), height_px)
        if key not in self._made:
            self._made[key] = landscape(source, float(time_s), height_px)
        return self._made[key]

    def deliver(self, source: str) -> None:
        self.late = False
        self.arrived.emit(source)


def landscape(source: str, time_s: float, height_px: int) -> QImage:
    """Something like a shot: sky, hills and a sun that moves."""
    width = round(height_px * 16 / 9)
    image = QImage(width, height_px, QImage.Format.Format_RGB32)
    hue = sum(map(ord, source)) * 37 % 360
    painter = QPainter(image)
    sky = QLinearGradient(QPointF(0, 0), QPointF(0, height_px))
    sky.setColorAt(0, QColor.fromHsv(hue, 150, 90))
    sky.setColorAt(1, QColor.fromHsv((hue + 40) % 360, 120, 220))
    painter.fillRect(image.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromHsv((hue + 50) % 360, 60, 250))
    painter.drawEllipse(QPointF(width * (0.5 + 0.35 * sin(time_s)), height_px * 0.35), height_px / 7, height_px / 7)
    painter.setBrush(QColor.fromHsv(hue, 140, 50))
    painter.drawEllipse(QPointF(width * 0.3, height_px * 1.1), width * 0.5, height_px * 0.4)
    painter.end()
    return image


def film(clips: int = 12, *, beats_each: int = 4, dressed: bool = True, seed: int = 3) -> Timeline:
    """A film cut on every so many beats of a song of 120 bpm. `dressed`: with locks, speeds and transitions."""
    dice = random.Random(seed)
    beats = [n * BEAT_S for n in range(clips * beats_each + 1)]
    frames = [frame_at(seconds(b), RATE) for b in beats]
    video = [
        Clip(
            id=f"c{n}", start=frames[n * beats_each], frames=frames[(n + 1) * beats_each] - frames[n * beats_each],
            source=f"/m/{SOURCES[n % len(SOURCES)]}.mp4", source_in=Fraction(4 + n % 7), beat=n * beats_each,
            score=round(dice.uniform(0.3, 0.95), 2), locked=dressed and n % 5 == 2,
            speed=Fraction(1, 2) if dressed and n % 7 == 3 else Fraction(1),
            transition_in=Transition("dissolve", 16) if dressed and n and n % 4 == 0 else None,
        )
        for n in range(clips)
    ]  # fmt: skip
    audio = [AudioSpan("music", "/m/Summer (final mix).wav", 0, 48_000 * frames[-1] // 30)]
    return Timeline(RATE, (1920, 1080), frames[-1], video=video, audio=audio, beats=beats)


def peaks(count: int) -> list[float]:
    """Something like a song."""
    dice = random.Random(5)
    swell = [0.35 + 0.3 * sin(n / count * 9) for n in range(count)]
    return [min(1.0, s * (1.4 if n % 16 < 3 else 0.7) + dice.random() * 0.25) for n, s in enumerate(swell)]


def sections(timeline: Timeline) -> list[Section]:
    """Four parts, of which two sound alike."""
    whole = float(timeline.duration_s)
    parts = ((0, 0.2, 0.3, "intro"), (0.2, 0.5, 0.6, "verse"), (0.5, 0.75, 1.0, "chorus"), (0.75, 1, 0.6, "verse"))
    return [Section(a * whole, b * whole, energy, name) for a, b, energy, name in parts]


def show(view: TimelineView, timeline: Timeline, *, width: int = 1200, height: int = 236) -> None:
    """Put a film with all its music on the timeline, and make it editable."""
    view.resize(width, height)
    view.show()
    QTest.qWaitForWindowExposed(view)
    view.set_editing(Editing(LENGTHS))
    count = len(timeline.beats)
    view.set_timeline(timeline, peaks=peaks(count * 16), sections=sections(timeline), downbeats=range(0, count, 4))


def middle(view: TimelineView, index: int, *, y_share: float = 0.4) -> QPoint:
    """A point on a clip's body."""
    assert view.scene.film is not None
    clip, lane = view.scene.film.clips[index], view.scene.lanes.clips
    return QPoint(round(view.scene.scale.x_of(clip.start + clip.frames / 2)), round(lane.top + lane.height * y_share))


def cut(view: TimelineView, frame: int, *, y_share: float = 0.3) -> QPoint:
    """A point on the line of a cut."""
    lane = view.scene.lanes.clips
    return QPoint(round(view.scene.scale.x_of(frame)), round(lane.top + lane.height * y_share))


def press(view: TimelineView, at: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
    """Left button down."""
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, keys, at)


def move(view: TimelineView, at: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
    """Moves with the left button held (QTest's own have no keys)."""
    where = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, view.viewport().mapToGlobal(where), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, keys,
    )  # fmt: skip
    QCoreApplication.sendEvent(view.viewport(), event)


def release(view: TimelineView, at: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
    """Left button up."""
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, keys, at)


def drag(
    view: TimelineView, start: QPoint, by_px: int, keys: Qt.KeyboardModifier = NO_KEY, *, let_go: bool = True
) -> None:
    """Press, move in a few steps, and let go."""
    press(view, start, keys)
    for n in range(1, 5):
        move(view, start + QPoint(by_px * n // 4, 0), keys)
    view.mouse.settle()
    if let_go:
        release(view, start + QPoint(by_px, 0), keys)


def click(view: TimelineView, at: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
    """Press and let go."""
    press(view, at, keys)
    release(view, at, keys)


def paint_times_ms(view: TimelineView, *, clock: Callable[[], float] = time.thread_time) -> list[float]:
    """Milliseconds of every paint of the viewport while zooming in from the whole film and panning at each zoom.

    Args:
        clock: seconds; as a rule those of this thread, so that what else runs on the machine does not count.
    """
    found: list[float] = []

    def painted() -> None:
        begin = clock()
        view.viewport().repaint()
        found.append((clock() - begin) * 1000)

    view.fit()
    painted()
    while view.scene.scale.px_per_frame < 40:
        view.zoom(1.25, 700)
        painted()
        for _ in range(4):
            view.set_scale(view.scene.scale.panned(131))
            painted()
    assert min(found) > 0.1, "nothing was painted"
    return found
