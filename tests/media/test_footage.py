"""Shots and tracks of films whose truth is known."""

from __future__ import annotations

import itertools
import resource
import sys
import threading
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import imageio_ffmpeg
import numpy as np
import pytest
from edited_corpus import EDITS, TRAPS, Edit, matches, spans_of
from footage_corpus import ffmpeg, numbered_video, read_code, vfr_time
from odd_corpus import song_with_cover

from montage_desktop.core.documents import encode
from montage_desktop.core.errors import Cancelled, InputError
from montage_desktop.core.facts import FootageFacts
from montage_desktop.media.analysis import footage
from montage_desktop.media.analysis.footage import STILL_S, analyse_footage
from montage_desktop.media.analysis.foresight import Foresight
from montage_desktop.media.analysis.frames import FrameReader, SmallFrame
from montage_desktop.media.analysis.read_ahead import read_ahead
from montage_desktop.media.analysis.shots import ShotFinder
from montage_desktop.media.opening import open_media
from montage_desktop.media.probe import probe
from montage_desktop.media.samples.footage import write_demo_footage

Odd = Callable[[str], Path]
Edited = Callable[[str], tuple[Path, Edit]]


def _gaps(facts: FootageFacts, rate: str, frames: int) -> list[tuple[int, int]]:
    """Transitions in frames, from the gaps between shots; also checks that boundaries are frames."""
    bounds: list[int] = [0]
    for shot in facts.shots:
        for second in (shot.start_s, shot.end_s):
            frame = second * Fraction(rate)
            assert abs(frame - round(frame)) < Fraction(1, 20), "a boundary is not the pts of a frame"
            bounds.append(round(frame))
    bounds.append(frames)
    assert bounds == sorted(bounds)
    gaps = list(zip(bounds[::2], bounds[1::2], strict=True))
    return [gap for gap in gaps if gap not in ((0, 0), (frames, frames))]


@pytest.mark.parametrize("name", [edit.name for edit in EDITS])
def test_transitions_are_found_and_nothing_else(edited: Edited, name: str) -> None:
    path, edit = edited(name)
    found = _gaps(analyse_footage(path), edit.rate, sum(p.frames for p in edit.pieces))
    assert matches(found, edit.truth()) == (len(edit.truth()), 0, 0), f"{found} for {edit.truth()}"


@pytest.mark.parametrize("name", ["cuts", "cuts_soft_60", "flashes", "whip_pans", "counter", "held"])
def test_cuts_are_exact_to_the_frame(edited: Edited, name: str) -> None:
    path, edit = edited(name)
    found = _gaps(analyse_footage(path), edit.rate, sum(p.frames for p in edit.pieces))
    assert found == edit.truth()


@pytest.mark.parametrize("name", ["dissolves", "fades", "black"])
def test_no_shot_contains_a_part_of_a_gradual_transition(edited: Edited, name: str) -> None:
    path, edit = edited(name)
    found = _gaps(analyse_footage(path), edit.rate, sum(p.frames for p in edit.pieces))
    for first, last in edit.truth():
        mixed = set(range(first, last))
        kept = mixed - {f for a, b in found for f in range(a, b)}
        # The outermost frames of a transition hold a few per cent of the other picture.
        edge = {f for f in kept if min(f - first, last - 1 - f) < max(1, (last - first) // 12)}
        assert kept == edge, f"{sorted(kept)} of {first}…{last} are in a shot; found {found}"


@pytest.mark.parametrize("name", [edit.name for edit in TRAPS])
def test_frames_left_undecoded_hide_no_transition(edited: Edited, name: str) -> None:
    path, edit = edited(name)
    found = spans_of(path, analyse_footage(path))
    assert matches(found, edit.truth()) == (len(edit.truth()), 0, 0), f"{found} for {edit.truth()}"
    if "gradual" not in name:
        assert found == edit.truth()


def test_key_frames_are_those_of_the_file(edited: Edited) -> None:
    path, _ = edited("trap_cuts_vfr")
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.time_base is not None
        keys = [float(p.pts * stream.time_base) for p in container.demux(stream) if p.is_keyframe and p.pts is not None]
    assert analyse_footage(path).keys_s == pytest.approx(keys, abs=1e-3)


@pytest.mark.parametrize("name", ["trap_inserts_no_keys", "trap_cuts_vfr", "trap_unrest_no_keys", "trap_gradual"])
def test_leaving_frames_out_changes_no_cut(edited: Edited, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = edited(name)
    sparse = analyse_footage(path)
    monkeypatch.setattr(Foresight, "choose", lambda _self, packets: ((packet, True) for packet in packets))
    full = analyse_footage(path)
    assert [s.kind for s in sparse.shots] == [s.kind for s in full.shots]
    for a, b in zip(sparse.shots, full.shots, strict=True):
        # A gradual transition begins where its first traces are seen, which may be some frames apart.
        slack = Fraction(1, 5) if "gradual" in name else 0
        assert abs(a.start_s - b.start_s) <= slack and abs(a.end_s - b.end_s) <= slack
    # Tracks of calm footage agree too; they are measured over two frames instead of one. (Not where times jump.)
    if "vfr" not in name:
        assert _mean(sparse, "motion", 0, 0.6) == pytest.approx(_mean(full, "motion", 0, 0.6), rel=0.2)


def test_frames_are_really_left_undecoded(edited: Edited) -> None:
    path, edit = edited("trap_cuts")
    facts = probe(path)
    assert facts.video is not None
    total = sum(piece.frames for piece in edit.pieces)
    decoded = list(FrameReader(path, facts.video, choose=Foresight(facts.video.frame_s).choose))
    given = [d.small.pts for d in decoded] + [pts for d in decoded for pts in d.skipped]
    assert len(decoded) < 0.8 * total
    assert sorted(given) == [d.small.pts for d in FrameReader(path, facts.video)]


def test_damage_in_a_film_with_frames_left_out_is_told(edited: Edited, tmp_path: Path) -> None:
    path, edit = edited("trap_inserts_no_keys")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = bytes(3000)
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(data)
    facts = analyse_footage(broken)
    assert any("damaged" in warning for warning in facts.media.warnings)
    whole = sum(piece.frames for piece in edit.pieces) * Fraction(1, 25)
    assert 0 < sum(s.end_s - s.start_s for s in facts.shots) < whole
    assert facts.shots[0].start_s == facts.media.start_s


def test_shots_are_named_by_how_they_begin(edited: Edited) -> None:
    kinds = [[s.kind for s in analyse_footage(edited(name)[0]).shots] for name in ("dissolves", "fades", "cuts")]
    assert kinds == [["start"] + ["dissolve"] * 3, ["start"] + ["fade"] * 3, ["start"] + ["cut"] * 4]


def test_boundaries_are_pts_in_variable_rate(tmp_path: Path) -> None:
    parts = [numbered_video(tmp_path / f"{i}.mp4", frames=24, vfr=True, source=40 + i) for i in (0, 1)]
    (tmp_path / "list").write_text("".join(f"file '{part}'\n" for part in parts))
    film = tmp_path / "vfr.mp4"
    ffmpeg("-f", "concat", "-safe", "0", "-i", tmp_path / "list", "-c", "copy", film)
    with open_media(film) as container:
        codes = [(f.pts * f.time_base, read_code(f.to_ndarray(format="gray"))) for f in container.decode(video=0)]
    cut = next(at for at, code in codes if code is not None and code[1] == 41)
    facts = analyse_footage(film)
    assert facts.media.video is not None and facts.media.video.vfr
    assert [s.start_s for s in facts.shots] == [0, cut]
    assert facts.shots[0].end_s == cut
    assert facts.shots[-1].end_s > codes[-1][0] > cut + vfr_time(22, 25)


@pytest.mark.parametrize("kind", ["transport", "ntsc_mkv", "avi", "bframes", "plain"])
def test_one_shot_covers_all_frames(odd: Odd, kind: str) -> None:
    facts = analyse_footage(odd(kind))
    video = facts.media.video
    assert video is not None
    assert len(facts.shots) == 1
    assert facts.shots[0].start_s == video.start_s
    assert abs(facts.shots[0].end_s - video.start_s - video.duration_s) <= video.frame_s


# ------------------------------------------------------------------------------------------ tracks


def _mean(facts: FootageFacts, track: str, first_s: float, last_s: float) -> float:
    tracks = facts.tracks
    rows = [i for i, t in enumerate(tracks.times_s) if first_s <= t < last_s]
    return float(np.mean([getattr(tracks, track)[i] for i in rows]))


def test_tracks_tell_good_from_bad(edited: Edited) -> None:
    facts = analyse_footage(edited("quality")[0])  # sharp 0-2, blurred 2-4, black 4-5.2, shaking, fast pan
    assert all(len(getattr(facts.tracks, name)) == len(facts.tracks.times_s) for name in facts.tracks.__struct_fields__)
    assert facts.tracks.times_s == sorted(facts.tracks.times_s)
    assert 6 <= len(facts.tracks.times_s) / 9.2 <= 12
    assert _mean(facts, "sharpness", 0, 2) > 0.5
    assert _mean(facts, "sharpness", 2, 4) < 0.25
    assert _mean(facts, "black", 4, 5.2) == 1
    assert _mean(facts, "black", 0, 4) < 0.1
    assert _mean(facts, "brightness", 4, 5.2) < 0.08 < _mean(facts, "contrast", 0, 2)
    assert _mean(facts, "shake", 5.2, 7.2) > 5 * _mean(facts, "shake", 7.2, 9.2)
    # 8 pixels a frame of a 320 pixel picture at 25 frames per second
    assert _mean(facts, "motion", 7.2, 9.2) == pytest.approx(8 * 25 / 320, rel=0.25)
    assert _mean(facts, "motion", 0, 2) == pytest.approx(1 * 25 / 320, rel=0.3)


def test_a_film_that_is_blurred_throughout_is_not_made_sharp_by_comparison(edited: Edited) -> None:
    assert max(analyse_footage(edited("blurred")[0]).tracks.sharpness) < 0.25


def test_cuts_are_no_motion(edited: Edited) -> None:
    facts = analyse_footage(edited("still_scene")[0])
    assert _mean(facts, "motion", 0, 2.4) < 0.02


def test_repeated_frames_do_not_halve_the_motion(edited: Edited) -> None:
    facts = analyse_footage(edited("held")[0])  # pans of 2 pixels a frame, each second frame shown
    assert _mean(facts, "motion", 0, 2.4) == pytest.approx(2 * 25 / 320, rel=0.35)


def test_pictures_of_one_scene_have_near_signatures(edited: Edited) -> None:
    facts = analyse_footage(edited("still_scene")[0])
    colour = np.array(facts.tracks.colour)
    times = np.array(facts.tracks.times_s)
    a, b = colour[times < 2.2], colour[times > 2.6]
    assert colour.shape == (len(times), 8)
    assert colour.min() >= 0 and colour.max() <= 1
    assert np.abs(a - a[0]).max() < 0.5 * np.abs(a.mean(0) - b.mean(0)).max()


# ------------------------------------------------------------------------------------------ odd and bad input


def test_stills_last_as_long_as_wanted(odd: Odd) -> None:
    for kind in ("still_png", "still_jpeg"):
        facts = analyse_footage(odd(kind))
        assert [(s.start_s, s.end_s) for s in facts.shots] == [(0, STILL_S)]
        assert facts.tracks.motion == [0, 0]
        assert facts.tracks.times_s[-1] == float(STILL_S)


@pytest.mark.parametrize(
    "kind", ["odd", "interlaced", "ten_bits", "pq", "alpha_qtrle", "alpha_prores", "rotated90", "anamorphic", "gif"]
)
def test_odd_pictures_work(odd: Odd, kind: str) -> None:
    facts = analyse_footage(odd(kind))
    assert len(facts.shots) == 1
    assert 0.2 < _mean(facts, "brightness", 0, 9) < 0.8
    assert max(facts.tracks.black) < 0.5


def test_one_frame_is_one_shot_and_is_said(odd: Odd) -> None:
    facts = analyse_footage(odd("one_frame"))
    assert len(facts.shots) == 1
    assert any("single frame" in warning for warning in facts.media.warnings)


def test_a_film_cut_short_gives_what_decodes(odd: Odd) -> None:
    facts = analyse_footage(odd("cut_short"))
    assert any("incomplete" in warning for warning in facts.media.warnings)
    assert 0 < facts.shots[-1].end_s < Fraction(8, 5)


def test_damaged_stretches_are_left_out(odd: Odd) -> None:
    facts = analyse_footage(odd("holed"))
    video = facts.media.video
    assert video is not None
    assert any("damaged" in warning for warning in facts.media.warnings)
    kept = sum(float(s.end_s - s.start_s) for s in facts.shots)
    assert 1.5 < kept < float(video.duration_s) - 0.1
    assert facts.shots[-1].end_s > video.start_s + Fraction(4)


@pytest.mark.parametrize("most", [0, 2])
def test_reading_ahead_gives_all_items_and_the_error_and_leaves_no_thread(most: int) -> None:
    def items() -> Iterator[int]:
        yield from range(50)
        raise InputError("x", "x", fix="x")

    ahead, taken = read_ahead(items(), most=most), list[int]()
    with pytest.raises(InputError):
        while True:
            taken.append(next(ahead))
    assert taken == list(range(50))
    early = read_ahead(itertools.count(), most=most)
    assert [next(early) for _ in range(3)] == [0, 1, 2]
    early.close()
    assert not [t for t in threading.enumerate() if t.name == "read-ahead"]


def test_songs_and_texts_are_refused(odd: Odd, media_folder: Path) -> None:
    for path, code in ((song_with_cover(media_folder), "media.no_video"), (odd("text"), "media.not_media")):
        with pytest.raises(InputError) as caught:
            analyse_footage(path)
        assert caught.value.code == code


def test_it_stops_when_told_and_tells_how_far_it_is(edited: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = edited("slow_pan")
    monkeypatch.setattr(footage, "_CHECK_S", 0.01)
    told: list[float] = []
    analyse_footage(path, on_progress=told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 1)
    assert len(told) > 5
    seen: list[float] = []
    with pytest.raises(Cancelled):
        analyse_footage(path, should_stop=lambda: len(seen) >= 3, on_progress=seen.append)
    assert len(seen) == 3 and seen[-1] < 0.9


def test_long_films_are_searched_in_overlapping_blocks_without_loss() -> None:
    height, width = 54, 96
    rng = np.random.default_rng(3)
    cuts = [100, 1010, 1023, 1024, 1025, 1180, 1344, 1500, 2047, 2048 + 300, 2900]
    black = (4000, 6000)
    bounds = [0, *cuts, black[0], black[1], 6100]
    finder = ShotFinder(30)
    for number, (first, last) in enumerate(itertools.pairwise(bounds)):
        luma = cv2.GaussianBlur(rng.integers(0, 256, (height, width), dtype=np.uint8), (0, 0), 3)
        luma = cv2.normalize(luma, None, 16, 235, cv2.NORM_MINMAX)
        chroma = rng.integers(90, 160, (2, 1, 1), dtype=np.uint8) + np.zeros((2, height // 2, width // 2), np.uint8)
        for i in range(first, last):
            picture = np.full_like(luma, 16) if number == len(cuts) + 1 else np.roll(luma, i // 4, axis=1)
            finder.add(SmallFrame(i, 1, picture, chroma, damaged=False))
    found = [(t.first, t.last) for t in finder.finish()]
    assert found == [*((cut, cut) for cut in cuts), black]


def test_the_same_file_gives_the_same_facts(edited: Edited) -> None:
    for name in ("dissolves", "trap_unrest_no_keys"):
        path, _ = edited(name)
        assert encode(analyse_footage(path)) == encode(analyse_footage(path, threads=2))


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
def test_memory_is_bounded_for_4k(tmp_path: Path) -> None:
    film = tmp_path / "uhd.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=s=3840x2160:r=30:d=0.7", "-c:v", "libx264", "-preset", "ultrafast", film)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    analyse_footage(film)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024


def test_demo_footage_is_made_once_and_is_usable(tmp_path: Path) -> None:
    paths = write_demo_footage(tmp_path, ffmpeg=imageio_ffmpeg.get_ffmpeg_exe(), size=(128, 72))
    made = {path: path.stat().st_mtime_ns for path in paths}
    assert 8 <= len(paths) <= 10
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    facts = {path.stem[3:]: analyse_footage(path) for path in paths if path.stem[:2] in ("07", "08", "09")}
    assert len(facts["quick-cuts"].shots) >= 4
    assert facts["tower"].media.video is not None and facts["tower"].media.video.display == (72, 128)
    assert facts["machine"].media.audio is not None
    write_demo_footage(tmp_path, ffmpeg=imageio_ffmpeg.get_ffmpeg_exe(), size=(128, 72))
    assert {path: path.stat().st_mtime_ns for path in paths} == made
