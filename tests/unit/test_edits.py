"""Edits of a timeline: what each does, what it refuses, and what holds after any number of them."""

from __future__ import annotations

import contextlib
import random
from fractions import Fraction

import msgspec
import pytest
from edit_dice import EDITING, an_edit, film

from montage_desktop.core.edits import Edit, Grid
from montage_desktop.core.errors import InputError
from montage_desktop.core.timeline import AudioSpan, Candidate, Clip, Look, Timeline, validate


def ids(timeline: Timeline) -> list[str]:
    return [c.id for c in timeline.video]


def off_beat(timeline: Timeline) -> set[str]:
    grid = Grid(timeline)
    known = range(grid.frames[0], grid.frames[-1] + 1)
    return {c.id for c in timeline.video if c.start in known and grid.beat_at(c.start) is None}


def refusal(edit: Edit, timeline: Timeline) -> str:
    with pytest.raises(InputError) as told:
        edit.apply(timeline)
    assert told.value.message.endswith(".")
    return told.value.code


# Trimming ------------------------------------------------------------------------------------------------------


def test_a_trim_moves_the_cut_to_the_nearest_beat_and_both_sides_share() -> None:
    before = film()
    after = EDITING.trim("c3", "in", before.video[3].start + 11).apply(before)
    assert after.video[3].start == before.video[3].start + 15
    assert after.video[3].beat == 7
    assert after.video[3].source_in == before.video[3].source_in + Fraction(1, 2)  # the same pictures at the same times
    assert after.video[2].end == after.video[3].start
    assert after.frames == before.frames
    assert [c for n, c in enumerate(after.video) if n not in (2, 3)] == [
        c for n, c in enumerate(before.video) if n not in (2, 3)
    ]


def test_off_the_beat_a_cut_goes_where_it_is_put() -> None:
    before = film()
    after = EDITING.trim("c3", "in", before.video[3].start + 11, on_beats=False).apply(before)
    assert after.video[3].start == before.video[3].start + 11
    assert after.video[3].beat is None


def test_the_out_edge_is_the_next_cut() -> None:
    before = film()
    by_out = EDITING.trim("c2", "out", before.video[2].end + 15).apply(before)
    assert by_out == EDITING.trim("c3", "in", before.video[3].start + 15).apply(before)


def test_the_end_of_the_film_is_the_last_clips_and_the_music_follows() -> None:
    before = film()
    after = EDITING.trim("c7", "out", before.frames + 32).apply(before)
    assert after.frames == before.frames + 30
    assert after.audio[0].samples == after.samples
    shorter = EDITING.trim("c7", "out", before.frames - 15).apply(before)
    assert (shorter.frames, shorter.audio[0].samples) == (before.frames - 15, shorter.samples)


def test_a_ripple_moves_what_follows_by_whole_beats() -> None:
    before = film(drift=0.01)
    after = EDITING.trim("c2", "out", before.video[3].start + 16, ripple=True).apply(before)
    assert after.video[2].frames > before.video[2].frames
    assert [c.beat for c in after.video[3:]] == [7, 9, 11, 13, 15]
    assert not off_beat(after)
    assert [c.source_in for c in after.video[3:]] == [c.source_in for c in before.video[3:]]
    from_in = EDITING.trim("c2", "in", before.video[2].start + 15, ripple=True).apply(before)
    assert from_in.video[2].start == before.video[2].start
    assert from_in.video[2].source_in > before.video[2].source_in
    assert from_in.frames < before.frames


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (EDITING.trim("c0", "in", 5), "edit.first"),
        (EDITING.trim("c1", "in", 27, on_beats=False), ""),
        (EDITING.trim("c3", "in", 10**6), ""),
        (EDITING.trim("c9", "in", 5), "edit.gone"),
        (EDITING.swap("c1", 5), "edit.no_candidate"),
        (EDITING.speed(["c1"], Fraction(30)), "edit.speed"),
        (EDITING.speed(["c1"], Fraction(8)), ""),
        (EDITING.delete(film().video and [f"c{n}" for n in range(8)]), "edit.empty"),
        (EDITING.transition("c0", "dissolve", 6), "edit.first"),
    ],
)
def test_what_cannot_be_is_refused_in_words(edit: Edit, code: str) -> None:
    if code:
        assert refusal(edit, film()) == code
    else:
        validate(edit.apply(film()))


def test_no_cut_beyond_the_footage() -> None:
    before = film()
    clips = [msgspec.structs.replace(c, source_in=Fraction(19)) if c.id == "c2" else c for c in before.video]
    late = msgspec.structs.replace(before, video=clips)
    assert refusal(EDITING.trim("c2", "out", late.video[2].end + 15), late) == "edit.no_later"
    early = msgspec.structs.replace(
        before, video=[msgspec.structs.replace(c, source_in=Fraction(0)) if c.id == "c3" else c for c in before.video]
    )
    assert refusal(EDITING.trim("c3", "in", early.video[3].start - 15), early) == "edit.no_earlier"


def test_between_neighbouring_beats_there_is_none() -> None:
    before = film()
    narrow = EDITING.trim("c3", "in", before.video[3].start - 15).apply(before)  # c2 has one beat now
    assert refusal(EDITING.split("c2", narrow.video[2].start + 7), narrow) == "edit.no_beat"
    assert EDITING.split("c2", narrow.video[2].start + 7, on_beats=False).apply(narrow).video[3].frames == 8


# Order ---------------------------------------------------------------------------------------------------------


def test_split_changes_nothing_but_names() -> None:
    before = film()
    after = EDITING.split("c2", before.video[2].start + 13).apply(before)
    assert ids(after) == ["c0", "c1", "c2", "c9", "c3", "c4", "c5", "c6", "c7"]
    first, second = after.video[2:4]
    assert (first.frames, second.frames) == (15, 15)
    assert second.source_in == first.source_in + Fraction(1, 2)


def test_a_ripple_delete_keeps_the_later_cuts_on_beats() -> None:
    before = film(drift=0.02)
    after = EDITING.delete(["c2", "c3"]).apply(before)
    assert ids(after) == ["c0", "c1", "c4", "c5", "c6", "c7"]
    assert [c.beat for c in after.video] == [0, 2, 4, 6, 8, 10]
    assert not off_beat(after)
    assert after.audio[0].samples == after.samples
    assert EDITING.delete(["c0"]).apply(before).video[0].start == 0


def test_with_a_lock_behind_the_neighbour_fills_the_gap() -> None:
    before = EDITING.lock(["c5"], True).apply(film())
    after = EDITING.delete(["c2"]).apply(before)
    assert after.frames == before.frames
    assert after.video[1].end == before.video[2].end
    assert next(c for c in after.video if c.id == "c5") == before.video[5]
    both = EDITING.lock(["c1", "c3"], True).apply(before)
    assert refusal(EDITING.delete(["c2"]), both) == "edit.locked"


def test_moving_exchanges_pictures_and_keeps_every_cut() -> None:
    before = EDITING.lock(["c4"], True).apply(film(drift=0.01))
    after = EDITING.move(["c1", "c6"], 3).apply(before)
    assert ids(after) == ["c0", "c2", "c1", "c6", "c4", "c3", "c5", "c7"]
    assert [c.start for c in after.video] == [c.start for c in before.video]
    assert after.video[4] == before.video[4]
    end = EDITING.move(["c0"], 8).apply(before)
    assert ids(end)[-1] == "c0"


def test_off_the_beat_lengths_move_along() -> None:
    before = EDITING.trim("c1", "in", 15).apply(film())
    after = EDITING.move(["c0"], 2, on_beats=False).apply(before)
    assert [(c.id, c.start, c.frames) for c in after.video[:2]] == [("c1", 0, 45), ("c0", 45, 15)]


def test_an_insert_has_the_films_usual_length_and_shifts_by_beats() -> None:
    before = film(drift=0.01)
    after = EDITING.insert([Candidate("/m/5.mp4", Fraction(1), 0.0)], before.video[3].start + 3).apply(before)
    assert ids(after)[3] == "c9"
    assert [c.beat for c in after.video[:9]] == [0, 2, 4, 6, 8, 10, 12, 14, 16]
    short = EDITING.insert([Candidate("/m/short.mp4", Fraction(1, 4), 0.0)], 0).apply(film())
    assert (short.video[0].source, short.video[0].frames) == ("/m/short.mp4", 15)


# One clip ------------------------------------------------------------------------------------------------------


def test_a_swap_twice_is_no_swap() -> None:
    before = film()
    once = EDITING.swap("c2", 0).apply(before)
    assert once.video[2].source == "/m/5.mp4"
    assert once.video[2].runners_up[0].source == before.video[2].source
    assert EDITING.swap("c2", 0).apply(once) == before


def test_a_candidate_that_is_too_short_is_refused() -> None:
    before = film(tempo=100)
    assert refusal(EDITING.swap("c2", 1), before) == "edit.too_little_footage"


def test_slipping_stops_at_the_ends_of_the_source() -> None:
    before = film()
    assert EDITING.slip("c2", 15).apply(before).video[2].source_in == before.video[2].source_in + Fraction(1, 2)
    assert EDITING.slip("c2", -(10**4)).apply(before).video[2].source_in == 0
    assert EDITING.slip("c2", 10**5).apply(before).video[2].source_in == 19


def test_a_locked_clip_is_neither_swapped_nor_slipped_nor_trimmed() -> None:
    before = EDITING.lock(["c2"], True).apply(film())
    edits = [
        EDITING.swap("c2", 0), EDITING.slip("c2", 3), EDITING.trim("c2", "in", 45), EDITING.trim("c1", "out", 45),
        EDITING.split("c2", 75), EDITING.delete(["c2"]), EDITING.move(["c2"], 0), EDITING.speed(["c2"], Fraction(2)),
        EDITING.trim("c0", "out", 60, ripple=True), EDITING.insert([Candidate("/m/1.mp4", Fraction(0), 0.0)], 0),
    ]  # fmt: skip
    assert {refusal(edit, before) for edit in edits} == {"edit.locked"}
    assert EDITING.look(["c2"], Look(contrast=1.2)).apply(before).video[2].look.contrast == 1.2


def test_a_transition_is_as_long_as_the_neighbours_allow() -> None:
    before = film()
    after = EDITING.transition("c2", "dissolve", 400).apply(before)
    made = after.video[2].transition_in
    assert made is not None
    assert 2 <= made.frames <= 60
    narrow = EDITING.trim("c2", "out", after.video[2].start + 15).apply(after)
    validate(narrow)
    assert EDITING.transition("c2", None, 0).apply(after) == before


def test_a_clips_own_sound_goes_with_it() -> None:
    before = film()
    own = AudioSpan(role="original", source="/m/3.mp4", start_sample=144_000, samples=48_000, source_in=Fraction(5))
    before = msgspec.structs.replace(before, audio=[*before.audio, own])
    assert before.video[3].source == "/m/3.mp4"
    after = EDITING.delete(["c1"]).apply(before)
    assert after.audio[1] == msgspec.structs.replace(own, start_sample=96_000)
    assert len(EDITING.delete(["c3"]).apply(before).audio) == 1
    bent = msgspec.structs.replace(own, curve=((0, -6.0), (96_000, 0.0), (150_000, -3.0)))
    before = msgspec.structs.replace(before, audio=[before.audio[0], bent])
    after = EDITING.delete(["c1"]).apply(before)
    assert after.audio[1].points == ((0, -3.0), (48_000, 0.0), (102_000, -3.0)), "its curve goes with it"


# Any number of edits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(24))
def test_any_200_edits_keep_what_has_to_hold(seed: int) -> None:
    dice = random.Random(seed)
    rate = dice.choice([Fraction(30), Fraction(30000, 1001), Fraction(24), Fraction(50)])
    timeline = film(tempo=117.3, drift=dice.choice([0.0, 0.004, -0.004]), rate=rate)
    done = 0
    for _ in range(200):
        edit = an_edit(timeline, dice)
        locked = [c for c in timeline.video if c.locked and edit.name not in ("Unlock", "Lock")]
        wrong = off_beat(timeline)
        with contextlib.suppress(InputError):
            timeline = edit.apply(timeline)
            done += 1
        validate(timeline)
        assert len(off_beat(timeline)) <= len(wrong), edit.name
        now = {c.id: _frames_shown(c) for c in timeline.video}
        assert all(now.get(c.id) == _frames_shown(c) for c in locked), edit.name
        grid = Grid(timeline)
        assert all(c.beat is None or c.start == grid.frame_of(c.beat) for c in timeline.video)
    assert done > 50


def _frames_shown(clip: Clip) -> tuple[object, ...]:
    return clip.start, clip.frames, clip.source, clip.source_in, clip.speed
