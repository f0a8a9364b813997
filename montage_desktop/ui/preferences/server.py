"""The chosen job server and workers in; the environment that this process and the background process read out.

The address is kept without a password. One that is typed goes to the system's key store if the `keyring` package is
there, and is refused otherwise. What the environment says from outside is stronger than what was chosen.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from PySide6.QtCore import QCoreApplication

from montage_desktop.core.errors import InputError
from montage_desktop.jobs.connection import configured_endpoint
from montage_desktop.ui.settings import EditorSettings

_SERVICE = "montage-desktop"


class Vault:
    """Passwords by address in the system's key store. Blocks: not for the GUI thread."""

    @property
    def is_there(self) -> bool:
        """Whether there is one at all; cheap."""
        return importlib.util.find_spec("keyring") is not None

    def get(self, url: str) -> str:
        """The password for an address; "" if there is none, or the store is locked."""
        with contextlib.suppress(Exception):  # each system's store has errors of its own
            return str(self._keyring().get_password(_SERVICE, url) or "")
        return ""

    def put(self, url: str, password: str) -> None:
        """Keep it.

        Raises:
            InputError: the store does not take it.
        """
        try:
            self._keyring().set_password(_SERVICE, url, password)
        except Exception as e:  # each system's store has errors of its own
            words = _tr("The system's key store does not keep the password.")
            raise InputError("settings.keyring", words, fix=_tr("Set REDIS_URL instead."), detail=str(e)) from e

    @staticmethod
    def _keyring() -> Any:
        return importlib.import_module("keyring")


class ServerEnvironment:
    """Puts what was chosen into the environment. One per program, made before anything asks for the server.

    Attributes:
        forced_by: the variable that decides on the server from outside; "" if the person does.
        forced_workers: whether ``MONTAGE_WORKERS`` was set from outside.
    """

    def __init__(
        self, settings: EditorSettings, env: MutableMapping[str, str] = os.environ, *, vault: Vault | None = None
    ) -> None:
        self._settings, self._env = settings, env
        self.vault = vault or Vault()
        self.forced_by = next((n for n in ("REDIS_URL", "REDIS_HOST") if env.get(n, "").strip()), "")
        self.forced_workers = bool(env.get("MONTAGE_WORKERS", "").strip())

    def apply(self) -> None:
        """From now on. Reads the key store if there is one: at the start, or in a thread."""
        if not self.forced_by:
            url = self._settings.server_url
            self._set("REDIS_URL", with_password(url, self.vault.get(url)) if url and self.vault.is_there else url)
        self.apply_workers()

    def apply_workers(self) -> None:
        """Their number alone; never blocks."""
        if not self.forced_workers:
            chosen = self._settings.workers
            self._set("MONTAGE_WORKERS", "" if chosen is None else str(chosen))

    def _set(self, name: str, value: str) -> None:
        if value:
            self._env[name] = value
        else:
            self._env.pop(name, None)


def split_password(url: str) -> tuple[str, str]:
    """The address without its password, and the password (still quoted as it was)."""
    parts = urlsplit(url)
    user, colon, password = parts.netloc.rpartition("@")[0].partition(":")
    if not colon:
        return url, ""
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}@{host}" if user else host)), password


def with_password(url: str, password: str) -> str:
    """The address that clients connect to."""
    if not password:
        return url
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user}:{password}@{host}"))


def address_problem(url: str, *, may_have_password: bool) -> str:
    """Why this cannot be the server's address; "" if it can."""
    try:
        parts, _ = urlsplit(url), configured_endpoint({"REDIS_URL": url})
        port = parts.port
    except InputError:
        return _tr("An address begins with redis://, rediss:// or unix://.")
    except ValueError:
        return _tr("The port must be a number from 1 to 65535.")
    if port == 0 or (not parts.hostname and parts.scheme != "unix") or any(c.isspace() for c in url):
        return _tr("Write it like this: redis://name-of-the-computer:6379/0")
    secret = split_password(url)[1] or "password=" in parts.query
    if secret and not may_have_password:
        return _tr("Passwords are not kept in the settings. Leave it out and set REDIS_URL, or install keyring.")
    if "password=" in parts.query:
        return _tr("Write the password before the @.")
    return ""


def address_of(host: str, port: int) -> str:
    """The address of a computer's usual server."""
    name = f"[{host}]" if ":" in host else quote(host, safe="")
    return f"redis://{name}:{port}/0"


def host_and_port(url: str) -> tuple[str, int] | None:
    """The two that `address_of` made this address of; None if it says more."""
    with contextlib.suppress(ValueError):
        parts = urlsplit(url)
        if parts.hostname and parts.port and url == address_of(parts.hostname, parts.port):
            return parts.hostname, parts.port
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("preferences_server", text)
