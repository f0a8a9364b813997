"""One strip for what the program has to say: an error as sentence, cause and fix, or a short note. Never modal."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout

from montage_desktop.core.errors import MontageError
from montage_desktop.ui.language import translated
from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.theme import Theme

_NOTE_MS = 6000


class Notice(QFrame):
    """Shows the latest; notes go by themselves, errors stay until closed. GUI thread only.

    Attributes:
        text: the sentence shown.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._report = ""
        self._is_error = False
        self._glyph, self._sentence, self._fix = label(), label(role="title", wrap=True), label(wrap=True)
        self._copy = QPushButton(self.tr("Copy report"))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._report))
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self.hide)
        words = spread(QVBoxLayout(), spacing=2)
        words.addWidget(self._sentence)
        words.addWidget(self._fix)
        row = spread(QHBoxLayout(self), margin=GAP)
        row.addWidget(self._glyph)
        row.addLayout(words, 1)
        row.addWidget(self._copy)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_NOTE_MS)
        self._timer.timeout.connect(self.hide)
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    @property
    def text(self) -> str:
        return self._sentence.text()

    def tell(self, sentence: str) -> None:
        """A note that goes by itself."""
        self._show(sentence, "", "", error=False)
        self._timer.start()

    def show_error(self, error: Exception) -> None:
        """An error that stays until it is closed."""
        self._timer.stop()
        if isinstance(error, MontageError):
            report = "\n".join(t for t in (f"{error.code}: {error.message}", error.fix, error.detail) if t)
            self._show(translated(error.message), translated(error.fix), report, error=True)
        else:
            kind = type(error).__name__
            told = translated(str(error)).rstrip(".") or kind
            self._show(
                self.tr("Something unexpected went wrong: {error}.").format(error=told),
                self.tr("What you were doing was not done; the rest goes on."), f"{kind}: {error}", error=True,
            )  # fmt: skip

    def _show(self, sentence: str, fix: str, report: str, *, error: bool) -> None:
        self._report, self._is_error = report, error
        self.setProperty("role", "danger" if error else "card")
        self.style().polish(self)
        self._sentence.setText(sentence)
        self._fix.setText(fix)
        self._fix.setVisible(bool(fix))
        self._copy.setVisible(error)
        self._on_theme_changed()
        self.setAccessibleName(sentence)
        self.show()

    def _on_theme_changed(self) -> None:
        name, colour = ("failed", "danger") if self._is_error else ("done", "success")
        self._glyph.setPixmap(self._theme.icon(name, colour).pixmap(20, 20))
        self._close.setIcon(self._theme.icon("cancel"))
        self._copy.setIcon(self._theme.icon("copy"))
