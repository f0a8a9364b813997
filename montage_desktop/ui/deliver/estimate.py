"""A film and a profile in; about how large its file will be out, learnt from the films that were made before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from montage_desktop.core.timeline import Timeline
from montage_desktop.jobs.states import Status
from montage_desktop.jobs.store import JobRecord
from montage_desktop.media.render.profiles import PROFILES, Profile, output_size

#: Bits per pixel of a camera's pictures at 1080 lines, by profile. Quality is constant, so that the size depends on
#: what is seen: a still needs a fifth, confetti five times as much.
_BITS = {"preview": 0.07, "standard": 0.13, "high": 0.2, "master": 0.42}
_USUAL_PIXELS = 1920 * 1080
_LESS_BY_SIZE = 0.25  # the larger a picture, the less each pixel says
_UNKNOWN, _LIKE_OTHERS, _LEARNT = (0.5, 2.0), (0.65, 1.55), (0.75, 1.35)
_REMEMBERED = 5
_COPIED_AT_MOST = 0.1


@dataclass(frozen=True)
class Estimate:
    """About how many bytes, at least and at most. `learnt`: from films of the same profile made here."""

    least_bytes: int
    most_bytes: int
    learnt: bool


class SizeBook:
    """Remembers what films of each profile have come to. No threads."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[str, float]] = {name: {} for name in PROFILES}

    def learn(self, records: Iterable[JobRecord]) -> bool:
        """Take in finished films; those that were mostly copied say nothing of an encoder. True if any was new."""
        before = {name: dict(seen) for name, seen in self._seen.items()}
        for record in records:
            name, bits = str(record.options.get("profile", "")), _bits_of(record)
            if name in self._seen and bits > 0:
                self._seen[name][record.id] = bits
        for name, seen in self._seen.items():  # ids begin with the time: the newest are the last
            self._seen[name] = dict(sorted(seen.items())[-_REMEMBERED:])
        return self._seen != before

    def estimate(self, film: Timeline, profile: Profile) -> Estimate:
        """The size of a film's file at a profile."""
        width, height = output_size(film.size, profile)
        bits, (least, most), learnt = self._bits(profile.name)
        pictures = bits * _weight(width, height) * film.frames / 8
        sound = profile.audio_kbps * 125 * float(film.duration_s) if film.audio else 0.0
        return Estimate(round(pictures * least + sound), round(pictures * most + sound), learnt)

    def _bits(self, name: str) -> tuple[float, tuple[float, float], bool]:
        """Bits per pixel of a profile, how far they may be off, and whether they are the profile's own."""
        if self._seen[name]:
            return median(self._seen[name].values()), _LEARNT, True
        others = [median(seen.values()) / _BITS[n] for n, seen in self._seen.items() if seen]
        if others:  # the same person's footage, at another quality
            return _BITS[name] * median(others), _LIKE_OTHERS, False
        return _BITS[name], _UNKNOWN, False


def _bits_of(record: JobRecord) -> float:
    """Bits for a pixel of the usual size that a finished film has come to; 0 if it does not tell."""
    result = record.result
    checks = result.get("checks", {})
    frames, width, height = (int(checks.get(n, 0)) for n in ("frames", "width", "height"))
    if record.status is not Status.FINISHED or not (frames and width and height):
        return 0.0
    if int(result.get("copied_frames", 0)) > _COPIED_AT_MOST * frames:
        return 0.0
    name = str(record.options["profile"])
    sound = PROFILES[name].audio_kbps * 125 * float(checks.get("sound_seconds", 0)) if name in PROFILES else 0.0
    return max(0.0, (int(result.get("size_bytes", 0)) - sound) * 8 / (_weight(width, height) * frames))


def _weight(width: int, height: int) -> float:
    """A picture's pixels, those of large ones counting less."""
    pixels = width * height
    weighed: float = pixels * (_USUAL_PIXELS / pixels) ** _LESS_BY_SIZE
    return weighed
