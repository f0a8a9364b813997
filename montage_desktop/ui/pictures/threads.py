"""Requests for small pictures in; the pictures, from disk or decoded by a few threads, out. The newest comes first."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from av.error import FFmpegError
from PySide6.QtGui import QImage

from montage_desktop.core.errors import MontageError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.media.preview.small_pictures import SmallPictures, small_size
from montage_desktop.media.preview.source_frames import Stopped
from montage_desktop.ui.pictures.store import FrameKey, FrameStore

log = logging.getLogger(__name__)

#: Pictures that lie so far before the newest one are made in passing.
_ON_THE_WAY_S = Fraction(4)
_MOST_WAITING = 2048
#: An open decoder holds up to 60 MB; without requests for this long it is let go.
_IDLE_S = 2.0
_LOWER_PRIORITY = 10


@dataclass(frozen=True)
class Wish:
    """A picture that is wanted."""

    key: FrameKey
    media: MediaFacts


@dataclass(frozen=True)
class Made:
    """A picture, or None where it cannot be had; `is_closed`: nothing can be had of that source."""

    key: FrameKey
    image: QImage | None = None
    is_closed: bool = False


class _Desk:
    """What one thread has open: one source."""

    def __init__(self) -> None:
        self.path = ""
        self._pictures: SmallPictures | None = None

    def open(self, media: MediaFacts) -> SmallPictures:
        """Raises as `SmallPictures`."""
        if self._pictures is None or self.path != media.path:
            self.close()
            self.path = media.path
            self._pictures = SmallPictures(media)
        return self._pictures

    def close(self) -> None:
        if self._pictures is not None:
            self._pictures.close()
        self._pictures, self.path = None, ""


class FrameThreads:
    """A few threads that make pictures. All methods are safe from any one other thread, and none but `close` waits.

    Args:
        on_made: called by a thread when there is something to `take`.
    """

    def __init__(self, store: FrameStore, on_made: Callable[[], None], *, count: int) -> None:
        self._store, self._on_made = store, on_made
        self._changed = threading.Condition()
        # Newest last. First they are looked for on disk, then decoded.
        self._to_load: dict[FrameKey, Wish] = {}
        self._to_decode: dict[FrameKey, Wish] = {}
        self._now: set[FrameKey] = set()  # being made
        self._held: dict[str, _Desk] = {}  # a file is read by one thread at a time: the others would seek in vain
        self._made: list[Made] = []
        self._is_closed = False
        self._threads = [threading.Thread(target=self._work, name=f"frames-{n}", daemon=True) for n in range(count)]
        for thread in self._threads:
            thread.start()

    def ask(self, wish: Wish) -> None:
        """Make a picture before all others that wait; asked again, it comes first again."""
        with self._changed:
            if wish.key in self._now:
                return
            queue = self._to_decode if wish.key in self._to_decode else self._to_load
            queue.pop(wish.key, None)
            queue[wish.key] = wish
            if len(queue) > _MOST_WAITING:
                del queue[next(iter(queue))]
            self._changed.notify_all()

    def drop(self, keys: set[FrameKey]) -> None:
        """Do not make these, nor finish them."""
        with self._changed:
            for queue in (self._to_load, self._to_decode):
                for key in keys & queue.keys():
                    del queue[key]
            self._now -= keys

    def take(self) -> list[Made]:
        """What was made since the last call."""
        with self._changed:
            made, self._made = self._made, []
            return made

    def close(self) -> None:
        """End the threads; waits for the packet being decoded."""
        with self._changed:
            self._is_closed = True
            self._to_load.clear()
            self._to_decode.clear()
            self._now.clear()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    # --------------------------------------------------------------------------------------- the threads

    def _work(self) -> None:
        if sys.platform == "linux":  # playback goes first; there, a priority is a thread's own
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWER_PRIORITY)
        desk = _Desk()
        while not self._is_closed:
            with self._changed:
                # Without work a file is let go.
                if not self._changed.wait_for(lambda: self._has_work(desk), timeout=_IDLE_S if desk.path else None):
                    self._let_go(desk)
                    continue
                if self._is_closed:
                    break
                wish, is_new = self._next(desk)
                self._now.add(wish.key)
            try:
                if is_new:
                    self._load(wish)
                else:
                    self._decode(desk, wish)
            except Exception:
                log.exception("no picture of %s at %s s", wish.media.path, wish.key.time_s)
                self._give(Made(wish.key))
        desk.close()

    def _has_work(self, desk: _Desk) -> bool:
        return self._is_closed or bool(self._to_load) or any(self._may_read(desk, w) for w in self._to_decode.values())

    def _may_read(self, desk: _Desk, wish: Wish) -> bool:
        return self._held.get(wish.media.path, desk) is desk

    def _let_go(self, desk: _Desk) -> None:
        self._held = {path: holder for path, holder in self._held.items() if holder is not desk}
        desk.close()

    def _next(self, desk: _Desk) -> tuple[Wish, bool]:
        """What to do now, and whether it is to be looked for on disk: the newest, or one on the way to it."""
        if self._to_load:
            return self._to_load.popitem()[1], True
        newest = next(w for w in reversed(self._to_decode.values()) if self._may_read(desk, w))
        until_s = newest.key.time_s
        on_the_way = (
            w
            for w in self._to_decode.values()
            if w.media.path == newest.media.path and until_s - _ON_THE_WAY_S < w.key.time_s < until_s
        )
        wish = min(on_the_way, key=lambda w: w.key.time_s, default=newest)
        del self._to_decode[wish.key]
        self._held = {path: holder for path, holder in self._held.items() if holder is not desk}
        self._held[wish.media.path] = desk
        return wish, False

    def _load(self, wish: Wish) -> None:
        image = self._store.load(wish.key)
        if image is not None:
            self._give(Made(wish.key, image))
            return
        with self._changed:
            if wish.key in self._now:  # else it was dropped
                self._now.discard(wish.key)
                self._to_decode[wish.key] = wish
                self._changed.notify_all()

    def _decode(self, desk: _Desk, wish: Wish) -> None:
        key = wish.key
        try:
            pictures = desk.open(wish.media)
        except (FFmpegError, OSError, MontageError) as e:
            log.info("no pictures of %s: %s", wish.media.path, e)
            self._give(Made(key, is_closed=True))
            return
        try:
            image = _image_of(pictures, wish, lambda: key not in self._now)
        except Stopped:
            return
        except (FFmpegError, OSError, MontageError, ValueError) as e:
            log.info("no picture of %s at %s s: %s", wish.media.path, key.time_s, e)
            image = None
        self._give(Made(key, image))
        if image is not None:
            self._store.save(key, image)

    def _give(self, made: Made) -> None:
        with self._changed:
            self._now.discard(made.key)
            if self._is_closed:
                return
            self._made.append(made)
        self._on_made()


def _image_of(pictures: SmallPictures, wish: Wish, should_stop: Callable[[], bool]) -> QImage:
    assert wish.media.video is not None
    size = small_size(wish.media.video, height_px=wish.key.height_px)
    made = pictures.picture(wish.key.time_s, size=size, should_stop=should_stop)
    image = QImage(made.rgb, made.width, made.height, made.width * 3, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)
