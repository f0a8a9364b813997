"""A player that is closed while it plays does not hang, whatever its sound thread is doing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from footage_corpus import numbered_video

_ROUNDS = 40
_PROGRAM = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QEventLoop, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from montage_desktop.ui.preview.media_player import Player
from montage_desktop.ui.theme import Theme

foreign = []

def handler(kind, context, text):  # runs Python on whichever thread warns, as a test's log capture does
    if threading.current_thread() is not threading.main_thread():
        foreign.append(text)

qInstallMessageHandler(handler)
app = QApplication([])
player = Player(Theme(app))
player.show()
for n in range({rounds}):
    shown = player.surface.frames_shown
    player.open(Path(sys.argv[1]), play=True)
    while n % 2 and player.surface.frames_shown < shown + 3:  # else it is closed while it is still opening
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    player.close_media()
print("closed", foreign)
"""


def test_closing_while_playing_never_hangs(tmp_path: Path) -> None:
    """With a message handler in Python, as where the first hang was seen."""
    film = numbered_video(tmp_path / "film.mp4", frames=50, size=(160, 90), tone_hz=440)
    command = [sys.executable, "-c", _PROGRAM.format(rounds=_ROUNDS), str(film)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "closed []", done.stdout + done.stderr[-2000:]
