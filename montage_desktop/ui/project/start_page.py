"""What the centre shows before there is anything to play: ways to begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.theme import Theme


class StartCard(QFrame):
    """A card: icon, title, what it means, and its buttons."""

    def __init__(self, theme: Theme, icon: str, title: str, text: str, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setProperty("role", "card")
        self.setFixedWidth(248)
        column = spread(QVBoxLayout(self), margin=2 * GAP)
        self._glyph = label()
        heading = label(title, "title", wrap=True)
        column.addWidget(self._glyph)
        column.addWidget(heading)
        column.addWidget(label(text, "muted", wrap=True))
        column.addStretch(1)
        for button in buttons:
            column.addWidget(button)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._glyph.setPixmap(self._theme.icon(self._icon, "accent").pixmap(32, 32))


class StartPage(QWidget):
    """Shown until something plays.

    Signals:
        clips_requested(), song_requested(), sample_requested().
    """

    clips_requested = Signal()
    song_requested = Signal()
    sample_requested = Signal()

    def __init__(self, theme: Theme, *, with_sample: bool) -> None:
        super().__init__()
        clips = QPushButton(self.tr("Add clips …"))
        song = QPushButton(self.tr("Choose a song …"))
        clips.clicked.connect(self.clips_requested)
        song.clicked.connect(self.song_requested)
        cards = [
            StartCard(
                theme, "clip", self.tr("Your clips, your song"),
                self.tr("Drop them anywhere on this window. Folders work, too."), [clips, song],
            )
        ]  # fmt: skip
        self.sample = QPushButton(self.tr("Open the sample"))
        self.sample.clicked.connect(self.sample_requested)
        if with_sample:
            text = self.tr("Footage and a song, made on this computer in a moment, to try every style on.")
            cards.append(StartCard(theme, "sparkle", self.tr("Try it with a sample"), text, [self.sample]))
        row = spread(QHBoxLayout(), spacing=2 * GAP)
        row.addStretch(1)
        for card in cards:
            row.addWidget(card)
        row.addStretch(1)
        heading = label(self.tr("Cut footage to the beats of a song"), "heading")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        farm = label(
            self.tr("More computers? Set REDIS_URL to your farm's server before the start, and jobs run there."),
            "muted", wrap=True,
        )  # fmt: skip
        farm.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = spread(QVBoxLayout(self), margin=2 * GAP, spacing=2 * GAP)
        column.addStretch(1)
        column.addWidget(heading)
        column.addLayout(row)
        column.addWidget(farm)
        column.addStretch(1)

    def set_busy(self, busy: bool) -> None:
        """While the sample is being made."""
        self.sample.setEnabled(not busy)
        self.sample.setText(self.tr("Making the sample …") if busy else self.tr("Open the sample"))
