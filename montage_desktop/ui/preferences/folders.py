"""The page of the preferences on folders: films, and the cache with its size and limit."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QPushButton, QWidget

from montage_desktop.core import paths
from montage_desktop.media.proxy import Wanted
from montage_desktop.media.render.cache import CacheState, ChunkCache, default_quota
from montage_desktop.ui.background import Background
from montage_desktop.ui.language import system_words
from montage_desktop.ui.numbers import count, size
from montage_desktop.ui.pane import label, spread
from montage_desktop.ui.preferences.field import Field, FolderField, Page
from montage_desktop.ui.preferences.pages import narrow, roomy
from montage_desktop.ui.settings import EditorSettings, cache_place, default_output_folder
from montage_desktop.ui.theme import Theme

_GB = 1e9
_MOST_GB = 100_000.0


class FoldersPage(Page):
    """GUI thread only; looks at disks in other threads.

    Signals:
        film_folder_changed(Path). proxies_changed(). cache_changed(): another folder or limit for jobs from now on.
    """

    film_folder_changed = Signal(object)
    cache_changed = Signal()
    proxies_changed = Signal()

    def __init__(self, theme: Theme, settings: EditorSettings, background: Background) -> None:
        super().__init__(self.tr("Folders"))
        self._settings, self._background = settings, background
        self.films = FolderField(theme, self.tr("Films"))
        self.cache = FolderField(theme, self.tr("Cache"))
        self.films.chosen.connect(lambda text: background.spawn(self._take_films(text)))
        self.cache.chosen.connect(lambda text: background.spawn(self._take_cache(text)))
        self.films_field = Field(self.tr("Films"), self.films, self.tr("Where new films are written."))
        self.cache_field = Field(
            self.tr("Cache"),
            self.cache,
            self.tr(
                "Rendered parts are kept here, so that a film that was changed in one place is soon ready again. A "
                "fast disk helps. Empty: the usual place. Parts that are kept elsewhere stay there."
            ),
        )
        self.quota_field = Field(self.tr("At most"), narrow(self._make_quota()), "")
        self.size_field = Field(
            self.tr("In use"),
            self._size_row(),
            self.tr("Clearing costs time, not films: parts are made again. What running jobs use stays."),
        )
        self.proxies = QComboBox()
        self.proxies_field = Field(
            self.tr("Proxies"),
            narrow(self._make_proxies()),
            self.tr(
                "Small copies of clips that every frame can be shown from at once. They are made in the background and "
                "kept in the cache, under a limit of the same size; films are always rendered from the originals."
            ),
        )
        for field in (self.films_field, self.cache_field, self.quota_field, self.size_field, self.proxies_field):
            self.add(field)
        self.finish()
        self.refresh()

    def _make_quota(self) -> QWidget:
        self.quota = roomy(QDoubleSpinBox())
        self.quota.setAccessibleName(self.tr("Most that the cache may take"))
        self.quota.setRange(0, _MOST_GB)
        self.quota.setDecimals(1)
        self.quota.setSuffix(self.tr(" GB"))
        self.quota.setMinimumWidth(200)
        self.quota.setKeyboardTracking(False)
        self.quota.setSpecialValueText(self.tr("Automatic"))
        self.quota.setValue(self._settings.cache_gb or 0)
        self.quota.valueChanged.connect(self._on_quota)
        return self.quota

    def _make_proxies(self) -> QWidget:
        self.proxies.setMinimumWidth(200)
        self.proxies.setAccessibleName(self.tr("Proxies"))
        choices: tuple[tuple[Wanted, str], ...] = (
            ("none", self.tr("Of no clip")),
            ("heavy", self.tr("Of large and slow clips")),
            ("all", self.tr("Of all clips")),
        )
        for value, words in choices:
            self.proxies.addItem(words, value)
        self.proxies.setCurrentIndex(self.proxies.findData(self._settings.proxies))
        self.proxies.activated.connect(self._on_proxies)
        return self.proxies

    def _on_proxies(self) -> None:
        self._settings.proxies = self.proxies.currentData()
        self.proxies_changed.emit()

    def _size_row(self) -> QWidget:
        row = QWidget()
        self.used = label()
        self.clear_button = QPushButton(self.tr("Clear the cache"))
        self.clear_button.clicked.connect(lambda: self._background.spawn(self._clear()))
        layout = spread(QHBoxLayout(row))
        layout.addWidget(self.used, 1)
        layout.addWidget(self.clear_button)
        row.setFocusProxy(self.clear_button)
        return row

    def refresh(self) -> None:
        """Show what is set, and look anew at what is in use."""
        self.films.show_path(str(self._settings.output_folder), usual=str(default_output_folder()))
        self.cache.show_path(self._settings.cache_folder, usual=str(_usual_cache()))
        self._background.spawn(self._measure())

    def _chunks(self) -> ChunkCache:
        folder, quota = cache_place(self._settings)
        return ChunkCache(folder or _usual_cache(), quota)

    async def _measure(self) -> None:
        cache = self._chunks()
        try:
            state, usual = await self._background.run(_look, cache)
        except OSError as e:
            self.used.setText(self.tr("It cannot be read: {why}.").format(why=system_words(e)))
            return
        parts = self.tr("1 part") if state.entries == 1 else self.tr("{n} parts").format(n=count(state.entries))
        self.used.setText(f"{parts}, {size(state.size_bytes)}")
        self.clear_button.setEnabled(state.entries > 0)
        self.quota_field.explain(
            self.tr(
                "What was used longest ago goes first. Automatic: 20 GB or a tenth of the disk, here {size}."
            ).format(size=size(usual))
        )

    async def _clear(self) -> None:
        self.clear_button.setEnabled(False)
        self.used.setText(self.tr("Clearing …"))
        try:
            freed = await self._background.run(self._chunks().clear)
        except OSError as e:
            self.size_field.set_reason(self.tr("Not all was removed: {why}.").format(why=system_words(e)))
        else:
            self.size_field.set_reason("")
            self.size_field.explain(self.tr("{size} are free again.").format(size=size(freed)))
        await self._measure()

    async def _take_films(self, text: str) -> None:
        folder = Path(text).expanduser() if text else default_output_folder()
        reason = await self._background.run(folder_problem, folder)
        self.films_field.set_reason(reason)
        if not reason:
            self._settings.output_folder = folder
            self.films.show_path(str(folder))
            self.film_folder_changed.emit(folder)

    async def _take_cache(self, text: str) -> None:
        folder = str(Path(text).expanduser()) if text else ""
        reason = await self._background.run(folder_problem, Path(folder)) if folder else ""
        self.cache_field.set_reason(reason)
        if not reason:
            self._settings.cache_folder = folder
            self.cache.show_path(folder, usual=str(_usual_cache()))
            self.cache_changed.emit()
            await self._measure()

    def _on_quota(self, value: float) -> None:
        self._settings.cache_gb = value or None
        small = 0 < value < 1
        self.quota_field.set_reason(self.tr("Less than one long film needs: much is made anew.") if small else "")
        self.cache_changed.emit()


def folder_problem(folder: Path) -> str:
    """Why nothing can be written there; "" if something can. Touches the disk: not for the GUI thread."""
    if not folder.is_absolute():
        return _tr("Write the whole path, from the root on.")
    try:
        if not folder.exists():
            return _tr("There is no such folder.")
        if not folder.is_dir():
            return _tr("That is a file, not a folder.")
        if not os.access(folder, os.W_OK | os.X_OK):
            return _tr("You may not write there.")
        free = shutil.disk_usage(folder).free
    except OSError as e:
        return _tr("It cannot be used: {why}.").format(why=system_words(e))
    return "" if free > _GB / 10 else _tr("The disk is full.")


def _look(cache: ChunkCache) -> tuple[CacheState, int]:
    return cache.state(), default_quota(cache.folder)


def _usual_cache() -> Path:
    return paths.cache_dir() / "chunks"


def _tr(text: str) -> str:
    return QCoreApplication.translate("preferences_folders", text)
