"""Letters that are pressed with Alt: no two of the menu bar and the window's panes, of a menu or of a dialog clash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTabBar, QWidget
from window_helpers import Run

from montage_desktop.ui.app import Program


def letters(texts: Iterable[str]) -> list[str]:
    """The mnemonics of some texts, as Qt finds them."""
    found = (QKeySequence.mnemonic(text).toString() for text in texts)
    return [key for key in found if key]


def of_widgets(root: QWidget) -> list[str]:
    """The mnemonics of a form: labels of fields, buttons, tabs; also those that are hidden just now."""
    labels = [w.text() for w in root.findChildren(QLabel) if w.buddy() is not None]
    buttons = [w.text() for w in root.findChildren(QAbstractButton)]
    tabs = [bar.tabText(n) for bar in root.findChildren(QTabBar) for n in range(bar.count())]
    return letters([*labels, *buttons, *tabs])


def twice(keys: Iterable[str]) -> dict[str, int]:
    return {key: count for key, count in Counter(keys).items() if count > 1}


def check(program: Program) -> None:
    window = program.window
    bar = letters(action.text() for action in window.menuBar().actions())
    assert len(bar) == len(window.menuBar().actions()), "each menu is reached with Alt"
    assert not twice([*bar, *of_widgets(window)])
    for menu in window.findChildren(QMenu):
        assert not twice(letters(action.text() for action in menu.actions())), menu.title()
    program.preferences.show("appearance")
    dialog = program.preferences.dialog
    assert dialog is not None and not twice(of_widgets(dialog))
    dialog.close()


def test_no_two_clash_in_english(run: Run, program: Program) -> None:
    check(program)


@pytest.mark.usefixtures("german")
def test_no_two_clash_in_german(run: Run, request: pytest.FixtureRequest) -> None:
    program: Program = request.getfixturevalue("program")
    assert program.window.menuBar().actions()[0].text() == "&Datei"
    check(program)
