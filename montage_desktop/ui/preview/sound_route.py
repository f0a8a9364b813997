"""Where a media player's sound goes: to the default device while there is one, else nowhere."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer


class SoundRoute(QObject):
    """Gives a `QMediaPlayer` its output, and follows devices as they come and go. GUI thread only.

    A player with an output but without a device warns, in no category that could be filtered, from its sound thread.
    Where messages are handled in Python, that thread then waits for the interpreter, while ``QMediaPlayer.stop()``,
    which keeps it, waits for that thread: the program hangs.
    """

    def __init__(self, media: QMediaPlayer, *, is_muted: bool) -> None:
        super().__init__(media)
        self._media = media
        self._is_muted = is_muted
        self._output: QAudioOutput | None = None
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._on_devices_changed)
        self._on_devices_changed()

    def set_muted(self, *, is_muted: bool) -> None:
        """Silence, or sound again; holds for devices that come later too."""
        self._is_muted = is_muted
        if self._output is not None:
            self._output.setMuted(is_muted)

    def _on_devices_changed(self) -> None:
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            self._media.setAudioOutput(None)  # type: ignore[arg-type]  # None is allowed; the stub forgot it
            return
        if self._output is None:
            self._output = QAudioOutput(self)
            self._output.setMuted(self._is_muted)
        self._output.setDevice(device)
        self._media.setAudioOutput(self._output)
