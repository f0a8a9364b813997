"""What the transcript's text says about itself: silences, speakers, and the current sentence for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from montage_desktop.core.transcript.document import joined
from montage_desktop.core.transcript.edited import SilenceRule
from montage_desktop.core.transcript.edits import Range
from montage_desktop.ui.numbers import count, number

if TYPE_CHECKING:
    from montage_desktop.ui.transcript.text_page import Page

_SPOKEN = 60  #: words that are read out at most


def pause_label(pause_s: float, rule: SilenceRule | None) -> str:
    """``2.4 s``; where it is shortened, ``2.4 → 0.3 s``. Its spaces do not break."""
    if rule is not None and pause_s > rule.longer_than:
        words = tr("{before} → {after} s").format(before=number(pause_s, 1), after=number(rule.to, 1))
    else:
        words = tr("{seconds} s").format(seconds=number(pause_s, 1))
    return words.replace(" ", "\u00a0")


def clock_of(seconds: float) -> str:
    """``4:07``, ``1:02:09``: alike in every language."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def described(page: Page, places: Range) -> str:
    """For screen readers: the words selected, or the word at the caret and its sentence. "" where there is no text."""
    edited, shown = page.edited, page.shown
    if edited is None or not shown:
        return ""
    a, b = places
    if a < b:
        text = joined(edited.word(n) for n in shown[a : min(b, a + _SPOKEN)])
        return tr("{n} words selected: {text}").format(n=count(b - a), text=text)
    at = min(a, len(shown) - 1)
    begin, end = page.sentence(at)
    sentence = joined(edited.word(n) for n in shown[begin : min(end, begin + _SPOKEN)])
    word = edited.word(shown[at]).strip()
    is_out = edited.is_deleted(shown[at])
    words = tr("{word}, deleted, in: {sentence}") if is_out else tr("{word}, in: {sentence}")
    return words.format(word=word, sentence=sentence)


def tr(text: str) -> str:
    """In the person's language."""
    return QCoreApplication.translate("TranscriptText", text)
