"""Captions over the preview's picture: those of the very frame, where a render draws them, and gone with the player."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
import pytest
from preview_stage import FRAMES, Footage, film, make_footage
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from slowness import slowness

from montage_desktop.core.timeline import Timeline
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.preview import captions_ahead
from montage_desktop.ui.preview.view import PreviewView
from montage_desktop.ui.theme import Theme

#: (first frame, frames, words with the frames in which they begin).
CUES = ((10, 20, (("one", 10), (" two", 18), ("\nthree", 24))), (35, 10, (("four", 35),)))


def captioned(paths: list[str], style: str) -> Timeline:
    rows: list[dict[str, Any]] = [
        {
            "start_frame": start, "frames": frames, "text": "".join(w for w, _ in words), "speaker": "",
            "words": [{"word": w, "start_frame": at, "frames": 1} for w, at in words],
        }
        for start, frames, words in CUES
    ]  # fmt: skip
    return msgspec.structs.replace(film(paths), captions=rows, caption_style=style)


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Footage:
    return make_footage(tmp_path_factory.mktemp("footage"))


@pytest.fixture
def view(theme: Theme, footage: Footage, qtbot: QtBot) -> Iterator[PreviewView]:
    made = PreviewView(theme)
    made.resize(640, 420)
    made.show()
    made.set_timeline(captioned(footage[0], "bold"), footage[1])
    qtbot.waitUntil(lambda: made.surface.frames_shown > 0)
    yield made
    made.close_player()
    made.deleteLater()


def pixels(view: PreviewView) -> np.ndarray:
    """What is painted, height x width x 4."""
    image = view.surface.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return data[:, : image.width()].astype(int)


def at(view: PreviewView, frame: int, qtbot: QtBot, *, has_caption: bool) -> np.ndarray:
    """The painting at a frame, once its caption is there, or none."""
    with qtbot.waitSignal(view.player.frame_shown, check_params_cb=lambda f: f == frame):
        view.player.seek(frame)
    qtbot.waitUntil(lambda: (view.surface.overlay is not None) == has_caption)
    return pixels(view)


def test_a_caption_is_painted_over_its_frames_and_no_others(view: PreviewView, footage: Footage, qtbot: QtBot) -> None:
    assert view.surface.overlay is None
    with_caption = at(view, 12, qtbot, has_caption=True)
    at(view, 32, qtbot, has_caption=False)
    view.set_timeline(captioned(footage[0], ""), footage[1])
    without = at(view, 12, qtbot, has_caption=False)
    changed = np.abs(with_caption - without).max(axis=-1) > 20
    box = view.surface.picture_rect()
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    assert len(rows) > 10 and len(columns) > 30
    assert box.top() + box.height() * 0.6 < rows[0] and rows[-1] < box.top() + box.height() * 0.95
    assert abs((columns[0] + columns[-1]) / 2 - box.center().x()) < 4


def test_the_overlay_follows_the_picture_into_full_screen(view: PreviewView, qtbot: QtBot) -> None:
    at(view, 12, qtbot, has_caption=True)
    view.full_action.trigger()
    full = view.surface.window()
    qtbot.waitUntil(full.isActiveWindow)
    qtbot.waitUntil(lambda: view.player.short_side > 0 and view.surface.overlay is not None)
    assert view.surface.overlay is not None
    place = view.surface.overlay[1]
    assert 0 < place.left() < place.right() < 1 and 0.6 < place.top() < place.bottom() < 0.95
    box = view.surface.picture_rect()
    rows = slice(round(box.top() + place.top() * box.height()), round(box.top() + place.bottom() * box.height()))
    columns = slice(round(box.left() + place.left() * box.width()), round(box.left() + place.right() * box.width()))
    assert box.height() < view.surface.height() - 50  # letterboxed
    assert np.ptp(pixels(view)[rows, columns, :3]) > 150
    QTest.keyClick(full, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.surface.window() is view.window())
    at(view, 40, qtbot, has_caption=True)


def test_another_style_is_seen_at_once(view: PreviewView, footage: Footage, qtbot: QtBot) -> None:
    """While it stands, within 150 ms and with the old one in place until then."""
    at(view, 20, qtbot, has_caption=True)
    gone: list[int] = []
    view.captions.shown.connect(lambda: gone.append(1) if view.surface.overlay is None else None)
    times = []
    for style in ("clean", "karaoke", "cinematic", "minimal"):
        begin = time.perf_counter()
        with qtbot.waitSignal(view.captions.shown):
            view.set_timeline(captioned(footage[0], style), footage[1])
        times.append(time.perf_counter() - begin)
    assert not gone
    assert sorted(times)[1] < 0.15 * slowness(), times


def test_while_it_plays_every_frame_has_its_caption(view: PreviewView, footage: Footage, qtbot: QtBot) -> None:
    """Those that follow are drawn before they are due, and pictures are on time."""
    view.set_timeline(captioned(footage[0], "karaoke"), footage[1])
    at(view, 5, qtbot, has_caption=False)
    view.player.dropped = view.player.late = 0
    seen: dict[int, bytes | None] = {}

    def note(frame: int) -> None:
        overlay = view.surface.overlay
        seen[frame] = bytes(overlay[0].constBits()) if overlay is not None else None

    view.player.frame_shown.connect(note)  # after the overlay's own
    view.player.play()
    qtbot.waitUntil(lambda: not view.player.is_playing, timeout=15_000)
    spoken = {f for start, frames, _ in CUES for f in range(start, start + frames)}
    late = {f for f in seen if (seen[f] is not None) != (f in spoken)}
    assert len(seen) > FRAMES * 0.7
    assert len(late) <= 2, late
    words = [seen[f] for f in (16, 22, 28, 40) if f in seen]
    assert len(set(words)) == len(words) >= 3


class Paints(QObject):
    """Notes at every painting of a surface whether it has a caption, from when a frame is given to it."""

    def __init__(self, view: PreviewView) -> None:
        super().__init__()
        self.noted: list[bool] = []
        self._surface, self._is_given = view.surface, False
        view.surface.sink.videoFrameChanged.connect(self._on_given)
        view.surface.installEventFilter(self)

    def _on_given(self) -> None:
        self._is_given = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Paint and self._is_given:
            self.noted.append(self._surface.overlay is not None)
        return False


def test_a_picture_is_never_painted_without_its_caption(view: PreviewView, qtbot: QtBot) -> None:
    """One that was drawn before comes with the picture, not after it, and goes with it."""
    at(view, 12, qtbot, has_caption=True)
    at(view, 9, qtbot, has_caption=False)
    for frame, has_caption in ((12, True), (9, False)):
        paints = Paints(view)
        with qtbot.waitSignal(view.player.frame_shown, check_params_cb=lambda f, frame=frame: f == frame):
            view.player.seek(frame)
        qtbot.waitUntil(lambda paints=paints: bool(paints.noted))  # type: ignore[misc]
        assert set(paints.noted) == {has_caption}
        view.surface.removeEventFilter(paints)


def test_it_is_told_once_if_captions_cannot_be_drawn(
    theme: Theme, footage: Footage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = dataclasses.replace(find_ffmpeg(), filters=frozenset())
    monkeypatch.setattr(captions_ahead, "find_ffmpeg", lambda: without)
    view = PreviewView(theme)
    told: list[str] = []
    view.captions.failed.connect(lambda e: told.append(e.code))
    view.set_timeline(captioned(footage[0], "bold"), footage[1])
    for frame in (12, 20, 36):
        with qtbot.waitSignal(view.player.frame_shown):
            view.player.seek(frame)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["captions.unavailable"] and view.surface.overlay is None
    view.close_player()
    view.deleteLater()


def test_closing_ends_its_thread(view: PreviewView, qtbot: QtBot) -> None:
    at(view, 12, qtbot, has_caption=True)
    assert [t for t in threading.enumerate() if t.name == "preview-captions"]
    view.close_player()
    assert not [t for t in threading.enumerate() if t.name == "preview-captions"]
