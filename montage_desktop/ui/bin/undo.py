"""A step of the bin in; a command for an undo stack out."""

from __future__ import annotations

from PySide6.QtGui import QUndoCommand

from montage_desktop.ui.bin.marks import BinStep
from montage_desktop.ui.bin.media_bin import MediaBin


class BinCommand(QUndoCommand):
    """What was done in the bin already: being pushed on a stack does not do it again. GUI thread only."""

    def __init__(self, media: MediaBin, step: BinStep) -> None:
        super().__init__(step.name)
        self._media, self._step = media, step
        self._is_done = True

    def undo(self) -> None:
        self._media.undo(self._step)
        self._is_done = False

    def redo(self) -> None:
        if not self._is_done:
            self._media.redo(self._step)
        self._is_done = True
