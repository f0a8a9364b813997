"""The preferences: pages listed at the left; what is changed holds at once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from montage_desktop.ui.background import Background
from montage_desktop.ui.diagnostics.page import DiagnosticsPage
from montage_desktop.ui.diagnostics.report import Sources
from montage_desktop.ui.keys.editor import KeyEditor
from montage_desktop.ui.keys.map import KeyMap
from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.preferences.folders import FoldersPage
from montage_desktop.ui.preferences.pages import AppearancePage, ProjectsPage, WorkersPage
from montage_desktop.ui.preferences.server import ServerEnvironment
from montage_desktop.ui.preferences.server_page import ServerPage
from montage_desktop.ui.preferences.speech import SpeechPage
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.theme import Theme

_LIST_PX = 184
_ICON_PX = 18


@dataclass(frozen=True)
class PreferencesParts:
    """What the window is given. `environment`: the program's one. `sources`: for the diagnostics."""

    theme: Theme
    settings: EditorSettings
    background: Background
    keys: KeyMap
    environment: ServerEnvironment
    sources: Sources


class PreferencesDialog(QDialog):
    """Not modal; hides when closed, and can be shown again. GUI thread only.

    Attributes:
        appearance, folders, speech, server, workers, projects, keys, diagnostics: the pages, with the signals of their
            changes.
        list: their names.
    """

    def __init__(self, parts: PreferencesParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._theme = parts.theme
        theme, settings, background = parts.theme, parts.settings, parts.background
        self.appearance = AppearancePage(theme, settings)
        self.folders = FoldersPage(theme, settings, background)
        self.speech = SpeechPage(theme, settings, background)
        self.server = ServerPage(settings, background, parts.environment)
        self.workers = WorkersPage(settings, parts.environment)
        self.projects = ProjectsPage()
        self.keys = KeyEditor(parts.keys, theme)
        self.diagnostics = DiagnosticsPage(theme, background, parts.sources)
        self._names: list[str] = []
        self._icons: list[str] = []
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.list.setCurrentRow(0)

    def _build(self) -> None:
        self.list = QListWidget()
        self.list.setFixedWidth(_LIST_PX)
        self.list.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.list.setAccessibleName(self.tr("Pages"))
        self._stack = QStackedWidget()
        for name, icon, words, page in (
            ("appearance", "appearance", self.tr("Appearance"), self.appearance),
            ("folders", "folder", self.tr("Folders"), self.folders),
            ("speech", "microphone", self.tr("Speech"), self.speech),
            ("server", "server", self.tr("Job server"), self.server),
            ("workers", "workers", self.tr("Workers"), self.workers),
            ("projects", "save", self.tr("Projects"), self.projects),
            ("keys", "keyboard", self.tr("Keys"), self._keys_page()),
            ("diagnostics", "info", self.tr("About, diagnostics"), self.diagnostics),
        ):
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, 36))
            self.list.addItem(item)
            self._names.append(name)
            self._icons.append(icon)
            self._stack.addWidget(page)
        self.list.currentRowChanged.connect(self._on_page)
        row = spread(QHBoxLayout(self), margin=GAP, spacing=GAP)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        self.resize(900, 640)

    def _keys_page(self) -> QWidget:
        page = QWidget()
        column = spread(QVBoxLayout(page), margin=GAP * 3, spacing=GAP * 2)
        column.addWidget(label(self.tr("Keys"), "heading"))
        column.addWidget(self.keys, 1)
        return page

    def show_page(self, name: str = "") -> None:
        """Show the window at a page ("appearance", "folders", … "diagnostics"), or where it was left."""
        if name:
            self.list.setCurrentRow(self._names.index(name))
        self.appearance.refresh()
        self.folders.refresh()
        if self._current() == "speech":
            self.speech.refresh()
        self.keys.refresh()  # some actions have other words by now
        if self._current() == "diagnostics":
            self.diagnostics.refresh()
        self.show()
        self.raise_()
        self.activateWindow()

    def _current(self) -> str:
        return self._names[max(0, self.list.currentRow())]

    def _on_page(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        # The look takes seconds of a core: only where it is seen.
        if self.isVisible() and self._current() == "diagnostics":
            self.diagnostics.refresh()
        if self.isVisible() and self._current() == "speech":
            self.speech.refresh()

    def _on_theme_changed(self) -> None:
        for row, icon in enumerate(self._icons):
            self.list.item(row).setIcon(self._theme.icon(icon))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return in a field takes its value; there is no button that it should press."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)
