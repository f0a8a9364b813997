"""The heartbeat of a worker host: a thread that tells Redis how it is, and brings back what is wanted of it."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import threading
import time
from collections.abc import Collection, Mapping
from typing import Any

import redis

from montage_desktop.jobs.connection import Client, connect
from montage_desktop.jobs.machine import Machine
from montage_desktop.jobs.registry import BEAT_S, Heard, WorkerRegistry, WorkerState, work_key

log = logging.getLogger(__name__)


class Pulse:
    """Beats every two seconds, and at once when there is something new to tell. Redis being away is no fault.

    Attributes:
        name: of the worker host. wishes: what was heard to be wanted of it, in order; the supervisor takes them.
        heard: what the last heartbeat brought, None before the first. machine: what it tells of this computer.
    """

    def __init__(self, url: str, name: str) -> None:
        self.name = name
        self.wishes: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self.heard: Heard | None = None
        self.machine = Machine()
        self._client: Client = connect(url, name="montage-pulse", patient=False)
        self._registry = WorkerRegistry(self._client)
        self._fields: dict[str, Any] = {"pid": os.getpid(), "started_at": f"{time.time():.3f}"}
        self._children: Collection[str] = ()
        self._state = WorkerState.STARTING
        self._told: WorkerState | None = None
        self._new, self._done = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def tell(self, state: WorkerState, fields: Mapping[str, Any], *, children: Collection[str]) -> None:
        """How the worker host is from now on; whether it is idle or working is found out here. Any thread.

        Args:
            children: names of its workers.
        """
        merged = {**self._fields, **fields}
        if (state, merged, children) != (self._state, self._fields, self._children):
            self._state, self._fields, self._children = state, merged, children
            self._new.set()

    def stop(self) -> None:
        """Say goodbye, as far as Redis is there. Waits for the thread."""
        self._done.set()
        self._new.set()
        self._thread.join(timeout=10)
        with contextlib.suppress(redis.RedisError, OSError):
            self._registry.leave(self.name, str(self.machine.facts()["build"]))
        self._client.close()

    def _run(self) -> None:
        facts: dict[str, Any] = {}
        while not self._done.is_set():
            self._new.clear()
            facts = self.machine.facts()
            try:
                self._beat(facts)
            except (redis.RedisError, OSError) as e:
                log.info("heartbeat not told: %s", e)
            self._new.wait(BEAT_S)

    def _beat(self, facts: Mapping[str, Any]) -> None:
        works_on = self._works_on()
        state = self._state
        if state is WorkerState.IDLE and works_on:
            state = WorkerState.WORKING
        since = {} if state is self._told else {"since": f"{time.time():.3f}"}
        fields = {**facts, **self._fields, **since, "name": self.name, "state": state.value, "works_on": works_on}
        heard = self._registry.beat(self.name, fields)
        self._told = state
        if heard.wish:
            self.wishes.put(heard)
        self.heard = heard

    def _works_on(self) -> list[str]:
        """``<job>/<part>`` of each worker that is busy, as they have written; what the dead have written is removed."""
        told = self._client.hgetall(work_key(self.name))
        dead = [child for child in told if child not in self._children]
        if dead:
            self._client.hdel(work_key(self.name), *dead)
        return sorted(part_name(task) for child, task in told.items() if child in self._children)


def part_name(rq_id: str) -> str:
    """``<job>/<part>`` of a task ``<job>-<part>-<random>``; the id itself where it is not one of ours."""
    job, _, rest = rq_id.partition("-")
    part = rest.rpartition("-")[0]
    return f"{job}/{part}" if part else rq_id
