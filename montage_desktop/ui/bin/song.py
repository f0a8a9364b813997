"""The song above the clips: its slot and its waveform."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from montage_desktop.ui.bin.model import MediaItem
from montage_desktop.ui.pane import GAP, ElidedLabel, label, spread
from montage_desktop.ui.theme import Theme


class Waveform(QWidget):
    """A song's loudness as bars."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._peaks: tuple[float, ...] = ()
        self.setFixedHeight(36)
        theme.changed.connect(self.update)

    def show_peaks(self, peaks: tuple[float, ...]) -> None:
        """Values 0…1, left to right."""
        self._peaks = peaks
        self.setVisible(bool(peaks))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        step, middle = 3, self.height() / 2
        count = max(1, self.width() // step)
        for n in range(count):
            a = n * len(self._peaks) // count
            b = max(a + 1, (n + 1) * len(self._peaks) // count)
            half = max(1.0, max(self._peaks[a:b], default=0.0) * (middle - 1))
            painter.fillRect(QRectF(n * step, middle - half, step - 1, 2 * half), self._theme.colour("accent"))
        painter.end()


class SongSlot(QFrame):
    """The song: empty, or its name, duration and waveform.

    Attributes:
        item: the song, or None.

    Signals:
        choose_requested(): the person wants to pick a song. removed(): it was taken out. played(MediaItem).
    """

    choose_requested = Signal()
    removed = Signal()
    played = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.item: MediaItem | None = None
        self._theme = theme
        self.setProperty("role", "card")
        column = spread(QVBoxLayout(self), margin=GAP, spacing=4)
        head = spread(QHBoxLayout())
        self._glyph = label()
        self._name = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self._length = label(role="muted")
        self._play, self._choose, self._remove = QToolButton(), QToolButton(), QToolButton()
        for button, words in (
            (self._play, self.tr("Play the song")),
            (self._choose, self.tr("Choose a song")),
            (self._remove, self.tr("Remove the song")),
        ):
            button.setProperty("role", "flat")
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._play.clicked.connect(lambda: self.played.emit(self.item))
        self._choose.clicked.connect(self.choose_requested)
        self._remove.clicked.connect(self._on_remove)
        for widget in (self._glyph, self._name, self._play, self._choose, self._remove):
            head.addWidget(widget, 1 if widget is self._name else 0)
        column.addLayout(head)
        self._wave = Waveform(theme)
        column.addWidget(self._wave)
        column.addWidget(self._length)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_item(None)

    def _on_theme_changed(self) -> None:
        self._glyph.setPixmap(self._theme.icon("song", "accent").pixmap(18, 18))
        for button, name in ((self._play, "play"), (self._choose, "plus"), (self._remove, "remove")):
            button.setIcon(self._theme.icon(name))

    def set_item(self, item: MediaItem | None) -> None:
        """Show this song."""
        self.item = item
        self._name.set_whole(item.path.name if item else self.tr("Drop a song here"))
        self._name.setProperty("role", "title" if item else "muted")
        self._name.style().polish(self._name)
        self._length.setText(" · ".join([item.length, *item.badges]) if item else "")
        self._length.setVisible(item is not None)
        self._play.setVisible(item is not None)
        self._choose.setVisible(item is None)
        self._remove.setVisible(item is not None)
        self._wave.show_peaks(item.peaks if item else ())
        spoken = self.tr("Song: {name}").format(name=item.describes) if item else self.tr("No song yet")
        self.setAccessibleName(spoken)
        self.setToolTip(str(item.path) if item else "")

    def _on_remove(self) -> None:
        self.set_item(None)
        self.removed.emit()
