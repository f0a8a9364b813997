"""The list of keys, and a guard that leaves keys to the widgets that need them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QSlider,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from montage_desktop.ui.keys.editor import KeyEditor
from montage_desktop.ui.keys.map import KeyMap
from montage_desktop.ui.pane import GAP, spread
from montage_desktop.ui.theme import Theme


class KeyList(QDialog):
    """What each key does, to search, change and print. Not modal; deletes itself when closed. GUI thread only.

    Args:
        keys: the window's map; a plain list of actions is shown with a map of its own, whose changes are not kept.
    """

    def __init__(self, keys: KeyMap | Sequence[QAction], parent: QWidget, *, theme: Theme | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self.editor = KeyEditor(keys if isinstance(keys, KeyMap) else KeyMap(keys, parent=self), theme)
        spread(QVBoxLayout(self), margin=GAP * 2).addWidget(self.editor)
        self.resize(680, 640)
        self.editor.search.setFocus()


class KeyGuard(QObject):
    """Lets a focused button or box have Space, and a slider or tabs their arrows, although they are keys of the player.

    Watches the focused widget only: a filter on the whole application would call into Python for every event.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QAbstractButton | QComboBox | QSlider | QTabBar):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right)
            wanted = arrows if isinstance(watched, QSlider | QTabBar) else (Qt.Key.Key_Space,)
            if event.key() in wanted and event.modifiers() in (Qt.KeyboardModifier.NoModifier,):
                event.accept()
                return True
        return super().eventFilter(watched, event)
