"""Preferences, keys and diagnostics in the window: made when they are asked for, and what their changes lead to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from montage_desktop.ui.background import Background
from montage_desktop.ui.connection_state import ConnectionState
from montage_desktop.ui.diagnostics.report import LogTail, Sources
from montage_desktop.ui.jobs.desk import JobDesk
from montage_desktop.ui.jobs.feed import JobFeed
from montage_desktop.ui.keys.list import KeyList
from montage_desktop.ui.keys.map import KeyMap
from montage_desktop.ui.main_window import MainWindow
from montage_desktop.ui.preferences.dialog import PreferencesDialog, PreferencesParts
from montage_desktop.ui.preferences.server import ServerEnvironment
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.theme import Theme


class PreferencesDesk(QObject):
    """Wires `PreferencesDialog` and `KeyList` with the rest. GUI thread only.

    Attributes:
        keys: all actions and their keys. dialog: None until it is asked for.

    Signals:
        media_changed(): where media are kept, or what is made of them.
    """

    media_changed = Signal()

    def __init__(
        self, window: MainWindow, *, theme: Theme, settings: EditorSettings, background: Background,
        environment: ServerEnvironment, feed: JobFeed, desk: JobDesk, log: LogTail,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._theme, self._feed, self._desk = window, theme, feed, desk
        self._background = background
        self._sources = Sources(log=log, connection=self._connection)
        self.keys = KeyMap(window.all_actions(), settings, parent=window)
        self._parts = PreferencesParts(
            theme=theme, settings=settings, background=background, keys=self.keys, environment=environment,
            sources=self._sources,
        )  # fmt: skip
        self.dialog: PreferencesDialog | None = None
        window.preferences_action.triggered.connect(lambda: self.show("appearance"))
        window.diagnostics_action.triggered.connect(lambda: self.show("diagnostics"))
        window.keys_action.triggered.connect(lambda: KeyList(self.keys, window, theme=theme).show())

    def show(self, page: str) -> None:
        """The dialog, with this page."""
        if self.dialog is None:
            self.dialog = self._made()
        self.dialog.show_page(page)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _made(self) -> PreferencesDialog:
        made = PreferencesDialog(self._parts, self._window)
        made.appearance.appearance_chosen.connect(self._window.mark_appearance)
        made.folders.film_folder_changed.connect(self._on_film_folder)
        made.folders.proxies_changed.connect(self.media_changed)
        made.folders.cache_changed.connect(self.media_changed)
        made.speech.models_changed.connect(self._window.words.choice.refresh)
        made.server.server_changed.connect(lambda: self._background.spawn(self._reconnect()))
        made.workers.workers_changed.connect(lambda: self._background.spawn(self._desk.stop_host()))
        return made

    def _connection(self) -> ConnectionState:
        return self._feed.state

    def _on_film_folder(self, folder: Path) -> None:
        self._window.form.folder.setText(str(folder))
        self._window.deliver.folder.setText(str(folder))

    async def _reconnect(self) -> None:
        await self._feed.stop()
        self._feed.start()
