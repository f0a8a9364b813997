"""What the keys do in a transcript's text: moving about, as in any text; edits, as actions for palette and key list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from montage_desktop.ui.transcript.text_words import tr

if TYPE_CHECKING:
    from montage_desktop.ui.transcript.text_view import TextView

_ZOOM = 1.15
_CTRL, _SHIFT, _KEYPAD = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier,
)  # fmt: skip


class TextKeys(QObject):
    """The text's keys; they work while it has the focus, before the window's own (see `TimelineKeys`).

    Attributes:
        actions: edits, in the order they are told in.
    """

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self.actions: list[QAction] = []
        edits = view.edits
        self.delete = self._add(tr("Delete the words"), "Del", edits.delete, "delete", edits=True)
        self._add(tr("Delete the word before"), "Backspace", edits.delete_back, "delete-back", edits=True)
        self._add(tr("Strike the words, or put them back"), "Ctrl+D", edits.strike, "strike", edits=True)
        self.correct = self._add(tr("Correct the text"), "F2", edits.correct, "correct", edits=True)
        self.cut = self._add(tr("Cut the words to move them"), "Ctrl+X", edits.cut, "cut", edits=True)
        self.copy = self._add(tr("Copy the text"), "Ctrl+C", edits.copy, "copy")
        self.paste = self._add(tr("Move the cut words here"), "Ctrl+V", edits.paste, "paste", edits=True)
        self.play = self._add(tr("Play from here"), "Return Enter", edits.play, "play")
        self.speaker = self._add(tr("Say who speaks these words …"), "", edits.name_speaker, "speaker", edits=True)
        self.rename = self._add(tr("Rename the speaker everywhere …"), "", edits.rename_speaker, "rename", edits=True)
        self.all = self._add(tr("Select all words"), "Ctrl+A", lambda: view.select(0, len(view.page.shown)), "all")
        self._add(tr("Larger text"), "Ctrl++ Ctrl+=", lambda: view.set_zoom(view.zoom * _ZOOM), "larger")
        self._add(tr("Smaller text"), "Ctrl+-", lambda: view.set_zoom(view.zoom / _ZOOM), "smaller")
        self._add(tr("Text in its usual size"), "Ctrl+0", lambda: view.set_zoom(1.0), "usual")

    def _add(self, words: str, keys: str, work: Callable[[], None], name: str, *, edits: bool = False) -> QAction:
        action = QAction(words, self)
        action.setObjectName(f"transcript-{name}")
        action.setShortcuts([QKeySequence(k) for k in keys.split()])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setProperty("edits", edits)
        action.triggered.connect(lambda: work())
        self.actions.append(action)
        return action

    def refresh(self) -> None:
        """What can be done has changed."""
        view = self._view
        for action in self.actions:
            action.setEnabled(bool(view.page.shown) and (view.is_editable or not action.property("edits")))
        self.paste.setEnabled(bool(view.marks.cut) and view.is_editable)

    def action_for(self, event: QKeyEvent) -> QAction | None:
        """The action of a key that was pressed, if it can be triggered now."""
        pressed = QKeySequence(event.keyCombination())
        if event.modifiers() & _KEYPAD:
            pressed = QKeySequence(int(event.key()) | int((event.modifiers() & ~_KEYPAD).value))
        found = (a for a in self.actions if a.isEnabled() and pressed in a.shortcuts())
        return next(found, None)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is ours, before the window's shortcuts see it."""
        view = self._view
        if event.key() == Qt.Key.Key_Escape:
            return view.mouse.is_busy or bool(view.marks.cut) or view.caret.has_selection
        return self.action_for(event) is not None or self.move_for(event) is not None

    def press(self, event: QKeyEvent) -> bool:
        """A key was pressed; False if it is none of ours."""
        view = self._view
        action, move = self.action_for(event), self.move_for(event)
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        if view.mouse.is_busy or (action is None and move is None):
            return False
        view.following.hold()
        if action is not None:
            action.trigger()
        elif move is not None:
            move()
        return True

    def _escape(self) -> bool:
        """Give up what goes on: a drag, else what was cut, else the selection."""
        view = self._view
        if view.mouse.abort():
            return True
        if view.marks.cut:
            view.set_cut([])
        elif view.caret.has_selection:
            view.caret.put(view.caret.at, is_after=view.caret.is_after)
        else:
            return False
        return True

    # Moving about --------------------------------------------------------------------------------------------

    def move_for(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Where a key that was pressed goes; None for other keys."""
        if event.modifiers() & ~(_CTRL | _SHIFT | _KEYPAD) or not self._view.page.shown:
            return None
        extend, ctrl = bool(event.modifiers() & _SHIFT), bool(event.modifiers() & _CTRL)
        go: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Left: lambda: self._sideways(-1, by_sentence=ctrl, extend=extend),
            Qt.Key.Key_Right: lambda: self._sideways(1, by_sentence=ctrl, extend=extend),
            Qt.Key.Key_Home: lambda: self._edge(-1, of_all=ctrl, extend=extend),
            Qt.Key.Key_End: lambda: self._edge(1, of_all=ctrl, extend=extend),
        }
        if not ctrl:
            page = max(1.0, self._view.viewport().height() / self._view.page.look.line_px - 1)
            go |= {
                Qt.Key.Key_Up: lambda: self._lines(-1, extend=extend),
                Qt.Key.Key_Down: lambda: self._lines(1, extend=extend),
                Qt.Key.Key_PageUp: lambda: self._lines(-page, extend=extend),
                Qt.Key.Key_PageDown: lambda: self._lines(page, extend=extend),
            }
        return go.get(event.key())

    def _put(self, gap: int, *, extend: bool, is_after: bool = False, goal_px: float | None = None) -> None:
        self._view.caret.put(gap, extend=extend, is_after=is_after, goal_px=goal_px)
        self._view.reveal_caret()

    def _sideways(self, by: int, *, by_sentence: bool, extend: bool) -> None:
        view, caret = self._view, self._view.caret
        if view.page.is_right_to_left_at(caret.at):
            by = -by
        a, b = caret.range
        if a < b and not extend and not by_sentence:
            self._put(a if by < 0 else b, extend=False)
        elif by_sentence:
            self._put(self._beside_sentence(caret.at, by), extend=extend)
        else:
            self._put(view.page.gap_beside(caret.at, by), extend=extend)

    def _beside_sentence(self, gap: int, by: int) -> int:
        page = self._view.page
        place = min(max(0, gap if by > 0 else gap - 1), len(page.shown) - 1)
        begin, end = page.sentence(place)
        return end if by > 0 else begin

    def _edge(self, by: int, *, of_all: bool, extend: bool) -> None:
        view = self._view
        if of_all:
            self._put(0 if by < 0 else len(view.page.shown), extend=extend)
            return
        _, top, bottom = view.caret_place()
        hit = view.page.hit(-1e6 if by < 0 else 1e6, (top + bottom) / 2)
        if hit is not None:
            if view.page.layout_of(hit.paragraph).is_right_to_left:
                hit = view.page.hit(1e6 if by < 0 else -1e6, (top + bottom) / 2) or hit
            gap = view.page.gap_after(hit.place) if by > 0 else hit.place
            self._put(gap, extend=extend, is_after=by > 0)

    def _lines(self, by: float, *, extend: bool) -> None:
        view, page = self._view, self._view.page
        x, top, bottom = view.caret_place()
        x = view.caret.goal_px if view.caret.goal_px is not None else x
        if abs(by) > 1:
            view.scroll_by(by * page.look.line_px)
            y = (top + bottom) / 2 + by * page.look.line_px
        else:
            y = page.line_beside((top + bottom) / 2, round(by))
        if y < 0:
            self._put(0, extend=extend, goal_px=x)
        elif y >= page.height:
            self._put(len(page.shown), extend=extend, goal_px=x)
        else:
            hit = page.hit(x, y)
            if hit is not None:
                gap = page.gap_after(hit.place) if hit.is_after else hit.place
                self._put(gap, extend=extend, is_after=hit.is_after, goal_px=x)
