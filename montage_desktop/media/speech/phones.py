"""A written word of some language in; the sounds that the English acoustic model would call it by (ARPABET), out.

eSpeak NG knows how a hundred languages are read; its sounds (IPA) are then named as the nearest English ones. That is
good enough to find words in a sound whose words are known: languages differ more in their vowels than in when they
hiss, burst or fall silent, which is what an edge of a word is found by.
"""

from __future__ import annotations

import functools
import unicodedata

from montage_desktop.media.speech.espeak import phonemes

#: Languages whose voice has another name than Whisper has for them; what it reads English by.
_VOICES = {"en": "en-us", "zh": "cmn", "no": "nb", "iw": "he", "tl": "id", "jw": "id", "su": "id", "br": "fr"}

#: The nearest English sounds of a phoneme as a whole; where it is not here, those of its letters.
_WHOLE = {
    "tʃ": "CH", "dʒ": "JH", "tɕ": "CH", "dʑ": "JH", "tʂ": "CH", "dʐ": "JH", "ts": "T S", "dz": "D Z", "pf": "P F",
    "aɪ": "AY", "ai": "AY", "ɑɪ": "AY", "aʊ": "AW", "au": "AW", "ɑu": "AW", "eɪ": "EY", "ei": "EY", "ɛɪ": "EY",
    "oʊ": "OW", "ou": "OW", "əʊ": "OW", "ɔɪ": "OY", "oi": "OY", "ɔø": "OY", "ɔʏ": "OY", "œy": "OY", "ʌu": "AW",
}  # fmt: skip
_LETTERS = {
    "p": "P", "b": "B", "t": "T", "d": "D", "k": "K", "ɡ": "G", "g": "G", "q": "K", "c": "K", "ɟ": "G", "ʈ": "T",
    "ɖ": "D", "m": "M", "n": "N", "ŋ": "NG", "ɲ": "N", "ɳ": "N", "ɱ": "M", "ɴ": "NG", "f": "F", "v": "V", "θ": "TH",
    "ð": "DH", "s": "S", "z": "Z", "ʃ": "SH", "ʒ": "ZH", "ʂ": "SH", "ʐ": "ZH", "ɕ": "SH", "ʑ": "ZH", "x": "HH",
    "χ": "HH", "ɣ": "G", "h": "HH", "ɦ": "HH", "ħ": "HH", "ç": "HH", "ʝ": "Y", "ʁ": "R", "ʀ": "R", "r": "R", "ɹ": "R",
    "ɻ": "R", "ɾ": "D", "ɽ": "D", "l": "L", "ɫ": "L", "ɭ": "L", "ʎ": "L", "ɬ": "L", "w": "W", "ʍ": "W", "ʋ": "V",
    "β": "V", "ɸ": "F", "j": "Y", "ɥ": "W", "ɓ": "B", "ɗ": "D", "ɠ": "G",
    "i": "IY", "y": "IY", "ɪ": "IH", "ʏ": "IH", "ᵻ": "IH", "ɨ": "IH", "e": "EY", "ɛ": "EH", "æ": "AE", "a": "AA",
    "ɐ": "AH", "ɑ": "AA", "ɒ": "AA", "ʌ": "AH", "ɔ": "AO", "o": "OW", "ʊ": "UH", "u": "UW", "ʉ": "UW", "ɯ": "UH",
    "ø": "ER", "œ": "ER", "ɜ": "ER", "ɚ": "ER", "ɝ": "ER", "ə": "AH", "ɘ": "AH", "ɤ": "AH", "ɵ": "UH",
}  # fmt: skip


class Phones:
    """How words of one language sound. Thread-safe. Milliseconds for the first word, a fraction of one for others.

    Attributes:
        is_known: whether the language can be read at all.

    Raises:
        InputError: ``speech.not_installed``.
    """

    def __init__(self, language: str) -> None:
        code = language.lower().split("-")[0]
        self._voice = _VOICES.get(code, code)
        self.is_known = phonemes("a", voice=self._voice) is not None

    def of(self, word: str) -> str:
        """A word's sounds, e.g. ``"K AE T"``; "" for what is not said, as a dash."""
        sounds = phonemes(word, voice=self._voice) or []
        return " ".join(named for sound in sounds if (named := _named(sound)))


@functools.lru_cache(4096)
def _named(sound: str) -> str:
    """The nearest English sounds of one phoneme; stress, length and tone do not matter."""
    plain = "".join(c for c in unicodedata.normalize("NFD", sound) if unicodedata.category(c)[0] == "L")
    plain = "".join(c for c in plain if unicodedata.category(c) != "Lm")
    if plain in _WHOLE:
        return _WHOLE[plain]
    found = [_LETTERS[letter] for letter in plain if letter in _LETTERS]
    if "\u0303" in unicodedata.normalize("NFD", sound) and found:
        found.append("N")  # a nasal vowel
    return " ".join(found)
