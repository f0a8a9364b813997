"""The styles to choose from: each with its title, a sentence, and its pace drawn as a strip of cuts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from montage_desktop.ui.theme import Theme

_ROW_PX = 86
_LINES = 3
_STRIP = QSize(64, 28)

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

CardRole = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class StyleCard:
    """A style as the gallery shows it.

    Attributes:
        name: what the job is told. pace: a few words ("fast", "slow to fast").
        beats: typical cut lengths in beats from the calm to the busy parts of a song, drawn as a strip.
    """

    name: str
    title: str
    description: str
    pace: str = ""
    beats: tuple[float, ...] = ()


class StyleModel(QAbstractListModel):
    """Cards in the given order; `CardRole` gives the card."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: list[StyleCard] = []

    def show_cards(self, cards: list[StyleCard]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == CardRole:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<b>{card.title}</b><br>{card.description}<br><i>{card.pace}</i>"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(t for t in (card.title, card.description, card.pace) if t)
        return None


class StyleDelegate(QStyledItemDelegate):
    """Paints a card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(160, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card: StyleCard = index.data(CardRole)
        rect: QRect = option.rect.adjusted(2, 2, -2, -2)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        fill = "selection" if selected else "hover" if hovered else "raised"
        painter.setBrush(self._theme.colour(fill))
        painter.setPen(QPen(self._theme.colour("accent"), 2) if selected else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)
        strip = QRect(rect.left() + 10, rect.top() + 10, _STRIP.width(), _STRIP.height())
        self._paint_strip(painter, strip, card)
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * 0.82)
        text = rect.adjusted(_STRIP.width() + 22, 7, -8, -6)
        self._paint_text(painter, text, card, small)
        painter.setFont(small)
        painter.setPen(self._theme.colour("muted"))
        pace = QRect(strip.left(), strip.bottom() + 3, strip.width(), rect.bottom() - strip.bottom() - 6)
        shown = painter.fontMetrics().elidedText(card.pace, Qt.TextElideMode.ElideRight, pace.width())
        painter.drawText(pace, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_text(self, painter: QPainter, text: QRect, card: StyleCard, small: QFont) -> None:
        bold = QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("text"))
        height = painter.fontMetrics().height()
        title = painter.fontMetrics().elidedText(card.title, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignTop, title)
        painter.setFont(small)
        painter.setPen(self._theme.colour("muted"))
        box = text.adjusted(0, height + 2, 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignTop, fit_lines(card.description, painter, box.width()))

    def _paint_strip(self, painter: QPainter, strip: QRect, card: StyleCard) -> None:
        """The pace: each block is a cut, as wide as it is long; the height rises with the song's energy."""
        painter.setPen(Qt.PenStyle.NoPen)
        blocks = cut_blocks(card.beats, strip.width())
        for n, (left, width) in enumerate(blocks):
            part = (n + 1) / max(1, len(blocks))
            height = strip.height() * (0.4 + 0.6 * part)
            colour = self._theme.colour("accent")
            colour.setAlphaF(0.45 + 0.55 * part)
            painter.setBrush(colour)
            box = QRectF(strip.left() + left, strip.bottom() - height, max(1.5, width - 2), height)
            painter.drawRoundedRect(box, 2, 2)


def cut_blocks(beats: tuple[float, ...], width: int) -> list[tuple[float, float]]:
    """(left, width) of the strip's blocks: the given cut lengths, 16 beats in all, calm first."""
    lengths = [max(0.25, b) for b in beats] or [2.0]
    share = 16 / len(lengths)
    cuts: list[float] = []
    for length in lengths:
        count = max(1, round(share / length))
        cuts += [share / count] * count
    total, left, out = sum(cuts), 0.0, []
    for cut in cuts:
        out.append((left, cut / total * width))
        left += cut / total * width
    return out


def fit_lines(text: str, painter: QPainter, width: int) -> str:
    """`text`, cut at the end of what fits into the lines of a card."""
    metrics, words, lines = painter.fontMetrics(), text.split(), [""]
    for n, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if metrics.horizontalAdvance(longer) <= width or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < _LINES:
            lines.append(word)
        else:
            rest = " ".join([lines[-1], *words[n:]])
            lines[-1] = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
            break
    return "\n".join(lines)


class StyleGallery(QListView):
    """One style is chosen, always.

    Signals:
        chosen(str): the name of the style.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.cards = StyleModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(StyleDelegate(theme, self))
        self.setAccessibleName(self.tr("Styles"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setMinimumHeight(2 * _ROW_PX)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.viewport().update)

    @property
    def style_name(self) -> str:
        """The chosen one; "" while there are none."""
        index = self.currentIndex()
        return index.data(CardRole).name if index.isValid() else ""

    @property
    def style_title(self) -> str:
        index = self.currentIndex()
        return index.data(CardRole).title if index.isValid() else ""

    def show_cards(self, cards: list[StyleCard], *, choose: str = "dynamic") -> None:
        """Show these and choose one."""
        self.cards.show_cards(cards)
        row = next((n for n, c in enumerate(cards) if c.name == choose), 0)
        if cards:
            self.setCurrentIndex(self.cards.index(row))

    def choose(self, name: str) -> None:
        """Choose a style; one that is not there changes nothing."""
        for row in range(self.cards.rowCount()):
            if self.cards.index(row).data(CardRole).name == name:
                self.setCurrentIndex(self.cards.index(row))

    def _on_current(self, now: QModelIndex) -> None:
        if now.isValid():
            self.scrollTo(now)
            self.chosen.emit(now.data(CardRole).name)
