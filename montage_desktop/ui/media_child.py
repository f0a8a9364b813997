"""A media file in; facts, a small picture and a coarse waveform out. Loaded by the child process alone, without Qt."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import av.error
import numpy as np

from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.media.opening import open_media
from montage_desktop.media.preview.small_pictures import SmallPictures, small_size
from montage_desktop.media.probe import probe
from montage_desktop.ui.media_look import MediaLook, Refused, Thumbnail

THUMBNAIL_PX = 192
PEAKS = 400
_LONGEST_WAVE_S = 1200


def look_at(path: str) -> MediaLook | Refused:
    """Probe a file and draw it small; or say why not (see `probe`)."""
    try:
        facts = probe(Path(path))
    except InputError as e:
        return Refused(e.code, e.message, e.fix, e.detail)
    if facts.video is None:
        return MediaLook(facts, peaks=_peaks(facts))
    try:
        return MediaLook(facts, thumbnail=_thumbnail(facts))
    except (av.error.FFmpegError, OSError, MontageError, ValueError):
        return MediaLook(facts)  # without a picture, but usable as far as the probe can tell


def _thumbnail(facts: MediaFacts) -> Thumbnail:
    """The key frame nearest to a tenth of the way in (the first frames of a take are often black)."""
    assert facts.video is not None
    wide, high = facts.video.display
    size = small_size(facts.video, height_px=max(2, THUMBNAIL_PX * high // max(wide, high)))
    pictures = SmallPictures(facts)
    try:
        seen = pictures.picture(facts.duration_s / 10 if facts.duration_s > 1 else Fraction(0), size=size, rough=True)
    finally:
        pictures.close()
    return Thumbnail(seen.width, seen.height, seen.rgb)


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
