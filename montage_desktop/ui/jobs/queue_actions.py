"""What can be done to the order of the queue, as actions with keys: moves, and other priorities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from montage_desktop.jobs.order import Place
from montage_desktop.jobs.states import Priority
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.desk import Rearranged
from montage_desktop.ui.pane import tool_button
from montage_desktop.ui.theme import Theme

_ICONS = {Place.FIRST: "to-top", Place.UP: "chevron-up", Place.DOWN: "chevron-down", Place.LAST: "to-end"}
_KEYS = {Place.FIRST: "Alt+Home", Place.UP: "Alt+Up", Place.DOWN: "Alt+Down", Place.LAST: "Alt+End"}


class QueueActions(QObject):
    """Actions on the selected jobs that are not over. GUI thread only.

    Attributes:
        moves, priorities: the actions, by what they do. menu: of the priorities.

    Signals:
        rearranged(Rearranged): the person wants this.
    """

    rearranged = Signal(object)

    def __init__(
        self, theme: Theme, owner: QWidget, *, selected: Callable[[], list[JobRecord]], is_live: Callable[[str], bool]
    ) -> None:
        super().__init__(owner)
        self._theme, self._selected, self._is_live = theme, selected, is_live
        self.moves = {place: self._move(place, owner) for place in _ICONS}
        self.priorities = {p: self._priority(p) for p in Priority}
        self.menu = QMenu(self.tr("Priority"), owner)
        self.menu.addActions(list(self.priorities.values()))
        self._movers = [tool_button(made) for made in self.moves.values()]
        self._button = QToolButton()
        self._button.setProperty("role", "flat")
        self._button.setMenu(self.menu)
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setAccessibleName(self.tr("Priority"))
        self._button.setToolTip(self.tr("Priority"))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _move(self, place: Place, owner: QWidget) -> QAction:
        words = {
            Place.FIRST: self.tr("Move to the top"), Place.UP: self.tr("Move up"), Place.DOWN: self.tr("Move down"),
            Place.LAST: self.tr("Move to the end"),
        }[place]  # fmt: skip
        made = QAction(words, self)
        made.setShortcut(QKeySequence(_KEYS[place]))
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setToolTip(f"{words} ({made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        made.triggered.connect(lambda: self._ask(where=place))
        owner.addAction(made)
        return made

    def _priority(self, priority: Priority) -> QAction:
        made = QAction(job_text.priority_words(priority), self)
        made.setCheckable(True)
        made.triggered.connect(lambda: self._ask(priority=priority))
        return made

    def buttons(self) -> list[QToolButton]:
        """For the pane's bar."""
        return [*self._movers, self._button]

    def show_moves(self, shown: bool) -> None:
        """Whether the buttons that move are there: where the order cannot be seen they would only take room."""
        for button in self._movers:
            button.setVisible(shown)

    def refresh(self) -> None:
        """After the selection, or what is selected, has changed."""
        able = self._able(self._selected())
        for made in self.moves.values():
            made.setEnabled(bool(able))
        self._button.setEnabled(bool(able))
        self.menu.menuAction().setEnabled(bool(able))
        for priority, made in self.priorities.items():
            made.setEnabled(bool(able))
            made.setChecked(bool(able) and all(r.priority is priority for r in able))

    def drop(self, ids: Sequence[str], anchor: str) -> None:
        """Rows were dropped before a job, or at the end."""
        where = Place.BEFORE if anchor else Place.LAST
        self.rearranged.emit(Rearranged(tuple(ids), where, anchor=anchor))

    def _ask(self, *, where: Place | None = None, priority: Priority | None = None) -> None:
        ids = tuple(r.id for r in self._able(self._selected()))
        if ids:
            self.rearranged.emit(Rearranged(ids, where, priority=priority))
        self.refresh()  # a click has changed the check mark, and only the server may

    def _able(self, records: Iterable[JobRecord]) -> list[JobRecord]:
        return [r for r in records if not r.is_over and self._is_live(r.id)]

    def _on_theme_changed(self) -> None:
        for place, made in self.moves.items():
            made.setIcon(self._theme.icon(_ICONS[place]))
        self._button.setIcon(self._theme.icon("priority"))
