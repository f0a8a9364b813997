"""The service of small pictures: what a source shows at a time, for strips, thumbnails and runners-up."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from math import floor

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from montage_desktop.core import paths
from montage_desktop.core.facts import MediaFacts
from montage_desktop.ui.pictures.store import FrameKey, FrameStore
from montage_desktop.ui.pictures.threads import FrameThreads, Wish
from montage_desktop.ui.throttle import Throttle

#: Times that share a picture in strips; EXACT: each has its own.
STRIP_STEP_S, EXACT = Fraction(1, 4), Fraction(0)
_MEMORY_BYTES = 64 << 20
_TELL_MS = 67
_LOWEST_PX, _HIGHEST_PX = 16, 1080
#: The preview and the window need a core: decoding small pictures may take the others.
_MOST_THREADS = 3


class FramePictures(QObject):
    """Gives small pictures at once where they are known, and makes the others off the GUI thread. GUI thread only.

    Pictures are kept in memory (what was used longest ago goes) and on disk. What is damaged or missing gives None,
    and is tried again only after `set_facts` with other facts, or `forget`.

    Args:
        store: None: ``frames`` in the cache folder. memory_bytes: of the pictures in memory. threads: None: by cores.

    Signals:
        arrived(str): pictures of this source, named as it was asked for, are there now; at most 15 times a second.
    """

    arrived = Signal(str)
    _made = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        store: FrameStore | None = None,
        memory_bytes: int = _MEMORY_BYTES,
        threads: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._facts: dict[str, MediaFacts] = {}
        self._memory = _Memory(memory_bytes)
        self._waiting: dict[FrameKey, set[str]] = {}
        self._bad: set[FrameKey] = set()
        self._bad_identities: set[str] = set()
        self._untold: set[str] = set()
        self._tell = Throttle(self._emit, _TELL_MS, self)
        self._made.connect(self._on_made, Qt.ConnectionType.QueuedConnection)
        count = threads or max(1, min(_MOST_THREADS, (os.cpu_count() or 2) - 1))
        self._threads: FrameThreads | None = FrameThreads(
            store or FrameStore(paths.cache_dir() / "frames"), self._made.emit, count=count
        )

    @property
    def memory_bytes(self) -> int:
        """What the pictures in memory take."""
        return self._memory.size_bytes

    @property
    def waiting(self) -> int:
        """Pictures that were asked for and are not there yet."""
        return len(self._waiting)

    def set_facts(self, facts: Mapping[str, MediaFacts]) -> None:
        """What the sources are, by the names they are asked for. Sources that changed are tried again."""
        before, self._facts = self._facts, dict(facts)
        changed = [s for s, media in self._facts.items() if before.get(s) != media]
        self._try_again(changed)

    def picture(
        self, source: str, time_s: Fraction, height_px: int, *, step_s: Fraction = STRIP_STEP_S
    ) -> QImage | None:
        """What a source shows at a time, or None: it is asked for, or cannot be had.

        Args:
            time_s: seconds of the source, as `Clip.source_in`. height_px: device pixels.
            step_s: times are rounded down to multiples of this, so that neighbours share a picture; or `EXACT`.
        """
        media = self._facts.get(source)
        if media is None or media.video is None or self._threads is None:
            return None
        key = _key(media, time_s, height_px, step_s)
        found = self._memory.get(key)
        if found is not None:
            return found
        if key not in self._bad and media.identity not in self._bad_identities:
            self._waiting.setdefault(key, set()).add(source)
            self._threads.ask(Wish(key, media))
        return None

    def forget(self, sources: Collection[str]) -> None:
        """Requests for these are not wanted any more; what could not be had of them may be asked for again."""
        self._drop(lambda source: source in sources)
        self._try_again(sources)

    def only(self, sources: Collection[str]) -> None:
        """Requests for other sources than these are not wanted any more, whoever made them."""
        self._drop(lambda source: source not in sources)

    def close(self) -> None:
        """Let go of all files and threads; from then on there are no pictures."""
        if self._threads is not None:
            self._threads.close()
        self._threads = None
        self._waiting.clear()
        self._memory.clear()

    def _try_again(self, sources: Collection[str]) -> None:
        identities = {self._facts[s].identity for s in sources if s in self._facts}
        self._bad_identities -= identities
        self._bad = {k for k in self._bad if k.identity not in identities}

    def _drop(self, is_unwanted: Callable[[str], bool]) -> None:
        for names in self._waiting.values():
            names -= {n for n in names if is_unwanted(n)}
        self._drop_keys({k for k, names in self._waiting.items() if not names})

    def _drop_keys(self, keys: set[FrameKey]) -> None:
        for key in keys:
            del self._waiting[key]
        if self._threads is not None and keys:
            self._threads.drop(keys)

    def _on_made(self) -> None:
        if self._threads is None:
            return
        for made in self._threads.take():
            names = self._waiting.pop(made.key, set())
            if made.image is not None:
                self._memory.put(made.key, made.image)
                self._untold |= names
            elif made.is_closed:
                self._bad_identities.add(made.key.identity)
                self._drop_keys({k for k in self._waiting if k.identity == made.key.identity})
            else:
                self._bad.add(made.key)
        if self._untold:
            self._tell()

    def _emit(self) -> None:
        told, self._untold = sorted(self._untold), set()
        for source in told:
            self.arrived.emit(source)


class _Memory:
    """Pictures by what they show; what was used longest ago goes when they take too much."""

    def __init__(self, most_bytes: int) -> None:
        self.size_bytes = 0
        self._most_bytes = most_bytes
        self._images: OrderedDict[FrameKey, QImage] = OrderedDict()

    def get(self, key: FrameKey) -> QImage | None:
        image = self._images.get(key)
        if image is not None:
            self._images.move_to_end(key)
        return image

    def put(self, key: FrameKey, image: QImage) -> None:
        self._remove(key)
        self._images[key] = image
        self.size_bytes += image.sizeInBytes()
        while self.size_bytes > self._most_bytes and len(self._images) > 1:
            self._remove(next(iter(self._images)))

    def clear(self) -> None:
        self._images.clear()
        self.size_bytes = 0

    def _remove(self, key: FrameKey) -> None:
        image = self._images.pop(key, None)
        if image is not None:
            self.size_bytes -= image.sizeInBytes()


def _key(media: MediaFacts, time_s: Fraction, height_px: int, step_s: Fraction) -> FrameKey:
    assert media.video is not None
    within = max(Fraction(0), min(time_s, media.duration_s))
    if media.video.still:
        within = Fraction(0)
    elif step_s:
        within = floor(within / step_s) * step_s
    height = max(_LOWEST_PX, min(height_px, _HIGHEST_PX))
    return FrameKey(media.identity, within, height)
