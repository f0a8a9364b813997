"""Nothing in; a folder of short demo clips out, drawn by FFmpeg's generative sources.

They differ in colour, pace, rate and shape, so that a first montage has something to choose from: calm and busy
clips, two that already contain cuts, a dissolve, a portrait clip stored sideways, one with sound.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from montage_desktop.core.errors import MediaError

ENCODE = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "23", "-pix_fmt", "yuv420p", "-threads", "1")
COLOURS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")
_AT_ONCE = 2
_TIMEOUT_S = 120


@dataclass(frozen=True)
class _Clip:
    """A clip: sources and their filters, up to ``{fit}`` which scales to the wanted size.

    Attributes:
        graph: a filter graph that ends in ``[v]`` (and ``[a]`` with ``sound``).
        turned: degrees counter-clockwise that the player turns it; its picture is drawn lying.
    """

    name: str
    rate: str
    seconds: float
    graph: str
    sound: bool = False
    turned: int = 0


def _gradient(seed: int, colours: str, *, speed: float, kind: str = "linear", rate: str = "{r}") -> str:
    named = ":".join(f"c{i}={colour}" for i, colour in enumerate(colours.split()))
    count = len(colours.split())
    return f"gradients=s=640x360:r={rate}:n={count}:{named}:speed={speed}:type={kind}:seed={seed}:d=12"


_MANDELBROT = "mandelbrot=s=640x360:r={r}:maxiter=900:start_scale=2.2:end_scale=0.00004:end_pts=420"
_SPIRAL = (
    "mandelbrot=s=640x360:r={r}:maxiter=600:start_x=-0.7436438:start_y=0.1318259:start_scale=0.02:end_scale=0.0008"
)
_PLASMA = (
    "color=black:s=240x136:r={r},format=yuv420p,geq=lum='128+50*sin(X/17+T*2.1)+45*sin(Y/13-T*1.7)+25*sin((X+Y)/21+T)'"
    ":cb='128+70*sin(X/40+T*0.9)*cos(Y/33)':cr='128+70*cos(Y/28-T*1.1+X/60)'"
)
_LIFE = (
    "life=s=320x180:r={r}:mold=12:ratio=0.28:seed=11:life_color=#9FF5D0:death_color=#0A2A43:mold_color=#123A7A,"
    "scale=640:360:flags=neighbor,gblur=1.2"
)
_WEAVE = (
    "cellauto=s=160x90:r={r}:rule=30:seed=5:random_fill_ratio=0.4:scroll=1,scale=640:360:flags=neighbor,format=gbrp,"
    "gblur=1,lutrgb=r='60+val*0.75':g='20+val*0.55':b='70-val*0.2'"
)
_CARPET = (
    "sierpinski=s=640x360:r={r}:type=triangle:seed=4:jump=90,format=gbrp,"
    "lutrgb=r='40+val*0.45':g='18+val*0.85':b='66+val*0.7',hue=h=25*t"
)
_CUBES = (
    "testsrc2=s=640x360:r={r},hue=h=40*t:s=0.8,rotate=a=t*0.35:c=black:ow=iw:oh=ih,crop=460:258,vignette=PI/5,"
    "scale=640:360,setsar=1"
)

_CLIPS: tuple[_Clip, ...] = (
    _Clip("01-deep-zoom", "24", 8, f"{_MANDELBROT},hue=h=20*t,gblur=0.7,{{fit}}[v]"),
    _Clip("02-colony", "25", 6, f"{_LIFE},{{fit}}[v]"),
    _Clip("03-dawn", "30", 7, _gradient(3, "#0B1E4B #E0565B #F6B45A #5B2A86", speed=0.012) + ",{fit}[v]"),
    _Clip("04-weave", "30000/1001", 6, f"{_WEAVE},{{fit}}[v]"),
    _Clip("05-glass", "60", 5, f"{_CARPET},{{fit}}[v]"),
    _Clip("06-plasma", "30", 7, f"{_PLASMA},{{fit}}[v]"),
    _Clip(
        *("07-quick-cuts", "30", 6),
        f"{_SPIRAL},trim=end_frame=50[a];"
        + _gradient(9, "#FF3B6B #FFD23F #0EAD69 #3BCEAC", speed=0.09, kind="spiral")
        + f",trim=end_frame=40[b];{_CUBES},trim=end_frame=35[c];"
        + _gradient(5, "#101010 #00B4D8 #F0F3FF #7209B7", speed=0.07, kind="circular")
        + f",trim=end_frame=55[d];{_SPIRAL},hue=h=150,negate,trim=end_frame=60[e];"
        + "[a][b][c][d][e]concat=n=5,setsar=1,{fit}[v]",
    ),
    _Clip(
        *("08-tower", "30", 6),
        _gradient(21, "#03071E #9D0208 #FFBA08 #370617", speed=0.03, kind="radial") + ",vignette=PI/6,{fit}[v]",
        turned=90,
    ),
    _Clip(
        *("09-machine", "25", 6),
        f"{_CUBES},{{fit}}[v];aevalsrc='0.16*sin(2*PI*110*t)*(0.6+0.4*sin(2*PI*2*t))+0.08*sin(2*PI*220*t)"
        "+0.05*sin(2*PI*330*t)*gt(mod(t\\,0.5)\\,0.25)':s=48000:c=mono:d=6,aformat=channel_layouts=stereo[a]",
        sound=True,
    ),
    _Clip(
        *("10-drift", "24", 7),
        _gradient(31, "#001219 #0A9396 #E9D8A6 #94D2BD", speed=0.02, kind="spiral")
        + f",settb=AVTB[a];{_PLASMA},scale=640:360,hue=h=200:s=0.7,setsar=1,settb=AVTB[b];"
        + "[a][b]xfade=transition=fade:duration=1:offset=3,{fit}[v]",
    ),
)


def _command(ffmpeg: str, clip: _Clip, size: tuple[int, int], target: Path) -> list[str]:
    width, height = (size[0] // 2 * 2, size[1] // 2 * 2)
    fit = f"scale={width}:{height}:flags=bilinear,setsar=1,format=yuv420p"
    graph = clip.graph.replace("{r}", clip.rate).replace("{fit}", fit)
    command = [ffmpeg, "-v", "error", "-nostdin", "-y", "-filter_complex_threads", "1", "-filter_complex", graph]
    command += ["-map", "[v]", "-r", clip.rate, "-t", str(clip.seconds), *ENCODE, *COLOURS]
    if clip.sound:
        command += ["-map", "[a]", "-c:a", "aac", "-b:a", "128k"]
    return [*command, "-f", "mp4", "-movflags", "+faststart", f"file:{target}"]


def run_ffmpeg(command: Sequence[str], name: str) -> None:
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=_TIMEOUT_S, check=False)
    if done.returncode:
        raise MediaError(
            "samples.failed",
            f"The demo clip “{name}” could not be made.",
            fix="Check with `montage-desktop doctor` that FFmpeg is complete.",
            detail=done.stderr.decode(errors="replace")[-2000:],
        )


def _make(ffmpeg: str, clip: _Clip, size: tuple[int, int], target: Path) -> None:
    """Draw one clip into a temporary folder beside its place, then move it there."""
    with tempfile.TemporaryDirectory(prefix=".making-", dir=target.parent) as folder:
        made = Path(folder) / "clip.mp4"
        run_ffmpeg(_command(ffmpeg, clip, size, made), clip.name)
        if clip.turned:
            turned = Path(folder) / "turned.mp4"
            turn = ["-display_rotation", str(clip.turned), "-i", f"file:{made}", "-c", "copy", f"file:{turned}"]
            run_ffmpeg([ffmpeg, "-v", "error", "-nostdin", "-y", *turn], clip.name)
            made = turned
        os.replace(made, target)  # noqa: PTH105 - atomic, and says so


def write_demo_footage(folder: Path, *, ffmpeg: str, size: tuple[int, int] = (1920, 1080)) -> list[Path]:
    """Make the demo clips that are not there yet, two at a time; returns all of them, in order.

    Args:
        ffmpeg: the program. size: of the landscape clips; the portrait one is stored so and turned by a tag.

    Raises:
        MediaError: ``samples.failed`` when FFmpeg cannot make one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    targets = [(clip, folder / f"{clip.name}.mp4") for clip in _CLIPS]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = [pool.submit(_make, ffmpeg, clip, size, path) for clip, path in targets if not path.exists()]
        for future in waiting:
            future.result()
    return [path for _, path in targets]
