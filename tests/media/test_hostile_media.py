"""Files that are broken in one known way each, and what is made of them: a cause, or the rest of them."""

from __future__ import annotations

import signal
import struct
import sys
import zlib
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from footage_corpus import ffmpeg, numbered_video
from test_sound import RATE, film, mixed, span, tone, write_wav

from montage_desktop.core.errors import InputError, MediaError
from montage_desktop.media import sound_reader
from montage_desktop.media.declared_size import declared_size
from montage_desktop.media.ffmpeg import FFmpeg, run
from montage_desktop.media.ffmpeg_causes import error_from
from montage_desktop.media.opening import MOST_PIXELS
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
    assert "A file is damaged" in error_from(BROKEN.replace("in#1", "in"), returncode=1, inputs=inputs).message
    outside = "[out#0/mp4 @ 0x5] [error] Error opening output file:/none/x.mp4: No such file or directory"
    assert "a.mp4" not in error_from(outside, returncode=1, inputs=inputs[:1]).message


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
            raise sound_reader.PermissionError(1, "Operation not permitted")

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
