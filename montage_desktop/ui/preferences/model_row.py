"""A speech model as a row: its name, what there is to know of it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from montage_desktop.media.speech.listing import Listed, Place
from montage_desktop.ui import numbers
from montage_desktop.ui.pane import GAP, ElidedLabel, label, spread

_BAR_PX = 4


class ModelRow(QFrame):
    """GUI thread only.

    Attributes:
        button: what can be done; hidden where nothing can. bar: how far a download is; hidden without one.
    """

    def __init__(self, model: Listed) -> None:
        super().__init__()
        self.model = model
        self.setProperty("role", "card")
        self.name, self.facts = label(model.name, "title"), label(facts_of(model), "muted")
        self.where = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self.where.setProperty("role", "muted")
        self.where.set_whole(where_of(model), tool_tip=str(model.folder or ""))
        self.button = QPushButton()
        self.button.hide()
        self.bar = QProgressBar()
        self.bar.setProperty("role", "thin")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_BAR_PX)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(_tr("Download of {name}").format(name=model.name))
        self.bar.hide()
        line = spread(QHBoxLayout())
        line.addWidget(self.name)
        line.addWidget(self.facts)
        line.addStretch(1)
        words = spread(QVBoxLayout(), spacing=3)
        words.addLayout(line)
        words.addWidget(self.where)
        words.addWidget(self.bar)
        row = spread(QHBoxLayout(self), margin=GAP)
        row.setContentsMargins(GAP + 4, GAP, GAP, GAP)
        row.addLayout(words, 1)
        row.addWidget(self.button)

    def offer(self, words: str, name: str) -> QPushButton:
        """Show its button with these words; `name`: what it does, where the row is not seen."""
        self.button.setText(words)
        self.button.setAccessibleName(name)
        self.button.show()
        return self.button

    def show_share(self, share: float | None) -> None:
        """How far its download is, 0…1; None without one."""
        self.bar.setVisible(share is not None)
        if share is None:
            self.where.set_whole(where_of(self.model))
            return
        self.bar.setValue(round(1000 * share))
        arrived, whole = numbers.size(share * self.model.size_bytes), numbers.size(self.model.size_bytes)
        self.where.set_whole(_tr("{arrived} of {whole} have arrived").format(arrived=arrived, whole=whole))


def facts_of(model: Listed) -> str:
    """``English only · 78 MB``."""
    known = len(model.languages)
    spoken = _tr("English only") if model.is_english_only else _tr("{n} languages").format(n=numbers.count(known))
    return f"{spoken} · {numbers.size(model.size_bytes)}"


def where_of(model: Listed) -> str:
    """Where it is, or what it is good for where it is not here."""
    if model.place is Place.PACKAGE:
        return _tr("Comes with the program")
    if model.place is Place.ENGINE:
        return _tr("Comes with the program; makes many mistakes")
    if model.place is Place.HUB:
        if model.arrived_bytes:
            return _tr("{size} of it have arrived already").format(size=numbers.size(model.arrived_bytes))
        return {
            "tiny": _tr("Quickest, with mistakes"), "base": _tr("A good first choice"),
            "small": _tr("Fewer mistakes, slower"), "medium": _tr("Few mistakes, slow"),
            "large-v3": _tr("Fewest mistakes, very slow on small computers"),
        }.get(model.key, "")  # fmt: skip
    return str(model.folder)


def _tr(text: str) -> str:
    return QCoreApplication.translate("preferences_models", text)
