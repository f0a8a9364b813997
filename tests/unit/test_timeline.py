"""The timeline: every invariant the engine relies on is checked, and documents come back as they were."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from montage_desktop.core import documents, timeline
from montage_desktop.core.errors import DocumentError
from montage_desktop.core.timeline import (
    AudioSpan,
    Candidate,
    Clip,
    Look,
    Reframe,
    Timeline,
    Transition,
    head_handle_s,
    tail_handle_frames,
    transition_span,
    validate,
)

RATE = Fraction(30000, 1001)
replace = msgspec.structs.replace


def clips(*frames: int, source_in: Fraction = Fraction(5)) -> list[Clip]:
    return [Clip(f"c{i}", sum(frames[:i]), n, source=f"/f/{i}.mp4", source_in=source_in) for i, n in enumerate(frames)]


def film(video: list[Clip], **changes: Any) -> Timeline:
    return Timeline(
        **{"rate": RATE, "size": (640, 360), "frames": sum(c.frames for c in video), "video": video, **changes}
    )


@st.composite
def films(draw: st.DrawFn) -> Timeline:
    video = clips(*draw(st.lists(st.integers(12, 90), min_size=1, max_size=12)))
    kinds = st.sampled_from(["dissolve", "dip_black", "dip_white", "whip", "zoom", "slide"])
    for i in range(1, len(video)):
        if draw(st.booleans()):
            most = min(video[i - 1].frames, video[i].frames) // 2
            transition = Transition(draw(kinds), draw(st.integers(2, max(2, most))))
            video[i] = replace(video[i], transition_in=transition)
    video[0] = replace(
        video[0],
        look=Look("x", contrast=draw(st.floats(0.5, 2))),
        reframe=Reframe(0.25, 0.5),
        speed=draw(st.fractions(Fraction(1, 4), 4)),
        beat=draw(st.none() | st.integers(0, 9)),
        why={"motion": draw(st.floats(-1, 1))},
        runners_up=[Candidate("/f/z.mp4", draw(st.fractions(0, 99)), 0.5)],
    )
    whole = film(video)
    span = AudioSpan("music", "/f/song.flac", 0, whole.samples, source_in=draw(st.fractions(0, 99)))
    samples = sorted(draw(st.sets(st.integers(0, 2**40), max_size=5)))
    if samples:
        span = replace(span, curve=tuple((s, draw(st.floats(-90, 12))) for s in samples))
    return replace(whole, audio=[span], beats=[0.5, 1.0], notes=["so"], seed=draw(st.integers(0, 2**40)))


@given(films())
def test_valid_films_pass_and_survive_the_way_through_json(whole: Timeline) -> None:
    validate(whole)
    data = documents.encode(whole, indent=2)
    assert documents.decode(data, Timeline, schema=timeline.SCHEMA) == whole


@given(films(), st.randoms(use_true_random=False))
def test_a_gap_or_an_overlap_anywhere_is_found(whole: Timeline, rng: Any) -> None:
    i = rng.randrange(len(whole.video))
    for off in (-1, 1):
        video = list(whole.video)
        video[i] = replace(video[i], start=video[i].start + off)
        with pytest.raises(DocumentError, match=video[i].id):
            validate(replace(whole, video=video))


GOOD = film(clips(30, 40, 50))


def _second(**changes: Any) -> Timeline:
    return replace(GOOD, video=[GOOD.video[0], replace(GOOD.video[1], **changes), GOOD.video[2]])


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        (replace(GOOD, rate=Fraction(0)), "rate"),
        (replace(GOOD, rate=Fraction(500)), "rate"),
        (replace(GOOD, frames=0), "no frames"),
        (replace(GOOD, size=(641, 360)), "size"),
        (replace(GOOD, size=(0, 360)), "size"),
        (replace(GOOD, size=(640, 20000)), "size"),
        (replace(GOOD, frames=119), "end at frame 120"),
        (replace(GOOD, frames=121), "the film at 121"),
        (replace(GOOD, video=[]), "end at frame 0"),
        (_second(frames=0), "c1"),
        (_second(speed=Fraction(0)), "c1"),
        (_second(speed=Fraction(-1)), "c1"),
        (_second(source_in=Fraction(-1, 30)), "c1"),
        (_second(source=""), "c1"),
        (_second(id="c0"), "two clips are called c0"),
        (_second(transition_in=Transition("dissolve", 1)), "shorter than two"),
        (_second(transition_in=Transition("dissolve", 62)), "too short"),
        (_second(transition_in=Transition("dissolve", 82)), "too short"),
        (_second(transition_in=Transition("dissolve", 12), source_in=Fraction(0)), "no handle"),
        (replace(GOOD, video=[replace(GOOD.video[0], transition_in=Transition("zoom", 4)), *GOOD.video[1:]]), "first"),
        (replace(GOOD, audio=[AudioSpan("music", "s", -1, 10)]), "sound s"),
        (replace(GOOD, audio=[AudioSpan("music", "s", 0, 0)]), "sound s"),
        (replace(GOOD, audio=[AudioSpan("music", "s", 0, 10, Fraction(-1))]), "sound s"),
        (replace(GOOD, audio=[AudioSpan("music", "s", 1, GOOD.samples)]), "ends after the film"),
        (replace(GOOD, audio=[AudioSpan("music", "s", 0, 10, curve=((-1, 0.0),))]), "gain curve of the sound s"),
        (replace(GOOD, audio=[AudioSpan("music", "s", 0, 10, curve=((0, float("nan")),))]), "beyond any loudness"),
        (replace(GOOD, audio=[AudioSpan("music", "s", 0, 10, curve=((0, float("inf")),))]), "beyond any loudness"),
        (replace(GOOD, audio=[AudioSpan("music", "s", 0, 10, curve=((0, 61.0),))]), "beyond any loudness"),
        (replace(GOOD, audio=[AudioSpan("music", "s", 0, 10, curve=((5, 0.0), (5, 1.0)))]), "do not ascend"),
        (replace(GOOD, audio=[AudioSpan("music", "s", 0, 10, curve=((5, 0.0), (4, 1.0)))]), "do not ascend"),
    ],
)
def test_each_thing_the_engine_cannot_do_is_refused(bad: Timeline, what: str) -> None:
    validate(GOOD)
    with pytest.raises(DocumentError, match=what) as refused:
        validate(bad)
    assert refused.value.code == "timeline.invalid"


def test_a_sound_without_a_curve_is_written_as_ever() -> None:
    span = AudioSpan("voice", "s", 0, 10)
    plain = (
        b'{"role":"voice","source":"s","start_sample":0,"samples":10,"source_in":"0","gain_db":0.0,"fade_in_ms":0.0,'
        b'"fade_out_ms":0.0}'
    )
    assert documents.encode(span) == plain
    bent = replace(span, curve=((0, -12.0), (480, 0.0)))
    assert documents.encode(bent) == plain[:-1] + b',"curve":[[0,-12.0],[480,0.0]]}'
    assert documents.from_builtins(documents.to_builtins(bent), AudioSpan) == bent
    assert (span.points, bent.points) == ((), ((0, -12.0), (480, 0.0)))


def test_two_transitions_may_meet_but_not_overlap_within_a_clip() -> None:
    def with_frames(a: int, b: int) -> Timeline:
        first, second, third = clips(40, 20, 40)
        second = replace(second, transition_in=Transition("dissolve", a))
        return film([first, second, replace(third, transition_in=Transition("dissolve", b))])

    validate(with_frames(20, 20))
    validate(with_frames(21, 18))
    with pytest.raises(DocumentError, match="c1 is too short"):
        validate(with_frames(22, 20))


@pytest.mark.parametrize(("frames", "span"), [(12, (24, 36)), (13, (24, 37)), (2, (29, 31))])
def test_a_transition_is_centred_on_its_cut(frames: int, span: tuple[int, int]) -> None:
    clip = _second(transition_in=Transition("dissolve", frames)).video[1]
    assert transition_span(clip) == span
    assert head_handle_s(clip, RATE) == (30 - span[0]) / RATE
    assert tail_handle_frames(clip) == span[1] - 30
    assert transition_span(GOOD.video[1]) == (30, 30)
    assert tail_handle_frames(None) == 0


def test_a_document_moves_with_its_folder(tmp_path: Path) -> None:
    runner = Candidate("b.mp4", Fraction(1), 0.5)
    video = [replace(clips(30)[0], source="clips/a.mp4", runners_up=[runner])]
    whole = film(video, audio=[AudioSpan("music", "/abs/song.flac", 0, 10)])
    path = tmp_path / "film.json"
    timeline.save(whole, path)
    read = timeline.load(path)
    assert read.video[0].source == str(tmp_path / "clips" / "a.mp4")
    assert read.video[0].runners_up[0].source == str(tmp_path / "b.mp4")
    assert read.audio[0].source == "/abs/song.flac"
    assert read.sources() == [read.video[0].source, "/abs/song.flac"]


def test_an_invalid_film_is_neither_saved_nor_loaded(tmp_path: Path) -> None:
    path = tmp_path / "film.json"
    with pytest.raises(DocumentError):
        timeline.save(replace(GOOD, frames=1), path)
    assert not path.exists()
    path.write_bytes(documents.encode(replace(GOOD, frames=1)))
    with pytest.raises(DocumentError, match="not valid"):
        timeline.load(path)
    with pytest.raises(DocumentError, match="cannot be read"):
        timeline.load(tmp_path / "none.json")


@given(films())
def test_seconds_and_samples_follow_from_the_frames(whole: Timeline) -> None:
    assert whole.duration_s == whole.frames / RATE
    assert abs(Fraction(whole.samples, 48000) - whole.duration_s) <= Fraction(1, 96000)
