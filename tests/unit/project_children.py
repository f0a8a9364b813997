"""What other windows do in the tests of locks and recovery, as functions for processes of their own."""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.synchronize
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from montage_desktop.core import project_file, recovery
from montage_desktop.core.project import Project
from montage_desktop.core.project_lock import ProjectInUse, ProjectLock

#: Forks from a process that has loaded what children need (pytest: their main module): a child costs milliseconds.
context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(["pytest", "montage_desktop.core.recovery", "montage_desktop.core.project_lock"])

replace = msgspec.structs.replace


@contextlib.contextmanager
def child(work: Callable[..., None], *arguments: Any) -> Iterator[Any]:
    """A running process, killed at the end."""
    process = context.Process(target=_with_home, args=(os.environ["XDG_DATA_HOME"], work, arguments), daemon=True)
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def _with_home(data_home: str, work: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    os.environ["XDG_DATA_HOME"] = data_home
    work(*arguments)


def count_of(project: Project) -> int:
    """How many actions a project of `edit_for_ever` has seen."""
    return project.bin[0].mtime_ns


def with_count(project: Project, count: int) -> Project:
    """The project after one action more."""
    return replace(project, bin=[replace(project.bin[0], mtime_ns=count), *project.bin[1:]])


def open_as_window(path: Path) -> tuple[ProjectLock, Project, recovery.Autosave]:
    """What a window does to open a project, with a person who wants what was not saved."""
    lock = ProjectLock(path)
    lock.acquire()
    project, autosave = project_file.load(path), recovery.Autosave(path)
    for offer in reversed(recovery.recoveries_for(path)):
        if count_of(offer.project) > count_of(project):
            project = offer.project
            autosave.write(project, action="recovered")
        recovery.discard_recovery(offer)
    return lock, project, autosave


def edit_for_ever(path: Path, done: Any, begun: Any, save_every: int) -> None:
    """Edits, each written, now and then saved; counts what was begun and what was done."""
    _, project, autosave = open_as_window(path)
    count = count_of(project)
    while True:
        count += 1
        begun.value = count
        project = with_count(project, count)
        autosave.write(project, action=f"edit {count}")
        done.value = count
        if count % save_every == 0:
            project_file.save(project, path)
            autosave.saved(path)


def hold(path: Path, ready: Any) -> None:
    """Takes the lock and keeps it."""
    ProjectLock(path).acquire()
    ready.set()
    time.sleep(60)


def race(path: Path, start: multiprocessing.synchronize.Barrier, results: Any) -> None:
    """Tries for the lock at the same moment as others; keeps it if it got it."""
    lock = ProjectLock(path)
    start.wait()
    try:
        lock.acquire()
        start.wait()  # all have tried
        results.put(lock.is_held)
    except ProjectInUse:
        start.wait()
        results.put(False)
    time.sleep(60)
