"""What a film's pictures are coded as in; the pinned options of the encoder out."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from montage_desktop.core.time import round_half_up
from montage_desktop.media.render.hardware import quality_args
from montage_desktop.media.render.profiles import Profile

_KEYFRAME_EVERY_S = 2

#: The software encoder of each codec, and how it names bit depths.
_ENCODERS = {"h264": "libx264", "hevc": "libx265", "vp9": "libvpx-vp9", "av1": "libsvtav1"}
#: CRF scales differ: what x264's value is worth elsewhere, for about the same quality.
_CRF_OFFSET = {"h264": 0, "hevc": 2, "vp9": 8, "av1": 10}
#: For the little that is left beside copied stretches: less effort, more bits, and by SSIM never less quality (measured
#: on clean and noisy footage); half the time at "veryfast" and less at the others.
_QUICKER = {"veryfast": ("ultrafast", -2), "medium": ("superfast", -2), "slow": ("superfast", -2)}
_SVT_PRESETS = {"superfast": 10, "veryfast": 9, "medium": 7, "slow": 5}
_VPX_SPEEDS = {"superfast": 6, "veryfast": 5, "medium": 3, "slow": 2}


class Encoding(msgspec.Struct, frozen=True):
    """How the pictures of a whole film are coded: one for all its chunks.

    Attributes:
        codec: "h264", "hevc", "vp9" or "av1". pix_fmt: as FFmpeg names it.
        matrix, primaries, transfer: of the colours, as FFmpeg names them. tagged: whether the stream says so; a
            film that copies parts of a source says no more than the source.
        set_number: id of the H.264 parameter sets, another than those of the streams that parts are copied from.
        hardware: FFmpeg's name of a hardware encoder (see `hardware`); "": the software one.
        quick: H.264 only: with less effort, and more bits instead.
    """

    codec: str = "h264"
    pix_fmt: str = "yuv420p"
    matrix: str = "bt709"
    primaries: str = "bt709"
    transfer: str = "bt709"
    tagged: bool = True
    set_number: int = 0
    hardware: str = ""
    quick: bool = False

    @property
    def encoder(self) -> str:
        """FFmpeg's name of the encoder."""
        return self.hardware or _ENCODERS[self.codec]

    @property
    def colour_tags(self) -> dict[str, str]:
        """Arguments of the filter ``setparams``."""
        names = (self.primaries, self.transfer, self.matrix) if self.tagged else ("unknown",) * 3
        return {"range": "tv", "color_primaries": names[0], "color_trc": names[1], "colorspace": names[2]}


STANDARD = Encoding()


def encoder_args(profile: Profile, rate: Fraction, encoding: Encoding = STANDARD) -> list[str]:
    """FFmpeg output options for a chunk's video: the bytes depend on nothing else but the pictures.

    One thread, because encoders' decisions depend on their number: chunks run side by side instead.
    """
    keyint = round_half_up(_KEYFRAME_EVERY_S * rate)
    if encoding.hardware:
        return [*quality_args(encoding.hardware, profile.crf, keyint=keyint), *_colour(encoding)]
    if encoding.quick and profile.preset in _QUICKER:
        preset, offset = _QUICKER[profile.preset]
        profile = msgspec.structs.replace(profile, preset=preset, crf=profile.crf + offset)
    crf = str(profile.crf + _CRF_OFFSET[encoding.codec])
    own = {"h264": _x264, "hevc": _x265, "vp9": _vp9, "av1": _svt}[encoding.codec](profile, keyint, encoding)
    return [
        *("-c:v", encoding.encoder, "-crf", crf, "-pix_fmt", encoding.pix_fmt, "-threads", "1"),
        *own,
        *_colour(encoding),
        *("-chroma_sample_location", "left"),
    ]


def _colour(encoding: Encoding) -> list[str]:
    if not encoding.tagged:
        return []
    tags = ["-color_range", "tv", "-colorspace", encoding.matrix]
    return [*tags, "-color_primaries", encoding.primaries, "-color_trc", encoding.transfer]


def _x264(profile: Profile, keyint: int, encoding: Encoding) -> list[str]:
    pinned = f"keyint={keyint}:open-gop=0:stitchable=1:threads=1:lookahead-threads=1:sliced-threads=0"
    if encoding.set_number:
        pinned += f":sps-id={encoding.set_number}"
    return [
        "-preset",
        profile.preset,
        "-profile:v",
        "high10" if "10" in encoding.pix_fmt else "high",
        "-x264-params",
        pinned,
    ]


def _x265(profile: Profile, keyint: int, encoding: Encoding) -> list[str]:
    pinned = f"keyint={keyint}:open-gop=0:pools=none:frame-threads=1:wpp=0:info=0:hash=0:log-level=error"
    # Without the name Apple's players do not take it.
    return ["-preset", profile.preset, "-x265-params", pinned, "-tag:v", "hvc1"]


def _vp9(profile: Profile, keyint: int, encoding: Encoding) -> list[str]:
    speed = str(_VPX_SPEEDS.get(profile.preset, 4))
    return ["-b:v", "0", "-deadline", "good", "-cpu-used", speed, "-row-mt", "0", "-g", str(keyint)]


def _svt(profile: Profile, keyint: int, encoding: Encoding) -> list[str]:
    preset = str(_SVT_PRESETS.get(profile.preset, 8))
    return ["-preset", preset, "-g", str(keyint), "-svtav1-params", "lp=1:irefresh-type=2"]
