"""Language, model and fillers to choose; what there is to know of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from montage_desktop.media.speech.listing import Listed
from montage_desktop.ui import numbers
from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.transcript.hearing_choice import HearingChoice
from montage_desktop.ui.transcript.languages import in_order
from montage_desktop.ui.transcript.search_box import Entry, GroupedBox, SearchBox

_POPUP_PX = 380


class HearingPanel(QWidget):
    """Shows and changes a `HearingChoice`. GUI thread only.

    Attributes:
        languages, models, fillers: its controls. explanation: the sentence under them.
    """

    def __init__(self, choice: HearingChoice) -> None:
        super().__init__()
        self._choice = choice
        self.languages, self.models = SearchBox(), GroupedBox()
        self.fillers = QCheckBox(self.tr("Write “um” and “uh” too"))
        self.explanation = label(role="muted", wrap=True)
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(GAP)
        rows.setVerticalSpacing(GAP)
        rows.setColumnStretch(1, 1)
        for row, (name, box) in enumerate(((self.tr("Language"), self.languages), (self.tr("Model"), self.models))):
            words = label(name)
            words.setBuddy(box)
            box.setAccessibleName(name)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            rows.addWidget(words, row, 0)
            rows.addWidget(box, row, 1)
        rows.addWidget(self.fillers, 2, 1)
        rows.addWidget(self.explanation, 3, 0, 1, 2)
        self.languages.activated.connect(lambda: choice.choose_language(self.languages.currentData() or ""))
        self.models.activated.connect(lambda: choice.choose_model(self.models.currentData() or ""))
        self.fillers.toggled.connect(choice.choose_fillers)
        choice.changed.connect(self._show)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Models come and go elsewhere: in the preferences, by jobs."""
        super().showEvent(event)
        self._choice.refresh()

    def _show(self) -> None:
        choice = self._choice
        with QSignalBlocker(self.languages), QSignalBlocker(self.models), QSignalBlocker(self.fillers):
            self.languages.show_entries(self._language_entries(), choice.language)
            self.models.show_entries(self._model_entries(), choice.key)
            self.languages.show_begin()
            self.fillers.setChecked(choice.has_fillers)
        self.models.setEnabled(choice.can_hear)
        self.fillers.setEnabled(choice.fillers_matter or not choice.is_known)
        self.fillers.setToolTip(
            "" if self.fillers.isEnabled() else self.tr("This model cannot be asked for them in this language.")
        )
        self.explanation.setText(choice.explanation)
        self.explanation.setVisible(bool(choice.explanation))

    def _language_entries(self) -> list[Entry]:
        """Those that the chosen model understands first."""
        chosen = self._choice.chosen
        known = set(chosen.languages) if chosen is not None else set()
        others = {code for model in self._choice.models for code in model.languages} - known
        if self._choice.language and self._choice.language not in others:
            known.add(self._choice.language)
        entries = [Entry(self.tr("Detect"), ""), *(Entry(name, code) for code, name in in_order(known))]
        if others:
            entries.append(_group(self.tr("With another model")))
            entries += [Entry(name, code) for code, name in in_order(others)]
        return entries

    def _model_entries(self) -> list[Entry]:
        """Those on this computer first; what does not understand the language cannot be chosen, and says why."""
        choice = self._choice
        here = [m for m in choice.models if m.is_here]
        offered = [m for m in choice.models if not m.is_here]
        entries: list[Entry] = []
        if here:
            entries.append(_group(self.tr("On this computer")))
            if choice.best is not None:
                entries.append(Entry(self.tr("The best ({name})").format(name=choice.best.name), ""))
            entries += [Entry(self._words(m), m.key, m.hears(choice.language)) for m in here]
        if offered:
            entries.append(_group(self.tr("To download")))
            entries += [Entry(self._words(m), m.key, m.hears(choice.language)) for m in offered]
        return entries

    def _words(self, model: Listed) -> str:
        size = numbers.size(model.size_bytes)
        if model.is_english_only:
            return self.tr("{name} · English only · {size}").format(name=model.name, size=size)
        return f"{model.name} · {size}"


class HearingPopup(QFrame):
    """The panel over the words, with the button that begins; closes by a click elsewhere. GUI thread only.

    Attributes:
        panel: what is chosen with. button: begins.
    """

    def __init__(self, choice: HearingChoice, action: QAction, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self._action = action
        self.panel = HearingPanel(choice)
        self.loss = label(
            self.tr("The words that are here, and what was done to them, are replaced."), "reason", wrap=True
        )
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.setProperty("compact", "true")
        self.button.clicked.connect(self._on_clicked)
        column = self._column = spread(QVBoxLayout(self), margin=2 * GAP, spacing=GAP)
        column.addWidget(label(self.tr("Transcribe"), "title"))
        column.addWidget(self.panel)
        column.addWidget(self.loss)
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignRight)
        action.changed.connect(self._on_action)
        self._on_action()

    def open_at(self, anchor: QWidget, *, has_words: bool) -> None:
        """Under a button, within its window."""
        self.loss.setVisible(has_words)
        self._fit()
        window = anchor.window()
        corner = anchor.mapTo(window, anchor.rect().bottomRight())
        x = max(GAP, min(corner.x() - self.width(), window.width() - self.width() - GAP))
        self.move(window.mapToGlobal(QPoint(x, corner.y() + GAP // 2)))
        self.show()
        self.panel.languages.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The sentence under the choice may have become longer or shorter."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        self._column.activate()
        self.resize(_POPUP_PX, self._column.totalHeightForWidth(_POPUP_PX))

    def _on_action(self) -> None:
        self.button.setText(self._action.text())
        self.button.setEnabled(self._action.isEnabled())

    def _on_clicked(self) -> None:
        self.close()
        self._action.trigger()


def _group(text: str) -> Entry:
    return Entry(text, "", is_possible=False, is_group=True)
