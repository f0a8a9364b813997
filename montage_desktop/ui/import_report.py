"""A strip that lists what was not taken, and why; it goes when it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from montage_desktop.ui.importing import Refusal
from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.theme import Theme

_MOST_PX = 132


class ImportReport(QFrame):
    """Hidden while there is nothing to say. GUI thread only.

    Attributes:
        refusals: what is listed.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.refusals: list[Refusal] = []
        self._theme = theme
        self.setProperty("role", "warning")
        self.setAccessibleName(self.tr("Import report"))
        column = spread(QVBoxLayout(self), margin=GAP, spacing=4)
        head = spread(QHBoxLayout())
        self._glyph = QLabel()
        self._title = label(role="title", wrap=True)
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._close.setAccessibleName(self.tr("Close the import report"))
        self._close.setToolTip(self.tr("Close"))
        self._close.clicked.connect(self.clear)
        head.addWidget(self._glyph)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column.addLayout(head)
        inside = QWidget()
        self._lines = spread(QVBoxLayout(inside), spacing=6)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(inside)
        column.addWidget(self._area)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def _on_theme_changed(self) -> None:
        self._glyph.setPixmap(self._theme.icon("alert", "warning").pixmap(18, 18))
        self._close.setIcon(self._theme.icon("cancel"))

    def add(self, refusal: Refusal) -> None:
        """List one more."""
        self.refusals.append(refusal)
        text = label(f"{refusal.cause} {refusal.fix}".strip(), wrap=True)
        text.setToolTip(str(refusal.path))
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines.addWidget(text)
        self._title.setText(self._heading())
        self._area.setFixedHeight(min(_MOST_PX, 24 * len(self.refusals) + 4))
        self.show()

    def _heading(self) -> str:
        count = len(self.refusals)
        return (
            self.tr("One remark on what was added")
            if count == 1
            else self.tr("{n} remarks on what was added").format(n=count)
        )

    def clear(self) -> None:
        """Forget everything and hide."""
        self.refusals.clear()
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.hide()
