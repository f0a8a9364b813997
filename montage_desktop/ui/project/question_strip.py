"""One strip for a question that can wait: a sentence, what it is about, and a button for each answer. Never modal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.theme import Theme

Answer = tuple[str, Callable[[], object]]


class QuestionStrip(QFrame):
    """Asks one question at a time, the oldest first. GUI thread only.

    Attributes:
        text: the sentence shown, "" without a question. buttons: those of its answers.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme = theme
        self._waiting: list[tuple[str, str, Sequence[Answer]]] = []
        self.buttons: list[QPushButton] = []
        self._glyph, self._sentence, self._more = label(), label(role="title", wrap=True), label(wrap=True)
        words = spread(QVBoxLayout(), spacing=2)
        words.addWidget(self._sentence)
        words.addWidget(self._more)
        self._row = spread(QHBoxLayout(self), margin=GAP)
        self._row.addWidget(self._glyph)
        self._row.addLayout(words, 1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    @property
    def text(self) -> str:
        return self._sentence.text() if self._waiting else ""

    def ask(self, sentence: str, more: str, answers: Sequence[Answer]) -> None:
        """Ask, after what was asked before. The first answer is the one to be expected."""
        self._waiting.append((sentence, more, answers))
        if len(self._waiting) == 1:
            self._show()

    def clear(self) -> None:
        """Ask nothing any more."""
        self._waiting.clear()
        self._show()

    def _show(self) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        if not self._waiting:
            self.hide()
            return
        sentence, more, answers = self._waiting[0]
        self._sentence.setText(sentence)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setAccessibleName(f"{sentence} {more}")
        for words, work in answers:
            button = QPushButton(words)
            button.clicked.connect(lambda _=False, w=work: self._answer(w))
            self._row.addWidget(button)
            self.buttons.append(button)
        self.show()

    def _answer(self, work: Callable[[], object]) -> None:
        self._waiting.pop(0)
        self._show()
        work()

    def _on_theme_changed(self) -> None:
        self._glyph.setPixmap(self._theme.icon("alert", "accent").pixmap(20, 20))
