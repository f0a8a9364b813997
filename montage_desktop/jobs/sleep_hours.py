"""Hours of the day in which a worker leaves its computer to people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from montage_desktop.core.errors import InputError


@dataclass(frozen=True)
class SleepHours:
    """From `begin_min` to before `end_min`, minutes after midnight by the computer's own clock; may cross midnight."""

    begin_min: int
    end_min: int

    def hold(self, moment: datetime) -> bool:
        """Whether it sleeps at a moment (local time)."""
        minute = 60 * moment.hour + moment.minute
        if self.begin_min <= self.end_min:
            return self.begin_min <= minute < self.end_min
        return minute >= self.begin_min or minute < self.end_min

    def __str__(self) -> str:
        return "-".join(f"{m // 60:02}:{m % 60:02}" for m in (self.begin_min, self.end_min))


def parse_sleep_hours(text: str) -> SleepHours | None:
    """``08:00-18:00``; None for "".

    Raises:
        InputError: ``settings.sleep``.
    """
    if not text.strip():
        return None
    found = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*", text)
    hours = [int(n) for n in found.groups()] if found else []
    if not hours or max(hours[1::2]) > 59 or max(hours[::2]) > 23 or hours[:2] == hours[2:]:
        raise InputError("settings.sleep", f"“{text}” are no hours of the day.", fix="Write it like this: 08:00-18:00")
    return SleepHours(60 * hours[0] + hours[1], 60 * hours[2] + hours[3])
