"""Whether the text is scrolled along with the word that is heard, and the button that brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtWidgets import QToolButton

from montage_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from montage_desktop.ui.transcript.text_view import TextView

_UP_PX = 14


class Following(QObject):
    """While a film plays, the text follows it, until the person scrolls, clicks or types; then a button brings it back.
    The next time it plays, it follows again. GUI thread only.

    Attributes:
        button: brings it back; seen only then.
    """

    def __init__(self, theme: Theme, view: TextView) -> None:
        super().__init__(view)
        over = view.viewport()
        self._theme, self._view, self._over = theme, view, over
        self._plays = self._is_held = False
        self.button = QToolButton(over)
        self.button.setObjectName("follow")
        self.button.setText(self.tr("Follow"))
        self.button.setToolTip(self.tr("Scroll along with what is heard"))
        self.button.setAccessibleName(self.button.toolTip())
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(14, 14))
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.clicked.connect(self._on_clicked)
        self.button.hide()
        theme.changed.connect(self.renew)
        self.renew()

    @property
    def is_on(self) -> bool:
        """Whether the text is to be scrolled now."""
        return self._plays and not self._is_held

    def set_playing(self, *, plays: bool) -> None:
        """Whether a film plays."""
        if not plays:
            self._is_held = False
        self._plays = plays
        self._show()

    def set_word(self, word: int | None, *, plays: bool) -> None:
        """The word that is heard, and whether a film plays; only what changes with it is painted anew."""
        self.set_playing(plays=plays)
        marks = self._view.marks
        if word == marks.playing:
            return
        before, marks.playing = marks.playing, word
        for number in (before, word):
            if number is not None:
                self._update(number)
        if self.is_on:
            self._follow()

    def _update(self, number: int) -> None:
        view, page = self._view, self._view.page
        place = page.place_of(number)
        if place < 0:
            return
        index = page.of_place(place)
        area = view.to_viewport(QRectF(0, page.tops[index], 1, page.paragraphs[index].height))
        if area.top() <= self._over.height() and area.bottom() >= 0:
            for left, top, right, bottom in page.boxes_of(place):
                rect = view.to_viewport(QRectF(left - 4, top, right - left + 8, bottom - top))
                self._over.update(rect.toAlignedRect())

    def _follow(self) -> None:
        page, word = self._view.page, self._view.marks.playing
        place = page.place_of(word) if word is not None else -1
        boxes = page.boxes_of(place) if place >= 0 else []
        if boxes:
            self._view.scrolling.follow(boxes[0][1])

    def hold(self) -> None:
        """The person looks elsewhere."""
        self._is_held = self._plays
        self._show()

    def renew(self) -> None:
        """Another theme."""
        colour = self._theme.colour
        self.button.setIcon(self._theme.icon("chevron-down", "on_accent"))
        self.button.setStyleSheet(
            f"QToolButton {{ background: {colour('accent').name()}; color: {colour('on_accent').name()}; border: none;"
            " border-radius: 13px; padding: 4px 14px 4px 10px; }"
            f" QToolButton:hover, QToolButton:focus {{ background: {colour('accent_hover').name()}; }}"
        )
        self.place()

    def place(self) -> None:
        """At the bottom, in the middle."""
        size, room = self.button.sizeHint(), self._over.rect()
        self.button.setGeometry((room.width() - size.width()) // 2, room.height() - 26 - _UP_PX, size.width(), 26)

    def _show(self) -> None:
        is_seen = self._plays and self._is_held
        if is_seen != self.button.isVisibleTo(self._over):
            self.place()
            self.button.setVisible(is_seen)

    def _on_clicked(self) -> None:
        self._is_held = False
        self._show()
        self._follow()
        self._view.setFocus()
