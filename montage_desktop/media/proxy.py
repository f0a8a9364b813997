"""A source in; a small copy of its pictures that every frame can be shown from at once, out (a *proxy*).

Each picture of a proxy stands by itself, so that none is decoded on the way to another, and has the time that it has in
the source: what is cut with the proxy is cut with the source. It is upright, of square pixels, 8-bit and BT.709. Films
are never rendered from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Literal

import ffmpeg as command
import msgspec
from av.error import FFmpegError

from montage_desktop.core import documents, paths
from montage_desktop.core.errors import DocumentError, MediaError
from montage_desktop.core.facts import MediaFacts, VideoFacts
from montage_desktop.core.time import round_half_up
from montage_desktop.core.timeline import Reframe
from montage_desktop.media.ffmpeg import FFmpeg, Progress, run
from montage_desktop.media.opening import MOST_PIXELS, footage_stream
from montage_desktop.media.quick_open import open_known, open_own
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.media.render.look import Filter, picture_filters

#: Which sources get one by themselves: none, those that are slow to play and seek in, or all.
Wanted = Literal["none", "heavy", "all"]

_SHORT_SIDE = 540
_HEAVY_PIXELS = 1920 * 1080
_SLOW_CODECS = ("hevc", "vp9", "av1", "vvc")
_VERSION = 1
#: All of one picture. Quick to decode counts, not size.
_ENCODER = {"c:v": "libx264", "preset": "ultrafast", "tune": "fastdecode", "crf": "24", "g": "1", "bf": "0"}
#: Containers round times to a millisecond; twice, there and back.
_SAME_S = Fraction(3, 1000)


class _Proxied(msgspec.Struct, frozen=True):
    """What is known of a proxy beside its file."""

    start_s: Fraction
    video: VideoFacts


def is_heavy(video: VideoFacts) -> bool:
    """Whether a source is slow to seek in: of 1080p or more, or of a codec that takes long.

    A frame of 1080p H.264 is up to 90 ms away from the key frame before it; its proxy takes 12 to 19 ms.
    """
    large = video.width * video.height >= _HEAVY_PIXELS
    small = video.width * video.height < 1280 * 720
    return not video.still and (large or (not small and (video.codec in _SLOW_CODECS or video.bit_depth > 8)))


def wants_proxy(media: MediaFacts, wanted: Wanted) -> bool:
    """Whether a source is to get one."""
    video = media.video
    if video is None or video.still or wanted == "none":
        return False
    return wanted == "all" or is_heavy(video)


def proxy_cache(folder: Path | None = None, quota_bytes: int | None = None) -> ChunkCache:
    """Where proxies are kept, beside the rendered parts and under a quota of their own."""
    return ChunkCache((folder or paths.cache_dir()) / "proxies", quota_bytes)


def proxy_of(media: MediaFacts, cache: ChunkCache) -> MediaFacts | None:
    """Facts of a source's proxy, to be shown in the source's place; None if there is none. Reads one small file."""
    key = _key(media)
    picture, told = cache.glimpse(key, ".mp4"), cache.glimpse(key, ".json")
    if media.video is None or picture is None or told is None:
        return None
    try:
        known = documents.from_builtins(msgspec.json.decode(told.read_bytes()), _Proxied)
        size = picture.stat().st_size
    except (OSError, msgspec.DecodeError, DocumentError):
        return None
    return msgspec.structs.replace(
        media, path=str(picture), identity=f"{media.identity}-proxy{_VERSION}", format="mov", size_bytes=size,
        start_s=known.start_s, video=known.video, audio=None,
    )  # fmt: skip


def make_proxy(
    media: MediaFacts,
    cache: ChunkCache,
    *,
    ffmpeg: FFmpeg,
    should_stop: Callable[[], bool] | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> bool:
    """Make a source's proxy, if it is not there; whether it was.

    Raises:
        MediaError: also ``proxy.differs``: its frames are not those of the source, so that it must not be used.
        Cancelled, TransientError: see `ffmpeg.run`.
    """
    video = media.video
    if video is None or video.still:
        raise MediaError("proxy.no_video", f"“{Path(media.path).name}” has no moving pictures.")
    length = float(video.duration_s) or 1.0

    def told(progress: Progress) -> None:
        if on_progress is not None:
            on_progress(min(1.0, progress.time_s / length))

    def make(out: Path) -> None:
        run(_args(media, video, out, ffmpeg), ffmpeg=ffmpeg, what=f"The proxy of {Path(media.path).name}",
            on_progress=told, should_stop=should_stop)  # fmt: skip

    key = _key(media)
    picture, was_there = cache.obtain(key, ".mp4", make)

    def describe(out: Path) -> None:
        start_s = media.start_s + _shift(media, picture)
        out.write_bytes(documents.encode(_Proxied(start_s, _video(video))))

    try:
        return cache.obtain(key, ".json", describe)[1] and was_there
    except MediaError:
        picture.unlink(missing_ok=True)
        raise


def proxy_size(video: VideoFacts) -> tuple[int, int]:
    """(width, height) of a source's proxy: its shape as it is seen, 540 lines at most."""
    width, height = video.display
    scale = min(Fraction(1), Fraction(_SHORT_SIDE, min(width, height)))
    return max(16, 2 * round_half_up(width * scale / 2)), max(16, 2 * round_half_up(height * scale / 2))


def _video(video: VideoFacts) -> VideoFacts:
    size = proxy_size(video)
    return msgspec.structs.replace(
        video, codec="h264", width=size[0], height=size[1], display=size, rotation=0, sar=Fraction(1), bit_depth=8,
        pix_fmt="yuv420p", color_range="tv", color_space="bt709", color_primaries="bt709", color_transfer="bt709",
        hdr="", interlaced=False, alpha=False,
    )  # fmt: skip


def _args(media: MediaFacts, video: VideoFacts, out: Path, ffmpeg: FFmpeg) -> list[str]:
    options = {"f": media.format, "protocol_whitelist": "file,pipe", "max_pixels": MOST_PIXELS}
    stream = command.input(f"file:{media.path}", **options)["V:0"]
    fields: list[Filter] = [("bwdif", {"mode": "send_frame"})] if video.interlaced else []
    filters = picture_filters(
        video, size=proxy_size(video), reframe=Reframe(), scaler="fast_bilinear", tonemap="zscale" in ffmpeg.filters
    )
    for name, args in [*fields, *filters]:
        stream = stream.filter(name, **args)
    made = command.output(
        stream, f"file:{out}", f="mp4", an=None, sn=None, dn=None, fps_mode="passthrough", enc_time_base="demux",
        map_metadata=-1, **_ENCODER,
    )  # fmt: skip
    found: list[str] = command.get_args(made)
    return found


def _shift(media: MediaFacts, picture: Path) -> Fraction:
    """How much later the proxy's frames are than the source's, by their raw times.

    Raises:
        MediaError: ``proxy.differs``.
    """
    try:
        with open_known(media) as source, open_own(picture) as proxy:
            wanted, found = _times(source), _times(proxy)
    except (FFmpegError, OSError) as e:
        raise MediaError("proxy.failed", f"The proxy of “{Path(media.path).name}” cannot be read: {e}.") from e
    shift = found[0] - wanted[0] if found and wanted else Fraction(0)
    # The source may hold packets, at its end, of which no picture could be made.
    same = 0 < len(found) <= len(wanted) and len(found) >= len(wanted) - 2
    if not same or any(abs(f - shift - w) > _SAME_S for f, w in zip(found, wanted, strict=False)):
        raise MediaError(
            "proxy.differs", f"“{Path(media.path).name}” has frames that a proxy would show at other times."
        )
    return shift


def _times(container: object) -> list[Fraction]:
    """When each frame from the first key frame on is shown, in raw seconds."""
    stream = footage_stream(container)  # type: ignore[arg-type]
    if stream is None:
        return []
    tick, found, first = Fraction(stream.time_base or 1), [], None
    for packet in container.demux(stream):  # type: ignore[attr-defined]
        if not packet.size or packet.pts is None or packet.is_discard:
            continue
        if first is None and packet.is_keyframe:
            first = packet.pts
        if first is not None and packet.pts >= first:
            found.append(packet.pts)
    return [pts * tick for pts in sorted(found)]


def _key(media: MediaFacts) -> str:
    return hashlib.sha256(f"proxy|{_VERSION}|{media.identity}".encode()).hexdigest()


__all__ = ["Wanted", "is_heavy", "make_proxy", "proxy_cache", "proxy_of", "proxy_size", "wants_proxy"]
