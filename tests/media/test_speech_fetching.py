"""Models fetched from a hub on this machine, which can be slow, break off, or send something else."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from montage_desktop.core.errors import Cancelled, InputError, TransientError
from montage_desktop.media.speech import fetching, models
from montage_desktop.media.speech.choosing import open_engine
from montage_desktop.media.speech.fetching import Hub, fetch, offer

REVISION = "0123456789abcdef0123456789abcdef01234567"
FILES = {
    "config.json": b"{}",
    "model.bin": bytes(range(256)) * 8_000,
    "tokenizer.json": b"{}",
    "vocabulary.txt": b"a\nb\n",
    "README.md": b"not wanted",
}


class FakeHub(ThreadingHTTPServer):
    """Speaks what the hub of models speaks. `sends`: what it sends for a file; `breaks_at`: bytes, then it hangs up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.sends = dict(FILES)
        self.breaks_at: int | None = None
        self.knows_ranges = True
        self.asked: list[tuple[str, str]] = []

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
            self._send(200, json.dumps(_listing()).encode(), "application/json")
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
        self.wfile.write(part if limit is None else part[:limit])
        if limit is not None and limit < len(part):
            self.server.breaks_at = None
            self.close_connection = True

    def _send(self, status: int, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _listing() -> dict[str, object]:
    siblings: list[dict[str, object]] = []
    for name, data in FILES.items():
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


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    server = FakeHub()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_nothing_is_fetched_without_consent(hub: FakeHub) -> None:
    with pytest.raises(InputError, match="about 78 MB") as raised:
        fetch("tiny", allow_download=False, hub=Hub(hub.address))
    assert raised.value.code == "speech.no_consent" and raised.value.fix
    with pytest.raises(InputError):
        open_engine(model="tiny", hub=Hub(hub.address))
    assert not hub.asked and not models.fetched()


def test_the_size_is_known_before(hub: FakeHub) -> None:
    known = offer("tiny", hub=Hub(hub.address))
    assert known.size_bytes == sum(len(d) for n, d in FILES.items() if n != "README.md")
    assert known.revision == REVISION and len(hub.asked) == 1
    assert set(fetching.OFFERED) >= {"tiny", "base", "small", "medium", "large-v3"}


def test_a_model_is_fetched_once_with_progress(hub: FakeHub) -> None:
    told: list[float] = []
    model = fetch("tiny", allow_download=True, hub=Hub(hub.address), on_progress=told.append)
    assert model.folder == models.fetched_folder("tiny")
    assert {p.name: p.read_bytes() for p in model.folder.iterdir()} == {
        n: d for n, d in FILES.items() if n != "README.md"
    }
    assert told == sorted(told) and told[-1] == 1.0 and len(told) > 5
    asked = len(hub.asked)
    assert fetch("tiny", allow_download=False, hub=Hub(hub.address)) == model  # no consent needed, nothing asked
    assert len(hub.asked) == asked and models.fetched() == [model]
    assert [p.name for p in model.folder.parent.iterdir()] == ["tiny"]


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_a_broken_connection_goes_on_where_it_was(hub: FakeHub, knows_ranges: bool) -> None:
    hub.breaks_at, hub.knows_ranges = 1_000_000, knows_ranges
    with pytest.raises(TransientError) as raised:
        fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert raised.value.code == "speech.hub" and not models.fetched()
    model = fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert (model.folder / "model.bin").read_bytes() == FILES["model.bin"]
    assert any(wanted.startswith("bytes=") for _, wanted in hub.asked)


def test_a_cancel_stops_it_and_the_rest_comes_later(hub: FakeHub) -> None:
    told: list[float] = []
    with pytest.raises(Cancelled):
        fetch(
            "tiny",
            allow_download=True,
            hub=Hub(hub.address),
            on_progress=told.append,
            should_stop=lambda: len(told) > 3,
        )
    assert not models.fetched()
    fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert len(models.fetched()) == 1


def test_what_is_not_what_the_hub_said_is_not_kept(hub: FakeHub) -> None:
    hub.sends["model.bin"] = b"x" * len(FILES["model.bin"])
    with pytest.raises(InputError) as raised:
        fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert raised.value.code == "speech.damaged" and not models.fetched()
    assert sum("model.bin" in path for path, _ in hub.asked) == 2
    hub.sends["model.bin"] = FILES["model.bin"]
    fetch("tiny", allow_download=True, hub=Hub(hub.address))


def test_a_full_disk_is_noticed_before(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(fetching.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(InputError) as raised:
        fetch("tiny", allow_download=True, hub=Hub(hub.address))
    assert raised.value.code == "speech.no_space" and len(hub.asked) == 1


def test_no_hub_and_no_such_model() -> None:
    with pytest.raises(TransientError) as raised:
        fetch("tiny", allow_download=True, hub=Hub("http://127.0.0.1:9"))
    assert raised.value.code == "speech.hub" and raised.value.fix
    with pytest.raises(InputError) as unknown:
        offer("gigantic")
    assert unknown.value.code == "speech.unknown_model" and "small" in unknown.value.fix


def test_a_repository_that_is_gone(hub: FakeHub) -> None:
    with pytest.raises(TransientError) as raised:
        offer("base", hub=Hub(hub.address))
    assert raised.value.code == "speech.hub"
