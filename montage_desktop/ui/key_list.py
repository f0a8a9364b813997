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
    QHeaderView,
    QSlider,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from montage_desktop.ui.command_palette import words_of
from montage_desktop.ui.pane import GAP, spread


class KeyList(QDialog):
    """What each key does. Not modal; deletes itself when closed."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        rows = [(", ".join(k.toString() for k in a.shortcuts()), words_of(a)) for a in actions if a.shortcuts()]
        table = QTableWidget(len(rows), 2)
        table.setHorizontalHeaderLabels([self.tr("Key"), self.tr("Does")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        for n, row in enumerate(rows):
            for column, text in enumerate(row):
                table.setItem(n, column, QTableWidgetItem(text))
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        spread(QVBoxLayout(self), margin=GAP).addWidget(table)
        self.resize(480, 520)


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
