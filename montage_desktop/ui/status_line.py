"""The status bar: how the editor stands with the job server, at a glance, with what to do when it is away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar

from montage_desktop.ui.connection_state import ConnectionState, Link
from montage_desktop.ui.language import translated
from montage_desktop.ui.pane import label
from montage_desktop.ui.theme import Theme

_LOOKS = {Link.CONNECTING: ("clock", "warning"), Link.CONNECTED: ("server", "success"), Link.AWAY: ("alert", "danger")}


class _Sentence(QLabel):
    """A sentence that gives way: the window may be narrower than what there is to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class StatusLine(QStatusBar):
    """Glyph, sentence and numbers. GUI thread only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state = ConnectionState(Link.CONNECTING)
        self.setSizeGripEnabled(False)
        self._glyph, self.sentence, self.numbers = label(), _Sentence(), label(role="muted")
        self.sentence.setAccessibleName(self.tr("Connection"))
        self._glyph.setContentsMargins(8, 0, 0, 0)
        self.numbers.setContentsMargins(0, 0, 8, 0)
        self.addWidget(self._glyph)
        self.addWidget(self.sentence, 1)
        self.addPermanentWidget(self.numbers)
        theme.changed.connect(self._refresh)
        self._refresh()

    def show_state(self, state: ConnectionState) -> None:
        """What the feed tells."""
        self._state = state
        self._refresh()

    def _refresh(self) -> None:
        state = self._state
        icon, colour = _LOOKS[state.link]
        self._glyph.setPixmap(self._theme.icon(icon, colour).pixmap(16, 16))
        message, fix = translated(state.message), translated(state.fix)
        self.sentence.setText(" — ".join(t for t in (state.sentence, message, fix) if t))
        version = self.tr("server {version}").format(version=state.version) if state.version else ""
        self.sentence.setToolTip("\n".join(t for t in (message, fix, version) if t))
        numbers = state.numbers
        if state.is_connected and state.workers == 0:
            numbers = self.tr("No workers yet · {n} queued").format(n=state.queued)
        self.numbers.setText(" · ".join(t for t in (numbers, version) if t))
