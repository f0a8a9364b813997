"""What analysis found out: the data that `media` writes and the planner reads.

Exact times (shot boundaries, frame durations, container offsets) are rational seconds of the source, counted
from the start of its container (its ``start_time``), like `Clip.source_in`. Scores are floats.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec


class AudioFacts(msgspec.Struct, frozen=True):
    """The first audio stream of a file."""

    codec: str
    sample_rate: int
    channels: int
    start_s: Fraction
    duration_s: Fraction


class VideoFacts(msgspec.Struct, frozen=True):
    """The first real video stream of a file (attached pictures do not count).

    Attributes:
        width, height: coded picture, before rotation and pixel aspect.
        display: (width, height) as seen: rotated, square pixels, rounded.
        rotation: degrees clockwise the player must turn the picture: 0, 90, 180, 270.
        sar: sample (pixel) aspect ratio.
        rate: nominal frames per second (average for VFR). vfr: whether frame durations differ.
        frame_s: duration of one frame (1/rate for CFR; the shortest usual one for VFR).
        frames: number of frames if the container knows, else 0.
        start_s: pts of the first frame, duration_s: from there to the end of the last frame.
        bit_depth, pix_fmt, color_*: as FFmpeg names them. hdr: "pq", "hlg" or "".
        interlaced: field coded. alpha: has transparency. still: a single picture, valid for any length.
    """

    codec: str
    width: int
    height: int
    display: tuple[int, int]
    rotation: int
    sar: Fraction
    rate: Fraction
    vfr: bool
    frame_s: Fraction
    frames: int
    start_s: Fraction
    duration_s: Fraction
    bit_depth: int
    pix_fmt: str
    color_range: str
    color_space: str
    color_primaries: str
    color_transfer: str
    hdr: str
    interlaced: bool
    alpha: bool
    still: bool


class MediaFacts(msgspec.Struct, frozen=True):
    """What probing found in a file.

    Attributes:
        path: absolute. identity: content identity (size and hashes), equal for equal bytes.
        format: FFmpeg demuxer name to force when opening (one name, e.g. ``mov``).
        start_s: the container's start time in raw timestamps; add it to get raw pts from source time.
        warnings: sentences for the import report.
    """

    path: str
    identity: str
    format: str
    size_bytes: int
    start_s: Fraction
    duration_s: Fraction
    video: VideoFacts | None
    audio: AudioFacts | None
    warnings: list[str] = []


class Shot(msgspec.Struct, frozen=True):
    """A stretch between two cuts of the source: ``[start_s, end_s)``, both pts of frames (end: of the next shot)."""

    start_s: Fraction
    end_s: Fraction
    kind: str = "cut"  #: how it begins: "start", "cut", "fade", "dissolve"


class Tracks(msgspec.Struct, frozen=True):
    """Measurements along a source, one row per sampled frame, ``times_s`` ascending.

    Attributes:
        motion: mean optical flow in picture widths per second.
        shake: high-frequency part of the camera's movement, same unit.
        sharpness: 0…1, relative to the best of this source and to an absolute floor: below ~0.25 is blurred.
        brightness: mean luma 0…1. contrast: standard deviation of luma 0…1.
        black: 1 where the picture is black, white or of one flat colour (nothing to see), else 0…1.
        colour: per row, a signature of 8 floats (mean and spread of chroma and luma, edges) for how alike two moments
            look.
    """

    times_s: list[float]
    motion: list[float]
    shake: list[float]
    sharpness: list[float]
    brightness: list[float]
    contrast: list[float]
    black: list[float]
    colour: list[list[float]]


class FootageFacts(msgspec.Struct, frozen=True):
    """Analysis of a source's pictures. `keys_s`: frames that decoding can begin at, ascending seconds of the source."""

    media: MediaFacts
    shots: list[Shot]
    tracks: Tracks
    keys_s: list[float] = []
    version: int = 2


class Section(msgspec.Struct, frozen=True):
    """A part of a song. `energy` 0…1 relative to the song; equal labels sound alike."""

    start_s: float
    end_s: float
    energy: float
    label: str


class SongFacts(msgspec.Struct, frozen=True):
    """Analysis of a song.

    Attributes:
        duration_s: of the sound. beats: seconds, ascending, covering the whole song.
        downbeats: indices into `beats` of the first beats of bars. meter: beats per bar.
        tempo: beats per minute (median). confidence: 0…1.
        grid: "tracked" where beats were heard, "steady" where there were none and a regular grid stands in.
        beat_energy: 0…1 per beat, loudness and activity from that beat to the next, relative to the song.
        energy, energy_hop_s: the same as a curve. accents: 0…1 per beat, how strong the onset on it is.
        note: a sentence for the person when something was fallen back on.
    """

    path: str
    identity: str
    duration_s: float
    beats: list[float]
    downbeats: list[int]
    meter: int
    tempo: float
    confidence: float
    grid: str
    beat_energy: list[float]
    accents: list[float]
    energy: list[float]
    energy_hop_s: float
    sections: list[Section]
    note: str = ""
    version: int = 1
