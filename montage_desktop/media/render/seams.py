"""A joined film and the parts it was made of in; whether its pictures around every seam are those of the parts, out.

A film whose parts come from different encoders can look right to the eye of a muxer and wrong to a decoder: so the film
is decoded through each seam, as a player does, and compared, to the bit, with what each part gives when it is decoded
by itself.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
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
from montage_desktop.media.quick_open import open_known, open_own
from montage_desktop.media.render.copying import FRAMES_KNOWN, Copied
from montage_desktop.media.render.splice import Part

#: A tail further from its key frame is only required to be there, frame by frame: its packets follow each other in the
#: film as they do in the source, and decoding them twice would cost more than all the rest.
_NEAR = 60
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
    passes: list[tuple[int, dict[int, str | None]]] = []
    for (_, frames, before), (seam, following, after) in pairwise(parts):
        if not isinstance(before, Copied) and not isinstance(after, Copied):
            continue
        if should_stop is not None and should_stop():
            raise Cancelled()
        back, ahead = min(FRAMES_KNOWN, frames), min(FRAMES_KNOWN, following)
        wanted: dict[int, str | None] = dict.fromkeys(range(seam - back, seam))
        if isinstance(before, Copied) and before.tail_packets <= _NEAR:
            wanted |= zip(wanted, _copied_hashes(before.tail[-back:], before, facts), strict=True)
        heads = _head_hashes(after, facts, rate, ahead)
        wanted |= zip(range(seam, seam + ahead), heads, strict=True)
        # The film is entered before the seam, so that the decoder comes to it as a player does; a seam close behind
        # another is reached in the same pass.
        if passes and seam - back - max(passes[-1][1]) < rate:
            passes[-1][1].update(wanted)
        else:
            passes.append((seam - back, wanted))
    # Decoders of one thread side by side: after each seek several threads of one decoder would wait for each other.
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for wrong in pool.map(lambda each: _first_wrong(film, each[0], each[1], rate, should_stop), passes):
            if wrong is not None:
                raise _wrong(wrong)
    return sum(len(wanted) for _, wanted in passes)


def _first_wrong(
    film: Path, entry: int, wanted: dict[int, str | None], rate: Fraction, should_stop: Callable[[], bool] | None
) -> int | None:
    """The first frame that is not what it has to be."""
    if should_stop is not None and should_stop():
        raise Cancelled()
    with _Frames(open_own(film)) as joined:
        found = joined.hashes(entry, max(wanted) + 1, rate, set(wanted))
    return next((f for f, expected in wanted.items() if f not in found or expected not in (None, found[f])), None)


def _head_hashes(part: Part, facts: Mapping[str, MediaFacts], rate: Fraction, count: int) -> list[str]:
    """Hashes of a part's first frames, decoded by itself."""
    if isinstance(part, Copied):
        return _copied_hashes(part.head[:count], part, facts)
    with _Frames(open_own(part)) as frames:
        found = frames.hashes(0, count, rate, set(range(count)))
    return [found.get(n, "") for n in range(count)]


def _copied_hashes(times: Sequence[int], part: Copied, facts: Mapping[str, MediaFacts]) -> list[str]:
    """Hashes of frames of a source, by their pts."""
    with _Frames(open_known(next(m for m in facts.values() if m.path == part.source))) as frames:
        return frames.at(times)


class _Frames:
    """Decoded frames of one file. A context manager."""

    def __init__(self, container: InputContainer) -> None:
        self._container: Any = container
        self._track: Any = self._container.streams.video[0]
        self._track.codec_context.skip_frame = "DEFAULT"
        self._track.codec_context.thread_count = 1
        self._tick = Fraction(self._track.time_base or 0)
        self._can_skip = self._track.codec_context.name in ("h264", "hevc")

    def __enter__(self) -> _Frames:
        return self

    def __exit__(self, *_: object) -> None:
        self._container.close()

    def hashes(self, first: int, last: int, rate: Fraction, wanted: Container[int]) -> dict[int, str]:
        """Of the wanted frames in ``[first, last)`` of a film with a frame at each n / rate, as far as they come."""
        found: dict[int, str] = {}
        for frame in self._decoded_from(round(first / rate / self._tick)):
            number = round(Fraction(frame.pts or 0) * self._tick * rate)
            if number in wanted:
                found[number] = _hash(frame)
            if number >= last - 1:
                break
        return found

    def at(self, times: Sequence[int]) -> list[str]:
        """Of the frames at these times, ascending, in ticks; what does not come is ""."""
        found = dict.fromkeys(times, "")
        for frame in self._decoded_from(times[0]):
            if frame.pts in found:
                found[frame.pts] = _hash(frame)
            if (frame.pts or 0) >= times[-1]:
                break
        return list(found.values())

    def _decoded_from(self, pts: int) -> Iterator[VideoFrame]:
        """Frames from one at or before a time on. A container may lead to a key frame that is shown later."""
        back_s = Fraction(0)
        while True:
            at_s = pts * self._tick - back_s
            self._container.seek(int(at_s * av.time_base), backward=True, any_frame=False)
            frames = self._decoded(pts)
            first = next(frames, None)
            if first is not None and (first.pts or 0) <= pts:
                yield first
                yield from frames
                return
            if at_s < 0 or back_s > 60:
                return
            back_s = back_s * 2 or Fraction(1, 2)

    def _decoded(self, wanted: int) -> Iterator[VideoFrame]:
        """What comes; of the frames before the one wanted only those that others need."""
        context = self._track.codec_context
        for packet in self._container.demux(self._track):
            if self._can_skip:
                context.skip_frame = "NONREF" if packet.pts is not None and packet.pts < wanted else "DEFAULT"
            yield from (f for f in packet.decode() if isinstance(f, VideoFrame) and f.pts is not None)


def _hash(frame: VideoFrame) -> str:
    digest = hashlib.blake2b(f"{frame.width}x{frame.height} {frame.format.name}".encode(), digest_size=16)
    digest.update(frame.to_ndarray().tobytes())
    return digest.hexdigest()


def _wrong(frame: int) -> MediaError:
    return MediaError(
        WRONG, f"At frame {frame} the film does not show what it has to.", fix="Render it without smart cut."
    )
