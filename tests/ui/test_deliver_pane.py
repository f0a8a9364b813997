"""The Deliver pane: what is asked for, what stands against it, sizes that are learnt, and encoders that are found."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from window_helpers import Run, record, until

from montage_desktop.core.timeline import AudioSpan, Clip, Timeline
from montage_desktop.jobs.requests import RenderRequest
from montage_desktop.jobs.states import Priority, Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.media.render.profiles import PROFILES
from montage_desktop.ui.background import Background
from montage_desktop.ui.deliver.cards import about
from montage_desktop.ui.deliver.estimate import Estimate, SizeBook
from montage_desktop.ui.deliver.pane import DeliverPane
from montage_desktop.ui.theme import Theme


def _film(folder: Path) -> Timeline:
    clip = Clip("c", 0, 900, str(folder / "lake.mp4"), Fraction(0))
    sound = AudioSpan("music", str(folder / "song.wav"), 0, 30 * 48000)
    return Timeline(Fraction(30), (1920, 1080), 900, title="Lake", video=[clip], audio=[sound])


def _made(number: int, size_bytes: int, *, profile: str = "standard", copied: int = 0) -> JobRecord:
    checks = {"frames": 900, "width": 1920, "height": 1080, "sound_seconds": 30.0}
    result = {"path": "a.mp4", "size_bytes": size_bytes, "copied_frames": copied, "checks": checks}
    return record(number, status=Status.FINISHED, options={"profile": profile}, result=result)


@pytest.fixture
def pane(theme: Theme, background: Background, qtbot: QtBot, tmp_path: Path) -> DeliverPane:
    made = DeliverPane(background, theme, folder=tmp_path, find_encoders=lambda: ["nvenc", "vaapi"])
    qtbot.addWidget(made)
    made.resize(340, 700)
    made.show_film(_film(tmp_path))
    return made


def test_what_is_chosen_is_asked_for(pane: DeliverPane, run: Run, tmp_path: Path) -> None:
    async def scenario() -> None:
        asked: list[tuple[RenderRequest, Priority]] = []
        pane.render_requested.connect(lambda request, priority: asked.append((request, priority)))
        pane.show()
        await until(lambda: pane.encoder.count() == 4)
        pane.queue_action.trigger()
        pane.cards.choose("master")
        for box, text in (
            (pane.smart_cut, "Encode everything"), (pane.loudness, "−14 LUFS (for streaming)"),
            (pane.encoder, "NVIDIA NVENC"), (pane.priority, "High priority"),
        ):  # fmt: skip
            box.setCurrentText(text)
        pane.name.setText("Lake final")
        pane.queue_action.trigger()
        assert asked == [
            (RenderRequest(profile="standard", out=str(tmp_path / "Lake.mp4")), Priority.DEFAULT),
            (
                RenderRequest(
                    profile="master", out=str(tmp_path / "Lake final.mp4"), smart_cut="off", encoder="nvenc",
                    loudness_lufs=-14.0,
                ),
                Priority.HIGH,
            ),
        ]  # fmt: skip
        assert "NVIDIA NVENC" in pane.cards.cards.cards[0].facts

    run(scenario())


def test_it_says_what_stands_against_it(pane: DeliverPane, tmp_path: Path) -> None:
    assert pane.reason == ""
    pane.name.setText("a/b")
    assert "name" in pane.reason
    assert not pane.queue_action.isEnabled()
    pane.name.setText("Lake")
    pane.taken = lambda: [str(tmp_path / "Lake.mp4")]
    assert "queue" in pane.reason
    pane.taken = tuple
    pane.folder.setText(str(tmp_path / "no" / "such" / "folder"))
    assert "folder" in pane.reason
    pane.folder.setText(str(tmp_path))
    (tmp_path / "lake.mp4").touch()
    pane.name.setText("lake")
    assert "footage" in pane.reason, "even if it may be replaced"
    pane.name.setText("Lake")
    pane.set_connected(False)
    assert "server" in pane.reason
    pane.set_connected(True)
    pane.show_film(None)
    assert "no film" in pane.reason


def test_a_file_is_replaced_only_when_told_so_for_this_very_file(pane: DeliverPane, tmp_path: Path) -> None:
    (tmp_path / "Lake.mp4").touch()
    pane.show_film(_film(tmp_path))
    assert "exists" in pane.reason
    pane.replace.setChecked(True)
    assert pane.reason == ""
    assert pane.request().overwrite
    pane.name.setText("Other")
    assert not pane.request().overwrite
    pane.name.setText("Lake")
    assert "exists" in pane.reason


def test_a_name_that_was_typed_stays(pane: DeliverPane, qtbot: QtBot, tmp_path: Path) -> None:
    pane.name.clear()
    qtbot.keyClicks(pane.name, "Mine")
    pane.show_film(_film(tmp_path))
    assert pane.name.text() == "Mine"


def test_sizes_are_learnt_from_finished_films(tmp_path: Path) -> None:
    book, film, standard = SizeBook(), _film(tmp_path), PROFILES["standard"]
    first = book.estimate(film, standard)
    assert not first.learnt
    assert first.least_bytes < 30_000_000 < first.most_bytes
    assert book.learn([_made(1, 12_000_000), _made(2, 14_000_000), _made(3, 90_000_000)])
    assert not book.learn([_made(1, 12_000_000)])
    assert not book.learn([_made(4, 1_000_000, copied=800)]), "a copied film says nothing of the encoder"
    assert not book.learn([_made(5, 1_000_000, profile="gone"), record(6)])
    then = book.estimate(film, standard)
    assert then.learnt
    assert then.least_bytes < 14_000_000 < then.most_bytes
    assert then.most_bytes < 2 * then.least_bytes
    master, unknown = (b.estimate(film, PROFILES["master"]) for b in (book, SizeBook()))
    assert not master.learnt
    assert master.most_bytes < unknown.most_bytes, "calm footage is calm at every quality"
    for n in range(10, 20):
        book.learn([_made(n, 40_000_000)])
    assert book.estimate(film, standard).least_bytes > 25_000_000, "the newest count"


def test_larger_profiles_are_estimated_larger(tmp_path: Path) -> None:
    sizes = [SizeBook().estimate(_film(tmp_path), p).most_bytes for p in PROFILES.values()]
    assert sizes == sorted(sizes)


def test_sizes_in_words() -> None:
    assert about(Estimate(9_876_543, 40_123_456, False)) == "about 10 – 40 MB"
    assert about(Estimate(9_000_000, 16_000_000, True)).startswith("about 1")


def test_a_late_click_after_the_file_appeared_does_nothing(pane: DeliverPane, tmp_path: Path) -> None:
    asked: list[object] = []
    pane.render_requested.connect(asked.append)
    (tmp_path / "Lake.mp4").touch()
    pane.queue_action.trigger()
    assert asked == []
    assert not pane.queue_button.isEnabled()


def test_everything_has_a_name_and_keys_choose_a_card(pane: DeliverPane, qtbot: QtBot) -> None:
    boxes = [*pane.findChildren(QComboBox), *pane.findChildren(QLineEdit)]
    assert all(w.accessibleName() for w in boxes)
    qtbot.keyClick(pane.cards, Qt.Key.Key_Down)
    assert pane.cards.profile == "high"
    spoken = pane.cards.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert all(word in spoken for word in ("High", "1920 × 1080", "H.264", "about"))
