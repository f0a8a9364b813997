"""A kit or a timbre, a pitch and a velocity in; the sound of one hit or one note out (numpy only)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Kit:
    """How a drum kit sounds. Frequencies in Hz, decays in seconds, the rest 0…1."""

    kick_hz: float = 52.0
    kick_sweep: float = 3.0
    kick_decay_s: float = 0.16
    kick_click: float = 0.3
    snare_hz: float = 190.0
    snare_decay_s: float = 0.13
    snare_noise: float = 0.75
    hat_decay_s: float = 0.035
    hat_tone: float = 0.2
    ride_decay_s: float = 0.35


KITS = {
    "rock": Kit(),
    "house": Kit(kick_hz=48, kick_sweep=5, kick_decay_s=0.22, snare_hz=240, snare_noise=0.95, hat_decay_s=0.06),
    "vinyl": Kit(kick_hz=62, kick_sweep=2, kick_click=0.1, snare_hz=165, snare_decay_s=0.18, hat_decay_s=0.025),
    "brushes": Kit(kick_hz=70, kick_sweep=1.5, kick_click=0.05, snare_noise=0.98, snare_decay_s=0.09, hat_tone=0.5),
    "808": Kit(kick_hz=44, kick_sweep=2, kick_decay_s=0.4, kick_click=0.15, snare_hz=210, snare_decay_s=0.1),
    "metal": Kit(kick_hz=65, kick_sweep=4, kick_decay_s=0.09, kick_click=0.8, snare_hz=205, snare_decay_s=0.16),
    "chip": Kit(kick_hz=58, kick_sweep=6, kick_decay_s=0.08, snare_hz=300, snare_noise=0.6, hat_decay_s=0.02),
    "vibe": Kit(kick_hz=66, kick_sweep=1.6, kick_click=0.2, snare_hz=175, snare_noise=0.85, snare_decay_s=0.11),
    "club": Kit(kick_hz=46, kick_sweep=6, kick_decay_s=0.3, snare_hz=260, snare_noise=0.9, hat_decay_s=0.05),
    "garage": Kit(kick_hz=56, kick_decay_s=0.12, kick_click=0.5, snare_hz=180, snare_decay_s=0.2, hat_tone=0.4),
    "jazz": Kit(kick_hz=78, kick_sweep=1.3, kick_click=0.08, snare_hz=220, snare_noise=0.85, ride_decay_s=0.5),
}


@dataclass(frozen=True)
class Timbre:
    """How a pitched instrument sounds.

    Attributes:
        partials: number of harmonics; slope: their amplitude falls as ``k ** -slope``.
        attack_s, decay_s: rise to full, and time to 1/e afterwards (0: sustained).
        odd: only odd harmonics. stretch: inharmonicity. detune: spread of two voices, relative.
        vibrato: depth, relative.
    """

    partials: int = 8
    slope: float = 1.3
    attack_s: float = 0.004
    decay_s: float = 0.5
    odd: bool = False
    stretch: float = 0.0
    detune: float = 0.0
    vibrato: float = 0.0


TIMBRES = {
    "piano": Timbre(partials=9, slope=1.4, attack_s=0.003, decay_s=0.7, stretch=4e-4),
    "epiano": Timbre(partials=4, slope=1.8, attack_s=0.004, decay_s=0.9, detune=0.001),
    "guitar": Timbre(partials=12, slope=1.0, attack_s=0.002, decay_s=0.35, detune=0.002),
    "pluck": Timbre(partials=10, slope=0.9, attack_s=0.001, decay_s=0.15),
    "organ": Timbre(partials=6, slope=0.8, attack_s=0.012, decay_s=0.0, vibrato=0.002),
    "pad": Timbre(partials=7, slope=1.2, attack_s=0.25, decay_s=0.0, detune=0.004),
    "strings": Timbre(partials=10, slope=1.1, attack_s=0.07, decay_s=0.0, detune=0.003, vibrato=0.003),
    "synth": Timbre(partials=12, slope=0.9, attack_s=0.006, decay_s=0.6, odd=True, detune=0.003),
    "bass": Timbre(partials=6, slope=1.3, attack_s=0.006, decay_s=0.4),
    "sub": Timbre(partials=3, slope=2.0, attack_s=0.01, decay_s=0.9),
    "upright": Timbre(partials=5, slope=1.6, attack_s=0.008, decay_s=0.3, stretch=2e-4),
}


def _ramp_in(sound: npt.NDArray[np.float64], rate: int, seconds: float) -> None:
    """Fade the begin in place, so that nothing starts with a click of its own."""
    n = min(len(sound), max(1, int(seconds * rate)))
    sound[:n] *= np.linspace(0, 1, n)


def _unit(sound: npt.NDArray[np.float64]) -> Samples:
    """Scaled to a peak of 1."""
    return np.asarray(sound / (np.abs(sound).max() + 1e-9), dtype=np.float32)


def _bright(noise: npt.NDArray[np.float64], times: int) -> npt.NDArray[np.float64]:
    """White noise with its lows taken off by repeated differences."""
    for _ in range(times):
        noise = np.diff(noise, prepend=0.0) * 0.7
    return noise


@lru_cache(maxsize=256)
def drum(name: str, kit: Kit, rate: int) -> Samples:
    """One hit: ``kick, snare, clap, hat, open, ride, tom, crash, rim``. Shape (n,), about ±1, onset at 0."""
    rng = np.random.default_rng(sum(map(ord, name)) + int(kit.kick_hz * 7 + kit.snare_hz))
    length = {"crash": 1.6, "ride": 0.9, "open": 0.5, "kick": 0.6, "tom": 0.5}.get(name, 0.35)
    t = np.arange(int(length * rate)) / rate
    noise = rng.standard_normal(len(t))
    if name in ("kick", "tom"):
        base, decay = (kit.kick_hz, kit.kick_decay_s) if name == "kick" else (kit.kick_hz * 2.1, 0.2)
        phase = 2 * np.pi * base * (t + (kit.kick_sweep - 1) * 0.02 * (1 - np.exp(-t / 0.02)))
        sound = np.sin(phase + 0.3) * np.exp(-t / decay) + kit.kick_click * _bright(noise, 1) * np.exp(-t / 0.004)
    elif name in ("snare", "rim"):
        decay = kit.snare_decay_s if name == "snare" else 0.02
        body = np.sin(2 * np.pi * kit.snare_hz * t) * np.exp(-t / (decay * 0.6))
        sound = (1 - kit.snare_noise) * 2 * body + kit.snare_noise * _bright(noise, 1) * np.exp(-t / decay)
    elif name == "clap":
        bursts = sum(np.exp(-np.maximum(t - d, 0) / 0.008) * (t >= d) for d in (0.0, 0.009, 0.019))
        sound = _bright(noise, 1) * (0.5 * bursts + 0.5 * np.exp(-t / 0.1))
    else:
        decay = {"hat": kit.hat_decay_s, "open": 0.16, "ride": kit.ride_decay_s, "crash": 0.5}[name]
        ring = np.mean([np.sign(np.sin(2 * np.pi * f * t)) for f in (3170.0, 4233.0, 5391.0)], axis=0)
        sound = ((1 - kit.hat_tone) * _bright(noise, 3) + kit.hat_tone * _bright(ring, 2)) * np.exp(-t / decay)
        if name == "ride":
            sound += 0.5 * _bright(noise, 2) * np.exp(-t / 0.006)
    _ramp_in(sound, rate, 0.0005)
    return _unit(sound)


@lru_cache(maxsize=2048)
def note(midi: int, seconds: float, timbre: str, rate: int) -> Samples:
    """One note of a named timbre. Shape (n,), about ±1, with a short release after ``seconds``."""
    kind = TIMBRES[timbre]
    release = 0.06 if kind.attack_s < 0.05 else 0.25
    t = np.arange(int((seconds + release) * rate)) / rate
    base = 440.0 * 2 ** ((midi - 69) / 12)
    wobble = kind.vibrato / (2 * np.pi * 5.5) * np.sin(2 * np.pi * 5.5 * t) if kind.vibrato else 0.0
    sound = np.zeros(len(t))
    for voice in (-0.5, 0.5) if kind.detune else (0.0,):
        for k in range(1, 2 * kind.partials, 2) if kind.odd else range(1, kind.partials + 1):
            hz = base * k * (1 + voice * kind.detune) * (1 + kind.stretch * k * k)
            if hz > 0.45 * rate:
                break
            fall = np.exp(-t * (0.4 + 0.25 * k) / kind.decay_s) if kind.decay_s else 1.0
            sound += np.sin(2 * np.pi * hz * (t + wobble) + 1.7 * k + voice) * fall * k**-kind.slope
    _ramp_in(sound, rate, kind.attack_s)
    n = int(release * rate)
    sound[-n:] *= np.linspace(1, 0, n) ** 2
    return _unit(sound)


def reverb(dry: Samples, *, rate: int, seconds: float, wet: float, seed: int) -> Samples:
    """The sound with the tail of a room: convolution with decaying noise. Same length."""
    rng = np.random.default_rng(seed)
    t = np.arange(int(seconds * rate)) / rate
    room = rng.standard_normal(len(t)) * np.exp(-t * 6.9 / seconds)
    room[: int(0.008 * rate)] = 0
    room /= np.sqrt(np.sum(room**2)) + 1e-9
    size = 1 << (len(dry) + len(room)).bit_length()
    tail = np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(room, size), size)[: len(dry)]
    return (dry + wet * tail).astype(np.float32)
