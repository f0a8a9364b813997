"""What is said outside of the window, in a German one: real errors of real code, notes, findings; numbers and dates."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot
from timeline_stage import film
from window_helpers import Run, record

from montage_desktop.core import project_file, styles
from montage_desktop.core.edits import Editing
from montage_desktop.core.errors import MontageError
from montage_desktop.core.project import Project
from montage_desktop.core.recovery_diff import Difference
from montage_desktop.doctor import Finding, examine
from montage_desktop.jobs.connection import configured_endpoint, ping
from montage_desktop.jobs.host import worker_count
from montage_desktop.jobs.requests import MontageRequest, check_montage, check_output
from montage_desktop.jobs.states import Status
from montage_desktop.media.ffmpeg_causes import error_from
from montage_desktop.media.probe import probe
from montage_desktop.ui import numbers
from montage_desktop.ui.app import Program
from montage_desktop.ui.background import Background
from montage_desktop.ui.catalogue import Catalogue
from montage_desktop.ui.connection_state import ConnectionState, Link
from montage_desktop.ui.diagnostics.page import DiagnosticsPage
from montage_desktop.ui.diagnostics.report import Sources
from montage_desktop.ui.jobs import text as job_text
from montage_desktop.ui.jobs.details import JobDetails
from montage_desktop.ui.language import Translator, read_said, translated
from montage_desktop.ui.montage import style_cards
from montage_desktop.ui.notice import Notice
from montage_desktop.ui.resources import resource
from montage_desktop.ui.status_line import StatusLine
from montage_desktop.ui.theme import Theme

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))
from said import Collector
from translations import said

_FIELD = re.compile(r"\{\d+(?::n)?\}")
#: Words that German has not; what stands in quotation marks, and paths, are as they are.
_ENGLISH = re.compile(r"\b(the|is|not|of|and|cannot|to|has|or|there|it|its|from|with|any|no|choose|copy)\b", re.I)


def in_english(text: str) -> list[str]:
    """English words in a sentence that should have none."""
    return _ENGLISH.findall(re.sub(r"„[^“]*“|\S*/\S*|\S+:\S+|\([^)]*\)", "", text))


# The catalogue -----------------------------------------------------------------------------------------------


def test_every_template_has_german_with_the_same_fields() -> None:
    german = read_said(resource("translations", "de.ts"))
    templates = {found.source for found in said()}
    assert len(templates & set(german)) > 400, "whether all are there is what lint finds out"
    for source, target in german.items():
        assert sorted(_FIELD.findall(source)) == sorted(_FIELD.findall(target)), source


def test_names_that_a_sentence_is_looked_up_by_are_no_sentences(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        """
OFFERED = {"tiny": ("Somebody/model-tiny", 78), "base": ("Somebody/model-base.v3", 148)}

def ask(name):
    raise InputError("a.b", f"There is no model {name}.", fix=f"Choose one of {', '.join(OFFERED)} and/or wait.")
"""
    )
    found = Collector({"a": tmp_path / "a.py"}).templates()["a"]
    assert found == ["There is no model {1}.", "Choose one of {1} and/or wait."]
    assert not [f.source for f in said() if f.source.startswith("Systran/")]


def test_no_template_takes_the_sentences_of_another() -> None:
    german = read_said(resource("translations", "de.ts"))
    catalogue = Catalogue(german, lambda value, _: f"<{value}>", str)
    for source, target in german.items():
        values = {key: "7.5" if key.endswith("n") else f"Name{key}" for key in re.findall(r"\{(\d+(?::n)?)\}", source)}
        wanted, sentence = target, source
        for key, value in values.items():
            sentence = sentence.replace(f"{{{key}}}", value)
            wanted = wanted.replace(f"{{{key}}}", "<7.5>" if value == "7.5" else value)
        if source != "“{1}” {2}.":  # says something only if the second field does
            assert catalogue.translated(sentence) == wanted


def test_templates_are_found_where_they_are_made(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        """
_FIXES = {"a": "Do this.", "b": "Do that."}
def _bad(what):
    return InputError("x.y", f"It is bad: {what}.", fix=_FIXES[key])
def work(context, path, size, names):
    more = f" and {len(names)} more" if names else ""
    for kind in ("black", "still"):
        context.note(f"The picture is {kind}: {path.name}{more}.")
    raise _bad(f"{size:.1f} s are {'not enough' if size else 'too many'}") from None
def quiet(log):
    log.info("Nobody reads this.")
"""
    )
    assert sorted(Collector({"a": tmp_path / "a.py"}).templates()["a"]) == [
        "Do that.",
        "Do this.",
        "It is bad: {1}.",
        "The picture is black: {1} and {2} more.",
        "The picture is black: {1}.",
        "The picture is still: {1} and {2} more.",
        "The picture is still: {1}.",
        "{1:n} s are not enough",
        "{1:n} s are too many",
    ]


@pytest.fixture
def small() -> Catalogue:
    said = {
        "{1} is locked.": "{1} ist gesperrt.",
        "{1} has {2:n} s.": "{1} hat {2:n} s.",
        "“{1}”": "„{1}“",
        "The film fails: {1}.": "Der Film scheitert: {1}.",
        "it has no sound": "er hat keinen Ton",
        "“{1}” {2}.": "„{1}“ {2}.",
        "is empty": "ist leer",
        "Open its copy of {1}.": "Die Kopie vom {1} öffnen.",
    }
    return Catalogue(said, lambda value, n: f"{value:.{n}f}".replace(".", ","), lambda text: f"<{text}>")


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("“a is locked.mp4” is locked.", "„a is locked.mp4“ ist gesperrt."),
        ("“a.mp4” has 1,234.50 s.", "„a.mp4“ hat 1234,50 s."),
        ("The film fails: it has no sound.", "Der Film scheitert: er hat keinen Ton."),
        ("It has no sound.", "Er hat keinen Ton."),
        ("“a.mp4” is empty. “b. c.mp4” is locked.", "„a.mp4“ ist leer. „b. c.mp4“ ist gesperrt."),
        ("Part 3: The film fails: anything.", "Part 3: Der Film scheitert: anything."),
        ("Open its copy of 2026-01-31 12:00:00.", "Die Kopie vom <2026-01-31 12:00:00> öffnen."),
        ("“a.mp4” looks odd.", None),
        ("Nobody has said this.", None),
        ("", None),
    ],
)
def test_sentences_are_taken_apart_and_put_together(small: Catalogue, english: str, german: str | None) -> None:
    assert small.translated(english) == german


def test_a_sentence_takes_less_than_a_millisecond(german: QApplication) -> None:
    translated("This makes the templates ready.")
    sentences = [f"Part {n}: “clip {n}.mp4” is damaged or in a format this FFmpeg cannot read." for n in range(50)]
    sentences += [f"No one knows this sentence, number {n}; it is long. And it goes on." for n in range(50)]
    begun = time.perf_counter()
    for sentence in sentences:
        translated(sentence)
    assert (time.perf_counter() - begun) / len(sentences) < 0.001


# Real errors -------------------------------------------------------------------------------------------------


def _told(work: Callable[[], object]) -> MontageError:
    with pytest.raises(MontageError) as told:
        work()
    return told.value


def _refused_edit() -> object:
    timeline, editing = film(clips=3, dressed=False), Editing({})
    clip = timeline.video[0].id
    return editing.delete([clip]).apply(editing.lock([clip], locked=True).apply(timeline))


def _faults(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, MontageError]:
    """What goes wrong most often, from the code in which it does."""
    (folder / "empty.mov").touch()
    (folder / "notes.mp4").write_text("no media")
    (folder / "bad.montage").write_text("{")
    (folder / "there.mp4").write_text("x")
    project_file.save(Project(), folder / "newer.montage")
    newer = (folder / "newer.montage").read_bytes().replace(b"montage.project/4", b"montage.project/99")
    (folder / "newer.montage").write_bytes(newer)
    monkeypatch.setenv("MONTAGE_WORKERS", "many")
    broken = "[mov] moov atom not found\nError opening input file file:/x/a.mp4."
    found = {
        "missing": _told(lambda: probe(folder / "gone.mp4")),
        "folder": _told(lambda: probe(folder)),
        "empty": _told(lambda: probe(folder / "empty.mov")),
        "no media": _told(lambda: probe(folder / "notes.mp4")),
        "project": _told(lambda: project_file.load(folder / "bad.montage")),
        "newer project": _told(lambda: project_file.load(folder / "newer.montage")),
        "no project": _told(lambda: project_file.load(folder / "none.montage")),
        "no folder": _told(lambda: project_file.save(Project(), folder / "gone" / "a.montage")),
        "style": _told(lambda: styles.load_style("unheard")),
        "no clips": _told(lambda: check_montage(MontageRequest(clips=[], music=""))),
        "exists": _told(lambda: check_output(str(folder / "there.mp4"), overwrite=False, sources=[])),
        "workers": _told(worker_count),
        "edit": _told(_refused_edit),
        "damaged": error_from(broken, returncode=1, what="Part 3", inputs=["file:/x/a.mp4"]),
        "disk full": error_from("No space left on device", returncode=1, what="Sound"),
        "crash": error_from("", returncode=-11, inputs=["file:/x/a.mp4", "file:/x/b.mp4"]),
        "killed": error_from("", returncode=-9),
        "unknown": error_from("strange words", returncode=1),
    }
    monkeypatch.setenv("REDIS_PORT", "abc")
    monkeypatch.setenv("REDIS_HOST", "localhost")
    found["port"] = _told(configured_endpoint)
    found["no server"] = _told(lambda: ping("redis://localhost:9/0"))
    return found


def test_faults_are_told_in_german(
    german: QApplication, theme: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = Notice(theme)
    qtbot.addWidget(notice)
    for name, error in _faults(tmp_path, monkeypatch).items():
        notice.show_error(error)
        shown = " ".join(label.text() for label in notice.findChildren(QLabel))
        assert not in_english(shown.replace("strange words", "")), f"{name}: {shown}"
        assert error.message not in shown
        assert not error.fix or error.fix not in shown, f"{name}: {error.fix}"


def test_some_of_them_word_for_word(german: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {name: translated(e.message) for name, e in _faults(tmp_path, monkeypatch).items()}
    assert found["missing"] == "„gone.mp4“ ist nicht mehr vorhanden."
    assert found["empty"] == "„empty.mov“ ist leer (0 Bytes)."
    assert found["damaged"] == "Teil 3: „a.mp4“ ist unvollständig."
    assert found["disk full"] == "Ton: Das Laufwerk ist voll."
    assert "„a.mp4“, „b.mp4“" in found["crash"]


def test_a_failed_job_is_german_in_its_row_and_its_details(
    german: QApplication, theme: Theme, background: Background, run: Run, qtbot: QtBot
) -> None:
    async def no_log(_: str) -> list[tuple[float, str]]:
        return []

    failed = record(
        1, status=Status.FAILED, options={"style": "travel", "profile": "high"},
        error=error_from("moov atom not found", returncode=1, what="Part 2").as_dict(),
        notes=["2 of the clips are copies of others and were left out.", "“a.mp4” has a single frame."],
    )  # fmt: skip
    details = JobDetails(background, theme, no_log)
    qtbot.addWidget(details)
    details.show_record(failed)
    assert job_text.phase(failed) == "Teil 2: Eine Datei ist unvollständig."
    assert details._cause.text() == "Teil 2: Eine Datei ist unvollständig."
    assert details._fix.text() == "Neu kopieren oder neu aufnehmen."
    assert details._notes.text() == (
        "2 der Clips sind Kopien von anderen und wurden weggelassen.\n„a.mp4“ hat nur ein einziges Frame."
    )
    assert "Stil Reise" in details._facts_of(failed) and "Profil Hoch" in details._facts_of(failed)
    assert "Part 2: A file is incomplete." in job_text.report(failed, []), "a report is for those who support it"


def test_findings_and_the_status_line_are_german(
    german: QApplication, theme: Theme, background: Background, run: Run, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", "nonsense")
    findings = [*examine(), Finding("data folder", False, "/x, 1.5 GB free", "Free some space.")]
    page = DiagnosticsPage(theme, background, Sources(examine=lambda: findings, runs=list))
    qtbot.addWidget(page)
    run(page._look())
    shown = [label.text() for label in page.findChildren(QLabel)]
    assert "/x, 1,5 GB frei" in shown and "Datenordner" in shown and "Hardware-Encoder" in shown
    for finding in examine():
        assert not in_english(translated(finding.text)), finding.text
    line = StatusLine(theme)
    qtbot.addWidget(line)
    line.show_state(ConnectionState(Link.AWAY, message="No Redis server answers at here.", fix="Check REDIS_URL."))
    assert "Kein Redis-Server antwortet (here). — REDIS_URL prüfen." in line.sentence.text()
    assert line.minimumSizeHint().width() < 400, "a long cause does not widen the window"
    line.show_state(ConnectionState(Link.CONNECTED, where="this computer"))
    assert line.sentence.text() == "Verbunden: dieser Rechner"


def test_what_a_crash_left_and_styles_are_german(german: QApplication) -> None:
    words = Difference(added=2, marked=1, sequences=["Montage"], song=True).words
    assert [translated(w) for w in words] == [
        "2 Clips hinzugefügt", "1 Clip markiert", "anderer Song", "geändert: Montage",
    ]  # fmt: skip
    cards = {c.name: c for c in style_cards.load()}
    assert cards["travel"].title == "Reise" and cards["action"].pace in ("sehr schnell", "schnell", "wechselnd")
    for path in sorted(resource("styles").glob("*.json")):
        style = json.loads(path.read_text("utf-8"))
        assert cards[path.stem].description != style["description"]
        assert not in_english(cards[path.stem].description)


def test_english_is_as_it_was_said(qapp: QApplication) -> None:
    translator = Translator({}, qapp)
    qapp.installTranslator(translator)
    assert translated("“a.mp4” is empty (0 bytes).") == "“a.mp4” is empty (0 bytes)."
    assert QCoreApplication.translate("said", "") == ""
    qapp.removeTranslator(translator)


def _texts(window: QWidget) -> set[str]:
    """All that can be read or heard in a window, also what is hidden just now."""
    found = {action.text() for action in window.findChildren(QAction)}
    for widget in window.findChildren(QWidget):
        found |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()}
        for name in ("text", "title", "placeholderText", "suffix", "specialValueText"):
            value = widget.property(name)
            found |= {value} if isinstance(value, str) else set()
        if isinstance(widget, QComboBox):
            found |= {widget.itemText(n) for n in range(widget.count())}
        if isinstance(widget, QTabBar):
            found |= {widget.tabText(n) for n in range(widget.count())}
    return {text.replace("&", "") for text in found}


@pytest.mark.usefixtures("german")
def test_the_whole_window_is_german(run: Run, request: pytest.FixtureRequest) -> None:
    program: Program = request.getfixturevalue("program")
    program.preferences.show("appearance")
    assert program.preferences.dialog is not None
    texts = _texts(program.window) | _texts(program.preferences.dialog)
    assert len(texts) > 300
    assert not [text for text in texts if in_english(text)]
    keys = [text for text in texts if re.search(r"\b(Ctrl|Shift|Space|Del|Left|Right)\b", text)]
    assert not keys, "keys are called as on a German keyboard"
    program.preferences.dialog.close()


# Numbers and dates -------------------------------------------------------------------------------------------


def test_numbers_are_written_as_in_german(german: QApplication) -> None:
    assert numbers.number(1.5, 2) == "1,50"
    assert numbers.count(12345) == "12.345"
    assert numbers.short(30000 / 1001, 2) == "29,97" and numbers.short(25, 2) == "25"
    assert numbers.signed(-0.25, 2) == "−0,25" and numbers.signed(0.001, 2) == "0,00"
    assert numbers.size(3_400_000_000) == "3,4 GB" and numbers.size(820_000_000) == "820 MB"
    assert numbers.clock(0).count(":") == 2 and "M" not in numbers.clock(43200)
    assert re.fullmatch(r"31\.01\.(20)?26,? 12:00", numbers.moment_of("2026-01-31 12:00:00"))
    assert translated("A film cannot last 0.5 s.") == "Ein Film kann nicht 0,5 s dauern."


def test_numbers_are_written_as_in_english() -> None:
    assert numbers.number(1.5, 2) == "1.50"
    assert numbers.count(12345) == "12,345"
    assert numbers.size(0) == "0 MB" and numbers.size(1500) == "2 kB"
