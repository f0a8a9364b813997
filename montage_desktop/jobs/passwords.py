"""Passwords of servers: apart from their addresses, in the system's key store, and never in a file of ours.

The `keyring` package finds the key store of the system. Without one (a container, a bare server) nothing is kept and
nothing is found: REDIS_PASSWORD or the address say the password then.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import importlib.util
import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from montage_desktop.core.errors import InputError
from montage_desktop.jobs.connection import Endpoint, configured_endpoint, endpoint_at

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
            words = "The system's key store does not keep the password."
            raise InputError("settings.keyring", words, fix="Set REDIS_URL instead.", detail=str(e)) from e

    @staticmethod
    def _keyring() -> Any:
        return importlib.import_module("keyring")


def found_endpoint(url: str = "", env: Mapping[str, str] = os.environ) -> Endpoint | None:
    """The Redis at `url`, else the configured one; its password from the key store where nothing else says it.

    Raises:
        InputError: the address cannot be one.
    """
    endpoint = endpoint_at(url, env) if url else configured_endpoint(env)
    if endpoint is None or endpoint.url.startswith("unix:"):
        return endpoint
    plain, password = split_password(endpoint.url)
    return endpoint if password else replace(endpoint, url=with_password(plain, _kept(plain)))


@functools.lru_cache(maxsize=8)
def _kept(url: str) -> str:
    """Asked once a process: a store may ask the person."""
    vault = Vault()
    return vault.get(url) if vault.is_there else ""


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
