"""A path in; an open container or a content identity out, whatever the path's name and the file's bytes are.

Files are untrusted: they are opened only as local files, only with the demuxers of an allow-list, and what
looks like a playlist or a script is refused before FFmpeg sees it.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import av
import av.container
import av.error
from av.audio.stream import AudioStream
from av.packet import Packet
from av.stream import Disposition
from av.video.stream import VideoStream

from montage_desktop.core.errors import InputError

#: Demuxers that may be used; everything else (hls, concat, dash, sdp, image2, lavfi, subtitles …) is refused.
_DEMUXERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,m4v,h264,hevc,flv,asf,ogg,wav,w64,flac,mp3,aac,"
    "aiff,caf,ac3,eac3,amr,wv,tta,ape,au,mxf,gxf,dv,nut,ivf,y4m,yuv4mpegpipe,rm,mjpeg,"
    "png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe,jpegxl_pipe,gif,apng"
)

#: (offset, magic bytes, demuxer). Pictures are recognised here and forced: FFmpeg would otherwise choose
#: ``image2`` by the name alone, for which ``%d`` and ``*`` are patterns.
_PICTURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "png_pipe"),
    (0, b"\xff\xd8\xff", "jpeg_pipe"),
    (8, b"WEBPVP8", "webp_pipe"),
    (0, b"BM", "bmp_pipe"),
    (0, b"II*\x00", "tiff_pipe"),
    (0, b"MM\x00*", "tiff_pipe"),
    (0, b"\xff\x0a", "jpegxl_pipe"),
    (0, b"GIF8", "gif"),
)

#: How files begin that point to other files or carry text, in lower case, after a byte-order mark and blanks.
_SCRIPTS = (
    *(
        b"#extm3u",
        b"ffconcat",
        b";ffmetadata",
        b"[playlist]",
        b"<mpd",
        b"<smil",
        b"<asx",
        b"<smoothstreaming",
    ),
    *(
        b"v=0\n",
        b"v=0\r",
        b"rtsptext",
        b"[reference]",
        b"[script info]",
        b"webvtt",
        b"<svg",
        b"<html",
        b"<!doctype",
    ),
    *(b"<?xml", b"# vobsub", b"<sami", b"<tt", b"# timestamp format", b"[ti:", b"[ar:", b"[00:"),
)
#: Larger pictures are not decoded: a few bytes of a file may ask for gigabytes. Stills of 160 megapixels take 0.6 GB;
#: of moving pictures a decoder keeps several, so they may have what 12K cameras make.
MOST_PIXELS, MOST_MOVING_PIXELS = 160_000_000, 90_000_000
_MOV_ATOMS = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


def media_error(code: str, path: Path, what: str, fix: str, detail: object = "") -> InputError:
    return InputError(code, f"“{path.name}” {what}.", fix=fix, detail=str(detail))


def head_of(path: Path) -> bytes:
    """The first bytes of a regular, non-empty file."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise media_error("media.unreadable", path, "is not a file", "Choose a media file, not a folder or device.")
        if status.st_size == 0:
            raise media_error("media.empty", path, "is empty (0 bytes)", "Copy it again from its source.")
        with path.open("rb") as f:
            return f.read(4096)
    except FileNotFoundError as e:
        raise media_error("media.missing", path, "is not there any more", "Relink it or bring it back.", e) from e
    except OSError as e:
        raise media_error("media.unreadable", path, "cannot be read", "Check its permissions and its drive.", e) from e


def _forced_demuxer(path: Path, head: bytes) -> str | None:
    """The demuxer to force, or None to let FFmpeg look. Refuses playlists and scripts."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head.decode("utf-16", errors="replace").lstrip()[:64].lower().encode()
    if text.startswith(_SCRIPTS):
        raise media_error(
            "media.playlist",
            path,
            "is a playlist, script or subtitle file, not media",
            "Add the media files themselves.",
        )
    for offset, magic, demuxer in _PICTURES:
        if head[offset : offset + len(magic)] == magic:
            return "apng" if demuxer == "png_pipe" and b"acTL" in head[:4096] else demuxer
    return None


def open_media(path: Path) -> av.container.InputContainer:
    """Open a local media file for reading; no name and no content can make FFmpeg open anything else.

    Raises:
        InputError: ``media.missing``, ``media.empty``, ``media.not_media``, ``media.truncated``,
            ``media.playlist`` or ``media.unreadable``.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links and lose the name
    head = head_of(path)
    forced = _forced_demuxer(path, head)
    options = {"protocol_whitelist": "file", "format_whitelist": _DEMUXERS}
    try:
        if forced is None and any(c in path.name for c in "%*?{["):
            # By content alone: the name might be a pattern to a demuxer that looks at names first.
            with path.open("rb") as f, av.open(_Nameless(f), container_options=options, metadata_errors="replace") as c:
                forced = c.format.name.split(",")[0]
        limits = {"max_pixels": str(MOST_PIXELS)}
        return av.open(
            f"file:{path}", format=forced, container_options=options, options=limits, metadata_errors="replace"
        )
    except (av.error.ArgumentError, av.error.DemuxerNotFoundError) as e:
        raise media_error(
            "media.not_media",
            path,
            "is not in a format this program reads",
            "Convert it to MP4, MOV or MKV.",
            e,
        ) from e
    except (av.error.InvalidDataError, av.error.EOFError) as e:
        if head[4:8] in _MOV_ATOMS or head[:4] in (b"RIFF", b"\x1aE\xdf\xa3"):
            lost = "is incomplete or damaged: its index or header cannot be read"
            raise media_error("media.truncated", path, lost, "Copy or record it again.", e) from e
        raise media_error(
            "media.not_media", path, "is not a media file", "Choose a video, sound or picture file.", e
        ) from e
    except (av.error.FFmpegError, OSError) as e:
        raise media_error("media.unreadable", path, "cannot be read", "Check its permissions and its drive.", e) from e


def footage_stream(container: av.container.InputContainer) -> VideoStream | None:
    """The first stream of moving pictures (or the still) that there is a decoder for; covers do not count."""
    skipped = Disposition.attached_pic | Disposition.timed_thumbnails
    for stream in container.streams.video:
        if stream.codec_context is not None and not stream.disposition & skipped:
            stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
            return stream
    return None


def sound_stream(container: av.container.InputContainer) -> AudioStream | None:
    """The first stream of sound that there is a decoder for."""
    # PyAV gives no context where the codec is unknown.
    return next((s for s in container.streams.audio if s.codec_context and s.codec_context.sample_rate), None)


_Track = TypeVar("_Track", VideoStream, AudioStream)


def packets_of(container: av.container.InputContainer, stream: _Track) -> Iterator[Packet[_Track]]:
    """A stream's packets, and an empty one at the end, until the file ends or cannot be understood any more.

    Raises:
        InputError: ``media.damaged``: a packet says that it is larger than memory. FFmpegError: the drive failed.
    """
    while True:
        try:
            yield from container.demux(stream)
            return
        except IndexError:  # a packet of a stream that began after the file was opened: PyAV does not know it
            continue
        except (av.error.InvalidDataError, av.error.PatchWelcomeError, av.error.PermissionError):
            return
        except av.error.MemoryError as e:
            path = Path(container.name.removeprefix("file:"))
            raise media_error(
                "media.damaged", path, "asks for more memory than there is: it is damaged", "Copy it again.", e
            ) from e


class _Nameless:
    """A binary file that does not tell its name."""

    def __init__(self, file: Any) -> None:
        self.read, self.seek, self.tell = file.read, file.seek, file.tell


def identity(path: Path) -> str:
    """What a file's bytes are: its size and a SHA-256; equal for equal bytes.

    All bytes up to 8 MiB; of larger files 1 MiB of each end and 48 blocks of 64 KiB spread between.

    Raises:
        InputError: ``media.missing`` or ``media.unreadable``.
    """
    head_of(path)
    digest = hashlib.sha256()
    with path.open("rb") as f:
        size = os.fstat(f.fileno()).st_size
        digest.update(f"{size}\n".encode())
        if size <= 8 << 20:
            while block := f.read(1 << 20):
                digest.update(block)
        else:
            spread = [(size * (i + 1) // 49, 1 << 16) for i in range(48)]
            for offset, length in [(0, 1 << 20), *spread, (size - (1 << 20), 1 << 20)]:
                f.seek(offset)
                digest.update(f.read(length))
    return f"{size:x}-{digest.hexdigest()[:40]}"
