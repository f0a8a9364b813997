"""Workers without a host: a small pool that works for some Redis and keeps its jobs moving."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import time

import redis

from montage_desktop.core import paths
from montage_desktop.core.errors import TransientError
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.connection import configured_endpoint, connect, connect_raw, ping
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.host import ensure_host, job_ttl_s, start_worker
from montage_desktop.jobs.janitor import Janitor
from montage_desktop.media.render.temporary import sweep

log = logging.getLogger(__name__)

_SWEEP_S = 2.0


def run_pool(url: str, concurrency: int) -> int:
    """Keep `concurrency` workers running until SIGTERM or SIGINT; then let each end its present part. Blocks.

    Raises:
        InputError, TransientError: no usable Redis.
    """
    configured = configured_endpoint()
    url = url or (configured.url if configured else ensure_host().url)
    ping(url)
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda n, _: stopping.append(n))
    sweep(paths.cache_dir())
    client, raw = connect(url, name="montage-pool"), connect_raw(url, name="montage-pool-rq")
    janitor = Janitor(Flow(client, raw, ttl_s=job_ttl_s()), Archive())
    workers: list[subprocess.Popen[bytes]] = []
    log_file = paths.data_dir() / "worker.log"
    while not stopping:
        workers = [w for w in workers if w.poll() is None]
        while len(workers) < concurrency:
            workers.append(start_worker(url, log_file))
        try:
            janitor.sweep()
        except (redis.RedisError, OSError, TransientError) as e:
            log.warning("Redis is away: %s", e)
        deadline = time.monotonic() + _SWEEP_S
        while time.monotonic() < deadline and not stopping:
            time.sleep(0.1)
    _drain(workers)
    return os.EX_OK


def _drain(workers: list[subprocess.Popen[bytes]]) -> None:
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.wait()
