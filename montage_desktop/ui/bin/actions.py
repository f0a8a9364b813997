"""What can be done with the selected clips: actions for keys, the context menu and the window's menus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from montage_desktop.core.project import Flag
from montage_desktop.ui.bin.delegate import FLAGS, STAR
from montage_desktop.ui.keys.map import for_people
from montage_desktop.ui.theme import Theme

_STARS = 5


class BinActions(QObject):
    """Actions of the list; their keys work while it has the focus. GUI thread only.

    Attributes:
        actions_list: in the order of menus, without `play` and `remove`.

    Signals:
        play_chosen(), flag_chosen(str), rating_chosen(int), in_chosen(), out_chosen(), clear_chosen(),
        proxies_chosen(), remove_chosen(): for what is selected.
    """

    play_chosen = Signal()
    flag_chosen = Signal(str)
    rating_chosen = Signal(int)
    in_chosen = Signal()
    out_chosen = Signal()
    clear_chosen = Signal()
    proxies_chosen = Signal()
    remove_chosen = Signal()

    def __init__(self, theme: Theme, target: QWidget) -> None:
        super().__init__(target)
        self._theme, self._target = theme, target
        make = self._make
        self.play = make(self.tr("Play"), "", self.play_chosen.emit)
        self.favourite = make(self.tr("Favourite"), "F", lambda: self._flag("favourite"))
        self.reject = make(self.tr("Reject"), "X", lambda: self._flag("rejected"))
        self.ratings = [
            make(self._stars(n), str(n), lambda _=False, n=n: self.rating_chosen.emit(n)) for n in range(_STARS + 1)
        ]
        for n, rating in enumerate(self.ratings):
            rating.setObjectName(f"bin-rating-{n}")  # by which changed keys are kept, in any language
        self.mark_in = make(self.tr("In point at the player's position"), "I", self.in_chosen.emit)
        self.mark_out = make(self.tr("Out point at the player's position"), "O", self.out_chosen.emit)
        self.clear_marks = make(self.tr("Clear in and out points"), "Alt+X", self.clear_chosen.emit)
        self.make_proxies = make(self.tr("Make proxies"), "", self.proxies_chosen.emit)
        # The window has the action with the key: two with the same one would be ambiguous, and neither would work.
        self.remove = make(self.tr("Remove from the bin") + f"\t{for_people(['Del'])}", "", self.remove_chosen.emit)
        self.actions_list = [
            self.favourite, self.reject, *self.ratings, self.mark_in, self.mark_out, self.clear_marks,
        ]  # fmt: skip
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_enabled(is_enabled=False)

    def menu(self) -> QMenu:
        """A context menu, to be shown once."""
        menu = QMenu(self._target)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.play)
        menu.addSeparator()
        menu.addActions([self.favourite, self.reject])
        stars = menu.addMenu(self._theme.icon(STAR.icon, STAR.colour), self.tr("Rating"))
        stars.addActions(self.ratings)
        menu.addSeparator()
        menu.addActions([self.mark_in, self.mark_out, self.clear_marks])
        menu.addSeparator()
        menu.addAction(self.make_proxies)
        menu.addAction(self.remove)
        return menu

    def set_enabled(self, *, is_enabled: bool) -> None:
        """Whether anything is selected."""
        for action in (self.play, *self.actions_list, self.make_proxies, self.remove):
            action.setEnabled(is_enabled)

    def _make(self, words: str, keys: str, slot: Callable[..., object]) -> QAction:
        action = QAction(words, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        self._target.addAction(action)
        return action

    def _flag(self, flag: Flag) -> None:
        self.flag_chosen.emit(flag)

    def _stars(self, count: int) -> str:
        if not count:
            return self.tr("No stars")
        return self.tr("1 star") if count == 1 else self.tr("{n} stars").format(n=count)

    def _on_theme_changed(self) -> None:
        self.play.setIcon(self._theme.icon("play"))
        self.favourite.setIcon(self._theme.icon(FLAGS["favourite"].icon, FLAGS["favourite"].colour))
        self.reject.setIcon(self._theme.icon(FLAGS["rejected"].icon, FLAGS["rejected"].colour))
        self.make_proxies.setIcon(self._theme.icon("proxy"))
        self.remove.setIcon(self._theme.icon("remove"))
