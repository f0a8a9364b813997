"""Captions of an edited film: when words are heard, readable, and well-formed in every format."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from transcript_factory import an_op, evenly, talk, transcript

from montage_desktop.core.errors import InputError
from montage_desktop.core.transcript.caption_files import ass, srt, txt, vtt, written
from montage_desktop.core.transcript.caption_styles import STYLES, safe_margins
from montage_desktop.core.transcript.captions import CaptionLayout, Cue, CueWord, cues_in, cues_of, timeline_captions
from montage_desktop.core.transcript.cutter import Cutter
from montage_desktop.core.transcript.document import Word, Words
from montage_desktop.core.transcript.edited import Edited
from montage_desktop.core.transcript.edits import Correct, Delete, Move, Op, Speaker
from montage_desktop.core.transcript.kept import Kept
from montage_desktop.core.transcript.reading import parse
from montage_desktop.core.transcript.script import width

F = Fraction
RATE = F(25)


def cut(words: Words, *ops: Op) -> tuple[Edited, Kept]:
    edited = Edited.unedited(words).with_ops(ops)
    end_s = F(round(words.words[-1].end * 1000), 1000) + 2
    return edited, Cutter(words, rate=RATE, end_s=end_s).ranges(edited)


def shown(words: Words, *ops: Op, layout: CaptionLayout | None = None) -> list[Cue]:
    edited, kept = cut(words, *ops)
    return checked(edited, kept, layout=layout)


def checked(edited: Edited, kept: Kept, *, layout: CaptionLayout | None = None) -> list[Cue]:
    """The cues, if every kept word is in one, when it is heard, and nothing overlaps or is too large."""
    layout = layout or CaptionLayout()
    cues = cues_of(edited, kept, layout=layout)
    assert [w.number for c in cues for w in c.words] == [n for n in edited.kept if edited.word(n)]
    for cue in cues:
        lines = cue.text.split("\n")
        assert len(cue.words) == 1 or (len(lines) <= layout.lines and max(map(width, lines)) <= layout.line_width)
        assert len(cue.words) == 1 or cue.words[-1].start - cue.start <= layout.longest_s
        for word in cue.words:
            source_s = F(round(edited.words[word.number].start * 1_000_000), 1_000_000)
            assert word.start == kept.film_at(source_s)
            assert cue.start <= word.start < word.end <= cue.end
            assert edited.speaker(word.number) == cue.speaker
    assert all(a.end <= b.start for a, b in pairwise(cues))
    for cue, following in pairwise(cues):
        assert cue.end - cue.start >= min(layout.shortest_s, following.start - cue.start)
    return cues


def texts(cues: Sequence[Cue]) -> list[str]:
    return [c.text for c in cues]


# Cues ------------------------------------------------------------------------------------------------------------


def test_a_cue_for_each_sentence_with_lines_about_equally_long() -> None:
    text = (
        "This is a sentence of a few words more than fit, which takes two lines. And this is another one. "
        "Now there is one that is so long that it can be shown in two lines only, and then in two more of them."
    )
    assert texts(shown(evenly(text.split(), each=0.25, gap=0.05))) == [
        "This is a sentence of a few words\nmore than fit, which takes two lines.",
        "And this is another one.",
        "Now there is one that is so long that\nit can be shown in two lines only,",
        "and then in two more of them.",
    ]


def test_pauses_and_other_speakers_begin_a_cue() -> None:
    each = [Word(" one", 0.0, 0.9), Word(" two", 2.0, 2.9), Word(" three", 3.0, 3.9)]
    words = transcript(each, per_segment=2, speakers=("Ann", "Bob")).numbered()
    assert [(c.speaker, c.text) for c in shown(words)] == [("Ann", "one"), ("Ann", "two"), ("Bob", "three")]


def test_brief_sentences_are_shown_together() -> None:
    words = transcript([Word(" No.", 0.0, 0.3), Word(" No.", 0.3, 0.6), Word(" Never ever.", 0.6, 2.0)]).numbered()
    assert texts(shown(words)) == ["No. No. Never ever."]


def test_a_brief_cue_stays_a_while_but_not_into_the_next() -> None:
    words = transcript([Word(" No.", 0.0, 0.3), Word(" Yes.", 1.5, 1.7), Word(" Ah!", 2.4, 2.6)]).numbered()
    first, second, third = shown(words)
    assert (first.start, first.end) == (0, F(8, 10))
    assert second.end == F(23, 10)
    assert third.end - third.start == F(8, 10)


def test_cues_follow_what_is_moved_corrected_deleted_and_who_was_named() -> None:
    words = evenly([*"abcdefgh"])
    cues = shown(
        words, Delete((2, 3)), Move((6, 7), 0), Correct(4, "Émile Zola"), Correct(5, ""), Speaker("Ann", (0, 7))
    )
    assert texts(cues) == ["g h a b Émile Zola"]
    assert cues[0].speaker == "Ann"
    zola = cues[0].words[-1]
    assert zola.end - zola.start > F(4, 10)  # with the word that is written with it


def test_ideographs_count_twice_and_get_no_spaces() -> None:
    text = "我们今天要讲的是怎样剪辑一段很长的视频而不必看完它的每一秒钟因为文字就在那里你只需要删除它们"
    words = transcript([Word(c, n * 0.2, n * 0.2 + 0.2) for n, c in enumerate(text)]).numbered()
    cues = shown(words)
    assert "".join(texts(cues)).replace("\n", "") == text
    assert max(len(line) for c in cues for line in c.text.split("\n")) <= 21


def test_right_to_left_text_stays_in_the_order_of_speech() -> None:
    text = "مرحبا بكم في هذا البرنامج الطويل جدا عن تحرير الأفلام بالكلمات"
    cues = shown(evenly(text.split()))
    assert " ".join(c.text.replace("\n", " ") for c in cues) == text


def test_upright_films_have_shorter_lines() -> None:
    layout = CaptionLayout.for_size((1080, 1920))
    cues = shown(evenly(["A", "sentence", "that", "fits", "into", "a", "single", "line."]), layout=layout)
    assert all(len(line) <= 22 for c in cues for line in c.text.split("\n"))
    assert CaptionLayout.for_size((1920, 1080)) == CaptionLayout()


def test_a_word_longer_than_a_line_stands_alone() -> None:
    assert texts(shown(evenly(["a", "x" * 60, "b"])))[1] == "x" * 60


@pytest.mark.parametrize("seed", range(15))
def test_every_word_is_shown_when_it_is_heard(seed: int) -> None:
    dice = random.Random(seed)
    words = talk(dice, 60)
    ops: list[Op] = []
    while len(ops) < 15:
        try:
            Edited.unedited(words).with_ops([*ops, op := an_op(dice, 60)])
        except InputError:
            continue
        ops.append(op)
    edited, kept = cut(words, *ops)
    cues = checked(edited, kept)
    rows = timeline_captions(cues, rate=RATE, frames=kept.frames)
    assert all(a["start_frame"] + a["frames"] <= b["start_frame"] for a, b in pairwise(rows))
    assert all(r["frames"] >= 1 and r["start_frame"] + r["frames"] <= kept.frames for r in rows)
    again = cues_in(rows, rate=RATE)
    assert texts(again) == texts(cues)
    for cue, row in zip(cues, again, strict=True):
        assert abs(cue.start - row.start) <= 1 / RATE / 2
        assert all(abs(a.start - b.start) <= 1 / RATE for a, b in zip(cue.words, row.words, strict=True))
    for text in (srt(cues), vtt(cues), vtt(cues, word_times=True)):
        back = parse(text.encode())
        assert " ".join(s.text for s in back.segments).split() == " ".join(texts(cues)).split()
        assert abs(back.segments[0].start - float(cues[0].start)) < 0.001


def test_captions_made_by_hand_need_no_words() -> None:
    (cue,) = cues_in([{"start_frame": 25, "frames": 50, "text": "By hand"}], rate=RATE)
    assert (cue.start, cue.end, cue.text, cue.speaker) == (1, 3, "By hand", "")
    assert cue.words == (CueWord("By hand", F(1), F(3)),)


# Files -----------------------------------------------------------------------------------------------------------


def cue(text: str, start: Fraction = F(1), end: Fraction = F(3), speaker: str = "") -> Cue:  # noqa: B008
    return Cue(start, end, (CueWord(text, start, end),), speaker)


def karaoke() -> Cue:
    words = (CueWord("one", F(1), F(3, 2)), CueWord(" two", F(2), F(9, 4)), CueWord("\nthree", F(9, 4), F(3)))
    return Cue(F(1), F(7, 2), words)


def test_srt() -> None:
    cues = [cue("Hello\nyou"), cue("Bye", F(3661), F(3662) + F(4, 10_000))]
    assert srt(cues) == ("1\n00:00:01,000 --> 00:00:03,000\nHello\nyou\n\n2\n01:01:01,000 --> 01:01:02,000\nBye\n")
    tricky = srt([cue("a --> b <i>x</i> {\\an8}y 1 < 2")])
    assert tricky.count("-->") == 1
    assert parse(tricky.encode()).segments[0].text == "a → b <i>x</i> {\\an8}y 1 < 2"


def test_vtt() -> None:
    assert vtt([cue("1 < 2 & 3 --> 4", speaker="Ann <x>")]) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ann &lt;x&gt;>1 &lt; 2 &amp; 3 → 4\n"
    )
    assert "one <00:00:02.000>two\n<00:00:02.250>three\n" in vtt([karaoke()], word_times=True)
    assert vtt([]) == "WEBVTT\n"


def test_txt_is_in_paragraphs() -> None:
    cues = [
        cue("Hello\nyou.", F(0), F(2), "Ann"), cue("And so on.", F(2), F(3), "Ann"), cue("Yes.", F(3), F(4), "Bob"),
        cue("After a while.", F(8), F(9), "Bob"),
    ]  # fmt: skip
    assert txt(cues) == "Ann: Hello you. And so on.\n\nBob: Yes.\n\nBob: After a while.\n"
    assert txt([cue("你好，\n世界。"), cue("再见。", F(3), F(4))]) == "你好，世界。再见。\n"
    assert txt([]) == ""


@pytest.mark.parametrize("style", list(STYLES))
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (640, 360)])
def test_ass_is_in_the_films_pixels_within_its_safe_area(style: str, size: tuple[int, int]) -> None:
    text = ass([karaoke(), cue("b", F(4), F(5), "Ann, Bob")], size=size, style=style)
    assert f"PlayResX: {size[0]}\nPlayResY: {size[1]}\n" in text
    (form,) = re.findall(r"^Format: (Name, Fontname.*)$", text, re.M)
    (line,) = re.findall(r"^Style: (.*)$", text, re.M)
    fields = dict(zip(form.split(", "), line.split(","), strict=True))
    margins = safe_margins(size)
    assert (fields["MarginL"], fields["MarginV"]) == (str(margins.left), str(margins.bottom))
    assert 0.03 * min(size) < float(fields["Fontsize"]) < 0.09 * min(size)
    events = re.findall(r"^Dialogue: 0,0:00:01\.00,0:00:03\.50,Caption,,0,0,0,,(.*)$", text, re.M)
    if STYLES[style].word_by_word:  # type: ignore[index]
        assert events == ["{\\k100}one{\\k25} two\\N{\\k125}three"]
        assert fields["PrimaryColour"] != fields["SecondaryColour"]
    else:
        assert events == ["one two\\Nthree"]
    assert ",Caption,Ann  Bob,0,0,0,," in text


def test_longest_lines_fit_into_upright_films() -> None:
    size = (1080, 1920)
    margins = safe_margins(size)
    for style in STYLES:
        points = float(ass([], size=size, style=style).split("\nStyle: ")[1].split(",")[2])
        assert 22 * points * 0.58 <= size[0] - margins.left - margins.right  # bold letters' mean width


def test_nothing_in_a_text_is_taken_for_an_override() -> None:
    text = ass([cue("{\\b1}x\\Ny \\ z\n}")], size=(1920, 1080)).splitlines()[-1]
    assert text.endswith(",,\\{\\b1\\}x\\\u2060Ny \\ z\\N\\}")


def test_a_format_by_its_file_ending() -> None:
    for kind, begin in ((".SRT", "1\n"), ("vtt", "WEBVTT"), ("ass", "[Script Info]"), ("txt", "a")):
        assert written([cue("a")], kind, size=(1920, 1080)).startswith(begin)
    with pytest.raises(InputError) as told:
        written([], "doc", size=(1920, 1080))
    assert told.value.code == "captions.format"
    with pytest.raises(InputError) as told:
        written([], "ass", size=(1920, 1080), style="fancy")
    assert told.value.code == "captions.style" and "karaoke" in told.value.fix
