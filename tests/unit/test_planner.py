"""The planner: exact, on the beat, without repeats, deterministic, and with some taste."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise
from pathlib import PurePath

import facts_factory as make
import film_rules as rules
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from montage_desktop.core import documents
from montage_desktop.core.edits import avoiding, cuts_of, locks_for, music_start_s, replanned
from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import FootageFacts, SongFacts
from montage_desktop.core.planner import PlanRequest, SourceMarks
from montage_desktop.core.planner.planning import plan
from montage_desktop.core.styles import Style, load_style
from montage_desktop.core.time import frame_at, round_half_up, seconds
from montage_desktop.core.timeline import Clip, Timeline, Transition, validate

NTSC = Fraction(30000, 1001)
STYLES = ("dynamic", "mtv", "wedding", "minimalist", "sport", "tutorial")


def film(
    footage: list[FootageFacts],
    *,
    style: str | Style = "dynamic",
    song: SongFacts | None = None,
    duration_s: Fraction | int | None = 30,
    rate: Fraction = NTSC,
    **request: object,
) -> Timeline:
    """A plan, checked to be valid and exact."""
    asked = PlanRequest(
        rate=rate,
        size=(1280, 720),
        duration_s=None if duration_s is None else Fraction(duration_s),
        **request,  # type: ignore[arg-type]
    )
    taste = load_style(style) if isinstance(style, str) else style
    timeline = plan(asked, song or make.song(), footage, taste)
    validate(timeline)
    rules.check_exact(timeline, footage)
    return timeline


# --- exactness, over everything that can vary -----------------------------------------------------------------

rates = st.sampled_from([Fraction(24), Fraction(24000, 1001), Fraction(25), NTSC, Fraction(50), Fraction(60000, 1001)])


@st.composite
def clips(draw: st.DrawFn) -> list[FootageFacts]:
    found = []
    for i in range(draw(st.integers(1, 5))):
        vfr = draw(st.integers(0, 5)) == 0
        found.append(
            make.source(
                f"s{i}.mov",
                duration_s=Fraction(draw(st.integers(5, 160)), 10),
                rate=draw(rates),
                shots=draw(st.lists(st.floats(0.5, 15).map(lambda t: round(t, 2)), max_size=3)),
                first_s=draw(st.sampled_from([Fraction(0), Fraction(1001, 30000), Fraction(7, 5)])),
                container_start_s=draw(st.sampled_from([0, 2, 5000])),
                vfr=vfr,
                still=not vfr and draw(st.integers(0, 6)) == 0,
                motion=draw(st.floats(0, 0.6)),
            )
        )
    return found


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    footage=clips(),
    bpm=st.floats(50, 210),
    duration=st.fractions(min_value=1, max_value=70, max_denominator=100),
    rate=rates,
    style=st.sampled_from(STYLES),
    seed=st.integers(0, 2**40),
)
def test_every_film_is_exact_and_wastes_nothing(
    footage: list[FootageFacts], bpm: float, duration: Fraction, rate: Fraction, style: str, seed: int
) -> None:
    song = make.song(duration_s=40, bpm=bpm)
    timeline = film(footage, style=style, song=song, duration_s=duration, rate=rate, seed=seed)
    assert timeline.frames == round_half_up(duration * rate)
    assert sum(a.samples for a in timeline.audio) == timeline.samples
    if not any(f.media.video and f.media.video.vfr for f in footage):
        rules.check_no_waste(timeline, footage)
    again = rules.repeats(timeline, footage)
    if again and not any("slowed" in n for n in timeline.notes):
        assert any("again" in n for n in timeline.notes), timeline.notes


@pytest.mark.parametrize("rate", [Fraction(24000, 1001), Fraction(60000, 1001)])
def test_a_cut_after_ten_minutes_is_as_exact_as_the_first(rate: Fraction) -> None:
    song = make.song(duration_s=620, bpm=127.3)
    timeline = film(make.reel(12, duration_s=90), song=song, duration_s=610, rate=rate, style="documentary")
    last = timeline.video[-1]
    assert last.start / rate > 595
    starts = [seconds(b) for b in timeline.beats]
    assert min(abs(last.start / rate - b) for b in starts) <= Fraction(1, 2) / rate


def test_clips_are_long_enough_to_be_seen_at_a_very_fast_tempo() -> None:
    timeline = film(make.reel(), style="mtv", song=make.song(bpm=420), rate=Fraction(25), duration_s=20)
    assert min(c.frames for c in timeline.video) >= 7  # 0.25 s
    assert len(timeline.video) > 30


# --- nothing twice ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("share", [0.5, 0.8, 0.93])
def test_nothing_repeats_when_the_footage_lasts(style: str, share: float) -> None:
    footage = make.reel(9, duration_s=10)
    timeline = film(footage, style=style, duration_s=Fraction(round(90 * share)), song=make.song(duration_s=100))
    rules.check_no_waste(timeline, footage)
    if share < 0.9:
        assert rules.repeats(timeline, footage) == []


def test_short_shots_are_cut_to_rather_than_repeated() -> None:
    """Forty shots of 1.6 s for a style whose clips last 8 s: its clips become shorter, none repeats."""
    footage = [make.source(f"{i}.mp4", duration_s=16, shots=[1.6 * n for n in range(1, 10)]) for i in range(4)]
    timeline = film(footage, style="minimalist", duration_s=30)
    assert rules.repeats(timeline, footage) == []


def test_too_little_footage_is_used_up_first_repeated_last_and_told() -> None:
    footage = make.reel(3, duration_s=6)
    timeline = film(footage, duration_s=45)
    again = rules.repeats(timeline, footage)
    first_s = timeline.video[again[0]].start / timeline.rate
    assert first_s > 12, "the first repeat comes after most of 18 s were used"
    assert any("again" in n for n in timeline.notes)
    assert rules.most_shown(timeline, footage) <= 4
    sources = rules.by_path(footage)
    for i, j in pairwise(range(len(timeline.video))):
        if timeline.video[i].source == timeline.video[j].source:
            a, b = (rules.shown_frames(timeline, k, sources) for k in (i, j))
            assert not a & b, "the same frames twice in succession"


def test_sources_share_the_film_evenly() -> None:
    footage = make.reel(10, duration_s=30)
    timeline = film(footage, duration_s=60, song=make.song(duration_s=80))
    count = [sum(c.source == f.media.path for c in timeline.video) for f in footage]
    assert min(count) >= 1
    assert max(count) <= 2.6 * len(timeline.video) / len(footage)
    assert not any(a.source == b.source for a, b in pairwise(timeline.video))


def test_a_copy_of_a_clip_under_another_name_is_the_same_clip() -> None:
    one = make.source("a.mp4", duration_s=20, identity="x")
    other, copy = make.source("other.mp4", duration_s=20), make.source("b.mp4", duration_s=20, identity="x")
    timeline = film([copy, other, one], duration_s=20)
    assert {c.source for c in timeline.video} == {one.media.path, other.media.path}
    assert any("copies" in n for n in timeline.notes)


def test_neighbours_come_from_different_sources_even_if_one_is_the_best() -> None:
    footage = [make.source(f"{i}.mp4", duration_s=60, sharpness=(0.9, 0.4, 0.35)[i], hue=0.5) for i in range(3)]
    for style in ("wedding", "vlog", "podcast_highlight", "mtv"):
        video = film(footage, style=style, duration_s=40).video
        assert not any(a.source == b.source for a, b in pairwise(video)), style


def test_repeats_are_far_apart() -> None:
    footage = make.reel(3, duration_s=6)
    timeline = film(footage, duration_s=45)
    sources = rules.by_path(footage)
    shown = [{(c.source, n) for n in rules.shown_frames(timeline, i, sources)} for i, c in enumerate(timeline.video)]
    gaps = [min((i - j for j in range(i) if shown[i] & shown[j]), default=99) for i in range(len(shown))]
    assert min(gaps) >= 4, "never again within a few clips"
    assert sorted(gaps)[len(gaps) // 2] >= 8, "mostly after about a round of everything"


def test_one_source_of_a_second_fills_a_minute() -> None:
    timeline = film([make.source("a.mp4", duration_s=1)], duration_s=60)
    assert timeline.frames == round_half_up(60 * NTSC)
    assert any("again" in n for n in timeline.notes)


def test_a_few_frames_are_slowed_down_rather_than_left_out() -> None:
    timeline = film([make.source("a.mp4", duration_s=Fraction(1, 5))], duration_s=5)
    assert all(c.speed < 1 for c in timeline.video)
    assert any("slowed" in n for n in timeline.notes)


def test_stills_alone_make_a_film_and_none_repeats_while_others_are_unused() -> None:
    footage = [make.source(f"{i}.jpg", still=True) for i in range(40)]
    timeline = film(footage, style="travel", duration_s=30)
    shown = [c.source for c in timeline.video]
    assert len(set(shown)) == len(shown)
    few = film(footage[:3], style="travel", duration_s=30)
    assert [len({c.source for c in few.video[i : i + 3]}) for i in range(len(few.video) - 2)].count(3) > 0
    assert not any(a.source == b.source for a, b in pairwise(few.video))


@pytest.mark.parametrize("duration_s", [Fraction(1), Fraction(1, 10), Fraction(7, 3)])
def test_very_short_films(duration_s: Fraction) -> None:
    assert film(make.reel(3), duration_s=duration_s).video


def test_no_footage_is_refused_with_the_list() -> None:
    sound = make.source("voice.wav")
    sound = msgspec.structs.replace(sound, media=msgspec.structs.replace(sound.media, video=None))
    with pytest.raises(InputError) as refused:
        film([sound, make.source("one.mp4", duration_s=Fraction(1, 25))])
    assert refused.value.code == "plan.no_footage"
    assert "voice.wav" in refused.value.message and "one.mp4" in refused.value.message


# --- good pictures ---------------------------------------------------------------------------------------------

BAD = {
    "black": {"black": 1.0, "brightness": 0.0},
    "blurred": {"sharpness": 0.1},
    "shaking": {"shake": 0.9},
    "dark": {"brightness": 0.02},
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("style", ["dynamic", "wedding", "wes_anderson"])
def test_bad_stretches_are_avoided_while_better_exists(kind: str, style: str) -> None:
    """Each clip is bad from 3 s to 6 s; the rest would do, and the film needs nearly all of it."""
    value = {
        name: (lambda t, bad=bad, name=name: bad if 3 <= t < 6 else 0.45 if name == "brightness" else _good(name))
        for name, bad in BAD[kind].items()
    }
    footage = [make.source(f"{i}.mp4", duration_s=10, motion=0.1 * i, hue=0.2 * i, **value) for i in range(5)]
    timeline = film(footage, style=style, duration_s=24)
    for i, clip in enumerate(timeline.video):
        times = rules.asked_times(timeline, i)
        assert times[-1] < 3 or times[0] >= 6, f"{clip.id} shows {kind} pictures"


def _good(name: str) -> float:
    return {"black": 0.0, "sharpness": 0.8, "shake": 0.01}[name]


def test_good_moments_repeat_before_a_black_one_is_shown() -> None:
    footage = [make.source("good.mp4", duration_s=8), make.source("black.mp4", duration_s=60, black=1.0)]
    timeline = film(footage, duration_s=20)
    assert {PurePath(c.source).name for c in timeline.video} == {"good.mp4"}


def test_nothing_but_bad_pictures_still_makes_a_film_and_says_so() -> None:
    blurred = film([make.source("a.mp4", duration_s=30, sharpness=0.05)], duration_s=10)
    black = film([make.source("a.mp4", duration_s=30, black=1.0)], duration_s=10)
    assert any("sharp" in n for n in blurred.notes) and any("black" in n for n in black.notes)


def test_energetic_passages_have_shorter_and_livelier_clips() -> None:
    footage = [make.source(f"{i}.mp4", duration_s=30, motion=0.02 + 0.06 * i, hue=(0.3 * i) % 1) for i in range(10)]
    song = make.song(duration_s=60, sections=((0, 0.1), (0.5, 0.95)))
    timeline = film(footage, song=song, duration_s=None)
    motion = {f.media.path: f.tracks.motion[0] for f in footage}
    calm = [c for c in timeline.video if c.end / timeline.rate <= 29]
    loud = [c for c in timeline.video if c.start / timeline.rate >= 31]
    mean = lambda values: sum(values) / len(values)  # noqa: E731
    assert mean([c.frames for c in loud]) < 0.5 * mean([c.frames for c in calm])
    assert mean([motion[c.source] for c in loud]) > mean([motion[c.source] for c in calm]) + 0.04


def test_calm_slots_are_slowed_down_where_style_and_source_allow() -> None:
    footage = [make.source(f"{i}.mp4", duration_s=40, rate=60) for i in range(5)]
    calm = make.song(sections=((0, 0.1),))
    assert any(c.speed == Fraction(1, 2) for c in film(footage, style="wedding", song=calm).video)
    assert all(c.speed == 1 for c in film(footage, style="dynamic", song=calm).video)
    assert all(c.speed == 1 for c in film(make.reel(1, duration_s=60), style="wedding", song=calm).video)


def test_an_orderly_style_follows_the_order_of_filming() -> None:
    footage = [make.source(f"take {i}.mp4", duration_s=12, motion=0.05 * (i * 7 % 11)) for i in range(1, 12)]
    order = {f.media.path: i for i, f in enumerate(footage)}
    timeline = film(footage, style="tutorial", duration_s=55)
    places = [order[c.source] for c in timeline.video]
    assert sum(b >= a for a, b in pairwise(places)) >= 0.8 * (len(places) - 1)


def test_between_equals_the_in_point_that_is_cheap_to_reach_is_taken() -> None:
    footage = make.reel(8, duration_s=40)
    keys = [4.0 * n for n in range(10)]
    known = [msgspec.structs.replace(f, keys_s=keys) for f in footage]

    def behind_key_s(sources: list[FootageFacts]) -> float:
        clips = [c for seed in range(6) for c in film(sources, style="travel", seed=seed).video]
        return sum(float(c.source_in) % 4 for c in clips) / len(clips)

    assert behind_key_s(known) < 0.9 * behind_key_s(footage)


# --- reasons and alternatives ----------------------------------------------------------------------------------


def test_scores_are_the_sum_of_their_reasons_and_runners_up_would_fit() -> None:
    footage = make.reel(8, duration_s=20, shots=(6, 13))
    timeline = film(footage, style="travel")
    for i, clip in enumerate(timeline.video):
        assert clip.score == pytest.approx(sum(clip.why.values()), abs=1e-6)
        assert len(clip.runners_up) == 5
        assert [r.score for r in clip.runners_up] == sorted((r.score for r in clip.runners_up), reverse=True)
        for other in clip.runners_up:
            assert other.score == pytest.approx(sum(other.why.values()), abs=1e-6)
            swapped = msgspec.structs.replace(clip, source=other.source, source_in=other.source_in)
            video = [*timeline.video[:i], swapped, *timeline.video[i + 1 :]]
            changed = msgspec.structs.replace(timeline, video=video)
            validate(changed)
            rules.check_exact(changed, footage)
            assert rules.repeats(changed, footage) == []


# --- the same film everywhere ----------------------------------------------------------------------------------


def test_the_order_and_the_folders_of_the_clips_do_not_matter() -> None:
    footage = make.reel(10, shots=(4,))
    expected = film(footage)
    moved = [
        msgspec.structs.replace(
            f, media=msgspec.structs.replace(f.media, path=f.media.path.replace("footage", "other"))
        )
        for f in footage
    ]
    random.Random(5).shuffle(moved)
    again = film(moved)
    assert documents.encode(again).replace(b"/other/", b"/footage/") == documents.encode(expected)


def test_seeds_give_different_films_that_are_about_as_good() -> None:
    footage = make.reel(10, duration_s=20)
    films = [film(footage, seed=n) for n in (1, 1, 2, 3)]
    keys = [[(c.source, c.source_in) for c in f.video] for f in films]
    assert keys[0] == keys[1]
    assert keys[1] != keys[2] != keys[3] != keys[1]
    scores = [sum(c.score * c.frames for c in f.video) / f.frames for f in films]
    assert max(scores) - min(scores) < 0.12 * max(scores)


def test_a_request_travels_as_json() -> None:
    asked = PlanRequest(
        rate=NTSC,
        size=(640, 360),
        duration_s=Fraction(61, 2),
        locks=film(make.reel(3)).video[:1],
        marks=[SourceMarks(path="a", use=(Fraction(1), Fraction(5, 3)), favourites=[(Fraction(2), Fraction(2))])],
    )
    plain = documents.to_builtins(asked)
    assert documents.from_builtins(plain, PlanRequest) == asked


# --- what a person decided -------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["dynamic", "wedding", "minimalist"])
def test_locked_clips_stay_and_nothing_else_shows_their_frames(style: str) -> None:
    footage = make.reel(8, duration_s=20)
    first = film(footage, style=style, seed=1, duration_s=60)
    kept_ones = sorted({1, 3, 4, len(first.video) - 1})
    locks = [msgspec.structs.replace(first.video[i], locked=True) for i in kept_ones]
    start_s = first.audio[0].source_in
    again = film(footage, style=style, seed=2, locks=locks, music_start_s=start_s, duration_s=60)
    kept = {c.id: c for c in again.video if c.locked}
    assert len(kept) == len(kept_ones)
    for lock in locks:
        own = kept[lock.id]
        assert (own.start, own.frames, own.source, own.source_in) == (
            lock.start,
            lock.frames,
            lock.source,
            lock.source_in,
        )
    assert rules.repeats(again, footage) == []
    assert [c.source_in for c in again.video] != [c.source_in for c in first.video]


@pytest.mark.parametrize("style", ["dynamic", "wedding"])
@pytest.mark.parametrize("chosen", [1, 3, None])
def test_a_re_roll_keeps_every_cut_and_the_transitions_of_what_stays(style: str, chosen: int | None) -> None:
    """Of one clip, of three in a row, or of all that are not locked."""
    footage = make.reel(8, duration_s=20)
    first = film(footage, style=style, seed=1, duration_s=60)
    ids = {c.id for c in (first.video if chosen is None else first.video[4 : 4 + chosen])}
    again = film(
        footage, style=style, seed=2, duration_s=60, music_start_s=music_start_s(first), cuts=cuts_of(first),
        locks=locks_for(first, ids), marks=[] if chosen is None else avoiding(first, ids, []),
    )  # fmt: skip
    after = replanned(first, again)
    assert [(c.start, c.frames) for c in after.video] == [(c.start, c.frames) for c in first.video]
    for n, (old, new) in enumerate(zip(first.video, after.video, strict=True)):
        if old.id not in ids:
            assert (new.id, new.source, new.source_in, new.locked) == (old.id, old.source, old.source_in, old.locked)
            if n and first.video[n - 1].id not in ids:
                assert new.transition_in == old.transition_in
    shown = [(c.source, c.source_in) for c in first.video]
    assert [(c.source, c.source_in) for c in after.video] != shown
    if chosen is not None:
        assert not set(shown[4 : 4 + chosen]) & {(c.source, c.source_in) for c in after.video[4 : 4 + chosen]}


def test_cuts_that_are_given_are_the_films_cuts() -> None:
    """Whatever the style would like, and however scarce the footage."""
    wanted = cuts_of(film(make.reel(8, duration_s=20), style="dynamic", duration_s=30))
    for footage in (make.reel(8, duration_s=20), make.reel(1, duration_s=3)):
        timeline = film(footage, style="wedding", duration_s=30, cuts=wanted)
        assert cuts_of(timeline) == wanted
    assert cuts_of(film(make.reel(8, duration_s=20), style="wedding", duration_s=30)) != wanted


def test_locks_off_the_beat_and_next_to_each_other_are_filled_around() -> None:
    footage = make.reel(6, duration_s=15)
    paths = [f.media.path for f in footage]
    locks = [
        Clip(name, start, frames, source=paths[k], source_in=Fraction(2))
        for name, start, frames, k in (("x", 3, 50, 0), ("y", 53, 40, 1), ("z", 97, 33, 2))
    ]
    timeline = film(footage, locks=locks, style="wedding")
    assert [(c.start, c.frames) for c in timeline.video if c.locked] == [(3, 50), (53, 40), (97, 33)]


def test_locks_beyond_the_end_are_dropped_and_told_and_overlapping_ones_refused() -> None:
    footage = make.reel(6)
    clip = film(footage).video[3]
    late = msgspec.structs.replace(clip, start=5000)
    assert any("beyond" in n for n in film(footage, locks=[late]).notes)
    with pytest.raises(InputError) as refused:
        film(footage, locks=[clip, msgspec.structs.replace(clip, id="other", start=clip.start + 1)])
    assert refused.value.code == "plan.locks"


def test_favourites_are_in_the_film_whatever_they_look_like() -> None:
    footage = [*make.reel(8, duration_s=20), make.source("loved.mp4", duration_s=20, sharpness=0.05, shake=0.9)]
    path = footage[-1].media.path
    moments = [(Fraction(3), Fraction(5)), (Fraction(12), Fraction(12))]
    timeline = film(footage, marks=[SourceMarks(path=path, favourites=moments)])
    sources = rules.by_path(footage)
    shown = set()
    for i, clip in enumerate(timeline.video):
        if clip.source == path:
            shown |= rules.shown_frames(timeline, i, sources)
            assert clip.why["favourite"] > 0
    assert shown & set(range(75, 125)) and shown & {299, 300, 301}
    starts = [c.start for c in timeline.video if c.source == path]
    assert max(starts) > timeline.frames / 4, "favourites are not all shown at the begin"


def test_a_favourite_at_the_edge_of_a_source_is_not_taken_from_another() -> None:
    """Windows around it reach over the begin or the end of the source; the second mark lies beyond the end."""
    footage = make.reel(5, duration_s=9)
    marks = [
        SourceMarks(path=footage[k].media.path, favourites=[(Fraction(t), Fraction(t))])
        for k, t in ((1, 0), (2, 9), (3, 30))
    ]
    timeline = film(footage, style="minimalist", duration_s=25, marks=marks)
    assert rules.repeats(timeline, footage) == []


def test_marks_bound_a_source_and_rejected_ranges_are_not_shown() -> None:
    footage = make.reel(3, duration_s=20)
    marks = [
        SourceMarks(path=footage[0].media.path, use=(Fraction(5), Fraction(9))),
        SourceMarks(path=footage[1].media.path, rejected=[(Fraction(0), Fraction(12))]),
    ]
    timeline = film(footage, marks=marks, duration_s=40)
    for i, clip in enumerate(timeline.video):
        times = rules.asked_times(timeline, i)
        if clip.source == footage[0].media.path:
            assert times[0] >= 5 and times[-1] < 9
        if clip.source == footage[1].media.path:
            assert times[0] >= 12
    alone = film(footage[:1], marks=[SourceMarks(path=footage[0].media.path, rejected=[(Fraction(0), Fraction(99))])])
    assert any("rejected" in n for n in alone.notes)


# --- music -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["dynamic", "mtv", "documentary"])
def test_a_part_of_the_song_starts_on_a_downbeat_and_lasts(style: str) -> None:
    song = make.song(duration_s=180, bpm=128)
    timeline = film(make.reel(8), song=song, duration_s=30, style=style)
    (span,) = timeline.audio
    assert any(abs(float(span.source_in) - song.beats[i]) < 1e-6 for i in song.downbeats)
    assert span.samples == timeline.samples
    assert float(span.source_in) + 30 <= 180
    assert span.fade_out_ms > 0


def test_the_strongest_part_is_chosen_where_the_style_wants_it() -> None:
    song = make.song(duration_s=180)
    timeline = film(make.reel(8), song=song, duration_s=30, style="mtv")
    assert 85 <= timeline.audio[0].source_in <= 106  # the loud section is 90…135 s
    assert film(make.reel(8), song=song, duration_s=30, style="documentary").audio[0].source_in < 1


def test_a_song_that_is_too_short_goes_round_on_bar_lines() -> None:
    song = make.song(duration_s=20, bpm=120, first_beat_s=0.5)
    footage = make.reel(10, duration_s=12)
    timeline = film(footage, song=song, duration_s=70)
    assert len(timeline.audio) >= 3
    assert [a.start_sample for a in timeline.audio] == [0, *_ends(timeline)[:-1]]
    assert _ends(timeline)[-1] == timeline.samples
    gaps = {round(b - a, 4) for a, b in pairwise(timeline.beats)}
    assert gaps == {0.5}, "the beat goes on over the joins"
    for a, b in pairwise(timeline.audio):
        bar = (a.source_in + Fraction(a.samples, 48000) - b.source_in) / 2
        assert abs(bar - round(bar)) < Fraction(1, 1000), "back by whole bars"
    assert any("repeated" in n for n in timeline.notes)


def _ends(timeline: Timeline) -> list[int]:
    return [a.start_sample + a.samples for a in timeline.audio]


def test_without_a_length_the_film_is_as_long_as_the_song() -> None:
    timeline = film(make.reel(8), song=make.song(duration_s=41.237), duration_s=None)
    assert timeline.frames == round_half_up(seconds(41.237) * NTSC)
    assert len(timeline.audio) == 1 and timeline.audio[0].source_in == 0


def test_a_song_without_beats_passes_its_note_on() -> None:
    steady = make.song(grid="steady", note="No clear beat was found.")
    assert "No clear beat was found." in film(make.reel(4), song=steady).notes
    nothing = make.song(duration_s=3, first_beat_s=9)
    assert nothing.beats == []
    assert film(make.reel(4), song=nothing, duration_s=10).beats


# --- transitions -----------------------------------------------------------------------------------------------


def test_transitions_come_as_often_as_the_style_says_and_stay_within_shots() -> None:
    footage = make.reel(9, duration_s=20, shots=(5, 11))
    timeline = film(footage, style="wedding", duration_s=60)
    share = sum(c.transition_in is not None for c in timeline.video) / len(timeline.video)
    assert 0.4 < share < 0.65
    assert {c.transition_in.kind for c in timeline.video if c.transition_in} == {"dissolve", "dip_white"}
    assert all(isinstance(c.transition_in, Transition | None) and c.look.name == "wedding" for c in timeline.video)


def test_cut_frames_come_from_the_beats_themselves() -> None:
    song = make.song(duration_s=300, bpm=133.7)
    timeline = film(make.reel(12, duration_s=40), song=song, duration_s=290, style="sport")
    wanted = {frame_at(seconds(b), NTSC) for b in timeline.beats}
    assert {c.start for c in timeline.video[1:]} <= wanted
