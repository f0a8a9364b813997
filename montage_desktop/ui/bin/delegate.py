"""Painting a clip's row: picture with its flag and in/out bar, name, length, stars and badges."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from montage_desktop.ui.bin.model import ItemRole, MediaItem
from montage_desktop.ui.theme import Theme

ROW_PX = 64
_PICTURE = QSize(80, 45)
_PAD_PX, _GAP_PX = 6, 10
_BAR_PX, _BAR_GAP_PX = 4, 3
_DISC_PX, _FLAG_PX, _STAR_PX, _CLIP_PX = 18, 12, 12, 24
_SMALL = 0.88
_MOST_PIXMAPS = 400
#: A rejected clip's picture steps back; the glyph says why.
_REJECTED_OPACITY = 0.35
_TRACK_ALPHA = 0.4

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class FlagLook:
    """A flag's icon and the name of its colour."""

    icon: str
    colour: str


FLAGS = {"favourite": FlagLook("heart", "accent"), "rejected": FlagLook("reject", "danger")}
STAR = FlagLook("star", "warning")


class ClipDelegate(QStyledItemDelegate):
    """Paints rows of one height. GUI thread only."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._glyphs: dict[tuple[str, str, int, float], QPixmap] = {}
        self._pictures: OrderedDict[tuple[bytes, float], QPixmap] = OrderedDict()
        theme.changed.connect(self._glyphs.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(160, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item: MediaItem = index.data(ItemRole)
        rect: QRect = option.rect.adjusted(0, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option.state)
        frame = QRect(QPoint(rect.left() + _PAD_PX, rect.top() + _PAD_PX), _PICTURE)
        self._paint_picture(painter, frame, item)
        self._paint_flag(painter, frame, item)
        self._paint_use(painter, frame, item)
        text = rect.adjusted(_PAD_PX + _PICTURE.width() + _GAP_PX, _PAD_PX - 2, -_PAD_PX, -_PAD_PX + 2)
        self._paint_name(painter, text, item)
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * _SMALL)
        line = QRect(text.left(), text.top() + painter.fontMetrics().height() + 1, text.width(), 0)
        painter.setFont(small)
        line.setHeight(painter.fontMetrics().height())
        self._paint_facts(painter, line, item)
        outline = "faint" if option.state & QStyle.StateFlag.State_Selected else "line"
        self._paint_badges(painter, line.translated(0, line.height() + 4), item, outline)
        painter.restore()

    # Ground and picture --------------------------------------------------------------------------------------

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.colour("selection" if selected else "raised"))
            painter.drawRoundedRect(rect, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_picture(self, painter: QPainter, frame: QRect, item: MediaItem) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(frame, 4, 4)
        picture = self._picture(item, painter.device().devicePixelRatioF())
        if picture is None:
            trouble = bool(item.troubles)
            centre = frame.center() - QPoint(_CLIP_PX // 2 - 1, _CLIP_PX // 2 - 1)
            self._glyph(painter, centre, "alert" if trouble else "clip", "danger" if trouble else "faint", _CLIP_PX)
            return
        target = QRect(QPoint(0, 0), picture.deviceIndependentSize().toSize())
        target.moveCenter(frame.center())
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(frame), 4, 4)
        painter.save()
        painter.setClipPath(inside)
        if item.entry.flag == "rejected" or item.missing:
            painter.setOpacity(_REJECTED_OPACITY)
        painter.drawPixmap(target.topLeft(), picture)
        painter.restore()

    def _picture(self, item: MediaItem, ratio: float) -> QPixmap | None:
        """The picture as it is painted; decoded for rows that are seen only."""
        if not item.picture:
            return None
        key = (item.picture, ratio)
        found = self._pictures.get(key)
        if found is None:
            size = _PICTURE * ratio
            aspect, way = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            found = QPixmap.fromImage(item.image.scaled(size, aspect, way))
            found.setDevicePixelRatio(ratio)
            self._pictures[key] = found
            while len(self._pictures) > _MOST_PIXMAPS:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return found

    def _paint_flag(self, painter: QPainter, frame: QRect, item: MediaItem) -> None:
        """On a disc of its own: it has to be seen on any picture."""
        look = FLAGS.get(item.entry.flag)
        if look is None:
            return
        disc = QRect(frame.left() + 3, frame.top() + 3, _DISC_PX, _DISC_PX)
        ground = self._theme.colour("panel")
        ground.setAlphaF(0.88)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(disc)
        inset = (_DISC_PX - _FLAG_PX) // 2
        self._glyph(painter, disc.topLeft() + QPoint(inset, inset), look.icon, look.colour, _FLAG_PX)

    def _paint_use(self, painter: QPainter, frame: QRect, item: MediaItem) -> None:
        """What lies between the in and out points, as a part of the clip's length."""
        use, whole_s = item.entry.use, item.facts.duration_s
        if use is None or not whole_s:
            return
        bar = QRectF(frame.left(), frame.bottom() + 1 + _BAR_GAP_PX, frame.width(), _BAR_PX)
        first, last = (float(max(Fraction(0), min(t / whole_s, Fraction(1)))) * bar.width() for t in use)
        ground = self._theme.colour("faint")
        ground.setAlphaF(_TRACK_ALPHA)  # it has to be seen on a selected row too
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(self._theme.colour("accent"))
        width = max(3.0, last - first)
        painter.drawRoundedRect(QRectF(bar.left() + min(first, bar.width() - width), bar.top(), width, _BAR_PX), 2, 2)

    # Words ---------------------------------------------------------------------------------------------------

    def _paint_name(self, painter: QPainter, text: QRect, item: MediaItem) -> None:
        rejected = item.entry.flag == "rejected"
        painter.setPen(self._theme.colour("danger" if item.missing else "faint" if rejected else "text"))
        name = painter.fontMetrics().elidedText(item.path.name, Qt.TextElideMode.ElideMiddle, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignTop, name)

    def _paint_facts(self, painter: QPainter, line: QRect, item: MediaItem) -> None:
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, item.length)
        stars = item.entry.rating
        if not stars:
            return
        x = line.left() + painter.fontMetrics().horizontalAdvance(item.length) + 8
        y = line.center().y() - _STAR_PX // 2 + 1
        fits = x + stars * _STAR_PX <= line.right() + 1
        for n in range(stars if fits else 1):
            self._glyph(painter, QPoint(x + n * _STAR_PX, y), STAR.icon, STAR.colour, _STAR_PX)
        if not fits:
            painter.setPen(self._theme.colour(STAR.colour))
            painter.drawText(line.adjusted(x + _STAR_PX + 2 - line.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter,
                             str(stars))  # fmt: skip

    def _paint_badges(self, painter: QPainter, line: QRect, item: MediaItem, outline: str) -> None:
        x = line.left()
        for word in fitting(item.badges, painter.fontMetrics(), line.width()):
            width = _badge_width(word, painter.fontMetrics())
            box = QRect(x, line.top(), width, line.height() + 1)
            trouble = word in item.troubles
            painter.setPen(QPen(self._theme.colour("danger" if trouble else outline), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(self._theme.colour("danger" if trouble else "muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
            x += width + 4

    def _glyph(self, painter: QPainter, at: QPoint, name: str, colour: str, size_px: int) -> None:
        """An icon from a cache of pixmaps: rendering SVG for each row is too slow to scroll."""
        ratio = painter.device().devicePixelRatioF()
        key = (name, colour, size_px, ratio)
        if key not in self._glyphs:
            pixmap = QPixmap(QSize(size_px, size_px) * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(QColor(0, 0, 0, 0))
            inside = QPainter(pixmap)
            self._theme.paint_icon(inside, QRectF(0, 0, size_px, size_px), name, self._theme.colour(colour))
            inside.end()
            self._glyphs[key] = pixmap
        painter.drawPixmap(at, self._glyphs[key])


def fitting(badges: tuple[str, ...], metrics: QFontMetrics, width_px: int) -> list[str]:
    """As many badges as there is room for; the others are told as “+2” (and all of them in the tool tip)."""
    for count in range(len(badges), 0, -1):
        hidden = len(badges) - count
        words = [*badges[:count], *([f"+{hidden}"] if hidden else [])]
        if sum(_badge_width(w, metrics) + 4 for w in words) - 4 <= width_px:
            return words
    return list(badges[:1])


def _badge_width(word: str, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(word) + 10
