"""The moments that could stand in a clip's place: small pictures with scores, the one in the film among them."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from montage_desktop.core.timeline import Candidate, Clip
from montage_desktop.ui.numbers import number
from montage_desktop.ui.pane import GAP
from montage_desktop.ui.pictures.pictures import EXACT, FramePictures
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.timecode import timecode

_COLUMNS = 3
_PICTURE_PX = 52
_MOST = 12
_IN_FILM = -1
_ARROWS: dict[int, int] = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_COLUMNS, Qt.Key.Key_Down: _COLUMNS,
}  # fmt: skip


class RunnerCard(QAbstractButton):
    """One moment. GUI thread only.

    Attributes:
        index: into `Clip.runners_up`; -1 for the moment that is in the film.

    Signals:
        entered(int), left(): by mouse or focus.
    """

    entered = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, pictures: FramePictures) -> None:
        super().__init__()
        self.index = _IN_FILM
        self._theme, self._pictures = theme, pictures
        self._source, self._time_s, self._score = "", Fraction(0), 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(80, _PICTURE_PX + self.fontMetrics().height() + 6)

    def show_moment(self, moment: Candidate, index: int, *, rate: float) -> None:
        """Show a moment; `rate`: of the source, in frames a second, for its time code."""
        self.index = index
        self._source, self._time_s, self._score = moment.source, moment.source_in, moment.score
        name, at = Path(moment.source).name, timecode(ceil(moment.source_in * 1000), rate)
        where = self.tr("{name} at {at}, score {score}").format(name=name, at=at, score=number(moment.score, 2))
        in_film = index == _IN_FILM
        self.setAccessibleName(self.tr("In the film: {moment}").format(moment=where) if in_film else where)
        hint = self.tr("In the film now") if in_film else self.tr("Click to put it in the film")
        self.setToolTip(f"{name}\n{at}\n{hint}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(1, 1, self.width() - 2, _PICTURE_PX)
        self._paint_picture(painter, box)
        self._paint_frame(painter, box)
        line = QRect(0, _PICTURE_PX + 2, self.width(), self.height() - _PICTURE_PX - 2)
        in_film = self.index == _IN_FILM
        painter.setPen(self._theme.colour("text" if in_film or self.isEnabled() else "faint"))
        text = number(self._score, 2)
        if in_film:
            text = self.tr("{score} · in film").format(score=text)
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        height_px = ceil(_PICTURE_PX * self.devicePixelRatioF())
        image = self._pictures.picture(self._source, self._time_s, height_px, step_s=EXACT)
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(box, 4, 4)
        painter.setClipPath(path)
        painter.fillRect(box, self._theme.colour("field"))
        if image is None:
            centre = box.center()
            icon = QRectF(centre.x() - 10, centre.y() - 10, 20, 20)
            self._theme.paint_icon(painter, icon, "clip", self._theme.colour("faint"))
        else:
            painter.drawImage(covering(box, QSize(image.width(), image.height())), image)
        if not self.isEnabled():
            veil = QColor(self._theme.colour("panel"))
            veil.setAlphaF(0.5)
            painter.fillRect(box, veil)
        painter.restore()

    def _paint_frame(self, painter: QPainter, box: QRectF) -> None:
        """The one in the film has a frame and a tick; the one under the mouse, or with the focus, a frame."""
        in_film = self.index == _IN_FILM
        pointed = self.isEnabled() and (self.underMouse() or self.hasFocus())
        if in_film or pointed:
            painter.setPen(QPen(self._theme.colour("accent" if in_film or self.hasFocus() else "text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        if in_film:
            badge = QRectF(box.right() - 19, box.top() + 3, 16, 16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawEllipse(badge)
            self._theme.paint_icon(painter, badge.adjusted(2, 2, -2, -2), "check", self._theme.colour("on_accent"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _ARROWS:
            event.ignore()  # the strip knows what lies beside, above and below
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered.emit(self.index)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.entered.emit(self.index)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class RunnerStrip(QWidget):
    """The moments of one clip, best first. GUI thread only.

    They stand still when one of them is put in the film, so that a person can go through them.

    Attributes:
        cards: those shown.

    Signals:
        hovered(int): index into `Clip.runners_up`, -1 for none. chosen(int): the same, by click, Enter or Space.
    """

    hovered = Signal(int)
    chosen = Signal(int)

    def __init__(self, theme: Theme, pictures: FramePictures) -> None:
        super().__init__()
        self.cards: list[RunnerCard] = []
        self._spare: list[RunnerCard] = []
        self._theme, self._pictures = theme, pictures
        self._hovered = _IN_FILM
        self._order: list[int] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        pictures.arrived.connect(self._on_arrived)
        theme.changed.connect(self.update)

    def show_clip(self, clip: Clip, rates: dict[str, float]) -> None:
        """Show a clip's moments; `rates`: frames a second of sources."""
        self._order = in_order(clip)
        shown = self._order[:_MOST]
        self._require(len(shown))
        for card, index in zip(self.cards, shown, strict=True):
            moment = moment_of(clip, index)
            card.show_moment(moment, index, rate=rates.get(moment.source, 25.0))
            card.setEnabled(index == _IN_FILM or not clip.locked)

    def neighbour(self, step: int) -> int | None:
        """Index of the moment `step` places after the one in the film, round and round; None if there is no other."""
        if len(self._order) < 2:
            return None
        return self._order[(self._order.index(_IN_FILM) + step) % len(self._order)]

    def _require(self, count: int) -> None:
        while len(self._spare) < count:
            card = RunnerCard(self._theme, self._pictures)
            card.entered.connect(self._on_entered)
            card.left.connect(lambda: self._set_hovered(_IN_FILM))
            card.clicked.connect(lambda _=False, card=card: self._on_clicked(card))
            position = len(self._spare)
            self._grid.addWidget(card, position // _COLUMNS, position % _COLUMNS)
            self._spare.append(card)
        self.cards = self._spare[:count]
        for position, card in enumerate(self._spare):
            card.setVisible(position < count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(event.key())
        here = next((n for n, card in enumerate(self.cards) if card.hasFocus()), None)
        if step is None or here is None or not 0 <= here + step < len(self.cards):
            super().keyPressEvent(event)
            return
        self.cards[here + step].setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        self._set_hovered(_IN_FILM)

    def _on_entered(self, index: int) -> None:
        self._set_hovered(index)

    def _on_clicked(self, card: RunnerCard) -> None:
        if card.index != _IN_FILM:
            index = card.index
            self._set_hovered(_IN_FILM)  # what is shown on trial is in the film from now on
            self.chosen.emit(index)

    def _set_hovered(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.hovered.emit(index)

    def _on_arrived(self, source: str) -> None:
        for card in self.cards:
            card.update()


def in_order(clip: Clip) -> list[int]:
    """Indices of a clip's moments, -1 for its own, best first; the same whichever of them is in the film."""

    def rank(index: int) -> tuple[float, str, Fraction]:
        moment = moment_of(clip, index)
        return -moment.score, moment.source, moment.source_in

    return sorted(range(_IN_FILM, len(clip.runners_up)), key=rank)


def moment_of(clip: Clip, index: int) -> Candidate:
    """A runner-up, or with -1 what is in the film."""
    if index == _IN_FILM:
        return Candidate(clip.source, clip.source_in, clip.score, clip.why)
    return clip.runners_up[index]


def covering(box: QRectF, size: QSize) -> QRectF:
    """Where a picture is drawn so that it fills a box, cut off equally at both sides."""
    scale = max(box.width() / max(1, size.width()), box.height() / max(1, size.height()))
    width, height = size.width() * scale, size.height() * scale
    return QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height)
