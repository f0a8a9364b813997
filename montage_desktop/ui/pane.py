"""Docks with a quiet title bar of our own, and small helpers to build panes in one spacing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDockWidget, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from montage_desktop.ui.theme import Theme

GAP = 8
TITLE_PX = 36
_UNLIMITED = 16_777_215


class PaneTitle(QWidget):
    """Title bar of a dock: name, a summary, and room for the pane's own buttons."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setProperty("role", "dock-title")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(TITLE_PX)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(GAP + 4, 0, GAP, 0)
        self.row.setSpacing(GAP)
        self.name = QLabel(text)
        self.name.setProperty("role", "section")
        self.row.addWidget(self.name)

    def sizeHint(self) -> QSize:
        return QSize(80, TITLE_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, TITLE_PX)


class Pane(QDockWidget):
    """A dock. Its name in `objectName` is what the saved layout knows it by.

    Signals:
        collapsed_changed(bool): folded to its title bar, or opened again.
    """

    collapsed_changed = Signal(bool)

    def __init__(self, name: str, title: str, content: QWidget, theme: Theme) -> None:
        super().__init__(title)
        self.setObjectName(name)
        self.title = PaneTitle(title)
        self._theme = theme
        self._content = content
        self._height = self._least = 0
        self._collapsed = False
        content.setProperty("role", "panel")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setTitleBarWidget(self.title)
        self.setWidget(content)

    @property
    def is_collapsed(self) -> bool:
        return self._collapsed

    def set_collapsed(self, collapsed: bool) -> None:
        """Fold to the title bar. The content stays laid out, at no height: without it the dock would lose its width."""
        if collapsed == self._collapsed:
            return
        self._collapsed = collapsed
        if collapsed:
            self._height, self._least = self.height(), self._content.minimumHeight()
        self._content.setEnabled(not collapsed)  # nothing in it can be reached by Tab
        self._content.setMinimumHeight(0 if collapsed else self._least)
        self._content.setMaximumHeight(0 if collapsed else _UNLIMITED)
        self.setMaximumHeight(TITLE_PX if collapsed else _UNLIMITED)
        self.setMinimumHeight(TITLE_PX if collapsed else 0)
        self.collapsed_changed.emit(collapsed)

    @property
    def open_height(self) -> int:
        """Height before it was folded."""
        return self._height


def tool_button(action: QAction, *, text: bool = False) -> QToolButton:
    """A flat button for an action."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setProperty("role", "flat")
    button.setIconSize(QSize(18, 18))
    button.setAccessibleName(action.text().replace("&", ""))
    if text:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label of one of the roles of the style sheet."""
    made = QLabel(text)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


class ElidedLabel(QLabel):
    """One line that gives way: cut with an ellipsis, whole in the tool tip."""

    def __init__(self, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self._mode = mode
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_whole(self, text: str, *, tool_tip: str = "") -> None:
        """Show this text."""
        self._whole = text
        self.setToolTip(tool_tip or text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, self._mode, max(20, self.width())))


def spread(layout: QBoxLayout, *, margin: int = 0, spacing: int = GAP) -> QBoxLayout:
    """A layout in our spacing."""
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout
