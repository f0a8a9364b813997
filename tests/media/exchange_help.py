"""Help for tests of the exchange: films whose frames are numbered and whose bytes are many, and a real S3 server."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import numpy as np
import pytest
from footage_corpus import numbered_video


def bulky(path: Path, *, frames: int, source: int = 0, bits: str = "8M", gop: int = 25) -> Path:
    """A numbered film of 25 frames a second with sound, as large as a camera's: filled up with what decoders skip.

    No two of its blocks are alike.
    """
    rate = ("-b:v", bits, "-minrate", bits, "-maxrate", bits, "-bufsize", bits, "-x264-params", "filler=1")
    codec = ("-c:v", "libx264", "-preset", "veryfast", *rate, "-g", str(gop), "-pix_fmt", "yuv420p")
    made = numbered_video(path, frames=frames, size=(320, 180), source=source, codec=codec, tone_hz=300)
    data = np.fromfile(made, np.uint8)
    filler = np.flatnonzero(data == 0xFF)
    filler = filler[16:-16]
    filler = filler[(data[filler - 16] == 0xFF) & (data[filler + 16] == 0xFF)]
    data[filler] = np.random.default_rng(source).integers(1, 255, len(filler), np.uint8)
    data.tofile(made)
    return made


def gop_bytes(source: Path, cuts: list[tuple[int, int]]) -> int:
    """Bytes from the key frame before each cut's first frame to the one after its last."""
    with av.open(str(source)) as container:
        packets = [p for p in container.demux(container.streams.video[0]) if p.size]
    packets.sort(key=lambda p: p.pts)
    keys = [i for i, p in enumerate(packets) if p.is_keyframe] + [len(packets)]
    used: set[int] = set()
    for first, frames in cuts:
        used |= set(range(max(k for k in keys if k <= first), min(k for k in keys if k >= first + frames)))
    return sum(packets[i].size for i in used)


@contextmanager
def s3_bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty bucket on a server of this test's own, over HTTP; access is in the environment."""
    import boto3
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    s3fs.S3FileSystem.clear_instance_cache()  # they keep the address of another test's server
    try:
        host, port = server.get_host_and_port()
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            monkeypatch.setenv(name, value)
        # What moto's servers hold is the process's: it must not be that of the test before.
        request = urllib.request.Request(f"http://{host}:{port}/moto-api/reset", method="POST")
        with urllib.request.urlopen(request, timeout=10):
            pass
        boto3.client("s3").create_bucket(Bucket="farm")
        yield "s3://farm/exchange"
    finally:
        server.stop()
