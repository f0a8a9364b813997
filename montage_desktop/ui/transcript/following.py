"""Whether the text is scrolled along with the word that is heard, and the button that brings it back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from montage_desktop.ui.theme import Theme

_UP_PX = 14


class Following(QObject):
    """While a film plays, the text follows it, until the person scrolls, clicks or types; then a button brings it back.
    The next time it plays, it follows again. GUI thread only.

    Signals:
        resumed(): the person wants to be taken to the word that is heard.
    """

    resumed = Signal()

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._over = theme, over
        self._plays = self._is_held = False
        self.button = QToolButton(over)
        self.button.setObjectName("follow")
        self.button.setText(self.tr("Follow"))
        self.button.setToolTip(self.tr("Scroll along with what is heard"))
        self.button.setAccessibleName(self.button.toolTip())
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(14, 14))
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.clicked.connect(self._on_clicked)
        self.button.hide()
        theme.changed.connect(self.renew)
        self.renew()

    @property
    def is_on(self) -> bool:
        """Whether the text is to be scrolled now."""
        return self._plays and not self._is_held

    def set_playing(self, *, plays: bool) -> None:
        """Whether a film plays."""
        if not plays:
            self._is_held = False
        self._plays = plays
        self._show()

    def hold(self) -> None:
        """The person looks elsewhere."""
        self._is_held = self._plays
        self._show()

    def renew(self) -> None:
        """Another theme."""
        colour = self._theme.colour
        self.button.setIcon(self._theme.icon("chevron-down", "on_accent"))
        self.button.setStyleSheet(
            f"QToolButton {{ background: {colour('accent').name()}; color: {colour('on_accent').name()}; border: none;"
            " border-radius: 13px; padding: 4px 14px 4px 10px; }"
            f" QToolButton:hover, QToolButton:focus {{ background: {colour('accent_hover').name()}; }}"
        )
        self.place()

    def place(self) -> None:
        """At the bottom, in the middle."""
        size, room = self.button.sizeHint(), self._over.rect()
        self.button.setGeometry((room.width() - size.width()) // 2, room.height() - 26 - _UP_PX, size.width(), 26)

    def _show(self) -> None:
        is_seen = self._plays and self._is_held
        if is_seen != self.button.isVisibleTo(self._over):
            self.place()
            self.button.setVisible(is_seen)

    def _on_clicked(self) -> None:
        self._is_held = False
        self._show()
        self.resumed.emit()
