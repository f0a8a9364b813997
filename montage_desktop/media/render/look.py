"""A clip and its source's facts in; the filters that turn source pictures into film pictures out.

The only place that says what a picture goes through, for the render (by ffmpeg-python) and for the preview player (as
strings for libavfilter): both must show the same. So nothing is used here that only one of the two has, such as
``eq``, which is missing from PyAV's build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from montage_desktop.core.facts import VideoFacts
from montage_desktop.core.time import round_half_up
from montage_desktop.core.timeline import Look, Reframe
from montage_desktop.media.render.encoding import STANDARD, Encoding

#: A filter's name and its arguments.
Filter = tuple[str, Mapping[str, str]]

_HDR_NITS = 203  # reference white of BT.2408: what SDR white becomes in an HDR signal
_MATRICES = {"smpte170m": "smpte170m", "bt470bg": "bt470bg", "fcc": "fcc", "smpte240m": "smpte240m", "bt709": "bt709"}
_MATRICES |= {"bt2020nc": "bt2020", "bt2020c": "bt2020"}
_RGB = ("rgb", "bgr", "gbr", "rgba", "argb", "bgra", "abgr", "pal8", "gray", "mono", "ya8", "ya16")


def picture_filters(
    video: VideoFacts,
    *,
    size: tuple[int, int],
    reframe: Reframe,
    scaler: str = "bicubic",
    tonemap: bool = True,
    encoding: Encoding = STANDARD,
) -> list[Filter]:
    """From a source's frames (upright: rotation is applied before) to the film's pictures, exactly of `size`.

    Args:
        encoding: the film's; as a rule 8-bit BT.709.
        tonemap: whether ``zscale`` and ``tonemap`` are there to bring HDR down to SDR.
    """
    chain: list[Filter] = []
    if video.alpha:  # transparent parts show black, not whatever colour lies under them
        chain += [("format", {"pix_fmts": "yuva444p|gbrap"}), ("premultiply", {"inplace": "1"})]
    crop = crop_box(video, size=size, reframe=reframe)
    if crop:
        chain.append(("crop", dict(zip(("w", "h", "x", "y"), map(str, crop), strict=True))))
    down = bool(video.hdr) and tonemap and encoding.matrix == "bt709"
    matrix = source_matrix(video) if down else _MATRICES[encoding.matrix]
    chain.append(("scale", _scale_args(video, size=size, scaler=scaler, out=matrix)))
    if down:
        chain += _hdr_to_sdr(video)
    ends: list[Filter] = [("setsar", {"sar": "1"}), ("setparams", encoding.colour_tags)]
    return [*chain, *ends, ("format", {"pix_fmts": encoding.pix_fmt})]


def crop_box(video: VideoFacts, *, size: tuple[int, int], reframe: Reframe) -> tuple[int, int, int, int] | None:
    """(w, h, x, y) in pixels of the upright picture to cut to the output's shape, or None for all of it."""
    width, height = (video.width, video.height) if video.rotation % 180 == 0 else (video.height, video.width)
    shown, wanted = Fraction(*video.display), Fraction(*size)
    if shown > wanted:
        keep = _even(width * wanted / shown)
        return (keep, height, _offset(width - keep, width, keep, reframe.x), 0) if width - keep >= 2 else None
    keep = _even(height * shown / wanted)
    return (width, keep, 0, _offset(height - keep, height, keep, reframe.y)) if height - keep >= 2 else None


def _offset(room: int, whole: int, keep: int, centre: float) -> int:
    """Even, because chroma is sampled at every other pixel."""
    wanted = Fraction(centre).limit_denominator(10_000) * whole - Fraction(keep, 2)
    return min(room // 2 * 2, max(0, _even(wanted)))


def _even(value: Fraction) -> int:
    return 2 * round_half_up(value / 2)


def _scale_args(video: VideoFacts, *, size: tuple[int, int], scaler: str, out: str) -> dict[str, str]:
    """Arguments of `scale`: it lets pictures pass untouched that are already as they should be."""
    args = {"w": str(size[0]), "h": str(size[1]), "flags": f"{scaler}+accurate_rnd+bitexact"}
    matrix = source_matrix(video)
    if matrix:
        args |= {"in_color_matrix": matrix, "in_range": "pc" if is_full_range(video) else "tv"}
    return args | {"out_color_matrix": out or "bt709", "out_range": "tv"}


def source_matrix(video: VideoFacts) -> str:
    """The YCbCr matrix as `scale` names it, guessed from the size where the file does not tell; "" for RGB."""
    if video.pix_fmt.startswith(_RGB):
        return ""
    guess = "bt709" if min(video.width, video.height) >= 720 or max(video.width, video.height) >= 1280 else "smpte170m"
    return _MATRICES.get(video.color_space, "bt2020" if video.hdr else guess)


def is_full_range(video: VideoFacts) -> bool:
    """Whether luma uses 0…255 (telephones, JPEG) instead of 16…235."""
    return video.color_range == "pc" or video.pix_fmt.startswith("yuvj")


def _hdr_to_sdr(video: VideoFacts) -> list[Filter]:
    transfer = "smpte2084" if video.hdr == "pq" else "arib-std-b67"
    source = {"tin": transfer, "pin": "bt2020", "min": "bt2020nc", "rin": "tv"}
    return [
        ("zscale", {**source, "t": "linear", "npl": str(_HDR_NITS)}),
        ("format", {"pix_fmts": "gbrpf32le"}),
        ("zscale", {"p": "bt709"}),
        # Below half of reference white nothing changes; from there highlights are rolled off up to 1000 nits.
        ("tonemap", {"tonemap": "mobius", "param": "0.5", "peak": f"{1000 / _HDR_NITS:.3f}", "desat": "0"}),
        ("zscale", {"t": "bt709", "m": "bt709", "r": "tv"}),
    ]


def look_filters(look: Look, *, seed: int = 0) -> list[Filter]:
    """Colour of a clip, on 8-bit BT.709 pictures of the output's size; nothing at all for a neutral look.

    `seed` fixes the grain.
    """
    chain: list[Filter] = []
    if (look.contrast, look.brightness, look.gamma, look.saturation) != (1.0, 0.0, 1.0, 1.0):
        chain.append(("lutyuv", _tone(look)))
    if look.temperature:
        warm = max(-1.0, min(1.0, look.temperature))
        kelvin = round(6500 - 2800 * warm if warm > 0 else 6500 - 5500 * warm)
        chain += [
            ("colortemperature", {"temperature": str(kelvin), "pl": "1"}),
            ("scale", {"out_color_matrix": "bt709", "out_range": "tv", "flags": "bicubic+accurate_rnd+bitexact"}),
            ("format", {"pix_fmts": "yuv420p"}),
        ]
    if look.vignette > 0:
        chain.append(("vignette", {"angle": f"{min(1.0, look.vignette) * 0.9:.4f}"}))
    if look.grain > 0:
        strength = max(1, round(min(1.0, look.grain) * 40))
        chain.append(("noise", {"c0s": str(strength), "c0f": "t", "c0_seed": str(1 + seed % 100_000)}))
    return chain


def _tone(look: Look) -> dict[str, str]:
    """Contrast around middle grey, then brightness, then gamma, on luma 16…235; saturation on chroma."""
    level = f"clip(((val-16)/219-0.5)*{look.contrast:.5f}+{0.5 + look.brightness:.5f},0,1)"
    luma = f"clip(16+219*pow({level},{1 / max(0.05, look.gamma):.5f})+0.5,16,235)"
    chroma = f"clip(128+(val-128)*{max(0.0, look.saturation):.5f}+0.5,16,240)"
    return {"y": luma, "u": chroma, "v": chroma}


def as_string(filters: Iterable[Filter]) -> str:
    """The filters as a graph description for libavfilter, e.g. ``"scale=w=640:h=360,setsar=sar=1"``."""
    return ",".join(f"{name}={_for_graph(arguments(args))}" if args else name for name, args in filters)


def arguments(args: Mapping[str, str]) -> str:
    """A filter's arguments as libavfilter takes them when it is made by name, e.g. by PyAV's ``Graph.add``."""
    return ":".join(f"{key}={_escaped(value)}" for key, value in args.items())


def _for_graph(text: str) -> str:
    """Escaped once more, for the description of a whole graph."""
    for special in "\\',;[]":
        text = text.replace(special, "\\" + special)
    return text


def _escaped(value: str) -> str:
    for special in "\\':":
        value = value.replace(special, "\\" + special)
    return value
