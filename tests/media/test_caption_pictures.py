"""Captions as the preview shows them: what a render draws, in time, within what telephones' apps leave free."""

from __future__ import annotations

import dataclasses
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest
from footage_corpus import X264, ffmpeg

from montage_desktop.core.errors import MontageError
from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.core.transcript.caption_states import CaptionStates
from montage_desktop.core.transcript.caption_styles import STYLES, StyleName
from montage_desktop.core.transcript.captions import CaptionLayout, Cue, CueWord, cues_of, timeline_captions
from montage_desktop.core.transcript.cutter import Cutter
from montage_desktop.core.transcript.document import Segment, Transcript, Word, joined
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.preview import captions_ahead
from montage_desktop.media.preview.caption_pictures import CaptionDrawing, CaptionPicture
from montage_desktop.media.preview.captions_ahead import CaptionsAhead
from montage_desktop.media.preview.walk import screen_profile
from montage_desktop.media.probe import probe
from montage_desktop.media.render.film import render_film
from montage_desktop.media.render.profiles import Profile

FINE = Profile(name="fine", short_side=0, preset="veryfast", crf=1, scaler="bicubic", audio_kbps=128)
RATE = Fraction(25)
FRAMES = 100
#: Of the letters that a caption has here, in both lines, some of which are said by then.
MIDDLE = 40


def cue(text: str, *, start: Fraction = Fraction(1), seconds: int = 2) -> Cue:
    """Words that are said one after the other in equal times."""
    words = [w if not n or w.startswith("\n") else f" {w}" for n, w in enumerate(text.replace("\n", " \n").split(" "))]
    each = Fraction(seconds, len(words))
    timed = [CueWord(w, start + n * each, start + (n + 1) * each) for n, w in enumerate(words)]
    return Cue(start, start + seconds, tuple(timed))


def timeline(source: str, *cues: Cue, style: str, size: tuple[int, int] = (1280, 720)) -> Timeline:
    rows = timeline_captions(cues, rate=RATE, frames=FRAMES)
    clips = [Clip("a", 0, FRAMES, source, Fraction(0))]
    return Timeline(rate=RATE, size=size, frames=FRAMES, video=clips, captions=rows, caption_style=style)


def drawn(film: Timeline, frames: list[int], *, short_side: int = 0) -> list[CaptionPicture]:
    with tempfile.TemporaryDirectory() as folder:
        profile = screen_profile(film.size, short_side=short_side)
        drawing = CaptionDrawing(film, frames, profile, ffmpeg=find_ffmpeg(), folder=Path(folder))
        try:
            return list(drawing.pictures())
        finally:
            drawing.close()


def laid(picture: CaptionPicture, under: np.ndarray) -> np.ndarray:
    """A picture (height x width x 3, blue first) with the caption over it."""
    over = under.astype(float)
    height, width = picture.pixels.shape[:2]
    part = over[picture.top : picture.top + height, picture.left : picture.left + width]
    part[:] = part * (1 - picture.pixels[..., 3:] / 255) + picture.pixels[..., :3]
    return over


@pytest.fixture(scope="module")
def bars(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Colour bars, light and dark."""
    out = tmp_path_factory.mktemp("bars") / "bars.mp4"
    ffmpeg("-f", "lavfi", "-i", "smptehdbars=s=1280x720:r=25:d=4", *X264, "-crf", "1", out)
    return str(out)


@pytest.fixture(scope="module")
def plain(bars: str, tmp_path_factory: pytest.TempPathFactory) -> np.ndarray:
    return picture_of(timeline(bars, style=""), tmp_path_factory.mktemp("plain") / "film.mp4")


def picture_of(film: Timeline, out: Path) -> np.ndarray:
    """The film's picture in the middle of its caption, rendered."""
    render_film(film, out, settings=FINE, facts={s: probe(Path(s)) for s in film.sources()}, smart_cut="off")
    with av.open(str(out)) as container:
        for n, frame in enumerate(container.decode(video=0)):
            if n == MIDDLE:
                return frame.to_ndarray(format="bgr24", src_colorspace="ITU709")
    raise AssertionError("the film is too short")


@pytest.mark.parametrize("style", STYLES)
def test_the_preview_shows_what_the_render_draws(style: str, bars: str, plain: np.ndarray, tmp_path: Path) -> None:
    """Shades and boxes that shine through included, over every colour."""
    film = timeline(bars, cue("Of all the words\nsome are said <now>"), style=style)
    burnt = picture_of(film, tmp_path / "film.mp4").astype(float)
    (picture,) = drawn(film, [MIDDLE])
    height, width = picture.pixels.shape[:2]
    box = np.s_[picture.top : picture.top + height, picture.left : picture.left + width]
    assert picture.canvas == (1280, 720) and height > 40 and width > 150
    assert np.abs(plain[box] - burnt[box]).mean() > 20
    assert np.abs(laid(picture, plain)[box] - burnt[box]).mean() < 2.5  # chroma has half the picture's size
    outside = np.abs(plain - burnt)
    outside[box] = 0
    assert outside.max() < 40 and outside.mean() < 0.5


@pytest.mark.parametrize("style", ["bold", "karaoke"])
def test_states_change_when_the_render_changes(style: str) -> None:
    """Every frame is drawn, and looks like its state, at the boundaries of words and cues too."""
    film = timeline("x.mp4", cue("one two\nthree", seconds=1), cue("four", start=Fraction(2), seconds=1), style=style)
    states = CaptionStates(film)
    seen = [f for f in range(FRAMES) if states.at(f).seen]
    assert seen == list(range(25, 75))
    each = drawn(film, seen, short_side=180)
    firsts = sorted({states.at(f).start for f in seen})
    assert len(firsts) == (4 if style == "karaoke" else 2)
    by_start = dict(zip(firsts, drawn(film, firsts, short_side=180), strict=True))
    for frame, picture in zip(seen, each, strict=True):
        state = by_start[states.at(frame).start]
        assert (picture.left, picture.top) == (state.left, state.top)
        assert np.array_equal(picture.pixels, state.pixels), frame
    different = {p.pixels.tobytes() for p in by_start.values()}
    assert len(different) == len(by_start)


def test_a_caption_that_reaches_into_the_upper_half_is_drawn_whole() -> None:
    high = timeline("x.mp4", cue("\n".join(["line"] * 16)), style="clean")
    (picture,) = drawn(high, [MIDDLE], short_side=180)
    assert picture.top < 70
    rows = picture.pixels[..., 3].max(axis=1) > 128
    assert np.count_nonzero(rows[1:] & ~rows[:-1]) >= 15  # lines, with room between them


# Where they lie --------------------------------------------------------------------------------------------------

SIZES = [(1920, 1080), (1080, 1920), (1080, 1080), (1440, 1080), (1080, 1350)]
TEXTS = {
    "wide letters": "women whom we know swim more warmly now " * 2,
    "a long word": "Die Donaudampfschifffahrtsgesellschaftskapitänswitwe kam auch.",
    "capitals": "WILLKOMMEN ZUR GRUNDSTÜCKSVERKEHRSGENEHMIGUNG",
    "an address": "https://www.example.com/a/very/long/address/without/end/index.html",
    "no spaces": "我们今天在这里讨论一个非常非常重要的问题而且没有任何空格",
}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("text", TEXTS)
def test_captions_lie_where_nothing_covers_them(size: tuple[int, int], text: str) -> None:
    """In upright films between the apps' buttons and texts, in others within the title-safe area."""
    said = [Word(f" {w}", n * 0.25, n * 0.25 + 0.25) for n, w in enumerate(TEXTS[text].split())]
    edited = Edited.unedited(
        Transcript(segments=[Segment(0, 0.0, len(said) * 0.25, joined(w.word for w in said), "", said)])
    )
    kept = Cutter(edited.words, rate=RATE, end_s=Fraction(4)).ranges(edited)
    cues = cues_of(edited, kept, layout=CaptionLayout.for_size(size))
    left, top, right, bottom = (0.06, 0.14, 0.88, 0.8) if size[0] < size[1] else (0.05, 0.05, 0.95, 0.95)
    for style in STYLES:
        film = timeline("x.mp4", *cues, style=style, size=size)
        for picture in drawn(film, [row["start_frame"] for row in film.captions], short_side=540):
            (width, height), (high, wide) = picture.canvas, picture.pixels.shape[:2]
            box = (
                picture.left / width,
                picture.top / height,
                (picture.left + wide) / width,
                (picture.top + high) / height,
            )
            assert left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom, (style, box)
            assert wide > 0.02 * width


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_full_lines_are_two(style: StyleName, size: tuple[int, int]) -> None:
    """As many letters as the layout has: libass does not break them once more."""
    line = ("known words we say " * 4)[: CaptionLayout.for_size(size).line_width].strip()
    film = timeline("x.mp4", cue(f"{line}\n{line}"), style=style, size=size)
    (picture,) = drawn(film, [MIDDLE], short_side=540)
    assert picture.pixels.shape[0] < 2.6 * STYLES[style].height * 540


# Ahead -----------------------------------------------------------------------------------------------------------


class Desk:
    """Captions that are drawn ahead, and what the thread says of them."""

    def __init__(self) -> None:
        self.ready = threading.Event()
        self.errors: list[MontageError] = []
        self.ahead = CaptionsAhead(self.ready.set, self._on_failed)

    def _on_failed(self, error: MontageError) -> None:
        self.errors.append(error)
        self.ready.set()

    def shown(self, frame: int, *, speed: int = 0) -> CaptionPicture | None:
        """What is shown there when the thread has said something."""
        self.ready.clear()
        found = self.ahead.show(frame, speed=speed)
        if found is None:
            assert self.ready.wait(15)
            found = self.ahead.show(frame, speed=speed)
        return found


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.ahead.close()
    assert not [t for t in threading.enumerate() if t.name == "preview-captions"]


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The frames of every FFmpeg process that is begun."""
    begun: list[list[int]] = []

    class Counted(CaptionDrawing):
        def __init__(self, film: Timeline, frames: list[int], *args: object, **options: object) -> None:
            begun.append(list(frames))
            super().__init__(film, frames, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(captions_ahead, "CaptionDrawing", Counted)
    return begun


def test_words_are_drawn_before_they_are_said(desk: Desk, drawings: list[list[int]]) -> None:
    """All that follows, many in one process, and none of it twice."""
    film = timeline("x.mp4", cue("one two\nthree"), cue("four five", start=Fraction(3), seconds=1), style="karaoke")
    desk.ahead.set_timeline(film, short_side=180)
    first = desk.shown(30, speed=1)
    assert first is not None
    states = CaptionStates(film)
    starts = sorted({states.at(f).start for f in range(FRAMES) if states.at(f).seen})
    expected = dict(zip(starts, drawn(film, starts, short_side=180), strict=True))
    wanted = {tuple(expected[s].pixels.ravel()) for s in starts}
    for frame in starts:
        state = states.at(frame)
        found = desk.shown(frame, speed=1)
        while found is None or not np.array_equal(found.pixels, expected[state.start].pixels):
            assert desk.ready.wait(15)
            found = desk.shown(frame, speed=1)
    assert len(wanted) == len(starts) == 5
    assert len(drawings) <= 2
    assert sorted(f for frames in drawings for f in frames) == starts


def test_what_was_drawn_once_is_there_at_once(desk: Desk, drawings: list[list[int]]) -> None:
    """Also after an edit that moves it, and in another film."""
    film = timeline("x.mp4", cue("one two"), style="clean")
    desk.ahead.set_timeline(film, short_side=180)
    first = desk.shown(30)
    later = timeline("y.mp4", cue("one two", start=Fraction(3, 2)), style="clean")
    desk.ahead.set_timeline(later, short_side=180)
    assert first is not None and desk.ahead.show(60) is first
    assert desk.ahead.show(0) is None
    assert len(drawings) == 1


def test_another_style_replaces_the_old_one_when_it_is_there(desk: Desk) -> None:
    """The words do not vanish in between; other words are not shown for them."""
    desk.ahead.set_timeline(timeline("x.mp4", cue("one two"), style="clean"), short_side=180)
    clean = desk.shown(30)
    assert clean is not None
    desk.ahead.set_timeline(timeline("x.mp4", cue("one two"), style="bold"), short_side=180)
    desk.ready.clear()
    assert desk.ahead.show(30) is clean
    assert desk.ready.wait(15)
    bold = desk.ahead.show(30)
    assert bold is not None and bold is not clean
    desk.ahead.set_timeline(timeline("x.mp4", cue("other words"), style="bold"), short_side=180)
    assert desk.ahead.show(30) is None


def test_the_cache_is_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    film = timeline("x.mp4", *(cue(f"word {n}", start=Fraction(n), seconds=1) for n in range(4)), style="bold")
    desk.ahead.set_timeline(film, short_side=180)
    one = desk.shown(10)
    assert one is not None
    monkeypatch.setattr(captions_ahead, "_CACHE_BYTES", round(1.5 * one.size_bytes))
    for n in range(1, 4):
        assert desk.shown(25 * n + 10) is not None
    assert desk.ahead.show(10) is None


def test_without_libass_it_is_told_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = dataclasses.replace(find_ffmpeg(), filters=frozenset({"scale"}))
    monkeypatch.setattr(captions_ahead, "find_ffmpeg", lambda: lacking)
    for style in ("clean", "bold"):
        desk.ahead.set_timeline(timeline("x.mp4", cue("one two"), style=style), short_side=180)
        desk.ahead.show(30)
        assert desk.ready.wait(15)
        assert desk.ahead.show(30) is None
    assert [e.code for e in desk.errors] == ["captions.unavailable"]


def test_an_ffmpeg_that_dies_is_told_once_and_ends(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = dataclasses.replace(find_ffmpeg(), path="/bin/false")
    monkeypatch.setattr(captions_ahead, "find_ffmpeg", lambda: broken)
    film = timeline("x.mp4", cue("one two"), style="clean")
    desk.ahead.set_timeline(film, short_side=180)
    assert desk.shown(30) is None
    assert desk.ahead.show(31) is None
    desk.ahead.set_timeline(msgspec.structs.replace(film, title="again"), short_side=180)
    desk.ahead.show(30)
    desk.ahead.close()
    assert [e.code for e in desk.errors] == ["captions.failed"]


def test_a_film_without_captions_starts_nothing(desk: Desk) -> None:
    desk.ahead.set_timeline(timeline("x.mp4", cue("one two"), style=""), short_side=180)
    assert desk.ahead.show(30) is None
    assert not [t for t in threading.enumerate() if t.name == "preview-captions"]


def test_closing_ends_what_is_being_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a process that would take long: nothing is left of it."""
    begun: list[subprocess.Popen[bytes]] = []
    made = subprocess.Popen

    def noted(*args: object, **options: object) -> subprocess.Popen[bytes]:
        begun.append(made(*args, **options))  # type: ignore[call-overload]
        return begun[-1]

    ahead = CaptionsAhead(lambda: None, lambda error: None)
    cues = [cue(f"word {n} and more of them", start=Fraction(n, 2), seconds=1) for n in range(0, 8, 2)]
    film = timeline("x.mp4", *cues, style="karaoke", size=(3840, 2160))
    monkeypatch.setattr("montage_desktop.media.ffmpeg_pipe.subprocess.Popen", noted)
    find_ffmpeg()
    ahead.set_timeline(film, short_side=0)
    ahead.show(10, speed=1)
    while not begun:
        threading.Event().wait(0.001)
    ahead.close()
    assert all(process.returncode is not None for process in begun)
