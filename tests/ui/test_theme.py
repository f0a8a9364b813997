"""Both themes: complete, readable (WCAG AA), and every icon there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from montage_desktop import ui
from montage_desktop.jobs.states import Status
from montage_desktop.ui.icons import NAMES, drawing
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.delegate import ACTION_ICONS, action_words
from montage_desktop.ui.jobs.desk import Action
from montage_desktop.ui.resources import resource
from montage_desktop.ui.theme import Appearance, Theme

_GROUNDS = ("window", "panel", "raised", "field", "selection")
_INKS = ("text", "muted", "accent", "success", "warning", "danger")


def luminance(colour: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF())


def contrast(a: QColor, b: QColor) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("appearance", [Appearance.DARK, Appearance.LIGHT])
def test_text_is_readable_on_every_ground(theme: Theme, appearance: Appearance) -> None:
    theme.set_appearance(appearance)
    bad = {
        (ink, ground): round(contrast(theme.colour(ink), theme.colour(ground)), 2)
        for ink in _INKS
        for ground in _GROUNDS
        if contrast(theme.colour(ink), theme.colour(ground)) < 4.5
    }
    assert not bad
    assert contrast(theme.colour("on_accent"), theme.colour("accent")) >= 4.5
    assert contrast(theme.colour("danger"), theme.colour("danger_soft")) >= 4.5
    assert contrast(theme.colour("text"), theme.colour("warning_soft")) >= 4.5
    assert contrast(theme.colour("accent"), theme.colour("track")) >= 3  # graphics: WCAG 1.4.11


def test_both_themes_have_the_same_colours_and_the_sheet_knows_them(theme: Theme) -> None:
    assert set(theme._colours["dark"]) == set(theme._colours["light"])
    used = set(re.findall(r"\{([a-z_]+)\}", resource("themes", "theme.qss").read_text()))
    assert used <= set(theme._colours["dark"])


def test_every_state_and_action_has_a_glyph_and_a_word(theme: Theme) -> None:
    for status in Status:
        look = job_text.face(status)
        assert look.word
        assert not theme.icon(look.icon, look.colour).isNull()
    for action in Action:
        assert action_words(action)
        assert not theme.icon(ACTION_ICONS[action]).isNull()
    assert len({job_text.face(s).icon for s in Status}) == len(Status)


def test_the_theme_changes_while_it_runs(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    theme.set_appearance(Appearance.DARK)
    with qtbot.waitSignal(theme.changed):
        theme.set_appearance(Appearance.LIGHT)
    assert theme.colour("panel").name() in qapp.styleSheet()
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_appearance(Appearance.LIGHT)


def test_every_icon_that_is_asked_for_is_there() -> None:
    """Also those that few people get to see."""
    asked: set[str] = set()
    for path in Path(ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                place = {"icon": 0, "paint_icon": 2}.get(node.func.attr)
                name = node.args[place] if place is not None and len(node.args) > place else None
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    asked.add(name.value)
    assert len(asked) > 20
    assert asked <= NAMES
    assert all('stroke="#123456"' in drawing(n, "#123456") for n in NAMES - {"app"})
