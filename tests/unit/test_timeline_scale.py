"""The timeline's arithmetic: frames and pixels, rulers, beats that there is room for, and what lies at a point."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from montage_desktop.core.timeline import Clip, Timeline, Transition
from montage_desktop.ui.timeline.film import Beats, Film
from montage_desktop.ui.timeline.hits import Band, Hit, Zone, hit, lanes_of
from montage_desktop.ui.timeline.scale import MARGIN_PX, Scale, ruler_steps, tile_offset, timecode_of


def film(*lengths: int, transitions: dict[int, int] | None = None) -> Film:
    clips, at = [], 0
    for n, frames in enumerate(lengths):
        into = Transition("dissolve", transitions[n]) if transitions and n in transitions else None
        clips.append(
            Clip(
                id=f"c{n}",
                start=at,
                frames=frames,
                source="/m/a.mp4",
                source_in=Fraction(5),
                transition_in=into,
                score=n / 10,
                locked=n == 2,
            )
        )
        at += frames
    return Film(Timeline(rate=Fraction(30), size=(64, 64), frames=at, video=clips))


# Scale ---------------------------------------------------------------------------------------------------------


@given(
    frames=st.integers(1, 400_000), width=st.integers(50, 4000), about=st.floats(0, 1), place=st.floats(0, 1),
    factors=st.lists(st.floats(0.3, 3), min_size=1, max_size=6),
)  # fmt: skip
def test_zoom_keeps_what_is_under_the_mouse_and_stays_within_the_film(
    frames: int, width: int, about: float, place: float, factors: list[float]
) -> None:
    scale = Scale(width_px=width, frames=frames).fitted().zoomed(8, place * width)
    x = about * width
    for factor in factors:
        before, after = scale, scale.zoomed(factor, x)
        assert after.px_per_frame >= after.least_px_per_frame * 0.9999
        inside = -MARGIN_PX < after.left_px < after.hidden_px - MARGIN_PX
        if inside:
            assert abs(after.x_of(before.frame_at(x)) - x) < 0.01
        assert -MARGIN_PX - 0.01 <= after.left_px <= max(-MARGIN_PX, after.hidden_px - MARGIN_PX) + 0.01
        scale = after


def test_zooming_in_and_out_again_leads_back() -> None:
    start = Scale(width_px=1000, frames=90_000).fitted().zoomed(20, 400)
    scale = start
    for _ in range(6):
        scale = scale.zoomed(1.7, 333)
    for _ in range(6):
        scale = scale.zoomed(1 / 1.7, 333)
    assert scale.x_of(45_000) == pytest.approx(start.x_of(45_000))


def test_panning_ends_at_the_films_ends() -> None:
    scale = Scale(width_px=500, frames=1000).fitted().zoomed(10, 0)
    assert scale.panned(-10_000).x_of(0) == MARGIN_PX
    assert scale.panned(10**9).x_of(1000) == pytest.approx(500 - MARGIN_PX)
    assert scale.panned(30).x_of(100) == pytest.approx(scale.x_of(100) - 30)


def test_a_whole_film_stays_whole_and_a_part_stays_where_it_is() -> None:
    whole = Scale(width_px=500, frames=1000).fitted()
    assert whole.on(width_px=900, frames=4000).is_fitted
    part = whole.zoomed(6, 100)
    wider = part.on(width_px=600, frames=1200)
    assert (wider.px_per_frame, wider.left_px) == (part.px_per_frame, part.left_px)
    assert part.on(width_px=500, frames=10).is_fitted  # a film that short cannot be seen so far away


def test_revealing_moves_as_little_as_it_can() -> None:
    scale = Scale(width_px=500, frames=10_000).fitted().zoomed(100, 0)
    seen = scale.visible(0, 500)
    assert scale.revealing(seen[0] + 20, seen[0] + 40) == scale
    right = scale.revealing(5000, 5040)
    assert right.x_of(5040) == pytest.approx(500 - MARGIN_PX)
    left = right.revealing(100, 140)
    assert left.x_of(100) == pytest.approx(MARGIN_PX)
    assert left.revealing(3000, 9000).x_of(3000) == pytest.approx(MARGIN_PX)


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(60), Fraction(12, 5)])
def test_the_ruler_is_legible_and_round_at_every_zoom(rate: Fraction) -> None:
    base = round(rate)
    px_per_frame = 48.0
    while px_per_frame > 0.0002:
        major, minor = ruler_steps(px_per_frame, rate)
        assert major * px_per_frame >= 100
        assert minor * px_per_frame >= 9
        assert major % minor == 0
        assert base % major == 0 or major % base == 0
        px_per_frame *= 0.83
    assert timecode_of(base * 3661 + 1, rate) == "01:01:01:01"


# Clips and beats -------------------------------------------------------------------------------------------------


def test_clips_are_found_by_place_and_by_name() -> None:
    made = film(10, 20, 5, 30)
    assert [made.at(f) for f in (-1, 0, 9, 10, 34, 64, 65)] == [None, 0, 0, 1, 2, 3, None]
    assert list(made.between(9, 10)) == [0]
    assert list(made.between(9, 31)) == [0, 1, 2]
    assert made.indices({"c3", "c1", "gone"}) == [1, 3]
    assert [made.nearest_cut(f) for f in (0, 4, 6, 29, 33, 60, 900)] == [
        (0, 0), (0, 0), (1, 10), (2, 30), (3, 35), (4, 65), (4, 65),
    ]  # fmt: skip
    assert made.any_locked(1, 3) and not made.any_locked(3, 4)
    assert made.goodness(3, 4) == pytest.approx(1)
    assert made.goodness(0, 4) == pytest.approx(0.5)


def test_only_as_many_beats_as_are_legible() -> None:
    beats = [n * 0.5 for n in range(401)]
    timeline = Timeline(rate=Fraction(30), size=(64, 64), frames=6000, beats=beats)
    with_bars, without = Beats(timeline, range(0, 401, 4)), Beats(timeline)
    for made in (with_bars, without):
        for px_per_frame in (4.0, 1.0, 0.3, 0.1, 0.02, 0.003):
            shown = [frame for frame, _ in made.ticks(0, 6001, px_per_frame)]
            assert shown == sorted(shown) and shown
            assert all((b - a) * px_per_frame >= 6 for a, b in pairwise(shown))
            part = [frame for frame, _ in made.ticks(1111, 4000, px_per_frame)]
            assert part == [f for f in shown if 1111 <= f < 4000]  # panning does not change which ones
    near = with_bars.ticks(0, 121, 2.0)
    assert [frame for frame, strong in near if strong] == [0, 60, 120]
    assert len(near) == 9
    assert with_bars.are_of(timeline, None) and not with_bars.are_of(timeline, [1])
    assert not Beats(None)


def test_pictures_of_tiles_are_asked_for_on_a_grid() -> None:
    offsets = {tile_offset(n, 100, zoom / 100) for zoom in range(100, 199) for n in range(8)}
    assert all(offset % 32 == 0 for offset in offsets)
    assert tile_offset(0, 100, 0.37) == 0


# Hits ------------------------------------------------------------------------------------------------------------


def test_what_lies_at_a_point() -> None:
    made = film(100, 100, 100, transitions={2: 20})
    scale = Scale(px_per_frame=2, left_px=-MARGIN_PX, width_px=800, frames=300)
    lanes = lanes_of(300, sections=True, beats=True, music=True)
    top, low, x = lanes.clips.top + 2, lanes.clips.bottom - 4, scale.x_of

    def at(x_px: float, y_px: float) -> Hit:
        return hit(made, scale, lanes, x_px, y_px)

    assert at(50, 3).zone is at(50, lanes.beats.top).zone is Zone.RULER
    assert at(50, lanes.music.top).zone is Zone.MUSIC
    assert at(50, lanes.clips.top - 1).zone is at(700, top).zone is Zone.NOTHING
    assert at(x(50), top) == Hit(Zone.CLIP, 0)
    assert at(x(0) - 4, top) == at(x(0), top) == Hit(Zone.EDGE, 0, "in")
    assert at(x(100) - 3, top) == Hit(Zone.EDGE, 0, "out")
    assert at(x(100) + 3, top) == Hit(Zone.EDGE, 1, "in")
    assert at(x(300) + 4, top) == Hit(Zone.EDGE, 2, "out")
    assert at(x(190), low) == Hit(Zone.HANDLE, 2, "in")
    assert at(x(210) + 3, low) == Hit(Zone.HANDLE, 2, "out")
    assert at(x(190), top) == Hit(Zone.CLIP, 1)


def test_narrow_clips_have_no_edges() -> None:
    made = film(*[5] * 50, transitions={3: 4})
    scale = Scale(px_per_frame=2, left_px=-MARGIN_PX, width_px=800, frames=250)
    lanes = lanes_of(200, sections=False, beats=False, music=False)
    y = lanes.clips.bottom - 3
    assert {hit(made, scale, lanes, x, y).zone for x in range(20, 400)} == {Zone.CLIP}


def test_lanes_share_any_height() -> None:
    for height in range(100, 700, 7):
        for music in (True, False):
            lanes = lanes_of(height, sections=True, beats=True, music=music)
            bands = (lanes.time, lanes.sections, lanes.beats, lanes.clips, lanes.music)
            assert all(a.bottom <= b.top or b.height == 0 for a, b in pairwise(bands))
            assert height < 170 or lanes.clips.bottom <= height
            assert lanes.clips.height >= 44
    assert lanes_of(300, sections=False, beats=True, music=True).sections == Band(24, 0)
