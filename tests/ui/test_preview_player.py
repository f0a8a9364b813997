"""The preview player: every frame in order at its time, with the sound of the mix, through every kind of control."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import msgspec
import numpy as np
import pytest
from preview_stage import FRAMES, RATE, Footage, PatientClock, Stage, code_at, film, make_footage
from PySide6.QtCore import QSize
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtWidgets import QApplication

from montage_desktop.core.time import SAMPLE_RATE, sample_at
from montage_desktop.media.preview.composer import Composer
from montage_desktop.media.preview.source_frames import SourceFrames
from montage_desktop.media.sound import Mixer
from montage_desktop.ui.preview.player import PreviewPlayer, video_frame


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Footage:
    return make_footage(tmp_path_factory.mktemp("footage"))


@pytest.fixture
def stage(qapp: QApplication, footage: Footage) -> Iterator[Stage]:
    paths, facts = footage
    made = Stage(film(paths), facts)
    yield made
    made.player.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("preview")]
    assert not made.told


def assert_in_order(stage: Stage, wanted: list[int], *, shift: int = 0) -> None:
    """Nothing missing, nothing twice, and each the picture of its frame, at its time."""
    assert stage.record.played == wanted
    codes = [c for c, s in zip(stage.record.codes, stage.record.all, strict=True) if s.step >= 0]
    assert codes == [code_at(f, shift=shift) for f in wanted]
    late = [s.shown_s - s.due_s for s in stage.record.all if s.step >= 0]
    assert min(late) >= 0
    assert np.median(late) < 0.02


def test_every_frame_in_order_at_its_time_with_the_sound_of_the_mix(stage: Stage, footage: Footage) -> None:
    began = time.monotonic()
    stage.play_out()
    assert time.monotonic() - began > FRAMES / 25 - 0.1  # how much more it may be is for the benchmark
    assert_in_order(stage, list(range(FRAMES)))
    assert stage.player.position == FRAMES - 1
    heard = np.concatenate(stage.record.blocks)
    mixer = Mixer(film(footage[0]), footage[1])
    assert np.array_equal(heard, mixer.mix(0, sample_at(FRAMES, RATE)))
    mixer.close()


def test_playing_again_from_the_end_begins_at_the_begin(stage: Stage) -> None:
    stage.player.seek(FRAMES - 1)
    stage.play_out()
    assert stage.record.played[:3] == [0, 1, 2]


@pytest.mark.parametrize(("presses", "speed"), [(1, 1), (2, 2), (3, 4), (4, 4)])
def test_j_plays_backwards_faster_with_each_press(stage: Stage, presses: int, speed: int) -> None:
    stage.player.seek(FRAMES - 1)
    for _ in range(presses):
        stage.player.shuttle(-1)
    assert stage.player.speed == -speed
    stage.until(lambda: not stage.player.is_playing)
    assert_in_order(stage, list(range(FRAMES - 1, -1, -speed)))
    assert not stage.record.blocks, "backwards there is no sound"


@pytest.mark.parametrize(("presses", "speed"), [(2, 2), (3, 4)])
def test_l_plays_forwards_faster_with_each_press(stage: Stage, presses: int, speed: int) -> None:
    for _ in range(presses):
        stage.player.shuttle(1)
    stage.until(lambda: not stage.player.is_playing)
    assert_in_order(stage, list(range(0, FRAMES, speed)))


def test_turning_round_goes_on_where_it_is(stage: Stage) -> None:
    stage.player.shuttle(1)
    stage.until(lambda: len(stage.record.played) == 20)
    turned_at = stage.player.position
    stage.player.shuttle(-1)
    assert stage.player.speed == -1
    stage.until(lambda: not stage.player.is_playing)
    assert stage.record.played == [*range(turned_at + 1), *range(turned_at, -1, -1)]


def test_steps_show_the_very_frame(stage: Stage) -> None:
    for frames in (1, 1, 10, -1, -1, -1, 30, -40, 1):
        stage.record.clear()
        stage.player.step(frames)
        stage.until(lambda: stage.record.all)
        assert stage.record.all[-1].frame == stage.player.position
        assert stage.record.codes[-1] == code_at(stage.player.position)
    stage.player.step(-1000)
    assert stage.player.position == 0


def test_a_scrub_ends_on_the_right_frame(stage: Stage) -> None:
    for frame in (50, 33, 20, 8, 30, 47):
        stage.player.scrub(frame)
    stage.until(lambda: stage.record.codes and stage.record.codes[-1] == code_at(47))
    assert stage.player.position == 47


def test_seeking_while_playing_goes_on_there(stage: Stage) -> None:
    stage.player.play()
    stage.until(lambda: len(stage.record.played) == 5)
    before = len(stage.record.played)
    stage.player.seek(45)
    stage.until(lambda: not stage.player.is_playing)
    assert stage.record.played[before:] == list(range(45, FRAMES))


def test_seeking_again_and_again_while_playing(stage: Stage) -> None:
    """Also at the very moment at which the picture before is ready."""
    stage.player.play()
    for n in range(120):
        stage.player.seek(n * 7 % 50)
        seen = len(stage.record.played)
        if n % 2:
            stage.until(lambda k=seen: len(stage.record.played) > k)  # type: ignore[misc]
            assert stage.record.played[seen] == n * 7 % 50
        QApplication.processEvents()
    stage.until(lambda: not stage.player.is_playing)
    assert stage.record.played[-1] == FRAMES - 1


def test_a_loop_is_played_again_and_again(stage: Stage, footage: Footage) -> None:
    stage.player.set_loop((10, 16))
    stage.player.seek(12)
    stage.player.play()
    stage.until(lambda: len(stage.record.played) >= 25)
    stage.player.pause()
    assert_in_order(stage, [10 + (2 + k) % 6 for k in range(len(stage.record.played))])
    heard = np.concatenate(stage.record.blocks)
    mixer = Mixer(film(footage[0]), footage[1])
    once = mixer.mix(sample_at(10, RATE), sample_at(6, RATE))
    mixer.close()
    wanted = np.concatenate([once[sample_at(2, RATE) :], *[once] * 6])[: len(heard)]
    # The song is sought at each turn: its codec gives the same within its own rounding.
    assert np.abs(heard - wanted).max() < 1e-3


def test_a_swap_while_playing_is_not_noticed(stage: Stage, footage: Footage) -> None:
    """The same film again and again: no frame is lost, doubled or wrong, and the sound goes on."""
    paths, facts = footage
    stage.player.play()
    for count in range(4, FRAMES - 6, 4):
        stage.until(lambda n=count: len(stage.record.played) >= n)  # type: ignore[misc]
        stage.player.set_timeline(msgspec.structs.replace(film(paths), title=str(count)), facts)
    stage.until(lambda: not stage.player.is_playing)
    assert_in_order(stage, list(range(FRAMES)))
    mixer = Mixer(film(paths), facts)
    assert np.abs(np.concatenate(stage.record.blocks) - mixer.mix(0, sample_at(FRAMES, RATE))).max() < 1e-3  # as above
    mixer.close()


def test_a_swap_shows_the_new_film_from_then_on(stage: Stage, footage: Footage) -> None:
    paths, facts = footage
    stage.player.play()
    stage.until(lambda: len(stage.record.played) >= 15)
    swapped = len(stage.record.played)
    stage.player.set_timeline(film(paths, shift=2), facts)
    stage.until(lambda: not stage.player.is_playing)
    assert stage.record.played == list(range(FRAMES))
    is_new = [c == code_at(f, shift=2) for c, f in zip(stage.record.codes, stage.record.played, strict=True)]
    change = is_new.index(True)
    assert swapped <= change <= swapped + 5
    assert all(is_new[change:]), "once the new film is seen, the old one never is again"
    assert stage.record.codes[:change] == [code_at(f) for f in range(change)]


def test_a_swap_while_paused_shows_the_new_picture(stage: Stage, footage: Footage) -> None:
    paths, facts = footage
    stage.player.seek(40)
    stage.until(lambda: code_at(40) in stage.record.codes)
    stage.player.set_timeline(film(paths, shift=2), facts)
    stage.until(lambda: code_at(40, shift=2) in stage.record.codes)


def test_what_is_expected_is_there_at_once(stage: Stage, footage: Footage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a look into any source."""
    paths, facts = footage
    stage.player.seek(40)
    stage.until(lambda: stage.record.codes)
    asked: list[int] = []
    frame_at = SourceFrames.frame_at

    def counted(self: SourceFrames, limit_ticks: int, **more: Any) -> Any:
        asked.append(limit_ticks)
        return frame_at(self, limit_ticks, **more)

    monkeypatch.setattr(SourceFrames, "frame_at", counted)
    stage.player.expect([film(paths, shift=n) for n in (1, 2, 3)], facts)
    stage.until(lambda: len(asked) == 3 and not stage.player._pictures._guesses)
    stage.player.seek(20)  # they are expected wherever the person goes
    stage.until(lambda: len(asked) == 7 and not stage.player._pictures._guesses)
    stage.player.seek(40)
    stage.until(lambda: stage.record.codes[-1] == code_at(40))
    assert len(asked) == 7
    for n in (2, 1, 3):
        stage.player.set_timeline(film(paths, shift=n), facts)
        stage.until(lambda k=n: stage.record.codes[-1] == code_at(40, shift=k))  # type: ignore[misc]
    assert len(asked) == 7


def test_a_shorter_film_ends_there(stage: Stage, footage: Footage) -> None:
    paths, facts = footage
    stage.player.play()
    stage.until(lambda: len(stage.record.played) >= 5)
    short = msgspec.structs.replace(film(paths), frames=12, video=film(paths).video[:1], audio=[])
    stage.player.set_timeline(short, facts)
    stage.until(lambda: not stage.player.is_playing)
    assert stage.record.played == list(range(12))
    stage.player.set_timeline(film(paths), facts)
    stage.player.seek(50)
    stage.player.set_timeline(short, facts)
    assert stage.player.position == 11


def test_transitions_and_views_while_playing(stage: Stage, footage: Footage) -> None:
    paths, facts = footage
    stage.player.set_timeline(film(paths, transition=True), facts)
    stage.player.play()
    stage.until(lambda: len(stage.record.played) >= 8)
    stage.player.set_view(QSize(80, 45))
    stage.until(lambda: not stage.player.is_playing)
    assert stage.record.played == list(range(FRAMES))
    clean = [f for f in range(FRAMES) if not 19 <= f < 23]
    codes = dict(zip(stage.record.played, stage.record.codes, strict=True))
    assert [codes[f] for f in clean] == [code_at(f) for f in clean]


def test_bad_sources_are_black_told_once_and_never_stop_it(
    qapp: QApplication, footage: Footage, tmp_path: Path
) -> None:
    paths, facts = footage
    gone = str(tmp_path / "gone.mp4")
    facts = {**facts, gone: msgspec.structs.replace(facts[paths[1]], path=gone, identity="gone")}
    stage = Stage(film([paths[0], gone, str(tmp_path / "unknown.mp4")]), facts)
    stage.play_out()
    assert stage.record.played == list(range(FRAMES))
    stage.player.set_view(QSize(640, 360))  # tried again, not told again
    stage.until(lambda: len(stage.record.all) > FRAMES)
    for frame, code in zip(stage.record.played, stage.record.codes, strict=False):
        assert code == (code_at(frame) if code_at(frame)[1] == 0 else None)
    assert sorted(t.split("”")[0] for t in stage.told) == ["“gone.mp4", "“unknown.mp4"]
    stage.player.close()


class DeadDevice(PatientClock):
    """Plays a little, and then no more."""

    @property
    def has_failed(self) -> bool:  # type: ignore[override]
        return self.position > SAMPLE_RATE // 2

    def elapsed(self) -> int:
        return min(super().elapsed(), SAMPLE_RATE // 2 + 1)


def test_a_device_that_dies_is_gone_on_without(qapp: QApplication, footage: Footage) -> None:
    stage = Stage(film(footage[0]), footage[1], outputs=DeadDevice)
    stage.play_out()
    assert stage.record.played == sorted(stage.record.played)
    assert stage.record.played[-1] == FRAMES - 1
    assert len(stage.told) == 1
    stage.player.close()


@pytest.mark.expects_errors
def test_a_fault_of_our_own_is_black_and_silent(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is logged, and the film goes on."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    stage.player.seek(10)
    stage.until(lambda: stage.record.all)
    monkeypatch.setattr(Composer, "picture", broken)
    monkeypatch.setattr(Mixer, "mix", broken)
    stage.player.play()
    stage.until(lambda: not stage.player.is_playing)
    assert stage.record.played == list(range(10, FRAMES))
    assert not any(b.any() for b in stage.record.blocks)
    assert stage.told == ["The sound cannot be played."]
    stage.told.clear()


def test_closing_while_playing(qapp: QApplication, footage: Footage) -> None:
    paths, facts = footage
    for n in range(30):
        player = PreviewPlayer(QVideoSink())
        player.set_timeline(film(paths), facts)
        player.play()
        if n % 3:
            player.shuttle(-1 if n % 2 else 1)
        if n % 5 == 0:
            player.set_timeline(film(paths, shift=1), facts)
        for _ in range(n % 4):
            QApplication.processEvents()
        player.close()
        player.close()
        player.deleteLater()
    QApplication.processEvents()
    assert not [t for t in threading.enumerate() if t.name.startswith("preview")]


def test_pictures_for_qt_have_the_right_colours(qapp: QApplication) -> None:
    for colour in ((200, 30, 40), (20, 160, 60), (30, 60, 190), (235, 235, 235), (16, 16, 16)):
        pixels = np.broadcast_to(np.array(colour, np.uint8), (90, 160, 3)).copy()
        picture = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(
            format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG"
        )
        shown: QVideoFrame = video_frame(picture)
        found = shown.toImage().pixelColor(80, 45)
        assert np.abs(np.array(found.getRgb()[:3]) - colour).max() < 5
