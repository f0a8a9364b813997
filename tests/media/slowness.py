"""How much slower this machine is than the one that budgets of tens of milliseconds were set on."""

from __future__ import annotations

import time
from functools import cache

_REFERENCE_S = 0.012


@cache
def slowness() -> float:
    """1 or more: the CPU time of a fixed piece of Python, against what it took there."""
    return max(1.0, min(_once() for _ in range(7)) / _REFERENCE_S)


def _once() -> float:
    begin = time.thread_time()
    sum(n * n for n in range(400_000))
    return time.thread_time() - begin
