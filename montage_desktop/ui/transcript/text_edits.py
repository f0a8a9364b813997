"""What is done with the words selected in the text: asked for as operations, nothing is changed here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QMenu

from montage_desktop.core.transcript.document import joined
from montage_desktop.core.transcript.edits import Range
from montage_desktop.ui.transcript import text_ops
from montage_desktop.ui.transcript.in_place import InPlace
from montage_desktop.ui.transcript.text_words import tr

if TYPE_CHECKING:
    from montage_desktop.ui.transcript.text_view import TextView


class TextEdits(QObject):
    """Makes the view's wishes. GUI thread only.

    Attributes:
        in_place: the line that is written in just now, or None.
    """

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self.in_place: InPlace | None = None

    def _ask(self, wish: text_ops.Wish) -> bool:
        """Ask for operations; whether the words are others now."""
        ops, name = wish
        before = self._view.edited
        if ops and before is not None:
            self._view.ops_requested.emit(ops, name)
        return self._view.edited is not before

    # Which words ---------------------------------------------------------------------------------------------

    def current(self) -> list[int]:
        """Words selected; without a selection the one at the caret."""
        view = self._view
        if view.caret.has_selection:
            return list(view.selection)
        place = view.current_place
        return view.page.shown[place : view.page.gap_after(place)] if place >= 0 else []

    def _kept_beside(self, by: int) -> list[int]:
        """The next word from the caret on, or before it, that is not deleted; with what is written with it."""
        page, edited, place = self._view.page, self._view.edited, self._view.caret.at
        place = place if by > 0 else place - 1
        while edited is not None and 0 <= place < len(page.shown):
            number = page.shown[place]
            if not edited.is_deleted(number) and edited.word(number):
                return page.shown[place : page.gap_after(place)]
            place += by
        return []

    # Deleting ------------------------------------------------------------------------------------------------

    def delete(self) -> None:
        """Take the words selected out, or put them back where all are out; else the next word."""
        self._delete(1)

    def delete_back(self) -> None:
        """The same, with the word before the caret."""
        self._delete(-1)

    def strike(self) -> None:
        """The word at the caret or those selected: out, or back; the selection stays."""
        self._wish_for(self.current())

    def _wish_for(self, numbers: Sequence[int]) -> bool:
        edited = self._view.edited
        return bool(numbers) and edited is not None and self._ask(text_ops.deletion(edited, numbers))

    def _delete(self, by: int) -> None:
        view = self._view
        numbers = list(view.selection) or self._kept_beside(by)
        was_out = view.edited is not None and all(view.edited.is_deleted(n) for n in numbers)
        if not self._wish_for(numbers) or was_out:
            return
        places = [p for p in (view.page.place_of(numbers[0]), view.page.place_of(numbers[-1])) if p >= 0]
        if len(places) == 2:  # still seen: so that the same key takes the next word
            view.caret.put(places[0] if by < 0 else places[1] + 1, is_after=by > 0)
        else:
            view.caret.put(view.caret.range[0])
        view.reveal_caret()

    # Moving --------------------------------------------------------------------------------------------------

    def cut(self) -> None:
        """Remember the words selected, to move them."""
        view = self._view
        if view.caret.has_selection:
            view.set_cut(self._with_hidden())
            self.copy()

    def copy(self) -> None:
        """The text of the words selected, deleted ones left out."""
        edited = self._view.edited
        if edited is not None:
            words = [edited.word(n) for n in self.current() if not edited.is_deleted(n)]
            if words:
                QGuiApplication.clipboard().setText(joined(words))

    def paste(self) -> None:
        """Let the words that were cut play where the caret is; where words are selected, before them."""
        numbers = list(self._view.cut_words)
        self._move(numbers, self._view.caret.range[0])

    def move_selection(self, gap: int) -> None:
        """Let the words selected play at a gap."""
        self._move(self._with_hidden(), gap)

    def _with_hidden(self) -> list[int]:
        """Words selected, and deleted ones among them that are not seen: they go along."""
        view, edited = self._view, self._view.edited
        numbers = list(view.selection)
        if view.page.deleted_shown or edited is None or not numbers:
            return numbers
        order = list(edited.order())
        return order[order.index(numbers[0]) : order.index(numbers[-1]) + 1]

    def _move(self, numbers: list[int], gap: int) -> None:
        view, edited = self._view, self._view.edited
        if edited is None or not numbers:
            return
        before = view.page.shown[gap] if gap < len(view.page.shown) else len(edited)
        if self._ask(text_ops.move(edited, numbers, before)):
            view.set_cut([])
            view.select_words(numbers)

    # Writing -------------------------------------------------------------------------------------------------

    def correct(self) -> None:
        """Write the words selected, or the one at the caret, differently: in a line over them."""
        view, edited = self._view, self._view.edited
        if edited is None or not view.is_editable:
            return
        numbers = [n for n in self.current() if not edited.is_deleted(n)]
        if not numbers:
            return
        text = joined(edited.word(n) for n in numbers)
        place = view.page.place_of(numbers[0])
        view.reveal(numbers[0])

        def done(written: str) -> None:
            if view.edited is edited:
                self._ask(text_ops.corrections(edited, numbers, written))

        self._open(text, tr("Correct the text"), view.text_font, lambda: view.word_rect(place, len(numbers)), done)

    def name_speaker(self) -> None:
        """Ask who says the words selected, or those of the paragraph at the caret."""
        view = self._view
        if view.caret.has_selection and view.edited is not None:
            ranges = view.edited.ranges_of(self._with_hidden())
            self._name(view.page.of_place(view.caret.range[0]), ranges)
        elif view.current_place >= 0:
            self.name_paragraph(view.page.of_place(view.current_place))

    def name_paragraph(self, index: int) -> None:
        """Ask who speaks a paragraph."""
        ranges = [(a, b - 1) for a, b in self._view.page.paragraphs[index].piece.ranges]
        self._name(index, ranges)

    def rename_speaker(self) -> None:
        """Ask for another name of who speaks at the caret, wherever they speak."""
        place = self._view.current_place
        if place >= 0:
            index = self._view.page.of_place(place)
            was = self._view.page.paragraphs[index].speaker
            self._name(index, [], was=was)

    def _name(self, index: int, ranges: Sequence[Range], *, was: str = "") -> None:
        view, edited = self._view, self._view.edited
        if edited is None or not view.is_editable:
            return
        now = view.page.paragraphs[index].speaker
        title = tr("Who says this") if ranges else tr("Another name for {name}").format(name=was or tr("nobody"))
        view.reveal(view.page.shown[view.page.paragraphs[index].first])

        def done(name: str) -> None:
            if view.edited is edited and (name.strip() or was):
                self._ask(text_ops.speaker(name, ranges) if ranges else text_ops.rename(name, was))

        self._open(now, title, view.font(), lambda: view.margin_rect(index), done)

    def _open(
        self, text: str, name: str, font: QFont, where: Callable[[], QRectF], done: Callable[[str], None]
    ) -> None:
        self.close(keep=True)
        self.in_place = InPlace(self._view.viewport(), text, name, font, done)
        self._where = where
        self.follow()
        self.in_place.show()
        self.in_place.setFocus()

    def follow(self) -> None:
        """The text was scrolled: what is written goes with it."""
        if self.in_place is not None and self.in_place.is_open:
            self.in_place.put(self._where().toAlignedRect())

    def close(self, *, keep: bool) -> None:
        """End writing."""
        line, self.in_place = self.in_place, None
        if line is not None and line.is_open:
            line.close_with(keep=keep)

    # More ----------------------------------------------------------------------------------------------------

    def play(self) -> None:
        """Go to where the word at the caret is heard; after a double click, Return corrects the word instead."""
        view = self._view
        if view.caret.by_double_click:
            self.correct()
        elif view.current_place >= 0:
            view.seek_requested.emit(view.page.shown[view.current_place])

    def show_menu(self, at: QPoint) -> None:
        """What can be done with the words selected. `at`: on the screen."""
        view, keys, edited = self._view, self._view.keys, self._view.edited
        if edited is None or not view.page.shown:
            return
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        numbers = self.current()
        is_out = bool(numbers) and all(edited.is_deleted(n) for n in numbers)
        first = menu.addAction(tr("Put back") if is_out else tr("Delete"), self.strike)
        first.setShortcut(keys.delete.shortcut())
        first.setEnabled(view.is_editable)
        menu.addSeparator()
        play = menu.addAction(tr("Play from here"), self._seek)
        play.setShortcut(keys.play.shortcut())
        menu.addActions([keys.correct, keys.cut, keys.copy, keys.paste])
        menu.addSeparator()
        menu.addActions([keys.speaker, keys.rename])
        menu.addSeparator()
        menu.addAction(keys.all)
        menu.popup(at)

    def _seek(self) -> None:
        place = self._view.current_place
        if place >= 0:
            self._view.seek_requested.emit(self._view.page.shown[place])
