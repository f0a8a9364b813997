"""Painting a job's row: state with glyph, stacked progress bar, and the buttons at its end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.desk import Action
from montage_desktop.ui.jobs.model import Column, RecordRole
from montage_desktop.ui.theme import Theme

ROW_PX = 36
_PAD_PX = 8
_ICON_PX = 18
_BUTTON_PX = 28
_BAR_PX = 8

_Index = QModelIndex | QPersistentModelIndex


class JobDelegate(QStyledItemDelegate):
    """Paints rows and turns clicks on a row's buttons into actions. GUI thread only.

    Attributes:
        is_live: whether Redis (not only the archive) knows a job.

    Signals:
        triggered(str, str): job id and `Action`, by a click on a button of the row.
    """

    triggered = Signal(str, str)

    def __init__(self, theme: Theme, is_live: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_live = is_live
        self._theme = theme
        self._glyphs: dict[tuple[str, str, float], QPixmap] = {}
        theme.changed.connect(self._glyphs.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        record: JobRecord = index.data(RecordRole)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("raised"))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        inner = rect.adjusted(_PAD_PX, 0, -_PAD_PX, -1)
        column = Column(index.column())
        if column is Column.STATE:
            self._paint_state(painter, inner, record)
        elif column is Column.PROGRESS:
            self._paint_progress(painter, inner, record)
        elif column is Column.ACTIONS:
            self._paint_buttons(painter, rect, record)
        else:
            strong = column is Column.TITLE
            bad = column is Column.PHASE and record.status is Status.FAILED
            colour = "danger" if bad else "text" if strong else "muted"
            self._paint_text(painter, inner, str(index.data()), self._theme.colour(colour))
        if option.state & QStyle.StateFlag.State_HasFocus and column is Column.TITLE:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawLine(rect.left() + 1, rect.top() + 6, rect.left() + 1, rect.bottom() - 6)
        painter.restore()

    def _paint_text(self, painter: QPainter, rect: QRect, text: str, colour: QColor) -> None:
        painter.setPen(colour)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_state(self, painter: QPainter, rect: QRect, record: JobRecord) -> None:
        look = job_text.face(record.status)
        self._glyph(painter, rect.left(), rect.center().y() - _ICON_PX // 2 + 1, look.icon, look.colour)
        self._paint_text(painter, rect.adjusted(_ICON_PX + 6, 0, 0, 0), look.word, self._theme.colour(look.colour))

    def _glyph(self, painter: QPainter, x: int, y: int, name: str, colour: str) -> None:
        """An icon from a cache of pixmaps: rendering SVG for each row is too slow to scroll."""
        ratio = painter.device().devicePixelRatioF()
        key = (name, colour, ratio)
        if key not in self._glyphs:
            pixmap = QPixmap(QSize(round(_ICON_PX * ratio), round(_ICON_PX * ratio)))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inside = QPainter(pixmap)
            self._theme.paint_icon(inside, QRectF(0, 0, _ICON_PX, _ICON_PX), name, self._theme.colour(colour))
            inside.end()
            self._glyphs[key] = pixmap
        painter.drawPixmap(x, y, self._glyphs[key])

    def _paint_progress(self, painter: QPainter, rect: QRect, record: JobRecord) -> None:
        if record.status is Status.FINISHED:
            cached, total = record.parts.get("cached", 0), record.parts.get("total", 0)
            text = self.tr("{n} of {total} parts reused").format(n=cached, total=total) if cached else ""
            self._paint_text(painter, rect, text, self._theme.colour("muted"))
            return
        percent = f"{int(record.progress * 100)} %"
        width = painter.fontMetrics().horizontalAdvance("100 %") + _PAD_PX
        bar = QRectF(rect.left(), rect.center().y() - _BAR_PX / 2 + 1, rect.width() - width, _BAR_PX)
        dim = record.status in (Status.FAILED, Status.CANCELLED)
        paint_stacked_bar(painter, bar, record, self._theme, dim=dim)
        painter.setPen(self._theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect, right, percent)

    def _paint_buttons(self, painter: QPainter, rect: QRect, record: JobRecord) -> None:
        for action, box in self._buttons(rect, record):
            y = box.center().y() - _ICON_PX // 2 + 1
            self._glyph(painter, box.center().x() - _ICON_PX // 2 + 1, y, ACTION_ICONS[action], "text")

    def _buttons(self, rect: QRect, record: JobRecord) -> list[tuple[Action, QRect]]:
        actions = job_text.possible(record, live=self.is_live(record.id))
        left = rect.right() - _PAD_PX - len(actions) * _BUTTON_PX
        return [
            (action, QRect(left + n * _BUTTON_PX, rect.top(), _BUTTON_PX, rect.height()))
            for n, action in enumerate(actions)
        ]

    def _action_at(self, option: QStyleOptionViewItem, index: _Index, event: QMouseEvent | QHelpEvent) -> Action | None:
        if index.column() != Column.ACTIONS:
            return None
        position = event.position().toPoint() if isinstance(event, QMouseEvent) else event.pos()
        boxes = self._buttons(option.rect, index.data(RecordRole))
        return next((action for action, box in boxes if box.contains(position)), None)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        released = event.type() is QEvent.Type.MouseButtonRelease
        if released and isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            action = self._action_at(option, index, event)
            if action is not None:
                self.triggered.emit(index.data(RecordRole).id, action.value)
                return True
        return super().editorEvent(event, model, option, index)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        action = self._action_at(option, index, event) if index.isValid() else None
        if action is not None:
            QToolTip.showText(event.globalPos(), action_words(action), view)
            return True
        return super().helpEvent(event, view, option, index)


def paint_stacked_bar(painter: QPainter, bar: QRectF, record: JobRecord, theme: Theme, *, dim: bool = False) -> None:
    """Track, then the job's progress; on it, in another colour and hatched, the share that came from the cache."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = bar.height() / 2
    painter.setBrush(theme.colour("track"))
    painter.drawRoundedRect(bar, radius, radius)
    total = max(1, record.parts.get("total", 0))
    done, cached = record.parts.get("done", 0), record.parts.get("cached", 0)
    running = record.parts.get("running", 0)
    whole = QRectF(bar.left(), bar.top(), bar.width() * record.progress, bar.height())
    if whole.width() > 0:
        painter.setBrush(theme.colour("faint" if dim else "accent"))
        painter.drawRoundedRect(whole, min(radius, whole.width() / 2), radius)
    if not dim and cached:
        share = whole.width() * min(1.0, cached / max(1, done))
        painter.setBrush(theme.colour("cached"))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), share, bar.height()), min(radius, share / 2), radius)
    if not dim and running and record.progress < 1:
        ahead = min(bar.right() - whole.right(), bar.width() * running / total * 0.5)
        colour = QColor(theme.colour("accent"))
        colour.setAlphaF(0.35)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(whole.right(), bar.top(), max(0.0, ahead), bar.height()), radius, radius)
    painter.restore()


ACTION_ICONS = {
    Action.CANCEL: "cancel", Action.PAUSE: "pause", Action.RESUME: "resume", Action.RETRY: "retry",
    Action.FINALIZE: "finalize", Action.FOLDER: "folder", Action.PLAY: "play",
}  # fmt: skip


def action_words(action: Action) -> str:
    """The name of an action on a button, a menu and a tool tip."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Jobs", text)

    return {
        Action.CANCEL: tr("Cancel"), Action.PAUSE: tr("Pause"), Action.RESUME: tr("Resume"),
        Action.RETRY: tr("Retry"), Action.FINALIZE: tr("Finalize preview"), Action.FOLDER: tr("Open folder"),
        Action.PLAY: tr("Play result"),
    }[action]  # fmt: skip
