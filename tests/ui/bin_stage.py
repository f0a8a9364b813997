"""Clips for tests of the bin, made without files."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import msgspec
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from montage_desktop.core.facts import AudioFacts, MediaFacts, VideoFacts
from montage_desktop.ui.bin.media_bin import MediaBin
from montage_desktop.ui.bin.model import MediaItem, item_of
from montage_desktop.ui.media_look import MediaLook

_VIDEO = VideoFacts(
    codec="h264", width=1920, height=1080, display=(1920, 1080), rotation=0, sar=Fraction(1), rate=Fraction(25),
    vfr=False, frame_s=Fraction(1, 25), frames=0, start_s=Fraction(0), duration_s=Fraction(10), bit_depth=8,
    pix_fmt="yuv420p", color_range="", color_space="", color_primaries="", color_transfer="", hdr="",
    interlaced=False, alpha=False, still=False,
)  # fmt: skip
_AUDIO = AudioFacts(codec="aac", sample_rate=48_000, channels=2, start_s=Fraction(0), duration_s=Fraction(10))


def clip(
    name: str, *, seconds: int = 10, changed: int = 0, sound: bool = True, warnings: tuple[str, ...] = (),
    picture: bytes = b"", damage: str = "", **video: Any,
) -> MediaItem:  # fmt: skip
    """A clip in `/footage`; `video`: fields of `VideoFacts` that differ from 1080p at 25 fps."""
    duration = Fraction(seconds)
    facts = MediaFacts(
        path=f"/footage/{name}", identity=f"id-{name}", format="mov", size_bytes=1000, start_s=Fraction(0),
        duration_s=duration, video=msgspec.structs.replace(_VIDEO, duration_s=duration, **video),
        audio=_AUDIO if sound else None, warnings=list(warnings),
    )  # fmt: skip
    return item_of(MediaLook(facts, picture, mtime_ns=changed, damage=damage))


def song(name: str = "song.flac") -> MediaItem:
    facts = MediaFacts(
        path=f"/footage/{name}", identity=name, format="flac", size_bytes=1, start_s=Fraction(0),
        duration_s=Fraction(200), video=None, audio=_AUDIO,
    )  # fmt: skip
    return item_of(MediaLook(facts, peaks=tuple(abs((n * 37 % 100) / 100) for n in range(400))))


def picture(hue: int, *, size: tuple[int, int] = (192, 108)) -> bytes:
    """A JPEG of a hill before a sky of this hue."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(hue % 360, 90, 210))
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromHsv((hue + 60) % 360, 120, 110))
    painter.drawEllipse(-size[0] // 4, size[1] // 2, size[0], size[1])
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 90)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def fill(media: MediaBin, items: list[MediaItem]) -> None:
    for item in items:
        media.add(item)
    media.shown.flush()


def shown_names(media: MediaBin) -> list[str]:
    """What the list shows, from top to bottom."""
    return [item.path.name for item in media.shown.shown]
