"""Which film the preview plays and the deliver workspace renders: the montage, or the talk."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from montage_desktop.core.timeline import Timeline
from montage_desktop.ui.main_window import MainWindow
from montage_desktop.ui.montage.workspace import MontageWorkspace
from montage_desktop.ui.transcript.desk import TalkDesk


class FilmOnView(QObject):
    """The one that was worked on last. GUI thread only.

    Signals:
        changed(): `film` is another one.
    """

    changed = Signal()

    def __init__(self, window: MainWindow, *, montage: MontageWorkspace, talks: TalkDesk) -> None:
        super().__init__()
        self._window, self._montage, self._talks = window, montage, talks
        self._is_talk = False
        window.workspaces.changed.connect(self._on_workspace)
        montage.sequence.changed.connect(lambda _: self.changed.emit())
        talks.film_changed.connect(self._on_talk)
        talks.failed.connect(window.notice.show_error)
        talks.told.connect(window.notice.tell)
        window.words.render_requested.connect(lambda: window.workspaces.switch("deliver"))
        self._on_workspace(window.workspaces.current)

    @property
    def film(self) -> Timeline | None:
        """What would be rendered; None where nothing is cut yet."""
        return self._talks.film if self._is_talk else self._montage.timeline

    def _on_workspace(self, name: str) -> None:
        if name == "deliver":
            return  # it renders what was worked on before
        self._is_talk = name == "transcript"
        self._montage.set_shown(is_shown=not self._is_talk)
        self._talks.set_shown(is_shown=self._is_talk)
        if self._is_talk and self._talks.film is not None:
            self._window.show_edit()
        self.changed.emit()

    def _on_talk(self) -> None:
        if self._is_talk:
            if self._window.stage.currentWidget() is not self._window.preview:
                self._window.show_edit()
            self.changed.emit()
