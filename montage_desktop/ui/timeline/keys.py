"""What the keys do on the timeline, as actions: for the keyboard, the palette and the list of keys."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from montage_desktop.core.edits import Edge
from montage_desktop.ui.timeline.words import tr

if TYPE_CHECKING:
    from montage_desktop.ui.timeline.view import TimelineView

_ZOOM = 1.5


class TimelineKeys(QObject):
    """The timeline's actions. Their keys work while the timeline has the focus, before the window's own.

    A key that the window uses as well (an arrow) must not be ambiguous. So they are not the view's own actions, and in
    a menu only tell their keys (`WidgetShortcut`): the view takes the keys it knows, and triggers the action itself.

    Attributes:
        actions: in the order they are told in.
    """

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        self.actions: list[QAction] = []
        self._make_moves()
        self._make_edits()

    def action_for(self, event: QKeyEvent) -> QAction | None:
        """The action of a key that was pressed, if it can be triggered now."""
        pressed = QKeySequence(event.keyCombination())
        found = (a for a in self.actions if a.isEnabled() and pressed in a.shortcuts())
        return next(found, None)

    def refresh(self) -> None:
        """What can be done has changed."""
        scene = self._view.scene
        has_film = scene.film is not None and bool(scene.film.clips)
        for action in self.actions:
            action.setEnabled(has_film and (not action.property("edits") or self._view.editing is not None))

    def _add(self, words: str, keys: str, work: Callable[[], None], *, edits: bool = False) -> None:
        action = QAction(words, self)
        action.setObjectName(f"timeline-{keys.replace(' ', '-')}")  # by which changed keys are kept, in any language
        action.setShortcuts([QKeySequence(k) for k in keys.split(" ")])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setProperty("edits", edits)
        action.triggered.connect(lambda: work())
        self.actions.append(action)

    def _make_moves(self) -> None:
        view = self._view
        self._add(tr("Previous clip"), "Up", lambda: self._go(-1))
        self._add(tr("Next clip"), "Down", lambda: self._go(1))
        self._add(tr("First clip"), "Home", lambda: self._go_to(0))
        self._add(tr("Last clip"), "End", lambda: self._go_to(-1))
        self._add(tr("Select back to the previous clip"), "Shift+Up", lambda: self._stretch(-1))
        self._add(tr("Select on to the next clip"), "Shift+Down", lambda: self._stretch(1))
        self._add(tr("Select all clips"), "Ctrl+A", view.choice.all)
        self._add(tr("Open the clip"), "Return Enter", self._activate)
        self._add(tr("Playhead one frame back"), "Left", lambda: self._step(-1))
        self._add(tr("Playhead one frame forward"), "Right", lambda: self._step(1))
        self._add(tr("Playhead one second back"), "Shift+Left", lambda: self._step(-self._second()))
        self._add(tr("Playhead one second forward"), "Shift+Right", lambda: self._step(self._second()))
        self._add(tr("Zoom in"), "+ = Shift++", lambda: view.zoom(_ZOOM))
        self._add(tr("Zoom out"), "-", lambda: view.zoom(1 / _ZOOM))
        self._add(tr("Show the whole film"), "Shift+Z", view.fit)
        self._add(tr("Slip tool on or off"), "Y", view.mouse.toggle_slip_tool)

    def _make_edits(self) -> None:
        for words, keys, edge, by in (
            (tr("Begin of the clip one beat earlier"), "Ctrl+Left", "in", -1),
            (tr("Begin of the clip one beat later"), "Ctrl+Right", "in", 1),
            (tr("End of the clip one beat earlier"), "Ctrl+Shift+Left", "out", -1),
            (tr("End of the clip one beat later"), "Ctrl+Shift+Right", "out", 1),
        ):
            self._add(words, keys, lambda e=edge, n=by: self._trim(e, n, free=False), edits=True)  # type: ignore[misc]
        for words, keys, edge, by in (
            (tr("Begin of the clip one frame earlier"), "Alt+Left", "in", -1),
            (tr("Begin of the clip one frame later"), "Alt+Right", "in", 1),
            (tr("End of the clip one frame earlier"), "Alt+Shift+Left", "out", -1),
            (tr("End of the clip one frame later"), "Alt+Shift+Right", "out", 1),
        ):
            self._add(words, keys, lambda e=edge, n=by: self._trim(e, n, free=True), edits=True)  # type: ignore[misc]
        self._add(tr("Slip one frame earlier"), "Ctrl+Alt+Left", lambda: self._slip(-1), edits=True)
        self._add(tr("Slip one frame later"), "Ctrl+Alt+Right", lambda: self._slip(1), edits=True)
        self._add(tr("Move clips one place earlier"), "Ctrl+Up", lambda: self._shift(-1), edits=True)
        self._add(tr("Move clips one place later"), "Ctrl+Down", lambda: self._shift(1), edits=True)
        self._add(tr("Longer transition"), "Alt+Up", lambda: self._transition(2), edits=True)
        self._add(tr("Shorter transition"), "Alt+Down", lambda: self._transition(-2), edits=True)

    # Moving about --------------------------------------------------------------------------------------------

    def _current(self) -> int | None:
        """The current clip; the one at the playhead where there is none."""
        scene = self._view.scene
        if scene.current is not None or scene.film is None:
            return scene.current
        return scene.film.at(scene.playhead)

    def _go(self, by: int) -> None:
        index, has_one = self._current(), self._view.scene.current is not None
        if index is not None:
            self._go_to(max(0, index + by) if has_one else index)

    def _go_to(self, index: int) -> None:
        film = self._view.scene.film
        if film is not None and film.clips:
            place = min(index, len(film.clips) - 1) if index >= 0 else len(film.clips) - 1
            self._view.choice.one(place)
            self._view.reveal(place)
            self._view.seek(film.clips[place].start)

    def _stretch(self, by: int) -> None:
        index, film = self._current(), self._view.scene.film
        if index is not None and film is not None:
            place = min(max(0, index + by), len(film.clips) - 1)
            self._view.choice.until(place)
            self._view.reveal(place)

    def _activate(self) -> None:
        film, index = self._view.scene.film, self._current()
        if film is not None and index is not None:
            self._view.clip_activated.emit(film.clips[index].id)

    def _step(self, by: int) -> None:
        self._view.seek(self._view.scene.playhead + by)

    def _second(self) -> int:
        film = self._view.scene.film
        return round(film.timeline.rate) if film is not None else 1

    # Edits ---------------------------------------------------------------------------------------------------

    def _trim(self, edge: Edge, by: int, *, free: bool) -> None:
        index, film, editing = self._current(), self._view.scene.film, self._view.editing
        if index is None or film is None or editing is None:
            return
        clip = film.clips[index]
        at = clip.start if edge == "in" else clip.end
        to = at + by if free else self._beat_beside(at, by)
        self._view.edit_requested.emit(editing.trim(clip.id, edge, to, on_beats=not free))

    def _beat_beside(self, frame: int, by: int) -> int:
        beats = self._view.scene.beats.frames
        at = bisect_right(beats, frame) if by > 0 else bisect_left(beats, frame) - 1
        return beats[at] if 0 <= at < len(beats) else frame + by

    def _slip(self, by: int) -> None:
        index, film, editing = self._current(), self._view.scene.film, self._view.editing
        if index is not None and film is not None and editing is not None:
            self._view.edit_requested.emit(editing.slip(film.clips[index].id, by))

    def _shift(self, by: int) -> None:
        """To the place before the first, or after the last, of the selected ones."""
        film, editing, chosen = self._view.scene.film, self._view.editing, self._view.scene.selected
        if film is None or editing is None or not chosen:
            return
        to = chosen[0] - 1 if by < 0 else chosen[-1] + 2
        if 0 <= to <= len(film.clips):
            self._view.edit_requested.emit(editing.move(self._view.selection, to))

    def _transition(self, by: int) -> None:
        index, film, editing = self._current(), self._view.scene.film, self._view.editing
        if index is None or film is None or editing is None:
            return
        into = film.clips[index].transition_in
        if into is None and by < 0:
            return
        kind, frames = (into.kind, into.frames + by) if into else ("dissolve", 6 * by)
        edit = editing.transition(film.clips[index].id, kind if frames >= 2 else None, max(0, frames))
        self._view.edit_requested.emit(edit)
