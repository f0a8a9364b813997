"""TLS in front of the tests' server, which speaks none: a proxy of one thread a direction, and certificates for it."""

from __future__ import annotations

import contextlib
import hashlib
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme


class Certificates:
    """An authority of this test alone. `file` holds its certificate."""

    def __init__(self, folder: Path) -> None:
        self._ca = trustme.CA()
        self.file = folder / "ca.pem"
        self._ca.cert_pem.write_to_path(str(self.file))

    def issue(self, name: str = "127.0.0.1", *, days: int = 1) -> trustme.LeafCert:
        """A certificate for a name or an address; it ends `days` from now (or has ended)."""
        now = datetime.now(UTC)
        return self._ca.issue_cert(name, not_before=now - timedelta(days=9), not_after=now + timedelta(days=days))


def fingerprint(cert: trustme.LeafCert) -> str:
    """SHA-256 of the certificate's DER, in hex."""
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(cert.cert_chain_pems[0].bytes().decode())).hexdigest()


class TlsFront:
    """Listens on a port of loopback with TLS and passes all on to a unix socket.

    Attributes:
        port: where it listens. heard: what clients have sent before it was encrypted, for looking for secrets.
    """

    def __init__(self, target: Path, cert: trustme.LeafCert) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        cert.configure_cert(context)
        self._context, self._target = context, target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.heard = bytearray()
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        for each in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            inner = self._context.wrap_socket(client, server_side=True)
        except OSError:
            client.close()
            return
        server = socket.socket(socket.AF_UNIX)
        server.connect(str(self._target))
        self._open += [inner, server]
        threading.Thread(target=self._pump, args=(server, inner), daemon=True).start()
        self._pump(inner, server, heard=True)

    def _pump(self, source: socket.socket, target: socket.socket, *, heard: bool = False) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if heard:
                    self.heard += data
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
