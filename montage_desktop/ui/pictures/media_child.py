"""A media file in; facts, a small picture and a coarse waveform out. Loaded by the child process alone."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import av.error
import numpy as np
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from montage_desktop.core import paths
from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.media.opening import open_media
from montage_desktop.media.preview.small_pictures import SmallPictures, small_size
from montage_desktop.media.probe import probe
from montage_desktop.ui.media_look import MediaLook, Refused
from montage_desktop.ui.pictures.store import FrameKey, FrameStore

THUMBNAIL_PX = 192
PEAKS = 400
_LONGEST_WAVE_S = 1200
_QUALITY = 90


def look_at(path: str) -> MediaLook | Refused:
    """Probe a file and draw it small; or say why not (see `probe`)."""
    try:
        facts = probe(Path(path))
        changed = Path(path).stat().st_mtime_ns
    except InputError as e:
        return Refused(e.code, e.message, e.fix, e.detail)
    except OSError as e:  # it went while it was looked at
        return Refused("media.unreadable", f"“{Path(path).name}” cannot be read.", "", str(e))
    if facts.video is None:
        return MediaLook(facts, peaks=_peaks(facts), mtime_ns=changed)
    try:
        return MediaLook(facts, picture=_picture(facts), mtime_ns=changed)
    except (av.error.FFmpegError, OSError, MontageError, ValueError):
        damage = f"“{Path(path).name}” has a place that does not decode; it may be damaged."
        return MediaLook(facts, mtime_ns=changed, damage=damage)  # usable as far as the probe can tell


def _picture(facts: MediaFacts) -> bytes:
    """The key frame nearest to a tenth of the way in (the first frames of a take are often black), as a JPEG.

    It is kept with the pictures of strips: the next time that the file is looked at nothing is decoded.
    """
    assert facts.video is not None
    wide, high = facts.video.display
    time_s = facts.duration_s / 10 if facts.duration_s > 1 else Fraction(0)
    height = max(2, THUMBNAIL_PX * high // max(wide, high))
    key = FrameKey(f"near|{facts.identity}", time_s, height)  # not exactly what is shown then: see `FramePictures`
    image = _store().load(key)
    if image is None:
        image = _draw(facts, time_s, size=small_size(facts.video, height_px=height))
        _store().save(key, image)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _draw(facts: MediaFacts, time_s: Fraction, *, size: tuple[int, int]) -> QImage:
    pictures = SmallPictures(facts)
    try:
        seen = pictures.picture(time_s, size=size, rough=True)
    finally:
        pictures.close()
    return QImage(seen.rgb, seen.width, seen.height, seen.width * 3, QImage.Format.Format_RGB888).copy()


@cache
def _store() -> FrameStore:
    return FrameStore(paths.cache_dir() / "frames")


def _peaks(facts: MediaFacts) -> tuple[float, ...]:
    """Root mean square of the sound in equal steps, relative to the loudest."""
    if facts.duration_s <= 0 or facts.duration_s > _LONGEST_WAVE_S:
        return ()
    rate = 8000
    squares = np.zeros(PEAKS)
    counts = np.zeros(PEAKS)
    position, total = 0, max(1, int(facts.duration_s * rate))
    resampler = av.AudioResampler(format="flt", layout="mono", rate=rate)
    try:
        with open_media(Path(facts.path)) as container:
            for frame in container.decode(audio=0):
                for piece in resampler.resample(frame):
                    samples = piece.to_ndarray().reshape(-1).astype(np.float64)
                    slots = np.minimum((position + np.arange(samples.size)) * PEAKS // total, PEAKS - 1)
                    squares += np.bincount(slots, samples**2, PEAKS)
                    counts += np.bincount(slots, minlength=PEAKS)
                    position += samples.size
    except av.error.FFmpegError:
        if not position:
            return ()
    loud = np.sqrt(squares / np.maximum(counts, 1))
    return tuple(float(v) for v in loud / (loud.max() or 1.0))
