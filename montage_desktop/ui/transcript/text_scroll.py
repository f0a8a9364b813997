"""Which part of a page is seen: the scroll bar, and that what one looks at stays where it is when the rest changes."""

from __future__ import annotations

import time
from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea

from montage_desktop.ui.transcript.text_page import Page, Paragraph
from montage_desktop.ui.transcript.text_painter import PAD_PX

_MEASURE_MS, _MEASURE_S = 4, 0.005
_FOLLOW_AT, _FOLLOW_TO = 0.78, 0.25  #: of the height: where the word that is heard turns the page, and lands

Anchor = list[tuple[Paragraph, float]]
"""Paragraphs that are seen, and where each begins in the viewport."""


class TextScroll(QObject):
    """Scrolls a view over a page. GUI thread only.

    Signals:
        moved(): another part is seen, or the same one anew.
    """

    moved = Signal()

    def __init__(self, area: QAbstractScrollArea, page: Page) -> None:
        super().__init__(area)
        self._area, self._page = area, page
        self._measuring = QTimer(self)
        self._measuring.setInterval(_MEASURE_MS)
        self._measuring.timeout.connect(self._on_measure)
        area.verticalScrollBar().valueChanged.connect(self._on_value)

    @property
    def top(self) -> float:
        """Pixels of the page, with the free ones above it, that are above what is seen."""
        return float(self._area.verticalScrollBar().value())

    def anchor(self) -> Anchor:
        """What is seen, for `anchored`."""
        page = self._page
        if not page.paragraphs:
            return []
        first, last = page.at(self.top - PAD_PX), page.at(self.top - PAD_PX + self._area.viewport().height())
        return [(page.paragraphs[i], page.tops[i] - self.top) for i in range(first, last + 1)]

    def anchored(self, anchor: Anchor) -> float:
        """The place at which the first paragraph that is still there begins where it did."""
        where = {id(p): top for p, top in zip(self._page.paragraphs, self._page.tops, strict=False)}
        return next((where[id(p)] - y for p, y in anchor if id(p) in where), self.top)

    def settle(self, top: float) -> None:
        """Lay out what is seen from a height on, and go there."""
        height = self._area.viewport().height()
        self._page.settle(top - PAD_PX, top - PAD_PX + height)
        bar = self._area.verticalScrollBar()
        bar.blockSignals(True)
        bar.setRange(0, max(0, ceil(self._page.height + 2 * PAD_PX - height)))
        bar.setPageStep(max(1, height))
        bar.setSingleStep(max(1, round(self._page.look.line_px)))
        bar.setValue(round(top))
        bar.blockSignals(False)
        bar.update()
        if next(self._page.unmeasured(), None) is not None and not self._measuring.isActive():
            self._measuring.start()
        self.moved.emit()

    def reveal(self, top: float, bottom: float) -> None:
        """Scroll as little as is needed to see what is between two heights of the page."""
        height, near = self._area.viewport().height(), self._page.look.line_px
        target = max(self.top, bottom + PAD_PX + near - height)
        target = min(target, top + PAD_PX - near)
        if target != self.top:
            self.settle(target)

    def follow(self, y_px: float) -> None:
        """Turn the page when a height of it nears the lower edge, or is not seen."""
        height = self._area.viewport().height()
        if not 0 <= y_px + PAD_PX - self.top <= height * _FOLLOW_AT:
            self.settle(y_px + PAD_PX - height * _FOLLOW_TO)

    def _on_value(self) -> None:
        self._page.settle(self.top - PAD_PX, self.top - PAD_PX + self._area.viewport().height())
        self.moved.emit()

    def _on_measure(self) -> None:
        """Lay out some of what was never seen, so that the bar is right in the end."""
        until = time.perf_counter() + _MEASURE_S
        anchor = self.anchor()
        for index in list(self._page.unmeasured()):
            self._page.layout_of(index)
            if time.perf_counter() > until:
                break
        else:
            self._measuring.stop()
        self.settle(self.anchored(anchor))
