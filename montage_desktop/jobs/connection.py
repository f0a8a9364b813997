"""Which Redis to use, and clients for it.

Order of choice: ``REDIS_URL`` -> ``REDIS_HOST`` (+ ``REDIS_PORT``, ``REDIS_PASSWORD``) -> the embedded server.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import redis
from redis.backoff import ExponentialBackoff, NoBackoff
from redis.retry import Retry

from montage_desktop.core.errors import InputError, TransientError
from montage_desktop.core.said import said

MIN_VERSION = (6, 2)

Client = Any
"""A ``redis.Redis``. Its own annotations do not know ``decode_responses`` (every reply is ``bytes | str``)."""


@dataclass(frozen=True)
class Endpoint:
    """A Redis server. `url` may hold a password: show `label` instead."""

    url: str
    embedded: bool

    @property
    def label(self) -> str:
        """The address without its secrets."""
        if self.embedded:
            return said("this computer")
        parts = urlsplit(self.url)
        host = parts.hostname or parts.path
        return f"{host}:{parts.port}" if parts.port else str(host)


def configured_endpoint(env: Mapping[str, str] = os.environ) -> Endpoint | None:
    """The Redis that the environment asks for, or None for the embedded one.

    Raises:
        InputError: the address cannot be one.
    """
    url = env.get("REDIS_URL", "").strip()
    if not url and env.get("REDIS_HOST", "").strip():
        host, port = env["REDIS_HOST"].strip(), env.get("REDIS_PORT", "6379").strip() or "6379"
        if not port.isdigit():
            raise InputError("redis.address", f"REDIS_PORT is {port!r}, which is not a port number.")
        password = env.get("REDIS_PASSWORD", "")
        url = f"redis://{':' + quote(password, safe='') + '@' if password else ''}{host}:{port}/0"
    if not url:
        return None
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise InputError(
            "redis.address",
            f"The Redis address must begin with redis://, rediss:// or unix:// (got {url.split('@')[-1][:60]!r}).",
            fix="Set REDIS_URL to something like redis://:password@host:6379/0, or leave it unset.",
        )
    return Endpoint(url, embedded=False)


def connect(url: str, *, name: str = "montage", blocking: bool = False, patient: bool = True) -> Client:
    """A client with decoded responses. No connection is made yet.

    Args:
        name: shown in ``CLIENT LIST``; the host counts clients by it.
        blocking: for blocking reads (pub/sub, RQ): no socket time-out.
        patient: retry for a few seconds when the server is away; False for pings at start.
    """
    return redis.Redis.from_url(url, decode_responses=True, **_options(name, blocking=blocking, patient=patient))


def connect_raw(url: str, *, name: str) -> Client:
    """A client for RQ (bytes, blocking reads allowed)."""
    return redis.Redis.from_url(url, **_options(name, blocking=True, patient=True))


def _options(name: str, *, blocking: bool, patient: bool) -> dict[str, Any]:
    retry = Retry(ExponentialBackoff(cap=1.0, base=0.05), 8) if patient else Retry(NoBackoff(), 0)
    return {
        "client_name": name,
        "socket_timeout": None if blocking else 5.0,
        "socket_connect_timeout": 3.0,
        "retry": retry,
        "health_check_interval": 0 if blocking else 30,
    }


def ping(url: str) -> str:
    """Make sure that a usable server answers; returns its version.

    Raises:
        TransientError: it does not answer (yet). InputError: it refuses us, or is too old.
    """
    client = connect(url, name="montage-ping", patient=False)
    try:
        version = str(client.info("server")["redis_version"])
    except redis.AuthenticationError as e:
        raise InputError(
            "redis.password", "The Redis server refuses the password.", fix="Check REDIS_URL.", detail=str(e)
        ) from e
    except redis.BusyLoadingError as e:
        raise TransientError("redis.loading", "The Redis server is still loading its data.") from e
    except redis.ResponseError as e:
        if "NOAUTH" in str(e) or "WRONGPASS" in str(e):
            raise InputError("redis.password", "The Redis server wants a password.", fix="Check REDIS_URL.") from e
        raise InputError("redis.refused", f"The Redis server refuses this client: {e}.") from e
    except (redis.RedisError, OSError) as e:
        raise unavailable(Endpoint(url, embedded=url.startswith("unix:")), e) from e
    finally:
        client.close()
    numbers = tuple(int(n) for n in version.split(".")[:2] if n.isdigit())
    if numbers < MIN_VERSION:
        raise InputError(
            "redis.version", f"The Redis server is version {version}; at least 6.2 is needed.", fix="Update the server."
        )
    return version


def unavailable(endpoint: Endpoint, cause: Exception) -> TransientError:
    """The one error for a server that does not answer."""
    return TransientError(
        "redis.unavailable",
        f"No Redis server answers at {endpoint.label}.",
        fix="Start it, or unset REDIS_URL and REDIS_HOST to use the built-in one. Jobs wait until it is back.",
        detail=str(cause),
    )
