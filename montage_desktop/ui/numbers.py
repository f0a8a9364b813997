"""Numbers, sizes and times of day as the window's language writes them. Time codes are not among them: they are alike
everywhere."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale

_KILO = 1000


def count(value: int) -> str:
    """``12,345``; German ``12.345``."""
    return QLocale().toString(value)


def number(value: float, decimals: int) -> str:
    """``1.50``; German ``1,50``."""
    return QLocale().toString(float(value), "f", decimals)


def short(value: float, most_decimals: int) -> str:
    """As many decimals as it needs, up to `most_decimals`: ``29.97``, ``25``."""
    needed = f"{float(value):.{most_decimals}f}".rstrip("0").partition(".")[2]
    return number(value, len(needed))


def signed(value: float, decimals: int) -> str:
    """With its sign, a true minus; nothing before a zero."""
    shown = number(abs(value), decimals)
    nothing = round(abs(value), decimals) == 0
    return shown if nothing else f"{'−' if value < 0 else '+'}{shown}"


def size(size_bytes: float, decimals: int = 1) -> str:
    """``820 MB``, ``3.4 GB``: in thousands, as disks are sold; decimals from gigabytes on."""
    for unit, scale in (("GB", _KILO**3), ("MB", _KILO**2), ("kB", _KILO)):
        if size_bytes >= scale or (size_bytes == 0 and unit == "MB"):
            return f"{number(size_bytes / scale, decimals if unit == 'GB' else 0)} {unit}"
    return f"{count(round(size_bytes))} B"


def clock(at_s: float, *, seconds: bool = True) -> str:
    """The time of day of a Unix time."""
    form = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
    return QLocale().toString(_moment(at_s), form.replace("mm", "mm:ss") if seconds else form)


def day(at_s: float) -> str:
    """Day and month of a Unix time: ``24 Nov``, German ``24. Nov.``"""
    return QLocale().toString(_moment(at_s), "d. MMM" if QLocale().language() is QLocale.Language.German else "d MMM")


def moment(at_s: float) -> str:
    """Date and time of day of a Unix time."""
    return QLocale().toString(_moment(at_s), QLocale.FormatType.ShortFormat)


def moment_of(written: str) -> str:
    """The same of ``2026-01-31 12:00:00``, in local time."""
    return QLocale().toString(QDateTime.fromString(written, "yyyy-MM-dd HH:mm:ss"), QLocale.FormatType.ShortFormat)


def _moment(at_s: float) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(at_s * 1000))
