"""Edits of words: what each operation does, what is refused, and that no state ever changes."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest
from transcript_factory import an_op, evenly, talk, transcript

from montage_desktop.core.errors import DocumentError, InputError
from montage_desktop.core.transcript import edits as documents
from montage_desktop.core.transcript.document import Word
from montage_desktop.core.transcript.edited import Edited, apply
from montage_desktop.core.transcript.edits import (
    Correct,
    Delete,
    DeleteFillers,
    Edits,
    Move,
    Op,
    Restore,
    ShortenSilence,
    Speaker,
)

TEN = evenly([*"abcdefghij"])


def said(*ops: Op) -> str:
    return Edited.unedited(TEN).with_ops(ops).text().replace(" ", "")


def refusal(*ops: Op) -> InputError:
    with pytest.raises(InputError) as told:
        Edited.unedited(TEN).with_ops(ops)
    assert told.value.message.endswith(".")
    return told.value


# Operations ------------------------------------------------------------------------------------------------------


def test_words_are_deleted_and_restored_by_inclusive_ranges() -> None:
    assert said(Delete((3, 7))) == "abcij"
    assert said(Delete((3, 7)), Restore((5, 5))) == "abcfij"
    assert said(Delete((0, 9)), Restore((2, 3))) == "cd"


def test_words_move_before_others_and_to_the_end() -> None:
    assert said(Move((6, 7), 2)) == "abghcdefij"
    assert said(Move((0, 1), 10)) == "cdefghijab"
    assert said(Move((0, 1), 3)) == "cabdefghij"
    assert said(Move((3, 4), 5)) == "abcdefghij"


def test_numbers_stay_those_of_the_transcript_whatever_was_moved() -> None:
    assert said(Move((6, 7), 2), Delete((7, 8))) == "abgcdefj"
    assert said(Move((6, 7), 2), Move((1, 2), 0)) == "bcaghdefij"
    assert said(Move((6, 7), 2), Move((5, 6), 10)) == "abhcdeijgf"  # they keep the order that they have


def test_deleted_words_move_along_and_come_back_there() -> None:
    assert said(Delete((4, 4)), Move((3, 5), 0), Restore((4, 4))) == "defabcghij"


def test_a_correction_changes_the_text_and_nothing_else() -> None:
    before = Edited.unedited(TEN)
    after = before.with_op(Correct(3, " Ada  Lovelace "))
    assert after.text() == "a b c Ada Lovelace e f g h i j"
    assert (after.pieces, after.deleted) == (before.pieces, before.deleted)
    assert after.with_op(Correct(3, "d")).corrected == {}
    assert after.with_op(Correct(3, "")).text() == "a b c e f g h i j"
    assert after.with_op(Correct(3, "")).kept == before.kept


def test_speakers_are_set_for_words_and_renamed_everywhere() -> None:
    words = transcript(TEN.words, per_segment=3, speakers=("S0", "S1")).numbered()
    edited = Edited.unedited(words).with_ops([Speaker("Ann", was="S0"), Speaker("Bob", words=(1, 4))])
    assert [edited.speaker(n) for n in range(10)] == ["Ann"] + ["Bob"] * 4 + ["S1"] + ["Ann"] * 3 + ["S1"]
    assert edited.with_op(Speaker("Cy", words=(0, 2), was="Ann")).speaker(1) == "Bob"


def test_silences_are_shortened_everywhere_or_in_a_range_and_the_last_rule_counts() -> None:
    edited = Edited.unedited(TEN).with_ops([ShortenSilence(0.8, 0.3), ShortenSilence(0.5, 0.5, words=(2, 4))])
    rule = edited.silence_after(1)
    assert rule is not None and (rule.longer_than, rule.to) == (0.8, 0.3)
    assert edited.silence_after(2) is None and edited.silence_after(3) is None
    assert edited.silence_after(4) is not None
    assert len(edited.with_op(ShortenSilence(1.0, 0.1)).silences) == 1


def test_fillers_of_a_list_are_deleted_in_any_case_and_as_phrases() -> None:
    words = evenly(["Um,", "you", "know", "it", "um…", "umbrella", "You", "know."])
    edited = Edited.unedited(words).with_op(DeleteFillers(["um", "you know"]))
    assert edited.text() == "it umbrella"
    kept = Edited.unedited(words).with_ops([Delete((4, 4)), DeleteFillers(["it um"])])
    assert kept.is_deleted(3) is False


# Refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("op", "number"),
    [
        (Delete((8, 10)), 10), (Delete((-1, 3)), -1), (Restore((10, 10)), 10), (Move((3, 12), 0), 12),
        (Move((3, 4), 11), 11), (Move((3, 4), -1), -1), (Correct(10, "x"), 10), (Speaker("A", words=(9, 10)), 10),
        (ShortenSilence(0.5, 0.1, words=(0, 10)), 10),
    ],
)  # fmt: skip
def test_words_that_are_not_there_are_named(op: Op, number: int) -> None:
    error = refusal(op)
    assert error.code == "edits.no_word"
    assert f"word {number}," in error.message and "0 to 9" in error.message


def test_what_means_nothing_is_refused() -> None:
    assert refusal(Delete((5, 3))).code == "edits.range"
    assert refusal(Move((2, 5), 3)).code == "edits.range"
    assert refusal(ShortenSilence(-1, 0.3)).code == "edits.silence"
    assert refusal(ShortenSilence(float("inf"), 0.3)).code == "edits.silence"
    assert refusal(DeleteFillers(["…"])).code == "edits.fillers"
    assert refusal(Speaker("A")).code == "edits.speaker"


def test_deleting_everything_is_refused_at_once_and_at_the_end() -> None:
    assert refusal(Delete((0, 9))).code == "edits.nothing_left"
    nearly = Edited.unedited(TEN).with_op(Delete((0, 8)))
    with pytest.raises(InputError):
        nearly.with_op(Delete((9, 9)))


def test_a_transcript_without_words_takes_no_edits_but_none() -> None:
    empty = transcript([])
    assert apply(empty, Edits()).kept == ()
    with pytest.raises(InputError) as told:
        apply(empty, Edits(ops=[Delete((0, 0))]))
    assert "has no words" in told.value.message


# Documents -------------------------------------------------------------------------------------------------------


def test_the_document_of_the_design_is_read() -> None:
    data = {
        "schema": "montage.edits/1",
        "ops": [
            {"op": "delete", "words": [3, 7]}, {"op": "restore", "words": [5, 5]},
            {"op": "move", "words": [20, 31], "before": 4}, {"op": "correct", "word": 9, "text": "Ada"},
            {"op": "shorten_silence", "longer_than": 0.8, "to": 0.3}, {"op": "delete_fillers", "list": ["um", "uh"]},
            {"op": "speaker", "words": [0, 2], "speaker": "Ann", "id": "x1", "later": 1},
        ],
    }  # fmt: skip
    found = documents.decode(json.dumps(data).encode())
    assert found == documents.from_builtins(data)
    assert found.ops[:4] == [Delete((3, 7)), Restore((5, 5)), Move((20, 31), 4), Correct(9, "Ada")]
    assert found.ops[6] == Speaker("Ann", words=(0, 2), id="x1")


def test_the_older_form_is_read() -> None:
    data: list[Any] = [{"index": n, "removed": n != 5, "note": "?"} for n in (4, 3, 5, 9)]
    data.append({"index": 9, "removed": False})
    found = documents.decode(b"\xef\xbb\xbf " + json.dumps(data).encode())
    assert found.ops == [Delete((3, 4)), Restore((5, 5)), Restore((9, 9))]
    assert documents.from_builtins(data) == found
    assert documents.from_builtins([]) == Edits()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[", b'[{"index": "1", "removed": true}]', b'[{"index": 1}]', b"[3]",
        b'{"schema":"montage.edits/2","ops":[]}', b'{"schema":"montage.edits/1","ops":[{"op":"explode"}]}',
        b'{"schema":"montage.edits/1","ops":[{"op":"delete","words":[1]}]}',
        b'{"schema":"montage.edits/1","ops":[{"op":"delete","words":[1.5,2]}]}',
        b'{"schema":"montage.edits/1","ops":[{"op":"move","words":[1,2]}]}',
    ],
)  # fmt: skip
def test_what_is_no_edits_document_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError):
        documents.decode(data)


def test_a_document_comes_back(tmp_path: Path) -> None:
    dice = random.Random(3)
    saved = Edits(ops=[an_op(dice, 40) for _ in range(30)] + [Speaker("A", was="B", id="7"), DeleteFillers(["um"])])
    documents.save(saved, tmp_path / "e.json")
    assert documents.load(tmp_path / "e.json") == saved
    with pytest.raises(DocumentError):
        documents.load(tmp_path / "none.json")


# Whatever is done ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(20))
def test_states_never_change_and_one_by_one_is_as_all_at_once(seed: int) -> None:
    dice = random.Random(seed)
    words = talk(dice, 40)
    states = [Edited.unedited(words)]
    seen = [(states[0].text(), states[0].kept, states[0].runs())]
    while len(states) < 30:
        try:
            states.append(states[-1].with_op(an_op(dice, 40)))
        except InputError as e:
            assert e.code == "edits.nothing_left"
            continue
        seen.append((states[-1].text(), states[-1].kept, states[-1].runs()))
    last = states[-1]
    assert sorted(last.order()) == list(range(40))
    assert [n for a, b in last.runs() for n in range(a, b)] == list(last.kept)
    assert all(a[1] != b[0] for a, b in zip(last.runs(), last.runs()[1:], strict=False))
    for state, then in zip(states, seen, strict=True):  # going back finds each as it was
        assert (state.text(), state.kept, state.runs()) == then
    assert apply(words, last.edits()) == last


def test_selections_on_screen_become_ranges_of_numbers() -> None:
    edited = Edited.unedited(TEN).with_op(Move((6, 7), 2))
    assert edited.ranges_of(edited.kept[1:6]) == [(1, 1), (6, 7), (2, 3)]


def test_one_more_operation_on_twenty_thousand_words_takes_no_time() -> None:
    words = transcript([Word(f" w{n}", n / 2, n / 2 + 0.4) for n in range(20_000)]).numbered()
    dice = random.Random(1)
    edited = Edited.unedited(words)
    for _ in range(400):
        edited = (
            edited.with_op(an_op(dice, 20_000))
            if len(edited.ops) < 40
            else edited.with_op(Delete((n := dice.randrange(19_990), n + 2)))
        )
    began = time.process_time()
    for n in range(50):
        edited = edited.with_op([Delete((n, n + 1)), Move((n + 9, n + 12), 5), Correct(n, "x")][n % 3])
        assert edited.runs()
    assert (time.process_time() - began) / 50 < 0.02  # measured: 0.3 ms
