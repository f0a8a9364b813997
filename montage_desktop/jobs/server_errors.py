"""What redis-py raises when a server cannot be used in; one sentence, and what to do about it, out."""

from __future__ import annotations

import re
import ssl

import redis
from redis.exceptions import NoPermissionError

from montage_desktop.core.errors import InputError, MontageError, TransientError
from montage_desktop.core.said import said
from montage_desktop.jobs.tls import WrongPin

MIN_VERSION = (6, 2)

#: OpenSSL's numbers (X509_V_ERR_…) of what can be wrong with a certificate.
_NOT_YET, _EXPIRED = 9, 10
_WRONG_HOST = (62, 64)
_UNKNOWN = (2, 18, 19, 20, 21)


def explained(error: Exception, *, where: str, user: str = "default") -> MontageError:
    """The error as a person is told it.

    Args:
        where: the server without its secrets. user: the ACL user that was tried.

    Returns:
        TransientError: it may pass by itself (``redis.unavailable``, ``redis.loading``, ``redis.full``). InputError:
        it stays until something is changed: ``redis.password``, ``redis.permission``, ``redis.refused``,
        ``redis.tls_expired``, ``redis.tls_host``, ``redis.tls_unknown``, ``redis.tls_pin``. ``redis.tls``: either.
    """
    tls = _tls_of(error)
    if tls is not None:
        return _about_tls(tls, where)
    text = str(error)
    if isinstance(error, NoPermissionError) or "NOPERM" in text:
        return _not_permitted(text, user)
    if isinstance(error, redis.AuthenticationError) or "WRONGPASS" in text or "NOAUTH" in text:
        return _about_password(text, user)
    if isinstance(error, redis.BusyLoadingError):
        return TransientError("redis.loading", "The Redis server is still loading its data.")
    if isinstance(error, redis.OutOfMemoryError):
        fix = "Give it more memory (maxmemory), or drop old jobs."
        return TransientError("redis.full", f"The Redis server at {where} is full.", fix=fix)
    if isinstance(error, redis.ResponseError):
        return InputError("redis.refused", f"The Redis server refuses this client: {error}.")
    return away(where, error)


def away(where: str, cause: Exception) -> TransientError:
    """The one error for a server that does not answer."""
    return TransientError(
        "redis.unavailable",
        f"No Redis server answers at {where}.",
        fix="Start it, or unset REDIS_URL and REDIS_HOST to use the built-in one. Jobs wait until it is back.",
        detail=str(cause),
    )


def too_old(version: str) -> InputError:
    """The one error for a server of an old version."""
    return InputError(
        "redis.version", f"The Redis server is version {version}; at least 6.2 is needed.", fix="Update the server."
    )


def forbidden_command(text: str) -> str:
    """The command that the server's access rules forbid, as it says itself; "" where it is a key or a channel."""
    found = re.search(r"run the '([\w|]+)' command", text)
    return found.group(1) if found else ""


def _not_permitted(text: str, user: str) -> InputError:
    name = forbidden_command(text)
    if name:
        return InputError(
            "redis.permission",
            f"The Redis user “{user}” may not use the command “{name}”.",
            fix=f"Allow it on the server: ACL SETUSER {user} +{name}",
            detail=text,
        )
    return InputError(
        "redis.permission",
        f"The Redis user “{user}” may not touch the keys of this program.",
        fix=f"Allow it on the server: ACL SETUSER {user} ~job:* ~jobs:* ~rq:* ~montage:* &jobs:* &rq:*",
        detail=text,
    )


def _about_password(text: str, user: str) -> InputError:
    if "NOAUTH" in text or "without any password" in text or "Authentication required" in text:
        return InputError(
            "redis.password", "The Redis server wants a password.", fix="Check REDIS_URL.", detail=text
        )  # fmt: skip
    if user != "default":
        return InputError(
            "redis.password",
            f"The Redis server does not know the user “{user}”, or refuses the password.",
            fix="Check REDIS_URL, REDIS_USERNAME and REDIS_PASSWORD.",
            detail=text,
        )
    return InputError("redis.password", "The Redis server refuses the password.", fix="Check REDIS_URL.", detail=text)


def _tls_of(error: BaseException | None) -> OSError | None:
    """What TLS said; redis-py wraps it in an error of its own. A server without TLS waits for more, silently."""
    for _ in range(8):
        if error is None or isinstance(error, ssl.SSLError):
            return error
        if isinstance(error, TimeoutError) and "handshake" in str(error):
            return error
        error = error.__cause__ or error.__context__
    return None


def _about_tls(error: OSError, where: str) -> MontageError:
    if isinstance(error, WrongPin):
        return InputError(
            "redis.tls_pin",
            f"The server at {where} shows another certificate than the one that is pinned.",
            fix=f"If it was renewed, set REDIS_FINGERPRINT to {error.seen}; else somebody is in between.",
        )
    number = error.verify_code if isinstance(error, ssl.SSLCertVerificationError) else 0
    detail = str(error)
    if number in (_NOT_YET, _EXPIRED):
        return InputError(
            "redis.tls_expired",
            f"The certificate of the server at {where} is out of date.",
            fix="Renew it there, and compare the clocks of both computers.",
            detail=detail,
        )
    if number in _WRONG_HOST:
        return InputError(
            "redis.tls_host",
            f"The certificate of the server at {where} is made out to another name.",
            fix="Use the name that stands in the certificate, or pin it with REDIS_FINGERPRINT.",
            detail=detail,
        )
    if number in _UNKNOWN:
        return InputError(
            "redis.tls_unknown",
            f"The certificate of the server at {where} comes from an authority that is not known here.",
            fix="Set REDIS_CA to the authority's file, or REDIS_FINGERPRINT to the certificate's SHA-256.",
            detail=detail,
        )
    sentence = said(f"No secure connection to the server at {where} comes about.")
    fix = said("Check that it speaks TLS on this port; without TLS the address begins with redis://.")
    kind = InputError if isinstance(error, ssl.SSLError) else TransientError
    return kind("redis.tls", sentence, fix=fix, detail=detail)
