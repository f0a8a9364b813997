"""The window's actions and the person's choices in; which key does what out, with clashes found. No widgets here."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDockWidget, QMenu, QWidget

from montage_desktop.core.errors import DocumentError
from montage_desktop.media.render.temporary import written_whole
from montage_desktop.ui.keys.command_palette import words_of
from montage_desktop.ui.settings import EditorSettings

SCHEMA = "montage.keys/1"
#: The two monitors have the same keys; only the one on view has them at a time.
MONITORS = ("player", "preview_view")

_Context = Qt.ShortcutContext
_Portable = QKeySequence.SequenceFormat.PortableText


@dataclass(frozen=True)
class KeyEntry:
    """One action as the list shows it. `keys`, `first_keys`: now, and without the person's choices (portable text)."""

    id: str
    words: str
    group: str
    keys: tuple[str, ...]
    first_keys: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        return self.keys != self.first_keys


@dataclass(frozen=True)
class Clash:
    """Two actions that wait for the same key in the same place: neither would get it."""

    key: str
    first: str
    second: str


@dataclass(frozen=True)
class Imported:
    """What came of reading a file of keys: how many actions got theirs, and ids that this window does not have."""

    taken: int
    unknown: tuple[str, ...]


class KeyMap(QObject):
    """Keys by action id; changes work at once and are kept at once. GUI thread only.

    An id is the action's `objectName`; else it is derived from the owner's attribute that holds the action, which no
    translation changes; the few with neither are told by `unnamed`.

    Attributes:
        unnamed: ids that were derived from words.

    Signals:
        changed(): some action has other keys.
    """

    changed = Signal()

    def __init__(
        self, actions: Iterable[QAction], settings: EditorSettings | None = None, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._actions: dict[str, QAction] = {}
        self._first: dict[str, tuple[str, ...]] = {}
        self._groups: dict[str, str] = {}
        self._tips: dict[str, str] = {}
        self.unnamed: list[str] = []
        self.add(actions)

    def add(self, actions: Iterable[QAction]) -> None:
        """Take these in as well; what they have now is what they are reset to."""
        kept = self._settings.keys if self._settings is not None else {}
        for action in dict.fromkeys(actions):
            if action in self._actions.values() or not action.text():
                continue
            action_id = self._free_id(action)
            self._actions[action_id] = action
            self._first[action_id] = _portable(action.shortcuts())
            self._groups[action_id] = _group_of(action)
            self._tips[action_id] = action.toolTip()
            if action_id in kept:
                self._apply(action_id, _usable(kept[action_id]))
        self.changed.emit()

    def _free_id(self, action: QAction) -> str:
        found = action.objectName() or _attribute_id(action)
        if not found:
            found = f"{_owner_name(action)}.{_slug(words_of(action))}"
            self.unnamed.append(found)
        number, made = 1, found
        while made in self._actions:
            number += 1
            made = f"{found}-{number}"
        return made

    # Asking --------------------------------------------------------------------------------------------------

    @property
    def ids(self) -> list[str]:
        return list(self._actions)

    def entry(self, action_id: str) -> KeyEntry:
        """One action's keys and words."""
        action = self._actions[action_id]
        words = words_of(action).split("\t")[0]
        return KeyEntry(
            action_id, words, self._groups[action_id], _portable(action.shortcuts()), self._first[action_id]
        )

    def entries(self) -> list[KeyEntry]:
        """All of them, in the order of the menus."""
        return [self.entry(i) for i in self._actions]

    def clashes(self, action_id: str, key: str) -> list[str]:
        """Other actions that have this key where this one would want it."""
        wanted = normal(key)
        mine = self._actions[action_id]
        return [
            i
            for i, other in self._actions.items()
            if other is not mine and wanted in _portable(other.shortcuts()) and _overlap(mine, other)
        ]

    def all_clashes(self) -> list[Clash]:
        """Every pair, once; none at first."""
        owners: dict[str, list[str]] = {}
        for action_id, action in self._actions.items():
            for key in _portable(action.shortcuts()):
                owners.setdefault(key, []).append(action_id)
        return [
            Clash(key, a, b)
            for key, ids in owners.items()
            for a, b in combinations(ids, 2)
            if _overlap(self._actions[a], self._actions[b])
        ]

    # Changing ------------------------------------------------------------------------------------------------

    def set_keys(self, action_id: str, keys: Sequence[str]) -> None:
        """Give an action these keys and no others; keys that cannot be are left out."""
        self._apply(action_id, _usable(keys))
        self._keep()

    def move_key(self, action_id: str, key: str, *, adding: bool = False) -> None:
        """Give an action this key, and take it from those it clashes with. `adding`: beside those that it has."""
        wanted = normal(key)
        for other in self.clashes(action_id, wanted):
            self._apply(other, tuple(k for k in self.entry(other).keys if k != wanted))
        had = self.entry(action_id).keys if adding else ()
        self._apply(action_id, _usable([*had, wanted]))
        self._keep()

    def reset(self, action_id: str) -> None:
        """The keys of the first start for one action."""
        self.set_keys(action_id, self._first[action_id])

    def reset_all(self) -> None:
        """The keys of the first start."""
        for action_id, keys in self._first.items():
            self._apply(action_id, keys)
        self._keep()

    def _apply(self, action_id: str, keys: tuple[str, ...]) -> None:
        action = self._actions[action_id]
        action.setShortcuts([QKeySequence(k, _Portable) for k in keys])
        action.setToolTip(_tip(self._tips[action_id], self._first[action_id], keys))

    def _keep(self) -> None:
        if self._settings is not None:
            # What another version of the window knows and this one does not stays as it is.
            other = {i: keys for i, keys in self._settings.keys.items() if i not in self._actions}
            self._settings.keys = {**other, **self._changed_keys()}
        self.changed.emit()

    def _changed_keys(self) -> dict[str, list[str]]:
        return {e.id: list(e.keys) for e in self.entries() if e.is_changed}

    # Files ---------------------------------------------------------------------------------------------------

    def export_to(self, path: Path) -> None:
        """Write all keys as JSON.

        Raises:
            OSError: it cannot be written.
        """
        document = {"schema": SCHEMA, "keys": {e.id: list(e.keys) for e in self.entries()}}
        with written_whole(path) as temp:
            temp.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")

    def import_from(self, path: Path) -> Imported:
        """Take the keys of a file; actions that it does not name keep theirs.

        Raises:
            DocumentError: it is not such a file; nothing has changed. OSError: it cannot be read.
        """
        told = _read(path)
        for action_id in self._actions:
            if action_id in told:
                self._apply(action_id, _usable(told[action_id]))
        self._keep()
        unknown = tuple(i for i in told if i not in self._actions)
        return Imported(len(told) - len(unknown), unknown)


def normal(key: str) -> str:
    """A key in portable text, one spelling for each; "" for what is none."""
    return QKeySequence(key, _Portable).toString(_Portable)


def for_people(keys: Sequence[str]) -> str:
    """As this system writes them."""
    return ", ".join(QKeySequence(k, _Portable).toString(QKeySequence.SequenceFormat.NativeText) for k in keys)


def _portable(keys: Iterable[QKeySequence]) -> tuple[str, ...]:
    return tuple(k.toString(_Portable) for k in keys if not k.isEmpty())


def _usable(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for k in keys if (n := normal(k))))


def _read(path: Path) -> dict[str, list[str]]:
    try:
        document: Any = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as e:
        raise DocumentError("keys.malformed", f"{path.name} is not a file of keys.", detail=str(e)) from e
    told = document.get("keys") if isinstance(document, Mapping) and document.get("schema") == SCHEMA else None
    good = isinstance(told, dict) and all(
        isinstance(keys, list) and all(isinstance(k, str) and normal(k) for k in keys) for keys in told.values()
    )
    if not good or told is None:
        raise DocumentError(
            "keys.malformed", f"{path.name} is not a file of keys.", fix="Choose one that was saved from the list."
        )
    return dict(told)


# Names -------------------------------------------------------------------------------------------------------


def _attribute_id(action: QAction) -> str:
    """``main_window.new_project``: the attribute of an owner that is the action, or a dict with it by Enum or text."""
    owner = action.parent()
    if isinstance(owner, QDockWidget) and owner.objectName():
        return f"pane.{owner.objectName()}"
    while owner is not None:
        for name, value in vars(owner).items():
            where = f"{_snake(type(owner).__name__)}.{name.strip('_').removesuffix('_action')}"
            if value is action:
                return where
            if isinstance(value, dict):
                for key, held in value.items():
                    if held is action and isinstance(key, Enum | str):
                        return f"{where}.{_slug(str(key.value if isinstance(key, Enum) else key))}"
        owner = owner.parent()
    return ""


def _owner_name(action: QAction) -> str:
    owner = action.parent()
    return _snake(type(owner).__name__) if owner is not None else "action"


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).strip("_").lower()


def _slug(words: str) -> str:
    return re.sub(r"\W+", "-", words.split("\t")[0].casefold()).strip("-")


def _group_of(action: QAction) -> str:
    """The menu in which it is found."""
    menus = [m for m in action.associatedObjects() if isinstance(m, QMenu)]
    return next((m.title().replace("&", "") for m in menus if m.title()), "")


def _tip(tip: str, first: tuple[str, ...], keys: tuple[str, ...]) -> str:
    """A tool tip that ends with its keys in brackets, with the keys of now."""
    for old in (", ".join(first), *first[:1], for_people(first), for_people(first[:1])):
        if old and tip.endswith(f" ({old})"):
            return tip.removesuffix(f" ({old})") + (f" ({for_people(keys)})" if keys else "")
    return tip


# Where keys work ---------------------------------------------------------------------------------------------


def _overlap(a: QAction, b: QAction) -> bool:
    """Whether there is a focus with which both would be asked."""
    owners = Counter(_owner_name(x) for x in (a, b))
    if all(owners[m] for m in MONITORS):
        return False
    places = [_places(x) for x in (a, b)]
    if places[0] is None or places[1] is None:
        # An action of no widget takes its keys before the window does (`TimelineKeys`).
        return not any(_takes_before(x) for x in (a, b))
    return any(_reach(a, x, y) or _reach(b, y, x) for x in places[0] for y in places[1])


def _places(action: QAction) -> list[QWidget] | None:
    """The widgets in which its key works; None for the whole window."""
    if action.shortcutContext() in (_Context.WindowShortcut, _Context.ApplicationShortcut):
        return None
    widgets = [w for w in action.associatedObjects() if isinstance(w, QWidget) and not isinstance(w, QMenu)]
    return widgets or [w for w in (_widget_above(action),) if w is not None]


def _takes_before(action: QAction) -> bool:
    attached = any(isinstance(w, QWidget) and not isinstance(w, QMenu) for w in action.associatedObjects())
    return action.shortcutContext() is _Context.WidgetShortcut and not attached


def _widget_above(action: QAction) -> QWidget | None:
    owner = action.parent()
    while owner is not None and not isinstance(owner, QWidget):
        owner = owner.parent()
    return owner


def _reach(action: QAction, at: QWidget, other: QWidget) -> bool:
    """Whether the key that works at one widget works at the other."""
    if at is other:
        return True
    return action.shortcutContext() is _Context.WidgetWithChildrenShortcut and at.isAncestorOf(other)
