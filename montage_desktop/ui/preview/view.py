"""The preview's pane: the picture of a timeline, a bar to drag, and the transport."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Timeline
from montage_desktop.ui.keys.map import for_people
from montage_desktop.ui.pane import GAP, label, spread, tool_button
from montage_desktop.ui.preview.caption_overlay import CaptionOverlay
from montage_desktop.ui.preview.media_player import SeekBar
from montage_desktop.ui.preview.player import PreviewPlayer
from montage_desktop.ui.preview.safe_areas import safe_areas
from montage_desktop.ui.preview.video_surface import VideoSurface
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.timecode import timecode


class _Surface(VideoSurface):
    """A picture that tells its size. Signals: resized()."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class _FullScreen(QWidget):
    """A picture over the whole screen. Signals: left(): it gives the picture back."""

    left = Signal()

    def __init__(self, surface: QWidget) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Montage Desktop: full screen"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        spread(QVBoxLayout(self)).addWidget(surface)
        QShortcut(QKeySequence("Esc"), self, self.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)


class PreviewView(QWidget):
    """Shows a timeline with a `PreviewPlayer`. GUI thread only; call `close_player` before it is destroyed.

    Attributes:
        player: what plays. captions: what is painted over it. actions_list: for menus, keys and the palette. marks:
            those of them that mark in and out; their keys work in the widgets they are added to.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.surface = _Surface()
        self.player = PreviewPlayer(self.surface.sink, self)
        self.captions = CaptionOverlay(self.player, self.surface)
        self._theme = theme
        self._speed = label(role="badge")
        self._loop = label(role="badge")
        self._full: QWidget | None = None
        self._proxies: dict[str, MediaFacts] = {}
        self._now, self._length = label(), label(role="muted")
        self.seek_bar = SeekBar()
        self._make_actions()
        self._build()
        self.surface.resized.connect(self._on_resized)
        self.seek_bar.sliderMoved.connect(self.player.scrub)
        self.player.position_changed.connect(self._on_position)
        self.player.playing_changed.connect(self._refresh)
        self.player.speed_changed.connect(self._refresh)
        theme.changed.connect(self._refresh)
        self._refresh()

    def set_timeline(self, timeline: Timeline, facts: Mapping[str, MediaFacts]) -> None:
        """Show a film; see `PreviewPlayer.set_timeline`."""
        self._on_resized()
        self.player.set_timeline(timeline, facts)
        self._refresh()

    def set_proxies(self, proxies: Mapping[str, MediaFacts]) -> None:
        """What there is of them, by source; see `PreviewPlayer.set_proxies`."""
        self._proxies = dict(proxies)
        self._give_proxies()
        self._refresh()

    def _give_proxies(self) -> None:
        self.player.set_proxies(self._proxies, shown=self.proxies_action.isChecked())

    def set_active(self, *, is_active: bool) -> None:
        """Whether its keys are the window's: there is another monitor with the same ones."""
        for action in self.actions_list:
            action.setVisible(is_active)

    def close_player(self) -> None:
        """Let go of all files."""
        self.player.close()
        self.captions.close()

    def _make_actions(self) -> None:
        def make(words: str, keys: list[str], slot) -> QAction:  # type: ignore[no-untyped-def]
            action = QAction(words, self)
            action.setShortcuts([QKeySequence(k) for k in keys])
            action.setToolTip(f"{words} ({for_people(keys)})")
            action.triggered.connect(slot)
            self.addAction(action)
            return action

        player = self.player
        self.play_action = make(self.tr("Play or pause"), ["Space", "K"], lambda: player.toggle())
        self.back_action = make(self.tr("One frame back"), ["Left"], lambda: player.step(-1))
        self.forward_action = make(self.tr("One frame forward"), ["Right"], lambda: player.step(1))
        self.reverse_action = make(self.tr("Play backwards, faster with each press"), ["J"], lambda: player.shuttle(-1))
        self.fast_action = make(self.tr("Play forwards, faster with each press"), ["L"], lambda: player.shuttle(1))
        self.in_action = make(self.tr("Loop from here"), ["I"], lambda: self._mark(0))
        self.out_action = make(self.tr("Loop up to here"), ["O"], lambda: self._mark(1))
        self.no_loop_action = make(self.tr("No loop"), ["Alt+X"], lambda: self._set_loop(None))
        self.marks = [self.in_action, self.out_action, self.no_loop_action]
        for action in self.marks:  # the bin has the same keys for its clips
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.full_action = make(self.tr("Full screen"), ["F11"], self.toggle_full_screen)
        self.guides_action = make(self.tr("Safe areas"), ["Shift+G"], self._refresh)
        self.guides_action.setCheckable(True)
        self.proxies_action = make(self.tr("Proxies instead of the originals"), ["Shift+P"], self._give_proxies)
        self.proxies_action.setCheckable(True)
        self.actions_list = [
            self.play_action, self.back_action, self.forward_action, self.reverse_action, self.fast_action,
            *self.marks, self.full_action, self.guides_action, self.proxies_action,
        ]  # fmt: skip

    # In and out, full screen ---------------------------------------------------------------------------------

    def _mark(self, end: int) -> None:
        """Set the loop's begin (0) to the frame on view, or its end (1) behind it."""
        timeline, at = self.player.timeline, self.player.position
        if timeline is None:
            return
        first, last = self.player.loop or (0, timeline.frames)
        if end == 0:
            first, last = at, last if last > at else timeline.frames
        else:
            first, last = first if first <= at else 0, at + 1
        self._set_loop((first, last))

    def _set_loop(self, loop: tuple[int, int] | None) -> None:
        self.player.set_loop(loop)
        self._refresh()

    def toggle_full_screen(self) -> None:
        """The picture alone over the whole screen; Escape, or the same key, leads back."""
        if self._full is not None:
            self._full.close()
            return
        full = _FullScreen(self.surface)
        full.addActions(self.actions_list)
        full.left.connect(self._on_full_left)
        self._full = full
        full.showFullScreen()
        full.activateWindow()
        full.setFocus()

    def _on_full_left(self) -> None:
        self._full = None
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.surface, 1)
        self.surface.show()

    def _build(self) -> None:
        bar = spread(QHBoxLayout(), spacing=4)
        bar.setContentsMargins(GAP, 0, GAP, 4)
        for part in (self._now, self._length, self._speed, self._loop):
            bar.addWidget(part)
        bar.addStretch(1)
        for action in (self.back_action, self.play_action, self.forward_action):
            bar.addWidget(tool_button(action))
        bar.addStretch(1)
        for action in (self.proxies_action, self.guides_action, self.full_action):
            bar.addWidget(tool_button(action))
        column = spread(QVBoxLayout(self), spacing=4)
        column.addWidget(self.surface, 1)
        column.addWidget(self.seek_bar)
        column.addLayout(bar)

    def _on_resized(self) -> None:
        self.player.set_view(self.surface.size() * self.surface.devicePixelRatioF())

    def _on_position(self, frame: int) -> None:
        if not self.seek_bar.isSliderDown():
            self.seek_bar.setValue(frame)
        self._now.setText(self._code(frame))

    def _code(self, frame: int) -> str:
        timeline = self.player.timeline
        # Milliseconds are rounded up, so that they lie within the frame.
        return timecode(ceil(frame * 1000 / timeline.rate), float(timeline.rate)) if timeline else ""

    def _refresh(self) -> None:
        timeline = self.player.timeline
        self.play_action.setIcon(self._theme.icon("pause" if self.player.is_playing else "play"))
        self.back_action.setIcon(self._theme.icon("step-back"))
        self.forward_action.setIcon(self._theme.icon("step-forward"))
        self.proxies_action.setIcon(self._theme.icon("proxy"))
        self.guides_action.setIcon(self._theme.icon("guides"))
        self.full_action.setIcon(self._theme.icon("full-screen"))
        for action in self.actions_list:
            action.setEnabled(timeline is not None)
        self.proxies_action.setEnabled(bool(self._proxies))
        self._show_loop()
        is_guided = self.guides_action.isChecked() and timeline is not None
        self.surface.guides = safe_areas(timeline.size) if is_guided and timeline else ()
        self.surface.update()
        self.seek_bar.setEnabled(timeline is not None)
        self.seek_bar.setRange(0, timeline.frames - 1 if timeline else 1)
        self.seek_bar.setPageStep(round(timeline.rate) if timeline else 1)
        self._speed.setVisible(self.player.speed not in (0, 1))
        self._speed.setText(f"{self.player.speed:+d} ×")
        self._now.setText(self._code(self.player.position))
        self._length.setText(f"/ {self._code(timeline.frames)}" if timeline else "")

    def _show_loop(self) -> None:
        loop = self.player.loop
        self._loop.setVisible(loop is not None)
        self.no_loop_action.setEnabled(loop is not None)
        self.seek_bar.mark((loop[0], loop[1] - 1) if loop else None)
        if loop is not None:
            first, last = self._code(loop[0]), self._code(loop[1])
            self._loop.setText(self.tr("Loop {first} – {last}").format(first=first[3:], last=last[3:]))
