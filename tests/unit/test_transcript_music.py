"""Music under a talk: ducked before each word, risen in pauses, repeated on bar lines, and cuts slid onto its beats."""

from __future__ import annotations

import math
import random
import time
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import msgspec
import pytest
from transcript_factory import an_op, evenly, talk, video

from montage_desktop.core import documents
from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import SongFacts
from montage_desktop.core.gain_curve import gain_at, needed_over, shifted
from montage_desktop.core.planner.looping import loops_of
from montage_desktop.core.time import SAMPLE_RATE, frame_at, seconds
from montage_desktop.core.timeline import validate
from montage_desktop.core.transcript.beats import cuts_on_beat, frames_of, snap_to_beats
from montage_desktop.core.transcript.cutter import Cutter
from montage_desktop.core.transcript.document import Words
from montage_desktop.core.transcript.ducking import HOLD_S, Ducking, curve_under
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Delete
from montage_desktop.core.transcript.film import captioned_film, cutter_for, film
from montage_desktop.core.transcript.kept import Kept
from montage_desktop.core.transcript.music import HeardSong, TalkMusic, check_fits, check_music, gain_between
from montage_desktop.core.transcript.music_bed import MusicBed, Underlaid

F = Fraction
RATE = F(25)
S = SAMPLE_RATE


def song(
    length_s: float = 40.0, *, bpm: float = 120.0, first_s: float = 0.25, lufs: float | None = -14.0, beats: bool = True
) -> HeardSong:
    """A song with beats as regular as a clock, of which every fourth begins a bar."""
    count = int((length_s - first_s) * bpm / 60)
    times = [round(first_s + n * 60 / bpm, 6) for n in range(count)]
    facts = SongFacts(
        path="/m/song.flac", identity="s", duration_s=length_s, beats=times, downbeats=list(range(0, count, 4)),
        meter=4, tempo=bpm, confidence=0.9 if beats else 0.1, grid="tracked" if beats else "steady",
        beat_energy=[0.5 + 0.4 * math.sin(n / 9) for n in range(count)], accents=[0.5] * count, energy=[0.5],
        energy_hop_s=0.1, sections=[],
    )  # fmt: skip
    return HeardSong(facts, lufs)


def music(**changes: object) -> TalkMusic:
    return TalkMusic(source="/m/song.flac", **changes)  # type: ignore[arg-type]


def kept_of(edited: Edited, *, rate: Fraction = RATE) -> Kept:
    words = edited.words.words
    return Cutter(edited.words, rate=rate, end_s=F(round(words[-1].end * 1000), 1000) + 2).ranges(edited)


def some_edits(dice: random.Random, words: Words, count: int = 12) -> Edited:
    edited = Edited.unedited(words)
    for _ in range(count):
        try:
            edited = edited.with_op(an_op(dice, len(words)))
        except InputError:
            continue
    return edited


# Curves ----------------------------------------------------------------------------------------------------------


def test_a_curve_is_linear_in_decibels_and_stays_beyond_its_ends() -> None:
    points = ((100, -12.0), (200, 0.0), (300, -6.0))
    wanted = {0: -12, 100: -12, 150: -6, 175: -3, 200: 0, 250: -3, 300: -6, 900: -6}
    assert {s: gain_at(points, s) for s in wanted} == wanted
    assert gain_at((), 5) == 0


def test_a_part_of_a_curve_is_the_same_there() -> None:
    dice = random.Random(4)
    for _ in range(200):
        samples = sorted(dice.sample(range(1000), dice.randrange(1, 9)))
        points = tuple((s, round(dice.uniform(-30, 6), 2)) for s in samples)
        start = dice.randrange(900)
        end = start + dice.randrange(1, 100)
        part = needed_over(points, start, end)
        assert len(part) <= sum(start <= s < end for s in samples) + 2
        by = dice.randrange(-500, 500)
        moved = shifted(points, by)
        assert all(s >= 0 for s, _ in moved) and all(a < b for (a, _), (b, _) in pairwise(moved))
        for sample in range(start, end):
            assert gain_at(part, sample) == gain_at(points, sample)
            if sample + by >= 0:
                assert gain_at(moved, sample + by) == pytest.approx(gain_at(points, sample))


# Ducking ---------------------------------------------------------------------------------------------------------


def test_it_falls_before_a_word_and_rises_after_it() -> None:
    points = curve_under([(3 * S, 5 * S), (8 * S, 9 * S)], 12.0)
    assert points == (
        (132_000, 0.0), (141_600, -12.0), (240_000, -12.0), (268_800, 0.0),  # 0.25 s before, 0.6 s after
        (372_000, 0.0), (381_600, -12.0), (432_000, -12.0), (460_800, 0.0),
    )  # fmt: skip


def test_in_a_short_pause_it_rises_as_far_as_it_can() -> None:
    points = curve_under([(S, 2 * S), (2 * S + 33_600, 4 * S)], 12.0)
    (meeting,) = [p for p in points if 2 * S < p[0] < 2 * S + 31_200]
    assert -12 < meeting[1] < 0
    rising, falling = (meeting[1] + 12) / (meeting[0] - 2 * S), (meeting[1] + 12) / (2 * S + 31_200 - meeting[0])
    assert rising == pytest.approx(12 / 28_800, rel=1e-2) and falling == pytest.approx(12 / 9600, rel=1e-2)


def test_a_film_that_begins_with_a_word_begins_low() -> None:
    assert curve_under([(1000, S)], 10.0)[0] == (0, -10.0)
    begins_within = curve_under([(6000, S)], 10.0)[0]
    assert begins_within[0] == 0 and -10 < begins_within[1] < 0
    assert curve_under([], 10.0) == curve_under([(S, 2 * S)], 0.0) == ()


@pytest.mark.parametrize("seed", range(30))
def test_before_and_under_every_word_it_is_fully_ducked_and_nowhere_steep(seed: int) -> None:
    dice = random.Random(seed)
    gaps = dice.choice([(0.0, 0.1, 0.4, 1.5), (0.3, 0.55, 0.65, 2.5), (0.0,), (0.7,)])
    edited = some_edits(dice, talk(dice, 40, gaps=gaps))
    kept = kept_of(edited)
    duck_db = dice.choice([3.0, 12.0, 30.0])
    ducking = Ducking(edited.words)
    curve = ducking.curve(kept, duck_db)
    speech = ducking.speech(kept)
    assert all(b[0] - a[1] >= HOLD_S * S for a, b in pairwise(speech)) and all(a < b for a, b in speech)
    for _, start, end in kept.all_heard():
        for moment in (start - F(1, 25), start, (start + end) / 2, end):
            assert gain_at(curve, max(0, int(moment * S))) == -duck_db
    heard = sorted((start, end) for _, start, end in kept.all_heard())
    for (_, end), (start, _) in pairwise(heard):
        if start - end > F(86, 100):  # a release and an attack
            assert gain_at(curve, int((start - F(26, 100)) * S)) == 0
    for (a, low), (b, high) in pairwise(curve):
        assert abs(high - low) / (b - a) <= duck_db / 9600 * 1.01
        assert -duck_db <= low <= 0


# Loudness --------------------------------------------------------------------------------------------------------


def test_between_words_it_is_as_loud_as_the_speech() -> None:
    assert gain_between(music(), song(lufs=-14.0), -26.0) == -12.0
    assert gain_between(music(gain_db=-4.0), song(lufs=-30.0), -26.0) == 0.0
    assert gain_between(music(), song(lufs=-14.0), None) == -9.0
    assert gain_between(music(), song(lufs=None), -26.0) == 0.0
    assert gain_between(music(), song(lufs=-70.0), -14.0) == 20.0  # no more than that out of next to nothing


# The bed ---------------------------------------------------------------------------------------------------------


def under(kept: Kept, heard: HeardSong, chosen: TalkMusic) -> Underlaid:
    return MusicBed(heard, kept.words, speech_lufs=-20.0).under(kept, chosen)


def test_it_lasts_as_long_as_the_film_and_no_longer() -> None:
    words = evenly([*"abcdefgh"], gap=1.0)
    kept = kept_of(Edited.unedited(words))
    laid = under(kept, song(300.0), music(source_in=F(10), fade_out_s=2.0))
    (span,) = laid.spans
    assert (span.start_sample, span.samples) == (0, round(kept.duration_s * S))
    assert (span.source_in, span.gain_db, span.role) == (10, -6.0, "music")
    assert (span.fade_in_ms, span.fade_out_ms) == (500.0, 2000.0)
    assert laid.beats[:2] == (0.25, 0.75) and laid.downbeats[:2] == (0, 4)  # the twentieth beat begins a bar
    assert laid.beats[-1] < kept.duration_s <= laid.beats[-1] + 0.5


def test_a_shorter_song_is_repeated_on_bar_lines() -> None:
    words = evenly([*"abcdefgh"] * 8, gap=1.0)
    kept = kept_of(Edited.unedited(words))
    heard = song(30.0)
    laid = under(kept, heard, music())
    assert len(laid.spans) >= 3
    assert laid.spans[0].start_sample == 0
    lines = {round(heard.facts.beats[n] * S) for n in heard.facts.downbeats}
    for before, after in pairwise(laid.spans):
        assert before.start_sample + before.samples == after.start_sample
        assert round(after.source_in * S) in lines
        assert round(before.source_in * S) + before.samples in lines
    last = laid.spans[-1]
    assert last.start_sample + last.samples == round(kept.duration_s * S)
    gaps = [b - a for a, b in pairwise(laid.beats)]
    assert all(g == pytest.approx(0.5, abs=1e-5) for g in gaps), "no beat is missed or doubled where it is repeated"
    assert [s.fade_in_ms > 0 for s in laid.spans] == [True] + [False] * (len(laid.spans) - 1)
    assert [s.fade_out_ms > 0 for s in laid.spans] == [False] * (len(laid.spans) - 1) + [True]
    assert laid.spans[1].start_sample in {round(b * S) for b in laid.beats}


def test_one_without_beats_ends_when_it_ends_and_says_so() -> None:
    words = evenly([*"abcdefgh"] * 4, gap=1.0)
    kept = kept_of(Edited.unedited(words).with_op(Delete((3, 5))))
    laid = under(kept, song(20.0, beats=False), music())
    (span,) = laid.spans
    assert span.samples == 20 * S and span.fade_out_ms == 2000.0
    assert laid.beats == () and laid.kept is kept
    assert [n.split(",")[0] for n in laid.notes] == [
        "No clear beat was found in the music",
        f"The music ends {float(kept.duration_s - 20):.1f} s before the film: it has no beat to be repeated on.",
    ]
    assert len(under(kept, song(20.0, beats=False), music(slide_s=0.0)).notes) == 1
    assert under(kept, song(20.0), music()).notes == ()


def test_a_begin_that_the_song_does_not_have() -> None:
    kept = kept_of(Edited.unedited(evenly([*"abc"])))
    (span,) = under(kept, song(20.0), music(source_in=F(50))).spans
    assert span.source_in == 0
    with pytest.raises(InputError) as told:
        check_fits(music(source_in=F(50)), song(20.0))
    assert told.value.code == "music.start" and "20.0 s long" in told.value.message
    check_fits(music(source_in=F(18)), song(20.0))
    check_fits(music(), song(0.5))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"source": ""}, "music.source"), ({"source": "a\0b"}, "music.source"), ({"source_in": F(-1)}, "music.start"),
        ({"source_in": F(10) ** 400}, "music.start"), ({"gain_db": 13.0}, "music.gain"),
        ({"gain_db": float("nan")}, "music.gain"), ({"duck_db": -1.0}, "music.duck"), ({"duck_db": 31.0}, "music.duck"),
        ({"duck_db": float("inf")}, "music.duck"), ({"fade_in_s": -1.0}, "music.fade"),
        ({"fade_out_s": float("nan")}, "music.fade"), ({"slide_s": 0.081}, "beats.slide"),
        ({"slide_s": float("nan")}, "beats.slide"),
    ],
)  # fmt: skip
def test_what_no_one_could_have_meant_is_refused(change: dict[str, object], code: str) -> None:
    check_music(music())
    with pytest.raises(InputError) as told:
        check_music(msgspec.structs.replace(music(), **change))
    assert told.value.code == code


# Cuts on beats ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(60))
def test_a_slid_cut_is_on_a_beat_and_one_that_is_not_had_no_room(seed: int) -> None:
    dice = random.Random(seed)
    rate = dice.choice([F(25), F(30000, 1001), F(24)])
    words = talk(dice, 40, gaps=dice.choice([(0.0, 0.1, 0.3), (0.5,), (0.013, 0.041), (0.0, 0.02, 1.5)]))
    kept = kept_of(some_edits(dice, words), rate=rate)
    slide_s = dice.choice([0.02, 0.05, 0.08])
    heard = song(400.0, bpm=dice.choice([90.0, 121.3, 174.0]), first_s=0.11)
    laid = under(kept, heard, music(slide_s=slide_s))
    frame_s = 1 / rate
    on_beat = [frame_at(seconds(b), rate) for b in heard.facts.beats]
    by_source = sorted(laid.kept.ranges, key=lambda r: r.start)
    assert all(a.end <= b.start for a, b in pairwise(by_source)), "nothing is heard twice"
    order = sorted(range(len(kept.ranges)), key=lambda n: kept.ranges[n].start)
    seen = 0
    for number, ((before, after), was) in enumerate(zip(pairwise(laid.kept.ranges), kept.ranges[:-1], strict=True)):
        assert before.start <= before.speech_start and before.speech_end <= before.end, "no word is clipped"
        nearest = min(on_beat, key=lambda f: abs(f * frame_s - before.until))
        off_s = nearest * frame_s - before.until
        if off_s == 0:
            seen += 1
            beat_s = min(heard.facts.beats, key=lambda b: abs(seconds(b) - before.until))
            assert abs(seconds(beat_s) - before.until) <= frame_s / 2
            continue
        assert before.end == was.end, "one that is on no beat was left alone"
        if abs(off_s) > seconds(slide_s):
            continue
        end = before.end + off_s
        # What is beside them in the source, as it lay when it was this cut's turn: cuts are slid from first to last.
        place, after_place = order.index(number), order.index(number + 1)
        latest, least = before.latest, after.earliest
        if place + 1 < len(order) and (beside := order[place + 1]) != number + 1:
            latest = min(latest, (laid.kept if beside < number else kept).ranges[beside].start)
        if after_place and (beside := order[after_place - 1]) == number:
            least = max(least, end)
        elif after_place:
            least = max(least, (laid.kept if beside < number - 1 else kept).ranges[beside].end)
        fits_before = before.speech_end <= end <= latest
        steps = [k for k in range(-60, 61) if least <= after.start + off_s + k * frame_s <= after.speech_start]
        assert not (fits_before and steps), f"the cut at {float(before.until):.3f} s could have been slid"
    assert cuts_on_beat(laid.kept, laid.beats) == seen


def test_cuts_are_counted_where_they_are() -> None:
    kept = kept_of(Edited.unedited(evenly([*"abcdef"], gap=0.3)).with_op(Delete((2, 3))))
    (cut,) = [r.until for r in kept.ranges[:-1]]
    assert cuts_on_beat(kept, [float(cut) + 0.019]) == 1
    assert cuts_on_beat(kept, [float(cut) + 0.021]) == 0
    assert cuts_on_beat(snap_to_beats(kept, [float(cut) + 0.05], 0.08), [float(cut) + 0.05]) == 1
    assert cuts_on_beat(kept, []) == 0


def test_the_frame_of_each_beat_is_the_nearest_one() -> None:
    dice = random.Random(1)
    for rate in (F(25), F(30000, 1001), F(24000, 1001), F(60)):
        beats = sorted(dice.uniform(0, 4000) for _ in range(300))
        assert frames_of(beats, rate) == sorted({frame_at(seconds(b), rate) for b in beats})


# The film --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(20))
def test_the_film_over_music_is_whole_and_its_captions_follow_the_slid_cuts(seed: int) -> None:
    dice = random.Random(seed)
    words = talk(dice, 40, gaps=(0.1, 0.3, 1.5))
    media = video(seconds=F(int(words.words[-1].end) + 2), rate=F(25))
    edited = some_edits(dice, words)
    kept = cutter_for(words, media).ranges(edited)
    bed = MusicBed(song(15.0), words, speech_lufs=-20.0)
    laid = bed.under(kept, music(slide_s=0.08))
    made, cues = captioned_film(edited, laid.kept, media, music=laid)
    validate(made)
    assert made.beats == list(laid.beats) and made.downbeats == list(laid.downbeats)
    assert made.frames == laid.kept.frames
    voice, song_spans = ([s for s in made.audio if s.role == role] for role in ("voice", "music"))
    assert len(voice) == len(laid.kept.ranges) and song_spans == list(laid.spans)
    assert sum(s.samples for s in song_spans) == made.samples
    assert documents.from_builtins(documents.to_builtins(made), type(made)) == made
    for cue in cues:
        for word in cue.words:
            heard = laid.kept.heard(word.number)
            assert heard is not None and word.start == heard[0]
    frames = {f"{c.start}" for c in made.video}
    for before, after in pairwise(laid.kept.ranges):
        if cuts_on_beat(replace(laid.kept, ranges=(before, after)), laid.beats):
            assert f"{int(before.until * made.rate)}" in frames, "the picture changes on the beat"


def test_without_music_nothing_changes() -> None:
    words = evenly([*"abcdefghij"])
    media = video(seconds=F(8))
    kept = cutter_for(words, media).ranges(Edited.unedited(words).with_op(Delete((3, 4))))
    assert b"curve" not in documents.encode(film(kept, media))
    assert film(kept, media).beats == []


def test_a_ten_minute_talk_follows_a_slider() -> None:
    words = talk(random.Random(5), 1800, gaps=(0.05, 0.12, 0.4, 0.9))
    media = video(seconds=F(int(words.words[-1].end) + 2), rate=F(30000, 1001))
    edited = Edited.unedited(words).with_ops([Delete((n, n + 1)) for n in range(10, 1790, 12)])
    cutter = cutter_for(words, media)
    began = time.process_time()
    heard = song(240.0)
    assert loops_of(heard.facts)
    bed = MusicBed(heard, words, speech_lufs=-20.0)
    prepared = time.process_time() - began
    began = time.process_time()
    for n in range(5):
        kept = cutter.ranges(edited)
        laid = bed.under(kept, music(slide_s=0.01 * n + 0.04))
        made = film(laid.kept, media, music=laid)
    spent = (time.process_time() - began) / 5
    assert made.frames and len(made.video) > 100
    assert spent < 0.05  # measured: 11 ms
    assert prepared < 2  # off the GUI thread; measured: 66 ms
