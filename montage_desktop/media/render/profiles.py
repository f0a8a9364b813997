"""A profile's name and an aspect in; the picture's size and the encoder's pinned settings out."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from montage_desktop.core.errors import InputError
from montage_desktop.core.time import round_half_up

ASPECTS: dict[str, Fraction] = {"16:9": Fraction(16, 9), "9:16": Fraction(9, 16), "1:1": Fraction(1)}
_SHORT_SIDE = 1080


class Profile(msgspec.Struct, frozen=True):
    """How a film is encoded.

    Attributes:
        short_side: of the picture, in pixels, at most; 0 keeps the timeline's size.
        preset, crf: of x264. scaler: how pictures are resized ("bicubic" or "lanczos").
        audio_kbps: of the AAC sound.
        loudness_lufs: what the whole film's sound is brought to (EBU R128); None leaves it as it was mixed.
        true_peak_dbtp: what its true peak then stays under.
    """

    name: str
    short_side: int
    preset: str
    crf: int
    scaler: str
    audio_kbps: int
    loudness_lufs: float | None = None
    true_peak_dbtp: float = -1.0


PROFILES: dict[str, Profile] = {
    p.name: p
    for p in (
        Profile("preview", 360, "superfast", 28, "bicubic", 128),
        Profile("standard", 0, "veryfast", 20, "bicubic", 192),
        Profile("high", 0, "medium", 17, "lanczos", 256),
        Profile("master", 0, "slow", 12, "lanczos", 320),
    )
}


def profile(name: str) -> Profile:
    """The profile of that name.

    Raises:
        InputError: ``profile.unknown``.
    """
    try:
        return PROFILES[name]
    except KeyError:
        known = ", ".join(PROFILES)
        raise InputError("profile.unknown", f"There is no profile “{name}”.", fix=f"Choose one of {known}.") from None


def film_size(aspect: str) -> tuple[int, int]:
    """(width, height) in pixels of a new film in an aspect such as ``"9:16"``."""
    ratio = ASPECTS[aspect]
    if ratio >= 1:
        return _even(_SHORT_SIDE * ratio), _SHORT_SIDE
    return _SHORT_SIDE, _even(_SHORT_SIDE / ratio)


def output_size(size: tuple[int, int], profile: Profile) -> tuple[int, int]:
    """The size at which a timeline of `size` is rendered under a profile: the same shape, never enlarged."""
    side, short = profile.short_side, min(size)
    if not 0 < side < short:
        return size
    wide, high = (_even(Fraction(n * side, short)) for n in size)
    return wide, high


def _even(value: Fraction) -> int:
    return max(16, 2 * round_half_up(value / 2))


def sound_args(profile: Profile) -> list[str]:
    """FFmpeg output options for the sound."""
    return ["-c:a", "aac", "-b:a", f"{profile.audio_kbps}k", "-ar", "48000", "-ac", "2", "-threads", "1"]
