"""A recipe in; a small video file with known truth out: numbered frames, edits, and every kind of odd file.

`numbered_video` writes each frame's number (and a source's number) into the picture as a block code that survives
scaling, cropping to 9:16 or 1:1 and x264 at CRF 30; `read_number` and `read_code` read it back from a rendered
frame. Everything is drawn with numpy and piped to the FFmpeg of imageio-ffmpeg.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np

Picture = np.ndarray  #: (height, width, 3) uint8 RGB, or (height, width) uint8 gray when read

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-pix_fmt", "yuv420p")
_GRID = 6  #: cells a side: 4 corners (fixed), 16 bits of frame number, 8 of source, 8 of checksum
_CORNERS = ((0, 0, 1), (0, 5, 0), (5, 0, 0), (5, 5, 1))
_CELLS = [(r, c) for r in range(_GRID) for c in range(_GRID) if (r, c) not in {(a, b) for a, b, _ in _CORNERS}]
_SIDE = 0.5  #: of the shorter side of the picture


def ffmpeg(*args: str | Path, stdin: bytes | None = None) -> None:
    """Run FFmpeg quietly; raises CalledProcessError with its messages."""
    command = [FFMPEG, "-v", "error", "-nostdin", "-y", *map(str, args)]
    if stdin is not None:
        command.remove("-nostdin")
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr.decode()}")


def write_frames(
    path: Path,
    frames: Iterable[Picture],
    *,
    rate: str | Fraction = "25",
    codec: Sequence[str] = X264,
    before: Sequence[str] = (),
    sound: Sequence[str] = (),
) -> Path:
    """Encode RGB pictures; ``before`` are extra inputs' or the input's options, ``sound`` an input and its codec."""
    pictures = iter(frames)
    first = next(pictures)
    height, width = first.shape[:2]
    shape = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", str(rate), *before, "-i", "-")
    command = [FFMPEG, "-v", "error", "-y", *shape, *sound, *codec, "-threads", "1", f"file:{path}"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None and process.stderr is not None
    try:
        process.stdin.write(first.tobytes())
        for picture in pictures:
            process.stdin.write(np.ascontiguousarray(picture).tobytes())
        process.stdin.close()
    except BrokenPipeError:
        pass  # its message says why
    message = process.stderr.read().decode()
    if process.wait():
        raise RuntimeError(f"{' '.join(command)}\n{message}")
    return path


# ---------------------------------------------------------------------------------------- numbered frames


def _checksum(number: int, source: int) -> int:
    """CRC-8 (polynomial 0x07, start 0x5A) over the three bytes."""
    crc = 0x5A
    for byte in (number >> 8 & 255, number & 255, source):
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x07) & 255 if crc & 128 else crc << 1
    return crc


def _code(number: int, source: int) -> np.ndarray:
    """The 6x6 cells (0 or 1) of a code."""
    bits = f"{number & 0xFFFF:016b}{source & 0xFF:08b}{_checksum(number & 0xFFFF, source & 0xFF):08b}"
    grid = np.zeros((_GRID, _GRID), np.uint8)
    for row, column, value in _CORNERS:
        grid[row, column] = value
    for (row, column), bit in zip(_CELLS, bits, strict=True):
        grid[row, column] = int(bit)
    return grid


def draw_code(picture: Picture, number: int, *, source: int = 0) -> None:
    """Draw the code for a frame and source number into the middle of a picture, in place."""
    height, width = picture.shape[:2]
    cell = max(2, int(min(height, width) * _SIDE / _GRID))
    side = cell * _GRID
    y, x = (height - side) // 2, (width - side) // 2
    cells = np.kron(_code(number, source), np.ones((cell, cell), np.uint8)) * 208 + 24
    picture[y : y + side, x : x + side] = cells[..., None] if picture.ndim == 3 else cells


def read_code(frame: Picture, *, centre: tuple[float, float] | None = None) -> tuple[int, int] | None:
    """(frame number, source number) of the code in a picture, or None where there is none or it is mixed.

    The code may have any size from a twelfth of the shorter side up; ``centre`` is its middle in pixels where it
    is not the picture's.
    """
    gray = frame if frame.ndim == 2 else frame[..., :3].mean(axis=2)
    height, width = gray.shape
    integral = cv2.integral(np.ascontiguousarray(gray, np.float32))
    cx, cy = centre or (width / 2, height / 2)
    best: tuple[float, tuple[int, int]] | None = None
    for side in np.geomspace(min(height, width) / 12, min(height, width) * 0.98, 90):
        found = _read_at(integral, cx - side / 2, cy - side / 2, side / _GRID)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best else None


def _read_at(integral: np.ndarray, x: float, y: float, cell: float) -> tuple[float, tuple[int, int]] | None:
    """(certainty 0…1, code) of a grid at a place, by the means of the inner 60 % of its cells."""
    starts = np.arange(_GRID) * cell + cell * 0.2
    x0, y0 = np.round(x + starts).astype(int), np.round(y + starts).astype(int)
    size = max(1, round(cell * 0.6))
    if min(x0[0], y0[0]) < 0 or y0[-1] + size >= integral.shape[0] or x0[-1] + size >= integral.shape[1]:
        return None
    a, b = np.ix_(y0, x0), np.ix_(y0 + size, x0 + size)
    total = integral[b] - integral[np.ix_(y0, x0 + size)] - integral[np.ix_(y0 + size, x0)] + integral[a]
    means = total / size**2
    low, high = means.min(), means.max()
    if high - low < 80:
        return None
    grid = means > (low + high) / 2
    certainty = float(np.abs(means - (low + high) / 2).min() / (high - low) * 2)
    bits = "".join("01"[int(grid[cell_at])] for cell_at in _CELLS)
    number, source, check = int(bits[:16], 2), int(bits[16:24], 2), int(bits[24:], 2)
    fixed = all(grid[row, column] == value for row, column, value in _CORNERS)
    if certainty < 0.5 or not fixed or check != _checksum(number, source):
        return None
    return certainty, (number, source)


def read_number(frame: Picture, *, centre: tuple[float, float] | None = None) -> int | None:
    """The frame number in a picture (RGB or gray, any size), or None."""
    code = read_code(frame, centre=centre)
    return None if code is None else code[0]


def texture(height: int, width: int, *, seed: int, detail: float = 1.0) -> Picture:
    """A coloured picture with detail at all scales, like foliage or a street: octaves of smoothed noise."""
    rng = np.random.default_rng(seed)
    total = np.zeros((height, width), np.float32)
    for octave in range(1, 7):
        cells = 2**octave
        noise = rng.standard_normal((max(2, cells * height // width + 1), cells + 1)).astype(np.float32)
        total += cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC) * 0.72**octave * (octave > 1)
    total += rng.standard_normal((height, width)).astype(np.float32) * 0.12 * detail
    total = (total - total.min()) / (total.max() - total.min())
    dark, light = rng.uniform(0, 110, 3), rng.uniform(120, 255, 3)
    return (dark + total[..., None] * (light - dark)).astype(np.uint8)


def vfr_time(frame: int, rate: str | Fraction) -> Fraction:
    """Seconds at which a frame of a ``vfr=True`` video begins: every fourth is half a frame late."""
    return Fraction(2 * frame + (frame % 4 == 3)) / (2 * Fraction(rate))


def numbered_pictures(
    frames: int, *, size: tuple[int, int] = (640, 360), start_number: int = 0, source: int = 0, speed: int = 2
) -> Iterable[Picture]:
    """Pictures with codes over a texture that drifts ``speed`` pixels a frame and differs by source."""
    width, height = size
    canvas = texture(height, width * 2, seed=1000 + source)
    for i in range(frames):
        offset = (i * speed) % (2 * width)
        picture = np.roll(canvas, -offset, axis=1)[:, :width].copy()
        draw_code(picture, start_number + i, source=source)
        yield picture


def numbered_video(
    path: Path,
    *,
    frames: int = 50,
    rate: str | Fraction = "25",
    size: tuple[int, int] = (640, 360),
    codec: Sequence[str] = X264,
    start_number: int = 0,
    source: int = 0,
    vfr: bool = False,
    rotate: int = 0,
    tone_hz: int = 0,
    channels: int = 1,
) -> Path:
    """A video whose every frame says its number (16 bits) and its source's (8 bits); see `read_code`.

    Args:
        path: container by its suffix. size: as seen, after rotation. codec: FFmpeg output arguments.
        vfr: frames at `vfr_time` instead of evenly. rotate: degrees clockwise a player has to turn it.
        tone_hz: adds a sine of that pitch with that many ``channels``.
    """
    pictures = numbered_pictures(frames, size=size, start_number=start_number, source=source)
    if rotate:
        pictures = (np.rot90(picture, rotate // 90) for picture in pictures)
    extra: tuple[str, ...] = ()
    if vfr:
        half = 2 * Fraction(rate)
        extra = ("-vf", f"settb={1 / half},setpts=2*N+eq(mod(N\\,4)\\,3)", "-fps_mode", "passthrough")
        extra += ("-enc_time_base", str(1 / half))
    sound: tuple[str, ...] = ()
    if tone_hz:
        seconds = float(frames / Fraction(rate))
        sound = ("-f", "lavfi", "-t", f"{seconds}", "-i", f"sine=frequency={tone_hz}:sample_rate=48000")
        extra += ("-ac", str(channels))
    target = path.with_name(f"unturned-{path.name}") if rotate else path
    write_frames(target, pictures, rate=rate, codec=(*codec, *extra), sound=sound)
    if rotate:
        ffmpeg("-display_rotation", str(-rotate), "-i", target, "-c", "copy", path)
        target.unlink()
    return path
