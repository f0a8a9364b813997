"""The list of what may be dropped from a talk: rows with the words around each, painted in one height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from montage_desktop.core.transcript.document import joined
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.ui.language import translated
from montage_desktop.ui.numbers import number
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript.findings import LEFT_S, Finding
from montage_desktop.ui.transcript.text_words import clock_of, tr

RowRole = int(Qt.ItemDataRole.UserRole) + 1
_AROUND = 6  #: words of context on each side
_ROW_PX, _PAD_PX, _DOT_PX = 50, 10, 7
_SMALL = 0.86
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """A finding as it is read: the words before and after it, what it is about, why it is listed, and when."""

    before: str
    what: str
    after: str
    why: str
    at: str


def row_of(finding: Finding, edited: Edited, places: dict[int, int]) -> Row:
    """`places`: of kept words, by number."""
    kept = edited.kept
    first, last = places[finding.words[0]], places[finding.words[-1]]
    if finding.filler is not None:
        what, why = finding.filler.text, translated(finding.filler.reason)
        begin, end = first, last + 1
    else:
        seconds, left = number(finding.silence_s, 1), number(LEFT_S, 1)
        what = tr("{seconds} s").format(seconds=seconds)
        why = tr("A long silence: {left} s would be left of it.").format(left=left)
        begin, end = first + 1, last
    before = joined(edited.word(n) for n in kept[max(0, begin - _AROUND) : begin])
    after = joined(edited.word(n) for n in kept[end : end + _AROUND])
    return Row(before, what, after, why, clock_of(edited.words[finding.words[0]].start))


class FindingModel(QAbstractListModel):
    """Findings of edited words. GUI thread only."""

    def __init__(self) -> None:
        super().__init__()
        self.findings: list[Finding] = []
        self._edited: Edited | None = None
        self._places: dict[int, int] = {}

    def put(self, edited: Edited | None, findings: Sequence[Finding]) -> None:
        """Show others."""
        self.beginResetModel()
        self._edited, self.findings = edited, list(findings)
        self._places = {n: at for at, n in enumerate(edited.kept)} if edited is not None else {}
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if self._edited is None or not 0 <= index.row() < len(self.findings):
            return None
        if role == RowRole:
            return row_of(self.findings[index.row()], self._edited, self._places)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            row = row_of(self.findings[index.row()], self._edited, self._places)
            return tr("{what} at {time}: {why} {before} [{what}] {after}").format(
                what=row.what, time=row.at, why=row.why, before=row.before, after=row.after
            )
        return None


class FindingDelegate(QStyledItemDelegate):
    """The finding in the middle of its words; below it, when and why. GUI thread only."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(180, max(_ROW_PX, option.fontMetrics.height() * 2 + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(RowRole)
        rect: QRect = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(self._theme.colour("selection"))
            painter.drawRoundedRect(rect, 6, 6)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.colour("raised"))
            painter.drawRoundedRect(rect, 6, 6)
        line = option.fontMetrics.height()
        text = rect.adjusted(_PAD_PX, 0, -_PAD_PX, 0)
        top = rect.top() + (rect.height() - 2 * line - 2) // 2
        self._paint_words(painter, QRect(text.left(), top, text.width(), line), row, option.font)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * _SMALL)
        painter.setFont(small)
        painter.setPen(self._theme.colour("muted"))
        why = QRect(text.left(), top + line + 2, text.width(), line)
        told = QFontMetrics(small).elidedText(f"{row.at} · {row.why}", Qt.TextElideMode.ElideRight, why.width())
        painter.drawText(why, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), told)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row, font: QFont) -> None:
        """What it is about stands where the eye finds it: about a third from the left, its neighbours faint."""
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        plain, bold = QFontMetrics(font), QFontMetrics(strong)
        gap = plain.horizontalAdvance(" ")
        what = bold.elidedText(row.what, Qt.TextElideMode.ElideRight, rect.width() // 2)
        width = bold.horizontalAdvance(what) + 8
        room = min(plain.horizontalAdvance(row.before) + gap, max(0, (rect.width() - width) * 2 // 5))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        left = rect.left()
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        if row.before:
            before = plain.elidedText(row.before, Qt.TextElideMode.ElideLeft, room - gap)
            painter.drawText(QRect(left, rect.top(), room, rect.height()), flags, before)
            left += plain.horizontalAdvance(before) + gap
        rest = rect.right() - left - width - gap
        after = plain.elidedText(row.after, Qt.TextElideMode.ElideRight, max(0, rest))
        painter.drawText(QRect(left + width + gap, rect.top(), max(0, rest), rect.height()), flags, after)
        chip = QRect(left, rect.top(), width, rect.height())
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(chip.adjusted(0, 0, -1, 0), 4, 4)
        painter.setFont(strong)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), what)


class FindingList(QListView):
    """GUI thread only.

    Signals:
        chosen(int): the row that it is about now. accepted(), skipped(): by keys (Return or Delete; S).
    """

    chosen = Signal(int)
    accepted = Signal()
    skipped = Signal()

    def __init__(self, theme: Theme, model: FindingModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(FindingDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What may be dropped"))
        theme.changed.connect(self.viewport().update)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.row())

    def event(self, event: QEvent) -> bool:
        """Its keys are taken before the window's."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _wish(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = _wish(event)
        if wish == "accept":
            self.accepted.emit()
        elif wish == "skip":
            self.skipped.emit()
        else:
            super().keyPressEvent(event)


def _wish(event: QKeyEvent) -> str:
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return ""
    keys = {Qt.Key.Key_Return: "accept", Qt.Key.Key_Enter: "accept", Qt.Key.Key_Delete: "accept", Qt.Key.Key_S: "skip"}
    return keys.get(Qt.Key(event.key()), "")
