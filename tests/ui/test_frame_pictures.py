"""Small pictures: the right frame, upright, from memory or disk, and nothing that hangs or is tried for ever."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import msgspec
import numpy as np
import pytest
from footage_corpus import numbered_video, read_code
from preview_stage import LONG_GOP
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from montage_desktop.core.facts import MediaFacts
from montage_desktop.media.preview.small_pictures import small_size
from montage_desktop.media.probe import probe
from montage_desktop.ui.pictures.pictures import EXACT, FramePictures
from montage_desktop.ui.pictures.store import FrameKey, FrameStore

FRAMES, RATE, HEIGHT = 100, 25, 90


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds of one long group of pictures."""
    folder = tmp_path_factory.mktemp("clip")
    return numbered_video(folder / "a.mp4", frames=FRAMES, size=(160, 90), codec=LONG_GOP)


@pytest.fixture
def store(tmp_path: Path) -> FrameStore:
    return FrameStore(tmp_path / "frames")


@pytest.fixture
def pictures(qapp: object, store: FrameStore) -> Iterator[FramePictures]:
    made = FramePictures(store=store)
    yield made
    made.close()


def facts_of(*paths: Path) -> dict[str, MediaFacts]:
    return {str(p): probe(p) for p in paths}


def code(image: QImage | None) -> int | None:
    """The number of the frame in a picture."""
    if image is None:
        return None
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(bytes(gray.constBits()), np.uint8).reshape(gray.height(), gray.bytesPerLine())
    read = read_code(pixels[:, : gray.width()])
    return read[0] if read else None


def wait(qtbot: QtBot, pictures: FramePictures) -> None:
    qtbot.waitUntil(lambda: not pictures.waiting, timeout=10_000)


def test_each_time_shows_its_frame(pictures: FramePictures, clip: Path, qtbot: QtBot) -> None:
    pictures.set_facts(facts_of(clip))
    frames = (99, 3, 50, 51, 0, 98)
    times = [Fraction(n, RATE) for n in frames]
    assert [pictures.picture(str(clip), t, HEIGHT, step_s=EXACT) for t in times] == [None] * len(times)
    wait(qtbot, pictures)
    assert [code(pictures.picture(str(clip), t, HEIGHT, step_s=EXACT)) for t in times] == list(frames)


def test_times_outside_show_the_ends(pictures: FramePictures, clip: Path, qtbot: QtBot) -> None:
    pictures.set_facts(facts_of(clip))
    for time_s in (Fraction(-3), Fraction(900)):
        pictures.picture(str(clip), time_s, HEIGHT, step_s=EXACT)
    wait(qtbot, pictures)
    assert code(pictures.picture(str(clip), Fraction(-3), HEIGHT, step_s=EXACT)) == 0
    assert code(pictures.picture(str(clip), Fraction(900), HEIGHT, step_s=EXACT)) == FRAMES - 1


def test_neighbours_share_a_picture(pictures: FramePictures, clip: Path, qtbot: QtBot) -> None:
    pictures.set_facts(facts_of(clip))
    for n in range(8):
        pictures.picture(str(clip), 1 + Fraction(n, RATE), HEIGHT)
    assert pictures.waiting == 2  # from 1 s and from 1.25 s
    wait(qtbot, pictures)
    assert [code(pictures.picture(str(clip), 1 + Fraction(n, RATE), HEIGHT)) for n in (0, 6, 7)] == [25, 25, 31]


def test_arrivals_are_told_a_few_times(pictures: FramePictures, clip: Path, qtbot: QtBot) -> None:
    pictures.set_facts(facts_of(clip))
    told: list[str] = []
    pictures.arrived.connect(told.append)
    with qtbot.waitSignal(pictures.arrived):
        for n in range(FRAMES):
            pictures.picture(str(clip), Fraction(n, RATE), 32, step_s=EXACT)
    wait(qtbot, pictures)
    qtbot.wait(80)
    assert set(told) == {str(clip)}
    assert len(told) < FRAMES / 4


def test_turned_pictures_are_upright(pictures: FramePictures, tmp_path: Path, qtbot: QtBot) -> None:
    path = numbered_video(tmp_path / "turned.mp4", frames=10, size=(90, 160), rotate=90)
    pictures.set_facts(facts_of(path))
    pictures.picture(str(path), Fraction(0), 160)
    wait(qtbot, pictures)
    image = pictures.picture(str(path), Fraction(0), 160)
    assert image is not None and (image.width(), image.height()) == (90, 160)
    assert code(image) == 0


def test_the_disk_gives_them_again(store: FrameStore, clip: Path, qtbot: QtBot, tmp_path: Path) -> None:
    gone = tmp_path / "gone.mp4"
    shutil.copy(clip, gone)
    facts = facts_of(gone)
    for is_first in (True, False):
        pictures = FramePictures(store=store)
        pictures.set_facts(facts)
        pictures.picture(str(gone), Fraction(2), HEIGHT)
        wait(qtbot, pictures)
        assert code(pictures.picture(str(gone), Fraction(2), HEIGHT)) == 50
        pictures.close()  # the thread has kept it by then
        if is_first:
            gone.unlink()


def test_what_is_bad_is_not_tried_again(pictures: FramePictures, clip: Path, qtbot: QtBot, tmp_path: Path) -> None:
    copy, sound = tmp_path / "copy.mp4", tmp_path / "none.mp4"
    shutil.copy(clip, copy)
    facts = facts_of(copy)
    copy.rename(tmp_path / "away.mp4")
    pictures.set_facts(facts)
    assert pictures.picture(str(sound), Fraction(0), HEIGHT) is None
    assert pictures.waiting == 0  # nothing is known of it
    pictures.picture(str(copy), Fraction(0), HEIGHT)
    pictures.picture(str(copy), Fraction(2), HEIGHT)
    wait(qtbot, pictures)
    assert pictures.picture(str(copy), Fraction(1), HEIGHT) is None
    assert pictures.waiting == 0
    (tmp_path / "away.mp4").rename(copy)
    pictures.set_facts(facts)  # the same: no reason to try again
    assert pictures.picture(str(copy), Fraction(1), HEIGHT) is None and not pictures.waiting
    pictures.forget([str(copy)])
    pictures.picture(str(copy), Fraction(1), HEIGHT)
    wait(qtbot, pictures)
    assert code(pictures.picture(str(copy), Fraction(1), HEIGHT)) == 25


def test_damage_gives_what_is_whole(pictures: FramePictures, clip: Path, qtbot: QtBot, tmp_path: Path) -> None:
    copy = tmp_path / "damaged.mkv"
    numbered_video(copy, frames=FRAMES, size=(160, 90))
    facts = facts_of(copy)
    data = copy.read_bytes()
    copy.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))
    pictures.set_facts(facts)
    for second in range(4):
        pictures.picture(str(copy), Fraction(second), HEIGHT)
    wait(qtbot, pictures)
    assert code(pictures.picture(str(copy), Fraction(0), HEIGHT)) == 0
    for second in range(4):
        pictures.picture(str(copy), Fraction(second), HEIGHT)
    assert pictures.waiting == 0


def test_requests_can_be_taken_back(pictures: FramePictures, clip: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.mp4"
    numbered_video(other, frames=20, size=(160, 90), source=2)
    pictures.set_facts(facts_of(clip, other))
    for n in range(0, 20, 2):
        pictures.picture(str(clip), Fraction(n, RATE), 64, step_s=EXACT)
        pictures.picture(str(other), Fraction(n, RATE), 64, step_s=EXACT)
    assert pictures.waiting == 20
    pictures.forget([str(clip)])
    assert pictures.waiting == 10
    pictures.only([str(clip)])
    assert pictures.waiting == 0


def test_memory_is_bounded(clip: Path, store: FrameStore, qtbot: QtBot) -> None:
    most = 10 * 160 * 90 * 4
    pictures = FramePictures(store=store, memory_bytes=most)
    pictures.set_facts(facts_of(clip))
    for n in range(40):
        pictures.picture(str(clip), Fraction(n, RATE), HEIGHT, step_s=EXACT)
    wait(qtbot, pictures)
    assert 0 < pictures.memory_bytes <= most
    pictures.close()
    assert pictures.memory_bytes == 0
    assert pictures.picture(str(clip), Fraction(0), HEIGHT) is None


def test_the_store_is_bounded_and_distrusts_torn_files(tmp_path: Path) -> None:
    store = FrameStore(tmp_path, most_bytes=20_000)
    noise = np.random.default_rng(1).integers(0, 255, (90, 160, 4), np.uint8)
    image = QImage(noise.tobytes(), 160, 90, QImage.Format.Format_RGB32)
    keys = [FrameKey("x", Fraction(n), 90) for n in range(10)]
    for key in keys:
        store.save(key, image)
    assert store.collect() > 0
    assert sum(p.stat().st_size for p in tmp_path.rglob("*.jpg")) <= 20_000
    store.save(keys[0], image)
    loaded = store.load(keys[0])
    assert loaded is not None and (loaded.width(), loaded.height()) == (160, 90)
    path = store.path(keys[0])
    path.write_bytes(path.read_bytes()[:-300])
    assert store.load(keys[0]) is None


def test_a_disk_that_cannot_be_written_does_not_matter(
    clip: Path, qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    pictures = FramePictures(store=FrameStore(blocked / "frames"))
    pictures.set_facts(facts_of(clip))
    for n in (0, 10):
        pictures.picture(str(clip), Fraction(n, RATE), HEIGHT, step_s=EXACT)
    wait(qtbot, pictures)
    pictures.close()
    assert caplog.text.count("cannot be kept") == 1


@pytest.mark.parametrize(
    ("display", "wanted"), [((1920, 1080), (78, 44)), ((1080, 1920), (24, 44)), ((40, 30), (58, 44))]
)
def test_sizes_are_even(clip: Path, display: tuple[int, int], wanted: tuple[int, int]) -> None:
    video = probe(clip).video
    assert video is not None
    assert small_size(msgspec.structs.replace(video, display=display), height_px=45) == wanted
