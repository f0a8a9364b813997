"""The language of the window: sentences from ``resources/translations``, in Qt Linguist's own format.

The files are read as they are: there is nothing to compile, and a translation that has been edited shows at the next
start. What is not translated is shown in English.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from montage_desktop.ui.resources import resource

LANGUAGES = ("en", "de")


Forms = list[str]  #: one form, or the form for one and the form for many


def read_sentences(path: Path) -> dict[str, Forms]:
    """The finished translations of a ``.ts`` file, by source text.

    Contexts are for translators only: many sentences are made outside of widgets, and the same English is the same
    German everywhere (where it is not, the English is to say more).
    """
    found: dict[str, Forms] = {}
    for message in ET.parse(path).getroot().iter("message"):
        target = message.find("translation")
        if target is None or target.get("type"):  # unfinished, vanished
            continue
        forms = [f.text or "" for f in target.iter("numerusform")] or [target.text or ""]
        if all(forms):
            found.setdefault(message.findtext("source", ""), forms)
    return found


class Translator(QTranslator):
    """Gives Qt the sentences of a language. Must live as long as the application."""

    def __init__(self, sentences: Mapping[str, Forms], parent: QApplication) -> None:
        super().__init__(parent)
        self._sentences = sentences

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        forms = self._sentences.get(source)
        if forms is None:
            return None  # not "": so Qt looks on, and shows the source in the end
        return forms[0] if len(forms) == 1 or n == 1 else forms[1]  # English and German count alike


def language_of(chosen: str) -> str:
    """The language to show: the one chosen, else the system's if there is one, else English."""
    if chosen in LANGUAGES:
        return chosen
    system = QLocale.system().name()[:2]
    return system if system in LANGUAGES else "en"


def install(app: QApplication, chosen: str) -> str:
    """Show the window in a language; before any of it is made. Returns the language."""
    language = language_of(chosen)
    of_qt = QTranslator(app)  # buttons of Qt's own dialogs
    if of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(of_qt)
    app.installTranslator(Translator(read_sentences(resource("translations", f"{language}.ts")), app))
    QLocale.setDefault(QLocale(language))
    return language
