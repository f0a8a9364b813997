"""Why a clip was chosen: the parts of its score in plain words, as signed bars, the largest first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from montage_desktop.ui import numbers
from montage_desktop.ui.inspector.value_row import FoldButton
from montage_desktop.ui.pane import spread
from montage_desktop.ui.theme import Theme

_ROW_PX = 22
_NAME_SHARE = 0.36
_VALUE_PX = 44
_FEW = 6
#: Bars are drawn to one scale in all clips, so that clips can be compared; only larger parts stretch it.
_FULL = 0.25
#: Smaller than this a part says nothing.
_NOTHING = 0.005


class WhyBar(QWidget):
    """One part of a score. GUI thread only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = ""
        self._value = 0.0
        self._full = _FULL
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, max(_ROW_PX, self.fontMetrics().height() + 4))

    def show_part(self, part: str, value: float, *, full: float) -> None:
        """Show a part by its name in `Clip.why`. `full`: what fills one side."""
        self._name, explained = words(part)
        self._value, self._full = value, full
        self.setToolTip(explained)
        self.setAccessibleName(f"{self._name}: {signed(value)}")
        self.setAccessibleDescription(explained)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        name = whole.adjusted(0, 0, -whole.width() * (1 - _NAME_SHARE), 0)
        metrics = painter.fontMetrics()
        painter.setPen(self._theme.colour("text"))
        text = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, round(name.width()) - 4)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, text)
        value = QRectF(whole.right() - _VALUE_PX, whole.top(), _VALUE_PX, whole.height())
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(value, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, signed(self._value))
        self._paint_bar(painter, QRectF(name.right(), whole.center().y() - 4, value.left() - name.right() - 4, 8))
        painter.end()

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        """From the middle: to the right what speaks for the clip, to the left what speaks against it."""
        middle, side = box.center().x(), box.width() / 2
        length = min(1.0, abs(self._value) / self._full) * side
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(box, 2, 2)
        painter.setBrush(self._theme.colour("success" if self._value >= 0 else "danger"))
        if length >= 0.5:
            left = middle if self._value >= 0 else middle - length
            painter.drawRoundedRect(QRectF(left, box.top(), length, box.height()), 2, 2)
        painter.setBrush(self._theme.colour("faint"))
        painter.drawRect(QRectF(middle - 0.5, box.top() - 2, 1, box.height() + 4))


class WhyBars(QWidget):
    """All parts of a score, or the few that matter most. GUI thread only.

    Attributes:
        bars: the rows, the largest part first; those beyond the shown ones are hidden.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.bars: list[WhyBar] = []
        self._parts: list[tuple[str, float]] = []
        self.more = FoldButton("", theme, bold=False)
        self.more.is_open = False
        self._column = spread(QVBoxLayout(self), spacing=0)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.clicked.connect(self._refresh)
        theme.changed.connect(self.update)

    def show_why(self, why: Mapping[str, float]) -> None:
        """Show the parts of a score; parts of no weight are left out."""
        told = [(name, value) for name, value in why.items() if abs(value) >= _NOTHING]
        self._parts = sorted(told, key=lambda p: (-abs(p[1]), p[0]))
        self._refresh()

    def _refresh(self) -> None:
        shown = self._parts if self.more.is_open else self._parts[:_FEW]
        while len(self.bars) < len(self._parts):
            self.bars.append(WhyBar(self._theme))
            self._column.insertWidget(len(self.bars) - 1, self.bars[-1])
        full = max([_FULL, *(abs(value) for _, value in self._parts)])
        for bar, (name, value) in zip(self.bars, self._parts, strict=False):
            bar.show_part(name, value, full=full)
        for index, bar in enumerate(self.bars):
            bar.setVisible(index < len(shown))
        hidden = len(self._parts) - _FEW
        self.more.setVisible(hidden > 0)
        few = self.tr("1 smaller reason") if hidden == 1 else self.tr("{n} smaller reasons").format(n=hidden)
        self.more.setText(self.tr("Show fewer") if self.more.is_open else few)
        self.more.updateGeometry()


def signed(value: float) -> str:
    """A contribution with its sign, in hundredths."""
    return numbers.signed(value, 2)


def words(part: str) -> tuple[str, str]:
    """A part's name for people, and what it means. A part that is not known is shown as it is called."""
    table = {
        "sharpness": (_tr("Sharp"), _tr("How sharp the picture is.")),
        "exposure": (_tr("Well exposed"), _tr("Neither too dark nor burnt out.")),
        "steadiness": (_tr("Steady"), _tr("How little the camera shakes.")),
        "flaws": (_tr("Flaws"), _tr("Black, blurred or shaking pictures within the clip.")),
        "motion": (_tr("Movement"), _tr("How well the movement suits the energy of the music here.")),
        "hit": (_tr("On the beat"), _tr("Whether the movement peaks where the music does.")),
        "light": (_tr("Brightness"), _tr("As bright or as dark as the style likes it.")),
        "colour": (_tr("Colour"), _tr("As colourful or as pale as the style likes it.")),
        "order": (_tr("Order"), _tr("How far it lies from its place in the order of filming.")),
        "remainder": (_tr("Left-overs"), _tr("What its choice leaves of the shot that is too short for another clip.")),
        "chance": (_tr("Chance"), _tr("A little luck, by the seed: it lets each re-roll differ.")),
        "contrast": (_tr("Variety"), _tr("How different it looks from the clip before it.")),
        "flow": (_tr("Flow"), _tr("How much the movement changes from the clip before it.")),
        "repeat": (_tr("Repetition"), _tr("The same file or shot as right before.")),
    }
    return table.get(part, (part.replace("_", " ").capitalize(), _tr("A part of the score.")))


def _tr(text: str) -> str:
    return QCoreApplication.translate("WhyBars", text)
