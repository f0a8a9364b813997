"""Plays a timeline: its pictures into a `QVideoSink`, its sound to the default device, by the clock of the sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec
import numpy as np
from av.video.frame import VideoFrame
from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtMultimedia import QMediaDevices, QVideoFrame, QVideoFrameFormat, QVideoSink

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.time import SAMPLE_RATE
from montage_desktop.core.timeline import Timeline
from montage_desktop.media.preview.line import Line
from montage_desktop.media.preview.pictures_ahead import PicturesAhead, Ready
from montage_desktop.media.preview.sound_ahead import SoundAhead
from montage_desktop.media.preview.walk import side_for
from montage_desktop.media.sound_reader import Samples
from montage_desktop.ui.preview.sound import ClockOutput, MakeOutput, Output, output_for

_TICK_MS = 4
_SPEEDS = (1, 2, 4)


@dataclass(frozen=True)
class Shown:
    """A picture that was shown.

    Attributes:
        frame: of the film. step: of the line that is played, -1 while paused.
        picture: yuv420p, BT.709. due_s, shown_s: seconds since the line began, by the clock of the sound.
    """

    frame: int
    step: int
    picture: VideoFrame
    due_s: float = 0.0
    shown_s: float = 0.0


class Tap(Protocol):
    """Is told, on the GUI thread, of everything that is shown and heard."""

    def shown(self, shown: Shown) -> None: ...

    def heard(self, position: int, samples: Samples) -> None:
        """Samples from `position` on, counted since the line began, went to the device."""
        ...


class PreviewPlayer(QObject):
    """GUI thread only; decoding and mixing are done by two threads of its own, and nothing here waits for them.

    Sound is heard at normal speed forwards only; at other speeds time alone is the clock.

    Attributes:
        position: the output frame that is, or is to be, shown. speed: frames a step; 0 when paused.
        loop: output frames ``[in, out)``, or None. tap: for tests and measurements.
        dropped, late: pictures of the line that were never shown, or shown when the next was due.

    Signals:
        frame_shown(int): a picture went to the sink. position_changed(int). timeline_changed(): its pictures are to be
            of another timeline, or of another size.
        playing_changed(bool). speed_changed(int). failed(str): a source cannot be shown or heard; once for each.
    """

    frame_shown = Signal(int)
    position_changed = Signal(int)
    timeline_changed = Signal()
    playing_changed = Signal(bool)
    speed_changed = Signal(int)
    failed = Signal(str)
    _picture_ready = Signal()
    _sound_ready = Signal()
    _failure = Signal(str)

    def __init__(
        self, sink: QVideoSink | None = None, parent: QObject | None = None, *, outputs: MakeOutput = output_for
    ) -> None:
        super().__init__(parent)
        self.position = self.speed = 0
        self.loop: tuple[int, int] | None = None
        self.tap: Tap | None = None
        self.dropped = self.late = 0
        self._sink = sink
        self._make_output = outputs
        self._timeline: Timeline | None = None
        self._facts: Mapping[str, MediaFacts] = {}
        self._proxies: Mapping[str, MediaFacts] = {}
        self._shows_proxies = False
        self._expected: tuple[Sequence[Timeline], Mapping[str, MediaFacts]] = ([], {})
        self._side = 0
        self._line: Line | None = None
        self._step = -1  # the last one shown
        self._heard = 0  # samples of the line given to the output
        self._output: Output | None = None
        self._is_muted = False
        self._is_closed = False
        self._picture_ready.connect(self._on_picture_ready, Qt.ConnectionType.QueuedConnection)
        self._sound_ready.connect(self._start_clock, Qt.ConnectionType.QueuedConnection)
        self._failure.connect(self.failed, Qt.ConnectionType.QueuedConnection)
        self._pictures = PicturesAhead(self._picture_ready.emit, self._failure.emit)
        self._sound = SoundAhead(self._sound_ready.emit, self._failure.emit)
        ahead = (self._pictures, self._sound)  # for a window that is destroyed without being closed
        self.destroyed.connect(lambda: [a.close() for a in ahead])
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._devices: QMediaDevices | None = None
        self._device_id = b""
        self._is_device_bad = False

    # ------------------------------------------------------------------------------------- what is played

    @property
    def timeline(self) -> Timeline | None:
        return self._timeline

    @property
    def short_side(self) -> int:
        """Pixels of the picture's shorter side that are of use; 0: all that the film has."""
        return self._side

    @property
    def is_playing(self) -> bool:
        return self._line is not None

    def set_timeline(self, timeline: Timeline, facts: Mapping[str, MediaFacts]) -> None:
        """Show another timeline, or an edited one. While playing it takes over without a stop.

        Args:
            facts: by source, as the timeline calls them; what is missing is shown black.
        """
        before, self._timeline, self._facts = self._timeline, timeline, dict(facts)
        self._give_timeline(timeline)
        if self.loop is not None and self.loop[1] > timeline.frames:
            self.set_loop(None)
        line = self._line
        if line is not None and before is not None:
            if before.rate == timeline.rate and line.start < timeline.frames and self.position < timeline.frames:
                self._line = msgspec.structs.replace(line, frames=timeline.frames)
                self._sound.swap(timeline, self._facts, self._line)
                return
            self.pause()
        self._go(min(self.position, timeline.frames - 1))

    @property
    def shows_proxies(self) -> bool:
        """Whether sources that have a proxy are played from it; else it is only seen until the source's own picture is
        there."""
        return self._shows_proxies

    def set_proxies(self, proxies: Mapping[str, MediaFacts], *, shown: bool) -> None:
        """Sources' proxies, by source, and whether they are played instead. Pictures only: sound is the sources'."""
        if (proxies, shown) == (self._proxies, self._shows_proxies):
            return
        self._proxies, self._shows_proxies = dict(proxies), shown
        if self._timeline is not None:
            self._give_timeline(self._timeline)
            if self._line is None:
                self._pictures.show(self.position)

    def _seen(self, facts: Mapping[str, MediaFacts]) -> Mapping[str, MediaFacts]:
        return {**facts, **self._proxies} if self._shows_proxies else facts

    def _give_timeline(self, timeline: Timeline) -> None:
        proxies = {} if self._shows_proxies else self._proxies
        self._pictures.set_timeline(timeline, self._seen(self._facts), short_side=self._side, proxies=proxies)
        self.timeline_changed.emit()

    def expect(self, timelines: Sequence[Timeline], facts: Mapping[str, MediaFacts], *, at: int | None = None) -> None:
        """Timelines that may be set next, such as those with a clip's runners-up; they replace those expected before.

        Their pictures at the position, wherever it comes to be, are made while nothing else is to be done: a swap then
        shows at once.

        Args:
            at: a frame of theirs instead of the position, where an edit moves what is shown.
        """
        self._expected = (list(timelines), self._seen(facts)) if at is None else ([], {})
        self._pictures.expect(list(timelines), self._seen(facts), self.position if at is None else at)

    def set_view(self, size: QSize) -> None:
        """How large the picture is seen, in device pixels: no larger ones are made than are of use."""
        if self._timeline is None:
            shape = (1920, 1080)
        else:
            shape = self._timeline.size
        side = side_for(shape, (max(1, size.width()), max(1, size.height())))
        if side == self._side:
            return
        self._side = side
        if self._timeline is not None:
            self._give_timeline(self._timeline)
            if self._line is None:
                self._pictures.show(self.position)

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Play output frames ``[in, out)`` again and again; None: to the end.

        Raises:
            ValueError: it is empty or not within the film.
        """
        if loop is not None and not (self._timeline and 0 <= loop[0] < loop[1] <= self._timeline.frames):
            raise ValueError(f"no such range in the film: {loop}")
        self.loop = loop
        if self._line is not None:
            self._begin(self.position, self.speed)

    def set_muted(self, *, is_muted: bool) -> None:
        """Silence, or sound again."""
        self._is_muted = is_muted
        if self._output is not None:
            self._output.set_muted(is_muted=is_muted)

    # ------------------------------------------------------------------------------------------ transport

    def play(self) -> None:
        """Forwards at normal speed; from the begin where the end is reached."""
        if self._timeline is None:
            return
        at_end = self.position >= self._timeline.frames - 1
        self._begin(0 if at_end and self.loop is None else self.position, 1)

    def pause(self) -> None:
        """Stop at the frame that is shown."""
        if self._line is None:
            return
        self._end_line()
        self._go(self.position)

    def toggle(self) -> None:
        """Play or pause."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def seek(self, frame: int) -> None:
        """Go to a frame, playing or not."""
        if self._timeline is None:
            return
        frame = max(0, min(frame, self._timeline.frames - 1))
        if self._line is not None:
            self._begin(frame, self.speed)
        else:
            self._go(frame)

    def step(self, frames: int) -> None:
        """Pause, and go that many frames."""
        self.pause()
        self.seek(self.position + frames)

    def scrub(self, frame: int) -> None:
        """Go to a frame while the person drags: a picture near by is shown at once, the right one as soon as it can."""
        self.pause()
        if self._timeline is not None:
            self._go(max(0, min(frame, self._timeline.frames - 1)), is_rough=True)

    def shuttle(self, direction: int) -> None:
        """J (-1) or L (1): each press in the same direction twice as fast, up to 4; the other way begins at 1."""
        same = self.speed * direction > 0
        faster = min(_SPEEDS[-1], abs(self.speed) * 2) if same else 1
        if self._timeline is not None:
            self._begin(self.position, direction * faster)

    def close(self) -> None:
        """Stop, and let go of all files. Waits for the picture and the block of sound being made: some milliseconds."""
        if self._is_closed:
            return
        self._is_closed = True
        self._end_line()
        self._pictures.close()
        self._sound.close()

    # --------------------------------------------------------------------------------------------- inside

    def _begin(self, frame: int, speed: int) -> None:
        """Play from a frame; the clock starts when the first picture and the first sound are there."""
        assert self._timeline is not None
        was_playing = self._line is not None
        self._stop_output()
        timeline = self._timeline
        self._line = Line(frame, speed, timeline.frames, timeline.rate, self.loop)
        self._step = -1
        self._set_speed(speed)
        self._pictures.play(self._line)
        if speed == 1:
            self._sound.play(timeline, self._facts, self._line)
        else:
            self._sound.stop()
        self._move(frame)
        if not was_playing:
            self.playing_changed.emit(True)

    def _end_line(self) -> None:
        if self._line is None:
            return
        self._stop_output()
        self._line = None
        self._set_speed(0)
        self._pictures.stop()
        self._sound.stop()
        self.playing_changed.emit(False)

    def _set_speed(self, speed: int) -> None:
        if speed != self.speed:
            self.speed = speed
            self.speed_changed.emit(speed)

    def _stop_output(self) -> None:
        self._timer.stop()
        if self._output is not None:
            self._output.stop()
            self._output = None

    def _go(self, frame: int, *, is_rough: bool = False) -> None:
        self._pictures.show(frame, is_rough=is_rough)
        self._pictures.expect(*self._expected, frame)
        self._move(frame)

    def _move(self, frame: int) -> None:
        if frame != self.position:
            self.position = frame
            self.position_changed.emit(frame)

    def _on_picture_ready(self) -> None:
        if self._is_closed:
            return
        if self._line is not None:
            self._start_clock()
        elif (ready := self._pictures.take_still()) is not None:
            self._show(ready)

    def _start_clock(self) -> None:
        line = self._line
        if line is None or self._output is not None or not self._pictures.is_primed:
            return
        if line.speed == 1 and line.samples != 0 and self._sound.available == 0:
            return
        source = self._sound if line.speed == 1 else None
        if self._devices is None:
            self._devices = QMediaDevices(self)
            self._devices.audioOutputsChanged.connect(self._on_devices_changed)
        self._device_id = bytes(QMediaDevices.defaultAudioOutput().id().data())
        end, muted = line.samples, self._is_muted
        if self._is_device_bad:
            self._output = ClockOutput(source, end_sample=end)
        else:
            self._output = self._make_output(source, end_sample=end, is_muted=muted, parent=self)
        self._heard = 0
        self._timer.start()
        self._on_tick()

    def _on_tick(self) -> None:
        line, output = self._line, self._output
        if line is None or output is None:
            return
        block = output.tick()
        if self.tap is not None and len(block):
            self.tap.heard(self._heard, block)
        self._heard += len(block)
        position = output.position
        steps = line.steps
        step = line.step_at(position) if steps is None else min(line.step_at(position), steps - 1)
        if step > self._step and (ready := self._pictures.take(step)) is not None:
            self._count(ready.step, step)
            self._show(ready, due=line.due_sample(ready.step), now=position)
        self._move(line.frame(step))
        if line.samples is not None and position >= line.samples:
            self._end_line()
            if self._step < step:
                self._pictures.show(self.position)
        elif output.has_failed:
            self._is_device_bad = True
            self.failed.emit(self.tr("The sound device does not play: the film goes on without sound."))
            self._begin(self.position, line.speed)

    def _count(self, taken: int, due: int) -> None:
        self.late += taken < due
        self.dropped += taken - self._step - 1
        self._step = taken

    def _show(self, ready: Ready, *, due: int = 0, now: int = 0) -> None:
        if self._sink is not None:
            self._sink.setVideoFrame(video_frame(ready.picture))
        if self.tap is not None:
            self.tap.shown(Shown(ready.frame, ready.step, ready.picture, due / SAMPLE_RATE, now / SAMPLE_RATE))
        self.frame_shown.emit(ready.frame)

    def _on_devices_changed(self) -> None:
        """Go on with another default device. The list changes also when a device merely tells more about itself."""
        is_other = bytes(QMediaDevices.defaultAudioOutput().id().data()) != self._device_id
        self._is_device_bad &= not is_other
        if is_other and self._output is not None and self._line is not None and self._line.speed == 1:
            self._begin(self.position, 1)


def video_frame(picture: VideoFrame) -> QVideoFrame:
    """A picture (yuv420p, BT.709, limited) as Qt paints it fastest: 0.5 ms at 1080p for RGB, 4 ms for its YUV."""
    turned = picture.reformat(format="bgra", src_colorspace="ITU709", dst_colorspace="ITU709")
    plane = turned.planes[0]
    shape = QVideoFrameFormat(QSize(turned.width, turned.height), QVideoFrameFormat.PixelFormat.Format_BGRX8888)
    frame = QVideoFrame(shape)
    if frame.map(QVideoFrame.MapMode.WriteOnly):
        source = np.frombuffer(memoryview(plane), np.uint8).reshape(turned.height, plane.line_size)
        target = np.frombuffer(frame.bits(0), np.uint8)[: frame.bytesPerLine(0) * turned.height]
        target.reshape(turned.height, -1)[:, : turned.width * 4] = source[:, : turned.width * 4]
        frame.unmap()
    return frame
