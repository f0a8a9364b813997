"""A raw transcript in; one that edits can rely on out, repaired where that is certain, with a note for each kind.

What is not certain is refused with the number of the word: whoever counts words in the file from 0 finds it there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from montage_desktop.core.errors import InputError
from montage_desktop.core.said import said
from montage_desktop.core.transcript.document import Segment, Transcript, Word, joined
from montage_desktop.core.transcript.raw import RawSegment, RawTranscript, RawWord
from montage_desktop.core.transcript.script import cleaned, divided, needs_space, weight
from montage_desktop.core.transcript.whisper_json import grouped

#: A word that was said lasts at least this long; less, but for how times were rounded, is taken for no length at all.
SHORTEST_WORD_S = 0.01
_NO_LENGTH_S = 0.9 * SHORTEST_WORD_S
_LETTER_S = 0.12  # a letter of slow speech: bounds a word of which only one time is known
_SLACK_S = 0.5  # by so much words may overlap, leave their segment or exceed the video, and still be meant
_PAUSE_S = 1.0
_LONGEST_SEGMENT = 60
_NO_WORDS = said("It has no words.")
_FEW = 0.05  # of the words may lie after the video's end: recognisers invent some there


class _Timed(msgspec.Struct, gc=False):
    """A word whose times are known. `number` is its place in the file; `segment` its segment's."""

    text: str
    start: float
    end: float
    probability: float
    speaker: str
    segment: int
    number: int


def repaired(raw: RawTranscript, *, duration_s: float | None = None) -> Transcript:
    """The transcript, with a note for each kind of repair.

    Args:
        duration_s: length of the video, if it is known: what lies after it is cut off.

    Raises:
        InputError: ``transcript.*``: a word's times mean nothing certain; the message has its number.
    """
    counts: Counter[str] = Counter()
    segments = _with_words(raw, counts)
    timed = _timed(segments, counts)
    timed = _in_order(timed, segments, counts, grouped=raw.grouped)
    timed = _within_video(timed, duration_s, counts)
    _apart(timed, counts, duration_s)
    notes = list(raw.notes)
    notes += _notes(counts)
    if not timed and _NO_WORDS not in notes:
        notes.append(_NO_WORDS)
    return Transcript(language=raw.language, segments=_segments(timed), notes=notes)


def _notes(counts: Counter[str]) -> list[str]:
    """A sentence for each kind of repair that was needed."""
    one_and_more = {
        "estimated": (
            said("The times of one word were estimated from its text's length."),
            said(f"The times of {counts['estimated']} words were estimated from their texts' lengths."),
        ),
        "missing": (
            said("One word had no times; it was placed between its neighbours."),
            said(f"{counts['missing']} words had no times; they were placed between their neighbours."),
        ),
        "empty": (
            said("One word without text was left out."),
            said(f"{counts['empty']} words without text were left out."),
        ),
        "no_length": (
            said("One word had no length; it got some."),
            said(f"{counts['no_length']} words had no length; they got some."),
        ),
        "reversed": (
            said("One word ended before it began; its times were swapped."),
            said(f"{counts['reversed']} words ended before they began; their times were swapped."),
        ),
        "negative": (
            said("One word began before the video; it begins with it now."),
            said(f"{counts['negative']} words began before the video; they begin with it now."),
        ),
        "end": (
            said("One word ended after the video; it ends with it now."),
            said(f"{counts['end']} words ended after the video; they end with it now."),
        ),
        "beyond": (
            said("One word after the video's end was left out."),
            said(f"{counts['beyond']} words after the video's end were left out."),
        ),
        "unsorted": (
            said("One word was not in the order of time; it is now."),
            said(f"{counts['unsorted']} words were not in the order of time; they are now."),
        ),
        "overlap": (
            said("One word overlapped the one before it; they share the time."),
            said(f"{counts['overlap']} words overlapped the ones before them; they share the time."),
        ),
    }
    return [forms[counts[kind] > 1] for kind, forms in one_and_more.items() if counts[kind]]


def _refused(code: str, word: _Timed | RawWord, number: int, what: str) -> InputError:
    return InputError(
        f"transcript.{code}",
        f"Word {number} (“{word.text.strip()[:40]}”) {what}.",
        fix="Correct its times, transcribe the video again, or choose the transcript of this very video.",
    )


# Words and their texts -------------------------------------------------------------------------------------------


def _with_words(raw: RawTranscript, counts: Counter[str]) -> list[RawSegment]:
    """Segments that all have words, with the spaces before them."""
    segments = []
    for segment in raw.segments:
        if not segment.words and segment.text.strip():
            words = [RawWord(text) for text in divided(segment.text)]
            if len(words) == 1:
                words[0].start, words[0].end = segment.start, segment.end
            else:
                counts["estimated"] += len(words)
            segments.append(RawSegment(segment.start, segment.end, segment.text, segment.speaker, words))
            continue
        for word in segment.words:
            word.text = cleaned(word.text).rstrip()
        kept = [w for w in segment.words if w.text]
        counts["empty"] += len(segment.words) - len(kept)
        if not raw.spaced:
            _add_spaces(kept, cleaned(segment.text))
        segments.append(RawSegment(segment.start, segment.end, segment.text, segment.speaker, kept))
    if not raw.grouped:
        every = [w for s in segments for w in s.words]
        segments = [RawSegment(words=g) for g in grouped(every, pause_s=_PAUSE_S, longest=_LONGEST_SEGMENT)]
    return [s for s in segments if s.words]


def _add_spaces(words: list[RawWord], text: str) -> None:
    """Spaces where the segment's text has them; where that does not hold the words, where the script has them."""
    position, before = 0, ""
    follows_text = bool(text)
    for number, word in enumerate(words):
        bare = word.text.strip()
        found = text.find(bare, position, position + len(bare) + 8) if follows_text else -1
        if found < 0:
            follows_text = False
            spaced = needs_space(before, bare)
        else:
            spaced = text[found - 1] == " " if found and number else needs_space("", bare)
            position = found + len(bare)
        word.text = f" {bare}" if spaced else bare
        before = bare


# Times -----------------------------------------------------------------------------------------------------------


def _timed(segments: Sequence[RawSegment], counts: Counter[str]) -> list[_Timed]:
    out: list[_Timed] = []
    number = 0
    for position, segment in enumerate(segments):
        if any(w.start is None or w.end is None or w.end - w.start < _NO_LENGTH_S for w in segment.words):
            _fill(segment, out[-1].end if out else 0.0, number, counts)
        for word in segment.words:
            assert word.start is not None and word.end is not None
            speaker = word.speaker or segment.speaker
            out.append(_Timed(word.text, word.start, word.end, word.probability, speaker, position, number))
            number += 1
    return out


def _fill(segment: RawSegment, earlier_s: float, first_number: int, counts: Counter[str]) -> None:
    """Give every word of a segment its times. `earlier_s` is where the words before it end."""
    words = segment.words
    is_estimate = all(w.start is None and w.end is None for w in words)
    if not is_estimate:
        counts["missing"] += sum(w.start is None and w.end is None for w in words)
    _settle_odd(words, segment, first_number, counts)
    slots: list[float | None] = [t for w in words for t in (w.start, w.end)]
    start = segment.start if segment.start is not None else earlier_s
    if is_estimate and segment.end is None:
        raise _refused("no_times", words[0], first_number, "has no times, nor has its segment")
    if is_estimate and segment.end is not None and segment.end < start:
        raise _refused("reversed", words[0], first_number, "stands in a segment that ends before it begins")
    p = 0
    while p < len(slots):
        if slots[p] is not None:
            p += 1
            continue
        q = p
        while q + 1 < len(slots) and slots[q + 1] is None:
            q += 1
        a = slots[p - 1] if p else start
        b = slots[q + 1] if q + 1 < len(slots) else segment.end
        _share(words, slots, p // 2, q // 2, a, b)
        p = q + 1
    for n, word in enumerate(words):
        word.start, word.end = slots[2 * n], slots[2 * n + 1]


def _settle_odd(words: Sequence[RawWord], segment: RawSegment, first_number: int, counts: Counter[str]) -> None:
    """Swap times that stand the wrong way round; forget those of words that have no length."""
    for n, word in enumerate(words):
        if word.start is None or word.end is None:
            continue
        if word.end < word.start:
            before = words[n - 1].end if n else segment.start
            after = words[n + 1].start if n + 1 < len(words) else segment.end
            if (before is not None and word.end < before) or (after is not None and word.start > after):
                raise _refused("reversed", word, first_number + n, "ends before it begins")
            word.start, word.end = word.end, word.start
            counts["reversed"] += 1
        if word.end - word.start < _NO_LENGTH_S:
            counts["no_length"] += 1
            after = words[n + 1].start if n + 1 < len(words) else segment.end
            if after is not None and after - word.start < 2 * SHORTEST_WORD_S:
                word.start = None
            word.end = None


def _share(
    words: Sequence[RawWord], slots: list[float | None], first: int, last: int, a: float | None, b: float | None
) -> None:
    """Divide ``[a, b)`` among words by their lengths; where there is no room, take in the word before them."""
    begin = 0.0 if a is None else a
    usual = sum(weight(w.text) for w in words[first : last + 1]) * _LETTER_S + SHORTEST_WORD_S
    end = begin + usual if b is None else b
    if first == last and slots[2 * first] is not None:
        end = min(end, begin + usual)  # only its end is not known: what follows may be silence
    elif first == last and slots[2 * first + 1] is not None:
        begin = max(begin, end - usual)
    room = 2 * SHORTEST_WORD_S * (last - first + 1)
    while end - begin < room and first:
        first -= 1
        known = slots[2 * first]
        begin = begin if known is None else known
        room += 2 * SHORTEST_WORD_S
    end = max(end, begin + room)  # `_apart` settles it with what follows
    weights = [weight(w.text) for w in words[first : last + 1]]
    total, done = sum(weights), 0
    for n, each in enumerate(weights, first):
        slots[2 * n] = begin + (end - begin) * done / total
        done += each
        slots[2 * n + 1] = begin + (end - begin) * done / total


# Order -----------------------------------------------------------------------------------------------------------


def _in_order(
    timed: list[_Timed], segments: Sequence[RawSegment], counts: Counter[str], *, grouped: bool
) -> list[_Timed]:
    """Words by their time. One that is far from its segment's time is not sorted but refused."""
    later = [b for a, b in pairwise(timed) if b.start < a.start]
    if not later:
        return timed
    if grouped:
        for word in timed:
            segment = segments[word.segment]
            a, b = segment.start, segment.end
            if a is None or b is None or a > b:
                continue
            if word.end < a - _SLACK_S or word.start > b + _SLACK_S:
                raise _refused("unsorted", word, word.number, "is not within the time of its segment")
    counts["unsorted"] += len(later)
    return sorted(timed, key=lambda w: w.start)


def _within_video(timed: list[_Timed], duration_s: float | None, counts: Counter[str]) -> list[_Timed]:
    for word in timed:
        if word.start >= 0:
            break
        if word.end < SHORTEST_WORD_S:
            raise _refused("negative", word, word.number, f"is at {word.start:.2f} s, before the video begins")
        word.start = 0.0
        counts["negative"] += 1
    if duration_s is None or not timed:
        return timed
    kept = [w for w in timed if w.start < duration_s - _NO_LENGTH_S]
    lost = len(timed) - len(kept)
    if lost > max(3, _FEW * len(timed)) or (lost and not kept):
        word = timed[len(kept)]
        where = f"is at {word.start:.2f} s, but the video ends at {duration_s:.2f} s"
        raise _refused("longer", word, word.number, where)
    counts["beyond"] += lost
    for word in kept:
        if word.end > duration_s:
            counts["end"] += word.end > duration_s + SHORTEST_WORD_S
            word.end = duration_s
    return kept


def _apart(timed: Sequence[_Timed], counts: Counter[str], duration_s: float | None) -> None:
    """Let words that overlap share the time. More than half of a word, and of half a second, is not taken from it."""
    before: _Timed | None = None
    for word in timed:
        if before is not None and word.start < before.end:
            _divide(before, word, counts)
        before = word
    if duration_s is not None and before is not None and before.end > duration_s:
        raise _refused("overlap", before, before.number, "has no room before the video's end")


def _divide(before: _Timed, word: _Timed, counts: Counter[str]) -> None:
    overlap = min(before.end, word.end) - word.start
    shorter = min(before.end - before.start, word.end - word.start)
    if overlap > max(_SLACK_S, shorter / 2):
        what = f"is said at the same time as word {before.number} (“{before.text.strip()[:40]}”)"
        raise _refused("overlap", word, word.number, what)
    middle = word.start + overlap / 2
    at = max(middle, before.start + SHORTEST_WORD_S)
    if word.end - at < _NO_LENGTH_S:
        word.end = at + SHORTEST_WORD_S  # `word` was inside the one before; what follows is settled next
    counts["overlap"] += overlap > 0.0005  # less is how times were rounded
    before.end = word.start = at


# Segments --------------------------------------------------------------------------------------------------------


def _segments(timed: Sequence[_Timed]) -> list[Segment]:
    """Segments of words in order; one that others interrupt, or in which the speaker changes, becomes several."""
    out: list[Segment] = []
    run: list[Word] = []
    speaker, segment = "", -1

    def close() -> None:
        if run:
            text = joined(w.word for w in run)
            out.append(Segment(len(out), run[0].start, run[-1].end, text, speaker, list(run)))
            run.clear()

    for word in timed:
        if (word.segment, word.speaker) != (segment, speaker):
            close()
            segment, speaker = word.segment, word.speaker
        run.append(Word(word.text, word.start, word.end, word.probability))
    close()
    return out
