"""Talks without sound, a text on them that does what is asked for, and real events, for the tests of the text."""

from __future__ import annotations

import random
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from montage_desktop.core.errors import InputError
from montage_desktop.core.transcript.document import Segment, Transcript, Word
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Op
from montage_desktop.core.transcript.script import divided
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript.text_view import TextView

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SPOKEN = (
    ("Ada", "So um welcome back to the workshop. Today we look at how a film is cut by its words."),
    ("Ada", "You delete a sentence, and it is gone from the picture and the sound at once."),
    ("Grace", "Right. And nothing is rendered until you ask for it?"),
    ("Ada", "No. The preview skips what was deleted, uh, while it plays."),
    ("Grace", "What happens with words that the computer did not understand?"),
    ("Ada", "They are underlined. Select one, press F2, and write what was said instead."),
)
_SYLLABLES = ("ka", "lo", "mi", "ra", "ten", "su", "vel", "on", "dri", "pa", "esh", "un")


def talk(spoken: Sequence[tuple[str, str]] = SPOKEN, *, pause_s: float = 0.4, language: str = "en") -> Transcript:
    """Segments of speech, a third of a second a word; a pause after each."""
    segments = []
    at = 0.5
    for number, (speaker, text) in enumerate(spoken):
        words = []
        for word in divided(text):
            length = 0.12 + 0.03 * len(word.strip())
            words.append(Word(word, round(at, 3), round(at + length, 3), 0.95))
            at += length + 0.05
        segments.append(Segment(number, words[0].start, words[-1].end, text, speaker, words))
        at += pause_s
    return Transcript(language=language, segments=segments)


def long_talk(count: int, *, seed: int = 4) -> Transcript:
    """Sentences of made-up words by two speakers, with silences and words that were not understood."""
    dice = random.Random(seed)
    segments: list[Segment] = []
    at, made, speaker = 0.0, 0, "Ada"
    while made < count:
        size = min(count - made, dice.randint(4, 22))
        words = []
        for n in range(size):
            text = "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(1, 4)))
            text = (text.capitalize() if n == 0 else text) + ("." if n == size - 1 else "")
            length = 0.05 + 0.05 * len(text)
            words.append(Word(f" {text}", round(at, 3), round(at + length, 3), dice.choice((0.3, 0.8, 0.9, 0.99))))
            at += length + (0.06 if dice.random() < 0.98 else dice.uniform(0.5, 3.0))
        segments.append(Segment(len(segments), words[0].start, words[-1].end, "", speaker, words))
        at += 0.3
        made += size
        if dice.random() < 0.06:
            speaker = "Grace" if speaker == "Ada" else "Ada"
    return Transcript(language="en", segments=segments)


class Stage:
    """A text whose wishes are carried out. Attributes: view; asked: (operations, name) of all wishes; seeks."""

    def __init__(self, theme: Theme, edited: Edited | None, *, width: int = 760, height: int = 560) -> None:
        self.view = TextView(theme)
        self.asked: list[tuple[list[Op], str]] = []
        self.seeks: list[int] = []
        self.view.ops_requested.connect(self.apply)
        self.view.seek_requested.connect(self.seeks.append)
        self.view.resize(width, height)
        self.view.show()
        QTest.qWaitForWindowExposed(self.view)
        self.view.setFocus()
        if edited is not None:
            self.view.set_edited(edited, language="en")

    @property
    def edited(self) -> Edited:
        assert self.view.edited is not None
        return self.view.edited

    def apply(self, ops: list[Op], name: str) -> None:
        self.asked.append((ops, name))
        try:
            self.view.set_edited(self.edited.with_ops(ops), language="en")
        except InputError:
            return

    def words(self, numbers: Sequence[int]) -> str:
        return "".join(self.edited.word(n) for n in numbers).strip()

    def number(self, text: str) -> int:
        """The first word that is written so."""
        return next(n for n in self.edited.order() if self.edited.word(n).strip() == text)

    def at(self, number: int, share: float = 0.5) -> QPoint:
        """A point on a word, brought into view; `share` of its width from the left."""
        self.view.reveal(number)
        rect = self.view.word_rect(self.view.page.place_of(number))
        return QPointF(rect.left() + rect.width() * share, rect.center().y()).toPoint()

    def press(self, at: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.mousePress(self.view.viewport(), Qt.MouseButton.LeftButton, keys, at)

    def release(self, at: QPoint, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.mouseRelease(self.view.viewport(), Qt.MouseButton.LeftButton, keys, at)

    def click(self, number: int, share: float = 0.2, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        at = self.at(number, share)
        self.press(at, keys)
        self.release(at, keys)

    def double_click(self, number: int) -> None:
        at = self.at(number)
        self.press(at)
        self.release(at)
        QTest.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, NO_KEY, at)
        self.release(at)

    def move(self, at: QPoint) -> None:
        """With the left button held."""
        where = QPointF(at)
        event = QMouseEvent(
            QEvent.Type.MouseMove, where, self.view.viewport().mapToGlobal(where), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, NO_KEY,
        )  # fmt: skip
        QCoreApplication.sendEvent(self.view.viewport(), event)

    def drag(self, first: int, last: int, *, begin: float = 0.1, end: float = 0.9) -> None:
        """From a word to another."""
        a, b = self.at(first, begin), self.at(last, end)
        self.press(a)
        for n in range(1, 5):
            self.move(a + (b - a) * (n / 4))
        self.release(b)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEY, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.view, key, keys)

    def wheel(self, units: int, keys: Qt.KeyboardModifier = NO_KEY) -> None:
        where = QPointF(200, 100)
        event = QWheelEvent(
            where, self.view.viewport().mapToGlobal(where), QPoint(), QPoint(0, units), Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.view.viewport(), event)

    def close(self) -> None:
        self.view.close()
        self.view.deleteLater()
