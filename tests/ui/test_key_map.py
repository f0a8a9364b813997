"""Keys: ids that stay, clashes that are found, changes that are kept, and the list in which they are made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QPdfWriter, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from montage_desktop.core.errors import DocumentError
from montage_desktop.ui.app import Program
from montage_desktop.ui.keys.editor import KeyEditor
from montage_desktop.ui.keys.list import KeyList
from montage_desktop.ui.keys.map import KeyMap, normal
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.theme import Theme

_Context = Qt.ShortcutContext


class Stage(QMainWindow):
    """A window with two places and a few actions."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = QWidget(self), QWidget(self)
        self.inner = QWidget(self.left)
        self.save_action = self._make("Save", "Ctrl+S")
        self.split_action = self._make("&Split …", "S", self.left)
        self.star_action = self._make("Star", "S", self.right)
        self.inner_action = self._make("Inside", "X", self.inner)
        self.extra: list[QAction] = [self._make("Put in a list", "")]
        self.split_action.setToolTip("Split (S)")

    def _make(self, words: str, key: str, at: QWidget | None = None) -> QAction:
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(key)] if key else [])
        if at is not None:
            action.setShortcutContext(_Context.WidgetWithChildrenShortcut)
            at.addAction(action)
        return action

    def all(self) -> list[QAction]:
        return [self.save_action, self.split_action, self.star_action, self.inner_action, *self.extra]


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    made = Stage()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> EditorSettings:
    return EditorSettings(tmp_path / "editor.ini")


def test_ids_come_from_names_then_attributes_then_words(stage: Stage) -> None:
    stage.save_action.setObjectName("project.save")
    keys = KeyMap(stage.all())
    assert keys.ids == ["project.save", "stage.split", "stage.star", "stage.inner", "stage.put-in-a-list"]
    assert keys.unnamed == ["stage.put-in-a-list"]
    assert keys.entry("stage.split").words == "Split"


def test_a_key_clashes_only_where_both_would_be_asked(stage: Stage) -> None:
    keys = KeyMap(stage.all())
    assert keys.all_clashes() == []
    assert keys.clashes("stage.split", "Ctrl+S") == ["stage.save"]  # a part of the window and the window
    assert keys.clashes("stage.inner", "S") == ["stage.split"]  # a widget in a widget, and not beside it
    keys.set_keys("stage.inner", ["s"])
    assert [(c.key, c.first, c.second) for c in keys.all_clashes()] == [("S", "stage.split", "stage.inner")]


def test_a_moved_key_is_taken_from_the_other(stage: Stage, settings: EditorSettings, qtbot: QtBot) -> None:
    keys = KeyMap(stage.all(), settings)
    with qtbot.waitSignal(keys.changed):
        keys.move_key("stage.save", "S", adding=True)
    assert keys.entry("stage.save").keys == ("Ctrl+S", "S")
    assert keys.entry("stage.split").keys == () and stage.split_action.shortcuts() == []
    assert stage.split_action.toolTip() == "Split"
    assert keys.all_clashes() == []
    again = Stage()
    qtbot.addWidget(again)
    kept = KeyMap(again.all(), settings)
    assert kept.entry("stage.save").keys == ("Ctrl+S", "S") and kept.entry("stage.split").is_changed
    kept.reset("stage.split")
    assert again.split_action.toolTip() == "Split (S)"
    kept.reset_all()
    assert settings.keys == {} and not any(e.is_changed for e in kept.entries())


def test_keys_of_actions_that_are_not_there_now_are_kept(stage: Stage, settings: EditorSettings) -> None:
    settings.keys = {"other.thing": ["F9"]}
    KeyMap(stage.all(), settings).set_keys("stage.save", ["F2"])
    assert settings.keys == {"other.thing": ["F9"], "stage.save": ["F2"]}


@pytest.mark.parametrize("text", ["[1]", "{", '{"a": 3, "b": ["F1"]}', '"x"', '{"stage.save": [1]}'])
def test_damaged_settings_are_no_keys(stage: Stage, settings: EditorSettings, text: str) -> None:
    settings._store.setValue("keys", text)
    assert KeyMap(stage.all(), settings).entry("stage.save").keys == ("Ctrl+S",)


@pytest.mark.parametrize(
    ("said", "meant"), [("ctrl+shift+z", "Ctrl+Shift+Z"), ("Hyper+Q", ""), ("", ""), ("[", "["), ("Shift++", "Shift++")]
)
def test_keys_have_one_spelling(said: str, meant: str) -> None:
    assert normal(said) == meant


def test_keys_go_into_a_file_and_come_back(stage: Stage, tmp_path: Path) -> None:
    keys = KeyMap(stage.all())
    keys.set_keys("stage.save", ["F2", "F3"])
    path = tmp_path / "keys.json"
    keys.export_to(path)
    assert [p.name for p in tmp_path.iterdir()] == ["keys.json"]
    keys.reset_all()
    document = json.loads(path.read_text())
    document["keys"]["gone.action"] = ["F5"]
    path.write_text(json.dumps(document))
    got = keys.import_from(path)
    assert (got.taken, got.unknown) == (5, ("gone.action",))
    assert keys.entry("stage.save").keys == ("F2", "F3")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        '{"schema": "montage.keys/2", "keys": {}}',
        '{"schema": "montage.keys/1", "keys": {"stage.save": "F2"}}',
        '{"schema": "montage.keys/1", "keys": {"stage.save": ["Hyper+Q"]}}',
        "[" * 100_000,
    ],
)
def test_a_file_that_holds_no_keys_changes_nothing(stage: Stage, tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    keys = KeyMap(stage.all())
    with pytest.raises(DocumentError, match=r"keys\.json is not a file of keys"):
        keys.import_from(path)
    assert not any(e.is_changed for e in keys.entries())


def test_the_window_has_no_clash_at_first_and_every_id_once(program: Program) -> None:
    keys = KeyMap(program.window.all_actions())
    assert keys.all_clashes() == []
    assert len(keys.ids) == len(program.window.all_actions())
    assert {"main_window.save_project", "preview_view.play", "jobs_panel.actions_of.cancel", "pane.bin"} <= set(
        keys.ids
    )
    keys.set_keys("main_window.fold_jobs", ["F8"])
    folded = program.window.jobs_pane.is_collapsed
    QTest.keyClick(program.window, Qt.Key.Key_F8)
    assert program.window.jobs_pane.is_collapsed is not folded
    QTest.keyClick(program.window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)  # no longer
    assert program.window.jobs_pane.is_collapsed is not folded
    assert keys.clashes("main_window.undo", "Space") == ["preview_view.play", "player.play"]


# The list ----------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(stage: Stage, theme: Theme, qtbot: QtBot) -> KeyEditor:
    made = KeyEditor(KeyMap(stage.all(), parent=stage), theme)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(editor: KeyEditor) -> list[str]:
    return [editor.table.item(n, 0).text() for n in range(editor.table.rowCount())]


def select(editor: KeyEditor, words: str) -> None:
    editor.table.setCurrentCell(shown(editor).index(words), 0)


def press(editor: KeyEditor, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    assert editor._capture is not None
    QTest.keyClick(editor._capture, key, modifiers)


def test_it_is_searched_by_name_and_by_key(editor: KeyEditor) -> None:
    editor.search.setText("spl")
    assert shown(editor) == ["Split"]
    editor.press_button.setChecked(True)
    QTest.keyClick(editor.pressed, Qt.Key.Key_S)
    assert shown(editor) == ["Split", "Star"]
    QTest.keyClick(editor.pressed, Qt.Key.Key_F9)
    assert shown(editor) == [] and not editor.change_button.isEnabled()
    QTest.keyClick(editor.pressed, Qt.Key.Key_Escape)
    assert not editor.press_button.isChecked() and shown(editor) == ["Split"]


def test_a_key_is_changed_in_its_row(editor: KeyEditor, stage: Stage) -> None:
    select(editor, "Star")
    QTest.keyClick(editor.table, Qt.Key.Key_Return)
    press(editor, Qt.Key.Key_Shift)  # alone it is no answer
    press(editor, Qt.Key.Key_Tab)
    assert stage.star_action.shortcut().toString() == "Tab"
    editor.change(adding=True)
    press(editor, Qt.Key.Key_F4, Qt.KeyboardModifier.ControlModifier)
    assert [k.toString() for k in stage.star_action.shortcuts()] == ["Tab", "Ctrl+F4"]
    assert editor.table.item(2, 1).text() == "Tab, Ctrl+F4 (changed)"
    editor.change()
    press(editor, Qt.Key.Key_Escape)
    assert len(stage.star_action.shortcuts()) == 2
    QTest.keyClick(editor.table, Qt.Key.Key_Delete)
    assert stage.star_action.shortcuts() == []
    editor.reset_button.click()
    assert stage.star_action.shortcut().toString() == "S"


def test_a_clash_is_told_with_the_choice_to_move_the_key(editor: KeyEditor, stage: Stage) -> None:
    select(editor, "Inside")
    editor.change()
    press(editor, Qt.Key.Key_S)
    assert editor.offer.isVisible() and "“Split”" in editor._offer_words.text()
    assert stage.inner_action.shortcut().toString() == "X"  # nothing yet
    editor._close_offer()
    assert stage.split_action.shortcut().toString() == "S"
    editor.change()
    press(editor, Qt.Key.Key_S)
    editor.move_button.click()
    assert stage.inner_action.shortcut().toString() == "S" and not stage.split_action.shortcuts()
    assert not editor.offer.isVisible()
    select(editor, "Split")
    editor.reset_button.click()  # its first key has another owner by now
    assert editor.offer.isVisible()


def test_it_can_be_copied_printed_saved_and_read(editor: KeyEditor, tmp_path: Path, qapp: QApplication) -> None:
    editor.copy()
    assert "Ctrl+S" in QGuiApplication.clipboard().text()
    document = QTextDocument()
    document.setHtml(editor.as_html())
    document.print_(QPdfWriter(str(tmp_path / "keys.pdf")))
    assert (tmp_path / "keys.pdf").stat().st_size > 1000
    told: list[str] = []
    editor.told.connect(told.append)
    editor.export_to(tmp_path / "keys.json")
    editor.import_from(tmp_path / "keys.json")
    editor.import_from(tmp_path / "keys.pdf")
    editor.import_from(tmp_path / "none.json")
    editor.export_to(tmp_path / "no" / "keys.json")
    assert "keys.json" in told[0] and told[1].startswith("5 actions") and "not a file of keys" in told[2]
    assert all("No such file" in t for t in told[3:]) and len(told) == 5


def test_the_dialog_takes_a_map_or_a_list_and_is_not_modal(stage: Stage, theme: Theme, qtbot: QtBot) -> None:
    for keys in (KeyMap(stage.all(), parent=stage), stage.all()):
        dialog: QDialog = KeyList(keys, stage, theme=theme)
        dialog.show()
        assert not dialog.isModal()
        dialog.close()
