"""A language in; a prompt that makes Whisper write down what people say while they think ("um"), out.

Whisper was taught on tidied texts and leaves fillers out, unless the text before has them.
"""

from __future__ import annotations

_PROMPTS = {
    "en": "Um, so, uh, I was, um, thinking, uh, you know, like, hmm, yeah. Uh, and um, er, we, uh, we just, um, go on.",
    "de": "Ähm, also, äh, ich habe, ähm, gedacht, hm, ja, äh, weißt du. Äh, und ähm, wir, äh, machen, ähm, weiter.",
    "fr": "Euh, alors, euh, je me disais, hum, tu vois, ben, euh, oui. Euh, et puis, euh, on, euh, on continue.",
    "es": "Eh, bueno, este, yo, eh, pensaba, mmm, o sea, pues, eh, sí. Eh, y entonces, eh, nosotros, este, seguimos.",
    "it": "Ehm, allora, eh, io, ehm, pensavo, mmm, cioè, eh, sì. Ehm, e poi, eh, noi, ehm, andiamo avanti.",
    "pt": "Hum, então, é, eu, ahn, pensei, né, tipo, hum, sim. É, e aí, ahn, a gente, hum, continua.",
    "nl": "Eh, dus, uhm, ik dacht, eh, weet je, hm, ja. Uhm, en eh, we, eh, gaan dan, uhm, verder.",
}


def filler_prompt(language: str) -> str:
    """The prompt for a language (BCP 47), empty where there is none; an empty language is taken for English."""
    return _PROMPTS.get((language or "en").split("-")[0], "")
