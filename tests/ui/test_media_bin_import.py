"""Importing: thousands of files, progress, stopping, what is damaged, and the report."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import pytest
from bin_stage import clip
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from window_helpers import Run, until, write_clip

from montage_desktop.ui.app import Program
from montage_desktop.ui.background import Background
from montage_desktop.ui.bin import importing
from montage_desktop.ui.bin.import_report import ImportReport
from montage_desktop.ui.bin.importing import Refusal, expand, read_all
from montage_desktop.ui.bin.media_bin import MediaBin
from montage_desktop.ui.bin.model import MediaItem
from montage_desktop.ui.bin.progress import ImportProgress
from montage_desktop.ui.media_look import MediaLook
from montage_desktop.ui.pictures.media_reader import MediaReader
from montage_desktop.ui.theme import Theme

MANY = 3000


@pytest.fixture
def reader(loop: asyncio.AbstractEventLoop) -> Iterator[MediaReader]:
    made = MediaReader(loop)
    yield made
    made.close()


@pytest.fixture
def media(qtbot: QtBot, theme: Theme) -> MediaBin:
    made = MediaBin(theme)
    qtbot.addWidget(made)
    made.resize(272, 700)
    made.show()
    return made


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small clip."""
    path = tmp_path_factory.mktemp("tiny") / "clip.mp4"
    write_clip(path, seconds=1, size=(64, 36))
    return path


def copies(clip: Path, folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"clip {n}.mp4" for n in range(count)]
    for path in paths:
        path.hardlink_to(clip)
    return paths


class Steps:
    """Measures how long the GUI thread does not come back to its loop: the longest step of work, in milliseconds."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self.is_over = False

    async def watch(self) -> None:
        while not self.is_over:
            wall, work = time.perf_counter(), time.thread_time()
            await asyncio.sleep(0.002)
            # What the thread waited for (a core that others have) is not the window's doing.
            step = min(time.perf_counter() - wall, time.thread_time() - work)
            self.longest_ms = max(self.longest_ms, step * 1000)


async def take_all(found: AsyncIterator[MediaItem | Refusal], media: MediaBin, report: ImportReport) -> None:
    """As the editor does."""
    async for one in found:
        if isinstance(one, Refusal):
            report.add(one)
        else:
            media.add(one)


@pytest.mark.slow
def test_thousands_of_files_do_not_block(
    loop: asyncio.AbstractEventLoop, media: MediaBin, theme: Theme, reader: MediaReader, background: Background,
    tiny: Path, tmp_path: Path,
) -> None:  # fmt: skip
    copies(tiny, tmp_path / "card", MANY)
    for n in range(300):
        (tmp_path / "card" / f"empty {n}.mov").touch()
    report, told, steps = ImportReport(theme), [], Steps()
    media.changed.connect(lambda: told.append(len(media.entries())))
    media.head.search.setText("clip")

    async def scenario() -> None:
        watching = asyncio.ensure_future(steps.watch())
        found = read_all([tmp_path / "card"], reader=reader, background=background, watch=media.progress)
        await take_all(found, media, report)
        steps.is_over = True
        await watching
        await until(lambda: media.shown.rowCount() == MANY and told[-1] == MANY)
        await background.close()

    loop.run_until_complete(asyncio.wait_for(scenario(), 150))
    assert steps.longest_ms < 100
    assert len(report.refusals) == 300
    assert media.progress.isHidden()
    assert (media.progress.done, media.progress.total) == (MANY + 300, MANY + 300)
    assert len(told) < MANY / 10
    assert [i.path.name for i in media.model.items[8:12]] == [f"clip {n}.mp4" for n in (8, 9, 10, 11)]
    assert sum(len(i.picture) for i in media.model.items) < MANY * 12_000
    report.deleteLater()


@pytest.fixture
def card(tiny: Path, tmp_path: Path) -> Path:
    """A folder of 600 clips."""
    copies(tiny, tmp_path / "card", 600)
    return tmp_path / "card"


def test_the_whole_window_answers_meanwhile(run: Run, card: Path, program: Program) -> None:
    async def scenario() -> None:  # a window that is busy for a tenth of a second fails the test (`never_busy`)
        program.editor.import_paths([card])
        await until(lambda: program.window.bin.shown.rowCount() == 600, seconds=18)

    run(scenario())


def test_an_import_can_be_stopped(
    run: Run, media: MediaBin, reader: MediaReader, background: Background, tiny: Path, tmp_path: Path
) -> None:
    copies(tiny, tmp_path / "card", 40)

    async def scenario() -> None:
        async for found in read_all([tmp_path], reader=reader, background=background, watch=media.progress):
            assert isinstance(found, MediaItem)
            media.add(found)
            if media.model.rowCount() == 5:
                media.progress.cancel()
        assert media.model.rowCount() == 5
        assert media.progress.isHidden()

    run(scenario())


def test_progress_is_told_as_n_of_m(qtbot: QtBot, theme: Theme) -> None:
    progress = ImportProgress(theme)
    qtbot.addWidget(progress)
    progress.begin()
    assert progress.isHidden()  # an import that is over at once is not told
    assert progress._text.text() == "Looking through folders …"
    qtbot.waitUntil(lambda: not progress.isHidden())
    progress.expect(3000)
    progress.advance(1234)
    qtbot.waitUntil(lambda: progress._text.text() == "Adding 1,234 of 3,000")
    assert progress._bar.share == pytest.approx(1234 / 3000)
    progress._stop.click()
    assert progress.is_cancelled
    assert progress._text.text() == "Stopping …"
    progress.end()
    assert progress.isHidden()
    progress.begin()
    assert not progress.is_cancelled


def test_an_import_that_is_left_ends_its_progress(
    run: Run, media: MediaBin, reader: MediaReader, background: Background, tiny: Path
) -> None:
    async def scenario() -> None:
        async with aclosing(read_all([tiny], reader=reader, background=background, watch=media.progress)) as found:
            async for _ in found:
                break
        assert not media.progress._patience.isActive()

    run(scenario())


# What is bad ---------------------------------------------------------------------------------------------------------


def test_bad_files_are_reported_with_cause_and_fix(
    run: Run, media: MediaBin, theme: Theme, reader: MediaReader, background: Background, tiny: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "card"
    good = copies(tiny, folder, 2)
    (folder / "empty.mp4").touch()
    (folder / "text.mp4").write_text("not media\n" * 100)
    shutil.copy(tiny, folder / "cut.mp4")
    whole = tiny.read_bytes()
    (folder / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    report = ImportReport(theme)

    async def scenario() -> None:
        found = read_all([folder, folder / "gone.mp4"], reader=reader, background=background)
        await take_all(found, media, report)

    run(scenario())
    names = {r.path.name for r in report.refusals}
    assert {"empty.mp4", "text.mp4", "gone.mp4", "cut.mp4"} <= names
    assert all(r.path.name in r.cause and r.fix for r in report.refusals)
    assert set(map(str, good)) <= set(media.model.paths())
    report.deleteLater()


def test_a_reader_that_says_damage_is_believed(run: Run, background: Background, tmp_path: Path) -> None:
    class Reader:
        async def look(self, path: Path) -> MediaLook:
            facts = clip(path.name).facts
            return MediaLook(facts, damage=f"“{path.name}” has a place that does not decode; it may be damaged.")

    async def scenario() -> None:
        (tmp_path / "a.mp4").touch()
        found = [f async for f in read_all([tmp_path], reader=Reader(), background=background)]  # type: ignore[arg-type]
        item, remark = found
        assert isinstance(item, MediaItem)
        assert item.badges == ("Damaged",)
        assert isinstance(remark, Refusal)
        assert "does not decode" in remark.cause
        assert remark.fix

    run(scenario())


def test_a_picture_is_kept_on_disk(
    run: Run, reader: MediaReader, tiny: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        first = await reader.look(tiny)
        kept = list((home / "cache_home").rglob("*.jpg"))
        assert len(kept) == 1
        before = kept[0].stat().st_mtime_ns
        second = await reader.look(tiny)
        assert first.picture.startswith(b"\xff\xd8\xff")
        assert len(second.picture) > 300
        assert kept[0].stat().st_mtime_ns >= before
        assert list((home / "cache_home").rglob("*.jpg")) == kept
        assert second.mtime_ns == tiny.stat().st_mtime_ns

    run(scenario())


# Folders -------------------------------------------------------------------------------------------------------------


def test_folders_are_read_in_the_order_of_numbers(tmp_path: Path) -> None:
    for name in ("take 10/a.mp4", "take 9/b10.MOV", "take 9/b9.mov", ".hidden/c.mp4", "take 9/.d.mp4", "take 9/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = [str(p.relative_to(tmp_path)) for p in expand([tmp_path, tmp_path / "take 9" / "e.txt"])]
    assert names == ["take 9/b9.mov", "take 9/b10.MOV", "take 10/a.mp4", "take 9/e.txt"]
    assert expand([tmp_path, tmp_path], lambda: True) == []


def test_too_many_files_are_cut_and_told(
    run: Run, reader: MediaReader, background: Background, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_MOST_FILES", 3)
    copies(tiny, tmp_path / "card", 5)

    async def scenario() -> None:
        found = [f async for f in read_all([tmp_path / "card"], reader=reader, background=background)]
        assert isinstance(found[0], Refusal)
        assert "more than 3 files" in found[0].cause
        assert [type(f) for f in found[1:]] == [MediaItem] * 3

    run(scenario())


# The report ----------------------------------------------------------------------------------------------------------


def test_a_long_report_shows_some_and_copies_all(qtbot: QtBot, theme: Theme) -> None:
    report = ImportReport(theme)
    qtbot.addWidget(report)
    begun = time.process_time()
    for n in range(3000):
        report.add(Refusal(Path(f"/card/{n}.mp4"), f"“{n}.mp4” is empty.", "Leave it out."))
    assert time.process_time() - begun < 1.0
    assert report._title.text() == "3000 remarks on what was added"
    texts = [w.text() for w in report.findChildren(QLabel)]
    assert "And 2,950 more: copy the report to see them all." in texts
    assert sum("is empty" in t for t in texts) == 50
    report._copy.click()
    copied = QApplication.clipboard().text()
    assert "“2999.mp4” is empty. Leave it out.\n    /card/2999.mp4" in copied
    report.clear()
    report.add(Refusal(Path("/card/x.mp4"), "“x.mp4” is empty.", ""))
    assert report._title.text() == "One remark on what was added"
    assert report._more.isHidden()
