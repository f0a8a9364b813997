"""Files that are broken in one known way each, and what is made of them: a cause, or the rest of them."""

from __future__ import annotations

import signal
import struct
import sys
import zlib
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from footage_corpus import X264, ffmpeg, numbered_video
from test_sound import RATE, film, mixed, span, tone, write_wav

from montage_desktop.core.errors import InputError, MediaError
from montage_desktop.media import sound_reader
from montage_desktop.media.declared_size import declared_size
from montage_desktop.media.ffmpeg import FFmpeg, find_ffmpeg, run
from montage_desktop.media.ffmpeg_causes import error_from
from montage_desktop.media.opening import MOST_PIXELS, footage_stream, open_media, packets_of
from montage_desktop.media.probe import probe
from montage_desktop.media.sound_reader import SoundReader

# ------------------------------------------------------------------------------------------- a crash of FFmpeg


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGFPE", "SIGILL", "SIGBUS"])
def test_a_crash_is_the_files_fault_and_is_not_tried_again(tmp_path: Path, name: str) -> None:
    fake = tmp_path / "fake"
    fake.write_text(f"#!{sys.executable}\nimport os, signal\nos.kill(os.getpid(), signal.{name})")
    fake.chmod(0o755)
    program = FFmpeg(str(fake), "9", 9, "fake", frozenset(), frozenset())
    with pytest.raises(MediaError) as e:
        run(["-i", "file:/footage/a.mp4", "-i", "file:/footage/b.mov"], ffmpeg=program, what="Part 2")
    assert e.value.code == "ffmpeg.crashed" and not e.value.transient and e.value.fix
    assert e.value.message.startswith("Part 2: ")
    assert all(word in e.value.message for word in (name, "“a.mp4”", "“b.mov”"))


def test_being_killed_is_no_crash() -> None:
    assert error_from("", returncode=-signal.SIGKILL).code == "ffmpeg.killed"


BROKEN = """\
[in#1/mov,mp4,m4a,3gp,3g2,mj2 @ 0x5] [error] Error opening input: Invalid data found when processing input"""


def test_the_sentence_names_the_file_that_the_lines_are_about() -> None:
    inputs = ["file:/x/a.mp4", "file:/x/b.mp4"]
    assert "“b.mp4” is damaged" in error_from(BROKEN, returncode=1, inputs=inputs).message
    vague = BROKEN.replace("in#1", "in")
    assert "One of “a.mp4”, “b.mp4” is damaged" in error_from(vague, returncode=1, inputs=inputs).message
    assert "“b.mp4” is damaged" in error_from(vague, returncode=1, inputs=inputs[1:] * 2).message
    assert error_from(vague, returncode=1).message.startswith("A file is damaged")
    outside = "[out#0/mp4 @ 0x5] [error] Error opening output file:/none/x.mp4: No such file or directory"
    assert "a.mp4" not in error_from(outside, returncode=1, inputs=inputs[:1]).message


def test_a_run_that_wrote_nothing_is_no_success(tmp_path: Path) -> None:
    """FFmpeg exits with 0 where no picture of what is asked for decodes."""
    source = numbered_video(tmp_path / "a.mp4", frames=10, size=(96, 64))
    args = ["-ss", "5", "-i", f"file:{source}", "-f", "mp4", f"file:{tmp_path / 'out.mp4'}"]
    with pytest.raises(MediaError) as e:
        run(args, ffmpeg=find_ffmpeg(), what="Part 1")
    assert e.value.code == "media.damaged" and "Part 1: " in e.value.message and "“a.mp4”" in e.value.message


# ------------------------------------------------------------------------------------------ pictures too large


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("suffix", ["png", "gif", "bmp", "jpg"])
def test_the_size_that_a_picture_says_it_has(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"p.{suffix}"
    ffmpeg("-f", "lavfi", "-i", "testsrc=s=222x110:d=0.04", "-frames:v", "1", "-update", "1", path)
    assert declared_size(path) == (222, 110)
    path.write_bytes(path.read_bytes()[:9])
    assert declared_size(path) is None


@pytest.mark.parametrize("size", [(20_000, 10_000), (32_768, 32_768), (1, 0x7FFFFFFF)])
def test_a_picture_too_large_says_so(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(png(*size))
    assert size[0] * size[1] > MOST_PIXELS
    with pytest.raises(InputError) as e:
        probe(path)
    assert e.value.code == "media.too_large" and "large.png" in e.value.message and str(size[0]) in e.value.message


def test_a_video_may_be_less_large_than_a_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    video = numbered_video(tmp_path / "v.mp4", frames=5, size=(96, 64))
    still = tmp_path / "s.png"
    ffmpeg("-i", video, "-frames:v", "1", "-update", "1", still)
    monkeypatch.setattr("montage_desktop.media.probe.MOST_MOVING_PIXELS", 96 * 64 - 1)
    assert probe(still).video is not None
    with pytest.raises(InputError) as e:
        probe(video)
    assert e.value.code == "media.too_large"


# --------------------------------------------------------------------------------------- codecs, texts, indexes


def test_a_video_of_an_unknown_codec(tmp_path: Path) -> None:
    for tone_hz in (440, 0):
        path = numbered_video(tmp_path / f"{tone_hz}.mp4", frames=10, size=(96, 64), tone_hz=tone_hz)
        path.write_bytes(path.read_bytes().replace(b"avc1", b"zz!1"))
        if tone_hz:
            facts = probe(path)
            assert facts.video is None and facts.audio is not None and "only its sound" in facts.warnings[0]
            continue
        with pytest.raises(InputError) as e:
            probe(path)
        assert e.value.code == "media.unreadable"


def test_a_sound_of_an_unknown_codec(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "odd.wav", tone(0.3))
    data = bytearray(path.read_bytes())
    data[20:22] = b"\x77\x77"
    path.write_bytes(data)
    with pytest.raises(InputError) as e:
        probe(path)
    assert "odd.wav" in e.value.message


def test_a_title_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "titled.mkv"
    ffmpeg("-f", "lavfi", "-i", "testsrc=s=64x64:d=0.4", "-metadata", "title=ABCDEFGH", path)
    path.write_bytes(path.read_bytes().replace(b"ABCDEFGH", b"ABC\xb1\xffFGH"))
    assert probe(path).video is not None


def test_sound_goes_on_where_its_index_does_not_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seeking fails: it is decoded from the begin, to the same samples."""
    source = write_wav(tmp_path / "t.wav", tone(4))
    timeline, facts = film([span(source, 0, RATE, Fraction(2))], frames=25)
    truth = mixed(timeline, facts)
    opened = sound_reader.open_known

    class Unseekable:
        def __init__(self, container: object) -> None:
            self._container = container

        def __getattr__(self, name: str) -> object:
            return getattr(self._container, name)

        def seek(self, *_args: object, **_options: object) -> None:
            raise av.error.PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(sound_reader, "open_known", lambda media: Unseekable(opened(media)))
    np.testing.assert_array_equal(mixed(timeline, facts), truth)


def test_sound_whose_rate_and_channels_change_half_way(tmp_path: Path) -> None:
    parts = []
    for n, (rate, channels, hz) in enumerate([(48_000, 1, 500), (44_100, 2, 1000)]):
        part = tmp_path / f"{n}.aac"
        ffmpeg("-f", "lavfi", "-i", f"sine={hz}:d=1:r={rate}", "-ac", str(channels), "-f", "adts", part)
        parts.append(part.read_bytes())
    both = tmp_path / "both.aac"
    both.write_bytes(b"".join(parts))
    reader = SoundReader(probe(both))
    sound = reader.read(int(1.9 * RATE))
    reader.close()
    for at_s, hz in ((0.5, 500), (1.5, 1000)):
        second = sound[int((at_s - 0.2) * RATE) : int((at_s + 0.2) * RATE), 0]
        spectrum = np.abs(np.fft.rfft(second * np.hanning(len(second))))
        assert abs(np.argmax(spectrum) * RATE / len(second) - hz) < 15


def test_a_stream_that_begins_late(tmp_path: Path) -> None:
    """Sound that appears when the file is long open: the pictures are read on (FLV tells no streams before)."""
    first = tmp_path / "pictures.flv"
    ffmpeg("-f", "lavfi", "-i", "testsrc=s=64x64:r=25:d=8", "-c:v", "flv", "-b:v", "2M", "-g", "5", first)
    second = tmp_path / "sound.flv"
    ffmpeg("-f", "lavfi", "-i", "sine=d=1", "-c:a", "libmp3lame", second)
    path = tmp_path / "both.flv"
    path.write_bytes(first.read_bytes() + second.read_bytes()[13:])
    with open_media(path) as container:
        stream = footage_stream(container)
        assert stream is not None and not container.streams.audio
        assert sum(p.size > 0 for p in packets_of(container, stream)) == 200
        assert sum(p.size > 0 for p in packets_of(container, stream)) == 0
    with open_media(path) as container, pytest.raises(IndexError):
        list(container.demux(container.streams.video[0]))


def test_times_that_the_size_rules_out(tmp_path: Path) -> None:
    """A fragment that begins a week later; then a header alone that says the file is a week long."""
    flags = ("-g", "10", "-movflags", "+frag_keyframe+empty_moov")
    source = numbered_video(tmp_path / "a.mp4", frames=30, size=(96, 64), codec=(*X264, *flags))
    data = source.read_bytes()
    at = data.rindex(b"tfdt") + 8
    (tmp_path / "late.mp4").write_bytes(data[:at] + struct.pack(">Q", 8_000_000_000) + data[at + 8 :])
    with pytest.raises(InputError) as e:
        probe(tmp_path / "late.mp4")
    assert e.value.code == "media.damaged" and "hours" in e.value.message
    plain = numbered_video(tmp_path / "b.mp4", frames=30, size=(96, 64))
    data = plain.read_bytes()
    at = data.index(b"mvhd") + 20
    (tmp_path / "head.mp4").write_bytes(data[:at] + b"\xff\xff\xff\xfe" + data[at + 4 :])
    assert abs(probe(tmp_path / "head.mp4").duration_s - probe(plain).duration_s) < Fraction(1, 10)
