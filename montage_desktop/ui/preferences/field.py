"""What the pages of the preferences are made of: a named field with its explanation and, if need be, a reason."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from montage_desktop.ui.pane import GAP, label, spread, tool_button
from montage_desktop.ui.theme import Theme

_PAGE_PX = 560  #: lines of more than some 80 letters are hard to read


class Field(QWidget):
    """A name, a control, what it means, and why its value cannot be used.

    Attributes:
        reason: the sentence under the control; "" while all is well.
    """

    def __init__(self, name: str, control: QWidget, explanation: str) -> None:
        super().__init__()
        self.reason = ""
        title = label(name, "title")
        title.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(name)
        control.setAccessibleDescription(explanation)
        self._reason = label(role="cause", wrap=True)
        self._reason.hide()
        self._explanation = label(explanation, "muted", wrap=True)
        self._explanation.setVisible(bool(explanation))
        column = spread(QVBoxLayout(self), spacing=4)
        for widget in (title, control, self._reason, self._explanation):
            column.addWidget(widget)

    def set_reason(self, reason: str) -> None:
        """Why the value is not taken; "" when it is."""
        self.reason = reason
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def explain(self, text: str) -> None:
        """Another explanation."""
        self._explanation.setText(text)
        self._explanation.setVisible(bool(text))


class Page(QScrollArea):
    """A column of fields under a heading."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setMaximumWidth(_PAGE_PX)
        self.column = spread(QVBoxLayout(inside), margin=GAP * 3, spacing=GAP * 3)
        head = spread(QVBoxLayout(), spacing=4)
        head.addWidget(label(title, "heading"))
        if subtitle:
            head.addWidget(label(subtitle, "muted", wrap=True))
        self.column.addLayout(head)
        self.setWidget(inside)
        self.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)

    def finish(self) -> None:
        """Nothing more comes: what is left of the height stays empty."""
        self.column.addStretch(1)


class FolderField(QWidget):
    """A path to type or to choose.

    Signals:
        chosen(str): typed and left, or chosen; "" for the usual one.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme, self._title = theme, title
        self.edit = QLineEdit()
        self.edit.setAccessibleName(title)
        self.edit.editingFinished.connect(self._on_finished)
        self._told = ""
        self._choose = QAction(self.tr("Choose a folder"), self)
        self._choose.triggered.connect(self._on_choose)
        row = spread(QHBoxLayout(self))
        row.addWidget(self.edit, 1)
        row.addWidget(tool_button(self._choose))
        self.setFocusProxy(self.edit)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_path(self, path: str, *, usual: str = "") -> None:
        """This is what holds; `usual`: what is meant by nothing."""
        self._told = path
        self.edit.setText(path)
        self.edit.setPlaceholderText(usual)

    def _on_theme_changed(self) -> None:
        self._choose.setIcon(self._theme.icon("folder"))

    def _on_finished(self) -> None:
        text = self.edit.text().strip()
        if text != self._told:
            self._told = text
            self.chosen.emit(text)

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self._title, self.edit.text() or self.edit.placeholderText() or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        self.edit.setText(name)
        self._on_finished()
