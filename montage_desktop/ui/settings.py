"""What the editor remembers between starts: layout, appearance, last folder (an INI file in the platform's place)."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, get_args

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

from montage_desktop.media.proxy import Wanted
from montage_desktop.ui.theme import Appearance

LAYOUT_VERSION = 4
_MOST_RECENT = 10
_GB = 1e9


class EditorSettings:
    """Typed access. Written at once by `QSettings`; a damaged file reads as defaults."""

    def __init__(self, path: Path | None = None) -> None:
        folder = Path(platformdirs.user_config_dir("montage-desktop", appauthor=False))
        self._store = QSettings(str(path or folder / "editor.ini"), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> Appearance:
        value = str(self._store.value("appearance", Appearance.SYSTEM.value))
        return Appearance(value) if value in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._store.setValue("appearance", value.value)

    @property
    def geometry(self) -> QByteArray:
        return self._bytes("geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    def layouts(self, names: Collection[str]) -> dict[str, QByteArray]:
        """The layout of each workspace; empty where none is remembered."""
        return {name: self._bytes(f"layout-{LAYOUT_VERSION}-{name}") for name in names}

    def set_layouts(self, layouts: Mapping[str, QByteArray], current: str) -> None:
        """Remember the layouts, and the workspace that is seen."""
        for name, layout in layouts.items():
            self._store.setValue(f"layout-{LAYOUT_VERSION}-{name}", layout)
        self._store.setValue("workspace", current)

    @property
    def workspace(self) -> str:
        """The workspace that was seen last."""
        return str(self._store.value("workspace", ""))

    @property
    def output_folder(self) -> Path:
        """Where films go: the last choice, else the platform's folder for videos."""
        chosen = str(self._store.value("output-folder", ""))
        return Path(chosen) if chosen and Path(chosen).is_dir() else default_output_folder()

    @output_folder.setter
    def output_folder(self, value: Path) -> None:
        self._store.setValue("output-folder", str(value))

    @property
    def import_folder(self) -> Path:
        """Where the last clips came from."""
        chosen = str(self._store.value("import-folder", ""))
        return Path(chosen) if chosen and Path(chosen).is_dir() else Path.home()

    @import_folder.setter
    def import_folder(self, value: Path) -> None:
        self._store.setValue("import-folder", str(value))

    @property
    def recent(self) -> list[Path]:
        """Projects that were open, the latest first; those that are gone are left out."""
        value = self._store.value("recent-projects", [])
        names = [value] if isinstance(value, str) else list(value or [])  # type: ignore[call-overload]
        return [Path(n) for n in names if Path(n).is_file()]

    def add_recent(self, path: Path) -> None:
        """This one was opened, or saved, just now."""
        known = [p for p in self.recent if p != path]
        self._store.setValue("recent-projects", [str(p) for p in [path, *known][:_MOST_RECENT]])

    @property
    def project_folder(self) -> Path:
        """Where the last project was."""
        return next((p.parent for p in self.recent), Path.home())

    @property
    def cache_folder(self) -> str:
        """Where rendered parts are kept; "" for the usual place."""
        return str(self._store.value("cache-folder", ""))

    @cache_folder.setter
    def cache_folder(self, value: str) -> None:
        self._store.setValue("cache-folder", value)

    @property
    def cache_gb(self) -> float | None:
        """How much of them is kept; None for the default (20 GB, or 10 % of the disk)."""
        try:
            return float(str(self._store.value("cache-gb", "")))
        except ValueError:
            return None

    @cache_gb.setter
    def cache_gb(self, value: float | None) -> None:
        self._store.setValue("cache-gb", "" if value is None else repr(value))

    @property
    def bin_order(self) -> tuple[str, bool]:
        """How the bin is sorted, and whether backwards; "" for as clips came."""
        return str(self._store.value("bin-order", "")), str(self._store.value("bin-backwards", "")) == "true"

    @bin_order.setter
    def bin_order(self, value: tuple[str, bool]) -> None:
        self._store.setValue("bin-order", value[0])
        self._store.setValue("bin-backwards", "true" if value[1] else "")

    @property
    def proxies(self) -> Wanted:
        """Which clips get a proxy by themselves."""
        value = str(self._store.value("proxies", "heavy"))
        return value if value in get_args(Wanted) else "heavy"  # type: ignore[return-value]

    @proxies.setter
    def proxies(self, value: Wanted) -> None:
        self._store.setValue("proxies", value)

    @property
    def speech_language(self) -> str:
        """What is spoken in videos, a code such as "de"; "" for one that is to be found out."""
        return str(self._store.value("speech-language", ""))

    @speech_language.setter
    def speech_language(self, value: str) -> None:
        self._store.setValue("speech-language", value)

    @property
    def speech_model(self) -> str:
        """What hears them (`media.speech.listing.Listed.key`); "" for the best that is here."""
        return str(self._store.value("speech-model", ""))

    @speech_model.setter
    def speech_model(self, value: str) -> None:
        self._store.setValue("speech-model", value)

    @property
    def speech_fillers(self) -> bool:
        """Whether "um" and "uh" are written too."""
        return str(self._store.value("speech-fillers", "true")) != "false"

    @speech_fillers.setter
    def speech_fillers(self, value: bool) -> None:
        self._store.setValue("speech-fillers", "true" if value else "false")

    @property
    def speech_folders(self) -> list[Path]:
        """Folders with speech models of the person's own."""
        value = self._store.value("speech-folders", [])
        return [Path(n) for n in ([value] if isinstance(value, str) else list(value or []))]  # type: ignore[call-overload]

    @speech_folders.setter
    def speech_folders(self, value: list[Path]) -> None:
        self._store.setValue("speech-folders", [str(p) for p in value])

    @property
    def language(self) -> str:
        """A code such as "de"; "" for the system's."""
        return str(self._store.value("language", ""))

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("language", value)

    @property
    def server_url(self) -> str:
        """The job server's address, never with a password; "" for the one on this computer."""
        return str(self._store.value("server-url", ""))

    @server_url.setter
    def server_url(self, value: str) -> None:
        self._store.setValue("server-url", value)

    @property
    def workers(self) -> int | None:
        """How many run on this computer, 0 to 64; None for one per core."""
        text = str(self._store.value("workers", ""))
        return int(text) if text.isdecimal() and int(text) <= 64 else None

    @workers.setter
    def workers(self, value: int | None) -> None:
        self._store.setValue("workers", "" if value is None else str(value))

    @property
    def keys(self) -> dict[str, list[str]]:
        """Keys that differ from those at first, by the action's id."""
        try:
            told: Any = json.loads(str(self._store.value("keys", "{}")))
        except ValueError:
            return {}
        rows = told.items() if isinstance(told, dict) else ()
        return {i: keys for i, keys in rows if isinstance(keys, list) and all(isinstance(k, str) for k in keys)}

    @keys.setter
    def keys(self, value: dict[str, list[str]]) -> None:
        self._store.setValue("keys", json.dumps(value, sort_keys=True))

    def save(self) -> None:
        self._store.sync()

    def _bytes(self, name: str) -> QByteArray:
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()


def cache_place(settings: EditorSettings) -> tuple[Path | None, int | None]:
    """Folder and bytes of what is kept of films and sources; None for the usual ones."""
    gb = settings.cache_gb
    return Path(settings.cache_folder) if settings.cache_folder else None, None if gb is None else round(gb * _GB)


def default_output_folder() -> Path:
    """The platform's folder for videos (it may not exist yet)."""
    return Path(platformdirs.user_videos_dir())
