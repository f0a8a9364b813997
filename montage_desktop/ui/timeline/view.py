"""The timeline: clips on the beats of a song, to look at, to find the way in, and to edit."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from montage_desktop.core.edits import Editing
from montage_desktop.core.facts import Section
from montage_desktop.core.timeline import Timeline
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.throttle import Throttle
from montage_desktop.ui.timeline.choice import Choice
from montage_desktop.ui.timeline.film import Beats, Film
from montage_desktop.ui.timeline.keys import TimelineKeys
from montage_desktop.ui.timeline.mouse import Doing, TimelineMouse
from montage_desktop.ui.timeline.painter import TimelinePainter
from montage_desktop.ui.timeline.scale import MARGIN_PX, Scale
from montage_desktop.ui.timeline.scene import Scene
from montage_desktop.ui.timeline.thumbs import Pictures
from montage_desktop.ui.timeline.words import clip_lines, clip_spoken

#: Paths of clips of the bin, one a line, in UTF-8.
CLIPS_MIME = "application/x-montage-clips"
_ARRIVALS_MS = 33
_WHEEL_ZOOM = 1.0018  #: per unit of the wheel; a notch has 120
_PLAYHEAD_REACH_PX = 9
_PAGE_SHARE = 0.1
_LEAST_PX, _USUAL_PX = 150, 220


class TimelineView(QAbstractScrollArea):
    """Shows a timeline and asks for edits; it changes nothing itself. GUI thread only.

    Attributes:
        scene: what is seen. choice: the selection. editing: makes the edits; None: nothing can be edited.
        mouse, keys: what they do.

    Signals:
        seek_requested(int): the playhead was put on a frame. edit_requested(Edit): a drag or a key has ended in an
        edit to be applied to the timeline. clip_activated(str): double-clicked, or Return. insert_requested(list[Path],
        int): clips were dropped at the cut on a frame. insert_offered(list[Path], int): they are held over it (none: no
        longer). selection_changed(): or the current clip. dragged(Timeline,
        int): what a drag that goes on would come to, and the frame to look at. drag_ended(): the film is as it was.
    """

    seek_requested = Signal(int)
    edit_requested = Signal(object)
    clip_activated = Signal(str)
    insert_requested = Signal(list, int)
    insert_offered = Signal(list, int)
    selection_changed = Signal()
    dragged = Signal(object, int)
    drag_ended = Signal()

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self.scene = Scene()
        self.choice = Choice(self)
        self.editing: Editing | None = None
        self._film: Film | None = None
        self._painter = TimelinePainter(theme, self.font(), pictures)
        self.mouse = TimelineMouse(self)
        self.keys = TimelineKeys(self)
        self._arrived = Throttle(self.viewport().update, _ARRIVALS_MS, self)
        self._set_up()
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.choice.changed.connect(self._on_chosen)
        pictures.arrived.connect(self._on_arrived)
        theme.changed.connect(self._on_look_changed)
        self.keys.refresh()
        self._tell()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(_LEAST_PX)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Timeline"))
        self.viewport().setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        return QSize(800, _USUAL_PX)

    # What is shown -------------------------------------------------------------------------------------------

    @property
    def timeline(self) -> Timeline | None:
        """The film as it is, also during a drag."""
        return self._film.timeline if self._film is not None else None

    @property
    def selection(self) -> frozenset[str]:
        """Ids of the selected clips."""
        return self.choice.ids

    @property
    def actions_list(self) -> list[QAction]:
        """What the keys do, for the palette and the list of keys."""
        return self.keys.actions

    def select(self, clip_ids: Collection[str]) -> None:
        """Select these clips and no others."""
        self.choice.select(clip_ids)

    def set_editing(self, editing: Editing | None) -> None:
        """What makes edits, for the sources of the film."""
        self.editing = editing
        self.keys.refresh()

    def set_timeline(
        self,
        timeline: Timeline | None,
        *,
        peaks: Sequence[float] | None = None,
        sections: Sequence[Section] | None = None,
        downbeats: Collection[int] | None = None,
    ) -> None:
        """Show a film. A drag that is going on is aborted; place, zoom and selection stay as far as they can.

        Args:
            peaks: 0…1, evenly over this film. sections: in seconds of the film. downbeats: indices into
                `Timeline.beats`. None: as they were.
        """
        self.mouse.abort()
        before, self._film = self._film, Film(timeline) if timeline is not None else None
        frames = timeline.frames if timeline is not None else 1
        scene = self.scene
        if peaks is not None:
            scene.wave.set_peaks(peaks)
            scene.wave_frames = frames
        if sections is not None:
            scene.sections = tuple(sections)
        if not scene.beats.are_of(timeline, downbeats):
            scene.beats = Beats(timeline, scene.beats.marked if downbeats is None else downbeats)
        scale = scene.scale.on(width_px=self.viewport().width(), frames=frames)
        scene.scale = scale if before is not None else scale.fitted()
        scene.playhead = min(scene.playhead, frames - 1)
        self._put(self._film)
        self.choice.set_film(self._film)
        self.keys.refresh()
        self._tell()
        self._sync_bar()
        self.viewport().update()

    def show_film(self, film: Film) -> None:
        """Show this one for now: what a drag would come to, or the film as it is again."""
        self.scene.scale = replace(self.scene.scale, frames=max(1, film.frames))
        self._put(film)
        self.viewport().update()

    def _put(self, film: Film | None) -> None:
        scene, choice = self.scene, self.choice
        scene.film = film
        scene.selected = film.indices(choice.ids) if film is not None else []
        scene.current = film.index_of(choice.current) if film is not None else None

    def set_playhead(self, frame: int) -> None:
        """Put the playhead on a frame. When it leaves what is seen, as in playing, the view turns the page.

        While the person drags it, it is where they drag it: a player that lags behind does not pull it back.
        """
        if self.mouse.doing is not Doing.SEEKING:
            self._put_playhead(frame)

    def _put_playhead(self, frame: int) -> None:
        scene = self.scene
        frame = min(max(0, frame), self._film.frames - 1 if self._film is not None else 0)
        was, now, width = scene.scale.x_of(scene.playhead), scene.scale.x_of(frame), scene.scale.width_px
        scene.playhead = frame
        if 0 <= was <= width and not 0 <= now <= width and not self.mouse.is_busy:
            self.set_scale(scene.scale.panned(now - width * _PAGE_SHARE))
            return
        for x in {int(was), int(now)}:
            self.viewport().update(QRect(x - _PLAYHEAD_REACH_PX, 0, 2 * _PLAYHEAD_REACH_PX, scene.height_px))

    def seek(self, frame: int) -> None:
        """The person puts the playhead on a frame."""
        before = self.scene.playhead
        self._put_playhead(frame)
        if self.scene.playhead != before:
            self.seek_requested.emit(self.scene.playhead)

    def reveal(self, index: int) -> None:
        """Bring a clip into view."""
        if self._film is not None:
            clip = self._film.clips[index]
            self.set_scale(self.scene.scale.revealing(clip.start, clip.end))

    def _on_chosen(self) -> None:
        self._put(self.scene.film)
        self._tell()
        self.viewport().update()
        self.selection_changed.emit()

    def _tell(self) -> None:
        """Let screen readers know which clip it is about."""
        scene, words = self.scene, self.tr("No film yet")
        if scene.film is not None and scene.current is not None:
            at = scene.current
            words = clip_spoken(scene.film, at, selected=scene.is_selected(at, at + 1))
        elif scene.film is not None:
            words = self.tr("{n} clips").format(n=len(scene.film.clips))
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # Place and zoom ------------------------------------------------------------------------------------------

    def set_scale(self, scale: Scale) -> None:
        """Show this part of the film."""
        if scale != self.scene.scale:
            self.scene.scale = scale
            self._sync_bar()
            self.viewport().update()

    def zoom(self, factor: float, about_px: float | None = None) -> None:
        """Nearer or farther, about a pixel; by default about the playhead, or the middle where it is not seen."""
        scale = self.scene.scale
        if about_px is None:
            head = scale.x_of(self.scene.playhead)
            about_px = head if 0 <= head <= scale.width_px else scale.width_px / 2
        self.set_scale(scale.zoomed(factor, about_px))

    def fit(self) -> None:
        """Show the whole film."""
        self.set_scale(self.scene.scale.fitted())

    def _sync_bar(self) -> None:
        scale, bar = self.scene.scale, self.horizontalScrollBar()
        bar.blockSignals(True)  # the scale is not rounded to the bar's whole pixels
        bar.setRange(0, round(scale.hidden_px))
        bar.setPageStep(scale.width_px)
        bar.setSingleStep(40)
        bar.setValue(round(scale.left_px + MARGIN_PX))
        bar.blockSignals(False)
        bar.update()

    def _on_scrolled(self, value: int) -> None:
        self.scene.scale = replace(self.scene.scale, left_px=value - MARGIN_PX).held()
        self.viewport().update()

    def _on_arrived(self, source: str) -> None:
        self._arrived()

    def _on_look_changed(self) -> None:
        self._painter.renew(self.font())
        self.viewport().update()

    # Events --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        self._painter.paint(painter, self.scene, event.rect())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.scene.height_px = self.viewport().height()
        self.scene.scale = self.scene.scale.on(width_px=self.viewport().width(), frames=self.scene.scale.frames)
        self._sync_bar()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._on_look_changed()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        units = turned.y() or turned.x()  # Alt and Shift make it the other axis on some systems
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_WHEEL_ZOOM**units, event.position().x())
        else:
            pixels = event.pixelDelta()
            self.set_scale(self.scene.scale.panned(-(pixels.x() or pixels.y() or units)))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mouse.double_click(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self.mouse.leave()
        elif event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            film, index = self.scene.film, self.mouse.hit(event.pos()).index
            words = "\n".join(clip_lines(film, index)) if film is not None and index >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys that are ours are taken before the window's shortcuts see them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape and (self.mouse.is_busy or bool(self.selection))
            if is_escape or self.keys.action_for(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.mouse.keys_changed(event.modifiers() | _held(event))
        action = self.keys.action_for(event)
        if event.key() == Qt.Key.Key_Escape:
            if not self.mouse.abort():
                self.select(())
        elif action is not None and not self.mouse.is_busy:
            action.trigger()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.mouse.keys_changed(event.modifiers() & ~_held(event))
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.scene.has_focus = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.scene.has_focus = False
        self.viewport().update()

    # Drops from the bin --------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._offer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._offer(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        if self._mark(None):
            self.insert_offered.emit([], 0)

    def dropEvent(self, event: QDropEvent) -> None:
        frame = self._drop_frame(event)
        self._mark(None)
        if frame is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.insert_requested.emit(_clips(event), frame)

    def _offer(self, event: QDragMoveEvent | QDragEnterEvent) -> None:
        frame = self._drop_frame(event)
        if self._mark(frame) and frame is not None:
            self.insert_offered.emit(_clips(event), frame)
        if frame is None:
            event.ignore()  # a window that takes files may want it
        else:
            event.acceptProposedAction()

    def _drop_frame(self, event: QDropEvent) -> int | None:
        if self._film is None or not event.mimeData().hasFormat(CLIPS_MIME):
            return None
        return self._film.nearest_cut(self.scene.scale.frame_at(event.position().x()))[1]

    def _mark(self, frame: int | None) -> bool:
        """Show where a drop would go; False if it is shown already."""
        if frame == self.scene.insert_frame:
            return False
        self.scene.insert_frame = frame
        self.viewport().update()
        return True


def as_clips(paths: Sequence[str]) -> bytes:
    """Files as data of the type `CLIPS_MIME`: whatever a file may be called comes out as it went in."""
    return b"\0".join(map(os.fsencode, paths))


def _clips(event: QDropEvent) -> list[Path]:
    data = bytes(event.mimeData().data(CLIPS_MIME).data())
    return [Path(os.fsdecode(name)) for name in data.split(b"\0") if name]


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    """The modifier that a key is: whether the event's own modifiers contain it differs between systems."""
    return {
        Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
        Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
        Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    }.get(Qt.Key(event.key()), Qt.KeyboardModifier.NoModifier)
