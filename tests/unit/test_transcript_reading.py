"""Transcripts of every make open; what does not fit is repaired with a note, or refused with the word's number."""

from __future__ import annotations

import gc
import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from montage_desktop.core.errors import DocumentError, InputError
from montage_desktop.core.transcript import document
from montage_desktop.core.transcript.document import Segment, Transcript, Word, validate
from montage_desktop.core.transcript.reading import parse, read


def opened(data: Any, *, duration_s: float | None = None) -> Transcript:
    """A transcript of JSON data, or of text, which is valid and does not change when it is read once more."""
    raw = data.encode() if isinstance(data, str) else json.dumps(data).encode()
    found = parse(raw, duration_s=duration_s)
    validate(found)
    assert [s.id for s in found.segments] == list(range(len(found.segments)))
    again = parse(document.documents.encode(found), duration_s=duration_s)
    assert again == found
    return found


def words(found: Transcript) -> list[tuple[str, float, float]]:
    return [(w.word, round(w.start, 3), round(w.end, 3)) for w in found.numbered().words]


def texts(found: Transcript) -> list[str]:
    return [w.word for w in found.numbered().words]


def flat(*rows: tuple[str, float | None, float | None]) -> dict[str, Any]:
    """Whisper's shape with one segment around the words."""
    times = [t for _, a, b in rows for t in (a, b) if t is not None]
    each = [{"word": w, "start": a, "end": b} for w, a, b in rows]
    text = "".join(w for w, _, _ in rows)
    return {"segments": [{"start": min(times), "end": max(times), "text": text, "words": each}]}


def refusal(data: Any, **options: Any) -> InputError:
    with pytest.raises(InputError) as told:
        opened(data, **options)
    assert told.value.message.endswith(".")
    return told.value


# Makes -----------------------------------------------------------------------------------------------------------


def test_openai_whisper_with_fields_that_nobody_knows() -> None:
    found = opened(
        {
            "text": " Hello there. Bye.",
            "language": "en",
            "segments": [
                {
                    "id": 0, "seek": 0, "start": 0.0, "end": 1.0, "text": " Hello there.", "tokens": [1, 2],
                    "temperature": 0.0, "avg_logprob": -0.3, "new_in_2030": {"a": 1},
                    "words": [
                        {"word": " Hello", "start": 0.0, "end": 0.4, "probability": 0.9},
                        {"word": " there.", "start": 0.4, "end": 1.0, "probability": 0.8, "extra": True},
                    ],
                },
                {"id": 1, "start": 1.2, "end": 1.5, "text": " Bye.", "words": [
                    {"word": " Bye.", "start": 1.2, "end": 1.5, "probability": 0.7}]},
            ],
        }
    )  # fmt: skip
    assert words(found) == [(" Hello", 0.0, 0.4), (" there.", 0.4, 1.0), (" Bye.", 1.2, 1.5)]
    assert [s.text for s in found.segments] == ["Hello there.", "Bye."]
    assert found.language == "en"
    assert found.numbered().words[2].probability == 0.7
    assert found.notes == []


def test_whisper_without_word_times_spreads_the_text() -> None:
    found = opened({"segments": [{"start": 1.0, "end": 3.0, "text": " Hi extraordinary people."}]})
    assert texts(found) == [" Hi", " extraordinary", " people."]
    every = words(found)
    assert every[0][1] == 1.0 and every[-1][2] == 3.0
    assert every[1][2] - every[1][1] > every[0][2] - every[0][1]
    assert found.notes == ["The times of 3 words were estimated from their texts' lengths."]


def test_faster_whisper_dumped_as_arrays() -> None:
    segment = [
        1,
        0,
        0.0,
        1.0,
        " Hello you",
        [1],
        -0.2,
        1.1,
        0.01,
        [[0.0, 0.5, " Hello", 0.9], [0.5, 1.0, " you", 0.8]],
        0.0,
    ]
    assert words(opened([segment])) == [(" Hello", 0.0, 0.5), (" you", 0.5, 1.0)]
    older = [*segment[:6], 0.0, -0.2, 1.1, 0.01, segment[9]]
    assert words(opened({"segments": [older], "info": {"language": "de"}})) == words(opened([segment]))
    assert opened({"segments": [older], "info": {"language": "de"}}).language == "de"


def test_whisper_cpp_tokens_become_words() -> None:
    def token(text: str, a: int, b: int, p: float = 0.5) -> dict[str, Any]:
        return {"text": text, "offsets": {"from": a, "to": b}, "id": 1, "p": p, "t_dtw": -1}

    found = opened(
        {
            "systeminfo": "x", "params": {"language": "auto"}, "result": {"language": "en"},
            "transcription": [
                {
                    "timestamps": {"from": "00:00:00,000", "to": "00:00:02,000"},
                    "offsets": {"from": 0, "to": 2000},
                    "text": " And so, Americans",
                    "tokens": [
                        token("[_BEG_]", 0, 0), token(" And", 320, 370, 0.4), token(" so", 370, 500, 0.8),
                        token(",", 500, 560, 0.2), token(" Amer", 700, 900), token("icans", 900, 1500),
                        token("[_TT_100]", 2000, 2000),
                    ],
                }
            ],
        }
    )  # fmt: skip
    assert words(found) == [(" And", 0.32, 0.37), (" so,", 0.37, 0.5), (" Americans", 0.7, 1.5)]
    assert found.language == "en"
    assert found.numbered().words[1].probability == pytest.approx(0.5)


def test_whisper_cpp_that_cuts_through_characters_is_spread() -> None:
    tokens = [
        {"text": "\ufffd", "offsets": {"from": 0, "to": 500}},
        {"text": "好", "offsets": {"from": 500, "to": 900}},
    ]
    found = opened({"transcription": [{"offsets": {"from": 0, "to": 1000}, "text": "你好", "tokens": tokens}]})
    assert words(found) == [("你", 0.0, 0.5), ("好", 0.5, 1.0)]


def test_whisper_cpp_word_by_word_becomes_sentences() -> None:
    rows = [
        {"offsets": {"from": n * 300, "to": n * 300 + 250}, "text": f" {t}"}
        for n, t in enumerate(["This", "is", "one.", "And", "this", "is", "two."])
    ]
    found = opened({"transcription": rows})
    assert [s.text for s in found.segments] == ["This is one.", "And this is two."]


def test_whisperx_words_without_times_and_speakers() -> None:
    found = opened(
        {
            "segments": [
                {
                    "start": 1.0, "end": 3.0, "text": " In 2014 it was.", "speaker": "SPEAKER_00",
                    "words": [
                        {"word": "In", "start": 1.0, "end": 1.2, "score": 0.8, "speaker": "SPEAKER_00"},
                        {"word": "2014", "speaker": "SPEAKER_00"},
                        {"word": "it", "start": 2.0, "end": 2.2, "score": 0.8, "speaker": "SPEAKER_01"},
                        {"word": "was.", "start": 2.3, "end": 3.0, "score": 0.9, "speaker": "SPEAKER_01"},
                    ],
                }
            ],
            "word_segments": [{"word": "In", "start": 1.0, "end": 1.2, "score": 0.8}],
            "language": "en",
        }
    )  # fmt: skip
    assert words(found)[1] == (" 2014", 1.2, 2.0)
    assert [(s.speaker, s.text) for s in found.segments] == [("SPEAKER_00", "In 2014"), ("SPEAKER_01", "it was.")]
    assert found.notes == ["One word had no times; it was placed between its neighbours."]
    assert found.numbered().speaker(3) == "SPEAKER_01"


def test_only_word_segments_become_sentences() -> None:
    rows = [{"word": t, "start": n * 0.5, "end": n * 0.5 + 0.4} for n, t in enumerate(["Hi", "you.", "Bye", "you."])]
    for data in ({"word_segments": rows}, {"words": rows}, rows):
        assert [s.text for s in opened(data).segments] == ["Hi you.", "Bye you."]


def test_openai_api_words_beside_the_segments() -> None:
    found = opened(
        {
            "task": "transcribe", "language": "english", "duration": 2.0, "text": "Hi there. Bye.",
            "segments": [
                {"id": 0, "start": 0.0, "end": 1.0, "text": " Hi there."},
                {"id": 1, "start": 1.0, "end": 2.0, "text": " Bye."},
            ],
            "words": [
                {"word": "Hi", "start": 0.0, "end": 0.4}, {"word": "there", "start": 0.5, "end": 0.9},
                {"word": "Bye", "start": 1.1, "end": 1.6},
            ],
        }
    )  # fmt: skip
    assert found.language == "en"
    assert [len(s.words) for s in found.segments] == [2, 1]
    assert texts(found) == [" Hi", " there", " Bye"]


def test_srt_with_tags_labels_and_without_a_blank_line() -> None:
    found = opened(
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Hello</i>\r\n{\\an8}you\r\n\r\n"
        "2\r\n00:00:03,500 --> 00:00:04,000 X1:0\r\n[SPEAKER_01]: Bye\r\n3\r\n00:01:00.5 --> 00:01:01\r\nAgain."
    )
    assert [s.text for s in found.segments] == ["Hello you", "Bye", "Again."]
    assert found.segments[1].speaker == "SPEAKER_01"
    assert words(found)[0] == (" Hello", 1.0, 1.625)
    assert found.segments[2].start == 60.5


def test_srt_cues_that_overlap_come_one_after_the_other() -> None:
    found = opened("1\n00:00:01,000 --> 00:00:03,200\nOne\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n")
    assert words(found) == [(" One", 1.0, 3.0), (" Two", 3.0, 4.0)]
    assert "overlapped" in found.notes[0]


def test_srt_with_times_that_are_none_names_the_cue() -> None:
    error = refusal("1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:xx,000 --> 00:00:03,000\nTwo\n")
    assert error.code == "transcript.bad_cue" and "cue 2" in error.message


def test_vtt_with_voices_notes_entities_and_stamps() -> None:
    found = opened(
        "WEBVTT - talk\nLanguage: en-GB\n\nNOTE a remark\nof two lines\n\nSTYLE\n::cue { color: red }\n\n"
        "intro\n00:01.000 --> 00:02.000 line:0\n<v Ann>Q &amp; A <00:00:01.500><c>starts</c>\n\n"
        "00:00:02.500 --> 00:00:03.000\n<v.loud Bob Lee>Yes &lt;b&gt;</v>\n"
    )
    assert found.language == "en-gb"
    assert [(s.speaker, s.text) for s in found.segments] == [("Ann", "Q & A starts"), ("Bob Lee", "Yes <b>")]
    assert words(found)[3] == (" starts", 1.5, 2.0)
    assert words(found)[0][1] == 1.0 and words(found)[2][2] == 1.5


def test_a_cue_of_two_voices_is_shared() -> None:
    found = opened("WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n<v Ann>Yes.\n<v Bob>No!!\n")
    assert [(s.speaker, s.start, s.end) for s in found.segments] == [("Ann", 0.0, 1.0), ("Bob", 1.0, 2.0)]


def test_rolling_captions_are_read_once() -> None:
    found = opened(
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n \nhello<00:00:00.500><c> dear</c><00:00:01.000><c> people</c>\n\n"
        "00:00:02.000 --> 00:00:02.010\nhello dear people\n \n\n"
        "00:00:02.010 --> 00:00:04.000\nhello dear people\nhow<00:00:02.500><c> are</c><00:00:03.000><c> you</c>\n"
    )
    assert texts(found) == [" hello", " dear", " people", " how", " are", " you"]


# Scripts ---------------------------------------------------------------------------------------------------------


def test_ideographs_get_no_spaces_and_right_to_left_text_stays_in_order() -> None:
    rows: list[tuple[str, float | None, float | None]] = [
        ("你", 0, 0.2),
        ("好", 0.2, 0.4),
        ("，", 0.4, 0.5),
        ("世界", 0.5, 1.0),
    ]
    assert texts(opened(flat(*rows))) == ["你", "好", "，", "世界"]
    arabic = "مرحبا بكم في البرنامج"
    found = opened({"segments": [{"start": 0, "end": 2, "text": arabic}]})
    assert found.segments[0].text == arabic
    assert texts(found) == [f" {w}" for w in arabic.split()]
    mixed = opened("1\n00:00:00,000 --> 00:00:02,000\n我用 Python 写。\n")
    assert mixed.segments[0].text == "我用 Python 写。"
    assert texts(opened("1\n00:00:00,000 --> 00:00:02,000\n안녕 하세요\n")) == [" 안녕", " 하세요"]


def test_words_without_spaces_get_those_of_the_text() -> None:
    data = flat(("twenty", 0, 0.2), ("-one", 0.2, 0.4), ("years", 0.4, 0.8))
    data["segments"][0]["text"] = "twenty-one years"
    assert texts(opened(data)) == [" twenty", "-one", " years"]


def test_other_encodings() -> None:
    text = "1\n00:00:00,000 --> 00:00:01,000\nGrüße\n"
    assert parse(text.encode("utf-16")).segments[0].text == "Grüße"
    found = parse(text.encode("cp1252"))
    assert found.segments[0].text == "Grüße" and "not UTF-8" in found.notes[0]


# Repairs ---------------------------------------------------------------------------------------------------------


def test_what_is_certain_is_repaired_with_a_note_for_each_kind() -> None:
    found = opened(
        flat(
            (" a", -0.2, 0.3), (" b", 0.25, 0.5), (" c", 0.9, 0.6), (" ", 0.9, 0.95), (" d", 1.0, 1.0),
            (" e", 1.4, 1.6), (" f", 1.7, None), (" g", 2.5, 4.2), (" h", 4.3, 4.5),
        ),
        duration_s=4.0,
    )  # fmt: skip
    assert words(found) == [
        (" a", 0.0, 0.275), (" b", 0.275, 0.5), (" c", 0.6, 0.9), (" d", 1.0, 1.13), (" e", 1.4, 1.6),
        (" f", 1.7, 1.83), (" g", 2.5, 4.0),
    ]  # fmt: skip
    kinds = [
        "without text",
        "no length",
        "swapped",
        "before the video",
        "ended after the video",
        "left out",
        "share the time",
    ]
    for kind in kinds:
        assert sum(kind in note for note in found.notes) >= 1, kind


def test_words_of_no_length_that_crowd_share_the_time_around_them() -> None:
    found = opened(flat((" a", 1.0, 1.5), (" b", 1.5, 1.5), (" c", 1.5, 1.5), (" d", 1.5, 2.0)))
    assert all(b - a >= 0.01 for _, a, b in words(found))
    assert words(found)[3] == (" d", 1.5, 2.0)


def test_unsorted_segments_and_words_are_sorted() -> None:
    data = {
        "segments": [
            {"start": 2.0, "end": 3.0, "text": " c", "words": [{"word": " c", "start": 2.0, "end": 3.0}]},
            {"start": 0.0, "end": 1.0, "text": " b a", "words": [
                {"word": " b", "start": 0.5, "end": 1.0}, {"word": " a", "start": 0.0, "end": 0.5}]},
        ]
    }  # fmt: skip
    found = opened(data)
    assert texts(found) == [" a", " b", " c"]
    assert any("order of time" in n for n in found.notes)


def test_segments_that_interrupt_each_other_are_divided() -> None:
    def said(word: str, a: float, b: float) -> dict[str, Any]:
        return {"word": word, "start": a, "end": b}

    found = opened(
        {
            "segments": [
                {"start": 0, "end": 3, "text": " a c", "speaker": "A", "words": [said(" a", 0, 1), said(" c", 2, 3)]},
                {"start": 1, "end": 2, "text": " b", "speaker": "B", "words": [said(" b", 1, 2)]},
            ]
        }
    )
    assert [(s.speaker, s.text) for s in found.segments] == [("A", "a"), ("B", "b"), ("A", "c")]


@pytest.mark.parametrize(
    ("rows", "duration_s", "code", "number"),
    [
        ([(" a", 0, 1), (" b", 30, 31), (" c", 2, 3)], None, "unsorted", 1),
        ([(" a", -3, -2), (" b", 0, 1)], None, "negative", 0),
        ([(" a", 0, 1), (" b", 2, 1.2), (" c", 1.3, 3)], None, "reversed", 1),
        ([(" a", 0, 8), (" b", 0, 8)], None, "overlap", 1),
        ([(f" {n}", n, n + 1) for n in range(100)], 50.0, "longer", 50),
    ],
)
def test_what_is_not_certain_is_refused_with_the_words_number(
    rows: list[tuple[str, float, float]], duration_s: float | None, code: str, number: int
) -> None:
    data = flat(*rows)
    if code == "unsorted":
        data["segments"][0].update(start=0, end=3)
    error = refusal(data, duration_s=duration_s)
    assert error.code == f"transcript.{code}"
    assert f"Word {number} " in error.message
    assert error.fix


def test_times_that_are_no_numbers_count_as_missing() -> None:
    found = parse(b'{"segments":[{"start":0,"end":2,"text":" a b","words":[{"word":" a","start":NaN,"end":null},'
                  b'{"word":" b","start":"1.0","end":Infinity}]}]}')  # fmt: skip
    assert words(found) == [(" a", 0.0, 1.0), (" b", 1.0, 1.13)]


def _thrown(dice: random.Random) -> dict[str, Any]:
    """A transcript in Whisper's shape, with some of what should not be in one."""

    def thrown(time_s: float) -> Any:
        if dice.random() > 0.1:
            return round(time_s, 3)
        strange = [None, -time_s, str(time_s), float("nan"), True, [], time_s + dice.uniform(-0.5, 0.5)]
        return dice.choice([*strange, dice.uniform(-5, 100)])

    segments, at = [], dice.choice([0.0, -0.3, 1.0])
    for _ in range(dice.randrange(5)):
        begin, each = at, []
        for _ in range(dice.randrange(6)):
            end = at + dice.choice([0.0, 0.001, 0.08, 0.3])
            word = dice.choice([" hi", "yo", "。", "你", " ", "", None, " a b\n"])
            each.append({"word": word, "start": thrown(at), "end": thrown(end)})
            if dice.random() < 0.1:
                each[-1].pop(dice.choice(["word", "start", "end"]))
            at = end + dice.choice([0.0, 0.0, 0.1, 1.0])
        text = dice.choice([" hi yo", "", "你好世界"])
        segments.append({"start": thrown(begin), "end": thrown(at), "text": text, "words": each})
    if dice.random() < 0.2:
        dice.shuffle(segments)
    return {"segments": segments}


@pytest.mark.parametrize("seed", range(10))
def test_whatever_stands_in_a_file_is_repaired_or_refused(seed: int) -> None:
    dice = random.Random(seed)
    outcomes = {"opened": 0, "refused": 0}
    for _ in range(150):
        duration_s = dice.choice([None, 1.0, 5.0])
        try:
            found = parse(json.dumps(_thrown(dice)).encode(), duration_s=duration_s)
        except InputError as e:
            assert e.code.startswith("transcript.") and e.message.endswith(".")
            outcomes["refused"] += 1
            continue
        validate(found)
        assert all(w.end <= (duration_s or 1e9) for w in found.numbered().words)
        outcomes["opened"] += 1
    assert min(outcomes.values()) > 20


def test_no_words_at_all_is_a_transcript_and_says_so() -> None:
    for data in ({"segments": []}, [], {"text": "", "segments": [], "language": "en"}, "WEBVTT\n"):
        found = opened(data)
        assert found.segments == [] and found.notes == ["It has no words."]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "transcript.empty"),
        (b"hello", "transcript.unknown"),
        (b"{}", "transcript.unknown"),
        (b"[3]", "transcript.unknown"),
        (b'{"segments":[7]}', "transcript.unknown"),
        (b'{"words":[7]}', "transcript.no_text"),
        (b'{"segments":', "document.not_json"),
        (b"[" * 100_000, "document.not_json"),
        (b'{"schema":"montage.transcript/2","segments":[]}', "document.newer"),
        (b'{"schema":"montage.timeline/1","segments":[]}', "document.schema"),
        (b'{"segments":[{"text":"no times"}]}', "transcript.no_times"),
    ],
)
def test_what_is_no_transcript_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as told:
        parse(data)
    assert told.value.code == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        read(tmp_path / "none.json")


def test_a_hundred_thousand_words_open_at_once() -> None:
    segments = []
    for at in range(0, 100_000, 10):
        each = [
            {"word": f" w{n}", "start": n * 0.3, "end": n * 0.3 + 0.3, "probability": 0.9} for n in range(at, at + 10)
        ]
        text = "".join(str(w["word"]) for w in each)
        segments.append({"id": at, "start": at * 0.3, "end": at * 0.3 + 3.0, "text": text, "words": each})
    data = json.dumps({"segments": segments}).encode()
    del segments
    gc.collect()
    began = time.process_time()
    found = parse(data, duration_s=30_000.0)
    assert time.process_time() - began < 1.5  # measured: 0.5 s
    assert len(found.numbered()) == 100_000


# The document ----------------------------------------------------------------------------------------------------


def test_the_document_comes_back(tmp_path: Path) -> None:
    word = Word(" Grüße", 0.1, 0.5, 0.75)
    saved = Transcript(language="de", segments=[Segment(0, 0.1, 0.5, "Grüße", "Ann", [word])], notes=["A note."])
    document.save(saved, tmp_path / "t.json")
    assert document.load(tmp_path / "t.json") == saved
    assert read(tmp_path / "t.json") == saved


@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (-0.1, 0.5), (float("nan"), 1.0), (0.0, 0.5)])
def test_a_document_with_impossible_times_is_not_saved(a: float, b: float, tmp_path: Path) -> None:
    each = [Word(" a", 0.0, 0.2), Word(" b", a, b)]
    with pytest.raises(DocumentError, match="word 1"):
        document.save(Transcript(segments=[Segment(0, 0.0, 1.0, "a b", words=each)]), tmp_path / "t.json")
