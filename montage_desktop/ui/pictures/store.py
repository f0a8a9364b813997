"""Small pictures kept on disk by what they show: made once, they are there when the project is opened again."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from montage_desktop.core import documents

log = logging.getLogger(__name__)

#: Raise it when pictures are made otherwise.
_VERSION = 1
_QUALITY = 88
_MOST_BYTES = 256 << 20
#: After a collection this share of the quota is left, so that not every new picture collects again.
_LEFT = 0.8
_COLLECT_EVERY = 500  #: pictures kept
_JPEG_BEGIN, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"


@dataclass(frozen=True)
class FrameKey:
    """What a small picture shows.

    Attributes:
        identity: of the file's content. time_s: seconds of the source. height_px: as asked for.
    """

    identity: str
    time_s: Fraction
    height_px: int


class FrameStore:
    """A folder of JPEG files with a quota. Any thread, any number of processes.

    Args:
        most_bytes: what was used longest ago goes when there is more.
    """

    def __init__(self, folder: Path, *, most_bytes: int = _MOST_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._saved = 0
        self._is_told = False

    def path(self, key: FrameKey) -> Path:
        """Where a picture is kept."""
        said = f"{_VERSION}|{key.identity}|{key.time_s}|{key.height_px}"
        name = hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:40]
        return self._folder / name[:2] / f"{name}.jpg"

    def load(self, key: FrameKey) -> QImage | None:
        """The picture, or None if there is none or it is damaged."""
        path = self.path(key)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        if not (data.startswith(_JPEG_BEGIN) and data.endswith(_JPEG_END)):
            return None
        image = QImage.fromData(data)
        return None if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)

    def save(self, key: FrameKey, image: QImage) -> None:
        """Keep a picture. A disk that is full or read-only is told once, in the log: nothing depends on this."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
        try:
            documents.write_atomic(self.path(key), bytes(buffer.data().data()), durable=False)
        except OSError as e:
            if not self._is_told:
                log.warning("small pictures cannot be kept: %s", e)
            self._is_told = True
            return
        self._saved += 1
        if self._saved % _COLLECT_EVERY == 1:
            self.collect()

    def collect(self) -> int:
        """Bring the folder under its quota; the number of bytes freed."""
        found: list[tuple[float, int, Path]] = []
        for path in self._folder.glob("??/*.jpg"):
            with contextlib.suppress(OSError):  # another process removes them too
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in found)
        if total <= self._most_bytes:
            return 0
        freed = 0
        for _, size, path in sorted(found):
            if total - freed <= self._most_bytes * _LEFT:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                freed += size
        return freed
