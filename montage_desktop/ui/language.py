"""The language of the window: sentences from ``resources/translations``, in Qt Linguist's own format.

The files are read as they are: there is nothing to compile, and a translation that has been edited shows at the next
start. What is not translated is shown in English. Sentences that come finished from elsewhere (errors, notes, findings)
are translated where they are shown, by `translated`.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from montage_desktop.ui import numbers
from montage_desktop.ui.catalogue import Catalogue
from montage_desktop.ui.resources import resource

LANGUAGES = ("en", "de")
#: Contexts of what is said outside of the window begin with this; and a translator knows by it what it is asked for.
_SAID = "said"

Forms = list[str]  #: one form, or the form for one and the form for many


def read_sentences(path: Path) -> dict[str, Forms]:
    """The finished translations of a ``.ts`` file, by source text.

    Contexts are for translators only: many sentences are made outside of widgets, and the same English is the same
    German everywhere (where it is not, the English is to say more).
    """
    return _read(path)[0]


def read_said(path: Path) -> dict[str, str]:
    """The finished translations of what is said outside of the window, by template."""
    return _read(path)[1]


def _read(path: Path) -> tuple[dict[str, Forms], dict[str, str]]:
    """The window's sentences, and those that are said elsewhere."""
    window: dict[str, Forms] = {}
    said: dict[str, str] = {}
    for context in ET.parse(path).getroot().iter("context"):
        is_said = context.findtext("name", "").startswith(f"{_SAID}/")
        for message in context.iter("message"):
            target = message.find("translation")
            if target is None or target.get("type"):  # unfinished, vanished
                continue
            forms = [f.text or "" for f in target.iter("numerusform")] or [target.text or ""]
            if all(forms) and is_said:
                said.setdefault(message.findtext("source", ""), forms[0])
            elif all(forms):
                window.setdefault(message.findtext("source", ""), forms)
    return window, said


class Translator(QTranslator):
    """Gives Qt the sentences of a language. Must live as long as the application.

    Args:
        said: what is said outside of the window, by template.
    """

    def __init__(
        self, sentences: Mapping[str, Forms], parent: QApplication, said: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(parent)
        self._sentences = sentences
        self._said = Catalogue(said or {}, numbers.number, numbers.moment_of)

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        if context == _SAID:
            return self._said.translated(source)
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


def locale_of(language: str) -> QLocale:
    """How the language writes numbers and dates: as the system has it where it speaks the same (Austria, Britain)."""
    system = QLocale.system()
    return system if system.name()[:2] == language else QLocale(language)


def install(app: QApplication, chosen: str) -> str:
    """Show the window in a language; before any of it is made. Returns the language."""
    language = language_of(chosen)
    of_qt = QTranslator(app)  # buttons of Qt's own dialogs
    if of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(of_qt)
    window, said = _read(resource("translations", f"{language}.ts"))
    app.installTranslator(Translator(window, app, said))
    QLocale.setDefault(locale_of(language))
    return language


def translated(sentence: str) -> str:
    """What an error, a note or a finding says, in the window's language; English where it is not known. Any thread."""
    return QCoreApplication.translate(_SAID, sentence) if sentence else ""


def system_words(error: OSError) -> str:
    """What the system says against it, in the window's language."""
    return translated(error.strerror or str(error))
