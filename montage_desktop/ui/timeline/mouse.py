"""What the mouse does on the timeline: seeking, selecting, panning, the rubber band, and drags that edit."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent

from montage_desktop.core.edits import Edit
from montage_desktop.core.errors import InputError
from montage_desktop.ui.language import translated
from montage_desktop.ui.throttle import Throttle
from montage_desktop.ui.timeline.film import Film
from montage_desktop.ui.timeline.gestures import Gesture, Moving, Pull, Slipping, TransitionLength, Trimming, edited
from montage_desktop.ui.timeline.hits import Hit, Zone, hit
from montage_desktop.ui.timeline.scene import Hint

if TYPE_CHECKING:
    from montage_desktop.ui.timeline.view import TimelineView

_START_PX = 4
_PREVIEW_MS = 16
_SCROLL_MS, _SCROLL_SHARE, _SCROLL_MOST_PX = 25, 0.3, 48
_NO_KEY = Qt.KeyboardModifier.NoModifier
_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
_HOVER_CURSORS = {Zone.EDGE: Qt.CursorShape.SplitHCursor, Zone.HANDLE: Qt.CursorShape.SizeHorCursor}


class Doing(Enum):
    """What a pressed button means."""

    NOTHING = auto()
    SEEKING = auto()
    PANNING = auto()
    PRESSED = auto()  #: on a clip or its edge; not moved yet
    BAND = auto()
    EDITING = auto()


class TimelineMouse(QObject):
    """Follows the mouse. GUI thread only.

    Attributes:
        doing: what is going on. slip_tool: whether dragging a clip's body slips it without any key.
    """

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self.doing = Doing.NOTHING
        self.slip_tool = False
        self._view = view
        self._at = self._pressed_at = QPoint()
        self._pressed_frame = 0.0
        self._pressed_hit = Hit(Zone.NOTHING)
        self._keys = self._pressed_keys = _NO_KEY
        self._kept: frozenset[str] = frozenset()
        self._gesture: Gesture | None = None
        self._before: Film | None = None
        self._edit: Edit | None = None
        self._step: tuple[int, bool, bool] | None = None
        self._show = Throttle(self._preview, _PREVIEW_MS, self)
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._on_scroll)

    @property
    def is_busy(self) -> bool:
        """Whether a button is held."""
        return self.doing is not Doing.NOTHING

    def toggle_slip_tool(self) -> None:
        """Let drags of clips slip them, or move them again."""
        self.slip_tool = not self.slip_tool
        self._set_cursor()

    def settle(self) -> None:
        """Show what is still to be shown of a drag."""
        self._show.flush()

    # Events --------------------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """A button went down; a second one aborts what the first one does."""
        if self.doing is not Doing.NOTHING:
            self.abort()
            return
        film = self._view.scene.film
        if film is None:
            return
        self._remember(event, film)
        zone = self._pressed_hit.zone
        if event.button() is Qt.MouseButton.MiddleButton:
            self.doing = Doing.PANNING
        elif event.button() is Qt.MouseButton.RightButton:
            if self._pressed_hit.index >= 0 and not self._is_selected():
                self._view.choice.one(self._pressed_hit.index)
        elif event.button() is Qt.MouseButton.LeftButton:
            self.doing = Doing.PRESSED
            if zone is Zone.RULER:
                self.doing = Doing.SEEKING
                self._view.seek(round(self._pressed_frame))
            elif self._pressed_hit.index >= 0:
                self._press_clip()
        self._set_cursor()

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved, with or without a button."""
        was, self._at, self._keys = self._at, event.position().toPoint(), event.modifiers()
        if self.doing is Doing.NOTHING:
            self._hover()
        elif self.doing is Doing.PANNING:
            self._view.set_scale(self._view.scene.scale.panned(was.x() - self._at.x()))
        else:
            if self.doing is Doing.PRESSED and (self._at - self._pressed_at).manhattanLength() >= _START_PX:
                self._begin()
            self._go_on()
            outside = not 0 <= self._at.x() < self._view.scene.scale.width_px
            if outside and self.doing is not Doing.PRESSED:
                self._scroll.start()

    def release(self, event: QMouseEvent) -> None:
        """The button went up: what was shown is asked for."""
        doing, self._at = self.doing, event.position().toPoint()
        if doing is Doing.EDITING:
            self._preview()
            self._finish()
        elif doing is Doing.PRESSED:
            self._click()
        self._stop()

    def double_click(self, event: QMouseEvent) -> None:
        """A clip is opened; elsewhere the second press is one like the first."""
        film, found = self._view.scene.film, self.hit(event.position().toPoint())
        if film is None or found.zone is not Zone.CLIP or event.button() is not Qt.MouseButton.LeftButton:
            self.press(event)
        else:
            self._view.clip_activated.emit(film.clips[found.index].id)

    def leave(self) -> None:
        """The mouse is elsewhere."""
        if self.doing is Doing.NOTHING and self._view.scene.hover.zone is not Zone.NOTHING:
            self._view.scene.hover = Hit(Zone.NOTHING)
            self._view.viewport().update()

    def keys_changed(self, keys: Qt.KeyboardModifier) -> None:
        """Alt or Shift went down or up during a drag."""
        if self.doing is Doing.EDITING and keys != self._keys:
            self._keys = keys
            self._go_on()

    def abort(self) -> bool:
        """Leave everything as it was before the button went down. False if nothing was going on."""
        if self.doing is Doing.NOTHING:
            return False
        if self.doing is Doing.BAND:
            self._view.select(self._kept)
        self._stop()
        return True

    # Pressing ------------------------------------------------------------------------------------------------

    def _remember(self, event: QMouseEvent, film: Film) -> None:
        self._at = self._pressed_at = event.position().toPoint()
        self._pressed_frame = self._view.scene.scale.frame_at(self._at.x())
        self._pressed_hit = self.hit(self._at)
        self._keys = self._pressed_keys = event.modifiers()
        self._before, self._kept = film, self._view.selection

    def _is_selected(self) -> bool:
        index = self._pressed_hit.index
        return self._view.scene.is_selected(index, index + 1)

    def _press_clip(self) -> None:
        """Select on press, so that a drag speaks of what it is seen to begin on."""
        index, keys = self._pressed_hit.index, self._pressed_keys
        if self._pressed_hit.zone is not Zone.CLIP or keys & _ALT:
            if not self._is_selected():
                self._view.choice.one(index)
        elif keys & _SHIFT:
            self._view.choice.until(index)
        elif not keys & _CTRL and not self._is_selected():
            self._view.choice.one(index)

    def _click(self) -> None:
        """Pressed and let go at the same place."""
        index, keys, zone = self._pressed_hit.index, self._pressed_keys, self._pressed_hit.zone
        if zone is Zone.CLIP and keys & _CTRL and not keys & _ALT:
            self._view.choice.toggle(index)
        elif zone is Zone.CLIP and not keys & (_SHIFT | _ALT):
            self._view.choice.one(index)
        elif index < 0:
            self._view.select(())
            if zone is Zone.MUSIC:
                self._view.seek(round(self._pressed_frame))

    def _begin(self) -> None:
        self._gesture = self._gesture_for(self._pressed_hit)
        if self._gesture is not None:
            self.doing = Doing.EDITING
        elif self._pressed_hit.zone is Zone.CLIP and not self._pressed_keys & (_CTRL | _SHIFT):
            self.doing = Doing.NOTHING  # nothing can be edited
        else:
            self.doing = Doing.BAND
            self._kept = self._view.selection if self._pressed_keys & (_CTRL | _SHIFT) else frozenset()

    def _gesture_for(self, found: Hit) -> Gesture | None:
        editing, film, keys = self._view.editing, self._before, self._pressed_keys
        if editing is None or film is None or found.index < 0:
            return None
        clip = film.clips[found.index]
        if found.zone is Zone.EDGE:
            return Trimming(editing, clip, found.edge)
        if found.zone is Zone.HANDLE:
            return TransitionLength(editing, clip, found.edge)
        if self.slip_tool or (keys & _CTRL and keys & _ALT):
            return Slipping(editing, clip)
        return None if keys & (_CTRL | _SHIFT) else Moving(editing, film, self._view.selection or {clip.id})

    # Dragging ------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        if self.doing is Doing.SEEKING:
            self._view.seek(round(self._view.scene.scale.frame_at(self._at.x())))
        elif self.doing is Doing.BAND:
            self._stretch_band()
        elif self.doing is Doing.EDITING:
            self._show()

    def _stretch_band(self) -> None:
        scene = self._view.scene
        start = QPoint(round(scene.scale.x_of(self._pressed_frame)), self._pressed_at.y())
        scene.band = QRect(start, self._at).normalized()
        lane, touched = scene.lanes.clips, frozenset[str]()
        if scene.film is not None and scene.band.bottom() >= lane.top and scene.band.top() < lane.bottom:
            a, b = scene.scale.frame_at(scene.band.left()), scene.scale.frame_at(scene.band.right())
            found = scene.film.between(max(0.0, a), min(b, scene.film.frames))
            touched = frozenset(scene.film.clips[n].id for n in found)
        self._view.select(self._kept | touched)
        self._view.viewport().update()

    def _pull(self) -> Pull:
        frame = self._view.scene.scale.frame_at(self._at.x())
        return Pull(
            frame, self._pressed_frame, free=bool(self._keys & _ALT), ripple=bool(self._keys & _SHIFT)
        )  # fmt: skip

    def _preview(self) -> None:
        """Show the film as it would be, and say what that is; or why it cannot be."""
        gesture, before = self._gesture, self._before
        if self.doing is not Doing.EDITING or gesture is None or before is None:
            return
        scene, pull = self._view.scene, self._pull()
        step = gesture.step(pull)
        if step == self._step and scene.hint is not None:
            scene.hint = replace(scene.hint, at=self._at)
            self._view.viewport().update()
            return
        self._step, self._edit = step, gesture.edit(pull)
        try:
            after = edited(self._edit, before.timeline)
        except InputError as refusal:
            self._edit = None
            self._view.show_film(before)
            scene.guide_frame = None
            scene.hint = Hint(" ".join(map(translated, (refusal.message, refusal.fix))).strip(), self._at, refused=True)
        else:
            self._view.show_film(after)
            scene.guide_frame = gesture.guide(pull, after)
            self._tell(gesture, after)
            words = gesture.words(pull, after)
            scene.hint = Hint(words, self._at) if words else None
        scene.dragged = scene.film.indices(gesture.clip_ids) if scene.film else []
        self._set_cursor()

    def _tell(self, gesture: Gesture, after: Film) -> None:
        """Have the monitor show what the edge, or the clip, would come to."""
        guide = self._view.scene.guide_frame
        clip = next((c for c in after.timeline.video if c.id in gesture.clip_ids), None)
        if clip is not None:
            frame = clip.start if guide is None else guide
            # The last picture before an out edge, the first behind an in edge.
            self._view.dragged.emit(after.timeline, clip.end - 1 if frame == clip.end else frame)

    def _finish(self) -> None:
        """Ask for the edit, if it changes anything."""
        edit, before, after = self._edit, self._before, self._view.scene.film
        self._stop()
        if edit is not None and before is not None and after is not None and after.timeline != before.timeline:
            self._view.edit_requested.emit(edit)

    def _stop(self) -> None:
        self._scroll.stop()
        was_editing, scene = self.doing is Doing.EDITING, self._view.scene
        self.doing, self._gesture, self._edit, self._step = Doing.NOTHING, None, None, None
        if was_editing and self._before is not None:
            self._view.show_film(self._before)
            self._view.drag_ended.emit()
        scene.hint, scene.guide_frame, scene.band, scene.dragged = None, None, None, []
        self._before = None
        self._view.viewport().update()
        self._hover()

    def _on_scroll(self) -> None:
        """The mouse is held beside the view: the film comes to it."""
        width = self._view.scene.scale.width_px
        beyond = min(0, self._at.x()) + max(0, self._at.x() - width + 1)
        if not beyond or self.doing is Doing.NOTHING:
            self._scroll.stop()
            return
        by = max(-_SCROLL_MOST_PX, min(beyond * _SCROLL_SHARE, _SCROLL_MOST_PX))
        self._view.set_scale(self._view.scene.scale.panned(by))
        self._go_on()

    # Looks ---------------------------------------------------------------------------------------------------

    def hit(self, at: QPoint) -> Hit:
        """What lies at a point."""
        scene = self._view.scene
        if scene.film is None or not scene.film.clips:
            return Hit(Zone.NOTHING)
        return hit(scene.film, scene.scale, scene.lanes, at.x(), at.y())

    def _hover(self) -> None:
        found = self.hit(self._at)
        if found != self._view.scene.hover:
            self._view.scene.hover = found
            self._view.viewport().update()
        self._set_cursor()

    def _set_cursor(self) -> None:
        shape = _HOVER_CURSORS.get(self._view.scene.hover.zone, Qt.CursorShape.ArrowCursor)
        if self.slip_tool and self._view.scene.hover.zone is Zone.CLIP:
            shape = Qt.CursorShape.SizeHorCursor
        if self.doing is Doing.PANNING:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self.doing is Doing.EDITING and self._gesture is not None:
            hint = self._view.scene.hint
            shape = Qt.CursorShape.ForbiddenCursor if hint and hint.refused else self._gesture.cursor
        if self._view.viewport().cursor().shape() is not shape:
            self._view.viewport().setCursor(shape)
