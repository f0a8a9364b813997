"""Profiles to choose from, as cards: what they are for, the size of the picture, the codecs, and how large the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
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

from montage_desktop.core.timeline import Timeline
from montage_desktop.media.render.profiles import PROFILES, Profile, output_size
from montage_desktop.ui.deliver.estimate import Estimate, SizeBook
from montage_desktop.ui.numbers import short, size
from montage_desktop.ui.theme import Theme

CARD_PX = 80
_PAD_PX = 12
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

CardRole = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class ProfileCard:
    """A profile as it is shown. `facts`: size, rate and codecs; `about`: how large the file, in words."""

    name: str
    title: str
    purpose: str
    facts: str
    about: str = ""


def cards_for(film: Timeline | None, sizes: SizeBook, *, encoder: str = "") -> list[ProfileCard]:
    """A card for each profile, for the film as it is now (without one: no sizes). `encoder`: a hardware one's name."""
    return [_card(p, film, sizes, encoder) for p in PROFILES.values()]


def _card(profile: Profile, film: Timeline | None, sizes: SizeBook, encoder: str) -> ProfileCard:
    titles = {
        "preview": (_tr("Preview"), _tr("Small and quick, to look at the cut")),
        "standard": (_tr("Standard"), _tr("For the web and for friends")),
        "high": (_tr("High"), _tr("Finer pictures, a larger file, slower")),
        "master": (_tr("Master"), _tr("To keep, or to work on: nearly without loss")),
    }
    title, purpose = titles.get(profile.name, (profile.name.capitalize(), ""))
    codecs = f"H.264{f' ({encoder})' if encoder else ''} · AAC {profile.audio_kbps}k"
    if film is None:
        size = _tr("{n} lines").format(n=profile.short_side) if profile.short_side else _tr("the film's size")
        return ProfileCard(profile.name, title, purpose, f"{size} · {codecs}")
    width, height = output_size(film.size, profile)
    rate = short(float(film.rate), 2)
    facts = f"{width} × {height} · {_tr('{n} fps').format(n=rate)} · {codecs}"
    return ProfileCard(profile.name, title, purpose, facts, about(sizes.estimate(film, profile)))


def about(estimate: Estimate) -> str:
    """``about 20 – 80 MB``; one number where films of the profile are known."""
    if estimate.learnt:
        middle = (estimate.least_bytes * estimate.most_bytes) ** 0.5
        return _tr("about {size}").format(size=size(_rounded(middle), 0))
    least, most = (size(_rounded(n), 0) for n in (estimate.least_bytes, estimate.most_bytes))
    same_unit = least.split()[-1] == most.split()[-1]
    return _tr("about {least} – {most}").format(least=least.split()[0] if same_unit else least, most=most)


def _rounded(size_bytes: float) -> int:
    """To two figures of the unit that it is shown in: more would be a lie."""
    unit = 1
    while size_bytes / unit >= 1000:
        unit *= 1000
    shown = size_bytes / unit
    return round(shown if shown < 100 else round(shown, -1)) * unit


class ProfileModel(QAbstractListModel):
    """Cards in the given order; `CardRole` gives the card."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: list[ProfileCard] = []

    def show_cards(self, cards: list[ProfileCard]) -> None:
        """Show these; the choice stays while there are as many."""
        if len(cards) != len(self.cards):
            self.beginResetModel()
            self.cards = cards
            self.endResetModel()
        elif cards != self.cards:
            self.cards = cards
            self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))

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
            return "\n".join(t for t in (card.purpose, card.facts, card.about) if t)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(t for t in (card.title, card.purpose, card.facts, card.about) if t)
        return None


class ProfileDelegate(QStyledItemDelegate):
    """Paints a card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, CARD_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card: ProfileCard = index.data(CardRole)
        rect: QRect = option.rect.adjusted(2, 2, -2, -2)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour("selection" if selected else "hover" if hovered else "raised"))
        painter.setPen(QPen(self._theme.colour("accent"), 2) if selected else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)
        inner = rect.adjusted(_PAD_PX, 9, -_PAD_PX, -8)
        if selected:  # the choice is not told by colour alone
            spot = QRectF(inner.right() - 16, inner.top(), 16, 16)
            self._theme.paint_icon(painter, spot, "check", self._theme.colour("accent"))
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.85)
        line = inner.height() // 3
        self._line(painter, inner.adjusted(0, 0, -22, 0), 0, line, bold, card.title, "text")
        right = inner.adjusted(0, 0, -24 if selected else 0, 0)
        painter.setFont(small)
        painter.setPen(self._theme.colour("text" if selected else "muted"))
        top_right = QRect(right.left(), right.top(), right.width(), line)
        painter.drawText(top_right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, card.about)
        self._line(painter, inner, 1, line, small, card.purpose, "muted")
        self._line(painter, inner, 2, line, small, card.facts, "muted")
        painter.restore()

    def _line(
        self, painter: QPainter, inner: QRect, number: int, height: int, font: QFont, text: str, colour: str
    ) -> None:  # fmt: skip
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        box = QRect(inner.left(), inner.top() + number * height, inner.width(), height)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class ProfileCards(QListView):
    """One profile is chosen, always.

    Signals:
        chosen(str): the profile's name.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.cards = ProfileModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(ProfileDelegate(theme, self))
        self.setAccessibleName(self.tr("Profiles"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setMinimumHeight(CARD_PX + CARD_PX // 2)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.viewport().update)

    @property
    def profile(self) -> str:
        """The chosen one's name; "" while there are none."""
        index = self.currentIndex()
        return index.data(CardRole).name if index.isValid() else ""

    def sizeHint(self) -> QSize:
        return QSize(280, CARD_PX * max(1, self.cards.rowCount()) + 2)

    def show_cards(self, cards: list[ProfileCard]) -> None:
        """Show these; at first *standard* is chosen."""
        kept = self.profile or "standard"
        self.cards.show_cards(cards)
        if not self.currentIndex().isValid():
            self.choose(kept)

    def choose(self, name: str) -> None:
        """Choose a profile; one that is not there changes nothing."""
        for row, card in enumerate(self.cards.cards):
            if card.name == name:
                self.setCurrentIndex(self.cards.index(row))

    def _on_current(self, now: QModelIndex) -> None:
        if now.isValid():
            self.scrollTo(now)
            self.chosen.emit(now.data(CardRole).name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Deliver", text)
