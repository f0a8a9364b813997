"""Fillers and long silences of a talk, one by one: each is shown and heard before it goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from montage_desktop.core.transcript.document import Words
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Op
from montage_desktop.ui.background import Background
from montage_desktop.ui.numbers import count
from montage_desktop.ui.pane import GAP, label, spread
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript.findings import Finding, findings
from montage_desktop.ui.transcript.review_list import FindingList, FindingModel
from montage_desktop.ui.transcript.text_view import TextView

_REST_MS = 350  #: looking through a long talk takes a moment: when the person rests


class Review(QWidget):
    """Lists what may be dropped; nothing is, but what was accepted here. GUI thread only.

    Attributes:
        model, rows: the list. kind: which findings are listed. accept_button, skip_button, certain_button.

    Signals:
        ops_requested(list[Op], str): deletions and shortened silences, and the English name of the step.
        seek_requested(int): the word from which the chosen one is to be heard.
    """

    ops_requested = Signal(list, str)
    seek_requested = Signal(int)

    def __init__(self, theme: Theme, view: TextView, *, background: Background | None = None) -> None:
        """`background`: where long talks are looked through (a tenth of a second for 20,000 words)."""
        super().__init__()
        self._view, self._background = view, background
        self._edited: Edited | None = None
        self._language = ""
        self._all: list[Finding] = []
        self._skipped: set[tuple[tuple[int, ...], bool]] = set()
        self._words: Words | None = None
        self._is_stale = False
        self._row = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.refresh)
        self.model = FindingModel()
        self.rows = FindingList(theme, self.model)
        self._build()
        self.rows.chosen.connect(self._on_chosen)
        self.rows.accepted.connect(self.accept)
        self.rows.skipped.connect(self.skip)
        self._show()

    def _build(self) -> None:
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("What to list"))
        for words, name in ((self.tr("All"), ""), (self.tr("Fillers"), "fillers"), (self.tr("Silences"), "silences")):
            self.kind.addItem(words, name)
        self.kind.currentIndexChanged.connect(lambda: self._show())
        self.told = label(role="muted")
        self.empty = label(role="muted", wrap=True)
        self.accept_button = QPushButton(self.tr("Accept"))
        self.accept_button.setToolTip(self.tr("Drop it, and go to the next one (Return)"))
        self.skip_button = QPushButton(self.tr("Skip"))
        self.skip_button.setToolTip(self.tr("Leave it, and go to the next one (S)"))
        self.certain_button = QPushButton()
        self.certain_button.setToolTip(self.tr("Only sounds that are no words; all of them are in the list"))
        self.again_button = QPushButton()
        self.accept_button.clicked.connect(lambda: self.accept())
        self.skip_button.clicked.connect(lambda: self.skip())
        self.certain_button.clicked.connect(lambda: self.accept_certain())
        self.again_button.clicked.connect(lambda: self.show_skipped())
        head, foot, last = (spread(QHBoxLayout()) for _ in range(3))
        head.addWidget(self.kind)
        head.addWidget(self.told, 1)
        foot.addWidget(self.accept_button, 1)
        foot.addWidget(self.skip_button, 1)
        last.addWidget(self.certain_button, 1)
        last.addWidget(self.again_button)
        column = spread(QVBoxLayout(self), margin=GAP)
        column.addLayout(head)
        column.addWidget(self.rows, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(foot)
        column.addLayout(last)

    # What is listed ------------------------------------------------------------------------------------------

    def set_edited(self, edited: Edited | None, *, language: str = "") -> None:
        """Look through these words, as soon as the person rests; what is gone goes at once."""
        if edited is self._edited and language == self._language:
            return
        self._edited, self._language = edited, language
        words = edited.words if edited is not None else None
        if words is not self._words:
            self._words = words
            self._skipped.clear()
            self._all = []
        elif edited is not None:
            self._all = [f for f in self._all if _is_there(f, edited)]
        self._is_stale = edited is not None
        self._show()
        if self.isVisible():
            self._rest.start()

    def refresh(self) -> None:
        """Look through the words now."""
        self._rest.stop()
        if self._edited is not None and self._is_stale:
            self._is_stale = False
            if self._background is None:
                self._take(findings(self._edited, self._language))
            else:
                self._background.spawn(self._look_through(self._edited, self._language, self._background))

    async def _look_through(self, edited: Edited, language: str, background: Background) -> None:
        found = await background.run(findings, edited, language)
        if edited is self._edited and not self._is_stale:
            self._take(found)

    def _take(self, found: list[Finding]) -> None:
        self._all = found
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._rest.start(0)

    @property
    def listed(self) -> list[Finding]:
        """What is in the list."""
        return self.model.findings

    def _wanted(self) -> list[Finding]:
        kind = self.kind.currentData()
        return [
            f
            for f in self._all
            if _key(f) not in self._skipped and (not kind or (kind == "fillers") == (f.filler is not None))
        ]

    def _show(self) -> None:
        row = self._row
        blocked = self.rows.blockSignals(True)  # another list is no choice of the person's
        wanted = self._wanted()
        self.model.put(self._edited, wanted)
        if wanted and row >= 0:
            self.rows.setCurrentIndex(self.model.index(min(row, len(wanted) - 1)))
        self.rows.blockSignals(blocked)
        certain = sum(f.is_certain for f in wanted)
        self.told.setText(_many(len(wanted), self.tr("1 place"), self.tr("{n} places")) if wanted else "")
        self.certain_button.setText(self.tr("Accept all certain ({n})").format(n=count(certain)))
        self.certain_button.setVisible(certain > 0)
        self.again_button.setText(self.tr("Show {n} skipped").format(n=count(len(self._skipped))))
        self.again_button.setVisible(bool(self._skipped))
        for button in (self.accept_button, self.skip_button):
            button.setEnabled(bool(wanted))
        self.rows.setVisible(bool(wanted))
        self.empty.setVisible(not wanted)
        is_waiting = self._is_stale and not self._all
        self.empty.setText("" if is_waiting else self._nothing())

    def _nothing(self) -> str:
        if self._edited is None:
            return self.tr("When there is a talk, its fillers and long silences are listed here.")
        if self._skipped:
            return self.tr("Everything is reviewed.")
        return self.tr("No fillers and no long silences are left.")

    # Going through it ----------------------------------------------------------------------------------------

    def _on_chosen(self, row: int) -> None:
        self._row = row
        finding = self.model.findings[row]
        self._view.select_words(finding.words)
        self.seek_requested.emit(self._heard_from(finding))

    def _heard_from(self, finding: Finding) -> int:
        """The word before it, so that one hears what it stands between."""
        if finding.filler is None or self._edited is None:
            return finding.words[0]
        kept = self._edited.kept
        place = kept.index(finding.words[0])
        return kept[max(0, place - 1)]

    @property
    def _current(self) -> Finding | None:
        row = self.rows.currentIndex().row()
        return self.model.findings[row] if 0 <= row < len(self.model.findings) else None

    def accept(self) -> None:
        """Drop the chosen one, and choose the next."""
        finding = self._current
        if finding is not None:
            self._row = self.rows.currentIndex().row()
            self._ask([finding], "Delete a filler" if finding.filler is not None else "Shorten a silence")
            self._choose_next()

    def skip(self) -> None:
        """Leave the chosen one as it is, and choose the next."""
        finding = self._current
        if finding is not None:
            self._row = self.rows.currentIndex().row()
            self._skipped.add(_key(finding))
            self._show()
            self._choose_next()

    def accept_certain(self) -> None:
        """Drop all that are listed and are no words, as one step."""
        self._ask([f for f in self.listed if f.is_certain], "Delete fillers")

    def show_skipped(self) -> None:
        """List again what was skipped."""
        self._skipped.clear()
        self._show()

    def _choose_next(self) -> None:
        if self.model.findings:
            self._on_chosen(min(self._row, len(self.model.findings) - 1))

    def _ask(self, chosen: Sequence[Finding], step: str) -> None:
        edited = self._edited
        ops: list[Op] = [op for finding in chosen for op in finding.ops(edited)] if edited is not None else []
        if ops:
            self.ops_requested.emit(ops, step)


def _key(finding: Finding) -> tuple[tuple[int, ...], bool]:
    return finding.words, finding.filler is None


def _is_there(finding: Finding, edited: Edited) -> bool:
    """Whether nothing was done yet about it."""
    if any(edited.is_deleted(n) for n in finding.words):
        return False
    if finding.filler is not None:
        return True
    rule = edited.silence_after(finding.words[0])
    return rule is None or finding.silence_s <= rule.longer_than


def _many(n: int, one: str, many: str) -> str:
    return one if n == 1 else many.format(n=count(n))
