"""Joined films: exact times, sound and picture of one length, the same bytes, and never over another file."""

from __future__ import annotations

import os
import subprocess
from fractions import Fraction
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest
from footage_corpus import numbered_video, read_number
from test_sound import clicks, write_wav

from montage_desktop.core.errors import Cancelled, InputError, MediaError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import AudioSpan, Clip, Timeline
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.probe import probe
from montage_desktop.media.render.check import check
from montage_desktop.media.render.chunks import Chunk
from montage_desktop.media.render.encode import render_chunk
from montage_desktop.media.render.film import render_film
from montage_desktop.media.render.join import join
from montage_desktop.media.render.place import place, require_output
from montage_desktop.media.render.profiles import Profile
from montage_desktop.media.sound import render_sound

SIZE = (160, 90)
QUICK = Profile(name="quick", short_side=0, preset="veryfast", crf=20, scaler="bicubic", audio_kbps=128)


class Parts:
    """A film of 130 frames at 29.97 fps in three chunks, with its sound: clicks that begin at whole 0.5 s."""

    def __init__(self, folder: Path) -> None:
        video = numbered_video(folder / "v.mp4", frames=200, rate="30000/1001", size=SIZE)
        song = write_wav(folder / "s.wav", clicks(8, 0.5))
        clips = [Clip(str(a), a, n, str(video), Fraction(a * 1001, 30_000)) for a, n in ((0, 43), (43, 40), (83, 47))]
        spans = [AudioSpan("music", str(song), 0, round(Fraction(130 * 1001, 30_000) * 48_000))]
        self.timeline = Timeline(
            rate=Fraction(30_000, 1001), size=SIZE, frames=130, title="Ünser Film", video=clips, audio=spans
        )
        self.facts: dict[str, MediaFacts] = {s: probe(Path(s)) for s in self.timeline.sources()}
        self.chunks = [folder / f"{i}.mp4" for i in range(3)]
        common = {"facts": self.facts, "profile": QUICK, "ffmpeg": find_ffmpeg()}
        for i, (clip, out) in enumerate(zip(clips, self.chunks, strict=True)):
            render_chunk(self.timeline, Chunk(i, clip.start, clip.frames), out=out, **common)  # type: ignore[arg-type]
        self.sound = folder / "s.m4a"
        render_sound(self.timeline, out=self.sound, **common)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    return Parts(tmp_path_factory.mktemp("parts"))


@pytest.fixture
def film(parts: Parts, tmp_path: Path) -> Path:
    out = tmp_path / "film.mp4"
    join(parts.chunks, parts.sound, parts.timeline, out=out)
    return out


def test_every_frame_has_its_exact_time(parts: Parts, film: Path) -> None:
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        assert stream.average_rate == parts.timeline.rate
        assert stream.codec_context.codec_tag == "avc1"
        frames = list(container.decode(stream))
        times = [f.pts * f.time_base for f in frames if f.pts is not None and f.time_base is not None]
    assert times == [k / parts.timeline.rate for k in range(130)]
    assert [read_number(f.to_ndarray(format="gray")) for f in frames] == list(range(130))
    assert (frames[0].colorspace, frames[0].color_range, frames[0].color_primaries, frames[0].color_trc) == (1, 1, 1, 1)


def test_sound_and_picture_begin_and_end_together(parts: Parts, film: Path) -> None:
    frame_s = 1 / parts.timeline.rate
    with av.open(str(film)) as container:
        first = next(container.decode(audio=0))
        assert first.pts == 0
    with av.open(str(film)) as container:
        blocks = [f.to_ndarray().T for f in container.decode(audio=0)]
        ends = [Fraction(s.duration or 0) * (s.time_base or 0) for s in container.streams]
    assert abs(ends[0] - ends[1]) < frame_s and abs(ends[0] - parts.timeline.duration_s) < frame_s
    heard = np.concatenate(blocks)[:, 0]
    for k in range(1, 8):
        near = int(np.abs(heard[k * 24_000 - 400 : k * 24_000 + 500]).argmax()) + k * 24_000 - 400
        assert abs(near - (k * 24_000 + 48)) < 48, "within a millisecond"


def test_players_need_not_read_to_the_end(film: Path) -> None:
    data = film.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(str(film)) as container:
        assert container.metadata["title"] == "Ünser Film"
        assert not any("date" in k or "creation" in k or "encoder" in k for k in container.metadata)


def test_the_same_parts_give_the_same_bytes(parts: Parts, film: Path, tmp_path: Path) -> None:
    join(parts.chunks, parts.sound, parts.timeline, out=tmp_path / "again.mp4")
    assert film.read_bytes() == (tmp_path / "again.mp4").read_bytes()


def test_without_sound(parts: Parts, tmp_path: Path) -> None:
    out = tmp_path / "o.mp4"
    join(parts.chunks, None, parts.timeline, out=out)
    report = check(out, parts.timeline, sound=False)
    assert report["frames"] == 130 and "peak_db" not in report


@pytest.mark.parametrize("rate", ["24000/1001", "25", "60", "12"])
def test_other_rates_and_one_frame(parts: Parts, tmp_path: Path, rate: str) -> None:
    source = next(iter(parts.facts))
    for frames in (1, 7):
        timeline = Timeline(
            rate=Fraction(rate), size=SIZE, frames=frames, video=[Clip("a", 0, frames, source, Fraction(1))]
        )
        report = render_film(timeline, tmp_path / f"{frames}.mp4", settings=QUICK, facts=parts.facts)
        assert report["frames"] == frames and report["seconds"] == round(float(frames / Fraction(rate)), 6)


# ------------------------------------------------------------------------------------------------ placing


def test_an_existing_file_is_never_replaced_unasked(parts: Parts, tmp_path: Path) -> None:
    out = tmp_path / "mine.mp4"
    out.write_bytes(b"precious")
    with pytest.raises(InputError) as e:
        join(parts.chunks, parts.sound, parts.timeline, out=out)
    assert e.value.code == "output.exists" and out.read_bytes() == b"precious"
    join(parts.chunks, parts.sound, parts.timeline, out=out, overwrite=True)
    assert check(out, parts.timeline, sound=True)["frames"] == 130
    assert [p.name for p in tmp_path.iterdir()] == ["mine.mp4"]


@pytest.mark.parametrize("linking", [True, False])
def test_a_file_that_appears_meanwhile_is_kept(
    parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linking: bool
) -> None:
    out = tmp_path / "mine.mp4"
    if not linking:  # as on FAT

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError("no hard links here")

        monkeypatch.setattr(os, "link", refuse)
    free = tmp_path / "free.mp4"
    join(parts.chunks, None, parts.timeline, out=free)

    def should_stop() -> bool:
        out.write_bytes(b"precious")
        return False

    with pytest.raises(InputError) as e:
        join(parts.chunks, None, parts.timeline, out=out, should_stop=should_stop)
    assert e.value.code == "output.exists" and out.read_bytes() == b"precious"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["free.mp4", "mine.mp4"]


def test_a_link_that_leads_nowhere_is_a_file_too(tmp_path: Path) -> None:
    (tmp_path / "link.mp4").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError):
        require_output(tmp_path / "link.mp4")
    temp = tmp_path / ".part"
    temp.write_bytes(b"film")
    with pytest.raises(InputError):
        place(temp, tmp_path / "link.mp4")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("where", ["missing/o.mp4", "."])
def test_no_such_folder(tmp_path: Path, where: str) -> None:
    with pytest.raises(InputError) as e:
        require_output(tmp_path / where)
    assert e.value.code == "output.folder"


def mounted(folder: Path, options: str) -> bool:
    if os.name != "posix" or os.geteuid() != 0:
        return False
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "sealed"
    is_mount = mounted(folder, "ro")
    if not is_mount:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o500)
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write everywhere, and may not mount")
    try:
        with pytest.raises(InputError) as e:
            require_output(folder / "o.mp4")
        assert e.value.code == "output.folder"
    finally:
        if is_mount:
            subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("estimated", [True, False])
def test_a_full_disk_leaves_nothing(
    parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, estimated: bool
) -> None:
    """Found out before joining, or, where somebody else fills it meanwhile, while joining and while encoding."""
    folder = tmp_path / "small"
    if not mounted(folder, "size=40k"):
        pytest.skip("needs to mount a small disk")
    try:
        if not estimated:
            monkeypatch.setattr("montage_desktop.media.render.join.require_output", lambda *_, **__: None)
        with pytest.raises(MediaError) as e:
            join(parts.chunks, parts.sound, parts.timeline, out=folder / "o.mp4")
        assert e.value.code == "disk.full" and e.value.fix and not e.value.transient
        with pytest.raises(MediaError) as e:
            render_chunk(
                parts.timeline,
                Chunk(0, 0, 130),
                facts=parts.facts,
                profile=msgspec.structs.replace(QUICK, crf=4),
                out=folder / "c.mp4",
                ffmpeg=find_ffmpeg(),
            )
        assert e.value.code == "disk.full"
        assert not list(folder.iterdir())
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_cancelling_leaves_nothing(parts: Parts, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        join(parts.chunks, None, parts.timeline, out=tmp_path / "o.mp4", should_stop=lambda: True)
    assert not list(tmp_path.iterdir())


# ------------------------------------------------------------------------------------------------ refusing


def test_parts_that_do_not_fit_are_refused(parts: Parts, tmp_path: Path) -> None:
    other = tmp_path / "other.mp4"
    common = {"facts": parts.facts, "ffmpeg": find_ffmpeg()}
    settings = msgspec.structs.replace(QUICK, preset="slow")
    render_chunk(parts.timeline, Chunk(1, 43, 40), out=other, profile=settings, **common)  # type: ignore[arg-type]
    wrong = {
        "other settings": [parts.chunks[0], other, parts.chunks[2]],
        "one missing": parts.chunks[:2],
        "one twice": [*parts.chunks, parts.chunks[0]],
        "sound": [parts.sound, *parts.chunks[1:]],
    }
    for name, chunks in wrong.items():
        with pytest.raises(MediaError) as e:
            join(chunks, None, parts.timeline, out=tmp_path / "o.mp4")
        assert e.value.code == "join.parts", name
    assert [p.name for p in tmp_path.iterdir()] == ["other.mp4"]


def test_check_finds_what_is_wrong(parts: Parts, film: Path, tmp_path: Path) -> None:
    timeline = parts.timeline
    seams = [0, 43, 83]
    good = check(film, timeline, sound=True, seams=seams)
    assert good["frames"] == 130 and good["decoded_frames"] >= 6 and -3 < good["peak_db"] < 0 > good["rms_db"]
    bad = {
        "instead of 131": (film, msgspec.structs.replace(timeline, frames=131), True, seams),
        "is shown at": (film, msgspec.structs.replace(timeline, rate=Fraction(30)), True, seams),
        "not planned": (film, timeline, False, seams),
        "key frame": (film, timeline, True, [0, 50]),
    }
    silent, short = tmp_path / "silent.mp4", tmp_path / "short.mp4"
    join(parts.chunks, None, timeline, out=silent)
    bad["no sound"] = (silent, timeline, True, seams)
    half = msgspec.structs.replace(
        timeline, frames=60, audio=[msgspec.structs.replace(timeline.audio[0], samples=9000)]
    )
    sound = tmp_path / "half.m4a"
    render_sound(half, facts=parts.facts, profile=QUICK, out=sound, ffmpeg=find_ffmpeg())
    join(parts.chunks, sound, timeline, out=short)
    bad["sound ends"] = (short, timeline, True, seams)
    data = bytearray(film.read_bytes())
    data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
    torn = tmp_path / "torn.mp4"
    torn.write_bytes(data)
    bad["."] = (torn, timeline, True, seams)
    for words, (path, plan, with_sound, at) in bad.items():
        with pytest.raises(MediaError) as e:
            check(path, plan, sound=with_sound, seams=at)
        assert e.value.code == "check.failed" and words in e.value.message
