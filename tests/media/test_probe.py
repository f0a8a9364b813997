"""What `probe` reports of every kind of file, and what it refuses."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from footage_corpus import FFMPEG, read_number, vfr_time
from odd_corpus import song_with_cover

from montage_desktop.core.errors import InputError
from montage_desktop.core.facts import VideoFacts
from montage_desktop.media.probe import identity, open_media, probe, require_audio, require_footage

Odd = Callable[[str], Path]


def _video(path: Path) -> VideoFacts:
    return require_footage(probe(path))


def test_plain_file_has_exact_facts(odd: Odd) -> None:
    facts = probe(odd("plain"))
    video, audio = require_footage(facts), require_audio(facts)
    assert (video.width, video.height, video.display) == (320, 180, (320, 180))
    assert (video.rate, video.vfr, video.frame_s, video.frames) == (25, False, Fraction(1, 25), 50)
    assert (video.start_s, video.duration_s, video.bit_depth) == (0, 2, 8)
    assert not (video.interlaced or video.alpha or video.still or video.rotation or video.hdr)
    assert (audio.sample_rate, audio.channels, audio.start_s) == (48000, 1, 0)
    assert (facts.format, facts.warnings) == ("mov", [])


@pytest.mark.parametrize("kind", ["ntsc", "ntsc_mkv"])
def test_ntsc_rate_is_exact_also_with_millisecond_ticks(odd: Odd, kind: str) -> None:
    video = _video(odd(kind))
    assert (video.rate, video.vfr) == (Fraction(30000, 1001), False)
    assert abs(video.duration_s - Fraction(30 * 1001, 30000)) <= Fraction(1, 1000)


@pytest.mark.parametrize("kind", ["vfr", "vfr_mkv"])
def test_variable_rate_is_seen(odd: Odd, kind: str) -> None:
    video = _video(odd(kind))
    assert video.vfr
    assert abs(video.frame_s - Fraction(1, 50)) <= Fraction(1, 1000)
    assert abs(video.duration_s - vfr_time(39, 25)) <= Fraction(2, 25)


@pytest.mark.parametrize("kind", ["avi", "transport", "bframes", "silent", "odd", "ten_bits", "interlaced"])
def test_constant_rate_is_seen(odd: Odd, kind: str) -> None:
    video = _video(odd(kind))
    assert (video.vfr, video.rate) == (False, 25)


@pytest.mark.parametrize(("kind", "degrees"), [("rotated90", 90), ("rotated180", 180), ("rotated270", 270)])
def test_rotation_is_clockwise_and_the_same_as_ffmpegs(odd: Odd, kind: str, degrees: int) -> None:
    path = odd(kind)
    video = _video(path)
    assert video.rotation == degrees
    with open_media(path) as container:
        picture = next(container.decode(video=0)).to_ndarray(format="gray")
    assert read_number(picture) != 0
    assert read_number(np.rot90(picture, -degrees // 90)) == 0
    width, height = video.display
    raw = subprocess.run(
        [FFMPEG, "-v", "error", "-i", path, "-frames:v", "1", "-pix_fmt", "gray", "-f", "rawvideo", "-"],
        capture_output=True,
        check=True,
    ).stdout
    assert read_number(np.frombuffer(raw, np.uint8).reshape(height, width)) == 0


def test_pixel_aspect_widens_the_picture(odd: Odd) -> None:
    video = _video(odd("anamorphic"))
    assert (video.sar, video.width, video.display) == (Fraction(64, 45), 360, (512, 288))


def test_depth_colour_and_field_order(odd: Odd) -> None:
    assert (_video(odd("ten_bits")).bit_depth, _video(odd("ten_bits")).hdr) == (10, "")
    assert (_video(odd("pq")).hdr, _video(odd("pq")).color_primaries) == ("pq", "bt2020")
    assert (_video(odd("hlg")).hdr, _video(odd("hlg")).color_space) == ("hlg", "bt2020nc")
    assert _video(odd("interlaced")).interlaced
    assert not _video(odd("bframes")).interlaced


@pytest.mark.parametrize("kind", ["alpha_qtrle", "alpha_prores"])
def test_alpha_is_seen(odd: Odd, kind: str) -> None:
    assert _video(odd(kind)).alpha


def test_stills_and_moving_pictures(odd: Odd) -> None:
    assert (_video(odd("still_png")).still, probe(odd("still_png")).format) == (True, "png_pipe")
    assert (_video(odd("still_jpeg")).still, probe(odd("still_jpeg")).format) == (True, "jpeg_pipe")
    assert not _video(odd("gif")).still
    assert not _video(odd("one_frame")).still


def test_a_songs_cover_is_not_footage(odd: Odd, media_folder: Path) -> None:
    facts = probe(song_with_cover(media_folder))
    assert facts.video is None
    assert require_audio(facts).sample_rate == 44100
    with pytest.raises(InputError) as caught:
        require_footage(facts)
    assert caught.value.code == "media.no_video"


def test_silent_footage_is_no_song(odd: Odd) -> None:
    with pytest.raises(InputError) as caught:
        require_audio(probe(odd("silent")))
    assert caught.value.code == "media.no_audio"


@pytest.mark.parametrize("kind", ["plain", "transport", "ntsc_mkv", "bframes"])
def test_start_and_format_are_ffmpegs(odd: Odd, kind: str) -> None:
    path, facts = odd(kind), probe(odd(kind))
    told = subprocess.run(
        [FFMPEG, "-hide_banner", "-f", facts.format, "-i", path], capture_output=True, text=True, check=False
    ).stderr
    start = re.search(r"start: (-?[\d.]+)", told)
    assert start is not None
    assert facts.start_s == Fraction(start[1])


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("empty", "media.empty"),
        ("text", "media.not_media"),
        ("subtitles", "media.not_media"),
        ("no_index", "media.truncated"),
        *((kind, "media.playlist") for kind in ("playlist", "concat", "sdp", "dash")),
    ],
)
def test_what_is_not_media_is_refused_by_name_and_with_a_fix(odd: Odd, kind: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        probe(odd(kind))
    assert caught.value.code == code
    assert odd(kind).name in caught.value.message
    assert caught.value.fix


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "gone.mp4", "media.missing"), (tmp_path, "media.unreadable")):
        with pytest.raises(InputError) as caught:
            open_media(path)
        assert caught.value.code == code


def test_a_film_cut_short_is_as_long_as_what_is_there(odd: Odd) -> None:
    facts = probe(odd("cut_short"))
    assert facts.warnings
    assert Fraction(1, 5) < require_footage(facts).duration_s < Fraction(8, 5)


@pytest.mark.parametrize(
    "name",
    [
        "-dash.mp4",
        "a%03d.mp4",
        'it\'s "q".mp4',
        "new\nline.mp4",
        "日本 ü.mp4",
        "c:o:lon.mp4",
        "http:x.mp4",
        "a*?[b]{c}.mp4",
    ],
)
def test_names_mean_nothing(odd: Odd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    shutil.copy(odd("silent"), tmp_path / name)
    shutil.copy(odd("still_png"), tmp_path / (name + ".%d.png"))
    shutil.copy(odd("silent"), tmp_path / (name + ".%d.jpg"))
    monkeypatch.chdir(tmp_path)
    assert require_footage(probe(Path(name))).frames == 12
    assert require_footage(probe(Path(name + ".%d.png"))).still
    assert require_footage(probe(Path(name + ".%d.jpg"))).frames == 12


def test_identity_follows_the_bytes_only(odd: Odd, tmp_path: Path) -> None:
    small = odd("plain")
    shutil.copy(small, tmp_path / "copy.mp4")
    assert identity(tmp_path / "copy.mp4") == identity(small)
    data = bytearray(small.read_bytes())
    data[len(data) // 3] ^= 1
    (tmp_path / "copy.mp4").write_bytes(data)
    assert identity(tmp_path / "copy.mp4") != identity(small)


@pytest.mark.parametrize("place", [0, 5 << 20, (12 << 20) - 1])
def test_identity_of_large_files_sees_both_ends_and_what_lies_between(tmp_path: Path, place: int) -> None:
    path = tmp_path / "large.bin"
    data = np.random.default_rng(1).integers(0, 256, 12 << 20, dtype=np.uint8)
    path.write_bytes(data.tobytes())
    before = identity(path)
    data[max(0, place - (1 << 18)) : place + (1 << 18)] ^= 255
    path.write_bytes(data.tobytes())
    assert identity(path) != before
