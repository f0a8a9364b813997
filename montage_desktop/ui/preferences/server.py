"""The chosen job server and workers in; the environment that this process and the background process read out.

The address is kept without a password. One that is typed goes to the system's key store if the `keyring` package is
there, and is refused otherwise. What the environment says from outside is stronger than what was chosen.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import MutableMapping
from urllib.parse import quote, urlsplit

from PySide6.QtCore import QCoreApplication

from montage_desktop.core.errors import InputError
from montage_desktop.jobs.connection import configured_endpoint
from montage_desktop.jobs.passwords import Vault, split_password, with_password
from montage_desktop.ui.settings import EditorSettings


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
