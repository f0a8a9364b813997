"""JSON that some Whisper wrote in; its raw segments and words out.

Read are openai-whisper, faster-whisper (dumped as objects or as arrays), WhisperX (words without times,
``word_segments``, speakers), whisper-timestamped, whisper.cpp (``transcription`` with offsets and tokens), OpenAI's
``verbose_json`` (words beside the segments), bare lists of segments or words, and our own documents. What else is in
them is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import isfinite
from typing import Any

from montage_desktop.core.errors import InputError
from montage_desktop.core.transcript.raw import RawSegment, RawTranscript, RawWord
from montage_desktop.core.transcript.script import ends_sentence, is_unspaced

_PROBABILITY = ("probability", "score", "confidence", "conf", "p")
_CODES = {
    "arabic": "ar", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "finnish": "fi",
    "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "italian": "it",
    "japanese": "ja", "korean": "ko", "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt",
    "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv", "thai": "th", "turkish": "tr",
    "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
}  # fmt: skip
_REPLACEMENT = "\ufffd"  # what a token that is a part of a character becomes


def raw_of(data: Any) -> RawTranscript:
    """The raw transcript in decoded JSON.

    Raises:
        InputError: ``transcript.unknown``: nothing in it looks like segments or words; ``transcript.no_text``: a word
            that is neither text nor an object.
    """
    if isinstance(data, dict):
        found = _of_object(data)
        found.language = _language(data)
        found.notes = [n for n in _list(data, "notes") if isinstance(n, str)]
    elif isinstance(data, list):
        found = _of_list(data)
    else:
        raise _unknown()
    found.spaced = _is_spaced(found)
    return found


def _unknown() -> InputError:
    return InputError(
        "transcript.unknown",
        "This is not a transcript: it has no segments and no words.",
        fix="Choose a Whisper JSON file, an SRT or a WebVTT file.",
    )


def _of_object(data: dict[str, Any]) -> RawTranscript:
    if isinstance(data.get("transcription"), list):
        return _whisper_cpp(data["transcription"])
    words = _list(data, "words") or _list(data, "word_segments")
    if isinstance(data.get("segments"), list):
        segments = [_segment(s) for s in data["segments"]]
        if words and not any(s.words for s in segments):
            _share_out([_word(w) for w in words], segments)
        return RawTranscript(segments)
    if words or "words" in data or "word_segments" in data:
        return _flat(words)
    raise _unknown()


def _of_list(data: list[Any]) -> RawTranscript:
    if not data:
        return RawTranscript([])
    first = data[0]
    if isinstance(first, dict) and ("word" in first or ("text" not in first and "words" not in first)):
        return _flat(data)
    if isinstance(first, list) and len(first) == 4 and isinstance(first[2], str):
        return _flat(data)
    return RawTranscript([_segment(s) for s in data])


def _flat(words: Sequence[Any]) -> RawTranscript:
    return RawTranscript([RawSegment(words=[_word(w) for w in words])], grouped=False)


def _segment(data: Any) -> RawSegment:
    if isinstance(data, list):
        return _segment_array(data)
    if not isinstance(data, dict):
        raise _unknown()
    return RawSegment(
        _number(data.get("start")),
        _number(data.get("end")),
        _text(data.get("text")),
        _text(data.get("speaker")).strip(),
        [_word(w) for w in _list(data, "words")],
    )


def _segment_array(data: list[Any]) -> RawSegment:
    """faster-whisper's named tuples: id, seek, start, end, text, tokens, …; where the words are differs by version."""
    if len(data) < 5 or not isinstance(data[4], str):
        raise _unknown()
    rows = [v for v in data[5:] if isinstance(v, list) and v and isinstance(v[0], list)]
    words = [_word(w) for w in rows[0]] if rows else []
    return RawSegment(_number(data[2]), _number(data[3]), data[4], words=words)


def _word(data: Any) -> RawWord:
    if isinstance(data, dict):
        text = data.get("word")
        if not isinstance(text, str):
            text = _text(data.get("text", data.get("punctuated_word", "")))
        probability = next((p for k in _PROBABILITY if (p := _number(data.get(k))) is not None), 1.0)
        return RawWord(
            text,
            _number(data.get("start")),
            _number(data.get("end")),
            min(1.0, max(0.0, probability)),
            _text(data.get("speaker")),
        )
    if isinstance(data, list) and len(data) == 4 and isinstance(data[2], str):
        return RawWord(data[2], _number(data[0]), _number(data[1]), _number(data[3]) or 0.0)
    if isinstance(data, str):
        return RawWord(data)
    raise InputError("transcript.no_text", "A word of this transcript has no text.", fix="Transcribe the video again.")


def _share_out(words: list[RawWord], segments: list[RawSegment]) -> None:
    """Put words that stand beside the segments into them, by their times."""
    if not segments:
        segments.append(RawSegment())
    at = 0
    for word in words:
        middle = ((word.start or 0.0) + (word.end or word.start or 0.0)) / 2
        while word.start is not None and at + 1 < len(segments) and middle >= (segments[at + 1].start or 0.0):
            at += 1
        segments[at].words.append(word)


def _whisper_cpp(rows: list[Any]) -> RawTranscript:
    segments = []
    for row in rows:
        if not isinstance(row, dict):
            raise _unknown()
        start, end = _offsets(row)
        text = _text(row.get("text"))
        segments.append(RawSegment(start, end, text, words=_words_of_tokens(_list(row, "tokens"), text)))
    return RawTranscript(segments, grouped=not _is_word_by_word(segments))


def _is_word_by_word(segments: list[RawSegment]) -> bool:
    """Whether each "segment" is a word: whisper.cpp run with a length of one."""
    return len(segments) > 5 and all(" " not in s.text.strip() and len(s.text) < 40 for s in segments)


def _offsets(row: dict[str, Any]) -> tuple[float | None, float | None]:
    offsets = row.get("offsets")
    if not isinstance(offsets, dict):
        return None, None
    a, b = _number(offsets.get("from")), _number(offsets.get("to"))
    return (None if a is None else a / 1000), (None if b is None else b / 1000)


def _words_of_tokens(tokens: list[Any], text: str) -> list[RawWord]:
    """Words of tokens: one begins at a space, and around each ideograph. None where tokens cut through characters."""
    words: list[RawWord] = []
    sums: list[list[float]] = []
    for token in tokens:
        piece = _text(token.get("text")) if isinstance(token, dict) else ""
        if not piece or (piece.startswith("[_") and piece.endswith("]")) or piece.startswith("<|"):
            continue
        if _REPLACEMENT in piece:
            return []
        start, end = _offsets(token)
        is_new = (
            not words or piece[0] == " " or (piece[0].isalnum() and (is_unspaced(piece) or _after_ideograph(words)))
        )
        if is_new:
            words.append(RawWord(piece, start, end))
            sums.append([])
        else:
            words[-1].text += piece
            words[-1].end = end if any(c.isalnum() for c in piece) and end is not None else words[-1].end
        sums[-1].append(_number(token.get("p")) or 0.0)
    for word, parts in zip(words, sums, strict=True):
        word.probability = sum(parts) / len(parts)
    return words if "".join(w.text for w in words).split() == text.split() else []


def _after_ideograph(words: list[RawWord]) -> bool:
    return is_unspaced(words[-1].text.strip()[-1:])


def _is_spaced(raw: RawTranscript) -> bool:
    """Whether words keep the space before them: some have one, or their script has none."""
    return any(w.text[:1].isspace() and w.text.strip() for s in raw.segments for w in s.words)


def _language(data: dict[str, Any]) -> str:
    for place in (data, data.get("result"), data.get("info")):
        if isinstance(place, dict) and isinstance(place.get("language"), str):
            name: str = place["language"].strip().lower()
            return _CODES.get(name, name)
    return ""


def _list(data: dict[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    """A finite number, also one written as text; None for anything else."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, str)):
        try:
            found = float(value)
        except (ValueError, OverflowError):
            return None
        return found if isfinite(found) else None
    return None


def grouped(words: Sequence[RawWord], *, pause_s: float, longest: int) -> list[list[RawWord]]:
    """A mere list of words as sentences: divided after punctuation that ends one, at pauses, and where it gets long."""
    groups: list[list[RawWord]] = [[words[0]]] if words else []
    for before, word in pairwise(words):
        gap_s = (word.start or 0.0) - (before.end or 0.0) if word.start is not None and before.end is not None else 0.0
        size = len(groups[-1])
        if ends_sentence(before.text) or gap_s >= pause_s or size >= longest or before.speaker != word.speaker:
            groups.append([])
        groups[-1].append(word)
    return groups
