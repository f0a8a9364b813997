"""An iterable in; the same items out, made by a thread of its own a few items ahead of who takes them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable
from typing import TypeVar

Item = TypeVar("Item")

_END = object()
_LOOK_S = 0.2  #: how soon the thread notices that nobody takes its items any more


def read_ahead(items: Iterable[Item], *, most: int) -> Generator[Item, None, None]:
    """Yield the items of an iterable that takes its time outside the interpreter's lock, such as a decoder.

    Args:
        most: items that may wait; with 0 there is no thread.

    Raises:
        Whatever the iterable raises, after the items before. When this is closed early, the thread has ended.
    """
    if not most:
        yield from items
        return
    ready: queue.Queue[object] = queue.Queue(most)
    failed: list[BaseException] = []
    stop = threading.Event()

    def put(item: object) -> bool:
        while not stop.is_set():
            try:
                ready.put(item, timeout=_LOOK_S)
                return True
            except queue.Full:
                continue
        return False

    def work() -> None:
        try:
            for item in items:
                if not put(item):
                    break
        except BaseException as error:  # noqa: BLE001 - raised again by who takes the items
            failed.append(error)
        put(_END)

    thread = threading.Thread(target=work, name="read-ahead", daemon=True)
    thread.start()
    try:
        while (item := ready.get()) is not _END:
            yield item  # type: ignore[misc]
        if failed:
            raise failed[0]
    finally:
        stop.set()
        thread.join()
