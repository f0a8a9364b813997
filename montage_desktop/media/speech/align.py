"""A sound and the words in it; when each is said, out: forced alignment by pocketsphinx.

Its acoustic model and dictionary are English, and in its wheel; words of other languages are given to it by the nearest
English sounds. About 90 times as fast as the sound plays, exact to 10 ms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from montage_desktop.core.errors import InputError
from montage_desktop.media.speech.phones import Phones
from montage_desktop.media.speech.pronunciation import spelled, spoken
from montage_desktop.media.speech.sound import RATE, Floats

_FRAME_S = 0.01
#: Silence around the sound, so that its first and last words may end; under a hush of noise, since the model has never
#: heard digital silence, and finds nothing after it.
_PAD_S = 0.5
_HUSH = 1e-3
_PEAK = 0.5
_VARIANT = re.compile(r"\(\d+\)$")


@dataclass(frozen=True)
class Aligned:
    """When a word is said, seconds of the sound.

    Attributes:
        pause_before, pause_after: seconds of silence, or of sounds that are no words, right beside it.
        first_sound: ARPABET, e.g. ``K``; empty where not known.
    """

    start: float
    end: float
    pause_before: float
    pause_after: float
    first_sound: str = ""


#: Beams of the second try, for words that fit the sound badly: the whole of what is possible is looked at.
_WIDE = {"beam": 1e-150, "wbeam": 1e-100, "pbeam": 1e-150}


class Aligner:
    """Aligns one sound after another. Not thread-safe. Takes 0.1 s and 40 MB to make, twice that where words fit badly.

    Args:
        language: of the words, BCP 47.

    Raises:
        InputError: ``speech.not_installed``; ``speech.language``: nobody here knows how that language is read.
    """

    def __init__(self, language: str = "en") -> None:
        self._phones = Phones(language)
        self._english = language.split("-")[0] == "en"
        if not self._phones.is_known:
            raise InputError(
                "speech.language", f"Words of the language “{language}” cannot be found again in the sound."
            )
        self._decoders = [decoder()]
        self._known: list[dict[str, str]] = [{}, {}]

    def align(self, samples: Floats, words: Sequence[str]) -> list[Aligned | None]:
        """When each word is said in mono samples at 16 kHz; None for what has no sound ("…").

        All are None where the words do not fit the sound.
        """
        said = [self._tokens(word) for word in words]
        tokens = [token for parts in said for token in parts]
        nothing: list[Aligned | None] = [None] * len(words)
        if not tokens or len(samples) < RATE // 20:
            return nothing
        found = self._run(samples, tokens, careful=False) or self._run(samples, tokens, careful=True)
        if not found:
            return nothing
        aligned: list[Aligned | None] = []
        at = 0
        for parts in said:
            own = found[at : at + len(parts)]
            at += len(parts)
            aligned.append(_together(own) if own else None)
        return aligned

    def _tokens(self, word: str) -> list[str]:
        """What the decoder is told for a written word: English words by their names, others by their sounds."""
        if self._english:
            return spoken(word)
        phones = self._phones.of(word)
        return ["~" + phones.replace(" ", "_")] if phones else []

    def _sounds(self, token: str) -> str:
        if token[0] == "~":
            return token[1:].replace("_", " ")
        # What nobody can read is still some sound between its neighbours.
        return self._phones.of(spelled(token)) or "AH"

    def _learned(self, tokens: Sequence[str], *, careful: bool) -> tuple[Any, dict[str, str]]:
        """A decoder that knows the words, and their sounds."""
        if careful and len(self._decoders) < 2:
            self._decoders.append(decoder(beams=_WIDE))
        chosen, known = self._decoders[careful], self._known[careful]
        for token in {token for token in tokens if token not in known}:
            if chosen.lookup_word(token) is None:
                chosen.add_word(token, self._sounds(token), True)
            known[token] = str(chosen.lookup_word(token))
        return chosen, known

    def _run(self, samples: Floats, tokens: list[str], *, careful: bool) -> list[Aligned]:
        decoder, known = self._learned(tokens, careful=careful)
        pad = int(_PAD_S * RATE)
        peak = float(np.abs(samples).max())
        padded = np.pad(samples * (_PEAK / peak if peak > 1e-4 else 1.0), pad)
        noise = np.random.default_rng(1).normal(0, _HUSH, len(padded))
        pcm = (np.clip(padded + noise, -1, 1) * 32767).astype("<i2").tobytes()
        decoder.set_align_text(" ".join(tokens))
        decoder.reinit_feat()  # forgets the sound before, which would otherwise move a word by a frame
        decoder.start_utt()
        decoder.process_raw(pcm, full_utt=True)
        decoder.end_utt()
        rows = [
            (
                _VARIANT.sub("", part.word),
                part.start_frame * _FRAME_S - _PAD_S,
                (part.end_frame + 1) * _FRAME_S - _PAD_S,
            )
            for part in (decoder.seg() or [])
        ]
        return _spans(rows, tokens, known)


def decoder(*, any_words: bool = False, beams: Mapping[str, float] | None = None) -> Any:
    """A pocketsphinx decoder for American English: for words that are given, or for any.

    Args:
        beams: how improbable, against the best, what is still looked at may be.

    Raises:
        InputError: ``speech.not_installed``.
    """
    try:
        import pocketsphinx
    except ImportError as e:
        raise InputError(
            "speech.not_installed",
            "Words cannot be aligned with the sound: a part of the program (pocketsphinx) is not installed.",
            fix="Install it with: pip install pocketsphinx",
        ) from e
    return pocketsphinx.Decoder(
        hmm=pocketsphinx.get_model_path("en-us/en-us"),
        dict=pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"),
        lm=pocketsphinx.get_model_path("en-us/en-us.lm.bin") if any_words else None,
        loglevel="FATAL",
        **(beams or {}),
    )


def _spans(rows: list[tuple[str, float, float]], tokens: list[str], known: dict[str, str]) -> list[Aligned]:
    """The words among what was found, with the pauses beside them; none if they are not those asked for."""
    found: list[tuple[float, float, float]] = []  # start, end, pause before
    pause = 0.0
    names = []
    for name, start, end in rows:
        if name[:1] in "<[":
            pause += end - start
            continue
        names.append(name)
        found.append((start, end, pause))
        pause = 0.0
    if names != tokens:
        return []
    after = [*(p for _, _, p in found[1:]), pause]
    return [
        Aligned(start, end, before, behind, known[name].split()[0])
        for name, (start, end, before), behind in zip(names, found, after, strict=True)
    ]


def _together(parts: list[Aligned]) -> Aligned:
    first, last = parts[0], parts[-1]
    return Aligned(first.start, last.end, first.pause_before, last.pause_after, first.first_sound)


def moved_by(word: Aligned, seconds: float) -> Aligned:
    """The same word in a sound that begins so much earlier."""
    return replace(word, start=word.start + seconds, end=word.end + seconds)
