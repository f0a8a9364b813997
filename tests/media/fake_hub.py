"""A hub of models on this computer, which can be slow, break off, or send something else; for tests of downloads."""

from __future__ import annotations

import contextlib
import hashlib
import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REVISION = "0123456789abcdef0123456789abcdef01234567"
FILES = {
    "config.json": b"{}",
    "model.bin": bytes(range(256)) * 8_000,
    "tokenizer.json": b"{}",
    "vocabulary.txt": b"a\nb\n",
    "README.md": b"not wanted",
}


class FakeHub(ThreadingHTTPServer):
    """Speaks what the hub of models speaks, of one model, which it has for all of their repositories.

    Attributes:
        files: what is in the repository. sends: what it sends for a file. asked: paths and ranges.
        breaks_at: after so many bytes of a file it hangs up, once. holds_at: after so many of the model it waits for
            `go_on` or `hang_up`, and tells so by `holding`.
    """

    daemon_threads = True

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.files = FILES if files is None else files
        self.sends = dict(self.files)
        self.breaks_at: int | None = None
        self.holds_at: list[int] = []
        self.holding = threading.Event()
        self._answers: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self.knows_ranges = True
        self.asked: list[tuple[str, str]] = []

    def go_on(self) -> None:
        """Send the rest of what is held."""
        self._answers.put(True)

    def hang_up(self) -> None:
        """Break off what is held."""
        self._answers.put(False)

    def waited(self) -> bool:
        """Whether to go on; when it is told."""
        self.holding.set()
        return self._answers.get()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: FakeHub

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Range", "")))
        if self.path.startswith("/api/models/Systran/faster-whisper-tiny"):
            self._send(200, json.dumps(_listing(self.server.files)).encode(), "application/json")
        elif f"/resolve/{REVISION}/" in self.path:
            self._file(self.server.sends[self.path.rpartition("/")[2]])
        else:
            self._send(404, b"{}", "application/json")

    def _file(self, data: bytes) -> None:
        wanted = self.headers.get("Range", "")
        start = int(wanted[6:-1]) if wanted and self.server.knows_ranges else 0
        part = data[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        limit = self.server.breaks_at
        with contextlib.suppress(ConnectionError):  # a client that was cancelled
            self._write(part if limit is None else part[:limit], start)
        if limit is not None and limit < len(part):
            self.server.breaks_at = None
            self.close_connection = True

    def _write(self, data: bytes, start: int) -> None:
        sent = 0
        for hold in self.server.holds_at:
            if sent < hold - start < len(data):
                self.wfile.write(data[sent : hold - start])
                sent = hold - start
                if not self.server.waited():
                    self.close_connection = True
                    return
        self.wfile.write(data[sent:])

    def _send(self, status: int, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _listing(files: dict[str, bytes]) -> dict[str, object]:
    siblings: list[dict[str, object]] = []
    for name, data in files.items():
        row: dict[str, object] = {"rfilename": name, "size": len(data), "blobId": "0" * 40}
        if name == "model.bin":
            row["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
        siblings.append(row)
    name = "Systran/faster-whisper-tiny"
    return {
        "_id": "1",
        "id": name,
        "modelId": name,
        "sha": REVISION,
        "private": False,
        "siblings": siblings,
        "tags": [],
    }


@contextmanager
def running(hub: FakeHub) -> Iterator[FakeHub]:
    """It answers while this holds."""
    thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        for _ in range(20):
            hub.hang_up()  # all that still wait
        hub.shutdown()
        hub.server_close()
        thread.join()
