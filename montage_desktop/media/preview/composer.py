"""Moments of a film in; their pictures out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame

from montage_desktop.core.errors import MontageError
from montage_desktop.media.preview.filtering import Chain, Mix, upright
from montage_desktop.media.preview.source_frames import SourceFrames, Stopped
from montage_desktop.media.preview.walk import Moment, View, Walk

#: Open sources: a decoder at 1080p holds about 60 MB.
_READERS = 4
_CHAINS = 12
_CACHE_BYTES = 64 << 20


class Composer:
    """Makes pictures (yuv420p, BT.709, limited) and keeps what the next ones may need. One thread at a time.

    A source that cannot be read gives black pictures, and is told once.

    Attributes:
        on_failed: called with a sentence, on the thread that asks for pictures.
        is_exact: whether the picture given last is the right one, not a rough one.
    """

    def __init__(self, on_failed: Callable[[str], None] = lambda _: None) -> None:
        self.on_failed = on_failed
        self.is_exact = True
        self._readers: OrderedDict[tuple[str, int], SourceFrames] = OrderedDict()
        self._chains: OrderedDict[tuple[str, int, str], Chain] = OrderedDict()
        self._mix: tuple[tuple[object, ...], Mix] | None = None
        self._pictures: OrderedDict[tuple[str, str, int], VideoFrame] = OrderedDict()
        self._bytes = 0
        self._bad: set[str] = set()
        self._told: set[str] = set()

    def picture(
        self, walk: Walk, frame: int, *, should_stop: Callable[[], bool] = lambda: False, rough: bool = False
    ) -> VideoFrame:
        """The picture of an output frame.

        Args:
            rough: one near by will do where the right one takes long, as while the person drags.

        Raises:
            Stopped: `should_stop` said so.
        """
        self.is_exact = True
        moment = walk.at(frame)
        before = self._seen(moment.view, walk.size, should_stop, rough=rough)
        if moment.into is None:
            return before
        after = self._seen(moment.into, walk.size, should_stop, rough=rough)
        return self._mixed(moment, walk.timeline.rate, before, after)

    def is_near(self, walk: Walk, frame: int) -> bool:
        """Whether the picture of an output frame is there, or soon would be."""
        moment = walk.at(frame)
        views = [moment.view] if moment.into is None else [moment.view, moment.into]
        return all(self._is_near(v) for v in views)

    def _is_near(self, view: View) -> bool:
        if view.key in self._pictures or view.media is None:
            return True
        reader = self._readers.get((view.media.path, view.slot))
        return reader is not None and reader.is_near(view.limit_ticks)

    def forget_failures(self) -> None:
        """Try again what could not be read before; it is not told again."""
        self._bad.clear()

    def close(self) -> None:
        """Close all files; the composer can go on being used."""
        for reader in self._readers.values():
            reader.close()
        self._readers.clear()
        self._chains.clear()
        self._pictures.clear()
        self._bytes = 0

    def _mixed(self, moment: Moment, rate: Fraction, before: VideoFrame, after: VideoFrame) -> VideoFrame:
        assert moment.into is not None
        kind = (
            moment.transition,
            moment.length,
            rate,
            before.width,
            before.height,
            moment.view.piece,
            moment.into.piece,
        )
        if self._mix is None or self._mix[0] != kind:
            self._mix = (kind, Mix(moment.transition, moment.length, rate))
        return self._mix[1].at(moment.index, before, after)

    def _seen(self, view: View, size: tuple[int, int], should_stop: Callable[[], bool], *, rough: bool) -> VideoFrame:
        """A view's picture, from the cache if it is there."""
        found = self._pictures.get(view.key)
        if found is not None:
            self._pictures.move_to_end(view.key)
            return found
        made = self._made(view, should_stop, rough=rough)
        if made is None:
            return black(size)
        picture, is_right = made
        self.is_exact &= is_right
        if is_right and not _has_grain(view):
            self._keep(view.key, picture)
        return picture

    def _made(self, view: View, should_stop: Callable[[], bool], *, rough: bool) -> tuple[VideoFrame, bool] | None:
        """(picture, whether it is the right one), or None where the source gives none."""
        if view.media is None:
            self._failed(view.piece.identity.removeprefix("none:"), "it is missing or has no pictures")
            return None
        if view.media.path in self._bad:
            return None
        try:
            reader = self._reader(view)
            frame = reader.frame_at(view.limit_ticks, should_stop=should_stop, rough=rough)
            return self._chain(view).one(frame), reader.is_exact
        except Stopped:
            raise
        except (FFmpegError, OSError, MontageError, ValueError) as e:
            self._failed(view.media.path, str(e))
            self._drop(view)
            return None

    def _failed(self, source: str, cause: str) -> None:
        self._bad.add(source)
        if source not in self._told:
            self._told.add(source)
            self.on_failed(f"“{Path(source).name}” cannot be shown: {cause.rstrip('.')}.")

    def _reader(self, view: View) -> SourceFrames:
        assert view.media is not None
        key = (view.media.path, view.slot)
        if key not in self._readers:
            while len(self._readers) >= _READERS:
                self._readers.popitem(last=False)[1].close()
            self._readers[key] = SourceFrames(view.media)
        self._readers.move_to_end(key)
        return self._readers[key]

    def _drop(self, view: View) -> None:
        reader = self._readers.pop((view.piece.source, view.slot), None)
        if reader is not None:
            reader.close()

    def _chain(self, view: View) -> Chain:
        """Filters keep what they have allocated, and grain goes on from frame to frame: one chain for each piece."""
        key = (view.piece.source, view.slot, view.key[1])
        if key not in self._chains:
            while len(self._chains) >= _CHAINS:
                self._chains.popitem(last=False)
            rotation = view.media.video.rotation if view.media and view.media.video else 0
            self._chains[key] = Chain([*upright(rotation), *view.piece.after])
        self._chains.move_to_end(key)
        return self._chains[key]

    def _keep(self, key: tuple[str, str, int], picture: VideoFrame) -> None:
        self._pictures[key] = picture
        self._bytes += picture_bytes(picture)
        while self._bytes > _CACHE_BYTES and len(self._pictures) > 1:
            self._bytes -= picture_bytes(self._pictures.popitem(last=False)[1])


def picture_bytes(picture: VideoFrame) -> int:
    """Memory a picture takes, in bytes."""
    return sum(plane.buffer_size for plane in picture.planes)


def black(size: tuple[int, int]) -> VideoFrame:
    """A black picture."""
    width, height = size
    planes = np.full((height * 3 // 2, width), 128, np.uint8)
    planes[:height] = 16
    return VideoFrame.from_ndarray(planes, format="yuv420p")


def _has_grain(view: View) -> bool:
    return any(name == "noise" for name, _ in view.piece.after)
