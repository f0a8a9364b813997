"""A seed in; 300 small media files out, each wrong in its own way, the same on every run with the same FFmpeg.

Bits are flipped, files cut short, stitched from two or filled with zeros, lengths and sizes are made huge, headers
belong to another kind, and what only poses as media points to files that nobody chose.
"""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from footage_corpus import X264, ffmpeg, numbered_video

_SIZE = (96, 64)
_SOUND = ("-f", "lavfi", "-t", "1.2", "-i", "sine=frequency=330:sample_rate=44100")
_PICTURES = ("-f", "lavfi", "-t", "1.2", "-i", "testsrc=size=96x64:rate=25")

#: kind -> (suffix, FFmpeg's output arguments); of ``a``: sound alone.
_VIDEOS: dict[str, tuple[str, tuple[str, ...]]] = {
    "h264": ("mp4", (*X264, "-bf", "2", "-g", "12", "-c:a", "aac")),
    "fast": ("mp4", (*X264, "-c:a", "aac", "-movflags", "+faststart")),
    "fragments": ("mp4", (*X264, "-g", "10", "-c:a", "aac", "-movflags", "+frag_keyframe+empty_moov")),
    "hevc": ("mp4", ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-tag:v", "hvc1")),
    "mov": ("mov", ("-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-c:a", "pcm_s16le")),
    "mkv": ("mkv", (*X264, "-c:a", "libvorbis")),
    "webm": ("webm", ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus")),
    "avi": ("avi", ("-c:v", "mpeg4", "-q:v", "4", "-c:a", "libmp3lame")),
    "ts": ("ts", (*X264, "-c:a", "aac")),
    "mpg": ("mpg", ("-c:v", "mpeg2video", "-q:v", "4", "-c:a", "mp2")),
    "flv": ("flv", ("-c:v", "flv", "-c:a", "libmp3lame")),
    "wmv": ("wmv", ("-c:v", "wmv2", "-c:a", "wmav2")),
}
_SOUNDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "mp3": ("mp3", ("-c:a", "libmp3lame")),
    "wav": ("wav", ("-c:a", "pcm_s16le")),
    "flac": ("flac", ("-c:a", "flac")),
    "ogg": ("ogg", ("-c:a", "libvorbis")),
    "m4a": ("m4a", ("-c:a", "aac")),
}
_STILLS: dict[str, tuple[str, tuple[str, ...]]] = {
    "png": ("png", ("-frames:v", "1", "-update", "1")),
    "jpg": ("jpg", ("-frames:v", "1", "-update", "1")),
    "webp": ("webp", ("-frames:v", "1", "-c:v", "libwebp")),
    "gif": ("gif", ("-t", "0.6")),
    "apng": ("png", ("-t", "0.4", "-f", "apng")),
}


@dataclass(frozen=True)
class Mutant:
    """A bad file: what was done to what, and its bytes."""

    name: str
    data: bytes


def make_bases(folder: Path) -> dict[str, bytes]:
    """A good file of each kind."""
    bases = {}
    for kind, (suffix, codec) in _VIDEOS.items():
        if kind == "h264":
            path = numbered_video(folder / "h264.mp4", frames=30, size=_SIZE, codec=codec, tone_hz=330)
        else:
            path = folder / f"{kind}.{suffix}"
            ffmpeg(*_PICTURES, *_SOUND, "-shortest", "-threads", "1", *codec, path)
        bases[kind] = path.read_bytes()
    for inputs, kinds in ((_SOUND, _SOUNDS), (_PICTURES, _STILLS)):
        for kind, (suffix, codec) in kinds.items():
            path = folder / f"{kind}.{suffix}"
            ffmpeg(*inputs, *codec, path)
            bases[kind] = path.read_bytes()
    return bases


def suffix_of(kind: str) -> str:
    return (_VIDEOS | _SOUNDS | _STILLS)[kind][0]


# ---------------------------------------------------------------------------------------- blind mutations

Mutation = Callable[[bytearray, random.Random], bytearray]


def _flip(data: bytearray, rng: random.Random, *, begin: float, end: float, count: int) -> bytearray:
    for _ in range(count):
        at = rng.randrange(int(len(data) * begin), max(int(len(data) * begin) + 1, int(len(data) * end)))
        data[at] ^= 1 << rng.randrange(8)
    return data


def _flip_head(data: bytearray, rng: random.Random) -> bytearray:
    return _flip(data, rng, begin=0, end=min(1.0, 400 / len(data)), count=6)


def _flip_all(data: bytearray, rng: random.Random) -> bytearray:
    return _flip(data, rng, begin=0, end=1, count=max(4, len(data) // 400))


def _flip_tail(data: bytearray, rng: random.Random) -> bytearray:
    return _flip(data, rng, begin=max(0.0, 1 - 1500 / len(data)), end=1, count=10)


def _cut(data: bytearray, rng: random.Random) -> bytearray:
    return data[: rng.choice([7, 40, 300, *(int(len(data) * s) for s in (0.3, 0.6, 0.9, 0.99))])]


def _headless(data: bytearray, rng: random.Random) -> bytearray:
    return data[rng.choice([3, 11, 50, len(data) // 3]) :]


def _zeros(data: bytearray, rng: random.Random) -> bytearray:
    length = rng.choice([64, 1000, len(data) // 4])
    at = rng.randrange(max(1, len(data) - length))
    data[at : at + length] = bytes(min(length, len(data) - at))
    return data


def _ones(data: bytearray, rng: random.Random) -> bytearray:
    """A number made as large, or as negative, as it gets: four bytes of ones somewhere in the first quarter."""
    for _ in range(3):
        at = rng.randrange(4, max(5, len(data) // 4))
        data[at : at + 4] = b"\xff\xff\xff\xff" if rng.random() < 0.5 else b"\x7f\xff\xff\xff"
    return data


def _doubled(data: bytearray, rng: random.Random) -> bytearray:
    at = rng.randrange(len(data))
    return data[:at] + data[at // 2 :]


_BLIND: tuple[Mutation, ...] = (_flip_head, _flip_all, _flip_tail, _cut, _headless, _zeros, _ones, _doubled)


# --------------------------------------------------------------------------------------- mutations that aim


def _boxes(data: bytes, begin: int = 0, end: int | None = None) -> Iterator[tuple[int, bytes, int]]:
    """(position, type, size) of the MP4 boxes in a range and of those in them."""
    at, end = begin, len(data) if end is None else end
    while at + 8 <= end:
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        if size < 8:
            return
        yield at, kind, size
        if kind in (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf"):
            yield from _boxes(data, at + 8, min(end, at + size))
        at += size


def _box_sizes(base: bytes) -> Iterator[tuple[str, bytes]]:
    """Each of the boxes that matter with a size that it has not."""
    sizes = {b"moov": 0xFFFFFFFF, b"trak": 4, b"stbl": 1, b"stsd": 0x7FFFFFFF, b"mdat": 0xFFFFFFF0, b"stts": 9}
    done: set[bytes] = set()
    for at, kind, _ in _boxes(base):
        if kind in sizes and kind not in done:
            done.add(kind)
            yield f"size of {kind.decode()}", base[:at] + struct.pack(">I", sizes[kind]) + base[at + 4 :]


def _box_fields(base: bytes) -> Iterator[tuple[str, bytes]]:
    """Counts, durations, times, sizes of pictures and offsets, as large as they get."""
    fields = {
        "samples": (b"stsz", 16, 0x7FFFFFFF), "size of a sample": (b"stsz", 12, 0x7FFFFFF0),
        "times": (b"stts", 12, 0x3FFFFFFF), "runs": (b"stts", 16, 0xFFFFFFFF), "length": (b"stts", 20, 0x7FFFFFFF),
        "no length": (b"stts", 20, 0), "chunks": (b"stco", 12, 0x10000000), "offset": (b"stco", 16, 0xFFFFFFF0),
        "duration": (b"mvhd", 24, 0xFFFFFFFE), "scale": (b"mvhd", 20, 0), "track's scale": (b"mdhd", 20, 1),
        "no scale": (b"mdhd", 20, 0),
        "width": (b"tkhd", 84, 0xFFFFFFFF), "matrix": (b"tkhd", 48, 0x7FFFFFFF),
        "coded size": (b"stsd", 48, 0x7FFF7FFF), "edits": (b"elst", 12, 0x20000000), "start": (b"elst", 20, 0x7FFFFFFF),
        "backwards": (b"elst", 20, 0x80000000),
        "entries": (b"stsd", 12, 0x00FFFFFF), "shift": (b"ctts", 20, 0x80000001),
    }  # fmt: skip
    for name, (wanted, offset, value) in fields.items():
        for at, kind, _ in _boxes(base):
            if kind == wanted:
                yield name, base[: at + offset] + struct.pack(">I", value) + base[at + offset + 4 :]
                break


def _png(base: bytes, width: int, height: int) -> bytes:
    """A PNG that says it is so large, with a checksum that is right."""
    head = base[12:16] + struct.pack(">II", width, height) + base[24:29]
    return base[:12] + head + struct.pack(">I", zlib.crc32(head)) + base[33:]


def _real_png_bomb(side: int) -> bytes:
    """A gray PNG that really unpacks to side × side pixels, from a few hundred kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(side + 1)) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _jpg(base: bytes, width: int, height: int) -> bytes:
    at = base.index(b"\xff\xc0") + 5
    return base[:at] + struct.pack(">HH", height, width) + base[at + 4 :]


def _aimed(bases: dict[str, bytes]) -> Iterator[Mutant]:
    for kind in ("h264", "fast"):
        for what, data in _box_sizes(bases[kind]):
            yield Mutant(f"{what} in {kind}.mp4", data)
    for what, data in _box_fields(bases["h264"]):
        yield Mutant(f"{what}.mp4", data)
    for what, data in _box_fields(bases["mov"]):
        if what in ("samples", "coded size", "no scale", "chunks"):
            yield Mutant(f"{what}.mov", data)
    for side in (16_385, 32_768, 0x7FFFFFFF, 0):
        yield Mutant(f"png of {side}.png", _png(bases["png"], side, side))
    yield Mutant("png bomb.png", _real_png_bomb(32_768))
    yield Mutant("long png.png", _png(bases["png"], 1, 0x7FFFFFF))
    yield Mutant("jpg of 65535.jpg", _jpg(bases["jpg"], 65_535, 65_535))
    yield Mutant("jpg of 30000.jpg", _jpg(bases["jpg"], 30_000, 30_000))
    gif = bases["gif"]
    yield Mutant("gif of 65535.gif", gif[:6] + b"\xff\xff\xff\xff" + gif[10:])
    wav = bases["wav"]
    for what, at, value in (
        *(("rate", 24, 0xFFFFFFFF), ("no rate", 24, 0), ("data", 40, 0xFFFFFFFF), ("riff", 4, 0)),
        *(("channels", 22, 0x0010FFFF), ("block", 32, 0), ("format", 20, 0x0001FFFE)),
    ):
        yield Mutant(f"{what}.wav", wav[:at] + struct.pack("<I", value) + wav[at + 4 :])
    flac = bytearray(bases["flac"])
    flac[21:26] = b"\x0f\xff\xff\xff\xff"
    yield Mutant("samples.flac", bytes(flac))
    avi = bases["avi"]
    for what, marker, offset in (("avi frames", b"avih", 24), ("avi width", b"avih", 40), ("avi index", b"idx1", 4)):
        at = avi.index(marker) + offset
        yield Mutant(f"{what}.avi", avi[:at] + b"\xff\xff\xff\x7f" + avi[at + 4 :])
    mkv = bases["mkv"]
    for what, marker in (("mkv duration", b"\x44\x89"), ("mkv width", b"\xb0"), ("mkv scale", b"\x2a\xd7\xb1")):
        at = mkv.index(marker, 40) + len(marker) + 1
        yield Mutant(f"{what}.mkv", mkv[:at] + b"\x7f\xff\xff" + mkv[at + 3 :])
    # An ID3 tag that says it is 256 MiB, and one within one within one.
    yield Mutant("id3.mp3", b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f" + bases["mp3"])
    yield Mutant("tags.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x00" * 5000 + bases["mp3"])


def _stitched(bases: dict[str, bytes], rng: random.Random) -> Iterator[Mutant]:
    """One file's head and another's body; another's name."""
    kinds = list(bases)
    for n in range(24):
        a, b = rng.sample(kinds, 2)
        head, body = bases[a], bases[b]
        data = (head[:16] + body[16:], head[: len(head) // 2] + body[len(body) // 2 :], head + body)[n % 3]
        yield Mutant(f"{n} {a} and {b}.{suffix_of(rng.choice((a, b)))}", data)
    for n in range(8):
        a, b = rng.sample(kinds, 2)
        yield Mutant(f"{n} {a} as {b}.{suffix_of(b)}", bases[a])


# ------------------------------------------------------------------------------------ what points elsewhere


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _with_reference(mov: bytes, reference: bytes) -> bytes:
    """A MOV whose tracks say that their samples lie in another file (a ``dref`` that is not self-contained)."""
    data = bytearray(mov)
    at = 0
    while (at := data.find(b"url \x00\x00\x00\x01", at)) >= 0:
        data[at : at + 8] = reference[:4] + b"\x00\x00\x00\x00"
        at += 8
    return bytes(data)


def _external(mov: bytes, target: str) -> bytes:
    """As above with the other file's name, at the end of the file, where nothing else has to move."""
    name = target.encode()
    at = mov.index(b"dref") - 4
    size = struct.unpack(">I", mov[at : at + 4])[0]
    entry = _box(b"url ", b"\x00\x00\x00\x00", name, b"\x00")
    dref = _box(b"dref", b"\x00\x00\x00\x00", struct.pack(">I", 1), entry)
    grown = bytearray(mov[:at] + dref + mov[at + size :])
    for position, kind, old in list(_boxes(mov)):
        if kind in (b"moov", b"trak", b"mdia", b"minf") and position < at < position + old:
            grown[position : position + 4] = struct.pack(">I", old + len(dref) - size)
        if kind == b"dinf" and position < at < position + old:
            grown[position : position + 4] = struct.pack(">I", old + len(dref) - size)
    return bytes(grown)


def _alias(mov: bytes, target: str) -> bytes:
    """A QuickTime alias record with an absolute path (type 18) in place of the self reference."""
    path = target.encode()
    record = struct.pack(">IHH", 0, 150 + 4 + len(path) + 4, 2) + bytes(150 - 8)
    record += struct.pack(">hH", 18, len(path)) + path + (b"\x00" if len(path) % 2 else b"") + struct.pack(">hH", -1, 0)
    return _external(mov, target).replace(
        _box(b"url ", b"\x00\x00\x00\x00", path, b"\x00"), _box(b"alis", b"\x00\x00\x00\x00", record)
    )


def _reference_movie(target: str) -> bytes:
    """A QuickTime reference movie: a ``moov`` that holds nothing but an address."""
    name = target.encode() + b"\x00"
    rdrf = _box(b"rdrf", b"\x00\x00\x00\x00url ", struct.pack(">I", len(name)), name)
    return _box(b"ftyp", b"qt  \x00\x00\x00\x00qt  ") + _box(b"moov", _box(b"rmra", _box(b"rmda", rdrf)))


def _playlists(target: str) -> dict[str, str]:
    """Texts that make some program open `target`."""
    hls = f"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{target}\n#EXT-X-ENDLIST\n"
    mpd = (
        '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S"><Period>'
        f'<AdaptationSet mimeType="video/mp4"><Representation id="0"><BaseURL>{target}</BaseURL></Representation>'
        "</AdaptationSet></Period></MPD>"
    )
    return {
        "hls": hls,
        "hls with a key": hls.replace("#EXTINF", f'#EXT-X-KEY:METHOD=AES-128,URI="{target}"\n#EXTINF'),
        "hls with a map": hls.replace("#EXTINF", f'#EXT-X-MAP:URI="{target}"\n#EXTINF'),
        "hls of hls": f"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{target}\n",
        "concat": f"ffconcat version 1.0\nfile '{target}'\n",
        "plain concat": f"file '{target}'\n",
        "dash": '<?xml version="1.0"?>\n' + mpd,
        "bare dash": mpd,
        "sdp": f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\na=control:{target}\nm=video 5004 RTP/AVP 96\n",
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{target}" width="9" height="9"/></svg>',
        "svg with a head": f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "{target}">]><svg>&x;</svg>',
        "edl": f"# mpv EDL v0\n{target},0,10\n",
        "pls": f"[playlist]\nFile1={target}\nNumberOfEntries=1\n",
        "asx": f'<asx version="3"><entry><ref href="{target}"/></entry></asx>',
        "asf": f"[Reference]\nRef1={target}\n",
        "smil": f'<smil><body><video src="{target}"/></body></smil>',
        "m3u": f"{target}\n",
        "ram": f"rtsptext\n{target}\n",
        "cue": f'FILE "{target}" WAVE\n  TRACK 01 AUDIO\n',
        "metadata": f";FFMETADATA1\ntitle={target}\n",
        "script": f'import "{target}"\nAviSource("{target}")\n',
        "idx": f"# VobSub index file, v7\nid: en\nfile: {target}\n",
        "imf": f'<?xml version="1.0"?><AssetMap><Path>{target}</Path></AssetMap>',
    }


def _disguised(text: str) -> Iterator[tuple[str, bytes]]:
    """A text so that its first bytes are not those of a text."""
    yield "", text.encode()
    yield "marked ", b"\xef\xbb\xbf" + text.encode()
    yield "blank ", b" \r\n\t\n" * 3 + text.encode()
    yield "late ", b"\n" * 5000 + text.encode()
    yield "wide ", text.encode("utf-16")
    yield "nul ", b"\x00\x00" + text.encode()
    yield "tagged ", b"ID3\x03\x00\x00\x00\x00\x00\x14" + bytes(20) + text.encode()


def _linked(mkv: bytes, target: str) -> bytes:
    """A Matroska file whose ``PrevFilename`` names another (in the place of ``MuxingApp``, which is as long)."""
    at = mkv.index(b"\x4d\x80")
    room = (mkv[at + 2] & 0x7F) - 1
    name = Path(target).name.encode()[:room].ljust(room, b"\x00")
    return mkv[:at] + b"\x3c\x83\xab" + bytes([0x80 | room]) + name + mkv[at + 3 + room + 1 :]


def crafted(bases: dict[str, bytes], targets: list[str]) -> Iterator[Mutant]:
    """Files that point to each of some files or addresses in turn."""
    turn = 0

    def target() -> str:
        nonlocal turn
        turn += 1
        return targets[turn % len(targets)]

    suffixes = ("mp4", "mov", "mkv", "mp3", "png", "m3u8", "ts", "txt")
    for n, kind in enumerate(_playlists("")):
        texts = list(_disguised(_playlists(target())[kind]))
        picks = texts if kind in ("hls", "concat") else [texts[0], texts[1 + n % (len(texts) - 1)]]
        for m, (how, data) in enumerate(picks):
            yield Mutant(f"{how}{kind}.{suffixes[(n + m) % len(suffixes)]}", data)
    for n, name in enumerate(targets):
        yield Mutant(f"external {n}.mov", _external(bases["mov"], name))
        yield Mutant(f"alias {n}.mov", _alias(bases["mov"], name))
    yield Mutant("nameless reference.mov", _with_reference(bases["mov"], b"alis"))
    yield Mutant("reference movie.mov", _reference_movie(target()))
    hls = _playlists(target())["hls"].encode()
    yield Mutant("linked.mkv", _linked(bases["mkv"], target()))
    yield Mutant("hls after a box.mp4", _box(b"ftyp", b"isom\x00\x00\x00\x00") + _box(b"mdat", hls))
    yield Mutant("hls after a picture.png", bases["png"] + hls)
    yield Mutant("hls in a tag.mp3", b"ID3\x03\x00\x00\x00\x00\x02\x00" + hls.ljust(256, b"\n") + bases["mp3"])


def mutants(folder: Path, *, targets: list[str], count: int = 300, seed: int = 1) -> list[Mutant]:
    """`count` mutants with different names.

    Args:
        folder: where the good files are made. targets: paths and addresses that crafted files point to.
    """
    rng = random.Random(seed)
    bases = make_bases(folder)
    made = [*crafted(bases, targets), *_aimed(bases), *_stitched(bases, rng)]
    kinds = list(bases)
    n = 0
    while len(made) < count:
        kind, mutate = kinds[n % len(kinds)], _BLIND[n // len(kinds) % len(_BLIND)]
        data = mutate(bytearray(bases[kind]), rng)
        made.append(Mutant(f"{n} {mutate.__name__[1:]} {kind}.{suffix_of(kind)}", bytes(data)))
        n += 1
    assert len({m.name for m in made}) == len(made) == count
    return made
