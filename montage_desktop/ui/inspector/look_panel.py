"""The colour of clips: presets from the styles, and a slider for each property of a `Look`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from montage_desktop.core.styles import list_styles
from montage_desktop.core.timeline import Look
from montage_desktop.ui.inspector.value_row import NAME_PX, NeutralSlider, ValueRow
from montage_desktop.ui.language import translated
from montage_desktop.ui.pane import label, spread
from montage_desktop.ui.theme import Theme

NEUTRAL = Look()
_STEPS = 100  #: a slider's steps for 1.0


@dataclass(frozen=True)
class NamedLook:
    """A look to choose, as it is called for people."""

    title: str
    look: Look


def style_looks() -> list[NamedLook]:
    """The looks of all styles, by title. Reads files: not on the GUI thread."""
    return [NamedLook(translated(s.title), s.look) for s in list_styles() if not alike(s.look, NEUTRAL)]


def alike(a: Look, b: Look) -> bool:
    """Whether two looks do the same, whatever they are called."""
    return msgspec.structs.replace(a, name="") == msgspec.structs.replace(b, name="")


class _Box(QComboBox):
    """The wheel scrolls the pane, never the choice."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class LookPanel(QWidget):
    """Shows the look of one or several clips. GUI thread only.

    Attributes:
        presets: the box of looks. rows: a slider for each field of `Look`.

    Signals:
        look_chosen(Look): a whole look, for all. field_edited(str, float): one property, the others stay.
    """

    look_chosen = Signal(object)
    field_edited = Signal(str, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._looks = [NamedLook(self.tr("None"), NEUTRAL)]
        self.presets = _Box()
        self.presets.setAccessibleName(self.tr("Look"))
        self.presets.setPlaceholderText(self.tr("Own"))
        self.presets.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rows = {field: self._row(theme, field, *found) for field, found in _properties().items()}
        name = label(self.tr("Preset"), "muted")
        name.setFixedWidth(NAME_PX)
        head = spread(QHBoxLayout(), spacing=4)
        head.addWidget(name)
        head.addWidget(self.presets, 1)
        column = spread(QVBoxLayout(self), spacing=2)
        column.addLayout(head)
        for row in self.rows.values():
            column.addWidget(row)
        self.presets.activated.connect(lambda n: self.look_chosen.emit(self._looks[n].look))
        self.set_presets([])

    def set_presets(self, looks: Sequence[NamedLook]) -> None:
        """The looks to choose from, besides none."""
        chosen = self.presets.currentText()
        self._looks = [self._looks[0], *looks]
        self.presets.clear()
        self.presets.addItems([n.title for n in self._looks])
        self.presets.setCurrentIndex(self.presets.findText(chosen))

    def show_looks(self, looks: Sequence[Look]) -> None:
        """Show what the looks of the selected clips have in common."""
        first = looks[0]
        is_one = all(alike(look, first) for look in looks)
        index = next((n for n, known in enumerate(self._looks) if alike(known.look, first)), -1) if is_one else -1
        self.presets.setPlaceholderText(self.tr("Own") if is_one else self.tr("Different"))
        self.presets.setCurrentIndex(index)
        for field, row in self.rows.items():
            values = {getattr(look, field) for look in looks}
            row.show_value(round(getattr(first, field) * _STEPS), is_mixed=len(values) > 1)

    def _row(self, theme: Theme, field: str, name: str, hint: str, lowest: int, highest: int) -> ValueRow:
        neutral = round(getattr(NEUTRAL, field) * _STEPS)
        slider = NeutralSlider(theme, lowest=lowest, highest=highest, neutral=neutral)
        row = ValueRow(name, slider, _says(neutral, lowest), tool_tip=hint)
        row.edited.connect(lambda step: self.field_edited.emit(field, step / _STEPS))
        return row


def _says(neutral: int, lowest: int) -> Callable[[int], str]:
    """How far from neutral, in per cent; without a sign where there is one direction only."""
    if lowest == neutral:
        return lambda step: f"{step} %"
    return lambda step: f"{step - neutral:+d} %".replace("-", "−") if step != neutral else "0 %"


def _properties() -> dict[str, tuple[str, str, int, int]]:
    """Field -> name, tool tip, lowest and highest step."""
    return {
        "contrast": (_tr("Contrast"), _tr("The distance between dark and light."), 0, 200),
        "saturation": (_tr("Saturation"), _tr("How colourful it is; fully to the left: black and white."), 0, 200),
        "brightness": (_tr("Brightness"), _tr("All of the picture darker or lighter."), -50, 50),
        "gamma": (_tr("Gamma"), _tr("The middle tones darker or lighter; black and white stay."), 25, 175),
        "temperature": (_tr("Temperature"), _tr("To the left cooler, to the right warmer."), -100, 100),
        "vignette": (_tr("Vignette"), _tr("Darker corners."), 0, 100),
        "grain": (_tr("Grain"), _tr("The noise of film."), 0, 100),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("LookPanel", text)
