"""Which Redis to use, and clients for it.

Order of choice: ``REDIS_URL`` -> ``REDIS_HOST`` (+ ``REDIS_PORT``) -> the embedded server. What the address leaves open
is taken from ``REDIS_USERNAME``, ``REDIS_PASSWORD``, ``REDIS_CA`` and ``REDIS_FINGERPRINT``, so that one string, which
is passed on to workers through their environment, says everything.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

import redis
from redis.backoff import ExponentialBackoff, NoBackoff
from redis.retry import Retry

from montage_desktop.core.errors import InputError, TransientError
from montage_desktop.core.said import said
from montage_desktop.jobs.server_errors import MIN_VERSION, away, explained, too_old
from montage_desktop.jobs.tls import TlsConnection, normal_fingerprint

Client = Any
"""A ``redis.Redis``. Its own annotations do not know ``decode_responses`` (every reply is ``bytes | str``)."""


@dataclass(frozen=True, repr=False)
class Endpoint:
    """A Redis server. `url` may hold a password: show `label` instead (`repr` does)."""

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

    @property
    def user(self) -> str:
        """The ACL user; "default" where the address names none."""
        return unquote(urlsplit(self.url).username or "") or "default"

    def __repr__(self) -> str:
        return f"Endpoint({self.label!r}, embedded={self.embedded})"


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
        secure = any(env.get(name, "").strip() for name in ("REDIS_CA", "REDIS_FINGERPRINT"))
        url = f"{'rediss' if secure else 'redis'}://{host}:{port}/0"
    return endpoint_at(url, env) if url else None


def endpoint_at(url: str, env: Mapping[str, str] = os.environ) -> Endpoint:
    """The server at an address, with what the address leaves open from the environment.

    Raises:
        InputError: the address cannot be one, or names a CA file or a fingerprint that cannot be used.
    """
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise InputError(
            "redis.address",
            f"The Redis address must begin with redis://, rediss:// or unix:// (got {url.split('@')[-1][:60]!r}).",
            fix="Set REDIS_URL to something like redis://:password@host:6379/0, or leave it unset.",
        )
    parts = urlsplit(url)
    given, _, host = parts.netloc.rpartition("@")
    user, _, password = given.partition(":")
    user = user or quote(env.get("REDIS_USERNAME", "").strip(), safe="")
    password = password or quote(env.get("REDIS_PASSWORD", ""), safe="")
    who = f"{user}:{password}@" if password else f"{user}@" if user else ""
    completed = parts._replace(netloc=f"{who}{host}")
    if parts.scheme == "rediss":
        completed = completed._replace(query=urlencode(_secured(dict(parse_qsl(parts.query)), env)))
    return Endpoint(url if completed == parts else urlunsplit(completed), embedded=False)


def _secured(query: dict[str, str], env: Mapping[str, str]) -> dict[str, str]:
    """The options of a ``rediss://`` address, with whom to trust."""
    for name, option in (("REDIS_CA", "ssl_ca_certs"), ("REDIS_FINGERPRINT", "fingerprint")):
        if env.get(name, "").strip():
            query.setdefault(option, env[name].strip())
    ca = query.get("ssl_ca_certs", "")
    if ca and not Path(ca).is_file():
        raise InputError(
            "redis.ca", f"The certificate file “{ca}” does not exist.", fix="Correct REDIS_CA, or leave it unset."
        )
    if "fingerprint" in query:
        query["fingerprint"] = normal_fingerprint(query["fingerprint"])
    return query


def connect(url: str, *, name: str = "montage", blocking: bool = False, patient: bool = True) -> Client:
    """A client with decoded responses. No connection is made yet.

    Args:
        name: shown in ``CLIENT LIST``; the host counts clients by it.
        blocking: for blocking reads (pub/sub, RQ): no socket time-out.
        patient: retry for a few seconds when the server is away; False for pings at start.
    """
    return redis.Redis.from_url(url, decode_responses=True, **_options(url, name, blocking=blocking, patient=patient))


def connect_raw(url: str, *, name: str) -> Client:
    """A client for RQ (bytes, blocking reads allowed)."""
    return redis.Redis.from_url(url, **_options(url, name, blocking=True, patient=True))


def _options(url: str, name: str, *, blocking: bool, patient: bool) -> dict[str, Any]:
    secure = {"connection_class": TlsConnection} if url.startswith("rediss://") else {}
    retry = Retry(ExponentialBackoff(cap=1.0, base=0.05), 8) if patient else Retry(NoBackoff(), 0)
    return {
        **secure,
        "client_name": name,
        "socket_timeout": None if blocking else 5.0,
        "socket_connect_timeout": 3.0,
        "retry": retry,
        "health_check_interval": 0 if blocking else 30,
    }


def ping(url: str) -> str:
    """Make sure that a usable server answers; returns its version.

    Raises:
        TransientError: it does not answer (yet). InputError: it refuses us or cannot be trusted (see `explained`), or
            is too old.
    """
    client = connect(url, name="montage-ping", patient=False)
    try:
        version = str(client.info("server")["redis_version"])
    except (redis.RedisError, OSError) as e:
        endpoint = Endpoint(url, embedded=url.startswith("unix:"))
        raise explained(e, where=endpoint.label, user=endpoint.user) from e
    finally:
        client.close()
    if tuple(int(n) for n in version.split(".")[:2] if n.isdigit()) < MIN_VERSION:
        raise too_old(version)
    return version


def unavailable(endpoint: Endpoint, cause: Exception) -> TransientError:
    """The one error for a server that does not answer."""
    return away(endpoint.label, cause)
