"""Kept ranges: nothing of a kept word is lost, nothing of a deleted one kept, and the film stays together."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from transcript_factory import an_op, evenly, talk, transcript

from montage_desktop.core.errors import InputError
from montage_desktop.core.time import frame_at
from montage_desktop.core.transcript.cutter import Cutter
from montage_desktop.core.transcript.document import Word, Words
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Correct, Delete, Move, Op, ShortenSilence
from montage_desktop.core.transcript.kept import Kept, Padding, SpeechMap

F = Fraction
ZERO = F(0)
RATES = [F(25), F(30000, 1001), F(24000, 1001), F(60), F(24)]


def micro(value: float) -> Fraction:
    return F(round(value * 1_000_000), 1_000_000)


def end_of(words: Words) -> Fraction:
    return micro(words.words[-1].end) + 2


def cut(words: Words, *ops: Op, rate: Fraction = RATES[0], loudness: SpeechMap | None = None) -> Kept:
    edited = Edited.unedited(words).with_ops(ops)
    return checked(edited, Cutter(words, rate=rate, end_s=end_of(words), loudness=loudness).ranges(edited))


def checked(edited: Edited, kept: Kept, *, first_frame_s: Fraction = ZERO) -> Kept:
    """The ranges, if all that has to hold does."""
    frame_s = 1 / kept.rate
    words = edited.words.words
    heard = [n for r in kept.ranges for n in range(r.first, r.last + 1)]
    assert heard == list(edited.kept)
    origin = first_frame_s % frame_s
    film_s = F(0)
    for each in kept.ranges:
        assert 0 <= each.rest_s < frame_s
        assert each.at == film_s + each.rest_s  # nothing but the rest between two ranges, and no overlap
        film_s = each.until
        # Picture and sound: the source's frames lie on the film's.
        assert (each.start - each.at - origin) % frame_s == 0
        assert each.earliest <= each.start <= each.speech_start < each.speech_end <= each.end <= each.latest
        for number in range(each.first, each.last + 1):  # kept whole
            assert each.start <= micro(words[number].start) and micro(words[number].end) <= each.end
        for number in (each.first - 1, each.last + 1):  # and nothing of what is beside it
            if 0 <= number < len(words):
                assert micro(words[number].end) <= each.start or micro(words[number].start) >= each.end
    assert (kept.frames - 1) * frame_s < film_s <= kept.frames * frame_s
    for number, start, end in kept.all_heard():
        assert kept.heard(number) == (start, end)
        assert end - start == micro(words[number].end) - micro(words[number].start)
        assert kept.source_at(start) == micro(words[number].start)
        assert kept.film_at(micro(words[number].start)) == start
    by_source = sorted(kept.ranges, key=lambda r: r.start)
    assert all(a.end <= b.start for a, b in pairwise(by_source))  # what is heard is heard once
    return kept


def spans(kept: Kept) -> list[tuple[float, float]]:
    return [(round(float(r.start), 4), round(float(r.end), 4)) for r in kept.ranges]


# By hand ---------------------------------------------------------------------------------------------------------

FIVE = evenly([*"abcde"])  # 0.5–0.9, 1.0–1.4, 1.5–1.9, 2.0–2.4, 2.5–2.9; the source ends at 4.9


def test_without_edits_the_whole_film_is_one_range() -> None:
    for rate in RATES:
        kept = cut(FIVE, rate=rate)
        assert len(kept.ranges) == 1
        assert (kept.ranges[0].start, kept.ranges[0].at) == (0, 0)
        assert kept.frames == kept.source_frames == frame_at(F(49, 10), rate)
        assert kept.cuts == 0
    assert spans(cut(FIVE, Correct(2, "Ada"))) == spans(cut(FIVE))


def test_cuts_lie_on_frames_within_half_of_short_pauses() -> None:
    kept = cut(FIVE, Delete((2, 2)))
    assert spans(kept) == [(0.0, 1.44), (1.96, 4.92)]
    assert kept.ranges[0].rest_s == kept.ranges[1].rest_s == 0
    assert kept.frames == 110


def test_long_pauses_beside_deleted_words_are_kept_as_far_as_the_padding() -> None:
    words = evenly([*"abc"], each=0.4, gap=1.0)  # 0.5–0.9, 1.9–2.3, 3.3–3.7
    assert spans(cut(words, Delete((1, 1)))) == [(0.0, 1.0), (3.24, 5.72)]
    exact = Padding(lead_s=F(0), trail_s=F(0))
    edited = Edited.unedited(words).with_op(Delete((1, 1)))
    none = Cutter(words, rate=F(25), end_s=end_of(words), padding=exact).ranges(edited)
    assert spans(none)[0][1] == 0.9


def test_the_begin_and_the_end_go_with_the_first_and_the_last_word() -> None:
    assert spans(cut(FIVE, Delete((0, 0)))) == [(0.96, 4.92)]
    assert spans(cut(FIVE, Delete((4, 4)))) == [(0.0, 2.44)]
    assert spans(cut(FIVE, Delete((0, 1)), Delete((3, 4)))) == [(1.48, 1.92)]


def test_where_words_touch_the_sound_rests_until_the_next_frame() -> None:
    words = evenly([*"abcde"], each=0.25, gap=0.0)
    kept = cut(words, Delete((2, 2)), rate=F(24))
    assert (kept.ranges[0].end, kept.ranges[1].start) == (1, F(5, 4))
    assert kept.ranges[1].rest_s == 0  # a quarter of a second is whole frames of 1/24 s
    kept = cut(words, Delete((2, 2)))
    assert (kept.ranges[0].end, kept.ranges[1].start, kept.ranges[1].rest_s) == (1, F(5, 4), F(1, 100))


def test_between_frames_cuts_are_such_that_whole_frames_are_skipped() -> None:
    words = transcript(
        [Word(" a", 0.5, 1.005), Word(" b", 1.03, 1.33), Word(" c", 1.365, 2.0)]
    ).numbered()  # pauses without a frame in their halves, at 25 frames a second
    (first, second) = cut(words, Delete((1, 1))).ranges
    assert second.rest_s == 0
    assert (second.start - first.end) % F(1, 25) == 0


def test_a_word_of_eighty_milliseconds_goes_or_stays_alone() -> None:
    words = transcript([Word(f" {n}", round(n * 0.08, 2), round(n * 0.08 + 0.08, 2)) for n in range(20)]).numbered()
    for rate in RATES:
        for number in range(20):
            cut(words, Delete((number, number)), rate=rate)
            if 0 < number < 19:
                alone = cut(words, Delete((0, number - 1)), Delete((number + 1, 19)), rate=rate)
                (each,) = alone.ranges
                assert (each.start, each.end) == (micro(number * 0.08), micro(number * 0.08 + 0.08))
        every_second = cut(words, *(Delete((n, n)) for n in range(1, 20, 2)), rate=rate)
        assert len(every_second.ranges) == 10


def test_moved_words_play_where_they_were_moved() -> None:
    kept = cut(FIVE, Move((3, 3), 1))
    assert [(r.first, r.last) for r in kept.ranges] == [(0, 0), (3, 3), (1, 2), (4, 4)]
    assert kept.ranges[0].start == 0
    assert [n for n, _, _ in kept.all_heard()] == [0, 3, 1, 2, 4]
    back = cut(FIVE, Move((3, 3), 1), Move((3, 3), 4))
    assert spans(back) == spans(cut(FIVE))


def test_the_first_word_moved_away_takes_only_its_lead_along() -> None:
    kept = cut(FIVE, Move((0, 0), 5))
    assert spans(kept) == [(0.96, 3.0), (0.44, 0.92)]


def test_silences_lose_their_middle() -> None:
    words = evenly([*"abc"], gap=1.0)  # 0.5–0.9, 1.9–2.3, 3.3–3.7
    kept = cut(words, ShortenSilence(0.8, 0.3))
    assert len(kept.ranges) == 3
    assert kept.source_frames - kept.frames == 2 * 17  # 0.7 s each, in whole frames
    for before, after in pairwise(kept.ranges):
        left = before.end - before.speech_end + after.speech_start - after.start
        assert F(3, 10) <= left < F(3, 10) + F(1, 25)
        assert before.rest_s == after.rest_s == 0
    assert len(cut(words, ShortenSilence(1.0, 0.3)).ranges) == 1  # not longer than a second
    assert len(cut(words, ShortenSilence(0.5, 0.98)).ranges) == 1  # less than a frame to cut
    assert len(cut(words, ShortenSilence(0.5, 0.1), ShortenSilence(0.5, 0.5, words=(1, 2))).ranges) == 2
    nothing_left = cut(words, ShortenSilence(0.5, 0.0))
    assert nothing_left.source_frames - nothing_left.frames == 50


def test_a_cut_goes_where_it_is_quiet() -> None:
    words = evenly([*"abc"], gap=0.4)  # 0.5–0.9, 1.3–1.7, 2.1–2.5
    energy = [1.0] * 500
    energy[96] = energy[97] = 0.01  # the frame at 0.96; a breath follows
    energy[204:210] = [0.01] * 6
    kept = cut(words, Delete((1, 1)), loudness=SpeechMap(energy))
    assert spans(kept)[0][1] == 0.96
    assert spans(kept)[1][0] == 2.04
    assert spans(cut(words, Delete((1, 1))))[0][1] == 1.0
    assert spans(cut(words, Delete((1, 1)), loudness=SpeechMap([]))) == spans(cut(words, Delete((1, 1))))
    assert spans(cut(words, Delete((1, 1)), loudness=SpeechMap([0.0] * 50))) == spans(cut(words, Delete((1, 1))))


def test_frames_are_counted_from_the_first_one() -> None:
    edited = Edited.unedited(FIVE).with_ops([Delete((2, 2)), Delete((4, 4))])
    for first_frame_s in (F(1, 50), F(3, 1000), F(1001, 30000), F(2)):
        cutter = Cutter(FIVE, rate=F(30000, 1001), end_s=F(49, 10), first_frame_s=first_frame_s)
        checked(edited, cutter.ranges(edited), first_frame_s=first_frame_s)


def test_no_words_are_the_whole_film() -> None:
    words = transcript([]).numbered()
    kept = Cutter(words, rate=F(25), end_s=F(10)).ranges(Edited.unedited(words))
    assert [(r.start, r.end, r.first, r.last) for r in kept.ranges] == [(0, 10, 0, -1)]
    assert kept.frames == 250 and list(kept.all_heard()) == []


def test_words_after_the_end_are_refused_with_their_number() -> None:
    with pytest.raises(InputError) as told:
        Cutter(FIVE, rate=F(25), end_s=F(2))
    assert told.value.code == "transcript.longer" and "Word 3 " in told.value.message


# Whatever is done ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_nothing_kept_is_lost_and_nothing_deleted_is_kept(seed: int) -> None:
    dice = random.Random(seed)
    gaps: Sequence[float] = dice.choice([(0.0,), (0.0, 0.01, 0.03), (0.0, 0.1, 0.5, 2.0), (0.013, 0.041)])
    words = talk(dice, 40, gaps=gaps)
    loudness = SpeechMap([dice.random() for _ in range(3000)]) if dice.random() < 0.5 else None
    first_frame_s = dice.choice([F(0), F(0), F(1, 90)])
    rate = dice.choice(RATES)
    cutter = Cutter(words, rate=rate, end_s=end_of(words), first_frame_s=first_frame_s, loudness=loudness)
    edited = Edited.unedited(words)
    for _ in range(25):
        try:
            edited = edited.with_op(an_op(dice, 40))
        except InputError:
            continue
        kept = checked(edited, cutter.ranges(edited), first_frame_s=first_frame_s)
        assert kept == cutter.ranges(edited)


def test_twenty_thousand_words_with_hundreds_of_cuts_follow_a_keystroke() -> None:
    words = talk(random.Random(5), 20_000)
    cutter = Cutter(words, rate=F(30000, 1001), end_s=end_of(words))
    edited = Edited.unedited(words).with_ops([Delete((n, n + 1)) for n in range(10, 19_000, 40)])
    began = time.process_time()
    for n in range(5):
        edited = edited.with_op(Delete((n, n)))
        assert len(cutter.ranges(edited).ranges) > 400
    assert (time.process_time() - began) / 5 < 0.05  # measured: 6 ms
