"""A profile's name and an aspect in; the picture's size and the encoder's pinned settings out."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from montage_desktop.core.errors import InputError
from montage_desktop.core.time import round_half_up

ASPECTS: dict[str, Fraction] = {"16:9": Fraction(16, 9), "9:16": Fraction(9, 16), "1:1": Fraction(1)}


class Profile(msgspec.Struct, frozen=True):
    """How a film is encoded.

    Attributes:
        short_side: of the picture, in pixels; 0 keeps the timeline's own size.
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
        Profile("standard", 1080, "veryfast", 20, "bicubic", 192),
        Profile("high", 1080, "medium", 17, "lanczos", 256),
        Profile("master", 1080, "slow", 12, "lanczos", 320),
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


def size_for(profile: Profile, aspect: str | Fraction, *, native: tuple[int, int] = (1920, 1080)) -> tuple[int, int]:
    """(width, height) in pixels, both even, for an aspect such as ``"9:16"`` or a ratio of width to height.

    `native` is what a profile without a short side of its own gives.
    """
    if profile.short_side == 0:
        return native
    ratio = ASPECTS[aspect] if isinstance(aspect, str) else aspect
    if ratio >= 1:
        return _even(profile.short_side * ratio), _even(Fraction(profile.short_side))
    return _even(Fraction(profile.short_side)), _even(profile.short_side / ratio)


def output_size(size: tuple[int, int], profile: Profile) -> tuple[int, int]:
    """The size at which a timeline of `size` is rendered under a profile: same shape, the profile's short side."""
    return size_for(profile, Fraction(*size), native=size)


def _even(value: Fraction) -> int:
    return max(16, 2 * round_half_up(value / 2))


def sound_args(profile: Profile) -> list[str]:
    """FFmpeg output options for the sound."""
    return ["-c:a", "aac", "-b:a", f"{profile.audio_kbps}k", "-ar", "48000", "-ac", "2", "-threads", "1"]
