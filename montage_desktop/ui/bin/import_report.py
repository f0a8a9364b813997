"""A strip that lists what was not taken, and why; it goes when it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from montage_desktop.ui.bin.importing import Refusal
from montage_desktop.ui.numbers import count
from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.theme import Theme

_MOST_PX = 132
#: Lines that are shown: thousands would take seconds to lay out, and nobody reads them here.
_MOST_LINES = 50


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
        self._copy = QToolButton()
        self._copy.setProperty("role", "flat")
        self._copy.setAccessibleName(self.tr("Copy the import report"))
        self._copy.setToolTip(self.tr("Copy all of it, with the files' paths"))
        self._copy.clicked.connect(self.copy)
        for part in (self._glyph, self._title, self._copy, self._close):
            head.addWidget(part, 1 if part is self._title else 0)
        column.addLayout(head)
        inside = QWidget()
        self._lines = spread(QVBoxLayout(inside), spacing=6)
        self._more = label(role="muted", wrap=True)
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
        self._copy.setIcon(self._theme.icon("copy"))
        self._close.setIcon(self._theme.icon("cancel"))

    def add(self, refusal: Refusal) -> None:
        """List one more."""
        self.refusals.append(refusal)
        hidden = len(self.refusals) - _MOST_LINES
        self._title.setText(self._heading())
        if hidden > 0:
            self._more.setText(self.tr("And {n} more: copy the report to see them all.").format(n=count(hidden)))
            if hidden == 1:
                self._lines.addWidget(self._more)
                self._more.show()
            return
        text = label(_line(refusal), wrap=True)
        text.setToolTip(str(refusal.path))
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines.addWidget(text)
        self._area.setFixedHeight(min(_MOST_PX, 24 * len(self.refusals) + 4))
        self.show()

    def copy(self) -> None:
        """All of it, as text, to the clipboard."""
        lines = (f"{_line(r)}\n    {r.path}" for r in self.refusals)
        QGuiApplication.clipboard().setText("\n".join([self._heading(), *lines]))

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
            widget = item.widget()
            if widget is self._more:
                self._more.hide()
            elif widget is not None:
                widget.deleteLater()
        self.hide()


def _line(refusal: Refusal) -> str:
    return f"{refusal.cause} {refusal.fix}".strip()
