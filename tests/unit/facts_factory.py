"""A few numbers in; synthetic song and footage facts as analysis would write them out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from montage_desktop.core.facts import FootageFacts, MediaFacts, Section, Shot, SongFacts, Tracks, VideoFacts

SECTIONS = ((0.0, 0.25), (0.25, 0.5), (0.5, 0.95), (0.75, 0.35))  #: (begin as a share of the song, energy)


def song(
    *,
    duration_s: float = 60.0,
    bpm: float = 120.0,
    first_beat_s: float = 0.37,
    meter: int = 4,
    sections: Sequence[tuple[float, float]] = SECTIONS,
    grid: str = "tracked",
    note: str = "",
) -> SongFacts:
    """A song with an exactly regular beat and sections of constant energy."""
    count = max(0, math.ceil((duration_s - first_beat_s) * bpm / 60))
    beats = [round(first_beat_s + i * 60 / bpm, 6) for i in range(count)]
    beats = [b for b in beats if b < duration_s]

    def energy(t: float) -> float:
        return [e for begin, e in sections if begin * duration_s <= t + 1e-9 or begin == 0][-1]

    ends = [begin for begin, _ in sections[1:]] + [1.0]
    return SongFacts(
        path="/music/song.flac",
        identity=f"song-{duration_s}-{bpm}",
        duration_s=duration_s,
        beats=beats,
        downbeats=list(range(0, len(beats), meter)),
        meter=meter,
        tempo=bpm,
        confidence=0.9,
        grid=grid,
        beat_energy=[energy(b) for b in beats],
        accents=[0.9 if i % meter == 0 else 0.5 if i % 2 == 0 else 0.3 for i in range(len(beats))],
        energy=[energy(i * 0.1) for i in range(max(1, math.ceil(duration_s * 10)))],
        energy_hop_s=0.1,
        sections=[
            Section(begin * duration_s, end * duration_s, e, "ABCDEFGH"[i])
            for i, ((begin, e), end) in enumerate(zip(sections, ends, strict=True))
        ],
        note=note,
    )


def source(
    name: str,
    *,
    duration_s: Fraction | int = 10,
    rate: Fraction | int = 25,
    shots: Sequence[Fraction | float | int] = (),
    first_s: Fraction | int = 0,
    container_start_s: Fraction | int = 0,
    vfr: bool = False,
    still: bool = False,
    motion: float | Callable[[float], float] = 0.2,
    sharpness: float | Callable[[float], float] = 0.8,
    black: float | Callable[[float], float] = 0.0,
    shake: float | Callable[[float], float] = 0.01,
    brightness: float | Callable[[float], float] = 0.45,
    hue: float = 0.5,
    folder: str = "/footage",
    identity: str = "",
) -> FootageFacts:
    """A clip. `shots` are the times of its inner cuts, moved onto its frames; quantities may be functions of time."""
    rate = Fraction(rate)
    frame_s = 1 / rate
    frames = max(1, math.floor(Fraction(duration_s) * rate))
    first = Fraction(first_s)
    end = Fraction(3600) if still else first + frames * frame_s
    cuts = [] if still else sorted({first + round(Fraction(str(c)) * rate) * frame_s for c in shots} - {first, end})
    edges = [Fraction(0) if still else first, *cuts, end]
    video = VideoFacts(
        codec="h264",
        width=1920,
        height=1080,
        display=(1920, 1080),
        rotation=0,
        sar=Fraction(1),
        rate=rate * (Fraction(9, 10) if vfr else 1),
        vfr=vfr,
        frame_s=frame_s,
        frames=0 if vfr else frames,
        start_s=first,
        duration_s=frames * frame_s,
        bit_depth=8,
        pix_fmt="yuv420p",
        color_range="tv",
        color_space="bt709",
        color_primaries="bt709",
        color_transfer="bt709",
        hdr="",
        interlaced=False,
        alpha=False,
        still=still,
    )
    media = MediaFacts(
        path=f"{folder}/{name}",
        identity=identity or f"id-{name}",
        format="mov",
        size_bytes=1000,
        start_s=Fraction(container_start_s),
        duration_s=end,
        video=video,
        audio=None,
    )
    tracks = _tracks(
        [0.0, 3600.0] if still else [float(first) + i / 8 for i in range(max(1, math.ceil(float(end - first) * 8)))],
        {"motion": motion, "sharpness": sharpness, "black": black, "shake": shake, "brightness": brightness},
        hue,
    )
    found = [Shot(a, b, "cut" if i else "start") for i, (a, b) in enumerate(pairwise(edges))]
    return FootageFacts(media=media, shots=found, tracks=tracks)


def _tracks(times: list[float], given: dict[str, float | Callable[[float], float]], hue: float) -> Tracks:
    def row(name: str) -> list[float]:
        value = given[name]
        return [value(t) if callable(value) else value for t in times]

    light = row("brightness")
    return Tracks(
        times_s=times,
        motion=row("motion"),
        shake=row("shake"),
        sharpness=row("sharpness"),
        brightness=light,
        contrast=[0.2] * len(times),
        black=row("black"),
        colour=[[hue, 1 - hue, 0.3 + 0.3 * hue, b, 0.2, 0.2, 0.4, 0.3] for b in light],
    )


def reel(count: int = 8, *, duration_s: int = 10, shots: Sequence[float] = (), **kwargs: object) -> list[FootageFacts]:
    """Clips that differ in motion, colour, light, sharpness and rate."""
    rates = (Fraction(25), Fraction(30000, 1001), Fraction(50), Fraction(24000, 1001), Fraction(60000, 1001))
    return [
        source(
            f"clip_{i}.mp4",
            duration_s=duration_s,
            rate=rates[i % len(rates)],
            shots=shots,
            motion=lambda t, i=i: 0.04 + 0.5 * ((i * 0.37) % 1) + 0.12 * math.sin(1.3 * t + i),
            sharpness=lambda t, i=i: 0.6 + 0.3 * math.sin(0.7 * t + 2 * i),
            brightness=0.3 + 0.35 * ((i * 0.61) % 1),
            hue=(i * 0.23) % 1,
            **kwargs,  # type: ignore[arg-type]
        )
        for i in range(count)
    ]
