"""300 damaged and crafted files go through all that a job does: nothing hangs, crashes, swells or looks elsewhere."""

from __future__ import annotations

import ctypes
import http.server
import os
import queue
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from footage_corpus import numbered_video
from mutated_corpus import Mutant, mutants
from pushed_through import Fate, Pusher
from test_sound import RATE, write_wav

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

LIMIT_S = 20.0
MOST_BYTES = 1 << 30
_IN_OPEN = 0x20


class Watch:
    """Tells which files of some folders were opened, by whatever process, in whatever way (inotify)."""

    def __init__(self, *folders: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._fd = self._libc.inotify_init1(os.O_NONBLOCK)
        for folder in folders:
            assert self._libc.inotify_add_watch(self._fd, os.fsencode(folder), _IN_OPEN) >= 0

    def opened(self) -> list[str]:
        """Names of files opened since the last call."""
        names: list[str] = []
        while True:
            try:
                data = os.read(self._fd, 1 << 16)
            except BlockingIOError:
                return names
            at = 0
            while at < len(data):
                _, _, _, length = struct.unpack_from("iIII", data, at)
                names.append(data[at + 16 : at + 16 + length].rstrip(b"\0").decode())
                at += 16 + length

    def close(self) -> None:
        os.close(self._fd)


class Listener(http.server.ThreadingHTTPServer):
    """A server on this computer that nobody should ask for anything."""

    def __init__(self) -> None:
        self.connections = 0
        super().__init__(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def process_request(self, request: object, address: object) -> None:
        self.connections += 1
        self.shutdown_request(request)  # type: ignore[arg-type]


class World:
    """A folder of sources, and beside it what no source may lead to.

    Attributes:
        targets: what crafted files point to: absolute, relative, a pipe that would hang whoever opens it, an address.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources, self.secret, self.bases = root / "sources", root / "secret", root / "bases"
        self.work = root / "work"
        for folder in (self.sources, self.secret, self.bases, self.work):
            folder.mkdir()
        self.clip = numbered_video(root / "good.mp4", frames=60, size=(96, 64), tone_hz=440)
        at = np.arange(RATE * 4)
        self.song = write_wav(root / "song.wav", 0.8 * (at % (RATE // 2) < 2000) * (at // 7 % 2 - 0.5))
        for name in ("canary.mp4", "canary.ts", "beside.mp4"):
            (self.secret / name).write_bytes(self.clip.read_bytes())
        os.mkfifo(self.secret / "pipe.mp4")
        self.listener = Listener()
        self.targets = [
            str(self.secret / "canary.mp4"),
            "../secret/canary.ts",
            f"file:{self.secret}/canary.mp4",
            str(self.secret / "pipe.mp4"),
            f"http://127.0.0.1:{self.listener.server_port}/a.mp4",
            "../secret/beside.mp4",
        ]

    def close(self) -> None:
        self.listener.shutdown()
        self.listener.server_close()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("mutants"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def fates(world: World) -> dict[str, Fate]:
    """What became of each mutant, and of nothing else: the watches have to stay silent."""
    pushers: queue.SimpleQueue[Pusher] = queue.SimpleQueue()
    both = [Pusher(world.song, world.clip, world.work, limit_s=LIMIT_S) for _ in range(2)]
    for pusher in both:
        pushers.put(pusher)
    watch = Watch(world.secret)

    def one(mutant: Mutant) -> Fate:
        path = world.sources / mutant.name
        path.write_bytes(mutant.data)
        pusher = pushers.get()
        try:
            return pusher.push(path)
        finally:
            pushers.put(pusher)

    with ThreadPoolExecutor(len(both)) as pool:
        done = list(pool.map(one, mutants(world.bases, targets=world.targets)))
    for pusher in both:
        pusher.close()
    world.opened = watch.opened()  # type: ignore[attr-defined]
    watch.close()
    return {f.name: f for f in done}


def told(fates: list[Fate]) -> str:
    return "\n".join(f"{f.name}: {f.kind} in {f.stage} {f.code} {f.message} {f.text[-1500:]}" for f in fates)


def test_each_ends_as_used_or_refused(fates: dict[str, Fate]) -> None:
    """No hang, no crash, no error that is not one of ours."""
    bad = [f for f in fates.values() if f.kind not in ("used", "refused")]
    assert not bad, told(bad)
    kinds = Counter(f.kind for f in fates.values())
    assert sum(kinds.values()) == 300
    assert min(kinds["used"], kinds["refused"]) > 60, "some of both, or the mutants are too harmless or too harmful"


def test_each_refusal_names_the_file_the_cause_and_a_way_out(fates: dict[str, Fate]) -> None:
    refused = [f for f in fates.values() if f.kind == "refused"]
    bad = [f for f in refused if not (f.code and f.fix and f.name in f.message and len(f.message) > len(f.name) + 10)]
    assert not bad, told(bad)
    assert not [f for f in refused if f.code in ("internal", "ffmpeg.failed")], "an unknown cause"


def test_nothing_else_was_opened(world: World, fates: dict[str, Fate]) -> None:
    assert world.opened == []  # type: ignore[attr-defined]
    assert world.listener.connections == 0


def test_the_watches_would_have_seen_it(world: World) -> None:
    watch = Watch(world.secret)
    (world.secret / "canary.mp4").read_bytes()
    assert watch.opened() == ["canary.mp4"]
    watch.close()


def test_memory_and_time_are_bounded(fates: dict[str, Fate]) -> None:
    large = [f for f in fates.values() if f.peak_bytes > MOST_BYTES]
    assert not large, "\n".join(f"{f.name}: {f.peak_bytes >> 20} MiB in {f.stage}" for f in large)
    assert max(f.seconds for f in fates.values()) < LIMIT_S


def test_nothing_is_left_behind(world: World, fates: dict[str, Fate]) -> None:
    assert list(world.work.iterdir()) == []


def test_what_poses_as_media_is_refused(fates: dict[str, Fate]) -> None:
    posing = [
        f for f in fates.values() if f.name.split(".")[0].split(" ")[-1] in ("hls", "concat", "dash", "sdp", "svg")
    ]
    assert len(posing) > 20
    assert {f.kind for f in posing} == {"refused"}, told([f for f in posing if f.kind == "used"])
