"""The window's languages: what is translated is shown, what is not is English, and numbers have their forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from montage_desktop.ui.language import LANGUAGES, Translator, language_of, read_sentences
from montage_desktop.ui.resources import resource

_TS = """<?xml version="1.0"?><!DOCTYPE TS><TS version="2.1" language="de"><context><name>x</name>
<message><source>Play</source><translation>Abspielen</translation></message>
<message><source>New</source><translation type="unfinished">Neu</translation></message>
<message numerus="yes"><source>%n clips</source><translation><numerusform>%n Clip</numerusform>
<numerusform>%n Clips</numerusform></translation></message></context></TS>"""


@pytest.fixture
def german(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    (tmp_path / "de.ts").write_text(_TS)
    translator = Translator(read_sentences(tmp_path / "de.ts"), qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_sentences_are_found_in_any_context(german: None, qapp: QApplication) -> None:
    assert QCoreApplication.translate("Player", "Play") == "Abspielen"
    assert qapp.tr("Play") == "Abspielen"
    assert QCoreApplication.translate("Player", "Pause") == "Pause"
    assert QCoreApplication.translate("Player", "New") == "New"


@pytest.mark.parametrize(("number", "words"), [(0, "0 Clips"), (1, "1 Clip"), (5, "5 Clips")])
def test_numbers_have_their_forms(german: None, qapp: QApplication, number: int, words: str) -> None:
    assert qapp.tr("%n clips", "", number) == words


def test_without_a_choice_it_is_the_systems_or_english() -> None:
    assert language_of("de") == "de"
    assert language_of("tlh") in LANGUAGES
    assert language_of("") == (QLocale.system().name()[:2] if QLocale.system().name()[:2] in LANGUAGES else "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_can_be_read(language: str) -> None:
    assert read_sentences(resource("translations", f"{language}.ts"))
