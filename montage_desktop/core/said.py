"""Sentences for people, made where no window is: they stay English, and the window translates what it shows.

``packaging/translations.py`` finds the sentences of errors, notes, warnings and findings by itself. What it cannot see
there is marked with `said`; the words of the system, which are in no file of this program, stand below.
"""

from __future__ import annotations


def said(text: str) -> str:
    """A mark for the collector of sentences: a person reads this. Changes nothing."""
    return text


#: What the system says against reading and writing (`OSError`), and what connections say.
OF_THE_SYSTEM = (
    said("Permission denied"),
    said("Operation not permitted"),
    said("No such file or directory"),
    said("No space left on device"),
    said("Disk quota exceeded"),
    said("Read-only file system"),
    said("Input/output error"),
    said("File exists"),
    said("Is a directory"),
    said("Not a directory"),
    said("File name too long"),
    said("File too large"),
    said("Too many levels of symbolic links"),
    said("Too many open files"),
    said("Cannot allocate memory"),
    said("Device or resource busy"),
    said("Invalid argument"),
    said("Stale file handle"),
    said("Connection refused"),
    said("Connection reset by peer"),
    said("Connection timed out"),
    said("No route to host"),
    said("Name or service not known"),
)


def of_the_system(number: int, cause: str, path: str) -> tuple[str, str]:
    """How Python writes what the system says, without and with a path (`str` of an `OSError`)."""
    return said(f"[Errno {number}] {cause}"), said(f"[Errno {number}] {cause}: {path}")
