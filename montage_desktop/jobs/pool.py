"""A worker host without an editor: some workers for a Redis here or elsewhere, steered by signals and by the farm."""

from __future__ import annotations

import logging
import os
import signal
import time

import redis

from montage_desktop.core import paths
from montage_desktop.core.errors import TransientError
from montage_desktop.jobs.archive import Archive
from montage_desktop.jobs.connection import connect, connect_raw, ping
from montage_desktop.jobs.crew import Crew, CrewPlan
from montage_desktop.jobs.flow import Flow
from montage_desktop.jobs.host import ensure_host, job_ttl_s
from montage_desktop.jobs.janitor import Janitor
from montage_desktop.jobs.passwords import found_endpoint
from montage_desktop.jobs.registry import Wish
from montage_desktop.media.render.temporary import sweep

log = logging.getLogger(__name__)

_SWEEP_S = 2.0
_TICK_S = 0.1


def run_pool(url: str, plan: CrewPlan) -> int:
    """Keep workers running until they are drained or shut down. Blocks. Main thread only.

    The first SIGTERM or SIGINT lets each end its present part, the second one ends them at once.

    Args:
        url: of the Redis; "" for the configured one, else that of this computer.

    Raises:
        InputError, TransientError: no usable Redis.
    """
    endpoint = found_endpoint(url) or ensure_host()
    ping(endpoint.url)
    signals: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda n, _: signals.append(n))
    sweep(paths.cache_dir())
    client, raw = connect(endpoint.url, name="montage-pool"), connect_raw(endpoint.url, name="montage-pool-rq")
    janitor = Janitor(Flow(client, raw, ttl_s=job_ttl_s()), Archive())
    crew = Crew(endpoint.url, plan, log_file=paths.data_dir() / "worker.log", may_end=True)
    crew.start()
    told, next_sweep = 0, 0.0
    try:
        while not crew.ended:
            for _ in signals[told:]:
                told += 1
                crew.do(Wish.DRAIN if told == 1 else Wish.SHUTDOWN)
            crew.tick()
            if time.monotonic() >= next_sweep and not told:
                _sweep(janitor)
                next_sweep = time.monotonic() + _SWEEP_S
            time.sleep(_TICK_S)
    finally:
        crew.close()
    return os.EX_OK


def _sweep(janitor: Janitor) -> None:
    try:
        janitor.sweep()
    except (redis.RedisError, OSError, TransientError) as e:
        log.warning("Redis is away: %s", e)
