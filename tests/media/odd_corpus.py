"""A folder in; a small file of every odd kind out: rates, shapes, depths, damage, and what only poses as media."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from footage_corpus import X264, ffmpeg, numbered_video

_SMALL = (320, 180)
_TEN_BITS = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "24", "-pix_fmt", "yuv420p10le")


def _tags(transfer: str) -> tuple[str, ...]:
    space = ("-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", transfer, "-color_range", "tv")
    params = f"colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc"
    return (*_TEN_BITS, *space, "-x264-params", params)


def _one(name: str, **options: object) -> Callable[[Path], Path]:
    return lambda folder: numbered_video(folder / name, **{"frames": 12, "size": _SMALL, **options})  # type: ignore[arg-type]


def _copied(source: str, name: str, *args: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        ffmpeg("-i", make_odd(folder, source), *args, folder / name)
        return folder / name

    return make


def _head(source: str, name: str, share: float) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        data = make_odd(folder, source).read_bytes()
        (folder / name).write_bytes(data[: int(len(data) * share)])
        return folder / name

    return make


def _text(name: str, text: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_text(text)
        return folder / name

    return make


def _holed(folder: Path) -> Path:
    """A long-GOP file with a stretch of garbage in the middle of its data."""
    source = numbered_video(
        folder / "holed.ts", frames=120, size=_SMALL, codec=(*X264, "-g", "20", "-bf", "0", "-slices", "1")
    )
    data = bytearray(source.read_bytes())
    middle = len(data) // 2 // 188 * 188
    for packet in range(middle, middle + 188 * 60, 188):
        data[packet + 8 : packet + 180] = bytes((7 * i + packet) % 256 for i in range(172))
    source.write_bytes(data)
    return source


_RECIPES: dict[str, Callable[[Path], Path]] = {
    "plain": _one("plain.mp4", frames=50, tone_hz=440),
    "silent": _one("silent.mp4"),
    "stereo": _one("stereo.mp4", tone_hz=330, channels=2),
    "vfr": _one("vfr.mp4", vfr=True, frames=40),
    "vfr_mkv": _one("vfr.mkv", vfr=True, frames=40),
    "ntsc": _one("ntsc.mp4", rate="30000/1001", frames=30),
    "ntsc_mkv": _one("ntsc.mkv", rate="30000/1001", frames=30, tone_hz=220),
    "transport": _one("transport.ts", frames=30, tone_hz=220),
    "bframes": _one("bframes.mp4", frames=40, codec=("-c:v", "libx264", "-bf", "3", "-pix_fmt", "yuv420p")),
    "avi": _one("old.avi", codec=("-c:v", "mpeg4", "-q:v", "4")),
    "rotated90": _one("rotated90.mp4", size=(180, 320), rotate=90),
    "rotated180": _one("rotated180.mp4", rotate=180),
    "rotated270": _one("rotated270.mp4", size=(180, 320), rotate=270),
    "odd": _one("odd.mp4", size=(853, 479), codec=(*X264[:-1], "yuv444p")),
    "anamorphic": _one("anamorphic.mp4", size=(360, 288), codec=(*X264, "-vf", "setsar=64/45")),
    "interlaced": _one(
        "interlaced.mp4",
        size=(360, 288),
        codec=("-vf", "setfield=tff", "-flags", "+ilme+ildct", "-c:v", "libx264", "-preset", "ultrafast"),
    ),
    "ten_bits": _one("ten_bits.mp4", codec=_TEN_BITS),
    "pq": _one("pq.mp4", codec=_tags("smpte2084")),
    "hlg": _one("hlg.mp4", codec=_tags("arib-std-b67")),
    "alpha_qtrle": _one("alpha.mov", codec=("-pix_fmt", "argb", "-c:v", "qtrle")),
    "alpha_prores": _one("alpha4444.mov", codec=("-pix_fmt", "yuva444p10le", "-c:v", "prores_ks", "-profile:v", "4")),
    "one_frame": _one("one_frame.mp4", frames=1),
    "still_png": _copied("silent", "still.png", "-frames:v", "1", "-update", "1"),
    "still_jpeg": _copied("silent", "still.jpg", "-frames:v", "1", "-update", "1"),
    "gif": _copied("silent", "moving.gif", "-vf", "scale=160:-1"),
    "faststart": _copied("plain", "faststart.mp4", "-c", "copy", "-movflags", "+faststart"),
    "cut_short": _head("faststart", "cut_short.mp4", 0.6),
    "no_index": _head("plain", "no_index.mp4", 0.5),
    "holed": _holed,
    "text": _text("text.mp4", "This is a text.\n" * 40),
    "playlist": _text("playlist.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nplain.mp4\n#EXT-X-ENDLIST\n"),
    "concat": _text("concat.mp4", "ffconcat version 1.0\nfile plain.mp4\n"),
    "sdp": _text("stream.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n"),
    "dash": _text("dash.mp4", '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>\n'),
    "subtitles": _text("words.srt", "1\n00:00:00,000 --> 00:00:01,000\nHello\n"),
    "empty": _text("empty.mp4", ""),
}


def make_odd(folder: Path, kind: str) -> Path:
    """The file of a kind, made at its first use."""
    done = folder / f".{kind}"
    if done.exists():
        return Path(done.read_text())
    path = _RECIPES[kind](folder)
    done.write_text(str(path))
    return path


def song_with_cover(folder: Path) -> Path:
    """A song that carries a picture."""
    path = folder / "song.mp3"
    tone = ("-f", "lavfi", "-t", "1", "-i", "sine=frequency=440")
    ffmpeg(*tone, "-i", make_odd(folder, "still_png"), "-map", "0", "-map", "1", "-disposition:v", "attached_pic", path)
    return path
