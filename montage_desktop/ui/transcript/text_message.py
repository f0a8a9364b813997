"""What stands where there is no text: a title, a sentence, what can be chosen, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from montage_desktop.ui.pane import GAP, label, spread

_WIDTH_PX = 340


class TextMessage(QWidget):
    """Centred over its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title, self.text = label(role="title"), label(role="muted", wrap=True)
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self._on_clicked)
        self._action: QAction | None = None
        self._below: QWidget | None = None
        for line in (self.title, self.text):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._over = parent
        column = self._column = spread(QVBoxLayout(self), spacing=GAP)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(GAP)
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def tell(self, title: str, text: str, action: QAction | None, below: QWidget | None = None) -> None:
        """Show these; nothing without a title.

        Args:
            below: between sentence and button: to choose with. It is kept, hidden, when it is not shown.
        """
        self._put(below)
        if self._action is not None:
            self._action.changed.disconnect(self._on_action_changed)
        self._action = action
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.button.setVisible(action is not None)
        if action is not None:
            action.changed.connect(self._on_action_changed)
            self._on_action_changed()
        self.setVisible(bool(title))
        self.place()

    def _put(self, below: QWidget | None) -> None:
        if below is not self._below and self._below is not None:
            self._below.hide()
        if below is not None and below.parent() is not self:
            self._column.insertSpacing(2, GAP)
            self._column.insertWidget(3, below)
        self._below = below
        if below is not None:
            below.show()

    def event(self, event: QEvent) -> bool:
        """What is below may have grown."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return done

    def place(self) -> None:
        """In the middle of the parent."""
        room = self._over.rect()
        width = min(_WIDTH_PX, max(1, room.width() - 4 * GAP))
        column = self._column
        height = column.heightForWidth(width) if column.hasHeightForWidth() else column.sizeHint().height()
        self.resize(width, height)
        self.move((room.width() - width) // 2, max(GAP, (room.height() - height) // 2 - 2 * GAP))

    def _on_action_changed(self) -> None:
        if self._action is not None:
            self.button.setText(self._action.text().replace("&", ""))
            self.button.setEnabled(self._action.isEnabled())

    def _on_clicked(self) -> None:
        if self._action is not None:
            self._action.trigger()
