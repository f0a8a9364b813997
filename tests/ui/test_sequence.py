"""The film that is edited: any number of steps, all the way back, and all the way forth again."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from edit_dice import EDITING, an_edit, film
from pytestqt.qtbot import QtBot

from montage_desktop.core.errors import InputError
from montage_desktop.core.timeline import Look, Timeline, validate
from montage_desktop.ui.montage.sequence import Sequence


@pytest.fixture
def sequence(qtbot: QtBot) -> Sequence:
    made = Sequence()
    made.open(film())
    return made


def shown(sequence: Sequence) -> Timeline:
    assert sequence.timeline is not None
    return sequence.timeline


@pytest.mark.parametrize("seed", range(6))
def test_undo_all_is_the_start_and_redo_all_the_end(sequence: Sequence, seed: int) -> None:
    dice = random.Random(seed)
    sequence.open(film(tempo=113.0, drift=dice.choice([0.0, 0.004]), rate=dice.choice([Fraction(30), Fraction(25)])))
    start = shown(sequence)
    for _ in range(200):
        before = shown(sequence)
        if sequence.apply(an_edit(before, dice)):
            validate(shown(sequence))
            assert shown(sequence) != before
        else:
            assert shown(sequence) is before
        if dice.random() < 0.1 and sequence.stack.canUndo():
            sequence.stack.undo()
    end, index = shown(sequence), sequence.stack.index()
    while sequence.stack.canUndo():
        sequence.stack.undo()
    assert shown(sequence) == start
    while sequence.stack.index() < index:
        sequence.stack.redo()
    assert shown(sequence) == end


def test_the_films_beside_are_those_of_undo_and_redo(sequence: Sequence) -> None:
    dice = random.Random(1)
    assert sequence.beside == []
    for _ in range(12):
        sequence.apply(an_edit(shown(sequence), dice))
    for _ in range(3):
        sequence.stack.undo()
    assert sequence.stack.canUndo() and sequence.stack.canRedo()
    beside = sequence.beside
    sequence.stack.undo()
    back = shown(sequence)
    sequence.stack.redo()
    sequence.stack.redo()
    assert beside == [back, shown(sequence)]


def test_a_drag_of_a_slider_is_one_step(sequence: Sequence) -> None:
    start = shown(sequence)
    for n in range(5):
        sequence.apply(EDITING.look(["c1"], Look(contrast=1 + n / 10 + 0.1)))
    sequence.apply(EDITING.look(["c2"], Look(contrast=1.2)))
    assert sequence.stack.count() == 2
    assert sequence.stack.undoText() == "Look"
    sequence.stack.undo()
    sequence.stack.undo()
    assert shown(sequence) == start


def test_what_is_refused_is_told_and_changes_nothing(sequence: Sequence, qtbot: QtBot) -> None:
    before = shown(sequence)
    with qtbot.waitSignal(sequence.refused) as told:
        assert not sequence.apply(EDITING.trim("c0", "in", 3))
    assert isinstance(told.args[0], InputError)
    assert shown(sequence) is before and not sequence.stack.canUndo()


def test_another_film_has_no_way_back(sequence: Sequence) -> None:
    sequence.apply(EDITING.lock(["c1"], True))
    sequence.open(film(3))
    assert not sequence.stack.canUndo()
    assert len(shown(sequence).video) == 3
