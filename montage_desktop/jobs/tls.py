"""TLS to a Redis server: a CA file as redis-py knows it, or one certificate that is pinned by its fingerprint."""

from __future__ import annotations

import hashlib
import hmac
import re
import ssl
from typing import Any

import redis

from montage_desktop.core.errors import InputError


class WrongPin(ssl.SSLError):
    """The server has shown another certificate than the pinned one. `seen`: SHA-256 of the one it has shown."""

    def __init__(self, seen: str) -> None:
        super().__init__(f"the server's certificate has the fingerprint {seen}")
        self.seen = seen


class TlsConnection(redis.SSLConnection):
    """A connection that also knows ``fingerprint``, the SHA-256 of the server's certificate (DER).

    A pinned certificate needs no authority and no name: nobody else has its key. With a CA file both are checked. It
    is looked at before the password is sent.
    """

    def __init__(self, *, fingerprint: str = "", **options: Any) -> None:
        self._fingerprint = normal_fingerprint(fingerprint) if fingerprint else ""
        if fingerprint and not options.get("ssl_ca_certs"):
            options |= {"ssl_cert_reqs": "none", "ssl_check_hostname": False}
        super().__init__(**options)

    def _wrap_socket_with_ssl(self, sock: Any) -> Any:
        wrapped = super()._wrap_socket_with_ssl(sock)  # type: ignore[no-untyped-call]
        if self._fingerprint:
            seen = hashlib.sha256(wrapped.getpeercert(binary_form=True) or b"").hexdigest()
            if not hmac.compare_digest(seen, self._fingerprint):
                wrapped.close()
                raise WrongPin(seen)
        return wrapped


def normal_fingerprint(text: str) -> str:
    """A fingerprint as people copy it (``AB:CD…``, ``sha256:…``, openssl's ``sha256 Fingerprint=…``) as 64 hex digits.

    Raises:
        InputError: ``redis.fingerprint``: it is not a SHA-256.
    """
    plain = re.sub(r"(?i)^.*=|^sha-?256:|[\s:]", "", text.strip()).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise InputError(
            "redis.fingerprint",
            f"“{text[:80]}” is not the SHA-256 fingerprint of a certificate.",
            fix="It has 64 hexadecimal digits: openssl x509 -noout -fingerprint -sha256 -in server.crt",
        )
    return plain
