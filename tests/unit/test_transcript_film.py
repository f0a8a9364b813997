"""The timeline of kept ranges: valid, in step, exactly as long as what is kept."""

from __future__ import annotations

import random
from fractions import Fraction

import msgspec
import pytest
from transcript_factory import an_op, evenly, talk, video

from montage_desktop.core import documents, timeline
from montage_desktop.core.errors import InputError
from montage_desktop.core.time import SAMPLE_RATE, sample_at
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline, validate
from montage_desktop.core.transcript.captions import cues_of, timeline_captions
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Delete, Move, Op
from montage_desktop.core.transcript.film import cutter_for, film, film_end_s, film_rate, film_size

F = Fraction
TEN = evenly([*"abcdefghij"])


def made(*ops: Op, **facts: object) -> Timeline:
    media = video(seconds=F(8), **facts)  # type: ignore[arg-type]
    edited = Edited.unedited(TEN).with_ops(ops)
    made = film(cutter_for(TEN, media).ranges(edited), media)
    validate(made)
    return made


def test_without_edits_it_is_the_source_from_its_begin_to_its_end() -> None:
    for rate in (F(25), F(30000, 1001), F(24)):
        whole = made(rate=rate)
        frames = int(8 * rate)
        assert whole.video == [Clip("c1", 0, frames, "/v/talk.mp4", F(0))]
        assert whole.audio == [AudioSpan("voice", "/v/talk.mp4", 0, sample_at(frames, rate), F(0))]
        assert (whole.rate, whole.frames, whole.size) == (rate, frames, (1920, 1080))


def test_a_clip_and_its_sound_for_each_range() -> None:
    edited = made(Delete((3, 4)), Move((8, 8), 1), rate=F(30000, 1001))
    assert len(edited.video) == len(edited.audio) == 5
    for clip, span in zip(edited.video, edited.audio, strict=True):
        assert span.start_sample == sample_at(clip.start, edited.rate)
        assert span.start_sample + span.samples == sample_at(clip.end, edited.rate)
        assert span.source_in == clip.source_in
        assert (clip.source_in * edited.rate).denominator == 1
    assert documents.from_builtins(documents.to_builtins(edited), Timeline) == edited


def test_the_size_is_even_and_the_rate_a_standard_one() -> None:
    assert made(display=(1079, 607)).size == (1080, 608)
    facts = video(seconds=F(4)).video
    assert facts is not None
    rates = {
        F(2997, 100): F(30000, 1001),
        F(15): F(24000, 1001),
        F(120): F(60),
        F(25): F(25),
        F(593, 20): F(30000, 1001),
    }
    for source, standard in rates.items():
        assert film_rate(msgspec.structs.replace(facts, rate=source, vfr=True)) == standard
    assert film_size(facts) == (1920, 1080)


def test_no_sound_no_spans_and_no_picture_no_film() -> None:
    assert made(sound=False).audio == []
    media = video(seconds=F(8))
    assert media.video is not None
    still = msgspec.structs.replace(media, video=msgspec.structs.replace(media.video, still=True))
    for bad in (msgspec.structs.replace(media, video=None), still):
        with pytest.raises(InputError) as told:
            cutter_for(TEN, bad)
        assert told.value.code == "media.no_video"


def test_it_ends_with_the_picture_unless_the_sound_goes_on() -> None:
    media = video(seconds=F(8))
    assert media.audio is not None
    padded = msgspec.structs.replace(media.audio, duration_s=F(8) + F(1, 40))
    longer = msgspec.structs.replace(media.audio, duration_s=F(12))
    assert film_end_s(msgspec.structs.replace(media, audio=padded)) == 8
    assert film_end_s(msgspec.structs.replace(media, audio=longer)) == 12


@pytest.mark.parametrize("seed", range(20))
def test_picture_and_sound_are_in_step_and_as_long_as_what_is_kept(seed: int) -> None:
    dice = random.Random(seed)
    words = talk(dice, 40, gaps=dice.choice([(0.0,), (0.0, 0.02, 0.12, 0.4, 1.5), (0.013, 0.041)]))
    start_s = dice.choice([F(0), F(1, 30), F(21, 1000)])
    rate = dice.choice([F(25), F(30000, 1001), F(50)])
    media = video(seconds=F(int(words.words[-1].end) + 2), rate=rate, start_s=start_s)
    cutter = cutter_for(words, media)
    edited = Edited.unedited(words)
    for _ in range(20):
        try:
            edited = edited.with_op(an_op(dice, 40))
        except InputError:
            continue
        kept = cutter.ranges(edited)
        made = film(kept, media)
        validate(made)
        assert sum(c.frames for c in made.video) == made.frames == kept.frames
        off_frame = (start_s % (1 / rate)).limit_denominator(10**9)
        assert all(((c.source_in - off_frame) * rate).denominator == 1 or c.source_in == 0 for c in made.video)
        _check_in_step(made, start_s)
        assert len(made.audio) == len(kept.ranges)
        for span, each in zip(made.audio, kept.ranges, strict=True):
            assert span.source_in == each.start
            assert abs(F(span.samples, SAMPLE_RATE) - (each.end - each.start)) <= F(1, SAMPLE_RATE)


def _check_in_step(made: Timeline, first_picture_s: Fraction) -> None:
    """In the middle of each frame the sound is of the very moment of the source that the picture is of."""
    spans = iter(made.audio)
    span: AudioSpan | None = next(spans)
    for clip in made.video:
        for frame in range(clip.start, clip.end):
            sample = (F(frame) + F(1, 2)) / made.rate * SAMPLE_RATE
            while span is not None and span.start_sample + span.samples <= sample:
                span = next(spans, None)
            if span is None or sample < span.start_sample:
                continue  # the sound rests
            if span.source_in + (sample - span.start_sample) / SAMPLE_RATE < first_picture_s + 1 / made.rate / 2:
                continue  # there is no picture yet
            seen = clip.source_in + (frame + F(1, 2) - clip.start) / made.rate
            heard = span.source_in + (sample - span.start_sample) / SAMPLE_RATE
            assert abs(seen - heard) <= F(1, SAMPLE_RATE)


def test_captions_go_into_the_timeline_and_come_back(tmp_path: object) -> None:
    media = video(seconds=F(8))
    edited = Edited.unedited(TEN).with_op(Delete((3, 4)))
    kept = cutter_for(TEN, media).ranges(edited)
    rows = timeline_captions(cues_of(edited, kept), rate=kept.rate, frames=kept.frames)
    made = film(kept, media, captions=rows, title="Talk", notes=["A note."])
    validate(made)
    assert documents.decode(documents.encode(made), Timeline, schema=timeline.SCHEMA) == made
    assert made.captions[0]["text"] == edited.text()
    assert (made.title, made.notes) == ("Talk", ["A note."])
