"""What serves the person at the desk: fillers to review, finding and replacing, figures, cuts on beats."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from transcript_factory import an_op, evenly, talk, transcript

from montage_desktop.core.errors import InputError
from montage_desktop.core.time import frame_at, seconds
from montage_desktop.core.transcript.beats import snap_to_beats
from montage_desktop.core.transcript.cutter import Cutter
from montage_desktop.core.transcript.document import Word, Words
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Correct, Delete, Move, Op, Speaker
from montage_desktop.core.transcript.fillers import deletion, fillers
from montage_desktop.core.transcript.find import find, replaced
from montage_desktop.core.transcript.kept import Kept
from montage_desktop.core.transcript.statistics import figures

F = Fraction
RATE = F(25)


def said(text: str, *ops: Op) -> Edited:
    return Edited.unedited(evenly(text.split())).with_ops(ops)


def reviewed(text: str, language: str = "en", *ops: Op) -> list[tuple[str, str]]:
    return [(f.kind, f.text) for f in fillers(said(text, *ops), language)]


def kept_of(edited: Edited) -> Kept:
    return Cutter(edited.words, rate=RATE, end_s=F(round(edited.words[-1].end * 1000), 1000) + 2).ranges(edited)


# Fillers ---------------------------------------------------------------------------------------------------------


def test_sounds_are_fillers_in_their_language_only() -> None:
    assert reviewed("Um, I uhhh think Hmmm, umbrellas err umm.") == [
        ("filler", "Um,"), ("filler", "uhhh"), ("filler", "Hmmm,"), ("filler", "err"), ("filler", "umm."),
    ]  # fmt: skip
    assert reviewed("Ähm, er kommt um acht, äh, neun.", "de-AT") == [("filler", "Ähm,"), ("filler", "äh,")]
    assert reviewed("Ähm, er kommt um acht.", "") == [("maybe", "Ähm,"), ("maybe", "um")]


def test_answers_and_words_are_only_maybe() -> None:
    assert reviewed("Really? Hmm. Yes.") == [("maybe", "Hmm.")]
    assert reviewed("So you know it is like that.") == [("maybe", "So"), ("maybe", "you know"), ("maybe", "like")]
    assert all(not f.is_certain and f.reason for f in fillers(said("So I like it."), "en"))


def test_words_said_twice() -> None:
    assert reviewed("I was I was in the the house.") == [("repeat", "I was"), ("repeat", "the")]
    assert reviewed("It is very very good. Good. No no, ha ha 7 7 爱 爱") == []
    assert reviewed("Das ist, dass das geht geht.", "de") == [("repeat", "geht")]


def test_false_starts() -> None:
    assert reviewed("I wa- want th— the bre… bread and wait… stop") == [
        ("false_start", "wa-"), ("false_start", "th—"), ("false_start", "bre…"),
    ]  # fmt: skip


def test_nothing_is_deleted_until_it_is_accepted_and_each_word_is_listed_once() -> None:
    edited = said("Um um, so so the uh the end.")
    found = fillers(edited, "en")
    assert edited.text() == "Um um, so so the uh the end."
    words = [n for f in found for n in f.words]
    assert len(words) == len(set(words))
    accepted = edited.with_ops([op for f in found if f.is_certain for op in deletion(edited, f)])
    assert accepted.text() == "so so the the end."
    assert ("repeat", "the") in [(f.kind, f.text) for f in fillers(accepted, "en")]  # now it is said twice


def test_moved_and_deleted_words_are_reviewed_as_they_are_heard() -> None:
    assert reviewed("the end um the", "en", Delete((2, 2)), Move((3, 3), 0)) == [("repeat", "the")]


# Find ------------------------------------------------------------------------------------------------------------


def test_plain_text_is_found_in_any_case_also_over_words() -> None:
    edited = said("The cat. Concatenate the  Cat flap (x)")
    assert [m.words for m in find(edited, "cat")] == [(1,), (2,), (4,)]
    assert [m.words for m in find(edited, "cat", whole_words=True)] == [(1,), (4,)]
    assert [m.words for m in find(edited, "Cat", match_case=True)] == [(4,)]
    assert [m.words for m in find(edited, "the cat")] == [(0, 1), (3, 4)]
    assert [m.words for m in find(edited, "(x)")] == [(6,)]
    assert [m.words for m in find(edited, " flap ")] == [(5,)]
    assert find(edited, "") == find(edited, "dog") == find(edited, " ") == []


def test_a_pattern_that_takes_for_ever_is_given_up() -> None:
    edited = said(" ".join(["a" * 60] * 50))
    begin = time.perf_counter()
    with pytest.raises(InputError) as caught:
        find(edited, "(a|aa)+$|(a*)*b", regex=True)
    assert caught.value.code == "find.slow"
    assert time.perf_counter() - begin < 5


def test_regular_expressions_and_bad_ones() -> None:
    edited = said("call 0800 123 now")
    (match,) = find(edited, r"\d+ \d+", regex=True)
    assert (match.words, match.text) == ((1, 2), "0800 123")
    assert find(edited, r"x*", regex=True) == []
    for pattern in ("(", "[", "*", "(?P<a"):
        with pytest.raises(InputError) as told:
            find(edited, pattern, regex=True)
        assert told.value.code == "find.pattern"
    with pytest.raises(InputError) as told:
        find(edited, "call", regex=True, replacement=r"\3")
    assert told.value.code == "find.replacement"


def test_what_is_deleted_is_not_found_and_what_is_moved_is_found_where_it_is() -> None:
    edited = said("a b c d", Delete((1, 1)), Move((3, 3), 0))
    (match,) = find(edited, "d a c")
    assert match.words == (3, 0, 2)
    assert match.ranges(edited) == [(3, 3), (0, 0), (2, 2)]


@pytest.mark.parametrize(
    ("text", "pattern", "replacement", "expected", "corrections"),
    [
        ("the cat sat", "cat", "dog", "the dog sat", [(1, "dog")]),
        ("an eye phone, please", "eye phone", "iPhone", "an iPhone, please", [(1, "iPhone,"), (2, "")]),
        ("in new york now", "new york", "New York City", "in New York City now", [(1, "New"), (2, "York City")]),
        ("banana", "a", "o", "bonono", [(0, "bonono")]),
        ("banana man", "n", "m", "bamama mam", [(0, "bamama"), (1, "mam")]),
        ("ab ba", "b b", "-", "a-a", [(0, "a-a"), (1, "")]),
        ("the cat", "cat", "", "the cat", []),
        ("the cats", "s", "", "the cat", [(1, "cat")]),
        ("the cat", "cat", "cat", "the cat", []),
    ],
)
def test_replacing_makes_corrections(
    text: str, pattern: str, replacement: str, expected: str, corrections: Sequence[tuple[int, str]]
) -> None:
    edited = said(text)
    ops = replaced(edited, find(edited, pattern, replacement=replacement))
    assert ops == [Correct(n, t) for n, t in corrections]
    after = edited.with_ops(ops)
    assert after.text() == expected
    assert after.kept == edited.kept


def test_groups_in_replacements_and_only_some_matches() -> None:
    edited = said("Mr Smith and Mr Jones")
    matches = find(edited, r"Mr (\w+)", regex=True, replacement=r"\1 Esq")
    assert edited.with_ops(replaced(edited, matches)).text() == "Smith Esq and Jones Esq"
    assert edited.with_ops(replaced(edited, matches[1:])).text() == "Mr Smith and Jones Esq"
    assert replaced(edited, find(edited, "Mr")) == []


def test_found_words_are_those_that_hold_the_text() -> None:
    dice = random.Random(4)
    edited = Edited.unedited(talk(dice, 500))
    for pattern in ("e", "n", "o, t", "four", "five six", "ine extra"):
        for match in find(edited, pattern):
            text = "".join(edited.word(n) for n in match.words).strip()
            assert pattern in text
            assert all(pattern not in "".join(edited.word(n) for n in match.words[k:]).strip() for k in range(1, 3))


# Figures ---------------------------------------------------------------------------------------------------------


def test_figures() -> None:
    words = transcript(evenly([*"abcdefgh"]).words, per_segment=4, speakers=("Ann", "Bob")).numbered()
    edited = Edited.unedited(words).with_ops([Delete((1, 2)), Move((6, 7), 0), Correct(0, "A"), Speaker("Cy", (5, 5))])
    kept = kept_of(edited)
    found = figures(edited, kept)
    assert (found.words_before, found.words, found.corrected, found.moved) == (8, 6, 1, 2)
    assert found.cuts == len(kept.ranges) - 1 == 2
    assert found.length_s == kept.frames / RATE < found.length_before_s == kept.source_frames / RATE
    rows = [
        (s.name, s.words_before, s.words, round(s.speech_before_s, 3), round(s.speech_s, 3)) for s in found.speakers
    ]
    assert rows == [("Ann", 4, 2, 1.6, 0.8), ("Bob", 3, 3, 1.2, 1.2), ("Cy", 1, 1, 0.4, 0.4)]
    nothing = figures(Edited.unedited(words), kept_of(Edited.unedited(words)))
    assert (nothing.cuts, nothing.moved, nothing.length_s) == (0, 0, nothing.length_before_s)


# Beats -----------------------------------------------------------------------------------------------------------


def test_a_cut_slides_to_a_beat_and_all_other_words_stay() -> None:
    edited = Edited.unedited(evenly([*"abcdef"], gap=0.3)).with_op(Delete((2, 3)))
    kept = kept_of(edited)
    (cut,) = [r.until for r in kept.ranges[:-1]]
    for by in (F(1, 25), F(-1, 25), F(-2, 25)):
        slid = snap_to_beats(kept, [0.1, float(cut + by), 9.0], 0.08)
        assert slid.ranges[0].until == cut + by
        assert list(slid.all_heard()) == list(kept.all_heard())
        assert slid.frames == kept.frames
    assert snap_to_beats(kept, [float(cut + F(1, 5))], 0.08) == kept
    assert snap_to_beats(kept, [float(cut + F(1, 25))], 0.03) == kept
    assert snap_to_beats(kept, [float(cut + F(1, 25))], 0.0) is kept
    assert snap_to_beats(kept, [], 0.08) is kept
    for slide_s in (-0.01, 0.09):
        with pytest.raises(InputError) as told:
            snap_to_beats(kept, [1.0], slide_s)
        assert told.value.code == "beats.slide"


def test_where_one_pause_has_no_room_what_follows_moves() -> None:
    each = [Word(" a", 0.5, 1.0), Word(" b", 1.3, 1.6), Word(" c", 1.62, 2.0)]
    words = transcript(each).numbered()
    kept = kept_of(Edited.unedited(words).with_op(Delete((1, 1))))
    slid = snap_to_beats(kept, [1.05], 0.08)
    assert kept.ranges[0].until > F(26, 25)
    assert slid.ranges[0].until == F(26, 25)
    assert slid.ranges[1].start == F(16, 10)


def words_of(dice: random.Random) -> Words:
    return talk(dice, 40, gaps=dice.choice([(0.0,), (0.0, 0.1, 0.3), (0.5,), (0.013, 0.041)]))


@pytest.mark.parametrize("seed", range(40))
def test_no_word_is_ever_touched_and_picture_and_sound_stay_together(seed: int) -> None:
    dice = random.Random(seed)
    edited = Edited.unedited(words_of(dice))
    for _ in range(12):
        try:
            edited = edited.with_op(an_op(dice, 40))
        except InputError:
            continue
    kept = kept_of(edited)
    beats = [n * 0.41 for n in range(200)]
    slid = snap_to_beats(kept, beats, dice.choice([0.02, 0.05, 0.08]))
    assert len(slid.ranges) == len(kept.ranges)
    film_s = F(0)
    for each, was in zip(slid.ranges, kept.ranges, strict=True):
        assert each.at == film_s + each.rest_s
        film_s = each.until
        assert (each.start - each.at) % (1 / RATE) == 0
        assert each.earliest <= each.start <= each.speech_start and each.speech_end <= each.end <= each.latest
        assert replace(each, start=was.start, end=was.end, at=was.at) == was
    by_source = sorted(slid.ranges, key=lambda r: r.start)
    assert all(a.end <= b.start for a, b in pairwise(by_source))
    on_beat = {frame_at(seconds(b), RATE) / RATE for b in beats}

    def on_beats(film: Kept) -> int:
        return sum(r.until in on_beat for r in film.ranges[:-1])

    assert on_beats(slid) >= on_beats(kept) or slid.frames != kept.frames
