"""Figures of a talk in; one line of words and length, before and after, out."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from montage_desktop.core.transcript.statistics import Figures
from montage_desktop.ui.numbers import count
from montage_desktop.ui.pane import ElidedLabel
from montage_desktop.ui.transcript.text_words import clock_of


class StatisticsLine(ElidedLabel):
    """What is left of a talk. The whole of it, by speaker, is in the tool tip. GUI thread only."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "muted")

    def show_figures(self, figures: Figures | None) -> None:
        """Show these; None: nothing."""
        if figures is None:
            self.set_whole("")
            return
        self.set_whole(line_of(figures), tool_tip="\n".join(lines_of(figures)))


def line_of(figures: Figures) -> str:
    """``2,310 of 2,480 words · 15:02 → 13:40 (−9 %) · 14 cuts``; what has not changed is said once."""
    return " · ".join([_words(figures), _length(figures), *_cuts(figures)])


def lines_of(figures: Figures) -> list[str]:
    """All that there is to say: also corrections, moves and speakers."""
    lines = [_words(figures), _length(figures), *_cuts(figures)]
    if figures.corrected:
        lines.append(_many(figures.corrected, _tr("1 word corrected"), _tr("{n} words corrected")))
    if figures.moved:
        lines.append(_many(figures.moved, _tr("1 word moved"), _tr("{n} words moved")))
    if len(figures.speakers) > 1:
        for each in figures.speakers:
            said = _tr("{name}: {n} of {total} words, {length}")
            length = clock_of(each.speech_s)
            name = each.name or _tr("Nobody named")
            lines.append(said.format(name=name, n=count(each.words), total=count(each.words_before), length=length))
    return lines


def _words(figures: Figures) -> str:
    if figures.words == figures.words_before:
        return _many(figures.words, _tr("1 word"), _tr("{n} words"))
    return _tr("{n} of {total} words").format(n=count(figures.words), total=count(figures.words_before))


def _length(figures: Figures) -> str:
    before, after = figures.length_before_s, figures.length_s
    if before == after or not before:
        return clock_of(float(after))
    share = round(float(abs(after - before) / before) * 100)
    sign = "−" if after < before else "+"
    percent = f"{sign}{share}" if share else f"{sign}<1"
    whole = _tr("{before} → {after} ({percent} %)")
    return whole.format(before=_clock(before), after=_clock(after), percent=percent)


def _clock(seconds: Fraction) -> str:
    return clock_of(float(seconds))


def _cuts(figures: Figures) -> list[str]:
    return [_many(figures.cuts, _tr("1 cut"), _tr("{n} cuts"))] if figures.cuts else []


def _many(n: int, one: str, many: str) -> str:
    return one if n == 1 else many.format(n=count(n))


def _tr(text: str) -> str:
    return QCoreApplication.translate("StatisticsLine", text)
