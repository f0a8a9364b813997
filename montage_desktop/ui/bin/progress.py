"""How far an import has come, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from montage_desktop.ui.numbers import count
from montage_desktop.ui.pane import label, spread
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.throttle import Throttle

#: An import that is over at once is not told: a strip that flashes says nothing.
_PATIENCE_MS = 300
_TELL_MS = 67


class _Bar(QWidget):
    """A thin bar; without a total it is empty."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.share = 0.0
        self.setFixedHeight(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self.share, self.height()), 2, 2)
        painter.end()


class ImportProgress(QWidget):
    """A `Watch` of `read_all` that is seen: hidden while nothing is read. GUI thread only.

    Attributes:
        done, total: files; total is 0 while folders are looked through. is_cancelled: the person wants no more.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.done = self.total = 0
        self.is_cancelled = False
        self._theme = theme
        self._text = label()
        self._stop = QToolButton()
        self._stop.setProperty("role", "flat")
        self._stop.setAccessibleName(self.tr("Stop adding files"))
        self._stop.setToolTip(self.tr("Stop; what was added stays"))
        self._stop.clicked.connect(self.cancel)
        self._bar = _Bar(theme)
        row = spread(QHBoxLayout(), spacing=4)
        row.addWidget(self._text, 1)
        row.addWidget(self._stop)
        column = spread(QVBoxLayout(self), spacing=2)
        column.addLayout(row)
        column.addWidget(self._bar)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self._tell = Throttle(self._show_state, _TELL_MS, self)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def begin(self) -> None:
        """Folders are going to be looked through."""
        self.done = self.total = 0
        self.is_cancelled = False
        self._stop.setEnabled(True)
        self._patience.start()
        self._tell()

    def expect(self, total: int) -> None:
        """So many files are going to be read."""
        self.total = total
        self._tell()

    def advance(self, done: int) -> None:
        """So many have been read."""
        self.done = done
        self._tell()

    def end(self) -> None:
        """Nothing is read any more."""
        self._patience.stop()
        self._tell.flush()
        self.hide()

    def cancel(self) -> None:
        """Read no more than the file that is being read."""
        self.is_cancelled = True
        self._stop.setEnabled(False)
        self._show_state()

    def _show_state(self) -> None:
        if self.is_cancelled:
            text = self.tr("Stopping …")
        elif not self.total:
            text = self.tr("Looking through folders …")
        else:
            text = self.tr("Adding {n} of {total}").format(n=count(self.done), total=count(self.total))
        self._text.setText(text)
        self._bar.share = self.done / self.total if self.total else 0.0
        self._bar.update()

    def _on_theme_changed(self) -> None:
        self._stop.setIcon(self._theme.icon("cancel"))
        self._bar.update()
