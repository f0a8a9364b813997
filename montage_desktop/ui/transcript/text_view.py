"""The text of a talk, which is its editor: what is deleted, moved or corrected here is so in the film."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Range
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript.caret import Blinking, Caret, Remembered
from montage_desktop.ui.transcript.following import Following
from montage_desktop.ui.transcript.text_edits import TextEdits
from montage_desktop.ui.transcript.text_keys import TextKeys
from montage_desktop.ui.transcript.text_message import TextMessage
from montage_desktop.ui.transcript.text_mouse import TextMouse
from montage_desktop.ui.transcript.text_page import Hit, Page
from montage_desktop.ui.transcript.text_painter import PAD_PX, Marks, TextPainter
from montage_desktop.ui.transcript.text_scroll import Anchor, TextScroll
from montage_desktop.ui.transcript.text_words import described

_LEAST_ZOOM, _MOST_ZOOM, _WHEEL_ZOOM = 0.6, 3.0, 1.0012


class TextView(QAbstractScrollArea):
    """Shows words and asks for operations on them; it changes nothing itself. GUI thread only.

    There are two cursors. The *caret* (with its selection) is where the person edits, the *playing word* what is heard.
    The caret wins: whatever a key or a click does to words, it does to the selection or at the caret, never to the
    playing word; playing never moves the caret. The playing word is put elsewhere by seeking only (Ctrl+click, Return).
    It moves the text along while it plays, and loses that right as soon as the person scrolls, clicks or types here
    (`Following`), until it plays anew or "Follow" is pressed.

    Attributes:
        page: what is written, laid out. caret, marks: what is shown upon it. edits, mouse, keys: what they do.
        zoom: 1 is the usual size. is_editable: whether words can be changed.

    Signals:
        ops_requested(list[Op], str): operations, and the English name of the step. seek_requested(int): the number of
        a word to be heard. selection_changed(). current_changed(int): the number of the word at the caret, -1 for none.
        edited_changed(): other words are shown. zoom_changed(float).
    """

    ops_requested = Signal(list, str)
    seek_requested = Signal(int)
    selection_changed = Signal()
    current_changed = Signal(int)
    edited_changed = Signal()
    zoom_changed = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.zoom = 1.0
        self.is_editable = True
        self.language = ""
        self.cut_words: tuple[int, ...] = ()
        self._current = -1
        self.marks = Marks()
        self._painter = TextPainter(theme)
        self.page = Page(self._painter.look)
        self.caret = Caret(self)
        self.edits = TextEdits(self)
        self.mouse = TextMouse(self)
        self.keys = TextKeys(self)
        self.following = Following(theme, self)
        self._message = TextMessage(self.viewport())
        self.scrolling = TextScroll(self, self.page)
        self._blinking = Blinking(self)
        self._blinking.changed.connect(self._on_blink)
        self._set_up()
        bar = self.verticalScrollBar()
        self.scrolling.moved.connect(self._on_scrolled)
        bar.actionTriggered.connect(self.following.hold)
        self.caret.changed.connect(self._on_caret)
        theme.changed.connect(self._renew)
        self.keys.refresh()
        self._tell()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Text of the talk"))
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def sizeHint(self) -> QSize:
        return QSize(560, 480)

    @property
    def actions_list(self) -> list[QAction]:
        """For the palette and the list of keys."""
        return self.keys.actions

    # What is shown -------------------------------------------------------------------------------------------

    @property
    def edited(self) -> Edited | None:
        """The words as they are shown."""
        return self.page.edited

    @property
    def text_font(self) -> QFont:
        return self._painter.font

    def set_edited(self, edited: Edited | None, *, language: str = "") -> None:
        """Show words; what has not changed stays as it is, and so do the place, the caret and the selection."""
        self.language = language
        before = self.page.edited
        if edited is before and edited is not None:
            return
        is_other = before is None or edited is None or before.words is not edited.words
        is_renamed = is_other or before.speakers is not edited.speakers  # type: ignore[union-attr]
        self.mouse.abort()
        self.edits.close(keep=False)
        was = self.caret.remembered(self.page.shown)
        anchor = self.scrolling.anchor()
        self.page.set_edited(edited)
        if is_renamed:
            self._renew_look()
        if edited is not None:
            self._message.tell("", "", None)
        if is_other:
            self.set_cut([])
            self.set_matches([])
            self.marks.playing = None
            self.caret.put(0)
            self.scrolling.settle(0.0)
        else:
            self._recall(was, anchor)
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if edited is None else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self.setVerticalScrollBarPolicy(policy)
        self.keys.refresh()
        self._on_caret()
        self.edited_changed.emit()

    @property
    def current_word(self) -> int:
        """The number of the word at the caret; -1 where there is none."""
        return self._current

    def set_deleted_shown(self, shown: bool) -> None:
        """Let deleted words be seen, struck through, or not."""
        if shown == self.page.deleted_shown:
            return
        self.mouse.abort()
        self.edits.close(keep=False)
        was, anchor = self.caret.remembered(self.page.shown), self.scrolling.anchor()
        self.page.set_deleted_shown(is_shown=shown)
        self._recall(was, anchor)
        self._on_caret()

    def set_editable(self, editable: bool) -> None:
        """Whether words can be changed; they can be read, selected and played in any case."""
        self.is_editable = editable
        self.edits.close(keep=False)
        self.keys.refresh()

    def _recall(self, was: Remembered, anchor: Anchor) -> None:
        """Caret and place as they were among other words; nobody is told yet."""
        blocked = self.caret.blockSignals(True)
        self.caret.recall(was, self.page.place_of, len(self.page.shown))
        self.caret.blockSignals(blocked)
        self.scrolling.settle(self.scrolling.anchored(anchor))

    def message(self, title: str, text: str, action: QAction | None, *, below: QWidget | None = None) -> None:
        """What to say where there are no words; "": nothing. `below`: to choose with."""
        self._message.tell(title, text, action, below)
        self._tell()

    def set_playing(self, word: int | None, *, follow: bool) -> None:
        """The word that is heard; `follow`: a film plays, and the text is scrolled along (see the class)."""
        self.following.set_word(word, plays=follow)

    def set_matches(self, matches: Sequence[Sequence[int]], current: int | None = None) -> None:
        """Mark words that were found; `current`: index of the one that it is about."""
        self.marks.matches = {n: index for index, words in enumerate(matches) for n in words}
        self.marks.match = current
        self.viewport().update()

    def set_cut(self, numbers: Sequence[int]) -> None:
        """Words that wait to be moved."""
        self.cut_words = tuple(numbers)
        self.marks.cut = frozenset(numbers)
        self.keys.refresh()
        self.viewport().update()

    def show_drop(self, gap: int | None, *, is_after: bool = False) -> None:
        """Where words that are dragged would go."""
        drop = self.page.gap_place(gap, is_after=is_after) if gap is not None else None
        if drop != self.marks.drop:
            self.marks.drop = drop
            self.viewport().update()

    # Caret and selection -------------------------------------------------------------------------------------

    @property
    def selection(self) -> tuple[int, ...]:
        """Numbers of the words selected, in playing order."""
        a, b = self.caret.range
        return tuple(self.page.shown[a:b])

    @property
    def ranges(self) -> list[Range]:
        """The same as inclusive ranges, for operations."""
        return self.edited.ranges_of(self.selection) if self.edited is not None else []

    @property
    def current_place(self) -> int:
        """The place of the word after the caret, or of the first one selected; -1 where there is none."""
        shown = self.page.shown
        return min(self.caret.range[0], len(shown) - 1)

    def select(self, first: int, end: int) -> None:
        """Select places, half-open."""
        self.caret.select(first, end, is_after=True)

    def select_words(self, numbers: Sequence[int]) -> None:
        """Select words by their numbers, from the first to the last that is seen, and bring them into view."""
        places = [p for p in map(self.page.place_of, numbers) if p >= 0]
        if places:
            self.select(min(places), self.page.gap_after(max(places)))
            self.reveal(self.page.shown[max(places)])
            self.reveal(self.page.shown[min(places)])

    def _on_caret(self) -> None:
        shown = self.page.shown
        self.marks.selection = self.caret.range
        self._blinking.restart()
        self._show_caret()
        current = shown[self.current_place] if shown else -1
        if current != self._current:
            self._current = current
            self.current_changed.emit(current)
        self._tell()
        self.viewport().update()
        self.selection_changed.emit()

    def _show_caret(self) -> None:
        is_seen = self.marks.has_focus and self._blinking.is_lit and bool(self.page.shown)
        self.marks.caret = self.caret_place() if is_seen else None

    def caret_place(self) -> tuple[float, float, float]:
        """Left, top and bottom of the caret, in pixels of the page."""
        return self.page.gap_place(self.caret.at, is_after=self.caret.is_after)

    def _on_blink(self) -> None:
        self._show_caret()
        x, top, bottom = self.caret_place()
        self.viewport().update(self.to_viewport(QRectF(x - 2, top, 4, bottom - top)).toAlignedRect())

    def _tell(self) -> None:
        """Let screen readers know which sentence it is about."""
        words = described(self.page, self.caret.range) or self._message.title.text() or self.tr("No words yet")
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            for change in (QAccessible.Event.DescriptionChanged, QAccessible.Event.ValueChanged):
                QAccessible.updateAccessibility(QAccessibleEvent(self, change))

    # Place and zoom ------------------------------------------------------------------------------------------

    def hit(self, at: QPoint) -> Hit | None:
        """What is at a point of the viewport."""
        return self.page.hit(at.x() - self._painter.left_px, at.y() + self.scrolling.top - PAD_PX)

    def is_margin(self, at: QPoint) -> bool:
        """Whether a point is beside the text, where the speakers are."""
        return at.x() < self._painter.left_px - 8

    def word_rect(self, place: int, count: int = 1) -> QRectF:
        """Where words stand in the viewport: the first line of them."""
        left, top, right, bottom = self.page.line_box(place, count)
        return self.to_viewport(QRectF(left, top, right - left, bottom - top))

    def margin_rect(self, index: int) -> QRectF:
        """Where a paragraph's speaker stands, in the viewport."""
        return self.to_viewport(self._painter.margin_rect(self.page, index))

    def to_viewport(self, rect: QRectF) -> QRectF:
        """Pixels of the page as pixels of the viewport."""
        return rect.translated(self._painter.left_px, PAD_PX - self.scrolling.top)

    def reveal(self, number: int) -> None:
        """Bring a word into view."""
        place = self.page.place_of(number)
        boxes = self.page.boxes_of(place) if place >= 0 else []
        if boxes:
            self.scrolling.reveal(boxes[0][1], boxes[-1][3])

    def reveal_caret(self) -> None:
        """Bring the caret into view."""
        if self.page.shown:
            self.scrolling.reveal(*self.caret_place()[1:])

    def scroll_by(self, pixels: float) -> None:
        """Scroll down, or with a negative number up."""
        self.scrolling.settle(self.scrolling.top + pixels)

    def set_zoom(self, zoom: float) -> None:
        """How large the text is; 1 is usual."""
        zoom = min(max(_LEAST_ZOOM, zoom), _MOST_ZOOM)
        if abs(zoom - self.zoom) > 1e-3:
            self.zoom = zoom
            self._renew()
            self.zoom_changed.emit(zoom)

    def _on_scrolled(self) -> None:
        self._show_caret()
        self.edits.follow()
        self.viewport().update()

    def _renew_look(self) -> None:
        edited = self.page.edited
        speakers = dict.fromkeys(p.speaker for p in self.page.paragraphs) if edited is not None else ()
        look = self._painter.renew(self.font(), zoom=self.zoom, width_px=self.viewport().width(), speakers=speakers)
        self.page.set_look(look)

    def _renew(self) -> None:
        """Other fonts, colours or room; what is at the top stays there."""
        anchor = self.scrolling.anchor()
        self._renew_look()
        self.scrolling.settle(self.scrolling.anchored(anchor))
        self.edits.follow()

    # Events --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        self._painter.paint(painter, self.page, self.marks, self.scrolling.top, event.rect())
        if self.marks.has_focus:
            self._painter.paint_focus(painter, self.viewport().rect())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._renew()
        else:
            self.scrolling.settle(self.scrolling.top)
        self._message.place()
        self.following.place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "keys"):
            self._renew()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned, pixels = event.angleDelta().y(), event.pixelDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * _WHEEL_ZOOM**turned)
        else:
            self.following.hold()
            self.scroll_by(-(pixels or turned / 120 * 3 * self.page.look.line_px))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.following.hold()
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mouse.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            x, _, bottom = self.caret_place()
            spot = self.to_viewport(QRectF(x, bottom, 0, 0)).topLeft().toPoint()
            at = self.viewport().mapToGlobal(spot)
        self.edits.show_menu(at)

    def event(self, event: QEvent) -> bool:
        """Keys that are ours are taken before the window's shortcuts see them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.keys.wants(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._on_focus(has_focus=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._on_focus(has_focus=False)

    def _on_focus(self, *, has_focus: bool) -> None:
        self.marks.has_focus = has_focus
        self._blinking.set_on(is_on=has_focus)
        self._show_caret()
        self.viewport().update()
