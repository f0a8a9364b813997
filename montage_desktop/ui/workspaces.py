"""The window's workspaces: each shows the panes of one task, and is found again as it was left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtWidgets import QMainWindow, QTabBar

#: Raise it when there is another pane: in a layout without it, it would stand in every workspace.
LAYOUT_VERSION = 1


class Workspaces(QObject):
    """Switches between arrangements of the same panes. GUI thread only.

    Args:
        arrange: name -> puts the panes as they are at first. titles: name -> for people, in the order of the tabs.

    Attributes:
        current: the name of the one that is seen. bar: its tabs.

    Signals:
        changed(str).
    """

    changed = Signal(str)

    def __init__(
        self, window: QMainWindow, titles: Mapping[str, str], arrange: Mapping[str, Callable[[], None]]
    ) -> None:
        super().__init__(window)
        self._window, self._arrange = window, arrange
        self._names = list(titles)
        self._states: dict[str, QByteArray] = {}
        self.current = self._names[0]
        self.bar = QTabBar()
        self.bar.setObjectName("workspaces")
        self.bar.setDocumentMode(True)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName(self.tr("Workspaces"))
        for title in titles.values():
            self.bar.addTab(title)
        self.bar.currentChanged.connect(lambda index: self.switch(self._names[index]))

    def switch(self, name: str) -> None:
        """Show a workspace."""
        if name == self.current:
            return
        self._states[self.current] = self._window.saveState(LAYOUT_VERSION)
        self.current = name
        self._show()

    def reset(self) -> None:
        """The present one as it is at first."""
        self._states.pop(self.current, None)
        self._arrange[self.current]()

    def states(self) -> dict[str, QByteArray]:
        """What to remember: name -> layout."""
        return {**self._states, self.current: self._window.saveState(LAYOUT_VERSION)}

    def restore(self, states: Mapping[str, QByteArray], current: str) -> None:
        """As it was remembered; what is not, or cannot be used any more, is arranged anew."""
        self._states = {n: s for n, s in states.items() if n in self._names and not s.isEmpty()}
        self.current = current if current in self._names else self._names[0]
        self._show()

    def _show(self) -> None:
        self.bar.blockSignals(True)
        self.bar.setCurrentIndex(self._names.index(self.current))
        self.bar.blockSignals(False)
        state = self._states.get(self.current)
        if state is None or not self._window.restoreState(state, LAYOUT_VERSION):
            self._arrange[self.current]()
        self.changed.emit(self.current)
