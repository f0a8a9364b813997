"""Speed and loudness as rows with sliders."""

from __future__ import annotations

from fractions import Fraction
from math import log2

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from montage_desktop.core.timeline import Timeline
from montage_desktop.ui.inspector.value_row import NeutralSlider, ValueRow
from montage_desktop.ui.numbers import short
from montage_desktop.ui.pane import spread
from montage_desktop.ui.theme import Theme

_STEPS = 40  #: a slider's steps for a quarter of the speed, or four times
_ROUND = 100
_SOFTEST_DB, _LOUDEST_DB = -40, 12


def speed_of(step: int) -> Fraction:
    """The speed at a slider's step: ¼ … 4, each step the same ratio, in hundredths."""
    return Fraction(round(_ROUND * 4 ** (step / _STEPS)), _ROUND)


def step_of(speed: Fraction) -> int:
    """The step nearest to a speed."""
    return round(max(-1.0, min(1.0, log2(speed) / 2)) * _STEPS)


class SpeedRow(ValueRow):
    """A clip's speed."""

    def __init__(self, theme: Theme) -> None:
        slider = NeutralSlider(theme, lowest=-_STEPS, highest=_STEPS, neutral=0)
        super().__init__("", slider, _speed_words)
        self.set_name(self.tr("Speed"))
        self.setToolTip(self.tr("Slower to the left, faster to the right; the clip stays as long as it is."))


class SoundRows(QWidget):
    """How loud the music and the clips' own sound are in the film. GUI thread only.

    Attributes:
        rows: by role of `AudioSpan`.

    Signals:
        gain_edited(str, float): role and decibels.
    """

    gain_edited = Signal(str, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        names = {
            "music": (self.tr("Music"), self.tr("How loud the song is.")),
            "voice": (self.tr("Voice"), self.tr("How loud the voice over the film is.")),
            "original": (self.tr("Clips"), self.tr("How loud the clips' own sound is.")),
        }
        self.rows: dict[str, ValueRow] = {}
        column = spread(QVBoxLayout(self), spacing=2)
        for role, (name, hint) in names.items():
            slider = NeutralSlider(theme, lowest=_SOFTEST_DB, highest=_LOUDEST_DB, neutral=0)
            row = ValueRow(name, slider, _decibels, tool_tip=hint)
            row.edited.connect(lambda step, role=role: self.gain_edited.emit(role, float(step)))
            self.rows[role] = row
            column.addWidget(row)

    def show_sound(self, timeline: Timeline) -> bool:
        """Show what sounds in a film; False if nothing does."""
        for role, row in self.rows.items():
            gains = {span.gain_db for span in timeline.audio if span.role == role}
            row.setVisible(bool(gains))
            if gains:
                row.show_value(round(max(gains)), is_mixed=len(gains) > 1)
        return bool(timeline.audio)


def _speed_words(step: int) -> str:
    return f"{short(float(speed_of(step)), 2)} ×"


def _decibels(step: int) -> str:
    return f"{step:+d} dB".replace("-", "−") if step else "0 dB"
