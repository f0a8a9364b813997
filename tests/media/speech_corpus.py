"""Texts in; speech out, with the time at which every word begins."""

from __future__ import annotations

import numpy as np

from montage_desktop.media.speech import espeak
from montage_desktop.media.speech.espeak import RATE, Said, Speech, write_wav

TEXTS = (
    "The old harbor was quiet in the morning. A small boat came home with fresh fish, and nobody waited for it.",
    "We measured every second of the film twice. After lunch the editor found seven mistakes and corrected them all.",
    "Please open the window before you leave. It is warm today, but the evening will probably be cold again.",
    "My brother bought a bicycle in October. He rides to work on Tuesday and comes back through the forest.",
)
VOICES = ("English (America)", "English (Great Britain)", "English (Received Pronunciation)", "English (Scotland)")
#: Language: voice, and texts that need no letters but those of ASCII.
FOREIGN_TEXTS = {
    "de": (
        "German",
        (
            "Der alte Hafen war am Morgen still. Ein kleines Boot kam mit frischem Fisch nach Hause.",
            "Wir haben jede Sekunde des Films zweimal gemessen. Nach dem Essen fand sie sieben Fehler.",
        ),
    ),
    "es": (
        "Spanish (Spain)",
        (
            "El viejo puerto estaba tranquilo. Un barco lleno de pescado fresco llega a casa, y nadie lo espera.",
            "Por favor, abre la ventana antes de salir. Hoy hace calor, pero la noche va a ser muy fresca.",
        ),
    ),
    "fr": (
        "French (France)",
        (
            "Le vieux port restait calme le matin. Un petit bateau revient avec du poisson frais.",
            "Ouvre la porte avant de partir. Il fait chaud dans la maison, mais la nuit sera froide.",
        ),
    ),
    "it": (
        "Italian",
        (
            "Il vecchio porto era tranquillo di mattina. Una piccola barca torna a casa con pesce fresco.",
            "Per favore apri la finestra prima di uscire. Oggi fa caldo, ma la sera torna fredda.",
        ),
    ),
}


def speak(text: str, *, voice: str = VOICES[0], words_a_minute: int = 165, pitch: int = 50) -> Speech:
    """The text as eSpeak NG speaks it."""
    return espeak.speak(text, voice=voice, words_a_minute=words_a_minute, pitch=pitch)


def after_each_other(parts: list[Speech], *, pause_s: float = 0.0, noise: float = 0.0, seed: int = 1) -> Speech:
    """The parts with a pause before each, and after the last, under white noise of that amplitude."""
    pause = np.zeros(round(pause_s * RATE), np.float32)
    blocks, words, at = [pause], [], len(pause)
    for part in parts:
        words += [Said(w.word, w.start + at / RATE, w.end + at / RATE) for w in part.words]
        blocks += [part.samples, pause]
        at += len(part.samples) + len(pause)
    samples = np.concatenate(blocks)
    if noise:
        samples = samples + np.random.default_rng(seed).normal(0, noise, len(samples)).astype(np.float32)
    return Speech(samples, tuple(words))


__all__ = ["FOREIGN_TEXTS", "RATE", "TEXTS", "VOICES", "Said", "Speech", "after_each_other", "speak", "write_wav"]
