"""The player: a film or a clip, with transport, seek bar, timecode, frame steps and J/K/L."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPen
from PySide6.QtMultimedia import QMediaMetaData, QMediaPlayer
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStyle, QStyleOptionSlider, QVBoxLayout, QWidget

from montage_desktop.ui.keys.map import for_people
from montage_desktop.ui.language import translated
from montage_desktop.ui.pane import GAP, ElidedLabel, label, spread, tool_button
from montage_desktop.ui.preview.sound_route import SoundRoute
from montage_desktop.ui.preview.video_surface import VideoSurface
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.timecode import step_ms, timecode

_SHUTTLE_MS = 100
_SPEEDS = (1, 2, 4, 8)


class SeekBar(QSlider):
    """A slider that jumps to where it is clicked, and can mark a range.

    Attributes:
        marked: first and last value of the range; None without one.
    """

    marked: tuple[int, int] | None = None

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Position"))

    def mousePressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.button() is Qt.MouseButton.LeftButton:
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self)
            x = round(event.position().x()) - handle // 2
            value = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), x, max(1, self.width() - handle))
            self.setValue(value)
            self.sliderMoved.emit(value)
        super().mousePressEvent(event)

    def mark(self, marked: tuple[int, int] | None) -> None:
        """Mark a range of values, or none."""
        self.marked = marked
        self.update()

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().paintEvent(event)
        if self.marked is None:
            return
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
        at = [
            QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), v, self.width() - handle) + handle // 2
            for v in self.marked
        ]
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().text().color(), 2))
        low, high = 2, self.height() - 3
        for x, inward in ((at[0], 4), (at[1], -4)):  # brackets around the range
            painter.drawPolyline([QPoint(x + inward, low), QPoint(x, low), QPoint(x, high), QPoint(x + inward, high)])
        painter.end()


class Player(QWidget):
    """Plays files. Its `QMediaPlayer` is made on first use: loading the plug-in would delay the first paint.

    Attributes:
        path: what is loaded, or None. surface: the picture. actions_list: for menus, keys and the palette.

    Signals:
        opened(Path): a file was loaded. failed(str): it cannot be played, in one sentence.
    """

    opened = Signal(object)
    failed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.path: Path | None = None
        self.surface = VideoSurface()
        self._theme = theme
        self._media: QMediaPlayer | None = None
        self._sound: SoundRoute | None = None
        self._rate = 25.0
        self._speed = 0
        self._shuttle = QTimer(self)
        self._shuttle.setInterval(_SHUTTLE_MS)
        self._shuttle.timeout.connect(self._on_shuttle)
        self._make_actions()
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._refresh()

    def _make_actions(self) -> None:
        def make(words: str, keys: list[str], slot) -> QAction:  # type: ignore[no-untyped-def]
            action = QAction(words, self)
            action.setShortcuts([QKeySequence(k) for k in keys])
            action.setToolTip(f"{words} ({for_people(keys)})")
            action.triggered.connect(slot)
            return action

        self.play_action = make(self.tr("Play or pause"), ["Space", "K"], self.toggle)
        self.back_action = make(self.tr("One frame back"), ["Left"], lambda: self.step(-1))
        self.forward_action = make(self.tr("One frame forward"), ["Right"], lambda: self.step(1))
        self.second_back = make(self.tr("One second back"), ["Shift+Left"], lambda: self.skip(-1000))
        self.second_forward = make(self.tr("One second forward"), ["Shift+Right"], lambda: self.skip(1000))
        self.reverse_action = make(self.tr("Play backwards, faster with each press"), ["J"], lambda: self.shuttle(-1))
        self.fast_action = make(self.tr("Play forwards, faster with each press"), ["L"], lambda: self.shuttle(1))
        self.mute_action = make(self.tr("Mute"), ["Ctrl+M"], self._on_mute)
        self.mute_action.setCheckable(True)
        self.actions_list = [
            self.play_action, self.back_action, self.forward_action, self.second_back, self.second_forward,
            self.reverse_action, self.fast_action, self.mute_action,
        ]  # fmt: skip

    def _build(self) -> None:
        self.seek_bar = SeekBar()
        self.seek_bar.sliderMoved.connect(self.seek)
        self._now, self._length = label(), label(role="muted")
        for part in (self._now, self._length):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._name = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self._name.setProperty("role", "muted")
        self._name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._speed_label = label(role="badge")
        self._speed_label.hide()
        bar = spread(QHBoxLayout(), spacing=4)
        bar.setContentsMargins(GAP, 0, GAP, 4)
        left = QWidget()
        times = spread(QHBoxLayout(left), spacing=4)
        for part in (self._now, self._length, self._speed_label):
            times.addWidget(part)
        times.addStretch(1)
        bar.addWidget(left, 1)
        for action in (self.back_action, self.play_action, self.forward_action):
            button = tool_button(action)
            if action is self.play_action:
                button.setIconSize(QSize(26, 26))
            bar.addWidget(button)
        bar.addWidget(self._name, 1)
        bar.addWidget(tool_button(self.mute_action))
        panel = QWidget()
        panel.setProperty("role", "panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = spread(QVBoxLayout(panel), spacing=0)
        seek = spread(QHBoxLayout())
        seek.setContentsMargins(GAP, 4, GAP, 0)
        seek.addWidget(self.seek_bar)
        inside.addLayout(seek)
        inside.addLayout(bar)
        column = spread(QVBoxLayout(self), spacing=0)
        column.addWidget(self.surface, 1)
        column.addWidget(panel)

    def _on_theme_changed(self) -> None:
        self.back_action.setIcon(self._theme.icon("step-back"))
        self.forward_action.setIcon(self._theme.icon("step-forward"))
        self._refresh()

    # What others ask -----------------------------------------------------------------------------------------

    @property
    def is_playing(self) -> bool:
        media = self._media
        playing = media is not None and media.playbackState() is QMediaPlayer.PlaybackState.PlayingState
        return playing or self._shuttle.isActive()

    @property
    def position_ms(self) -> int:
        return self._media.position() if self._media else 0

    @property
    def duration_ms(self) -> int:
        return self._media.duration() if self._media else 0

    def open(self, path: Path, *, play: bool) -> None:
        """Load a file; with `play` from its begin."""
        media = self._player()
        self.path = path
        self._set_speed(0)
        self.surface.clear()
        media.setSource(QUrl.fromLocalFile(str(path)))
        if play:
            media.play()
        else:
            media.pause()
        self._name.set_whole(path.name, tool_tip=str(path))
        self.opened.emit(path)
        self._refresh()

    def toggle(self) -> None:
        """Play or pause; at the end, from the begin."""
        if self.path is None:
            return
        media = self._player()
        if self.is_playing:
            self._set_speed(0)
            media.pause()
            return
        if media.duration() and media.position() >= media.duration() - 20:
            media.setPosition(0)
        self._set_speed(0)
        media.play()

    def step(self, frames: int) -> None:
        """Pause, and go that many frames."""
        if self.path is None:
            return
        self._set_speed(0)
        self._player().pause()
        self.seek(step_ms(self.position_ms, self._rate, frames, self.duration_ms))

    def skip(self, milliseconds: int) -> None:
        """Jump, playing or not."""
        if self.path is not None:
            self.seek(max(0, min(self.position_ms + milliseconds, self.duration_ms)))

    def seek(self, position_ms: int) -> None:
        """Go there."""
        if self._media is not None:
            self._media.setPosition(position_ms)

    def shuttle(self, direction: int) -> None:
        """J or L: play backwards or forwards, each press in the same direction twice as fast."""
        if self.path is None:
            return
        same = self._speed * direction > 0
        self._set_speed(direction * (min(_SPEEDS[-1], abs(self._speed) * 2) if same else 1))

    def close_media(self) -> None:
        """Let go of the file."""
        if self._media is not None:
            self._media.stop()
            self._media.setSource(QUrl())

    # Inside --------------------------------------------------------------------------------------------------

    def _player(self) -> QMediaPlayer:
        if self._media is None:
            self._media = QMediaPlayer(self)
            self._sound = SoundRoute(self._media, is_muted=self.mute_action.isChecked())
            self._media.setVideoSink(self.surface.sink)
            self._media.positionChanged.connect(self._on_position)
            self._media.durationChanged.connect(self._refresh)
            self._media.playbackStateChanged.connect(self._refresh)
            self._media.metaDataChanged.connect(self._on_meta_data)
            self._media.errorOccurred.connect(self._on_error)
        return self._media

    def _set_speed(self, speed: int) -> None:
        """0: as the media player does by itself. Backwards is done by seeking: the player knows no negative rate."""
        self._speed = speed
        media = self._player()
        self._speed_label.setVisible(abs(speed) > 1 or speed < 0)
        self._speed_label.setText(f"{speed:+d} ×")
        media.setPlaybackRate(float(max(1, speed)))
        if speed < 0:
            media.pause()
            self._shuttle.start()
        else:
            self._shuttle.stop()
            if speed > 0:
                media.play()
        self._refresh()

    def _on_shuttle(self) -> None:
        position = max(0, self.position_ms + self._speed * _SHUTTLE_MS)
        self.seek(position)
        if position == 0:
            self._set_speed(0)

    def _on_position(self, position: int) -> None:
        if not self.seek_bar.isSliderDown():
            self.seek_bar.setValue(position)
        self._now.setText(timecode(position, self._rate))

    def _on_meta_data(self) -> None:
        rate = self._player().metaData().value(QMediaMetaData.Key.VideoFrameRate)
        self._rate = float(rate) if rate else 25.0
        self._refresh()

    def _on_mute(self) -> None:
        if self._sound is not None:
            self._sound.set_muted(is_muted=self.mute_action.isChecked())
        self._refresh()

    def set_active(self, *, is_active: bool) -> None:
        """Whether its keys are the window's: there is another monitor with the same ones."""
        for action in self.actions_list:
            action.setVisible(is_active)

    def _on_error(self, error: QMediaPlayer.Error, text: str) -> None:
        name = self.path.name if self.path else ""
        cause = translated(text).rstrip(".")
        self.failed.emit(self.tr("“{name}” cannot be played: {cause}.").format(name=name, cause=cause))

    def _refresh(self) -> None:
        loaded = self.path is not None
        self.play_action.setIcon(self._theme.icon("pause" if self.is_playing else "play"))
        muted = self.mute_action.isChecked()
        self.mute_action.setIcon(self._theme.icon("muted" if muted else "volume"))
        for action in self.actions_list:
            action.setEnabled(loaded or action is self.mute_action)
        self.seek_bar.setEnabled(loaded)
        self.seek_bar.setRange(0, max(1, self.duration_ms))
        self.seek_bar.setPageStep(1000)
        self._now.setText(timecode(self.position_ms, self._rate))
        self._length.setText(f"/ {timecode(self.duration_ms, self._rate)}" if loaded else "")
