"""Preferences: what is changed holds at once, what cannot be is told, and no password is written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from window_helpers import Run, until

from montage_desktop.jobs.server import EmbeddedServer
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.ui.background import Background
from montage_desktop.ui.diagnostics.report import Sources
from montage_desktop.ui.keys.map import KeyMap
from montage_desktop.ui.preferences.dialog import PreferencesDialog, PreferencesParts
from montage_desktop.ui.preferences.folders import folder_problem
from montage_desktop.ui.preferences.server import (
    ServerEnvironment,
    Vault,
    address_of,
    address_problem,
    host_and_port,
    split_password,
    with_password,
)
from montage_desktop.ui.settings import EditorSettings
from montage_desktop.ui.theme import Appearance, Theme


class NoVault(Vault):
    is_there = False  # type: ignore[assignment]

    def get(self, url: str) -> str:
        raise AssertionError("there is none")


class MemoryVault(Vault):
    is_there = True  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, url: str) -> str:
        return self.kept.get(url, "")

    def put(self, url: str, password: str) -> None:
        self.kept[url] = password


@pytest.fixture
def settings(tmp_path: Path) -> EditorSettings:
    return EditorSettings(tmp_path / "editor.ini")


Make = Callable[..., PreferencesDialog]


@pytest.fixture
def make(theme: Theme, settings: EditorSettings, background: Background, qtbot: QtBot) -> Make:
    kept = []  # Python owns them

    def made(env: dict[str, str] | None = None, vault: Vault | None = None) -> PreferencesDialog:
        environment = ServerEnvironment(settings, env if env is not None else {}, vault=vault or NoVault())
        sources = Sources(examine=list, runs=list)
        parts = PreferencesParts(theme, settings, background, KeyMap([]), environment, sources)
        dialog = PreferencesDialog(parts)
        qtbot.addWidget(dialog)
        kept.append(dialog)
        return dialog

    return made


def test_looks_apply_at_once_and_the_window_is_not_modal(run: Run, make: Make, theme: Theme, settings) -> None:  # type: ignore[no-untyped-def]
    async def work() -> None:
        dialog = make()
        dialog.show_page("appearance")
        assert dialog.isVisible() and not dialog.isModal()
        box = dialog.appearance.appearance
        box.setCurrentIndex(box.findData(Appearance.LIGHT))
        box.activated.emit(box.currentIndex())
        assert (theme.name, settings.appearance) == ("light", Appearance.LIGHT)
        language = dialog.appearance.language
        language.setCurrentIndex(language.findData("de"))
        language.activated.emit(2)
        assert settings.language == "de"
        theme.set_appearance(Appearance.DARK)  # by the menu
        dialog.show_page()
        assert box.currentData() == Appearance.DARK

    run(work())


def test_every_page_has_names_for_its_controls(run: Run, make: Make) -> None:
    async def work() -> None:
        dialog = make()
        for name in dialog._names:
            dialog.show_page(name)
            kinds = ("QLineEdit", "QComboBox", "QSpinBox", "QDoubleSpinBox", "QToolButton", "FolderField")
            for widget in dialog._stack.currentWidget().findChildren(QWidget):
                is_inner = widget.objectName() == "qt_spinbox_lineedit"
                if type(widget).__name__ in kinds and widget.isVisible() and not is_inner:
                    assert widget.accessibleName() or getattr(widget, "text", str)(), (name, widget)

    run(work())


def test_folders_are_checked_and_kept(run: Run, make: Make, settings: EditorSettings, tmp_path: Path) -> None:
    async def work() -> None:
        page = make().folders
        told: list[object] = []
        page.film_folder_changed.connect(told.append)
        films = tmp_path / "films"
        page.films.edit.setText(str(films))
        page.films.edit.editingFinished.emit()
        await until(lambda: page.films_field.reason == "There is no such folder.")
        assert settings.output_folder != films
        films.mkdir()
        page.films.chosen.emit(str(films))
        await until(lambda: told == [films])
        assert settings.output_folder == films and page.films_field.reason == ""
        page.quota.setValue(2.5)
        assert settings.cache_gb == 2.5
        page.quota.setValue(0.5)
        assert page.quota_field.reason
        page.quota.setValue(0)
        assert settings.cache_gb is None and not page.quota_field.reason

    run(work())


def test_the_cache_is_measured_and_cleared(run: Run, make: Make, settings: EditorSettings, tmp_path: Path) -> None:
    settings.cache_folder = str(tmp_path)
    ChunkCache(tmp_path).obtain("a" * 64, ".mkv", lambda path: path.write_bytes(bytes(3_000_000)))

    async def work() -> None:
        page = make().folders
        await until(lambda: page.used.text() == "1 part, 3 MB")
        page.clear_button.click()
        await until(lambda: page.used.text() == "0 parts, 0 MB")
        assert not list(tmp_path.glob("*/*.mkv")) and not page.clear_button.isEnabled()

    run(work())


def test_why_a_folder_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert folder_problem(tmp_path) == ""
    assert "whole path" in folder_problem(Path("films"))
    assert "no such" in folder_problem(tmp_path / "none")
    assert "a file" in folder_problem(tmp_path / "file")
    assert folder_problem(Path("/" + "x" * 300))


# The server --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("http://host", "begins with"),
        ("redis://", "Write it like this"),
        ("redis://host:port", "port"),
        ("redis://host:99999", "port"),
        ("redis://host:0", "Write it like this"),
        ("redis://a b", "Write it like this"),
        ("redis://:secret@host", "not kept"),
        ("redis://user:secret@host:6379/0", "not kept"),
        ("unix:///run/r.sock?password=secret", "not kept"),
        ("redis://[::1", "port"),
    ],
)
def test_addresses_that_cannot_be(url: str, part: str) -> None:
    assert part in address_problem(url, may_have_password=False)


@pytest.mark.parametrize(
    "url", ["redis://host", "rediss://user@host:1/2", "unix:///run/redis.sock", "redis://[::1]:6379"]
)
def test_addresses_that_can_be(url: str) -> None:
    assert address_problem(url, may_have_password=False) == ""


def test_addresses_are_taken_apart_and_put_together() -> None:
    assert split_password("redis://me:p%40ss@host:1/0") == ("redis://me@host:1/0", "p%40ss")
    assert split_password("redis://:x@host") == ("redis://host", "x")
    assert with_password("redis://me@host:1/0", "p%40ss") == "redis://me:p%40ss@host:1/0"
    assert with_password("redis://host", "x") == "redis://:x@host"
    assert host_and_port(address_of("box.local", 7000)) == ("box.local", 7000)
    assert host_and_port(address_of("::1", 7000)) == ("::1", 7000)
    assert host_and_port("redis://host:1/3") is None and host_and_port("redis://host:x") is None


def test_what_was_chosen_goes_into_the_environment_unless_that_says_something(settings: EditorSettings) -> None:
    settings.server_url, settings.workers = "redis://box:6379/0", 3
    env: dict[str, str] = {}
    made = ServerEnvironment(settings, env, vault=NoVault())
    made.apply()
    assert env == {"REDIS_URL": "redis://box:6379/0", "MONTAGE_WORKERS": "3"}
    settings.server_url, settings.workers = "", None
    made.apply()
    assert env == {}
    settings.server_url = "redis://box:6379/0"
    env["REDIS_HOST"] = "outside"
    forced = ServerEnvironment(settings, env, vault=NoVault())
    forced.apply()
    assert forced.forced_by == "REDIS_HOST" and env == {"REDIS_HOST": "outside"}


def test_a_password_never_reaches_the_settings(run: Run, make: Make, settings: EditorSettings, tmp_path: Path) -> None:
    async def work() -> None:
        page = make().server
        page.choice.button(2).click()
        page.address.setText("redis://:hush@box:6379/0")
        page.address.editingFinished.emit()
        assert "not kept" in page.address_field.reason and settings.server_url == ""
        vault, env = MemoryVault(), {}  # type: ignore[var-annotated]
        page = make(env, vault).server
        changed: list[int] = []
        page.server_changed.connect(lambda: changed.append(1))
        page.choice.button(2).click()
        page.address.setText("redis://:hush@box:6379/0")
        page.address.editingFinished.emit()
        await until(lambda: changed)
        assert vault.kept == {"redis://box:6379/0": "hush"} and "hush" not in page.address.text()
        assert env["REDIS_URL"] == "redis://:hush@box:6379/0"

    run(work())
    settings.save()
    assert "hush" not in (tmp_path / "editor.ini").read_text()


def test_a_computer_and_a_port_are_an_address(run: Run, make: Make, settings: EditorSettings) -> None:
    async def work() -> None:
        env: dict[str, str] = {}
        page = make(env).server
        assert page.choice.checkedId() == 0
        page.choice.button(1).click()
        page.host.setText("box")
        page.host.editingFinished.emit()
        page.port.setValue(7000)
        await until(lambda: env.get("REDIS_URL") == "redis://box:7000/0")
        again = make({}).server
        assert (again.choice.checkedId(), again.host.text(), again.port.value()) == (1, "box", 7000)
        page.choice.button(0).click()
        await until(lambda: not env)
        assert settings.server_url == ""
        assert not make({"REDIS_URL": "redis://x"}).server.host.isEnabled()

    run(work())


def test_the_server_is_asked(run: Run, make: Make, server: EmbeddedServer) -> None:
    async def work() -> None:
        page = make(vault=MemoryVault()).server
        page.test_button.click()
        await until(lambda: "started when it is needed" in page.answer_field._explanation.text())
        page.choice.button(2).click()
        page.test_button.click()
        await until(lambda: page.address_field.reason == "Write where the server is.")
        page.address.setText(server.url)
        page.test_button.click()
        await until(lambda: "It answers" in page.answer_field._explanation.text())
        page.choice.button(1).click()
        page.host.setText("127.0.0.1")
        page.port.setValue(1)
        page.test_button.click()
        await until(lambda: "No Redis server answers" in page.answer_field.reason)
        assert "REDIS_URL" not in page.answer_field.reason and page.test_button.isEnabled()

    run(work())


def test_workers_are_kept(run: Run, make: Make, settings: EditorSettings) -> None:
    async def work() -> None:
        env: dict[str, str] = {}
        page = make(env).workers
        told: list[int] = []
        page.workers_changed.connect(lambda: told.append(1))
        page.count.setValue(0)
        assert settings.workers == 0 and env == {"MONTAGE_WORKERS": "0"}
        page.count.setValue(64)
        assert "twice the cores" in page.field.reason or settings.workers == 64
        page.count.setValue(-1)
        assert settings.workers is None and env == {} and page.field.reason == ""
        await until(lambda: told)
        assert told == [1]  # once for all of them
        assert not make({"MONTAGE_WORKERS": "2"}).workers.count.isEnabled()

    run(work())


def test_damaged_numbers_read_as_defaults(tmp_path: Path) -> None:
    path = tmp_path / "editor.ini"
    path.write_text("[General]\nworkers=many\n")
    assert EditorSettings(path).workers is None
    path.write_text("[General]\nworkers=65\n")
    assert EditorSettings(path).workers is None
