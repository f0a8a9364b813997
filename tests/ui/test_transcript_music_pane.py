"""The pane of music under a talk: choosing, sliders, steps, what it says, and the preview that follows."""

from __future__ import annotations

import asyncio
import time
import wave
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import psutil
import pytest
from footage_corpus import numbered_video
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from slowness import slowness
from window_helpers import Run, until

from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import AudioFacts, MediaFacts, SongFacts, VideoFacts
from montage_desktop.core.transcript.document import Segment, Transcript, Word
from montage_desktop.core.transcript.edits import Delete
from montage_desktop.core.transcript.music import HeardSong, TalkMusic
from montage_desktop.core.transcript.music_bed import MusicBed
from montage_desktop.ui.app import Program
from montage_desktop.ui.theme import Theme
from montage_desktop.ui.transcript import song_reader
from montage_desktop.ui.transcript.music_pane import MusicPane, MusicState, begins_of
from montage_desktop.ui.transcript.music_track import KnownSong
from montage_desktop.ui.transcript.sequence import TalkSequence
from montage_desktop.ui.transcript.song_reader import SongReader
from montage_desktop.ui.transcript.strip import TalkStrip

F = Fraction
SONG = "/m/Evening ride.wav"


def heard(*, beats: bool = True, length_s: float = 40.0) -> HeardSong:
    times = [n / 2 for n in range(int(length_s * 2))]
    facts = SongFacts(
        path=SONG, identity="s", duration_s=length_s, beats=times, downbeats=list(range(0, len(times), 4)), meter=4,
        tempo=120.0, confidence=0.9, grid="tracked" if beats else "steady", beat_energy=[0.5] * len(times),
        accents=[0.5] * len(times), energy=[0.5], energy_hop_s=0.1, sections=[],
    )  # fmt: skip
    return HeardSong(facts, -14.0)


@pytest.fixture
def pane(theme: Theme, qtbot: QtBot) -> Iterator[MusicPane]:
    made = MusicPane(theme)
    qtbot.addWidget(made)
    made.resize(300, 520)
    made.show()
    yield made


def state(**changes: object) -> MusicState:
    given = {"has_talk": True, "music": TalkMusic(source=SONG), "song": heard(), "on_beat": 7, "cuts": 12, **changes}
    return MusicState(**given)  # type: ignore[arg-type]


def lines(pane: MusicPane) -> list[str]:
    shown = [pane.about, pane.problem, pane.told]
    return [line.text() for line in shown if line.isVisible()] + [r.sentence for r in pane.rows if r.isVisible()]


# The pane --------------------------------------------------------------------------------------------------------


def test_it_says_what_to_do(pane: MusicPane) -> None:
    assert lines(pane) == ["When there is a talk, a song can be laid under it here."]
    assert not pane.songs.isEnabled() and not pane.open_button.isEnabled()
    pane.show_state(state(music=None, song=None))
    assert lines(pane)[0].startswith("Choose a song, or drop one here.") and len(lines(pane)) == 1
    assert not pane.clear_button.isVisible() and pane.songs.isEnabled()


def test_it_says_what_holds(pane: MusicPane) -> None:
    pane.show_state(state(music=TalkMusic(source=SONG, gain_db=-3.0, source_in=F(8))))
    assert lines(pane) == [
        "0:40 · 120 beats per minute", "7 of 12 cuts on a beat", "Begins at 0:08 of the song",
        "3 dB softer than the speech", "Lower under speech by 12 dB", "Cuts slide to beats by up to 40 ms",
    ]  # fmt: skip
    assert all(r.slider.accessibleName() and r.slider.accessibleDescription() == r.sentence for r in pane.rows)
    pane.show_state(state(music=TalkMusic(source=SONG, gain_db=2.0, duck_db=0.0, slide_s=0.0), cuts=1, on_beat=1))
    assert lines(pane)[1:] == [
        "The only cut is on a beat", "Begins at 0:00 of the song", "2 dB louder than the speech",
        "Not lower under speech", "Cuts do not slide to beats",
    ]  # fmt: skip
    pane.show_state(state(cuts=0, on_beat=0))
    assert "There are no cuts yet." in lines(pane)
    pane.show_state(state(song=None))
    assert lines(pane)[0] == "Listening to the song …" and not pane.begin.isEnabled()


def test_a_song_without_beats_plays_and_its_slider_says_why_it_cannot(pane: MusicPane) -> None:
    pane.show_state(state(song=heard(beats=False)))
    assert not pane.slide.isEnabled() and pane.duck.isEnabled() and pane.begin.isEnabled()
    assert "No clear beat was found in this song, so cuts stay where they are." in lines(pane)
    assert pane.slide.sentence == "Cuts do not slide to beats"
    pane.show_state(state())
    assert pane.slide.isEnabled() and pane.slide.sentence == "Cuts slide to beats by up to 40 ms"


def test_what_cannot_be_used_is_a_sentence(pane: MusicPane) -> None:
    pane.show_state(state(song=None, problem="“a.mp3” is not a media file."))
    assert lines(pane) == ["“a.mp3” is not a media file."] and pane.clear_button.isVisible()


def test_begins_are_bar_lines_or_seconds() -> None:
    assert begins_of(heard(length_s=10.0)) == [0, 2, 4, 6, 8]
    assert begins_of(heard(beats=False, length_s=4.5)) == [0, 1, 2, 3]
    assert begins_of(heard(length_s=0.5)) == [0]


def test_sliders_ask_and_a_drag_is_one_group(pane: MusicPane) -> None:
    asked: list[tuple[TalkMusic, str, str]] = []
    pane.edited.connect(lambda *a: asked.append(a))
    pane.show_state(state())
    assert not asked, "showing asks for nothing"
    slider = pane.slide.slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 3, 10))
    QTest.mouseMove(slider, QPoint(slider.width() // 2, 10))
    QTest.mouseMove(slider, QPoint(slider.width() - 2, 10))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 2, 10))
    assert asked[-1][0] == TalkMusic(source=SONG, slide_s=0.08) and {a[1] for a in asked} == {"Cuts to beats"}
    assert len({a[2] for a in asked}) == 1
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(2, 10))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(2, 10))
    assert asked[-1][0].slide_s == 0 and asked[-1][2] != asked[-2][2]
    pane.begin.slider.setValue(3)
    assert asked[-1][0].source_in == 6 and asked[-1][1] == "Begin of the music"
    pane.level.slider.setValue(-5)
    assert asked[-1][0].gain_db == -5 and asked[-1][1] == "Level of the music"
    pane.duck.slider.setFocus()
    QTest.keyClick(pane.duck.slider, Qt.Key.Key_Right)
    assert asked[-1][0].duck_db == 13 and asked[-1][1] == "Lower under speech"


def test_choosing_and_clearing(pane: MusicPane) -> None:
    chosen: list[str] = []
    pane.song_chosen.connect(chosen.append)
    pane.show_songs(["/a/b.wav"], SONG)
    pane.show_state(state())
    assert [pane.songs.itemText(n) for n in range(pane.songs.count())] == ["No music", "b.wav", "Evening ride.wav"]
    assert pane.songs.currentText() == "Evening ride.wav"
    pane.songs.setCurrentIndex(1)
    pane.songs.activated.emit(1)
    pane.clear_button.click()
    pane.songs.setCurrentIndex(0)
    pane.songs.activated.emit(0)
    assert chosen == ["/a/b.wav", "", ""]


def test_a_song_is_dropped(pane: MusicPane, tmp_path: Path) -> None:
    chosen: list[str] = []
    pane.song_chosen.connect(chosen.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a song.mp3"))])

    def drop() -> bool:
        entering = QDragEnterEvent(
            QPoint(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(pane, entering)
        if not entering.isAccepted():
            return False
        event = QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(pane, event)
        return event.isAccepted()

    assert not drop() and not chosen, "without a talk it is one for the window"
    pane.show_state(state(music=None, song=None))
    assert drop() and chosen == [str(tmp_path / "a song.mp3")]
    mime.setUrls([QUrl.fromLocalFile("/a.mp3"), QUrl.fromLocalFile("/b.mp3")])
    assert not drop()


def test_it_is_painted_in_both_themes_and_narrow(pane: MusicPane, theme: Theme) -> None:
    pane.show_state(state())
    pane.resize(240, 420)
    image = pane.grab().toImage()
    assert len({QColor(image.pixel(x, y)).name() for x in range(0, 240, 2) for y in range(0, 420, 2)}) > 5


# Steps -----------------------------------------------------------------------------------------------------------


def facts_of(path: str, *, seconds: int, video: bool) -> MediaFacts:
    rate = F(30)
    picture = VideoFacts(
        codec="h264", width=1280, height=720, display=(1280, 720), rotation=0, sar=F(1), rate=rate, vfr=False,
        frame_s=1 / rate, frames=seconds * 30, start_s=F(0), duration_s=F(seconds), bit_depth=8, pix_fmt="yuv420p",
        color_range="tv", color_space="bt709", color_primaries="bt709", color_transfer="bt709", hdr="",
        interlaced=False, alpha=False, still=False,
    )  # fmt: skip
    sound = AudioFacts("aac", 48_000, 2, F(0), F(seconds))
    return MediaFacts(path, "id", "mov", 1, F(0), F(seconds), picture if video else None, sound)


def spoken(count: int, *, each: float = 0.28, gap: float = 0.2, pause: float = 0.6) -> Transcript:
    """Sentences of eight words, with a pause after each."""
    words, at = [], 0.4
    for n in range(count):
        words.append(Word(f" w{n}", round(at, 3), round(at + each, 3)))
        at += each + (pause if n % 8 == 7 else gap)
    return Transcript(language="en", segments=[Segment(0, words[0].start, words[-1].end, "", words=words)])


class Talked:
    """A talk in a sequence of its own, with a song that is known at once when it is wanted."""

    def __init__(self, count: int = 64) -> None:
        self.stack = QUndoStack()
        self.talk = TalkSequence(self.stack)
        self.wanted: list[str] = []
        self.talk.music.wanted.connect(self.wanted.append)
        transcript = spoken(count)
        seconds = int(transcript.segments[0].end) + 2
        self.talk.open(facts_of("/v/talk.mp4", seconds=seconds, video=True), transcript)

    def learn(self, song: HeardSong | None = None) -> None:
        words = self.talk.music.words
        assert words is not None
        bed = MusicBed(song or heard(), words, speech_lufs=-20.0)
        self.talk.music.learn(words, KnownSong(facts_of(SONG, seconds=40, video=False), bed))

    def music_spans(self) -> int:
        assert self.talk.film is not None
        return sum(s.role == "music" for s in self.talk.film.audio)


def test_each_change_is_a_step_and_a_drag_is_one(qapp: QApplication) -> None:
    made = Talked()
    talk, track = made.talk, made.talk.music
    talk.apply([Delete((10, 12))], "Delete")
    plain = talk.film
    assert track.set_music(TalkMusic(source=SONG), "Choose the music")
    assert made.wanted == [SONG] and made.music_spans() == 0, "not yet listened to"
    made.learn()
    assert made.music_spans() >= 1 and talk.film is not None and talk.film.beats
    for n in range(1, 9):
        assert track.music is not None
        track.set_music(replace(track.music, slide_s=n / 100), "Cuts to beats", group="drag 1")
    assert [made.stack.text(n) for n in range(made.stack.count())] == [
        "Delete words", "Choose the music", "Cuts to beats",
    ]  # fmt: skip
    assert not track.set_music(track.music, "Cuts to beats"), "nothing changed"
    made.stack.undo()
    assert track.music == TalkMusic(source=SONG)
    made.stack.undo()
    assert track.music is None and talk.film == plain and track.laid is None
    made.stack.redo()
    made.stack.redo()
    assert track.music == TalkMusic(source=SONG, slide_s=0.08) and made.music_spans() >= 1
    assert made.wanted == [SONG], "it is listened to once"


def test_captions_and_kept_ranges_follow_the_slid_cuts(qapp: QApplication) -> None:
    made = Talked()
    talk = made.talk
    for number in (5, 13, 18, 27, 37, 44, 53, 59):
        talk.apply([Delete((number, number))], "Delete")
    still = talk.kept
    talk.music.set_music(TalkMusic(source=SONG, slide_s=0.08), "Choose the music")
    made.learn()
    assert still is not None and talk.kept is not None and talk.film is not None
    assert talk.kept.ranges != still.ranges and talk.music.on_beat > 0
    talk.settle()
    assert talk.music.laid is not None and talk.kept is talk.music.laid.kept
    for cue in talk.cues:
        for word in cue.words:
            found = talk.kept.heard(word.number)
            assert found is not None and word.start == found[0]
    without = talk.without([5])
    assert without is not None and any(s.role == "music" for s in without[1].audio)
    beats, cuts = talk.music.laid.in_source()
    assert len(beats) == len(talk.film.beats) and len(cuts) == talk.music.on_beat
    assert all(any(abs(c - float(r.end)) < 1e-9 for r in talk.kept.ranges) for c in cuts)


def test_a_song_that_was_listened_to_for_another_talk_is_not_taken(qapp: QApplication) -> None:
    made = Talked()
    made.talk.music.set_music(TalkMusic(source=SONG), "Choose the music")
    words = made.talk.music.words
    assert words is not None
    late = KnownSong(facts_of(SONG, seconds=40, video=False), MusicBed(heard(), words))
    made.talk.open(facts_of("/v/other.mp4", seconds=60, video=True), spoken(16))
    made.talk.music.learn(words, late)
    assert made.talk.music.music is None and made.talk.music.known is None
    made.stack.undo()  # a step of the talk that is not open any more
    assert made.talk.music.music is None


def test_a_ten_minute_talk_follows_a_slider_at_once(qapp: QApplication) -> None:
    made = Talked(1250)
    talk = made.talk
    assert talk.media is not None and 570 <= talk.media.duration_s <= 700
    ops = [Delete((n, n)) for n in range(4, 1240, 8)]
    talk.apply(ops, "Delete")
    talk.music.set_music(TalkMusic(source=SONG), "Choose the music")
    made.learn(heard(length_s=240.0))
    spent = []
    for n in range(12):
        assert talk.music.music is not None
        began = time.thread_time()
        talk.music.set_music(replace(talk.music.music, slide_s=0.02 + n / 200, duck_db=6.0 + n), "Cuts to beats")
        spent.append(time.thread_time() - began)
    assert talk.kept is not None and talk.kept.cuts > 140
    assert sorted(spent)[-2] < 0.05 * slowness()  # measured: 20 ms


# In the window ---------------------------------------------------------------------------------------------------


def write_beat(path: Path, *, seconds: int = 12) -> Path:
    """Two clicks a second: music to the tracker."""
    rate = 22_050
    t = np.arange(rate * seconds) / rate
    noise = np.random.default_rng(1).standard_normal(len(t))
    kick = np.exp(-(t % 0.5) * 30) * np.sin(2 * np.pi * 70 * t)
    snare = np.exp(-((t + 0.5) % 1.0) * 25) * noise * 0.4
    hat = np.exp(-(t % 0.25) * 90) * noise * 0.15
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip((kick + snare + hat) * 0.5, -1, 1) * 32_000).astype("<i2").tobytes())
    return path


@pytest.fixture
def talk_media(tmp_path: Path) -> tuple[Path, Path]:
    """A video of nine seconds with sound, and a song; made before there is a window that could be kept waiting."""
    video = numbered_video(tmp_path / "talk.mp4", frames=225, size=(160, 90), source=1, tone_hz=300)
    return Path(video), write_beat(tmp_path / "beat.wav")


def test_a_song_of_the_bin_goes_under_the_talk_and_into_the_project(
    talk_media: tuple[Path, Path], program: Program, run: Run
) -> None:
    window, talks, pane = program.window, program.talks, program.window.music
    video, song = talk_media

    async def work() -> None:
        await program.editor.import_paths([video, song])
        window.workspaces.switch("transcript")
        assert not window.music_pane.isHidden() and not window.review_pane.isHidden()
        talks.choose(str(video))
        talks.take(str(video), spoken(16))
        talks.talk.apply([Delete((4, 5)), Delete((12, 12))], "Delete")
        assert [pane.songs.itemText(n) for n in range(pane.songs.count())] == ["No music", "beat.wav"]
        pane.song_chosen.emit(str(song))
        await until(lambda: talks.talk.music.known is not None)
        assert talks.film is not None and talks.film.beats
        assert str(song) in talks.facts and window.preview.player.timeline is talks.film
        assert "beats per minute" in pane.about.text() and pane.told.text().endswith("cuts on a beat")
        pane.duck.slider.setValue(20)
        points = [s.points for s in talks.film.audio if s.role == "music"]
        assert min(db for p in points for _, db in p) == -20.0
        assert window.preview.player.timeline is talks.film, "it plays what was chosen"
        (kept,) = talks.talks()
        assert kept.music is not None and (kept.music.source, kept.music.duck_db) == (str(song), 20.0)
        project = program.editor.project.gather()
        assert project.talks == [kept]
        pane.clear_button.click()
        assert talks.film.beats == [] and pane.about.text().startswith("Choose a song")
        talks.talk.stack.undo()
        assert talks.talk.music.music == kept.music
        # Another project, then this one again: the music is there, and is listened to again.
        talks.show_talks([])
        assert talks.film is None and not pane.songs.isEnabled()
        talks.show_talks([kept])
        await until(lambda: talks.talk.music.known is not None)
        assert talks.talk.music.music == kept.music and talks.film is not None and talks.film.beats
        # Other words for the same video keep the music.
        talks.take(str(video), spoken(12))
        await until(lambda: talks.talk.music.known is not None)
        assert talks.talk.music.music == kept.music
        talks.talk.settle()

    run(work())


def test_what_is_no_song_is_told_and_another_one_can_be_chosen(
    talk_media: tuple[Path, Path], program: Program, run: Run, tmp_path: Path
) -> None:
    talks, pane = program.talks, program.window.music
    video, song = talk_media
    (tmp_path / "notes.mp3").write_text("no song")

    async def work() -> None:
        await program.editor.import_paths([video])
        program.window.workspaces.switch("transcript")
        talks.take(str(video), spoken(16))
        for path, said in ((tmp_path / "notes.mp3", "not a media file"), (tmp_path / "gone.wav", "gone.wav")):
            pane.song_chosen.emit(str(path))
            await until(lambda: pane.problem.text())
            assert said in pane.problem.text() and pane.problem.isVisibleTo(pane)
            assert talks.film is not None and talks.film.audio and not talks.film.beats, "the talk plays on"
            assert not pane.duck.isVisibleTo(pane)
            pane.song_chosen.emit("")
            assert not pane.problem.text()
        pane.song_chosen.emit(str(song))
        await until(lambda: talks.talk.music.known is not None)
        assert not pane.problem.text() and pane.duck.isVisibleTo(pane)
        talks.talk.settle()

    run(work())


def test_a_song_that_hangs_is_given_up_and_leaves_no_child(
    talk_media: tuple[Path, Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    video, song = talk_media
    before = set(psutil.Process().children(recursive=True))

    async def work() -> None:
        reader = SongReader()
        monkeypatch.setattr(song_reader, "_TIME_LIMIT_S", 0.01)
        with pytest.raises(InputError, match="more than ten minutes"):
            await reader.hear(str(song), str(video))
        monkeypatch.setattr(song_reader, "_TIME_LIMIT_S", 60.0)
        task = asyncio.ensure_future(reader.hear(str(song), str(video)))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        found = await reader.hear(str(song), "")
        assert found.song.has_beats and found.speech_lufs is None and found.media.path == str(song)
        await until(lambda: not _running(before))

    run(work())


def _running(before: set[psutil.Process]) -> list[psutil.Process]:
    """Children that listen: not the one that looks after what processes share."""
    new = set(psutil.Process().children(recursive=True)) - before
    alive = [p for p in new if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
    return [p for p in alive if "resource_tracker" not in " ".join(p.cmdline())]


def test_the_strip_shows_beats_and_cuts_on_them(theme: Theme, qtbot: QtBot) -> None:
    strip = TalkStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(400, 84)
    strip.show_talk(20.0, [])
    strip.show_kept([(0.0, 20.0)])
    before = strip.grab().toImage()
    strip.show_beats((2.0, 4.0, 6.0), (4.0,))
    after = strip.grab().toImage()

    def differs(at_s: float) -> int:
        x = round(at_s / 20 * 400)
        return sum(before.pixel(x + dx, y) != after.pixel(x + dx, y) for dx in range(-4, 5) for y in range(74, 84))

    assert 0 < differs(2.0) < differs(4.0) and differs(10.0) == 0
    strip.show_beats(tuple(n / 10 for n in range(200)), ())
    assert strip.grab().toImage() == before, "beats that would be a line are left out"
    strip.show_beats((2.0,), ())
    strip.show_talk(10.0, [])
    strip.show_kept([(0.0, 10.0)])
    assert strip.grab().toImage().pixel(80, 80) == strip.grab().toImage().pixel(90, 80)
