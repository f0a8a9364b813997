"""Rows of a pane of properties: a name, a slider that knows its neutral value, and the value in words."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from montage_desktop.ui.pane import label, spread
from montage_desktop.ui.theme import Theme

NAME_PX, VALUE_PX = 88, 52
_HANDLE_PX = 14
_ARROW_PX = 16
_HEIGHT_PX = 24
#: Changes by keys that follow each other within this time are one.
_PAUSE_S = 1.0


class NeutralSlider(QSlider):
    """A slider that is filled from its neutral value on; a double click sets it back. GUI thread only.

    The wheel scrolls the pane, never the value: nobody should change a film by scrolling past.

    Attributes:
        neutral: what changes nothing. is_mixed: it stands for several values; its handle is hollow then.
    """

    def __init__(self, theme: Theme, *, lowest: int, highest: int, neutral: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.neutral = neutral
        self.is_mixed = False
        self._theme = theme
        self.setRange(lowest, highest)
        self.setPageStep(max(1, (highest - lowest) // 20))
        self.setValue(neutral)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(96, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, _HEIGHT_PX)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.setValue(self.neutral)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        at, neutral = self._x(self.value()), self._x(self.neutral)
        groove = QRectF(_HANDLE_PX / 2, middle - 2, self.width() - _HANDLE_PX, 4)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(groove, 2, 2)
        if self.minimum() < self.neutral < self.maximum():
            painter.setBrush(self._theme.colour("faint"))
            painter.drawRoundedRect(QRectF(neutral - 1, middle - 6, 2, 12), 1, 1)
        if self.isEnabled() and not self.is_mixed:
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(min(at, neutral), middle - 2, abs(at - neutral), 4), 2, 2)
        painter.setBrush(self._handle_colour())
        if self.is_mixed:
            painter.setBrush(self._theme.colour("panel"))
            painter.setPen(QPen(self._handle_colour(), 2))
        painter.drawEllipse(QPointF(at, middle), _HANDLE_PX / 2 - 1, _HANDLE_PX / 2 - 1)
        painter.end()

    def _handle_colour(self) -> QColor:
        if not self.isEnabled():
            return self._theme.colour("line")
        return self._theme.colour("accent_hover" if self.hasFocus() or self.isSliderDown() else "text")

    def _x(self, value: int) -> float:
        share = (value - self.minimum()) / max(1, self.maximum() - self.minimum())
        return _HANDLE_PX / 2 + share * (self.width() - _HANDLE_PX)

    def _follow(self, event: QMouseEvent) -> None:
        share = (event.position().x() - _HANDLE_PX / 2) / max(1, self.width() - _HANDLE_PX)
        value = round(self.minimum() + max(0.0, min(1.0, share)) * (self.maximum() - self.minimum()))
        # Near its neutral value it sticks to it: else that could hardly be hit.
        near = abs(self._x(value) - self._x(self.neutral)) <= 3
        self.setValue(self.neutral if near else value)


class ValueRow(QWidget):
    """One property: its name, a slider, and its value in words. GUI thread only.

    Attributes:
        slider: its values are whole steps. gesture: counts drags, and runs of key presses: what one undo takes back.

    Signals:
        edited(int): the person chose this step.
    """

    edited = Signal(int)

    def __init__(self, name: str, slider: NeutralSlider, says: Callable[[int], str], *, tool_tip: str = "") -> None:
        super().__init__()
        self.slider = slider
        self.gesture = 0
        self._says = says
        self._last_s = 0.0
        self._name = label(name, "muted")
        self._value = label()
        self.set_name(name)
        self.setToolTip(tool_tip)
        self._lay_out()
        slider.sliderPressed.connect(self._on_pressed)
        slider.valueChanged.connect(self._on_value)
        self._tell()

    def _lay_out(self) -> None:
        self._name.setFixedWidth(NAME_PX)
        self._value.setFixedWidth(VALUE_PX)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = spread(QHBoxLayout(self), spacing=4)
        for part in (self._name, self.slider, self._value):
            row.addWidget(part)

    def set_name(self, name: str) -> None:
        """What the property is called."""
        self._name.setText(name)
        self.slider.setAccessibleName(name)

    def show_value(self, step: int, *, is_mixed: bool = False) -> None:
        """Show a value that came from elsewhere; nothing is emitted. While it is dragged the person's own stays."""
        self.slider.is_mixed = is_mixed
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(step)
            self.slider.blockSignals(False)
            self.slider.update()
            self._tell()
        if is_mixed:
            self._value.setText("–")
            self.slider.setAccessibleDescription(self.tr("Differs between the selected clips"))

    def _tell(self) -> None:
        words = self._says(self.slider.value())
        self._value.setText(words)
        self.slider.setAccessibleDescription(words)

    def _on_pressed(self) -> None:
        self.gesture += 1

    def _on_value(self, step: int) -> None:
        now_s = time.monotonic()
        if not self.slider.isSliderDown() and now_s - self._last_s > _PAUSE_S:
            self.gesture += 1
        self._last_s = now_s
        self._tell()
        self.edited.emit(step)


class SentenceRow(ValueRow):
    """One property as a sentence that names its value, with the slider below; its name is for screen readers."""

    def _lay_out(self) -> None:
        self._value.setWordWrap(True)
        self._value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = spread(QVBoxLayout(self), spacing=2)
        column.addWidget(self._value)
        column.addWidget(self.slider)
        self._name.setParent(self)
        self._name.hide()

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._value.text()


class FoldButton(QAbstractButton):
    """A line of text with an arrow that says whether what follows is open. GUI thread only.

    Attributes:
        is_open: toggled by a click, Space or Enter.
    """

    def __init__(self, text: str, theme: Theme, *, bold: bool = True) -> None:
        super().__init__()
        self.is_open = True
        self._theme = theme
        font = self.font()
        font.setBold(bold)
        self.setFont(font)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(_ARROW_PX + 6 + metrics.horizontalAdvance(self.text()) + 4, max(_HEIGHT_PX, metrics.height() + 6))

    def nextCheckState(self) -> None:
        self.is_open = not self.is_open

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        lit = self.underMouse() or self.hasFocus()
        arrow = QRectF(0, middle - _ARROW_PX / 2, _ARROW_PX, _ARROW_PX)
        name = "chevron-down" if self.is_open else "chevron-right"
        self._theme.paint_icon(painter, arrow, name, self._theme.colour("text" if lit else "muted"))
        text = QRectF(_ARROW_PX + 6, 0, self.width() - _ARROW_PX - 6, self.height())
        painter.setPen(self._theme.colour("text" if lit or self.font().bold() else "muted"))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawLine(QPointF(text.left(), self.height() - 2), QPointF(self.width() - 4, self.height() - 2))
        painter.end()


class Section(QWidget):
    """A part of a pane under a title that folds it.

    Attributes:
        body: the layout to fill. head: the row of the title, for a value or a button at its right. fold: the title.
    """

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        self.fold = FoldButton(title, theme)
        self._content = QWidget()
        self.body = spread(QVBoxLayout(self._content), spacing=2)
        self.head = spread(QHBoxLayout(), spacing=4)
        self.head.addWidget(self.fold)
        self.head.addStretch(1)
        column = spread(QVBoxLayout(self), spacing=4)
        column.addLayout(self.head)
        column.addWidget(self._content)
        self.fold.clicked.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self._content.setVisible(self.fold.is_open)
        self.fold.setToolTip(self.tr("Fold") if self.fold.is_open else self.tr("Unfold"))
        self.fold.setAccessibleDescription(self.tr("Open") if self.fold.is_open else self.tr("Folded"))
