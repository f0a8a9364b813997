"""An FFmpeg in; the hardware encoders that work on this computer, found by really encoding with each, out.

That FFmpeg has an encoder says nothing of the computer: a build with NVENC runs where there is no such card, and a card
may be there without its driver, or busy. So a few frames are encoded, once per process.
"""

from __future__ import annotations

import functools
import glob
import sys
from dataclasses import dataclass

from montage_desktop.core.errors import MontageError
from montage_desktop.media.ffmpeg import FFmpeg, run

#: By preference. Each family's name is that of FFmpeg's encoders without the codec.
FAMILIES = ("nvenc", "qsv", "videotoolbox", "amf", "vaapi")
#: Some take nothing smaller, and some fail only when the second group of pictures begins.
_TRIAL = ("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=0.5,format=nv12")
_TRIAL_TIMEOUT_S = 15.0


@dataclass(frozen=True)
class Trial:
    """What came of trying one: its name for FFmpeg, whether it works, and if not, what it said."""

    encoder: str
    works: bool
    said: str = ""


def available(ffmpeg: FFmpeg, codec: str = "h264") -> list[str]:
    """Names of the families that work here, best first. The first call takes a second or so."""
    return [t.encoder.removeprefix(f"{codec}_") for t in trials(ffmpeg, codec) if t.works]


@functools.lru_cache(maxsize=8)
def trials(ffmpeg: FFmpeg, codec: str = "h264") -> tuple[Trial, ...]:
    """Each encoder that FFmpeg has been built with, tried."""
    return tuple(_tried(ffmpeg, f"{codec}_{f}") for f in FAMILIES if f"{codec}_{f}" in ffmpeg.encoders)


def _tried(ffmpeg: FFmpeg, encoder: str) -> Trial:
    before, after = device_args(encoder)
    args = [*before, *_TRIAL, *after, *quality_args(encoder, 24, keyint=8), "-f", "null", "-"]
    try:
        run(args, ffmpeg=ffmpeg, what=encoder, stall_timeout_s=_TRIAL_TIMEOUT_S)
    except MontageError as e:
        lines = [line for line in e.detail.splitlines() if line.strip()] or [e.message]
        return Trial(encoder, works=False, said=lines[0][:300])
    return Trial(encoder, works=True)


def device_args(encoder: str) -> tuple[list[str], list[str]]:
    """(options before the inputs, options of the output) by which an encoder gets its device and its pictures."""
    if encoder.endswith("_vaapi"):
        devices = sorted(glob.glob("/dev/dri/renderD*")) if sys.platform.startswith("linux") else []  # noqa: PTH207
        device = devices[0] if devices else "/dev/dri/renderD128"
        return ["-vaapi_device", device], ["-vf", "format=nv12,hwupload"]
    return [], ["-pix_fmt", "nv12"] if encoder.endswith("_qsv") else []


def upload_filters(encoder: str) -> list[tuple[str, dict[str, str]]]:
    """Filters that the pictures go through at last, to reach the device."""
    return [("format", {"pix_fmts": "nv12"}), ("hwupload", {})] if encoder.endswith("_vaapi") else []


def quality_args(encoder: str, crf: int, *, keyint: int) -> list[str]:
    """An encoder with constant quality near that of x264's `crf`, closed groups of `keyint` frames, no rate control."""
    family = encoder.rpartition("_")[2]
    quality = str(min(51, crf + 3))  # they need more bits for the same picture
    own = {
        "nvenc": ["-preset", "p5", "-rc", "vbr", "-cq", quality, "-b:v", "0", "-forced-idr", "1", "-no-scenecut", "1"],
        "qsv": ["-preset", "medium", "-global_quality", quality, "-forced_idr", "1"],
        "videotoolbox": ["-q:v", str(max(1, 100 - 2 * crf)), "-allow_sw", "0"],
        "amf": ["-quality", "balanced", "-rc", "cqp", "-qp_i", quality, "-qp_p", quality, "-qp_b", quality],
        "vaapi": ["-rc_mode", "CQP", "-qp", quality],
    }[family]
    return ["-c:v", encoder, *own, "-g", str(keyint), "-bf", "0"]
