"""A joined film and the parts it was made of in; whether its pictures around every seam are those of the parts, out.

A film whose parts come from different encoders can look right to the eye of a muxer and wrong to a decoder: so the film
is decoded through each seam, as a player does, and compared, to the bit, with what each part gives when it is decoded
by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.video.frame import VideoFrame

from montage_desktop.core.errors import Cancelled, MediaError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.media.quick_open import open_known
from montage_desktop.media.render.copying import FRAMES_KNOWN, Copied
from montage_desktop.media.render.splice import Part

WRONG = "smartcut.mismatch"


def verify_seams(
    film: Path,
    parts: Sequence[tuple[int, int, Part]],
    facts: Mapping[str, MediaFacts],
    rate: Fraction,
    *,
    should_stop: Callable[[], bool] | None = None,
) -> int:
    """Compare; the number of frames that were.

    Args:
        parts: (first frame, frames, part) in order.

    Raises:
        MediaError: `WRONG`: a picture is not what it has to be. Cancelled.
    """
    try:
        return _compared(film, parts, facts, rate, should_stop)
    except (FFmpegError, OSError, IndexError) as e:
        raise MediaError(WRONG, f"The film cannot be decoded at its seams: {e}.") from e


def _compared(
    film: Path,
    parts: Sequence[tuple[int, int, Part]],
    facts: Mapping[str, MediaFacts],
    rate: Fraction,
    should_stop: Callable[[], bool] | None,
) -> int:
    compared = 0
    with _Frames(av.open(f"file:{film.absolute()}")) as joined:
        for (first, frames, before), (seam, following, after) in pairwise(parts):
            if not isinstance(before, Copied) and not isinstance(after, Copied):
                continue
            if should_stop is not None and should_stop():
                raise Cancelled()
            back, ahead = min(FRAMES_KNOWN, frames), min(FRAMES_KNOWN, following)
            wanted = [
                *_part_hashes(before, facts, rate, frames - back, frames),
                *_part_hashes(after, facts, rate, 0, ahead),
            ]
            # The film is entered before the seam's own neighbours, so that a decoder comes to it as a player does.
            found = joined.hashes(max(first, seam - back), seam + ahead, rate)
            for n, (a, b) in enumerate(zip(wanted, found, strict=True)):
                if a != b:
                    raise _wrong(seam - back + n)
            compared += len(wanted)
    return compared


def _part_hashes(part: Part, facts: Mapping[str, MediaFacts], rate: Fraction, first: int, last: int) -> list[str]:
    """Hashes of a part's frames ``[first, last)``, decoded by itself."""
    if isinstance(part, Path):
        with _Frames(av.open(f"file:{part.absolute()}")) as frames:
            return frames.hashes(first, last, rate)
    with _Frames(open_known(next(m for m in facts.values() if m.path == part.source))) as frames:
        return frames.at((part.head if first == 0 else part.tail)[: last - first])


class _Frames:
    """Decoded frames of one file. A context manager."""

    def __init__(self, container: InputContainer) -> None:
        self._container: Any = container
        self._track: Any = self._container.streams.video[0]
        self._track.codec_context.skip_frame = "DEFAULT"
        self._track.thread_type = "AUTO"
        self._tick = Fraction(self._track.time_base or 0)

    def __enter__(self) -> _Frames:
        return self

    def __exit__(self, *_: object) -> None:
        self._container.close()

    def hashes(self, first: int, last: int, rate: Fraction) -> list[str]:
        """Of frames ``[first, last)`` of a film with a frame at each n / rate; what is missing is ""."""
        ticks = [round(n / rate / self._tick) for n in range(first, last)]
        return self.at(ticks, lambda pts: round(round(pts * self._tick * rate) / rate / self._tick))

    def at(self, times: Sequence[int], nearest: Callable[[int], int] = lambda pts: pts) -> list[str]:
        """Of the frames at these times, ascending, in ticks; `nearest` brings a frame's time to the one meant."""
        found = dict.fromkeys(times, "")
        for frame in self._decoded_from(times[0]):
            at = nearest(frame.pts or 0)
            if at in found:
                found[at] = _hash(frame)
            if at >= times[-1]:
                break
        return list(found.values())

    def _decoded_from(self, pts: int) -> Iterator[VideoFrame]:
        """Frames from one at or before a time on. A container may lead to a key frame that is shown later."""
        back_s = Fraction(0)
        while True:
            at_s = pts * self._tick - back_s
            self._container.seek(int(at_s * av.time_base), backward=True, any_frame=False)
            frames = self._decoded()
            first = next(frames, None)
            if first is not None and (first.pts or 0) <= pts:
                yield first
                yield from frames
                return
            if at_s < 0 or back_s > 60:
                return
            back_s = back_s * 2 or Fraction(1, 2)

    def _decoded(self) -> Iterator[VideoFrame]:
        for packet in self._container.demux(self._track):
            yield from (f for f in packet.decode() if isinstance(f, VideoFrame) and f.pts is not None)


def _hash(frame: VideoFrame) -> str:
    digest = hashlib.blake2b(f"{frame.width}x{frame.height} {frame.format.name}".encode(), digest_size=16)
    digest.update(frame.to_ndarray().tobytes())
    return digest.hexdigest()


def _wrong(frame: int) -> MediaError:
    return MediaError(
        WRONG, f"At frame {frame} the film does not show what it has to.", fix="Render it without smart cut."
    )
